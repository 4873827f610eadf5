//! The model file: what is in it and how it is opened.
//!
//! Layout: `DLREADER`, length of the header (u32, little endian), the header (JSON), then the tensors at
//! the offsets that the header names, counted from its end. Kinds of tensor: `i8` (rows of signed bytes,
//! after them one f16 scale per row), `f16` and `text` (UTF-8). `training/export.py` writes it.

use crate::kernel::{Affine, Norm};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Name tags: outside, and begin and inside of four kinds.
pub(crate) const NAMES: usize = 9;

/// Why a model file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// It does not begin as a model file does.
    #[error("not a reader model: it does not begin with DLREADER")]
    Magic,
    /// Its header does not parse.
    #[error("the model's header is broken: {0}")]
    Header(#[from] serde_json::Error),
    /// A tensor is missing, lies outside the file or has another shape than the network needs.
    #[error("the model's tensor `{0}` is missing or has the wrong size; export the model again")]
    Tensor(String),
}

#[derive(Deserialize)]
struct Header {
    version: String,
    shape: Shape,
    bases: Bases,
    tensors: Vec<Tensor>,
}

/// Sizes of the network.
#[derive(Clone, Deserialize)]
pub(crate) struct Shape {
    /// Width of the tables' rows.
    pub embed: usize,
    /// Width of the layers.
    pub width: usize,
    /// One convolution each: how far its window reaches to either side.
    pub dilations: Vec<usize>,
    /// Attention heads.
    pub heads: usize,
    /// Width of the arc vectors.
    pub arc: usize,
    /// Width of the label vectors.
    pub label: usize,
    /// Distances beyond this many words count alike.
    pub reach: usize,
}

/// First row of each kind of feature in the table of hashed features.
#[derive(Clone, Deserialize)]
pub(crate) struct Bases {
    pub form: u32,
    pub prefix: u32,
    pub suffix3: u32,
    pub suffix2: u32,
    pub shape: u32,
    pub class: u32,
}

#[derive(Deserialize)]
struct Tensor {
    name: String,
    kind: String,
    shape: Vec<usize>,
    at: usize,
}

/// A look-up table with quantised rows.
pub(crate) struct Table {
    values: Vec<i8>,
    scales: Vec<f32>,
    width: usize,
}

impl Table {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// The values of a row and what to multiply them by.
    #[inline(always)]
    pub fn row(&self, row: u32) -> (&[i8], f32) {
        let row = row as usize;
        (&self.values[row * self.width..(row + 1) * self.width], self.scales[row])
    }
}

/// One convolution: an affine map over a word and two neighbours, and the norm after it.
pub(crate) struct Convolution {
    pub reach: usize,
    pub map: Affine,
    pub norm: Norm,
}

/// Everything the reader has learned, ready for use.
pub(crate) struct Model {
    pub version: String,
    pub shape: Shape,
    pub bases: Bases,
    pub rows: Table,
    pub pieces: Table,
    /// Word piece (`##` before one that goes on) to its row.
    pub vocabulary: FxHashMap<Box<str>, u32>,
    /// Letter with a mark to what it is without, in lower case.
    pub folds: FxHashMap<char, Box<str>>,
    pub norm_in: Norm,
    pub into: Option<Affine>,
    pub convolutions: Vec<Convolution>,
    pub query: Affine,
    pub key: Affine,
    pub value: Affine,
    pub out: Affine,
    /// Attention bias per head and relative distance.
    pub near: Vec<f32>,
    pub norm_out: Norm,
    pub root: Vec<f32>,
    /// Outputs: parts of speech, features, name tags, then a liking for each distance to the head.
    pub tags: Affine,
    pub arc_dep: Affine,
    pub arc_head: Affine,
    pub arc: Affine,
    pub arc_bias: Affine,
    pub label_dep: Affine,
    pub label_head: Affine,
    /// A label vector per relative distance, the last one for the root.
    pub label_near: Vec<f32>,
    pub label: Affine,
}

struct Open<'b> {
    tensors: FxHashMap<String, Tensor>,
    body: &'b [u8],
}

impl<'b> Open<'b> {
    fn bytes(&self, name: &str, kind: &str, shape: &[usize], each: usize, extra: usize) -> Result<&'b [u8], ModelError> {
        let fail = || ModelError::Tensor(name.to_owned());
        let tensor = self.tensors.get(name).filter(|t| t.kind == kind).ok_or_else(fail)?;
        // A zero in the wanted shape leaves that size open.
        let fits = shape.len() == tensor.shape.len() && shape.iter().zip(&tensor.shape).all(|(&w, &s)| w == 0 || w == s);
        let count = tensor.shape.iter().try_fold(1usize, |n, &s| n.checked_mul(s)).ok_or_else(fail)?;
        let size =
            count.checked_mul(each).and_then(|n| n.checked_add(extra.checked_mul(*tensor.shape.first()?)?)).ok_or_else(fail)?;
        let end = tensor.at.checked_add(size).ok_or_else(fail)?;
        if !fits {
            return Err(fail());
        }
        self.body.get(tensor.at..end).ok_or_else(fail)
    }

    fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        Ok(halves(self.bytes(name, "f16", shape, 2, 0)?))
    }

    fn text(&self, name: &str) -> Result<&'b str, ModelError> {
        std::str::from_utf8(self.bytes(name, "text", &[0], 1, 0)?).map_err(|_| ModelError::Tensor(name.to_owned()))
    }

    fn table(&self, name: &str, width: usize) -> Result<Table, ModelError> {
        let bytes = self.bytes(name, "i8", &[0, width], 1, 2)?;
        let rows = bytes.len() / (width + 2);
        let (values, scales) = bytes.split_at(rows * width);
        Ok(Table { values: values.iter().map(|&b| b as i8).collect(), scales: halves(scales), width })
    }

    fn affine(&self, name: &str, from: usize, to: usize, bias: bool) -> Result<Affine, ModelError> {
        let weights = self.floats(&format!("{name}.weight"), &[to, from])?;
        let bias = if bias { self.floats(&format!("{name}.bias"), &[to])? } else { vec![0.0; to] };
        Ok(Affine::new(&weights, &bias, from, to))
    }

    /// Several maps from the same input as one.
    fn joined(&self, parts: &[(&str, usize)], from: usize) -> Result<Affine, ModelError> {
        let (mut weights, mut bias) = (Vec::new(), Vec::new());
        for &(name, to) in parts {
            weights.extend(self.floats(&format!("{name}.weight"), &[to, from])?);
            bias.extend(self.floats(&format!("{name}.bias"), &[to])?);
        }
        Ok(Affine::new(&weights, &bias, from, bias.len()))
    }

    fn norm(&self, name: &str, width: usize) -> Result<Norm, ModelError> {
        Ok(Norm {
            scale: self.floats(&format!("{name}.weight"), &[width])?,
            shift: self.floats(&format!("{name}.bias"), &[width])?,
        })
    }
}

impl Model {
    /// Opens a model file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, ModelError> {
        let rest = bytes.strip_prefix(b"DLREADER").ok_or(ModelError::Magic)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(ModelError::Magic)?;
        let (header, body) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(ModelError::Magic)?;
        let Header { version, shape, bases, tensors } = serde_json::from_slice(header)?;
        check(&shape)?;
        let open = Open { tensors: tensors.into_iter().map(|t| (t.name.clone(), t)).collect(), body };
        let (e, d, a, l) = (shape.embed, shape.width, shape.arc, shape.label);
        let distances = 2 * shape.reach + 1;
        let (upos, feats) = (crate::Upos::ALL.len(), crate::Feats::ALL.len());
        let convolutions = shape
            .dilations
            .iter()
            .enumerate()
            .map(|(i, &reach)| {
                let map = open.affine(&format!("convs.{i}"), 3 * d, d, true)?;
                Ok(Convolution { reach, map, norm: open.norm(&format!("norms.{i}"), d)? })
            })
            .collect::<Result<_, ModelError>>()?;
        let model = Model {
            rows: open.table("rows.weight", e)?,
            pieces: open.table("pieces.weight", e)?,
            vocabulary: open.text("pieces")?.split('\n').zip(0..).map(|(p, i)| (p.into(), i)).collect(),
            folds: open
                .text("folds")?
                .split('\n')
                .filter_map(|line| {
                    let mut chars = line.chars();
                    Some((chars.next()?, chars.as_str().into()))
                })
                .collect(),
            norm_in: open.norm("norm_in", e)?,
            into: if e == d { None } else { Some(open.affine("into", e, d, true)?) },
            convolutions,
            query: open.affine("query", d, d, true)?,
            key: open.affine("key", d, d, true)?,
            value: open.affine("value", d, d, true)?,
            out: open.affine("out", d, d, true)?,
            near: open.floats("near", &[shape.heads, distances])?,
            norm_out: open.norm("norm_out", d)?,
            root: open.floats("root", &[d])?,
            tags: open.joined(&[("upos", upos), ("feats", feats), ("names", NAMES), ("arc_near", distances)], d)?,
            arc_dep: open.affine("arc_dep", d, a, true)?,
            arc_head: open.affine("arc_head", d, a, true)?,
            arc: open.affine("arc", a, a, true)?,
            arc_bias: open.affine("arc_bias", a, 1, true)?,
            label_dep: open.affine("label_dep", d, l, true)?,
            label_head: open.affine("label_head", d, l, false)?,
            label_near: open.floats("label_near", &[distances + 1, l])?,
            label: open.affine("label", l, crate::Deprel::ALL.len(), true)?,
            version,
            shape,
            bases,
        };
        if model.vocabulary.len() != model.pieces.rows() || crate::features::end(&model.bases) > model.rows.rows() as u64 {
            return Err(ModelError::Tensor("rows.weight".to_owned()));
        }
        Ok(model)
    }
}

/// Sizes that the kernels can work with.
fn check(shape: &Shape) -> Result<(), ModelError> {
    let widths = [shape.embed, shape.width, shape.arc, shape.label];
    let fine = widths.iter().all(|&w| w > 0 && w <= 1024 && w.is_multiple_of(16))
        && (1..=64).contains(&shape.heads)
        && shape.width.is_multiple_of(shape.heads)
        && shape.reach <= 256
        && shape.dilations.len() <= 64
        && shape.dilations.iter().all(|&d| d <= 64);
    if fine { Ok(()) } else { Err(ModelError::Tensor("shape".to_owned())) }
}

/// Numbers of half precision, little endian.
fn halves(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(2).map(|b| half(u16::from_le_bytes([b[0], b[1]]))).collect()
}

/// A number of half precision (IEEE 754 binary16).
fn half(bits: u16) -> f32 {
    let sign = (bits as u32 & 0x8000) << 16;
    let exponent = (bits >> 10 & 31) as u32;
    let fraction = (bits & 0x3FF) as u32;
    match exponent {
        // Subnormal: the fraction counts units of 2^-24.
        0 => f32::from_bits(sign | (fraction as f32 * f32::from_bits(0x3380_0000)).to_bits()),
        31 => f32::from_bits(sign | 0x7F80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_as_ieee_says() {
        for (bits, value) in
            [(0x3C00, 1.0), (0xC000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8), (0x7BFF, 65504.0), (0, 0.0)]
        {
            assert_eq!(half(bits), value);
        }
    }

    #[test]
    fn foreign_bytes_are_an_error() {
        assert!(matches!(Model::from_bytes(b""), Err(ModelError::Magic)));
        assert!(matches!(Model::from_bytes(b"DLREADER\xFF\xFF\xFF\xFF"), Err(ModelError::Magic)));
        assert!(matches!(Model::from_bytes(b"DLREADER\x02\0\0\0{}"), Err(ModelError::Header(_))));
    }
}

//! The model file: what is in it and how it is opened.
//!
//! Layout: `DLREADER`, length of the header (u32, little endian), the header (JSON), then the tensors at
//! the offsets that the header names, counted from its end. Kinds of tensor: `i8` (rows of signed bytes,
//! after them one f16 scale per row), `f16` and `text` (UTF-8). `training/export.py` writes it.

use crate::attribution::{self, Attributor, HIDDEN};
use crate::integer::{Map, Range};
use crate::kernel::Norm;
use crate::naming::Naming;
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
struct Header<S> {
    version: String,
    tensors: Vec<Tensor>,
    #[serde(flatten)]
    sizes: S,
}

/// Sizes and first rows of the reader.
#[derive(Deserialize)]
struct Sizes {
    shape: Shape,
    bases: Bases,
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
    /// A table without rows.
    #[cfg(test)]
    pub fn empty() -> Table {
        Table { values: Vec::new(), scales: Vec::new(), width: 0 }
    }

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
    pub range: Range,
    pub map: Map,
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
    pub into: Option<Map>,
    pub convolutions: Vec<Convolution>,
    /// Query, key and value of the attention.
    pub attend: Map,
    pub out: Map,
    /// Attention bias per head and relative distance.
    pub near: Vec<f32>,
    pub norm_out: Norm,
    pub root: Vec<f32>,
    /// Outputs: parts of speech, features, name tags, then a liking for each distance to the head.
    pub tags: Map,
    pub arc_dep: Map,
    pub arc_head: Map,
    pub arc: Map,
    pub arc_bias: (Vec<f32>, f32),
    pub label_dep: Map,
    pub label_head: Map,
    /// A label vector per relative distance, the last one for the root.
    pub label_near: Vec<f32>,
    pub label: Map,
    pub ranges: Ranges,
    /// Who says what; a model may come without.
    pub attributor: Option<Attributor>,
    /// The head for names that has a file of its own; without it the one among `tags` finds them.
    pub naming: Option<Naming>,
}

/// How wide the inputs of the maps spread; those of the convolutions stand with them.
pub(crate) struct Ranges {
    /// Of the words as the tables give them.
    pub into: Range,
    /// Of the attention.
    pub attend: Range,
    /// Of what the attention mixes.
    pub mixed: Range,
    /// Of the words' last vectors.
    pub last: Range,
    /// Of the head's arc vectors.
    pub arc: Range,
    /// Of the hidden layer of the relations.
    pub label: Range,
}

/// The tensors of a model file.
pub(crate) struct Container<'b> {
    tensors: FxHashMap<String, Tensor>,
    body: &'b [u8],
}

impl<'b> Container<'b> {
    /// The sizes in a file's header, its version and its tensors.
    pub fn open<S: serde::de::DeserializeOwned>(bytes: &'b [u8]) -> Result<(S, String, Container<'b>), ModelError> {
        let rest = bytes.strip_prefix(b"DLREADER").ok_or(ModelError::Magic)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(ModelError::Magic)?;
        let (header, body) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(ModelError::Magic)?;
        let Header { version, tensors, sizes } = serde_json::from_slice(header)?;
        Ok((sizes, version, Container { tensors: tensors.into_iter().map(|t: Tensor| (t.name.clone(), t)).collect(), body }))
    }

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

    pub fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        Ok(halves(self.bytes(name, "f16", shape, 2, 0)?))
    }

    fn text(&self, name: &str) -> Result<&'b str, ModelError> {
        std::str::from_utf8(self.bytes(name, "text", &[0], 1, 0)?).map_err(|_| ModelError::Tensor(name.to_owned()))
    }

    pub fn table(&self, name: &str, width: usize) -> Result<Table, ModelError> {
        let bytes = self.bytes(name, "i8", &[0, width], 1, 2)?;
        let rows = bytes.len() / (width + 2);
        let (values, scales) = bytes.split_at(rows * width);
        Ok(Table { values: values.iter().map(|&b| b as i8).collect(), scales: halves(scales), width })
    }

    /// A map from inputs of some range.
    pub fn map(&self, name: &str, from: usize, to: usize, range: Range) -> Result<Map, ModelError> {
        self.joined(&[(name, to)], from, range)
    }

    /// Several maps from the same input as one. A map without a bias has none in the file.
    fn joined(&self, parts: &[(&str, usize)], from: usize, range: Range) -> Result<Map, ModelError> {
        let (mut weights, mut bias) = (Vec::new(), Vec::new());
        for &(name, to) in parts {
            weights.extend(self.floats(&format!("{name}.weight"), &[to, from])?);
            let name = format!("{name}.bias");
            bias.extend(if self.tensors.contains_key(&name) { self.floats(&name, &[to])? } else { vec![0.0; to] });
        }
        Ok(Map::new(&weights, &bias, from, bias.len(), range))
    }

    /// How wide the inputs of each layer spread, in the order of the network.
    pub fn ranges(&self, count: usize) -> Result<Vec<Range>, ModelError> {
        let ranges: Vec<Range> = self.floats("ranges", &[count])?.into_iter().map(Range).collect();
        let sound = ranges.iter().all(|r| r.0.is_finite() && r.0 > 0.0);
        if sound { Ok(ranges) } else { Err(ModelError::Tensor("ranges".to_owned())) }
    }

    /// The part that finds attributions, if the file has it.
    fn attributor(&self, width: usize, range: Range) -> Result<Option<Attributor>, ModelError> {
        if !self.tensors.contains_key("attribution.cue_word.weight") {
            return Ok(None);
        }
        let names = attribution::PARTS.map(|part| format!("attribution.{part}"));
        let parts: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), HIDDEN)).collect();
        let (lemmas, paths) = (self.table("attribution.lemmas.weight", HIDDEN)?, self.table("attribution.paths.weight", HIDDEN)?);
        if lemmas.rows() as u64 != attribution::LEMMAS || paths.rows() as u64 != attribution::PATHS {
            return Err(ModelError::Tensor("attribution.paths.weight".to_owned()));
        }
        let output = |name: &str, to: usize| {
            let weights = self.floats(&format!("attribution.{name}.weight"), &[to, HIDDEN])?;
            Ok::<_, ModelError>((weights, self.floats(&format!("attribution.{name}.bias"), &[to])?))
        };
        let (cue, bias) = output("cue_out", 1)?;
        Ok(Some(Attributor {
            words: self.joined(&parts, width, range)?,
            lemmas,
            paths,
            cue: (cue, bias[0]),
            roles: output("pair_out", attribution::ROLES)?,
        }))
    }

    pub fn norm(&self, name: &str, width: usize) -> Result<Norm, ModelError> {
        Ok(Norm {
            scale: self.floats(&format!("{name}.weight"), &[width])?,
            shift: self.floats(&format!("{name}.bias"), &[width])?,
        })
    }
}

impl Model {
    /// Opens a model file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, ModelError> {
        let (Sizes { shape, bases }, version, open) = Container::open(bytes)?;
        check(&shape)?;
        let (e, d, a, l) = (shape.embed, shape.width, shape.arc, shape.label);
        let distances = 2 * shape.reach + 1;
        let (upos, feats) = (crate::Upos::ALL.len(), crate::Feats::ALL.len());
        let layers = shape.dilations.len();
        let widths = open.ranges(layers + 6)?;
        let (into, attend, mixed) = (widths[0], widths[layers + 1], widths[layers + 2]);
        let ranges = Ranges { into, attend, mixed, last: widths[layers + 3], arc: widths[layers + 4], label: widths[layers + 5] };
        let convolutions = shape
            .dilations
            .iter()
            .enumerate()
            .map(|(i, &reach)| {
                let range = widths[i + 1];
                let map = open.map(&format!("convs.{i}"), 3 * d, d, range)?;
                Ok(Convolution { reach, range, map, norm: open.norm(&format!("norms.{i}"), d)? })
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
            into: if e == d { None } else { Some(open.map("into", e, d, into)?) },
            convolutions,
            attend: open.joined(&[("query", d), ("key", d), ("value", d)], d, attend)?,
            out: open.map("out", d, d, mixed)?,
            near: open.floats("near", &[shape.heads, distances])?,
            norm_out: open.norm("norm_out", d)?,
            root: open.floats("root", &[d])?,
            tags: open.joined(&[("upos", upos), ("feats", feats), ("names", NAMES), ("arc_near", distances)], d, ranges.last)?,
            arc_dep: open.map("arc_dep", d, a, ranges.last)?,
            arc_head: open.map("arc_head", d, a, ranges.last)?,
            arc: open.map("arc", a, a, ranges.arc)?,
            arc_bias: (open.floats("arc_bias.weight", &[1, a])?, open.floats("arc_bias.bias", &[1])?[0]),
            label_dep: open.map("label_dep", d, l, ranges.last)?,
            label_head: open.map("label_head", d, l, ranges.last)?,
            label_near: open.floats("label_near", &[distances + 1, l])?,
            label: open.map("label", l, crate::Deprel::ALL.len(), ranges.label)?,
            attributor: open.attributor(d, ranges.last)?,
            naming: None,
            ranges,
            version,
            shape,
            bases,
        };
        if model.vocabulary.len() != model.pieces.rows() || crate::features::end(&model.bases) > model.rows.rows() as u64 {
            return Err(ModelError::Tensor("rows.weight".to_owned()));
        }
        Ok(model)
    }

    /// Takes the head for names from its file; where that fails all stays as it is.
    pub fn add_naming(&mut self, bytes: &[u8]) -> Result<(), ModelError> {
        let naming = Naming::from_bytes(bytes, self.shape.width, self.ranges.last, self.rows.rows())?;
        self.version = format!("{}-{}", self.version, naming.version);
        self.naming = Some(naming);
        Ok(())
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

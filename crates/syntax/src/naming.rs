//! The head that finds names: a small network of its own on the reader's last vectors.
//!
//! It sees those vectors and, in a table of its own, the same hashed features; two convolutions over three words; and of each
//! sentence it takes the best sequence of begin–inside tags, by scores of words and of steps from tag to tag (Viterbi's
//! algorithm). `training/naming.py` is the same network. Its weights are a file of their own, so that the parser stays as it
//! is, to the bit, when names are learned anew.

use crate::features::Rows;
use crate::integer::{Dot, Map, Range};
use crate::kernel::{Norm, add, largest};
use crate::model::{Container, Convolution, ModelError, NAMES, Table};
use crate::network::{Reading, convolve};
use serde::Deserialize;

#[derive(Deserialize)]
struct Sizes {
    shape: Shape,
}

/// Sizes of the head.
#[derive(Deserialize)]
struct Shape {
    /// Width of its layers and of its table.
    width: usize,
    /// One convolution each: how far its window reaches to either side.
    reaches: Vec<usize>,
}

/// What the head has learned.
pub(crate) struct Naming {
    /// First eight hexadecimal digits of the SHA-256 of its weights.
    pub version: String,
    width: usize,
    /// From the reader's last vectors.
    into: Map,
    /// Rows of the same numbers as the reader's table of hashed features.
    rows: Table,
    norm_in: Norm,
    convolutions: Vec<Convolution>,
    last: Range,
    out: Map,
    /// From tag to tag; the last row is the beginning of a sentence.
    steps: Vec<[f32; NAMES]>,
}

/// Buffers that are used again from batch to batch.
#[derive(Default)]
pub(crate) struct Scratch {
    x: Vec<f32>,
    y: Vec<f32>,
    steps: Vec<u8>,
    window: Vec<u8>,
    /// Per word, the tag before it on the best path to each of its tags.
    back: Vec<[u8; NAMES]>,
}

impl Naming {
    /// Opens the head's file, for a reader whose last vectors have `inputs` numbers in the range `inputs_range` and whose
    /// features have `rows` rows.
    pub fn from_bytes(bytes: &[u8], inputs: usize, inputs_range: Range, rows: usize) -> Result<Naming, ModelError> {
        let (Sizes { shape: Shape { width, reaches } }, version, file) = Container::open(bytes)?;
        let fine =
            width > 0 && width <= 1024 && width.is_multiple_of(16) && reaches.len() <= 16 && reaches.iter().all(|&r| r <= 64);
        if !fine {
            return Err(ModelError::Tensor("shape".to_owned()));
        }
        let ranges = file.ranges(reaches.len() + 1)?;
        let table = file.table("rows.weight", width)?;
        if table.rows() < rows {
            return Err(ModelError::Tensor("rows.weight".to_owned()));
        }
        let convolutions = reaches.iter().enumerate().map(|(i, &reach)| {
            let map = file.map(&format!("convs.{i}"), 3 * width, width, ranges[i])?;
            Ok(Convolution { reach, range: ranges[i], map, norm: file.norm(&format!("norms.{i}"), width)? })
        });
        Ok(Naming {
            version,
            width,
            into: file.map("into", inputs, width, inputs_range)?,
            rows: table,
            norm_in: file.norm("norm_in", width)?,
            convolutions: convolutions.collect::<Result<_, ModelError>>()?,
            last: ranges[reaches.len()],
            out: file.map("out", width, NAMES, ranges[reaches.len()])?,
            steps: file.floats("steps", &[NAMES + 1, NAMES])?.as_chunks().0.to_vec(),
        })
    }

    /// Sets the name tags of a batch. `vectors` are the reader's last ones as steps, `rows` the features of the words.
    #[inline(always)]
    pub fn read<D: Dot>(&self, vectors: &[u8], rows: &[Rows], lengths: &[usize], s: &mut Scratch, readings: &mut [Reading]) {
        self.into.apply::<D>(vectors, rows.len(), &mut s.x);
        for (rows, x) in rows.iter().zip(s.x.chunks_exact_mut(self.width)) {
            for &row in rows.features() {
                let (values, scale) = self.rows.row(row);
                for (x, &v) in x.iter_mut().zip(values) {
                    *x += scale * v as f32;
                }
            }
        }
        self.norm_in.apply(&mut s.x);
        for convolution in &self.convolutions {
            convolve::<D>(convolution, self.width, lengths, &s.x, &mut s.steps, &mut s.window, &mut s.y);
            add(&mut s.x, &s.y);
        }
        s.steps.clear();
        self.last.quantise(&s.x, &mut s.steps);
        self.out.apply::<D>(&s.steps, rows.len(), &mut s.y);
        let mut start = 0;
        for &length in lengths {
            let words = start..start + length;
            self.path(&s.y.as_chunks().0[words.clone()], &mut s.back, &mut readings[words]);
            start += length;
        }
    }

    /// Sets the tags of one sentence to those of the best path.
    fn path(&self, scores: &[[f32; NAMES]], back: &mut Vec<[u8; NAMES]>, readings: &mut [Reading]) {
        back.clear();
        let mut at = [0.0; NAMES];
        for (i, scores) in scores.iter().enumerate() {
            let (mut now, mut from) = ([0.0; NAMES], [0; NAMES]);
            for to in 0..NAMES {
                let mut best = if i == 0 { self.steps[NAMES][to] } else { at[0] + self.steps[0][to] };
                for before in 1..if i == 0 { 1 } else { NAMES } {
                    let score = at[before] + self.steps[before][to];
                    if score > best {
                        (best, from[to]) = (score, before as u8);
                    }
                }
                now[to] = best + scores[to];
            }
            at = now;
            back.push(from);
        }
        let mut tag = largest(&at);
        for (reading, from) in readings.iter_mut().zip(back.iter()).rev() {
            reading.name = tag as u8;
            tag = from[tag] as usize;
        }
    }

    /// Scores of the tags of the last batch: the end of its arithmetic.
    #[cfg(test)]
    pub fn scores(scratch: &Scratch) -> &[f32] {
        &scratch.y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A head without a network, for the path alone.
    fn chain(steps: Vec<[f32; NAMES]>) -> Naming {
        let (nothing, range) = (|| Norm { scale: vec![], shift: vec![] }, Range(1.0));
        Naming {
            version: String::new(),
            width: 0,
            into: Map::new(&[], &[], 4, 0, range),
            rows: Table::empty(),
            norm_in: nothing(),
            convolutions: vec![],
            last: range,
            out: Map::new(&[], &[], 4, 0, range),
            steps,
        }
    }

    /// The best of all paths, found by trying each.
    fn tried(steps: &[[f32; NAMES]], scores: &[[f32; NAMES]]) -> Vec<u8> {
        let mut best = (f32::MIN, vec![]);
        for number in 0..NAMES.pow(scores.len() as u32) {
            let tags: Vec<usize> = (0..scores.len()).map(|i| number / NAMES.pow(i as u32) % NAMES).collect();
            let mut sum = 0.0;
            for (i, &tag) in tags.iter().enumerate() {
                sum = sum + if i == 0 { steps[NAMES][tag] } else { steps[tags[i - 1]][tag] } + scores[i][tag];
            }
            if sum > best.0 {
                best = (sum, tags.iter().map(|&t| t as u8).collect());
            }
        }
        best.1
    }

    #[test]
    fn the_path_is_the_best_of_all() {
        // Numbers without a pattern, from a fixed row of remainders.
        let mut seed = 12_345u32;
        let mut number = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as f32 / 8192.0 - 4.0
        };
        for length in 1..=4 {
            let steps: Vec<[f32; NAMES]> = (0..=NAMES).map(|_| std::array::from_fn(|_| number())).collect();
            let scores: Vec<[f32; NAMES]> = (0..length).map(|_| std::array::from_fn(|_| number())).collect();
            let mut readings = vec![Reading::default(); length];
            chain(steps.clone()).path(&scores, &mut Vec::new(), &mut readings);
            assert_eq!(readings.iter().map(|r| r.name).collect::<Vec<_>>(), tried(&steps, &scores));
        }
    }

    #[test]
    fn foreign_bytes_are_an_error() {
        let open = |bytes: &[u8]| Naming::from_bytes(bytes, 160, Range(1.0), 10).map(|_| ());
        assert!(matches!(open(b""), Err(ModelError::Magic)));
        assert!(matches!(open(b"DLREADER\x02\0\0\0{}"), Err(ModelError::Header(_))));
        let header = r#"{"version":"","shape":{"width":7,"reaches":[1]},"tensors":[]}"#;
        let whole = [b"DLREADER".as_slice(), &(header.len() as u32).to_le_bytes(), header.as_bytes()].concat();
        assert!(matches!(open(&whole), Err(ModelError::Tensor(_))));
    }
}

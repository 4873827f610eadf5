//! Copies: reports that carry one text, so that ten papers printing one agency count as one source.
//!
//! Two texts are copies when their sketches agree in so many numbers that they must share most of their shingles. Candidates
//! come from bands of four numbers, so that the work grows with the reports, not with their pairs.

use crate::forest::Forest;
use crate::source::{SKETCH, Source};
use rustc_hash::FxHashMap;

/// Share of equal numbers from which two texts are copies: an agency's report with a new first sentence still reaches it.
const SAME: f64 = 0.5;
/// Numbers in a band: texts that share half of their shingles meet in one of 16 bands with two chances in three, and
/// those that share four fifths always.
const BAND: usize = 4;
/// Reports of one band that are compared with each of its others; the first stands for the rest.
const BLOCK: usize = 50;

/// Reports that are looked through for copies, one after the other.
#[derive(Default)]
pub(crate) struct Copies {
    sketches: Vec<Box<[u32]>>,
    bands: FxHashMap<(usize, [u32; BAND]), Vec<usize>>,
    /// The first report of each text.
    texts: FxHashMap<Box<str>, usize>,
    /// For each report the first of the very text.
    first: Vec<usize>,
}

impl Copies {
    pub fn see(&mut self, source: &Source) {
        let report = self.sketches.len();
        for key in bands_of(source) {
            self.bands.entry(key).or_default().push(report);
        }
        self.sketches.push(source.sketch.as_slice().into());
        // Equal texts without a sketch (a line or two) are copies as well.
        let first = match self.texts.get(source.text_sha256.as_str()) {
            Some(first) => *first,
            None => *self.texts.entry(source.text_sha256.as_str().into()).or_insert(report),
        };
        self.first.push(first);
    }

    /// For each report the first of its copies, in the order in which they were seen.
    pub fn done(self) -> Vec<usize> {
        let mut forest = Forest::new(self.sketches.len());
        for block in self.bands.values() {
            let sketches: Vec<&[u32]> = block.iter().map(|&i| &*self.sketches[i]).collect();
            alike_in(&sketches).into_iter().for_each(|(a, b)| forest.join(block[a], block[b]));
        }
        self.first.iter().enumerate().for_each(|(report, &first)| forest.join(report, first));
        (0..self.first.len()).map(|i| forest.root(i)).collect()
    }
}

/// The bands of a report's sketch; none for a text of a line or two.
pub(crate) fn bands_of(source: &Source) -> impl Iterator<Item = (usize, [u32; BAND])> {
    let sketch = if source.sketch.len() == SKETCH { source.sketch.as_slice() } else { &[] };
    sketch.chunks_exact(BAND).enumerate().map(|(band, numbers)| {
        let mut key = [0; BAND];
        key.copy_from_slice(numbers);
        (band, key)
    })
}

/// The pairs of copies among reports of one band, in their canonical order.
pub(crate) fn alike_in(sketches: &[&[u32]]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (i, sketch) in sketches.iter().enumerate() {
        let seen = sketches.iter().take(BLOCK.min(i)).enumerate();
        pairs.extend(seen.filter(|(_, other)| alike(sketch, other) >= SAME).map(|(j, _)| (j, i)));
    }
    pairs
}

fn alike(a: &[u32], b: &[u32]) -> f64 {
    a.iter().zip(b).filter(|(x, y)| x == y).count() as f64 / SKETCH as f64
}

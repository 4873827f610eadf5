//! What has to be known of all reports before any two can be compared: which stems there are, in how many reports each stands, and how
//! much weight each has in all of them together.
//!
//! Everything is counted in whole numbers, so that parts of a corpus can be counted apart and added in any order, with the same result
//! to the last bit. Stems are numbered in the order of the alphabet: two of them stand in the same order in any part.

use crate::crowd::{Crowds, mark, marks, unmark};
use crate::source::Source;
use crate::words::{rarity, unit};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Weights are added as multiples of 2⁻³⁰: fine enough for sums over 300 million reports, and coarse enough not to overflow.
const ONE: f64 = (1_u64 << 30) as f64;

/// Weighed words by the numbers of their stems, ascending.
pub(crate) type Bag = Vec<(u32, f64)>;

/// What is known of a set of reports as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    reports: u64,
    ids: FxHashMap<Box<str>, u32>,
    frequency: Vec<u32>,
    /// How telling each stem is in this record.
    rare: Vec<f64>,
    held: Vec<i64>,
    /// How crowded days and places are.
    crowds: Crowds,
}

/// The same as it travels.
#[derive(Serialize, Deserialize)]
struct Packed {
    reports: u64,
    stems: Vec<Box<str>>,
    frequency: Vec<u32>,
    held: Vec<i64>,
    crowds: Vec<(u64, u64)>,
}

impl Serialize for Statistics {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut stems = vec![Box::from(""); self.ids.len()];
        for (stem, &id) in &self.ids {
            stems[id as usize] = stem.clone();
        }
        let mut crowds: Vec<(u64, u64)> = self.crowds.iter().map(|(&block, &bits)| (block, bits)).collect();
        crowds.sort_unstable();
        Packed { reports: self.reports, stems, frequency: self.frequency.clone(), held: self.held.clone(), crowds }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Statistics {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Statistics, D::Error> {
        let packed = Packed::deserialize(from)?;
        let counts = packed.stems.into_iter().map(String::from).zip(packed.frequency).collect();
        let mut statistics = Statistics::counted(packed.reports, &counts).with_held(packed.held);
        statistics.crowds = packed.crowds.into_iter().collect();
        Ok(statistics)
    }
}

impl Statistics {
    /// Of so many reports, in so many of which each stem stands: counted with [`stems`].
    pub fn counted(reports: u64, counts: &BTreeMap<String, u32>) -> Statistics {
        let mut crowds = Crowds::default();
        let mut stems: Vec<(Box<str>, u32)> = Vec::new();
        for (stem, &count) in counts {
            match unmark(stem) {
                Some((block, bit)) => *crowds.entry(block).or_default() |= 1 << bit,
                None => stems.push((stem.as_str().into(), count)),
            }
        }
        Statistics { crowds, ..Statistics::numbered(reports, stems) }
    }

    /// `stems` ascend.
    fn numbered(reports: u64, stems: Vec<(Box<str>, u32)>) -> Statistics {
        Statistics {
            reports,
            rare: stems.iter().map(|(stem, n)| rarity(stem, *n as usize, reports as usize)).collect(),
            frequency: stems.iter().map(|s| s.1).collect(),
            ids: stems.into_iter().enumerate().map(|(id, (stem, _))| (stem, id as u32)).collect(),
            ..Statistics::default()
        }
    }

    /// The same with the sums of [`Statistics::weights`] over all reports, by number of stem.
    pub fn with_held(mut self, mut held: Vec<i64>) -> Statistics {
        held.resize(self.ids.len(), 0);
        self.held = held;
        self
    }

    /// How much each stem weighs in one report, by its number: to be summed over all reports.
    pub fn weights(&self, source: &Source) -> impl Iterator<Item = (u32, i64)> {
        let weights: Vec<_> = weights(&self.bag(source)).collect();
        weights.into_iter()
    }

    /// How many stems there are; their numbers are below.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The number of a stem and how telling it is.
    pub(crate) fn telling(&self, stem: &str) -> Option<(u32, f64)> {
        self.ids.get(stem).map(|&id| (id, self.rare[id as usize]))
    }

    /// How crowded days and places are.
    pub(crate) fn crowds(&self) -> &Crowds {
        &self.crowds
    }

    /// The weighed words of a report, of length 1.
    pub(crate) fn bag(&self, source: &Source) -> Bag {
        let weight = |(stem, count): &(String, u16)| {
            let id = *self.ids.get(stem.as_str())?;
            Some((id, (1.0 + libm::log(f64::from((*count).max(1)))) * self.rare[id as usize]))
        };
        let mut bag: Bag = source.words.iter().filter_map(weight).filter(|(_, w)| *w > 0.0).collect();
        bag.sort_by_key(|(id, _)| *id);
        unit(&mut bag);
        bag
    }

    /// How much of a report's words any report of the record holds. Reports of one war share its names and places; what two of them
    /// share beyond that tells of one happening. A record of a few reports says little about what is common, and counts less.
    pub(crate) fn common(&self, bag: &Bag) -> f64 {
        let n = self.reports as f64;
        let held = |id: u32| self.held.get(id as usize).map_or(0.0, |&sum| sum as f64 / ONE);
        let all: f64 = bag.iter().map(|&(id, weight)| weight * held(id)).sum();
        (all - 1.0).max(0.0) / (n - 1.0).max(1.0) * n / (n + FEW)
    }
}

/// The same, while reports are counted one after the other.
#[derive(Default)]
pub(crate) struct Counting {
    reports: u64,
    counts: FxHashMap<Box<str>, u32>,
    crowds: Crowds,
}

impl Counting {
    pub fn see(&mut self, source: &Source) {
        self.reports += 1;
        for (stem, stands) in spoken(source) {
            match self.counts.get_mut(stem) {
                Some(count) => *count += u32::from(stands),
                None => drop(self.counts.insert(stem.into(), u32::from(stands))),
            }
        }
        for (block, bit) in marks(source) {
            *self.crowds.entry(block).or_default() |= 1 << bit;
        }
    }

    /// What was counted, but for [`Statistics::with_held`].
    pub fn done(self) -> Statistics {
        let mut stems: Vec<(Box<str>, u32)> = self.counts.into_iter().collect();
        stems.sort_unstable();
        Statistics { crowds: self.crowds, ..Statistics::numbered(self.reports, stems) }
    }
}

/// Size of a record that is still too small to tell what is common in it.
const FEW: f64 = 20.0;

/// The words of a bag with their weights as they are added up.
pub(crate) fn weights(bag: &Bag) -> impl Iterator<Item = (u32, i64)> {
    bag.iter().map(|&(id, weight)| (id, (weight * ONE).round() as i64))
}

/// What is counted of a report: its stems, each once or more, and whether one is to be counted as standing in it (each once) or is only in words
/// around a claim; and the marks of its claims on their days and places, which are no words.
pub fn stems(source: &Source) -> impl Iterator<Item = (Cow<'_, str>, bool)> {
    let marks = marks(source).into_iter().map(|(block, bit)| (Cow::Owned(mark(block, bit)), true));
    spoken(source).map(|(stem, stands)| (Cow::Borrowed(stem), stands)).chain(marks)
}

/// The same without marks.
fn spoken(source: &Source) -> impl Iterator<Item = (&str, bool)> {
    let words = source.words.iter().map(|(stem, _)| (stem.as_str(), true));
    words.chain(source.contexts.iter().flatten().map(|stem| (stem.as_str(), false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(words: &[&str]) -> Source {
        Source { words: words.iter().map(|w| ((*w).to_owned(), 1)).collect(), ..Source::default() }
    }

    #[test]
    fn the_order_of_reports_and_the_way_they_travel_change_nothing() {
        let all = [report(&["barrel", "sarin", "town"]), report(&["sarin", "truce"]), report(&["town"])];
        let count = |order: [usize; 3]| {
            let mut counting = Counting::default();
            order.iter().for_each(|&i| counting.see(&all[i]));
            let statistics = counting.done();
            let mut held = vec![0; statistics.len()];
            order.iter().flat_map(|&i| statistics.weights(&all[i])).for_each(|(id, weight)| held[id as usize] += weight);
            statistics.with_held(held)
        };
        let (forth, back) = (count([0, 1, 2]), count([2, 1, 0]));
        assert_eq!(forth, back);
        let text = serde_json::to_string(&forth).unwrap();
        assert_eq!(serde_json::from_str::<Statistics>(&text).unwrap(), forth);
        assert_eq!(forth.telling("barrel").map(|p| p.0), Some(0));
    }
}

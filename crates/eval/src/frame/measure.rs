//! Measures: how a figure follows from counts.

use super::Tally;
use std::collections::{BTreeMap, BTreeSet};

/// How a figure follows from the counts of a [`Tally`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// One count of another.
    Share {
        /// What is right.
        right: &'static str,
        /// Of how many.
        of: &'static str,
    },
    /// The harmonic mean of precision (right of the found) and recall (right of the gold).
    F1 {
        /// What is right.
        right: &'static str,
        /// What we found.
        found: &'static str,
        /// What gold holds.
        gold: &'static str,
    },
    /// How many answers of a table are those of gold.
    Accuracy(&'static str),
    /// F1 of each label of gold in a table, weighted by how often gold gives it.
    WeightedF1(&'static str),
    /// The plain mean of the F1 of each label that gold gives in a table.
    MacroF1(&'static str),
}

/// A figure by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What is measured.
    pub name: &'static str,
    /// How.
    pub formula: Formula,
}

impl Measure {
    /// A measure.
    pub fn new(name: &'static str, formula: Formula) -> Measure {
        Measure { name, formula }
    }
}

/// The value of a measure, between 0 and 1, and what it was made from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// The figure itself.
    pub value: f64,
    /// Precision and recall, of an F1 over counts.
    pub parts: Option<(f64, f64)>,
    /// Right, and of how many; for an F1 over counts: right, found and gold.
    pub counts: Option<(u64, u64, Option<u64>)>,
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn f1(right: u64, found: u64, gold: u64) -> f64 {
    share(2 * right, found + gold)
}

impl Formula {
    /// The figure that the counts come to; 0 where there is nothing to be counted.
    pub fn score(self, tally: &Tally) -> Score {
        match self {
            Formula::Share { right, of } => {
                let (right, of) = (tally.get(right), tally.get(of));
                Score { value: share(right, of), parts: None, counts: Some((right, of, None)) }
            }
            Formula::F1 { right, found, gold } => {
                let (right, found, gold) = (tally.get(right), tally.get(found), tally.get(gold));
                let parts = (share(right, found), share(right, gold));
                Score { value: f1(right, found, gold), parts: Some(parts), counts: Some((right, found, Some(gold))) }
            }
            Formula::Accuracy(table) => {
                let (right, of) =
                    tally.cells(table).fold((0, 0), |(r, a), (gold, ours, n)| (r + if gold == ours { n } else { 0 }, a + n));
                Score { value: share(right, of), parts: None, counts: Some((right, of, None)) }
            }
            Formula::WeightedF1(table) => Score { value: labels(tally, table).weighted(), ..Score::default() },
            Formula::MacroF1(table) => Score { value: labels(tally, table).plain(), ..Score::default() },
        }
    }
}

/// Right, found and gold of each label that gold gives.
struct Labels(Vec<(u64, u64, u64)>);

fn labels(tally: &Tally, table: &str) -> Labels {
    let golds: BTreeSet<&str> = tally.cells(table).map(|(gold, _, _)| gold).collect();
    let mut rows: BTreeMap<&str, (u64, u64, u64)> = golds.iter().map(|gold| (*gold, (0, 0, 0))).collect();
    for (gold, ours, number) in tally.cells(table) {
        if let Some(row) = rows.get_mut(gold) {
            row.2 += number;
            row.0 += if gold == ours { number } else { 0 };
        }
        if let Some(row) = rows.get_mut(ours) {
            row.1 += number;
        }
    }
    Labels(rows.into_values().collect())
}

impl Labels {
    fn weighted(&self) -> f64 {
        let all: u64 = self.0.iter().map(|row| row.2).sum();
        let sum: f64 = self.0.iter().map(|row| row.2 as f64 * f1(row.0, row.1, row.2)).sum();
        if all == 0 { 0.0 } else { sum / all as f64 }
    }

    fn plain(&self) -> f64 {
        let sum: f64 = self.0.iter().map(|row| f1(row.0, row.1, row.2)).sum();
        if self.0.is_empty() { 0.0 } else { sum / self.0.len() as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(formula: Formula, tally: &Tally) -> f64 {
        (formula.score(tally).value * 1000.0).round() / 1000.0
    }

    #[test]
    fn an_f1_over_counts_has_its_precision_and_recall() {
        let mut tally = Tally::default();
        [("right", 3), ("found", 4), ("gold", 6)].into_iter().for_each(|(name, n)| tally.add(name, n));
        let score = Formula::F1 { right: "right", found: "found", gold: "gold" }.score(&tally);
        assert_eq!((score.value, score.parts), (0.6, Some((0.75, 0.5))));
        assert_eq!(Formula::Share { right: "right", of: "nothing" }.score(&tally).value, 0.0);
    }

    /// Gold A, A, B; ours A, B, B: F1 of A is 2/3 (P 1, R 1/2), of B 2/3 (P 1/2, R 1).
    #[test]
    fn labels_are_averaged_over_those_that_gold_gives() {
        let mut tally = Tally::default();
        [("A", "A"), ("A", "B"), ("B", "B")].into_iter().for_each(|(gold, ours)| tally.pair("label", gold, ours));
        assert_eq!(rounded(Formula::MacroF1("label"), &tally), 0.667);
        assert_eq!(rounded(Formula::WeightedF1("label"), &tally), 0.667);
        // One more B that we call C, a label gold never gives: B has P 1/2, R 1/2, so (2/3 + 1/2) / 2 and (2 × 2/3 + 2 × 1/2) / 4.
        tally.pair("label", "B", "C");
        assert_eq!(rounded(Formula::MacroF1("label"), &tally), 0.583);
        assert_eq!(rounded(Formula::WeightedF1("label"), &tally), 0.583);
        assert_eq!(rounded(Formula::Accuracy("label"), &tally), 0.5);
    }
}

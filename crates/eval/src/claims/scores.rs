//! Precision, recall and F1 at every level.

use super::calibration::Bet;
use super::judge::Verdict;
use serde_json::{Map, Value, json};

/// Names of the levels, in their order: kind and place in the text; and what is claimed; and who; and who says so; and polarity,
/// modality, aspect; and all together.
pub(super) const LEVELS: [&str; 6] = ["found", "what", "who", "says", "flags", "full"];

/// The outcome of scoring.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Right claims at each level.
    right: [usize; 6],
    /// Gold claims that nobody predicted.
    pub missed: usize,
    /// Predicted claims that match no gold claim.
    pub predicted_extra: usize,
    /// Predicted quotes that are not what the text says at their offsets.
    pub broken_quotes: usize,
    /// Dates of the claims found.
    pub when: There,
    /// Places of the claims found.
    pub place: There,
    errors: Vec<String>,
    /// How confident each predicted claim is that counts, and whether it is right.
    pub(super) bets: Vec<Bet>,
    /// Event types of the pairs found: gold, ours.
    pairs: Vec<(String, String)>,
}

/// How often a field is right, over the claims found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct There {
    /// Right, also where rightly empty.
    pub right: usize,
    /// Right where gold tells it.
    pub right_where_told: usize,
    /// Where gold tells it.
    pub told: usize,
}

impl There {
    pub(super) fn add(&mut self, right: bool, told: bool) {
        self.right += usize::from(right);
        self.right_where_told += usize::from(right && told);
        self.told += usize::from(told);
    }

    fn merge(&mut self, other: There) {
        self.right += other.right;
        self.right_where_told += other.right_where_told;
        self.told += other.told;
    }
}

/// Precision, recall and F1, between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// Right of the predicted.
    pub precision: f64,
    /// Right of the owed.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Scores {
    pub(super) fn count(&mut self, verdict: Verdict) {
        for (right, ok) in self.right.iter_mut().zip(verdict.levels()) {
            *right += usize::from(ok);
        }
    }

    /// Notes what is wrong: what, report, number of the claim in gold, its label, its words, the label of ours.
    pub(super) fn show(&mut self, what: &str, report: &str, number: &str, label: &str, words: &str, ours: &str) {
        self.errors.push([what, report, number, label, &words.replace('\t', " "), ours].join("\t"));
    }

    pub(super) fn add_types(&mut self, gold: String, ours: String) {
        self.pairs.push((gold, ours));
    }

    pub(super) fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    pub(super) fn right(&self) -> [usize; 6] {
        self.right
    }

    /// The scores of several reports together.
    pub fn sum(all: impl IntoIterator<Item = Scores>) -> Scores {
        let mut sum = Scores::default();
        for scores in all {
            sum.right.iter_mut().zip(scores.right).for_each(|(sum, n)| *sum += n);
            sum.missed += scores.missed;
            sum.predicted_extra += scores.predicted_extra;
            sum.broken_quotes += scores.broken_quotes;
            sum.when.merge(scores.when);
            sum.place.merge(scores.place);
            sum.errors.extend(scores.errors);
            sum.pairs.extend(scores.pairs);
            sum.bets.extend(scores.bets);
        }
        sum
    }

    /// What is missed, wrong or extra, one line each.
    pub fn errors(&self) -> &[String] {
        &self.errors
    }

    /// Gold claims that are owed.
    pub fn owed(&self) -> usize {
        self.right[0] + self.missed
    }

    /// Predicted claims that count.
    pub fn predicted(&self) -> usize {
        self.right[0] + self.predicted_extra
    }

    /// The figures of a level by its name.
    pub fn level(&self, name: &str) -> Option<Level> {
        let right = self.right[LEVELS.iter().position(|l| *l == name)?] as f64;
        let precision = right / self.predicted().max(1) as f64;
        let recall = right / self.owed().max(1) as f64;
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Some(Level { precision, recall, f1 })
    }

    fn levels(&self) -> impl Iterator<Item = (&'static str, Level)> {
        LEVELS.into_iter().filter_map(|name| Some((name, self.level(name)?)))
    }

    /// As JSON, rounded to four places.
    pub fn to_json(&self) -> Value {
        let round = |x: f64| (x * 1e4).round() / 1e4;
        let mut out = Map::new();
        out.insert("gold".into(), json!(self.owed()));
        out.insert("predicted".into(), json!(self.predicted()));
        out.insert("broken_quotes".into(), json!(self.broken_quotes));
        for (name, level) in self.levels() {
            out.insert(name.into(), json!({"p": round(level.precision), "r": round(level.recall), "f1": round(level.f1)}));
        }
        for (name, there) in [("when", self.when), ("where", self.place)] {
            let row = json!({"right": there.right, "of": self.right[0], "right_where_told": there.right_where_told, "told": there.told});
            out.insert(name.into(), row);
        }
        Value::Object(out)
    }
}

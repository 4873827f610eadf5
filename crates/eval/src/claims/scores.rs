//! Precision, recall and F1 at every level.

use super::judge::Verdict;
use serde_json::{Map, Value, json};
use std::fmt;

/// Names of the levels, in their order: kind and place in the text; and what is claimed; and who; and who says so; and polarity,
/// modality, aspect; and all together.
const LEVELS: [&str; 6] = ["found", "what", "who", "says", "flags", "full"];

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

    pub(super) fn show(&mut self, what: &str, report: &str, number: &str, label: &str, words: &str) {
        self.errors.push(format!("{what}\t{report}\t{number}\t{label}\t{words}"));
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

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "gold {}  predicted {}  broken quotes {}", self.owed(), self.predicted(), self.broken_quotes)?;
        for (name, level) in self.levels() {
            writeln!(f, "{name:6} P {:.3}  R {:.3}  F1 {:.3}", level.precision, level.recall, level.f1)?;
        }
        for (name, there) in [("when", self.when), ("where", self.place)] {
            let (told, right) = (there.told, there.right_where_told);
            writeln!(f, "{name:6} {} of {}; where the text tells: {right} of {told}", there.right, self.right[0])?;
        }
        Ok(())
    }
}

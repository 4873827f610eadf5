//! What stands side by side in the accounts of annotated incidents: each report's numbers, whom it holds responsible and who denies it.
//!
//! An annotated incident is compared with the one of ours that holds most of its tellings. Parties are compared by country or body, a number by what it
//! counts and both of its ends.

use crate::incidents::Score;
use dateline_engine::claim::{Kind, Polarity, Stance};
use dateline_record::{Incident, Record};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What was found, what was right of it, and what there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    right: usize,
    found: usize,
    owed: usize,
}

impl Tally {
    fn add<T: Ord>(&mut self, gold: &[T], found: &[T]) {
        let mut left: BTreeMap<&T, usize> = BTreeMap::new();
        gold.iter().for_each(|one| *left.entry(one).or_default() += 1);
        for one in found {
            if let Some(count) = left.get_mut(one).filter(|count| **count > 0) {
                *count -= 1;
                self.right += 1;
            }
        }
        self.found += found.len();
        self.owed += gold.len();
    }

    fn score(self) -> Score {
        let ratio = |whole: usize| if whole == 0 { 0.0 } else { self.right as f64 / whole as f64 };
        Score { precision: ratio(self.found), recall: ratio(self.owed) }
    }
}

/// A number: what it counts, and its ends.
type Number = (String, Option<u64>, Option<u64>);

/// The figures of a page, and what was wrong in the reports that `listed` lets be read. `ours` gives for each annotated incident the index of ours.
pub(crate) fn accounts(
    gold: &Value,
    record: &Record<'_>,
    ours: &BTreeMap<String, usize>,
    listed: &dyn Fn(&str) -> bool,
) -> (String, Vec<String>) {
    let (mut numbers, mut accused, mut deniers) = (Tally::default(), Tally::default(), Tally::default());
    let mut errors = Vec::new();
    for incident in gold["incidents"].as_array().into_iter().flatten() {
        let name = incident["id"].as_str().unwrap_or("");
        let ours = ours.get(name).map(|&at| &record.incidents[at]);
        for told in incident["in_reports"].as_array().into_iter().flatten() {
            let Some(report) = told["report"].as_str() else { continue };
            let found = |of: &dyn Fn(&Incident) -> Vec<String>| ours.map_or(Vec::new(), of);
            let mut compare = |what: &str, tally: &mut Tally, gold: Vec<String>, found: Vec<String>| {
                let before = tally.right;
                tally.add(&gold, &found);
                if listed(report) && (tally.right - before) < gold.len().max(found.len()) {
                    errors.push(format!("{what} {name} {report}: {} | {}", gold.join(", "), found.join(", ")));
                }
            };
            compare(
                "numbers (gold | ours)",
                &mut numbers,
                each(told["figures"].as_array().into_iter().flatten().map(annotated)),
                found(&|i| each(counted(record, i, report).into_iter())),
            );
            compare("accused (gold | ours)", &mut accused, codes(&told["accused"]), found(&|i| doers(record, i, report)));
            compare("deniers (gold | ours)", &mut deniers, codes(&told["denied_by"]), found(&|i| denying(i, report)));
        }
    }
    let mut text = String::new();
    for (name, tally) in [("numbers", numbers), ("accused", accused), ("deniers", deniers)] {
        let _ = writeln!(
            text,
            "{name:21} in reports {}, {} right of {} found, {} told",
            tally.score(),
            tally.right,
            tally.found,
            tally.owed
        );
    }
    (text, errors)
}

/// Each number once, however often it is told.
fn each(numbers: impl Iterator<Item = Number>) -> Vec<String> {
    let end = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
    let words = |(what, low, high): Number| format!("{what} {}–{}", end(low), end(high));
    numbers.collect::<BTreeSet<_>>().into_iter().map(words).collect()
}

fn annotated(row: &Value) -> Number {
    (row["what"].as_str().unwrap_or("").to_owned(), row["low"].as_u64(), row["high"].as_u64())
}

fn codes(rows: &Value) -> Vec<String> {
    let codes = rows.as_array().into_iter().flatten().filter_map(|row| row["code"].as_str());
    codes.collect::<BTreeSet<_>>().into_iter().map(str::to_owned).collect()
}

/// The numbers that one report gives of an incident.
fn counted(record: &Record<'_>, incident: &Incident, report: &str) -> Vec<Number> {
    let claims = incident.claims.iter().filter(|(s, _)| record.sources[*s].id == report);
    let figures = claims.filter_map(|&(s, c)| record.sources[s].claims[c].figure.as_ref());
    figures.map(|f| (f.what.to_string(), f.low, f.high)).collect()
}

/// Whom one report holds responsible for an incident, by country or body.
fn doers(record: &Record<'_>, incident: &Incident, report: &str) -> Vec<String> {
    let claims =
        incident.claims.iter().filter(|(s, _)| record.sources[*s].id == report).map(|&(s, c)| &record.sources[s].claims[c]);
    let acts = claims.filter(|claim| {
        claim.kind == Kind::Event
            && claim.polarity == Polarity::Positive
            && !claim.attribution.iter().any(|link| matches!(link.stance, Stance::Denies | Stance::DeniesResponsibility))
            && claim.event.as_ref().is_some_and(|event| matches!(event.kind.as_ref(), "ASSAULT" | "COERCE"))
    });
    let codes = acts.flat_map(|claim| claim.actors.iter().filter_map(|actor| actor.code.clone()));
    codes.collect::<BTreeSet<_>>().into_iter().map(|code| code.to_string()).collect()
}

/// Who denies an incident in one report, by country or body.
fn denying(incident: &Incident, report: &str) -> Vec<String> {
    let values = incident.fields.iter().filter(|field| matches!(field.name, "what" | "who")).flat_map(|field| &field.values);
    let voices = values.flat_map(|value| &value.denied).filter(|voice| voice.report == report);
    voices.filter_map(|voice| voice.code.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_counts_once() {
        let mut tally = Tally::default();
        tally.add(&["killed 3–3", "killed 3–3", "wounded 5–"], &["killed 3–3", "wounded 5–", "wounded 5–", "killed 9–9"]);
        assert_eq!(tally, Tally { right: 2, found: 4, owed: 3 });
        assert!((tally.score().precision - 0.5).abs() < 1e-9);
    }
}

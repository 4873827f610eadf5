//! The scores of claims on the frame that all suites share.

use super::calibration::{Bet, error, reliability};
use super::{Gold, Predictions};
use crate::frame::{Document, Formula, Measure, Miss, Suite, Tally};

/// The levels in a sample.
const PRECISION: [&str; 6] =
    ["precision found", "precision what", "precision who", "precision says", "precision flags", "precision full"];

/// What is told of a sample.
const SAMPLED: &str = "claims drawn; a sample, so recall is not measured";

/// Right claims at each level.
const RIGHT: [&str; 6] = ["found right", "what right", "who right", "says right", "flags right", "full right"];

impl Gold {
    /// The predictions beside the baseline, report by report.
    pub fn suite(&self, predictions: &Predictions) -> Suite {
        let (ours, nothing) = (self.score_each(predictions), self.score_each(&self.baseline()));
        let bets: Vec<Bet> = ours.iter().flat_map(|scores| scores.bets.iter().copied()).collect();
        let documents = self.reports().iter().zip(ours).zip(nothing).map(|((report, ours), nothing)| Document {
            id: report.id.clone(),
            ours: tally(&ours),
            baseline: tally(&nothing),
            errors: ours.errors().iter().map(|line| miss(line)).collect(),
        });
        let drawn = self.drawn();
        let mut measures: Vec<Measure> = match drawn {
            None => {
                let level = |(right, name)| Measure::new(name, Formula::F1 { right, found: "predicted", gold: "owed" });
                RIGHT.into_iter().zip(super::scores::LEVELS).map(level).collect()
            }
            Some(_) => {
                let level = |(right, name)| Measure::new(name, Formula::Share { right, of: "predicted" });
                RIGHT.into_iter().zip(PRECISION).map(level).collect()
            }
        };
        let shares = [
            ("when", "when right", "found right"),
            ("when, where the text tells", "when right, told", "when told"),
            ("where", "where right", "found right"),
            ("where, where the text tells", "where right, told", "where told"),
        ];
        measures.extend(shares.map(|(name, right, of)| Measure::new(name, Formula::Share { right, of })));
        let documents: Vec<Document> = documents.collect();
        let broken: u64 = documents.iter().map(|d| d.ours.get("broken quotes")).sum();
        Suite {
            name: "claims",
            unit: "reports",
            baseline: "every sentence an attack".to_owned(),
            measures,
            tables: vec!["event type"],
            facts: drawn
                .map(|n| (SAMPLED, n as f64))
                .into_iter()
                .chain([
                    ("broken quotes", broken as f64),
                    ("calibration error, confidence against found", error(&bets, |bet| bet.found)),
                    ("calibration error, confidence against full", error(&bets, |bet| bet.full)),
                ])
                .collect(),
            sheets: vec![reliability(&bets)],
            documents,
        }
    }
}

fn tally(scores: &super::Scores) -> Tally {
    let mut tally = Tally::default();
    scores.right().into_iter().zip(RIGHT).for_each(|(n, name)| tally.add(name, n as u64));
    let counts = [
        ("predicted", scores.predicted()),
        ("owed", scores.owed()),
        ("broken quotes", scores.broken_quotes),
        ("when right", scores.when.right),
        ("when right, told", scores.when.right_where_told),
        ("when told", scores.when.told),
        ("where right", scores.place.right),
        ("where right, told", scores.place.right_where_told),
        ("where told", scores.place.told),
    ];
    counts.into_iter().for_each(|(name, n)| tally.add(name, n as u64));
    scores.pairs().iter().for_each(|(gold, ours)| tally.pair("event type", gold, ours));
    tally
}

/// A line of what is missed, wrong or extra: what, report, number, label, words, ours.
fn miss(line: &str) -> Miss {
    let cells: Vec<&str> = line.splitn(6, '\t').collect();
    let cell = |i: usize| cells.get(i).copied().unwrap_or_default().to_owned();
    let weight = match cell(0).as_str() {
        "missed" => 6,
        "extra" => 5,
        wrong => wrong.matches('+').count() as u32 + 1,
    };
    let (gold, ours) =
        if cell(0) == "extra" { ("–".to_owned(), cell(3)) } else { (format!("{} {}", cell(2), cell(3)), cell(5)) };
    Miss { weight, what: cell(0), gold, ours, context: cell(4) }
}

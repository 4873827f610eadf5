//! `time`: expressions of time against TIMEX3, as TempEval-3 counts: relaxed F1 where spans overlap, value F1 where also the value is equal.
//! What is right is defined beside the expressions themselves, in the crate `coding`.

use crate::frame::{Document, Formula, Measure, Miss, Row, Suite, Tally};
use dateline_engine::{Reading, coding::time};

const KINDS: [[&str; 4]; 3] = [
    ["all: overlap", "all: value", "all: found", "all: gold"],
    ["dates: overlap", "dates: value", "dates: found", "dates: gold"],
    ["lengths: overlap", "lengths: value", "lengths: found", "lengths: gold"],
];

/// Scores the expressions of each document.
pub(crate) fn score(rows: &[Row], readings: &[Reading]) -> Suite {
    let document = |(row, reading): (&Row, &Reading)| {
        let scores = time::evaluate(&row.value.to_string(), &|_| reading.trees.clone());
        let mut document = Document { id: row.report.id.clone(), ..Document::default() };
        for (names, tally) in KINDS.iter().zip([scores.all, scores.dates, scores.lengths]) {
            add(names, tally, &mut document.ours);
        }
        // The baseline finds days alone: all that it finds counts among the dates.
        let dates = time::Tally { gold: scores.dates.gold, ..scores.baseline };
        let lengths = time::Tally { gold: scores.lengths.gold, ..time::Tally::default() };
        for (names, tally) in KINDS.iter().zip([scores.baseline, dates, lengths]) {
            add(names, tally, &mut document.baseline);
        }
        document.errors = scores.errors.iter().map(|line| miss(line)).collect();
        document
    };
    let names = [
        ("all, relaxed F1", "all, value F1"),
        ("dates and times, relaxed F1", "dates and times, value F1"),
        ("durations and sets, relaxed F1", "durations and sets, value F1"),
    ];
    let measures = names.iter().zip(KINDS).flat_map(|(names, [overlap, value, found, gold])| {
        [
            Measure::new(names.0, Formula::F1 { right: overlap, found, gold }),
            Measure::new(names.1, Formula::F1 { right: value, found, gold }),
        ]
    });
    Suite {
        name: "time",
        unit: "documents",
        baseline: "every weekday, month and word like today, with the day of the report as its value".to_owned(),
        measures: measures.collect(),
        documents: rows.iter().zip(readings).map(document).collect(),
        ..Suite::default()
    }
}

fn add([overlap, value, found, gold]: &[&'static str; 4], counts: time::Tally, tally: &mut Tally) {
    let pairs = [(overlap, counts.overlap), (value, counts.value), (found, counts.found), (gold, counts.gold)];
    pairs.into_iter().for_each(|(name, n)| tally.add(name, n as u64));
}

/// A line of what went wrong: kind, annotated words and value, found words and value, day of the report, rule, sentence.
fn miss(line: &str) -> Miss {
    let cells: Vec<&str> = line.splitn(8, '\t').collect();
    let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
    let told = |words: &str, value: &str| if words.is_empty() { "–".to_owned() } else { format!("{words} = {value}") };
    let context = format!("{} {} {}", cell(5), cell(6), cell(7));
    let weight = if cell(0) == "value" { 1 } else { 2 };
    Miss { weight, what: cell(0).to_owned(), gold: told(cell(1), cell(2)), ours: told(cell(3), cell(4)), context }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_engine::{Engine, Options, Report};
    use serde_json::json;

    /// "Monday" of a Tuesday report is found with its value, "May 2019" too; "the past" is annotated and not found.
    #[test]
    fn expressions_are_counted_by_document() {
        let text = "He came on Monday. It was in May 2019. The past is another country.";
        let at = |words: &str, value: &str| {
            let b = text.find(words).unwrap();
            json!({"b": b, "e": b + words.len(), "type": "DATE", "value": value})
        };
        let value = json!({"id": "a", "text": text, "date": "2022-11-08",
            "timexes": [at("Monday", "2022-11-07"), at("May 2019", "2019-05"), at("another", "PAST_REF")]});
        let mut report = Report::new("a", text);
        report.published = "2022-11-08".parse().ok();
        let readings = [Engine::new(Options::default()).read(&report)];
        let suite = score(&[Row { report, value }], &readings);
        let counts = |name: &str| suite.outcome(name).and_then(|o| o.ours.counts).unwrap();
        assert_eq!(counts("all, value F1"), (2, 2, Some(3)));
        assert_eq!(counts("durations and sets, value F1"), (0, 0, Some(0)));
        assert_eq!(suite.errors(9).len(), 1);
    }
}

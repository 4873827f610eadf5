//! `acled`: snippets of news, each with one label: a sub-event of ACLED or one of five more (CASE 2021, task 2).
//!
//! The label is chosen by what the claims and words of the snippet tell ([`features`]), with weights learned from snippets of our own.

pub mod features;
mod model;
mod words;

use crate::frame::{Document, Formula, Measure, Miss, Row, Suite};
use dateline_engine::Claim;
use std::collections::BTreeMap;

/// Scores the label of each snippet.
pub(crate) fn score(rows: &[Row], claims: &[&[Claim]]) -> Suite {
    let gold: Vec<&str> = rows.iter().map(|row| row.value["label"].as_str().unwrap_or_default()).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    gold.iter().for_each(|label| *counts.entry(label).or_default() += 1);
    let most = counts.into_iter().max_by_key(|(label, n)| (*n, std::cmp::Reverse(*label))).map_or("", |(label, _)| label);
    let document = |((row, gold), claims): ((&Row, &&str), &&[Claim])| {
        let (ours, why) = model::choose(&features::features(&row.report.text, claims));
        let mut document = Document { id: row.report.id.clone(), ..Document::default() };
        document.ours.pair("label", gold, ours);
        document.baseline.pair("label", gold, most);
        document.ours.add_if("without an event", claims.iter().all(|claim| claim.event.is_none()));
        if ours != *gold {
            let context = format!("{} [{}]", row.report.text, why.iter().take(4).copied().collect::<Vec<_>>().join(", "));
            document.errors.push(Miss {
                weight: 1,
                what: "label".to_owned(),
                gold: (*gold).to_owned(),
                ours: ours.to_owned(),
                context,
            });
        }
        document
    };
    let documents: Vec<Document> = rows.iter().zip(&gold).zip(claims).map(document).collect();
    let silent: u64 = documents.iter().map(|d| d.ours.get("without an event")).sum();
    Suite {
        name: "acled",
        unit: "snippets",
        baseline: format!("every snippet {most}, the commonest"),
        measures: vec![
            Measure::new("F1 weighted", Formula::WeightedF1("label")),
            Measure::new("F1 macro", Formula::MacroF1("label")),
            Measure::new("accuracy", Formula::Accuracy("label")),
        ],
        tables: vec!["label"],
        facts: vec![("snippets without an event claim, labelled by words alone", silent as f64)],
        documents,
        ..Suite::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Gold flood, flood, protest; ours flood, other, protest. Flood: P 1, R 1/2, F1 2/3; protest 1. The baseline says flood: F1 4/5 and 0.
    #[test]
    fn labels_are_scored_beside_the_commonest() {
        let row = |(id, text, label): (&str, &str, &str)| Row {
            report: dateline_engine::Report::new(id, text),
            value: json!({"label": label}),
        };
        let rows =
            [("a", "A flood.", "NATURAL_DISASTER"), ("b", "Bad luck.", "NATURAL_DISASTER"), ("c", "A rally.", "PEACE_PROTEST")]
                .map(row);
        let suite = score(&rows, &[&[], &[], &[]]);
        let outcome =
            |name: &str| suite.outcome(name).map(|o| ((o.ours.value * 1e3).round(), (o.baseline.value * 1e3).round())).unwrap();
        assert_eq!(outcome("F1 weighted"), (778.0, 533.0));
        assert_eq!(outcome("F1 macro"), (833.0, 400.0));
        assert_eq!(suite.errors(9).len(), 1);
    }
}

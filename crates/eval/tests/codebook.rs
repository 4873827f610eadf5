//! Whether the kinds of events in ACLED's codebook are known as news tells them: two plain sentences of each kind, of our own and not learned from.

use dateline_engine::{Engine, Options};
use dateline_eval::{Layout, run};
use std::collections::BTreeMap;

const SENTENCES: &str = include_str!("codebook.tsv");
/// The share of all sentences that must get their label.
const ALL: f64 = 0.9;

#[test]
fn every_kind_of_event_is_known_as_news_tells_it() {
    let rows: Vec<(&str, &str)> =
        SENTENCES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect();
    let line = |(i, (label, text)): (usize, &(&str, &str))| {
        serde_json::json!({"id": i.to_string(), "date": "2021-03-10", "text": text, "label": label}).to_string() + "\n"
    };
    let jsonl: String = rows.iter().enumerate().map(line).collect();
    let suite = run(Layout::Acled, &Engine::new(Options::default()), "codebook.tsv", &jsonl).unwrap();
    let mut missed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for document in suite.documents.iter().filter(|document| !document.errors.is_empty()) {
        let (label, text) = rows[document.id.parse::<usize>().unwrap()];
        missed.entry(label).or_default().push(text);
    }
    let wrong: usize = missed.values().map(Vec::len).sum();
    let right = 1.0 - wrong as f64 / rows.len() as f64;
    assert!(right >= ALL, "{right:.3} of {} sentences\n{missed:#?}", rows.len());
}

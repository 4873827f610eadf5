//! How a text was understood, as JSON for the notebook.

use dateline_engine::{Reading, Report};
use serde_json::{Value, json};

/// Sentences with their words and what was decided on each, and the claims.
pub(crate) fn explained(report: &Report, reading: &Reading) -> String {
    let sentence = |(number, tree): (usize, &dateline_engine::Tree)| -> Value {
        let words: Vec<Value> = tree
            .words
            .iter()
            .map(|word| {
                let quote = report.quote(word.span);
                json!({
                    "start": quote.start, "end": quote.end, "text": quote.text,
                    "lemma": word.lemma, "upos": word.upos.to_string(), "deprel": word.deprel.to_string(), "head": word.head,
                    "name": word.mark.map(|mark| mark.class.as_str()),
                })
            })
            .collect();
        let decided: Vec<Value> = reading
            .notes
            .iter()
            .filter(|note| note.tree == number)
            .map(|note| {
                let word = tree.words.get(note.word).map_or("", |w| w.span.of(&report.text));
                json!({ "word": word, "rule": note.rule, "text": note.text, "coded": note.coded })
            })
            .collect();
        json!({ "text": tree.span.of(&report.text), "words": words, "decided": decided })
    };
    let sentences: Vec<Value> = reading.trees.iter().enumerate().map(sentence).collect();
    let problems: Vec<String> = reading.problems.iter().map(|p| p.to_string()).collect();
    json!({
        "date": report.published.map(|d| d.to_string()), "text": report.text,
        "sentences": sentences, "claims": reading.claims, "problems": problems,
    })
    .to_string()
}

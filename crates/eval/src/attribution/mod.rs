//! `attribution`: who is given as the source of which words (PolNeAR): source, cue and content of every attribution.
//!
//! Tokens are runs of letters and digits or single other characters. *Tokens*: for source, cue and content, the tokens that gold and we give
//! that part in any attribution of an article. *Whole*: our attribution counts when each of its parts covers at least half of the gold
//! part's tokens and is covered by at least half; each gold attribution counts once.

mod said;

use crate::frame::{Document, Formula, Measure, Miss, Points, Row, Suite, Tally, align};
use dateline_engine::{Engine, Span};
use serde_json::Value;
use std::collections::BTreeSet;

use said::Attribution;

const PARTS: [[&str; 3]; 3] = [
    ["source right", "source found", "source gold"],
    ["cue right", "cue found", "cue gold"],
    ["content right", "content found", "content gold"],
];

/// Scores the attributions that the reader finds in each article.
pub(crate) fn score(engine: &Engine, rows: &[Row]) -> Suite {
    let ours: Vec<Vec<Attribution>> = rows.iter().map(|row| said::of_reader(engine, &row.report)).collect();
    compare(rows, &ours)
}

/// Scores lists of attributions, one for each article.
fn compare(rows: &[Row], ours: &[Vec<Attribution>]) -> Suite {
    let mut documents = Vec::new();
    for (row, ours) in rows.iter().zip(ours) {
        let mut document = Document { id: row.report.id.clone(), ..Document::default() };
        let tokens = Tokens::of(&row.report.text);
        let gold = gold(row);
        document.errors = count(&gold, ours, &tokens, &row.report.text, &mut document.ours);
        count(&gold, &said::of_nothing(&row.report.text), &tokens, "", &mut document.baseline);
        documents.push(document);
    }
    let part =
        |(name, [right, found, gold]): (&'static str, [&'static str; 3])| Measure::new(name, Formula::F1 { right, found, gold });
    let names = ["source, tokens", "cue, tokens", "content, tokens"];
    let mut measures: Vec<Measure> = names.into_iter().zip(PARTS).map(part).collect();
    measures.push(part(("whole", ["whole right", "whole found", "whole gold"])));
    let baseline = "every sentence said by its first word, by way of its second".to_owned();
    Suite { name: "attribution", unit: "articles", baseline, measures, documents, ..Suite::default() }
}

fn gold(row: &Row) -> Vec<Attribution> {
    let points = Points::new(&row.report.text);
    let spans = |value: &Value| -> Vec<Span> {
        value.as_array().into_iter().flatten().filter_map(|span| points.span(&span["b"], &span["e"])).collect()
    };
    let attribution = |value: &Value| Attribution {
        source: spans(&value["source"]),
        cue: spans(&value["cue"]),
        content: spans(&value["content"]),
    };
    row.value["attributions"].as_array().into_iter().flatten().map(attribution).collect()
}

/// The tokens of a text, in order.
struct Tokens(Vec<Span>);

impl Tokens {
    fn of(text: &str) -> Tokens {
        let mut tokens: Vec<Span> = Vec::new();
        let mut open = false;
        for (at, c) in text.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            match tokens.last_mut() {
                Some(last) if open && c.is_alphanumeric() => last.end = span.end,
                _ if c.is_whitespace() => {}
                _ => tokens.push(span),
            }
            open = c.is_alphanumeric();
        }
        Tokens(tokens)
    }

    /// Numbers of the tokens that overlap any of the spans.
    fn within(&self, spans: &[Span]) -> BTreeSet<usize> {
        let mut within = BTreeSet::new();
        for span in spans {
            let from = self.0.partition_point(|token| token.end <= span.start);
            let to = self.0.partition_point(|token| token.start < span.end);
            within.extend(from..to.max(from));
        }
        within
    }

    fn parts(&self, attribution: &Attribution) -> [BTreeSet<usize>; 3] {
        [&attribution.source, &attribution.cue, &attribution.content].map(|spans| self.within(spans))
    }
}

fn count(gold: &[Attribution], ours: &[Attribution], tokens: &Tokens, text: &str, tally: &mut Tally) -> Vec<Miss> {
    let parts = |attributions: &[Attribution]| attributions.iter().map(|a| tokens.parts(a)).collect::<Vec<_>>();
    let (keys, answers) = (parts(gold), parts(ours));
    for (part, [right, found, owed]) in PARTS.into_iter().enumerate() {
        let all =
            |attributions: &[[BTreeSet<usize>; 3]]| attributions.iter().flat_map(|a| a[part].clone()).collect::<BTreeSet<_>>();
        let (keys, answers) = (all(&keys), all(&answers));
        tally.add(right, keys.intersection(&answers).count() as u64);
        tally.add(found, answers.len() as u64);
        tally.add(owed, keys.len() as u64);
    }
    let gain = |answer: &[BTreeSet<usize>; 3], key: &[BTreeSet<usize>; 3]| {
        u32::from(answer.iter().zip(key).all(|(answer, key)| halves(answer, key)))
    };
    let near =
        |answer: &[BTreeSet<usize>; 3], key: &[BTreeSet<usize>; 3]| (0..3).any(|part| !answer[part].is_disjoint(&key[part]));
    let gains: Vec<Vec<u32>> = answers.iter().map(|answer| keys.iter().map(|key| gain(answer, key)).collect()).collect();
    let aligned = align(&gains);
    let taken: BTreeSet<usize> = aligned.iter().flatten().copied().collect();
    tally.add("whole right", taken.len() as u64);
    tally.add("whole found", ours.len() as u64);
    tally.add("whole gold", gold.len() as u64);
    let told = |attribution: &Attribution| attribution.told(text);
    let mut errors: Vec<Miss> = Vec::new();
    for (i, key) in gold.iter().enumerate().filter(|(i, _)| !taken.contains(i)) {
        let other = (0..ours.len()).find(|j| aligned[*j].is_none() && near(&answers[*j], &keys[i]));
        let what = if other.is_some() { "other extent" } else { "missed" };
        let answer = other.map_or_else(|| "–".to_owned(), |j| told(&ours[j]));
        errors.push(Miss {
            weight: if other.is_some() { 2 } else { 1 },
            what: what.to_owned(),
            gold: told(key),
            ours: answer,
            context: String::new(),
        });
    }
    let strange = (0..ours.len()).filter(|j| aligned[*j].is_none() && !keys.iter().any(|key| near(&answers[*j], key)));
    errors.extend(strange.map(|j| Miss {
        weight: 3,
        what: "extra".to_owned(),
        gold: "–".to_owned(),
        ours: told(&ours[j]),
        context: String::new(),
    }));
    errors
}

/// Whether each covers at least half of the other; nothing covers nothing.
fn halves(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> bool {
    let common = a.intersection(b).count();
    a.is_empty() && b.is_empty() || common > 0 && 2 * common >= a.len() && 2 * common >= b.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_engine::Report;
    use serde_json::json;

    const TEXT: &str = "He said it rained. They didn't agree, she claimed.";

    fn span(words: &str) -> Vec<Span> {
        let start = TEXT.find(words).unwrap();
        vec![Span::new(start, start + words.len())]
    }

    fn said(source: &str, cue: &str, content: &str) -> Attribution {
        Attribution { source: span(source), cue: span(cue), content: span(content) }
    }

    #[test]
    fn tokens_are_runs_of_letters_and_digits_or_single_signs() {
        let tokens = Tokens::of("didn't  x2, é");
        assert_eq!(tokens.0.len(), 6);
        assert_eq!(tokens.within(&[Span::new(0, 4)]).len(), 1);
    }

    /// Gold: two attributions. Ours: the first with half its content, the second with another source.
    #[test]
    fn parts_and_wholes_are_those_of_the_definition() {
        let quote = |words: &str| json!([{"b": TEXT.find(words).unwrap(), "e": TEXT.find(words).unwrap() + words.len()}]);
        let gold = json!([
            {"source": quote("He"), "cue": quote("said"), "content": quote("it rained")},
            {"source": quote("she"), "cue": quote("claimed"), "content": quote("They didn't agree")},
        ]);
        let row = Row { report: Report::new("a", TEXT), value: json!({"attributions": gold}) };
        let ours = vec![said("He", "said", "rained"), said("He", "claimed", "They didn't agree")];
        let suite = compare(std::slice::from_ref(&row), &[ours]);
        let counts = |name: &str| suite.outcome(name).and_then(|o| o.ours.counts).unwrap();
        assert_eq!(counts("source, tokens"), (1, 1, Some(2)));
        assert_eq!(counts("cue, tokens"), (2, 2, Some(2)));
        assert_eq!(counts("content, tokens"), (6, 6, Some(7)));
        assert_eq!(counts("whole"), (1, 2, Some(2)));
    }
}

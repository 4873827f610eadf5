//! `entities`: names of persons, organisations and places in news of the wars in Syria and Iraq (re3d).
//!
//! A document holds `entities` as `{"b", "e", "type"}`. re3d annotates whole noun phrases (`The Members of the Security Council`);
//! of each the stretch from its first to its last word with a capital counts, articles apart, and of nested ones the outermost.
//! Exact asks for the same words and kind; touching, for a common word and the same kind. Names that the lexicon marks count by
//! their class, as in `reader`; other names than these three kinds are left out.

use crate::frame::{Document, Formula, Measure, Points, Row, Suite, Tally};
use dateline_engine::{Engine, syntax};
use dateline_text::{Sentence, Span, split};
use syntax::NameTag;

/// A name by its bytes.
type Name = (Span, NameTag);

/// The counts of one way of reading.
struct Counts {
    found: &'static str,
    gold: &'static str,
    exact: &'static str,
    touching: &'static str,
    touched: &'static str,
}

const MARKED: Counts = Counts {
    found: "found",
    gold: "gold",
    exact: "names, exact F1",
    touching: "found that touch one of gold",
    touched: "of gold touched by one found",
};
const BARE: Counts = Counts {
    found: "no name known: found",
    gold: "no name known: gold",
    exact: "no name known: names, exact F1",
    touching: "no name known: found that touch one of gold",
    touched: "no name known: of gold touched by one found",
};

/// Scores the names of each document.
pub(crate) fn score(engine: &Engine, rows: &[Row]) -> Suite {
    let document = |row: &Row| {
        let text = &row.report.text;
        let sentences = split(text);
        let gold = gold(row, text, &sentences);
        let read = |marks: &[Vec<syntax::Mark>]| -> Vec<Name> {
            let trees = engine.reader().read(text, &sentences, marks);
            trees.iter().flat_map(syntax::names).filter(|n| n.1 != NameTag::Other).collect()
        };
        let mut document = Document { id: row.report.id.clone(), ..Document::default() };
        count(&MARKED, &gold, &read(&engine.lexicon().mark(text, &sentences)), &mut document.ours);
        count(&BARE, &gold, &read(&[]), &mut document.ours);
        let runs = runs(text, &sentences);
        count(&MARKED, &gold, &runs, &mut document.baseline);
        count(&BARE, &gold, &runs, &mut document.baseline);
        document
    };
    let measures = |c: &Counts| {
        [
            Measure::new(c.exact, Formula::F1 { right: c.exact, found: c.found, gold: c.gold }),
            Measure::new(c.touching, Formula::Share { right: c.touching, of: c.found }),
            Measure::new(c.touched, Formula::Share { right: c.touched, of: c.gold }),
        ]
    };
    Suite {
        name: "entities",
        unit: "documents",
        baseline: "every run of words with capitals, as an organisation".to_owned(),
        measures: [&MARKED, &BARE].into_iter().flat_map(measures).collect(),
        documents: rows.iter().map(document).collect(),
        ..Suite::default()
    }
}

fn count(names: &Counts, gold: &[Name], found: &[Name], tally: &mut Tally) {
    let touch = |a: &Name, b: &Name| a.1 == b.1 && a.0.start < b.0.end && b.0.start < a.0.end;
    let of = |from: &[Name], right: &dyn Fn(&Name) -> bool| from.iter().filter(|n| right(n)).count() as u64;
    tally.add(names.found, found.len() as u64);
    tally.add(names.gold, gold.len() as u64);
    tally.add(names.exact, of(found, &|n| gold.contains(n)));
    tally.add(names.touching, of(found, &|n| gold.iter().any(|g| touch(n, g))));
    tally.add(names.touched, of(gold, &|g| found.iter().any(|n| touch(n, g))));
}

/// Whether a word begins with a capital.
fn capital(text: &str, word: Span) -> bool {
    word.of(text).starts_with(char::is_uppercase)
}

/// The annotated names.
fn gold(row: &Row, text: &str, sentences: &[Sentence]) -> Vec<Name> {
    let points = Points::new(text);
    let mut names: Vec<Name> = Vec::new();
    for entity in row.value["entities"].as_array().into_iter().flatten() {
        let kind = match entity["type"].as_str() {
            Some("Person") => NameTag::Person,
            Some("Organisation") => NameTag::Org,
            Some("Location") => NameTag::Place,
            _ => continue,
        };
        let Some(span) = points.span(&entity["b"], &entity["e"]) else { continue };
        for sentence in sentences {
            let words = sentence.tokens.iter().map(|t| t.span).filter(|w| w.start < span.end && span.start < w.end);
            let mut named = words.filter(|&w| capital(text, w) && !matches!(w.of(text), "The" | "A" | "An"));
            if let Some(first) = named.next() {
                names.push((named.next_back().map_or(first, |last| first.cover(last)), kind));
            }
        }
    }
    names.sort_by_key(|n| (n.0.start, std::cmp::Reverse(n.0.end), n.1));
    names.dedup();
    let inside = |n: &Name| names.iter().any(|m| m.0 != n.0 && m.0.start <= n.0.start && n.0.end <= m.0.end);
    names.iter().filter(|n| !inside(n)).copied().collect()
}

/// What reads nothing: each run of words with capitals, but for the first word of a sentence.
fn runs(text: &str, sentences: &[Sentence]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for sentence in sentences {
        let words = sentence.tokens.get(1..).unwrap_or_default();
        for run in words.chunk_by(|a, b| capital(text, a.span) == capital(text, b.span)) {
            if let [first, .., last] | [first @ last] = run
                && capital(text, first.span)
            {
                names.push((first.span.cover(last.span), NameTag::Org));
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_engine::Options;

    #[test]
    fn a_name_is_what_has_capitals_in_a_noun_phrase() {
        let text = "The Members of the Security Council met an envoy in Mosul.";
        let line = serde_json::json!({"id": "a", "text": text, "entities": [
            {"b": 0, "e": 35, "type": "Organisation"}, {"b": 19, "e": 35, "type": "Organisation"},
            {"b": 40, "e": 48, "type": "Person"}, {"b": 52, "e": 57, "type": "Location"}, {"b": 52, "e": 900, "type": "Location"}]});
        let rows = crate::frame::rows("x", &line.to_string()).unwrap();
        let sentences = split(text);
        let told: Vec<_> = gold(&rows[0], text, &sentences).iter().map(|n| n.0.of(text)).collect();
        assert_eq!(told, ["Members of the Security Council", "Mosul"]);
        let suite = score(&Engine::new(Options::default()), &rows);
        assert_eq!(suite.documents[0].ours.get(MARKED.gold), 2);
        assert!(suite.documents[0].baseline.get(BARE.touched) >= 1);
    }
}

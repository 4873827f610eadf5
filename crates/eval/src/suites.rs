//! The suites of the reader, of time and of places, made into pages. What is right is defined where the thing itself lives.

use dateline_engine::{Engine, coding, syntax};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Instant;

/// A page of figures, and what was wrong, a line each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The figures.
    pub text: String,
    /// What was wrong.
    pub errors: Vec<String>,
}

/// Scores of the reader on a treebank in CoNLL-U, with gold tokens; LAS and UAS over all tokens, punctuation included.
pub fn reader(engine: &Engine, conllu: &str) -> Page {
    let lexicon = engine.lexicon();
    let begin = Instant::now();
    let with = syntax::evaluate_conllu(engine.reader(), conllu, &|text, sentences| lexicon.mark(text, sentences));
    let seconds = begin.elapsed().as_secs_f64();
    let bare = syntax::evaluate_conllu(engine.reader(), conllu, &|_, sentences| vec![Vec::new(); sentences.len()]);
    let mut text = format!("{} tokens, {} names marked by the lexicon\n", with.tokens, with.marks);
    let mut row = |name: &str, upos: f64, uas: f64, las: f64, lemma: String| {
        let _ = writeln!(text, "{name:34} UPOS {upos:5.2}  UAS {uas:5.2}  LAS {las:5.2}{lemma}");
    };
    for (name, s) in [("names as classes", &with), ("no name known", &bare)] {
        row(name, s.upos_percent(), s.uas(), s.las(), format!("  lemmas {:5.2}", s.lemma_percent()));
    }
    let nothing = right_branching(conllu);
    row("baseline: commonest, chained", nothing.0, nothing.1, nothing.2, String::new());
    let _ = writeln!(text, "{:.0} tokens a second on one thread, with names and scoring", with.tokens as f64 / seconds.max(1e-9));
    Page { text, errors: Vec::new() }
}

/// What a parser reaches that reads nothing: the commonest tag, each word on its neighbour to the right (or left, whichever is better),
/// the commonest relation of such an arc. In per cent: UPOS, UAS, LAS.
fn right_branching(conllu: &str) -> (f64, f64, f64) {
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    let mut arcs: [BTreeMap<&str, usize>; 2] = [BTreeMap::new(), BTreeMap::new()];
    let mut tokens = 0usize;
    for line in conllu.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let (Some(Ok(id)), Some(Ok(head))) = (cells.first().map(|c| c.parse::<i64>()), cells.get(6).map(|c| c.parse::<i64>()))
        else {
            continue;
        };
        tokens += 1;
        *tags.entry(cells[3]).or_default() += 1;
        let relation = cells.get(7).map_or("", |r| r.split(':').next().unwrap_or(r));
        for (side, step) in [(0, 1), (1, -1)] {
            if head == id + step {
                *arcs[side].entry(relation).or_default() += 1;
            }
        }
    }
    let most = |counts: &BTreeMap<&str, usize>| counts.values().copied().max().unwrap_or(0);
    let percent = |n: usize| 100.0 * n as f64 / tokens.max(1) as f64;
    let heads = |counts: &BTreeMap<&str, usize>| counts.values().sum::<usize>();
    let side = if heads(&arcs[0]) >= heads(&arcs[1]) { &arcs[0] } else { &arcs[1] };
    (percent(most(&tags)), percent(heads(side)), percent(most(side)))
}

/// Scores of the expressions of time against TIMEX3 annotation, as TempEval-3 counts.
pub fn time(engine: &Engine, jsonl: &str) -> Page {
    let scores = coding::time::evaluate(jsonl, &|report| engine.read(report).trees);
    let mut text = String::new();
    for (name, tally) in [
        ("all", scores.all),
        ("dates and times", scores.dates),
        ("durations and sets", scores.lengths),
        ("baseline: bare words, report's day", scores.baseline),
    ] {
        let (relaxed, value) = (tally.relaxed_f1(), tally.value_f1());
        let _ = writeln!(
            text,
            "{name:36} gold {:5}  found {:5}  relaxed F1 {relaxed:.3}  value F1 {value:.3}",
            tally.gold, tally.found
        );
    }
    Page { text, errors: scores.errors }
}

/// Scores of the resolved places, the spans of the names given: right within 161 km.
pub fn places(engine: &Engine, jsonl: &str) -> Page {
    let scores = coding::place::evaluate(jsonl, engine.lexicon());
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let mut text = String::new();
    let held = percent(scores.held, scores.toponyms);
    let _ = writeln!(text, "{} toponyms, {held:.1} % of them in the index, {} left open", scores.toponyms, scores.open);
    for (name, near, country) in
        [("ours", scores.near, scores.country), ("baseline: most populous", scores.near_baseline, scores.country_baseline)]
    {
        let (near, country) = (percent(near, scores.held), percent(country, scores.with_country));
        let _ = writeln!(text, "{name:24} within 161 km {near:5.1} %  country {country:5.1} %");
    }
    Page { text, errors: scores.errors }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parser_that_reads_nothing_is_scored() {
        let row = |id: u8, tag: &str, head: u8, rel: &str| format!("{id}\tw\tw\t{tag}\t_\t_\t{head}\t{rel}\t_\t_\n");
        let conllu =
            [row(1, "DET", 2, "det"), row(2, "NOUN", 3, "nsubj:pass"), row(3, "NOUN", 0, "root"), "3.1\tw".into()].concat();
        let (upos, uas, las) = right_branching(&conllu);
        assert_eq!((upos.round(), uas.round(), las.round()), (67.0, 67.0, 33.0));
    }
}

//! `reader`: tags, heads, relations and lemmas on a treebank in CoNLL-U, with gold tokens, punctuation included.
//!
//! A document is what the treebank calls one (`# newdoc`), else a sentence. All is scored twice: names marked by the lexicon and read as
//! their classes, as the program does, and with no name known. Where the treebank annotates entities as GUM does, names are scored too:
//! exact edges and kind, those of the lexicon by their class. What is right is defined in the crate `syntax`.

use crate::Error;
use crate::frame::{Document, Formula, Measure, Suite, Tally};
use dateline_engine::{Engine, syntax};
use std::collections::BTreeMap;
use std::time::Instant;

/// The counts of one way of reading: tokens, tags, heads, heads with relation, words with lemma, lemmas; and of names, where the
/// treebank has them.
struct Names {
    tokens: &'static str,
    tags: &'static str,
    heads: &'static str,
    labelled: &'static str,
    words: &'static str,
    lemmas: &'static str,
    named: Counts,
    persons: Counts,
    organisations: Counts,
    places: Counts,
    others: Counts,
    edges: &'static str,
}

/// Right, found and annotated names.
type Counts = [&'static str; 3];

macro_rules! names {
    ($way:literal) => {
        Names {
            tokens: concat!($way, "tokens"),
            tags: concat!($way, "UPOS"),
            heads: concat!($way, "UAS"),
            labelled: concat!($way, "LAS"),
            words: concat!($way, "words"),
            lemmas: concat!($way, "lemmas"),
            named: [concat!($way, "names F1"), concat!($way, "names found"), concat!($way, "names")],
            persons: [concat!($way, "persons F1"), concat!($way, "persons found"), concat!($way, "persons")],
            organisations: [
                concat!($way, "organisations F1"),
                concat!($way, "organisations found"),
                concat!($way, "organisations"),
            ],
            places: [concat!($way, "places F1"), concat!($way, "places found"), concat!($way, "places")],
            others: [concat!($way, "other names F1"), concat!($way, "other names found"), concat!($way, "other names")],
            edges: concat!($way, "names, edges alone, F1"),
        }
    };
}

const MARKED: Names = names!("");
const BARE: Names = names!("no name known: ");

/// Scores the reader on a treebank. `file` is its name, for messages.
pub fn score(engine: &Engine, file: &str, conllu: &str) -> Result<Suite, Error> {
    let lexicon = engine.lexicon();
    let nothing = Nothing::of(conllu);
    let (mut documents, mut marks, mut seconds) = (Vec::new(), 0usize, 0.0);
    for (number, text) in split(conllu).into_iter().enumerate() {
        let begin = Instant::now();
        let with = syntax::evaluate_conllu(engine.reader(), text, &|text, sentences| lexicon.mark(text, sentences));
        seconds += begin.elapsed().as_secs_f64();
        let bare = syntax::evaluate_conllu(engine.reader(), text, &|_, sentences| vec![Vec::new(); sentences.len()]);
        marks += with.marks;
        let mut document = Document { id: name(text).unwrap_or_else(|| (number + 1).to_string()), ..Document::default() };
        count(&MARKED, &with, &mut document.ours);
        count(&BARE, &bare, &mut document.ours);
        nothing.count(text, &mut document.baseline);
        documents.push(document);
    }
    let tokens: u64 = documents.iter().map(|d| d.ours.get(MARKED.tokens)).sum();
    if tokens == 0 {
        return Err(Error::Layout { file: file.to_owned(), line: 1, cause: "no token in it".to_owned() });
    }
    let named = documents.iter().any(|d| d.ours.get(BARE.named[2]) > 0);
    let measures = |n: &Names| {
        let pairs = [(n.tags, n.tokens), (n.heads, n.tokens), (n.labelled, n.tokens), (n.lemmas, n.words)];
        let shares = pairs.map(|(right, of)| Measure::new(right, Formula::Share { right, of }));
        let [_, found, gold] = n.named;
        let names = [n.named, [n.edges, found, gold], n.persons, n.organisations, n.places, n.others];
        let f1s = names.map(|[right, found, gold]| Measure::new(right, Formula::F1 { right, found, gold }));
        shares.into_iter().chain(f1s.into_iter().filter(|_| named)).collect::<Vec<_>>()
    };
    Ok(Suite {
        name: "reader",
        unit: "documents",
        baseline: "the commonest tag and relation, each word headed by its neighbour".to_owned(),
        measures: measures(&MARKED).into_iter().chain(measures(&BARE)).collect(),
        facts: vec![
            ("names marked by the lexicon", marks as f64),
            ("tokens a second on one thread, with names and scoring", (tokens as f64 / f64::max(seconds, 1e-9)).round()),
        ],
        documents,
        ..Suite::default()
    })
}

fn count(names: &Names, scores: &syntax::ReaderScores, tally: &mut Tally) {
    let counts = [
        (names.tokens, scores.tokens),
        (names.tags, scores.upos),
        (names.heads, scores.heads),
        (names.labelled, scores.labelled),
        (names.words, scores.lemma_tokens),
        (names.lemmas, scores.lemmas),
    ];
    counts.into_iter().for_each(|(name, n)| tally.add(name, n as u64));
    let s = &scores.names;
    let kinds = [names.persons, names.organisations, names.places, names.others];
    for (kind, [right, found, gold]) in kinds.into_iter().enumerate() {
        for (name, n) in [(right, s.right[kind]), (found, s.found[kind]), (gold, s.wanted[kind])] {
            tally.add(name, n as u64);
        }
        for (name, n) in names.named.into_iter().zip([s.right[kind], s.found[kind], s.wanted[kind]]) {
            tally.add(name, n as u64);
        }
    }
    tally.add(names.edges, s.edges as u64);
}

/// The documents of a treebank, or its sentences where it tells of no documents.
fn split(conllu: &str) -> Vec<&str> {
    let begins =
        |mark: &'static str| conllu.match_indices(mark).map(|(at, _)| at).filter(|at| *at == 0 || conllu[..*at].ends_with('\n'));
    let mut cuts: Vec<usize> = begins("# newdoc").collect();
    if cuts.is_empty() {
        cuts = conllu.match_indices("\n\n").map(|(at, _)| at + 2).collect();
    }
    cuts.extend([0, conllu.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| &conllu[pair[0]..pair[1]]).filter(|text| !text.trim().is_empty()).collect()
}

fn name(document: &str) -> Option<String> {
    let first = document.lines().next()?;
    Some(first.strip_prefix("# newdoc id = ").or(first.strip_prefix("# sent_id = "))?.trim().to_owned())
}

/// What a parser reaches that reads nothing: the commonest tag, each word on its neighbour to the right (or left, whichever is better),
/// the commonest relation of such an arc.
struct Nothing {
    tag: String,
    /// 1: the head stands to the right, −1: to the left.
    step: i64,
    relation: String,
}

impl Nothing {
    fn of(conllu: &str) -> Nothing {
        let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
        let mut arcs: [BTreeMap<&str, usize>; 2] = [BTreeMap::new(), BTreeMap::new()];
        for token in tokens(conllu) {
            *tags.entry(token.tag).or_default() += 1;
            for (side, step) in [(0, 1), (1, -1)] {
                if token.head == token.id + step {
                    *arcs[side].entry(token.relation).or_default() += 1;
                }
            }
        }
        let most = |counts: &BTreeMap<&str, usize>| {
            counts
                .iter()
                .max_by_key(|(name, n)| (**n, std::cmp::Reverse(**name)))
                .map_or(String::new(), |(name, _)| (*name).to_owned())
        };
        let heads = |counts: &BTreeMap<&str, usize>| counts.values().sum::<usize>();
        let right = heads(&arcs[0]) >= heads(&arcs[1]);
        Nothing { tag: most(&tags), step: if right { 1 } else { -1 }, relation: most(&arcs[usize::from(!right)]) }
    }

    fn count(&self, conllu: &str, tally: &mut Tally) {
        for token in tokens(conllu) {
            let headed = token.head == token.id + self.step;
            for names in [&MARKED, &BARE] {
                tally.add(names.tokens, 1);
                tally.add_if(names.tags, token.tag == self.tag);
                tally.add_if(names.heads, headed);
                tally.add_if(names.labelled, headed && token.relation == self.relation);
            }
        }
    }
}

struct Token<'t> {
    id: i64,
    tag: &'t str,
    head: i64,
    relation: &'t str,
}

/// The tokens of a treebank, relations without their subtypes; ranges and empty nodes left out.
fn tokens(conllu: &str) -> impl Iterator<Item = Token<'_>> {
    conllu.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let relation = cells.get(7)?.split(':').next().unwrap_or_default();
        Some(Token { id: cells.first()?.parse().ok()?, tag: cells.get(3)?, head: cells.get(6)?.parse().ok()?, relation })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parser_that_reads_nothing_is_scored() {
        let row = |id: u8, tag: &str, head: u8, rel: &str| format!("{id}\tw\tw\t{tag}\t_\t_\t{head}\t{rel}\t_\t_\n");
        let conllu =
            [row(1, "DET", 2, "det"), row(2, "NOUN", 3, "nsubj:pass"), row(3, "NOUN", 0, "root"), "3.1\tw".into()].concat();
        let mut tally = Tally::default();
        Nothing::of(&conllu).count(&conllu, &mut tally);
        assert_eq!(["tokens", "UPOS", "UAS", "LAS"].map(|name| tally.get(name)), [3, 2, 2, 1]);
    }

    #[test]
    fn documents_are_cut_where_the_treebank_says_else_at_sentences() {
        let two = "# newdoc id = a\n1\tx\n\n# sent_id = a-2\n1\ty\n\n# newdoc id = b\n1\tz\n\n";
        let names: Vec<_> = split(two).into_iter().map(name).collect();
        assert_eq!(names, [Some("a".to_owned()), Some("b".to_owned())]);
        assert_eq!(split("1\tx\n\n1\ty\n\n").len(), 2);
    }
}

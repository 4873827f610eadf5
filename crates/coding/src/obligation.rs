//! What was promised: terms of a pledge or an agreement, from its complement clause or its object.

use crate::document::Document;
use crate::entity::Loc;
use crate::event::{Found, Frame, lemma_of};
use crate::evidence;
use crate::graph::Graph;
use dateline_lexicon::Pos;
use dateline_syntax::{Deprel, Upos};
use dateline_text::Span;

/// A term found in the complement of a promise.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub term: String,
    pub core: Vec<usize>,
    pub evidence: Span,
    pub rule: String,
}

/// The terms under an event that promises something.
pub(crate) fn find(doc: &Document<'_>, found: &Found<'_>) -> Vec<Term> {
    let graph = &doc.graphs[found.at.tree];
    let word = found.at.word;
    let args = graph.args(word);
    let mut all: Vec<Term> = Vec::new();
    // `agreed not to use force`, `a pledge to withdraw`, `agreed that …`
    let mut clauses: Vec<usize> = args.comps.clone();
    clauses.extend(
        graph
            .kids_in(word, &[Deprel::Acl])
            .filter(|&k| graph.kids_in(k, &[Deprel::Mark]).any(|m| graph.lemma(m) == "to"))
            .flat_map(|k| graph.conjuncts(k)),
    );
    // `signed a deal to halt hostilities`, `a ceasefire agreement`: the paper tells the terms.
    let papers: Vec<usize> = args
        .obj
        .iter()
        .copied()
        .filter(|&o| doc.lexicon.predicates.in_class("agreement", &graph.lemma(o).to_lowercase()))
        .collect();
    let to = |k: &usize| graph.kids_in(*k, &[Deprel::Mark]).any(|m| graph.lemma(m) == "to");
    clauses.extend(papers.iter().flat_map(|&p| graph.kids_in(p, &[Deprel::Acl])).filter(to).flat_map(|k| graph.conjuncts(k)));
    clauses.sort_unstable();
    clauses.dedup();
    for clause in clauses {
        let negated = graph.kids_in(clause, &[Deprel::Advmod]).any(|k| doc.lexicon.cues.negates(&graph.lemma(k).to_lowercase()));
        let lemma = lemma_of(graph, clause);
        let at = Loc { word: clause, ..found.at };
        let term = term(doc, at, &lemma, Pos::Verb, negated)
            .or_else(|| term(doc, at, &graph.lemma(clause).to_lowercase(), Pos::Verb, negated))
            .unwrap_or("other");
        let words = graph.subtree_without(clause, |k| {
            matches!(graph.rel(k), Deprel::Nsubj | Deprel::Parataxis | Deprel::AclRelcl)
                || graph.rel(k) == Deprel::Conj && graph.upos(k) == Upos::Verb
                || graph.rel(k) == Deprel::Cc
        });
        let words = trim(graph, words);
        if words.is_empty() {
            continue;
        }
        all.push(Term {
            term: term.to_owned(),
            core: vec![clause],
            evidence: graph.cover(&words),
            rule: format!("obligation: {term} by “{lemma}”"),
        });
    }
    // `agreed to a ceasefire`, `a deal on the release of prisoners`
    let nouns = args
        .obj
        .iter()
        .copied()
        .chain(args.obls.iter().filter(|o| matches!(o.prep.as_str(), "to" | "on" | "for" | "of" | "over")).map(|o| o.head))
        .chain(papers.iter().flat_map(|&p| graph.kids_in(p, &[Deprel::Compound, Deprel::Amod])))
        .chain(papers.iter().flat_map(|&p| {
            graph.kids_in(p, &[Deprel::Nmod]).filter(|&k| matches!(graph.case(k).as_deref(), Some("on" | "for" | "over")))
        }));
    // "A ceasefire between the two": the noun itself tells the term.
    let own = (graph.upos(word) == Upos::Noun).then_some(word);
    for noun in nouns.chain(own) {
        let at = Loc { word: noun, ..found.at };
        if let Some(term) = term(doc, at, &graph.lemma(noun).to_lowercase(), Pos::Noun, false) {
            let span = evidence::span(graph, &[noun], &[], &[]);
            all.push(Term {
                term: term.to_owned(),
                core: vec![noun],
                evidence: span,
                rule: format!("obligation: {term} by “{}”", graph.lemma(noun)),
            });
        }
    }
    all
}

/// The term that a word tells, by the lexicon.
fn term<'l>(doc: &Document<'l>, at: Loc, lemma: &str, pos: Pos, negated: bool) -> Option<&'l str> {
    let lexicon: &'l dateline_lexicon::Lexicon = doc.lexicon;
    let frame = Frame::new(doc, at, pos);
    lexicon
        .terms
        .duties(lemma, pos)
        .iter()
        .find(|row| row.negated == negated && frame.meets(&row.needs))
        .map(|row| row.term.as_str())
}

/// Drops punctuation at either end.
fn trim(graph: &Graph<'_>, mut words: Vec<usize>) -> Vec<usize> {
    while words.last().is_some_and(|&w| graph.upos(w) == Upos::Punct) {
        words.pop();
    }
    while words.first().is_some_and(|&w| graph.upos(w) == Upos::Punct) {
        words.remove(0);
    }
    words
}

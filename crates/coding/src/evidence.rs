//! The exact words: the shortest stretch that carries a proposition.

use crate::graph::Graph;
use dateline_syntax::{Deprel, Upos};
use dateline_text::Span;

/// The stretch from the first to the last word of a predicate and its arguments, without clauses that say something
/// else and without the words of attribution (`avoid`).
pub(crate) fn span(graph: &Graph<'_>, core: &[usize], arguments: &[usize], avoid: &[usize]) -> Span {
    let mut words: Vec<usize> = core.to_vec();
    for &w in core {
        for &k in graph.kids(w) {
            match graph.rel(k) {
                Deprel::Aux
                | Deprel::AuxPass
                | Deprel::CompoundPrt
                | Deprel::Det
                | Deprel::Amod
                | Deprel::Compound
                | Deprel::Nummod
                | Deprel::Cop
                | Deprel::Expl => words.extend(simple(graph, k)),
                Deprel::Advmod if k + 3 > w && k < w => words.push(k),
                Deprel::Nsubj | Deprel::NsubjPass if matches!(graph.upos(k), Upos::Pron) && graph.antecedent(k) != k => {}
                Deprel::NmodPoss | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::OblAgent | Deprel::Iobj => {
                    words.extend(phrase(graph, k))
                }
                Deprel::Obl | Deprel::Nmod => {
                    let prep = graph.case(k).unwrap_or_default();
                    if !prep.starts_with("accord")
                        && !matches!(prep.as_str(), "despite" | "amid" | "as" | "like" | "unlike" | "under")
                    {
                        words.extend(phrase(graph, k));
                    }
                }
                Deprel::Xcomp => words.extend(phrase(graph, k)),
                _ => {}
            }
        }
    }
    for &a in arguments {
        let case: Vec<usize> = graph.kids_in(a, &[Deprel::Case, Deprel::Mark, Deprel::Cc]).collect();
        words.extend(phrase(graph, a).into_iter().filter(|w| !case.contains(w)));
    }
    words.sort_unstable();
    words.dedup();
    // Cut away the words of attribution at either end, or beyond a gap that they fill.
    let (low, high) = (core.iter().min().copied().unwrap_or(0), core.iter().max().copied().unwrap_or(0));
    let first_after = avoid.iter().copied().filter(|&a| a < low).max();
    let last_before = avoid.iter().copied().filter(|&a| a > high).min();
    words.retain(|&w| first_after.is_none_or(|a| w > a) && last_before.is_none_or(|a| w < a));
    // No stretch begins or ends with a mark or a conjunction.
    let is_edge = |w: usize| {
        let word = &graph.tree.words[w];
        (word.upos == Upos::Punct && !matches!(graph.lemma(w), "\"" | "“" | "”")) || word.deprel == Deprel::Cc
    };
    while words.len() > 1 && is_edge(words[0]) {
        words.remove(0);
    }
    while words.len() > 1 && is_edge(words[words.len() - 1]) {
        words.pop();
    }
    graph.cover(&words)
}

/// A modifier with its own modifiers.
fn simple(graph: &Graph<'_>, word: usize) -> Vec<usize> {
    graph.subtree_without(word, |k| matches!(graph.rel(k), Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl))
}

/// A phrase without relative clauses, appositions and asides.
fn phrase(graph: &Graph<'_>, word: usize) -> Vec<usize> {
    let mut all = graph.subtree_without(word, |k| {
        matches!(graph.rel(k), Deprel::AclRelcl | Deprel::Acl | Deprel::Advcl | Deprel::Parataxis | Deprel::Appos | Deprel::Ccomp)
            || graph.rel(k) == Deprel::Punct && !matches!(graph.lemma(k), "-" | "'")
            || graph.rel(k) == Deprel::Conj && matches!(graph.upos(k), Upos::Verb)
    });
    // A bare opening word such as a coordinating conjunction does not belong to the phrase.
    all.retain(|&w| !(graph.rel(w) == Deprel::Cc && graph.head(w) == Some(word)));
    all
}

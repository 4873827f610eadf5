//! Noun phrases as stretches of words.

use crate::graph::Graph;
use dateline_syntax::Deprel;
use dateline_text::Span;

/// The words of a noun phrase without its clauses, appositions, conjuncts and closing marks.
pub(crate) fn phrase(graph: &Graph<'_>, word: usize) -> Span {
    let inside = graph.subtree_without(word, |k| {
        matches!(
            graph.rel(k),
            Deprel::Acl
                | Deprel::AclRelcl
                | Deprel::Appos
                | Deprel::Conj
                | Deprel::Cc
                | Deprel::Parataxis
                | Deprel::Punct
                | Deprel::Case
                | Deprel::Mark
                | Deprel::Cop
                | Deprel::Aux
                | Deprel::AuxPass
                | Deprel::Nsubj
                | Deprel::NsubjPass
                | Deprel::Advcl
                | Deprel::Obl
                | Deprel::Obj
                | Deprel::Advmod
        ) && !(graph.rel(k) == Deprel::Case && graph.head(k) != Some(word))
    });
    graph.cover(&inside)
}

/// Whether the phrase is one of several joined by "or".
pub(super) fn either(graph: &Graph<'_>, word: usize) -> bool {
    let first = graph.first_conjunct(word);
    graph.conjuncts(first).iter().any(|&c| graph.has_kid(c, &[Deprel::Cc], &["or"])) && graph.conjuncts(first).len() > 1
}

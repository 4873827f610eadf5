//! PLOVER contexts by the vocabulary of the paragraph: what the words around an event are about.
//!
//! A context holds where one word of it stands in the event's own sentence, or two different ones in its paragraph: a single
//! word elsewhere says too little (PLOVER's manual warns that contexts of a document mislead when copied to each event).

use crate::document::Document;
use std::collections::{BTreeMap, BTreeSet};

/// The contexts of each sentence, in the order of the sentences, sorted.
pub(super) fn by_sentence<'l>(doc: &'l Document<'_>) -> Vec<BTreeSet<&'l str>> {
    let told: Vec<BTreeMap<&str, BTreeSet<String>>> = (0..doc.graphs.len()).map(|tree| words(doc, tree)).collect();
    let mut paragraphs: BTreeMap<u32, BTreeMap<&str, BTreeSet<&String>>> = BTreeMap::new();
    for (graph, told) in doc.graphs.iter().zip(&told) {
        let paragraph = paragraphs.entry(graph.tree.paragraph).or_default();
        for (context, words) in told {
            paragraph.entry(context).or_default().extend(words);
        }
    }
    let around = |tree: usize| {
        let paragraph = &paragraphs[&doc.graphs[tree].tree.paragraph];
        paragraph.iter().filter(|(_, words)| words.len() > 1).map(|(context, _)| *context).collect::<Vec<_>>()
    };
    told.iter().enumerate().map(|(tree, told)| told.keys().copied().chain(around(tree)).collect()).collect()
}

/// The words of a sentence that suggest a context, by context: single words and pairs ("peace talk").
fn words<'l>(doc: &'l Document<'_>, tree: usize) -> BTreeMap<&'l str, BTreeSet<String>> {
    let graph = &doc.graphs[tree];
    let predicates = &doc.lexicon.predicates;
    let mut found: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for word in (0..graph.len()).filter(|&w| graph.tree.words[w].mark.is_none()) {
        let lemma = graph.lemma(word).to_lowercase();
        let pair = word.checked_sub(1).map(|before| format!("{} {lemma}", graph.lemma(before).to_lowercase()));
        for phrase in pair.into_iter().chain([lemma]) {
            for context in predicates.contexts_of(&phrase) {
                found.entry(context).or_default().insert(phrase.clone());
            }
        }
    }
    found
}

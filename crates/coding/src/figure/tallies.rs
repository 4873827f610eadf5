//! Words that count, asked of one sentence: `killed`, `dead`, `death toll`.

use crate::document::Document;
use crate::entity::Loc;
use crate::event::{Frame, lemma_of};
use crate::graph::Graph;
use dateline_lexicon::{Counted as Counting, Pos, Slot};
use dateline_syntax::{Deprel, Upos};

/// The figure rows of the lexicon, asked at a word.
pub(super) struct Tallies<'d, 'l> {
    pub(super) doc: &'d Document<'l>,
    pub(super) tree: usize,
}

impl<'l> Tallies<'_, 'l> {
    pub(super) fn ask(&self, word: usize, lemma: &str, pos: Pos, counted: &[Counting]) -> Option<&'l str> {
        let lexicon: &'l dateline_lexicon::Lexicon = self.doc.lexicon;
        let rows = lexicon.terms.tallies(lemma, pos);
        if rows.is_empty() {
            return None;
        }
        let frame = Frame::new(self.doc, Loc { tree: self.tree, word }, pos);
        rows.iter().find(|row| counted.contains(&row.counted) && frame.meets(&row.needs)).map(|row| row.what.as_str())
    }

    /// Whether a word tells what befell one person: `was pronounced dead`, `died of his wounds`.
    pub(super) fn single(&self, word: usize, person: usize) -> bool {
        let graph = &self.doc.graphs[self.tree];
        let frame = Frame::new(self.doc, Loc { tree: self.tree, word }, Pos::Verb);
        let args = graph.args(word);
        let rows = self.doc.lexicon.terms.tallies(&lemma_of(graph, word), Pos::Verb);
        rows.iter().filter(|row| row.single && frame.meets(&row.needs)).any(|row| match row.counted {
            Counting::Obj => args.obj.contains(&person),
            _ => args.subj.contains(&person),
        })
    }

    /// Whether the subject of a verb is said to have died.
    pub(super) fn dies(&self, word: usize) -> bool {
        self.verb(word, false) == Some("killed") && self.doc.graphs[self.tree].args(word).obj.is_empty()
    }

    pub(super) fn lemma(&self, word: usize) -> String {
        self.doc.graphs[self.tree].lemma(word).to_lowercase()
    }

    /// `40 deaths`
    pub(super) fn noun(&self, word: usize) -> Option<&'l str> {
        let counted = [Counting::Own, Counting::Value];
        // `the fatal shooting of two men`: what stands before the noun may decide.
        self.ask(word, &compound(&self.doc.graphs[self.tree], word), Pos::Noun, &counted)
            .or_else(|| self.ask(word, &self.lemma(word), Pos::Noun, &counted))
    }

    /// `40 dead`
    pub(super) fn adjective(&self, word: usize) -> Option<&'l str> {
        self.ask(word, &self.lemma(word), Pos::Adj, &[Counting::Own, Counting::Subj, Counting::Obj])
    }

    /// `killed 40 people` (object), `40 people died` (subject)
    pub(super) fn verb(&self, word: usize, object: bool) -> Option<&'l str> {
        let graph = &self.doc.graphs[self.tree];
        let counted = if object { Counting::Obj } else { Counting::Subj };
        let lemma = lemma_of(graph, word);
        // `fatally shot`: the adverb decides what became of them.
        // `none fatally` is the contrary, `two fatally` some of them.
        let spared = |k: &usize| {
            let before = |back: usize| k.checked_sub(back);
            before(1).is_some_and(|b| matches!(&*graph.lemma(b).to_lowercase(), "none" | "not" | "neither" | "non"))
                || [1, 3].into_iter().filter_map(before).any(|b| self.doc.quantities[self.tree].iter().any(|q| q.last_word == b))
        };
        let adverbs = graph
            .kids_in(word, &[Deprel::Advmod])
            .filter(|k| !spared(k))
            .map(|k| format!("{} {lemma}", graph.lemma(k).to_lowercase()));
        let told = adverbs.into_iter().find_map(|phrase| self.ask(word, &phrase, Pos::Verb, &[counted]));
        let told = told.or_else(|| self.ask(word, &lemma, Pos::Verb, &[counted]));
        // `were shot and killed`: one fate of the same people, the last told of it.
        let shared = |k: &usize| {
            *k > word && graph.upos(*k) == Upos::Verb && graph.kid(*k, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj]).is_none()
        };
        let killed = |k: usize| self.ask(k, &lemma_of(graph, k), Pos::Verb, &[counted]).filter(|what| *what == "killed");
        told.map(|what| {
            if what == "killed" {
                what
            } else {
                graph.kids_in(word, &[Deprel::Conj]).filter(shared).find_map(killed).unwrap_or(what)
            }
        })
    }

    /// Whether the subject of a verb did what it counts: not of `five fighters and a soldier died`, nor of `the brigade lost forty men`.
    pub(super) fn tells_doer(&self, word: usize, what: &str) -> bool {
        let graph = &self.doc.graphs[self.tree];
        let frame = Frame::new(self.doc, Loc { tree: self.tree, word }, Pos::Verb);
        let lemma = lemma_of(graph, word);
        let adverbs = graph.kids_in(word, &[Deprel::Advmod]).map(|k| format!("{} {lemma}", graph.lemma(k).to_lowercase()));
        let rows = adverbs.chain([lemma.clone()]).flat_map(|phrase| self.doc.lexicon.terms.tallies(&phrase, Pos::Verb));
        rows.filter(|row| row.what == what && frame.meets(&row.needs)).any(|row| row.actor.contains(&Slot::Subj))
    }

    pub(super) fn counts_subject(&self, word: usize) -> bool {
        self.verb(word, false).is_some()
    }

    /// `the death toll rose to 40`
    pub(super) fn toll(&self, word: usize) -> Option<&'l str> {
        let phrase = compound(&self.doc.graphs[self.tree], word);
        self.ask(word, &phrase, Pos::Noun, &[Counting::Value])
            .or_else(|| self.ask(word, &self.lemma(word), Pos::Noun, &[Counting::Value, Counting::Own]))
    }
}

pub(super) fn compound(graph: &Graph<'_>, word: usize) -> String {
    let mut words: Vec<usize> = graph.kids_in(word, &[Deprel::Compound, Deprel::Amod]).filter(|&k| k + 1 == word).collect();
    words.push(word);
    words.iter().map(|&w| graph.lemma(w).to_lowercase()).collect::<Vec<_>>().join(" ")
}

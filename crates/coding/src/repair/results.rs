//! "A bomb went off near the hall where the council will meet, killing four": what a participle tells of the dead belongs to the act
//! that killed them, not to the clause that it happens to follow.

use super::{ancestor, attach, first_word};
use dateline_lexicon::{Lexicon, Pos};
use dateline_syntax::{Deprel, Feats, Tree, Upos};

/// The tree with every such participle hung on the nearest act of violence above it.
pub(super) fn results(tree: &mut Tree, lexicon: &Lexicon) {
    for participle in 2..tree.words.len() {
        let Some(head) = tree.words[participle].head.map(|h| h as usize) else { continue };
        if head > participle || !is_result(tree, lexicon, participle) || violent(tree, lexicon, head) {
            continue;
        }
        let above = std::iter::successors(tree.words[head].head.map(|h| h as usize), |&w| tree.words[w].head.map(|h| h as usize));
        let act = above.take(tree.words.len()).find(|&w| w < participle && violent(tree, lexicon, w));
        if let Some(act) = act.filter(|&act| !ancestor(tree, participle, act)) {
            attach(tree, participle, act, Deprel::Advcl);
        }
    }
}

/// Whether the word is a participle behind a comma that tells whom something killed or hurt.
fn is_result(tree: &Tree, lexicon: &Lexicon, at: usize) -> bool {
    let word = &tree.words[at];
    let own = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Mark, Deprel::Aux, Deprel::AuxPass, Deprel::Cop, Deprel::Cc];
    let first = first_word(tree, at);
    // The comma hangs on the participle, or stands before it.
    let comma = tree.words[first].lemma == "," || first > 0 && tree.words[first - 1].lemma == ",";
    word.upos == Upos::Verb
        && matches!(word.deprel, Deprel::Advcl | Deprel::Conj)
        && !word.feats.has(Feats::FIN)
        && !word.feats.has(Feats::INF)
        && !word.feats.has(Feats::PAST)
        && comma
        && !lexicon.terms.tallies(&word.lemma.to_lowercase(), Pos::Verb).is_empty()
        && tree.children(at).any(|k| tree.words[k].deprel == Deprel::Obj)
        && !tree.children(at).any(|k| own.contains(&tree.words[k].deprel))
}

/// Whether the word is a verb of violence, or one whose subject or object is an act of violence: "a blast hit the hall".
fn violent(tree: &Tree, lexicon: &Lexicon, at: usize) -> bool {
    let rows = |w: usize, pos: Pos| {
        lexicon.predicates.rows(&tree.words[w].lemma.to_lowercase(), pos).iter().any(|row| row.kind == "ASSAULT")
    };
    let acts = |k: usize| {
        matches!(tree.words[k].deprel, Deprel::Nsubj | Deprel::Obj | Deprel::NsubjPass)
            && tree.words[k].upos == Upos::Noun
            && tree.words[k].mark.is_none()
            && rows(k, Pos::Noun)
    };
    // "Held a conference": a verb that elsewhere tells of violence tells here what its object does.
    let peaceful = |k: usize| {
        let lemma = tree.words[k].lemma.to_lowercase();
        tree.words[k].deprel == Deprel::Obj
            && tree.words[k].mark.is_none()
            && !lexicon.predicates.rows(&lemma, Pos::Noun).is_empty()
            && !rows(k, Pos::Noun)
    };
    let acts = tree.children(at).any(acts);
    tree.words[at].upos == Upos::Verb && (acts || rows(at, Pos::Verb) && !tree.children(at).any(peaceful))
}

//! "A siege by rebels of two towns": what the act is done to hangs on who does it. "Died in strikes allegedly carried out by troops in May": who
//! did it, and when, hang on the wrong verb.
//!
//! The reader hangs an *of* on the noun right before it. Behind an act with its doer under *by* it tells what the act is done to,
//! where the doer cannot be of it: fighters are of a country or a group, which have names, and not of towns, bases or people.

use super::attach;
use dateline_lexicon::{Lexicon, Pos};
use dateline_syntax::{Deprel, Feats, NameClass, Tree, Upos};

/// Hangs what an act is done to on the act.
pub(super) fn acts(tree: &mut Tree, lexicon: &Lexicon) {
    for object in 2..tree.words.len() {
        let word = &tree.words[object];
        let Some(doer) = word.head.map(|h| h as usize).filter(|&d| d < object && word.deprel == Deprel::Nmod) else { continue };
        let Some(act) = tree.words[doer].head.map(|h| h as usize).filter(|&a| a < doer) else { continue };
        let case = |w: usize, lemma: &str| {
            tree.children(w).any(|k| tree.words[k].deprel == Deprel::Case && tree.words[k].lemma == lemma)
        };
        let noun = |w: usize| tree.words[w].upos == Upos::Noun;
        let by = matches!(tree.words[doer].deprel, Deprel::Nmod | Deprel::OblAgent | Deprel::Obl) && case(doer, "by");
        if !by
            || !case(object, "of")
            || !noun(act)
            || lexicon.predicates.rows(&tree.words[act].lemma.to_lowercase(), Pos::Noun).is_empty()
        {
            continue;
        }
        // One act has one thing that it is done to.
        let full = tree.children(act).any(|k| k != doer && tree.words[k].deprel == Deprel::Nmod && case(k, "of"));
        let lemma = tree.words[object].lemma.to_lowercase();
        let owner = lexicon
            .agents
            .get(&lemma)
            .is_some_and(|a| matches!(a.sector.as_deref(), Some("GOV" | "MIL" | "REB" | "OPP" | "PTY")));
        let polity = tree.words[object].mark.is_some_and(|m| m.class != NameClass::Place);
        let place =
            tree.words[object].mark.is_some_and(|m| m.class == NameClass::Place) || lexicon.predicates.is_place_noun(&lemma);
        let people = noun(object)
            && lexicon.agents.get(&lemma).is_some_and(|a| matches!(a.sector.as_deref(), Some("CVL" | "REF" | "JRN" | "MED")));
        let bears = place && !matches!(tree.words[doer].lemma.as_str(), "resident" | "people" | "mayor" | "governor" | "citizen");
        if !full && !owner && !polity && (bears || people) && noun(doer) {
            attach(tree, object, act, Deprel::Nmod);
        }
    }
}

/// "Was killed by shelling in the town": what the reader takes for a clause of what she did names what she died of.
pub(super) fn by_acts(tree: &mut Tree, lexicon: &Lexicon) {
    for act in 1..tree.words.len() {
        let word = &tree.words[act];
        let Some(head) = word.head.map(|h| h as usize).filter(|_| word.upos == Upos::Verb && word.deprel == Deprel::Advcl) else {
            continue;
        };
        let kid = |of: usize, deprel: Deprel| tree.children(of).find(|&k| tree.words[k].deprel == deprel);
        let by = tree
            .children(act)
            .find(|&k| tree.words[k].lemma == "by" && matches!(tree.words[k].deprel, Deprel::Mark | Deprel::Case));
        let passive = kid(head, Deprel::AuxPass).is_some() || kid(head, Deprel::NsubjPass).is_some();
        let Some(by) = by.filter(|_| passive && kid(act, Deprel::Obj).is_none()) else { continue };
        let noun = gerunds(&word.lemma).into_iter().find(|noun| !lexicon.predicates.rows(noun, Pos::Noun).is_empty());
        let Some(noun) = noun.filter(|_| !word.feats.has(Feats::PAST)) else { continue };
        let around: Vec<usize> = tree.children(act).filter(|&k| tree.words[k].deprel == Deprel::Obl).collect();
        around.into_iter().for_each(|k| tree.words[k].deprel = Deprel::Nmod);
        tree.words[by].deprel = Deprel::Case;
        let word = &mut tree.words[act];
        (word.upos, word.deprel, word.lemma) = (Upos::Noun, Deprel::OblAgent, noun);
    }
}

/// What a verb with the ending *-ing* may be written as: `shelling`, `firing`, `stabbing`.
fn gerunds(verb: &str) -> Vec<String> {
    let verb = verb.to_lowercase();
    let doubled = verb.chars().last().map(|last| format!("{verb}{last}ing"));
    let cut = verb.strip_suffix('e').map(|stem| format!("{stem}ing"));
    std::iter::once(format!("{verb}ing")).chain(cut).chain(doubled).collect()
}

/// Hangs a participle with its doer under *by* on the act that it stands behind, an adverb between them or none.
pub(super) fn doers(tree: &mut Tree, lexicon: &Lexicon) {
    for participle in 1..tree.words.len() {
        let word = &tree.words[participle];
        let Some(head) = word.head.map(|h| h as usize) else { continue };
        let own = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Mark, Deprel::Aux, Deprel::AuxPass, Deprel::Cop, Deprel::Cc];
        let done = word.upos == Upos::Verb
            && matches!(word.deprel, Deprel::Advcl | Deprel::Conj)
            && tree.children(participle).any(|k| tree.words[k].deprel == Deprel::OblAgent)
            && !tree.children(participle).any(|k| own.contains(&tree.words[k].deprel));
        let before = (0..participle).rev().find(|&w| tree.words[w].upos != Upos::Adv);
        let Some(act) = before.filter(|&act| done && act > head) else { continue };
        let noun = &tree.words[act];
        let of_it = noun.head == Some(head as u32) && noun.upos == Upos::Noun && noun.mark.is_none();
        if of_it && !lexicon.predicates.rows(&noun.lemma.to_lowercase(), Pos::Noun).is_empty() {
            attach(tree, participle, act, Deprel::Acl);
        }
    }
}

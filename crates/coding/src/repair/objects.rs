//! What belongs to a verb and hangs elsewhere: its object, its particle, a subject that is none.
//!
//! *Subjects that are none*: a subject under a preposition ("asylum to five officers holed up in the embassy") and a second,
//! passive subject behind an active verb ("shortened by one hour the curfew"). *Objects that are none*: those under a preposition.
//!
//! *Numbers after verbs*: "killed 12 soldiers and wounded 30": the second number belongs to its own verb.
//!
//! *Nouns after verbs*: "put up barricades and looted shops", "beat to death two men": the noun is the object of the verb
//! before it, not one more of what stands before the verb, nor a setting without a preposition.
//!
//! *Fates*: "shot dead two gunmen": *dead* belongs to the verb.
//!
//! *Particles*: "pushed them back": the particle stands behind the pronoun; "a sit-in": the particle is the end of a noun.

use super::attach;
use dateline_lexicon::Lexicon;
use dateline_syntax::{Deprel, Tree, Upos};

pub(super) fn no_subjects(tree: &mut Tree) {
    for word in 1..tree.words.len() {
        let Some(verb) = tree.words[word].head.map(|h| h as usize) else { continue };
        let has = |tree: &Tree, head: usize, rel: Deprel| tree.children(head).any(|k| tree.words[k].deprel == rel);
        match tree.words[word].deprel {
            Deprel::Nsubj if word < verb && has(tree, word, Deprel::Case) && tree.words[verb].deprel == Deprel::Advcl => {
                // What seems its verb is a participle that describes it.
                let Some(outer) = tree.words[verb].head.map(|h| h as usize).filter(|&o| o < word) else { continue };
                tree.words[word].head = Some(outer as u32);
                tree.words[word].deprel = Deprel::Obl;
                tree.words[verb].head = Some(word as u32);
                tree.words[verb].deprel = Deprel::Acl;
            }
            Deprel::NsubjPass
                if word > verb
                    && has(tree, verb, Deprel::Nsubj)
                    && !has(tree, verb, Deprel::AuxPass)
                    && !has(tree, verb, Deprel::Obj) =>
            {
                tree.words[word].deprel = Deprel::Obj;
            }
            _ => {}
        }
    }
}

/// "Warned the republic of “grave consequences”": a second object under a preposition is none.
pub(super) fn no_objects(tree: &mut Tree) {
    for word in 1..tree.words.len() {
        let Some(verb) = tree.words[word].head.map(|h| h as usize).filter(|&v| v < word) else { continue };
        let under = tree.children(word).any(|k| {
            tree.words[k].deprel == Deprel::Case
                && k > verb
                && k < word
                && matches!(tree.words[k].lemma.as_str(), "of" | "with" | "against" | "from" | "for")
        });
        if tree.words[word].deprel == Deprel::Obj && under && tree.words[verb].upos == Upos::Verb {
            tree.words[word].deprel = Deprel::Obl;
        }
    }
}

/// "A fresh ground and air offensive": the first of two words before a noun is no noun of its own.
pub(super) fn paired_modifiers(tree: &mut Tree, lexicon: &Lexicon) {
    for noun in 2..tree.words.len() {
        let word = &tree.words[noun];
        let deed = lexicon.predicates.in_class("hostilities", &word.lemma.to_lowercase());
        let Some(first) = word.head.map(|h| h as usize).filter(|&h| deed && h < noun && word.deprel == Deprel::Conj) else {
            continue;
        };
        let arm = |w: usize| lexicon.predicates.in_class("arm_of_service", &tree.words[w].lemma.to_lowercase());
        let joined = tree.words[noun - 2].deprel == Deprel::Cc && first + 3 == noun && arm(first) && arm(noun - 1);
        let Some(head) = tree.words[first].head.filter(|_| joined) else { continue };
        let (rel, kids): (Deprel, Vec<usize>) = (tree.words[first].deprel, tree.children(first).filter(|&k| k != noun).collect());
        attach(tree, noun, head as usize, rel);
        attach(tree, first, noun, Deprel::Compound);
        for k in kids {
            attach(tree, k, noun, tree.words[k].deprel);
        }
        tree.words[noun].upos = Upos::Noun;
    }
}

pub(super) fn numbers_after_verbs(tree: &mut Tree) {
    for number in 1..tree.words.len() {
        let verb = number - 1;
        let stranded = tree.words[number].upos == Upos::Num
            && tree.words[number].deprel == Deprel::Conj
            && tree.words[number].head.is_some_and(|h| (h as usize) < verb)
            && tree.words[verb].upos == Upos::Verb;
        if stranded && !tree.children(verb).any(|k| tree.words[k].deprel == Deprel::Obj) {
            attach(tree, number, verb, Deprel::Obj);
        }
    }
}

pub(super) fn nouns_after_verbs(tree: &mut Tree) {
    let has = |tree: &Tree, head: usize, rels: &[Deprel]| tree.children(head).any(|k| rels.contains(&tree.words[k].deprel));
    for noun in 1..tree.words.len() {
        let word = &tree.words[noun];
        let rel = word.deprel;
        let known = matches!(rel, Deprel::Conj | Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod | Deprel::NmodUnmarked);
        let Some(head) = word.head.map(|h| h as usize).filter(|&h| h < noun && word.upos == Upos::Noun && known) else {
            continue;
        };
        if has(tree, noun, &[Deprel::Case, Deprel::Mark, Deprel::Cc]) {
            continue;
        }
        let first = super::first_word(tree, noun);
        let counted = tree.children(noun).any(|k| tree.words[k].deprel == Deprel::Nummod && k < noun);
        let counted = counted && !measures(&tree.words[noun].lemma);
        let governor = |w: usize| tree.words[w].head.map(|h| h as usize).filter(|_| tree.words[w].deprel == Deprel::Obl);
        let verb = match rel {
            // Nothing stands between the verb and its noun phrase.
            Deprel::Conj if tree.words[head].upos == Upos::Verb => Some(head).filter(|_| first == head + 1),
            Deprel::Conj => {
                let joined = |&v: &usize| v > head && tree.words[v].upos == Upos::Verb && tree.words[v].deprel == Deprel::Conj;
                first.checked_sub(1).filter(joined)
            }
            // `to death two men`: a counted noun right behind a phrase of the same verb is no time and no measure.
            Deprel::Obl | Deprel::OblUnmarked => {
                let before = tree.children(head).any(|k| tree.words[k].deprel == Deprel::Obl && k + 1 == first);
                // "Handed over a suspect": a noun right behind the particle.
                let particle = tree.children(head).any(|k| tree.words[k].deprel == Deprel::CompoundPrt && k + 1 == first);
                let thing = !measures(&tree.words[noun].lemma) && !dateline_text::calendar::is_weekday(&tree.words[noun].lemma);
                Some(head).filter(|_| counted && before || particle && thing)
            }
            _ => governor(head).filter(|_| counted && first == head + 1),
        };
        let Some(verb) = verb.filter(|&v| v < noun && tree.words[v].upos == Upos::Verb) else { continue };
        let taken = [Deprel::Obj, Deprel::AuxPass, Deprel::NsubjPass, Deprel::OblAgent];
        if has(tree, verb, &taken) || !attach(tree, noun, verb, Deprel::Obj) {
            continue;
        }
        // The verb itself may hang on the object of the one before it.
        let above = tree.words[verb].head.map(|h| h as usize).filter(|&h| tree.words[h].upos == Upos::Noun);
        let above = above.filter(|&h| matches!(tree.words[h].deprel, Deprel::Obj | Deprel::Obl));
        let outer = above.and_then(|h| tree.words[h].head).map(|h| h as usize).filter(|&v| tree.words[v].upos == Upos::Verb);
        if let Some(outer) = outer.filter(|_| rel == Deprel::Conj && tree.words[verb].deprel == Deprel::Conj) {
            attach(tree, verb, outer, Deprel::Conj);
        }
    }
}

/// Whether a counted noun tells how long or how far.
fn measures(lemma: &str) -> bool {
    let units = [
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "week",
        "weekend",
        "month",
        "year",
        "decade",
        "time",
        "metre",
        "meter",
        "mile",
        "kilometre",
        "kilometer",
        "km",
        "foot",
        "yard",
        "degree",
        "percent",
        "point",
        "morning",
        "evening",
        "afternoon",
        "season",
    ];
    units.contains(&lemma)
}

/// "Shot dead two gunmen", "found dead a guard": what became of them belongs to the verb right before it, not to their name.
pub(super) fn fates(tree: &mut Tree) {
    for fate in 1..tree.words.len() {
        let word = &tree.words[fate];
        let told = matches!(word.lemma.to_lowercase().as_str(), "dead" | "alive");
        let beside = word.head.is_some_and(|h| h as usize + 1 == fate) && matches!(word.deprel, Deprel::Advmod | Deprel::Xcomp);
        if told && beside && tree.words[fate - 1].lemma == "shoot" {
            tree.words[fate].deprel = Deprel::CompoundPrt;
            continue;
        }
        let dead = told && word.deprel == Deprel::Amod;
        let Some(noun) = word.head.map(|h| h as usize).filter(|&n| dead && n > fate) else { continue };
        let verb = fate - 1;
        // In "shoot dead animals" nothing stands between: there it is what they are.
        let apart = tree
            .children(noun)
            .any(|k| k > fate && k < noun && matches!(tree.words[k].deprel, Deprel::Det | Deprel::Nummod | Deprel::NmodPoss));
        let takes = matches!(tree.words[verb].lemma.as_str(), "shoot" | "stab" | "hack" | "beat" | "burn" | "capture" | "take");
        if takes && tree.words[verb].upos == Upos::Verb && (apart || tree.words[verb].lemma == "shoot") {
            attach(tree, fate, verb, Deprel::CompoundPrt);
        }
    }
}

/// The noun of a relative clause without a pronoun ("a town they had taken") stands right before the clause.
pub(super) fn contact_clauses(tree: &mut Tree) {
    for verb in 2..tree.words.len() {
        if tree.words[verb].deprel != Deprel::AclRelcl {
            continue;
        }
        let Some(head) = tree.words[verb].head.map(|h| h as usize) else { continue };
        let first = super::first_word(tree, verb);
        let subject = tree.children(verb).find(|&k| matches!(tree.words[k].deprel, Deprel::Nsubj | Deprel::NsubjPass));
        let starts = subject.is_some_and(|s| super::first_word(tree, s) == first);
        let pronoun =
            matches!(tree.words[first].lemma.to_lowercase().as_str(), "who" | "which" | "that" | "whom" | "whose" | "what");
        if !starts || pronoun || first == 0 || head + 1 >= first {
            continue;
        }
        let before = first - 1;
        let noun = matches!(tree.words[before].upos, Upos::Noun | Upos::Propn);
        if noun && before > head && super::ancestor(tree, head, before) {
            attach(tree, verb, before, Deprel::AclRelcl);
        }
    }
}

pub(super) fn particles(tree: &mut Tree) {
    let ends = |lemma: &str| matches!(lemma, "in" | "off" | "out" | "up" | "down" | "over" | "back" | "away");
    for word in 2..tree.words.len() {
        let lemma = tree.words[word].lemma.to_lowercase();
        if !ends(&lemma) {
            continue;
        }
        // The second part of a noun whose first part the dash ties to it.
        let tied = tree.words[word - 1].lemma == "-" && tree.words[word - 2].head == Some(word as u32);
        if tied && tree.words[word].upos == Upos::Noun && tree.words[word - 2].deprel == Deprel::Compound {
            tree.words[word].lemma = format!("{}-{lemma}", tree.words[word - 2].lemma.to_lowercase());
        }
        let Some(verb) = tree.words[word].head.map(|h| h as usize) else { continue };
        let pronoun = &tree.words[word - 1];
        if tree.words[word].deprel == Deprel::Advmod
            && tree.words[verb].upos == Upos::Verb
            && pronoun.upos == Upos::Pron
            && pronoun.deprel == Deprel::Obj
            && pronoun.head == Some(verb as u32)
        {
            tree.words[word].deprel = Deprel::CompoundPrt;
        }
    }
}

/// "Called the move illegal", "deems them guilty": an adjective right behind the object of such a verb is what it is called.
pub(super) fn called(tree: &mut Tree) {
    for adjective in 2..tree.words.len() {
        let word = &tree.words[adjective];
        let Some(noun) = word.head.map(|h| h as usize) else { continue };
        if word.upos != Upos::Adj
            || word.deprel != Deprel::Amod
            || noun + 1 != adjective
            || tree.words[noun].deprel != Deprel::Obj
        {
            continue;
        }
        let calls = |v: usize| {
            matches!(
                &*tree.words[v].lemma,
                "call" | "deem" | "consider" | "declare" | "find" | "hold" | "brand" | "label" | "term" | "think" | "dub"
            )
        };
        if let Some(verb) = tree.words[noun].head.map(|h| h as usize).filter(|&v| v < noun && calls(v)) {
            attach(tree, adjective, verb, Deprel::Xcomp);
        }
    }
    // "Called the raid a provocation": of two objects the second is what the first is called.
    for second in 2..tree.words.len() {
        let Some(verb) = tree.words[second].head.map(|h| h as usize).filter(|&v| v < second) else { continue };
        let calls =
            matches!(&*tree.words[verb].lemma, "call" | "deem" | "consider" | "declare" | "brand" | "label" | "term" | "dub");
        if !calls || tree.words[second].deprel != Deprel::Obj {
            continue;
        }
        let first = tree.children(verb).find(|&k| k < second && matches!(tree.words[k].deprel, Deprel::Obj | Deprel::Iobj));
        if let Some(first) = first {
            tree.words[first].deprel = Deprel::Obj;
            tree.words[second].deprel = Deprel::Xcomp;
        }
    }
}

/// "Said it would take part": an *it* that stands for nothing behind the verb is its subject.
pub(super) fn empty_subjects(tree: &mut Tree) {
    for it in 0..tree.words.len() {
        let word = &tree.words[it];
        if word.deprel != Deprel::Expl || !word.lemma.eq_ignore_ascii_case("it") {
            continue;
        }
        let Some(verb) = word.head.map(|h| h as usize).filter(|&v| v > it && tree.words[v].upos == Upos::Verb) else { continue };
        let stands_for = |k: usize| {
            matches!(
                tree.words[k].deprel,
                Deprel::Nsubj
                    | Deprel::NsubjPass
                    | Deprel::Csubj
                    | Deprel::CsubjPass
                    | Deprel::Ccomp
                    | Deprel::Xcomp
                    | Deprel::AuxPass
            ) || tree.words[k].deprel == Deprel::Advcl && tree.children(k).any(|m| tree.words[m].lemma == "to")
        };
        if !tree.children(verb).any(stands_for) && tree.children(verb).any(|k| tree.words[k].deprel == Deprel::Obj) {
            tree.words[it].deprel = Deprel::Nsubj;
        }
    }
}

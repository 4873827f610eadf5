//! Shapes that the reader attaches amiss and that coding lives on, set right on the tree before coding.
//!
//! *Reporting clauses*: "…, the Defence Ministry claimed" closes a sentence with a noun phrase and a reporting verb. Where the phrase hangs as
//! an apposition or conjunct on what is reported, the verb is left without a subject and nobody speaks. The lexicon knows
//! reporting verbs, which the reader does not.
//!
//! *Each other*: "accused each other of shelling villages": the pronoun is the object, the gerund what they are accused of.
//!
//! *Asides*: "used phosphorus — a weapon restricted by treaty — in an attack": what follows the second dash belongs to
//! the clause before the first.
//!
//! *Inverted conditions*: "support Armenia should the conflict spread": an if-clause without *if*.
//!
//! *Possessives*: "the two countries' leaders": a noun with 's belongs to the next noun.
//!
//! *Days on names*: "the United States on Wednesday vetoed": the day belongs to the verb.
//!
//! *Shared adjectives*: "US and Iraqi patrols": an abbreviated state is an adjective of the noun, as the demonym beside it is.
//!
//! *Pairs*: "the Kenyan-Ugandan talks": both are adjectives of the noun.
//!
//! *Outcomes*: "blew himself up at the wedding of a soldier killing 22 guests", without a comma: a participle that tells how many were killed
//! belongs to the act, not to whatever stands beside it.
//!
//! *Acts with doer and object*: see [`by_of`].
//!
//! *Titles before names, and clauses on the wrong noun*: see [`relatives`].
//!
//! What belongs to a verb and hangs elsewhere stands in [`objects`]; outcomes behind a comma in [`results`].

mod by_of;
mod clauses;
mod objects;
mod relatives;
mod results;

use dateline_lexicon::{Lexicon, Pos};
use dateline_syntax::{Deprel, Feats, NameClass, Tree, Upos};

/// The tree with every shape above set right.
pub(crate) fn repaired(tree: &Tree, lexicon: &Lexicon) -> Tree {
    let mut tree = asides(tree);
    tree = clauses::reporting_clauses(&tree, lexicon);
    clauses::behind_saying(&mut tree, lexicon);
    clauses::inverted_conditions(&mut tree);
    clauses::gerund_subjects(&mut tree);
    clauses::allegations(&mut tree, lexicon);
    clauses::means(&mut tree, lexicon);
    clauses::additions(&mut tree, lexicon);
    each_other(&mut tree);
    possessives(&mut tree);
    objects::paired_modifiers(&mut tree, lexicon);
    objects::no_objects(&mut tree);
    objects::numbers_after_verbs(&mut tree);
    objects::nouns_after_verbs(&mut tree);
    objects::particles(&mut tree);
    objects::fates(&mut tree);
    objects::contact_clauses(&mut tree);
    objects::called(&mut tree);
    objects::empty_subjects(&mut tree);
    days_on_names(&mut tree);
    outcomes(&mut tree, lexicon);
    results::results(&mut tree, lexicon);
    shared_adjectives(&mut tree);
    states_beside(&mut tree);
    pairs(&mut tree);
    objects::no_subjects(&mut tree);
    relatives::one_subject(&mut tree, lexicon);
    relatives::titled_names(&mut tree);
    relatives::deadly_clauses(&mut tree, lexicon);
    by_of::by_acts(&mut tree, lexicon);
    by_of::doers(&mut tree, lexicon);
    by_of::acts(&mut tree, lexicon);
    tree
}

fn days_on_names(tree: &mut Tree) {
    for day in 1..tree.words.len() {
        let word = &tree.words[day];
        if word.deprel != Deprel::Nmod || !dateline_text::calendar::is_weekday(&word.lemma) {
            continue;
        }
        let Some(noun) = word.head.map(|h| h as usize) else { continue };
        let subject = matches!(tree.words[noun].deprel, Deprel::Nsubj | Deprel::NsubjPass);
        if let Some(verb) = tree.words[noun].head.map(|h| h as usize).filter(|&v| subject && v > day) {
            attach(tree, day, verb, Deprel::Obl);
        }
    }
}

fn outcomes(tree: &mut Tree, lexicon: &Lexicon) {
    let act = |tree: &Tree, w: usize| !lexicon.predicates.rows(&tree.words[w].lemma.to_lowercase(), Pos::Noun).is_empty();
    for participle in 1..tree.words.len() {
        let word = &tree.words[participle];
        let counts = |k: usize| {
            let number = |n: usize| tree.words[n].deprel == Deprel::Nummod;
            tree.words[k].deprel == Deprel::Obj && (tree.words[k].upos == Upos::Num || tree.children(k).any(number))
        };
        if word.upos != Upos::Verb
            || word.deprel != Deprel::Acl
            || !word.feats.has(Feats::GER)
            || lexicon.terms.tallies(&word.lemma, Pos::Verb).is_empty()
            || !tree.children(participle).any(counts)
        {
            continue;
        }
        let Some(mut at) = word.head.map(|h| h as usize).filter(|&n| n < participle && !act(tree, n)) else { continue };
        // Up through the phrase to the act that is told with it, or to the verb that it stands beside.
        let found = loop {
            let Some(head) = tree.words[at].head.map(|h| h as usize).filter(|&h| h < at) else { break None };
            match tree.words[at].deprel {
                Deprel::Obl if tree.words[head].upos == Upos::Verb => break Some((head, Deprel::Advcl)),
                Deprel::Nmod | Deprel::NmodPoss | Deprel::Conj | Deprel::Appos if act(tree, head) => {
                    break Some((head, Deprel::Acl));
                }
                Deprel::Nmod | Deprel::NmodPoss | Deprel::Conj | Deprel::Appos => at = head,
                _ => break None,
            }
        };
        if let Some((head, deprel)) = found {
            attach(tree, participle, head, deprel);
        }
    }
}

fn shared_adjectives(tree: &mut Tree) {
    for state in 0..tree.words.len().saturating_sub(3) {
        let word = &tree.words[state];
        let short = word.lemma.chars().all(|c| c.is_uppercase() || c == '.') && word.lemma.len() <= 4;
        let class = |w: usize| tree.words[w].mark.map(|m| m.class);
        if !short || class(state) != Some(NameClass::State) || class(state + 2) != Some(NameClass::Demonym) {
            continue;
        }
        let bare =
            tree.words[state + 1].deprel == Deprel::Cc && tree.children(state).all(|k| tree.words[k].deprel != Deprel::Det);
        beside_state(tree, state);
        let demonym = &tree.words[state + 2];
        let Some(noun) = demonym.head.map(|h| h as usize).filter(|&n| bare && n > state + 2 && demonym.deprel == Deprel::Amod)
        else {
            continue;
        };
        if tree.words[noun].head == Some(state as u32) && tree.words[noun].deprel == Deprel::Conj {
            (tree.words[noun].head, tree.words[noun].deprel) = (tree.words[state].head, tree.words[state].deprel);
            (tree.words[state].head, tree.words[state].deprel) = (Some(noun as u32), Deprel::Amod);
            (tree.words[state + 2].head, tree.words[state + 2].deprel) = (Some(state as u32), Deprel::Conj);
            tree.words[state + 1].head = Some((state + 2) as u32);
        }
    }
}

/// "Israel and Palestinian factions": a state called by its name stands beside the noun that the demonym describes, and describes it not.
fn states_beside(tree: &mut Tree) {
    for state in 0..tree.words.len().saturating_sub(3) {
        let class = |w: usize| tree.words[w].mark.map(|m| m.class);
        let word = &tree.words[state];
        // "US and Iraqi patrols": such a short name stands for its adjective.
        let short = word.lemma.chars().all(|c| c.is_uppercase() || c == '.') && word.lemma.len() <= 4;
        let demonym = state + 2;
        let beside = tree.words[demonym].head;
        let described = matches!(word.deprel, Deprel::Compound | Deprel::Amod | Deprel::Nmod)
            && tree.words[state + 1].lemma == "and"
            && tree.words[demonym].deprel == Deprel::Conj
            && (beside == Some(state as u32) || beside == word.head);
        if short || !described || class(state) != Some(NameClass::State) || class(demonym) != Some(NameClass::Demonym) {
            continue;
        }
        let above = word.head.map(|h| h as usize);
        let noun_at = |n: &usize| *n > demonym && tree.words[*n].upos == Upos::Noun;
        // The noun carries the state, or hangs beside it on what both are of.
        let carries = above.filter(noun_at);
        let describes = |w: &usize| matches!(tree.words[*w].deprel, Deprel::Amod | Deprel::Compound);
        let hangs = (demonym + 1..tree.words.len()).find(|w| !describes(w)).filter(noun_at);
        let hangs = hangs.filter(|&n| {
            tree.words[n].head.map(|h| h as usize) == above && tree.children(n).all(|k| tree.words[k].deprel != Deprel::Case)
        });
        let Some(noun) = carries.or(hangs) else { continue };
        if carries.is_some() {
            (tree.words[state].head, tree.words[state].deprel) = (tree.words[noun].head, tree.words[noun].deprel);
        }
        (tree.words[noun].head, tree.words[noun].deprel) = (Some(state as u32), Deprel::Conj);
        (tree.words[demonym].head, tree.words[demonym].deprel) = (Some(noun as u32), Deprel::Amod);
        tree.words[state + 1].head = Some(noun as u32);
        let before: Vec<usize> = tree
            .children(noun)
            .filter(|&k| k < state && matches!(tree.words[k].deprel, Deprel::Case | Deprel::Mark | Deprel::Det))
            .collect();
        before.into_iter().for_each(|k| tree.words[k].head = Some(state as u32));
    }
}

/// "The Kenyan-Ugandan talks": of two names joined by a dash before a noun the second is one more, not the head of the first.
fn pairs(tree: &mut Tree) {
    let side = |w: usize, tree: &Tree| {
        tree.words[w].mark.is_some_and(|m| matches!(m.class, NameClass::Demonym | NameClass::State))
            && matches!(tree.words[w].deprel, Deprel::Amod | Deprel::Compound)
    };
    for first in 0..tree.words.len().saturating_sub(3) {
        let second = first + 2;
        let dash = matches!(tree.words[first + 1].lemma.as_str(), "-" | "–");
        // What lies between two lands is in neither alone.
        let between = tree.words.get(second + 1).is_some_and(|w| matches!(&*w.lemma, "border" | "frontier" | "boundary"));
        if !dash || between || !side(first, tree) || !side(second, tree) || tree.words[first].head != Some(second as u32) {
            continue;
        }
        let (head, deprel) = (tree.words[second].head, tree.words[second].deprel);
        if head.is_some_and(|h| h as usize > second) {
            (tree.words[first].head, tree.words[first].deprel) = (head, deprel);
            (tree.words[second].head, tree.words[second].deprel) = (Some(first as u32), Deprel::Conj);
        }
    }
}

/// "US and Iraqi military patrols": where the noun hangs on the demonym as one more of what is struck, it takes the demonym.
fn beside_state(tree: &mut Tree, state: usize) {
    let demonym = state + 2;
    if tree.words[demonym].deprel != Deprel::Conj || tree.words[demonym].head != Some(state as u32) {
        return;
    }
    let plain = |w: &usize| {
        matches!(tree.words[*w].upos, Upos::Adj | Upos::Noun)
            && matches!(tree.words[*w].deprel, Deprel::Amod | Deprel::Compound | Deprel::Conj)
    };
    let phrase: Vec<usize> = (demonym + 1..tree.words.len()).take_while(plain).take(4).collect();
    let noun = phrase.iter().copied().find(|&w| {
        tree.words[w].deprel == Deprel::Conj
            && tree.words[w].upos == Upos::Noun
            && tree.words[w].head.is_some_and(|h| h as usize == state || h as usize == demonym)
    });
    if let Some(noun) = noun {
        tree.words[noun].head = Some(state as u32);
        tree.words[demonym].head = Some(noun as u32);
        tree.words[demonym].deprel = Deprel::Amod;
    }
}

/// Hangs `word` on `head`, unless that would close a circle.
fn attach(tree: &mut Tree, word: usize, head: usize, deprel: Deprel) -> bool {
    if word == head || ancestor(tree, word, head) {
        return false;
    }
    tree.words[word].head = Some(head as u32);
    tree.words[word].deprel = deprel;
    true
}

/// Whether the word is a dash between phrases.
fn is_dash(tree: &Tree, word: usize) -> bool {
    tree.words[word].upos == Upos::Punct && matches!(tree.words[word].lemma.as_str(), "—" | "–" | "--")
}

/// Words after an aside between two dashes go back to the clause that the aside interrupts.
fn asides(tree: &Tree) -> Tree {
    let mut tree = tree.clone();
    let dashes: Vec<usize> = (1..tree.words.len()).filter(|&w| is_dash(&tree, w)).collect();
    for pair in dashes.chunks_exact(2) {
        let (open, close) = (pair[0], pair[1]);
        let inside = |h: u32| (open as u32) < h && h < close as u32;
        // The verb of the interrupted clause, and the noun that the aside explains.
        let mut verb = open - 1;
        for _ in 0..tree.words.len() {
            if tree.words[verb].upos == Upos::Verb {
                break;
            }
            match tree.words[verb].head {
                Some(h) if !inside(h) && (h as usize) < open => verb = h as usize,
                _ => break,
            }
        }
        if tree.words[verb].upos != Upos::Verb {
            continue;
        }
        for w in close + 1..tree.words.len() {
            if tree.words[w].head.is_some_and(inside) {
                let rel = tree.words[w].deprel;
                attach(&mut tree, w, verb, rel);
            }
        }
        for w in open + 1..close {
            let object = matches!(tree.words[w].deprel, Deprel::Obj | Deprel::Conj) && tree.words[w].head == Some(verb as u32);
            if object && matches!(tree.words[open - 1].upos, Upos::Noun | Upos::Propn) {
                attach(&mut tree, w, open - 1, Deprel::Appos);
            }
        }
    }
    tree
}

fn each_other(tree: &mut Tree) {
    for other in 2..tree.words.len() {
        let lemma = |i: usize| tree.words[i].lemma.to_lowercase();
        let reciprocal = lemma(other) == "other" && matches!(lemma(other - 1).as_str(), "each" | "the")
            || lemma(other) == "another" && lemma(other - 1) == "one";
        let verb = other - 2;
        if !reciprocal || tree.words[verb].upos != Upos::Verb {
            continue;
        }
        // `accused the other side`: an ordinary adjective.
        if lemma(other - 1) == "the"
            && tree.words.get(other + 1).is_some_and(|w| matches!(w.upos, Upos::Noun | Upos::Propn | Upos::Adj))
        {
            continue;
        }
        let of = tree.words.get(other + 1).is_some_and(|w| w.lemma == "of");
        let gerund = (other + 2..(other + 4).min(tree.words.len())).find(|&g| of && tree.words[g].upos == Upos::Verb);
        if let Some(g) = gerund {
            let below = tree.words[g]
                .head
                .map(|h| h as usize)
                .filter(|&h| h > g && matches!(tree.words[g].deprel, Deprel::Compound | Deprel::Amod));
            if attach(tree, g, verb, Deprel::Advcl) {
                attach(tree, other + 1, g, Deprel::Mark);
                if let Some(noun) = below {
                    attach(tree, noun, g, Deprel::Obj);
                }
            }
        }
        if attach(tree, other, verb, Deprel::Obj) {
            tree.words[other].upos = Upos::Pron;
            attach(tree, other - 1, other, Deprel::Det);
        }
    }
}

fn possessives(tree: &mut Tree) {
    for mark in 1..tree.words.len() {
        let word = &tree.words[mark];
        let Some(owner) = word.head.map(|h| h as usize).filter(|_| word.upos == Upos::Part && word.lemma == "'s") else {
            continue;
        };
        if owner >= mark || tree.words[owner].deprel == Deprel::NmodPoss {
            continue;
        }
        let next = (mark + 1..(mark + 5).min(tree.words.len()))
            .take_while(|&w| matches!(tree.words[w].upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Adv));
        // The last noun of the run is the head: `the region's second largest city`.
        if let Some(owned) = next.filter(|&w| matches!(tree.words[w].upos, Upos::Noun | Upos::Propn)).last() {
            attach(tree, owner, owned, Deprel::NmodPoss);
        }
    }
}

/// Whether `word` stands below nothing but is above `below`: attaching would close a circle.
fn ancestor(tree: &Tree, word: usize, below: usize) -> bool {
    let mut at = below;
    for _ in 0..tree.words.len() {
        match tree.words[at].head {
            Some(head) if head as usize == word => return true,
            Some(head) => at = head as usize,
            None => return false,
        }
    }
    true
}

/// The first word of the phrase, marks apart.
fn first_word(tree: &Tree, head: usize) -> usize {
    let inside = |mut w: usize| {
        for _ in 0..tree.words.len() {
            if w == head {
                return true;
            }
            match tree.words[w].head {
                Some(h) => w = h as usize,
                None => return false,
            }
        }
        false
    };
    (0..=head).find(|&w| tree.words[w].upos != Upos::Punct && tree.words[w].deprel != Deprel::Cc && inside(w)).unwrap_or(head)
}

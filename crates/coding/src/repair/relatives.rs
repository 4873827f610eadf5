//! Prepositions before a title, and what a relative clause is about.
//!
//! "The killing of former premier Rafiq Hariri": the preposition belongs to the name, which the title only describes.
//!
//! "A resolution condemning an attack that killed 19": what kills is an act or a weapon, and no paper, and it stands nearer.

use super::attach;
use dateline_lexicon::{Lexicon, Pos};
use dateline_syntax::{Deprel, NameClass, NameTag, Tree, Upos};

/// "Opposition figure George Sabra said", "the negotiator, Dinanath Sharma, told": of two subjects of one verb, side by side, a noun for
/// somebody and a person's name, the first is the title of the second.
pub(super) fn one_subject(tree: &mut Tree, lexicon: &Lexicon) {
    for name in 1..tree.words.len() {
        let word = &tree.words[name];
        let person = word.mark.is_some_and(|m| m.class == NameClass::Person)
            || word.mark.is_none() && word.upos == Upos::Propn && matches!(word.name, Some((NameTag::Person, _)));
        let Some(verb) = word.head.map(|h| h as usize).filter(|_| person && word.deprel == Deprel::Nsubj) else { continue };
        let first = super::first_word(tree, name);
        let Some(before) = first.checked_sub(1) else { continue };
        let title = if tree.words[before].lemma == "," { before.checked_sub(1) } else { Some(before) };
        let beside = |t: &usize| {
            let noun = &tree.words[*t];
            let lemma = |w: usize| tree.words[w].lemma.to_lowercase();
            let two = t.checked_sub(1).map(|b| format!("{} {}", lemma(b), lemma(*t)));
            let somebody = lexicon.agents.get(&lemma(*t)).is_some() || two.is_some_and(|two| lexicon.agents.get(&two).is_some());
            matches!(noun.upos, Upos::Noun | Upos::Propn)
                && noun.deprel == Deprel::Nsubj
                && noun.head == Some(verb as u32)
                && somebody
        };
        if let Some(title) = title.filter(beside) {
            attach(tree, title, name, Deprel::NmodDesc);
        }
    }
}

/// Hangs the preposition of a title on the name behind it.
pub(super) fn titled_names(tree: &mut Tree) {
    for title in 1..tree.words.len().saturating_sub(1) {
        let Some(name) = tree.words[title].head.map(|h| h as usize).filter(|&n| n > title) else { continue };
        let described = tree.words[title].deprel == Deprel::NmodDesc && tree.words[name].upos == Upos::Propn;
        let case = |w: usize| tree.children(w).find(|&k| tree.words[k].deprel == Deprel::Case && tree.words[k].upos == Upos::Adp);
        if let Some(of) = case(title).filter(|&of| described && of < title && case(name).is_none()) {
            tree.words[of].head = Some(name as u32);
        }
    }
}

/// Hangs a relative clause that tells of the dead and hurt on the act that stands nearest before it.
pub(super) fn deadly_clauses(tree: &mut Tree, lexicon: &Lexicon) {
    let act = |tree: &Tree, w: usize| {
        let lemma = tree.words[w].lemma.to_lowercase();
        tree.words[w].upos == Upos::Noun
            && ["fighting_noun", "bomb", "hostilities"].iter().any(|class| lexicon.predicates.in_class(class, &lemma))
    };
    for verb in 2..tree.words.len() {
        let word = &tree.words[verb];
        let Some(head) = word.head.map(|h| h as usize).filter(|&h| h < verb && word.deprel == Deprel::AclRelcl) else { continue };
        // "That killed 19", "in which 19 people died".
        let that = tree.children(verb).find(|&k| {
            matches!(tree.words[k].deprel, Deprel::Nsubj | Deprel::Obl)
                && matches!(tree.words[k].lemma.as_str(), "that" | "which")
        });
        let deadly = !lexicon.terms.tallies(&word.lemma, Pos::Verb).is_empty();
        let person = |w: usize| {
            lexicon.agents.get(&tree.words[w].lemma.to_lowercase()).is_some()
                || tree.words[w].mark.is_some_and(|m| m.class != NameClass::Place)
        };
        if !deadly || act(tree, head) || person(head) || tree.words[head].upos != Upos::Noun {
            continue;
        }
        // The nearest act before the clause that is told within the phrase.
        let within = |w: usize| {
            let mut at = w;
            (0..tree.words.len()).any(|_| match tree.words[at].head.map(|h| h as usize) {
                Some(h) if h == head => true,
                Some(h) => {
                    at = h;
                    false
                }
                None => false,
            })
        };
        let nearest = that.and_then(|that| (head + 1..that).rev().find(|&w| act(tree, w) && within(w)));
        // "The bombing of an academy in the town, which killed 23": what was bombed stands between.
        let above = || {
            let up = |&w: &usize| {
                let noun = matches!(tree.words[w].deprel, Deprel::Nmod | Deprel::NmodPoss | Deprel::Compound | Deprel::Appos);
                tree.words[w].head.map(|h| h as usize).filter(|&h| noun && h < w)
            };
            std::iter::successors(up(&head), up).take(4).find(|&w| act(tree, w)).filter(|_| that.is_some())
        };
        let nearest = nearest.or_else(above);
        if let Some(nearest) = nearest {
            attach(tree, verb, nearest, Deprel::AclRelcl);
        }
    }
}

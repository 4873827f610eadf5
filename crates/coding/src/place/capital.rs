//! "The Iraqi capital", "the capital of Iraq": a city that the lexicon of actors knows, where the words name it by its state alone.

use super::candidates::Member;
use super::choose::Choice;
use super::{Mention, Toponym, around, extent, gazetteer_code};
use dateline_lexicon::places::PlaceKind;
use dateline_lexicon::{ActorId, ActorKind, Lexicon, Sense};
use dateline_syntax::{Deprel, Tree, Upos};
use dateline_text::Span;

/// Adds the capitals that a report names so, each where it stands in the text. A state whose government sits in several cities has none.
pub(super) fn capitals(text: &str, trees: &[Tree], lexicon: &Lexicon, toponyms: &mut Vec<Toponym>) {
    for (tree, sentence) in trees.iter().enumerate() {
        for word in 0..sentence.words.len() {
            let Some((first, state)) = of_state(text, sentence, lexicon, word) else { continue };
            let span = Span { start: sentence.words[first].span.start, end: sentence.words[word].span.end };
            let mention = Mention { tree, first_word: first, last_word: word, span };
            if let Some(toponym) = capital(text, sentence, lexicon, mention, state).filter(|_| !named(text, toponyms, &mention)) {
                toponyms.push(toponym);
            }
        }
    }
    toponyms.sort_by_key(|t| (t.mention.span.start, t.mention.span.end));
}

/// The state whose capital the noun tells, and the first word of that: nothing but the state stands beside it. "The Bavarian capital", "the former
/// capital", "the Indian financial capital" are other cities.
fn of_state(text: &str, tree: &Tree, lexicon: &Lexicon, noun: usize) -> Option<(usize, ActorId)> {
    let word = &tree.words[noun];
    let kept =
        word.upos == Upos::Noun && word.span.of(text) == "capital" && !matches!(word.deprel, Deprel::Compound | Deprel::Appos);
    let mut state = None;
    let mut first = noun;
    for child in tree.children(noun).filter(|_| kept) {
        let of = |k: usize| tree.words[k].deprel == Deprel::Case && tree.words[k].lemma == "of";
        match tree.words[child].deprel {
            Deprel::Det if child < noun => first = first.min(child),
            Deprel::Amod | Deprel::Compound | Deprel::NmodPoss | Deprel::Nummod => {
                state = Some(named_state(tree, lexicon, child).filter(|_| state.is_none())?);
                first = first.min(child);
            }
            Deprel::Nmod if tree.children(child).any(of) => {
                state = Some(named_state(tree, lexicon, child).filter(|_| state.is_none())?);
            }
            Deprel::Appos | Deprel::Flat | Deprel::Conj => return None,
            _ => {}
        }
    }
    Some((first, state?))
}

/// The state that a word names or whose people it names.
fn named_state(tree: &Tree, lexicon: &Lexicon, word: usize) -> Option<ActorId> {
    let mark = tree.words[word].mark?;
    lexicon.name(mark.entry).senses.iter().find_map(|sense| match sense {
        Sense::Actor(id) | Sense::Demonym(id) => Some(*id).filter(|id| lexicon.actors.get(*id).kind == ActorKind::State),
        _ => None,
    })
}

/// Whether the city is told by name beside it: "the Iraqi capital Baghdad", "Baghdad, the Iraqi capital".
fn named(text: &str, toponyms: &[Toponym], mention: &Mention) -> bool {
    let beside = |a: u32, b: u32| {
        let between = text.get(a as usize..b as usize);
        between.is_some_and(|between| matches!(between.trim(), "" | "," | "of" | "'s" | "’s" | ", the" | "the"))
    };
    toponyms.iter().filter(|t| t.mention.tree == mention.tree && t.precision != "country").any(|t| {
        let (a, b) = (t.mention.span, mention.span);
        a.start < b.end && b.start < a.end || beside(b.end, a.start) || beside(a.end, b.start)
    })
}

fn capital(text: &str, tree: &Tree, lexicon: &Lexicon, mention: Mention, state: ActorId) -> Option<Toponym> {
    let state = lexicon.actors.get(state);
    let name = state.capital.as_deref()?;
    let gazetteer = lexicon.places();
    let surface = gazetteer.surface(name)?;
    // The most populous first.
    let city = surface
        .candidates
        .iter()
        .map(|candidate| gazetteer.place(candidate.id))
        .find(|place| place.kind == PlaceKind::Settlement && place.country == Some(gazetteer_code(&state.code)))?;
    let around = around::look(text, tree, &mention);
    let member = Member { name: name.to_owned(), cue: None, group: None };
    let rule = format!("the capital of {}, by the lexicon of actors", state.name);
    let choice = Choice { place: Some(city.id), rule };
    Some(extent::toponym(text, lexicon, mention, &around, &member, Some(&choice)))
}

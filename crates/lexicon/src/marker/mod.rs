//! Finds the known names of a report before it is read, so that the reader sees classes instead of letters.
//!
//! Passes over the report: names of the lexicon, longest first; places that only the gazetteer knows; bare
//! surnames, where the report or the table makes clear who is meant; short forms of bodies. What decides is how a word stands in
//! the text and the class of its name, never which party it belongs to.

mod acronym;
mod context;
mod place;
mod shared;
mod short;
mod surname;

use crate::Lexicon;
use crate::key::Key;
use crate::name::{Names, Reach};
use context::Context;
use dateline_syntax::{Mark, NameClass};
use dateline_text::Sentence;

/// No name has more tokens than this.
const LONGEST: usize = 14;

/// Marks the names of every sentence.
pub(crate) fn mark(lexicon: &Lexicon, text: &str, sentences: &[Sentence]) -> Vec<Vec<Mark>> {
    let mut views: Vec<Context<'_>> = sentences.iter().map(|s| Context::new(text, s, &lexicon.common)).collect();
    // Some texts have lost their apostrophes: `Syrias army`.
    let bare = text.len() > 400 && !["'s", "’s", "'S", "’S"].iter().any(|s| text.contains(s));
    views.iter_mut().for_each(|view| view.lost_apostrophes = bare);
    for view in &mut views {
        view.marks = free_names(&lexicon.names, view);
        shared::mark(&lexicon.names, view);
    }
    acronym::drop_redefined(&mut views);
    let strangers = context::strangers(&views);
    let people = surname::named_in_full(lexicon, &views);
    let not_places = |word: &str| surname::known(lexicon, word, &people);
    for view in &mut views {
        place::mark(lexicon.places(), view, &strangers, &not_places);
        drop_strangers(view);
    }
    for view in &mut views {
        surname::mark(lexicon, view, &people, &strangers);
    }
    short::mark(&mut views);
    views.into_iter().map(|view| view.marks).collect()
}

/// Names that are marked wherever they stand.
fn free_names(names: &Names, view: &Context<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while at < view.len() {
        match longest(names, view, at) {
            Some(mark) => {
                at = (mark.first + mark.len) as usize;
                marks.push(mark);
            }
            None => at += 1,
        }
    }
    marks
}

/// A lone name of a state or city between parts of a stranger's name is none: `Michael Jordan`.
fn drop_strangers(view: &mut Context<'_>) {
    let inside: Vec<bool> = view.marks.iter().map(|m| inside_a_name(view, m)).collect();
    let mut inside = inside.into_iter();
    view.marks.retain(|_| !inside.next().unwrap_or(false));
}

fn inside_a_name(view: &Context<'_>, mark: &Mark) -> bool {
    if view.capitals || mark.len > 1 || !matches!(mark.class, NameClass::State | NameClass::Place | NameClass::Person) {
        return false;
    }
    let at = mark.first as usize;
    let stranger = |token: usize| view.part_of_a_name(token) && view.mark_at(token).is_none();
    let before = at.checked_sub(1).is_some_and(stranger);
    let after = at + 1 < view.len() && stranger(at + 1) && !view.after_locative(at);
    before || after
}

/// The longest free name that begins at a token.
fn longest(names: &Names, view: &Context<'_>, at: usize) -> Option<Mark> {
    let first = view.word(at);
    if !view.may_begin_a_name(at) {
        return None;
    }
    // `MOSCOW (Reuters)`: a word in capitals within a sentence that is not.
    let shouted = !view.capitals && first.len() >= 4 && first.bytes().all(|b| b.is_ascii_uppercase());
    let exact = run(names, view, at, view.capitals);
    if exact.is_some() || !shouted {
        return exact;
    }
    run(names, view, at, true).filter(|m| {
        let all_shouted = (at..at + m.len as usize).all(|t| !view.word(t).bytes().any(|b| b.is_ascii_lowercase()));
        all_shouted && matches!(m.class, NameClass::State | NameClass::Place | NameClass::Demonym)
    })
}

fn run(names: &Names, view: &Context<'_>, at: usize, capitals: bool) -> Option<Mark> {
    let mut key = Key::default();
    let mut best = None;
    for end in at..view.len().min(at + LONGEST) {
        let added = view.extend(&mut key, end, capitals);
        if key.as_str().is_empty() {
            return None;
        }
        let found = names.find(key.as_str(), capitals);
        // `Bashar al-Assads`, `Syrias`: the apostrophe is lost.
        let stem = key.as_str().strip_suffix('s').filter(|stem| view.lost_apostrophes && !capitals && stem.len() >= 4);
        let bare = || {
            stem.and_then(|stem| names.find(stem, false).name)
                .filter(|&n| end > at || names.all[n as usize].class != NameClass::Demonym)
        };
        if let Some(n) = found.name.or_else(bare).filter(|&n| added && names.reach[n as usize] == Reach::Free) {
            // A state or its people with a capital is meant, even where the small word is common (`Indian`, `Turkey`).
            let nation = matches!(names.all[n as usize].class, NameClass::State | NameClass::Demonym) && !view.capitals;
            if end > at || nation || stands_alone(view, at) {
                best = Some(Mark { first: at as u32, len: (end - at + 1) as u32, class: names.all[n as usize].class, entry: n });
            }
        }
        if !found.goes_on {
            break;
        }
    }
    best
}

/// Whether a single token is a name here, and no word that merely has a capital.
fn stands_alone(view: &Context<'_>, at: usize) -> bool {
    let word = view.word(at);
    if word.contains('.') && word.len() > 2 {
        return true;
    }
    // The San people share their name with half of Latin America's saints.
    if matches!(word, "San" | "SAN" | "Santa" | "Los" | "Las" | "El" | "La" | "St" | "Al") {
        return false;
    }
    let common = view.common.contains(&word.to_lowercase());
    if view.capitals {
        return !common;
    }
    let title_case = word.chars().skip(1).any(char::is_lowercase);
    !(common && title_case && (view.begins_a_sentence(at) || view.title))
}

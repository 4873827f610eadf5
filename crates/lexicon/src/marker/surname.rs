//! Bare surnames: who is meant where a report writes `Aliyev` alone.

use super::context::{Context, Title, in_calendar};
use crate::key::{Key, key};
use crate::name::Reach;
use crate::{ActorId, ActorKind, Lexicon, Sense};
use dateline_syntax::{Mark, NameClass};
use rustc_hash::{FxHashMap, FxHashSet};

/// Persons that the report names in full, each with the entry of that name.
pub(super) fn named_in_full(lexicon: &Lexicon, views: &[Context<'_>]) -> FxHashMap<ActorId, u32> {
    let mut people = FxHashMap::default();
    for mark in views.iter().flat_map(|v| &v.marks).filter(|m| m.class == NameClass::Person) {
        for sense in &lexicon.name(mark.entry).senses {
            if let Sense::Actor(id) = sense {
                people.entry(*id).or_insert(mark.entry);
            }
        }
    }
    people
}

/// Whether a lone word is the surname of a person that the report names in full.
pub(super) fn known(lexicon: &Lexicon, word: &str, people: &FxHashMap<ActorId, u32>) -> bool {
    let names = &lexicon.names;
    names
        .find(&key(word), false)
        .name
        .filter(|&n| names.reach[n as usize] > Reach::Free)
        .is_some_and(|n| names.all[n as usize].senses.iter().any(|s| matches!(s, Sense::Actor(id) if people.contains_key(id))))
}

/// Marks the surnames of one sentence.
pub(super) fn mark(lexicon: &Lexicon, view: &mut Context<'_>, people: &FxHashMap<ActorId, u32>, strangers: &FxHashSet<&str>) {
    let mut found = Vec::new();
    let mut at = 0;
    while at < view.len() {
        if let Some(mark) = view.mark_at(at) {
            at = (mark.first + mark.len) as usize;
            continue;
        }
        match surname(lexicon, view, at, people, strangers) {
            Some(mark) => {
                at += mark.len as usize;
                found.push(mark);
            }
            None => at += 1,
        }
    }
    if !found.is_empty() {
        view.marks.extend(found);
        view.marks.sort_by_key(|m| m.first);
    }
}

fn surname(
    lexicon: &Lexicon,
    view: &Context<'_>,
    at: usize,
    people: &FxHashMap<ActorId, u32>,
    strangers: &FxHashSet<&str>,
) -> Option<Mark> {
    if !view.may_begin_a_name(at) || in_calendar(&view.word(at).to_lowercase()) {
        return None;
    }
    let names = &lexicon.names;
    let mut key = Key::default();
    let mut best: Option<Mark> = None;
    for end in at..view.len().min(at + 5) {
        if view.mark_at(end).is_some() {
            break;
        }
        let added = view.extend(&mut key, end, view.capitals);
        if key.as_str().is_empty() {
            return None;
        }
        // `Assads` for `Assad's` in a text without apostrophes.
        let stem = key.as_str().strip_suffix('s').filter(|s| view.lost_apostrophes && s.len() >= 4);
        if let Some(entry) =
            stem.and_then(|s| names.find(s, view.capitals).name).filter(|&n| names.reach[n as usize] > Reach::Free)
            && let Some(entry) = meant(lexicon, view, at, end, entry, people, strangers)
        {
            best = Some(Mark { first: at as u32, len: (end - at + 1) as u32, class: NameClass::Person, entry });
        }
        let look = names.find(key.as_str(), view.capitals);
        if let Some(entry) = look.name.filter(|&n| added && names.reach[n as usize] > Reach::Free)
            && let Some(entry) = meant(lexicon, view, at, end, entry, people, strangers)
        {
            best = Some(Mark { first: at as u32, len: (end - at + 1) as u32, class: NameClass::Person, entry });
        }
        if !look.goes_on {
            break;
        }
    }
    best
}

/// The entry of the person that the surname in tokens `at..=end` stands for.
fn meant(
    lexicon: &Lexicon,
    view: &Context<'_>,
    at: usize,
    end: usize,
    entry: u32,
    people: &FxHashMap<ActorId, u32>,
    strangers: &FxHashSet<&str>,
) -> Option<u32> {
    let free = |token: usize| view.mark_at(token).is_none() && view.part_of_a_name(token);
    // `Elena Putin`, `Putin Jackson`: somebody else.
    let stranger_before = at > 0 && free(at - 1);
    let stranger_after = end + 1 < view.len() && free(end + 1);
    if stranger_before {
        return None;
    }
    let persons = lexicon.names.all[entry as usize].senses.iter().filter_map(|s| match s {
        Sense::Actor(id) if lexicon.actors.get(*id).kind == ActorKind::Person => Some(*id),
        _ => None,
    });
    if let Some(full) = persons.into_iter().find_map(|id| people.get(&id)) {
        // `Kim Gye Gwan` beside `Kim Young-sam`: where the family's name stands first, what follows it tells who is meant.
        let family_first = lexicon.names.all[*full as usize].surface.starts_with(view.word(at));
        return Some(*full).filter(|_| !(stranger_after && family_first));
    }
    if stranger_after || view.goes_on(end) {
        return None;
    }
    if view.title_before(at) == Some(Title::Office) {
        return Some(entry);
    }
    let clear = lexicon.names.reach[entry as usize] == Reach::Surname && !view.capitals && !strangers.contains(view.word(end));
    clear.then_some(entry)
}

//! Places that only the gazetteer knows.

use super::context::Context;
use crate::name::GAZETTEER;
use crate::places::{Gazetteer, PlaceKind, Surface, fold};
use dateline_syntax::{Mark, NameClass};
use rustc_hash::FxHashSet;

/// A settlement of this size is known beyond its region: its name is a place wherever it stands.
const KNOWN: u32 = 15_000;

/// Words after or before (`of`) a name that say it is a place.
const KINDS: &[&str] = &[
    "province",
    "region",
    "district",
    "governorate",
    "oblast",
    "county",
    "city",
    "town",
    "village",
    "airport",
    "airbase",
    "prefecture",
    "valley",
    "river",
    "mountains",
    "island",
    "islands",
    "municipality",
    "suburb",
    "neighborhood",
    "neighbourhood",
    "countryside",
    "peninsula",
    "plateau",
    "settlement",
    "hamlet",
    "raion",
    "canton",
    "gorge",
    "corridor",
    "lake",
    "strait",
    "subdistrict",
    "provinces",
    "regions",
    "villages",
    "towns",
    "outskirts",
    "port",
    "camp",
];

/// Words that may stand inside a place's name in lower case.
const INSIDE: &[&str] = &[
    "al", "el", "as", "ash", "an", "ar", "at", "az", "ad", "ul", "de", "del", "la", "las", "los", "le", "les", "du", "des", "di",
    "da", "do", "dos", "of", "the", "sur", "and", "e", "i", "am", "bin",
];

/// Marks places, but no `surname` of a person that the report names; one that is longer than a state's, demonym's or city's name at the same spot replaces it.
pub(super) fn mark(gazetteer: &Gazetteer, view: &mut Context<'_>, strangers: &FxHashSet<&str>, surname: &dyn Fn(&str) -> bool) {
    let mut at = 0;
    while at < view.len() {
        let covered = view.mark_at(at).copied();
        if let Some(mark) = covered {
            let soft = matches!(mark.class, NameClass::State | NameClass::Demonym | NameClass::Place);
            if mark.first as usize != at || !soft {
                at = (mark.first + mark.len) as usize;
                continue;
            }
        }
        let Some(found) = longest(gazetteer, view, at, strangers, surname) else {
            at = covered.map_or(at + 1, |m| (m.first + m.len) as usize);
            continue;
        };
        let end = found.first + found.len;
        // It must hold whole every mark that it touches.
        let fits = view
            .marks
            .iter()
            .all(|m| m.first + m.len <= found.first || m.first >= end || m.first >= found.first && m.first + m.len <= end);
        if fits && covered.is_none_or(|m| found.len > m.len) {
            view.marks.retain(|m| m.first + m.len <= found.first || m.first >= end);
            view.marks.push(found);
            view.marks.sort_by_key(|m| m.first);
            at = end as usize;
        } else {
            at = covered.map_or(at + 1, |m| (m.first + m.len) as usize);
        }
    }
}

fn longest(
    gazetteer: &Gazetteer,
    view: &Context<'_>,
    at: usize,
    strangers: &FxHashSet<&str>,
    surname: &dyn Fn(&str) -> bool,
) -> Option<Mark> {
    if !begins(view, at) {
        return None;
    }
    let start = view.sentence.tokens[at].span.start as usize;
    let mut best = None;
    let mut words = 0;
    for end in at..view.len().min(at + 8) {
        let word = view.word(end);
        if !inside(view, at, end) {
            break;
        }
        words += usize::from(word.chars().any(char::is_alphanumeric));
        let stop = view.sentence.tokens[end].span.end as usize;
        let folded = fold(view.text.get(start..stop).unwrap_or(""));
        let closes = word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        if closes
            && let Some(surface) = gazetteer.surface_folded(&folded)
            && !(words == 1 && surname(word))
            && accepted(gazetteer, view, at, end, words, &surface, strangers)
        {
            best = Some(Mark { first: at as u32, len: (end - at + 1) as u32, class: NameClass::Place, entry: GAZETTEER });
        }
        if !gazetteer.is_prefix(&folded) {
            break;
        }
    }
    best
}

fn begins(view: &Context<'_>, at: usize) -> bool {
    let word = view.word(at);
    let letters = word.chars().count();
    let article = at + 2 < view.len()
        && matches!(word, "al" | "el" | "ash" | "as" | "at" | "ar" | "an" | "ad" | "az")
        && view.word(at + 1) == "-"
        && view.capitalised(at + 2);
    let shout = !view.capitals && letters > 1 && !word.chars().any(char::is_lowercase);
    // `MOSCOW, Nov. 2`: a word in capitals elsewhere is an abbreviation.
    let capital = view.capitalised(at) && letters >= 2 && (!shout || at == 0 && letters >= 4);
    (capital || article) && !matches!(word, "The" | "A" | "An" | "Of" | "THE" | "In" | "IN" | "OF")
}

fn inside(view: &Context<'_>, first: usize, at: usize) -> bool {
    let word = view.word(at);
    if at == first || matches!(word, "-" | "–" | "‑") {
        return true;
    }
    if matches!(word, "'s" | "’s" | "'" | "’") || matches!(view.word(at - 1), "'s" | "’s") {
        return false;
    }
    word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '\'' | '’')) || INSIDE.contains(&word)
}

fn accepted(
    gazetteer: &Gazetteer,
    view: &Context<'_>,
    at: usize,
    end: usize,
    words: usize,
    surface: &Surface,
    strangers: &FxHashSet<&str>,
) -> bool {
    let lower = view.word(at).to_lowercase();
    if words == 1 && Context::generic(&lower) {
        return false;
    }
    let kind_after = end + 1 < view.len() && KINDS.contains(&view.word(end + 1).to_lowercase().as_str());
    let kind_before = at >= 2 && view.word(at - 1) == "of" && KINDS.contains(&view.word(at - 2).to_lowercase().as_str());
    let told = kind_after || kind_before;
    let locative = view.after_locative(at);
    let common = words == 1 && view.common.contains(&lower) && !surface.own;
    if common && !kind_before {
        return false;
    }
    let name_before = !view.capitals && at > 0 && view.mark_at(at - 1).is_none() && view.part_of_a_name(at - 1);
    let name_after = !view.capitals && end + 1 < view.len() && view.mark_at(end + 1).is_none() && view.part_of_a_name(end + 1);
    // `Bab al-Nayrab` is no Bab.
    let goes_on = !view.capitals
        && end + 3 < view.len()
        && matches!(view.word(end + 1), "al" | "el" | "ash" | "as" | "at" | "ar" | "an" | "ad" | "az")
        && view.word(end + 2) == "-"
        && view.capitalised(end + 3);
    if goes_on || name_before || view.title_before(at).is_some() || name_after && !locative {
        return false;
    }
    // A city that everybody knows is no stranger's surname.
    let stranger =
        words == 1 && strangers.contains(view.word(end)) && (surface.ambiguous_word || surface.max_population < 10 * KNOWN);
    if told || locative {
        return !stranger || told;
    }
    // `Blair House`: part of a longer name.
    let longer =
        !view.capitals && !view.title && end + 1 < view.len() && view.capitalised(end + 1) && view.mark_at(end + 1).is_none();
    let broad = surface.candidates.iter().any(|c| c.main && gazetteer.place(c.id).kind < PlaceKind::Admin2);
    let known = surface.own || broad || surface.max_population >= if words > 1 { KNOWN / 3 } else { KNOWN };
    // In capitals a surname cannot be told from a town.
    let faint = view.capitals && words == 1 && !broad && surface.max_population < 4 * KNOWN;
    let swallowed = longer && surface.max_population < 10 * KNOWN;
    known && !swallowed && (surface.own || !faint && !surface.ambiguous_word && !stranger)
}

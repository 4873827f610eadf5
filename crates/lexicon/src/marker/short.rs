//! Short forms of bodies: `the Observatory` after `Syrian Observatory for Human Rights`.

use super::context::Context;
use dateline_syntax::{Mark, NameClass};
use rustc_hash::FxHashMap;

/// Words of names that stand for too many bodies and offices, or for nobody when they stand alone.
const NEVER: &[&str] = &[
    "United",
    "Nations",
    "International",
    "National",
    "Human",
    "Rights",
    "World",
    "European",
    "Central",
    "Popular",
    "General",
    "Arab",
    "Islamic",
    "Security",
    "People",
    "Peoples",
    "Red",
    "White",
    "House",
    "Times",
    "Post",
    "State",
    "States",
    "News",
    "Press",
    "Free",
    "Liberation",
    "Democratic",
    "Revolutionary",
    "Supreme",
    "Health",
    "Without",
    "Borders",
    "Doctors",
    "Children",
    "Women",
    "Foreign",
    "Defense",
    "Defence",
    "Justice",
    "Treasury",
    "Royal",
    "Christian",
    "Muslim",
    "Court",
    "Army",
    "Party",
    "Front",
    "Group",
    "Government",
    "Union",
    "Kingdom",
    "President",
    "Minister",
    "Secretary",
];

/// Marks, after `the`, a lone capitalised word that an earlier name of a body in the report contains; of
/// several bodies the latest is meant.
pub(super) fn mark(views: &mut [Context<'_>]) {
    let mut bodies: FxHashMap<String, (NameClass, u32)> = FxHashMap::default();
    for view in views {
        let mut found = Vec::new();
        for at in 1..view.len() {
            if view.capitals || view.title || view.mark_at(at).is_some() || !matches!(view.word(at - 1), "the" | "The") {
                continue;
            }
            let alone = at + 1 >= view.len() || !view.capitalised(at + 1) && view.word(at + 1) != "-";
            if let Some(&(class, entry)) = bodies.get(view.word(at)).filter(|_| alone) {
                found.push(Mark { first: at as u32, len: 1, class, entry });
            }
        }
        for mark in
            view.marks.iter().filter(|m| m.len >= 3 && matches!(m.class, NameClass::Org | NameClass::Group | NameClass::Outlet))
        {
            for at in mark.first..mark.first + mark.len {
                let word = view.word(at as usize);
                let fits = word.len() >= 5
                    && word.starts_with(|c: char| c.is_uppercase())
                    && word.chars().skip(1).all(char::is_lowercase);
                if fits && !NEVER.contains(&word) {
                    bodies.insert(word.to_owned(), (mark.class, mark.entry));
                }
            }
        }
        if !found.is_empty() {
            view.marks.extend(found);
            view.marks.sort_by_key(|m| m.first);
        }
    }
}

//! "Talks between North and South Korea": a name whose last word stands only with the name after it.

use super::context::Context;
use crate::key::Key;
use crate::name::{Names, Reach};
use dateline_syntax::{Mark, NameClass};

/// Marks every first word that makes the name of a state together with the rest of the state's name behind `and` or `or`.
pub(super) fn mark(names: &Names, view: &mut Context<'_>) {
    if view.capitals {
        return;
    }
    let mut found: Vec<(usize, Mark)> = Vec::new();
    for (nth, after) in view.marks.iter().enumerate() {
        let Some(at) = (after.first as usize).checked_sub(2) else { continue };
        let joined = matches!(view.word(at + 1), "and" | "or" | "&");
        if after.class != NameClass::State || after.len < 2 || !joined || view.mark_at(at).is_some() || !view.capitalised(at) {
            continue;
        }
        let mut key = Key::default();
        let rest = after.first as usize + 1..(after.first + after.len) as usize;
        for token in std::iter::once(at).chain(rest) {
            view.extend(&mut key, token, false);
        }
        let name = names.find(key.as_str(), false).name.filter(|&n| names.reach[n as usize] == Reach::Free);
        if let Some(entry) = name.filter(|&n| n != after.entry && names.all[n as usize].class == NameClass::State) {
            found.push((nth, Mark { first: at as u32, len: 1, class: NameClass::State, entry }));
        }
    }
    for (nth, mark) in found.into_iter().rev() {
        view.marks.insert(nth, mark);
    }
}

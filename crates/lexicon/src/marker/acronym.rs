//! Abbreviations that the report itself explains: after `South African Airways (SAA)`, `SAA` is no army.

use super::context::Context;
use dateline_syntax::{Mark, NameClass};
use rustc_hash::FxHashSet;

/// Takes back the marks of abbreviations that the report defines as something else.
pub(super) fn drop_redefined(views: &mut [Context<'_>]) {
    let mut redefined: FxHashSet<String> = FxHashSet::default();
    for view in views.iter() {
        for mark in &view.marks {
            let at = mark.first as usize;
            let bracketed =
                mark.len == 1 && at >= 2 && view.word(at - 1) == "(" && at + 1 < view.len() && view.word(at + 1) == ")";
            if bracketed && abbreviation(view, mark) && spelled_out(view, at) {
                redefined.insert(view.word(at).to_owned());
            }
        }
    }
    if redefined.is_empty() {
        return;
    }
    for view in views {
        let text: Vec<bool> = view
            .marks
            .iter()
            .map(|m| m.len == 1 && abbreviation(view, m) && redefined.contains(view.word(m.first as usize)))
            .collect();
        let mut drop = text.into_iter();
        view.marks.retain(|_| !drop.next().unwrap_or(false));
    }
}

fn abbreviation(view: &Context<'_>, mark: &Mark) -> bool {
    let word = view.word(mark.first as usize);
    matches!(mark.class, NameClass::Org | NameClass::Group | NameClass::Outlet)
        && word.len() >= 3
        && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether the words before the bracket have the initials of the abbreviation at `at` and are no name that the lexicon knows whole.
fn spelled_out(view: &Context<'_>, at: usize) -> bool {
    let mut letters: Vec<u8> = view.word(at).bytes().collect();
    let mut word = at - 1;
    while let (Some(&letter), Some(before)) = (letters.last(), word.checked_sub(1)) {
        word = before;
        let text = view.word(word);
        if text.as_bytes().first() == Some(&letter) {
            letters.pop();
            // A longer name in the lexicon: the abbreviation is its own.
            if view
                .mark_at(word)
                .is_some_and(|m| m.len > 1 && matches!(m.class, NameClass::Org | NameClass::Group | NameClass::Outlet))
            {
                return false;
            }
        } else if !matches!(text, "of" | "the" | "and" | "for" | "in" | "on" | "'s" | "’s" | "-" | "to" | "&") {
            return false;
        }
    }
    letters.is_empty()
}

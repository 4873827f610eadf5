//! Stretches that began with something dated: `killed 4,000 people since it intervened a year ago`, `since the breakdown of a
//! truce last month`.
//!
//! The date tells when the clause or noun after `since` happened; what governs that clause happened from then on, up to the
//! report. So the same words are told twice: once as they stand, and once as the beginning of the governor's stretch of time.

use super::{Open, TimeExpr, TimeKind};
use dateline_syntax::{Deprel, Tree, Upos};
use dateline_text::Report;

/// The stretches that begin with the dates found, in order.
pub(super) fn stretches(report: &Report, trees: &[Tree], found: &[TimeExpr]) -> Vec<TimeExpr> {
    let day = report.day();
    found
        .iter()
        .filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time) && !matches!(t.lead, Some("until" | "before" | "by")))
        .filter_map(|t| {
            let start = t.start?;
            let governor = governor(&report.text, trees.get(t.tree)?, t)?;
            let end = day.filter(|p| *p >= start);
            Some(TimeExpr {
                start_time: None,
                end_time: None,
                end,
                open: if end.is_none() { Some(Open::After) } else { None },
                precision: "range",
                kind: TimeKind::Date,
                rule: format!("from what is told after “since” up to the report: {}", t.rule),
                lead: Some("since"),
                ends: None,
                governor: Some(governor),
                ..t.clone()
            })
        })
        .collect()
}

/// The word that governs a clause or noun after `since` in which the expression stands.
fn governor(text: &str, tree: &Tree, time: &TimeExpr) -> Option<usize> {
    let form = |i: usize| tree.words[i].span.of(text).to_lowercase();
    let is_since = |k: usize| {
        matches!(tree.words[k].deprel, Deprel::Mark | Deprel::Case)
            && form(k) == "since"
            && !(time.first_word..=time.last_word).contains(&k)
    };
    let mut at = time.last_word;
    // The expression's own head: the word whose head stands outside of it.
    for _ in time.first_word..=time.last_word {
        match tree.words[at].head.map(|h| h as usize) {
            Some(head) if (time.first_word..=time.last_word).contains(&head) => at = head,
            _ => break,
        }
    }
    // `since the collapse of a truce last month`: the bare date behind the phrase is told of it, whatever the tree hangs it on.
    if let Some(behind) = since_phrase_before(text, tree, time.first_word, tree.words[at].head) {
        at = behind;
    }
    // Directly under `since` (`since 2011`) the expression is the stretch itself.
    for _ in 0..tree.words.len().min(40) {
        at = tree.words[at].head.map(|h| h as usize).filter(|&h| h < tree.words.len())?;
        let Some(since) = tree.children(at).find(|&k| is_since(k)) else { continue };
        let head = tree.words[at].head.map(|h| h as usize).filter(|&h| h < tree.words.len())?;
        // `the worst fighting since a 2020 war` compares; it tells no stretch.
        let compares = |k: usize| {
            tree.words[k].deprel == Deprel::Amod
                && (form(k).ends_with("est") || matches!(form(k).as_str(), "worst" | "first" | "most"))
        };
        if tree.children(head).any(compares) {
            return None;
        }
        // Before a clause `since` may tell a cause; the perfect or `ever since` tells time.
        let clause = tree.words[since].deprel == Deprel::Mark && matches!(tree.words[at].upos, Upos::Verb | Upos::Aux);
        let ever = since.checked_sub(1).is_some_and(|k| form(k) == "ever");
        return (!clause || ever || is_perfect(text, tree, head)).then_some(head);
    }
    None
}

/// The last word of a phrase under `since` that ends right before `first` and hangs on the same word as the date.
fn since_phrase_before(text: &str, tree: &Tree, first: usize, head: Option<u32>) -> Option<usize> {
    let last = first.checked_sub(1).filter(|&w| tree.words[w].upos == Upos::Noun)?;
    let mut at = last;
    for _ in 0..6 {
        let since = tree
            .children(at)
            .any(|k| tree.words[k].deprel == Deprel::Case && tree.words[k].span.of(text).eq_ignore_ascii_case("since"));
        if since {
            return (tree.words[at].head == head).then_some(last);
        }
        at = tree.words[at].head.map(|h| h as usize).filter(|&h| h < tree.words.len())?;
    }
    None
}

/// Whether a word or what governs it is told in a perfect tense.
fn is_perfect(text: &str, tree: &Tree, word: usize) -> bool {
    let mut at = word;
    for _ in 0..4 {
        let perfect = tree.children(at).any(|c| {
            matches!(tree.words[c].deprel, Deprel::Aux | Deprel::AuxPass)
                && matches!(tree.words[c].span.of(text).to_lowercase().as_str(), "have" | "has" | "had" | "'ve" | "’ve")
        });
        if perfect {
            return true;
        }
        match tree.words[at].head.map(|h| h as usize) {
            Some(head) if head < tree.words.len() => at = head,
            _ => return false,
        }
    }
    false
}

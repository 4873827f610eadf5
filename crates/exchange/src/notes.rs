//! What formats without columns for it say in their notes: who says so, how well it is established, in which words.

use crate::act::denied;
use crate::phrase::{headline, marks, said};
use crate::told::{Happening, Telling};
use dateline_coding::claim::Entity;
use std::collections::BTreeSet;

/// Quotes in one cell; the rest is counted.
const QUOTES: usize = 12;

/// Standing with its rule: `disputed (who: asserted by Armenia, denied by Azerbaijan)`.
pub(crate) fn standing(happening: &Happening<'_>) -> String {
    match &happening.incident.standing {
        Some(judged) => format!("{} ({})", judged.standing.as_str(), judged.rule),
        None => "told".to_owned(),
    }
}

/// One telling: `“…”, alleged by Armenia (Herald, 2020-11-02) [denied]`.
pub(crate) fn quoted(telling: &Telling<'_>) -> String {
    let claim = telling.claim;
    let mut text = format!("“{}”", crate::ink::clean(&claim.evidence.text));
    if let Some(said) = said(claim) {
        text += &format!(", {said}");
    }
    let day = telling.origin.published.as_ref().map(|d| format!(", {d}")).unwrap_or_default();
    text += &format!(" ({}{day})", telling.origin.outlet());
    for mark in marks(claim) {
        text += &format!(" [{mark}]");
    }
    if let Some(reason) = &telling.origin.retracted {
        text += &format!(" [taken back: {}]", crate::ink::clean(reason));
    }
    text
}

/// Standing, then the words of every telling, each with its speaker and outlet.
pub(crate) fn notes(happening: &Happening<'_>) -> String {
    let mut text = format!("Standing: {}.", standing(happening));
    let mut seen = BTreeSet::new();
    let quotes: Vec<String> = happening.told.iter().map(quoted).filter(|q| seen.insert(q.clone())).collect();
    for quote in quotes.iter().take(QUOTES) {
        text += &format!(" {quote}");
    }
    if quotes.len() > QUOTES {
        text += &format!(" … and {} more", quotes.len() - QUOTES);
    }
    text
}

/// Outlets that tell of it, each once, in the order of the reports; none of reports that were taken back.
pub(crate) fn outlets<'a>(happening: &Happening<'a>) -> Vec<&'a str> {
    distinct(happening.told.iter().filter(|t| t.origin.retracted.is_none()).map(|t| t.origin.outlet()))
}

/// Who is quoted, with what they do with it: `Armenia (accuses)`.
pub(crate) fn speakers(happening: &Happening<'_>) -> Vec<String> {
    let speaker = |t: &Telling<'_>| {
        let link = t.claim.attribution.iter().rev().find(|l| l.source.kind != "outlet")?;
        let stance = if denied(t.claim) { "denies" } else { link.stance.as_str() };
        Some(format!("{} ({})", entity(&link.source), stance.replace('_', " ")))
    };
    distinct(happening.told.iter().filter(|t| t.origin.retracted.is_none()).filter_map(speaker))
}

/// Each once, in order.
pub(crate) fn distinct<T: Ord + Clone>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    items.filter(|i| seen.insert(i.clone())).collect()
}

/// How an entity is called, never empty.
pub(crate) fn entity(entity: &Entity) -> String {
    match crate::phrase::entity_name(entity) {
        "" => entity.words.as_ref().map_or("somebody".to_owned(), |w| w.text.clone()),
        name => name.to_owned(),
    }
}

/// The main act in a few words; where an incident has none, what is counted.
pub(crate) fn title(happening: &Happening<'_>) -> String {
    let main = crate::act::main_act(happening).map(|m| m.claim);
    main.or(happening.told.first().map(|t| t.claim)).map_or(String::new(), headline)
}

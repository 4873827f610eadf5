//! What of a snippet tells its label: what its claims say, the words of two tables, and plain words. Names of people, places and groups are
//! left out, so that no label hangs on who is told of.

use super::words::{Words, pairs};
use dateline_engine::Claim;
use dateline_engine::claim::{Aspect, Entity, Modality, Polarity};
use std::collections::BTreeSet;

/// Words that stand everywhere.
const STOP: &str = " the a an of in on at to and for with by from that was were is are it its as he his she her they their has have had be been who \
which this said say says ";
/// So many letters of a word tell it with its endings aside.
const STEM: usize = 6;

/// The features of a snippet by name, each once.
pub fn features(text: &str, claims: &[Claim]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let lead = opening(text);
    let end = if lead == text.len() { usize::MAX } else { text.get(..lead).map_or(usize::MAX, |lead| lead.chars().count()) };
    told(claims, end, &mut found);
    plain(text, lead, &mut found);
    found.extend(Words::of(text).lines_held().map(|name| format!("words={name}")));
    for (at, sentence) in text.split(['.', '!', '?']).enumerate() {
        for label in pairs(sentence) {
            found.insert(format!("pair={label}"));
            found.insert(format!("pair{}={label}", if at == 0 { "L" } else { "R" }));
        }
    }
    found
}

/// What the claims say: their events with type, sub-event, modes, row of the lexicon and the sectors of who acts and who is acted upon, in the lead
/// (`L`) or behind it (`R`); the first event; what is counted; how speakers stand to it.
fn told(claims: &[Claim], end: usize, found: &mut BTreeSet<String>) {
    let mut first: Option<&Claim> = None;
    for claim in claims {
        if let Some(figure) = &claim.figure {
            found.insert(format!("counts={}", figure.what));
        }
        let Some(event) = &claim.event else { continue };
        let place = if (claim.evidence.start as usize) < end { 'L' } else { 'R' };
        let unreal =
            claim.polarity == Polarity::Negative || matches!(claim.modality, Modality::Hypothetical | Modality::Conditional);
        let told =
            format!("{}{}", if unreal { "not " } else { "" }, if claim.aspect == Aspect::Historical { "old " } else { "" });
        let sub_event = event.acled.as_deref().unwrap_or("none");
        let modes = event.modes.iter().map(|mode| ("mode", mode.as_ref()));
        for (what, name) in [("event", sub_event), ("type", &*event.kind)].into_iter().chain(modes) {
            found.insert(format!("{what}={told}{name}"));
            found.insert(format!("{what}{place}={told}{name}"));
        }
        found.insert(format!("row={}", claim.rule.split(';').next().unwrap_or_default().trim()));
        for (role, entities) in [("by", &claim.actors), ("to", &claim.recipients)] {
            for sector in entities.iter().map(sector) {
                found.insert(format!("{role}={sector}"));
                found.insert(format!("{role}={} {sector}", event.kind));
            }
        }
        found.extend(claim.attribution.iter().map(|link| format!("stance={}", link.stance)));
        let earlier = |first: &Claim| claim.evidence.start < first.evidence.start;
        if claim.polarity == Polarity::Positive && first.is_none_or(earlier) {
            first = Some(claim);
        }
    }
    match first.and_then(|claim| claim.event.as_ref()) {
        Some(event) => {
            found.insert(format!("first={}", event.acled.as_deref().unwrap_or("none")));
            found.insert(format!("first type={}", event.kind));
        }
        None => {
            found.insert("no event".to_owned());
        }
    }
}

/// What somebody is, whoever it is.
fn sector(entity: &Entity) -> &str {
    entity.sector.as_deref().unwrap_or(&entity.kind)
}

/// Words, their beginnings, and neighbours; a word in capitals within a sentence is a name.
fn plain(text: &str, lead: usize, found: &mut BTreeSet<String>) {
    let mut before: Option<String> = None;
    for (at, word, opens) in words(text) {
        if !opens && word.starts_with(char::is_uppercase) {
            before = None;
            continue;
        }
        let word = word.to_lowercase();
        if word.len() < 2 || STOP.contains(&format!(" {word} ")) {
            continue;
        }
        let stem: String = word.chars().take(STEM).collect();
        found.insert(format!("stem{}={stem}", if at < lead { "L" } else { "R" }));
        found.insert(format!("stem={stem}"));
        if let Some(before) = before {
            found.insert(format!("pair of={before} {stem}"));
        }
        found.insert(format!("word={word}"));
        before = Some(stem);
    }
}

/// The words of a text, where each begins (bytes), and whether it opens a sentence or a quotation.
fn words(text: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    let inside = |c: char| c.is_alphabetic() || c == '-';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text.get(rest..)?.find(char::is_alphabetic)?;
        let end = text.get(start..)?.find(|c| !inside(c)).map_or(text.len(), |length| start + length);
        rest = end;
        let before = text.get(..start)?.trim_end();
        let opens = before.is_empty() || before.ends_with(['.', '!', '?', '"', '“', '‘', ':']);
        Some((start, text.get(start..end)?, opens))
    })
}

/// Where the first sentence of a text ends (bytes), or the second where the first is a headline or a dateline of few words.
fn opening(text: &str) -> usize {
    const FEW: usize = 6;
    let enough = |at: &usize| text.get(..*at).is_some_and(|lead| lead.split_whitespace().count() >= FEW);
    text.match_indices(". ").map(|(at, _)| at + 1).find(enough).unwrap_or(text.len())
}

/// The names of a text in small letters: words that stand in capitals within a sentence. What is learned leaves them out where they open one.
pub fn names(text: &str) -> BTreeSet<String> {
    words(text)
        .filter(|(_, word, opens)| !opens && word.starts_with(char::is_uppercase))
        .map(|(_, word, _)| word.to_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_features() {
        let all = features("Gunmen shot a judge in Quetta. Baloch rebels denied it.", &[]);
        assert!(all.contains("word=gunmen") && all.contains("stemL=judge") && all.contains("stemR=denied"));
        assert!(!all.iter().any(|feature| feature.contains("quetta")));
        assert_eq!(names("Gunmen shot a judge in Quetta."), ["quetta".to_owned()].into());
    }
}

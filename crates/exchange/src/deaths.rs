//! How many died: what UCDP's and ACLED's columns ask, drawn from numbers that stand side by side.
//!
//! *Best* follows one rule, told in docs/FORMATS.md: the latest number for everybody by a source without a side; without such a
//! source the lowest of the latest numbers. *Low* and *high* are the lowest and highest of the latest numbers of all sources. Only
//! numbers of one event count: a total of a war or of a month that an incident's reports tell beside it is of none of its dead.

use crate::act::{Bearer, bearer, denied};
use crate::figure::is_of_incident;
use crate::told::Happening;
use dateline_coding::Claim;
use dateline_coding::claim::{Entity, Relation};
use std::collections::BTreeMap;

/// Deaths, or other people counted, of one incident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub best: u64,
    pub low: u64,
    pub high: u64,
}

/// The count of what is told of everybody, from `killed`, `wounded`, …; `None` where no number is told.
pub(crate) fn count(happening: &Happening<'_>, what: &str) -> Option<Count> {
    let toll = happening.incident.tolls.iter().find(|t| t.what == what)?;
    // What somebody decided that it should read.
    if let Some((low, high)) = toll.corrected.as_ref().and(toll.low.or(toll.high).zip(toll.high.or(toll.low))) {
        return Some(Count { best: low, low, high });
    }
    // What the voices of a toll are made of.
    let of_incident = |s: &dateline_record::Said| {
        let told = happening.told.iter().find(|t| t.claim.id == s.voice.claim && t.origin.id == s.voice.report);
        told.is_some_and(|t| is_of_incident(happening, t.claim))
    };
    let said: Vec<Said> = toll
        .said
        .iter()
        .filter(|s| s.whom.is_none() || toll.said.iter().all(|t| t.whom.is_some()))
        .filter(|s| !s.voice.retracted && of_incident(s))
        .map(|s| Said {
            by: format!("{} {}", s.voice.speaker, s.voice.code.as_deref().unwrap_or("")),
            day: s.voice.published.clone(),
            neutral: neutral(s.voice.relation),
            low: s.low.or(s.high).unwrap_or(0),
            high: s.high.or(s.low).unwrap_or(0),
        })
        .collect();
    weigh(&said)
}

/// One number of one source.
struct Said {
    by: String,
    day: Option<String>,
    neutral: bool,
    low: u64,
    high: u64,
}

fn neutral(relation: Relation) -> bool {
    matches!(relation, Relation::Outlet | Relation::Monitor | Relation::ThirdParty)
}

fn weigh(said: &[Said]) -> Option<Count> {
    // Of each source its latest number, within a day the largest.
    let mut latest: BTreeMap<&str, &Said> = BTreeMap::new();
    for one in said {
        let slot = latest.entry(&one.by).or_insert(one);
        if (&one.day, one.low) > (&slot.day, slot.low) {
            *slot = one;
        }
    }
    let low = latest.values().map(|s| s.low).min()?;
    let high = latest.values().map(|s| s.high).max()?;
    let newest = latest.values().filter(|s| s.neutral).map(|s| &s.day).max();
    let best = match newest {
        Some(day) => latest.values().filter(|s| s.neutral && s.day == *day).map(|s| s.low).min()?,
        None => low,
    };
    Some(Count { best, low, high: high.max(best) })
}

/// Deaths of side A, side B, civilians and others, as far as they are told apart; together they are `best`.
pub(crate) fn by_side(happening: &Happening<'_>, best: u64, a: &[&Entity], b: &[&Entity]) -> [u64; 4] {
    let mut sides: [Vec<Said>; 3] = Default::default();
    let upheld = happening.told.iter().filter(|t| t.origin.retracted.is_none());
    for (claim, side) in upheld.filter_map(|t| Some((t.claim, side_of(t.claim, a, b)?))) {
        let Some(figure) = claim.figure.as_ref().filter(|_| is_of_incident(happening, claim)) else { continue };
        let speaker = claim.attribution.iter().rev().find(|l| l.source.kind != "outlet");
        sides[side].push(Said {
            by: speaker.map_or_else(|| claim.report.id.clone(), |l| l.source.name.clone()),
            day: claim.report.published.clone(),
            neutral: speaker.is_none_or(|l| neutral(l.relation)),
            low: figure.low.or(figure.high).unwrap_or(0),
            high: figure.high.or(figure.low).unwrap_or(0),
        });
    }
    let [x, y, z] = sides.map(|said| weigh(&said).map_or(0, |c| c.best));
    // Numbers of sides that exceed the whole are of different accounts: then nothing is told apart.
    match best.checked_sub(x.saturating_add(y).saturating_add(z)) {
        Some(rest) => [x, y, z, rest],
        None => [0, 0, 0, best],
    }
}

/// 0: side A, 1: side B, 2: civilians.
fn side_of(claim: &Claim, a: &[&Entity], b: &[&Entity]) -> Option<usize> {
    let figure = claim.figure.as_ref()?;
    if figure.what != "killed" || denied(claim) || claim.recipients.len() != 1 {
        return None;
    }
    let dead = &claim.recipients[0];
    match bearer(dead) {
        Bearer::Civilians if dead.sector.as_deref() == Some("CVL") && !everybody(&dead.name) => Some(2),
        Bearer::State | Bearer::Group | Bearer::Body => {
            let of =
                |list: &[&Entity]| list.iter().any(|e| e.name == dead.name || bearer(e) == bearer(dead) && e.code == dead.code);
            // An entity that fits both sides is of neither.
            match (of(a), of(b)) {
                (true, false) => Some(0),
                (false, true) => Some(1),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Words that do not tell who it was.
fn everybody(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "people" | "persons" | "victims" | "others" | "dead" | "bodies" | "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(by: &str, day: &str, neutral: bool, low: u64, high: u64) -> Said {
        Said { by: by.into(), day: Some(day.into()), neutral, low, high }
    }

    #[test]
    fn the_latest_number_without_a_side_is_best_and_all_sources_span_low_to_high() {
        let told = [
            said("army", "2020-01-02", false, 40, 40),
            said("medics", "2020-01-01", true, 9, 9),
            said("medics", "2020-01-02", true, 12, 12),
        ];
        assert_eq!(weigh(&told), Some(Count { best: 12, low: 12, high: 40 }));
        let sides = [said("army", "2020-01-02", false, 40, 40), said("rebels", "2020-01-02", false, 3, 3)];
        assert_eq!(weigh(&sides), Some(Count { best: 3, low: 3, high: 40 }));
        assert_eq!(weigh(&[]), None);
    }
}

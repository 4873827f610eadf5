//! The course of an agreement: when, and by whom, it was agreed or declared, was to take effect or did, and was said not to hold.

use crate::telling::Saying;
use crate::voice::{Voice, name};
use dateline_coding::Claim;
use dateline_coding::claim::{Modality, Polarity};
use serde::{Deserialize, Serialize};

/// One stage, as all who tell it on the same days of the same parties tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// `agreed`, `declared` (by one side), `in_effect`, or `not_holding`: said to be broken, to have collapsed or to be over.
    pub what: String,
    /// First day, where told; ISO.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Said of a time to come, or on a condition.
    pub planned: bool,
    /// Who does so; empty: nobody in particular.
    pub parties: Vec<String>,
    /// Id of the incident that tells it.
    pub incident: String,
    /// Who says so.
    pub told: Vec<Voice>,
}

/// Whether a claim tells of a ceasefire that is or is not in effect.
pub(crate) fn of_truce(claim: &Claim) -> bool {
    claim.event.as_ref().is_some_and(|e| e.kind == "RETREAT" && e.modes.iter().any(|mode| mode == "ceasefire"))
}

/// What a claim tells of the course of an agreement.
fn stage(claim: &Claim) -> Option<&'static str> {
    let kind = &claim.event.as_ref()?.kind;
    let planned = claim.modality != Modality::Actual;
    match (claim.polarity, kind.as_ref()) {
        (Polarity::Negative, _) if of_truce(claim) && !planned => Some("not_holding"),
        (Polarity::Negative, _) => None,
        _ if of_truce(claim) => Some("in_effect"),
        // "The truce will take effect on Monday."
        (_, "CONCEDE") if planned => Some("in_effect"),
        (_, "CONCEDE") => Some("declared"),
        (_, "AGREE") if !planned => Some("agreed"),
        _ => None,
    }
}

/// Adds what `sayings`, those of one incident, tell of the course.
pub(crate) fn add(course: &mut Vec<Stage>, incident: &str, sayings: &[Saying<'_>]) {
    for saying in sayings {
        let Some(what) = stage(saying.claim) else { continue };
        let voice = Voice::of(saying.claim, saying.source, saying.text);
        // Whoever denies that a truce holds says so; whoever denies a breach of it tells no stage.
        if voice.denies && what != "not_holding" {
            continue;
        }
        let day = |iso: &Option<String>| iso.as_deref().map(|day| day.get(..10).unwrap_or(day).to_owned());
        let when = saying.claim.when.as_ref();
        let mut parties: Vec<String> = saying.claim.actors.iter().map(name).filter(|n| !n.is_empty()).collect();
        parties.sort();
        parties.dedup();
        let stage = Stage {
            what: what.to_owned(),
            from: when.and_then(|w| day(&w.start)),
            to: when.and_then(|w| day(&w.end)),
            planned: saying.claim.modality != Modality::Actual,
            parties,
            incident: incident.to_owned(),
            told: Vec::new(),
        };
        let same = |s: &&mut Stage| Stage { told: Vec::new(), ..(**s).clone() } == stage;
        match course.iter_mut().find(same) {
            Some(known) => known.told.push(voice),
            None => course.push(Stage { told: vec![voice], ..stage }),
        }
    }
}

/// By day; what has none comes last, as it was told.
pub(crate) fn sort(course: &mut [Stage]) {
    course.sort_by(|a, b| (a.from.is_none(), &a.from, &a.to).cmp(&(b.from.is_none(), &b.from, &b.to)));
}

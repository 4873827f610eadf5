//! Families of acts, by the types of the contract.

use dateline_coding::Claim;
use dateline_coding::claim::{Entity, Kind, Polarity, Stance};
use serde::{Deserialize, Serialize};

/// Families of acts; two mentions of different families are hardly ever one happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Family {
    Violence,
    Coercion,
    Protest,
    Posture,
    Agreement,
    Aid,
    Talks,
    Words,
}

/// Family of a claim; `None` for states of affairs.
pub(crate) fn family(claim: &Claim) -> Option<Family> {
    Family::of(claim)
}

impl Family {
    pub fn of_type(kind: &str) -> Family {
        match kind {
            "ASSAULT" => Family::Violence,
            "COERCE" | "SANCTION" => Family::Coercion,
            "PROTEST" => Family::Protest,
            "MOBILIZE" => Family::Posture,
            "AGREE" | "CONCEDE" | "RETREAT" => Family::Agreement,
            "AID" | "COOPERATE" | "SUPPORT" => Family::Aid,
            "CONSULT" => Family::Talks,
            _ => Family::Words,
        }
    }

    pub fn of(claim: &Claim) -> Option<Family> {
        match claim.kind {
            Kind::Event if failed(claim) => Some(Family::Talks),
            Kind::Event => claim.event.as_ref().map(|e| Family::of_type(&e.kind)),
            Kind::Figure => claim.figure.as_ref().map(|f| match f.what.as_ref() {
                "arrested" | "captured" => Family::Coercion,
                "evacuated" => Family::Aid,
                _ => Family::Violence,
            }),
            Kind::Obligation => Some(Family::Agreement),
            Kind::Control | Kind::Office => None,
        }
    }
}

/// Whether somebody denies by it what others say: in so many words, or by saying that they did not do it.
pub(crate) fn is_denial(claim: &Claim) -> bool {
    let own = |speaker: &Entity| claim.actors.iter().any(|actor| actor.code.is_some() && actor.code == speaker.code);
    let not_us = claim.polarity == Polarity::Negative
        && claim.event.as_ref().is_some_and(|e| matches!(e.kind.as_ref(), "ASSAULT" | "COERCE"))
        && claim.attribution.last().is_some_and(|link| own(&link.source));
    not_us
        || claim.attribution.iter().any(|l| matches!(l.stance, Stance::Denies | Stance::DeniesResponsibility))
        || claim.links.iter().any(|l| l.rel == "answers")
}

/// Whether a claim tells that no agreement was struck, which nobody said there was: "failed to strike a ceasefire". That is told of talks.
pub(crate) fn failed(claim: &Claim) -> bool {
    claim.polarity == Polarity::Negative && claim.event.as_ref().is_some_and(|e| e.kind == "AGREE") && !is_denial(claim)
}

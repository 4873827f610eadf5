//! Talks as rounds: who met whom, where, at whose table, who stayed away, and what came of it.

use crate::account::Incident;
use crate::agreement::Agreement;
use crate::day::date;
use crate::row::{IncidentRow, Party};
use crate::story::day_number;
use crate::values::key;
use crate::voice::name;
use dateline_coding::Claim;
use dateline_coding::claim::{Modality, Polarity};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An agreement of the same parties so many days after talks is told as their outcome.
const AFTER: i64 = 3;

/// An agreement that is told to be of more days than the talks, and so many, is not told to be of them.
const WIDE: i64 = 12;

/// One round of talks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// The talks.
    #[serde(flatten)]
    pub row: IncidentRow,
    /// Who is said not to have come, or to have refused.
    pub absent: Vec<Party>,
    /// Ids of agreements that the same parties struck then.
    pub outcome: Vec<String>,
    /// What is said to have failed there: agreements that were not struck.
    pub failed: Vec<String>,
}

/// The round of talks that an incident is, with its claims and the agreements of the days around it.
pub fn round(incident: &Incident, row: IncidentRow, claims: &[Claim], agreements: &[Agreement]) -> Round {
    let mut absent: BTreeMap<String, Party> = BTreeMap::new();
    let mut failed = Vec::new();
    for claim in claims {
        let Some(event) = claim.event.as_ref().filter(|_| claim.modality == Modality::Actual) else { continue };
        let refused = event.kind == "REJECT" || event.kind == "CONSULT" && claim.polarity == Polarity::Negative;
        if refused {
            for entity in &claim.actors {
                let (key, name) = (key(entity), name(entity));
                let party =
                    Party { key: key.clone(), name, code: entity.code.clone(), kind: entity.kind.to_string(), role: None };
                absent.entry(key).or_insert(party);
            }
        }
        if event.kind == "AGREE" && claim.polarity == Polarity::Negative {
            failed.push(claim.evidence.text.clone());
        }
    }
    // Who is told to have met as well is not absent: sources differ, and the account shows both.
    let met = |p: &Party| row.actors.iter().chain(&row.recipients).any(|q| q.key == p.key) && !incident.not_so;
    let absent = absent.into_values().filter(|p| !met(p)).collect();
    let day = |text: Option<&str>| text.and_then(date).map(day_number);
    let (first, last) = (day(incident.from.as_deref()), day(incident.to.as_deref()));
    let parties: Vec<&str> = row.actors.iter().chain(&row.recipients).map(|p| p.key.as_str()).collect();
    let place = row.place.as_ref().map(|p| p.name.as_str());
    let reports: BTreeSet<&str> = claims.iter().map(|c| c.report.id.as_str()).collect();
    let outcome = agreements.iter().filter(|a| {
        let struck = day(a.from.as_deref()).zip(day(a.to.as_deref()));
        let near = match first.zip(last).zip(struck) {
            // Of a month in which there were other days it is not told to be of these talks.
            Some(((first, last), (from, to))) => to >= first && from <= last + AFTER && to - from <= last - first + WIDE,
            // Without days: struck in the town of the talks, as one report tells.
            None => {
                let beside = || a.course.iter().flat_map(|s| &s.told).any(|v| reports.contains(v.report.as_str()));
                place.is_some() && a.place.as_deref() == place && beside()
            }
        };
        near && a.parties.iter().filter(|p| parties.contains(&p.as_str())).count() >= 2
    });
    Round { outcome: outcome.map(|a| a.id.clone()).collect(), absent, failed, row }
}

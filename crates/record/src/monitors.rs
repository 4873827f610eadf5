//! Monitors and peacekeepers: who watches, by what mandate, whether they are let in, and whether they leave.

use crate::Record;
use crate::mention::is_named;
use crate::voice::{Voice, name};
use dateline_coding::Claim;
use dateline_coding::claim::Entity;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One body or force that watches over something.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MonitorRow {
    /// Its name in lower case.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Country (ISO alpha-3) or body.
    pub code: Option<String>,
    /// What makes it a monitor: acts in which it is told as one, monitoring owed by it, deployments.
    pub mandate: Vec<MonitorTold>,
    /// Access owed or given to it.
    pub access: Vec<MonitorTold>,
    /// Withdrawals told of it.
    pub withdrawal: Vec<MonitorTold>,
}

/// What one claim tells of a monitor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MonitorTold {
    /// The incident that the claim belongs to.
    pub incident: Option<String>,
    /// First day told.
    pub day: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Who says so, and whether it is denied.
    pub voice: Voice,
}

/// What a claim tells of the monitor.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Mandate,
    Access,
    Withdrawal,
}

/// All monitors of a record, by name.
pub(crate) fn monitors(record: &Record<'_>) -> Vec<MonitorRow> {
    let claims = || record.sources.iter().enumerate().flat_map(|(s, source)| source.claims.iter().map(move |c| (s, c)));
    let known: BTreeSet<String> = claims().flat_map(|(_, c)| appointed(c)).map(key).collect();
    let mut incident_of: BTreeMap<&str, &str> = BTreeMap::new();
    for incident in &record.incidents {
        incident_of.extend(incident.claim_ids.iter().map(|c| (c.as_str(), incident.id.as_str())));
    }
    let mut rows: BTreeMap<String, MonitorRow> = BTreeMap::new();
    for (s, claim) in claims() {
        for (entity, part) in parts(claim, &known) {
            let row = rows.entry(key(entity)).or_insert_with(|| MonitorRow {
                key: key(entity),
                name: name(entity),
                code: entity.code.clone(),
                ..MonitorRow::default()
            });
            let told = MonitorTold {
                incident: incident_of.get(claim.id.as_str()).map(|id| (*id).to_owned()),
                day: claim.when.as_ref().and_then(|w| w.start.clone()),
                place: claim.place.as_ref().map(|p| p.name.clone()).filter(|n| !n.is_empty()),
                voice: Voice::of(claim, record.sources[s], record.copy_of(s)),
            };
            match part {
                Part::Mandate => row.mandate.push(told),
                Part::Access => row.access.push(told),
                Part::Withdrawal => row.withdrawal.push(told),
            }
        }
    }
    rows.into_values().collect()
}

fn key(entity: &Entity) -> String {
    name(entity).to_lowercase()
}

/// Those whom a claim makes monitors: told in that role, or owing to monitor.
fn appointed(claim: &Claim) -> impl Iterator<Item = &Entity> {
    let owed = claim.obligation.as_ref().is_some_and(|o| o.term == "monitoring");
    let watching = claim.third_parties.iter().filter(|e| e.role.as_deref() == Some("monitor"));
    watching.chain(claim.actors.iter().filter(move |_| owed)).filter(|e| is_named(e))
}

/// What a claim tells of monitors that are known as such, each with the part it belongs to. A state that once watched is not a monitor in
/// whatever it does: only under the very name that was told does it count.
fn parts<'c>(claim: &'c Claim, known: &BTreeSet<String>) -> Vec<(&'c Entity, Part)> {
    let mut parts: Vec<(&Entity, Part)> = appointed(claim).map(|e| (e, Part::Mandate)).collect();
    let kind = claim.event.as_ref().map(|e| e.kind.as_str());
    let act = match (kind, claim.obligation.as_ref().map(|o| o.term.as_ref())) {
        (Some("RETREAT"), _) | (_, Some("withdraw")) => Some(Part::Withdrawal),
        (Some("MOBILIZE"), _) => Some(Part::Mandate),
        (_, Some("access")) => Some(Part::Access),
        _ => None,
    };
    if let Some(part) = act {
        let named = |e: &&Entity| is_named(e) && e.kind != "state" && known.contains(&key(e));
        parts.extend(claim.actors.iter().filter(named).map(|e| (e, part)));
        if part == Part::Access {
            parts.extend(claim.recipients.iter().filter(named).map(|e| (e, part)));
        }
    }
    parts
}

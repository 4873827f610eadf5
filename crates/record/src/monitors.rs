//! Monitors and peacekeepers: who watches, by what mandate, whether they are let in, and whether they leave.

use crate::mention::is_named;
use crate::source::Source;
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

/// Monitors, while reports pass by.
#[derive(Default)]
pub(crate) struct Monitors {
    /// Names of those who are told as monitors.
    known: BTreeSet<String>,
    /// What may tell of a monitor, by the place of its report and of the claim in it.
    told: Vec<(usize, usize, MonitorRow, Part, MonitorTold)>,
}

impl Monitors {
    /// `text` is the id of the first report that carries the text of this one.
    pub fn see(&mut self, report: usize, source: &Source, text: &str) {
        for (at, claim) in source.claims.iter().enumerate() {
            self.known.extend(appointed(claim).map(key));
            for (entity, part) in parts(claim) {
                let row = MonitorRow { key: key(entity), name: name(entity), code: entity.code.clone(), ..MonitorRow::default() };
                let told = MonitorTold {
                    incident: None,
                    day: claim.when.as_ref().and_then(|w| w.start.clone()),
                    place: claim.place.as_ref().map(|p| p.name.clone()).filter(|n| !n.is_empty()),
                    voice: Voice::of(claim, source, text),
                };
                self.told.push((report, at, row, part, told));
            }
        }
    }

    /// What was told of those who are known as monitors, by name. `incident_of` gives the id of the incident of a claim, by the places of its
    /// report and of itself. A state that once watched is not a monitor in whatever it does: only under the very name that was told does it count.
    pub fn rows<'i>(self, incident_of: &dyn Fn(usize, usize) -> Option<&'i str>) -> Vec<MonitorRow> {
        let mut rows: BTreeMap<String, MonitorRow> = BTreeMap::new();
        for (report, claim, row, part, mut told) in self.told.into_iter().filter(|t| self.known.contains(&t.2.key)) {
            told.incident = incident_of(report, claim).map(str::to_owned);
            let row = rows.entry(row.key.clone()).or_insert(row);
            match part {
                Part::Mandate => row.mandate.push(told),
                Part::Access => row.access.push(told),
                Part::Withdrawal => row.withdrawal.push(told),
            }
        }
        rows.into_values().collect()
    }
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

/// What a claim tells of monitors, if those whom it names are some, each with the part it belongs to.
fn parts(claim: &Claim) -> Vec<(&Entity, Part)> {
    let mut parts: Vec<(&Entity, Part)> = appointed(claim).map(|e| (e, Part::Mandate)).collect();
    let kind = claim.event.as_ref().map(|e| e.kind.as_str());
    let act = match (kind, claim.obligation.as_ref().map(|o| o.term.as_ref())) {
        (Some("RETREAT"), _) | (_, Some("withdraw")) => Some(Part::Withdrawal),
        (Some("MOBILIZE"), _) => Some(Part::Mandate),
        (_, Some("access")) => Some(Part::Access),
        _ => None,
    };
    if let Some(part) = act {
        let named = |e: &&Entity| is_named(e) && e.kind != "state";
        parts.extend(claim.actors.iter().filter(named).map(|e| (e, part)));
        if part == Part::Access {
            parts.extend(claim.recipients.iter().filter(named).map(|e| (e, part)));
        }
    }
    parts
}

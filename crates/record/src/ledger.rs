//! Who and what a record is about: actors, places, outlets, and who relays whom.

use crate::mention::{is_named, party};
use crate::row::IncidentRow;
use crate::source::Source;
use crate::voice::name;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A party of the record and what it takes part in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorRow {
    /// The same for all names of one party: its code, or the name of a group in lower case.
    pub key: String,
    /// What it is called most often.
    pub name: String,
    /// Country (ISO alpha-3) or body.
    pub code: Option<String>,
    /// `state`, `armed_group`, `person`, ….
    pub kind: String,
    /// Incidents in which it is said to have acted.
    pub acted: usize,
    /// Incidents in which it is said to have been acted upon.
    pub suffered: usize,
    /// Incidents in which it is a third party.
    pub third: usize,
    /// Claims that it makes.
    pub said: usize,
    /// First day of an incident that it takes part in.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
}

/// A place of the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceTold {
    /// A country's code, else the GeoNames id, else the name in lower case.
    pub key: String,
    /// Name.
    pub name: String,
    /// ISO alpha-3.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// `settlement`, `province`, `country`, ….
    pub precision: String,
    /// Incidents there.
    pub incidents: usize,
    /// Of these disputed in some field.
    pub disputed: usize,
    /// First day.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
}

/// What one outlet brought to the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRow {
    /// The outlet; `None`: not told.
    pub publisher: Option<String>,
    /// Reports.
    pub reports: usize,
    /// Reports in which nothing was found.
    pub silent: usize,
    /// Reports that carry a text which an earlier report carries.
    pub copies: usize,
    /// Claims.
    pub claims: usize,
    /// Day of the first report.
    pub first: Option<String>,
    /// Day of the last.
    pub last: Option<String>,
}

/// Who carries whose words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RelayRow {
    /// The outlet that carries them.
    pub carrier: String,
    /// Whose words they are: a speaker, or another outlet.
    pub speaker: String,
    /// Country or body of the speaker.
    pub code: Option<String>,
    /// `outlet`, `party`, `opponent`, `third_party`, `monitor` or `unnamed`.
    pub relation: String,
    /// Claims.
    pub claims: usize,
}

/// Whether an entity of this kind is called by its own name, not by that of a part.
fn is_own(kind: &str) -> bool {
    matches!(kind, "state" | "armed_group" | "igo" | "ngo")
}

fn widen(first: &mut Option<String>, last: &mut Option<String>, from: &Option<String>, to: &Option<String>) {
    *first = first.take().into_iter().chain(from.clone()).min();
    *last = last.take().into_iter().chain(to.clone()).max();
}

/// What a party is called, how often, and whether by its own name.
type Names = BTreeMap<(bool, String), usize>;

/// The parties of a record, while incidents pass by as rows.
#[derive(Default)]
pub(crate) struct Actors {
    all: BTreeMap<String, (ActorRow, Names)>,
}

impl Actors {
    pub fn see(&mut self, row: &IncidentRow) {
        let mut seen = BTreeSet::new();
        let told = row.actors.iter().map(|p| (0, p)).chain(row.recipients.iter().map(|p| (1, p)));
        for (role, party) in told.chain(row.third_parties.iter().map(|p| (2, p))) {
            // `Residents`, `a witness`: nobody in particular.
            if party.code.is_none() && !party.name.chars().next().is_some_and(char::is_uppercase) || party.kind == "population" {
                continue;
            }
            let (actor, names) = self.all.entry(party.key.clone()).or_default();
            // A state is called by its own name, not as `the army`.
            let own = is_own(&party.kind);
            *names.entry((own, party.name.clone())).or_default() += 1;
            if actor.kind.is_empty() || (!own, &party.kind, &party.code) < (!is_own(&actor.kind), &actor.kind, &actor.code) {
                (actor.kind, actor.code) = (party.kind.clone(), party.code.clone());
            }
            if seen.insert((role, &party.key)) {
                *[&mut actor.acted, &mut actor.suffered, &mut actor.third][role] += 1;
                widen(&mut actor.first, &mut actor.last, &row.from, &row.to);
            }
        }
    }

    /// Those that take part in most incidents first. What they say is not known from rows.
    pub fn rows(self) -> Vec<ActorRow> {
        let call = |(key, (mut actor, names)): (String, (ActorRow, Names))| {
            let best = names.iter().reduce(|a, b| if (b.0.0, b.1) > (a.0.0, a.1) { b } else { a });
            actor.name = best.map_or_else(|| key.clone(), |b| b.0.1.clone());
            actor.key = key;
            actor
        };
        let mut rows: Vec<ActorRow> = self.all.into_iter().map(call).collect();
        let takes_part = |a: &ActorRow| a.acted + a.suffered + a.third;
        rows.sort_by(|a, b| takes_part(b).cmp(&takes_part(a)).then_with(|| a.key.cmp(&b.key)));
        rows
    }
}

/// The parties of `rows`, those that take part in most incidents first. What they say is not known from rows.
pub fn actors<'r>(rows: impl Iterator<Item = &'r IncidentRow>) -> Vec<ActorRow> {
    let mut ledger = Actors::default();
    rows.for_each(|row| ledger.see(row));
    ledger.rows()
}

/// The places of a record, while incidents pass by as rows.
#[derive(Default)]
pub(crate) struct Places {
    all: BTreeMap<String, PlaceTold>,
}

impl Places {
    pub fn see(&mut self, row: &IncidentRow) {
        let Some(place) = &row.place else { return };
        let key = place.key();
        let told = self.all.entry(key.clone()).or_insert_with(|| PlaceTold {
            key,
            name: place.name.clone(),
            country: place.country.clone(),
            admin1: place.admin1.clone(),
            lat: place.lat,
            lon: place.lon,
            precision: place.precision.clone(),
            ..PlaceTold::default()
        });
        told.incidents += 1;
        told.disputed += usize::from(!row.disputed.is_empty());
        widen(&mut told.first, &mut told.last, &row.from, &row.to);
    }

    /// Those with most incidents first.
    pub fn rows(self) -> Vec<PlaceTold> {
        let mut rows: Vec<PlaceTold> = self.all.into_values().collect();
        rows.sort_by(|a, b| b.incidents.cmp(&a.incidents).then_with(|| a.key.cmp(&b.key)));
        rows
    }
}

/// The places of `rows`, those with most incidents first.
pub fn places<'r>(rows: impl Iterator<Item = &'r IncidentRow>) -> Vec<PlaceTold> {
    let mut ledger = Places::default();
    rows.for_each(|row| ledger.see(row));
    ledger.rows()
}

/// How many claims each party makes, while reports pass by.
#[derive(Default)]
pub(crate) struct Said {
    /// By the party's key.
    pub counts: BTreeMap<String, usize>,
}

impl Said {
    pub fn see(&mut self, source: &Source) {
        for link in source.claims.iter().filter_map(|c| c.attribution.last()).filter(|l| is_named(&l.source)) {
            *self.counts.entry(party(&link.source)).or_default() += 1;
        }
    }
}

/// What each outlet brought, while reports pass by.
#[derive(Default)]
pub(crate) struct Outlets {
    all: BTreeMap<Option<String>, SourceRow>,
}

impl Outlets {
    /// `copy`: an earlier report carries the text.
    pub fn see(&mut self, source: &Source, copy: bool) {
        let row = self.all.entry(source.publisher.clone()).or_default();
        row.reports += 1;
        row.claims += source.claims.len();
        row.silent += usize::from(source.claims.is_empty());
        row.copies += usize::from(copy);
        let day = source.published.map(|d| d.to_string());
        widen(&mut row.first, &mut row.last, &day, &day);
    }

    /// The one with most reports first.
    pub fn rows(self) -> Vec<SourceRow> {
        let mut rows: Vec<SourceRow> = self.all.into_iter().map(|(publisher, row)| SourceRow { publisher, ..row }).collect();
        rows.sort_by(|a, b| b.reports.cmp(&a.reports).then_with(|| a.publisher.cmp(&b.publisher)));
        rows
    }
}

/// Who carries whose words, while reports pass by: along each chain of attribution each link carries the next one, and the outlet of the
/// report the first.
#[derive(Default)]
pub(crate) struct Relays {
    all: BTreeMap<(String, String, Option<String>, &'static str), usize>,
}

impl Relays {
    pub fn see(&mut self, source: &Source) {
        for claim in &source.claims {
            let mut carrier = source.publisher.clone();
            for link in &claim.attribution {
                let speaker = name(&link.source);
                if let Some(carrier) = carrier.filter(|c| *c != speaker) {
                    let relation = if link.source.kind == "outlet" { "outlet" } else { link.relation.as_str() };
                    *self.all.entry((carrier, speaker.clone(), link.source.code.clone(), relation)).or_default() += 1;
                }
                carrier = Some(speaker).filter(|_| link.source.kind == "outlet");
            }
        }
    }

    /// Those of most claims first.
    pub fn rows(self) -> Vec<RelayRow> {
        let row = |((carrier, speaker, code, relation), claims): ((String, String, Option<String>, &str), usize)| RelayRow {
            carrier,
            speaker,
            code,
            relation: relation.to_owned(),
            claims,
        };
        let mut rows: Vec<RelayRow> = self.all.into_iter().map(row).collect();
        rows.sort_by(|a, b| b.claims.cmp(&a.claims).then_with(|| a.cmp(b)));
        rows
    }
}

//! All ledgers of a record, filled in while its reports and its incidents pass by: what a store needs that holds neither in memory.

use crate::account::Incident;
use crate::agreement::{Agreement, Agreements};
use crate::ledger::{ActorRow, Actors, Outlets, PlaceTold, Places, RelayRow, Relays, Said, SourceRow};
use crate::monitors::{MonitorRow, Monitors};
use crate::row::IncidentRow;
use crate::source::Source;
use crate::state::{Control, Holding, OfficeHeld, Offices};
use crate::telling::Saying;
use std::collections::BTreeMap;

/// The ledgers of a record. First each report is seen, then each incident, then once more each of [`Ledgers::to_be_compared`].
#[derive(Default)]
pub struct Ledgers {
    control: Control,
    offices: Offices,
    monitors: Monitors,
    said: Said,
    outlets: Outlets,
    relays: Relays,
    agreements: Agreements,
    actors: Actors,
    places: Places,
}

/// What the ledgers of a record say.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Agreements, in the order of their incidents.
    pub agreements: Vec<Agreement>,
    /// Who is said to hold which place.
    pub control: Vec<Holding>,
    /// Who is said to hold which office.
    pub offices: Vec<OfficeHeld>,
    /// Monitors and peacekeepers.
    pub monitors: Vec<MonitorRow>,
    /// What each outlet brought.
    pub outlets: Vec<SourceRow>,
    /// Who carries whose words.
    pub relays: Vec<RelayRow>,
    /// The parties.
    pub actors: Vec<ActorRow>,
    /// The places.
    pub places: Vec<PlaceTold>,
}

impl Ledgers {
    /// Sees the report with an index. `text` is the id of the first report that carries its text; `copy`: that is another.
    pub fn report(&mut self, index: usize, source: &Source, text: &str, copy: bool) {
        self.control.see(source, text);
        self.offices.see(source);
        self.monitors.see(index, source, text);
        self.said.see(source);
        self.outlets.see(source, copy);
        self.relays.see(source);
    }

    /// Sees the incident with an index, as a row and told by `sayings`.
    pub fn incident(&mut self, index: usize, incident: &Incident, row: &IncidentRow, sayings: &[Saying<'_>]) {
        self.agreements.see(index, incident, sayings);
        self.actors.see(row);
        self.places.see(row);
    }

    /// The incidents that have to be compared with agreements, ascending, each with the numbers of these.
    pub fn to_be_compared(&mut self) -> BTreeMap<usize, Vec<usize>> {
        self.agreements.to_be_compared()
    }

    /// Compares an incident with the agreements `of`.
    pub fn compare(&mut self, of: &[usize], incident: &Incident, sayings: &[Saying<'_>]) {
        self.agreements.compare(of, incident, sayings);
    }

    /// What they say when all was seen. `incident_of` gives the id of the incident of a claim, by the places of its report and of itself.
    pub fn told<'i>(self, incident_of: &dyn Fn(usize, usize) -> Option<&'i str>) -> Told {
        let mut actors = self.actors.rows();
        for actor in &mut actors {
            actor.said = self.said.counts.get(&actor.key).copied().unwrap_or(0);
        }
        Told {
            agreements: self.agreements.rows(),
            control: self.control.rows(),
            offices: self.offices.rows(),
            monitors: self.monitors.rows(incident_of),
            outlets: self.outlets.rows(),
            relays: self.relays.rows(),
            actors,
            places: self.places.rows(),
        }
    }
}

//! The record of a set of reports.

use crate::account::{Incident, account};
use crate::agreement::{Agreement, Agreements};
use crate::correction::apply;
use crate::joining::{Joining, Why};
use crate::ledger::{Outlets, RelayRow, Relays, Said, SourceRow};
use crate::monitors::{MonitorRow, Monitors};
use crate::overlay::Overlay;
use crate::source::Source;
use crate::state::{Control, Holding, OfficeHeld, Offices};
use crate::telling::Saying;
use dateline_coding::Claim;
use std::collections::BTreeMap;

/// The record of reports that are in memory: incidents with their accounts, and the ledgers drawn from them.
pub struct Record<'a> {
    /// Reports in canonical order: by date, then by text.
    pub sources: Vec<&'a Source>,
    /// Incidents, in the order of their first claims.
    pub incidents: Vec<Incident>,
    /// For each report the first of its copies.
    pub copies: Vec<usize>,
    /// For each report the first report of its story.
    pub stories: Vec<usize>,
    /// For each report the incident that it is mainly about, as an index.
    pub leads: Vec<Option<usize>>,
    joining: Joining,
}

impl<'a> Record<'a> {
    /// Joins the claims of `sources` and applies what people decided.
    pub fn new(sources: &'a [Source], overlays: &[Overlay]) -> Record<'a> {
        let mut sources: Vec<&Source> = sources.iter().collect();
        sources.sort_by(|a, b| a.order().cmp(&b.order()));
        let Ok(joining) = Joining::new(sources.as_slice(), overlays);
        let copy_of = |s: usize| sources[joining.copies[s]].id.as_str();
        let tell = |index: usize| {
            let mentions = joining.told(index);
            let mut incident = account(&sources, &copy_of, &mentions);
            let claims: Vec<&Claim> = incident.claims.iter().map(|&(s, c)| &sources[s].claims[c]).collect();
            apply(&mut incident, joining.corrections(index).iter().map(|&i| &overlays[i]), &claims, &mentions);
            incident
        };
        Record {
            incidents: (0..joining.len()).map(tell).collect(),
            leads: joining.leads.iter().map(|lead| lead.map(|mention| joining.incident[mention])).collect(),
            copies: joining.copies.clone(),
            stories: joining.stories.of.clone(),
            sources,
            joining,
        }
    }

    /// Id of the first report that carries the text of the report with an index.
    pub fn copy_of(&self, source: usize) -> &'a str {
        self.copies.get(source).map_or("", |&first| self.sources[first].id.as_str())
    }

    /// The mentions of the incident with an index: the index of the report, and of its claims.
    pub fn mentions(&self, incident: usize) -> impl Iterator<Item = (usize, &[usize])> {
        self.joining.mentions(incident)
    }

    /// The claims of an incident, in its order.
    pub fn claims(&self, incident: &Incident) -> Vec<&'a dateline_coding::Claim> {
        incident.claims.iter().map(|&(s, c)| &self.sources[s].claims[c]).collect()
    }

    /// The incident with an id, or that holds a claim with that id; a beginning of eight characters is enough where it is the only one.
    pub fn find(&self, id: &str) -> Option<&Incident> {
        let exact = self.incidents.iter().find(|i| i.id == id || i.claim_ids.iter().any(|c| c == id));
        exact.or_else(|| {
            let begins = |i: &&Incident| i.id.starts_with(id) || i.claim_ids.iter().any(|c| c.starts_with(id));
            let mut found = self.incidents.iter().filter(begins);
            found.next().filter(|_| id.len() >= 8 && found.next().is_none())
        })
    }

    /// Why the parts of an incident are one: see [`Joining::why`].
    pub fn why(&self, incident: &Incident) -> Vec<Why> {
        let index = self.incidents.iter().position(|i| i.id == incident.id);
        let id = |s: usize, c: usize| self.sources[s].claims[c].id.as_str();
        index.map_or_else(Vec::new, |index| self.joining.why(index, &id))
    }

    /// Reports with their places and the ids of the first reports with their texts.
    fn reports(&self) -> impl Iterator<Item = (usize, &'a Source, &'a str)> {
        self.sources.iter().enumerate().map(|(i, source)| (i, *source, self.copy_of(i)))
    }

    /// The claims of the incident with an index, each with its report.
    fn sayings(&self, incident: usize) -> Vec<Saying<'a>> {
        let saying = |&(report, c): &(usize, usize)| {
            let source = self.sources[report];
            Saying { report, source, text: self.copy_of(report), claim: &source.claims[c] }
        };
        self.incidents[incident].claims.iter().map(saying).collect()
    }

    /// The ledger of agreements.
    pub fn agreements(&self) -> Vec<Agreement> {
        let mut ledger = Agreements::default();
        self.incidents.iter().enumerate().for_each(|(i, incident)| ledger.see(i, incident, &self.sayings(i)));
        for (i, of) in ledger.to_be_compared() {
            ledger.compare(&of, &self.incidents[i], &self.sayings(i));
        }
        ledger.rows()
    }

    /// Who is said to hold which place.
    pub fn control(&self) -> Vec<Holding> {
        let mut ledger = Control::default();
        self.reports().for_each(|(_, source, text)| ledger.see(source, text));
        ledger.rows()
    }

    /// Who is said to hold which office.
    pub fn offices(&self) -> Vec<OfficeHeld> {
        let mut ledger = Offices::default();
        self.sources.iter().for_each(|source| ledger.see(source));
        ledger.rows()
    }

    /// Monitors and peacekeepers.
    pub fn monitors(&self) -> Vec<MonitorRow> {
        let mut ledger = Monitors::default();
        self.reports().for_each(|(i, source, text)| ledger.see(i, source, text));
        ledger.rows(&|report, claim| self.joining.incident_of(report, claim).map(|i| self.incidents[i].id.as_str()))
    }

    /// What each outlet brought.
    pub fn outlets(&self) -> Vec<SourceRow> {
        let mut ledger = Outlets::default();
        self.reports().for_each(|(i, source, _)| ledger.see(source, self.copies[i] != i));
        ledger.rows()
    }

    /// Who carries whose words.
    pub fn relays(&self) -> Vec<RelayRow> {
        let mut ledger = Relays::default();
        self.sources.iter().for_each(|source| ledger.see(source));
        ledger.rows()
    }

    /// How many claims each party makes, by its key.
    pub fn said(&self) -> BTreeMap<String, usize> {
        let mut ledger = Said::default();
        self.sources.iter().for_each(|source| ledger.see(source));
        ledger.counts
    }

    /// Incidents that are disputed in any field.
    pub fn disputes(&self) -> impl Iterator<Item = &Incident> {
        use crate::standing::Standing::Disputed;
        self.incidents.iter().filter(|i| i.fields.iter().any(|f| f.standing.as_ref().is_some_and(|s| s.standing == Disputed)))
    }
}

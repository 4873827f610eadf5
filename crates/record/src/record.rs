//! The record of a set of reports.

use crate::account::{Incident, account, correct};
use crate::agreement::{Agreement, agreements};
use crate::join::Joined;
use crate::overlay::{Finder, Overlay};
use crate::score::Evidence;
use crate::source::Source;
use crate::state::{Holding, OfficeHeld, control, offices};
use std::collections::BTreeMap;

/// The record: incidents with their accounts, and the ledgers drawn from them.
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
    joined: Joined<'a>,
    /// For each mention the index of its incident.
    incident_of: Vec<usize>,
}

/// One join of a report to an incident, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// Id of a claim of one mention.
    pub claim: String,
    /// Id of a claim of the mention that speaks most for it.
    pub nearest: String,
    /// The features that count.
    pub evidence: Evidence,
}

impl<'a> Record<'a> {
    /// Joins the claims of `sources` and applies what people decided.
    pub fn new(sources: &'a [Source], overlays: &[Overlay]) -> Record<'a> {
        let joined = Joined::new(sources, overlays);
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (mention, &first) in joined.incident.iter().enumerate() {
            groups.entry(first).or_default().push(mention);
        }
        let at: BTreeMap<usize, usize> = groups.keys().enumerate().map(|(at, &first)| (first, at)).collect();
        let incident_of: Vec<usize> = joined.incident.iter().map(|first| at[first]).collect();
        let mut incidents: Vec<Incident> = groups.values().map(|members| account(&joined, members)).collect();
        if !overlays.is_empty() {
            correct(&mut incidents, &|m| incident_of[m], &Finder::new(&joined.sources, &joined.mentions), overlays);
        }
        Record {
            incidents,
            leads: joined.leads.iter().map(|l| l.map(|l| incident_of[l])).collect(),
            copies: joined.copies.clone(),
            stories: joined.stories.of.clone(),
            sources: joined.sources.clone(),
            joined,
            incident_of,
        }
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

    /// Why the parts of an incident are one: what was put together within each report, then for each report after the first
    /// the earlier telling that speaks most for it. Ties that the coding itself found stand in the claims' `links`.
    pub fn why(&self, incident: &Incident) -> Vec<Why> {
        let Some(index) = self.incidents.iter().position(|i| i.id == incident.id) else { return Vec::new() };
        let members: Vec<usize> = (0..self.incident_of.len()).filter(|&m| self.incident_of[m] == index).collect();
        let published: Vec<Option<i64>> = self.sources.iter().map(|s| s.published.map(crate::story::day_number)).collect();
        let id = |m: usize| {
            let mention = &self.joined.mentions[m];
            self.sources[mention.source].claims[mention.claims[0]].id.clone()
        };
        let best = |(at, &m): (usize, &usize)| {
            let tries = members[..at].iter().map(|&n| (self.joined.explain(n, m, &published), n));
            let (evidence, nearest) = tries.reduce(|a, b| if b.0.sum() > a.0.sum() { b } else { a })?;
            Some(Why { claim: id(m), nearest: id(nearest), evidence })
        };
        let within = |m: &usize| {
            let mention = &self.joined.mentions[*m];
            let claim = |c: usize| self.sources[mention.source].claims[c].id.clone();
            let why = |&(a, b, evidence): &(usize, usize, Evidence)| Why { claim: claim(b), nearest: claim(a), evidence };
            mention.joins.iter().map(why).collect::<Vec<_>>()
        };
        members.iter().flat_map(within).chain(members.iter().enumerate().filter_map(best)).collect()
    }

    /// The ledger of agreements.
    pub fn agreements(&self) -> Vec<Agreement> {
        agreements(self)
    }

    /// Who is said to hold which place.
    pub fn control(&self) -> Vec<Holding> {
        control(self)
    }

    /// Who is said to hold which office.
    pub fn offices(&self) -> Vec<OfficeHeld> {
        offices(self)
    }

    /// Incidents that are disputed in any field.
    pub fn disputes(&self) -> impl Iterator<Item = &Incident> {
        use crate::standing::Standing::Disputed;
        self.incidents.iter().filter(|i| i.fields.iter().any(|f| f.standing.as_ref().is_some_and(|s| s.standing == Disputed)))
    }
}

//! The record of a set of reports.

use crate::account::{Incident, account};
use crate::agreement::{Agreement, agreements};
use crate::correction::{apply, corrections};
use crate::join::Joined;
use crate::ledger::{RelayRow, SourceRow};
use crate::monitors::MonitorRow;
use crate::overlay::{Finder, Overlay};
use crate::score::Evidence;
use crate::source::Source;
use crate::state::{Holding, OfficeHeld, control, offices};
use std::collections::BTreeMap;

/// Earlier tellings that are tried where no key brought a mention together with its incident.
const TRIED: usize = 40;

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
    /// For each incident its mentions.
    members: Vec<Vec<usize>>,
    /// For each incident the decisions that correct it; empty where nobody decided anything.
    corrected: Vec<Vec<usize>>,
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
        let members: Vec<Vec<usize>> = groups.into_values().collect();
        let copy_of = |s: usize| joined.sources[joined.copies[s]].id.as_str();
        let tell = |members: &Vec<usize>| {
            account(&joined.sources, &copy_of, &members.iter().map(|&m| &joined.mentions[m]).collect::<Vec<_>>())
        };
        let mut incidents: Vec<Incident> = members.iter().map(tell).collect();
        let mut corrected = Vec::new();
        if !overlays.is_empty() {
            let find = Finder::new(&joined.sources, &joined.mentions);
            corrected = corrections(incidents.len(), &incident_of, &find, overlays);
            for (incident, list) in incidents.iter_mut().zip(&corrected) {
                list.iter().for_each(|&i| apply(incident, &overlays[i]));
            }
        }
        Record {
            incidents,
            leads: joined.leads.iter().map(|l| l.map(|l| incident_of[l])).collect(),
            copies: joined.copies.clone(),
            stories: joined.stories.of.clone(),
            sources: joined.sources.clone(),
            joined,
            members,
            corrected,
        }
    }

    /// Id of the first report that carries the text of the report with an index.
    pub fn copy_of(&self, source: usize) -> &'a str {
        self.joined.copies.get(source).map_or("", |&first| self.sources[first].id.as_str())
    }

    /// The mentions of the incident with an index: the index of the report, and of its claims.
    pub fn mentions(&self, incident: usize) -> impl Iterator<Item = (usize, &[usize])> {
        let members = self.members.get(incident).into_iter().flatten();
        members.map(|&m| (self.joined.mentions[m].source, self.joined.mentions[m].claims.as_slice()))
    }

    /// The decisions that correct the incident with an index, the latest last: indices into the decisions given.
    pub fn corrections(&self, incident: usize) -> &[usize] {
        self.corrected.get(incident).map_or(&[], Vec::as_slice)
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

    /// Why the parts of an incident are one: what was put together within each report, then for each mention after the first
    /// the earlier telling that speaks most for it. Ties that the coding itself found stand in the claims' `links`.
    pub fn why(&self, incident: &Incident) -> Vec<Why> {
        let index = self.incidents.iter().position(|i| i.id == incident.id);
        index.map_or_else(Vec::new, |index| self.why_at(index))
    }

    /// The same for the incident with an index.
    pub fn why_at(&self, incident: usize) -> Vec<Why> {
        let Some(members) = self.members.get(incident) else { return Vec::new() };
        let id = |m: usize| {
            let mention = &self.joined.mentions[m];
            self.sources[mention.source].claims[mention.claims[0]].id.clone()
        };
        let best = |(at, &m): (usize, &usize)| {
            let nearest = self.joined.nearest[m].or_else(|| {
                // No key brought it together with any of them: the group as a whole did.
                let tries = members[..at].iter().rev().take(TRIED).map(|&n| (self.joined.explain(n, m).sum(), n));
                tries.reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|best| best.1)
            })?;
            Some(Why { claim: id(m), nearest: id(nearest), evidence: self.joined.explain(nearest, m) })
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

    /// Monitors and peacekeepers.
    pub fn monitors(&self) -> Vec<MonitorRow> {
        crate::monitors::monitors(self)
    }

    /// What each outlet brought.
    pub fn outlets(&self) -> Vec<SourceRow> {
        crate::ledger::outlets(self)
    }

    /// Who carries whose words.
    pub fn relays(&self) -> Vec<RelayRow> {
        crate::ledger::relays(self)
    }

    /// How many claims each party makes, by its key.
    pub fn said(&self) -> BTreeMap<String, usize> {
        crate::ledger::said(self)
    }

    /// Incidents that are disputed in any field.
    pub fn disputes(&self) -> impl Iterator<Item = &Incident> {
        use crate::standing::Standing::Disputed;
        self.incidents.iter().filter(|i| i.fields.iter().any(|f| f.standing.as_ref().is_some_and(|s| s.standing == Disputed)))
    }
}

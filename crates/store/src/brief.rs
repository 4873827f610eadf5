//! The brief of one day: what is new in that day's reports, by side and place, what they newly dispute, what they newly call broken.

use crate::filter::{Filter, Paging};
use crate::incidents::Dispute;
use crate::{Error, Store};
use dateline_record::{Breach, Field, Incident, IncidentRow, Standing, retell};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What the reports of one day bring.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brief {
    /// The day.
    pub day: String,
    /// Reports published on it.
    pub reports: usize,
    /// Incidents that no earlier report told of, as that day's reports tell them.
    pub new: Vec<IncidentRow>,
    /// Incidents told before of which that day's reports tell again.
    pub again: Vec<IncidentRow>,
    /// Incidents that are disputed by that day's reports and were not before, with the fields.
    pub disputed: Vec<Dispute>,
    /// Alleged breaches that are new: the agreement and the breach.
    pub breached: Vec<(String, Breach)>,
    /// New incidents by who is said to have acted: code or name, and how many.
    pub sides: Vec<(String, usize)>,
    /// New incidents by country and division.
    pub places: Vec<(String, usize)>,
}

impl Brief {
    /// Leaves at most `limit` of each list; what is counted stays.
    pub fn cut(&mut self, limit: usize) {
        self.new.truncate(limit);
        self.again.truncate(limit);
        self.disputed.truncate(limit);
        self.breached.truncate(limit);
    }
}

fn disputed(incident: &Incident) -> impl Iterator<Item = &Field> {
    incident.fields.iter().filter(|f| f.standing.as_ref().is_some_and(|s| s.standing == Standing::Disputed))
}

impl Store {
    /// What the reports published on `day` bring, of the incidents that pass the filter.
    pub fn brief(&self, day: Date, filter: &Filter) -> Result<Brief, Error> {
        let today = day.to_string();
        let sql = "SELECT count(*) FROM report WHERE published = ?1 AND ended IS NULL";
        let reports: i64 = self.connection.query_row(sql, [&today], |r| r.get(0))?;
        let mut condition = self.condition(filter)?;
        condition.and(
            "incident.row IN (SELECT member.incident FROM report JOIN claim ON claim.report = report.row
             JOIN member ON member.claim = claim.row WHERE report.published = ? AND report.ended IS NULL)",
            [rusqlite::types::Value::Text(today.clone())],
        );
        let mut brief = Brief {
            day: today,
            reports: reports as usize,
            new: Vec::new(),
            again: Vec::new(),
            disputed: Vec::new(),
            breached: Vec::new(),
            sides: Vec::new(),
            places: Vec::new(),
        };
        let mut told = BTreeSet::new();
        for row in self.page(condition, &Paging::all())?.rows {
            told.insert(row.id.clone());
            let Some(number) = self.resolve(&row.id)? else { continue };
            let (mut tellings, corrections) = (self.tellings(number)?, self.corrections(number)?);
            // As it stood in the evening, and in the morning.
            tellings.retain(|t| t.source.published.is_none_or(|p| p <= day));
            let evening = retell(&tellings, &corrections);
            let claims: Vec<_> = {
                tellings.sort_by_key(|t| (t.source.published, t.source.text_sha256.clone(), t.source.id.clone()));
                evening.claims.iter().map(|&(s, c)| &tellings[s].source.claims[c]).collect()
            };
            let as_told = IncidentRow { id: row.id.clone(), ..IncidentRow::of(&evening, &claims) };
            let mut before = tellings.clone();
            before.retain(|t| t.source.published.is_some_and(|p| p < day));
            let morning = (!before.is_empty()).then(|| retell(&before, &[]));
            let was = morning.as_ref().is_some_and(|m| disputed(m).next().is_some());
            if !was && disputed(&evening).next().is_some() {
                brief.disputed.push(Dispute { row: as_told.clone(), fields: disputed(&evening).cloned().collect() });
            }
            if morning.is_some() { brief.again.push(as_told) } else { brief.new.push(as_told) }
        }
        let new: BTreeSet<&str> = brief.new.iter().map(|r| r.id.as_str()).collect();
        for agreement in self.agreements(&Filter::default(), &Paging::all())?.rows {
            let fresh = agreement.breaches.into_iter().filter(|b| new.contains(b.incident.as_str()));
            brief.breached.extend(fresh.map(|b| (agreement.id.clone(), b)));
        }
        brief.sides =
            counted(brief.new.iter().flat_map(|r| r.actors.iter().map(|p| p.code.clone().unwrap_or_else(|| p.name.clone()))));
        brief.places = counted(brief.new.iter().filter_map(|r| r.place.as_ref()).map(|p| {
            let parts: Vec<&str> = p.country.iter().chain(&p.admin1).map(String::as_str).collect();
            if parts.is_empty() { p.name.clone() } else { parts.join(", ") }
        }));
        Ok(brief)
    }
}

/// How often each stands, the commonest first.
fn counted(names: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    names.for_each(|n| *counts.entry(n).or_default() += 1);
    let mut rows: Vec<(String, usize)> = counts.into_iter().collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    rows
}

//! Bringing what is joined up to date with the claims and decisions that stand.
//!
//! The joining weighs each report against all others, so that one more can change any join: it is done over the whole record. What
//! it leaves as it was (most incidents, most of the time) is not written again. The rows are a function of the reports and decisions
//! alone: however the record came about, the same claims give the same rows. Only `former` remembers what was.

use crate::entry::{Entry, Terms, clear, insert, json};
use crate::incidents::{disputed_fields, pack};
use crate::query::Loaded;
use crate::summaries::{copies, ledgers};
use crate::{Error, Store};
use dateline_record::{IncidentRow, Overlay, Record, facets};
use rusqlite::{Transaction, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Version of the rules of joining and of what is stored of them; a record joined by others is joined anew.
pub(crate) const RULES: i64 = 3;

/// What refreshing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// Incidents of the record.
    pub incidents: usize,
    /// Of these written, new or changed.
    pub written: usize,
    /// Incidents that are no more.
    pub gone: usize,
}

impl Store {
    /// Whether claims or decisions have changed since incidents were joined, or were joined by other rules.
    pub fn is_stale(&self) -> Result<bool, Error> {
        let step = self.step(None)?;
        Ok(self.joined()?.map_or(step > 0, |joined| joined != (step, RULES)))
    }

    /// The step of the log that the incidents stand for: it changes whenever what views show may have changed.
    pub fn data_version(&self) -> Result<i64, Error> {
        Ok(self.joined()?.map_or(0, |joined| joined.0))
    }

    /// Brings incidents and ledgers up to date with claims and decisions.
    pub fn refresh(&mut self) -> Result<Refreshed, Error> {
        if !self.is_stale()? {
            let incidents: i64 =
                self.connection.query_row("SELECT coalesce((SELECT incidents FROM joined), 0)", [], |r| r.get(0))?;
            return Ok(Refreshed { incidents: incidents as usize, ..Refreshed::default() });
        }
        let step = self.step(None)?;
        let loaded = self.load(step, None)?;
        let overlays = self.overlays(step)?;
        let record = Record::new(&loaded.sources, &overlays);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let refreshed = write(&transaction, &record, &loaded, &overlays, step)?;
        transaction.commit()?;
        Ok(refreshed)
    }
}

/// Where the rows of reports and claims are, in the order of the record.
pub(crate) struct Rows<'l> {
    pub report: Vec<i64>,
    claims: Vec<&'l [i64]>,
}

impl<'l> Rows<'l> {
    fn new(record: &Record<'_>, loaded: &'l Loaded) -> Rows<'l> {
        let at: HashMap<*const dateline_record::Source, usize> =
            loaded.sources.iter().enumerate().map(|(i, s)| (std::ptr::from_ref(s), i)).collect();
        let of = |s: &&dateline_record::Source| at.get(&std::ptr::from_ref(*s)).copied().unwrap_or(0);
        let order: Vec<usize> = record.sources.iter().map(of).collect();
        Rows {
            report: order.iter().map(|&i| loaded.rows[i]).collect(),
            claims: order.iter().map(|&i| loaded.claim_rows[i].as_slice()).collect(),
        }
    }
}

fn write(t: &Transaction<'_>, record: &Record<'_>, loaded: &Loaded, overlays: &[Overlay], step: i64) -> Result<Refreshed, Error> {
    let rows = Rows::new(record, loaded);
    let mut before: HashMap<String, (i64, i64)> = HashMap::new();
    {
        let mut statement = t.prepare("SELECT id, row, digest FROM incident")?;
        let mut found = statement.query([])?;
        while let Some(r) = found.next()? {
            before.insert(r.get(0)?, (r.get(1)?, r.get(2)?));
        }
    }
    let now: BTreeSet<&str> = record.incidents.iter().map(|i| i.id.as_str()).collect();
    let mut gone: Vec<(String, i64)> =
        before.iter().filter(|(id, _)| !now.contains(id.as_str())).map(|(id, (row, _))| (id.clone(), *row)).collect();
    gone.sort();
    heirs(t, record, &rows, &gone)?;
    for (_, row) in &gone {
        clear(t, *row)?;
    }
    let mut terms = Terms::default();
    let mut refreshed = Refreshed { incidents: record.incidents.len(), written: 0, gone: gone.len() };
    let mut list = Vec::with_capacity(record.incidents.len());
    for (index, incident) in record.incidents.iter().enumerate() {
        let claims = record.claims(incident);
        let row = IncidentRow::of(incident, &claims);
        let corrections: Vec<&Overlay> = record.corrections(index).iter().map(|&i| &overlays[i]).collect();
        let entry = Entry {
            json: json(&row)?,
            corrections: json(&corrections)?,
            disputed: json(&disputed_fields(incident))?,
            tolls: json(&incident.tolls)?,
            members: members(record, &rows, index),
            ties: record.why_at(index).into_iter().map(|w| (w.claim, w.nearest, pack(&w.evidence))).collect(),
        };
        let outlets: BTreeSet<&str> =
            incident.claims.iter().filter_map(|&(s, _)| record.sources[s].publisher.as_deref()).collect();
        let facets = facets(incident, &claims, outlets.into_iter());
        let digest = entry.digest(&facets);
        let old = before.get(&incident.id).copied();
        if old.is_none_or(|(_, was)| was != digest) {
            if let Some((row, _)) = old {
                clear(t, row)?;
            }
            insert(t, &row, &entry, digest, old.map(|o| o.0), &facets, &mut terms)?;
            refreshed.written += 1;
        }
        list.push(row);
    }
    copies(t, record, &rows)?;
    ledgers(t, record, &list)?;
    t.execute("DELETE FROM alias WHERE term NOT IN (SELECT DISTINCT term FROM posting)", [])?;
    t.execute("DELETE FROM term WHERE term NOT IN (SELECT DISTINCT term FROM posting)", [])?;
    t.execute(
        "INSERT INTO joined (only, step, rules, incidents) VALUES (1, ?1, ?2, ?3)
         ON CONFLICT (only) DO UPDATE SET step = ?1, rules = ?2, incidents = ?3",
        params![step, RULES, record.incidents.len() as i64],
    )?;
    Ok(refreshed)
}

fn members(record: &Record<'_>, rows: &Rows<'_>, incident: usize) -> Vec<(i64, i64)> {
    let mentions = record.mentions(incident).enumerate();
    mentions.flat_map(|(m, (s, claims))| claims.iter().map(move |&c| (rows.claims[s][c], m as i64))).collect()
}

/// Notes for each incident that is gone the one that now has most of its claims, and leads older ids on.
fn heirs(t: &Transaction<'_>, record: &Record<'_>, rows: &Rows<'_>, gone: &[(String, i64)]) -> Result<(), Error> {
    if gone.is_empty() {
        return Ok(());
    }
    let mut of_claim: HashMap<i64, usize> = HashMap::new();
    for (index, incident) in record.incidents.iter().enumerate() {
        of_claim.extend(incident.claims.iter().map(|&(s, c)| (rows.claims[s][c], index)));
    }
    let mut old = t.prepare("SELECT claim FROM member WHERE incident = ?1")?;
    let mut keep = t.prepare("INSERT OR REPLACE INTO former (id, heir) VALUES (?1, ?2)")?;
    let mut lead_on = t.prepare("UPDATE former SET heir = ?2 WHERE heir = ?1")?;
    for (id, row) in gone {
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for claim in old.query_map([row], |r| r.get::<_, i64>(0))? {
            if let Some(index) = of_claim.get(&claim?) {
                *votes.entry(*index).or_default() += 1;
            }
        }
        // Of equals the first.
        if let Some((index, _)) = votes.iter().reduce(|a, b| if b.1 > a.1 { b } else { a }) {
            let heir = &record.incidents[*index].id;
            keep.execute([id, heir])?;
            lead_on.execute([id, heir])?;
        }
    }
    Ok(())
}

//! Bringing what is joined up to date with the claims and decisions that stand.
//!
//! The joining weighs each report against all others, so that one more can change any join: it is done over the whole record. What
//! it leaves as it was (most incidents, most of the time) is not written again. The rows are a function of the reports and decisions
//! alone: however the record came about, the same claims give the same rows. Only `former` remembers what was.
//!
//! Reports are read one after the other, and incidents told one after the other from their claims: memory holds what is compared of the
//! reports, never their claims.

use crate::entry::{Entry, Terms, clear, insert, json};
use crate::incidents::{disputed_fields, pack};
use crate::stored::Stored;
use crate::summaries::copies;
use crate::{Error, Store, summaries};
use dateline_coding::Claim;
use dateline_record::{IncidentRow, Joining, Ledgers, Overlay, Reports, facets, retell};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Version of the rules of joining and of what is stored of them; a record joined by others is joined anew.
pub(crate) const RULES: i64 = 9;

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
        let overlays = self.overlays(step)?;
        let stored = Stored::at(self, step)?;
        let joining = Joining::new(&stored, &overlays)?;
        let mut ledgers = Ledgers::default();
        stored.each(&mut |place, source| {
            ledgers.report(place, source, stored.text(&joining, place), joining.copies[place] != place);
        })?;
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let refreshed = write(&transaction, &stored, &joining, &mut ledgers, &overlays, step)?;
        transaction.commit()?;
        Ok(refreshed)
    }
}

/// Writes what is joined, incident by incident, each told from its claims.
fn write(
    t: &Transaction<'_>,
    stored: &Stored<'_>,
    joining: &Joining,
    ledgers: &mut Ledgers,
    overlays: &[Overlay],
    step: i64,
) -> Result<Refreshed, Error> {
    // What other rules have joined is written anew, whatever it says.
    let rules: Option<i64> = t.query_row("SELECT rules FROM joined", [], |r| r.get(0)).optional()?;
    let mut before: HashMap<String, (i64, Option<i64>)> = HashMap::new();
    {
        let mut statement = t.prepare("SELECT id, row, digest FROM incident")?;
        let mut found = statement.query([])?;
        while let Some(r) = found.next()? {
            let digest = if rules == Some(RULES) { Some(r.get(2)?) } else { None };
            before.insert(r.get(0)?, (r.get(1)?, digest));
        }
    }
    let ids: Vec<String> = (0..joining.len()).map(|i| stored.id(joining, i)).collect::<Result<_, _>>()?;
    let gone = {
        let now: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let gone = before.iter().filter(|(id, _)| !now.contains(id.as_str())).map(|(id, (row, _))| (id.clone(), *row));
        BTreeMap::from_iter(gone)
    };
    heirs(t, stored, joining, &ids, &gone)?;
    for row in gone.values() {
        clear(t, *row)?;
    }
    let mut terms = Terms::default();
    let mut refreshed = Refreshed { incidents: ids.len(), written: 0, gone: gone.len() };
    for (index, id) in ids.iter().enumerate() {
        let told = stored.tellings(joining, index)?;
        let corrections: Vec<Overlay> = joining.corrections(index).iter().map(|&i| overlays[i].clone()).collect();
        let incident = retell(&told.tellings, &corrections);
        let sayings = told.sayings();
        let claims: Vec<&Claim> = sayings.iter().map(|s| s.claim).collect();
        let row = IncidentRow::of(&incident, &claims);
        ledgers.incident(index, &incident, &row, &sayings);
        let why = joining.why(index, &|place, claim| told.id(place, claim));
        let outlets: BTreeSet<&str> = told.tellings.iter().filter_map(|t| t.source.publisher.as_deref()).collect();
        let facets = facets(&incident, &claims, outlets.into_iter());
        let entry = Entry {
            json: json(&row)?,
            corrections: json(&corrections)?,
            disputed: json(&disputed_fields(&incident))?,
            tolls: json(&incident.tolls)?,
            ties: why.into_iter().map(|w| (w.claim, w.nearest, pack(&w.evidence))).collect(),
            words: words(&claims),
            members: told.members,
        };
        let digest = entry.digest(&facets);
        let old = before.get(id).copied();
        if old.is_none_or(|(_, was)| was != Some(digest)) {
            if let Some((row, _)) = old {
                clear(t, row)?;
            }
            insert(t, &row, &entry, digest, old.map(|o| o.0), &facets, &mut terms)?;
            refreshed.written += 1;
        }
    }
    for (index, agreements) in ledgers.to_be_compared() {
        let told = stored.tellings(joining, index)?;
        ledgers.compare(&agreements, &retell(&told.tellings, &[]), &told.sayings());
    }
    copies(t, stored, joining)?;
    let incident_of = |place, claim| joining.incident_of(place, claim).map(|index| ids[index].as_str());
    summaries::ledgers(t, std::mem::take(ledgers).told(&incident_of))?;
    t.execute("DELETE FROM alias WHERE term NOT IN (SELECT DISTINCT term FROM posting)", [])?;
    t.execute("DELETE FROM term WHERE term NOT IN (SELECT DISTINCT term FROM posting)", [])?;
    t.execute(
        "INSERT INTO joined (only, step, rules, incidents) VALUES (1, ?1, ?2, ?3)
         ON CONFLICT (only) DO UPDATE SET step = ?1, rules = ?2, incidents = ?3",
        params![step, RULES, ids.len() as i64],
    )?;
    Ok(refreshed)
}

/// The words of the quotes of some claims, each once.
fn words(claims: &[&Claim]) -> String {
    let words: BTreeSet<&str> = claims.iter().flat_map(|claim| claim.evidence.text.split_whitespace()).collect();
    Vec::from_iter(words).join(" ")
}

/// Notes for each incident that is gone the one that now has most of its claims, and leads older ids on.
fn heirs(
    t: &Transaction<'_>,
    stored: &Stored<'_>,
    joining: &Joining,
    ids: &[String],
    gone: &BTreeMap<String, i64>,
) -> Result<(), Error> {
    if gone.is_empty() {
        return Ok(());
    }
    let place: HashMap<i64, usize> = stored.rows.iter().enumerate().map(|(place, &row)| (row, place)).collect();
    let mut old =
        t.prepare("SELECT report, ordinal FROM member JOIN claim ON claim.row = member.claim WHERE member.incident = ?1")?;
    let mut keep = t.prepare("INSERT OR REPLACE INTO former (id, heir) VALUES (?1, ?2)")?;
    let mut lead_on = t.prepare("UPDATE former SET heir = ?2 WHERE heir = ?1")?;
    for (id, row) in gone {
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for claim in old.query_map([row], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)? as usize)))? {
            let (report, ordinal) = claim?;
            if let Some(index) = place.get(&report).and_then(|&place| joining.incident_of(place, ordinal)) {
                *votes.entry(index).or_default() += 1;
            }
        }
        // Of equals the first.
        if let Some((index, _)) = votes.iter().reduce(|a, b| if b.1 > a.1 { b } else { a }) {
            keep.execute([id, &ids[*index]])?;
            lead_on.execute([id, &ids[*index]])?;
        }
    }
    Ok(())
}

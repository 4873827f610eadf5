//! Bringing what is joined up to date with the claims and decisions that stand.
//!
//! The joining weighs each report against all others, so that one more can change any join: it is done over the whole record. What
//! it leaves as it was (most incidents, most of the time) is not written again. The rows are a function of the reports and decisions
//! alone: however the record came about, the same claims give the same rows. Only `former` remembers what was.

use crate::incidents::pack;
use crate::query::Loaded;
use crate::{Error, Store};
use dateline_record::{IncidentRow, Overlay, Record, actors, facets, places};
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

/// Day of an incident without one: behind all others.
const NO_DAY: &str = "~";

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
struct Rows<'l> {
    report: Vec<i64>,
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

/// What is stored of one incident beside its names.
struct Entry {
    json: String,
    corrections: String,
    /// Rows of claims, each with the number of its mention.
    members: Vec<(i64, i64)>,
    ties: Vec<(String, String, Vec<u8>)>,
}

impl Entry {
    /// FNV-1a over everything that is stored: the same entry has the same digest on any machine.
    fn digest(&self, facets: &[dateline_record::Facet]) -> i64 {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let mut eat = |bytes: &[u8]| {
            for byte in bytes.iter().chain(&[0xff]) {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        };
        eat(self.json.as_bytes());
        eat(self.corrections.as_bytes());
        for (claim, mention) in &self.members {
            eat(&claim.to_le_bytes());
            eat(&mention.to_le_bytes());
        }
        for (claim, nearest, parts) in &self.ties {
            eat(claim.as_bytes());
            eat(nearest.as_bytes());
            eat(parts);
        }
        for facet in facets {
            eat(facet.role.as_bytes());
            eat(facet.key.as_bytes());
            facet.names.iter().for_each(|n| eat(n.as_bytes()));
        }
        hash as i64
    }
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|e| Error::Damaged(e.to_string()))
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

/// Takes out all that is stored of an incident.
fn clear(t: &Transaction<'_>, row: i64) -> Result<(), Error> {
    let roles = ["incident WHERE row", "spot WHERE row", "member WHERE incident", "tie WHERE incident"];
    for of in roles {
        t.prepare_cached(&format!("DELETE FROM {of} = ?1"))?.execute([row])?;
    }
    // Postings are kept in the order of their terms; the index finds those of one incident.
    t.prepare_cached("DELETE FROM posting WHERE incident = ?1")?.execute([row])?;
    Ok(())
}

fn insert(
    t: &Transaction<'_>,
    row: &IncidentRow,
    entry: &Entry,
    digest: i64,
    number: Option<i64>,
    facets: &[dateline_record::Facet],
    terms: &mut Terms,
) -> Result<(), Error> {
    let day = row.from.as_deref().unwrap_or(NO_DAY);
    let standing = row.standing.as_ref().map(|s| s.standing.as_str());
    t.prepare_cached(
        "INSERT INTO incident (row, id, digest, day, last, standing, disputed, counted, json, corrections)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        number,
        row.id,
        digest,
        day,
        row.to.as_deref().unwrap_or(""),
        standing,
        !row.disputed.is_empty(),
        facets.iter().any(|f| f.role == "type" && COUNTED.contains(&f.key.as_str())),
        entry.json,
        entry.corrections
    ])?;
    let number = t.last_insert_rowid();
    for (claim, mention) in &entry.members {
        t.prepare_cached("INSERT OR REPLACE INTO member (claim, incident, mention) VALUES (?1, ?2, ?3)")?
            .execute([claim, &number, mention])?;
    }
    for (ordinal, (claim, nearest, parts)) in entry.ties.iter().enumerate() {
        t.prepare_cached("INSERT INTO tie (incident, ordinal, claim, nearest, parts) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![number, ordinal as i64, claim, nearest, parts])?;
    }
    if let Some((lat, lon)) = row.place.as_ref().and_then(|p| p.lat.zip(p.lon)) {
        t.prepare_cached("INSERT INTO spot (row, south, north, west, east) VALUES (?1, ?2, ?2, ?3, ?3)")?
            .execute(params![number, lat, lon])?;
    }
    for facet in facets {
        let term = terms.number(t, facet)?;
        t.prepare_cached("INSERT OR IGNORE INTO posting (term, role, day, incident) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![term, facet.role, day, number])?;
    }
    Ok(())
}

/// Things counted, by whose presence an incident has a toll.
const COUNTED: [&str; 9] =
    ["killed", "wounded", "casualties", "captured", "missing", "displaced", "arrested", "evacuated", "abducted"];

/// Numbers of terms seen in this transaction, with the names that are known to be there.
#[derive(Default)]
struct Terms {
    numbers: HashMap<(&'static str, String), i64>,
    named: std::collections::HashSet<(i64, String)>,
}

impl Terms {
    fn number(&mut self, t: &Transaction<'_>, facet: &dateline_record::Facet) -> Result<i64, Error> {
        let of = match facet.role {
            "actor" | "recipient" | "third" => "party",
            "speaker" | "outlet" => "source",
            "country" => "place",
            other => other,
        };
        // A country is another thing than a town of its name.
        let key = if facet.role == "country" { format!("country {}", facet.key) } else { facet.key.clone() };
        let number = match self.numbers.get(&(of, key.clone())) {
            Some(number) => *number,
            None => {
                t.prepare_cached("INSERT OR IGNORE INTO term (facet, key) VALUES (?1, ?2)")?.execute([of, &key])?;
                let number: i64 = t
                    .prepare_cached("SELECT term FROM term WHERE facet = ?1 AND key = ?2")?
                    .query_row([of, &key], |r| r.get(0))?;
                self.numbers.insert((of, key), number);
                number
            }
        };
        for name in &facet.names {
            if self.named.insert((number, name.clone())) {
                t.prepare_cached("INSERT OR IGNORE INTO alias (facet, name, term) VALUES (?1, ?2, ?3)")?
                    .execute(params![of, name, number])?;
            }
        }
        Ok(number)
    }
}

fn copies(t: &Transaction<'_>, record: &Record<'_>, rows: &Rows<'_>) -> Result<(), Error> {
    t.execute("DELETE FROM copy", [])?;
    let mut insert = t.prepare("INSERT INTO copy (report, first) VALUES (?1, ?2)")?;
    for (i, &first) in record.copies.iter().enumerate().filter(|(i, first)| i != *first) {
        insert.execute(params![rows.report[i], record.sources[first].id])?;
    }
    Ok(())
}

fn ledgers(t: &Transaction<'_>, record: &Record<'_>, list: &[IncidentRow]) -> Result<(), Error> {
    for table in ["agreement", "holding", "held", "ledger"] {
        t.execute(&format!("DELETE FROM {table}"), [])?;
    }
    for agreement in record.agreements() {
        t.prepare_cached("INSERT INTO agreement (incident, json) SELECT row, ?2 FROM incident WHERE id = ?1")?
            .execute([&agreement.id, &json(&agreement)?])?;
    }
    for (row, mut holding) in record.control().into_iter().enumerate() {
        let told = std::mem::take(&mut holding.told);
        let key = holding.geonames.map_or_else(|| holding.place.to_lowercase(), |id| id.to_string());
        t.prepare_cached("INSERT INTO holding (row, key, name, country, json) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
            row as i64,
            key,
            holding.place.to_lowercase(),
            holding.country,
            json(&holding)?
        ])?;
        for (ordinal, held) in told.iter().enumerate() {
            let voices = format!("{}\n{}", held.voice.speaker, held.voice.outlet.as_deref().unwrap_or("")).to_lowercase();
            t.prepare_cached(
                "INSERT INTO held (holding, ordinal, day, holder, code, voices, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                row as i64,
                ordinal as i64,
                held.voice.published,
                held.holder.to_lowercase(),
                held.code,
                voices,
                json(held)?
            ])?;
        }
    }
    let said = record.said();
    let actors: Vec<_> = actors(list.iter())
        .into_iter()
        .map(|mut a| {
            a.said = said.get(&a.key).copied().unwrap_or(0);
            a
        })
        .collect();
    ledger(t, "actor", actors.iter().map(|a| (a.key.clone(), a)))?;
    ledger(t, "place", places(list.iter()).iter().map(|p| (p.key.clone(), p)))?;
    ledger(t, "outlet", record.outlets().iter().map(|s| (s.publisher.clone().unwrap_or_default(), s)))?;
    ledger(t, "relay", record.relays().iter().map(|r| (r.carrier.clone(), r)))?;
    ledger(t, "office", record.offices().iter().map(|o| (o.office.clone(), o)))
}

fn ledger<'v, T: serde::Serialize + 'v>(
    t: &Transaction<'_>,
    kind: &str,
    rows: impl Iterator<Item = (String, &'v T)>,
) -> Result<(), Error> {
    for (ordinal, (key, row)) in rows.enumerate() {
        t.prepare_cached("INSERT INTO ledger (kind, ordinal, key, json) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            kind,
            ordinal as i64,
            key,
            json(row)?
        ])?;
    }
    Ok(())
}

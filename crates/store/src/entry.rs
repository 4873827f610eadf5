//! What is stored of one incident: its row, its claims, why they are one, and the names under which it is found.

use crate::Error;
use dateline_record::IncidentRow;
use rusqlite::{Transaction, params};
use std::collections::HashMap;

/// Day of an incident without one: behind all others.
const NO_DAY: &str = "~";

/// What is stored of one incident beside its names.
pub(crate) struct Entry {
    pub json: String,
    pub corrections: String,
    /// Its disputed fields, as JSON.
    pub disputed: String,
    /// Its counts, as JSON.
    pub tolls: String,
    /// Rows of claims, each with the number of its mention.
    pub members: Vec<(i64, i64)>,
    /// The words of its quotes, each once. They follow from the claims.
    pub words: String,
    pub ties: Vec<(String, String, Vec<u8>)>,
}

impl Entry {
    /// FNV-1a over everything that is stored: the same entry has the same digest on any machine.
    pub fn digest(&self, facets: &[dateline_record::Facet]) -> i64 {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let mut eat = |bytes: &[u8]| {
            for byte in bytes.iter().chain(&[0xff]) {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        };
        eat(self.json.as_bytes());
        eat(self.corrections.as_bytes());
        eat(self.disputed.as_bytes());
        eat(self.tolls.as_bytes());
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

pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|e| Error::Damaged(e.to_string()))
}

/// Takes out all that is stored of an incident.
pub(crate) fn clear(t: &Transaction<'_>, row: i64) -> Result<(), Error> {
    let roles = [
        "incident WHERE row",
        "incident_words WHERE rowid",
        "spot WHERE row",
        "member WHERE incident",
        "tie WHERE incident",
        "detail WHERE incident",
    ];
    for of in roles {
        t.prepare_cached(&format!("DELETE FROM {of} = ?1"))?.execute([row])?;
    }
    // Postings are kept in the order of their terms; the index finds those of one incident.
    t.prepare_cached("DELETE FROM posting WHERE incident = ?1")?.execute([row])?;
    Ok(())
}

pub(crate) fn insert(
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
    t.prepare_cached("INSERT INTO incident_words (rowid, words) VALUES (?1, ?2)")?.execute(params![number, entry.words])?;
    let place = row.place.as_ref().map(dateline_record::PlaceRow::key);
    t.prepare_cached("INSERT INTO detail (incident, place, disputed, tolls) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        number,
        place,
        entry.disputed,
        entry.tolls
    ])?;
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
pub(crate) struct Terms {
    numbers: HashMap<(&'static str, String), i64>,
    named: std::collections::HashSet<(i64, String)>,
}

impl Terms {
    fn number(&mut self, t: &Transaction<'_>, facet: &dateline_record::Facet) -> Result<i64, Error> {
        let of = match facet.role {
            "actor" | "recipient" | "third" | "actor_as" | "recipient_as" | "third_as" => "party",
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

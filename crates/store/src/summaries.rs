//! What is stored of the record as a whole: copies, agreements, control, offices, actors, places, outlets and relays.

use crate::Error;
use crate::entry::json;
use crate::stored::Stored;
use dateline_record::{Joining, Told};
use rusqlite::{Transaction, params};

pub(crate) fn copies(t: &Transaction<'_>, stored: &Stored<'_>, joining: &Joining) -> Result<(), Error> {
    t.execute("DELETE FROM copy", [])?;
    let mut insert = t.prepare("INSERT INTO copy (report, first) VALUES (?1, ?2)")?;
    for (place, _) in joining.copies.iter().enumerate().filter(|(place, first)| place != *first) {
        insert.execute(params![stored.rows[place], stored.text(joining, place)])?;
    }
    Ok(())
}

pub(crate) fn ledgers(t: &Transaction<'_>, told: Told) -> Result<(), Error> {
    for table in ["agreement", "holding", "held", "ledger"] {
        t.execute(&format!("DELETE FROM {table}"), [])?;
    }
    for agreement in told.agreements {
        t.prepare_cached("INSERT INTO agreement (incident, json) SELECT row, ?2 FROM incident WHERE id = ?1")?
            .execute([&agreement.id, &json(&agreement)?])?;
    }
    for (row, mut holding) in told.control.into_iter().enumerate() {
        let statements = std::mem::take(&mut holding.told);
        let key = holding.geonames.map_or_else(|| holding.place.to_lowercase(), |id| id.to_string());
        t.prepare_cached("INSERT INTO holding (row, key, name, country, json) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
            row as i64,
            key,
            holding.place.to_lowercase(),
            holding.country,
            json(&holding)?
        ])?;
        for (ordinal, held) in statements.iter().enumerate() {
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
    ledger(t, "actor", told.actors.iter().map(|a| (a.key.clone(), a)))?;
    ledger(t, "place", told.places.iter().map(|p| (p.key.clone(), p)))?;
    ledger(t, "outlet", told.outlets.iter().map(|s| (s.publisher.clone().unwrap_or_default(), s)))?;
    ledger(t, "relay", told.relays.iter().map(|r| (r.carrier.clone(), r)))?;
    ledger(t, "monitor", told.monitors.iter().map(|m| (m.key.clone(), m)))?;
    ledger(t, "office", told.offices.iter().map(|o| (o.office.clone(), o)))
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

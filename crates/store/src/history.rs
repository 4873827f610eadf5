//! The record as it stood: a copy in memory of what held after a step of the log, joined anew, on which every question can be asked.

use crate::entry::json;
use crate::store::insert;
use crate::{Error, Store};
use rusqlite::params;

impl Store {
    /// The record as it stood after a step of the log (see [`Store::step`]), in memory.
    pub fn as_of(&self, step: i64) -> Result<Store, Error> {
        let mut then = Store::memory()?;
        let loaded = self.load(step, None)?;
        let transaction = then.connection.transaction()?;
        {
            let mut log =
                self.connection.prepare("SELECT seq, time, action, report, detail FROM log WHERE seq <= ?1 ORDER BY seq")?;
            let mut rows = log.query([step])?;
            let mut keep =
                transaction.prepare("INSERT INTO log (seq, time, action, report, detail) VALUES (?1, ?2, ?3, ?4, ?5)")?;
            while let Some(r) = rows.next()? {
                keep.execute(params![
                    r.get::<_, i64>(0)?,
                    r.get::<_, String>(1)?,
                    r.get::<_, String>(2)?,
                    r.get::<_, Option<String>>(3)?,
                    r.get::<_, String>(4)?
                ])?;
            }
        }
        let mut report = self.connection.prepare("SELECT text, coder, version, added FROM report WHERE row = ?1")?;
        for (source, row) in loaded.sources.iter().zip(&loaded.rows) {
            let (text, coder, version, added): (Option<String>, String, i64, i64) =
                report.query_row([row], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
            insert(&transaction, source, text.as_deref(), &coder, version, added)?;
        }
        // Of a claim that an ended version told, this file knows the report; the copy, which holds only what stood, would not.
        for (seq, overlay) in self.decided(step)? {
            transaction.execute("INSERT INTO overlay (seq, json) VALUES (?1, ?2)", params![seq, json(&overlay)?])?;
        }
        transaction.commit()?;
        then.project.clone_from(&self.project);
        then.refresh()?;
        Ok(then)
    }
}

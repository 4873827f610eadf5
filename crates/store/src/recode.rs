//! What writes to reports that are there: coding them anew where another coder is in use, and taking them back.

use crate::store::{insert, log};
use crate::{Error, Store};
use dateline_text::Report;
use rusqlite::{OptionalExtension, TransactionBehavior, params};

/// What there is to code anew.
#[derive(Clone, Debug, Default)]
pub struct Stale {
    /// Ids of reports that another coder has read, and whose texts are kept.
    pub reports: Vec<String>,
    /// Reports that another coder has read and whose texts are not kept: they must be added again.
    pub without_text: usize,
}

impl Store {
    /// The reports that were read by another coder than `coder`.
    pub fn stale(&self, coder: &str) -> Result<Stale, Error> {
        let sql = "SELECT id, text IS NOT NULL FROM report WHERE ended IS NULL AND coder <> ?1 ORDER BY row";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([coder])?;
        let mut stale = Stale::default();
        while let Some(row) = rows.next()? {
            if row.get(1)? { stale.reports.push(row.get(0)?) } else { stale.without_text += 1 }
        }
        Ok(stale)
    }

    /// A report as it was added, to be read again; `None` where it is not there or its text is not kept.
    pub fn original(&self, id: &str) -> Result<Option<Report>, Error> {
        let sql = "SELECT text, published, publisher, wire, title, url FROM report WHERE id = ?1 AND ended IS NULL";
        let row = |r: &rusqlite::Row<'_>| {
            let Some(text) = r.get::<_, Option<String>>(0)? else { return Ok(None) };
            let mut report = Report::new(id, text);
            report.published = r.get::<_, Option<String>>(1)?.and_then(|d| d.parse().ok());
            report.publisher = r.get(2)?;
            report.wire = r.get(3)?;
            report.title = r.get(4)?;
            report.url = r.get(5)?;
            Ok(Some(report))
        };
        Ok(self.connection.prepare_cached(sql)?.query_row([id], row).optional()?.flatten())
    }

    /// Marks a report as taken back: it stays and is shown, but counts no more. `false`: there is none, or it was taken back before.
    pub fn retract(&mut self, id: &str, reason: &str, time: &str) -> Result<bool, Error> {
        let step = self.step(None)?;
        let loaded = self.load(step, Some(id))?;
        let Some(at) = loaded.sources.iter().position(|s| s.retracted.is_none()) else { return Ok(false) };
        let mut source = loaded.sources[at].clone();
        source.retracted = Some(reason.to_owned());
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let row = loaded.rows[at];
        let sql = "SELECT text, coder, (SELECT max(version) FROM report AS other WHERE other.id = report.id) FROM report
             WHERE row = ?1 AND ended IS NULL";
        let found: Option<(Option<String>, String, i64)> =
            transaction.query_row(sql, [row], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).optional()?;
        let Some((text, coder, version)) = found else { return Ok(false) };
        let step = log(&transaction, time, "retract", Some(id), &serde_json::json!({ "reason": reason }).to_string())?;
        transaction.execute("UPDATE report SET ended = ?1 WHERE row = ?2", params![step, row])?;
        insert(&transaction, &source, text.as_deref(), &coder, version + 1, step)?;
        transaction.commit()?;
        Ok(true)
    }
}

//! What was done to the record, and what people decided: the log, the decisions, and those that find their claims no more.

use crate::incidents::parse;
use crate::{Error, Store};
use dateline_record::{ClaimKey, Edit, Overlay};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use std::collections::HashMap;

/// One step of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogRow {
    /// Number of the step.
    pub seq: i64,
    /// When.
    pub time: String,
    /// `add`, `correct`, `recode`, `retract`, `remove`, `readmit` or `decide`.
    pub action: String,
    /// Id of the report.
    pub report: Option<String>,
    /// Details, as JSON.
    pub detail: String,
    /// Of a decision the quotes that no claim of its reports has any more: it changes nothing as long as they are lost.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<String>,
}

/// A decision that finds a claim no more: the words are gone from its report, or the report from the record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lost {
    /// The step of the log that took it.
    pub step: i64,
    /// The decision.
    #[serde(flatten)]
    pub decision: Overlay,
    /// The quotes that are not found.
    pub quotes: Vec<String>,
}

impl Store {
    /// The decisions up to a step of the log.
    pub fn overlays(&self, step: i64) -> Result<Vec<Overlay>, Error> {
        Ok(self.decided(step)?.into_iter().map(|decided| decided.1).collect())
    }

    /// The same, each with its step.
    pub(crate) fn decided(&self, step: i64) -> Result<Vec<(i64, Overlay)>, Error> {
        let mut statement = self.connection.prepare("SELECT seq, json FROM overlay WHERE seq <= ?1 ORDER BY seq")?;
        let rows = statement.query_map([step], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))?;
        let mut all = Vec::new();
        for row in rows {
            let (seq, json) = row?;
            let mut overlay: Overlay = parse(&json)?;
            for key in overlay.edit.keys_mut().filter(|key| key.report.is_empty()) {
                self.name_report(key, seq)?;
            }
            all.push((seq, overlay));
        }
        Ok(all)
    }

    /// The report of a claim that an earlier version of the program named by its text alone.
    fn name_report(&self, key: &mut ClaimKey, seq: i64) -> Result<(), Error> {
        let sql = "SELECT id FROM report WHERE text_sha256 = ?1 AND added <= ?2 ORDER BY row LIMIT 1";
        let found: Option<String> =
            self.connection.prepare_cached(sql)?.query_row(params![key.text_sha256, seq], |r| r.get(0)).optional()?;
        key.report = found.unwrap_or_default();
        Ok(())
    }

    /// The decisions that find a claim of theirs no more; reviews, which change nothing, are not among them.
    pub fn lost(&self) -> Result<Vec<Lost>, Error> {
        let mut lost = Vec::new();
        for (step, decision) in self.decided(self.step(None)?)? {
            if matches!(decision.edit, Edit::Review { .. }) {
                continue;
            }
            let mut quotes = Vec::new();
            for key in decision.edit.keys() {
                if self.claim_of(key)?.is_none() {
                    quotes.push(key.quote.clone());
                }
            }
            if !quotes.is_empty() {
                lost.push(Lost { step, decision, quotes });
            }
        }
        Ok(lost)
    }

    /// Joins, splits and corrections that name a claim of the incident with an id, in the order in which they were taken.
    pub fn decided_on(&self, id: &str) -> Result<Vec<Overlay>, Error> {
        let Some(incident) = self.resolve(id)? else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for (_, decision) in self.decided(self.step(None)?)? {
            let mut names = false;
            for key in decision.edit.keys() {
                names |= self.claim_of(key)?.is_some_and(|of| of == Some(incident));
            }
            if names && !matches!(decision.edit, Edit::Review { .. }) {
                found.push(decision);
            }
        }
        Ok(found)
    }

    /// The claim that a decision names, by its id, else by its words: in a report with its text, else in its own report as it is now. The
    /// number of its incident; `None`: it stands no more.
    fn claim_of(&self, key: &ClaimKey) -> Result<Option<Option<i64>>, Error> {
        let sql = "SELECT claim.id, claim.quote, report.text_sha256, member.incident
             FROM report JOIN claim ON claim.report = report.row LEFT JOIN member ON member.claim = claim.row
             WHERE report.ended IS NULL AND report.row IN
               (SELECT row FROM report WHERE text_sha256 = ?1 UNION SELECT row FROM report WHERE id = ?2)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([&key.text_sha256, &key.report])?;
        let mut best: Option<(u8, Option<i64>)> = None;
        while let Some(row) = rows.next()? {
            let (id, quote, text): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let rank = match (id == key.claim, key.has_words(&quote), text == key.text_sha256) {
                (true, ..) => 0,
                (_, true, true) => 1,
                (_, true, false) => 2,
                _ => continue,
            };
            if best.is_none_or(|(other, _)| rank < other) {
                best = Some((rank, row.get(3)?));
            }
        }
        Ok(best.map(|best| best.1))
    }

    /// The log, latest first.
    pub fn log(&self, limit: usize) -> Result<Vec<LogRow>, Error> {
        let mut lost: HashMap<i64, Vec<String>> = self.lost()?.into_iter().map(|lost| (lost.step, lost.quotes)).collect();
        let mut statement =
            self.connection.prepare("SELECT seq, time, action, report, detail FROM log ORDER BY seq DESC LIMIT ?1")?;
        let row = |r: &rusqlite::Row<'_>| {
            let seq = r.get(0)?;
            let lost = lost.remove(&seq).unwrap_or_default();
            Ok(LogRow { seq, time: r.get(1)?, action: r.get(2)?, report: r.get(3)?, detail: r.get(4)?, lost })
        };
        Ok(statement.query_map([limit.min(i64::MAX as usize) as i64], row)?.collect::<Result<_, _>>()?)
    }
}

//! Coverage: which sources on which days, which reports gave nothing, which could not be read. What a record does not show may
//! only not have been read.

use crate::claims::ReportMeta;
use crate::filter::Filter;
use crate::{Error, Store};
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// Reports of one outlet on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageRow {
    /// The outlet.
    pub publisher: Option<String>,
    /// Day of publication.
    pub day: Option<String>,
    /// Reports.
    pub reports: usize,
    /// Claims found in them.
    pub claims: usize,
    /// Reports in which nothing was found.
    pub silent: usize,
    /// Reports that were taken back.
    pub retracted: usize,
}

/// A report that could not be read, or not in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// File and line, or the report.
    pub place: String,
    /// What kind of thing went wrong.
    pub code: String,
    /// In words.
    pub message: String,
    /// When it was last met.
    pub time: String,
}

/// What was read, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// By outlet and day.
    pub rows: Vec<CoverageRow>,
    /// Reports in which nothing was found.
    pub silent: Vec<ReportMeta>,
    /// Reports that were taken back, with the reason.
    pub retracted: Vec<(ReportMeta, String)>,
    /// Reports that could not be read.
    pub failures: Vec<Failure>,
}

impl Coverage {
    /// Leaves at most `limit` of each list.
    pub fn cut(&mut self, limit: usize) {
        self.rows.truncate(limit);
        self.silent.truncate(limit);
        self.retracted.truncate(limit);
        self.failures.truncate(limit);
    }
}

impl Store {
    /// Keeps that something could not be read. The same again is kept once.
    pub fn fail(&mut self, place: &str, code: &str, message: &str, time: &str) -> Result<(), Error> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO failure (place, code, message, time) VALUES (?1, ?2, ?3, ?4)")?
            .execute([place, code, message, time])?;
        Ok(())
    }

    /// What was read on which days. Of the filter source, from and to count.
    pub fn coverage(&self, filter: &Filter) -> Result<Coverage, Error> {
        let bound = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
        let source = filter.source.as_ref().map(|s| s.to_lowercase());
        let passes = |publisher: &Option<String>, day: &Option<String>| {
            source.as_ref().is_none_or(|s| publisher.as_ref().is_some_and(|p| p.to_lowercase().contains(s)))
                && bound(filter.from).is_none_or(|d| day.as_ref().is_some_and(|x| *x >= d))
                && bound(filter.to).is_none_or(|d| day.as_ref().is_some_and(|x| *x <= d))
        };
        let mut coverage = Coverage::default();
        let mut statement = self.connection.prepare(
            "SELECT publisher, published, count(*), sum(n), sum(n = 0), sum(retracted IS NOT NULL)
             FROM (SELECT publisher, published, retracted, (SELECT count(*) FROM claim WHERE claim.report = report.row) AS n
                   FROM report WHERE ended IS NULL)
             GROUP BY publisher, published ORDER BY publisher, published",
        )?;
        let row = |r: &rusqlite::Row<'_>| {
            let count = |i: usize| r.get::<_, i64>(i).map(|n| n as usize);
            Ok(CoverageRow {
                publisher: r.get(0)?,
                day: r.get(1)?,
                reports: count(2)?,
                claims: count(3)?,
                silent: count(4)?,
                retracted: count(5)?,
            })
        };
        for row in statement.query_map(params![], row)? {
            let row = row?;
            if passes(&row.publisher, &row.day) {
                coverage.rows.push(row);
            }
        }
        for (number, meta) in self.numbered()? {
            if !passes(&meta.publisher, &meta.published) {
                continue;
            }
            let sql =
                "SELECT retracted, NOT EXISTS (SELECT 1 FROM claim WHERE claim.report = report.row) FROM report WHERE row = ?1";
            let (reason, silent): (Option<String>, bool) =
                self.connection.prepare_cached(sql)?.query_row([number], |r| Ok((r.get(0)?, r.get(1)?)))?;
            if let Some(reason) = reason {
                coverage.retracted.push((meta.clone(), reason));
            }
            if silent {
                coverage.silent.push(meta);
            }
        }
        // What could not be read has neither outlet nor day.
        if !filter.is_empty() {
            return Ok(coverage);
        }
        let mut statement = self.connection.prepare("SELECT place, code, message, time FROM failure ORDER BY place, code")?;
        let row = |r: &rusqlite::Row<'_>| Ok(Failure { place: r.get(0)?, code: r.get(1)?, message: r.get(2)?, time: r.get(3)? });
        coverage.failures = statement.query_map([], row)?.collect::<Result<_, _>>()?;
        Ok(coverage)
    }
}

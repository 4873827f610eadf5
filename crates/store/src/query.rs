//! What is asked of the file.

use crate::filter::{Filter, all_words};
use crate::incidents::parse;
use crate::stored::{HEAD, head};
use crate::{Error, Store};
use dateline_record::{Provenance, Source};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params, params_from_iter};
use serde::Serialize;

/// Places up to which hits are ranked.
const RANKED: i64 = 5_000;

/// A claim, or a report, that holds the words searched for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Id of the report.
    pub report: String,
    /// Its day of publication.
    pub published: Option<String>,
    /// Its outlet.
    pub publisher: Option<String>,
    /// Id of the claim; `None` where the words stand in the text beside claims.
    pub claim: Option<String>,
    /// The quote, or the words around.
    pub words: String,
    /// Id of the incident that the claim belongs to.
    pub incident: Option<String>,
}

/// Reports with their claims as they stand in the file.
pub(crate) struct Loaded {
    pub sources: Vec<Source>,
    /// The row of each report.
    pub rows: Vec<i64>,
}

impl Store {
    /// The last step of the log up to `time` (an ISO date, to its end, or a date-time); without `time` the last of all.
    pub fn step(&self, time: Option<&str>) -> Result<i64, Error> {
        let sql = match time {
            // A bare day means up to its end.
            Some(day) if day.len() == 10 => return self.last_step(&format!("{day}T99")),
            Some(time) => return self.last_step(time),
            None => "SELECT coalesce(max(seq), 0) FROM log",
        };
        Ok(self.connection.query_row(sql, [], |r| r.get(0))?)
    }

    fn last_step(&self, time: &str) -> Result<i64, Error> {
        Ok(self.connection.query_row("SELECT coalesce(max(seq), 0) FROM log WHERE time <= ?1", [time], |r| r.get(0))?)
    }

    /// The reports with their claims as they stood after a step of the log.
    pub fn sources_at(&self, step: i64) -> Result<Vec<Source>, Error> {
        Ok(self.load(step, None)?.sources)
    }

    /// The same, with where they stand in the file; of one report alone, where `only` names it.
    pub(crate) fn load(&self, step: i64, only: Option<&str>) -> Result<Loaded, Error> {
        let mut reports = self.connection.prepare(
            "SELECT row FROM report WHERE added <= ?1 AND (ended IS NULL OR ended > ?1) AND (?2 IS NULL OR id = ?2) ORDER BY row",
        )?;
        let rows: Vec<i64> = reports.query_map(params![step, only], |r| r.get(0))?.collect::<Result<_, _>>()?;
        Ok(Loaded { sources: rows.iter().map(|&row| self.source(row)).collect::<Result<_, _>>()?, rows })
    }

    /// The report in a row, with its claims.
    pub(crate) fn source(&self, row: i64) -> Result<Source, Error> {
        let sql = format!("SELECT {HEAD}, language, origin, original_sha256, edition, profile FROM report WHERE row = ?1");
        let (mut source, profile) = self.connection.prepare_cached(&sql)?.query_row([row], |r| {
            let provenance =
                Provenance { language: r.get(8)?, origin: r.get(9)?, original_sha256: r.get(10)?, edition: r.get(11)? };
            Ok((Source { provenance, ..head(r)? }, r.get::<_, Vec<u8>>(12)?))
        })?;
        source.take_profile(&profile).map_err(Error::Damaged)?;
        let mut claims = self.connection.prepare_cached("SELECT json FROM claim WHERE report = ?1 ORDER BY ordinal")?;
        let mut found = claims.query([row])?;
        while let Some(claim) = found.next()? {
            source.claims.push(parse(claim.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?);
        }
        Ok(source)
    }

    /// The order of hits: by rank; words that stand in very many places rank nothing, and weighing each place would take seconds.
    fn order(&self, table: &str, query: &str, row: &str) -> Result<String, Error> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ?1 LIMIT {RANKED})");
        let found: i64 = self.connection.prepare_cached(&sql)?.query_row([query], |r| r.get(0))?;
        Ok(if found < RANKED { format!("rank, {row}") } else { format!("{table}.rowid") })
    }

    /// Claims, then reports, whose words hold all of `words`.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        self.search_in(words, &Filter::default(), limit)
    }

    /// The same in what passes a filter of incidents: with one, claims of the incidents that pass alone.
    pub fn search_in(&self, words: &str, filter: &Filter, limit: usize) -> Result<Vec<Hit>, Error> {
        let Some(query) = all_words(words) else { return Ok(Vec::new()) };
        let limit = limit.min(10_000) as i64;
        let order = self.order("quote_words", &query, "claim.row")?;
        // What the project leaves out is not found; what belongs to no incident is no happening, and stays.
        let alone = if filter.is_empty() { "incident.row IS NULL" } else { "0" };
        let included = self.condition(filter)?;
        let counts = included.sql();
        let mut quotes = self.connection.prepare(&format!(
            "SELECT report.id, published, publisher, claim.id, claim.quote, incident.id FROM quote_words
             JOIN claim ON claim.row = quote_words.rowid JOIN report ON report.row = claim.report
             LEFT JOIN member ON member.claim = claim.row LEFT JOIN incident ON incident.row = member.incident
             WHERE quote_words MATCH ? AND ended IS NULL AND ({alone} OR {counts}) ORDER BY {order} LIMIT ?",
        ))?;
        let hit = |r: &rusqlite::Row<'_>| {
            Ok(Hit {
                report: r.get(0)?,
                published: r.get(1)?,
                publisher: r.get(2)?,
                claim: r.get(3)?,
                words: r.get(4)?,
                incident: r.get(5)?,
            })
        };
        let asked = std::iter::once(Value::Text(query.clone())).chain(included.values).chain([Value::Integer(limit)]);
        let mut hits: Vec<Hit> = quotes.query_map(params_from_iter(asked), hit)?.collect::<Result<_, _>>()?;
        if !filter.is_empty() {
            return Ok(hits);
        }
        let order = self.order("text_words", &query, "report.row")?;
        let mut texts = self.connection.prepare(&format!(
            "SELECT report.id, published, publisher, NULL, snippet(text_words, 0, '', '', ' … ', 16), NULL FROM text_words
             JOIN report ON report.row = text_words.rowid
             WHERE text_words MATCH ?1 AND ended IS NULL ORDER BY {order} LIMIT ?2",
        ))?;
        let left = limit - hits.len() as i64;
        hits.extend(texts.query_map(params![query, left], hit)?.collect::<Result<Vec<_>, _>>()?);
        Ok(hits)
    }

    /// Ids of claims placed within a box of degrees.
    pub fn within(&self, south: f64, north: f64, west: f64, east: f64) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare(
            "SELECT claim.id FROM place JOIN claim ON claim.row = place.row JOIN report ON report.row = claim.report
             WHERE south >= ?1 AND north <= ?2 AND west >= ?3 AND east <= ?4 AND ended IS NULL ORDER BY claim.row",
        )?;
        Ok(statement.query_map(params![south, north, west, east], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The text of a report, where it is kept.
    pub fn text(&self, id: &str) -> Result<Option<String>, Error> {
        let sql = "SELECT text FROM report WHERE id = ?1 AND ended IS NULL";
        Ok(self.connection.query_row(sql, [id], |r| r.get(0)).optional()?.flatten())
    }

    /// Whether the file is sound; otherwise what SQLite finds wrong.
    pub fn check(&self) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let rows: Vec<String> = statement.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
        Ok(rows.into_iter().filter(|row| row != "ok").collect())
    }
}

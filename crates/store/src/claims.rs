//! Claims of the record with their reports, and reports with their claims.

use crate::filter::Filter;
use crate::incidents::parse;
use crate::{Error, Store};
use dateline_coding::Claim;
use rusqlite::{OptionalExtension, params_from_iter};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet, VecDeque};

/// What the record keeps of a report beside its claims and text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportMeta {
    /// Id of the report.
    pub id: String,
    /// Which version of the report: 1 for the first that was added.
    pub version: i64,
    /// SHA-256 of its text, hexadecimal.
    pub text_sha256: String,
    /// Day of publication.
    pub published: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// News agency whose report it carries.
    pub wire: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Program, lexicon and model that read it.
    pub coder: String,
    /// Language as a BCP 47 tag, where it was told or detected; no claims are made of any but English.
    pub language: Option<String>,
    /// Where it was found: file, entry of an archive, record.
    pub origin: Option<String>,
    /// SHA-256 of the bytes that the text was extracted from, where it is not the file's own.
    pub original_sha256: Option<String>,
    /// Version as its source tells it.
    pub edition: Option<String>,
    /// Id of the first report that carries the same text, where another does.
    pub copy_of: Option<String>,
    /// Why it was taken back, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retracted: Option<String>,
}

/// A claim with its report and incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimRow {
    /// The report that carries it.
    pub report: ReportMeta,
    /// The claim.
    pub claim: Claim,
    /// Id of its incident; controls and offices have none.
    pub incident: Option<String>,
}

/// A report, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportView {
    /// What is known of it.
    #[serde(flatten)]
    pub meta: ReportMeta,
    /// Its text, where texts are kept.
    pub text: Option<String>,
    /// Its claims in the order of the text, each with the id of its incident.
    pub claims: Vec<(Claim, Option<String>)>,
}

const META: &str = "report.row, report.id, version, text_sha256, published, publisher, wire, title, url, coder, copy.first,
      language, origin, original_sha256, edition, retracted
     FROM report LEFT JOIN copy ON copy.report = report.row";

fn meta(row: &rusqlite::Row<'_>) -> rusqlite::Result<(i64, ReportMeta)> {
    let meta = ReportMeta {
        id: row.get(1)?,
        version: row.get(2)?,
        text_sha256: row.get(3)?,
        published: row.get(4)?,
        publisher: row.get(5)?,
        wire: row.get(6)?,
        title: row.get(7)?,
        url: row.get(8)?,
        coder: row.get(9)?,
        copy_of: row.get(10)?,
        language: row.get(11)?,
        origin: row.get(12)?,
        original_sha256: row.get(13)?,
        edition: row.get(14)?,
        retracted: row.get(15)?,
    };
    Ok((row.get(0)?, meta))
}

impl Store {
    /// The claims of the incidents that pass a filter, report by report in the order of publication; without a filter all claims,
    /// those of controls and offices included. With one, controls and offices come along where their own words pass.
    pub fn claims(&self, filter: &Filter) -> Result<Claims<'_>, Error> {
        let condition = self.condition(filter)?;
        let chosen = if condition.is_empty() {
            None
        } else {
            let sql = format!("SELECT row FROM incident WHERE {}", condition.sql());
            let mut statement = self.connection.prepare(&sql)?;
            let found = statement.query_map(params_from_iter(&condition.values), |r| r.get(0))?;
            Some(found.collect::<Result<HashSet<i64>, _>>()?)
        };
        let sql = "SELECT row FROM report WHERE ended IS NULL ORDER BY published, id";
        let reports = self.connection.prepare(sql)?.query_map([], |r| r.get(0))?.collect::<Result<VecDeque<i64>, _>>()?;
        Ok(Claims { store: self, filter: filter.clone(), chosen, reports, waiting: VecDeque::new(), ids: HashMap::new() })
    }

    /// The claim with an id, in the report that has it now; eight characters or more from the beginning of an id are enough where only one
    /// begins so.
    pub fn claim(&self, id: &str) -> Result<Option<ClaimRow>, Error> {
        let sql = |which: &str| {
            format!(
                "SELECT claim.report, claim.json, incident.id, claim.id FROM claim JOIN report ON report.row = claim.report AND ended IS NULL
                 LEFT JOIN member ON member.claim = claim.row LEFT JOIN incident ON incident.row = member.incident
                 WHERE {which} ORDER BY claim.row LIMIT 2"
            )
        };
        let row = |r: &rusqlite::Row<'_>| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?, r.get(2)?, r.get::<_, String>(3)?));
        let mut found =
            self.connection.prepare_cached(&sql("claim.id = ?1"))?.query_map([id], row)?.collect::<Result<Vec<_>, _>>()?;
        if found.is_empty() && id.len() >= 8 {
            let mut statement = self.connection.prepare_cached(&sql("claim.id >= ?1 AND claim.id < ?2"))?;
            found = statement.query_map([id, &format!("{id}\u{10ffff}")], row)?.collect::<Result<Vec<_>, _>>()?;
            if found.windows(2).any(|w| w[0].3 != w[1].3) {
                return Ok(None);
            }
        }
        let Some((report, json, incident, _)) = found.into_iter().next() else { return Ok(None) };
        Ok(Some(ClaimRow { report: self.meta(report)?, claim: parse(&json)?, incident }))
    }

    /// A report that stands in the record, with its claims.
    pub fn report(&self, id: &str) -> Result<Option<ReportView>, Error> {
        let sql = format!("SELECT {META} WHERE report.id = ?1 AND ended IS NULL");
        let Some((row, meta)) = self.connection.query_row(&sql, [id], meta).optional()? else { return Ok(None) };
        let text = self.connection.query_row("SELECT text FROM report WHERE row = ?1", [row], |r| r.get(0))?;
        let mut ids = HashMap::new();
        let claims = self.of_report(row, &mut ids)?.into_iter().map(|(claim, _, incident)| (claim, incident)).collect();
        Ok(Some(ReportView { meta, text, claims }))
    }

    /// All reports that stand, in the order of publication.
    pub fn reports(&self) -> Result<Vec<ReportMeta>, Error> {
        let sql = format!("SELECT {META} WHERE ended IS NULL ORDER BY published, report.id");
        Ok(self.connection.prepare(&sql)?.query_map([], |r| Ok(meta(r)?.1))?.collect::<Result<_, _>>()?)
    }

    /// The same with their numbers.
    pub(crate) fn numbered(&self) -> Result<Vec<(i64, ReportMeta)>, Error> {
        let sql = format!("SELECT {META} WHERE ended IS NULL ORDER BY published, report.id");
        Ok(self.connection.prepare(&sql)?.query_map([], meta)?.collect::<Result<_, _>>()?)
    }

    pub(crate) fn meta(&self, row: i64) -> Result<ReportMeta, Error> {
        let sql = format!("SELECT {META} WHERE report.row = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([row], |r| Ok(meta(r)?.1))?)
    }

    /// Claims of a report with the number and the id of their incidents. `ids` remembers ids by number.
    fn of_report(&self, report: i64, ids: &mut HashMap<i64, String>) -> Result<Vec<(Claim, Option<i64>, Option<String>)>, Error> {
        let sql = "SELECT claim.json, member.incident FROM claim LEFT JOIN member ON member.claim = claim.row
             WHERE claim.report = ?1 ORDER BY claim.ordinal";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([report])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let incident: Option<i64> = row.get(1)?;
            let id = match incident {
                None => None,
                Some(number) => Some(match ids.get(&number) {
                    Some(id) => id.clone(),
                    None => {
                        let sql = "SELECT id FROM incident WHERE row = ?1";
                        let id: String = self.connection.prepare_cached(sql)?.query_row([number], |r| r.get(0))?;
                        ids.insert(number, id.clone());
                        id
                    }
                }),
            };
            found.push((parse(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?, incident, id));
        }
        Ok(found)
    }
}

/// Claims one after the other, a report at a time in memory.
pub struct Claims<'s> {
    store: &'s Store,
    filter: Filter,
    /// Incidents that pass; `None`: all.
    chosen: Option<HashSet<i64>>,
    reports: VecDeque<i64>,
    waiting: VecDeque<ClaimRow>,
    ids: HashMap<i64, String>,
}

impl Claims<'_> {
    fn fill(&mut self, report: i64) -> Result<(), Error> {
        let claims = self.store.of_report(report, &mut self.ids)?;
        let passes = |(claim, number, _): &(Claim, Option<i64>, Option<String>)| match (&self.chosen, number) {
            (None, _) => true,
            (Some(chosen), Some(number)) => chosen.contains(number),
            (Some(_), None) => alone(&self.filter, claim),
        };
        let claims: Vec<_> = claims.into_iter().filter(passes).collect();
        if !claims.is_empty() {
            let meta = self.store.meta(report)?;
            let row = |(claim, _, incident)| ClaimRow { report: meta.clone(), claim, incident };
            self.waiting.extend(claims.into_iter().map(row));
        }
        Ok(())
    }
}

impl Iterator for Claims<'_> {
    type Item = Result<ClaimRow, Error>;

    fn next(&mut self) -> Option<Result<ClaimRow, Error>> {
        loop {
            if let Some(row) = self.waiting.pop_front() {
                return Some(Ok(row));
            }
            let report = self.reports.pop_front()?;
            if let Err(error) = self.fill(report) {
                self.reports.clear();
                return Some(Err(error));
            }
        }
    }
}

/// Whether a claim that belongs to no incident passes a filter. Day is that of the report.
fn alone(filter: &Filter, claim: &Claim) -> bool {
    let has = |text: &str, part: &String| text.to_lowercase().contains(&part.trim().to_lowercase());
    let same = |code: &Option<String>, part: &String| code.as_ref().is_some_and(|c| c.eq_ignore_ascii_case(part.trim()));
    let published = claim.report.published.as_deref();
    filter.against.is_none()
        && filter.standing.is_none()
        && filter.bbox.is_none()
        && filter.actor.as_ref().is_none_or(|a| {
            let names = claim.actors.iter().any(|e| same(&e.code, a) || a.len() > 3 && has(&e.name, a));
            names || claim.office.as_ref().is_some_and(|o| same(&o.polity, a) || has(&o.person, a))
        })
        && filter.kind.as_ref().is_none_or(|k| claim.kind.as_str().eq_ignore_ascii_case(k))
        && filter.place.as_ref().is_none_or(|p| {
            let place = claim.place.as_ref().is_some_and(|w| has(&w.name, p) || same(&w.country, p));
            place || claim.control.as_ref().is_some_and(|c| has(&c.place, p))
        })
        && filter.source.as_ref().is_none_or(|s| {
            claim.report.publisher.as_ref().is_some_and(|o| has(o, s)) || claim.attribution.iter().any(|l| has(&l.source.name, s))
        })
        && filter.from.is_none_or(|d| published.is_some_and(|p| p >= d.to_string().as_str()))
        && filter.to.is_none_or(|d| published.is_some_and(|p| p <= d.to_string().as_str()))
        && filter.words.as_ref().is_none_or(|w| w.split_whitespace().all(|w| has(&claim.evidence.text, &w.to_owned())))
}

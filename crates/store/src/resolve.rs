//! Where an id leads, and an incident told from its claims.

use crate::incidents::parse;
use crate::stored::{Found, HEAD, head};
use crate::{Error, Store};
use dateline_coding::Claim;
use dateline_record::{Incident, Overlay, Telling, retell};
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

impl Store {
    /// The number of the incident that an id leads to.
    pub(crate) fn resolve(&self, id: &str) -> Result<Option<i64>, Error> {
        let c = &self.connection;
        let one = |sql: &str, value: &str| -> Result<Option<i64>, Error> {
            Ok(c.prepare_cached(sql)?.query_row([value], |r| r.get(0)).optional()?)
        };
        if let Some(row) = one("SELECT row FROM incident WHERE id = ?1", id)? {
            return Ok(Some(row));
        }
        let of_claim = "SELECT member.incident FROM claim JOIN member ON member.claim = claim.row WHERE claim.id = ?1 LIMIT 1";
        let bare = id.strip_prefix('i').unwrap_or(id);
        for claim in [id, bare] {
            if let Some(row) = one(of_claim, claim)? {
                return Ok(Some(row));
            }
        }
        // A claim that was coded anew, or stands in a corrected report, is found by its words.
        let by_words = "SELECT member.incident FROM claim AS old JOIN report AS was ON was.row = old.report
             JOIN report AS now ON now.id = was.id AND now.ended IS NULL
             JOIN claim ON claim.report = now.row AND claim.quote = old.quote JOIN member ON member.claim = claim.row
             WHERE old.id = ?1 ORDER BY old.row DESC, claim.ordinal LIMIT 1";
        for claim in [id, bare] {
            if let Some(row) = one(by_words, claim)? {
                return Ok(Some(row));
            }
        }
        if let Some(row) = one("SELECT row FROM former JOIN incident ON incident.id = heir WHERE former.id = ?1", id)? {
            return Ok(Some(row));
        }
        if id.len() < 8 {
            return Ok(None);
        }
        for (sql, begin) in [
            ("SELECT DISTINCT row FROM incident WHERE id >= ?1 AND id < ?2 LIMIT 2", id),
            (
                "SELECT DISTINCT member.incident FROM claim JOIN member ON member.claim = claim.row
                 WHERE claim.id >= ?1 AND claim.id < ?2 LIMIT 2",
                id,
            ),
        ] {
            let found: Vec<i64> = c
                .prepare_cached(sql)?
                .query_map([begin, &format!("{begin}\u{10ffff}")], |r| r.get(0))?
                .collect::<Result<_, _>>()?;
            if let [row] = found[..] {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// Tells the incident in a row from its claims.
    pub(crate) fn told(&self, row: i64) -> Result<Incident, Error> {
        Ok(retell(&self.tellings(row)?, &self.corrections(row)?))
    }

    /// What people corrected of the incident in a row, the latest last.
    pub(crate) fn corrections(&self, row: i64) -> Result<Vec<Overlay>, Error> {
        let sql = "SELECT corrections FROM incident WHERE row = ?1";
        parse(&self.connection.prepare_cached(sql)?.query_row([row], |r| r.get::<_, String>(0))?)
    }

    /// What each report tells of the incident in a row.
    pub(crate) fn tellings(&self, row: i64) -> Result<Vec<Telling>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {HEAD}, report.row, copy.first, claim.ordinal, mention, claim.json
             FROM member JOIN claim ON claim.row = member.claim JOIN report ON report.row = claim.report
             LEFT JOIN copy ON copy.report = report.row
             WHERE member.incident = ?1",
        ))?;
        let mut found: BTreeMap<i64, Found> = BTreeMap::new();
        let mut rows = statement.query([row])?;
        while let Some(r) = rows.next()? {
            let report = match found.entry(r.get(8)?) {
                Entry::Occupied(entry) => entry.into_mut(),
                Entry::Vacant(entry) => {
                    let source = head(r)?;
                    let copy_of = r.get::<_, Option<String>>(9)?.unwrap_or_else(|| source.id.clone());
                    entry.insert(Found::new(source, copy_of))
                }
            };
            let claim: Claim = parse(r.get_ref(12)?.as_str().map_err(rusqlite::Error::from)?)?;
            report.claims.push((r.get::<_, i64>(10)? as usize, r.get(11)?, claim));
        }
        Ok(found.into_values().map(|found| found.telling().0).collect())
    }
}

//! Small questions beside the views, and one reading for several of them.

use crate::claims::ReportMeta;
use crate::filter::Filter;
use crate::incidents::parse;
use crate::{Error, Store};
use dateline_coding::claim::{Link, Stance};
use rusqlite::params_from_iter;
use serde::Deserialize;
use std::collections::BTreeMap;

impl Store {
    /// Asks several questions of one and the same state of the file, whoever writes to it meanwhile.
    pub fn reading<T>(&self, questions: impl FnOnce(&Store) -> T) -> Result<T, Error> {
        // Ends by being dropped: nothing is written.
        let _state = self.connection.unchecked_transaction()?;
        Ok(questions(self))
    }

    /// Ids of the incidents that pass, by day and id.
    pub fn incident_ids(&self, filter: &Filter) -> Result<Vec<String>, Error> {
        let condition = self.condition(filter)?;
        let sql = format!("SELECT id FROM incident WHERE {} ORDER BY day, id", condition.sql());
        let mut statement = self.connection.prepare(&sql)?;
        Ok(statement.query_map(params_from_iter(&condition.values), |r| r.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The same incidents by the numbers that this state of the file has for them, in no order: the quickest way to know which pass.
    pub fn incident_numbers(&self, filter: &Filter) -> Result<Vec<i64>, Error> {
        let condition = self.condition(filter)?;
        let sql = format!("SELECT row FROM incident WHERE {}", condition.sql());
        let mut statement = self.connection.prepare(&sql)?;
        Ok(statement.query_map(params_from_iter(&condition.values), |r| r.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Number and id of every incident, in no order.
    pub fn ids_by_number(&self) -> Result<Vec<(i64, String)>, Error> {
        let mut statement = self.connection.prepare("SELECT row, id FROM incident")?;
        Ok(statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// The claims of the incidents that pass; without a filter all claims that stand.
    pub fn claim_count(&self, filter: &Filter) -> Result<usize, Error> {
        let condition = self.condition(filter)?;
        let sql = if condition.is_empty() {
            "SELECT count(*) FROM claim JOIN report ON report.row = claim.report WHERE ended IS NULL".to_owned()
        } else {
            format!("SELECT count(*) FROM member WHERE incident IN (SELECT row FROM incident WHERE {})", condition.sql())
        };
        let count: i64 = self.connection.query_row(&sql, params_from_iter(&condition.values), |r| r.get(0))?;
        Ok(count as usize)
    }

    /// Ids of the claims that stand, each once, sorted.
    pub fn claim_ids(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT DISTINCT claim.id FROM claim JOIN report ON report.row = claim.report WHERE ended IS NULL ORDER BY 1";
        Ok(self.connection.prepare(sql)?.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }

    /// How many reports stand.
    pub fn report_count(&self) -> Result<usize, Error> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM report WHERE ended IS NULL", [], |r| r.get(0))?;
        Ok(count as usize)
    }

    /// Ids that an incident once had, sorted.
    pub fn former_ids(&self, id: &str) -> Result<Vec<String>, Error> {
        let sql = "SELECT id FROM former WHERE heir = ?1 ORDER BY id";
        Ok(self.connection.prepare_cached(sql)?.query_map([id], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The reports that tell of an incident, by day, each with the ids of its claims in the order of the text.
    pub fn reports_of(&self, id: &str) -> Result<Vec<(ReportMeta, Vec<String>)>, Error> {
        let sql = "SELECT claim.report, claim.id FROM incident JOIN member ON member.incident = incident.row
             JOIN claim ON claim.row = member.claim JOIN report ON report.row = claim.report
             WHERE incident.id = ?1 ORDER BY report.published, report.id, report.row, claim.ordinal";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([id])?;
        let mut found: Vec<(i64, Vec<String>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (report, claim) = (row.get(0)?, row.get(1)?);
            match found.last_mut().filter(|(last, _)| *last == report) {
                Some((_, claims)) => claims.push(claim),
                None => found.push((report, vec![claim])),
            }
        }
        found.into_iter().map(|(report, claims)| Ok((self.meta(report)?, claims))).collect()
    }

    /// What is known of a report that stands.
    pub fn report_meta(&self, id: &str) -> Result<Option<ReportMeta>, Error> {
        use rusqlite::OptionalExtension;
        let sql = "SELECT row FROM report WHERE id = ?1 AND ended IS NULL";
        let row: Option<i64> = self.connection.prepare_cached(sql)?.query_row([id], |r| r.get(0)).optional()?;
        row.map(|row| self.meta(row)).transpose()
    }

    /// Who speaks last in the chain of a claim, whoever carries it: by name and code, how many claims, and how many of them are denials.
    pub fn speakers(&self) -> Result<BTreeMap<(String, Option<String>), (usize, usize)>, Error> {
        /// All of a claim that is needed here.
        #[derive(Deserialize)]
        struct Said {
            attribution: Vec<Link>,
        }
        let sql = "SELECT claim.json FROM claim JOIN report ON report.row = claim.report
             WHERE ended IS NULL AND instr(claim.json, '\"attribution\":[]') = 0";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut counts: BTreeMap<_, (usize, usize)> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let said: Said = parse(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?;
            let Some(link) = said.attribution.iter().rev().find(|l| l.source.kind != "outlet") else { continue };
            let person = link.source.person.clone().filter(|_| link.source.name.is_empty());
            let count = counts.entry((person.unwrap_or_else(|| link.source.name.clone()), link.source.code.clone())).or_default();
            count.0 += 1;
            count.1 += usize::from(matches!(link.stance, Stance::Denies | Stance::DeniesResponsibility));
        }
        Ok(counts)
    }
}

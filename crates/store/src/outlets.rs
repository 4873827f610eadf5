//! Outlets, whom they relay, and which reports carry one text.

use crate::filter::{Condition, Filter, Page, Paging};
use crate::ledger::within;
use crate::{Error, Store};
use dateline_record::{RelayRow, SourceRow};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

impl Store {
    /// What each outlet brought, the one with most reports first. A source is the outlet, from and to are days of its reports; of a
    /// project its period counts, and other filters have no meaning here.
    pub fn sources(&self, filter: &Filter, paging: &Paging) -> Result<Page<SourceRow>, Error> {
        let mut rows: Vec<SourceRow> = match (filter.from, filter.to) {
            (None, None) => self.ledger("outlet", &Paging::all())?.rows,
            _ => self.brought_between(filter)?,
        };
        if let Some(source) = filter.source.as_ref().map(|s| s.to_lowercase()) {
            rows.retain(|r| r.publisher.as_ref().is_some_and(|p| p.to_lowercase().contains(&source)));
        }
        if let Some(project) = &self.project {
            rows.retain(|r| within(project, r.first.as_ref(), r.last.as_ref()));
        }
        Ok(Page::cut(rows, paging))
    }

    /// What outlets brought in reports of some days.
    fn brought_between(&self, filter: &Filter) -> Result<Vec<SourceRow>, Error> {
        let mut asked = Condition::default();
        for (day, sign) in [(filter.from, ">="), (filter.to, "<=")] {
            let Some(day) = day else { continue };
            asked.and(format!("published {sign} ?"), [Value::Text(day.to_string())]);
        }
        let sql = format!(
            "SELECT publisher, count(*), sum(n), sum(n = 0), sum(copied), min(published), max(published) FROM (
               SELECT publisher, published, (SELECT count(*) FROM claim WHERE claim.report = report.row) AS n,
                 EXISTS (SELECT 1 FROM copy WHERE copy.report = report.row) AS copied
               FROM report WHERE ended IS NULL AND {}
             ) GROUP BY publisher ORDER BY count(*) DESC, publisher",
            asked.sql()
        );
        let mut statement = self.connection.prepare(&sql)?;
        let row = |r: &rusqlite::Row<'_>| {
            let count = |i: usize| r.get::<_, i64>(i).map(|n| n as usize);
            Ok(SourceRow {
                publisher: r.get(0)?,
                reports: count(1)?,
                claims: count(2)?,
                silent: count(3)?,
                copies: count(4)?,
                first: r.get(5)?,
                last: r.get(6)?,
            })
        };
        Ok(statement.query_map(params_from_iter(asked.values), row)?.collect::<Result<_, _>>()?)
    }

    /// Who carries whose words, the commonest first; of one carrier or speaker, where `filter.source` names it. Relays are counted over all
    /// days: between two of them there are none.
    pub fn relays(&self, filter: &Filter, paging: &Paging) -> Result<Page<RelayRow>, Error> {
        if filter.from.is_some() || filter.to.is_some() {
            return Ok(Page::cut(Vec::new(), paging));
        }
        let Some(source) = filter.source.as_ref().map(|s| s.to_lowercase()) else { return self.ledger("relay", paging) };
        let mut all: Page<RelayRow> = self.ledger("relay", &Paging::all())?;
        all.rows.retain(|r| r.carrier.to_lowercase().contains(&source) || r.speaker.to_lowercase().contains(&source));
        Ok(Page::cut(all.rows, paging))
    }

    /// Reports that carry one text, each family by the ids of its reports, the first first.
    pub fn copies(&self) -> Result<Vec<Vec<String>>, Error> {
        self.copies_of(&Filter::default())
    }

    /// The same of the families in which a report is of the outlet and of the days that the filter tells.
    pub fn copies_of(&self, filter: &Filter) -> Result<Vec<Vec<String>>, Error> {
        let mut asked = Condition::default();
        if let Some(source) = &filter.source {
            asked.and("instr(lower(one.publisher), ?) > 0", [Value::Text(source.trim().to_lowercase())]);
        }
        for (day, sign) in [(filter.from, ">="), (filter.to, "<=")] {
            let Some(day) = day else { continue };
            asked.and(format!("one.published {sign} ?"), [Value::Text(day.to_string())]);
        }
        let any = match asked.is_empty() {
            true => "1".to_owned(),
            false => format!(
                "copy.first IN (
                   SELECT other.first FROM copy AS other JOIN report AS one ON one.row = other.report WHERE {0}
                   UNION SELECT one.id FROM report AS one WHERE one.ended IS NULL AND {0})",
                asked.sql()
            ),
        };
        let values = if asked.is_empty() { Vec::new() } else { [asked.values.clone(), asked.values].concat() };
        let sql = format!(
            "SELECT first, id FROM copy JOIN report ON report.row = copy.report WHERE {any} ORDER BY first, published, id"
        );
        let mut families: Vec<Vec<String>> = Vec::new();
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            let (first, id): (String, String) = (row.get(0)?, row.get(1)?);
            match families.last_mut().filter(|f| f[0] == first) {
                Some(family) => family.push(id),
                None => families.push(vec![first, id]),
            }
        }
        Ok(families)
    }
}

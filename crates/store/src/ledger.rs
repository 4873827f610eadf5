//! Ledgers of the record: agreements, control, monitors, actors and places.

use crate::filter::{Condition, Filter, Page, Paging, position};
use crate::incidents::parse;
use crate::{Error, Project, Store};
use dateline_record::{ActorRow, Agreement, Holding, MonitorRow, MonitorTold, PlaceTold};
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};
use std::collections::{BTreeMap, HashSet};

impl Store {
    /// Agreements by day, with their terms and alleged breaches.
    pub fn agreements(&self, filter: &Filter, paging: &Paging) -> Result<Page<Agreement>, Error> {
        let mut condition = self.condition(filter)?;
        condition.and("incident.row IN (SELECT incident FROM agreement)", []);
        self.page(condition, paging)?.map(|row| {
            let sql = "SELECT agreement.json FROM agreement JOIN incident ON row = incident WHERE id = ?1";
            let json: String = self.connection.prepare_cached(sql)?.query_row([&row.id], |r| r.get(0))?;
            parse(&json)
        })
    }

    /// Who is said to hold which place: places by name, each with what passes the filter. A party is the holder, a day that of the report, words are
    /// those of the statement; whom an act was against, its type and a standing have no meaning here.
    pub fn control(&self, filter: &Filter, paging: &Paging) -> Result<Page<Holding>, Error> {
        let mut told = Condition::default();
        let lower = |text: &String| Value::Text(text.trim().to_lowercase());
        if let Some(actor) = &filter.actor {
            told.and("(instr(held.holder, ?) > 0 OR lower(held.code) = ?)", [lower(actor), lower(actor)]);
        }
        if let Some(source) = &filter.source {
            told.and("instr(held.voices, ?) > 0", [lower(source)]);
        }
        for word in filter.words.iter().flat_map(|words| words.split_whitespace()) {
            let quote = "instr(lower(json_extract(held.json, '$.voice.quote')), ?) > 0";
            told.and(quote, [Value::Text(word.to_lowercase())]);
        }
        if let Some(from) = filter.from {
            told.and("held.day >= ?", [Value::Text(from.to_string())]);
        }
        if let Some(to) = filter.to {
            told.and("held.day <= ?", [Value::Text(to.to_string())]);
        }
        let mut places = Condition::default();
        if let Some(project) = &self.project {
            // As with incidents, what tells no country and no day counts.
            if !project.countries.is_empty() {
                let codes = vec!["?"; project.countries.len()].join(", ");
                let values = project.countries.iter().cloned().map(Value::Text);
                places.and(format!("(holding.country IS NULL OR holding.country IN ({codes}))"), values);
            }
            for (day, sign) in [(project.from, ">="), (project.to, "<=")] {
                let Some(day) = day else { continue };
                told.and(format!("(held.day IS NULL OR held.day {sign} ?)"), [Value::Text(day.to_string())]);
            }
        }
        if let Some(place) = &filter.place {
            places.and("(instr(holding.name, ?) > 0 OR lower(holding.country) = ?)", [lower(place), lower(place)]);
        }
        if !told.is_empty() {
            let sql = format!("EXISTS (SELECT 1 FROM held WHERE held.holding = holding.row AND {})", told.sql());
            places.and(sql, told.values.clone());
        }
        let count = format!("SELECT count(*) FROM holding WHERE {}", places.sql());
        let total: i64 = self.connection.query_row(&count, params_from_iter(&places.values), |r| r.get(0))?;
        let skip = position(paging);
        let sql =
            format!("SELECT row, json FROM holding WHERE {} ORDER BY row LIMIT {} OFFSET {skip}", places.sql(), paging.limit());
        let mut rows = Vec::new();
        let mut statement = self.connection.prepare(&sql)?;
        let mut found = statement.query(params_from_iter(&places.values))?;
        let sql = format!("SELECT json FROM held WHERE holding = ? AND {} ORDER BY ordinal", told.sql());
        let mut held = self.connection.prepare(&sql)?;
        while let Some(row) = found.next()? {
            let mut holding: Holding = parse(&row.get::<_, String>(1)?)?;
            let values = std::iter::once(Value::Integer(row.get(0)?)).chain(told.values.iter().cloned());
            for json in held.query_map(params_from_iter(values), |r| r.get::<_, String>(0))? {
                holding.told.push(parse(&json?)?);
            }
            rows.push(holding);
        }
        let end = skip + rows.len();
        Ok(Page { rows, total: total as usize, next: (end < total as usize).then(|| end.to_string()) })
    }

    /// Monitors and peacekeepers by name: what is told of them in incidents that pass. An actor is the monitor: part of its name, or its code.
    pub fn monitors(&self, filter: &Filter, paging: &Paging) -> Result<Page<MonitorRow>, Error> {
        let mut all: Page<MonitorRow> = self.ledger("monitor", &Paging::all())?;
        let others = Filter { actor: None, ..filter.clone() };
        if self.project.is_some() || !others.is_empty() {
            let shown: HashSet<String> = self.incident_ids(&others)?.into_iter().collect();
            all.rows.retain_mut(|monitor| {
                let parts = [&mut monitor.mandate, &mut monitor.access, &mut monitor.withdrawal];
                let told = |part: &mut Vec<MonitorTold>| {
                    part.retain(|told| told.incident.as_ref().is_some_and(|id| shown.contains(id)));
                    !part.is_empty()
                };
                parts.map(told).contains(&true)
            });
        }
        if let Some(actor) = filter.actor.as_ref().map(|a| a.trim().to_lowercase()) {
            let code = |m: &MonitorRow| m.code.as_ref().is_some_and(|c| c.to_lowercase() == actor);
            all.rows.retain(|m| m.key.contains(&actor) || code(m));
        }
        Ok(Page::cut(all.rows, paging))
    }

    /// Parties, those that take part in most incidents first.
    pub fn actors(&self, filter: &Filter, paging: &Paging) -> Result<Page<ActorRow>, Error> {
        if filter.is_empty() && self.project.is_none() {
            return self.ledger("actor", paging);
        }
        // Names, kinds and codes are those of the whole record; what is counted is what passes.
        let condition = self.condition(filter)?;
        // Grouped before they are named: a term has one name and many incidents. What passes is read first, in that order of the join:
        // the parties of a day, not the days of all parties.
        let sql = format!(
            "SELECT term.key, role, times, first, last FROM (
               SELECT posting.term, posting.role, count(*) AS times, min(nullif(incident.day, '~')) AS first, max(nullif(incident.last, '')) AS last
               FROM incident CROSS JOIN posting ON posting.incident = incident.row
               WHERE posting.role IN ('actor', 'recipient', 'third') AND {} GROUP BY posting.term, posting.role
             ) AS counted JOIN term ON term.term = counted.term",
            condition.sql()
        );
        let mut counted: BTreeMap<String, ActorRow> = BTreeMap::new();
        let mut statement = self.connection.prepare(&sql)?;
        let mut found = statement.query(params_from_iter(&condition.values))?;
        while let Some(r) = found.next()? {
            let actor = counted.entry(r.get(0)?).or_default();
            let times: i64 = r.get(2)?;
            match r.get::<_, String>(1)?.as_str() {
                "actor" => actor.acted = times as usize,
                "recipient" => actor.suffered = times as usize,
                _ => actor.third = times as usize,
            }
            let (first, last): (Option<String>, Option<String>) = (r.get(3)?, r.get(4)?);
            actor.first = actor.first.take().into_iter().chain(first).min();
            actor.last = actor.last.take().into_iter().chain(last).max();
        }
        let all: Vec<ActorRow> = self.ledger("actor", &Paging::all())?.rows;
        let pick = |row: ActorRow| {
            let ActorRow { acted, suffered, third, first, last, .. } = counted.remove(&row.key)?;
            Some(ActorRow { acted, suffered, third, first, last, ..row })
        };
        let mut rows: Vec<ActorRow> = all.into_iter().filter_map(pick).collect();
        let times = |a: &ActorRow| a.acted + a.suffered + a.third;
        rows.sort_by(|a, b| times(b).cmp(&times(a)).then_with(|| a.key.cmp(&b.key)));
        Ok(Page::cut(rows, paging))
    }

    /// Places, those with most incidents first.
    pub fn places(&self, filter: &Filter, paging: &Paging) -> Result<Page<PlaceTold>, Error> {
        if filter.is_empty() && self.project.is_none() {
            return self.ledger("place", paging);
        }
        let condition = self.condition(filter)?;
        let sql = format!(
            "SELECT detail.place, count(*), sum(incident.disputed), min(nullif(incident.day, '~')), max(nullif(incident.last, ''))
             FROM incident JOIN detail ON detail.incident = incident.row WHERE detail.place IS NOT NULL AND {} GROUP BY detail.place",
            condition.sql()
        );
        let mut statement = self.connection.prepare(&sql)?;
        let row = |r: &rusqlite::Row<'_>| {
            let count = |i: usize| r.get::<_, i64>(i).map(|n| n as usize);
            let told = PlaceTold {
                incidents: count(1)?,
                disputed: count(2)?,
                first: r.get(3)?,
                last: r.get(4)?,
                ..PlaceTold::default()
            };
            Ok((r.get(0)?, told))
        };
        let counted = statement.query_map(params_from_iter(&condition.values), row)?;
        let mut counted: BTreeMap<String, PlaceTold> = counted.collect::<Result<_, _>>()?;
        let all: Vec<PlaceTold> = self.ledger("place", &Paging::all())?.rows;
        let pick = |row: PlaceTold| {
            let PlaceTold { incidents, disputed, first, last, .. } = counted.remove(&row.key)?;
            Some(PlaceTold { incidents, disputed, first, last, ..row })
        };
        let mut rows: Vec<PlaceTold> = all.into_iter().filter_map(pick).collect();
        rows.sort_by(|a, b| b.incidents.cmp(&a.incidents).then_with(|| a.key.cmp(&b.key)));
        Ok(Page::cut(rows, paging))
    }

    pub(crate) fn ledger<T: serde::de::DeserializeOwned>(&self, kind: &str, paging: &Paging) -> Result<Page<T>, Error> {
        let total: i64 =
            self.connection
                .query_row("SELECT coalesce(max(ordinal) + 1, 0) FROM ledger WHERE kind = ?1", [kind], |r| r.get(0))?;
        let skip = position(paging).min(i64::MAX as usize) as i64;
        let sql = "SELECT json FROM ledger WHERE kind = ?1 AND ordinal >= ?2 ORDER BY ordinal LIMIT ?3";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_map(params![kind, skip, paging.limit()], |r| r.get::<_, String>(0))?;
        let rows = found.map(|json| parse(&json?)).collect::<Result<Vec<T>, Error>>()?;
        let end = skip + rows.len() as i64;
        Ok(Page { rows, total: total as usize, next: (end < total).then(|| end.to_string()) })
    }
}

/// Whether days overlap the period of a project, or are not told.
pub(crate) fn within(project: &Project, first: Option<&String>, last: Option<&String>) -> bool {
    let day = |d: jiff::civil::Date| d.to_string();
    project.from.is_none_or(|from| last.is_none_or(|last| *last >= day(from)))
        && project.to.is_none_or(|to| first.is_none_or(|first| *first <= day(to)))
}

//! Incidents of the record: lists of them, and one of them whole.

use crate::filter::{Condition, Filter, Page, Paging};
use crate::{Error, Store};
use dateline_coding::Claim;
use dateline_record::{
    Agreement, CorrectedField, Counted, Evidence, Field, Incident, IncidentRow, PeriodLedger, Round, Standing, Telling, Toll,
    Unit, Why, ledger_of_periods, retell, round,
};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params, params_from_iter};
use serde::Serialize;

/// An incident with the fields on which accounts contradict each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dispute {
    /// The incident.
    #[serde(flatten)]
    pub row: IncidentRow,
    /// Its disputed fields, value by value.
    pub fields: Vec<Field>,
}

/// The counts of one incident.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TollRow {
    /// Id of the incident.
    pub incident: String,
    /// Its headline.
    pub title: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// A row for each thing counted.
    pub tolls: Vec<Toll>,
    /// Fields of the incident that somebody corrected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<CorrectedField>,
}

impl Store {
    /// Incidents by day; those without one come last.
    pub fn incidents(&self, filter: &Filter, paging: &Paging) -> Result<Page<IncidentRow>, Error> {
        self.page(self.condition(filter)?, paging)
    }

    /// Incidents that are disputed in any field, with these fields; of each value the first voices.
    pub fn disputes(&self, filter: &Filter, paging: &Paging) -> Result<Page<Dispute>, Error> {
        let mut condition = self.condition(filter)?;
        condition.and("incident.disputed = 1", []);
        self.page(condition, paging)?.map(|row| {
            let fields = self.detail("disputed", &row.id)?;
            Ok(Dispute { row, fields })
        })
    }

    /// Incidents of which numbers are told, with these numbers.
    pub fn tolls(&self, filter: &Filter, paging: &Paging) -> Result<Page<TollRow>, Error> {
        let mut condition = self.condition(filter)?;
        condition.and("incident.counted = 1", []);
        self.page(condition, paging)?.map(|row| {
            let tolls = self.detail("tolls", &row.id)?;
            Ok(TollRow { incident: row.id, title: row.title, from: row.from, to: row.to, tolls, corrected: row.corrected })
        })
    }

    /// Rounds of talks by day, with who stayed away and what came of them.
    pub fn talks(&self, filter: &Filter, paging: &Paging) -> Result<Page<Round>, Error> {
        let mut condition = self.condition(filter)?;
        let talks = self.terms("type", "talks")?;
        let talks = talks.first().copied().unwrap_or(-1);
        condition.and(format!("incident.row IN (SELECT incident FROM posting WHERE term = {talks} AND role = 'type')"), []);
        self.page(condition, paging)?.map(|row| {
            let Some(number) = self.resolve(&row.id)? else { return Ok(round_without(row)) };
            let tellings = self.tellings(number)?;
            let incident = retell(&tellings, &[]);
            let claims: Vec<Claim> = tellings.into_iter().flat_map(|t| t.source.claims).collect();
            let around = Filter {
                from: row.from.as_deref().and_then(|d| d.get(..10)?.parse().ok()),
                to: row
                    .to
                    .as_deref()
                    .and_then(|d| d.get(..10)?.parse::<jiff::civil::Date>().ok())
                    .and_then(|d| d.checked_add(jiff::Span::new().days(7)).ok()),
                ..Filter::default()
            };
            let agreements = match (&row.from, &row.place) {
                (Some(_), _) => self.agreements(&around, &Paging::all())?.rows,
                (None, Some(_)) => self.agreements_beside(number)?,
                (None, None) => Vec::new(),
            };
            Ok(round(&incident, row, &claims, &agreements))
        })
    }

    /// The agreements that the reports of an incident tell of.
    fn agreements_beside(&self, incident: i64) -> Result<Vec<Agreement>, Error> {
        let sql = "SELECT json FROM agreement WHERE incident IN (
                     SELECT incident FROM member JOIN claim ON claim.row = member.claim WHERE claim.report IN (
                       SELECT claim.report FROM member JOIN claim ON claim.row = member.claim WHERE member.incident = ?1))
                   ORDER BY incident";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_map([incident], |r| r.get::<_, String>(0))?;
        found.map(|json| parse(&json?)).collect()
    }

    /// What the incidents that pass count, by period, and running totals beside it.
    pub fn periods(&self, filter: &Filter, unit: Unit) -> Result<Vec<PeriodLedger>, Error> {
        let rows = self.tolls(filter, &Paging::all())?.rows;
        let counted = rows.iter().map(|r| Counted { from: r.from.as_deref(), to: r.to.as_deref(), tolls: &r.tolls });
        Ok(ledger_of_periods(counted, unit))
    }

    /// What is stored of an incident beside its row.
    fn detail<T: serde::de::DeserializeOwned + Default>(&self, column: &str, id: &str) -> Result<T, Error> {
        let sql = format!("SELECT detail.{column} FROM detail JOIN incident ON row = incident WHERE id = ?1");
        let json: Option<String> = self.connection.prepare_cached(&sql)?.query_row([id], |r| r.get(0)).optional()?;
        json.map_or_else(|| Ok(T::default()), |json| parse(&json))
    }

    /// A page of the incidents that meet a condition.
    pub(crate) fn page(&self, condition: Condition, paging: &Paging) -> Result<Page<IncidentRow>, Error> {
        let total = self.count(&condition)?;
        let (mut condition, limit) = (condition, paging.limit());
        if let Some((day, id)) = paging.after.as_deref().and_then(|a| a.split_once(' ')) {
            condition.and("(incident.day, incident.id) > (?, ?)", [day, id].map(|v| Value::Text(v.to_owned())));
        }
        let sql = format!(
            "SELECT day, id, json FROM incident WHERE {} ORDER BY day, id LIMIT {}",
            condition.sql(),
            limit.saturating_add(1)
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut found = statement.query(params_from_iter(condition.values))?;
        let (mut rows, mut next, mut last) = (Vec::new(), None, String::new());
        while let Some(row) = found.next()? {
            if rows.len() as i64 == limit {
                next = Some(last);
                break;
            }
            last = format!("{} {}", row.get::<_, String>(0)?, row.get::<_, String>(1)?);
            rows.push(parse(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?)?);
        }
        Ok(Page { rows, total, next })
    }

    fn count(&self, condition: &Condition) -> Result<usize, Error> {
        let sql = if condition.is_empty() {
            "SELECT coalesce((SELECT incidents FROM joined), 0)".to_owned()
        } else {
            format!("SELECT count(*) FROM incident WHERE {}", condition.sql())
        };
        let count: i64 = self.connection.query_row(&sql, params_from_iter(&condition.values), |r| r.get(0))?;
        Ok(count as usize)
    }

    /// The incident with an id: its own, one that it once had, that of one of its claims, or eight characters or more from the
    /// beginning of one where only one begins so.
    pub fn incident(&self, id: &str) -> Result<Option<Incident>, Error> {
        let Some(row) = self.resolve(id)? else { return Ok(None) };
        self.told(row).map(Some)
    }

    /// What each report tells of the incident with an id: the report, with those of its claims that belong to it, in the values that people
    /// corrected. Their words, and [`Store::claims`], stay as they were told.
    pub fn tellings_of(&self, id: &str) -> Result<Vec<Telling>, Error> {
        let Some(row) = self.resolve(id)? else { return Ok(Vec::new()) };
        let (mut tellings, corrections) = (self.tellings(row)?, self.corrections(row)?);
        if !corrections.is_empty() {
            retell(&tellings, &corrections).mend(&mut tellings);
        }
        Ok(tellings)
    }

    /// The row of the incident with an id.
    pub fn incident_row(&self, id: &str) -> Result<Option<IncidentRow>, Error> {
        let Some(row) = self.resolve(id)? else { return Ok(None) };
        let json: String = self.connection.query_row("SELECT json FROM incident WHERE row = ?1", [row], |r| r.get(0))?;
        parse(&json).map(Some)
    }

    /// Why the parts of an incident are one; see [`dateline_record::Record::why`]. Log-odds in tenths.
    pub fn why(&self, id: &str) -> Result<Vec<Why>, Error> {
        let Some(row) = self.resolve(id)? else { return Ok(Vec::new()) };
        let mut statement =
            self.connection.prepare_cached("SELECT claim, nearest, parts FROM tie WHERE incident = ?1 ORDER BY ordinal")?;
        let why =
            |r: &rusqlite::Row<'_>| Ok(Why { claim: r.get(0)?, nearest: r.get(1)?, evidence: unpack(&r.get::<_, Vec<u8>>(2)?) });
        Ok(statement.query_map([row], why)?.collect::<Result<_, _>>()?)
    }

    /// How many incidents there are, up to which step of the log they are joined, and by which rules.
    pub(crate) fn joined(&self) -> Result<Option<(i64, i64)>, Error> {
        let sql = "SELECT step, rules FROM joined";
        Ok(self.connection.query_row(sql, params![], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
    }
}

/// Voices of one value that a list of disputes shows; the incident itself shows all.
const VOICES: usize = 20;

/// The disputed fields of an incident as lists show them.
pub(crate) fn disputed_fields(incident: &Incident) -> Vec<Field> {
    let disputed = |f: &&Field| f.standing.as_ref().is_some_and(|s| s.standing == Standing::Disputed);
    let mut fields: Vec<Field> = incident.fields.iter().filter(disputed).cloned().collect();
    for value in fields.iter_mut().flat_map(|f| &mut f.values) {
        value.asserted.truncate(VOICES);
        value.denied.truncate(VOICES);
    }
    fields
}

fn round_without(row: IncidentRow) -> Round {
    Round { row, absent: Vec::new(), outcome: Vec::new(), failed: Vec::new() }
}

pub(crate) fn parse<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|e| Error::Damaged(e.to_string()))
}

/// Evidence in tenths, two bytes a feature, the prior last.
pub(crate) fn pack(evidence: &Evidence) -> Vec<u8> {
    let tenths = |v: f64| ((v * 10.0).round().clamp(-32_000.0, 32_000.0) as i16).to_le_bytes();
    evidence.parts.iter().copied().chain([evidence.prior]).flat_map(tenths).collect()
}

fn unpack(bytes: &[u8]) -> Evidence {
    let mut values = bytes.chunks_exact(2).map(|b| f64::from(i16::from_le_bytes([b[0], b[1]])) / 10.0);
    let mut evidence = Evidence::default();
    evidence.parts.iter_mut().for_each(|part| *part = values.next().unwrap_or(0.0));
    evidence.prior = values.next().unwrap_or(0.0);
    evidence
}

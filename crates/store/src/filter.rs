//! Which incidents a view shows, and which page of them.

use crate::{Error, Store};
use jiff::civil::Date;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

/// Which incidents to show: those that every filter given lets through. Without any, all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Party that acts or is acted upon; beside `against` the one that acts. A code (`ARM`), or part of a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Party that is acted upon. A code, or part of a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// Event type (`ASSAULT`), mode (`aerial`), family (`violence`), thing counted (`killed`) or term (`cease_fire`).
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Not over before this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Begun by this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Part of the name of a place or division, or a country's code; `-`: no place is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Part of the name of a speaker or outlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// `reported`, `claimed`, …: the overall standing; `disputed` also where one field alone is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<String>,
    /// Words, all of which stand in one quote of the incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// West, south, east, north, in degrees; west of 180° and east of it where west is greater.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bbox: Option<[f64; 4]>,
}

impl Filter {
    /// Lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }
}

/// Which page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Paging {
    /// What [`Page::next`] of the page before says; `None`: from the beginning.
    pub after: Option<String>,
    /// Rows at most.
    pub limit: usize,
}

impl Default for Paging {
    fn default() -> Paging {
        Paging { after: None, limit: 50 }
    }
}

impl Paging {
    /// Everything on one page.
    pub fn all() -> Paging {
        Paging { after: None, limit: usize::MAX }
    }

    pub(crate) fn limit(&self) -> i64 {
        i64::try_from(self.limit).unwrap_or(i64::MAX - 1).min(i64::MAX - 1)
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Rows on all pages together.
    pub total: usize,
    /// Where the next page begins; `None`: this is the last.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A page of a list that is in memory as a whole; the cursor is a position.
    pub(crate) fn cut(rows: Vec<T>, paging: &Paging) -> Page<T> {
        let (total, skip) = (rows.len(), position(paging));
        let end = skip.saturating_add(paging.limit);
        let rows = rows.into_iter().skip(skip).take(paging.limit).collect();
        Page { rows, total, next: (end < total).then(|| end.to_string()) }
    }

    pub(crate) fn map<U>(self, each: impl FnMut(T) -> Result<U, Error>) -> Result<Page<U>, Error> {
        Ok(Page { rows: self.rows.into_iter().map(each).collect::<Result<_, _>>()?, total: self.total, next: self.next })
    }
}

/// A cursor that is a position; one that is none begins at the beginning.
pub(crate) fn position(paging: &Paging) -> usize {
    paging.after.as_deref().and_then(|a| a.parse().ok()).unwrap_or(0)
}

/// A condition of SQL with what its question marks stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Condition {
    parts: Vec<String>,
    pub values: Vec<Value>,
}

impl Condition {
    pub fn and(&mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.parts.push(sql.into());
        self.values.extend(values);
    }

    pub fn sql(&self) -> String {
        if self.parts.is_empty() { "1".to_owned() } else { self.parts.join(" AND ") }
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// The query of the full-text index that asks for all `words`; each is quoted, so that nothing in it is taken for syntax.
pub(crate) fn all_words(words: &str) -> Option<String> {
    let quoted: Vec<String> = words.split_whitespace().map(|w| format!("\"{}\"", w.replace('"', "\"\""))).collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

/// Asks for incidents of which no place is told.
const NOWHERE: &str = "-";

/// Names this short are codes, or nothing.
const SHORT: usize = 3;

impl Store {
    /// The condition on `incident` that a filter makes.
    pub(crate) fn condition(&self, filter: &Filter) -> Result<Condition, Error> {
        let mut all = Condition::default();
        self.included(&mut all)?;
        if let Some(from) = filter.from {
            all.and("incident.last >= ?", [Value::Text(from.to_string())]);
        }
        if let Some(to) = filter.to {
            all.and("incident.day <= ?", [Value::Text(to.to_string())]);
        }
        if let Some(standing) = &filter.standing {
            let standing = standing.to_lowercase();
            match standing.as_str() {
                "disputed" => all.and("incident.disputed = 1", []),
                _ => all.and("incident.standing = ?", [Value::Text(standing)]),
            }
        }
        let acts: &[&str] =
            if filter.against.is_some() { &["actor", "actor_as"] } else { &["actor", "actor_as", "recipient", "recipient_as"] };
        let named: [(&Option<String>, &str, &[&str]); 5] = [
            (&filter.actor, "party", acts),
            (&filter.against, "party", &["recipient", "recipient_as"]),
            (&filter.kind, "type", &["type"]),
            (&filter.place, "place", &["place", "country"]),
            (&filter.source, "source", &["speaker", "outlet"]),
        ];
        for (asked, facet, roles) in named {
            if facet == "place" && asked.as_deref() == Some(NOWHERE) {
                all.and("json_extract(incident.json, '$.place') IS NULL", []);
            } else if let Some(asked) = asked {
                let terms = self.terms(facet, asked)?;
                let roles: Vec<String> = roles.iter().map(|r| format!("'{r}'")).collect();
                all.and(
                    format!(
                        "incident.row IN (SELECT incident FROM posting WHERE term IN ({}) AND role IN ({}))",
                        list(&terms),
                        roles.join(", ")
                    ),
                    [],
                );
            }
        }
        let one = |words: &&str| words.trim().chars().all(char::is_alphanumeric);
        if let Some(word) = filter.words.as_deref().filter(one).and_then(all_words) {
            all.and("incident.row IN (SELECT rowid FROM incident_words WHERE incident_words MATCH ?)", [Value::Text(word)]);
        } else if let Some(words) = filter.words.as_deref().and_then(all_words) {
            all.and(
                "incident.row IN (SELECT member.incident FROM quote_words JOIN member ON member.claim = quote_words.rowid
                 WHERE quote_words MATCH ?)",
                [Value::Text(words)],
            );
        }
        if let Some([west, south, east, north]) = filter.bbox {
            let across = if west <= east { "west >= ? AND east <= ?" } else { "(west >= ? OR east <= ?)" };
            all.and(
                format!("incident.row IN (SELECT row FROM spot WHERE south >= ? AND north <= ? AND {across})"),
                [south, north, west, east].map(Value::Real),
            );
        }
        Ok(all)
    }

    /// Whether anything in the record is found under a name: a `type`, `party`, `place` or `source`.
    pub fn knows(&self, facet: &str, name: &str) -> Result<bool, Error> {
        Ok(!self.terms(facet, name)?.is_empty())
    }

    /// Terms that are called `asked`, or of which it is a part of a name.
    pub(crate) fn terms(&self, facet: &str, asked: &str) -> Result<Vec<i64>, Error> {
        let asked = asked.trim().to_lowercase();
        let exact = facet == "type" || facet != "source" && asked.chars().count() <= SHORT;
        let sql = if exact {
            "SELECT DISTINCT term FROM alias WHERE facet = ?1 AND name = ?2 ORDER BY term"
        } else {
            "SELECT DISTINCT term FROM alias WHERE facet = ?1 AND instr(name, ?2) > 0 ORDER BY term"
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([facet, &asked], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }
}

fn list(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

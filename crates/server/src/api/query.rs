//! What every question can carry: filters, a day to look back to, and where a page begins.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters that all views share. Each one given narrows the set; an unknown name is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FilterQuery {
    /// A party that acts or suffers: a code (`ARM`) or part of a name.
    pub actor: Option<String>,
    /// The party it was done to; together with `actor`: what one did to the other.
    pub against: Option<String>,
    /// Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`).
    #[serde(rename = "type")]
    #[param(rename = "type")]
    pub kind: Option<String>,
    /// Not before this day.
    #[param(example = "2023-05-01")]
    pub from: Option<String>,
    /// Not after this day.
    pub to: Option<String>,
    /// Part of the name of a place, or a country's code.
    pub place: Option<String>,
    /// Part of the name of a speaker or an outlet.
    pub source: Option<String>,
    /// `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`.
    pub standing: Option<String>,
    /// Words that stand in the quotes, all of them.
    pub words: Option<String>,
    /// Degrees: west,south,east,north. West greater than east crosses the date line.
    #[param(example = "44,38,52,42")]
    pub bbox: Option<String>,
    /// The record as it stood on a day, or at a moment (ISO).
    pub as_of: Option<String>,
    /// The cursor of the answer before: `next` of a page. Good for the same filters only.
    pub after: Option<String>,
    /// Rows a page, 1 to 1000; 100 if not given.
    pub limit: Option<u32>,
    /// Timeline only: what makes a lane, `party`, `type`, `family` or `country`.
    pub lanes: Option<String>,
    /// Timeline only: `day`, `week`, `month`, `year`, or `auto` for at most some 120 bins.
    pub bins: Option<String>,
}

/// One page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// The step of the record's log that this answer shows.
    pub data_version: i64,
    /// Rows that the filters let through, on all pages together.
    pub total: u64,
    /// Rows without any filter: “`total` of `of`”.
    pub of: u64,
    /// Cursor of the next page; null on the last.
    pub next: Option<String>,
    /// The rows of this page.
    pub rows: Vec<T>,
}

//! What every question can carry: filters, a day to look back to, and where a page begins.

use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

/// Filters that all views share. Each one given narrows the set; an unknown name is an error.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct FilterParams {
    /// A party that acts or suffers: a code (`ARM`) or part of a name.
    actor: Option<String>,
    /// The party it was done to; together with `actor`: what one did to the other.
    against: Option<String>,
    /// Event type (`ASSAULT`), mode (`aerial`), kind (`violence`) or thing counted (`killed`).
    #[param(rename = "type")]
    kind: Option<String>,
    /// Not before this day.
    #[param(example = "2023-05-01")]
    from: Option<String>,
    /// Not after this day.
    to: Option<String>,
    /// Part of the name of a place, or a country's code; `-`: no place is told.
    place: Option<String>,
    /// Part of the name of a speaker or an outlet.
    source: Option<String>,
    /// `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`.
    standing: Option<String>,
    /// Words that stand in the quotes, all of them.
    words: Option<String>,
    /// Degrees: west,south,east,north.
    #[param(example = "44,38,52,42")]
    bbox: Option<String>,
    /// The record as it stood on a day, or at a moment (ISO).
    as_of: Option<String>,
}

/// Which page of a list.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct PageParams {
    /// The cursor of the answer before: its `next`. Good for the same filters only.
    after: Option<String>,
    /// Rows a page, 1 to 1000; 100 if not given.
    limit: Option<u32>,
}

/// The record as it stood.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct AsOfParams {
    /// The record as it stood on a day, or at a moment (ISO).
    as_of: Option<String>,
}

/// How to lay out a timeline.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct TimelineParams {
    /// What makes a lane: `party` (if not given), `type`, `family` or `country`.
    lanes: Option<String>,
    /// `day`, `week`, `month`, `year`, or `auto` (if not given) for at most some 120 bins.
    bins: Option<String>,
}

/// How much a map tells.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct MapParams {
    /// Incidents told of each place, 0 to 20; 20 if not given. With 0 those without a place are only counted, too.
    ids: Option<u32>,
}

/// What to search for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct SearchParams {
    /// Words, all of which are to be found.
    q: String,
}

/// How to write a file.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct ExportParams {
    /// `true`: coordinates to a tenth of a degree, names of private persons blotted out.
    redact: Option<bool>,
}

/// How to draw a sample.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct SampleParams {
    /// Claims to draw, 1 to 200; 20 if not given.
    n: Option<u32>,
    /// Seed; 1 if not given.
    seed: Option<u64>,
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

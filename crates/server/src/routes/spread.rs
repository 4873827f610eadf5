//! Incidents in time and space.

use crate::Shared;
use crate::api::{FilterParams, Map, MapParams, Timeline, TimelineParams};
use crate::ask::{Answer, Ask};
use crate::parameters::{FILTERS, Parameters};
use crate::problem::Problem;
use crate::routes::filter;
use crate::views::{self, Laying, Unit};
use axum::extract::State;
use axum::response::Response;
use dateline_store::{Paging, Store};
use std::sync::Arc;

/// Up to so many incidents a timeline lists them.
const LISTED: usize = 500;
/// Ids that a map tells of one place, at most.
const IDS: u64 = 20;
/// Incidents without a place that a map lists.
const UNPLACED: usize = 100;

/// How many incidents when, by lane; the incidents themselves where they are few.
#[utoipa::path(get, path = "/api/v1/timeline", tag = "views", params(FilterParams, TimelineParams),
    responses((status = 200, body = Timeline), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn timeline(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[FILTERS, &["lanes", "bins"]])?, shared.clone());
    let work = move |store: &Store, query: &Parameters| {
        let laying = Laying::of(query.word("lanes", Laying::WORDS)?);
        let bins = query.word("bins", Unit::WORDS)?;
        let filter = filter(query)?;
        with.on(store, query, |store| {
            let index = with.index(store)?;
            let chosen = index.chosen(store, &filter)?;
            let mut timeline = views::timeline(&index, &chosen, laying, bins, filter.from);
            let dated = chosen.len() - timeline.undated as usize;
            timeline.dense = dated > LISTED;
            if !timeline.dense {
                // Dated ones come first.
                let page = index.page(store, &filter, &Paging { after: None, limit: dated })?;
                timeline.rows = page.rows.into_iter().map(views::row).collect();
            }
            timeline.data_version = store.data_version()?;
            timeline.of = index.entries.len() as u64;
            Answer::json(&timeline)
        })
    };
    Ok(ask.answer(&shared, work).await)
}

/// Incidents by place: points as exact as they are told, countries, names without a point, what has no place.
#[utoipa::path(get, path = "/api/v1/map", tag = "views", params(FilterParams, MapParams),
    responses((status = 200, body = Map), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn map(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[FILTERS, &["ids"]])?, shared.clone());
    let work = move |store: &Store, query: &Parameters| {
        let filter = filter(query)?;
        let ids = query.number("ids", 0, IDS)?.unwrap_or(IDS) as usize;
        with.on(store, query, |store| {
            let index = with.index(store)?;
            let chosen = index.chosen(store, &filter)?;
            let mut map = views::map(&index, &chosen, ids);
            let rows = if ids == 0 { 0 } else { UNPLACED };
            for entry in chosen.iter().filter(|e| e.place.is_none()).take(rows) {
                map.no_place_rows.extend(store.incident_row(&entry.id)?.map(views::row));
            }
            map.data_version = store.data_version()?;
            map.of = index.entries.len() as u64;
            Answer::json(&map)
        })
    };
    Ok(ask.answer(&shared, work).await)
}

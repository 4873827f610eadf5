//! Incidents, disputes, and why claims were joined.

use crate::Shared;
use crate::api::{AsOfParams, FilterParams, PageParams};
use crate::api::{Dispute, Incident, IncidentReport, IncidentRow, List, Why};
use crate::ask::{Answer, Ask};
use crate::parameters::{AS_OF, FILTERS, PAGES};
use crate::problem::Problem;
use crate::routes::{by_day, filter, list, none};
use crate::views;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_store::{Filter, Store};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Incidents by day; undated ones last.
#[utoipa::path(get, path = "/api/v1/incidents", tag = "views", params(FilterParams, PageParams),
    responses((status = 200, body = List<IncidentRow>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn incidents(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with, shown) = (ask.knows(&[FILTERS, PAGES])?, shared.clone(), shared.clone());
    let work = move |store: &Store, query: &_| {
        with.on(store, query, |store| {
            let index = shown.index(store)?;
            let page = index.page(store, &filter(query)?, &by_day(query)?)?;
            Answer::json(&list(store, page, index.entries.len(), views::row)?)
        })
    };
    Ok(ask.answer(&shared, work).await)
}

/// Incidents on which accounts contradict each other, as tables of questions and claimants.
#[utoipa::path(get, path = "/api/v1/disputes", tag = "views", params(FilterParams, PageParams),
    responses((status = 200, body = List<Dispute>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn disputes(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[FILTERS, PAGES])?, shared.clone());
    let work = move |store: &Store, query: &_| {
        with.on(store, query, |store| {
            let page = store.disputes(&filter(query)?, &by_day(query)?)?;
            let of = store.disputes(&Filter::default(), &none())?.total;
            let dispute = |d: dateline_store::Dispute| views::dispute(views::row(d.row), &views::fields(d.fields));
            Answer::json(&list(store, page, of, dispute)?)
        })
    };
    Ok(ask.answer(&shared, work).await)
}

/// One incident: each field with its values, each value with its voices.
#[utoipa::path(get, path = "/api/v1/incidents/{id}", tag = "views",
    params(("id" = String, Path, description = "id of an incident; of a claim or from before a join: redirected"), AsOfParams),
    responses((status = 200, body = Incident), (status = 308, description = "it is at another address"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn incident(State(shared): State<Arc<Shared>>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[AS_OF])?, shared.clone());
    let work = move |store: &Store, query: &crate::parameters::Parameters| {
        with.on(store, query, |store| {
            let row = found(store, &id)?;
            if row.id != id {
                return Ok(Answer::Moved(moved("incidents", &row.id, query)));
            }
            Answer::json(&whole(store, row)?)
        })
    };
    Ok(ask.answer(&shared, work).await)
}

/// Why the claims of an incident are one.
#[utoipa::path(get, path = "/api/v1/why/{id}", tag = "views",
    params(("id" = String, Path, description = "id of an incident"), AsOfParams),
    responses((status = 200, body = Why), (status = 308, description = "it is at another address"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn why(State(shared): State<Arc<Shared>>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[AS_OF])?, shared.clone());
    let work = move |store: &Store, query: &crate::parameters::Parameters| {
        with.on(store, query, |store| {
            let row = found(store, &id)?;
            if row.id != id {
                return Ok(Answer::Moved(moved("why", &row.id, query)));
            }
            let reasons = store.why(&row.id)?;
            let mut quotes = BTreeMap::new();
            for claim in reasons.iter().flat_map(|w| [&w.claim, &w.nearest]) {
                if !quotes.contains_key(claim) {
                    let words = store.claim(claim)?.map(|row| row.claim.evidence.text);
                    quotes.insert(claim.clone(), words.unwrap_or_default());
                }
            }
            let quote = |claim: &str| quotes.get(claim).cloned().unwrap_or_default();
            let reasons = reasons.into_iter().map(|why| views::reason(why, &quote)).collect();
            Answer::json(&Why { data_version: store.data_version()?, incident: row.id, reasons })
        })
    };
    Ok(ask.answer(&shared, work).await)
}

fn found(store: &Store, id: &str) -> Result<dateline_record::IncidentRow, Problem> {
    store.incident_row(id)?.ok_or_else(|| Problem::not_found("there is no incident and no claim with this id"))
}

fn moved(route: &str, id: &str, query: &crate::parameters::Parameters) -> String {
    let mut to = format!("/api/v1/{route}/{}", crate::ask::segment(id));
    if let Some(time) = query.text("as_of") {
        to.push_str("?as_of=");
        to.extend(form_urlencoded::byte_serialize(time.as_bytes()));
    }
    to
}

fn whole(store: &Store, row: dateline_record::IncidentRow) -> Result<Incident, Problem> {
    let incident = store.incident(&row.id)?.ok_or_else(|| Problem::internal("an incident without an account"))?;
    let data_version = store.data_version()?;
    // The claims by report; the account names both in its voices, and claims that tell nothing of a field are in no voice.
    let mut sources: Vec<IncidentReport> = Vec::new();
    for (meta, claims) in store.reports_of(&row.id)? {
        sources.push(IncidentReport { report: views::report_row(meta), claim_ids: claims });
    }
    let former_ids = store.former_ids(&row.id)?;
    let row = views::row(row);
    let cite = cite(&row, data_version);
    Ok(Incident {
        data_version,
        fields: views::fields(incident.fields),
        tolls: views::tolls(incident.tolls),
        sources,
        former_ids,
        cite,
        row,
    })
}

/// How to cite an incident: what it is, its id, and of which state of the record.
fn cite(row: &IncidentRow, data_version: i64) -> String {
    let days = match (&row.from, &row.to) {
        (Some(a), Some(b)) if a == b => format!(", {a}"),
        (Some(a), Some(b)) => format!(", {a} to {b}"),
        _ => String::new(),
    };
    format!(
        "{}{days}. Incident {}, record at step {data_version}, coded by Dateline {}.",
        row.title,
        row.id,
        env!("CARGO_PKG_VERSION")
    )
}

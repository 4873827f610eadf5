//! Reports and claims.

use crate::Shared;
use crate::api::{AsOfParams, ClaimAnswer, FilterParams, List, PageParams, Report, ReportRow};
use crate::ask::{Answer, Ask};
use crate::parameters::{AS_OF, FILTERS, PAGES, Parameters};
use crate::problem::Problem;
use crate::routes::{by_position, filter};
use crate::views;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_store::{Filter, ReportView, Store};
use std::collections::HashSet;
use std::sync::Arc;

/// Reports by day.
#[utoipa::path(get, path = "/api/v1/reports", tag = "reports", params(PageParams, AsOfParams),
    responses((status = 200, body = List<ReportRow>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn reports(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[PAGES, AS_OF])?, shared.clone());
    let work = move |store: &Store, query: &Parameters| {
        with.on(store, query, |store| {
            let version = store.data_version()?;
            let paging = by_position(query, version)?;
            let skip: usize = paging.after.and_then(|a| a.parse().ok()).unwrap_or(0);
            let all = store.reports()?;
            let total = all.len();
            let rows: Vec<ReportRow> = all.into_iter().skip(skip).take(paging.limit).map(views::report_row).collect();
            let end = skip + rows.len();
            let next = (end < total && !rows.is_empty()).then(|| format!("{version}.{end}"));
            Answer::json(&List { data_version: version, total: total as u64, of: total as u64, next, rows })
        })
    };
    Ok(ask.answer(&shared, work).await)
}

/// One report: its text, and its claims with their incidents.
#[utoipa::path(get, path = "/api/v1/reports/{id}", tag = "reports",
    params(("id" = String, Path, description = "id of a report"), AsOfParams),
    responses((status = 200, body = Report), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn report(State(shared): State<Arc<Shared>>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[AS_OF])?, shared.clone());
    let work = move |store: &Store, query: &Parameters| {
        with.on(store, query, |store| {
            let found = store.report(&id)?.ok_or_else(|| Problem::not_found("there is no report with this id"))?;
            Answer::json(&whole(found, store.data_version()?))
        })
    };
    Ok(ask.answer(&shared, work).await)
}

fn whole(found: ReportView, data_version: i64) -> Report {
    Report {
        data_version: Some(data_version),
        row: views::report_row(found.meta),
        text: found.text,
        claims: found.claims.into_iter().map(|(claim, incident)| views::coded(claim, incident)).collect(),
    }
}

/// One claim with its report and incident.
#[utoipa::path(get, path = "/api/v1/claims/{id}", tag = "reports",
    params(("id" = String, Path, description = "id of a claim"), AsOfParams),
    responses((status = 200, body = ClaimAnswer), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn claim(State(shared): State<Arc<Shared>>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[AS_OF])?, shared.clone());
    let work = move |store: &Store, query: &Parameters| {
        with.on(store, query, |store| {
            let found = store.claim(&id)?.ok_or_else(|| Problem::not_found("there is no claim with this id"))?;
            Answer::json(&views::claim_answer(found, store.data_version()?))
        })
    };
    Ok(ask.answer(&shared, work).await)
}

/// Claims of the incidents that the filters let through, report by report; without filters all claims.
#[utoipa::path(get, path = "/api/v1/claims", tag = "reports", params(FilterParams, PageParams),
    responses((status = 200, body = List<ClaimAnswer>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn claims(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[FILTERS, PAGES])?, shared.clone());
    let work = move |store: &Store, query: &Parameters| {
        with.on(store, query, |store| Answer::json(&page(store, query, &filter(query)?)?))
    };
    Ok(ask.answer(&shared, work).await)
}

/// The cursor names the report and how many of its claims were seen, so that no page reads those before it.
fn page(store: &Store, query: &Parameters, filter: &Filter) -> Result<List<ClaimAnswer>, Problem> {
    let version = store.data_version()?;
    let limit = query.limit()?;
    let (mut at, mut seen) = match query.text("after") {
        None => (0, 0),
        Some(after) => cursor(&after, version)?,
    };
    let everything = filter.is_empty() && store.project().is_none();
    let chosen: Option<HashSet<String>> = if everything { None } else { Some(store.incident_ids(filter)?.into_iter().collect()) };
    let passes = |incident: &Option<String>| chosen.as_ref().is_none_or(|c| incident.as_ref().is_some_and(|i| c.contains(i)));
    let reports = store.reports()?;
    let mut rows = Vec::new();
    let mut next = None;
    while let Some(meta) = reports.get(at) {
        let claims = store.report(&meta.id)?.map(|r| r.claims).unwrap_or_default();
        for (claim, incident) in claims.into_iter().filter(|(_, i)| passes(i)).skip(seen) {
            if rows.len() == limit {
                next = Some(format!("{version}.{at}.{seen}"));
                break;
            }
            seen += 1;
            let row = dateline_store::ClaimRow { report: meta.clone(), claim, incident };
            rows.push(views::claim_answer(row, version));
        }
        if next.is_some() {
            break;
        }
        (at, seen) = (at + 1, 0);
    }
    let of = store.claim_count(&Filter::default())? as u64;
    let total = if everything { of } else { store.claim_count(filter)? as u64 };
    Ok(List { data_version: version, total, of, next, rows })
}

fn cursor(after: &str, version: i64) -> Result<(usize, usize), Problem> {
    let numbers: Vec<usize> = after.split('.').map_while(|n| n.parse().ok()).collect();
    match numbers[..] {
        [of, at, seen] if of as i64 == version => Ok((at, seen)),
        [_, _, _] => Err(Problem::parameter("after", "the record has changed since; begin again without it")),
        _ => Err(Problem::parameter("after", "it is no cursor of this list")),
    }
}

//! Agreements, tolls, control, sources, search.

use crate::Shared;
use crate::api::{
    Agreement, FilterParams, Held, Hit, Holding, List, Outlet, PageParams, Relay, SearchParams, Sources, Speaker, TollRow,
};
use crate::ask::{Answer, Ask};
use crate::parameters::{FILTERS, PAGES, Parameters};
use crate::problem::Problem;
use crate::routes::{by_day, by_position, filter, list, list_by_position, none};
use crate::views;
use axum::extract::State;
use axum::response::Response;
use dateline_store::{Filter, Paging, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Speakers that are told.
const SPEAKERS: usize = 200;
/// Edges of the relay graph that are told.
const EDGES: usize = 1_000;
/// Hits that are looked for.
const HITS: usize = 1_000;

/// Agreements by day: terms by parties, and what is said to have broken them.
#[utoipa::path(get, path = "/api/v1/agreements", tag = "views", params(FilterParams, PageParams),
    responses((status = 200, body = List<Agreement>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn agreements(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[FILTERS, PAGES])?, shared.clone());
    let work = move |store: &Store, query: &Parameters| {
        with.on(store, query, |store| {
            let page = store.agreements(&filter(query)?, &by_day(query)?)?;
            let of = store.agreements(&Filter::default(), &none())?.total;
            let mut told = BTreeMap::new();
            for id in page.rows.iter().flat_map(|a| std::iter::once(&a.id).chain(a.breaches.iter().map(|b| &b.incident))) {
                if let Some(row) = store.incident_row(id)? {
                    told.insert(id.clone(), (row.title, row.from));
                }
            }
            let of_id = |id: &str| told.get(id).cloned().unwrap_or_default();
            Answer::json(&list(store, page, of, |a| views::agreement(a, &of_id))?)
        })
    };
    Ok(ask.answer(&shared, work).await)
}

/// Incidents of which numbers are told, with the steps of each who gives them.
#[utoipa::path(get, path = "/api/v1/tolls", tag = "views", params(FilterParams, PageParams),
    responses((status = 200, body = List<TollRow>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn tolls(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[FILTERS, PAGES])?, shared.clone());
    let work = move |store: &Store, query: &Parameters| {
        with.on(store, query, |store| {
            let page = store.tolls(&filter(query)?, &by_day(query)?)?;
            let of = store.tolls(&Filter::default(), &none())?.total;
            let mut rows = Vec::with_capacity(page.rows.len());
            for toll in page.rows {
                if let Some(row) = store.incident_row(&toll.incident)? {
                    rows.push(TollRow { incident: views::row(row), tolls: views::tolls(toll.tolls) });
                }
            }
            let page = dateline_store::Page { rows, total: page.total, next: page.next };
            Answer::json(&list(store, page, of, |row| row)?)
        })
    };
    Ok(ask.answer(&shared, work).await)
}

/// Who is said to hold which place, places by name. Of the filters `actor` is the holder, days are those of the reports.
#[utoipa::path(get, path = "/api/v1/control", tag = "views", params(FilterParams, PageParams),
    responses((status = 200, body = List<Holding>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn control(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[FILTERS, PAGES])?, shared.clone());
    let work = move |store: &Store, query: &Parameters| {
        with.on(store, query, |store| {
            let page = store.control(&filter(query)?, &by_position(query, store.data_version()?)?)?;
            let of = store.control(&Filter::default(), &none())?.total;
            Answer::json(&list_by_position(store, page, of, holding)?)
        })
    };
    Ok(ask.answer(&shared, work).await)
}

fn holding(row: dateline_record::Holding) -> Holding {
    let held = |h: dateline_record::Held| Held {
        holder: h.holder,
        code: h.code,
        basis: h.basis,
        since: h.since,
        until: h.until,
        denied: h.denied,
        modality: h.modality,
        past: h.past,
        voice: views::voice(h.voice),
    };
    Holding {
        place: row.place,
        geonames: row.geonames,
        country: row.country,
        told: row.told.into_iter().map(held).collect(),
        contested: row.contested,
    }
}

/// Outlets, speakers, who relays whom, and reports that are copies of one text. Of the filters `source`, `from` and `to` count.
#[utoipa::path(get, path = "/api/v1/sources", tag = "views", params(FilterParams),
    responses((status = 200, body = Sources), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn sources(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[FILTERS])?, shared.clone());
    let work =
        move |store: &Store, query: &Parameters| with.on(store, query, |store| Answer::json(&graph(store, &filter(query)?)?));
    Ok(ask.answer(&shared, work).await)
}

fn graph(store: &Store, filter: &Filter) -> Result<Sources, Problem> {
    let outlet = |o: dateline_record::SourceRow| Outlet {
        name: o.publisher,
        reports: o.reports as u64,
        claims: o.claims as u64,
        first: o.first,
        last: o.last,
    };
    let outlets = store.sources(filter, &Paging::all())?.rows.into_iter().map(outlet).collect();
    let edges = store.relays(filter, &Paging::all())?.rows;
    // With a source asked for: the speakers that it names or carries.
    let carried: BTreeSet<(&str, Option<&str>)> = edges.iter().map(|e| (e.speaker.as_str(), e.code.as_deref())).collect();
    let named = filter.source.as_ref().map(|s| s.to_lowercase());
    let wanted = |name: &str, code: Option<&str>| match &named {
        Some(named) => name.to_lowercase().contains(named.as_str()) || carried.contains(&(name, code)),
        None => true,
    };
    let mut speakers: Vec<Speaker> = store
        .speakers()?
        .into_iter()
        .filter(|((name, code), _)| wanted(name, code.as_deref()))
        .map(|((name, code), (claims, denials))| Speaker { name, code, claims: claims as u64, denials: denials as u64 })
        .collect();
    speakers.sort_by(|a, b| b.claims.cmp(&a.claims).then_with(|| a.name.cmp(&b.name)));
    let left = |n: usize, shown: usize| n.saturating_sub(shown) as u64;
    let (speakers_left_out, relays_left_out) = (left(speakers.len(), SPEAKERS), left(edges.len(), EDGES));
    speakers.truncate(SPEAKERS);
    let relay = |e: dateline_record::RelayRow| Relay {
        from: e.speaker,
        from_kind: if e.relation == "outlet" { "outlet" } else { "speaker" }.to_owned(),
        code: e.code,
        relation: e.relation,
        to: e.carrier,
        claims: e.claims as u64,
    };
    let relays = edges.into_iter().take(EDGES).map(relay).collect();
    let copies = store.copies()?;
    Ok(Sources { data_version: store.data_version()?, outlets, speakers, speakers_left_out, relays, relays_left_out, copies })
}

/// Quotes and texts that hold all the words, quotes first; at most 1000.
#[utoipa::path(get, path = "/api/v1/search", tag = "views", params(SearchParams, PageParams),
    responses((status = 200, body = List<Hit>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn search(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let ask = ask.knows(&[&["q"], PAGES])?;
    let work = move |store: &Store, query: &Parameters| {
        let Some(words) = query.text("q") else { return Err(Problem::parameter("q", "say what to search for")) };
        let version = store.data_version()?;
        let paging = by_position(query, version)?;
        let skip: usize = paging.after.and_then(|a| a.parse().ok()).unwrap_or(0);
        let hits = store.search(&words, HITS)?;
        let total = hits.len();
        let mut rows = Vec::new();
        let mut titles: BTreeMap<String, Option<String>> = BTreeMap::new();
        for hit in hits.into_iter().skip(skip).take(paging.limit) {
            let title = match titles.get(&hit.report) {
                Some(title) => title.clone(),
                None => {
                    let title = store.report_meta(&hit.report)?.and_then(|meta| meta.title);
                    titles.insert(hit.report.clone(), title.clone());
                    title
                }
            };
            rows.push(Hit {
                report: hit.report,
                title,
                published: hit.published,
                publisher: hit.publisher,
                claim: hit.claim,
                incident: hit.incident,
                words: hit.words,
            });
        }
        let end = skip + rows.len();
        let next = (end < total && !rows.is_empty()).then(|| format!("{version}.{end}"));
        Answer::json(&List { data_version: version, total: total as u64, of: total as u64, next, rows })
    };
    Ok(ask.answer(&shared, work).await)
}

//! What the server is and what its record holds.

use crate::api::{Counted, Counts, Meta, Project, Values};
use crate::ask::{Answer, Ask};
use crate::index::{Entry, Index};
use crate::problem::Problem;
use crate::routes::{export, none};
use crate::{Origin, Shared};
use axum::extract::State;
use axum::response::Response;
use dateline_store::{Filter, Paging, Store};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Values of one filter that are told.
const VALUES: usize = 200;

/// Versions, sizes, values of the filters, formats, limits.
#[utoipa::path(get, path = "/api/v1/meta", tag = "record", responses((status = 200, body = Meta)))]
pub(crate) async fn meta(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let (ask, with) = (ask.knows(&[])?, shared.clone());
    let work = move |store: &Store, _: &_| Answer::json(&of(&with, store)?);
    Ok(ask.answer(&shared, work).await)
}

fn of(shared: &Shared, store: &Store) -> Result<Meta, Problem> {
    let index = shared.index(store)?;
    let all = Filter::default();
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
    Ok(Meta {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        coder: shared.engine.coder().to_owned(),
        data_version: store.data_version()?,
        record: match &shared.desk.origin {
            Origin::File(_) => "file".to_owned(),
            Origin::Examples => "examples".to_owned(),
        },
        writable: shared.options.write,
        project: store.project().map(project),
        counts: Counts {
            reports: store.report_count()? as u64,
            claims: store.claim_count(&all)? as u64,
            incidents: index.entries.len() as u64,
            disputes: store.disputes(&all, &none())?.total as u64,
            agreements: store.agreements(&all, &none())?.total as u64,
        },
        from: day(index.entries.iter().filter_map(|e| e.day).min()),
        to: day(index.entries.iter().filter_map(|e| e.last).max()),
        values: values(&index, store)?,
        formats: export::formats(),
        limits: shared.options.limits,
    })
}

fn project(project: &dateline_store::Project) -> Project {
    Project {
        name: project.name.clone(),
        parties: project.parties.clone(),
        countries: project.countries.clone(),
        from: project.from.map(|d| d.to_string()),
        to: project.to.map(|d| d.to_string()),
    }
}

fn values(index: &Index, store: &Store) -> Result<Values, Problem> {
    let parties = counted(index, |e| &e.parties);
    let families = counted(index, |e| std::slice::from_ref(&e.family));
    let mut places: BTreeMap<&str, u64> = BTreeMap::new();
    for place in index.entries.iter().filter_map(|e| e.place).map(|p| &index.places[p as usize]) {
        if place.precision != "country" {
            *places.entry(&place.name).or_default() += 1;
        }
    }
    let mut sources: BTreeMap<String, u64> = BTreeMap::new();
    for outlet in store.sources(&Filter::default(), &Paging::all())?.rows {
        if let Some(name) = outlet.publisher {
            *sources.entry(name).or_default() += outlet.claims as u64;
        }
    }
    // Outlets that others quote; then everybody who speaks, carried by an outlet or not.
    for relay in store.relays(&Filter::default(), &Paging::all())?.rows.into_iter().filter(|r| r.relation == "outlet") {
        *sources.entry(relay.speaker).or_default() += relay.claims as u64;
    }
    for ((name, _), (claims, _)) in store.speakers()? {
        *sources.entry(name).or_default() += claims as u64;
    }
    let plain = |(name, n): (String, u64)| Counted { key: name.clone(), label: name, incidents: n };
    Ok(Values {
        parties,
        families,
        types: counted(index, |e| &e.types),
        modes: counted(index, |e| &e.modes),
        countries: counted(index, |e| e.country.as_slice()),
        places: ranked(places.into_iter().map(|(name, n)| (name.to_owned(), n)).map(plain).collect()),
        sources: ranked(sources.into_iter().map(plain).collect()),
        standings: counted(index, |e| e.standing.as_slice()),
    })
}

/// How many incidents have each name.
fn counted(index: &Index, names: impl Fn(&Entry) -> &[u32]) -> Vec<Counted> {
    let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
    for entry in &index.entries {
        names(entry).iter().for_each(|&number| *counts.entry(number).or_default() += 1);
    }
    let row = |(number, incidents): (u32, u64)| {
        let name = &index.names[number as usize];
        Counted { key: name.key.clone(), label: name.label.clone(), incidents }
    };
    ranked(counts.into_iter().map(row).collect())
}

/// The commonest first.
fn ranked(mut rows: Vec<Counted>) -> Vec<Counted> {
    rows.sort_by(|a, b| b.incidents.cmp(&a.incidents).then_with(|| a.key.cmp(&b.key)));
    rows.truncate(VALUES);
    rows
}

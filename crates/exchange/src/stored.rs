//! A record in a file, or what passes a filter of it, in any format: one incident or one report in memory at a time.

use crate::export::{Export, Outgoing, Tally};
use crate::people::People;
use crate::redact::Names;
use crate::told::{Happening, Origin, Telling};
use dateline_record::Telling as Told;
use dateline_store::{ClaimRow, Filter, Paging, ReportMeta, Store};
use std::io::{self, Write};

/// Why an export ended before its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The record could not be read.
    #[error(transparent)]
    Store(#[from] dateline_store::Error),
    /// What was written could not be.
    #[error(transparent)]
    Out(#[from] io::Error),
}

/// Incidents read at a time.
const PAGE: usize = 500;

/// Writes exactly what passes the filter: for formats of incidents these by day, for formats of claims report by report. Neither order
/// depends on that in which reports were added.
pub fn export_store<W: Write>(
    store: &Store,
    filter: &Filter,
    format: Outgoing,
    redact: bool,
    out: W,
) -> Result<Tally, ExportError> {
    let mut export = Export::new(out, format)?;
    let mut people = redact.then(|| People::new(store));
    if format.of_claims() {
        let mut report: Vec<ClaimRow> = Vec::new();
        for row in store.claims(filter)? {
            let row = row?;
            if report.first().is_some_and(|first| first.report.id != row.report.id) {
                of_report(&report, people.as_mut(), &mut export)?;
                report.clear();
            }
            report.push(row);
        }
        of_report(&report, people.as_mut(), &mut export)?;
        return Ok(export.finish()?);
    }
    let mut paging = Paging { after: None, limit: PAGE };
    loop {
        let page = store.incidents(filter, &paging)?;
        for row in &page.rows {
            let Some(incident) = store.incident(&row.id)? else { continue };
            let tellings = in_order(store.tellings_of(&row.id)?);
            let origins: Vec<Origin> = tellings.iter().map(|t| Origin::from(&t.source)).collect();
            let told = tellings.iter().zip(&origins).flat_map(|(t, origin)| {
                t.source.claims.iter().map(|claim| Telling { origin, claim, incident: Some(incident.id.as_str()) })
            });
            let told = told.collect();
            let names = names(people.as_mut(), tellings.iter().map(|t| t.source.id.as_str()))?;
            export.happening(&Happening { incident: &incident, told }, names.as_ref())?;
        }
        match page.next {
            Some(next) => paging.after = Some(next),
            None => return Ok(export.finish()?),
        }
    }
}

/// By day of publication, then by text: not in the order in which they were added.
pub fn in_order(mut tellings: Vec<Told>) -> Vec<Told> {
    tellings.sort_by_key(|t| (t.source.published, t.source.text_sha256.clone(), t.source.id.clone()));
    tellings
}

fn of_report<W: Write>(rows: &[ClaimRow], people: Option<&mut People<'_>>, export: &mut Export<W>) -> Result<(), ExportError> {
    let Some(first) = rows.first() else { return Ok(()) };
    let origin = Origin::from(&first.report);
    let told: Vec<Telling<'_>> =
        rows.iter().map(|r| Telling { origin: &origin, claim: &r.claim, incident: r.incident.as_deref() }).collect();
    let names = names(people, [first.report.id.as_str()])?;
    Ok(export.report(&told, names.as_ref())?)
}

fn names<'r>(people: Option<&mut People<'_>>, reports: impl IntoIterator<Item = &'r str>) -> Result<Option<Names>, ExportError> {
    people.map(|p| p.names(reports)).transpose()
}

impl From<&ReportMeta> for Origin {
    fn from(meta: &ReportMeta) -> Origin {
        Origin {
            id: meta.id.clone(),
            text_sha256: meta.text_sha256.clone(),
            published: meta.published.clone(),
            publisher: meta.publisher.clone(),
            wire: meta.wire.clone(),
            title: meta.title.clone(),
            url: meta.url.clone(),
            retracted: meta.retracted.clone(),
        }
    }
}

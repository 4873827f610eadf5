//! `dateline export`: the record, or what passes the filters, in the formats of other data sets and tools.

use crate::Outcome;
use crate::record::Files;
use crate::options::named;
use anyhow::{Context, Result};
use clap::Args;
use dateline_exchange::{Export, Happening, Origin, Outgoing, Tally, Telling};
use dateline_store::{ClaimRow, Filter, Paging, ReportMeta, Store};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct ExportOptions {
    /// The format
    #[arg(long = "to", value_name = "FORMAT", value_parser = crate::options::outgoing())]
    pub format: String,
    #[command(flatten)]
    pub filter: crate::record_options::Filter,
    /// Coarsen coordinates to a tenth of a degree and blot out the names of private persons
    #[arg(long)]
    pub redact: bool,
    /// Write to FILE instead of standard output; it appears under its name once it is complete
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The record as it stood on a day (YYYY-MM-DD) or at a moment (ISO)
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
}

pub(crate) fn run(files: &Files, options: &ExportOptions) -> Result<Outcome> {
    let format = named(&options.format)?;
    let store = crate::record::ready(files, options.as_of.as_deref())?;
    let filter = options.filter.of_store();
    let write = |out: &mut dyn Write| of_store(&store, &filter, format, options.redact, out);
    let tally = match &options.output {
        Some(path) => into_file(path, write)?,
        None => write(&mut BufWriter::with_capacity(1 << 16, std::io::stdout().lock()))?,
    };
    tell(&options.format, &tally);
    Ok(Outcome::Done)
}

/// Incidents read at a time.
const PAGE: usize = 500;

/// What passes the filter, incident by incident or report by report, so that memory holds one of them.
pub(crate) fn of_store(store: &Store, filter: &Filter, format: Outgoing, redact: bool, out: &mut dyn Write) -> Result<Tally> {
    let mut export = Export::new(out, format, redact)?;
    if format.of_claims() {
        let mut report: Vec<ClaimRow> = Vec::new();
        for row in store.claims(filter)? {
            let row = row?;
            if report.first().is_some_and(|first| first.report.id != row.report.id) {
                of_report(store, &report, redact, &mut export)?;
                report.clear();
            }
            report.push(row);
        }
        of_report(store, &report, redact, &mut export)?;
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
            export.happening(&Happening { incident: &incident, told: told.collect() })?;
        }
        match page.next {
            Some(next) => paging.after = Some(next),
            None => return Ok(export.finish()?),
        }
    }
}

/// By day of publication, then by text: not in the order in which they were added.
pub(crate) fn in_order(mut tellings: Vec<dateline_record::Telling>) -> Vec<dateline_record::Telling> {
    let key = |t: &dateline_record::Telling| (t.source.published, t.source.text_sha256.clone(), t.source.id.clone());
    tellings.sort_by_key(key);
    tellings
}

fn of_report(store: &Store, rows: &[ClaimRow], redact: bool, export: &mut Export<&mut dyn Write>) -> Result<()> {
    let Some(first) = rows.first() else { return Ok(()) };
    let origin = origin(&first.report);
    let told: Vec<Telling<'_>> =
        rows.iter().map(|r| Telling { origin: &origin, claim: &r.claim, incident: r.incident.as_deref() }).collect();
    // Names to take out may be told in claims that don't pass.
    let all = if redact { store.report(&first.report.id)?.map(|r| r.claims).unwrap_or_default() } else { Vec::new() };
    let all: Vec<Telling<'_>> = all.iter().map(|(claim, _)| Telling { origin: &origin, claim, incident: None }).collect();
    Ok(export.report(&told, &all)?)
}

fn origin(meta: &ReportMeta) -> Origin {
    Origin {
        id: meta.id.clone(),
        text_sha256: meta.text_sha256.clone(),
        published: meta.published.clone(),
        publisher: meta.publisher.clone(),
        wire: meta.wire.clone(),
        title: meta.title.clone(),
        url: meta.url.clone(),
    }
}

/// Writes beside the file and puts it in its place once it is complete.
pub(crate) fn into_file<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let cannot = || format!("cannot write {}", path.display());
    let mut out = BufWriter::new(File::create(&part).with_context(cannot)?);
    let result = write(&mut out).and_then(|done| {
        out.flush().with_context(cannot)?;
        Ok(done)
    });
    match result {
        Ok(done) => {
            std::fs::rename(&part, path).with_context(cannot)?;
            Ok(done)
        }
        Err(error) => {
            let _ = std::fs::remove_file(&part);
            Err(error)
        }
    }
}

/// What was written and what the format could not hold, on the error stream.
pub(crate) fn tell(format: &str, tally: &Tally) {
    let left: Vec<String> = tally.left_out.iter().map(|(why, n)| format!("{n} {why}")).collect();
    let left = if left.is_empty() { String::new() } else { format!("; left out: {}", left.join(", ")) };
    eprintln!("{format}: {} written{left}", tally.written);
}

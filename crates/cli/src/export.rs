//! `dateline export`: the record, or what passes the filters, in the formats of other data sets and tools.

use crate::Outcome;
use crate::options::named;
use crate::record_options::Filter;
use anyhow::{Context, Result};
use clap::Args;
use dateline_engine::Claim;
use dateline_exchange::{Export, Happening, Origin, Outgoing, Tally, Telling};
use dateline_record::{Incident, Record};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct ExportOptions {
    /// The format
    #[arg(long = "to", value_name = "FORMAT", value_parser = crate::options::outgoing())]
    pub format: String,
    #[command(flatten)]
    pub filter: Filter,
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

pub(crate) fn run(db: &Path, options: &ExportOptions) -> Result<Outcome> {
    let format = named(&options.format)?;
    crate::record::record(db, options.as_of.as_deref(), |record| {
        let passes = |incident: &Incident| crate::record_views::passes(record, incident, &options.filter);
        let loose = |_: &Claim| options.filter.is_empty();
        let write = |out: &mut dyn Write| of_record(record, &passes, &loose, format, options.redact, out);
        let tally = match &options.output {
            Some(path) => into_file(path, write)?,
            None => write(&mut BufWriter::with_capacity(1 << 16, std::io::stdout().lock()))?,
        };
        tell(&options.format, &tally);
        Ok(Outcome::Done)
    })
}

/// Incidents that pass, and claims of theirs; claims of no incident where `loose` lets them.
pub(crate) fn of_record(
    record: &Record<'_>,
    passes: &dyn Fn(&Incident) -> bool,
    loose: &dyn Fn(&Claim) -> bool,
    format: Outgoing,
    redact: bool,
    out: &mut dyn Write,
) -> Result<Tally> {
    let origins: Vec<Origin> = record.sources.iter().map(|s| Origin::from(*s)).collect();
    let mut export = Export::new(out, format, redact)?;
    let mut chosen: Vec<&Incident> = record.incidents.iter().filter(|i| passes(i)).collect();
    chosen.sort_by_key(|i| (i.from.is_none(), i.from.clone(), i.to.clone()));
    let of: BTreeMap<(usize, usize), &str> = chosen.iter().flat_map(|i| i.claims.iter().map(|&at| (at, i.id.as_str()))).collect();
    if !format.of_claims() {
        for incident in chosen {
            let telling = |&(s, c): &(usize, usize)| Telling {
                origin: &origins[s],
                claim: &record.sources[s].claims[c],
                incident: Some(&incident.id),
            };
            export.happening(&Happening { incident, told: incident.claims.iter().map(telling).collect() })?;
        }
        return Ok(export.finish()?);
    }
    let in_none: std::collections::BTreeSet<(usize, usize)> = record.incidents.iter().flat_map(|i| i.claims.clone()).collect();
    for (s, source) in record.sources.iter().enumerate() {
        let all: Vec<Telling<'_>> = source
            .claims
            .iter()
            .enumerate()
            .map(|(c, claim)| Telling { origin: &origins[s], claim, incident: of.get(&(s, c)).copied() })
            .collect();
        let told: Vec<Telling<'_>> = all
            .iter()
            .enumerate()
            .filter(|(c, t)| t.incident.is_some() || !in_none.contains(&(s, *c)) && loose(t.claim))
            .map(|(_, t)| *t)
            .collect();
        export.report(&told, &all)?;
    }
    Ok(export.finish()?)
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

//! `dateline export`: the record, or what passes the filters, in the formats of other data sets and tools.

use crate::Outcome;
use crate::options::named;
use crate::record::Files;
use anyhow::{Context, Result};
use clap::Args;
use dateline_exchange::{Tally, export_store};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct ExportOptions {
    /// The format
    #[arg(long, short, value_name = "FORMAT", value_parser = crate::options::outgoing())]
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
    #[arg(long, value_name = "TIME", value_parser = crate::record_options::moment)]
    pub as_of: Option<String>,
}

pub(crate) fn run(files: &Files, options: &ExportOptions) -> Result<Outcome> {
    let format = named(&options.format)?;
    let store = crate::record::ready(files, options.as_of.as_deref())?;
    let filter = options.filter.of_store();
    let write = |out: &mut dyn Write| Ok(export_store(&store, &filter, format, options.redact, out)?);
    let tally = match &options.output {
        Some(path) => into_file(path, write)?,
        None => write(&mut BufWriter::with_capacity(1 << 16, std::io::stdout().lock()))?,
    };
    tell(&options.format, &tally);
    Ok(Outcome::Done)
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

//! `dateline import`: rows of other data sets, added to the record as reports by that data set.

use crate::Outcome;
use crate::progress::tell;
use anyhow::{Context, Result};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use dateline_exchange::incoming::{Import, Incoming};
use dateline_store::{Added, Store};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Problems told one by one; the rest is counted.
const TOLD: usize = 20;

#[derive(Debug, Args)]
pub(crate) struct ImportOptions {
    /// Files, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The format of the files
    #[arg(long, value_name = "FORMAT", value_parser = incoming())]
    pub from: String,
}

fn incoming() -> PossibleValuesParser {
    PossibleValuesParser::new(Incoming::ALL.iter().map(|(_, name, what)| PossibleValue::new(*name).help(*what)))
}

pub(crate) fn run(db: &Path, options: &ImportOptions) -> Result<Outcome> {
    let format = Incoming::named(&options.from).with_context(|| format!("there is no format {}", options.from))?;
    let coder = format.coder();
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let (mut rows, mut claims, mut problems) = (0, 0, 0);
    let fresh = !db.exists();
    let mut store = Store::create(db)?;
    for file in &options.files {
        let input: Box<dyn Read> = if file.as_os_str() == "-" {
            Box::new(std::io::stdin().lock())
        } else {
            match File::open(file) {
                Ok(file) => Box::new(file),
                Err(error) => {
                    tell(&format!("error[unreadable] {}: {error}", file.display()));
                    problems += 1;
                    continue;
                }
            }
        };
        for row in Import::new(input, format) {
            match row {
                Ok(row) => {
                    rows += 1;
                    claims += row.claims.len();
                    let (source, text) = row.source();
                    let added = store.add(&source, Some(&text), &coder, &crate::record::now())?;
                    *counts.entry(added.as_str()).or_default() += 1;
                }
                Err(problem) => {
                    problems += 1;
                    if problems <= TOLD {
                        tell(&format!("error[row] {}:{}: {}", file.display(), problem.line, problem.message));
                    }
                }
            }
        }
    }
    store.refresh()?;
    crate::record_writing::close(store, db, fresh)?;
    if problems > TOLD {
        eprintln!("error[row] and {} more", problems - TOLD);
    }
    let told = [
        (Added::New, "new"),
        (Added::Corrected, "corrected"),
        (Added::Recoded, "coded anew"),
        (Added::Unchanged, "unchanged"),
        (Added::LeftOut, "left out, as somebody took them out"),
    ];
    let told: Vec<String> =
        told.iter().filter_map(|(added, said)| counts.get(added.as_str()).map(|n| format!("{n} {said}"))).collect();
    eprintln!("{}: {rows} rows of {} ({}), {claims} claims", db.display(), format.data_set(), told.join(", "));
    Ok(if problems > 0 || rows == 0 { Outcome::Incomplete } else { Outcome::Done })
}

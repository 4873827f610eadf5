//! `dateline record diff`: what changed from one record, release or day to another.

use crate::Outcome;
use crate::fault::{refused, unread};
use crate::record::Files;
use crate::record_options::{ViewFormat, moment};
use crate::release::{each_report, incidents, sha256};
use anyhow::Result;
use clap::Args;
use dateline_exchange::diff::{Change, Changed, diff as compare};
use dateline_exchange::release::{Brief, Known, LAYOUT, Manifest};
use dateline_store::Filter;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// The longest line of a release that is read.
const LONGEST: u64 = 64 << 20;

#[derive(Debug, Args)]
pub(crate) struct DiffOptions {
    /// A record, the folder of a release, or RECORD@TIME for a record as it stood then
    #[arg(value_name = "A")]
    pub before: String,
    /// The same
    #[arg(value_name = "B")]
    pub after: String,
    /// Form of the output
    #[arg(long, short, value_enum, default_value_t = ViewFormat::Table)]
    pub format: ViewFormat,
}

pub(crate) fn diff(files: &Files, options: &DiffOptions) -> Result<Outcome> {
    let (before, after) = (version(files, &options.before)?, version(files, &options.after)?);
    let mut changes = compare(&before.known, &after.known);
    changes.iter_mut().for_each(|change| taken_back(change, &before, &after));
    let mut out = BufWriter::new(std::io::stdout().lock());
    match options.format {
        ViewFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &changes)?;
            writeln!(out)?;
        }
        ViewFormat::Table => draw(&mut out, &changes, &before.known, &after.known)?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn draw(out: &mut dyn Write, changes: &[Changed], before: &Known, after: &Known) -> Result<()> {
    let count = |change: Change| changes.iter().filter(|c| c.change == change).count();
    writeln!(
        out,
        "{} incidents before, {} after: {} came, {} went, {} joined, {} split, {} changed",
        before.incidents.len(),
        after.incidents.len(),
        count(Change::Came),
        count(Change::Went),
        count(Change::Joined),
        count(Change::Split),
        count(Change::Changed)
    )?;
    for change in changes {
        let word = match change.change {
            Change::Came => "+ came",
            Change::Went => "- went",
            Change::Joined => "> joined",
            Change::Split => "< split",
            Change::Changed => "~ changed",
        };
        writeln!(out, "\n{word}: {}", dateline_exchange::clean(&change.title))?;
        let ids = [change.before.join(", "), change.after.join(", ")];
        let ids = if ids[0] == ids[1] { ids[0].clone() } else { ids.join(" → ") };
        writeln!(out, "  {}", ids.trim_start_matches(" → ").trim_end_matches(" → "))?;
        for (name, old, new) in &change.fields {
            let or = |text: &str| if text.is_empty() { "nothing".to_owned() } else { dateline_exchange::clean(text) };
            writeln!(out, "  {name}: {} → {}", or(old), or(new))?;
        }
        for why in &change.why {
            writeln!(out, "  because: {}", dateline_exchange::clean(why))?;
        }
    }
    Ok(())
}

/// One side of a comparison.
#[derive(Default)]
struct Version {
    known: Known,
    /// Ids of the reports that were taken back.
    retracted: BTreeSet<String>,
}

impl Version {
    /// Takes in a line of `reports.jsonl`. `false`: it is none.
    fn add_report(&mut self, line: &Value) -> bool {
        if let Some(id) = line["id"].as_str().filter(|_| line["retracted"].is_string()) {
            self.retracted.insert(id.to_owned());
        }
        self.known.add_report(line)
    }

    /// The reports that tell of the incidents with some ids.
    fn telling(&self, ids: &[String]) -> impl Iterator<Item = &str> {
        let told = self.known.incidents.iter().filter(|brief| ids.contains(&brief.id));
        told.flat_map(|brief| brief.claims.iter().map(|(report, _)| report.as_str()))
    }
}

/// What a comparison of claims cannot see: a report that was taken back keeps its claims, and they count no more.
fn taken_back(change: &mut Changed, before: &Version, after: &Version) {
    let told: BTreeSet<&str> = before.telling(&change.before).chain(after.telling(&change.after)).collect();
    let only = |here: &Version, there: &Version| -> Vec<&str> {
        told.iter().copied().filter(|id| here.retracted.contains(*id) && !there.retracted.contains(*id)).collect()
    };
    let (gone, back) = (only(after, before), only(before, after));
    if !(gone.is_empty() && back.is_empty()) {
        change.why.retain(|why| !why.starts_with("joined or judged otherwise"));
    }
    for (what, reports) in [("reports taken back", gone), ("reports no longer taken back", back)] {
        if !reports.is_empty() {
            change.why.push(format!("{what}: {}", reports.join(", ")));
        }
    }
}

/// A record, `record@time`, or the folder of a release.
fn version(files: &Files, name: &str) -> Result<Version> {
    let path = Path::new(name);
    if path.is_dir() {
        return of_release(path);
    }
    let store = match name.rsplit_once('@') {
        Some((file, time)) if !path.exists() => {
            let time = moment(time).map_err(|why| refused(format!("{name}: {why}")))?;
            crate::record::ready(&files.at(Path::new(file)), Some(&time))?
        }
        _ => crate::record::ready(&files.at(path), None)?,
    };
    let mut version = Version::default();
    let filter = Filter::default();
    incidents(&store, &filter, false, &mut |line, _| {
        version.known.incidents.extend(Brief::of(line));
        Ok(())
    })?;
    each_report(&store, &filter, false, &mut |line, _, _| {
        version.add_report(line);
        Ok(())
    })?;
    for decision in store.overlays(store.step(None)?)? {
        version.known.add_decision(&serde_json::to_value(decision)?);
    }
    Ok(version)
}

fn of_release(folder: &Path) -> Result<Version> {
    let path = folder.join("manifest.json");
    let manifest =
        fs::read_to_string(&path).map_err(|_| unread(format!("{} is no release: there is no manifest", folder.display())))?;
    let manifest: Manifest =
        serde_json::from_str(&manifest).map_err(|e| unread(format!("{} cannot be read: {e}", path.display())))?;
    if manifest.layout > LAYOUT {
        let (found, name) = (manifest.layout, folder.display());
        return Err(unread(format!("{name} was written by a later version (layout {found}): update the program")));
    }
    for file in &manifest.files {
        // A name that leads out of the folder is none of a release's.
        let plain = Path::new(&file.file).components().count() == 1 && !file.file.contains("..");
        if !plain || sha256(&folder.join(&file.file)).map_or(true, |found| found.sha256 != file.sha256) {
            let (name, file) = (folder.display(), &file.file);
            return Err(unread(format!("{name}: {file} is not what was released (its SHA-256 differs, or it is gone)")));
        }
    }
    let mut version = Version::default();
    each_line(&folder.join("incidents.jsonl"), &mut |line| {
        let brief = Brief::of(line);
        let whole = brief.is_some();
        version.known.incidents.extend(brief);
        whole
    })?;
    each_line(&folder.join("reports.jsonl"), &mut |line| version.add_report(line))?;
    each_line(&folder.join("decisions.jsonl"), &mut |line| {
        version.known.add_decision(line);
        true
    })?;
    Ok(version)
}

/// Reads JSON Lines; `each` says whether a line is what it should be.
fn each_line(path: &Path, each: &mut dyn FnMut(&Value) -> bool) -> Result<()> {
    let mut reader = BufReader::new(File::open(path).map_err(|e| unread(format!("cannot read {}: {e}", path.display())))?);
    let (mut line, mut number) = (String::new(), 0);
    loop {
        line.clear();
        number += 1;
        if reader.by_ref().take(LONGEST).read_line(&mut line)? == 0 {
            return Ok(());
        }
        let value: Option<Value> = serde_json::from_str(&line).ok();
        if !value.as_ref().is_some_and(&mut *each) {
            return Err(unread(format!("{}:{number}: this line is not of a release", path.display())));
        }
    }
}

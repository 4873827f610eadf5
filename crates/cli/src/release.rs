//! `dateline record release` and `record diff`: a version that can be cited, and what changed between two.

use crate::Outcome;
use crate::record::Files;
use crate::export::{in_order, of_store};
use crate::record_options::ViewFormat;
use anyhow::{Context, Result, bail};
use clap::Args;
use dateline_exchange::diff::{Change, Changed, diff as compare};
use dateline_exchange::redact::{Names, coarsen, redact_origin};
use dateline_exchange::release::{Brief, FileHash, Known, LAYOUT, Manifest, incident_line, report_line};
use dateline_exchange::{Origin, Outgoing};
use dateline_store::{Filter, Paging, Store};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Incidents read at a time.
const PAGE: usize = 500;
/// The longest line of a release that is read.
const LONGEST: u64 = 64 << 20;

const README: &str = "\
A release of a record that Dateline made from news reports: who did what to whom, when, where, and according to whom.

claims.jsonl     every claim with all its fields, one a line
claims.csv       the same as a flat table
incidents.jsonl  claims joined into incidents, with the values told side by side; told_by lists [report, claim]
reports.jsonl    the reports that were read, without their texts
decisions.jsonl  what people joined, split or corrected, with reasons
CODEBOOK.md      what the fields mean
manifest.json    what it was made from and by which coder, with lengths and SHA-256 of the files
SHA256SUMS       the same for `sha256sum --check`

The same record gives the same bytes. To cite it, give the SHA-256 of manifest.json.
";

#[derive(Debug, Args)]
pub(crate) struct ReleaseOptions {
    /// The folder to write; it must not exist, or be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Title of the release
    #[arg(long)]
    pub title: Option<String>,
    #[command(flatten)]
    pub filter: crate::record_options::Filter,
    /// Coarsen coordinates to a tenth of a degree and blot out the names of private persons
    #[arg(long)]
    pub redact: bool,
    /// The record as it stood on a day (YYYY-MM-DD) or at a moment (ISO)
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
}

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

pub(crate) fn release(files: &Files, options: &ReleaseOptions) -> Result<Outcome> {
    let folder = &options.folder;
    if folder.exists() && fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_some()) {
        eprintln!("error[exists] {} is there and not empty: a release never overwrites another", folder.display());
        return Ok(Outcome::Refused);
    }
    let store = crate::record::ready(files, options.as_of.as_deref())?;
    // Written beside, and put in place once it is whole.
    let name = folder.file_name().context("the folder needs a name")?.to_string_lossy();
    let part = folder.with_file_name(format!("{name}.part"));
    if part.exists() {
        fs::remove_dir_all(&part).with_context(|| format!("cannot remove {}", part.display()))?;
    }
    fs::create_dir_all(&part).with_context(|| format!("cannot write {}", part.display()))?;
    let manifest = match write(&store, options, &part) {
        Ok(manifest) => manifest,
        Err(error) => {
            let _ = fs::remove_dir_all(&part);
            return Err(error);
        }
    };
    if folder.exists() {
        fs::remove_dir(folder).with_context(|| format!("cannot write {}", folder.display()))?;
    }
    fs::rename(&part, folder).with_context(|| format!("cannot write {}", folder.display()))?;
    eprintln!(
        "{}: {} reports, {} claims, {} incidents, {} decisions",
        folder.display(),
        manifest.reports,
        manifest.claims,
        manifest.incidents,
        manifest.decisions
    );
    writeln!(std::io::stdout().lock(), "{}", sha256(&folder.join("manifest.json"))?.sha256)?;
    Ok(Outcome::Done)
}

fn write(store: &Store, options: &ReleaseOptions, folder: &Path) -> Result<Manifest> {
    let filter = options.filter.of_store();
    let into = |name: &str| -> Result<BufWriter<File>> {
        let path = folder.join(name);
        Ok(BufWriter::new(File::create(&path).with_context(|| format!("cannot write {}", path.display()))?))
    };
    let mut manifest = Manifest {
        layout: LAYOUT,
        program: format!("dateline {}", env!("CARGO_PKG_VERSION")),
        title: options.title.clone(),
        as_of: options.as_of.clone(),
        filter: serde_json::to_value(&filter)?,
        ..Manifest::default()
    };
    for (name, format) in [("claims.jsonl", Outgoing::Jsonl), ("claims.csv", Outgoing::Csv)] {
        let tally = of_store(store, &filter, format, options.redact, &mut into(name)?)?;
        manifest.claims = tally.written;
    }
    let mut out = into("incidents.jsonl")?;
    manifest.incidents = incidents(store, &filter, options.redact, &mut |line, _| Ok(writeln!(out, "{line}")?))?;
    out.flush()?;
    let mut out = into("reports.jsonl")?;
    let (mut days, mut reports) = (BTreeSet::new(), 0);
    each_report(store, &filter, options.redact, &mut |line, coder, published| {
        reports += 1;
        *manifest.coders.entry(coder.to_owned()).or_default() += 1;
        days.extend(published.map(str::to_owned));
        Ok(writeln!(out, "{line}")?)
    })?;
    out.flush()?;
    manifest.reports = reports;
    manifest.published = days.first().cloned().zip(days.last().cloned()).map(|(a, b)| [a, b]);
    let mut out = into("decisions.jsonl")?;
    // With a filter, decisions on claims that are not in the release stay out.
    let decisions = store.overlays(store.step(None)?)?;
    for decision in &decisions {
        writeln!(out, "{}", serde_json::to_string(decision)?)?;
    }
    out.flush()?;
    manifest.decisions = decisions.len();
    fs::write(folder.join("CODEBOOK.md"), include_str!("../../../docs/CODEBOOK.md"))?;
    fs::write(folder.join("README.txt"), README)?;
    let names =
        ["CODEBOOK.md", "README.txt", "claims.csv", "claims.jsonl", "decisions.jsonl", "incidents.jsonl", "reports.jsonl"];
    manifest.files = names.iter().map(|name| sha256(&folder.join(name))).collect::<Result<_>>()?;
    fs::write(folder.join("manifest.json"), serde_json::to_string_pretty(&manifest)? + "\n")?;
    let mut sums = String::new();
    for file in manifest.files.iter().chain([&sha256(&folder.join("manifest.json"))?]) {
        sums += &format!("{}  {}\n", file.sha256, file.file);
    }
    fs::write(folder.join("SHA256SUMS"), sums)?;
    Ok(manifest)
}

fn sha256(path: &Path) -> Result<FileHash> {
    let mut file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            break;
        }
        hash.update(&buffer[..n]);
        bytes += n as u64;
    }
    let sha256 = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    Ok(FileHash { file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes, sha256 })
}

/// Every incident that passes, as a line.
fn incidents(store: &Store, filter: &Filter, redact: bool, each: &mut dyn FnMut(&Value, &str) -> Result<()>) -> Result<usize> {
    let (mut paging, mut count) = (Paging { after: None, limit: PAGE }, 0);
    loop {
        let page = store.incidents(filter, &paging)?;
        for row in &page.rows {
            let Some(mut incident) = store.incident(&row.id)? else { continue };
            let tellings = in_order(store.tellings_of(&row.id)?);
            let claims: Vec<(&str, &str)> =
                tellings.iter().flat_map(|t| t.source.claims.iter().map(|c| (t.source.id.as_str(), c.id.as_str()))).collect();
            if redact {
                incident.place.iter_mut().for_each(coarsen);
            }
            let mut line = incident_line(&incident, &row.title, &claims);
            if redact {
                Names::of(tellings.iter().flat_map(|t| &t.source.claims)).blot_json(&mut line);
            }
            each(&line, &row.id)?;
            count += 1;
        }
        match page.next {
            Some(next) => paging.after = Some(next),
            None => return Ok(count),
        }
    }
}

type EachReport<'f> = &'f mut dyn FnMut(&Value, &str, Option<&str>) -> Result<()>;

/// Every report that stands; with a filter those that have a claim that passes.
fn each_report(store: &Store, filter: &Filter, redact: bool, each: EachReport<'_>) -> Result<()> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in store.claims(filter)? {
        *counts.entry(row?.report.id).or_default() += 1;
    }
    for meta in store.reports()? {
        let Some(claims) = counts.get(&meta.id).copied().or_else(|| filter.is_empty().then_some(0)) else { continue };
        let mut origin = Origin {
            id: meta.id,
            text_sha256: meta.text_sha256,
            published: meta.published,
            publisher: meta.publisher,
            wire: meta.wire,
            title: meta.title,
            url: meta.url,
        };
        if redact {
            let all = store.report(&origin.id)?.map(|r| r.claims).unwrap_or_default();
            origin = redact_origin(&origin, &Names::of(all.iter().map(|(claim, _)| claim)));
        }
        each(&report_line(&origin, &meta.coder, claims), &meta.coder, origin.published.as_deref())?;
    }
    Ok(())
}

pub(crate) fn diff(options: &DiffOptions) -> Result<Outcome> {
    let (before, after) = (known(&options.before)?, known(&options.after)?);
    let changes = compare(&before, &after);
    let mut out = BufWriter::new(std::io::stdout().lock());
    match options.format {
        ViewFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &changes)?;
            writeln!(out)?;
        }
        ViewFormat::Table => draw(&mut out, &changes, &before, &after)?,
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

/// A record, `record@time`, or the folder of a release.
fn known(name: &str) -> Result<Known> {
    let path = Path::new(name);
    if path.is_dir() {
        return of_release(path);
    }
    let store = match name.rsplit_once('@') {
        Some((file, time)) if !path.exists() => crate::record::ready(&Files::at(Path::new(file)), Some(time))?,
        _ => crate::record::ready(&Files::at(path), None)?,
    };
    let mut known = Known::default();
    let filter = Filter::default();
    incidents(&store, &filter, false, &mut |line, _| {
        known.incidents.extend(Brief::of(line));
        Ok(())
    })?;
    each_report(&store, &filter, false, &mut |line, _, _| {
        known.add_report(line);
        Ok(())
    })?;
    for decision in store.overlays(store.step(None)?)? {
        known.add_decision(&serde_json::to_value(decision)?);
    }
    Ok(known)
}

fn of_release(folder: &Path) -> Result<Known> {
    let path = folder.join("manifest.json");
    let manifest =
        fs::read_to_string(&path).with_context(|| format!("{} is no release: there is no manifest", folder.display()))?;
    let manifest: Manifest = serde_json::from_str(&manifest).with_context(|| format!("{} cannot be read", path.display()))?;
    if manifest.layout > LAYOUT {
        bail!("{} was written by a later version (layout {}): update the program", folder.display(), manifest.layout);
    }
    for file in &manifest.files {
        // A name that leads out of the folder is none of a release's.
        let plain = Path::new(&file.file).components().count() == 1 && !file.file.contains("..");
        if !plain || sha256(&folder.join(&file.file)).map_or(true, |found| found.sha256 != file.sha256) {
            bail!("{}: {} is not what was released (its SHA-256 differs, or it is gone)", folder.display(), file.file);
        }
    }
    let mut known = Known::default();
    each_line(&folder.join("incidents.jsonl"), &mut |line| {
        let brief = Brief::of(line);
        let whole = brief.is_some();
        known.incidents.extend(brief);
        whole
    })?;
    each_line(&folder.join("reports.jsonl"), &mut |line| known.add_report(line))?;
    each_line(&folder.join("decisions.jsonl"), &mut |line| {
        known.add_decision(line);
        true
    })?;
    Ok(known)
}

/// Reads JSON Lines; `each` says whether a line is what it should be.
fn each_line(path: &Path, each: &mut dyn FnMut(&Value) -> bool) -> Result<()> {
    let mut reader = BufReader::new(File::open(path).with_context(|| format!("cannot read {}", path.display()))?);
    let (mut line, mut number) = (String::new(), 0);
    loop {
        line.clear();
        number += 1;
        if reader.by_ref().take(LONGEST).read_line(&mut line)? == 0 {
            return Ok(());
        }
        let value: Option<Value> = serde_json::from_str(&line).ok();
        if !value.as_ref().is_some_and(&mut *each) {
            bail!("{}:{number}: this line is not of a release", path.display());
        }
    }
}

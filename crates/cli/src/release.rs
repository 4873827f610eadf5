//! `dateline record release`: a version of the record that can be cited.

use crate::Outcome;
use crate::record::Files;
use anyhow::{Context, Result};
use clap::Args;
use dateline_exchange::redact::{coarsen, redact_origin};
use dateline_exchange::release::{FileHash, LAYOUT, Manifest, incident_line, named_claims, report_line};
use dateline_exchange::{Origin, Outgoing, People, export_store, in_order};
use dateline_store::{Filter, Paging, Store};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Incidents read at a time.
const PAGE: usize = 500;

/// What the folder says of itself.
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
    #[arg(long, value_name = "TIME", value_parser = crate::record_options::moment)]
    pub as_of: Option<String>,
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
        let tally = export_store(store, &filter, format, options.redact, into(name)?)?;
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
    for line in decisions(store, &filter, options.redact)? {
        writeln!(out, "{line}")?;
        manifest.decisions += 1;
    }
    out.flush()?;
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

/// What people decided; with a filter, on claims that pass. Redacted, without the quotes, and without private names in the rest.
fn decisions(store: &Store, filter: &Filter, redact: bool) -> Result<Vec<Value>> {
    let mut lines = Vec::new();
    let decisions = store.overlays(store.step(None)?)?;
    let mut held = BTreeSet::new();
    if !decisions.is_empty() && !filter.is_empty() {
        for row in store.claims(filter)? {
            held.insert(row?.claim.id);
        }
    }
    let mut people = People::new(store);
    for decision in &decisions {
        let mut line = serde_json::to_value(decision)?;
        let claims = named_claims(&line);
        if !filter.is_empty() && !claims.iter().any(|c| held.contains(c)) {
            continue;
        }
        if redact {
            for id in &claims {
                let Some(row) = store.claim(id)? else { continue };
                people.names([row.report.id.as_str()])?.blot_json(&mut line);
            }
            unquote(&mut line);
        }
        lines.push(line);
    }
    Ok(lines)
}

fn unquote(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("quote");
            map.values_mut().for_each(unquote);
        }
        Value::Array(list) => list.iter_mut().for_each(unquote),
        _ => {}
    }
}

pub(crate) fn sha256(path: &Path) -> Result<FileHash> {
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
pub(crate) fn incidents(
    store: &Store,
    filter: &Filter,
    redact: bool,
    each: &mut dyn FnMut(&Value, &str) -> Result<()>,
) -> Result<usize> {
    let (mut paging, mut count) = (Paging { after: None, limit: PAGE }, 0);
    let mut people = People::new(store);
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
                people.names(tellings.iter().map(|t| t.source.id.as_str()))?.blot_json(&mut line);
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
pub(crate) fn each_report(store: &Store, filter: &Filter, redact: bool, each: EachReport<'_>) -> Result<()> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in store.claims(filter)? {
        *counts.entry(row?.report.id).or_default() += 1;
    }
    let mut people = People::new(store);
    for meta in store.reports()? {
        let Some(claims) = counts.get(&meta.id).copied().or_else(|| filter.is_empty().then_some(0)) else { continue };
        let mut origin = Origin::from(&meta);
        let names = if redact { Some(people.names([origin.id.as_str()])?) } else { None };
        if let Some(names) = &names {
            origin = redact_origin(&origin, names);
        }
        let mut line = report_line(&origin, &meta.coder, claims);
        // Why it was taken back is in somebody's own words.
        names.iter().for_each(|names| names.blot_json(&mut line["retracted"]));
        each(&line, &meta.coder, origin.published.as_deref())?;
    }
    Ok(())
}

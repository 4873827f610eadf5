//! `dateline record sample` and `record audit`: people check what was coded.

use crate::Outcome;
use crate::export::into_file;
use crate::fault::unread;
use crate::record::Files;
use anyhow::{Context, Result};
use clap::Args;
use dateline_exchange::audit::{Agreement, Checked, Share, VERDICTS, Verdict, agreement, checked, wilson};
use dateline_exchange::sample::Sample;
use dateline_exchange::{Origin, Telling, gold_claim};
use dateline_store::Store;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The longest filled-in sample that is read.
const LONGEST: u64 = 64 << 20;

#[derive(Debug, Args)]
pub(crate) struct SampleOptions {
    /// So many claims
    #[arg(long, short = 'n', default_value_t = 100, value_name = "N")]
    pub size: usize,
    /// The same seed draws the same claims
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[command(flatten)]
    pub filter: crate::record_options::Filter,
    /// Write to FILE instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct AuditOptions {
    /// Filled-in samples, one a coder
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Write the corrected claims as an annotated set into DIR, which must not exist; needs the record that the sample was drawn from
    #[arg(long, value_name = "DIR")]
    pub gold: Option<PathBuf>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

pub(crate) fn sample(files: &Files, options: &SampleOptions) -> Result<Outcome> {
    let store = crate::record::ready(files, None)?;
    let mut sample = Sample::new(options.size, options.seed);
    for row in store.claims(&options.filter.of_store())? {
        let row = row?;
        let origin = Origin::from(&row.report);
        sample.offer(&Telling { origin: &origin, claim: &row.claim, incident: row.incident.as_deref() });
    }
    let table = sample.table(|report| store.text(report).ok().flatten());
    match &options.output {
        Some(path) => into_file(path, |out| Ok(out.write_all(table.as_bytes())?))?,
        None => std::io::stdout().lock().write_all(table.as_bytes())?,
    }
    eprintln!("{} of {} claims drawn with seed {}", sample.len(), sample.population(), options.seed);
    Ok(Outcome::Done)
}

/// What filled-in samples tell.
#[derive(Serialize)]
struct Report {
    coders: Vec<Coder>,
    pairs: Vec<Pair>,
    /// Claims of which the coders say different things, by report and claim.
    unsettled: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Coder {
    name: String,
    checked: usize,
    /// Right in every field.
    precision: Option<Share>,
    /// Right, or right but for a field.
    found: Option<Share>,
    /// Precision by kind of claim.
    kinds: BTreeMap<String, Option<Share>>,
    /// How often each field was corrected.
    corrected: BTreeMap<String, usize>,
}

#[derive(Serialize)]
struct Pair {
    coders: [String; 2],
    #[serde(flatten)]
    agreement: Agreement,
}

pub(crate) fn audit(record: &Files, options: &AuditOptions) -> Result<Outcome> {
    let mut files: Vec<(String, Vec<Checked>)> = Vec::new();
    for path in &options.files {
        let mut text = String::new();
        let cannot = |e: std::io::Error| unread(format!("cannot read {}: {e}", path.display()));
        let file = fs::File::open(path).map_err(cannot)?;
        let length = file.take(LONGEST + 1).read_to_string(&mut text).map_err(cannot)?;
        if length as u64 > LONGEST {
            return Err(unread(format!("{} is too long for a sample", path.display())));
        }
        // Spreadsheets end lines with two signs, of which the second would count as the beginning of the next: faults have the line of a row.
        match checked(&text.replace("\r\n", "\n")) {
            Ok((by, rows)) => files.push((by.unwrap_or_else(|| path.display().to_string()), rows)),
            Err(problem) => {
                crate::progress::tell(&format!("error[sample] {}: {problem}", path.display()));
                return Ok(Outcome::Refused);
            }
        }
    }
    let report = report(&files);
    let told = if options.json { serde_json::to_string_pretty(&report)? + "\n" } else { draw(&report) };
    std::io::stdout().lock().write_all(told.as_bytes())?;
    if let Some(folder) = &options.gold {
        if folder.exists() {
            eprintln!("error[exists] {} is there: gold never overwrites gold", folder.display());
            return Ok(Outcome::Refused);
        }
        return write_gold(&record.open()?, &files, &report, folder);
    }
    Ok(Outcome::Done)
}

fn report(files: &[(String, Vec<Checked>)]) -> Report {
    let count = |rows: &[&Checked], hit: fn(Verdict) -> bool| wilson(rows.iter().filter(|r| hit(r.verdict)).count(), rows.len());
    let coder = |(name, rows): &(String, Vec<Checked>)| {
        let all: Vec<&Checked> = rows.iter().collect();
        let kinds: BTreeSet<&str> = rows.iter().map(|r| r.kind.as_str()).collect();
        let of_kind = |kind: &&str| {
            let rows: Vec<&Checked> = rows.iter().filter(|r| r.kind == *kind).collect();
            ((*kind).to_owned(), count(&rows, |v| v == Verdict::Right))
        };
        let mut corrected: BTreeMap<String, usize> = BTreeMap::new();
        rows.iter().flat_map(|r| r.fixes.keys()).for_each(|f| *corrected.entry(f.clone()).or_default() += 1);
        Coder {
            name: name.clone(),
            checked: rows.len(),
            precision: count(&all, |v| v == Verdict::Right),
            found: count(&all, |v| v != Verdict::Wrong),
            kinds: kinds.iter().map(of_kind).collect(),
            corrected,
        }
    };
    let mut pairs = Vec::new();
    for (i, (a, x)) in files.iter().enumerate() {
        for (b, y) in files.iter().skip(i + 1) {
            pairs.push(Pair { coders: [a.clone(), b.clone()], agreement: agreement(x, y) });
        }
    }
    let mut said: BTreeMap<(String, String), BTreeSet<(Verdict, Vec<(String, String)>)>> = BTreeMap::new();
    for row in files.iter().flat_map(|(_, rows)| rows) {
        let fixes = row.fixes.clone().into_iter().collect();
        said.entry((row.report.clone(), row.claim.clone())).or_default().insert((row.verdict, fixes));
    }
    let unsettled = said.into_iter().filter(|(_, said)| said.len() > 1).map(|(key, _)| key).collect();
    Report { coders: files.iter().map(coder).collect(), pairs, unsettled }
}

fn draw(report: &Report) -> String {
    let share = |s: &Option<Share>| match s {
        Some(s) => format!("{:.3} [{:.3}, {:.3}] ({} of {})", s.share, s.low, s.high, s.hits, s.of),
        None => "nothing checked".to_owned(),
    };
    let mut out = String::new();
    for coder in &report.coders {
        out += &format!("{}: {} claims checked\n", coder.name, coder.checked);
        out += &format!("  right in every field  {}\n", share(&coder.precision));
        out += &format!("  such a claim at all   {}\n", share(&coder.found));
        for (kind, s) in &coder.kinds {
            out += &format!("  {kind:<20}  {}\n", share(s));
        }
        if !coder.corrected.is_empty() {
            let fields: Vec<String> = coder.corrected.iter().map(|(f, n)| format!("{f} {n}")).collect();
            out += &format!("  corrected: {}\n", fields.join(", "));
        }
    }
    for pair in &report.pairs {
        let a = &pair.agreement;
        let kappa = a.kappa.map_or("not defined: both always say the same".to_owned(), |k| format!("{k:.3}"));
        out += &format!(
            "{} and {}: {} claims both checked, {} alike, Cohen's kappa {kappa}\n",
            pair.coders[0], pair.coders[1], a.both, a.same
        );
        out += &format!("  {:<10}{:>8}{:>8}{:>8}\n", "", VERDICTS[0], VERDICTS[1], VERDICTS[2]);
        for (name, row) in VERDICTS.iter().zip(&a.table) {
            out += &format!("  {name:<10}{:>8}{:>8}{:>8}\n", row[0], row[1], row[2]);
        }
    }
    if !report.unsettled.is_empty() {
        out += &format!("{} claims on which they differ:\n", report.unsettled.len());
        report.unsettled.iter().for_each(|(r, c)| out += &format!("  {r} {c}\n"));
    }
    out
}

/// One file a report, with the claims on which nobody differs, and the texts beside them.
fn write_gold(store: &Store, files: &[(String, Vec<Checked>)], report: &Report, folder: &Path) -> Result<Outcome> {
    let mut rows: BTreeMap<&str, BTreeMap<&str, &Checked>> = BTreeMap::new();
    for row in files.iter().flat_map(|(_, rows)| rows) {
        if !report.unsettled.contains(&(row.report.clone(), row.claim.clone())) {
            rows.entry(&row.report).or_default().insert(&row.claim, row);
        }
    }
    let annotator = files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    fs::create_dir_all(folder).with_context(|| format!("cannot write {}", folder.display()))?;
    let (mut texts, mut written, mut missing) = (String::new(), 0, 0);
    for (number, (id, checks)) in rows.iter().enumerate() {
        let Some(view) = store.report(id)? else {
            eprintln!("warning[report] {id} is not in the record any more");
            missing += 1;
            continue;
        };
        let (mut claims, mut drawn): (Vec<Value>, Vec<Value>) = Default::default();
        for (claim, _) in &view.claims {
            if let Some(check) = checks.get(claim.id.as_str()) {
                let (start, end) = (claim.evidence.start, claim.evidence.end);
                drawn.push(json!({ "id": claim.id, "kind": claim.kind, "start": start, "end": end }));
                claims.extend(gold_claim(claims.len() + 1, claim, check, view.text.as_deref()));
                written += 1;
            }
        }
        missing += checks.keys().filter(|id| !view.claims.iter().any(|(c, _)| c.id == ***id)).count();
        let meta = &view.meta;
        // `sampled`: the report may hold claims that nobody was asked about, so it serves precision and not recall; `drawn`: those that
        // somebody was asked about, also where there is no such claim.
        let gold = json!({ "id": meta.id, "published": meta.published, "publisher": meta.publisher, "annotator": annotator,
            "sampled": true, "drawn": drawn, "claims": claims });
        fs::write(folder.join(format!("{:04}-{}.json", number + 1, file_name(id))), serde_json::to_string_pretty(&gold)? + "\n")?;
        texts += &json!({ "id": meta.id, "date": meta.published, "publisher": meta.publisher, "title": meta.title,
            "url": meta.url, "text": view.text.unwrap_or_default() })
        .to_string();
        texts.push('\n');
    }
    fs::write(folder.join("reports.jsonl"), texts)?;
    eprintln!(
        "{}: {written} checked claims of {} reports; {} left out on which coders differ, {missing} no longer in the record",
        folder.display(),
        rows.len(),
        report.unsettled.len()
    );
    Ok(if missing > 0 { Outcome::Incomplete } else { Outcome::Done })
}

/// An id as the part of a file's name.
fn file_name(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' }).take(80).collect()
}

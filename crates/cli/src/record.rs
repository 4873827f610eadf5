//! The verbs of the record: what writes to it, and which view to draw.

use crate::Outcome;
use crate::lexicon::{Chosen, engine_options};
use crate::options::Verb;
use crate::progress::Progress;
use crate::record_options::{AddOptions, By, OneOptions, RecordVerb, SearchOptions, ViewFormat, ViewOptions};
use crate::record_views::{self as views, Page};
use anyhow::{Context, Result, bail};
use dateline_engine::{Engine, Report};
use dateline_exchange::Look;
use dateline_intake::Item;
use dateline_record::{ClaimKey, Edit, Overlay, Record, Source};
use dateline_store::{Added, Store};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Reports that are read side by side before they are written.
const BATCH: usize = 64;
/// A batch also ends here, so that long reports don't fill the memory.
const BATCH_BYTES: usize = 8 << 20;

pub(crate) fn run(db: Option<&Path>, verb: &Verb, lexicon: &Chosen) -> Result<Outcome> {
    let db = db
        .map(Path::to_owned)
        .or_else(|| std::env::var_os("DATELINE_DB").filter(|v| !v.is_empty()).map(PathBuf::from))
        .unwrap_or_else(|| PathBuf::from("dateline.db"));
    match verb {
        Verb::Record(options) => match &options.verb {
            RecordVerb::Add(options) => add(&db, options, lexicon),
            RecordVerb::Remove(options) => {
                let mut store = Store::open(&db)?;
                if !store.remove(&options.report, &options.reason, &now())? {
                    bail!("there is no report {} in the record", options.report);
                }
                store.close()?;
                Ok(Outcome::Done)
            }
            RecordVerb::Log(options) => {
                let rows = Store::open(&db)?.log(options.limit)?;
                print(options.format, &rows, |page| views::log(page, &rows), Look::default())
            }
            RecordVerb::Check => {
                let problems = Store::open(&db)?.check()?;
                problems.iter().for_each(|p| eprintln!("error[damaged] {p}"));
                Ok(if problems.is_empty() { Outcome::Done } else { Outcome::Incomplete })
            }
        },
        Verb::Timeline(o) => view(&db, o, |r, p| print(o.format, &views::chosen(r, o), |page| views::timeline(page, r, o), p)),
        Verb::Disputes(o) => view(&db, o, |r, p| print(o.format, &views::disputed(r, o), |page| views::disputes(page, r, o), p)),
        Verb::Agreements(o) => view(&db, o, |r, p| {
            let rows = views::chosen_agreements(r, o);
            print(o.format, &rows, |page| views::agreements(page, &rows), p)
        }),
        Verb::Toll(o) => view(&db, o, |r, p| {
            let rows = views::chosen_tolls(r, o);
            print(o.format, &rows, |page| views::tolls(page, &rows), p)
        }),
        Verb::Control(o) => view(&db, o, |r, p| {
            let rows = views::chosen_control(r, o);
            print(o.format, &rows, |page| views::control(page, &rows), p)
        }),
        Verb::Sources(o) => {
            let outlets = Store::open(&db)?.outlets()?;
            view(&db, o, |r, p| {
                let copies = views::copies(r);
                let rows = serde_json::json!({ "outlets": outlets, "copies": copies });
                print(o.format, &rows, |page| views::sources(page, &outlets, &copies), p)
            })
        }
        Verb::Incident(o) => one(&db, o, |r, i, p| print(o.format, i, |page| views::incident(page, r, i), p)),
        Verb::Why(o) => one(&db, o, |r, i, p| {
            let rows = views::reasons(r, i);
            print(o.format, &rows, |page| views::why(page, &rows), p)
        }),
        Verb::Search(o) => search(&db, o),
        Verb::Join(o) => decide(&db, &o.by, |find| Ok(Edit::Join { claims: find(&o.claims)? })),
        Verb::Split(o) => {
            decide(&db, &o.by, |find| Ok(Edit::Split { these: find(std::slice::from_ref(&o.claim))?, those: find(&o.others)? }))
        }
        Verb::Correct(o) => decide(&db, &o.by, |find| {
            let claim = find(std::slice::from_ref(&o.claim))?.remove(0);
            Ok(Edit::Correct { claim, field: o.field.clone(), value: o.value.clone() })
        }),
        Verb::Read(_) | Verb::Explain(_) | Verb::Eval(_) | Verb::Lexicon(_) | Verb::Completions(_) | Verb::Man(_) => {
            Ok(Outcome::Done)
        }
    }
}

/// The moment, to the second, in universal time: for the log alone.
fn now() -> String {
    let mut text = jiff::Timestamp::now().to_string();
    if let Some(dot) = text.find('.') {
        text.replace_range(dot.., "Z");
    }
    text
}

fn add(db: &Path, options: &AddOptions, lexicon: &Chosen) -> Result<Outcome> {
    let engine = Engine::new(engine_options(lexicon, options.threads));
    let mut store = Store::create(db)?;
    let intake_options = dateline_intake::Options { date: options.date, ..Default::default() };
    let mut intake = dateline_intake::open(&options.paths, intake_options);
    let mut progress = Progress::new(intake.total_bytes());
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    // Two files of one name in two folders are two reports; the second gets a name of its own.
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let (mut reports, mut claims) = (0, 0);
    loop {
        let (mut batch, mut bytes, mut ended) = (Vec::new(), 0, false);
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            match intake.next() {
                Some(Item::Report(mut report)) => {
                    let sha = report.text_sha256();
                    if seen.get(&report.id).is_some_and(|other| *other != sha) {
                        report.id = format!("{}~{}", report.id, &sha[..8]);
                    }
                    seen.insert(report.id.clone(), sha.clone());
                    reports += 1;
                    if store.holds(&report.id, &sha, engine.coder())? {
                        *counts.entry(Added::Unchanged.as_str()).or_default() += 1;
                        continue;
                    }
                    bytes += report.text.len();
                    batch.push(report);
                }
                Some(Item::Problem(problem)) => progress.problem(&problem),
                None => {
                    ended = true;
                    break;
                }
            }
        }
        for (reading, report) in engine.read_all(&batch).into_iter().zip(&batch) {
            reading.problems.iter().for_each(|problem| progress.defect(problem));
            claims += reading.claims.len();
            let added = put(&mut store, report, reading.claims, engine.coder(), options.no_texts)?;
            *counts.entry(added.as_str()).or_default() += 1;
        }
        progress.at(intake.bytes_read(), reports, claims);
        if ended {
            break;
        }
    }
    progress.clear();
    store.close()?;
    let errors = progress.finish();
    let told = |word: &str, said: &str| counts.get(word).map(|n| format!("{n} {said}"));
    let said: Vec<String> =
        [told("add", "new"), told("correct", "corrected"), told("recode", "coded anew"), told("unchanged", "unchanged")]
            .into_iter()
            .flatten()
            .collect();
    eprintln!("{}: {reports} reports ({}), {claims} claims", db.display(), said.join(", "));
    if reports == 0 {
        eprintln!("error[no-reports] there was no report in what was given");
    }
    Ok(if errors > 0 || reports == 0 { Outcome::Incomplete } else { Outcome::Done })
}

fn put(store: &mut Store, report: &Report, claims: Vec<dateline_engine::Claim>, coder: &str, no_texts: bool) -> Result<Added> {
    let source = Source::new(report, claims);
    let text = Some(report.text.as_str()).filter(|_| !no_texts);
    store.add(&source, text, coder, &now()).with_context(|| format!("cannot add {}", report.id))
}

/// The record as it stood.
fn record<T>(db: &Path, as_of: Option<&str>, show: impl FnOnce(&Record<'_>) -> Result<T>) -> Result<T> {
    let store = Store::open(db)?;
    let step = store.step(as_of)?;
    let (sources, overlays) = (store.sources(step)?, store.overlays(step)?);
    show(&Record::new(&sources, &overlays))
}

fn view(db: &Path, options: &ViewOptions, show: impl FnOnce(&Record<'_>, Look) -> Result<Outcome>) -> Result<Outcome> {
    let look = crate::page::look(&options.page);
    record(db, options.as_of.as_deref(), |record| show(record, look))
}

fn one(
    db: &Path,
    options: &OneOptions,
    show: impl FnOnce(&Record<'_>, &dateline_record::Incident, Look) -> Result<Outcome>,
) -> Result<Outcome> {
    let look = crate::page::look(&options.page);
    record(db, options.as_of.as_deref(), |record| {
        let incident = record.find(&options.id).with_context(|| format!("there is no incident and no claim {}", options.id))?;
        show(record, incident, look)
    })
}

fn search(db: &Path, options: &SearchOptions) -> Result<Outcome> {
    let hits = Store::open(db)?.search(&options.words.join(" "), options.limit)?;
    print(options.format, &hits, |page| views::hits(page, &hits), Look::default())
}

type Find<'f> = &'f dyn Fn(&[String]) -> Result<Vec<ClaimKey>>;

/// Keeps a decision about claims that are in the record.
fn decide(db: &Path, by: &By, edit: impl FnOnce(Find<'_>) -> Result<Edit>) -> Result<Outcome> {
    let mut store = Store::open(db)?;
    let sources = store.sources(store.step(None)?)?;
    let find = |ids: &[String]| -> Result<Vec<ClaimKey>> {
        let key = |id: &String| {
            let claims = || sources.iter().flat_map(|s| &s.claims);
            let claim = claims().find(|c| c.id == *id).or_else(|| {
                let mut begins = claims().filter(|c| id.len() >= 8 && c.id.starts_with(id.as_str()));
                begins.next().filter(|_| begins.next().is_none())
            });
            claim.map(ClaimKey::of).with_context(|| format!("there is no claim {id}"))
        };
        ids.iter().map(key).collect()
    };
    let edit = edit(&find)?;
    store.decide(&Overlay { edit, author: by.author.clone(), time: now(), reason: by.reason.clone() })?;
    store.close()?;
    Ok(Outcome::Done)
}

/// Prints a view: drawn for people, or as JSON.
fn print<T: serde::Serialize + ?Sized>(
    format: ViewFormat,
    rows: &T,
    draw: impl FnOnce(&mut Page),
    look: Look,
) -> Result<Outcome> {
    let mut out = std::io::stdout().lock();
    match format {
        ViewFormat::Json => {
            serde_json::to_writer_pretty(&mut out, rows)?;
            out.write_all(b"\n")?;
        }
        ViewFormat::Table => {
            let mut page = Page::new(look);
            draw(&mut page);
            out.write_all(page.text().as_bytes())?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

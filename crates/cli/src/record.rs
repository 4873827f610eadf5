//! The verbs of the record: what writes to it, and which view to draw.

use crate::Outcome;
use crate::lexicon::{Chosen, engine_options};
use crate::options::Verb;
use crate::progress::Progress;
use crate::record_options::{AddOptions, By, OneOptions, RecordVerb, SearchOptions, ViewFormat, ViewOptions};
use crate::record_views::{self as views, Sheet};
use anyhow::{Context, Result, bail};
use dateline_engine::{Engine, Report};
use dateline_exchange::Look;
use dateline_intake::Item;
use dateline_record::{ClaimKey, Edit, Overlay, Source};
use dateline_store::{Added, Paging, Store};
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
                store.refresh()?;
                store.close()?;
                Ok(Outcome::Done)
            }
            RecordVerb::Log(options) => {
                let rows = Store::open(&db)?.log(options.limit)?;
                print(options.format, &rows, |page| views::log(page, &rows), Look::default())
            }
            RecordVerb::Release(options) => crate::release::release(&db, options),
            RecordVerb::Diff(options) => crate::diff::diff(options),
            RecordVerb::Sample(options) => crate::audit::sample(&db, options),
            RecordVerb::Audit(options) => crate::audit::audit(&db, options),
            RecordVerb::Check => {
                let problems = Store::open(&db)?.check()?;
                problems.iter().for_each(|p| eprintln!("error[damaged] {p}"));
                Ok(if problems.is_empty() { Outcome::Done } else { Outcome::Incomplete })
            }
        },
        Verb::Timeline(o) => page(&db, o, Store::incidents, |sheet, rows| views::timeline(sheet, rows)),
        Verb::Disputes(o) => page(&db, o, Store::disputes, |sheet, rows| views::disputes(sheet, rows)),
        Verb::Agreements(o) => page(&db, o, Store::agreements, |sheet, rows| views::agreements(sheet, rows)),
        Verb::Toll(o) => page(&db, o, Store::tolls, |sheet, rows| views::tolls(sheet, rows)),
        Verb::Control(o) => page(&db, o, Store::control, |sheet, rows| views::control(sheet, rows)),
        Verb::Actors(o) => page(&db, o, Store::actors, |sheet, rows| views::actors(sheet, rows)),
        Verb::Places(o) => page(&db, o, Store::places, |sheet, rows| views::places(sheet, rows)),
        Verb::Offices(o) => {
            let rows = ready(&db, o.as_of.as_deref())?.offices()?;
            print(o.format, &rows, |sheet| views::offices(sheet, &rows), crate::page::look(&o.page))
        }
        Verb::Sources(o) => {
            let store = ready(&db, o.as_of.as_deref())?;
            let (filter, paging) = asked(o);
            let (outlets, relays) = (store.sources(&filter, &paging)?.rows, store.relays(&filter, &paging)?.rows);
            let copies = store.copies()?;
            let rows = serde_json::json!({ "outlets": outlets, "relays": relays, "copies": copies });
            print(o.format, &rows, |sheet| views::sources(sheet, &outlets, &relays, &copies), crate::page::look(&o.page))
        }
        Verb::Incident(o) => one(&db, o, |store, incident, look| {
            let title = store.incident_row(&incident.id)?.map(|r| r.title).unwrap_or_default();
            print(o.format, incident, |sheet| views::incident(sheet, &title, incident), look)
        }),
        Verb::Why(o) => one(&db, o, |store, incident, look| {
            let quote = |id: &str| store.claim(id).ok().flatten().map_or(String::new(), |c| c.claim.evidence.text);
            let rows = views::reasons(incident, store.why(&incident.id)?, &quote);
            print(o.format, &rows, |sheet| views::why(sheet, &rows), look)
        }),
        Verb::Search(o) => search(&db, o),
        Verb::Export(o) => crate::export::run(&db, o),
        Verb::Import(o) => crate::import::run(&db, o),
        Verb::Join(o) => decide(&db, &o.by, |find| Ok(Edit::Join { claims: find(&o.claims)? })),
        Verb::Split(o) => {
            decide(&db, &o.by, |find| Ok(Edit::Split { these: find(std::slice::from_ref(&o.claim))?, those: find(&o.others)? }))
        }
        Verb::Correct(o) => decide(&db, &o.by, |find| {
            let claim = find(std::slice::from_ref(&o.claim))?.remove(0);
            Ok(Edit::Correct { claim, field: o.field.clone(), value: o.value.clone() })
        }),
        Verb::Read(_) | Verb::Explain(_) | Verb::Eval(_) | Verb::Lexicon(_) => Ok(Outcome::Done),
    }
}

/// The moment, to the second, in universal time: for the log alone.
pub(crate) fn now() -> String {
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
    store.refresh()?;
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

/// The record with its incidents joined, as it stands or as it stood.
pub(crate) fn ready(db: &Path, as_of: Option<&str>) -> Result<Store> {
    let mut store = Store::open(db)?;
    match as_of {
        Some(time) => Ok(store.as_of(store.step(Some(time))?)?),
        None => {
            store.refresh()?;
            Ok(store)
        }
    }
}

fn asked(options: &ViewOptions) -> (dateline_store::Filter, Paging) {
    (options.filter.of_store(), options.limit.map_or_else(Paging::all, |limit| Paging { after: None, limit }))
}

/// Shows what a question of the store finds.
fn page<T: serde::Serialize>(
    db: &Path,
    options: &ViewOptions,
    ask: impl FnOnce(&Store, &dateline_store::Filter, &Paging) -> Result<dateline_store::Page<T>, dateline_store::Error>,
    draw: impl FnOnce(&mut Sheet, &[T]),
) -> Result<Outcome> {
    let store = ready(db, options.as_of.as_deref())?;
    let (filter, paging) = asked(options);
    let found = ask(&store, &filter, &paging)?;
    print(options.format, &found.rows, |sheet| draw(sheet, &found.rows), crate::page::look(&options.page))
}

fn one(
    db: &Path,
    options: &OneOptions,
    show: impl FnOnce(&Store, &dateline_record::Incident, Look) -> Result<Outcome>,
) -> Result<Outcome> {
    let store = ready(db, options.as_of.as_deref())?;
    let incident = store.incident(&options.id)?;
    let incident = incident.with_context(|| format!("there is no incident and no claim {}", options.id))?;
    show(&store, &incident, crate::page::look(&options.page))
}

fn search(db: &Path, options: &SearchOptions) -> Result<Outcome> {
    let hits = Store::open(db)?.search(&options.words.join(" "), options.limit)?;
    print(options.format, &hits, |page| views::hits(page, &hits), Look::default())
}

type Find<'f> = &'f dyn Fn(&[String]) -> Result<Vec<ClaimKey>>;

/// Keeps a decision about claims that are in the record.
fn decide(db: &Path, by: &By, edit: impl FnOnce(Find<'_>) -> Result<Edit>) -> Result<Outcome> {
    let mut store = Store::open(db)?;
    let sources = store.sources_at(store.step(None)?)?;
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
    store.refresh()?;
    store.close()?;
    Ok(Outcome::Done)
}

/// Prints a view: drawn for people, or as JSON.
fn print<T: serde::Serialize + ?Sized>(
    format: ViewFormat,
    rows: &T,
    draw: impl FnOnce(&mut Sheet),
    look: Look,
) -> Result<Outcome> {
    let mut out = std::io::stdout().lock();
    match format {
        ViewFormat::Json => {
            serde_json::to_writer_pretty(&mut out, rows)?;
            out.write_all(b"\n")?;
        }
        ViewFormat::Table => {
            let mut sheet = Sheet::new(look);
            draw(&mut sheet);
            out.write_all(sheet.text().as_bytes())?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

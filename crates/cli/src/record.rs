//! The verbs of the record: what writes to it, and which view to draw.

use crate::Outcome;
use crate::fault::{refused, unread};
use crate::lexicon::Chosen;
use crate::options::Verb;
use crate::record_options::{Length, OneOptions, RecordVerb, SearchOptions, TollOptions, ViewFormat, ViewOptions};
use crate::record_views::{self as views, Sheet};
use crate::record_writing::{add, recode};
use anyhow::{Context, Result};
use dateline_exchange::Look;
use dateline_record::Unit;
use dateline_store::{Paging, Project, Store};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// The record and the project that it follows.
pub(crate) struct Files {
    pub db: PathBuf,
    project: Option<PathBuf>,
}

impl Files {
    pub fn of(cli: &crate::options::Cli) -> Files {
        Files { db: file(cli.db.as_deref()), project: cli.project.clone() }
    }

    /// Another record, with the project that was told, else the one beside it.
    pub fn at(&self, db: &Path) -> Files {
        Files { db: db.to_owned(), project: self.project.clone() }
    }

    /// Where the project file would be: as told, else beside the record.
    pub fn project_file(&self) -> PathBuf {
        self.project.clone().unwrap_or_else(|| Project::beside(&self.db))
    }

    /// Opens the record.
    pub fn open(&self) -> Result<Store> {
        let mut store = Store::open(&self.db)?;
        if let Some(file) = &self.project {
            store.follow(Some(Project::open(file)?));
        }
        Ok(store)
    }
}

/// The folders of `--lexicon`, behind those that the project names; `None` where the project file has faults, which are told.
pub(crate) fn lexicons(cli: &crate::options::Cli) -> Option<Vec<PathBuf>> {
    let files = Files::of(cli);
    let beside = Project::beside(&files.db);
    let of_record = matches!(&cli.verb, Some(Verb::Record(_) | Verb::Serve(_)));
    let file = files.project.or_else(|| Some(beside).filter(|f| of_record && f.is_file()));
    let project = match file.map(|f| Project::open(&f)).transpose() {
        Ok(project) => project.unwrap_or_default(),
        Err(error) => {
            eprintln!("error[project] {error}");
            return None;
        }
    };
    Some(project.lexicon.into_iter().chain(cli.lexicon.clone()).collect())
}

pub(crate) fn run(files: &Files, verb: &Verb, lexicon: &Chosen) -> Result<Outcome> {
    let db = &files.db;
    crate::asking::check(files, verb, lexicon)?;
    match verb {
        Verb::Record(options) => match &options.verb {
            RecordVerb::Add(options) => add(db, options, lexicon),
            RecordVerb::Remove(options) => {
                let mut store = files.open()?;
                let done = match options.out {
                    true => store.remove(&options.report, &options.reason, &now())?,
                    false => store.retract(&options.report, &options.reason, &now())?,
                };
                if !done {
                    return Err(unread(format!("there is no report {} in the record that could be taken back", options.report)));
                }
                store.refresh()?;
                crate::checking::tell_lost(&store)?;
                store.close()?;
                Ok(Outcome::Done)
            }
            RecordVerb::Recode(options) => recode(files, options.threads, lexicon),
            RecordVerb::Coverage(o) => {
                let mut coverage = ready(files, o.as_of.as_deref())?.coverage(&o.filter.of_store())?;
                coverage.cut(o.limit.unwrap_or(usize::MAX));
                print(o.format, &coverage, |sheet| views::coverage(sheet, &coverage), crate::page::look(&o.page))
            }
            RecordVerb::Init(options) => {
                let file = files.project_file();
                let made = std::fs::OpenOptions::new().write(true).create_new(true).open(&file);
                let mut made = made.with_context(|| format!("cannot make {}", file.display()))?;
                made.write_all(Project::template(&options.name).as_bytes())?;
                eprintln!("{}: fill it in; views and exports of {} follow it", file.display(), db.display());
                Ok(Outcome::Done)
            }
            RecordVerb::Log(options) => {
                let rows = files.open()?.log(options.limit)?;
                print(options.format, &rows, |page| views::log(page, &rows), Look::default())
            }
            RecordVerb::Release(options) => crate::release::release(files, options),
            RecordVerb::Diff(options) => crate::diff::diff(files, options),
            RecordVerb::Sample(options) => crate::audit::sample(files, options),
            RecordVerb::Audit(options) => crate::audit::audit(files, options),
            RecordVerb::Check => crate::checking::check(files),
        },
        Verb::Timeline(o) => page(files, o, Store::incidents, views::timeline),
        Verb::Disputes(o) => page(files, o, Store::disputes, views::disputes),
        Verb::Agreements(o) => page(files, o, Store::agreements, views::agreements),
        Verb::Toll(TollOptions { by: Some(by), view }) => {
            let unit = match by {
                Length::Day => Unit::Day,
                Length::Month => Unit::Month,
                Length::Year => Unit::Year,
            };
            if view.limit.is_some() {
                return Err(refused("--limit has no meaning for toll --by: it would cut totals"));
            }
            let rows = ready(files, view.as_of.as_deref())?.periods(&view.filter.of_store(), unit)?;
            print(view.format, &rows, |sheet| views::periods(sheet, &rows), crate::page::look(&view.page))
        }
        Verb::Toll(TollOptions { view, .. }) => page(files, view, Store::tolls, views::tolls),
        Verb::Monitors(o) => page(files, o, Store::monitors, views::monitors),
        Verb::Talks(o) => page(files, o, Store::talks, views::talks),
        Verb::Brief(o) => {
            let store = ready(files, o.view.as_of.as_deref())?;
            let last = || store.reports().ok()?.iter().filter_map(|r| r.published.as_deref()?.parse().ok()).max();
            let day = o.day.or_else(last).ok_or_else(|| unread("no report of the record has a date"))?;
            let mut brief = store.brief(day, &o.view.filter.of_store())?;
            brief.cut(o.view.limit.unwrap_or(usize::MAX));
            print(o.view.format, &brief, |sheet| views::brief(sheet, &brief), crate::page::look(&o.view.page))
        }
        Verb::Show(o) => show(files, o),
        Verb::Control(o) => page(files, o, Store::control, views::control),
        Verb::Actors(o) => page(files, o, Store::actors, views::actors),
        Verb::Places(o) => page(files, o, Store::places, views::places),
        Verb::Offices(o) => {
            let mut rows = ready(files, o.as_of.as_deref())?.offices_of(&o.filter.of_store())?;
            rows.truncate(o.limit.unwrap_or(usize::MAX));
            print(o.format, &rows, |sheet| views::offices(sheet, &rows), crate::page::look(&o.page))
        }
        Verb::Sources(o) => {
            let store = ready(files, o.as_of.as_deref())?;
            let (filter, paging) = asked(o);
            let (outlets, relays) = (store.sources(&filter, &paging)?.rows, store.relays(&filter, &paging)?.rows);
            let mut copies = store.copies_of(&filter)?;
            copies.truncate(paging.limit);
            let rows = serde_json::json!({ "outlets": outlets, "relays": relays, "copies": copies });
            print(o.format, &rows, |sheet| views::sources(sheet, &outlets, &relays, &copies), crate::page::look(&o.page))
        }
        Verb::Incident(o) => one(files, o, |store, incident, look| {
            let title = store.incident_row(&incident.id)?.map(|r| r.title).unwrap_or_default();
            print(o.format, incident, |sheet| views::incident(sheet, &title, incident), look)
        }),
        Verb::Why(o) => one(files, o, |store, incident, look| {
            let quote = |id: &str| store.claim(id).ok().flatten().map_or(String::new(), |c| c.claim.evidence.text);
            let joined = views::reasons(incident, store.why(&incident.id)?, &quote);
            let reasons = views::Reasons { joined, decided: store.decided_on(&incident.id)? };
            print(o.format, &reasons, |sheet| views::why(sheet, &reasons), look)
        }),
        Verb::Search(o) => search(files, o),
        Verb::Export(o) => crate::export::run(files, o),
        Verb::Import(o) => crate::import::run(db, o),
        Verb::Join(o) => crate::deciding::join(files, o),
        Verb::Split(o) => crate::deciding::split(files, o),
        Verb::Correct(o) => crate::deciding::correct(files, o, lexicon),
        Verb::Read(_)
        | Verb::Explain(_)
        | Verb::Serve(_)
        | Verb::Watch(_)
        | Verb::Eval(_)
        | Verb::Lexicon(_)
        | Verb::Completions(_)
        | Verb::Man(_) => Ok(Outcome::Done),
    }
}

/// The record that is meant: as told, else `$DATELINE_DB`, else `dateline.db` here.
fn file(told: Option<&Path>) -> PathBuf {
    told.map(Path::to_owned)
        .or_else(|| std::env::var_os("DATELINE_DB").filter(|v| !v.is_empty()).map(PathBuf::from))
        .unwrap_or_else(|| PathBuf::from("dateline.db"))
}

/// The moment, to the second, in universal time: for the log alone.
pub(crate) fn now() -> String {
    let mut text = jiff::Timestamp::now().to_string();
    if let Some(dot) = text.find('.') {
        text.replace_range(dot.., "Z");
    }
    text
}

/// The record with its incidents joined, as it stands or as it stood.
pub(crate) fn ready(files: &Files, as_of: Option<&str>) -> Result<Store> {
    let mut store = files.open()?;
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

/// Shows whatever an id or a name leads to.
fn show(files: &Files, o: &OneOptions) -> Result<Outcome> {
    let store = ready(files, o.as_of.as_deref())?;
    let look = crate::page::look(&o.page);
    if let Some(report) = store.report(&o.id)? {
        return print(o.format, &report, |sheet| views::report(sheet, &report), look);
    }
    if let Some(incident) = store.incident(&o.id)? {
        let title = store.incident_row(&incident.id)?.map(|r| r.title).unwrap_or_default();
        return print(o.format, &incident, |sheet| views::incident(sheet, &title, &incident), look);
    }
    let one = Paging { after: None, limit: 20 };
    for filter in [
        dateline_store::Filter { actor: Some(o.id.clone()), ..Default::default() },
        dateline_store::Filter { place: Some(o.id.clone()), ..Default::default() },
    ] {
        let rows = store.incidents(&filter, &one)?;
        if rows.total > 0 {
            return print(o.format, &rows.rows, |sheet| views::timeline(sheet, &rows.rows), look);
        }
    }
    Err(unread(format!("nothing in the record is called {}", o.id)))
}

/// Shows what a question of the store finds.
fn page<T: serde::Serialize>(
    files: &Files,
    options: &ViewOptions,
    ask: impl FnOnce(&Store, &dateline_store::Filter, &Paging) -> Result<dateline_store::Page<T>, dateline_store::Error>,
    draw: impl FnOnce(&mut Sheet, &[T]),
) -> Result<Outcome> {
    let store = ready(files, options.as_of.as_deref())?;
    let (filter, paging) = asked(options);
    let found = ask(&store, &filter, &paging)?;
    print(options.format, &found.rows, |sheet| draw(sheet, &found.rows), crate::page::look(&options.page))
}

fn one(
    files: &Files,
    options: &OneOptions,
    show: impl FnOnce(&Store, &dateline_record::Incident, Look) -> Result<Outcome>,
) -> Result<Outcome> {
    let store = ready(files, options.as_of.as_deref())?;
    let incident = store.incident(&options.id)?;
    let incident = incident.ok_or_else(|| unread(format!("there is no incident and no claim {}", options.id)))?;
    show(&store, &incident, crate::page::look(&options.page))
}

fn search(files: &Files, options: &SearchOptions) -> Result<Outcome> {
    let store = ready(files, options.as_of.as_deref())?;
    let hits = store.search_in(&options.words.join(" "), &options.filter.of_store(), options.limit)?;
    print(options.format, &hits, |page| views::hits(page, &hits), crate::page::look(&options.page))
}

/// Prints a view: drawn for people, or as JSON.
fn print<T: serde::Serialize + ?Sized>(
    format: ViewFormat,
    rows: &T,
    draw: impl FnOnce(&mut Sheet),
    look: Look,
) -> Result<Outcome> {
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    match format {
        ViewFormat::Json => {
            serde_json::to_writer_pretty(&mut out, rows).map_err(std::io::Error::from)?;
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

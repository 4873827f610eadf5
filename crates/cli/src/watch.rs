//! `dateline watch`: folders and feeds followed into the record, and what is new told.
//!
//! Reports are in the record before the state says that they were read, and a notice is told before the state says that it was: a
//! program that is killed anywhere goes on where it was. The record knows reports that it has, so none is added twice; a notice that
//! was posted just before the end may be posted again, with the same `Idempotency-Key`.

use crate::Outcome;
use crate::lexicon::{Chosen, engine_options, intake_options};
use crate::options::WatchOptions;
use crate::progress::{Progress, tell};
use crate::record::now;
use crate::record_writing::{Keep, put};
use anyhow::{Context, Result, bail};
use dateline_engine::{Engine, Report};
use dateline_exchange::clean;
use dateline_intake::{Cause, Item};
use dateline_record::{Agreement, IncidentRow};
use dateline_store::{Added, Filter, Paging, Store};
use dateline_watch::{Find, Settings, Tell, Watch};
use serde::Serialize;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// Reports that are read side by side.
const BATCH: usize = 64;
/// Longest sleep: a settings file may ask for days.
const NAP: Duration = Duration::from_secs(60);

pub(crate) fn run(db: &Path, options: &WatchOptions, lexicon: &Chosen) -> Result<Outcome> {
    let settings = Settings::open(&options.list)?;
    let filters = filters(&settings)?;
    let engine = Engine::new(engine_options(lexicon, options.threads));
    let mut store = Store::create(db)?;
    let mut state = db.as_os_str().to_owned();
    state.push(".watch");
    let mut watch = Watch::open(settings, Path::new(&state), intake_options(lexicon, None, &[]))?;
    let mut failed = begin(&mut store, &mut watch, &filters, options)?;
    loop {
        let mut progress = Progress::new(0);
        let mut changed = false;
        while let Some(mut find) = watch.next()? {
            if let Some(told) = &find.told {
                tell(&format!("warning[feed] {}: {told}", find.from));
                failed = true;
            }
            let count = add(&mut find, &engine, &mut store, &mut progress)?;
            if count.iter().any(|(word, _)| *word != Added::Unchanged.as_str()) {
                changed = true;
                let said: Vec<String> = count.iter().map(|(word, n)| format!("{n} {word}")).collect();
                tell(&format!("{} {}: {}", now(), find.from, said.join(", ")));
            }
            watch.settle(find)?;
        }
        failed |= progress.finish() > 0;
        if changed {
            failed |= !notify(&mut store, &mut watch, &filters, options)?;
        }
        if options.once {
            store.close()?;
            return Ok(if failed { Outcome::Incomplete } else { Outcome::Done });
        }
        std::thread::sleep(watch.idle().clamp(Duration::from_millis(50), NAP));
    }
}

/// A filter of the settings as the record takes it.
struct Chooser {
    name: String,
    tell: Vec<Tell>,
    filter: Filter,
}

fn filters(settings: &Settings) -> Result<Vec<Chooser>> {
    const KEYS: [&str; 10] = ["actor", "against", "type", "from", "to", "place", "source", "standing", "words", "bbox"];
    let mut choosers = Vec::new();
    for told in &settings.filters {
        if let Some(key) = told.keys.keys().find(|key| !KEYS.contains(&key.as_str())) {
            bail!("filter \"{}\": there is no key \"{key}\"; the keys are {}", told.name, KEYS.join(", "));
        }
        // A day may be written as TOML's own date.
        let keys = told.keys.iter().map(|(key, value)| match value {
            toml::Value::Datetime(day) => (key.clone(), serde_json::Value::String(day.to_string())),
            other => (key.clone(), serde_json::to_value(other).unwrap_or_default()),
        });
        let filter = serde_json::from_value(serde_json::Value::Object(keys.collect()))
            .with_context(|| format!("filter \"{}\"", told.name))?;
        choosers.push(Chooser { name: told.name.clone(), tell: told.tell.clone(), filter });
    }
    if choosers.is_empty() {
        choosers.push(Chooser {
            name: "all".to_owned(),
            tell: vec![Tell::New, Tell::Disputed, Tell::Breached],
            filter: Filter::default(),
        });
    }
    Ok(choosers)
}

/// Before the first look: a filter that is new takes what the record has for told; of the others, what was left untold is told.
fn begin(store: &mut Store, watch: &mut Watch, filters: &[Chooser], options: &WatchOptions) -> Result<bool> {
    store.refresh()?;
    let mut told = watch.told().clone();
    told.retain(|name, _| filters.iter().any(|f| f.name == *name));
    for chooser in filters.iter().filter(|f| !watch.told().contains_key(&f.name)) {
        let all = notices(store, chooser, &BTreeMap::new())?;
        told.insert(chooser.name.clone(), all.into_iter().map(|n| (n.key, n.word)).collect());
    }
    watch.set_told(told)?;
    Ok(!notify(store, watch, filters, options)?)
}

/// Adds the reports of a find; how many were new, corrected, ….
fn add(find: &mut Find, engine: &Engine, store: &mut Store, progress: &mut Progress) -> Result<BTreeMap<&'static str, usize>> {
    let mut counts = BTreeMap::new();
    let mut batch: Vec<Report> = Vec::new();
    let mut ended = false;
    while !ended {
        let mut cancelled = None;
        match find.next() {
            Some(Item::Report(report)) if store.holds(&report.id, &report.text_sha256(), engine.coder())? => {}
            Some(Item::Report(report)) => batch.push(report),
            Some(Item::Problem(problem)) => {
                progress.problem(&problem);
                if let Cause::Cancelled(id) = problem.cause {
                    cancelled = Some(id);
                }
            }
            None => ended = true,
        }
        if ended || cancelled.is_some() || batch.len() == BATCH {
            for (reading, report) in engine.read_all(&batch).into_iter().zip(&batch) {
                reading.problems.iter().for_each(|problem| progress.defect(problem));
                let added = put(store, report, reading.claims, engine.coder(), &Keep::default())?;
                *counts.entry(added.as_str()).or_default() += 1;
            }
            batch.clear();
        }
        if let Some(id) = cancelled
            && store.remove(&id, "cancelled by who published it", &now())?
        {
            *counts.entry("cancelled").or_default() += 1;
        }
    }
    Ok(counts)
}

/// Something to tell.
struct Notice {
    tell: Tell,
    /// Names the incident, or the agreement and the incident that breaks it.
    key: String,
    /// How it stands: kept, so that it is told once.
    word: String,
    json: serde_json::Value,
    /// For people: what stems from reports in it is clean already, so that the columns stay.
    line: String,
}

/// Tells what is new since the last time; `false` where a notice could not be posted and is to be tried again.
fn notify(store: &mut Store, watch: &mut Watch, filters: &[Chooser], options: &WatchOptions) -> Result<bool> {
    store.refresh()?;
    let mut told = watch.told().clone();
    let mut all_posted = true;
    for chooser in filters {
        let mut before = told.remove(&chooser.name).unwrap_or_default();
        heirs(store, &mut before)?;
        for notice in notices(store, chooser, &before)? {
            if chooser.tell.contains(&notice.tell) {
                if !post(watch, chooser, &notice) {
                    all_posted = false;
                    continue;
                }
                print(&notice, options)?;
            }
            before.insert(notice.key, notice.word);
        }
        told.insert(chooser.name.clone(), before);
    }
    if told != *watch.told() {
        watch.set_told(told)?;
    }
    Ok(all_posted)
}

/// What was told of an incident holds for the one it was joined into.
fn heirs(store: &Store, told: &mut BTreeMap<String, String>) -> Result<()> {
    let mut moved = Vec::new();
    for (key, word) in told.iter().filter(|(key, _)| !key.contains('/')) {
        if let Some(row) = store.incident_row(key)?
            && row.id != *key
        {
            moved.push((row.id, word.clone()));
        }
    }
    for (id, word) in moved {
        told.entry(id).or_insert(word);
    }
    Ok(())
}

/// What of the chosen incidents and agreements stands otherwise than was told.
fn notices(store: &Store, chooser: &Chooser, told: &BTreeMap<String, String>) -> Result<Vec<Notice>> {
    let mut found = Vec::new();
    for row in store.incidents(&chooser.filter, &Paging::all())?.rows {
        let disputed = !row.disputed.is_empty();
        let word = if disputed { "disputed" } else { "known" };
        let tell = match told.get(&row.id).map(String::as_str) {
            None => Tell::New,
            Some("known") if disputed => Tell::Disputed,
            Some(_) => continue,
        };
        found.push(Notice {
            tell,
            key: row.id.clone(),
            word: word.to_owned(),
            line: line(tell, &row),
            json: notice(chooser, tell, "incident", &row),
        });
    }
    for agreement in store.agreements(&chooser.filter, &Paging::all())?.rows {
        for breach in &agreement.breaches {
            let key = format!("{}/{}", agreement.id, breach.incident);
            if told.contains_key(&key) {
                continue;
            }
            let json = serde_json::json!({ "agreement": &agreement, "breach": breach });
            found.push(Notice {
                tell: Tell::Breached,
                key,
                word: "breached".to_owned(),
                line: breach_line(&agreement, &breach.accused, &breach.accusers),
                json: notice(chooser, Tell::Breached, "breach", &json),
            });
        }
    }
    Ok(found)
}

fn notice(chooser: &Chooser, tell: Tell, what: &str, value: &impl Serialize) -> serde_json::Value {
    serde_json::json!({ "filter": chooser.name, "tell": tell.as_str(), what: value })
}

fn line(tell: Tell, row: &IncidentRow) -> String {
    let day = row.from.as_deref().unwrap_or("no day    ");
    let place = row.place.as_ref().map(|p| format!(" · {}", clean(&p.name))).unwrap_or_default();
    let standing = row.standing.as_ref().map(|s| format!(" · {}", s.standing.as_str())).unwrap_or_default();
    let disputed = if row.disputed.is_empty() { String::new() } else { format!(" · disputed: {}", row.disputed.join(", ")) };
    format!("{:<8}  {day}  {}{place}{standing}{disputed}  [{}]", tell.as_str(), clean(&row.title), &row.id[..row.id.len().min(8)])
}

fn breach_line(agreement: &Agreement, accused: &[String], accusers: &[String]) -> String {
    let day = agreement.from.as_deref().unwrap_or("no day    ");
    let by = if accusers.is_empty() { String::new() } else { format!(", alleged by {}", clean(&accusers.join(", "))) };
    let parties = clean(&agreement.parties.join(", "));
    format!(
        "{:<8}  {day}  agreement of {parties}: breach by {}{by}  [{}]",
        Tell::Breached.as_str(),
        clean(&accused.join(", ")),
        &agreement.id[..agreement.id.len().min(8)]
    )
}

fn print(notice: &Notice, options: &WatchOptions) -> Result<()> {
    let mut out = std::io::stdout().lock();
    if options.jsonl {
        writeln!(out, "{}", notice.json)?;
    } else {
        writeln!(out, "{}", notice.line)?;
    }
    out.flush()?;
    Ok(())
}

fn post(watch: &mut Watch, chooser: &Chooser, notice: &Notice) -> bool {
    let mut hasher = DefaultHasher::new();
    (&chooser.name, notice.tell.as_str(), &notice.key).hash(&mut hasher);
    let key = format!("{:016x}", hasher.finish());
    match watch.post(&notice.json.to_string(), &key) {
        Ok(()) => true,
        Err(error) => {
            tell(&format!("warning[webhook] {error}; it is tried again"));
            false
        }
    }
}

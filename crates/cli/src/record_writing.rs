//! What the command line writes to the record: reports with their claims.

use crate::Outcome;
use crate::checking::tell_lost;
use crate::lexicon::{Chosen, engine_options, intake_options};
use crate::progress::Progress;
use crate::record::{Files, now};
use crate::record_options::AddOptions;
use anyhow::{Context, Result};
use dateline_engine::{Engine, Report};
use dateline_intake::{Cause, Item};
use dateline_record::Source;
use dateline_store::{Added, Store};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Reports that are read side by side before they are written.
const BATCH: usize = 64;
/// A batch also ends here, so that long reports don't fill the memory.
const BATCH_BYTES: usize = 8 << 20;

pub(crate) fn add(db: &Path, options: &AddOptions, lexicon: &Chosen) -> Result<Outcome> {
    let engine = Engine::new(engine_options(lexicon, options.threads));
    let keep = Keep { no_texts: options.no_texts, again: options.again };
    let fresh = !db.exists();
    let mut store = Store::create(db)?;
    let intake_options = intake_options(lexicon, options.date, &options.column);
    let mut intake = dateline_intake::open(&options.paths, intake_options);
    let mut progress = Progress::new(intake.total_bytes());
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    // Two files of one name in two folders are two reports; the second gets a name of its own.
    let mut seen: BTreeMap<u64, u64> = BTreeMap::new();
    let (mut reports, mut claims) = (0, 0);
    loop {
        let (mut batch, mut bytes, mut ended, mut cancelled) = (Vec::new(), 0, false, None);
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            match intake.next() {
                Some(Item::Report(mut report)) => {
                    let sha = report.text_sha256();
                    // A later version of a report takes its place.
                    if report.version.is_none() && seen.get(&short(&report.id)).is_some_and(|other| *other != short(&sha)) {
                        report.id = format!("{}~{}", report.id, &sha[..8]);
                    }
                    seen.insert(short(&report.id), short(&sha));
                    reports += 1;
                    if store.holds(&report.id, &sha, engine.coder())? {
                        *counts.entry(Added::Unchanged.as_str()).or_default() += 1;
                        continue;
                    }
                    if let Some((time, reason)) = store.left_out(&report.id)?.filter(|_| !options.again) {
                        *counts.entry(Added::LeftOut.as_str()).or_default() += 1;
                        progress.left_out(&report.id, &time, &reason);
                        continue;
                    }
                    bytes += report.text.len();
                    batch.push(report);
                }
                Some(Item::Problem(problem)) => {
                    if problem.severity() == dateline_intake::Severity::Error {
                        let place = problem.line.map_or(problem.file.clone(), |line| format!("{}:{line}", problem.file));
                        store.fail(&place, problem.cause.code(), &problem.to_string(), &now())?;
                    }
                    progress.problem(&problem);
                    // What came before it is added first.
                    if let Cause::Cancelled(id) = problem.cause {
                        cancelled = Some(id);
                        break;
                    }
                }
                None => {
                    ended = true;
                    break;
                }
            }
        }
        for (reading, report) in engine.read_all(&batch).into_iter().zip(&batch) {
            for problem in &reading.problems {
                if problem.is_error() {
                    store.fail(&problem.report, problem.code(), &problem.to_string(), &now())?;
                }
                progress.defect(problem);
            }
            claims += reading.claims.len();
            let added = put(&mut store, report, reading.claims, engine.coder(), &keep)?;
            *counts.entry(added.as_str()).or_default() += 1;
        }
        if let Some(id) = cancelled
            && store.retract(&id, "cancelled by who published it", &now())?
        {
            *counts.entry("retract").or_default() += 1;
        }
        progress.at(intake.bytes_read(), reports, claims);
        if ended {
            break;
        }
    }
    store.refresh()?;
    progress.clear();
    tell_lost(&store)?;
    close(store, db, fresh)?;
    let errors = progress.finish();
    let told = |word: &str, said: &str| counts.get(word).map(|n| format!("{n} {said}"));
    let said: Vec<String> = [
        ("add", "new"),
        ("correct", "corrected"),
        ("recode", "coded anew"),
        ("unchanged", "unchanged"),
        ("left out", "left out"),
        ("retract", "cancelled"),
    ]
    .into_iter()
    .filter_map(|(word, said)| told(word, said))
    .collect();
    eprintln!("{}: {reports} reports ({}), {claims} claims", db.display(), said.join(", "));
    if reports == 0 {
        eprintln!("error[no-reports] there was no report in what was given");
    }
    Ok(if errors > 0 || reports == 0 { Outcome::Incomplete } else { Outcome::Done })
}

/// Closes a record, and takes away one that was made for nothing: `fresh`, and with no report to add.
pub(crate) fn close(store: Store, db: &Path, fresh: bool) -> Result<()> {
    let empty = fresh && store.step(None)? == 0;
    store.close()?;
    for end in ["", "-wal", "-shm"].into_iter().filter(|_| empty) {
        let mut file = db.as_os_str().to_owned();
        file.push(end);
        let _ = std::fs::remove_file(Path::new(&file));
    }
    Ok(())
}

/// Enough of a hash to tell ids and texts apart, so that many reports take little room.
fn short(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// How a report is kept.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Keep {
    /// Without its text.
    pub no_texts: bool,
    /// Also where it was taken out.
    pub again: bool,
}

pub(crate) fn put(
    store: &mut Store,
    report: &Report,
    claims: Vec<dateline_engine::Claim>,
    coder: &str,
    keep: &Keep,
) -> Result<Added> {
    let source = Source::new(report, claims);
    let text = Some(report.text.as_str()).filter(|_| !keep.no_texts);
    let added = match keep.again {
        true => store.add_again(&source, text, coder, &now()),
        false => store.add(&source, text, coder, &now()),
    };
    added.with_context(|| format!("cannot add {}", report.id))
}

/// Codes again what another coder has read.
pub(crate) fn recode(files: &Files, threads: usize, lexicon: &Chosen) -> Result<Outcome> {
    let engine = Engine::new(engine_options(lexicon, threads));
    let mut store = files.open()?;
    let stale = store.stale(engine.coder())?;
    let mut progress = Progress::new(0);
    let (mut done, mut claims) = (0, 0);
    for ids in stale.reports.chunks(BATCH) {
        let batch: Vec<Report> = ids.iter().filter_map(|id| store.original(id).transpose()).collect::<Result<_, _>>()?;
        for (reading, report) in engine.read_all(&batch).into_iter().zip(&batch) {
            reading.problems.iter().for_each(|problem| progress.defect(problem));
            done += 1;
            claims += reading.claims.len();
            put(&mut store, report, reading.claims, engine.coder(), &Keep::default())?;
        }
        progress.at(0, done, claims);
    }
    store.refresh()?;
    progress.clear();
    tell_lost(&store)?;
    store.close()?;
    let errors = progress.finish();
    eprintln!("{}: {done} reports coded anew, {claims} claims", files.db.display());
    if stale.without_text > 0 {
        eprintln!(
            "warning[no-text] {} reports were read by another coder and their texts are not kept: add them again",
            stale.without_text
        );
    }
    Ok(if errors > 0 { Outcome::Incomplete } else { Outcome::Done })
}

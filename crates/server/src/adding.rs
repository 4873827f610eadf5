//! Files into the record.

use crate::jobs::{PROBLEMS, Progress};
use crate::problem::Problem;
use crate::reading::forget_folder;
use dateline_engine::{Engine, Report};
use dateline_intake::{Cause, Intake, Item, Options, Severity};
use dateline_record::Source;
use dateline_store::{Added, Store};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Reports that are read side by side before they are written.
const BATCH: usize = 32;

/// Reads files and adds their reports, each in a transaction of its own; then joins. `root` is the folder that the files were kept in
/// meanwhile; nothing of it is recorded.
pub(crate) fn add(store: &mut Store, engine: &Engine, paths: &[PathBuf], root: &str, progress: &Progress) -> Result<(), Problem> {
    let mut intake = dateline_intake::open(paths, Options::default());
    // Two files of one name are two reports; the second gets a name of its own. A later version of a report takes its place.
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    loop {
        let (mut batch, cancelled, ended) = batch(store, &mut intake, root, progress)?;
        for report in &mut batch {
            let sha = report.text_sha256();
            if report.version.is_none() && seen.get(&report.id).is_some_and(|other| *other != sha) {
                report.id = format!("{}~{}", report.id, &sha[..8]);
            }
            seen.insert(report.id.clone(), sha);
        }
        read(store, engine, &batch, progress)?;
        if let Some(id) = cancelled {
            store.retract(&id, "cancelled by who published it", &now())?;
        }
        progress.tell(|job| job.bytes_read = intake.bytes_read());
        if ended {
            break;
        }
    }
    store.refresh()?;
    Ok(())
}

/// The next reports; the id of one that was cancelled, which ends a batch; whether the files are at their end.
fn batch(
    store: &mut Store,
    intake: &mut Intake,
    root: &str,
    progress: &Progress,
) -> Result<(Vec<Report>, Option<String>, bool), Problem> {
    let mut batch = Vec::new();
    while batch.len() < BATCH {
        match intake.next() {
            Some(Item::Report(mut report)) => {
                forget_folder(&mut report, root);
                batch.push(report);
            }
            Some(Item::Problem(problem)) => {
                let told = problem.to_string().replace(root, "");
                if problem.severity() == Severity::Error {
                    let file = problem.file.replace(root, "");
                    let place = problem.line.map_or(file.clone(), |line| format!("{file}:{line}"));
                    store.fail(&place, problem.cause.code(), &told, &now())?;
                }
                tell(progress, told);
                if let Cause::Cancelled(id) = problem.cause {
                    return Ok((batch, Some(id), false));
                }
            }
            None => return Ok((batch, None, true)),
        }
    }
    Ok((batch, None, false))
}

/// Reads reports and adds those that are not there already.
fn read(store: &mut Store, engine: &Engine, batch: &[Report], progress: &Progress) -> Result<(), Problem> {
    let mut fresh = Vec::new();
    for report in batch {
        if store.holds(&report.id, &report.text_sha256(), engine.coder())? {
            progress.tell(|job| {
                job.reports += 1;
                job.unchanged += 1;
            });
        } else {
            fresh.push(report.clone());
        }
    }
    for (reading, report) in engine.read_all(&fresh).into_iter().zip(&fresh) {
        for problem in &reading.problems {
            store.fail(&problem.report, "internal", &problem.to_string(), &now())?;
            tell(progress, problem.to_string());
        }
        let found = reading.claims.len() as u64;
        let source = Source::new(report, reading.claims);
        let added = store.add(&source, Some(&report.text), engine.coder(), &now())?;
        progress.tell(|job| {
            job.reports += 1;
            job.claims += found;
            match added {
                Added::New => job.added += 1,
                Added::Unchanged | Added::LeftOut => job.unchanged += 1,
                Added::Corrected | Added::Recoded => job.replaced += 1,
            }
        });
    }
    Ok(())
}

fn tell(progress: &Progress, problem: String) {
    progress.tell(|job| {
        if job.problems.len() < PROBLEMS {
            job.problems.push(problem);
        }
    });
}

/// The moment, to the second, in universal time: for the log alone.
pub(crate) fn now() -> String {
    let mut text = jiff::Timestamp::now().to_string();
    if let Some(dot) = text.find('.') {
        text.replace_range(dot.., "Z");
    }
    text
}

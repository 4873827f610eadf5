//! Files into the record.

use crate::jobs::Progress;
use crate::problem::Problem;
use crate::reading::take;
use dateline_engine::Engine;
use dateline_intake::Options;
use dateline_record::Source;
use dateline_store::{Added, Store};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Reports that are read side by side before they are written.
const BATCH: usize = 32;

/// Reads files and adds their reports, each in a transaction of its own; then joins.
pub(crate) fn add(store: &mut Store, engine: &Engine, paths: &[PathBuf], root: &str, progress: &Progress) -> Result<(), Problem> {
    let mut intake = dateline_intake::open(paths, Options::default());
    let mut problems = Vec::new();
    // Two files of one name are two reports; the second gets a name of its own.
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    loop {
        let mut batch = take(&mut intake, BATCH, root, progress, &mut problems);
        if batch.is_empty() {
            break;
        }
        for report in &mut batch {
            let sha = report.text_sha256();
            if seen.get(&report.id).is_some_and(|other| *other != sha) {
                report.id = format!("{}~{}", report.id, &sha[..8]);
            }
            seen.insert(report.id.clone(), sha);
        }
        for (reading, report) in engine.read_all(&batch).into_iter().zip(&batch) {
            let found = reading.claims.len() as u64;
            let lost: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
            let source = Source::new(report, reading.claims);
            let added = store.add(&source, Some(&report.text), engine.coder(), &now())?;
            progress.tell(|job| {
                job.reports += 1;
                job.claims += found;
                match added {
                    Added::New => job.added += 1,
                    Added::Unchanged => job.unchanged += 1,
                    Added::Corrected | Added::Recoded => job.replaced += 1,
                }
                job.problems.extend(lost);
            });
        }
        progress.tell(|job| job.bytes_read = intake.bytes_read());
    }
    store.refresh()?;
    Ok(())
}

/// The moment, to the second, in universal time: for the log alone.
pub(crate) fn now() -> String {
    let mut text = jiff::Timestamp::now().to_string();
    if let Some(dot) = text.find('.') {
        text.replace_range(dot.., "Z");
    }
    text
}

//! Reports to try properties on: the repository's examples, and more where a folder is given.

use dateline_engine::{Engine, Options, Report};
use dateline_intake::{Item, open};
use std::path::{Path, PathBuf};

/// The example reports.
pub fn examples() -> Vec<Report> {
    let reports = reports(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports")]);
    assert!(reports.len() >= 12, "the examples are gone");
    reports
}

/// The examples, and one in `every` of the reports in the folder or file that the environment variable DATELINE_TEXTS names.
#[allow(dead_code)] // Each test program uses its own part of this module.
pub fn examples_and_more(every: usize) -> Vec<Report> {
    let mut all = examples();
    if let Some(path) = std::env::var_os("DATELINE_TEXTS") {
        all.extend(reports(&[PathBuf::from(path)]).into_iter().step_by(every));
    }
    all
}

fn reports(paths: &[PathBuf]) -> Vec<Report> {
    let items = open(paths, dateline_intake::Options::default());
    items.filter_map(|item| if let Item::Report(report) = item { Some(report) } else { None }).collect()
}

/// An engine on so many threads.
pub fn engine(threads: usize) -> Engine {
    let mut options = Options::default();
    options.threads = threads;
    Engine::new(options)
}

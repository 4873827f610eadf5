//! Texts read at once: their claims and, joined, their incidents. The record is not touched.

use crate::api::{IncidentRow, ReadAnswer, ReadRequest, Report};
use crate::examples::items_with;
use crate::jobs::{PROBLEMS, Progress};
use crate::problem::Problem;
use crate::views;
use dateline_engine::{Engine, Report as Text};
use dateline_intake::{Item, Options, Severity};
use dateline_record::{Record, Source};
use std::path::PathBuf;

/// Reports of one reading at most: what is shown at once, not a record.
const MOST_REPORTS: usize = 500;
/// Reports that are read side by side.
const BATCH: usize = 16;

/// Reads one text as it was sent.
pub(crate) fn text(engine: &Engine, request: ReadRequest) -> Result<ReadAnswer, Problem> {
    let date = match &request.date {
        Some(day) => match dateline_intake::parse_date(day) {
            Some(day) => Some(day),
            None => return Err(Problem::body("date: write it as 2022-11-08")),
        },
        None => None,
    };
    let options = Options { date, ..Options::default() };
    let mut problems = Vec::new();
    let mut reports = Vec::new();
    for item in items_with("text", &request.text, &options) {
        match item {
            Item::Report(mut report) => {
                report.publisher = report.publisher.or_else(|| request.publisher.clone());
                report.title = report.title.or_else(|| request.title.clone());
                reports.push(report);
            }
            Item::Problem(problem) => problems.push(problem.to_string()),
        }
    }
    let mut sources = Vec::new();
    for (reading, report) in engine.read_all(&reports).into_iter().zip(&reports) {
        problems.extend(reading.problems.iter().map(ToString::to_string));
        sources.push(Source::new(report, reading.claims));
    }
    Ok(joined(sources, reports, problems))
}

/// Reads files, telling how far it is.
pub(crate) fn files(engine: &Engine, paths: &[PathBuf], root: &str, progress: &Progress) -> ReadAnswer {
    let mut intake = dateline_intake::open(paths, Options::default());
    let (mut sources, mut reports, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        let batch = take(&mut intake, BATCH, root, progress, &mut problems);
        if batch.is_empty() {
            break;
        }
        let mut claims = 0;
        for (reading, report) in engine.read_all(&batch).into_iter().zip(&batch) {
            problems.extend(reading.problems.iter().map(ToString::to_string));
            claims += reading.claims.len();
            sources.push(Source::new(report, reading.claims));
        }
        reports.extend(batch);
        progress.tell(|job| {
            job.reports = reports.len() as u64;
            job.claims += claims as u64;
            job.bytes_read = intake.bytes_read();
        });
        if reports.len() >= MOST_REPORTS {
            problems.push(format!("only the first {} reports were read; the rest is for `dateline record add`", reports.len()));
            break;
        }
    }
    joined(sources, reports, problems)
}

/// The next reports of an intake; what is wrong with others is told without the folder that they were kept in meanwhile.
pub(crate) fn take(
    intake: &mut dateline_intake::Intake,
    most: usize,
    root: &str,
    progress: &Progress,
    problems: &mut Vec<String>,
) -> Vec<Text> {
    let mut batch = Vec::new();
    while batch.len() < most {
        match intake.next() {
            Some(Item::Report(report)) => batch.push(report),
            Some(Item::Problem(problem)) => {
                let told = problem.to_string().replace(root, "");
                if problem.severity() == Severity::Error || problems.len() < PROBLEMS {
                    problems.push(told.clone());
                }
                progress.tell(|job| {
                    if job.problems.len() < PROBLEMS {
                        job.problems.push(told);
                    }
                });
            }
            None => break,
        }
    }
    batch
}

/// Reports and claims with the incidents that they make among themselves.
fn joined(mut sources: Vec<Source>, mut texts: Vec<Text>, mut problems: Vec<String>) -> ReadAnswer {
    // Two files of one name are two reports.
    let mut seen = std::collections::BTreeSet::new();
    for (source, text) in sources.iter_mut().zip(&mut texts) {
        if !seen.insert(source.id.clone()) {
            source.id = format!("{}~{}", source.id, source.text_sha256.get(..8).unwrap_or(""));
            text.id.clone_from(&source.id);
        }
    }
    let record = Record::new(&sources, &[]);
    let incidents = views::rows_of(&record);
    let reports = sources.iter().zip(texts).map(|(source, text)| report(source, text.text, &record)).collect();
    problems.truncate(PROBLEMS);
    ReadAnswer { reports, incidents: by_day(incidents), problems }
}

fn report(source: &Source, text: String, record: &Record<'_>) -> Report {
    let incident = |claim: &str| record.find(claim).map(|i| i.id.clone());
    Report {
        data_version: None,
        row: views::report_row_of(source),
        text: Some(text),
        claims: source.claims.iter().map(|c| views::coded(c.clone(), incident(&c.id))).collect(),
    }
}

fn by_day(mut rows: Vec<IncidentRow>) -> Vec<IncidentRow> {
    rows.sort_by(|a, b| (a.from.is_none(), &a.from, &a.id).cmp(&(b.from.is_none(), &b.from, &b.id)));
    rows
}

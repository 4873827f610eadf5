//! `dateline read --format parquet`: claims as columns, a file for each month of publication.

use crate::Outcome;
use crate::options::{ReadOptions, Rows};
use crate::progress::Progress;
use crate::read::take_batch;
use anyhow::{Context, Result};
use dateline_columnar::{MonthFiles, ReadRow, View, claims_batch, flat_batch, readings_batch};
use dateline_engine::{Claim, Engine, Reading, Report};
use dateline_record::Source;
use std::collections::BTreeMap;

/// Reports and what was read of them, by month of publication.
type Months = BTreeMap<Option<String>, Vec<(Report, Reading)>>;

pub(crate) fn run(
    options: &ReadOptions,
    engine: &Engine,
    mut intake: dateline_intake::Intake,
    mut progress: Progress,
) -> Result<Outcome> {
    let folder = options.out.as_deref().context("--format parquet needs --out DIR")?;
    let view = match options.rows {
        Rows::Claims => View::Claims,
        Rows::Flat => View::Flat,
        Rows::Readings => View::Readings,
    };
    let mut files = MonthFiles::create(folder, view)?;
    let (mut reports, mut claims) = (0, 0);
    loop {
        let batch = take_batch(&mut intake, &mut progress);
        if batch.is_empty() {
            break;
        }
        let readings = engine.read_all(&batch);
        reports += batch.len();
        let mut months = Months::new();
        for (report, reading) in batch.into_iter().zip(readings) {
            reading.problems.iter().for_each(|problem| progress.defect(problem));
            claims += reading.claims.len();
            let month = report.published.map(|day| day.strftime("%Y-%m").to_string());
            months.entry(month).or_default().push((report, reading));
        }
        for (month, read) in months {
            let told = |read: Vec<(Report, Reading)>| read.into_iter().flat_map(|(_, r)| r.claims).collect::<Vec<Claim>>();
            let row = |(report, reading): (Report, Reading)| ReadRow {
                source: Source::new(&report, reading.claims),
                coder: engine.coder().to_owned(),
                problems: reading.problems.into_iter().map(|p| p.to_string()).collect(),
            };
            let batch = match view {
                View::Flat => flat_batch(&told(read)),
                View::Readings => readings_batch(read.into_iter().map(row).collect()),
                _ => claims_batch(&told(read)),
            };
            files.push(month.as_deref(), &batch?)?;
        }
        progress.at(intake.bytes_read(), reports, claims);
    }
    files.finish()?;
    progress.clear();
    let errors = progress.finish();
    if reports == 0 {
        eprintln!("error[no-reports] there was no report in what was given");
    }
    Ok(if errors > 0 || reports == 0 { Outcome::Incomplete } else { Outcome::Done })
}

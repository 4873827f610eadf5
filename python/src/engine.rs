//! The engine in Python's hands: texts, tables or files in, tables out.

use crate::errors::{error, of_table};
use crate::explained::explained;
use crate::table::{Table, view_of};
use arrow_array::RecordBatch;
use dateline_columnar::{Columns, ReadRow, View, claims_batch, flat_batch, readings_batch, reports_from};
use dateline_engine::{Options, Reading, Report};
use dateline_intake::Item;
use dateline_lexicon::{Folder, Lexicon};
use dateline_record::Source;
use jiff::civil::Date;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reports that are read side by side before their claims become a batch.
const BATCH: usize = 256;

/// A report as Python hands it over: id, text, date, title, publisher, wire, url, language.
type Told = (String, String, Option<String>, Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);

/// What was wrong with a file, a line or a report: code, severity, message, file, line.
type Trouble = (String, String, String, String, Option<u64>);

/// Lexicon, model and rules, ready to read. Building one takes a moment and some memory: build one a process.
#[pyclass(frozen, module = "dateline._native")]
pub(crate) struct Engine {
    engine: dateline_engine::Engine,
    lexicon: Option<Arc<Lexicon>>,
}

#[pymethods]
impl Engine {
    #[new]
    #[pyo3(signature = (threads=0, lexicon=Vec::new()))]
    fn new(py: Python<'_>, threads: usize, lexicon: Vec<PathBuf>) -> PyResult<Engine> {
        py.detach(|| {
            let mut options = Options::default();
            options.threads = threads;
            let lexicon = layered(&lexicon)?;
            options.lexicon = lexicon.clone();
            Ok(Engine { engine: dateline_engine::Engine::new(options), lexicon })
        })
    }

    /// Program, lexicon and model, as each claim names them.
    #[getter]
    fn coder(&self) -> &str {
        self.engine.coder()
    }

    /// Reads the reports of an Arrow table. `columns`: names of the columns for text, id, date, title, publisher, wire, url, language.
    fn read_table(&self, py: Python<'_>, table: PyTable, columns: [String; 8], view: &str) -> PyResult<(Table, Vec<Trouble>)> {
        let view = view_of(view)?;
        let [text, id, date, title, publisher, wire, url, language] = columns;
        let columns = Columns { text, id, date, title, publisher, wire, url, language };
        let (batches, _) = table.into_inner();
        py.detach(|| {
            let mut done = Done::new(view);
            let mut first = 0;
            for batch in &batches {
                let reports = reports_from(batch, &columns, first).map_err(of_table)?;
                first += batch.num_rows();
                for part in reports.chunks(BATCH) {
                    done.take(&self.engine, part)?;
                }
            }
            Ok(done.finish())
        })
    }

    /// Reads reports that are told one by one.
    fn read_reports(&self, py: Python<'_>, told: Vec<Told>, view: &str) -> PyResult<(Table, Vec<Trouble>)> {
        let view = view_of(view)?;
        py.detach(|| {
            let mut reports = Vec::with_capacity(told.len());
            for (id, text, date, title, publisher, wire, url, language) in told {
                let mut report = Report::new(id, text);
                report.published = date.as_deref().map(day).transpose()?;
                (report.title, report.publisher, report.wire) = (title, publisher, wire);
                (report.url, report.language) = (url, language);
                reports.push(report);
            }
            let mut done = Done::new(view);
            for part in reports.chunks(BATCH) {
                done.take(&self.engine, part)?;
            }
            Ok(done.finish())
        })
    }

    /// Reads files and folders, as `dateline read` does.
    #[pyo3(signature = (paths, view, date=None))]
    fn read_files(
        &self,
        py: Python<'_>,
        paths: Vec<PathBuf>,
        view: &str,
        date: Option<String>,
    ) -> PyResult<(Table, Vec<Trouble>)> {
        let view = view_of(view)?;
        // Publishers of pages are known by their hosts, as in the program.
        let chosen = self.lexicon.clone();
        let outlets = dateline_intake::Outlets::new(move |host: &str| {
            let actors = &chosen.as_deref().unwrap_or_else(|| Lexicon::builtin()).actors;
            actors.outlet_by_host(host).map(|id| actors.get(id).name.clone())
        });
        let options = dateline_intake::Options { date: date.as_deref().map(day).transpose()?, outlets, ..Default::default() };
        py.detach(|| {
            let mut done = Done::new(view);
            let mut part = Vec::new();
            for item in dateline_intake::open(&paths, options) {
                match item {
                    Item::Report(report) => part.push(report),
                    Item::Problem(problem) => done.troubles.push(trouble(&problem)),
                }
                if part.len() == BATCH {
                    done.take(&self.engine, &part)?;
                    part.clear();
                }
            }
            done.take(&self.engine, &part)?;
            Ok(done.finish())
        })
    }

    /// How a text is understood, step by step, as JSON.
    #[pyo3(signature = (text, date=None))]
    fn explain(&self, py: Python<'_>, text: String, date: Option<String>) -> PyResult<String> {
        let published = date.as_deref().map(day).transpose()?;
        py.detach(|| {
            let mut report = Report::new("explained", text);
            report.published = published;
            let reading = self.engine.read(&report);
            Ok(explained(&report, &reading))
        })
    }
}

/// The lexicon with folders laid over it; `None`: the built-in one.
pub(crate) fn layered(folders: &[PathBuf]) -> PyResult<Option<Arc<Lexicon>>> {
    if folders.is_empty() {
        return Ok(None);
    }
    let lexicon = Lexicon::layered(folders.iter().map(|f: &PathBuf| Folder::open(Path::new(f))).collect());
    let faults: Vec<String> = lexicon.problems().iter().filter(|p| p.is_error()).map(ToString::to_string).collect();
    if faults.is_empty() { Ok(Some(Arc::new(lexicon))) } else { Err(error("lexicon", faults.join("\n"))) }
}

/// A date as the program takes it.
pub(crate) fn day(text: &str) -> PyResult<Date> {
    dateline_intake::parse_date(text)
        .ok_or_else(|| error("bad-date", format!("the date \"{text}\" cannot be understood (write it as 2022-11-08)")))
}

fn trouble(problem: &dateline_intake::Problem) -> Trouble {
    let severity = format!("{:?}", problem.severity()).to_lowercase();
    (problem.cause.code().to_owned(), severity, problem.to_string(), problem.file.clone(), problem.line)
}

/// What was read so far.
struct Done {
    view: View,
    batches: Vec<RecordBatch>,
    troubles: Vec<Trouble>,
}

impl Done {
    fn new(view: View) -> Done {
        Done { view, batches: Vec::new(), troubles: Vec::new() }
    }

    fn take(&mut self, engine: &dateline_engine::Engine, reports: &[Report]) -> PyResult<()> {
        if reports.is_empty() {
            return Ok(());
        }
        let readings = engine.read_all(reports);
        for problem in readings.iter().flat_map(|r| &r.problems) {
            let severity = if problem.is_error() { "error" } else { "warning" };
            self.troubles.push((problem.code().into(), severity.into(), problem.to_string(), problem.report.clone(), None));
        }
        let claims = |readings: Vec<Reading>| readings.into_iter().flat_map(|r| r.claims).collect::<Vec<_>>();
        let batch = match self.view {
            View::Claims => claims_batch(&claims(readings)),
            View::Flat => flat_batch(&claims(readings)),
            View::Readings => {
                let row = |(report, reading): (&Report, Reading)| ReadRow {
                    source: Source::new(report, reading.claims),
                    coder: engine.coder().to_owned(),
                    problems: reading.problems.iter().map(|p| p.to_string()).collect(),
                };
                readings_batch(reports.iter().zip(readings).map(row).collect())
            }
            View::Incidents => return Err(error("no-view", "reading gives claims; incidents come from joining them")),
        };
        self.batches.push(batch.map_err(of_table)?);
        Ok(())
    }

    fn finish(self) -> (Table, Vec<Trouble>) {
        (Table::new(self.view, self.batches), self.troubles)
    }
}

//! The record in Python's hands: the program's own questions, asked of the same file.

use crate::errors::{error, of_table};
use crate::table::Table;
use arrow_array::RecordBatch;
use dateline_columnar::{View, claims_batch, incidents_batch, sources_from};
use dateline_record::Overlay;
use dateline_store::{Filter, Paging, Store};
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Claims or incidents that become one batch.
const BATCH: usize = 2_000;

/// A record, open. One thread asks at a time; others wait.
#[pyclass(frozen, module = "dateline._native")]
pub(crate) struct Record {
    store: Mutex<Store>,
    /// As it once stood: nothing is written to it.
    past: bool,
}

fn of_store(e: dateline_store::Error) -> PyErr {
    use dateline_store::Error::{Damaged, Foreign, Missing, Newer};
    let code = match &e {
        Foreign(_) => "foreign",
        Newer { .. } => "newer",
        Missing(_) => "missing",
        Damaged(_) => "damaged",
        _ => "sqlite",
    };
    error(code, e)
}

fn json<T: Serialize>(value: &T) -> PyResult<String> {
    serde_json::to_string(value).map_err(|e| error("internal", e))
}

fn filter_of(text: &str) -> PyResult<Filter> {
    serde_json::from_str(text).map_err(|e| error("bad-filter", format!("a filter cannot be understood: {e}")))
}

impl Record {
    fn store(&self) -> MutexGuard<'_, Store> {
        // A panic while asking leaves the file as it was: SQLite undoes what was not finished.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn writable(&self) -> PyResult<MutexGuard<'_, Store>> {
        if self.past {
            return Err(error("past", "this is the record as it once stood: nothing can be written to it"));
        }
        Ok(self.store())
    }
}

#[pymethods]
impl Record {
    #[new]
    fn new(py: Python<'_>, path: PathBuf, create: bool) -> PyResult<Record> {
        py.detach(|| {
            let store = if create { Store::create(&path) } else { Store::open(&path) };
            Ok(Record { store: Mutex::new(store.map_err(of_store)?), past: false })
        })
    }

    /// The record as it stood on a day or at a moment.
    fn as_of(&self, py: Python<'_>, time: &str) -> PyResult<Record> {
        py.detach(|| {
            let store = self.store();
            let then = store.step(Some(time)).and_then(|step| store.as_of(step)).map_err(of_store)?;
            Ok(Record { store: Mutex::new(then), past: true })
        })
    }

    /// Brings incidents up to date; how many there are, and how many were written and are gone.
    fn refresh(&self, py: Python<'_>) -> PyResult<(usize, usize, usize)> {
        py.detach(|| {
            let done = self.store().refresh().map_err(of_store)?;
            Ok((done.incidents, done.written, done.gone))
        })
    }

    /// The step of the log for which the views stand.
    fn data_version(&self) -> PyResult<i64> {
        self.store().data_version().map_err(of_store)
    }

    /// A page of a view as JSON: `rows`, `total`, `next`.
    fn page(&self, py: Python<'_>, view: &str, filter: &str, after: Option<String>, limit: Option<usize>) -> PyResult<String> {
        let filter = filter_of(filter)?;
        let paging = Paging { after, limit: limit.unwrap_or(usize::MAX) };
        py.detach(|| {
            let store = self.store();
            let page = |page: Result<String, PyErr>| page;
            match view {
                "incidents" => page(json(&store.incidents(&filter, &paging).map_err(of_store)?)),
                "disputes" => page(json(&store.disputes(&filter, &paging).map_err(of_store)?)),
                "agreements" => page(json(&store.agreements(&filter, &paging).map_err(of_store)?)),
                "tolls" => page(json(&store.tolls(&filter, &paging).map_err(of_store)?)),
                "control" => page(json(&store.control(&filter, &paging).map_err(of_store)?)),
                "actors" => page(json(&store.actors(&filter, &paging).map_err(of_store)?)),
                "places" => page(json(&store.places(&filter, &paging).map_err(of_store)?)),
                "sources" => page(json(&store.sources(&filter, &paging).map_err(of_store)?)),
                "relays" => page(json(&store.relays(&filter, &paging).map_err(of_store)?)),
                other => Err(error("no-view", format!("there is no view \"{other}\""))),
            }
        })
    }

    /// One incident as JSON, by its id, an id that it once had, or that of one of its claims; `None`: there is none.
    fn incident(&self, py: Python<'_>, id: &str) -> PyResult<Option<String>> {
        py.detach(|| {
            let store = self.store();
            let Some(incident) = store.incident(id).map_err(of_store)? else { return Ok(None) };
            let row = store.incident_row(id).map_err(of_store)?;
            json(&(incident, row)).map(Some)
        })
    }

    /// Why the parts of an incident are one, as JSON.
    fn why(&self, py: Python<'_>, id: &str) -> PyResult<String> {
        py.detach(|| {
            let why = self.store().why(id).map_err(of_store)?;
            let row = |w: &dateline_record::Why| {
                serde_json::json!({ "claim": w.claim, "nearest": w.nearest, "score": w.evidence.sum(), "evidence": w.evidence.in_words() })
            };
            json(&why.iter().map(row).collect::<Vec<_>>())
        })
    }

    /// A report with its text, where that is kept, and its claims, as JSON; `None`: there is none.
    fn report(&self, py: Python<'_>, id: &str) -> PyResult<Option<String>> {
        py.detach(|| self.store().report(id).map_err(of_store)?.map(|report| json(&report)).transpose())
    }

    /// Claims, then reports, that hold all the words, as JSON.
    fn search(&self, py: Python<'_>, words: &str, limit: usize) -> PyResult<String> {
        py.detach(|| json(&self.store().search(words, limit).map_err(of_store)?))
    }

    /// The log, latest first, as JSON.
    fn log(&self, py: Python<'_>, limit: usize) -> PyResult<String> {
        py.detach(|| json(&self.store().log(limit).map_err(of_store)?))
    }

    /// The claims of the incidents that pass; and the id of the incident of each.
    fn claims(&self, py: Python<'_>, filter: &str) -> PyResult<(Table, Vec<(String, Option<String>)>)> {
        let filter = filter_of(filter)?;
        py.detach(|| {
            let store = self.store();
            let (mut batches, mut part, mut members) = (Vec::new(), Vec::new(), Vec::new());
            for row in store.claims(&filter).map_err(of_store)? {
                let row = row.map_err(of_store)?;
                members.push((row.claim.id.clone(), row.incident));
                part.push(row.claim);
                if part.len() == BATCH {
                    batches.push(claims_batch(&part).map_err(of_table)?);
                    part.clear();
                }
            }
            batches.push(claims_batch(&part).map_err(of_table)?);
            Ok((Table::new(View::Claims, batches), members))
        })
    }

    /// The accounts of the incidents that pass.
    fn accounts(&self, py: Python<'_>, filter: &str) -> PyResult<Table> {
        let filter = filter_of(filter)?;
        py.detach(|| {
            let store = self.store();
            let rows = store.incidents(&filter, &Paging::all()).map_err(of_store)?.rows;
            let mut batches = Vec::new();
            for part in rows.chunks(BATCH) {
                let mut incidents = Vec::new();
                for row in part {
                    incidents.extend(store.incident(&row.id).map_err(of_store)?);
                }
                batches.push(incidents_batch(&incidents).map_err(of_table)?);
            }
            Ok(Table::new(View::Incidents, batches))
        })
    }

    /// Adds readings: how many were new, corrected, recoded, unchanged.
    fn add(
        &self,
        py: Python<'_>,
        readings: PyTable,
        texts: BTreeMap<String, String>,
        time: &str,
    ) -> PyResult<BTreeMap<String, usize>> {
        let (batches, _) = readings.into_inner();
        py.detach(|| {
            let mut store = self.writable()?;
            let mut done: BTreeMap<String, usize> = BTreeMap::new();
            for batch in &batches {
                for row in sources_from(batch).map_err(of_table)? {
                    let text = texts.get(&row.source.id).map(String::as_str);
                    let added = store.add(&row.source, text, &row.coder, time).map_err(of_store)?;
                    *done.entry(added.as_str().to_owned()).or_default() += 1;
                }
            }
            Ok(done)
        })
    }

    /// Ends a report; `False`: there was none.
    fn remove(&self, py: Python<'_>, id: &str, reason: &str, time: &str) -> PyResult<bool> {
        py.detach(|| self.writable()?.remove(id, reason, time).map_err(of_store))
    }

    /// Keeps decisions, as JSON, one a line.
    fn decide(&self, py: Python<'_>, lines: Vec<String>) -> PyResult<()> {
        let decisions = overlays(&lines)?;
        py.detach(|| {
            let mut store = self.writable()?;
            decisions.iter().try_for_each(|overlay| store.decide(overlay)).map_err(of_store)
        })
    }

    /// The decisions, as JSON, one a line, in the order in which they were taken.
    fn decisions(&self) -> PyResult<Vec<String>> {
        let store = self.store();
        let overlays = store.step(None).and_then(|step| store.overlays(step)).map_err(of_store)?;
        overlays.iter().map(json).collect()
    }
}

/// Decisions out of lines of JSON.
pub(crate) fn overlays(lines: &[String]) -> PyResult<Vec<Overlay>> {
    let decisions = lines.iter().map(|line| serde_json::from_str(line)).collect::<Result<Vec<_>, _>>();
    decisions.map_err(|e| error("bad-decision", format!("a decision cannot be understood: {e}")))
}

/// Joins readings in this process: the incidents that the record would hold, in its order; and for each claim its incident.
#[pyfunction]
pub(crate) fn resolve(py: Python<'_>, readings: PyTable, decisions: Vec<String>) -> PyResult<Table> {
    let (batches, _) = readings.into_inner();
    let decisions = overlays(&decisions)?;
    py.detach(|| {
        let sources = |batch: &RecordBatch| sources_from(batch).map_err(of_table);
        let rows = batches.iter().map(sources).collect::<PyResult<Vec<_>>>()?;
        let sources: Vec<_> = rows.into_iter().flatten().map(|row| row.source).collect();
        let record = dateline_record::Record::new(&sources, &decisions);
        let batches = record.incidents.chunks(BATCH).map(incidents_batch).collect::<Result<Vec<_>, _>>().map_err(of_table)?;
        Ok(Table::new(View::Incidents, batches))
    })
}

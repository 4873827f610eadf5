//! The steps of the joining, for a cluster: see `dateline_columnar::Step`.

use crate::errors::{error, of_table};
use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use dateline_columnar::{Known, Step};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};
use pyo3_arrow::PyTable;
use pyo3_arrow::ffi::{ArrayIterator, to_stream_pycapsule};
use std::sync::Arc;

/// Rows of a step.
#[pyclass(frozen, module = "dateline._native")]
pub(crate) struct Rows {
    batches: Vec<RecordBatch>,
    schema: SchemaRef,
}

#[pymethods]
impl Rows {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let arrays =
            self.batches.clone().into_iter().map(|b| Ok(Arc::new(arrow_array::StructArray::from(b)) as arrow_array::ArrayRef));
        let field = arrow_schema::Field::new_struct("", self.schema.fields().clone(), false);
        let reader = Box::new(ArrayIterator::new(arrays, field.into()));
        to_stream_pycapsule(py, reader, requested_schema).map_err(|e| error("arrow", PyErr::from(e)))
    }
}

fn rows(batches: Vec<RecordBatch>, empty: &RecordBatch) -> Rows {
    // What a step gives is known by its columns alone.
    Rows { schema: Arc::new(Schema::new(empty.schema().fields().clone())), batches }
}

/// What every worker has to know of a corpus as a whole.
#[pyclass(frozen, module = "dateline._native", name = "Known")]
pub(crate) struct Whole(Known);

#[pymethods]
impl Whole {
    /// Of so many reports, out of what the steps `counts` and, once there is such, `weights` gave, summed.
    #[new]
    fn new(py: Python<'_>, reports: u64, counts: PyTable, weights: Option<PyTable>) -> PyResult<Whole> {
        let (counts, _) = counts.into_inner();
        let weights = weights.map_or_else(Vec::new, |w| w.into_inner().0);
        py.detach(|| {
            let statistics = dateline_columnar::statistics(reports, &counts, &weights).map_err(of_table)?;
            Ok(Whole(Known { statistics, ..Known::default() }))
        })
    }

    /// With decisions (lines of JSON), which are found in readings that have `number` and `digest`; and the edges, seeds and corrections
    /// that they make.
    fn decide(&self, py: Python<'_>, decisions: Vec<String>, readings: PyTable) -> PyResult<(Whole, Rows, Rows, Rows)> {
        let decisions = crate::record::overlays(&decisions)?;
        let (batches, _) = readings.into_inner();
        py.detach(|| {
            let (decided, tables) = dateline_columnar::decided(&decisions, &batches).map_err(of_table)?;
            let [edges, seeds, corrected] = tables.map(|t| rows(vec![t.clone()], &t));
            Ok((Whole(Known { decided, ..self.0.clone() }), edges, seeds, corrected))
        })
    }

    /// As bytes, to be sent to every worker.
    fn pack<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let packed = py.detach(|| self.0.pack()).map_err(of_table)?;
        Ok(PyBytes::new(py, &packed))
    }

    /// Out of such bytes.
    #[staticmethod]
    fn unpack(py: Python<'_>, packed: Vec<u8>) -> PyResult<Whole> {
        py.detach(|| Known::unpack(&packed).map(Whole).map_err(of_table))
    }
}

fn named(step: &str) -> PyResult<Step> {
    Step::named(step).ok_or_else(|| error("no-step", format!("there is no step \"{step}\"")))
}

/// Runs a step over a table that holds whole blocks, or whole parts.
#[pyfunction]
#[pyo3(signature = (step, table, known=None))]
pub(crate) fn step(py: Python<'_>, step: &str, table: PyTable, known: Option<&Whole>) -> PyResult<Rows> {
    let step = named(step)?;
    let (batches, _) = table.into_inner();
    let none = Known::default();
    let known = known.map_or(&none, |whole| &whole.0);
    py.detach(|| {
        let done = batches.iter().map(|batch| step.run(batch, known)).collect::<Result<Vec<_>, _>>().map_err(of_table)?;
        Ok(rows(done, &step.empty().map_err(of_table)?))
    })
}

/// The columns that a step gives, as a table without rows.
#[pyfunction]
pub(crate) fn step_schema(step: &str) -> PyResult<Rows> {
    let empty = named(step)?.empty().map_err(of_table)?;
    Ok(rows(Vec::new(), &empty))
}

/// What is connected, out of scored pairs and pairs to join first.
#[pyfunction]
#[pyo3(signature = (edges, seeds=None))]
pub(crate) fn parts(py: Python<'_>, edges: PyTable, seeds: Option<PyTable>) -> PyResult<Rows> {
    let (edges, _) = edges.into_inner();
    let seeds = seeds.map_or_else(Vec::new, |s| s.into_inner().0);
    py.detach(|| {
        let found = dateline_columnar::parts(&edges, &seeds).map_err(of_table)?;
        Ok(rows(vec![found.clone()], &found))
    })
}

/// For each copy the first of its copies.
#[pyfunction]
pub(crate) fn roots(py: Python<'_>, pairs: PyTable) -> PyResult<Rows> {
    let (pairs, _) = pairs.into_inner();
    py.detach(|| {
        let found = dateline_columnar::roots(&pairs).map_err(of_table)?;
        Ok(rows(vec![found.clone()], &found))
    })
}

/// Of blocks of reports and of tellings: by how many stretches of a large one overlap, and up to which size one is not cut.
#[pyfunction]
pub(crate) fn overlaps() -> [(usize, usize); 2] {
    dateline_record::grouped::overlaps()
}

/// Members up to which a connected part is scored in full, whatever pairs met.
#[pyfunction]
pub(crate) fn full() -> usize {
    dateline_record::grouped::FULL
}

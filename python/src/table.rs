//! A table: batches of one view, given out through the Arrow C data interface.

use crate::errors::{error, of_table};
use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_schema::{Field, SchemaRef};
use dateline_columnar::{View, claims_from, flat_batch, sources_from};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::PyTable;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use std::sync::Arc;

/// Rows of one view.
#[pyclass(frozen, module = "dateline._native")]
pub(crate) struct Table {
    pub batches: Vec<RecordBatch>,
    pub schema: SchemaRef,
}

impl Table {
    pub fn new(view: View, batches: Vec<RecordBatch>) -> Table {
        Table { schema: view.schema(), batches }
    }
}

#[pymethods]
impl Table {
    /// The rows as an Arrow stream, for whatever program asks.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let arrays = self.batches.clone().into_iter().map(|batch| Ok(Arc::new(StructArray::from(batch)) as ArrayRef));
        let field = Field::new_struct("", self.schema.fields().clone(), false).with_metadata(self.schema.metadata().clone());
        let reader = Box::new(ArrayIterator::new(arrays, field.into()));
        to_stream_pycapsule(py, reader, requested_schema).map_err(|e| error("arrow", PyErr::from(e)))
    }

    /// The columns, as an Arrow schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.schema.as_ref()).map_err(|e| error("arrow", PyErr::from(e)))
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Names of the columns, in their order.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// What the table says of itself: view and version.
    #[getter]
    fn metadata(&self) -> std::collections::BTreeMap<String, String> {
        self.schema.metadata().iter().map(|(k, v)| (k.clone(), v.clone())).collect()
    }
}

/// An empty table of a view: its schema.
#[pyfunction]
pub(crate) fn schema(view: &str) -> PyResult<Table> {
    Ok(Table::new(view_of(view)?, Vec::new()))
}

/// The view of a name.
pub(crate) fn view_of(name: &str) -> PyResult<View> {
    let names = View::ALL.map(View::name).join(", ");
    let view = View::ALL.into_iter().find(|view| view.name() == name);
    view.ok_or_else(|| error("no-view", format!("there is no view \"{name}\"; there are: {names}")))
}

/// Claims out of a table of claims or of readings.
pub(crate) fn claims_of(batch: &RecordBatch) -> PyResult<Vec<dateline_engine::Claim>> {
    if batch.schema_ref().index_of("profile").is_ok() {
        let rows = sources_from(batch).map_err(of_table)?;
        return Ok(rows.into_iter().flat_map(|row| row.source.claims).collect());
    }
    claims_from(batch).map_err(of_table)
}

/// The claims of a table of claims or readings, one line of JSON each, as `dateline read --format jsonl` writes them.
#[pyfunction]
pub(crate) fn claims_json(py: Python<'_>, table: PyTable) -> PyResult<Vec<String>> {
    let (batches, _) = table.into_inner();
    py.detach(|| {
        let mut lines = Vec::new();
        for batch in &batches {
            lines.extend(claims_of(batch)?.iter().map(dateline_exchange::json_line));
        }
        Ok(lines)
    })
}

/// A table of claims or readings as claims, nested or flat.
#[pyfunction]
#[pyo3(signature = (table, view="flat"))]
pub(crate) fn flatten(py: Python<'_>, table: PyTable, view: &str) -> PyResult<Table> {
    let view = view_of(view)?;
    let (batches, _) = table.into_inner();
    py.detach(|| {
        let batch = |batch: &RecordBatch| {
            let claims = claims_of(batch)?;
            match view {
                View::Flat => flat_batch(&claims).map_err(of_table),
                View::Claims => dateline_columnar::claims_batch(&claims).map_err(of_table),
                _ => Err(error("no-view", "claims are shown as \"claims\" or \"flat\"")),
            }
        };
        let batches = batches.iter().map(batch).collect::<PyResult<Vec<_>>>()?;
        Ok(Table::new(view, batches))
    })
}

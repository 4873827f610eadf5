//! The nested view: claims to batches, and batches back to the very claims.

use crate::{Error, View};
use arrow_array::RecordBatch;
use arrow_schema::FieldRef;
use dateline_engine::Claim;
use serde::Serialize;

/// Rows of a view from values that are written as that view is laid out.
pub(crate) fn batch<T: Serialize>(view: View, rows: &[T]) -> Result<RecordBatch, Error> {
    let layout = |e: serde_arrow::Error| Error::Layout(view.name(), e.to_string());
    let fields = view.fields();
    let batch = serde_arrow::to_record_batch(&fields, &rows).map_err(layout)?;
    batch.with_schema(view.schema()).map_err(|e| Error::Layout(view.name(), e.to_string()))
}

/// Claims as a batch of the nested view.
pub fn claims_batch(claims: &[Claim]) -> Result<RecordBatch, Error> {
    batch(View::Claims, claims)
}

/// The claims of a batch of the nested view; columns that are not of the layout are passed over.
pub fn claims_from(batch: &RecordBatch) -> Result<Vec<Claim>, Error> {
    View::Claims.check(batch.schema_ref())?;
    serde_arrow::from_record_batch(&known(View::Claims, batch)?).map_err(|e| Error::Layout("claims", e.to_string()))
}

/// The columns of a view, found by name; what else is in the batch is left out.
pub(crate) fn known(view: View, batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let position = |field: &FieldRef| {
        batch.schema_ref().index_of(field.name()).map_err(|_| {
            let names: Vec<&str> = batch.schema_ref().fields().iter().map(|f| f.name().as_str()).collect();
            Error::NoColumn(field.name().clone(), names.join(", "))
        })
    };
    let columns: Vec<usize> = view.fields().iter().map(position).collect::<Result<_, _>>()?;
    batch.project(&columns).map_err(|e| Error::Layout(view.name(), e.to_string()))
}

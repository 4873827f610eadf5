//! Incidents as batches, and as the lines of JSON that two runs are compared by.

use crate::claims::batch;
use crate::{Error, View};
use arrow_array::RecordBatch;
use dateline_record::Incident;

/// Incidents as a batch.
pub fn incidents_batch(incidents: &[Incident]) -> Result<RecordBatch, Error> {
    batch(View::Incidents, incidents)
}

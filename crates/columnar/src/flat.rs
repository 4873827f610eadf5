//! The flat view with types. Cells are those of the CSV, so that both always tell the same, but for the mark that keeps
//! spreadsheets from running a cell as a formula: no data frame does.

use crate::{Error, View};
use arrow_array::{ArrayRef, Date32Array, Float32Array, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::DataType;
use dateline_engine::Claim;
use dateline_exchange::flat_cells;
use jiff::civil::Date;
use std::str::FromStr;
use std::sync::Arc;

/// Claims as a batch of the flat view.
pub fn flat_batch(claims: &[Claim]) -> Result<RecordBatch, Error> {
    let rows: Vec<Vec<String>> = claims.iter().map(flat_cells).collect();
    let cells = |column: usize| rows.iter().map(move |row| row.get(column).map(String::as_str).filter(|cell| !cell.is_empty()));
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (number, field) in View::Flat.fields().iter().enumerate().take(dateline_exchange::COLUMNS.len()) {
        columns.push(match field.data_type() {
            DataType::Int64 => Arc::new(Int64Array::from_iter(cells(number).map(parse::<i64>))),
            DataType::Int32 => Arc::new(Int32Array::from_iter(cells(number).map(parse::<i32>))),
            DataType::Float64 => Arc::new(Float64Array::from_iter(cells(number).map(parse::<f64>))),
            DataType::Float32 => Arc::new(Float32Array::from_iter(cells(number).map(parse::<f32>))),
            _ => Arc::new(StringArray::from_iter(cells(number))),
        });
    }
    let when =
        |claim: &Claim, end: bool| claim.when.as_ref().and_then(|w| day(if end { w.end.as_deref() } else { w.start.as_deref() }));
    columns.push(Arc::new(Date32Array::from_iter(claims.iter().map(|c| day(c.report.published.as_deref())))));
    columns.push(Arc::new(Date32Array::from_iter(claims.iter().map(|c| when(c, false)))));
    columns.push(Arc::new(Date32Array::from_iter(claims.iter().map(|c| when(c, true)))));
    RecordBatch::try_new(View::Flat.schema(), columns).map_err(|e| Error::Layout("flat", e.to_string()))
}

fn parse<T: FromStr>(cell: Option<&str>) -> Option<T> {
    cell?.parse().ok()
}

/// Days since 1970 of an ISO date, or of the day of a date-time.
fn day(text: Option<&str>) -> Option<i32> {
    let date: Date = text?.get(..10)?.parse().ok()?;
    date.since(Date::constant(1970, 1, 1)).ok().map(|span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(day(Some("1970-01-02")), Some(1));
        assert_eq!(day(Some("1969-12-31")), Some(-1));
        assert_eq!(day(Some("2020-11-02T14:30")), Some(18_568));
        assert_eq!((day(Some("2020")), day(None)), (None, None));
    }
}

//! Reports out of a table of anybody's: which columns hold what, and what counts as a date.

use crate::Error;
use arrow_array::{Array, RecordBatch, StringArray};
use arrow_schema::DataType;
use dateline_engine::Report;
use jiff::civil::Date;

/// Names of the columns that hold what is known of a report. Only `text` has to be there; the others may lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The text.
    pub text: String,
    /// Its id; where it lacks, reports are called by the number of their row.
    pub id: String,
    /// Day of publication: a date, a moment, or text that begins `2022-11-08`.
    pub date: String,
    /// Headline.
    pub title: String,
    /// Outlet.
    pub publisher: String,
    /// News agency.
    pub wire: String,
    /// Address.
    pub url: String,
    /// Language.
    pub language: String,
}

impl Default for Columns {
    fn default() -> Columns {
        let [text, id, date, title, publisher, wire, url, language] =
            ["text", "id", "date", "title", "publisher", "wire", "url", "language"].map(str::to_owned);
        Columns { text, id, date, title, publisher, wire, url, language }
    }
}

/// The reports of a batch, in the order of its rows; rows without a text are passed over. `first` is the number of the first row,
/// by which reports without an id are called.
pub fn reports_from(batch: &RecordBatch, columns: &Columns, first: usize) -> Result<Vec<Report>, Error> {
    let names = || {
        let names: Vec<&str> = batch.schema_ref().fields().iter().map(|f| f.name().as_str()).collect();
        names.join(", ")
    };
    let texts = words(batch, &columns.text)?.ok_or_else(|| Error::NoColumn(columns.text.clone(), names()))?;
    // A column that was asked for by another name than its own has to be there.
    let optional = |name: &String, own: &str| match words(batch, name)? {
        None if name != own => Err(Error::NoColumn(name.clone(), names())),
        found => Ok(found),
    };
    let own = Columns::default();
    let ids = optional(&columns.id, &own.id)?;
    let dates = optional(&columns.date, &own.date)?;
    let titles = optional(&columns.title, &own.title)?;
    let publishers = optional(&columns.publisher, &own.publisher)?;
    let wires = optional(&columns.wire, &own.wire)?;
    let urls = optional(&columns.url, &own.url)?;
    let languages = optional(&columns.language, &own.language)?;
    let mut reports = Vec::with_capacity(texts.len());
    for row in (0..texts.len()).filter(|&row| texts.is_valid(row)) {
        let cell = |column: &Option<StringArray>| {
            column.as_ref().filter(|c| c.is_valid(row)).map(|c| c.value(row).to_owned()).filter(|text| !text.is_empty())
        };
        let id = cell(&ids).unwrap_or_else(|| (first + row).to_string());
        let mut report = Report::new(id, texts.value(row));
        report.published = cell(&dates).map(|text| day(&text, row)).transpose()?;
        report.title = cell(&titles);
        report.publisher = cell(&publishers);
        report.wire = cell(&wires);
        report.url = cell(&urls);
        report.language = cell(&languages);
        reports.push(report);
    }
    Ok(reports)
}

/// A column as text: numbers, dates and moments as they are written in ISO 8601. `None`: there is no such column.
fn words(batch: &RecordBatch, name: &str) -> Result<Option<StringArray>, Error> {
    let Some(column) = batch.column_by_name(name) else { return Ok(None) };
    let wrong =
        || Error::Type { name: name.to_owned(), found: column.data_type().to_string(), wanted: "text, a number or a date" };
    let plain = |kind: &DataType| !kind.is_nested() && !matches!(kind, DataType::Binary | DataType::LargeBinary);
    match column.data_type() {
        DataType::Dictionary(_, member) if !plain(member) => return Err(wrong()),
        kind if !plain(kind) => return Err(wrong()),
        _ => {}
    }
    let text = arrow_cast::cast(column, &DataType::Utf8).map_err(|_| wrong())?;
    Ok(text.as_any().downcast_ref::<StringArray>().cloned())
}

fn day(text: &str, row: usize) -> Result<Date, Error> {
    let wrong = || Error::Row { row, why: format!("the date \"{text}\" cannot be understood (write it as 2022-11-08)") };
    text.trim().get(..10).ok_or_else(wrong)?.parse().map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{Date32Array, Int32Array, LargeStringArray, TimestampMicrosecondArray};
    use std::sync::Arc;

    #[test]
    fn columns_of_many_kinds_are_understood() {
        let text: arrow_array::ArrayRef = Arc::new(LargeStringArray::from(vec![Some("Fire."), None, Some("Brand: é.")]));
        let ids: arrow_array::ArrayRef = Arc::new(Int32Array::from(vec![7, 8, 9]));
        for dates in [
            Arc::new(Date32Array::from(vec![18_568, 1, 18_569])) as arrow_array::ArrayRef,
            Arc::new(TimestampMicrosecondArray::from(vec![18_568 * 86_400_000_000, 1, 18_569 * 86_400_000_000])),
            Arc::new(StringArray::from(vec!["2020-11-02", "", "2020-11-03T08:00:00Z"])),
        ] {
            let batch = RecordBatch::try_from_iter([("text", text.clone()), ("nr", ids.clone()), ("date", dates)]).unwrap();
            let found = reports_from(&batch, &Columns { id: "nr".into(), ..Columns::default() }, 0).unwrap();
            let told: Vec<(String, String)> =
                found.iter().map(|r| (r.id.clone(), r.published.map_or(String::new(), |d| d.to_string()))).collect();
            assert_eq!(told, [("7".into(), "2020-11-02".into()), ("9".into(), "2020-11-03".into())]);
        }
    }

    #[test]
    fn what_cannot_be_understood_is_told() {
        let text: arrow_array::ArrayRef = Arc::new(StringArray::from(vec!["Fire."]));
        let dates: arrow_array::ArrayRef = Arc::new(StringArray::from(vec!["yesterday…"]));
        let batch = RecordBatch::try_from_iter([("text", text.clone()), ("date", dates)]).unwrap();
        assert_eq!(reports_from(&batch, &Columns::default(), 0).unwrap_err().code(), "bad-row");
        let batch = RecordBatch::try_from_iter([("body", text)]).unwrap();
        assert_eq!(reports_from(&batch, &Columns::default(), 0).unwrap_err().code(), "no-column");
        let body = Columns { text: "body".into(), ..Columns::default() };
        assert_eq!(reports_from(&batch, &body, 40).unwrap()[0].id, "40");
        let wrong = Columns { id: "nr".into(), ..body };
        assert_eq!(reports_from(&batch, &wrong, 0).unwrap_err().code(), "no-column");
    }
}

//! What leaves as a table reads back, and the tables say what the other outputs say.

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use dateline_columnar::{ReadRow, View, claims_batch, claims_from, flat_batch, incidents_batch, readings_batch, sources_from};
use dateline_engine::record::Record;
use dateline_engine::{Claim, Engine, Options, Report};
use dateline_record::Source;
use std::sync::OnceLock;

const TEXTS: [(&str, &str, &str); 3] = [
    (
        "a",
        "2020-11-03",
        "Armenia accused Azerbaijan of shelling “Stepanakert’s” hospital on Monday, killing at least 12 people. \
         Baku denied the claim. If attacked again, Yerevan said it would withdraw from talks in Geneva.",
    ),
    (
        "b",
        "2020-11-04",
        "Talks between Armenia and Azerbaijan, mediated by Russia, ended in Moscow on Tuesday without a ceasefire.",
    ),
    ("c", "2020-11-04", "Nothing to see here."),
];

fn read() -> &'static Vec<(Report, Vec<Claim>)> {
    static READ: OnceLock<Vec<(Report, Vec<Claim>)>> = OnceLock::new();
    READ.get_or_init(|| {
        let engine = Engine::new(Options::default());
        let read = |(id, day, text): (&str, &str, &str)| {
            let mut report = Report::new(id, text);
            report.published = day.parse().ok();
            let claims = engine.read(&report).claims;
            (report, claims)
        };
        TEXTS.into_iter().map(read).collect()
    })
}

fn claims() -> Vec<Claim> {
    read().iter().flat_map(|(_, claims)| claims.clone()).collect()
}

#[test]
fn nested_claims_read_back_to_the_very_claims() {
    let claims = claims();
    assert!(claims.len() > 4, "the examples carry claims of many kinds");
    let batch = claims_batch(&claims).unwrap();
    assert_eq!(claims_from(&batch).unwrap(), claims);
    // What other programs leave out is the metadata, and what they add are columns.
    let bare = arrow_schema::Schema::new(batch.schema().fields().clone());
    let bare = batch.clone().with_schema(bare.into());
    assert!(bare.is_err() || claims_from(&bare.unwrap()).unwrap() == claims);
}

#[test]
fn the_flat_view_tells_what_the_csv_tells() {
    let claims = claims();
    let batch = flat_batch(&claims).unwrap();
    let quotes = batch.column_by_name("quote").unwrap().as_string::<i32>();
    let start = batch.column_by_name("start").unwrap().as_primitive::<Int64Type>();
    let end = batch.column_by_name("end").unwrap().as_primitive::<Int64Type>();
    let ids = batch.column_by_name("report_id").unwrap().as_string::<i32>();
    for row in 0..batch.num_rows() {
        let text = TEXTS.iter().find(|t| t.0 == ids.value(row)).unwrap().2;
        let cut: String =
            text.chars().skip(start.value(row) as usize).take((end.value(row) - start.value(row)) as usize).collect();
        assert_eq!(cut, quotes.value(row));
        assert_eq!(quotes.value(row), claims[row].evidence.text);
    }
    assert_eq!(batch.schema().metadata()["dateline.view"], "flat");
}

#[test]
fn readings_read_back_to_the_very_sources() {
    let rows: Vec<ReadRow> = read()
        .iter()
        .map(|(report, claims)| ReadRow { source: Source::new(report, claims.clone()), coder: "x".into(), problems: vec![] })
        .collect();
    let batch = readings_batch(rows.clone()).unwrap();
    assert_eq!(batch.num_rows(), 3, "a report without claims has a row too");
    let back = sources_from(&batch).unwrap();
    assert_eq!(back.iter().map(|r| &r.source).collect::<Vec<_>>(), rows.iter().map(|r| &r.source).collect::<Vec<_>>());
}

#[test]
fn a_table_of_a_later_version_or_another_view_is_refused() {
    let batch = claims_batch(&claims()).unwrap();
    let mut metadata = batch.schema().metadata().clone();
    metadata.insert("dateline.version".into(), "99".into());
    let later = arrow_schema::Schema::new_with_metadata(batch.schema().fields().clone(), metadata);
    let later = batch.clone().with_schema(later.into()).unwrap_or_else(|_| batch.clone());
    if later.schema().metadata()["dateline.version"] == "99" {
        assert_eq!(claims_from(&later).unwrap_err().code(), "newer");
    }
    assert_eq!(sources_from(&batch).unwrap_err().code(), "wrong-layout");
}

#[test]
fn incidents_have_a_row_each() {
    let sources: Vec<Source> = read().iter().map(|(report, claims)| Source::new(report, claims.clone())).collect();
    let record = Record::new(&sources, &[]);
    let batch = incidents_batch(&record.incidents).unwrap();
    assert_eq!(batch.num_rows(), record.incidents.len());
    assert_eq!(batch.schema().fields(), View::Incidents.schema().fields());
    assert!(batch.num_rows() > 1);
}

#[test]
fn empty_tables_have_columns() {
    assert_eq!(claims_batch(&[]).unwrap().num_columns(), View::Claims.fields().len());
    assert_eq!(flat_batch(&[]).unwrap().num_columns(), View::Flat.fields().len());
    assert_eq!(readings_batch(vec![]).unwrap().num_columns(), View::Readings.fields().len());
    assert_eq!(incidents_batch(&[]).unwrap().num_columns(), View::Incidents.fields().len());
}

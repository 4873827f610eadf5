//! Parquet by month: what is written reads back, nothing half-written stands under its name.
#![cfg(feature = "parquet")]

use dateline_columnar::{MonthFiles, View, claims_batch, claims_from, read_files};
use dateline_engine::{Engine, Options, Report};

#[test]
fn months_are_files_and_read_back() {
    let engine = Engine::new(Options::default());
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("claims");
    let mut files = MonthFiles::create(&out, View::Claims).unwrap();
    let mut all = Vec::new();
    for day in [Some("2020-11-03"), Some("2020-12-01"), Some("2020-11-30"), None] {
        let mut report = Report::new(format!("{day:?}"), "Rebels shelled Aleppo on Monday, killing 12 people.");
        report.published = day.and_then(|d| d.parse().ok());
        let claims = engine.read(&report).claims;
        files.push(day, &claims_batch(&claims).unwrap()).unwrap();
        all.extend(claims);
    }
    let november = out.join("month=2020-11/claims.parquet");
    assert!(!november.exists(), "it appears once it is complete");
    files.finish().unwrap();
    for month in ["2020-11", "2020-12", "unknown"] {
        assert!(out.join(format!("month={month}/claims.parquet")).is_file());
    }
    let batches = read_files(&out).unwrap();
    assert_eq!(batches[0].schema().metadata()["dateline.view"], "claims");
    let mut back: Vec<_> = batches.iter().flat_map(|b| claims_from(b).unwrap()).collect();
    back.sort_by(|a, b| (&a.report.id, &a.id).cmp(&(&b.report.id, &b.id)));
    all.sort_by(|a, b| (&a.report.id, &a.id).cmp(&(&b.report.id, &b.id)));
    assert_eq!(back, all);
    assert!(MonthFiles::create(&out, View::Claims).is_err(), "two runs are never mixed");
    assert_eq!(read_files(&folder.path().join("nothing.parquet")).unwrap_err().code(), "unreadable");
}

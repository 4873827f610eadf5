//! What people decide and take back, on the command line: it shows, lasts, and is told.

use assert_cmd::cargo::cargo_bin;
use std::path::Path;
use std::process::{Command, Output};

fn dateline(db: &Path, args: &[&str]) -> Output {
    Command::new(cargo_bin("dateline")).arg("--db").arg(db).args(args).output().expect("runs")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A record of one shelling of Aleppo by two papers, and the claim that tells it first.
fn shelling(folder: &Path) -> (std::path::PathBuf, String) {
    let (db, reports) = (folder.join("r.db"), folder.join("reports.jsonl"));
    let lines = [
        r#"{"id":"r1","date":"2016-10-06","publisher":"P1","text":"Rebels shelled the city of Aleppo on Wednesday, killing four civilians."}"#,
        r#"{"id":"r2","date":"2016-10-07","publisher":"P2","text":"Four civilians died when shells hit Aleppo city on Wednesday, officials said."}"#,
    ];
    std::fs::write(&reports, lines.join("\n")).expect("written");
    assert!(dateline(&db, &["record", "add", reports.to_str().expect("a path")]).status.success());
    let rows: serde_json::Value = serde_json::from_slice(&dateline(&db, &["timeline", "-f", "json"]).stdout).expect("JSON");
    (db, rows[0]["quotes"][0]["claim"].as_str().expect("a claim").to_owned())
}

#[test]
fn a_correction_shows_in_views_filters_and_exports_and_nonsense_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, claim) = shelling(folder.path());
    let by = ["--author", "A. Editor", "--reason", "map"];
    for (field, value) in
        [("where", "Idlib"), ("what", "ASSAULT/aerial"), ("when", "2016-10-07"), ("how_many", "8"), ("who", "SYR")]
    {
        let decided = dateline(&db, &[&["correct", &claim, field, value], &by[..]].concat());
        assert!(decided.status.success(), "{}", String::from_utf8_lossy(&decided.stderr));
    }
    let shown = text(&dateline(&db, &["timeline", "--place", "Idlib", "--from", "2016-10-07", "--actor", "SYR"]));
    assert!(shown.contains("Air strike: Syria") && shown.contains("Idlib (SYR)"), "{shown}");
    assert!(shown.contains("corrected, where: Idlib (A. Editor"), "{shown}");
    assert_eq!(text(&dateline(&db, &["timeline", "--place", "Aleppo"])), "");
    assert!(text(&dateline(&db, &["toll", "--place", "Idlib"])).contains("killed: 8 (corrected by A. Editor)"));
    assert!(text(&dateline(&db, &["places"])).starts_with("Idlib"));
    let acled = text(&dateline(&db, &["export", "-f", "acled", "--place", "Idlib"]));
    let row = acled.lines().nth(1).expect("a row");
    assert!(row.contains(",2016-10-07,") && row.contains("Air/drone strike") && row.contains(",Idlib,"), "{row}");
    let why = text(&dateline(&db, &["why", &claim]));
    assert!(why.starts_with("decided ") && why.contains("correct where to Idlib") && why.contains("A. Editor: map"), "{why}");
    let log = text(&dateline(&db, &["record", "log"]));
    assert!(log.contains("correct how many to 8, of “Rebels shelled") && log.contains("A. Editor: map"), "{log}");
    assert!(text(&dateline(&db, &["record", "check"])).trim_end().ends_with("sound"));
    // Whatever is refused is told, and nothing of it is kept.
    let log = text(&dateline(&db, &["record", "log"]));
    let refused: [&[&str]; 9] = [
        &["correct", &claim, "what", "an air strike"],
        &["correct", &claim, "what", "BOMB"],
        &["correct", &claim, "what", "ASSAULT/cavalry"],
        &["correct", &claim, "when", "yesterday"],
        &["correct", &claim, "how_many", "many"],
        &["correct", &claim, "where", " "],
        &["join", &claim, &claim],
        &["split", &claim, "--from", &claim],
        &["correct", &claim, "where", "Homs", "--author", " "],
    ];
    for args in refused {
        let by = if args.contains(&"--author") { &by[2..] } else { &by[..] };
        let output = dateline(&db, &[args, by].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "), "{args:?}");
    }
    assert_eq!(text(&dateline(&db, &["record", "log"])), log);
    assert_eq!(
        dateline(&db, &["correct", "0000000000000000", "where", "Homs", by[0], by[1], by[2], by[3]]).status.code(),
        Some(1)
    );
}

#[test]
fn a_decision_outlives_a_correction_elsewhere_in_the_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, claim) = shelling(folder.path());
    let by = ["--author", "A. Editor", "--reason", "seen"];
    assert!(dateline(&db, &[&["correct", &claim, "where", "Idlib"], &by[..]].concat()).status.success());
    let again = |text: &str| {
        let file = folder.path().join("again.jsonl");
        let line = serde_json::json!({ "id": "r1", "date": "2016-10-06", "publisher": "P1", "text": text });
        std::fs::write(&file, line.to_string()).expect("written");
        let output = dateline(&db, &["record", "add", file.to_str().expect("a path")]);
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let told = again("Rebels shelled the city of Aleppo on Wednesday, killing four civilians. Police closed the road.");
    assert!(told.contains("1 corrected") && !told.contains("no more"), "{told}");
    assert!(text(&dateline(&db, &["timeline", "--place", "Idlib"])).contains("corrected, where: Idlib"));
    let told = again("Police closed the road.");
    assert!(told.contains("1 decision finds its words no more"), "{told}");
    let check = dateline(&db, &["record", "check"]);
    assert!(check.status.success() && String::from_utf8_lossy(&check.stderr).contains("correct where to Idlib"));
    assert!(text(&dateline(&db, &["record", "log"])).contains("finds its words no more: “Rebels shelled"));
}

#[test]
fn an_incident_that_another_report_tells_is_not_retracted_and_the_comparison_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, claim) = shelling(folder.path());
    let before = folder.path().join("before.db");
    std::fs::copy(&db, &before).expect("copied");
    assert!(dateline(&db, &["record", "remove", "r1", "--reason", "a hoax"]).status.success());
    let rows: serde_json::Value = serde_json::from_slice(&dateline(&db, &["timeline", "-f", "json"]).stdout).expect("JSON");
    assert_eq!(rows[0]["standing"]["standing"], "reported", "officials still say so, by the report that stands");
    let shown: serde_json::Value = serde_json::from_slice(&dateline(&db, &["show", &claim, "-f", "json"]).stdout).expect("JSON");
    let who = shown["fields"].as_array().expect("fields").iter().find(|f| f["name"] == "who").expect("who");
    assert_eq!(who["standing"]["standing"], "retracted", "who it was told the other report alone");
    let diff =
        |a: &Path, b: &Path| text(&dateline(&db, &["record", "diff", a.to_str().expect("a path"), b.to_str().expect("a path")]));
    let told = diff(&before, &db);
    assert!(told.contains("because: reports taken back: r1") && !told.contains("judged otherwise"), "{told}");
    assert!(diff(&db, &before).contains("because: reports no longer taken back: r1"));
    let release = folder.path().join("release");
    assert!(dateline(&db, &["record", "release", release.to_str().expect("a path")]).status.success());
    assert!(diff(&before, &release).contains("because: reports taken back: r1"));
    // When nothing is left, it is retracted.
    assert!(dateline(&db, &["record", "remove", "r2", "--reason", "a hoax"]).status.success());
    assert!(text(&dateline(&db, &["timeline", "--standing", "retracted"])).contains("[retracted]"));
}

#[test]
fn what_was_taken_out_stays_out_until_it_is_let_in_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, claim) = shelling(folder.path());
    let path = folder.path().join("reports.jsonl");
    let path = path.to_str().expect("a path");
    assert!(dateline(&db, &["record", "remove", "r1", "--out", "--reason", "never printed"]).status.success());
    let again = dateline(&db, &["record", "add", path]);
    let told = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(told.contains("r1: taken out on") && told.contains("because never printed") && told.contains("1 left out"), "{told}");
    assert_eq!(dateline(&db, &["show", "r1"]).status.code(), Some(1));
    let let_in = dateline(&db, &["record", "add", "--again", path]);
    assert!(String::from_utf8_lossy(&let_in.stderr).contains("1 new, 1 unchanged"));
    assert!(dateline(&db, &["show", &claim]).status.success());
    let log = text(&dateline(&db, &["record", "log"]));
    assert!(log.contains("readmit r1") && log.contains("remove r1: never printed"), "{log}");
}

#[test]
fn a_toll_of_reports_taken_back_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, _) = shelling(folder.path());
    for report in ["r1", "r2"] {
        assert!(dateline(&db, &["record", "remove", report, "--reason", "a hoax"]).status.success());
    }
    let toll = text(&dateline(&db, &["toll"]));
    assert!(toll.contains("killed: only told by reports that were taken back"), "{toll}");
    assert!(!toll.contains("unknown number") && toll.contains("2016-10-06, taken back"), "{toll}");
}

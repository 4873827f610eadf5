//! The record on the command line, with real files and a process that is killed.

use assert_cmd::cargo::cargo_bin;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn dateline(db: &Path, args: &[&str]) -> Output {
    Command::new(cargo_bin("dateline")).arg("--db").arg(db).args(args).output().expect("runs")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Reports on shellings of towns that differ, so that each is an incident of its own.
fn write_reports(file: &Path, from: usize, count: usize) {
    let lines: Vec<String> = (from..from + count)
        .map(|i| {
            let day = i % 28 + 1;
            let text =
                format!("Azerbaijan shelled the village of Karmir number {i} on Monday, Armenia said. Azerbaijan denied it.");
            serde_json::json!({ "id": format!("r{i}"), "date": format!("2020-10-{day:02}"), "publisher": "Herald", "text": text })
                .to_string()
        })
        .collect();
    std::fs::write(file, lines.join("\n")).expect("written");
}

#[test]
fn adding_is_idempotent_and_views_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, reports) = (folder.path().join("r.db"), folder.path().join("reports.jsonl"));
    write_reports(&reports, 0, 3);
    let path = reports.to_str().expect("a path");
    let first = dateline(&db, &["record", "add", path]);
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    let views = ["timeline", "disputes", "agreements", "toll", "control", "sources"];
    let before: Vec<String> = views.iter().map(|v| text(&dateline(&db, &[v, "--format", "json"]))).collect();
    let again = dateline(&db, &["record", "add", path]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("3 unchanged"), "{}", String::from_utf8_lossy(&again.stderr));
    let after: Vec<String> = views.iter().map(|v| text(&dateline(&db, &[v, "--format", "json"]))).collect();
    assert_eq!(before, after);
    let incidents: serde_json::Value = serde_json::from_str(&before[0]).expect("JSON");
    let shelling = incidents.as_array().expect("a list").iter().find(|i| i["family"] == "violence").expect("a shelling");
    let id = shelling["id"].as_str().expect("an id");
    for verb in ["incident", "why"] {
        let one = dateline(&db, &[verb, id]);
        assert!(one.status.success() && !one.stdout.is_empty());
    }
    assert!(text(&dateline(&db, &["disputes"])).contains("denied by"), "a denied shelling is disputed");
    assert!(text(&dateline(&db, &["search", "Karmir"])).contains("Karmir"));
    assert_eq!(text(&dateline(&db, &["timeline", "--actor", "FRA"])), "");
    assert!(text(&dateline(&db, &["timeline", "--actor", "AZE", "--type", "ASSAULT"])).contains("Attack"));
    let missing = dateline(&folder.path().join("none.db"), &["timeline"]);
    assert_eq!(missing.status.code(), Some(1));
}

#[test]
fn a_corrected_report_takes_the_place_of_the_old_one_and_decisions_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, reports) = (folder.path().join("r.db"), folder.path().join("reports.jsonl"));
    write_reports(&reports, 0, 2);
    let path = reports.to_str().expect("a path");
    dateline(&db, &["record", "add", path]);
    let line = r#"{"id":"r0","date":"2020-10-01","publisher":"Herald","text":"Correction: the shells fell on the town of Berd on Monday."}"#;
    std::fs::write(&reports, line).expect("written");
    let corrected = dateline(&db, &["record", "add", path]);
    assert!(String::from_utf8_lossy(&corrected.stderr).contains("1 corrected"));
    assert!(text(&dateline(&db, &["record", "log"])).lines().next().is_some_and(|l| l.contains("correct r0")));
    let incidents: serde_json::Value = serde_json::from_slice(&dateline(&db, &["timeline", "-f", "json"]).stdout).expect("JSON");
    let claim = incidents[0]["quotes"][0]["claim"].as_str().expect("a claim").to_owned();
    let by = ["--author", "A. Editor", "--reason", "map"];
    let decided = dateline(&db, &[&["correct", &claim, "where", "Upper Karmir"], &by[..]].concat());
    assert!(decided.status.success(), "{}", String::from_utf8_lossy(&decided.stderr));
    let shown = text(&dateline(&db, &["incident", &claim, "-f", "json"]));
    assert!(shown.contains("Upper Karmir") && shown.contains("A. Editor"), "{shown}");
}

#[test]
fn a_killed_process_leaves_a_sound_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, reports) = (folder.path().join("r.db"), folder.path().join("reports.jsonl"));
    write_reports(&reports, 0, 600);
    let path = reports.to_str().expect("a path");
    // Killed again and again, at points that the speed of the machine decides; each time more or less has been written.
    for delay in [300, 500, 700, 900, 1_200] {
        let mut child = Command::new(cargo_bin("dateline"))
            .arg("--db")
            .arg(&db)
            .args(["record", "add", "--threads", "1", path])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("runs");
        std::thread::sleep(Duration::from_millis(delay));
        child.kill().expect("killed");
        child.wait().expect("waited for");
        if db.exists() {
            let check = dateline(&db, &["record", "check"]);
            assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
        }
    }
    assert!(dateline(&db, &["record", "add", path]).status.success());
    let sources: serde_json::Value = serde_json::from_slice(&dateline(&db, &["sources", "-f", "json"]).stdout).expect("JSON");
    assert_eq!(sources["outlets"][0]["reports"], 600, "nothing is missing and nothing is there twice");
}

#[test]
fn days_parties_places_and_coverage_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, reports) = (folder.path().join("r.db"), folder.path().join("reports.jsonl"));
    let told = |id: &str, day: &str, place: &str| {
        let text = format!("Azerbaijan shelled {place}, Armenia said. Azerbaijan denied it.");
        serde_json::json!({ "id": id, "date": day, "publisher": "Herald", "text": text }).to_string()
    };
    let lines = [
        told("r0", "2020-10-02", "the village of Karmir on Thursday"),
        told("r1", "2020-10-21", "the town of Goris on Tuesday"),
        "{ this is no JSON".to_owned(),
    ];
    std::fs::write(&reports, lines.join("\n")).expect("written");
    assert_eq!(
        dateline(&db, &["record", "add", reports.to_str().expect("a path")]).status.code(),
        Some(1),
        "a line could not be read"
    );
    let brief = text(&dateline(&db, &["brief", "--day", "2020-10-02"]));
    assert!(brief.contains("1 report") && brief.contains("Newly disputed"), "{brief}");
    assert!(text(&dateline(&db, &["actors"])).contains("Azerbaijan (AZE)"));
    assert!(dateline(&db, &["places"]).status.success() && dateline(&db, &["offices"]).status.success());
    assert!(dateline(&db, &["talks"]).status.success() && dateline(&db, &["toll", "--by", "year"]).status.success());
    let sources = text(&dateline(&db, &["sources"]));
    assert!(sources.contains("Herald ← Armenia"), "{sources}");
    let coverage = text(&dateline(&db, &["record", "coverage"]));
    assert!(coverage.contains("reports.jsonl:3") && coverage.contains("Herald 2020-10-02: 1 report"), "{coverage}");
    // A report taken back: what only it told is retracted.
    assert!(dateline(&db, &["record", "remove", "r0", "--reason", "an error of the paper"]).status.success());
    let shown = text(&dateline(&db, &["show", "r0"]));
    assert!(shown.contains("taken back: an error of the paper") && shown.contains("Karmir"), "{shown}");
    assert!(text(&dateline(&db, &["timeline", "--standing", "retracted"])).contains("[retracted]"));
    assert!(text(&dateline(&db, &["timeline", "--standing", "disputed", "--limit", "1"])).contains("[disputed]"));
    let recoded = dateline(&db, &["record", "recode"]);
    assert!(String::from_utf8_lossy(&recoded.stderr).contains("0 reports coded anew"));
    // A project beside the record is followed; its faults are told with their line.
    assert!(dateline(&db, &["record", "init", "A war"]).status.success());
    assert!(!dateline(&db, &["record", "init", "A war"]).status.success(), "what is there is not written over");
    let project = folder.path().join("dateline.toml");
    std::fs::write(&project, "name = \"A war\"\nparties = [\"FRA\"]\n").expect("written");
    assert_eq!(text(&dateline(&db, &["timeline"])), "");
    std::fs::write(&project, "name = \"A war\"\nfrom = \"never\"\n").expect("written");
    let faulty = dateline(&db, &["timeline"]);
    assert!(!faulty.status.success() && String::from_utf8_lossy(&faulty.stderr).contains("dateline.toml:2:"));
}

#[test]
fn parties_say_things() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("r.db");
    let reports = folder.path().join("said.jsonl");
    write_reports(&reports, 0, 2);
    assert!(dateline(&db, &["record", "add", reports.to_str().expect("a path")]).status.success());
    let actors = text(&dateline(&db, &["actors"]));
    assert!(actors.lines().any(|l| l.starts_with("Azerbaijan (AZE)") && l.contains("says 2")), "{actors}");
}

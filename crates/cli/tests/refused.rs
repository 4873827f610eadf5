//! What the record refuses on the command line, and with which exit code.

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
        r#"{"id":"r2","date":"2016-10-07","publisher":"P2","text":"Four civilians died when rebels shelled Aleppo city on Wednesday, officials said."}"#,
    ];
    std::fs::write(&reports, lines.join("\n")).expect("written");
    assert!(dateline(&db, &["record", "add", reports.to_str().expect("a path")]).status.success());
    let rows: serde_json::Value = serde_json::from_slice(&dateline(&db, &["timeline", "-f", "json"]).stdout).expect("JSON");
    (db, rows[0]["quotes"][0]["claim"].as_str().expect("a claim").to_owned())
}

#[test]
fn what_cannot_be_meant_is_refused_and_nothing_is_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, _) = shelling(folder.path());
    let path = db.to_str().expect("a path");
    let at = |time: &str| format!("{path}@{time}");
    let (bad, worse) = (at("soon"), at("2020-13-45"));
    let refused: [&[&str]; 20] = [
        &["timeline", "--as-of", "yesterday"],
        &["timeline", "--as-of", "2020-13-45"],
        &["timeline", "--as-of", ""],
        &["search", "Aleppo", "--as-of", "2020-02-30T10:00"],
        &["record", "diff", &bad, path],
        &["record", "diff", path, &worse],
        &["timeline", "--from", "2020-02-01", "--to", "2020-01-01"],
        &["export", "-f", "csv", "--from", "2020-02-01", "--to", "2020-01-01"],
        &["timeline", "--type", "ASAULT"],
        &["export", "-f", "csv", "--type", "xylophone"],
        &["offices", "--type", "ASSAULT"],
        &["offices", "--place", "Aleppo"],
        &["sources", "--actor", "SYR"],
        &["sources", "--words", "Aleppo"],
        &["control", "--against", "SYR"],
        &["control", "--type", "ASSAULT"],
        &["control", "--standing", "disputed"],
        &["record", "coverage", "--place", "Aleppo"],
        &["toll", "--by", "month", "--limit", "1"],
        &["record", "release", "out", "--type", "ASAULT"],
    ];
    for args in refused {
        let output = dateline(&db, args);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{args:?}");
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "), "{args:?}");
    }
    assert!(String::from_utf8_lossy(&dateline(&db, &["timeline", "--type", "ASAULT"]).stderr).contains("did you mean ASSAULT?"));
    for args in [
        &["timeline", "--as-of", "2090-01-01T12:00:00+02:00"][..],
        &["timeline", "--type", "heavy-weapons"],
        &["timeline", "--type", "Violence"],
        &["search", "Aleppo", "--place", "SYR", "-f", "json"],
    ] {
        let output = dateline(&db, args);
        assert!(output.status.success() && output.stdout.len() > 10, "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(text(&dateline(&db, &["search", "Aleppo", "--place", "ARM", "-f", "json"])).trim(), "[]");
    assert_eq!(text(&dateline(&db, &["record", "coverage", "-n", "1"])).lines().count(), 1);
    assert_eq!(text(&dateline(&db, &["sources", "--to", "2016-10-06"])).lines().count(), 1, "one paper, and no relays");
    // A project that names what nothing is called says so, with the line.
    std::fs::write(
        folder.path().join("dateline.toml"),
        "name = \"A war\"\nparties = [\n  \"SYR\",\n  \"Nobodia\"]\n[include]\ntypes = [\"ASAULT\"]\n",
    )
    .expect("written");
    let told = String::from_utf8_lossy(&dateline(&db, &["timeline"]).stderr).into_owned();
    assert!(told.contains("dateline.toml:4: no party is called \"Nobodia\""), "{told}");
    assert!(told.contains("dateline.toml:6: no type is called \"ASAULT\"") && !told.contains("SYR"), "{told}");
}

#[test]
fn a_record_is_not_made_for_nothing_and_what_is_not_there_ends_with_1() {
    let folder = tempfile::tempdir().expect("a folder");
    let none = folder.path().join("none.db");
    assert_eq!(dateline(&none, &["record", "add", "/nonexistent"]).status.code(), Some(1));
    assert!(!none.exists(), "an empty record was left");
    assert_eq!(dateline(&none, &["timeline"]).status.code(), Some(1));
    let (db, _) = shelling(folder.path());
    for args in [&["show", "nothing"][..], &["why", "0000000000"], &["record", "remove", "r9", "--reason", "none"]] {
        assert_eq!(dateline(&db, args).status.code(), Some(1), "{args:?}");
    }
    rusqlite::Connection::open(&db).expect("opened").execute_batch("PRAGMA user_version = 999").expect("set");
    assert_eq!(dateline(&db, &["timeline"]).status.code(), Some(1));
}

#[test]
fn a_fault_of_a_sample_has_the_line_of_its_row_however_lines_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sample.csv");
    for end in ["\n", "\r\n"] {
        let lines = ["report_id,claim_id,kind,verdict", "r1,a,event,right", "r1,b,event,maybe", ""];
        std::fs::write(&file, lines.join(end)).expect("written");
        let output = dateline(&folder.path().join("none.db"), &["record", "audit", file.to_str().expect("a path")]);
        assert!(String::from_utf8_lossy(&output.stderr).contains("line 3: verdict"), "{end:?}");
    }
}

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
    assert_eq!(rows[0]["standing"]["standing"], "claimed", "officials still say so, by the report that stands");
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
fn a_toll_of_reports_taken_back_says_so_and_actors_say_things() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, _) = shelling(folder.path());
    for report in ["r1", "r2"] {
        assert!(dateline(&db, &["record", "remove", report, "--reason", "a hoax"]).status.success());
    }
    let toll = text(&dateline(&db, &["toll"]));
    assert!(toll.contains("killed: only told by reports that were taken back"), "{toll}");
    assert!(!toll.contains("unknown number") && toll.contains("2016-10-06, taken back"), "{toll}");
    let other = folder.path().join("other.db");
    let reports = folder.path().join("said.jsonl");
    write_reports(&reports, 0, 2);
    assert!(dateline(&other, &["record", "add", reports.to_str().expect("a path")]).status.success());
    let actors = text(&dateline(&other, &["actors"]));
    assert!(actors.lines().any(|l| l.starts_with("Azerbaijan (AZE)") && l.contains("says 2")), "{actors}");
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

//! `dateline watch` against a server of feeds on this machine, and killed at work.

mod feeds;
mod kills;
mod notices;
mod site;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

fn dateline(db: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("dateline"));
    command.arg("--db").arg(db).env_remove("NO_COLOR");
    command
}

/// One look; what was printed, and what was said.
fn once(db: &Path, list: &Path) -> (String, String) {
    let output = dateline(db).arg("watch").arg(list).args(["--once", "--jsonl"]).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// A file that has come to rest: one that was just written would be left for the next look.
fn rested(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(10)).unwrap();
}

/// Makes every feed due, as if its time had passed.
fn pass_time(db: &Path) {
    let path = PathBuf::from(format!("{}.watch", db.display()));
    let mut state: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    for feed in state["feeds"].as_object_mut().unwrap().values_mut() {
        feed["next"] = 0.into();
    }
    std::fs::write(path, state.to_string()).unwrap();
}

/// Reports that were added or corrected, in the order of the log.
fn log(db: &Path) -> Vec<(String, String)> {
    let output = dateline(db).args(["record", "log", "-n", "100000", "--format", "json"]).output().unwrap();
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let word = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or("").to_owned();
    rows.iter().map(|row| (word(row, "action"), word(row, "report"))).rev().collect()
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (db, list) = (folder.path().join("w.db"), folder.path().join("list.toml"));
    for (text, told) in [
        ("", "nothing to watch"),
        ("[[folder]]\npath = 'x'\ncolour = 'red'", "colour"),
        ("[[folder]]\npath = 'x'\n[[filter]]\nname = 'f'\nplaec = 'y'", "plaec"),
        ("every = 'often'\n[[folder]]\npath = 'x'", "often"),
    ] {
        std::fs::write(&list, text).unwrap();
        let (_, said) = once(&db, &list);
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn one_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let (db, list) = (folder.path().join("w.db"), folder.path().join("list.toml"));
    std::fs::create_dir(folder.path().join("inbox")).unwrap();
    std::fs::write(&list, format!("[[folder]]\npath = '{}'\n", folder.path().join("inbox").display())).unwrap();
    let mut first = dateline(&db).arg("watch").arg(&list).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let state = folder.path().join("w.db.watch");
    while !state.exists() && first.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let (_, said) = once(&db, &list);
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(said.contains("in use"), "{said}");
}

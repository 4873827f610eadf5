//! Disks that fail: full ones, ones that may not be written to, and two programs that write at once. Each time the program says so,
//! nothing that was recorded is lost, and when the disk is well again the record becomes what it would have been.

#![cfg(unix)]

use assert_cmd::cargo::cargo_bin;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn dateline(db: &Path, args: &[&str]) -> Output {
    Command::new(cargo_bin("dateline")).arg("--db").arg(db).args(args).output().expect("runs")
}

/// The same within a shell that first runs `before`.
fn within(before: &str, db: &Path, args: &[&str]) -> Output {
    let script = format!("{before}; exec \"$0\" --db \"$@\"");
    Command::new("sh").arg("-c").arg(script).arg(cargo_bin("dateline")).arg(db).args(args).output().expect("runs")
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A failure that the program told, not one that it died of.
fn told(output: &Output, what: &str) {
    let code = output.status.code();
    assert!(code.is_some_and(|code| (1..=3).contains(&code)), "{what}: {:?} {}", output.status, errors(output));
    assert!(errors(output).contains("error") && !errors(output).contains("panicked"), "{what}: {}", errors(output));
}

fn reports(folder: &Path, name: &str, numbers: std::ops::Range<usize>) -> PathBuf {
    let lines: Vec<String> = numbers
        .map(|i| {
            let text = format!(
                "Azerbaijan shelled the village of Karmir number {i} on Monday, killing {} people, Armenia said.",
                i % 9 + 2
            );
            serde_json::json!({ "id": format!("r{i}"), "date": "2020-10-07", "publisher": "Herald", "text": text }).to_string()
        })
        .collect();
    let path = folder.join(name);
    fs::write(&path, lines.join("\n")).expect("written");
    path
}

fn says(db: &Path) -> Vec<u8> {
    let output = dateline(db, &["timeline", "-f", "json"]);
    assert!(output.status.success(), "{}", errors(&output));
    output.stdout
}

fn held(db: &Path) -> u64 {
    let output = dateline(db, &["sources", "-f", "json"]);
    assert!(output.status.success(), "{}", errors(&output));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    value["outlets"].as_array().map_or(0, |all| all.iter().filter_map(|o| o["reports"].as_u64()).sum())
}

/// Writes fail beyond a size of files that grows from run to run, so that each fails at another point.
#[test]
fn writes_that_fail_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, all) = (reports(folder.path(), "first.jsonl", 0..60), reports(folder.path(), "all.jsonl", 0..160));
    let calm = folder.path().join("calm.db");
    assert!(dateline(&calm, &["record", "add", all.to_str().expect("a path")]).status.success());
    let expected = says(&calm);
    let begun = folder.path().join("begun.db");
    assert!(dateline(&begun, &["record", "add", first.to_str().expect("a path")]).status.success());
    let (from, to) = (fs::metadata(&begun).expect("a file").len() / 512, fs::metadata(&calm).expect("a file").len() / 512 + 800);
    let mut failed = 0;
    for step in 0..16 {
        let db = folder.path().join(format!("{step}.db"));
        fs::copy(&begun, &db).expect("copied");
        // From a limit below the size of the file, where not even a page can be written, to one that the whole just needs.
        let limit = (from / 2).max(1) + step * (to - from / 2) / 16;
        // The signal is ignored, so that the write itself fails, as it does on a full disk.
        let bound = format!("trap '' XFSZ; ulimit -f {limit}");
        let output = within(&bound, &db, &["record", "add", all.to_str().expect("a path")]);
        if !output.status.success() {
            failed += 1;
            told(&output, &format!("{limit} blocks"));
        }
        let check = dateline(&db, &["record", "check"]);
        assert!(check.status.success(), "{limit} blocks: {}", errors(&check));
        assert!(held(&db) >= 60, "{limit} blocks: of 60 reports {} are left", held(&db));
        assert!(dateline(&db, &["record", "add", all.to_str().expect("a path")]).status.success());
        assert!(says(&db) == expected, "{limit} blocks: the record differs from that of a sound disk");
    }
    assert!(failed >= 4, "only {failed} runs of 16 met a failing write");
}

/// Runs a script as root of a namespace of its own, where it may mount; `None`, and a word about it, where the system forbids that.
fn mounted(script: &str, db: &Path, args: &[&str]) -> Option<Output> {
    let probe = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).stderr(Stdio::null()).status();
    if !probe.is_ok_and(|status| status.success()) {
        println!("skipped: this system lets nobody mount");
        return None;
    }
    let script = format!("{script}; exec \"$0\" --db \"$@\"");
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-ec", &script]).arg(cargo_bin("dateline")).arg(db).args(args);
    Some(command.output().expect("runs"))
}

#[test]
fn a_full_disk_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = reports(folder.path(), "all.jsonl", 0..400);
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).expect("made");
    for kilobytes in [0, 64, 300, 700] {
        let mount = format!("mount -t tmpfs -o size={}k tmpfs '{}'", kilobytes.max(4), disk.display());
        let mount = if kilobytes == 0 { format!("{mount}; head -c 4096 /dev/zero > '{}/rest'", disk.display()) } else { mount };
        let Some(output) = mounted(&mount, &disk.join("r.db"), &["record", "add", all.to_str().expect("a path")]) else { return };
        told(&output, &format!("{kilobytes} kB"));
        assert!(errors(&output).contains("full"), "{}", errors(&output));
    }
}

#[test]
fn an_output_that_takes_nothing_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = reports(folder.path(), "all.jsonl", 0..200);
    let db = folder.path().join("r.db");
    let path = all.to_str().expect("a path");
    assert!(dateline(&db, &["record", "add", path]).status.success());
    for args in [
        &["read", path][..],
        &["read", "-f", "jsonl", path],
        &["read", "-f", "csv", path],
        &["timeline"],
        &["timeline", "-f", "json"],
        &["completions", "zsh"],
    ] {
        let output = within("exec > /dev/full", &db, args);
        assert_eq!(output.status.code(), Some(3), "{args:?}: {}", errors(&output));
        told(&output, &format!("{args:?}"));
    }
}

#[test]
fn a_folder_that_may_not_be_written_to_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = reports(folder.path(), "all.jsonl", 0..5);
    let path = all.to_str().expect("a path");
    // Nobody may make files here, not even root.
    told(&dateline(Path::new("/proc/dateline.db"), &["record", "add", path]), "/proc");
    told(&dateline(&folder.path().join("no/such/folder.db"), &["record", "add", path]), "no such folder");
    told(&dateline(folder.path(), &["record", "add", path]), "a folder in place of a file");
    told(&dateline(folder.path(), &["timeline"]), "a folder in place of a file");
    let nowhere = dateline(Path::new("r.db"), &["read", "--reports", "/proc/reports.jsonl", path]);
    told(&nowhere, "--reports");
    told(&dateline(Path::new("r.db"), &["man", "/proc/man"]), "man");

    let db = folder.path().join("r.db");
    assert!(dateline(&db, &["record", "add", path]).status.success());
    let before = fs::read(&db).expect("a record");
    let mount = format!("mount --bind '{0}' '{0}'; mount -o remount,bind,ro '{0}'", folder.path().display());
    let expected = says(&db);
    // It can be asked, and whatever would change it is refused.
    let Some(looked) = mounted(&mount, &db, &["timeline", "-f", "json"]) else { return };
    assert!(looked.status.success() && looked.stdout == expected, "{}", errors(&looked));
    let more = reports(folder.path(), "more.jsonl", 5..8);
    for args in [&["record", "add", more.to_str().expect("a path")][..], &["record", "remove", "r1", "--reason", "none"]] {
        let Some(output) = mounted(&mount, &db, args) else { return };
        told(&output, &format!("{args:?} on a disk that may not be written to"));
        assert!(errors(&output).contains("may not be written to"), "{}", errors(&output));
    }
    assert!(fs::read(&db).expect("a record") == before, "it was written to");
}

#[test]
fn two_writers_at_once_take_turns() {
    let folder = tempfile::tempdir().expect("a folder");
    let parts = [
        reports(folder.path(), "a.jsonl", 0..150),
        reports(folder.path(), "b.jsonl", 100..250),
        reports(folder.path(), "c.jsonl", 50..200),
    ];
    let db = folder.path().join("r.db");
    let writers: Vec<_> = parts
        .iter()
        .map(|part| {
            let mut command = Command::new(cargo_bin("dateline"));
            command.arg("--db").arg(&db).args(["record", "add", "--threads", "1"]).arg(part);
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("runs")
        })
        .collect();
    for writer in writers {
        let output = writer.wait_with_output().expect("waited for");
        assert!(output.status.success(), "{}", errors(&output));
    }
    assert!(dateline(&db, &["record", "check"]).status.success());
    assert_eq!(held(&db), 250, "every report once");
    let calm = folder.path().join("calm.db");
    for part in &parts {
        assert!(dateline(&calm, &["record", "add", part.to_str().expect("a path")]).status.success());
    }
    assert!(says(&db) == says(&calm), "the order of writing changes what the record says");
}

#[test]
fn who_holds_the_lock_for_ever_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = reports(folder.path(), "all.jsonl", 0..5);
    let db = folder.path().join("r.db");
    assert!(dateline(&db, &["record", "add", all.to_str().expect("a path")]).status.success());
    let more = reports(folder.path(), "more.jsonl", 5..8);
    let lock = rusqlite::Connection::open(&db).expect("opened");
    lock.execute_batch("BEGIN EXCLUSIVE").expect("locked");
    let output = dateline(&db, &["record", "add", more.to_str().expect("a path")]);
    told(&output, "locked");
    assert!(errors(&output).contains("locked"), "{}", errors(&output));
    lock.execute_batch("ROLLBACK").expect("freed");
    assert!(dateline(&db, &["record", "add", more.to_str().expect("a path")]).status.success());
    assert_eq!(held(&db), 8);
}

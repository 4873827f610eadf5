//! `record add`, killed at random points of all its phases: the record is sound after each kill, nothing that was recorded is lost,
//! and in the end it says what an undisturbed run says.
//!
//! `DATELINE_KILLS` sets how often (20 if it is not set); `-- --nocapture` prints in which phase each kill hit.

#![cfg(unix)]

use assert_cmd::cargo::cargo_bin;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const REPORTS: usize = 400;

struct Bench {
    _folder: tempfile::TempDir,
    reports: PathBuf,
    root: PathBuf,
}

impl Bench {
    /// Reports on shellings of places that differ, some of them denied, some told twice.
    fn new() -> Bench {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().to_owned();
        let lines: Vec<String> = (0..REPORTS)
            .map(|i| {
                let day = i % 28 + 1;
                let village = i / 2;
                let text = format!(
                    "Azerbaijan shelled the village of Karmir number {village} on Monday, killing {} people, Armenia said. {} \
                     Talks between Armenia and Azerbaijan were held in Geneva on Sunday.",
                    i % 9 + 2,
                    if i % 3 == 0 { "Azerbaijan denied it." } else { "" },
                );
                serde_json::json!({ "id": format!("r{i}"), "date": format!("2020-10-{day:02}"), "publisher": format!("Herald {}", i % 2), "text": text })
                    .to_string()
            })
            .collect();
        let reports = root.join("reports.jsonl");
        fs::write(&reports, lines.join("\n")).expect("written");
        Bench { _folder: folder, reports, root }
    }

    fn add(&self, db: &Path) -> Command {
        let mut command = Command::new(cargo_bin("dateline"));
        command.arg("--db").arg(db).args(["record", "add", "--threads", "1"]).arg(&self.reports);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

fn json(db: &Path, args: &[&str]) -> Vec<u8> {
    let output = Command::new(cargo_bin("dateline")).arg("--db").arg(db).args(args).args(["-f", "json"]).output().expect("runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// What the record says, in every view.
fn says(db: &Path) -> Vec<Vec<u8>> {
    ["timeline", "disputes", "agreements", "toll", "control", "sources"].iter().map(|view| json(db, &[view])).collect()
}

/// Reports that the log names as added: the log only grows, so that this may never shrink.
fn added(db: &Path) -> usize {
    let log: serde_json::Value = serde_json::from_slice(&json(db, &["record", "log", "-n", "100000"])).expect("JSON");
    log.as_array().map_or(0, Vec::len)
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |m| m.len())
}

fn beside(db: &Path, side: &str) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(side);
    PathBuf::from(name)
}

/// When to kill.
enum Aim {
    /// After so long.
    Time(Duration),
    /// Once the journal has so many bytes: while reports are written.
    Journal(u64),
    /// Once the journal has been folded into the file: at the very end.
    Closing,
}

/// Waits for the moment; `false`: the program was done before it came.
fn wait(child: &mut Child, db: &Path, aim: &Aim) -> bool {
    let journal = beside(db, "-wal");
    let begun = Instant::now();
    let (before, mut most) = (size(db), 0);
    loop {
        if child.try_wait().expect("asked").is_some() {
            return false;
        }
        let now = size(&journal);
        most = most.max(now);
        let hit = match aim {
            Aim::Time(after) => begun.elapsed() >= *after,
            Aim::Journal(bytes) => now >= *bytes,
            Aim::Closing => most > 0 && (now < most || size(db) > before + 4_096 && now > 1 << 20),
        };
        if hit {
            return true;
        }
        std::thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn kills_at_any_point_lose_nothing() {
    let kills: usize = std::env::var("DATELINE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let bench = Bench::new();
    let calm = bench.root.join("calm.db");
    let begun = Instant::now();
    assert!(bench.add(&calm).status().expect("runs").success());
    let whole = begun.elapsed();
    let expected = says(&calm);
    let journal = {
        // How far the journal grows in a run, to aim within it.
        let probe = bench.root.join("probe.db");
        let mut child = bench.add(&probe).spawn().expect("runs");
        let mut most = 0;
        while child.try_wait().expect("asked").is_none() {
            most = most.max(size(&beside(&probe, "-wal")));
            std::thread::sleep(Duration::from_millis(1));
        }
        most
    };

    // The same aims on every run; where they hit depends on the machine, and is printed.
    let mut state = 20_221_108u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    };
    let mut phases: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut round, mut db, mut last, mut done) = (0, bench.root.join("0.db"), 0, 0);
    while done < kills {
        let aim = match done % 5 {
            0 | 1 => Aim::Time(whole.mul_f64(random(1_000) as f64 / 1_000.0)),
            4 => Aim::Closing,
            _ => Aim::Journal(random(journal)),
        };
        let mut child = bench.add(&db).spawn().expect("runs");
        let hit = wait(&mut child, &db, &aim);
        // Kill -9.
        let _ = child.kill();
        let status = child.wait().expect("waited for");
        let killed = hit && status.code().is_none();
        let phase = match (db.exists(), size(&beside(&db, "-wal"))) {
            _ if !killed => "had ended before",
            (false, _) => "before there was a file",
            (true, 0) if size(&db) < 4_096 => "making the file",
            (true, 0) if last == 0 && size(&db) < 200_000 => "file made, nothing written",
            (true, 0) => "journal folded in, closing",
            (true, _) => "writing reports",
        };
        *phases.entry(phase).or_default() += 1;
        println!("{done:3} {phase}");
        if db.exists() && size(&db) > 0 {
            let check =
                Command::new(cargo_bin("dateline")).arg("--db").arg(&db).args(["record", "check"]).output().expect("runs");
            assert!(check.status.success(), "kill {done}: {}", String::from_utf8_lossy(&check.stderr));
            let now = added(&db);
            assert!(now >= last, "kill {done}: {last} reports were recorded, now there are {now}");
            assert!(now <= REPORTS, "kill {done}: {now} reports of {REPORTS}");
            last = now;
        }
        done += usize::from(killed);
        // Now and then the record is finished and compared, and a new one is begun, so that every phase is met again.
        if last >= REPORTS || done % 10 == 9 || done == kills {
            assert!(bench.add(&db).status().expect("runs").success());
            assert_eq!(added(&db), REPORTS, "each report was added once");
            assert!(says(&db) == expected, "round {round}: the record differs from that of an undisturbed run");
            round += 1;
            (db, last) = (bench.root.join(format!("{round}.db")), 0);
        }
    }
    println!("{done} kills in {round} records: {phases:?}");
}

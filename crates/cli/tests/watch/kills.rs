//! Killed at any point of its work, it loses nothing, repeats nothing, and tells everything.
//!
//! `DATELINE_KILLS` sets how often it is killed (12 if it is not set); `-- --nocapture` prints in which phase each kill hit:
//! `DATELINE_KILLS=100 cargo test --release -p dateline --test watch killed -- --nocapture`.

use crate::site::Server;
use crate::{dateline, log, once, rested};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant, SystemTime};

/// Files in the folder: more than are read before the state is kept (256), so that it is kept several times.
const FILES: usize = 300;

struct Bench {
    _folder: tempfile::TempDir,
    root: PathBuf,
    inbox: PathBuf,
    server: Server,
}

impl Bench {
    /// Reports on shellings of places that differ, some of them denied.
    fn new() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let (root, inbox) = (folder.path().to_owned(), folder.path().join("inbox"));
        for number in 0..FILES {
            let text = format!(
                "Date: 2020-11-{:02}\n\nAzerbaijan shelled the village of Karmir number {} on Monday, Armenia said.{}\n",
                number % 28 + 1,
                number / 2,
                if number % 3 == 0 { " Azerbaijan denied it." } else { "" }
            );
            let sub = inbox.join(format!("{}", number % 3));
            fs::create_dir_all(&sub).unwrap();
            rested(&sub.join(format!("{}.txt", number / 2)), &text);
        }
        let server = Server::start();
        server.put("/hook", 200, &[], "");
        Bench { _folder: folder, root, inbox, server }
    }

    /// The list, in a file.
    fn list(&self) -> PathBuf {
        let list = self.root.join("list.toml");
        let text = format!(
            "every = '1h'\npause = '1ms'\n[[folder]]\npath = '{}'\n[webhook]\nurl = '{}/hook'\n",
            self.inbox.display(),
            self.server.address
        );
        fs::write(&list, text).unwrap();
        list
    }

    /// What was posted since the last time: key and notice.
    fn posted(&self) -> Vec<(String, Value)> {
        self.server.asked().into_iter().map(|(_, key, body)| (key, serde_json::from_str(&body).unwrap())).collect()
    }
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |m| m.len())
}

fn beside(db: &Path, side: &str) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(side);
    PathBuf::from(name)
}

/// Size, and when it was last written; `None` where there is no file.
type Stamp = Option<(u64, SystemTime)>;

fn stamp(path: &Path) -> Stamp {
    let meta = fs::metadata(path).ok()?;
    Some((meta.len(), meta.modified().ok()?))
}

/// What the record says.
fn says(db: &Path) -> Vec<Vec<u8>> {
    let view = |view: &str| dateline(db).args([view, "-f", "json"]).output().unwrap().stdout;
    ["timeline", "disputes", "agreements", "sources"].into_iter().map(view).collect()
}

/// When to kill.
enum Aim {
    /// After so long.
    Time(Duration),
    /// So long after the record began to be written to: while reports are added.
    Adding(Duration),
    /// While the state is being kept.
    Keeping,
    /// After so many notices.
    Told(usize),
}

/// Waits for the moment; `false`: the program was done before it came.
fn wait(child: &mut Child, db: &Path, aim: &Aim, bench: &Bench, before: &Begun) -> bool {
    let (journal, part) = (beside(db, "-wal"), beside(db, ".watch.part"));
    let (begun, told) = (Instant::now(), bench.server.count());
    let mut writing = None;
    loop {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        if stamp(&journal) != before.journal {
            writing.get_or_insert_with(Instant::now);
        }
        let hit = match aim {
            Aim::Time(after) => begun.elapsed() >= *after,
            Aim::Adding(after) => writing.is_some_and(|w| w.elapsed() >= *after),
            Aim::Keeping => part.exists(),
            Aim::Told(notices) => bench.server.count() >= told + notices,
        };
        if hit {
            return true;
        }
        // The file is there for a moment only.
        if !matches!(aim, Aim::Keeping) {
            std::thread::sleep(Duration::from_micros(200));
        }
    }
}

/// What the program was at when it was killed, told by what it left.
fn phase(db: &Path, begun: &Begun, told: usize) -> &'static str {
    match () {
        () if !db.exists() => "before there was a record",
        () if beside(db, ".watch.part").exists() => "keeping what was read or told",
        () if told > 0 => "telling",
        () if stamp(&beside(db, ".watch")) != begun.state => "after a find was kept",
        () if stamp(&beside(db, "-wal")) != begun.journal => "adding reports",
        () => "beginning",
    }
}

/// How the files were when the program was started.
struct Begun {
    state: Stamp,
    journal: Stamp,
}

/// Everything that the record holds was told, and nothing twice but with the key that it had.
fn told_all(db: &Path, posted: &[(String, Value)]) {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (key, notice) in posted {
        let about = &notice[if notice["tell"] == "breached" { "breach" } else { "incident" }];
        let what = about["id"].as_str().map_or_else(|| about["breach"]["incident"].to_string(), str::to_owned);
        keys.entry(format!("{} {what}", notice["tell"])).or_default().insert(key.clone());
    }
    assert!(keys.values().all(|k| k.len() == 1), "one notice with two keys");
    let told: BTreeSet<&str> = posted.iter().filter_map(|(_, n)| n["incident"]["id"].as_str()).collect();
    let rows: Value = serde_json::from_slice(&dateline(db).args(["timeline", "-f", "json"]).output().unwrap().stdout).unwrap();
    let rows = rows.as_array().cloned().unwrap_or_default();
    assert!(!rows.is_empty());
    let ids: BTreeSet<&str> = rows.iter().filter_map(|row| row["id"].as_str()).collect();
    // What was told under the id that it had when it was new may have been joined with others since.
    let heir = |old: &str| -> Option<String> {
        let shown = dateline(db).args(["show", old, "-f", "json"]).output().unwrap().stdout;
        let shown: Value = serde_json::from_slice(&shown).ok()?;
        shown["id"].as_str().map(str::to_owned)
    };
    let heirs: BTreeSet<String> = told.iter().filter(|old| !ids.contains(*old)).filter_map(|old| heir(old)).collect();
    for id in ids {
        assert!(told.contains(id) || heirs.contains(id), "{id} was never told");
    }
}

#[test]
fn killed_at_work_it_loses_nothing_and_repeats_nothing() {
    let kills: usize = std::env::var("DATELINE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let bench = Bench::new();
    let list = bench.list();
    let calm = bench.root.join("calm.db");
    let begun = Instant::now();
    once(&calm, &list);
    let whole = begun.elapsed();
    let mut wanted = log(&calm);
    wanted.sort();
    assert_eq!(wanted.len(), FILES);
    let expected = says(&calm);
    let notices = bench.posted();
    told_all(&calm, &notices);

    // The same aims on every run; where they hit depends on the machine, and is printed.
    let mut state = 20_201_103u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    };
    let mut phases: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut round, mut db, mut last, mut posted) = (0, bench.root.join("0.db"), 0, Vec::new());
    let mut done = 0;
    while done < kills {
        let aim = match done % 4 {
            0 => Aim::Time(whole.mul_f64(random(1_000) as f64 / 1_000.0)),
            1 => Aim::Adding(whole.mul_f64(random(150) as f64 / 1_000.0)),
            2 => Aim::Keeping,
            _ => Aim::Told(1 + random(notices.len() as u64 / 3) as usize),
        };
        let before = Begun { state: stamp(&beside(&db, ".watch")), journal: stamp(&beside(&db, "-wal")) };
        let mut child =
            dateline(&db).arg("watch").arg(&list).arg("--once").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let hit = wait(&mut child, &db, &aim, &bench, &before);
        // Kill -9.
        let _ = child.kill();
        let killed = hit && child.wait().unwrap().code().is_none();
        let told = bench.posted();
        let phase = if killed { phase(&db, &before, told.len()) } else { "had ended before" };
        posted.extend(told);
        *phases.entry(phase).or_default() += 1;
        println!("{done:3} {phase}");
        if db.exists() && size(&db) > 0 {
            let check = dateline(&db).args(["record", "check"]).output().unwrap();
            assert!(check.status.success(), "kill {done}: {}", String::from_utf8_lossy(&check.stderr));
            let now = log(&db).len();
            assert!((last..=FILES).contains(&now), "kill {done}: {last} reports were recorded, now there are {now}");
            last = now;
        }
        done += usize::from(killed);
        // Now and then the record is finished and compared, and a new one is begun, so that every phase is met again.
        if !killed || done % 6 == 0 || done == kills {
            once(&db, &list);
            posted.extend(bench.posted());
            let mut found = log(&db);
            found.sort();
            assert_eq!(found, wanted, "round {round}: each report is added once");
            assert!(says(&db) == expected, "round {round}: the record differs from that of an undisturbed run");
            told_all(&db, &posted);
            posted.clear();
            round += 1;
            (db, last) = (bench.root.join(format!("{round}.db")), 0);
        }
    }
    println!("{done} kills in {round} records: {phases:?}");
    // A file that changes is a correction of its report.
    let text = "Date: 2020-11-03\n\nArmenia said that nobody was killed in Goris on Monday.\n";
    rested(&bench.inbox.join("0/0.txt"), text);
    fs::write(&list, fs::read_to_string(&list).unwrap().replace("1h", "1ms")).unwrap();
    once(&calm, &list);
    assert_eq!(log(&calm).last().map(|(action, _)| action.clone()).as_deref(), Some("correct"));
}

//! What people who mean harm, and programs that write rubbish, put before Dateline: each gets a clear message and costs a bounded
//! amount, and what stands beside it is read.
//!
//! Memory is bounded by the system (`ulimit -v`); time by a limit that is far above what a slow machine needs and far below
//! what work that grows with the square of the input would take.

#![cfg(unix)]

use assert_cmd::cargo::cargo_bin;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Address space of the program, in KiB: the built-in lexicon and model take a tenth of it.
const MEMORY: u32 = 1_500_000;
/// Seconds after which a command is taken to hang.
const PATIENCE: Duration = Duration::from_secs(240);

/// Runs the program within bounds of memory and time.
fn bounded(args: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new("sh")
        .arg("-c")
        .arg(format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\""))
        .arg(cargo_bin("dateline"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut pipe = child.stdin.take().expect("piped");
    let bytes = stdin.to_vec();
    let feed = std::thread::spawn(move || {
        // A program that has seen enough closes the pipe.
        let _ = pipe.write_all(&bytes);
    });
    let id = child.id().to_string();
    let (done, waiting) = std::sync::mpsc::channel();
    let watch = std::thread::spawn(move || {
        if waiting.recv_timeout(PATIENCE).is_err() {
            let _ = Command::new("kill").args(["-9", &id]).status();
        }
    });
    let begun = Instant::now();
    let output = child.wait_with_output().expect("waited for");
    let _ = done.send(());
    let (_, _) = (watch.join(), feed.join());
    assert!(begun.elapsed() < PATIENCE, "it hangs: {args:?}");
    assert!(!errors(&output).contains("panicked"), "{}", errors(&output));
    assert!(output.status.code().is_some_and(|code| code <= 3), "{:?}: {}", output.status, errors(&output));
    output
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn claims(output: &Output) -> Vec<serde_json::Value> {
    output.stdout.split(|b| *b == b'\n').filter(|l| !l.is_empty()).map(|l| serde_json::from_slice(l).expect("JSON")).collect()
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).expect("written");
        path.to_str().expect("a path").to_owned()
    }

    fn path(&self) -> &str {
        self.0.path().to_str().expect("a path")
    }
}

/// A report that gives a claim, to stand beside what is hostile.
const GOOD: &str =
    r#"{"id":"good","date":"2020-11-02","text":"Azerbaijan shelled the town of Stepanakert on Sunday, Armenia said."}"#;

/// Asserts that the good report was read, and that what was wrong was told under `code`.
fn told_and_the_rest_read(output: &Output, code: &str) {
    assert!(errors(output).contains(code), "{code} in {}", errors(output));
    assert!(claims(output).iter().any(|c| c["report"]["id"] == "good"), "the good report is lost: {}", errors(output));
}

#[test]
fn a_line_of_fifty_megabytes() {
    let folder = Folder::new();
    let long = "a ".repeat(25 << 20);
    let lines = folder.file("long.jsonl", format!("{{\"id\":\"long\",\"date\":\"2020-11-02\",\"text\":\"{long}\"}}\n{GOOD}\n"));
    let output = bounded(&["read", "-f", "jsonl", &lines], b"");
    assert_eq!(output.status.code(), Some(1));
    told_and_the_rest_read(&output, "long.jsonl:1: the text has");
    let plain = folder.file("long.txt", &long);
    let output = bounded(&["read", "-f", "jsonl", &plain, &lines], b"");
    told_and_the_rest_read(&output, "error[too-long]");
}

#[test]
fn a_report_of_megabytes_is_read_as_far_as_its_budget_goes() {
    let folder = Folder::new();
    // Each of these makes as many tokens, sentences or paragraphs as its bytes can hold.
    for (name, piece) in [("marks", "1,"), ("paragraphs", "a.\n\n")] {
        let long = folder.file(&format!("{name}.txt"), format!("Date: 2020-11-02\n\n{}", piece.repeat((2 << 20) / piece.len())));
        let good = folder.file("good.jsonl", GOOD);
        let output = bounded(&["read", "-f", "jsonl", &long, &good], b"");
        assert_eq!(output.status.code(), Some(1));
        told_and_the_rest_read(&output, "error[budget]");
    }
}

#[test]
fn a_sentence_of_ten_thousand_words() {
    let text =
        format!("Date: 2020-11-02\n\nThe army said {} it shelled the town of Aleppo.", "that the rebels claimed ".repeat(2_500));
    let output = bounded(&["read", "-", "-f", "jsonl"], text.as_bytes());
    assert!(output.status.success(), "{}", errors(&output));
    // A sentence without a stop is cut; what stands in its pieces is found.
    assert!(claims(&output).iter().any(|c| c["evidence"]["text"].as_str().is_some_and(|t| t.contains("Aleppo"))));
}

#[test]
fn quotes_and_brackets_within_each_other() {
    for (open, close) in [("“", "”"), ("(", ")"), ("‘", "’"), ("\"", "\""), ("[", "]"), ("He said: “", "”")] {
        let deep = 3_000;
        let inner = "Azerbaijan shelled the town of Stepanakert on Sunday.";
        let text = format!("Date: 2020-11-02\n\n{}{inner}{}", open.repeat(deep), close.repeat(deep));
        let output = bounded(&["read", "-", "-f", "jsonl"], text.as_bytes());
        assert!(output.status.success(), "{open}: {}", errors(&output));
    }
}

#[test]
fn json_within_json() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{{\"text\":\"x\",\"more\":{}1{}}}\n{GOOD}\n", open.repeat(100_000), close.repeat(100_000));
        let output = bounded(&["read", "-", "-f", "jsonl"], deep.as_bytes());
        told_and_the_rest_read(&output, "error[broken-json] -:1");
    }
}

#[test]
fn zeros_and_halves_of_characters() {
    let folder = Folder::new();
    let zeros = folder.file("zeros.txt", [b"Azerbaijan shelled the town. ".as_slice(), &[0; 5_000]].concat());
    let good = folder.file("good.jsonl", GOOD);
    told_and_the_rest_read(&bounded(&["read", "-f", "jsonl", &zeros, &good], b""), "error[binary]");

    // Half of a pair is no character, and JSON cannot say what it should stand for.
    let half = format!("{{\"id\":\"half\",\"text\":\"Shells \\ud800 fell.\"}}\n{GOOD}\n");
    told_and_the_rest_read(&bounded(&["read", "-", "-f", "jsonl"], half.as_bytes()), "error[broken-json] -:1");

    // A zero that is written out is a character like others, and none that a terminal gets to see.
    let written =
        "{\"id\":\"zero\",\"date\":\"2020-11-02\",\"text\":\"Azerbaijan shelled Stepanakert\\u0000 on Sunday.\\u001b[2J\"}\n";
    let output = bounded(&["read", "-"], written.as_bytes());
    assert!(output.status.success() && !output.stdout.contains(&0) && !output.stdout.contains(&0x1b), "{}", errors(&output));
}

#[test]
fn letters_that_deceive() {
    // The first letter of the shelling party is Cyrillic.
    let text =
        "Date: 2020-11-02\n\n\u{0410}zerbaijan shelled the town of Stepanakert on Sunday. Armenia \u{202e}denied\u{202c} it.";
    let output = bounded(&["read", "-", "-f", "jsonl"], text.as_bytes());
    assert!(output.status.success());
    assert!(errors(&output).contains("warning[look-alike] stdin: \"\u{0410}zerbaijan\""), "{}", errors(&output));
    let found = claims(&output);
    assert!(!found.is_empty());
    assert!(found.iter().all(|c| c["actors"][0]["code"] != "AZE"), "a name is guessed from its looks");
    let page = String::from_utf8(bounded(&["read", "-"], text.as_bytes()).stdout).expect("UTF-8");
    assert!(!page.contains(['\u{202e}', '\u{202c}']), "a mark reaches the terminal");
}

#[test]
fn dates_that_are_none() {
    for told in
        ["99999-99-99", "0000-00-00", "2020-02-30", "-5000-01-01", "999999999999999999999", "the day before", "32 May 2020"]
    {
        let line = format!(
            "{{\"id\":\"good\",\"date\":\"{told}\",\"text\":\"Azerbaijan shelled Stepanakert on Sunday, Armenia said.\"}}\n"
        );
        let output = bounded(&["read", "-", "-f", "jsonl"], line.as_bytes());
        told_and_the_rest_read(&output, "warning[bad-date]");
        assert!(claims(&output).iter().all(|c| c["when"].is_null() || c["when"]["start"].is_null()), "a day is guessed: {told}");
    }
    // The ends of what a date can be, and days within the text that lie beyond them.
    let far = "On February 31, 20222 and in the year 99999999999999999999 rebels killed 300000000000000000000000 people. \
        10000000000 years ago and 4000000000 days later, on 32 May 0000, the army shelled Aleppo at 29:99 p.m. last century.";
    for day in ["0001-01-01", "9999-12-31", "1000-02-29", "2024-02-29"] {
        let line = serde_json::json!({ "id": "far", "date": day, "text": far }).to_string();
        let output = bounded(&["read", "-", "-f", "jsonl"], line.as_bytes());
        assert!(output.status.code().is_some_and(|code| code <= 1), "{}", errors(&output));
    }
}

#[test]
fn what_swells_when_it_is_opened() {
    let folder = Folder::new();
    let good = folder.file("good.jsonl", GOOD);
    // Packed twice, half a gigabyte is a few kilobytes.
    let bomb = folder.0.path().join("bomb.txt.gz.gz");
    let packed = Command::new("sh")
        .args(["-c", "head -c 500000000 /dev/zero | tr '\\0' 'a' | gzip -1 | gzip -9 > \"$0\""])
        .arg(&bomb)
        .status()
        .expect("runs");
    assert!(packed.success());
    let output = bounded(&["read", "-f", "jsonl", bomb.to_str().expect("a path"), &good], b"");
    assert_eq!(output.status.code(), Some(1));
    told_and_the_rest_read(&output, "error[");

    // Each entity stands for ten of the one before: ten thousand million words.
    let entities: String = (1..10).map(|i| format!("<!ENTITY e{i} \"{}\">", format!("&e{};", i - 1).repeat(10))).collect();
    let laughs = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY e0 \"ha \">{entities}]><rss version=\"2.0\"><channel><title>x</title>\
         <item><title>&e9;</title><description>&e9;</description></item></channel></rss>"
    );
    let laughs = folder.file("laughs.xml", laughs);
    let output = bounded(&["read", "-f", "jsonl", &laughs, &good], b"");
    assert!(claims(&output).iter().any(|c| c["report"]["id"] == "good"), "{}", errors(&output));
}

#[test]
fn folders_that_lead_in_circles_and_pipes_that_never_end() {
    let folder = Folder::new();
    let root = Path::new(folder.path());
    fs::create_dir(root.join("deep")).expect("made");
    std::os::unix::fs::symlink(root, root.join("deep/round")).expect("linked");
    std::os::unix::fs::symlink(root.join("self.txt"), root.join("self.txt")).expect("linked");
    std::os::unix::fs::symlink("/dev/zero", root.join("zero.txt")).expect("linked");
    assert!(Command::new("mkfifo").arg(root.join("pipe.txt")).status().expect("runs").success());
    folder.file("good.jsonl", GOOD);
    let output = bounded(&["read", "-f", "jsonl", folder.path()], b"");
    told_and_the_rest_read(&output, "error[unreadable]");
    for name in ["self.txt", "zero.txt", "pipe.txt"] {
        assert!(errors(&output).contains(name), "{name} in {}", errors(&output));
    }
    assert_eq!(claims(&output).iter().filter(|c| c["report"]["id"] == "good").count(), claims(&output).len(), "read once");
}

#[test]
fn names_of_files_drive_no_terminal() {
    let folder = Folder::new();
    folder.file("a\u{1b}]0;owned\u{7}\n\u{1b}[31m.txt", "\0\0");
    let line =
        "{\"id\":\"x\\u001b[2J\\u202e\",\"date\":\"soon \\u001b[2J\",\"text\":\"Azerbaijan shelled Stepanakert on Sunday.\"}";
    folder.file("b.jsonl", line);
    let db = folder.0.path().join("r.db");
    let db = db.to_str().expect("a path");
    for args in [
        &["read", folder.path()][..],
        &["read", "-f", "table", folder.path()],
        &["--db", db, "record", "add", folder.path()],
        &["--db", db, "record", "log"],
        &["--db", db, "timeline"],
        &["--db", db, "search", "shelled"],
        &["--db", db, "sources"],
        &["--db", "/no\u{1b}[31m/such.db", "timeline"],
    ] {
        let output = bounded(args, b"");
        let shown = [output.stdout, output.stderr].concat();
        assert!(!shown.contains(&0x1b) && !shown.contains(&7), "{args:?}: {}", String::from_utf8_lossy(&shown));
        assert!(!String::from_utf8_lossy(&shown).contains('\u{202e}'), "{args:?}");
    }
}

/// One event told over and over, by many outlets in almost the same words: the worst that joining can be given, since all lie on one
/// day at one place.
#[test]
fn the_same_news_a_thousand_times() {
    let folder = Folder::new();
    let seconds = |count: usize| {
        let lines: Vec<String> = (0..count)
            .map(|i| {
                let text = format!("Azerbaijan shelled the town of Stepanakert on Sunday, killing {} people, Armenia said in report {i}.", i % 7 + 2);
                serde_json::json!({ "id": format!("r{i}"), "date": "2020-11-02", "publisher": format!("Outlet {}", i % 50), "text": text }).to_string()
            })
            .collect();
        let reports = folder.file("same.jsonl", lines.join("\n"));
        let db = folder.0.path().join(format!("{count}.db"));
        let db = db.to_str().expect("a path");
        let added = bounded(&["--db", db, "record", "add", &reports], b"");
        assert!(added.status.success(), "{}", errors(&added));
        let begun = Instant::now();
        let shown = bounded(&["--db", db, "timeline", "-f", "json"], b"");
        assert!(shown.status.success(), "{}", errors(&shown));
        begun.elapsed().as_secs_f64()
    };
    let (few, many) = (seconds(500), seconds(2_000));
    // Four times as many may take four times as long, not sixteen; the half second is what a busy machine adds.
    assert!(many < few * 10.0 + 0.5, "{few:.2} s for 500 reports, {many:.2} s for 2,000");
}

#[test]
fn a_lexicon_that_bites() {
    let folder = Folder::new();
    let text = "Azerbaijan shelled the town of Stepanakert on Sunday.";
    fs::create_dir(folder.0.path().join("events")).expect("made");
    fs::create_dir(folder.0.path().join("actors")).expect("made");
    let wrong = [
        ("events/deep.toml", format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes()),
        ("events/deep.toml", format!("[{}a]", "a.".repeat(100_000)).into_bytes()),
        ("events/deep.toml", b"\xff\xfe\0\0".to_vec()),
        ("actors/states.tsv", vec![b'\t'; 5 << 20]),
        ("actors/states.tsv", vec![b'\n'; 3 << 20]),
        ("actors/people.tsv", b"id\tname\n\"\n\0\t\0".to_vec()),
    ];
    for (name, bytes) in wrong {
        let path = folder.file(name, &bytes);
        let output = bounded(&["--lexicon", folder.path(), "explain", text], b"");
        let check = bounded(&["lexicon", "check", folder.path()], b"");
        for output in [output, check] {
            assert!(!output.status.success(), "{name}");
            assert!(
                errors(&output).contains(name) || String::from_utf8_lossy(&output.stdout).contains(name),
                "{name}: {}",
                errors(&output)
            );
        }
        fs::remove_file(path).expect("gone");
    }
}

#[test]
fn files_that_are_no_record() {
    let folder = Folder::new();
    let good = folder.file("good.jsonl", GOOD);
    let sound = folder.0.path().join("sound.db");
    let sound = sound.to_str().expect("a path");
    assert!(bounded(&["--db", sound, "record", "add", &good], b"").status.success());
    let bytes = fs::read(sound).expect("a record");
    let mut broken: Vec<(String, Vec<u8>)> = vec![
        ("rubbish".to_owned(), b"this is no database, and long enough to look like a file of one".repeat(100)),
        ("short".to_owned(), bytes[..700].to_vec()),
        ("half".to_owned(), bytes[..bytes.len() / 2].to_vec()),
    ];
    // Damage at places that are spread over the file.
    for i in 0..24 {
        let mut damaged = bytes.clone();
        let at = (i * 7_919 + 100) * 13 % damaged.len();
        let end = (at + 64).min(damaged.len());
        damaged[at..end].iter_mut().for_each(|b| *b ^= 0x5a);
        broken.push((format!("damaged at {at}"), damaged));
    }
    for (what, bytes) in broken {
        let path = folder.file("broken.db", &bytes);
        for side in ["-wal", "-shm"] {
            let _ = fs::remove_file(PathBuf::from(format!("{path}{side}")));
        }
        for verb in [&["timeline"][..], &["record", "check"], &["search", "town"], &["record", "add", &good]] {
            let output = bounded(&[&["--db", &path][..], verb].concat(), b"");
            assert!(output.status.success() || !errors(&output).is_empty(), "{what}, {verb:?}: no word about it");
        }
    }
}

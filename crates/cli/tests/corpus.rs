//! The properties that the fuzzers test, over the kept corpus and mutations of it: a short run of every fuzzer, with no tool but
//! the compiler. `DATELINE_CASES=1000` tries a thousand times as many mutations; `fuzz/run.sh` looks for new code to reach, for as long as one likes.

#[path = "../../../fuzz/src/properties.rs"]
mod properties;

use dateline_engine::{Engine, Options};
use dateline_record::Source;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::path::{Path, PathBuf};

fn corpus(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), std::fs::read(path).expect("a file"))).collect()
}

/// One change to the bytes.
#[derive(Clone, Debug)]
enum Change {
    /// A bit of one byte turns.
    Flip(Index, u8),
    /// A stretch is taken out.
    Cut(Index, Index),
    /// A stretch stands there twice.
    Repeat(Index, Index),
    /// Other bytes are put in.
    Insert(Index, Vec<u8>),
}

/// What readers stumble over, beside any bytes.
const TRAPS: [&[u8]; 12] = [
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\\ud800",
    b"\r\n\r\n",
    b"\"",
    b"[[[[[[[[",
    b"{{{{{{{{",
    "\u{202e}".as_bytes(),
    b"99999999999999999999",
    b"-0001-00-00",
    "’’’“““".as_bytes(),
];

fn change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        (index(), any::<u8>()).prop_map(|(at, bit)| Change::Flip(at, bit)),
        (index(), index()).prop_map(|(from, to)| Change::Cut(from, to)),
        (index(), index()).prop_map(|(from, to)| Change::Repeat(from, to)),
        (index(), proptest::collection::vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (index(), any::<Index>()).prop_map(|(at, trap)| Change::Insert(at, trap.get(&TRAPS).to_vec())),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let place = |index: &Index| index.index(bytes.len() + 1);
        match change {
            Change::Flip(at, bit) => {
                let at = place(at);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (bit % 8);
                }
            }
            Change::Cut(from, to) => {
                let (from, to) = (place(from).min(place(to)), place(from).max(place(to)));
                bytes.drain(from..to.min(from + 200));
            }
            Change::Repeat(from, to) => {
                let (from, to) = (place(from).min(place(to)), place(from).max(place(to)));
                let again = bytes[from..to.min(from + 200)].to_vec();
                bytes.splice(to..to, again);
            }
            Change::Insert(at, more) => {
                let at = place(at);
                bytes.splice(at..at, more.iter().copied());
            }
        }
    }
    bytes
}

/// The corpus of a property, then `cases` mutations of its files, the same on every run.
fn holds(name: &str, cases: u32) {
    let property = properties::property(name).expect("a property");
    let files = corpus(name);
    assert!(!files.is_empty(), "no corpus of {name}");
    for (_, bytes) in &files {
        property(bytes);
    }
    let times = std::env::var("DATELINE_CASES").ok().and_then(|n| n.parse::<u32>().ok()).unwrap_or(1);
    let config = Config {
        cases: cases.saturating_mul(times),
        rng_seed: RngSeed::Fixed(20_221_108),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    };
    let input = (any::<Index>(), proptest::collection::vec(change(), 1..6));
    TestRunner::new(config)
        .run(&input, |(file, changes)| {
            property(&changed(file.get(&files).1.clone(), &changes));
            Ok(())
        })
        .unwrap_or_else(|e| panic!("{name}: {e}"));
}

#[test]
fn bytes_become_text_or_are_none() {
    holds("decode", 2_000);
}

#[test]
fn plain_texts_become_reports_or_problems() {
    holds("layout", 1_000);
}

#[test]
fn lines_of_json_become_reports_or_problems() {
    holds("jsonl", 2_000);
}

#[test]
fn any_file_becomes_reports_or_problems() {
    holds("intake", 600);
}

#[test]
fn whole_files_of_known_forms_give_every_article() {
    holds("forms", 2_000);
}

#[test]
fn rows_of_other_data_sets_are_taken_in() {
    holds("import", 300);
}

#[test]
fn dates_are_dates() {
    holds("date", 2_000);
}

#[test]
fn any_folder_is_a_lexicon_or_has_faults_with_a_place() {
    holds("lexicon", 12);
}

#[test]
fn any_claims_can_be_joined() {
    holds("record", 60);
}

#[test]
fn any_treebank_can_be_read() {
    holds("treebank", 500);
}

#[test]
fn any_text_gives_exact_quotes_twice() {
    holds("text", 150);
}

#[test]
fn any_soup_gives_exact_quotes_twice() {
    holds("soup", 200);
}

#[test]
fn every_property_has_a_test() {
    let here = include_str!("corpus.rs");
    for name in properties::NAMES {
        assert!(here.contains(&format!("holds(\"{name}\"")), "{name}");
    }
}

/// Writes the first files of the corpus of the record: examples as the record keeps them. Run by hand after the layout of claims has
/// changed: `cargo test -p dateline --test corpus -- --ignored`.
#[test]
#[ignore = "writes into fuzz/corpus"]
fn write_seeds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut options = Options::default();
    options.threads = 1;
    let engine = Engine::new(options);
    let intake = dateline_intake::open(&[root.join("examples/reports")], dateline_intake::Options::default());
    let mut all = Vec::new();
    for item in intake {
        let dateline_intake::Item::Report(mut report) = item else { continue };
        // The beginning is enough, and keeps the corpus small.
        let cut = report.text.char_indices().nth(500).map_or(report.text.len(), |(at, _)| at);
        let mut start = dateline_engine::Report::new(report.id, &report.text[..cut]);
        (start.published, start.publisher) = (report.published, report.publisher);
        report = start;
        let claims = engine.read(&report).claims;
        all.push(serde_json::to_string(&Source::new(&report, claims)).expect("JSON"));
    }
    let folder = root.join("fuzz/corpus/record");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (i, pair) in all.chunks(3).enumerate() {
        std::fs::write(folder.join(format!("examples-{i}")), pair.join("\n")).expect("written");
    }
}

//! What must hold of any bytes that reach Dateline: for each reader of foreign bytes, and for the whole path from text to
//! claims. A property panics where it does not hold.
//!
//! libFuzzer looks for bytes that break them (`fuzz/run.sh`); the kept corpus and mutations of it are tried by an ordinary
//! test (`crates/cli/tests/corpus.rs`), which includes this file.

#[path = "forms.rs"]
mod forms;

use dateline_engine::{Claim, Engine, Folder, Lexicon, Options, Reading, Report};
use dateline_exchange::incoming::{Import, Incoming};
use dateline_intake::{Decoded, Item, decode, json_line, parse_date, read_bytes, text_file};
use dateline_record::{Overlay, Record, Source};
use serde_json::Value;
use std::sync::OnceLock;

/// Takes bytes, and panics if they break something.
pub type Property = fn(&[u8]);

const ALL: [(&str, Property); 12] = [
    ("decode", decoding),
    ("layout", layout),
    ("jsonl", jsonl),
    ("intake", intake),
    ("forms", forms),
    ("import", import),
    ("date", date),
    ("lexicon", lexicon),
    ("record", record),
    ("treebank", treebank),
    ("text", text),
    ("soup", soup),
];

/// Names of all properties: also the folders of the corpus.
pub const NAMES: [&str; ALL.len()] = {
    let mut names = [""; ALL.len()];
    let mut i = 0;
    while i < ALL.len() {
        names[i] = ALL[i].0;
        i += 1;
    }
    names
};

/// The property of a name.
pub fn property(name: &str) -> Option<Property> {
    ALL.iter().find(|(n, _)| *n == name).map(|(_, p)| *p)
}

/// Bytes become text without a zero and without a byte order mark, or are no text.
fn decoding(bytes: &[u8]) {
    let text = match decode(bytes) {
        Decoded::Text(text) => text,
        Decoded::Recovered(text, _) => text.into(),
        Decoded::Binary(like) => return assert!(like.is_empty() || like.starts_with(" (")),
    };
    assert!(!text.contains('\0'));
    if let Ok(same) = std::str::from_utf8(bytes) {
        assert_eq!(text, same.strip_prefix('\u{feff}').unwrap_or(same));
    }
}

/// The texts of reports are stretches of the file, in order, and what is told has a place.
fn layout(bytes: &[u8]) {
    let file = String::from_utf8_lossy(bytes).replace('\0', " ");
    let items = text_file("f", "f", &file, &dateline_intake::Options::default());
    let mut at = 0;
    for item in &items {
        match item {
            Item::Report(report) => {
                assert!(!report.text.trim().is_empty());
                let found = file[at..].find(&report.text).expect("the text of a report is what the file holds");
                at += found + report.text.len();
            }
            Item::Problem(problem) => told(&problem.to_string()),
        }
    }
    assert!(!items.is_empty(), "whatever comes in gives a report or a problem");
}

fn jsonl(bytes: &[u8]) {
    let line = String::from_utf8_lossy(bytes);
    let items = json_line("f", "f", 1, &line, &dateline_intake::Options::default());
    assert!(!items.is_empty());
    for item in &items {
        match item {
            Item::Report(report) => {
                let value: Value = serde_json::from_str(&line).expect("a report comes from JSON alone");
                // Items of ninjs and of NGEC hold their words elsewhere. A zero is no character of any text; a blank stands in its place.
                if let (Some(text), None) = (value["text"].as_str(), value.get("uri")) {
                    assert_eq!(text.replace('\0', " "), report.text);
                }
            }
            Item::Problem(problem) => told(&problem.to_string()),
        }
    }
}

/// Endings that files have; the first byte picks one, so that a fuzzer can try each reader on anything.
const ENDINGS: [&str; 16] =
    ["txt", "html", "xml", "rss", "json", "jsonl", "csv", "tsv", "rtf", "docx", "pdf", "warc", "warc.gz", "zip", "gz", "zst"];

/// Any file under any name: reports with a text, or problems; the same ones each time; and no more text than its bytes can pay for.
fn intake(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    taken(&format!("f.{}", ENDINGS[usize::from(*first) % ENDINGS.len()]), rest);
}

/// A file of a known form: the same; and of a sound one every article, in order, with its day and its words.
fn forms(bytes: &[u8]) {
    let file = forms::file(bytes);
    let reports = taken(file.name, &file.bytes);
    if !file.sound {
        return;
    }
    let shown = || String::from_utf8_lossy(&file.bytes).into_owned();
    assert_eq!(reports.len(), file.articles.len(), "articles went in, so many reports came out of\n{}", shown());
    for (report, article) in reports.iter().zip(&file.articles) {
        assert_eq!(
            report.published.map(|d| d.to_string()).as_ref(),
            Some(&article.day),
            "the day of {} in\n{}",
            article.id,
            shown()
        );
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = words(&report.text);
        let mut at = 0;
        for paragraph in &article.paragraphs {
            match text[at..].find(&words(paragraph)) {
                Some(found) => at += found + paragraph.len(),
                None => panic!("{paragraph:?} is missing, or out of its order, in {text:?}, out of\n{}", shown()),
            }
        }
    }
}

/// Reads a file, and looks at what came out.
fn taken(name: &str, bytes: &[u8]) -> Vec<Report> {
    let options = dateline_intake::Options::default();
    let items = read_bytes(name, bytes, &options);
    let mut size = 0;
    let mut reports = Vec::new();
    for item in &items {
        match item {
            Item::Report(report) => {
                assert!(!report.text.trim().is_empty() && !report.text.contains('\0'));
                assert!(report.text.len() <= options.longest_report);
                size += report.text.len();
                reports.push(report.clone());
            }
            Item::Problem(problem) => told(&problem.to_string()),
        }
    }
    assert!(size <= (bytes.len() << 12) + (16 << 20), "{} bytes became {size}", bytes.len());
    assert!(!items.is_empty(), "whatever comes in gives a report or a problem");
    assert_eq!(format!("{items:?}"), format!("{:?}", read_bytes(name, bytes, &options)), "read twice, two results");
    reports
}

/// Rows of other data sets; the first byte picks which. What they claim quotes the row as it stands, and can be joined and shown.
fn import(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let (format, ..) = Incoming::ALL[usize::from(*first) % Incoming::ALL.len()];
    let mut sources = Vec::new();
    for row in Import::new(rest, format).take(20) {
        match row {
            Ok(row) => {
                let characters: Vec<char> = row.report.text.chars().collect();
                for claim in &row.claims {
                    quotes(&serde_json::to_value(claim).expect("a claim is JSON"), &characters);
                }
                shown(&row.claims);
                sources.push(Source::new(&row.report, row.claims));
            }
            Err(problem) => assert!(!problem.message.is_empty()),
        }
    }
    ledger(&sources, &[]);
}

/// A message begins with its severity and its code.
fn told(message: &str) {
    assert!(message.starts_with("error[") || message.starts_with("warning["), "{message}");
}

/// A date, written as a date is, is read as the same date.
fn date(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(day) = parse_date(&text) {
        assert_eq!(parse_date(&day.to_string()), Some(day), "{text:?}");
    }
}

/// A folder of a user's: lines `== path` begin its files. Whatever it holds, its faults have a place, the lexicon reads, and the
/// same folder gives the same lexicon.
fn lexicon(bytes: &[u8]) {
    let folder = String::from_utf8_lossy(bytes);
    let files: Vec<(&str, &str)> =
        folder.split("== ").filter_map(|part| part.split_once('\n')).map(|(name, text)| (name.trim(), text)).take(6).collect();
    let lexicon = Lexicon::layered(vec![Folder::from_texts("mine", files)]);
    for problem in lexicon.problems() {
        assert!(!problem.to_string().is_empty());
    }
    let mut options = Options::default();
    options.threads = 1;
    options.lexicon = Some(lexicon.into());
    let engine = Engine::new(options);
    read(&engine, "The herdsmen of Baku raided the town of Stepanakert on Sunday, an official said.", Some(DAYS[0]));
}

/// Lines of JSON, each a report as the record keeps it or a decision: whatever they claim, they are joined, and the order in which
/// they come changes nothing.
fn record(bytes: &[u8]) {
    let (mut sources, mut overlays) = (Vec::new(), Vec::new());
    for line in bytes.split(|b| *b == b'\n').take(12) {
        if let Ok(source) = serde_json::from_slice::<Source>(line) {
            sources.push(source);
        } else if let Ok(overlay) = serde_json::from_slice::<Overlay>(line) {
            overlays.push(overlay);
        } else if let Ok(claim) = serde_json::from_slice::<Claim>(line) {
            shown(&[claim]);
        }
    }
    // A record holds a report once.
    sources.sort_by(|a, b| (&a.id, &a.text_sha256).cmp(&(&b.id, &b.text_sha256)));
    sources.dedup_by(|a, b| a.id == b.id || a.text_sha256 == b.text_sha256);
    let forward = ledger(&sources, &overlays);
    sources.reverse();
    assert_eq!(forward, ledger(&sources, &overlays), "the order of adding changes the record");
    for source in &sources {
        shown(&source.claims);
    }
}

fn ledger(sources: &[Source], overlays: &[Overlay]) -> String {
    let record = Record::new(sources, overlays);
    for incident in record.incidents.iter().take(4) {
        record.why(incident);
    }
    let parts = (&record.incidents, record.agreements(), record.control(), record.offices());
    serde_json::to_string(&parts).expect("a record is JSON")
}

/// What people see of claims drives no terminal and is no formula.
fn shown(claims: &[Claim]) {
    let look = dateline_exchange::Look::default();
    for page in [dateline_exchange::timeline(claims, &look), dateline_exchange::table(claims, &look)] {
        let control = page.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(control, None, "a control character reaches the terminal: {page:?}");
    }
    for claim in claims {
        assert_eq!(dateline_exchange::json_line(claim).lines().count(), 1);
        for cell in dateline_exchange::flat_row(claim) {
            assert!(!cell.starts_with(['=', '@']), "a formula: {cell:?}");
        }
    }
}

/// A treebank in CoNLL-U, which only people who measure bring.
fn treebank(bytes: &[u8]) {
    let gold = dateline_engine::syntax::conllu::sentences(&String::from_utf8_lossy(bytes));
    let (text, sentences) = dateline_engine::syntax::conllu::as_text(&gold);
    for sentence in &sentences {
        assert!(sentence.tokens.iter().all(|t| t.span.of(&text).len() == t.span.end as usize - t.span.start as usize));
    }
}

/// Days that reports are read on: usual ones, and the ends of what a date can be.
const DAYS: [&str; 4] = ["2022-11-08", "2024-02-29", "0001-01-01", "9999-12-31"];

/// Any text at all.
fn text(bytes: &[u8]) {
    let (day, rest) = bytes.split_first().map_or((4, bytes), |(first, rest)| (*first as usize % 5, rest));
    read(engine(), &String::from_utf8_lossy(&rest[..rest.len().min(4_000)]), DAYS.get(day).copied());
}

/// Words and marks of the news in any order, two bytes each: gets deeper into the coder than letters in any order do.
fn soup(bytes: &[u8]) {
    static WORDS: OnceLock<Vec<&str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| include_str!("words.txt").lines().collect());
    let mut text = String::new();
    for pair in bytes.chunks_exact(2).take(600) {
        let number = usize::from(u16::from_le_bytes([pair[0], pair[1]]));
        match words[number % words.len()] {
            "" => text.push_str("\n\n"),
            word if word.starts_with([',', '.', '”', ')', ';', ':', '?', '’']) => text.push_str(word),
            word => {
                if !text.ends_with(['“', '(', '‘', '\n']) {
                    text.push(' ');
                }
                text.push_str(word);
            }
        }
    }
    read(engine(), &text, Some(DAYS[bytes.len() % DAYS.len()]));
}

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut options = Options::default();
        options.threads = 1;
        Engine::new(options)
    })
}

/// Reads a text, twice to the same result; every quote is what the text says at its offsets.
fn read(engine: &Engine, text: &str, day: Option<&str>) -> Reading {
    let mut report = Report::new("r", text);
    report.published = day.map(|d| d.parse().expect("a day"));
    let reading = engine.read(&report);
    assert!(reading.problems.iter().all(|p| !p.is_error()), "{:?}", reading.problems);
    let characters: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    for claim in &reading.claims {
        let value = serde_json::to_value(claim).expect("a claim is JSON");
        quotes(&value, &characters);
        lines.push(value.to_string());
        // What leaves as JSON comes back as the same claim.
        let back: Claim = serde_json::from_value(value).expect("a claim can be read back");
        assert_eq!(&back, claim);
    }
    shown(&reading.claims);
    let again: Vec<String> =
        engine.read(&report).claims.iter().map(|c| serde_json::to_value(c).expect("a claim is JSON").to_string()).collect();
    assert_eq!(lines, again, "read twice, two results");
    reading
}

fn quotes(value: &Value, text: &[char]) {
    match value {
        Value::Object(object) => {
            let number = |key| object.get(key).and_then(Value::as_u64).map(|n| n as usize);
            if let (Some(start), Some(end), Some(Value::String(quote))) = (number("start"), number("end"), object.get("text")) {
                assert!(start <= end && end <= text.len(), "{start}..{end} of {}", text.len());
                assert_eq!(*quote, text[start..end].iter().collect::<String>());
            }
            object.values().for_each(|v| quotes(v, text));
        }
        Value::Array(items) => items.iter().for_each(|v| quotes(v, text)),
        _ => {}
    }
}

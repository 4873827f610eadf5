//! What must hold of every report, whatever it says.

mod support;

use dateline_engine::{Reading, Report};
use proptest::prelude::*;
use serde_json::Value;
use support::{engine, examples, examples_and_more};

/// Every claim as it leaves the program.
fn lines(readings: &[Reading]) -> Vec<String> {
    readings.iter().flat_map(|r| &r.claims).map(|c| serde_json::to_string(c).expect("claims are JSON")).collect()
}

/// Calls `check` for every object of `value` that has the shape of a span.
fn spans(value: &Value, check: &mut dyn FnMut(usize, usize, &str)) {
    match value {
        Value::Object(object) => {
            if let (Some(start), Some(end), Some(text)) =
                (object.get("start").and_then(Value::as_u64), object.get("end").and_then(Value::as_u64), object.get("text"))
            {
                check(start as usize, end as usize, text.as_str().unwrap_or_default());
            }
            object.values().for_each(|v| spans(v, check));
        }
        Value::Array(items) => items.iter().for_each(|v| spans(v, check)),
        _ => {}
    }
}

/// Asserts that each quote is what the text says at its offsets, and counts them.
fn assert_quotes(report: &Report, reading: &Reading) -> usize {
    let text: Vec<char> = report.text.chars().collect();
    let mut seen = 0;
    for claim in &reading.claims {
        let value = serde_json::to_value(claim).expect("claims are JSON");
        spans(&value, &mut |start, end, quoted| {
            seen += 1;
            assert!(start <= end && end <= text.len(), "{}: {start}..{end} of {}", report.id, text.len());
            assert_eq!(text[start..end].iter().collect::<String>(), quoted, "{}", report.id);
        });
    }
    seen
}

#[test]
fn quotes_are_exact() {
    let engine = engine(0);
    let reports = examples_and_more(20);
    let seen: usize =
        reports.iter().zip(engine.read_all(&reports)).map(|(report, reading)| assert_quotes(report, &reading)).sum();
    assert!(seen > 100, "only {seen} quotes were seen");
}

#[test]
fn one_thread_equals_many_and_twice_equals_once() {
    let reports = examples();
    let one = lines(&engine(1).read_all(&reports));
    let many = engine(4);
    assert_eq!(one, lines(&many.read_all(&reports)));
    assert_eq!(one, lines(&many.read_all(&reports)));
    assert!(!one.is_empty());
}

#[test]
fn a_report_does_not_depend_on_its_neighbours() {
    let engine = engine(1);
    let mut reports = examples();
    let forward = engine.read_all(&reports);
    reports.reverse();
    let mut backward = engine.read_all(&reports);
    backward.reverse();
    assert_eq!(lines(&forward), lines(&backward));
}

#[test]
fn claim_ids_are_unique_within_a_report_and_links_meet_them() {
    let engine = engine(0);
    let reports = examples_and_more(50);
    for reading in engine.read_all(&reports) {
        let mut ids: Vec<&str> = reading.claims.iter().map(|c| c.id.as_str()).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count);
        for link in reading.claims.iter().flat_map(|c| &c.links) {
            assert!(ids.binary_search(&link.claim.as_str()).is_ok(), "a link {} to nowhere", link.rel);
        }
    }
}

/// Words of the examples, to make soup of.
fn vocabulary() -> Vec<String> {
    let mut words: Vec<String> = examples()
        .iter()
        .flat_map(|r| r.text.split_inclusive(char::is_whitespace).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    words.sort();
    words.dedup();
    words
}

fn assert_survives(text: &str) {
    thread_local!(static ENGINE: dateline_engine::Engine = engine(1));
    let mut report = Report::new("any", text);
    report.published = "2022-11-08".parse().ok();
    let reading = ENGINE.with(|engine| engine.read(&report));
    assert!(reading.problems.iter().all(|p| !p.is_error()), "{:?} of {text:?}", reading.problems);
    assert_quotes(&report, &reading);
}

proptest! {
    // The same cases on every run.
    #![proptest_config(ProptestConfig { cases: 256, rng_seed: proptest::test_runner::RngSeed::Fixed(20221108), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        assert_survives(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_characters_are_survived(text in "\\PC{0,300}") {
        assert_survives(&text);
    }

    #[test]
    fn soup_of_news_words_is_survived(picks in proptest::collection::vec(any::<prop::sample::Index>(), 1..120)) {
        thread_local!(static WORDS: Vec<String> = vocabulary());
        let text = WORDS.with(|words| picks.iter().map(|pick| pick.get(words).as_str()).collect::<String>());
        assert_survives(&text);
    }
}

#[test]
fn endless_sentences_are_survived() {
    assert_survives(&"the army shelled the town and ".repeat(2000));
    assert_survives(&"“Armenia said that ".repeat(500));
    assert_survives(&"a".repeat(100_000));
    assert_survives(&"Baku, ".repeat(3000));
}

#[test]
fn a_report_costs_no_more_than_its_budget() {
    let mut options = dateline_engine::Options::default();
    (options.threads, options.most_tokens) = (1, 1_000);
    let engine = dateline_engine::Engine::new(options);
    let text = "Azerbaijan shelled the town of Stepanakert on Sunday, Armenia said. ".repeat(200);
    let reading = engine.read(&Report::new("long", text.as_str()));
    let told: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["error[budget] long: it has 2400 tokens; the first 996 were read (split it into one file per report)"]);
    // What lies within the budget is read as it is without one.
    let within: Vec<_> = reading.trees.iter().map(|t| t.span).collect();
    assert_eq!(within.len(), 83);
    assert!(!reading.claims.is_empty() && reading.claims.iter().all(|c| c.evidence.end <= 83 * 68));
    let exact = engine.read(&Report::new("short", &text[..83 * 68]));
    assert_eq!((exact.problems.len(), exact.claims.len()), (0, reading.claims.len()));
}

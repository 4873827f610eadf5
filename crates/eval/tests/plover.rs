//! Whether it is told who acts and on whom each kind of act falls, over all types of PLOVER: sentences of our own, most of them
//! written, with their labels, before anything was tried on them.

use dateline_engine::{Engine, Options};
use dateline_eval::{Layout, run};
use serde_json::{Value, json};

const SENTENCES: &str = include_str!("plover.tsv");

/// What the suite must reach on them: below what it reached when they were taken in, by about two sentences in a hundred.
const FLOORS: [(&str, f64); 4] = [("type", 0.86), ("source", 0.82), ("target", 0.74), ("type and both countries", 0.69)];

/// One line as a record of the suite's layout.
fn record((number, line): (usize, &str)) -> Option<String> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[kind, source, target, text] = cells.as_slice() else { return None };
    let codes = |cell: &str| -> Vec<Value> {
        cell.split(',').filter(|code| *code != "-").map(|code| json!({"actorText": code, "code": code})).collect()
    };
    let row = json!({
        "id": number.to_string(), "date": "2012-03-15", "text": text, "event": kind,
        "source": codes(source), "target": codes(target),
    });
    Some(format!("{row}\n"))
}

#[test]
fn who_acts_on_whom_is_told_for_every_type() {
    let lines = SENTENCES.lines().filter(|line| !line.starts_with('#'));
    let jsonl: String = lines.enumerate().map(|line| record(line).expect("four cells")).collect();
    let suite = run(Layout::Gsr, &Engine::new(Options::default()), "plover.tsv", &jsonl).unwrap();
    for (name, floor) in FLOORS {
        let reached = suite.outcome(name).expect("a measure of the suite").ours.value;
        assert!(reached >= floor, "{name}: {reached:.3}, not {floor}");
    }
}

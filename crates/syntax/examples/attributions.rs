//! Who says what in reports: a line a report with source, cue and content of each attribution, in code points.
//!
//! ```sh
//! cargo run --release -p dateline-lexicon --example mark -- REPORTS.jsonl > MARKED.jsonl
//! cargo run --release -p dateline-syntax --example attributions -- REPORTS.jsonl MARKED.jsonl
//! ```

use dateline_syntax::{Mark, NameClass, Reader};
use dateline_text::Span;
use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [reports, marked] = arguments.as_slice() else {
        return Err(std::io::Error::other("usage: attributions REPORTS.jsonl MARKED.jsonl"));
    };
    let (reports, marked) = (std::fs::read_to_string(reports)?, std::fs::read_to_string(marked)?);
    for (report, marked) in reports.lines().zip(marked.lines()) {
        let report: Value = serde_json::from_str(report)?;
        let marked: Value = serde_json::from_str(marked)?;
        let text = report["text"].as_str().unwrap_or("");
        let place = |at: u32| text[..at as usize].chars().count();
        let part = |spans: &[Span]| spans.iter().map(|s| json!({"b": place(s.start), "e": place(s.end)})).collect::<Vec<Value>>();
        let sentences = dateline_text::split(text);
        let marks: Vec<Vec<Mark>> = marked["sentences"].as_array().into_iter().flatten().map(marks).collect();
        let found = Reader::builtin().attributions(text, &sentences, &marks);
        let found: Vec<Value> =
            found.iter().map(|a| json!({"source": part(&a.source), "cue": part(&a.cue), "content": part(&a.content)})).collect();
        println!("{}", json!({"id": report["id"], "attributions": found}));
    }
    Ok(())
}

/// The marks of a sentence as the lexicon's example writes them.
fn marks(sentence: &Value) -> Vec<Mark> {
    let number = |v: &Value| v.as_u64().unwrap_or(0) as u32;
    let class = |v: &Value| NameClass::ALL.into_iter().find(|c| Some(c.as_str()) == v.as_str());
    let marks = sentence["marks"].as_array().into_iter().flatten();
    marks.filter_map(|m| Some(Mark { first: number(&m[0]), len: number(&m[1]), class: class(&m[2])?, entry: 0 })).collect()
}

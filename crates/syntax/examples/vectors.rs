//! Trees and vectors of reports, for training what learns on top of the reader.
//!
//! ```sh
//! cargo run --release -p dateline-lexicon --example mark -- REPORTS.jsonl > MARKED.jsonl
//! cargo run --release -p dateline-syntax --example vectors -- REPORTS.jsonl MARKED.jsonl OUT.jsonl OUT.u8 [MODEL.bin]
//! ```
//!
//! `OUT.jsonl` has a line a report: per sentence, columns of its words: begin and end (bytes), part of speech and
//! relation (numbers of the contract), head (-1 the root), lemma. `OUT.u8` has their vectors, word after word.

use dateline_syntax::{Mark, NameClass, Reader};
use serde_json::{Value, json};
use std::io::Write;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [reports, marked, out, vectors, model @ ..] = arguments.as_slice() else {
        return Err(std::io::Error::other("usage: vectors REPORTS.jsonl MARKED.jsonl OUT.jsonl OUT.u8 [MODEL.bin]"));
    };
    let other = match model.first() {
        Some(path) => Some(Reader::from_bytes(&std::fs::read(path)?).map_err(std::io::Error::other)?),
        None => None,
    };
    let reader = other.as_ref().unwrap_or_else(|| Reader::builtin());
    let (reports, marked) = (std::fs::read_to_string(reports)?, std::fs::read_to_string(marked)?);
    let mut out = std::io::BufWriter::new(std::fs::File::create(out)?);
    let mut bytes = std::io::BufWriter::new(std::fs::File::create(vectors)?);
    for (report, marked) in reports.lines().zip(marked.lines()) {
        let report: Value = serde_json::from_str(report)?;
        let marked: Value = serde_json::from_str(marked)?;
        let text = report["text"].as_str().unwrap_or("");
        let sentences = dateline_text::split(text);
        let marks: Vec<Vec<Mark>> = marked["sentences"].as_array().into_iter().flatten().map(marks).collect();
        let (trees, vectors) = reader.read_with_vectors(text, &sentences, &marks);
        let columns: Vec<Value> = trees
            .iter()
            .map(|tree| {
                let column = |get: &dyn Fn(usize) -> i64| (0..tree.words.len()).map(get).collect::<Vec<i64>>();
                json!({
                    "b": column(&|i| tree.words[i].span.start as i64),
                    "e": column(&|i| tree.words[i].span.end as i64),
                    "u": column(&|i| tree.words[i].upos as i64),
                    "r": column(&|i| tree.words[i].deprel as i64),
                    "h": column(&|i| tree.words[i].head.map_or(-1, i64::from)),
                    "l": tree.words.iter().map(|w| if w.mark.is_some() { "" } else { &w.lemma }).collect::<Vec<_>>(),
                })
            })
            .collect();
        writeln!(out, "{}", json!({"id": report["id"], "sentences": columns}))?;
        for steps in vectors {
            bytes.write_all(&steps)?;
        }
    }
    out.flush()?;
    bytes.flush()
}

/// The marks of a sentence as the lexicon's example writes them.
fn marks(sentence: &Value) -> Vec<Mark> {
    let number = |v: &Value| v.as_u64().unwrap_or(0) as u32;
    let class = |v: &Value| NameClass::ALL.into_iter().find(|c| Some(c.as_str()) == v.as_str());
    let marks = sentence["marks"].as_array().into_iter().flatten();
    marks.filter_map(|m| Some(Mark { first: number(&m[0]), len: number(&m[1]), class: class(&m[2])?, entry: 0 })).collect()
}

//! What claims would be with the trees of another reader, the teacher above all:
//!
//! ```sh
//! cargo run --release -p dateline-eval --example other_trees -- REPORTS.jsonl > SENTENCES.jsonl
//! python training/teacher.py label TEACHER.pt SENTENCES.jsonl PARSES.jsonl
//! cargo run --release -p dateline-eval --example other_trees -- REPORTS.jsonl PARSES.jsonl > CLAIMS.jsonl
//! ```
//!
//! The other reader sees tokens, no marks: a marked name becomes one word afterwards, hung where the part of it is hung
//! that leaves the name. Lemmas stay ours. A sentence that it did not read, or of whose tree a marked name makes a
//! circle, keeps our tree; the error stream tells how many were taken. With `own` for PARSES the trees are ours, read with no name known.

use dateline_engine::syntax::{Deprel, Feats, NameTag, Upos};
use dateline_engine::{Engine, Options, Reader, Report, Tree, coding};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A sentence as `teacher.py label` writes it.
struct Parse {
    upos: Vec<i64>,
    feats: Vec<i64>,
    /// −1 the root.
    heads: Vec<i64>,
    rels: Vec<i64>,
    names: Vec<i64>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let reports = std::fs::read_to_string(arguments.first().ok_or("usage: other_trees REPORTS.jsonl [PARSES.jsonl]")?)?;
    let parses = match arguments.get(1) {
        Some(path) if path != "own" => Some(read(&std::fs::read_to_string(path)?)?),
        _ => None,
    };
    let engine = Engine::new(Options::default());
    let (mut taken, mut all) = (0, 0);
    for line in reports.lines() {
        let row: Value = serde_json::from_str(line)?;
        let mut report = Report::new(row["id"].as_str().unwrap_or(""), row["text"].as_str().unwrap_or(""));
        report.published = row["date"].as_str().and_then(|date| date.parse().ok());
        report.title = row["title"].as_str().map(str::to_owned);
        report.publisher = row["publisher"].as_str().map(str::to_owned);
        let sentences = dateline_text::split(&report.text);
        let forms: Vec<Vec<&str>> =
            sentences.iter().map(|s| s.tokens.iter().map(|t| t.span.of(&report.text)).collect()).collect();
        if arguments.len() < 2 {
            forms.iter().for_each(|forms| println!("{}", json!({ "f": forms })));
            continue;
        }
        let marks = engine.lexicon().mark(&report.text, &sentences);
        let mut trees = engine.reader().read(&report.text, &sentences, &marks);
        let own = Reader::builtin().read(&report.text, &sentences, &[]);
        for ((tree, forms), own) in trees.iter_mut().zip(&forms).zip(&own) {
            let own = parses.is_none().then(|| parse_of(own));
            let other = own.as_ref().or_else(|| parses.as_ref()?.get(&forms.join(" ")));
            all += 1;
            taken += usize::from(other.is_some_and(|parse| replace(tree, parse)));
        }
        for claim in coding::code(&report, &trees, engine.lexicon(), "other trees").claims {
            println!("{}", serde_json::to_string(&claim)?);
        }
    }
    eprintln!("{taken} of {all} sentences");
    Ok(())
}

fn read(lines: &str) -> Result<HashMap<String, Parse>, serde_json::Error> {
    let column = |row: &Value, key: &str| row[key].as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
    let parse = |line: &str| {
        let row: Value = serde_json::from_str(line)?;
        let forms: Vec<&str> = row["f"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let [upos, feats, heads, rels, names] = ["u", "x", "h", "r", "n"].map(|key| column(&row, key));
        Ok((forms.join(" "), Parse { upos, feats, heads, rels, names }))
    };
    lines.lines().map(parse).collect()
}

fn parse_of(tree: &Tree) -> Parse {
    let column = |get: &dyn Fn(usize) -> i64| (0..tree.words.len()).map(get).collect();
    let name = |i: usize| tree.words[i].name.map_or(0, |(kind, begins)| 2 * kind as i64 + 2 - i64::from(begins));
    Parse {
        upos: column(&|i| tree.words[i].upos as i64),
        feats: column(&|i| i64::from(tree.words[i].feats.0)),
        heads: column(&|i| tree.words[i].head.map_or(-1, i64::from)),
        rels: column(&|i| tree.words[i].deprel as i64),
        names: column(&name),
    }
}

/// Gives a tree the tags and arcs of another reading of its tokens; `false` and unchanged where they do not fit.
fn replace(tree: &mut Tree, other: &Parse) -> bool {
    let tokens: usize = tree.words.iter().map(|w| w.token_count as usize).sum();
    if other.heads.len() != tokens {
        return false;
    }
    let word_of: Vec<usize> =
        tree.words.iter().enumerate().flat_map(|(i, w)| std::iter::repeat_n(i, w.token_count as usize)).collect();
    let mut new = tree.clone();
    for (i, word) in new.words.iter_mut().enumerate() {
        let range = word.first_token as usize..(word.first_token + word.token_count) as usize;
        let leaves = |t: &usize| usize::try_from(other.heads[*t]).map_or(true, |head| word_of[head] != i);
        let Some(top) = range.clone().find(leaves) else { return false };
        word.head = usize::try_from(other.heads[top]).ok().map(|head| word_of[head] as u32);
        word.deprel = Deprel::ALL[other.rels[top] as usize];
        if word.mark.is_none() {
            word.upos = Upos::ALL[other.upos[top] as usize];
            word.feats = Feats(other.feats[top] as u16);
            let kind = [NameTag::Person, NameTag::Org, NameTag::Place, NameTag::Other];
            let tag = other.names[top];
            word.name = (tag > 0).then(|| (kind[(tag as usize - 1) / 2], tag % 2 == 1));
        }
    }
    if !is_tree(&new) {
        return false;
    }
    *tree = new;
    true
}

/// Whether there is one root and every word hangs below it.
fn is_tree(tree: &Tree) -> bool {
    let roots = tree.words.iter().filter(|w| w.head.is_none()).count();
    let reaches = |word: usize| {
        let mut at = word;
        for _ in 0..tree.words.len() {
            match tree.words[at].head {
                Some(head) => at = head as usize,
                None => return true,
            }
        }
        false
    };
    roots == 1 && (0..tree.words.len()).all(reaches)
}

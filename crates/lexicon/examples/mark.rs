//! Marks known names, for training data.
//!
//! ```sh
//! cargo run --release -p dateline-lexicon --example mark -- FILE.conllu > MARKED.conllu
//! cargo run --release -p dateline-lexicon --example mark -- FILE.jsonl  > MARKED.jsonl
//! ```
//!
//! CoNLL-U comes back with `Class=state` and `ClassLen=2` in MISC on the first token of each name, tokens as they were;
//! sentences of one document (`# newdoc`) are marked together, so that a surname finds its full name.
//! JSON Lines (`{"id", "text"}`) come back as one object a report:
//! `{"id", "sentences": [{"tokens": [..], "marks": [[first, length, class]..]}..]}`. `-` reads standard input, whose first
//! character tells the format. With `--show` every sentence is printed with its names in brackets instead.

use dateline_lexicon::Lexicon;
use dateline_text::{Sentence, Span, Token, split};
use serde_json::{Value, json};
use std::io::{Read, Write};

fn main() -> std::io::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let show = arguments.iter().position(|a| a == "--show").map(|at| arguments.remove(at)).is_some();
    let mut input = String::new();
    match arguments.first().map(String::as_str) {
        None | Some("-") => std::io::stdin().read_to_string(&mut input)?,
        Some(path) => std::fs::File::open(path)?.read_to_string(&mut input)?,
    };
    let start = std::time::Instant::now();
    let lexicon = Lexicon::builtin();
    let lists = start.elapsed();
    dateline_lexicon::places::Gazetteer::builtin();
    eprintln!(
        "{} actors, {} names; lists in {lists:?}, with the gazetteer {:?}",
        lexicon.actors.len(),
        lexicon.name_count(),
        start.elapsed()
    );
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if input.trim_start().starts_with('{') {
        for line in input.lines().filter(|l| !l.trim().is_empty()) {
            let report: Value = serde_json::from_str(line).map_err(std::io::Error::other)?;
            json_lines(&report, show, &mut out)?;
        }
        return out.flush();
    }
    let mut document = Vec::new();
    for block in input.split("\n\n").filter(|b| !b.trim().is_empty()) {
        if block.lines().any(|l| l.starts_with("# newdoc")) {
            conllu(&document, &mut out)?;
            document.clear();
        }
        document.push(block);
    }
    conllu(&document, &mut out)?;
    out.flush()
}

fn json_lines(report: &Value, show: bool, out: &mut impl Write) -> std::io::Result<()> {
    let text = report["text"].as_str().unwrap_or("");
    let sentences = split(text);
    let marks = Lexicon::builtin().mark(text, &sentences);
    if show {
        return shown(text, &sentences, &marks, out);
    }
    let sentences: Vec<Value> = sentences
        .iter()
        .zip(&marks)
        .map(|(s, m)| {
            let tokens: Vec<&str> = s.tokens.iter().map(|t| t.span.of(text)).collect();
            let marks: Vec<Value> = m.iter().map(|m| json!([m.first, m.len, m.class.as_str()])).collect();
            json!({"tokens": tokens, "marks": marks})
        })
        .collect();
    writeln!(out, "{}", json!({"id": report["id"], "sentences": sentences}))
}

fn shown(text: &str, sentences: &[Sentence], marks: &[Vec<dateline_syntax::Mark>], out: &mut impl Write) -> std::io::Result<()> {
    for (sentence, marks) in sentences.iter().zip(marks) {
        let mut words: Vec<String> = sentence.tokens.iter().map(|t| t.span.of(text).to_owned()).collect();
        for mark in marks {
            let (first, last) = (mark.first as usize, (mark.first + mark.len - 1) as usize);
            words[first].insert(0, '[');
            words[last].push_str(&format!("]/{}", mark.class.as_str()));
        }
        writeln!(out, "{}", words.join(" "))?;
    }
    writeln!(out)
}

/// Marks the sentences of one document. Lines of words have an integer id; contractions (`3-4`) and empty nodes pass through.
fn conllu(blocks: &[&str], out: &mut impl Write) -> std::io::Result<()> {
    let mut text = String::new();
    let mut sentences = Vec::new();
    for block in blocks {
        let mut tokens = Vec::new();
        for line in block.lines() {
            let mut cells = line.split('\t');
            let (Some(id), Some(form)) = (cells.next(), cells.next()) else { continue };
            if line.starts_with('#') || id.parse::<u32>().is_err() {
                continue;
            }
            let start = text.len();
            text.push_str(form);
            tokens.push(Token { span: Span::new(start, text.len()) });
            if !line.contains("SpaceAfter=No") {
                text.push(' ');
            }
        }
        let span =
            tokens.first().map_or(Span::new(text.len(), text.len()), |t: &Token| t.span.cover(tokens[tokens.len() - 1].span));
        sentences.push(Sentence { span, tokens, paragraph: 0 });
        text.push('\n');
    }
    let marks = Lexicon::builtin().mark(&text, &sentences);
    for (block, marks) in blocks.iter().zip(&marks) {
        let mut word = 0u32;
        for line in block.lines() {
            let id = line.split('\t').next().unwrap_or("");
            if line.starts_with('#') || id.parse::<u32>().is_err() {
                writeln!(out, "{line}")?;
                continue;
            }
            match marks.iter().find(|m| m.first == word) {
                Some(m) => {
                    let (head, misc) = line.rsplit_once('\t').unwrap_or((line, "_"));
                    let told = format!("Class={}|ClassLen={}", m.class.as_str(), m.len);
                    let misc = if misc == "_" { told } else { format!("{misc}|{told}") };
                    writeln!(out, "{head}\t{misc}")?;
                }
                None => writeln!(out, "{line}")?,
            }
            word += 1;
        }
        writeln!(out)?;
    }
    Ok(())
}

//! Scores tokens and sentences against CoNLL-U files: `score [--errors] [--texts TEXTS.jsonl] FILE.conllu …`.
//!
//! `TEXTS.jsonl` gives the raw texts of some documents (`id`, `text`), for treebanks that do not mark paragraphs; it
//! holds for the files named after it.
//! Each document is written out again as raw text from its tokens (a blank line between paragraphs), split, and compared:
//! F1 over the spans of tokens and of sentences, once over all documents and once over those whose id names them news.
//! A multiword token counts as its parts, as the text crate cuts them.

use dateline_text::split;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
struct Document {
    id: String,
    news: bool,
    text: String,
    tokens: BTreeSet<(usize, usize)>,
    sentences: BTreeSet<(usize, usize)>,
}

#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn add(&mut self, gold: &BTreeSet<(usize, usize)>, found: &BTreeSet<(usize, usize)>) {
        self.gold += gold.len();
        self.found += found.len();
        self.right += gold.intersection(found).count();
    }

    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

fn documents(conllu: &str) -> Vec<Document> {
    let mut all: Vec<Document> = Vec::new();
    for block in conllu.split("\n\n").filter(|b| !b.trim().is_empty()) {
        let mut rows = Vec::new();
        for line in block.lines() {
            if let Some(id) = line.strip_prefix("# newdoc id = ") {
                all.push(Document {
                    id: id.to_owned(),
                    news: id.starts_with("GUM_news") || id.starts_with("newsgroup"),
                    ..Default::default()
                });
            } else if line.starts_with("# newpar") {
                if let Some(document) = all.last_mut().filter(|d| !d.text.is_empty()) {
                    document.text = document.text.trim_end().to_owned() + "\n\n";
                }
            } else if !line.starts_with('#') {
                rows.push(line.split('\t').collect::<Vec<_>>());
            }
        }
        if all.is_empty() {
            all.push(Document::default());
        }
        let Some(document) = all.last_mut() else { continue };
        let start = document.text.len();
        let mut end = start;
        let mut inside = 0usize;
        let mut space_inside = true;
        for row in rows.iter().filter(|r| r.len() == 10 && !r[0].contains('.')) {
            if let Some((first, last)) = row[0].split_once('-') {
                inside = last.parse::<usize>().unwrap_or(0) + 1 - first.parse::<usize>().unwrap_or(0);
                space_inside = !row[9].contains("SpaceAfter=No");
                continue;
            }
            let from = document.text.len();
            document.text.push_str(row[1]);
            end = document.text.len();
            document.tokens.insert((from, end));
            let space = match inside {
                0 => !row[9].contains("SpaceAfter=No"),
                1 => space_inside,
                _ => false,
            };
            inside = inside.saturating_sub(1);
            if space {
                document.text.push(' ');
            }
        }
        document.sentences.insert((start, end));
    }
    all
}

impl Document {
    /// Moves the gold spans onto `text`, where it holds the same characters but for white space.
    fn put_on(&mut self, text: &str) -> bool {
        let solid = |t: &str| t.char_indices().filter(|(_, c)| !c.is_whitespace()).collect::<Vec<_>>();
        let (own, other) = (solid(&self.text), solid(text));
        if own.len() != other.len() || own.iter().zip(&other).any(|(a, b)| a.1 != b.1) {
            return false;
        }
        let start: BTreeMap<usize, usize> = own.iter().zip(&other).map(|(a, b)| (a.0, b.0)).collect();
        let end: BTreeMap<usize, usize> =
            own.iter().zip(&other).map(|(a, b)| (a.0 + a.1.len_utf8(), b.0 + b.1.len_utf8())).collect();
        for set in [&mut self.tokens, &mut self.sentences] {
            *set = set.iter().filter_map(|(a, b)| Some((*start.get(a)?, *end.get(b)?))).collect();
        }
        self.text = text.to_owned();
        true
    }
}

fn read(name: &str) -> String {
    std::fs::read_to_string(name).unwrap_or_else(|error| {
        eprintln!("{name}: {error}");
        std::process::exit(1)
    })
}

fn main() {
    let mut errors = false;
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut names = std::env::args().skip(1);
    while let Some(name) = names.next() {
        if name == "--texts" {
            for line in read(&names.next().unwrap_or_default()).lines() {
                let row: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
                if let (Some(id), Some(text)) = (row["id"].as_str(), row["text"].as_str()) {
                    texts.insert(id.to_owned(), text.to_owned());
                }
            }
            continue;
        }
        if name == "--errors" {
            errors = true;
            continue;
        }
        let conllu = read(&name);
        let mut put = 0;
        let mut scores: [Score; 4] = Default::default();
        for mut document in documents(&conllu) {
            put += usize::from(texts.get(&document.id).is_some_and(|text| document.put_on(text)));
            let found = split(&document.text);
            let span = |s: dateline_text::Span| (s.start as usize, s.end as usize);
            let tokens = found.iter().flat_map(|s| s.tokens.iter().map(|t| span(t.span))).collect();
            let sentences = found.iter().map(|s| span(s.span)).collect();
            scores[0].add(&document.tokens, &tokens);
            scores[1].add(&document.sentences, &sentences);
            if document.news {
                scores[2].add(&document.tokens, &tokens);
                scores[3].add(&document.sentences, &sentences);
            }
            if errors {
                for (what, gold, found) in [("token", &document.tokens, &tokens), ("sentence", &document.sentences, &sentences)] {
                    for (sign, one, other) in [("missed", gold, found), ("wrong", found, gold)] {
                        for &(from, to) in one.difference(other) {
                            let after = document.text[to..].chars().take(25).collect::<String>();
                            println!(
                                "{what} {sign} {}: {:?} + {after:?}",
                                if document.news { "news" } else { "other" },
                                &document.text[from..to]
                            );
                        }
                    }
                }
            }
        }
        println!(
            "{name}: all tokens {:.2}, sentences {:.2} ({}); news tokens {:.2}, sentences {:.2} ({}); {put} with raw text",
            scores[0].f1(),
            scores[1].f1(),
            scores[1].gold,
            scores[2].f1(),
            scores[3].f1(),
            scores[3].gold
        );
    }
}

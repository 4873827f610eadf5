//! Scores tokens and sentences against CoNLL-U files: `score [--errors] FILE.conllu …`.
//!
//! Each document is written out again as raw text from its tokens (a blank line between paragraphs), split, and compared:
//! F1 over the spans of tokens and of sentences, once over all documents and once over those whose id names them news.
//! A multiword token counts as its parts, as the text crate cuts them.

use dateline_text::split;
use std::collections::BTreeSet;

#[derive(Default)]
struct Document {
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
                all.push(Document { news: id.starts_with("GUM_news") || id.starts_with("newsgroup"), ..Default::default() });
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

fn main() {
    let mut errors = false;
    for name in std::env::args().skip(1) {
        if name == "--errors" {
            errors = true;
            continue;
        }
        let conllu = match std::fs::read_to_string(&name) {
            Ok(conllu) => conllu,
            Err(error) => {
                eprintln!("{name}: {error}");
                std::process::exit(1);
            }
        };
        let mut scores: [Score; 4] = Default::default();
        for document in documents(&conllu) {
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
                            println!("{what} {sign} {}: {:?} + {after:?}", if document.news { "news" } else { "other" }, &document.text[from..to]);
                        }
                    }
                }
            }
        }
        println!(
            "{name}: all tokens {:.2}, sentences {:.2} ({}); news tokens {:.2}, sentences {:.2} ({})",
            scores[0].f1(),
            scores[1].f1(),
            scores[1].gold,
            scores[2].f1(),
            scores[3].f1(),
            scores[3].gold
        );
    }
}

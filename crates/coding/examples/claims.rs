//! Dev tool: JSON Lines reports in, claims out.
use dateline_lexicon::Lexicon;
use dateline_syntax::Reader;
use dateline_text::Report;
use std::io::Write;

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let show = std::env::args().nth(2).is_some();
    let lexicon = Lexicon::builtin();
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for line in std::fs::read_to_string(path).expect("read").lines() {
        let v: serde_json::Value = serde_json::from_str(line).expect("json");
        let mut r = Report::new(v["id"].as_str().unwrap_or_default(), v["text"].as_str().unwrap_or_default());
        r.published = v["date"].as_str().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
        let sentences = dateline_text::split(&r.text);
        let marks = lexicon.mark(&r.text, &sentences);
        let trees = Reader::builtin().read(&r.text, &sentences, &marks);
        let coded = dateline_coding::code(&r, &trees, lexicon, "dev");
        if show {
            for (i, t) in trees.iter().enumerate() {
                writeln!(out, "\n# {}", t.span.of(&r.text)).ok();
                for (j, w) in t.words.iter().enumerate() {
                    writeln!(out, "{j:3} {:16} {:14} {:6} {:3} {:12} {} {} {}", w.span.of(&r.text), w.lemma, w.upos.as_str(), w.head.map_or(-1, |h| h as i32), w.deprel.as_str(), w.feats, w.mark.map_or("", |m| m.class.as_str()), w.name.map_or(String::new(), |n| format!("{n:?}"))).ok();
                }
                for n in coded.notes.iter().filter(|n| n.tree == i) {
                    writeln!(out, "   {} [{}] {}", if n.coded { "+" } else { "-" }, t.words[n.word].span.of(&r.text), n.text).ok();
                }
            }
        } else {
            for c in coded.claims {
                writeln!(out, "{}", serde_json::to_string(&c).expect("json")).ok();
            }
        }
    }
}

//! Prints how the reader reads plain text from standard input, a word a line, without marks: number, form,
//! lemma, part of speech, head, relation, features, name.

use dateline_syntax::Reader;
use std::io::{self, BufWriter, Read, Write};

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for tree in Reader::builtin().read(&text, &dateline_text::split(&text), &[]) {
        for (i, word) in tree.words.iter().enumerate() {
            let head = word.head.map_or(0, |h| h + 1);
            let name = word.name.map_or(String::new(), |(kind, begins)| format!("{kind:?}{}", if begins { "" } else { "+" }));
            let form = word.span.of(&text);
            writeln!(out, "{}\t{form}\t{}\t{}\t{head}\t{}\t{}\t{name}", i + 1, word.lemma, word.upos, word.deprel, word.feats)?;
        }
        writeln!(out)?;
    }
    out.flush()
}

//! Reports as JSON Lines (`text`, maybe `corpus`) on standard input, their sentences as JSON Lines of tokens (`f`), with
//! the number of the report (`d`), on standard output: what the teacher of `training/` labels.

use std::io::{self, BufRead, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let Ok(report) = serde_json::from_str::<serde_json::Value>(&line?) else { continue };
        let text = report["text"].as_str().unwrap_or("");
        for sentence in dateline_text::split(text) {
            let tokens: Vec<&str> = sentence.tokens.iter().map(|t| t.span.of(text)).collect();
            writeln!(out, "{}", serde_json::json!({ "f": tokens, "c": report["corpus"], "d": number }))?;
        }
    }
    out.flush()
}

//! Scores the reader on treebanks in CoNLL-U, without marks, on gold tokens; and its speed on one core.
//!
//! `cargo run --release -p dateline-syntax --example evaluate -- [MODEL.bin [NAMES.bin]] FILE.conllu...`; where a model is given
//! without a file of names, its own older head finds them.

use dateline_syntax::{Reader, conllu, evaluate_conllu};
use std::time::Instant;

/// Seconds that this thread has had a processor; where the system does not tell, seconds since `start`.
fn spent(start: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64(), |n| n / 1e9)
}

fn main() {
    let opened = Instant::now();
    let models: Vec<String> = std::env::args().skip(1).take_while(|path| path.ends_with(".bin")).collect();
    let bytes = |path: &String| std::fs::read(path).ok();
    let mut other = models.first().and_then(|path| Reader::from_bytes(&bytes(path)?).ok());
    if let Some(names) = models.get(1).and_then(bytes) {
        other = other.and_then(|reader| reader.with_names(&names).ok());
    }
    let reader = other.as_ref().unwrap_or_else(|| Reader::builtin());
    println!("reader {} opened in {:.0} ms", reader.version(), opened.elapsed().as_secs_f64() * 1e3);
    for path in std::env::args().skip(1 + models.len()) {
        let Ok(conllu) = std::fs::read_to_string(&path) else {
            eprintln!("{path}: cannot be read");
            continue;
        };
        let s = evaluate_conllu(reader, &conllu, &|_, _| Vec::new());
        let (text, sentences) = conllu::as_text(&conllu::sentences(&conllu));
        let fastest = (0..5)
            .map(|_| {
                let began = spent(opened);
                reader.read(&text, &sentences, &[]);
                spent(opened) - began
            })
            .fold(f64::MAX, f64::min);
        let sum = |counts: [usize; 4]| counts.iter().sum::<usize>() as f64;
        let names = 200.0 * sum(s.names.right) / f64::max(sum(s.names.wanted) + sum(s.names.found), 1.0);
        println!(
            "{path}: {} tokens, UPOS {:.2}, UAS {:.2}, LAS {:.2}, lemma {:.2}, names F1 {names:.1}, {:.0} tokens/s",
            s.tokens,
            s.upos_percent(),
            s.uas(),
            s.las(),
            s.lemma_percent(),
            s.tokens as f64 / fastest
        );
    }
}

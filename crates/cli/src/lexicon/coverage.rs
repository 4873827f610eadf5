//! `dateline lexicon coverage`: what of the lexicon fires on a corpus, what never does, and what it may lack.

use super::{Chosen, engine_options};
use crate::Outcome;
use crate::options::LexiconCoverage;
use crate::progress::Progress;
use crate::read::take_batch;
use anyhow::Result;
use dateline_engine::Engine;
use dateline_engine::coverage::{Coverage, Open, Part};
use dateline_exchange::clean;
use dateline_lexicon::Pos;
use std::io::Write;

/// Columns that a list of words fills.
const WIDTH: usize = 100;

pub(super) fn run(options: &LexiconCoverage, lexicon: &Chosen) -> Result<Outcome> {
    let engine = Engine::new(engine_options(lexicon, options.threads));
    let intake_options = super::intake_options(lexicon, options.date, &[]);
    let mut intake = dateline_intake::open(&options.paths, intake_options);
    let mut progress = Progress::new(intake.total_bytes());
    let mut coverage = Coverage::default();
    loop {
        let batch = take_batch(&mut intake, &mut progress);
        if batch.is_empty() {
            break;
        }
        for (report, reading) in batch.iter().zip(engine.read_all(&batch)) {
            reading.problems.iter().for_each(|problem| progress.defect(problem));
            coverage.add(engine.lexicon(), report, &reading);
        }
        progress.at(intake.bytes_read(), coverage.reports, coverage.claims);
    }
    progress.clear();
    let mut out = std::io::stdout().lock();
    let page = if options.tsv { table(&coverage, &engine) } else { page(&coverage, &engine, options.top) };
    out.write_all(page.as_bytes())?;
    let errors = progress.finish();
    if coverage.reports == 0 {
        eprintln!("error[no-reports] there was no report in what was given");
    }
    Ok(if errors > 0 || coverage.reports == 0 { Outcome::Incomplete } else { Outcome::Done })
}

fn pos_name(pos: Pos) -> &'static str {
    match pos {
        Pos::Verb => "verb",
        Pos::Noun => "noun",
        Pos::Adj => "adj",
    }
}

/// Whether the word has rows that did not fit.
fn rows(refused: usize) -> &'static str {
    if refused > 0 { ", its rows ask for other company" } else { "" }
}

/// For people: the most frequent of each part, what never fired, what is open.
fn page(coverage: &Coverage, engine: &Engine, top: usize) -> String {
    let mut out = format!("{} reports, {} claims\n", coverage.reports, coverage.claims);
    for part in Part::ALL {
        let fired = coverage.fired(part, engine.lexicon());
        let never = coverage.never(part, engine.lexicon());
        out += &format!("\n{}: {} of {} fired\n", part.as_str(), fired.len(), fired.len() + never.len());
        out += &list(fired.iter().take(top).map(|(key, count)| format!("{key} {count}")), fired.len().saturating_sub(top));
        // Most of the actors of the world are in no corpus.
        if part != Part::Actors && !never.is_empty() {
            out += "  never:\n";
            let shown = if part == Part::Events { 5 * top } else { top };
            out += &list(never.iter().take(shown).cloned(), never.len().saturating_sub(shown));
        }
    }
    let open = coverage.open();
    out += &format!("\nwithout a row that fits, between actors of which one is named: {} words\n", open.len());
    for (pos, lemma, Open { count, refused, example, report }) in open.iter().take(top) {
        out += &format!(
            "  {count:>5}  {lemma} ({}{})  “{}” — {}\n",
            pos_name(*pos),
            rows(*refused),
            clean(&short(example)),
            clean(report)
        );
    }
    let strangers = coverage.strangers();
    out += &format!("\nnames that nothing knows, as actors or recipients: {}\n", strangers.len());
    out += &list(
        strangers.iter().take(top).map(|(name, open)| format!("{} {}", clean(name), open.count)),
        strangers.len().saturating_sub(top),
    );
    out
}

/// Words in lines of the page's width.
fn list(words: impl Iterator<Item = String>, more: usize) -> String {
    let mut out = String::new();
    let mut line = String::new();
    for word in words.chain((more > 0).then(|| format!("… and {more} more"))) {
        if !line.is_empty() && line.chars().count() + word.chars().count() + 4 > WIDTH {
            out += &format!("    {line}\n");
            line.clear();
        }
        if !line.is_empty() {
            line += " · ";
        }
        line += &word;
    }
    if line.is_empty() { out } else { out + &format!("    {line}\n") }
}

fn short(sentence: &str) -> String {
    if sentence.chars().count() <= 200 { sentence.to_owned() } else { sentence.chars().take(199).collect::<String>() + "…" }
}

/// Everything, for other programs: part, key, count, and for open words an example.
fn table(coverage: &Coverage, engine: &Engine) -> String {
    let mut out = "part\tkey\tcount\treport\texample\n".to_owned();
    for part in Part::ALL {
        let never = coverage.never(part, engine.lexicon()).into_iter().map(|key| (key, 0));
        for (key, count) in coverage.fired(part, engine.lexicon()).into_iter().chain(never) {
            out += &format!("{}\t{key}\t{count}\t\t\n", part.as_str());
        }
    }
    let cell = |text: &str| clean(text).replace('\t', " ");
    for (pos, lemma, open) in coverage.open() {
        out += &format!("open {}\t{lemma}\t{}\t{}\t{}\n", pos_name(pos), open.count, cell(&open.report), cell(&open.example));
    }
    for (name, open) in coverage.strangers() {
        out += &format!("unknown name\t{}\t{}\t{}\t{}\n", cell(name), open.count, cell(&open.report), cell(&open.example));
    }
    out
}

//! `dateline eval`: how good it is, measured.

use crate::Outcome;
use crate::options::{EvalClaims, EvalFile, EvalIncidents, EvalOptions, Suite};
use anyhow::{Context, Result};
use dateline_engine::{Engine, Options};
use dateline_eval::Page;
use std::io::Write;
use std::path::Path;

pub(crate) fn run(options: &EvalOptions) -> Result<Outcome> {
    let engine = Engine::new(Options::default());
    let mut out = std::io::stdout().lock();
    match &options.suite {
        Suite::Claims(options) => claims(&engine, options, &mut out)?,
        Suite::Reader(options) => page(options, dateline_eval::reader(&engine, &text(&options.file)?), &mut out)?,
        Suite::Time(options) => page(options, dateline_eval::time(&engine, &text(&options.file)?), &mut out)?,
        Suite::Places(options) => page(options, dateline_eval::places(&engine, &text(&options.file)?), &mut out)?,
        Suite::Incidents(options) => incidents(&engine, options, &mut out)?,
    }
    Ok(Outcome::Done)
}

fn page(options: &EvalFile, page: Page, out: &mut impl Write) -> Result<()> {
    out.write_all(page.text.as_bytes())?;
    page.errors.iter().take(options.errors).for_each(|row| eprintln!("{row}"));
    Ok(())
}

fn incidents(engine: &Engine, options: &EvalIncidents, out: &mut impl Write) -> Result<()> {
    let claims = options.predictions.as_deref().map(text).transpose()?;
    let page = dateline_eval::incidents(engine, &options.file, claims.as_deref())?;
    out.write_all(page.text.as_bytes())?;
    page.errors.iter().take(options.errors).for_each(|row| eprintln!("{row}"));
    Ok(())
}

fn text(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn claims(engine: &Engine, options: &EvalClaims, out: &mut impl Write) -> Result<()> {
    let gold = dateline_eval::claims::Gold::load(&options.gold)?;
    let predictions = match &options.predictions {
        Some(file) => dateline_eval::claims::Predictions::from_lines(&text(file)?)?,
        None => dateline_eval::claims::Predictions::of(&engine.read_all(gold.reports())),
    };
    let scores = gold.score(&predictions);
    let baseline = gold.score(&gold.baseline());
    if options.json {
        let mut row = scores.to_json();
        row["baseline"] = baseline.to_json();
        writeln!(out, "{row}")?;
    } else {
        writeln!(out, "{scores}\nbaseline: every sentence an attack\n{baseline}")?;
    }
    for row in scores.errors().iter().take(options.errors) {
        eprintln!("{row}");
    }
    Ok(())
}

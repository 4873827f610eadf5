//! `dateline eval`: how good it is, measured.

use crate::Outcome;
use crate::options::{EvalClaims, EvalOptions, Suite};
use anyhow::{Context, Result};
use dateline_engine::{Engine, Options};
use std::io::Write;
use std::path::Path;

pub(crate) fn run(options: &EvalOptions) -> Result<Outcome> {
    let mut out = std::io::stdout().lock();
    match &options.suite {
        Suite::Claims(options) => claims(options, &mut out)?,
        Suite::Reader { file } => out.write_all(dateline_eval::reader(&text(file)?).as_bytes())?,
        Suite::Time { file } => out.write_all(dateline_eval::time(&text(file)?).as_bytes())?,
        Suite::Places { file } => out.write_all(dateline_eval::places(&text(file)?).as_bytes())?,
    }
    Ok(Outcome::Done)
}

fn text(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn claims(options: &EvalClaims, out: &mut impl Write) -> Result<()> {
    let gold = dateline_eval::claims::Gold::load(&options.gold)?;
    let predictions = match &options.predictions {
        Some(file) => dateline_eval::claims::Predictions::from_lines(&text(file)?)?,
        None => dateline_eval::claims::Predictions::of(&Engine::new(Options::default()).read_all(gold.reports())),
    };
    let scores = gold.score(&predictions);
    let baseline = gold.score(&gold.baseline());
    if options.json {
        writeln!(out, "{}", serde_json::json!({ "scores": scores.to_json(), "baseline": baseline.to_json() }))?;
    } else {
        writeln!(out, "{scores}\nbaseline: every sentence an attack\n{baseline}")?;
    }
    for row in scores.errors().iter().take(options.errors) {
        eprintln!("{row}");
    }
    Ok(())
}

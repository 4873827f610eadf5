//! `dateline eval`: how good it is, measured.

use crate::Outcome;
use crate::lexicon::{Chosen, engine_options};
use crate::options::{EvalClaims, EvalFile, EvalIncidents, EvalOptions, Suite};
use anyhow::{Context, Result};
use dateline_engine::Engine;
use dateline_eval::Layout;
use dateline_eval::claims::{Gold, Predictions};
use std::io::Write;
use std::path::Path;

pub(crate) fn run(options: &EvalOptions, lexicon: &Chosen) -> Result<Outcome> {
    let engine = Engine::new(engine_options(lexicon, 0));
    let mut out = std::io::stdout().lock();
    let (layout, options) = match &options.suite {
        Suite::Claims(options) => return claims(&engine, options, &mut out),
        Suite::Incidents(options) => return incidents(&engine, options, &mut out),
        Suite::Reader(options) => {
            let suite = dateline_eval::reader(&engine, &name(options), &text(&options.file)?)?;
            return print(&suite, options, &mut out);
        }
        Suite::Time(options) => (Layout::Time, options),
        Suite::Places(options) => (Layout::Places, options),
        Suite::Gsr(options) => (Layout::Gsr, options),
        Suite::Acled(options) => (Layout::Acled, options),
        Suite::Toll(options) => (Layout::Toll, options),
        Suite::Muc4(options) => (Layout::Muc4, options),
        Suite::Factuality(options) => (Layout::Factuality, options),
        Suite::Attribution(options) => (Layout::Attribution, options),
        Suite::Entities(options) => (Layout::Entities, options),
    };
    let suite = dateline_eval::run(layout, &engine, &name(options), &text(&options.file)?)?;
    print(&suite, options, &mut out)
}

fn name(options: &EvalFile) -> String {
    options.file.display().to_string()
}

fn print(suite: &dateline_eval::Suite, options: &EvalFile, out: &mut impl Write) -> Result<Outcome> {
    if options.json {
        writeln!(out, "{}", suite.to_json())?;
    } else {
        out.write_all(suite.page().as_bytes())?;
    }
    show_errors(suite, options.errors);
    Ok(Outcome::Done)
}

/// Errors go to standard error, so that the figures can be piped on.
fn show_errors(suite: &dateline_eval::Suite, limit: usize) {
    suite.errors(limit).iter().for_each(|row| eprintln!("{row}"));
}

fn incidents(engine: &Engine, options: &EvalIncidents, out: &mut impl Write) -> Result<Outcome> {
    let claims = options.predictions.as_deref().map(text).transpose()?;
    let page = dateline_eval::incidents(engine, &options.file, claims.as_deref())?;
    out.write_all(page.text.as_bytes())?;
    page.errors.iter().take(options.errors).for_each(|row| eprintln!("{row}"));
    Ok(Outcome::Done)
}

fn text(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn claims(engine: &Engine, options: &EvalClaims, out: &mut impl Write) -> Result<Outcome> {
    let gold = Gold::load(&options.gold)?;
    let predictions = match &options.predictions {
        Some(file) => Predictions::from_lines(&text(file)?)?,
        None => Predictions::of(&engine.read_all(gold.reports())),
    };
    let suite = gold.suite(&predictions);
    if options.json {
        // The plain scores stand at the top, as in the first version of this output.
        let mut row = suite.to_json();
        if let (Some(row), serde_json::Value::Object(scores)) = (row.as_object_mut(), gold.score(&predictions).to_json()) {
            row.extend(scores);
            row.insert("baseline".to_owned(), gold.score(&gold.baseline()).to_json());
        }
        writeln!(out, "{row}")?;
    } else {
        out.write_all(suite.page().as_bytes())?;
    }
    show_errors(&suite, options.errors);
    Ok(Outcome::Done)
}

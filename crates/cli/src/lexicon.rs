//! `dateline lexicon`: check, extend, test and measure the lexicon, ours or with a folder of one's own laid over it.

mod coverage;
mod new;

use crate::Outcome;
use crate::options::{LexiconOptions, LexiconVerb};
use anyhow::Result;
use dateline_engine::coding::trial::trials;
use dateline_engine::{Engine, Folder, Lexicon, Options};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The lexicon of `--lexicon`; `None` where the flag is not given.
pub(crate) type Chosen = Option<Arc<Lexicon>>;

/// Lays the folders over the built-in lexicon; `None` where they have errors, which are told: nothing is read with them.
pub(crate) fn open(folders: &[PathBuf]) -> Option<Chosen> {
    if folders.is_empty() {
        return Some(None);
    }
    let lexicon = layered(folders);
    let errors = lexicon.problems().iter().filter(|p| p.is_error());
    let count = errors.inspect(|problem| eprintln!("{problem}")).count();
    if count > 0 {
        eprintln!("error: the lexicon has {count} error{}: nothing is read with it before they are mended", plural(count));
        return None;
    }
    Some(Some(Arc::new(lexicon)))
}

/// Options of an engine that reads with this lexicon.
pub(crate) fn engine_options(lexicon: &Chosen, threads: usize) -> Options {
    let mut options = Options::default();
    options.threads = threads;
    options.lexicon = lexicon.clone();
    options
}

/// How reports are taken in: hosts are those of this lexicon's outlets.
pub(crate) fn intake_options(
    lexicon: &Chosen,
    date: Option<jiff::civil::Date>,
    columns: &[(dateline_intake::Field, String)],
) -> dateline_intake::Options {
    let chosen = lexicon.clone();
    let outlet = move |host: &str| {
        let actors = &chosen.as_deref().unwrap_or_else(|| Lexicon::builtin()).actors;
        actors.outlet_by_host(host).map(|id| actors.get(id).name.clone())
    };
    let outlets = dateline_intake::Outlets::new(outlet);
    dateline_intake::Options { date, columns: columns.to_vec(), outlets, ..Default::default() }
}

/// Program, lexicon and model.
pub(crate) fn versions(lexicon: &Chosen) -> String {
    Engine::new(engine_options(lexicon, 1)).coder().to_owned()
}

fn layered(folders: &[PathBuf]) -> Lexicon {
    Lexicon::layered(folders.iter().map(|f| Folder::open(f)).collect())
}

/// Runs one of the verbs; `folders` are those of `--lexicon`.
pub(crate) fn run(options: &LexiconOptions, folders: &[PathBuf]) -> Result<Outcome> {
    let with = |more: &Option<PathBuf>| folders.iter().cloned().chain(more.clone()).collect::<Vec<_>>();
    match &options.verb {
        LexiconVerb::Check(folder) => check(&with(&folder.folder)),
        LexiconVerb::Test(folder) => test(&with(&folder.folder)),
        LexiconVerb::New(options) => new::run(options, folders.last().map(PathBuf::as_path)),
        LexiconVerb::Coverage(options) => match open(folders) {
            Some(lexicon) => coverage::run(options, &lexicon),
            None => Ok(Outcome::Refused),
        },
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// The layer from which on rows are of interest: those of folders where there are any.
fn layer(folders: &[PathBuf]) -> usize {
    usize::from(!folders.is_empty())
}

fn check(folders: &[PathBuf]) -> Result<Outcome> {
    let lexicon = layered(folders);
    let warnings = lexicon.warnings(layer(folders));
    let mut out = std::io::stdout().lock();
    let (mut errors, mut doubts) = (0, 0);
    for problem in lexicon.problems().iter().chain(&warnings) {
        writeln!(out, "{problem}")?;
        *(if problem.is_error() { &mut errors } else { &mut doubts }) += 1;
    }
    for (what, tally) in lexicon.tallies(layer(folders)) {
        let unverified = if tally.unverified > 0 { format!(", {} of them unverified", tally.unverified) } else { String::new() };
        writeln!(out, "{}: {} row{}{unverified}", what.replace('_', " "), tally.rows, plural(tally.rows))?;
    }
    writeln!(out, "lexicon {}: {errors} error{}, {doubts} warning{}", lexicon.version(), plural(errors), plural(doubts))?;
    Ok(if errors > 0 { Outcome::Incomplete } else { Outcome::Done })
}

fn test(folders: &[PathBuf]) -> Result<Outcome> {
    let Some(chosen) = open(folders) else { return Ok(Outcome::Refused) };
    let lexicon = chosen.as_deref().unwrap_or_else(|| Lexicon::builtin());
    let mut out = std::io::stdout().lock();
    let (mut right, mut all) = (0, 0);
    for row in lexicon.predicates.all().iter().filter(|row| row.layer >= layer(folders)) {
        for trial in trials(lexicon, row) {
            all += 1;
            right += usize::from(trial.passed);
            if !trial.passed {
                let wanted = if trial.fires { "must fire" } else { "must stay silent" };
                let told = trial.told.iter().map(|(kind, rule)| format!("{kind} ({rule})")).collect::<Vec<_>>();
                let told = if told.is_empty() { "no event".to_owned() } else { told.join("; ") };
                writeln!(out, "{}: row {} {wanted} on “{}”, which gives {told}", row.file_line, row.id, trial.sentence)?;
            }
        }
    }
    writeln!(out, "{right} of {all} sentences are as their rows say")?;
    Ok(if right < all { Outcome::Incomplete } else { Outcome::Done })
}

/// A path for people.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

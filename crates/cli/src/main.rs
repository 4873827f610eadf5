//! The program `dateline`: flags, progress, exit codes. Everything else is handed down to the other crates.
//!
//! Exit codes: 0 all went well · 1 something is not there or could not be read, the rest was · 2 the command line was wrong ·
//! 3 the output could not be written.

mod asking;
mod audit;
mod checking;
#[cfg(feature = "parquet")]
mod columns;
mod deciding;
mod diff;
mod drawing;
mod eval;
mod explain;
mod export;
mod fault;
mod import;
mod known;
mod lexicon;
mod manual;
mod options;
mod page;
mod progress;
mod read;
mod record;
mod record_options;
mod record_views;
mod record_writing;
mod release;
mod serve;
mod watch;

use anyhow::Result;
use clap::{CommandFactory, Parser};
use options::{Cli, Verb};
use std::process::ExitCode;

/// How a command ended; the number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All went well.
    Done = 0,
    /// Something is not there or could not be read; the rest was.
    Incomplete = 1,
    /// What the command line names cannot be used.
    Refused = 2,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.verb {
        // A lexicon with faults is what these are for.
        Some(Verb::Lexicon(options)) => lexicon::run(options, &cli.lexicon),
        Some(Verb::Completions(options)) => manual::completions(options),
        Some(Verb::Man(options)) => manual::pages(options),
        _ => match record::lexicons(&cli).and_then(|folders| lexicon::open(&folders)) {
            Some(lexicon) => run(&cli, &lexicon),
            None => Ok(Outcome::Refused),
        },
    };
    match result {
        Ok(outcome) => ExitCode::from(outcome as u8),
        // Whoever reads the output has had enough, as in `dateline read … | head`.
        Err(error) if broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", dateline_exchange::clean(&format!("{error:#}")));
            ExitCode::from(fault::code(&error))
        }
    }
}

fn run(cli: &Cli, lexicon: &lexicon::Chosen) -> Result<Outcome> {
    match &cli.verb {
        _ if cli.version => {
            println!("{}", lexicon::versions(lexicon));
            Ok(Outcome::Done)
        }
        Some(Verb::Read(options)) => read::run(options, lexicon),
        Some(Verb::Explain(options)) => explain::run(options, lexicon),
        Some(Verb::Eval(options)) => eval::run(options, lexicon),
        Some(Verb::Lexicon(options)) => lexicon::run(options, &cli.lexicon),
        Some(Verb::Watch(options)) => watch::run(&record::Files::of(cli).db, options, lexicon),
        Some(Verb::Serve(options)) => serve::run(cli, options, lexicon),
        Some(verb) => record::run(&record::Files::of(cli), verb, lexicon),
        None => {
            let message = "what is to be done? See dateline --help";
            Cli::command().error(clap::error::ErrorKind::MissingSubcommand, message).exit()
        }
    }
}

fn broken_pipe(error: &anyhow::Error) -> bool {
    let kind = |e: &std::io::Error| e.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(kind))
}

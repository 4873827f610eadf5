//! `dateline completions` and `dateline man`: what shells and `man` read, made from the command line itself, so that it cannot
//! fall behind.

use crate::Outcome;
use crate::options::Cli;
use anyhow::{Context, Result};
use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct CompletionOptions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManOptions {
    /// Folder for the pages; it is made where there is none
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Prints what `shell` reads to complete words of the command line.
pub(crate) fn completions(options: &CompletionOptions) -> Result<Outcome> {
    // Into memory first: clap panics where the output cannot be written.
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Cli::command(), "dateline", &mut script);
    let mut out = std::io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// Writes `dateline.1`, and a page for each verb: `dateline-record-add.1`.
pub(crate) fn pages(options: &ManOptions) -> Result<Outcome> {
    std::fs::create_dir_all(&options.folder).with_context(|| format!("cannot make {}", options.folder.display()))?;
    let mut command = Cli::command().version(env!("CARGO_PKG_VERSION")).disable_help_subcommand(true);
    command.build();
    page(&command, "dateline", &options.folder)?;
    Ok(Outcome::Done)
}

fn page(command: &Command, name: &str, folder: &Path) -> Result<()> {
    let path = folder.join(format!("{name}.1"));
    let mut roff = Vec::new();
    // A date on the page would make two builds differ.
    clap_mangen::Man::new(command.clone().display_name(name)).date("").render(&mut roff)?;
    std::fs::write(&path, roff).with_context(|| format!("cannot write {}", path.display()))?;
    for verb in command.get_subcommands().filter(|c| !c.is_hide_set()) {
        page(verb, &format!("{name}-{}", verb.get_name()), folder)?;
    }
    Ok(())
}

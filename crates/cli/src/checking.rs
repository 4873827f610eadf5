//! Whether a record is sound, and whether what people decided still finds its claims.

use crate::Outcome;
use crate::record::Files;
use crate::record_views as views;
use anyhow::Result;
use dateline_exchange::clean;
use dateline_store::Store;
use std::io::Write;

/// Whether the file is sound, and which decisions find their claims no more.
pub(crate) fn check(files: &Files) -> Result<Outcome> {
    let store = files.open()?;
    let problems = store.check()?;
    problems.iter().for_each(|p| eprintln!("error[damaged] {p}"));
    if !problems.is_empty() {
        return Ok(Outcome::Incomplete);
    }
    for lost in store.lost()? {
        eprintln!("warning[decision] {}", clean(&views::lost(&lost)));
    }
    writeln!(std::io::stdout().lock(), "{}: sound", files.db.display())?;
    Ok(Outcome::Done)
}

/// Tells how many decisions find a claim of theirs no more: they are kept, and change nothing as long as the words are gone.
pub(crate) fn tell_lost(store: &Store) -> Result<()> {
    let told = match store.lost()?.len() {
        0 => return Ok(()),
        1 => "1 decision finds its words".to_owned(),
        n => format!("{n} decisions find their words"),
    };
    eprintln!("warning[decision] {told} no more: see `dateline record check`");
    Ok(())
}

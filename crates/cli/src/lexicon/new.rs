//! `dateline lexicon new`: a well-formed row to fill in.

use super::shown;
use crate::Outcome;
use crate::options::LexiconNew;
use anyhow::{Context, Result};
use dateline_lexicon::template;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

/// Prints the row, or appends it to the file of its kind in `folder`.
pub(super) fn run(options: &LexiconNew, folder: Option<&Path>) -> Result<Outcome> {
    let template = template(&options.kind, &options.name).with_context(|| format!("no template for {}", options.kind))?;
    let mut out = std::io::stdout().lock();
    let Some(folder) = folder else {
        writeln!(out, "# {}", template.file)?;
        write!(out, "{}{}", template.head, template.row)?;
        return Ok(Outcome::Done);
    };
    let path = folder.join(&template.file);
    let parent = path.parent().unwrap_or(folder);
    std::fs::create_dir_all(parent).with_context(|| format!("cannot make {}", shown(parent)))?;
    let before = std::fs::read(&path).unwrap_or_default();
    let mut text = if before.is_empty() { template.head.clone() } else { String::new() };
    if before.last().is_some_and(|&b| b != b'\n') {
        text.push('\n');
    }
    let line = before.iter().chain(text.as_bytes()).filter(|&&b| b == b'\n').count() + 1;
    text += &template.row;
    let mut file =
        OpenOptions::new().create(true).append(true).open(&path).with_context(|| format!("cannot write {}", shown(&path)))?;
    file.write_all(text.as_bytes()).with_context(|| format!("cannot write {}", shown(&path)))?;
    writeln!(out, "{}:{line}: fill in the row, then run `dateline lexicon check {}`", shown(&path), shown(folder))?;
    Ok(Outcome::Done)
}

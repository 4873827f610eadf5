//! Which files a list of paths stands for, in an order that does not depend on the machine.

use crate::{Cause, Problem};
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    File { path: PathBuf, size: u64 },
    Stdin,
    Trouble(Problem),
}

const ENDINGS: [&str; 5] = ["txt", "text", "md", "jsonl", "ndjson"];

/// Files are taken as named; folders are walked to the bottom in the order of their names, hidden entries and linked
/// folders left out, and files that do not look like reports, pipes and devices named in a warning.
pub(crate) fn walk(paths: &[PathBuf]) -> Vec<Source> {
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Source::Stdin);
        } else {
            match std::fs::metadata(path) {
                Ok(meta) if meta.is_dir() => folder(path, &mut found),
                Ok(meta) => found.push(Source::File { path: path.clone(), size: meta.len() }),
                Err(error) => found.push(trouble(path, &error)),
            }
        }
    }
    found
}

fn trouble(path: &Path, error: &std::io::Error) -> Source {
    Source::Trouble(Problem::new(&path.to_string_lossy(), None, Cause::Unreadable(plain(error))))
}

/// The words of an operating system error without its number, which differs between systems.
pub(crate) fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_lowercase(),
        None => text,
    }
}

fn folder(path: &Path, found: &mut Vec<Source>) {
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return found.push(trouble(path, &error)),
    };
    let mut inside = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => inside.push(entry.path()),
            Err(error) => found.push(trouble(path, &error)),
        }
    }
    inside.sort();
    for path in inside {
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        let linked = std::fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink());
        match std::fs::metadata(&path) {
            Ok(meta) if meta.is_dir() && linked => {}
            Ok(meta) if meta.is_dir() => folder(&path, found),
            // A pipe would be waited for, and a device may never end. One that is named itself is read: the user knows it.
            Ok(meta) if !meta.is_file() => {
                found.push(Source::Trouble(Problem::new(&path.to_string_lossy(), None, Cause::NoFile)));
            }
            Ok(_) if !looks_like_a_report(&path) => {
                found.push(Source::Trouble(Problem::new(&path.to_string_lossy(), None, Cause::Skipped)));
            }
            Ok(meta) => found.push(Source::File { path, size: meta.len() }),
            Err(error) => found.push(trouble(&path, &error)),
        }
    }
}

fn looks_like_a_report(path: &Path) -> bool {
    match path.extension() {
        None => true,
        Some(ending) => ENDINGS.contains(&ending.to_string_lossy().to_ascii_lowercase().as_str()),
    }
}

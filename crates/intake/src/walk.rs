//! Which files a list of paths stands for, in an order that does not depend on the machine.

use crate::{Cause, Problem};
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    File { path: PathBuf, size: u64 },
    Stdin,
    Trouble(Problem),
}

/// Endings of files that hold reports, or that pack files that do.
const ENDINGS: [&str; 27] = [
    "txt", "text", "md", "jsonl", "ndjson", "json", "html", "htm", "xhtml", "xml", "rss", "atom", "rtf", "docx", "pdf", "csv",
    "tsv", "warc", "wet", "gz", "gzip", "zip", "zst", "zstd", "ninjs", "log", "feed",
];

/// Files are taken as named; folders are walked to the bottom in the order of their names, hidden entries and linked
/// folders left out, and files that do not look like reports, pipes and devices named in a warning. `take` says whether to go on.
pub(crate) fn walk(paths: &[PathBuf], take: &mut dyn FnMut(Found) -> bool) {
    for path in paths {
        let wanted = if path.as_os_str() == "-" {
            take(Found::Stdin)
        } else {
            match std::fs::metadata(path) {
                Ok(meta) if meta.is_dir() => folder(path, take),
                Ok(meta) => take(Found::File { path: path.clone(), size: meta.len() }),
                Err(error) => take(trouble(path, &error)),
            }
        };
        if !wanted {
            return;
        }
    }
}

fn trouble(path: &Path, error: &std::io::Error) -> Found {
    Found::Trouble(Problem::new(&path.to_string_lossy(), None, Cause::Unreadable(plain(error))))
}

/// The words of an operating system error without its number, which differs between systems.
pub(crate) fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_lowercase(),
        None => text,
    }
}

fn folder(path: &Path, take: &mut dyn FnMut(Found) -> bool) -> bool {
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return take(trouble(path, &error)),
    };
    let mut inside = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => inside.push(entry.path()),
            Err(error) => {
                if !take(trouble(path, &error)) {
                    return false;
                }
            }
        }
    }
    inside.sort();
    for path in inside {
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        let linked = std::fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink());
        let wanted = match std::fs::metadata(&path) {
            // A linked folder may lead in a circle.
            Ok(meta) if meta.is_dir() && linked => true,
            Ok(meta) if meta.is_dir() => folder(&path, take),
            // A pipe would be waited for, and a device may never end. One that is named itself is read: the user knows it.
            Ok(meta) if !meta.is_file() => take(Found::Trouble(Problem::new(&path.to_string_lossy(), None, Cause::NoFile))),
            Ok(_) if !looks_like_a_report(&path) => {
                take(Found::Trouble(Problem::new(&path.to_string_lossy(), None, Cause::Skipped)))
            }
            Ok(meta) => take(Found::File { path, size: meta.len() }),
            Err(error) => take(trouble(&path, &error)),
        };
        if !wanted {
            return false;
        }
    }
    true
}

/// Whether a name in a folder or an archive is one that reports have: a known ending, or none.
pub(crate) fn looks_like_a_report(path: &Path) -> bool {
    match path.extension() {
        None => true,
        Some(ending) => ENDINGS.contains(&ending.to_string_lossy().to_ascii_lowercase().as_str()),
    }
}

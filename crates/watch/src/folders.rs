//! Folders: files that are new or have changed, and have come to rest.

use crate::state::{FileState, State};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file that was touched so recently may still be being written.
const REST: Duration = Duration::from_millis(1_500);

/// Files under `path` that are not as the state knows them, in the order of their names.
pub(crate) fn changed(path: &Path, state: &State) -> Vec<(PathBuf, FileState)> {
    let mut found = Vec::new();
    walk(path, &mut found);
    found.retain(|(path, file)| {
        let known = state.files.get(&*path.to_string_lossy());
        known.is_none_or(|known| (known.size, known.modified) != (file.size, file.modified)) && rested(file)
    });
    found
}

fn rested(file: &FileState) -> bool {
    let age = SystemTime::now().duration_since(UNIX_EPOCH + Duration::from_nanos(file.modified));
    // A time that lies ahead is a clock gone wrong, no writer at work.
    age.map_or(true, |age| age >= REST)
}

fn walk(path: &Path, found: &mut Vec<(PathBuf, FileState)>) {
    let Ok(meta) = std::fs::metadata(path) else { return };
    if !meta.is_dir() {
        let modified = meta.modified().ok().and_then(|m| m.duration_since(UNIX_EPOCH).ok()).map_or(0, |m| m.as_nanos() as u64);
        return found.push((path.to_owned(), FileState { size: meta.len(), modified }));
    }
    let Ok(entries) = std::fs::read_dir(path) else { return };
    let mut inside: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    inside.sort();
    for path in inside {
        let hidden = path.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            // Names that programs give to files they have not finished.
            name.starts_with('.')
                || name.ends_with('~')
                || [".part", ".tmp", ".crdownload", ".partial"].iter().any(|e| name.ends_with(e))
        });
        let linked = std::fs::symlink_metadata(&path).is_ok_and(|m| m.is_symlink());
        if !hidden && !(linked && path.is_dir()) {
            walk(&path, found);
        }
    }
}

//! What was read and told before, kept beside the record in one JSON file, written whole or not at all.

use crate::{Error, Validators};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What is remembered from one look to the next.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// Feeds by address.
    #[serde(default)]
    pub feeds: BTreeMap<String, FeedState>,
    /// Files by path.
    #[serde(default)]
    pub files: BTreeMap<String, FileState>,
    /// What was told, by name of the filter: ids of incidents and agreements, each with the word for how it stood.
    #[serde(default)]
    pub told: BTreeMap<String, BTreeMap<String, String>>,
}

/// A feed at the last look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedState {
    /// What the server gave to ask with next time.
    #[serde(flatten)]
    pub validators: Validators,
    /// Not before this second since 1970.
    #[serde(default)]
    pub next: u64,
    /// Looks in a row that failed.
    #[serde(default)]
    pub failures: u32,
    /// Entries whose pages were fetched: a hash of id and version, with the second of the look that last saw them.
    #[serde(default)]
    pub entries: BTreeMap<String, u64>,
}

/// A file at the last look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileState {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970, as the file system tells.
    pub modified: u64,
}

impl State {
    /// Reads what was kept at `path`; nothing where there is no file.
    pub fn open(path: &Path) -> Result<State, Error> {
        let wrong = |told: String| Error::State { file: path.display().to_string(), told };
        match std::fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|e| wrong(format!("{e}; delete it to look at everything anew"))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(State::default()),
            Err(error) => Err(wrong(error.to_string())),
        }
    }

    /// Keeps it at `path`: a program killed here leaves the old or the new, never half of one.
    pub fn save(&self, path: &Path) -> Result<(), Error> {
        let wrong = |told: String| Error::State { file: path.display().to_string(), told };
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let write = || -> std::io::Result<()> {
            let mut file = std::fs::File::create(&part)?;
            file.write_all(&serde_json::to_vec(self)?)?;
            file.sync_all()?;
            std::fs::rename(&part, path)
        };
        write().map_err(|e| wrong(e.to_string()))
    }
}

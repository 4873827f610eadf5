//! What can go wrong with the file.

/// Why the record could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file is no record of ours.
    #[error("{0} is no record of Dateline (another kind of SQLite file, or none)")]
    Foreign(String),
    /// A later version wrote it.
    #[error("{file} was written by a later version (schema {found}; this one knows {known}): update the program")]
    Newer {
        /// The file.
        file: String,
        /// Its schema.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// There is no such file.
    #[error("there is no record at {0}: make one with `dateline record add`")]
    Missing(String),
    /// What is stored is not what was written.
    #[error("the record holds a row that cannot be read ({0}): restore it from a copy, or build it anew from the reports")]
    Damaged(String),
    /// The project file has faults, a line each with its place.
    #[error("{}", .0.join("\n"))]
    Project(Vec<String>),
    /// SQLite says so.
    #[error("the record: {}", words(.0))]
    Sqlite(rusqlite::Error),
}

impl Error {
    /// Whether what failed is writing, or getting at the file to write; else the file is not there or cannot be read.
    pub fn is_of_writing(&self) -> bool {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly, SystemIoFailure};
        let code = match self {
            Error::Sqlite(error) => error.sqlite_error_code(),
            _ => None,
        };
        matches!(code, Some(CannotOpen | DatabaseBusy | DatabaseLocked | DiskFull | ReadOnly | SystemIoFailure))
    }
}

// The words of SQLite stand in ours: as a source they would be told twice.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        Error::Sqlite(error)
    }
}

/// What went wrong with the file and what to do about it; of other failures the words of SQLite.
fn words(error: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, ReadOnly};
    let known = match error.sqlite_error_code() {
        Some(DiskFull) => "the disk is full: what was added so far is kept; make room and run the same command again",
        Some(rusqlite::ErrorCode::SystemIoFailure) => {
            "the disk does not take or give what it should: what was added so far is kept; mend it and run the same command again"
        }
        Some(DatabaseBusy | DatabaseLocked) => {
            "it is locked: another program has been writing to it for long; try again when it is done"
        }
        Some(ReadOnly) => "it may not be written to: look at the rights of the file and its folder",
        Some(CannotOpen) => "the file cannot be opened: look whether its folder exists and may be written to",
        Some(DatabaseCorrupt) => "the file is damaged: restore it from a copy, or build it anew from the reports",
        Some(NotADatabase) => "the file is no SQLite file",
        _ => return error.to_string(),
    };
    known.to_owned()
}

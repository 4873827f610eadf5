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
    #[error("the record: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

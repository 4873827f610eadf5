//! What can be wrong with a table that comes in, or with writing one.

/// Why a table cannot be taken in or given out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A column that has to be there is not.
    #[error("there is no column \"{0}\"; there are: {1}")]
    NoColumn(String, String),
    /// A column of another kind than can be understood.
    #[error("the column \"{name}\" is of type {found}; it has to be {wanted}")]
    Type {
        /// The column.
        name: String,
        /// Its type.
        found: String,
        /// What it has to be.
        wanted: &'static str,
    },
    /// A row that cannot be read.
    #[error("row {row}: {why}")]
    Row {
        /// Number of the row, from 0.
        row: usize,
        /// What is wrong.
        why: String,
    },
    /// A table of a later version of the layout.
    #[error("the table is of {found}; this version knows {known}: update the program")]
    Newer {
        /// What its metadata say.
        found: String,
        /// Ours.
        known: String,
    },
    /// The table does not have the layout that it should.
    #[error("the table does not have the layout of {0}: {1}")]
    Layout(&'static str, String),
    /// A file cannot be read or written.
    #[error("{0}: {1}")]
    File(String, String),
}

impl Error {
    /// Short fixed name, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Error::NoColumn(..) => "no-column",
            Error::Type { .. } => "wrong-type",
            Error::Row { .. } => "bad-row",
            Error::Newer { .. } => "newer",
            Error::Layout(..) => "wrong-layout",
            Error::File(..) => "unreadable",
        }
    }
}

//! How good Dateline is, measured on annotated data: the suites behind `dateline eval`.
//!
//! Each suite prints, beside our scores, those of a baseline that reads nothing on the same data.

pub mod claims;
mod incidents;
mod suites;

pub use incidents::incidents;
pub use suites::{Page, places, reader, time};

/// Why a suite could not run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file cannot be read.
    #[error("{file}: {cause}")]
    File {
        /// The file.
        file: String,
        /// What the system says.
        cause: String,
    },
    /// A file is not laid out as the suite expects.
    #[error("{file}:{line}: {cause}")]
    Layout {
        /// The file.
        file: String,
        /// Line, counted from 1.
        line: usize,
        /// What is wrong.
        cause: String,
    },
}

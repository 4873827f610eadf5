//! Why nothing can be watched.

/// What is wrong with the settings or the state.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The list of what to watch cannot be read.
    #[error("{file}: {told}")]
    Settings {
        /// The file.
        file: String,
        /// What is wrong, with its line where one is to blame.
        told: String,
    },
    /// What was read before cannot be read or written.
    #[error("{file}: {told}")]
    State {
        /// The file.
        file: String,
        /// What is wrong.
        told: String,
    },
    /// Another program watches for the same record.
    #[error("{0} is in use: another `dateline watch` follows for this record")]
    Busy(String),
    /// A notice could not be posted.
    #[error("{address} did not take the notice: {told}")]
    Post {
        /// The address.
        address: String,
        /// What it answered.
        told: String,
    },
}

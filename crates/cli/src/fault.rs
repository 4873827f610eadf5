//! Why a command ended without doing what was asked, and the exit code that says so (README, *Exit codes*).

use std::fmt;

/// A fault with the exit code that it ends with; every other error is of output that could not be written.
#[derive(Debug)]
pub(crate) enum Fault {
    /// What is named is not there, or cannot be read: 1.
    Unread(String),
    /// What the command line asks for cannot be meant: 2.
    Refused(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Unread(text) | Fault::Refused(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Fault {}

/// What is named is not there, or cannot be read.
pub(crate) fn unread(text: impl Into<String>) -> anyhow::Error {
    Fault::Unread(text.into()).into()
}

/// What the command line asks for cannot be meant.
pub(crate) fn refused(text: impl Into<String>) -> anyhow::Error {
    Fault::Refused(text.into()).into()
}

/// The exit code of an error.
pub(crate) fn code(error: &anyhow::Error) -> u8 {
    for cause in error.chain() {
        match cause.downcast_ref::<Fault>() {
            Some(Fault::Unread(_)) => return 1,
            Some(Fault::Refused(_)) => return 2,
            None => {}
        }
        let of_record = cause.downcast_ref::<dateline_store::Error>().or_else(|| match cause.downcast_ref() {
            Some(dateline_exchange::ExportError::Store(error)) => Some(error),
            _ => None,
        });
        if let Some(error) = of_record {
            return if error.is_of_writing() { 3 } else { 1 };
        }
    }
    3
}

//! What the check of the lexicon's sources finds.

use std::fmt;

/// A defect of one row, with the place to go to and what to do there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File, relative to the `lexicon` folder: `actors/states.tsv`.
    pub file: String,
    /// Line, counted from 1; 0 where the whole file is meant.
    pub line: u32,
    /// What is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// A problem of one line.
    pub fn new(file: &str, line: u32, message: impl Into<String>) -> Self {
        Problem { file: file.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lexicon/{}:{}: {}", self.file, self.line, self.message)
    }
}

//! What the check of the lexicon's sources finds.

use std::fmt;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The row cannot be used as it stands: a lexicon with errors is not read with.
    Error,
    /// The row works, and somebody should look at it.
    Warning,
}

/// A defect of one row, with the place to go to and what to do there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File as the user would open it: `lexicon/actors/states.tsv` for the program's own, the folder's path and
    /// the file for those of a user's folder.
    pub file: String,
    /// Line, counted from 1; 0 where the whole file is meant.
    pub line: u32,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// An error of one line.
    pub fn new(file: &str, line: u32, message: impl Into<String>) -> Self {
        Problem { file: file.to_owned(), line, severity: Severity::Error, message: message.into() }
    }

    /// A warning about one line.
    pub fn warning(file: &str, line: u32, message: impl Into<String>) -> Self {
        Problem { severity: Severity::Warning, ..Problem::new(file, line, message) }
    }

    /// Whether the lexicon cannot be used before it is mended.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_error() { "error" } else { "warning" };
        match self.line {
            0 => write!(f, "{}: {kind}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {kind}: {}", self.file, self.message),
        }
    }
}

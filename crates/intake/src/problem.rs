//! What can be wrong with what comes in, told for people.

use std::fmt;

/// Whether something was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The report was read; something about it deserves a look.
    Warning,
    /// A file, a line or a report was not read.
    Error,
}

/// A problem with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// File as the user named it, or `-` for standard input.
    pub file: String,
    /// Line, counted from 1, where one is to blame.
    pub line: Option<u64>,
    /// What is wrong.
    pub cause: Cause,
}

impl Problem {
    pub(crate) fn new(file: &str, line: Option<u64>, cause: Cause) -> Self {
        Problem { file: file.to_owned(), line, cause }
    }

    /// Whether something was lost.
    pub fn severity(&self) -> Severity {
        self.cause.severity()
    }
}

impl fmt::Display for Problem {
    /// `warning[no-date] notes.txt:3: what is wrong (what to do)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity() {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{severity}[{}] {}", self.cause.code(), self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.cause)?;
        match self.cause.advice() {
            "" => Ok(()),
            advice => write!(f, " ({advice})"),
        }
    }
}

impl std::error::Error for Problem {}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// The file or folder cannot be opened or read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// The bytes are no text.
    #[error("this is no text file{0}")]
    Binary(&'static str),
    /// There is no text in it.
    #[error("there is no text in it")]
    Empty,
    /// The text is longer than any report.
    #[error("the text has {size} bytes; a report may have {limit}")]
    TooLong {
        /// Bytes found, at least.
        size: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// A line of JSON Lines that is no JSON object.
    #[error("this line is not a JSON object: {0}")]
    BrokenJson(String),
    /// A JSON object without a usable `text`.
    #[error("the key \"text\" is missing or is not a string")]
    NoText,
    /// A date that cannot be understood.
    #[error("the date \"{0}\" cannot be understood; the report is read as undated")]
    BadDate(String),
    /// A report without a date.
    #[error("no date is told: words such as \"on Monday\" stay unresolved")]
    NoDate,
    /// Bytes that are no UTF-8.
    #[error("this is not UTF-8; it was read as Windows-1252")]
    NotUtf8,
    /// A language other than English.
    #[error("the language is given as \"{0}\"; only English is understood")]
    Language(String),
    /// Two reports of one name.
    #[error("the report id \"{0}\" was used before")]
    SameId(String),
    /// A file in a folder whose name does not look like a report.
    #[error("not read: its name does not end in .txt, .text, .md, .jsonl or .ndjson")]
    Skipped,
    /// A pipe, a socket or a device in a folder.
    #[error("not read: it is a pipe or a device, not a file")]
    NoFile,
}

impl Cause {
    /// Short fixed name, for scripts that filter messages.
    pub fn code(&self) -> &'static str {
        match self {
            Cause::Unreadable(_) => "unreadable",
            Cause::Binary(_) => "binary",
            Cause::Empty => "empty",
            Cause::TooLong { .. } => "too-long",
            Cause::BrokenJson(_) => "broken-json",
            Cause::NoText => "no-text",
            Cause::BadDate(_) => "bad-date",
            Cause::NoDate => "no-date",
            Cause::NotUtf8 => "not-utf8",
            Cause::Language(_) => "language",
            Cause::SameId(_) => "same-id",
            Cause::Skipped => "skipped",
            Cause::NoFile => "no-file",
        }
    }

    /// Whether something was lost.
    pub fn severity(&self) -> Severity {
        match self {
            Cause::Unreadable(_)
            | Cause::Binary(_)
            | Cause::Empty
            | Cause::TooLong { .. }
            | Cause::BrokenJson(_)
            | Cause::NoText => Severity::Error,
            Cause::BadDate(_)
            | Cause::NoDate
            | Cause::NotUtf8
            | Cause::Language(_)
            | Cause::SameId(_)
            | Cause::Skipped
            | Cause::NoFile => Severity::Warning,
        }
    }

    /// What the user can do, or nothing.
    pub fn advice(&self) -> &'static str {
        match self {
            Cause::Unreadable(_) | Cause::Empty | Cause::NoText | Cause::SameId(_) => "",
            Cause::Binary(_) => "save it as plain text first",
            Cause::TooLong { .. } => "split it into one file per report",
            Cause::BrokenJson(_) => "each line is one object with at least \"text\"",
            Cause::BadDate(_) => "write it as 2022-11-08",
            Cause::NoDate => "give it with --date, a line \"Date: 2022-11-08\" or the key \"date\"",
            Cause::NotUtf8 => "convert it if letters look wrong",
            Cause::Language(_) => "expect little",
            Cause::Skipped | Cause::NoFile => "name the file itself to have it read",
        }
    }
}

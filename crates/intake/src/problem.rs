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
    /// A file, or a page of an archive, that is read whole and is longer than one of its kind may be.
    #[error("it has more than the {limit} bytes that a file of its kind may have")]
    LongFile {
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
    /// Bytes that are no UTF-8, and what they were read as.
    #[error("this is not UTF-8; it was read as {0}")]
    NotUtf8(&'static str),
    /// A language other than English.
    #[error("this is not in English but in \"{0}\": no claims are made of it")]
    Language(String),
    /// A NUL within the text.
    #[error("the text has NUL characters; blanks stand in their places")]
    Nul,
    /// Controls that turn the direction of writing.
    #[error("the text has {0} hidden characters that change the order in which it is shown")]
    Hidden(usize),
    /// Something that unpacks to far more than it holds.
    #[error("it unpacks to far more than it holds, as no file of reports does; the rest of it was not read")]
    Bomb,
    /// Archives within archives.
    #[error("it is packed more than {0} times over")]
    Nested(usize),
    /// A file of a known kind that does not keep to it.
    #[error("this {0} is broken: {1}")]
    Broken(&'static str, String),
    /// Encrypted.
    #[error("it is locked by a password")]
    Locked,
    /// A page or document without a main text.
    #[error("no main text was found in it")]
    NoMainText,
    /// A table without a column that is needed.
    #[error("no column \"{0}\" was found in the first line")]
    NoColumn(String),
    /// An item of news that is a picture, a video or the like.
    #[error("this item is {0} and no text")]
    NotText(String),
    /// Its publisher has taken back an item.
    #[error("the item \"{0}\" is cancelled by who published it")]
    Cancelled(String),
    /// A version of a report that is older than one that came before it.
    #[error("this version of \"{0}\" is older than one that came before it")]
    Older(String),
    /// Two reports of one name.
    #[error("the report id \"{0}\" was used before")]
    SameId(String),
    /// A file in a folder whose name does not look like a report.
    #[error("not read: its name does not end in one of those that reports have")]
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
            Cause::TooLong { .. } | Cause::LongFile { .. } => "too-long",
            Cause::BrokenJson(_) => "broken-json",
            Cause::NoText => "no-text",
            Cause::BadDate(_) => "bad-date",
            Cause::NoDate => "no-date",
            Cause::NotUtf8(_) => "not-utf8",
            Cause::Nul => "nul",
            Cause::Hidden(_) => "hidden",
            Cause::Bomb => "bomb",
            Cause::Nested(_) => "nested",
            Cause::Broken(..) => "broken",
            Cause::Locked => "locked",
            Cause::NoMainText => "no-main-text",
            Cause::NoColumn(_) => "no-column",
            Cause::NotText(_) => "not-text",
            Cause::Cancelled(_) => "cancelled",
            Cause::Older(_) => "older",
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
            | Cause::LongFile { .. }
            | Cause::BrokenJson(_)
            | Cause::NoText
            | Cause::Bomb
            | Cause::Nested(_)
            | Cause::Broken(..)
            | Cause::Locked
            | Cause::NoMainText
            | Cause::NoColumn(_) => Severity::Error,
            Cause::BadDate(_)
            | Cause::NoDate
            | Cause::NotUtf8(_)
            | Cause::Language(_)
            | Cause::SameId(_)
            | Cause::Skipped
            | Cause::NoFile
            | Cause::Nul
            | Cause::Hidden(_)
            | Cause::NotText(_)
            | Cause::Cancelled(_)
            | Cause::Older(_) => Severity::Warning,
        }
    }

    /// What the user can do, or nothing.
    pub fn advice(&self) -> &'static str {
        match self {
            Cause::Unreadable(_)
            | Cause::Empty
            | Cause::NoText
            | Cause::SameId(_)
            | Cause::Language(_)
            | Cause::Nul
            | Cause::Bomb
            | Cause::Broken(..)
            | Cause::NotText(_)
            | Cause::Older(_) => "",
            Cause::Binary(_) => "save it as plain text first",
            Cause::Hidden(_) => "look at it with care",
            Cause::Nested(_) => "unpack it first",
            Cause::Locked => "unlock it first",
            Cause::NoMainText => "save its text to a file",
            Cause::NoColumn(_) => "name the columns, as in --column text=body",
            Cause::Cancelled(_) => "what the record has of it is removed",
            Cause::TooLong { .. } => "split it into one file per report",
            Cause::LongFile { .. } => "split it into smaller files",
            Cause::BrokenJson(_) => "each line is one object with at least \"text\"",
            Cause::BadDate(_) => "write it as 2022-11-08",
            Cause::NoDate => "give it with --date, a line \"Date: 2022-11-08\" or the key \"date\"",
            Cause::NotUtf8(_) => "convert it if letters look wrong",
            Cause::Skipped | Cause::NoFile => "name the file itself to have it read",
        }
    }
}

//! Every way in which reports enter Dateline: dated text, text with a front matter, JSON Lines; files, folders,
//! standard input.
//!
//! [`open`] walks paths in a fixed order and hands out [`Item`]s one by one: a report, or a problem with its
//! file and line. A broken file or line costs itself and nothing else. The parsers ([`text_file`], [`json_line`])
//! are pure functions over text; only [`open`] and [`decode`]'s callers touch bytes from outside.
//!
//! The text of a report is what the file holds, character for character (a byte order mark is no text): offsets
//! of claims can be checked against the file itself. This crate knows nothing of claims.

mod date;
mod decode;
mod front;
mod jsonl;
mod layout;
mod open;
mod problem;
mod walk;

pub use date::parse_date;
pub use decode::{Decoded, decode};
pub use jsonl::json_line;
pub use layout::text_file;
pub use open::{Intake, Options, open};
pub use problem::{Cause, Problem, Severity};

/// What intake hands out: a report, or something to tell the user.
#[derive(Clone, Debug)]
pub enum Item {
    /// A report, ready to be read.
    Report(dateline_text::Report),
    /// Something that was wrong with a file or a line.
    Problem(Problem),
}

//! Every way in which reports enter Dateline: text, JSON, web pages, feeds, web archives, exports of news archives, tables, packed or
//! not; files, folders, standard input.
//!
//! [`open`] walks paths in a fixed order and hands out [`Item`]s one by one: a report, or a problem with its file and its line or
//! record. [`read_bytes`] does the same for bytes in memory. What a file is is told by its content ([`recognise`]). A broken file,
//! record or line costs itself and nothing else, and costs a bounded amount. All readers are pure functions of their bytes; only
//! [`open`] touches files.
//!
//! The text of a report that came as text is what the file holds, character for character (a byte order mark is no text): offsets
//! of claims can be checked against the file itself. Where the text had to be extracted, offsets refer to the extracted text, and
//! [`Origin::original_sha256`](dateline_text::Origin) tells what it was extracted from. This crate knows nothing of claims.

mod admit;
mod container;
mod date;
mod decode;
mod docx;
mod factiva;
mod feed;
mod front;
mod host;
mod html;
mod json;
mod jsonl;
mod language;
mod layout;
mod lines;
mod nexis;
mod ninjs;
mod open;
mod out;
mod pdf;
mod petrarch;
mod place;
mod problem;
mod recognise;
mod rtf;
mod stream;
mod table;
mod text;
mod walk;
mod warc;

pub use date::parse_date;
pub use decode::{Decoded, decode};
pub use host::{Outlets, host_of};
pub use jsonl::json_line;
pub use language::detect;
pub use layout::text_file;
pub use open::{Intake, Options, later, open};
pub use place::Place;
pub use problem::{Cause, Problem, Severity};
pub use recognise::{Format, recognise};
pub use stream::read_bytes;
pub use table::{Field, column};

/// What intake hands out: a report, or something to tell the user.
#[derive(Clone, Debug)]
pub enum Item {
    /// A report, ready to be read.
    Report(dateline_text::Report),
    /// Something that was wrong with a file or a line.
    Problem(Problem),
}

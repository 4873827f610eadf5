//! Rows of other data sets as reports by that data set, so that coders stand side by side in one record.
//!
//! Each row becomes a report whose text is what the row tells in words, if it does, and the row itself with the names of its columns; its
//! claims have the data set as their speaker and these words as their evidence. Columns are found by name, never by position, and
//! a bad row costs only itself.

mod acled;
mod coded;
mod gdelt;
mod ged;
mod icews;
mod polecat;
mod rows;
mod who;

use coded::Coded;
use dateline_coding::Claim;
use dateline_record::Source;
use dateline_text::Report;
use rows::Rows;
use std::io::Read;

/// A format in which other data sets' rows come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Incoming {
    Acled,
    Ged,
    Icews,
    Gdelt,
    Polecat,
}

impl Incoming {
    /// All formats: name on the command line, what it is.
    pub const ALL: &'static [(Incoming, &'static str, &'static str)] = &[
        (Incoming::Acled, "acled", "An export of ACLED: CSV with a header"),
        (Incoming::Ged, "ged", "UCDP's Georeferenced Event Dataset: CSV with a header"),
        (Incoming::Icews, "icews", "ICEWS: tab-separated with a header"),
        (Incoming::Gdelt, "gdelt", "GDELT 2.0's events: tab-separated, 61 columns without a header"),
        (Incoming::Polecat, "polecat", "POLECAT: tab-separated with a header"),
    ];

    /// The format of a name.
    pub fn named(name: &str) -> Option<Incoming> {
        Incoming::ALL.iter().find(|(_, n, _)| *n == name).map(|(f, ..)| *f)
    }

    /// How the data set is called as a speaker.
    pub fn data_set(self) -> &'static str {
        match self {
            Incoming::Acled => "ACLED",
            Incoming::Ged => "UCDP GED",
            Incoming::Icews => "ICEWS",
            Incoming::Gdelt => "GDELT",
            Incoming::Polecat => "POLECAT",
        }
    }

    /// What stands as the coder of its claims: the data set, and the program that took its rows in.
    pub fn coder(self) -> String {
        format!("{} rows, dateline {}", self.data_set(), env!("CARGO_PKG_VERSION"))
    }

    /// Columns without which a row tells nothing; of each list one is enough.
    fn needs(self) -> &'static [&'static [&'static str]] {
        match self {
            Incoming::Acled => &[&["event_date"], &["event_type", "sub_event_type"], &["actor1"]],
            Incoming::Ged => &[&["date_start"], &["side_a"], &["best"]],
            Incoming::Icews => &[&["event date"], &["cameo code"], &["source name"]],
            Incoming::Gdelt => &[],
            Incoming::Polecat => &[&["event date"], &["event type"]],
        }
    }
}

/// One row, taken in.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The row as a report.
    pub report: Report,
    /// What it claims; none where the data set's code has no counterpart, as mere statements in CAMEO.
    pub claims: Vec<Claim>,
    /// What the row tells in words of its own, where it does: all that can be like the words of a report.
    words: String,
}

impl Imported {
    /// The row as the record takes it in. The names of columns are the same in every row and codes are no news: only words of its own make a
    /// row like another, or like a report.
    pub fn source(self) -> (Source, String) {
        let mut told = Report::new(self.report.id.clone(), self.words);
        told.published = self.report.published;
        told.publisher = self.report.publisher.clone();
        told.title = self.report.title.clone();
        told.url = self.report.url.clone();
        told.language = self.report.language.clone();
        let text_sha256 = self.report.text_sha256();
        (Source { text_sha256, ..Source::new(&told, self.claims) }, self.report.text)
    }
}

/// Why a row, or the file from there on, could not be taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct RowProblem {
    /// Line of the file on which the row begins, counted from 1.
    pub line: u64,
    /// What is wrong and what to do.
    pub message: String,
}

/// The rows of a file, one after the other; memory stays bounded by the longest row.
pub struct Import<R: Read> {
    rows: Rows<R>,
    format: Incoming,
    done: bool,
}

impl<R: Read> Import<R> {
    /// Begins with the header, where the format has one.
    pub fn new(input: R, format: Incoming) -> Import<R> {
        Import { rows: Rows::new(input, format), format, done: false }
    }
}

impl<R: Read> Iterator for Import<R> {
    type Item = Result<Imported, RowProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let row = match self.rows.next()? {
            Ok(row) => row,
            Err((problem, fatal)) => {
                self.done = fatal;
                return Some(Err(problem));
            }
        };
        let line = row.line;
        let coded: Result<Coded, String> = match self.format {
            Incoming::Acled => acled::code(&row),
            Incoming::Ged => ged::code(&row),
            Incoming::Icews => icews::code(&row),
            Incoming::Gdelt => gdelt::code(&row),
            Incoming::Polecat => polecat::code(&row),
        };
        Some(coded.map(|coded| coded.write(&row, self.format)).map_err(|message| RowProblem { line, message }))
    }
}

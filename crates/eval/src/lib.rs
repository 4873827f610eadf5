//! How good Dateline is, measured on annotated data: the suites behind `dateline eval`.
//!
//! Each suite prints, beside our scores, those of a baseline that reads nothing on the same data.

mod accounts;
pub mod acled;
mod attribution;
pub mod claims;
mod entities;
mod factuality;
pub mod frame;
mod gsr;
mod incidents;
mod main_event;
mod muc4;
mod places;
mod reader;
#[cfg(test)]
mod sample;
mod time;
mod toll;

pub use frame::Suite;
pub use incidents::{Page, incidents};
pub use main_event::main_event;
pub use reader::score as reader;

use dateline_engine::{Claim, Engine, Reading, Report};

/// The suites over annotated documents in JSON Lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Expressions of time.
    Time,
    /// Resolved places.
    Places,
    /// PLOVER's gold standard records.
    Gsr,
    /// Snippets labelled with ACLED's sub-events.
    Acled,
    /// Dead, hurt and captured.
    Toll,
    /// Incident templates of MUC-4.
    Muc4,
    /// Certainty and polarity of events.
    Factuality,
    /// Source, cue and content of attributions.
    Attribution,
    /// Names of persons, organisations and places.
    Entities,
}

/// Reads the documents of an annotated file and scores what was read. `file` is its name, for messages.
pub fn run(layout: Layout, engine: &Engine, file: &str, jsonl: &str) -> Result<Suite, Error> {
    let rows = frame::rows(file, jsonl)?;
    // Places are given, attributions and names are the reader's own: no claims have to be made for them.
    let to_read: &[frame::Row] =
        if matches!(layout, Layout::Places | Layout::Attribution | Layout::Entities) { &[] } else { &rows };
    let reports: Vec<Report> = to_read.iter().map(|row| row.report.clone()).collect();
    let readings: Vec<Reading> = engine.read_all(&reports);
    let claims: Vec<&[Claim]> = readings.iter().map(|reading| reading.claims.as_slice()).collect();
    Ok(match layout {
        Layout::Places => places::score(engine, &rows),
        Layout::Time => time::score(&rows, &readings),
        Layout::Gsr => gsr::score(&rows, &claims),
        Layout::Acled => acled::score(&rows, &claims),
        Layout::Toll => toll::score(&rows, &claims),
        Layout::Muc4 => muc4::score(engine, &rows, &claims),
        Layout::Factuality => factuality::score(&rows, &claims),
        Layout::Attribution => attribution::score(engine, &rows),
        Layout::Entities => entities::score(engine, &rows),
    })
}

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

//! Every format in which claims and incidents leave Dateline. How claims are made is not known here.
//!
//! [`json_line`] is the record itself, one claim a line; [`Flat`] the flat view with frozen column names for
//! spreadsheets and R; [`table`] a short table and [`timeline`] the page for people. [`Export`] writes these and the formats of
//! other data sets and tools ([`Outgoing`]); rows of other data sets come in through [`incoming`].

mod act;
pub mod audit;
pub mod codes;
mod deaths;
pub mod diff;
mod export;
mod figure;
mod flat;
mod gold;
pub mod incoming;
mod ink;
mod json;
mod notes;
mod out;
mod people;
mod phrase;
mod propositions;
pub mod redact;
pub mod release;
pub mod sample;
mod sheet;
mod stored;
mod table;
mod timeline;
mod told;

pub use export::{Export, Outgoing, Tally, cell};
pub use flat::{COLUMNS, Flat, flat_cells, flat_row};
pub use gold::gold_claim;
pub use ink::{Ink, Look, clean};
pub use json::{JsonArray, json_line};
pub use people::People;
pub use phrase::{entity_name, headline, marks, said, speaker_chain};
pub use stored::{ExportError, export_store, in_order};
pub use table::table;
pub use timeline::timeline;
pub use told::{Happening, Origin, Telling};

//! Every format in which claims leave Dateline. How claims are made is not known here.
//!
//! [`json_line`] is the record itself, one claim a line; [`Flat`] the flat view with frozen column names for
//! spreadsheets and R; [`table`] a short table and [`timeline`] the page for people.

mod flat;
mod ink;
mod json;
mod phrase;
mod propositions;
mod table;
mod timeline;

pub use flat::{COLUMNS, Flat, flat_cells, flat_row};
pub use ink::{Ink, Look, clean};
pub use json::{JsonArray, json_line};
pub use phrase::{entity_name, headline, marks, said, speaker_chain};
pub use table::table;
pub use timeline::timeline;

//! The record: what many reports claim, joined into incidents, each with its accounts side by side.
//!
//! The only step across reports. A pure function: the claims of reports and the decisions of people in, a [`Record`] out, the
//! same whatever the order in which reports were added. It knows neither files nor databases nor how claims are made.

mod account;
mod agreement;
mod blocks;
mod copies;
mod day;
mod forest;
mod group;
pub mod grouped;
mod join;
mod mention;
mod overlay;
mod record;
mod score;
mod source;
mod standing;
mod state;
mod statistics;
mod story;
mod toll;
mod voice;
mod words;

pub use account::{Correction, Field, Incident, Value};
pub use agreement::{Agreement, Breach, Term};
pub use overlay::{ClaimKey, Edit, Overlay};
pub use record::{Record, Why};
pub use score::{Evidence, FEATURES};
pub use source::{Order, Source};
pub use standing::{Judged, Standing};
pub use state::{Held, Holding, OfficeHeld};
pub use statistics::{Statistics, stems};
pub use toll::{Said, Toll, amount};
pub use voice::Voice;

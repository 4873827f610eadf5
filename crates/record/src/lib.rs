//! The record: what many reports claim, joined into incidents, each with its accounts side by side.
//!
//! The only step across reports. A pure function: the claims of reports and the decisions of people in, a [`Record`] out, the
//! same whatever the order in which reports were added. It knows neither files nor databases nor how claims are made.

mod blocks;
mod copies;
mod day;
mod forest;
mod group;
mod join;
mod mention;
mod overlay;
mod record;
mod score;
mod source;
mod story;
mod words;

pub use overlay::{ClaimKey, Edit, Overlay};
pub use record::{Incident, Record};
pub use score::{Evidence, FEATURES};
pub use source::Source;

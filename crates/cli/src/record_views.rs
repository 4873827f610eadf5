//! The views of the record, drawn for people. What each shows is what its JSON holds; nothing is computed here.

mod days;
mod decisions;
mod found;
mod incident;
mod ledgers;
mod sheet;
mod timeline;

pub(crate) use days::{brief, coverage, periods, report, talks};
pub(crate) use decisions::{log, lost};
pub(crate) use found::{Reasons, hits, reasons, why};
pub(crate) use incident::{disputes, incident};
pub(crate) use ledgers::{actors, agreements, control, monitors, offices, places, sources, tolls};
pub(crate) use sheet::Sheet;
pub(crate) use timeline::timeline;

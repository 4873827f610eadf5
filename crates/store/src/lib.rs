//! The record as one SQLite file: reports, claims, decisions and a log that only grows.
//!
//! Every report is one transaction, so that a program that is killed leaves the file as it was after some report. Adding a report
//! again changes nothing; a corrected version, or the same text read by another coder, takes the place of what was there,
//! and what was there stays for questions as of an earlier day. The file knows nothing of how claims are made.

mod brief;
mod claims;
mod coverage;
mod decisions;
mod entry;
mod error;
mod filter;
mod history;
mod incidents;
mod ledger;
mod offices;
mod outlets;
mod project;
mod query;
mod reading;
mod recode;
mod refresh;
mod resolve;
mod schema;
mod store;
mod stored;
mod summaries;

pub use brief::Brief;
pub use claims::{ClaimRow, Claims, ReportMeta, ReportView};
pub use coverage::{Coverage, CoverageRow, Failure};
pub use decisions::{LogRow, Lost};
pub use error::Error;
pub use filter::{Filter, Page, Paging};
pub use incidents::{Dispute, TollRow};
pub use project::{Named, PROJECT, Project};
pub use query::Hit;
pub use recode::Stale;
pub use refresh::Refreshed;
pub use store::{Added, Store};

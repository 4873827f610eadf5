//! Claims and incidents as Arrow record batches, for data frames, clusters and Parquet.
//!
//! Three views, each with a version of its own ([`View::version`]) that stands in the metadata of every batch and file:
//! the **nested** view is the published layout of a claim, field for field, and reads back to the very claim; the
//! **flat** view is the CSV's columns with types; **readings** are one row a report with its claims and what the record needs
//! beside them, so that joining can go on in another process. The schemas are told in docs/SCHEMA.md.
//!
//! This crate knows neither files (but for `month_files`, behind the feature `parquet`) nor how claims are made.

mod claims;
mod error;
mod fields;
mod flat;
mod incidents;
#[cfg(feature = "parquet")]
mod month_files;
mod readings;
mod reports;
mod steps;
mod view;

pub use claims::{claims_batch, claims_from};
pub use error::Error;
pub use flat::flat_batch;
pub use incidents::incidents_batch;
#[cfg(feature = "parquet")]
pub use month_files::{MonthFiles, read_files};
pub use readings::{ReadRow, readings_batch, sources_from};
pub use reports::{Columns, reports_from};
pub use steps::{Known, Step, decided, parts, roots, statistics};
pub use view::View;

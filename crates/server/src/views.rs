//! From what the store and the record say to the shapes of the API. Pure: nothing here asks or writes.

mod account;
mod agreement;
mod decision;
mod dispute;
mod map;
mod past;
mod row;
mod timeline;
mod toll;

pub(crate) use account::{fields, reason, standing, voice};
pub(crate) use agreement::agreement;
pub(crate) use decision::{agreeing, decision};
pub(crate) use dispute::dispute;
pub(crate) use map::map;
pub(crate) use past::Past;
pub(crate) use row::{claim_answer, coded, report_row, report_row_of, row, rows_of};
pub(crate) use timeline::{Laying, Unit, timeline};
pub(crate) use toll::tolls;

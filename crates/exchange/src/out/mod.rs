//! One module a format of others. Each turns a claim or an incident into one or more rows and knows its columns.

pub(crate) mod acled;
pub(crate) mod annotation;
pub(crate) mod csv;
pub(crate) mod eventreport;
pub(crate) mod followthemoney;
pub(crate) mod gdelt;
pub(crate) mod ged;
pub(crate) mod geojson;
pub(crate) mod icews;
pub(crate) mod petrarch;
pub(crate) mod plover;
pub(crate) mod polecat;
mod sides;
pub(crate) mod timelinejs;

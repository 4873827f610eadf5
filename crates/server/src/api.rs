//! The shapes of all answers: what docs/API.md describes and the page is written against.
//!
//! Names only ever grow: a field that was there stays, with its meaning. Days are ISO dates, offsets count Unicode code
//! points into the text of the report, and what a report says is only ever a JSON string.

mod agreement;
mod claim;
mod dispute;
mod incident;
mod map;
mod meta;
mod query;
mod report;
mod source;
mod state;
mod timeline;
mod toll;
mod write;

pub use agreement::*;
pub use claim::*;
pub use dispute::*;
pub use incident::*;
pub use map::*;
pub use meta::*;
pub use query::*;
pub use report::*;
pub use source::*;
pub use state::*;
pub use timeline::*;
pub use toll::*;
pub use write::*;

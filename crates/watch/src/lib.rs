//! Follows folders and feeds that the user lists, and hands out the reports that are new since it last looked.
//!
//! This is the only part of Dateline that calls out, and it calls only what the user lists: feeds, the pages that their entries link
//! to where that is asked for, `robots.txt` of their hosts, and one address to post to. It asks conditionally, waits between two
//! requests to one host, does not come back before it is told to, and keeps away from what `robots.txt` keeps robots away from.
//!
//! What was read is kept in a [`State`] beside the record. A caller adds the reports of a [`Find`] to its record and then
//! [`settle`](Watch::settle)s it: killed in between, it is given the same reports again, and a record that knows them changes nothing.
//! This crate knows nothing of claims and of the record.

mod error;
mod feeds;
mod fetch;
mod folders;
mod robots;
mod settings;
mod state;
mod watch;

pub use error::Error;
pub use fetch::{Answer, Fetcher, Validators};
pub use robots::Robots;
pub use settings::{Feed, Filter, Folder, Length, Settings, Tell, Webhook};
pub use state::State;
pub use watch::{Find, Watch};

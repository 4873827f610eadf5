//! Reports, spans, sentences and tokens: the ground that every other crate stands on.
//!
//! Inside Dateline a position in a text is a byte offset ([`Span`]); what leaves Dateline counts
//! Unicode code points ([`Quote`]). [`Report::quote`] is the one place where the two meet.
//! This crate knows no language model and opens no file.

mod block;
pub mod calendar;
mod offsets;
mod opening;
mod origin;
mod report;
mod sentence;
mod shape;
mod span;
mod token;
mod words;

pub use offsets::Offsets;
pub use origin::Origin;
pub use report::{Report, sha256_hex};
pub use sentence::{Sentence, split};
pub use span::{Quote, Span};
pub use token::{Token, tokenize};

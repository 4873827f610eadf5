//! The reader: from tokens to tagged words, a Universal Dependencies tree and names.
//!
//! Known names reach the reader as their class ([`NameClass`]), never as their letters, so that no tree
//! depends on whose name it is. A name of several tokens is one [`Word`]. The reader knows neither
//! actors nor events; who marks the names is the caller's business ([`Mark`]).

mod tags;
mod tree;

pub use tags::{Deprel, Feats, Upos};
pub use tree::{Mark, NameClass, NameTag, Tree, Word};

//! The reader: from tokens to tagged words, a Universal Dependencies tree and names.
//!
//! Known names reach the reader as their class ([`NameClass`]), never as their letters, so that no tree
//! depends on whose name it is. A name of several tokens is one [`Word`]. The reader knows neither
//! actors nor events; who marks the names is the caller's business ([`Mark`]).
//!
//! ```
//! use dateline_syntax::{Deprel, Reader};
//! let text = "Soldiers fled the village.";
//! let trees = Reader::builtin().read(text, &dateline_text::split(text), &[]);
//! let root = trees[0].root();
//! assert_eq!(trees[0].words[root].lemma, "flee");
//! assert!(trees[0].children(root).any(|i| trees[0].words[i].deprel == Deprel::Nsubj));
//! ```

mod attribution;
pub mod conllu;
mod decode;
mod dispatch;
mod features;
#[cfg(test)]
mod fixture;
mod gold_names;
mod integer;
mod kernel;
mod lemma;
mod model;
mod naming;
mod network;
mod quotation;
mod reader;
mod tags;
mod tree;

pub use attribution::Attribution;
pub use conllu::{MarkNames, ReaderScores, evaluate_conllu};
pub use gold_names::{NameScores, names};
pub use model::ModelError;
pub use reader::Reader;
pub use tags::{Deprel, Feats, Upos};
pub use tree::{Mark, NameClass, NameTag, Tree, Word};

//! The researcher's data, parsed, checked and compiled once.
//!
//! Sources are plain tables below the repository's `lexicon` folder; every defect is told with file and line
//! ([`Lexicon::check`]). The lexicon knows no report: it marks names in sentences that it is given and forgets them.

mod actor;
mod agent;
mod cue;
mod source;
mod light;
mod predicate;
mod term;
pub mod vocabulary;
mod codes;
mod date;
mod key;
mod lexicon;
mod marker;
mod name;
mod people;
pub mod places;
mod problem;
mod spelling;
mod tables;
mod tsv;

mod words;

pub use actor::{Actor, ActorId, ActorKind, Actors, Tenure};
pub use agent::{AgentNoun, Agents};
pub use lexicon::Lexicon;
pub use name::{Name, Sense};
pub use problem::Problem;
pub use codes::{AGENT_KINDS, OWNERS, RELATIONS, SECTORS, SUPRANATIONAL};
pub use words::CommonWords;

pub use cue::{Cue, Cues, Effect, Modal, Stance};
pub use light::{Lends, Light, Lights, Phase};
pub use predicate::{ClassId, Content, Deed, Filler, FillerKind, Pos, Predicates, Row, Slot};
pub use term::{Counted, Duty, Tally, Terms};

//! The researcher's data, parsed, checked and compiled once.
//!
//! Sources are plain tables below the repository's `lexicon` folder; every defect is told with file and line
//! ([`Lexicon::problems`]), and a user's folder can be laid over them ([`Lexicon::layered`]). The lexicon knows no report: it marks names in sentences that it is given and forgets them.

mod actor;
mod agent;
mod check;
mod codes;
mod counting;
mod cue;
mod date;
mod key;
mod layer;
mod lexicon;
mod light;
mod marker;
mod name;
mod part;
mod people;
pub mod places;
mod predicate;
mod problem;
mod source;
mod spelling;
mod tables;
mod template;
mod term;
mod tsv;
pub mod vocabulary;

mod words;

pub use actor::{Actor, ActorId, ActorKind, Actors, Tenure};
pub use agent::{AgentNoun, Agents};
pub use check::Tally as RowTally;
pub use codes::{AGENT_KINDS, OWNERS, RELATIONS, SECTORS, SUPRANATIONAL};
pub use counting::{Counting, Outcome};
pub use layer::{DROPS, Folder};
pub use lexicon::Lexicon;
pub use name::{Name, Sense};
pub use part::Parts;
pub use problem::{Problem, Severity};
pub use template::{TEMPLATES, Template, template};
pub use words::CommonWords;

pub use cue::{Cue, Cues, Effect, Modal, Stance};
pub use light::{Lends, Light, Lights, Phase};
pub use predicate::{ClassId, Content, Deed, Filler, FillerKind, OwnType, Pos, Predicates, Row, Slot};
pub use term::{Counted, Duty, Tally, Terms};

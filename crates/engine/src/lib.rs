//! The facade that programs use: reports in, claims out.
//!
//! ```no_run
//! use dateline_engine::{Engine, Options, Report};
//! let engine = Engine::new(Options::default());
//! let mut report = Report::new("r1", "The two sides agreed to a truce on Monday.");
//! report.published = Some("2022-11-08".parse().unwrap());
//! for claim in engine.read(&report).claims {
//!     println!("{} {}", claim.kind, claim.evidence.text);
//! }
//! ```
//!
//! The engine knows neither file formats nor terminals. What it gives for a report depends on that report alone: not
//! on the others, not on the number of threads, not on the machine.

pub mod coverage;
mod engine;
mod reading;
mod supplier;
mod suspicion;

pub use dateline_coding::claim;
pub use dateline_coding::{Claim, Note};
pub use dateline_lexicon::{Folder, Lexicon};
pub use dateline_syntax::{Reader, Tree};
pub use dateline_text::{Quote, Report, Span};
pub use engine::{Engine, Options};
pub use reading::{Fault, Problem, Reading};
pub use {dateline_coding as coding, dateline_record as record, dateline_syntax as syntax};

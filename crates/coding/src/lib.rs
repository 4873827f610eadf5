//! One report in, its claims out: pure, total, deterministic.
//!
//! [`code`] takes a report, its trees and the lexicon, and gives the claims of docs/CODEBOOK.md with a trace of every
//! decision. It knows no other report, no file and no clock. The order of work: dates, places, numbers and actors of
//! the whole report ([`mod@document`]); events, figures, control and offices sentence by sentence; who says so, how real
//! it is told as, when and where; ties between claims; offsets and ids last.

pub mod claim;
pub mod number;
pub mod place;
pub mod time;

mod code;
mod control;
mod distance;
mod document;
mod draft;
mod entity;
mod event;
mod evidence;
mod figure;
mod graph;
mod mood;
mod obligation;
mod office;
mod relate;
mod repair;
mod setting;
mod speech;
pub mod trial;
mod whereabouts;

pub use claim::Claim;
pub use entity::AT_ODDS;

use dateline_lexicon::Lexicon;
use dateline_syntax::Tree;
use dateline_text::Report;

/// What coding a report gives.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    /// The claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// The trace: every decision, in the order of the text.
    pub notes: Vec<Note>,
}

/// One decision of the coder, for `explain`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Index of the sentence.
    pub tree: usize,
    /// Index of the word in it.
    pub word: usize,
    /// Row or rule.
    pub rule: String,
    /// What was decided, in words.
    pub text: String,
    /// Whether it led to a claim, or says why there is none.
    pub coded: bool,
}

/// Codes one report. `coder` names program, lexicon and model, and is copied into every claim.
pub fn code(report: &Report, trees: &[Tree], lexicon: &Lexicon, coder: &str) -> Coded {
    code::code(report, trees, lexicon, coder)
}

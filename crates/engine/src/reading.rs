//! What reading one report gives.

use dateline_coding::{Claim, Note};
use dateline_syntax::Tree;

/// One report, read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The sentences as trees, in order.
    pub trees: Vec<Tree>,
    /// The claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// What went wrong; a report with problems may lack claims.
    pub problems: Vec<Problem>,
    /// The trace of every decision, for `explain`.
    pub notes: Vec<Note>,
}

/// Something that went wrong within Dateline while it read a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The report.
    pub report: String,
    /// What went wrong, in words.
    pub text: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "error[internal] {}: {} (this is a defect of the program; please report it)", self.report, self.text)
    }
}

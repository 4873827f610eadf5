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

/// Something of a report that was not read as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The report.
    pub report: String,
    /// What went wrong.
    pub fault: Fault,
}

/// What went wrong with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// A defect of the program, with the words of its panic.
    Defect(String),
    /// The report has more tokens than one report may cost; the first ones were read.
    Budget {
        /// Tokens of the report.
        tokens: usize,
        /// Tokens that were read: those of the whole sentences within the budget.
        read: usize,
    },
    /// Words mix letters of the Latin alphabet with Greek or Cyrillic ones that look like them.
    LookAlike {
        /// The first such word.
        word: String,
        /// How many there are.
        count: usize,
    },
}

impl Problem {
    /// Short fixed name, for scripts that filter messages.
    pub fn code(&self) -> &'static str {
        match self.fault {
            Fault::Defect(_) => "internal",
            Fault::Budget { .. } => "budget",
            Fault::LookAlike { .. } => "look-alike",
        }
    }

    /// Whether something was not read; else it was and deserves a look.
    pub fn is_error(&self) -> bool {
        matches!(self.fault, Fault::Defect(_) | Fault::Budget { .. })
    }
}

impl std::fmt::Display for Problem {
    /// `error[code] report: what is wrong (what to do)`; a warning where nothing is lost.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let severity = if self.is_error() { "error" } else { "warning" };
        write!(f, "{severity}[{}] {}: ", self.code(), self.report)?;
        match &self.fault {
            Fault::Defect(words) => write!(f, "{words} (this is a defect of the program; please report it)"),
            Fault::Budget { tokens, read } => {
                write!(f, "it has {tokens} tokens; the first {read} were read (split it into one file per report)")
            }
            Fault::LookAlike { word, count } => {
                write!(f, "\"{word}\" mixes letters of two alphabets and is taken for no known name")?;
                match count - 1 {
                    0 => Ok(()),
                    more => write!(f, "; so do {more} more words"),
                }
            }
        }
    }
}

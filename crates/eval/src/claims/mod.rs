//! Claims against annotated reports.
//!
//! A gold and a predicted claim of one kind can match where their evidence overlaps by half of the longer one; or by half of
//! the shorter one if what is claimed also agrees, at least one actor or recipient is common where gold has any, and the
//! predicted evidence has at most 300 characters. The best one-to-one matching is taken greedily ([`matching`]). Gold
//! claims marked optional cost nothing when missed, and a prediction that matches one neither gains nor loses.
//! What agrees is judged field by field ([`judge`]) and summed up in [`Scores`].

mod calibration;
mod gold;
mod judge;
mod matching;
mod sampled;
mod scores;
mod suite;

pub use gold::{Gold, Predictions};
pub use scores::{Level, Scores, There};

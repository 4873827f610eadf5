//! One report in, its claims out: pure, total, deterministic.

pub mod claim;

pub use claim::Claim;

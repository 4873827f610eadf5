//! What the fuzzers test; see `properties.rs`, which an ordinary test of the program includes as well.

mod properties;

pub use properties::{NAMES, Property, property};

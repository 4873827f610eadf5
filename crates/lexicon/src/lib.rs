//! The researcher's data, parsed, checked and compiled once.

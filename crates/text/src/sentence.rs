//! Sentences.

use crate::{Span, Token};

/// A sentence of a report, cut into tokens.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// From the first byte of the first token to just past the last one.
    pub span: Span,
    /// Its tokens, in order; never empty.
    pub tokens: Vec<Token>,
    /// Which paragraph of the text it stands in, counted from 0.
    pub paragraph: u32,
}

/// Splits a text into sentences and tokens. Total: any string, any length.
pub fn split(text: &str) -> Vec<Sentence> {
    let _ = text;
    todo!("helper B")
}

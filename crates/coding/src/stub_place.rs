#![allow(missing_docs)]
use dateline_lexicon::{Lexicon, places::PlaceId}; use dateline_syntax::Tree; use dateline_text::{Report, Span};
#[derive(Clone,Debug)] pub struct Mention { pub tree: usize, pub first_word: usize, pub last_word: usize, pub span: Span }
#[derive(Clone,Debug)] pub struct Toponym { pub mention: Mention, pub place: Option<PlaceId>, pub country: Option<String>, pub relation: Option<String>, pub phrase: Span, pub precision: &'static str, pub lat: Option<f64>, pub lon: Option<f64>, pub radius_km: Option<f64>, pub name: String, pub rule: String }
pub fn resolve(_: &Report, _: &[Tree], _: &Lexicon) -> Vec<Toponym> { Vec::new() }

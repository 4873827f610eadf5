#![allow(missing_docs)]
use dateline_syntax::Tree; use dateline_text::{Report, Span};
use jiff::civil::{Date, Time};
#[derive(Clone,Copy,Debug,PartialEq,Eq)] pub enum TimeKind { Date, Time, Duration, Set }
#[derive(Clone,Copy,Debug,PartialEq,Eq)] pub enum Open { Before, After }
#[derive(Clone,Debug)] pub struct TimeExpr { pub span: Span, pub tree: usize, pub first_word: usize, pub last_word: usize, pub kind: TimeKind, pub value: String, pub start: Option<Date>, pub end: Option<Date>, pub start_time: Option<Time>, pub end_time: Option<Time>, pub open: Option<Open>, pub precision: &'static str, pub rule: String, pub repeated: bool }
pub fn find(_: &Report, _: &[Tree]) -> Vec<TimeExpr> { Vec::new() }

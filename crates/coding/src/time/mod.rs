//! Expressions of time: found, read and resolved against the report's date.
//!
//! [`find`] goes through the text from its beginning, because some expressions count from the date told before them
//! (`two days later`, `the same year`). What an expression says on its own is worked out by the grammar (`grammar`, `clock`,
//! `relative`); which days that is, by `resolve`, after the rulings of the codebook. Every result carries the rule that gave
//! it, in words. The publication date is never an event's date by default: only words that point at it use it.

mod accounts;
mod calendar;
mod clock;
mod counted;
mod day;
mod feast;
mod grammar;
mod length;
mod lexeme;
mod meaning;
mod named;
mod quarter;
mod relative;
mod resolve;
mod score;
mod since;
mod tense;
mod value;
mod year;

pub use score::{Tally, TimeScores, evaluate, plain_trees};

use dateline_syntax::Tree;
use dateline_text::{Report, Span};
use jiff::civil::{Date, Time};
use lexeme::{Cursor, Lexeme, Unit, lexemes};
use meaning::{Meaning, Year};
use resolve::{Context, resolve};

/// Kind of an expression, as TIMEX3 tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A day or something longer on the calendar.
    Date,
    /// A time or part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes again.
    Set,
}

impl TimeKind {
    /// As TIMEX3 writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        }
    }
}

/// On which side a stretch of time has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Open {
    /// Everything up to its end (`until Friday`, `before 2011`).
    Before,
    /// Everything from its start on (`after Monday`).
    After,
}

impl Open {
    /// The word of the claim layout.
    pub fn as_str(self) -> &'static str {
        match self {
            Open::Before => "before",
            Open::After => "after",
        }
    }
}

/// One expression of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpr {
    /// Its words in the report's text, without a preposition before them.
    pub span: Span,
    /// Index of its sentence.
    pub tree: usize,
    /// Index of its first word in the tree.
    pub first_word: usize,
    /// Index of its last word in the tree.
    pub last_word: usize,
    /// Its kind.
    pub kind: TimeKind,
    /// TIMEX3 value: `2020-10-31`, `2020-W44`, `P6W`, `PAST_REF`; `X` stands for what is not known.
    pub value: String,
    /// First day; `None` if not told or open.
    pub start: Option<Date>,
    /// Last day, inclusive.
    pub end: Option<Date>,
    /// Time on the first day, where one is told.
    pub start_time: Option<Time>,
    /// Time on the last day, where one is told. Parts of the day are told by their usual hours.
    pub end_time: Option<Time>,
    /// Whether one end is open.
    pub open: Option<Open>,
    /// `time`, `part_of_day`, `day`, `week`, `month`, `season`, `year`, `decade`, `range` or `unknown`.
    pub precision: &'static str,
    /// How it was resolved, in words.
    pub rule: String,
    /// Whether it tells that something comes again.
    pub repeated: bool,
    /// The word before it that makes it an end of a stretch: `since`, `until`, `before`, `after`, `by`.
    pub lead: Option<&'static str>,
    /// The word whose time this is, where it only begins with what is dated: `killed since it began last year`.
    pub governor: Option<usize>,
    /// Of a range: the words and the TIMEX3 values of its two ends.
    pub ends: Option<[(Span, String); 2]>,
}

/// All expressions of time of a report, in order, none overlapping within a sentence but the stretches that begin with one
/// ([`TimeExpr::governor`]), which follow it.
pub fn find(report: &Report, trees: &[Tree]) -> Vec<TimeExpr> {
    let day = report.day();
    let mut found = Vec::new();
    let mut last = None;
    let mut quarter = None;
    for (index, tree) in trees.iter().enumerate() {
        let lexemes = lexemes(&report.text, tree);
        let mut at = 0;
        let compares = lexemes.iter().any(|l| FIGURES.contains(&l.text.as_str()));
        // A year told earlier in the sentence holds for the days and months after it.
        let mut year = None;
        while at < lexemes.len() {
            let cursor = Cursor { all: &lexemes, at };
            let Some(expression) = grammar::expression(cursor).filter(|e| e.len > 0 && at + e.len <= lexemes.len()) else {
                at += 1;
                continue;
            };
            let (first_word, last_word) = (lexemes[at].word, lexemes[at + expression.len - 1].word);
            let mut direction = tense::direction(&report.text, tree, first_word, last_word);
            // A month that a stretch ends with lies ahead, if it comes soon: `by February`, `through January`.
            let back = at.checked_sub(1).map_or("", |k| lexemes[k].text.as_str());
            if let (Meaning::Month { year: None, month, which: meaning::Which::Bare }, Some(report)) = (&expression.meaning, day)
            {
                let ahead = (*month - report.month()).rem_euclid(12);
                if matches!(back, "by" | "until" | "till" | "through" | "-")
                    && lexemes_before(&lexemes, at).any(|w| matches!(w, "by" | "until" | "till" | "through"))
                    && (1..=4).contains(&ahead)
                {
                    direction = tense::Direction::Future;
                }
            }
            let context = Context { report: day, last, quarter: quarter.filter(|_| compares), year, direction };
            let resolved = resolve(&expression, context);
            match expression.meaning {
                Meaning::Quarter { .. } | Meaning::Comparable { year: None } | Meaning::Same(Unit::Quarter) => {
                    quarter = resolved.days.filter(|_| resolved.unit == Unit::Quarter);
                }
                Meaning::Ended { unit, .. } => quarter = resolved.days.filter(|_| unit == Unit::Quarter),
                Meaning::Length { unit: Unit::Month, count } if count.low >= 6.0 && !count.vague => quarter = None,
                _ => {}
            }
            // Expressions that only tell a length, a repetition or a vague time move no later one.
            let aside = match expression.meaning {
                Meaning::Stretch { .. } | Meaning::Within { .. } | Meaning::Ago { .. } => true,
                Meaning::Shift { later, .. } => !later,
                _ => false,
            };
            if let Meaning::Day { year: Some(Year::Given(y)), .. }
            | Meaning::Month { year: Some(Year::Given(y)), .. }
            | Meaning::Year(y) = expression.meaning
            {
                year = Some(y);
            }
            let mut expr = TimeExpr {
                span: tree.words[first_word].span.cover(tree.words[last_word].span),
                tree: index,
                first_word,
                last_word,
                kind: resolved.kind,
                value: resolved.value,
                start: resolved.days.map(|d| d.start),
                end: resolved.days.map(|d| d.end),
                start_time: resolved.times.0,
                end_time: resolved.times.1,
                open: resolved.open,
                precision: resolved.precision,
                rule: resolved.rule,
                repeated: resolved.kind == TimeKind::Set,
                lead: None,
                governor: None,
                ends: None,
            };
            if let (Some((first, second)), Some((a, b))) = (expression.ends, expr.value.split_once('/')) {
                let word = |i: usize| tree.words[lexemes[at + i].word].span;
                let skip = usize::from(matches!(lexemes[at].text.as_str(), "from" | "between")).min(first.saturating_sub(1));
                expr.ends = Some([
                    (word(skip).cover(word(first - 1)), a.to_owned()),
                    (word(second).cover(word(expression.len - 1)), b.to_owned()),
                ]);
            }
            if !matches!(
                expression.meaning,
                Meaning::Range(..) | Meaning::Length { .. } | Meaning::Repeated(_) | Meaning::Vague(_)
            ) {
                let next = lexemes.get(at + expression.len).map_or("", |l| l.text.as_str());
                let owner = next == "'s" || lexemes[at + expression.len - 1].text.ends_with("days");
                lead(&mut expr, &lexemes, at, day, owner);
            }
            // What stands after `since` or `until` is the edge of a stretch, no date to go on from.
            let edge = matches!(back, "ended" | "ending");
            if expr.lead.is_none() && !aside && !edge {
                last = resolved.days.map(|days| (days, resolved.unit)).or(last);
            }
            found.push(expr);
            at += expression.len;
        }
    }
    found.extend(since::stretches(report, trees, &found));
    found.sort_by_key(|t: &TimeExpr| (t.tree, t.first_word, t.governor));
    found
}

/// Words of a sentence that compares figures of accounts.
const FIGURES: &[&str] =
    &["$", "%", "percent", "cents", "earnings", "profit", "net", "sales", "revenue", "loss", "earned", "income", "results"];

/// The words just before an expression, nearest first, as far as they may belong to it.
fn lexemes_before(lexemes: &[Lexeme], at: usize) -> impl Iterator<Item = &str> {
    lexemes[..at].iter().rev().take(3).map(|l| l.text.as_str())
}

/// Applies `since`, `until`, `before`, `after`, `by` before an expression: they make it the end of a stretch. In `after Saturday's
/// strikes` the day dates the strikes (`owner`), and they, not the day, are what something came after.
fn lead(expr: &mut TimeExpr, lexemes: &[Lexeme], at: usize, published: Option<Date>, owner: bool) {
    let back = |i: usize| at.checked_sub(i).map_or("", |k| lexemes[k].text.as_str());
    let skip = usize::from(matches!(back(1), "about" | "around" | "at" | "the" | "mid" | "-" | "early" | "late")) + 1;
    let word = match back(skip) {
        "since" => "since",
        _ if owner => return,
        "until" | "till" => "until",
        "by" => "by",
        "before" => "before",
        "after" => "after",
        _ => return,
    };
    let (Some(start), Some(end)) = (expr.start, expr.end) else { return };
    expr.lead = Some(word);
    // `just before 3 p.m.`: on that day, to be sure.
    if expr.precision == "time" && matches!(word, "before" | "after" | "by") && start == end {
        (expr.start_time, expr.end_time) = (None, None);
        expr.precision = "part_of_day";
        expr.rule = format!("{word} an hour of the day: {}", expr.rule);
        return;
    }
    match word {
        "since" => {
            expr.end = published.filter(|p| *p >= start);
            expr.open = if expr.end.is_none() { Some(Open::After) } else { None };
            expr.end_time = None;
        }
        "before" => {
            expr.start = None;
            expr.start_time = None;
            expr.end = Some(calendar::add_days(start, -1));
            expr.open = Some(Open::Before);
        }
        "after" => {
            expr.end = None;
            expr.end_time = None;
            expr.start =
                Some(if matches!(expr.precision, "day" | "time" | "part_of_day") { start } else { calendar::add_days(end, 1) });
            expr.open = Some(Open::After);
        }
        _ => {
            expr.start = None;
            expr.start_time = None;
            expr.open = Some(Open::Before);
        }
    }
    expr.precision = "range";
    expr.rule = format!("{word}: {}", expr.rule);
}

#[cfg(test)]
mod tests;

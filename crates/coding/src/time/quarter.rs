//! Quarters and other periods of accounts: `the third quarter of 1990`, `the quarter ended July 31`, `the latest period`.

use super::grammar;
use super::lexeme::{Cursor, Unit};
use super::meaning::{Found, Meaning, Which, Year};
use super::year::{plain_year, trailing_year};

/// The longest expression of a period of accounts at the cursor.
pub(super) fn quarter(c: Cursor) -> Option<Found> {
    [numbered, ended, comparable].iter().filter_map(|rule| rule(c)).max_by_key(|f| f.len)
}

/// The day that a period of accounts is told to end with: `ended Sept. 30`, `ending tomorrow`.
fn last_day(c: Cursor) -> Option<Meaning> {
    matches!(c.word(0), "ended" | "ending").then(|| grammar::expression_of_day(c.skip(1))).flatten().map(|f| f.meaning)
}

/// `the quarter ended July 31`, `the year ending June 30`: the day at its end is an expression of its own.
fn ended(c: Cursor) -> Option<Found> {
    let article = usize::from(matches!(c.word(0), "the" | "its" | "their"));
    let skip = article + usize::from(c.word(article) == "fiscal");
    let unit = match c.word(skip) {
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        _ => return None,
    };
    let last = last_day(c.skip(skip + 1))?;
    Some(Found::new(skip + 1, Meaning::Ended { unit, last: Box::new(last) }))
}

/// `the latest period`, `the 1988 quarter`: a period like the one told before.
fn comparable(c: Cursor) -> Option<Found> {
    if c.word(0) != "the" || !matches!(c.word(2), "period" | "quarter") {
        return None;
    }
    match c.word(1) {
        "latest" => Some(Found::new(3, Meaning::Comparable { year: None })),
        year => plain_year(year).map(|y| Found::new(3, Meaning::Comparable { year: Some(y) })),
    }
}

/// `the third quarter of 1990`, `third-quarter`, `Q3 2021`, `this quarter` is a period.
fn numbered(c: Cursor) -> Option<Found> {
    if let Some(n) = c.word(0).strip_prefix('q').and_then(|n| n.parse::<i8>().ok()).filter(|n| (1..=4).contains(n)) {
        let (year, len) = trailing_year(c.skip(1));
        return Some(Found::new(1 + len, Meaning::Quarter { year, quarter: n, which: Which::Bare }));
    }
    let mut skip = usize::from(matches!(c.word(0), "the" | "its" | "their"));
    let mut year = plain_year(c.word(skip)).map(Year::Given);
    skip += usize::from(year.is_some());
    if year.is_none()
        && matches!(c.word(skip), "last" | "this" | "next")
        && c.word(skip + 1) == "year"
        && c.word(skip + 2) == "'s"
    {
        year = Some(Year::Relative(match c.word(skip) {
            "last" => Which::Last,
            "next" => Which::Next,
            _ => Which::This,
        }));
        skip += 3;
    }
    if year.is_none() && matches!((c.word(skip), c.word(skip + 1), c.word(skip + 2)), ("year", "-", "earlier" | "ago")) {
        year = Some(Year::Relative(Which::Last));
        skip += 3;
    }
    let fiscal = c.word(skip) == "fiscal";
    skip += usize::from(fiscal) + usize::from(fiscal && c.word(skip + 1) == "-");
    let n = match c.word(skip) {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => return None,
    };
    let dash = usize::from(c.word(skip + 1) == "-");
    if c.word(skip + 1 + dash) != "quarter" {
        return None;
    }
    let len = skip + 2 + dash;
    let (trailing, year_len) = trailing_year(c.skip(len));
    Some(Found::new(len + year_len, Meaning::Quarter { year: year.or(trailing), quarter: n, which: Which::Bare }))
}

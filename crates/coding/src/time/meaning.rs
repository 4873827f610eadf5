//! What an expression of time says, before it is resolved to days.

use super::calendar::Third;
use super::feast::Movable;
use super::lexeme::Unit;
use jiff::civil::{Time, Weekday};

/// Which one of several: `last`, `this`, `next`; bare where nothing is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Bare,
    This,
    Last,
    Next,
}

/// A year, given or relative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    Given(i16),
    Relative(Which),
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Count {
    pub low: f64,
    pub high: f64,
    /// Whether no number is told (`weeks`, `several weeks`).
    pub vague: bool,
}

/// What stands before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    Exactly,
    MoreThan,
    JustOver,
    LessThan,
    About,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    At(Time),
    /// TIMEX3 letters, first and last hour.
    Part(&'static str, i8, i8),
}

/// An expression's meaning, on its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A day of a month.
    Day {
        year: Option<Year>,
        month: i8,
        day: i8,
    },
    /// A date in figures whose first two numbers may be day and month or month and day.
    EitherWay {
        year: i16,
        first: i8,
        second: i8,
    },
    Month {
        year: Option<Year>,
        month: i8,
        which: Which,
    },
    Year(i16),
    /// First year of a decade.
    Decade(i16),
    /// Number of a century.
    Century(i16),
    Season {
        year: Option<Year>,
        month: i8,
        letters: &'static str,
        which: Which,
    },
    Quarter {
        year: Option<Year>,
        quarter: i8,
        which: Which,
    },
    /// `week`: the week told beside it (`Monday last week`).
    Weekday {
        weekday: Weekday,
        which: Which,
        week: Option<Which>,
    },
    /// `the previous Friday`, `the following Monday`: counted from the date told before.
    Neighbour {
        weekday: Weekday,
        later: bool,
    },
    Weekend(Which),
    /// Days from the report's day.
    Offset(i64),
    /// The calendar unit around the report's day, before or after it.
    Period {
        unit: Unit,
        which: Which,
    },
    /// `the past two weeks`, `recent months`, `the next five years`.
    Stretch {
        count: Count,
        unit: Unit,
        ahead: bool,
    },
    Ago {
        count: Count,
        unit: Unit,
        bound: Bound,
    },
    /// From the date told before: `two days later`, `a year earlier`, `the next day`.
    Shift {
        count: Count,
        unit: Unit,
        later: bool,
    },
    /// `the quarter ended July 31`, `the year ended March 31`.
    Ended {
        unit: Unit,
        last: Box<Meaning>,
    },
    /// `the latest period`, `the 1988 quarter`: the quarter told before, or its like in another year.
    Comparable {
        year: Option<i16>,
    },
    /// A feast without a fixed day.
    Feast {
        year: Option<Year>,
        feast: Movable,
        which: Which,
    },
    /// `the day before last Tuesday`.
    Beside {
        day: Box<Meaning>,
        later: bool,
    },
    /// `the week of March 6`.
    WeekOf(Box<Meaning>),
    /// `year-earlier`, `year-ago`: like the period told, a year before.
    YearBefore,
    /// `the same day`, `that year`, `the quarter`.
    Same(Unit),
    /// `within hours`, `hours after`: soon after the date told before.
    Within {
        count: Count,
        unit: Unit,
    },
    /// The night before the report's day.
    Overnight,
    /// A time of day alone.
    TimeOfDay,
    Length {
        count: Count,
        unit: Unit,
    },
    /// TIMEX3 value of what is repeated.
    Repeated(String),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Vague(&'static str),
    Range(Box<Meaning>, Box<Meaning>),
}

/// An expression found: how many lexemes it takes and what it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub len: usize,
    pub meaning: Meaning,
    pub third: Option<Third>,
    pub clock: Option<Clock>,
    /// Of a range: the lexeme just past its first end, and the one where its second begins.
    pub ends: Option<(usize, usize)>,
}

impl Found {
    pub fn new(len: usize, meaning: Meaning) -> Found {
        Found { len, meaning, third: None, clock: None, ends: None }
    }

    pub fn ends(mut self, first: usize, second: usize) -> Found {
        self.ends = Some((first, second));
        self
    }

    pub fn third(mut self, third: Option<Third>) -> Found {
        self.third = self.third.or(third);
        self
    }

    pub fn clock(mut self, clock: Option<Clock>) -> Found {
        self.clock = self.clock.or(clock);
        self
    }

    pub fn longer(mut self, by: usize) -> Found {
        self.len += by;
        self.ends = self.ends.map(|(a, b)| (a + by, b + by));
        self
    }
}

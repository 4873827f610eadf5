//! Days of a claim as numbers, for comparing.

use crate::story::day_number;
use dateline_coding::claim::When;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Days {
    pub first: i64,
    pub last: i64,
    /// Minutes of the day, where a time of day is told.
    pub minutes: Option<(i64, i64)>,
}

impl Days {
    /// The days of `when`; `None` where either end is not told.
    pub fn of(when: &When) -> Option<Days> {
        if when.open.is_some() {
            return None;
        }
        let (start, end) = (when.start.as_deref()?, when.end.as_deref().or(when.start.as_deref())?);
        let (first, last) = (day_number(date(start)?), day_number(date(end)?));
        let minutes = minute(start).zip(minute(end)).filter(|(a, b)| first == last && b >= a);
        (first <= last).then_some(Days { first, last, minutes })
    }

    /// The last day on which it can have been, where only that is told.
    pub fn until(when: &When) -> Option<i64> {
        let end = when.end.as_deref().filter(|_| when.open.as_deref() == Some("before") && when.start.is_none());
        end.and_then(date).map(day_number)
    }

    /// Days it spans, at least 1.
    pub fn length(self) -> i64 {
        self.last - self.first + 1
    }

    /// Days between the two stretches; 0 where they overlap.
    pub fn gap(self, other: Days) -> i64 {
        (other.first - self.last).max(self.first - other.last).max(0)
    }
}

/// The day of an ISO date or date-time; a bare year is its first day.
pub(crate) fn date(text: &str) -> Option<Date> {
    let day = text.get(..10).unwrap_or(text);
    day.parse().ok().or_else(|| match day.len() {
        4 => Date::new(day.parse().ok()?, 1, 1).ok(),
        7 => Date::new(day.get(..4)?.parse().ok()?, day.get(5..)?.parse().ok()?, 1).ok(),
        _ => None,
    })
}

fn minute(text: &str) -> Option<i64> {
    let time = text.get(11..16)?;
    let (hour, minute) = time.split_once(':')?;
    Some(hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?)
}

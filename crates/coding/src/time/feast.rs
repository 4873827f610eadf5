//! Feasts by which news tell days: those on a fixed day, and those that move with the weekday or with Easter.
//!
//! Easter is reckoned by the Gregorian rule of Meeus, Jones and Butcher; Thanksgiving is the fourth Thursday of November
//! (United States). Feasts that depend on a sighting of the moon, or on the country (`Independence Day`), are left alone.

use super::calendar::{add_days, date, on_or_after};
use super::grammar::which;
use super::lexeme::Cursor;
use super::meaning::{Found, Meaning, Which, Year};
use super::year::trailing_year;
use jiff::civil::{Date, Weekday};

/// A feast that has no fixed day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Movable {
    Thanksgiving,
    /// Days from Easter Sunday.
    Easter(i64),
}

/// A feast at the cursor.
pub(super) fn feast(c: Cursor) -> Option<Found> {
    fixed(c).or_else(|| movable(c))
}

fn fixed(c: Cursor) -> Option<Found> {
    let s = usize::from(c.word(2) == "'s");
    let (month, day, len) = match (c.word(0), c.word(1)) {
        ("christmas", "eve") => (12, 24, 2),
        ("christmas", "day") => (12, 25, 2),
        ("christmas", _) if c.capital(0) => (12, 25, 1),
        ("new", "year") if s == 1 && c.word(3) == "eve" => (12, 31, 4),
        ("new", "year") if s == 1 && c.word(3) == "day" => (1, 1, 4),
        ("new", "years") if c.word(2) == "eve" => (12, 31, 3),
        ("new", "years") if c.word(2) == "day" => (1, 1, 3),
        _ => return None,
    };
    let (year, year_len) = trailing_year(c.skip(len));
    Some(Found::new(len + year_len, Meaning::Day { year, month, day }))
}

fn movable(c: Cursor) -> Option<Found> {
    let (which, skip) = which(c);
    let d = c.skip(skip);
    if !d.capital(0) {
        return None;
    }
    let (feast, len) = match (d.word(0), d.word(1)) {
        ("thanksgiving", "day") => (Movable::Thanksgiving, 2),
        ("thanksgiving", _) => (Movable::Thanksgiving, 1),
        ("good", "friday") => (Movable::Easter(-2), 2),
        ("easter", "sunday") => (Movable::Easter(0), 2),
        ("easter", "monday") => (Movable::Easter(1), 2),
        ("palm", "sunday") => (Movable::Easter(-7), 2),
        ("ash", "wednesday") => (Movable::Easter(-46), 2),
        _ => return None,
    };
    let (year, year_len) = trailing_year(d.skip(len));
    let year = year.or((which == Which::This).then_some(Year::Relative(Which::This)));
    Some(Found::new(skip + len + year_len, Meaning::Feast { year, feast, which }))
}

/// The day of a feast in a year.
pub(super) fn day_of(feast: Movable, year: i16) -> Option<Date> {
    match feast {
        Movable::Thanksgiving => date(year, 11, 1).map(|first| add_days(on_or_after(first, Weekday::Thursday), 21)),
        Movable::Easter(days) => easter(year).map(|sunday| add_days(sunday, days)),
    }
}

fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let l = (32 + 2 * b.rem_euclid(4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as d;

    #[test]
    fn days_of_feasts() {
        for day in [d(1999, 4, 4), d(2000, 4, 23), d(2011, 4, 24), d(2016, 3, 27), d(2024, 3, 31), d(2038, 4, 25)] {
            assert_eq!(day_of(Movable::Easter(0), day.year()), Some(day));
        }
        assert_eq!(day_of(Movable::Thanksgiving, 1999), Some(d(1999, 11, 25)));
        assert_eq!(day_of(Movable::Thanksgiving, 2022), Some(d(2022, 11, 24)));
    }
}

//! Which quarter a report on accounts means: companies compare a quarter with the one a year before it.

use super::TimeKind;
use super::calendar::{Days, add_days, add_months, holding};
use super::counted::same;
use super::lexeme::Unit;
use super::resolve::{ABSOLUTE, Context, Resolved};
use super::value::{precision, unit_value};

fn one(unit: Unit, day: jiff::civil::Date, rule: impl Into<String>) -> Resolved {
    Resolved::new(TimeKind::Date, unit_value(day, unit), Some(holding(day, unit)), precision(unit), unit, rule)
}

/// A quarter told by its last day is the calendar quarter that holds most of it; a year so told is a length with an end.
pub(super) fn ended(unit: Unit, last: Resolved, context: Context) -> Resolved {
    let Some(days) = last.days else {
        return if unit == Unit::Quarter {
            same(unit, context)
        } else {
            Resolved::new(TimeKind::Duration, "P1Y", None, "unknown", unit, "a year with its end told")
        };
    };
    if unit == Unit::Quarter {
        // Half a quarter before its end.
        return one(unit, add_days(days.end, -45), format!("the quarter up to {}", days.end));
    }
    let start = add_days(add_months(days.end, -12), 1);
    let rule = format!("the twelve months up to {}", days.end);
    Resolved::new(TimeKind::Duration, "P1Y", Some(Days::between(start, days.end)), "range", unit, rule)
}

/// The quarter told before, or the same one of another year.
pub(super) fn comparable(year: Option<i16>, context: Context) -> Resolved {
    let Some(year) = year else { return same(Unit::Quarter, context) };
    match context.quarter {
        Some(told) => {
            let months = 12 * (i64::from(year) - i64::from(told.start.year()));
            one(Unit::Quarter, add_months(told.start, months), "the quarter told before, in the year told")
        }
        None => {
            let days = super::calendar::years(year, 1);
            Resolved::new(TimeKind::Date, format!("{year:04}"), days, "year", Unit::Year, ABSOLUTE)
        }
    }
}

/// The quarter a year before the one that the sentence compares with.
pub(super) fn year_before(context: Context) -> Option<Resolved> {
    let told = context.quarter?;
    Some(one(Unit::Quarter, add_months(told.start, -12), "the quarter a year before the one told"))
}

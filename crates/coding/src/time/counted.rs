//! Units counted from the report's day or from the date told before: `last week`, `two months ago`, `a year earlier`.

use super::TimeKind;
use super::accounts::year_before;
use super::calendar::{Days, add, add_days, add_months, holding};
use super::length::length_value;
use super::lexeme::{Unit, amount};
use super::meaning::{Bound, Count, Which};
use super::named::step;
use super::resolve::{Context, Resolved};
use super::tense::Direction;
use super::value::{day_value, precision, report_name, unit_value};

/// `this week` runs up to the report's day; `last week` is the calendar week before.
pub(super) fn period(unit: Unit, which: Which, context: Context) -> Resolved {
    let Some(report) = context.report else {
        return Resolved::new(TimeKind::Date, "XXXX", None, precision(unit), unit, "no date of the report");
    };
    let n = f64::from(step(which));
    let base = match unit {
        Unit::Week => add_days(report, n as i64 * 7),
        _ => add(report.first_of_month(), unit, n),
    };
    let base = if which == Which::This || which == Which::Bare { report } else { base };
    let days = holding(base, unit);
    let (days, rule) = match (which, context.direction) {
        (Which::Last, _) => (days, format!("the calendar {} before", unit.as_str())),
        (Which::Next, _) => (days, format!("the calendar {} after", unit.as_str())),
        (_, Direction::Future) => (Days::between(report, days.end), format!("the rest of the calendar {} of", unit.as_str())),
        _ => (days.until(report), format!("the calendar {} up to", unit.as_str())),
    };
    Resolved::new(
        TimeKind::Date,
        unit_value(base, unit),
        Some(days),
        precision(unit),
        unit,
        format!("{rule} {}", report_name(report)),
    )
}

pub(super) fn stretch(count: Count, unit: Unit, ahead: bool, context: Context) -> Resolved {
    let value = if count.vague && unit == Unit::Year && !ahead { "PAST_REF".to_owned() } else { length_value(count, unit) };
    let kind = if value == "PAST_REF" { TimeKind::Date } else { TimeKind::Duration };
    let days = context.report.map(|report| {
        if ahead {
            Days::between(report, add(report, unit, count.high))
        } else {
            Days::between(add(report, unit, -count.high), report)
        }
    });
    let side = if ahead { "after" } else { "up to" };
    Resolved::new(kind, value, days, "range", unit, format!("{} {}s {side} the report", amount(count.high), unit.as_str()))
}

pub(super) fn ago(count: Count, unit: Unit, bound: Bound, context: Context) -> Resolved {
    let Some(report) = context.report else {
        return Resolved::new(TimeKind::Date, "PAST_REF", None, "unknown", unit, "no date of the report");
    };
    // In a text on quarters, `a year ago` is the quarter of the year before.
    if unit == Unit::Year
        && count.low == 1.0
        && bound == Bound::Exactly
        && let Some(quarter) = year_before(context)
    {
        return quarter;
    }
    let back = |n: f64| add(report, unit, -n);
    let told = back(count.low);
    let value = match unit {
        _ if count.vague => {
            if unit == Unit::Year {
                "PAST_REF".to_owned()
            } else {
                length_value(count, unit)
            }
        }
        Unit::Second | Unit::Minute | Unit::Hour => day_value(told),
        // `a week ago` is meant to the day, `six weeks ago` is not.
        Unit::Night => day_value(told),
        Unit::Week if count.low <= 1.0 => day_value(told),
        _ => unit_value(told, unit),
    };
    let kind = if value.starts_with("PX") || value.starts_with("PTX") { TimeKind::Duration } else { TimeKind::Date };
    let name = unit.as_str();
    let n = amount(count.low);
    let days = match (unit, bound) {
        _ if count.vague => Days::between(back(count.high), back(count.low)),
        (Unit::Hour | Unit::Minute | Unit::Second, _) => {
            Days::between(add_days(told, -i64::from(unit == Unit::Hour && count.high >= 6.0)), report)
        }
        (_, Bound::JustOver) => Days::between(back(count.high * 7.0 / 6.0).min(add_days(told, -1)), told),
        (_, Bound::MoreThan) => Days::between(back(count.high + 1.0), back(count.low)),
        (_, Bound::LessThan) => Days::between(told, back((count.low - 1.0).max(0.0))),
        (Unit::Day | Unit::Night, Bound::Exactly) => Days::between(back(count.high), told),
        (Unit::Day | Unit::Night, _) => Days::between(add_days(told, -1), add_days(told, 1)),
        // A week ago: the seventh day before, a day either side; more weeks are told more loosely.
        (Unit::Week, _) if count.low <= 1.0 => Days::between(add_days(told, -1), add_days(told, 1)),
        (Unit::Week, _) => Days::between(add_days(back(count.high), -3), add_days(told, 3)),
        _ => Days::between(holding(back(count.high), unit).start, holding(told, unit).end),
    };
    let (shape, rule) = match bound {
        Bound::JustOver => ("range", format!("a little more than {n} {name}s before the report")),
        Bound::MoreThan => ("range", format!("{n} to {} {name}s before the report", amount(count.high + 1.0))),
        Bound::LessThan => ("range", format!("up to {n} {name}s before the report")),
        _ if count.vague => ("range", format!("some {name}s before the report")),
        _ => match unit {
            Unit::Day | Unit::Night if days.start == days.end => ("day", format!("{n} days before the report")),
            Unit::Week if count.low == 1.0 => ("range", "the seventh day before the report, a day either side".to_owned()),
            Unit::Month | Unit::Year | Unit::Decade => {
                (precision(unit), format!("the calendar {name} {n} {name}s before the report"))
            }
            _ => ("range", format!("about {n} {name}s before the report")),
        },
    };
    Resolved::new(kind, value, Some(days), shape, if unit == Unit::Week { Unit::Day } else { unit }, rule)
}

pub(super) fn shift(count: Count, unit: Unit, later: bool, context: Context) -> Resolved {
    if unit == Unit::Year
        && !later
        && count.low == 1.0
        && !count.vague
        && let Some(quarter) = year_before(context)
    {
        return quarter;
    }
    let fallback = if unit == Unit::Year { "XXXX".to_owned() } else { length_value(count, unit) };
    let Some((last, last_unit)) = context.last else {
        return Resolved::new(TimeKind::Date, fallback, None, "unknown", unit, "no date told before");
    };
    let sign = if later { 1.0 } else { -1.0 };
    let from = if later { last.end } else { last.start };
    let side = if later { "after" } else { "before" };
    let rule = format!("{} {}s {side} the date told before, {from}", amount(count.low), unit.as_str());
    let hours = matches!(unit, Unit::Hour | Unit::Minute | Unit::Second);
    if hours && last_unit != Unit::Day {
        return Resolved::new(TimeKind::Duration, fallback, None, "unknown", unit, "no day told before");
    }
    if count.vague || hours {
        let far = add(from, unit, sign * count.high);
        let days = Days::between(
            from,
            if matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) { add_days(from, sign as i64) } else { far },
        );
        let value = if count.vague { length_value(count, unit) } else { day_value(from) };
        return Resolved::new(
            TimeKind::Duration,
            value,
            Some(days),
            "range",
            Unit::Day,
            format!("soon {side} the date told before, {from}"),
        );
    }
    let to = add(if later && last_unit != Unit::Day { last.start } else { from }, unit, sign * count.low);
    // Units larger than the one told before keep that one's grain: a year after a day is a day.
    let grain = match (unit, last_unit) {
        (Unit::Year | Unit::Decade, Unit::Quarter) => Unit::Quarter,
        (Unit::Year | Unit::Decade, _) => {
            if unit == Unit::Year {
                Unit::Year
            } else {
                Unit::Decade
            }
        }
        (Unit::Month | Unit::Quarter, _) => unit,
        (Unit::Week, Unit::Day) => Unit::Day,
        (Unit::Week, _) => Unit::Week,
        _ => Unit::Day,
    };
    let days = holding(to, grain);
    Resolved::new(TimeKind::Date, unit_value(to, grain), Some(days), precision(grain), grain, rule)
}

pub(super) fn same(unit: Unit, context: Context) -> Resolved {
    let rule = format!("the {} told before", unit.as_str());
    if let (Unit::Quarter, Some(told)) = (unit, context.quarter) {
        return Resolved::new(TimeKind::Date, unit_value(told.start, unit), Some(told), precision(unit), unit, rule);
    }
    match (context.last, context.report) {
        (Some((last, last_unit)), _) if unit != Unit::Quarter || last_unit == Unit::Quarter => {
            let days = holding(last.start, unit);
            Resolved::new(TimeKind::Date, unit_value(last.start, unit), Some(days), precision(unit), unit, rule)
        }
        (_, Some(report)) if unit == Unit::Quarter => {
            let days = holding(add_months(report.first_of_month(), -3), unit);
            Resolved::new(
                TimeKind::Date,
                unit_value(days.start, unit),
                Some(days),
                precision(unit),
                unit,
                "the last full quarter before the report",
            )
        }
        (_, Some(report)) => {
            let days = holding(report, unit).until(report);
            Resolved::new(
                TimeKind::Date,
                unit_value(report, unit),
                Some(days),
                precision(unit),
                unit,
                format!("the {} of the report", unit.as_str()),
            )
        }
        _ => Resolved::new(TimeKind::Date, "XXXX", None, "unknown", unit, "no date told before"),
    }
}

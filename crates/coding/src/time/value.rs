//! How days and units are written: TIMEX3 values, precisions, names in rules.

use super::calendar::week_value;
use super::lexeme::Unit;
use jiff::civil::{Date, Weekday};

pub(super) fn day_value(day: Date) -> String {
    day.to_string()
}

pub(super) fn month_value(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

pub(super) fn decade_value(year: i16) -> String {
    format!("{}", year.div_euclid(10))
}

/// TIMEX3 value of the calendar unit around a day.
pub(super) fn unit_value(day: Date, unit: Unit) -> String {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => day_value(day),
        Unit::Week => week_value(day),
        Unit::Month => month_value(day),
        Unit::Quarter => format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1),
        Unit::Year => format!("{:04}", day.year()),
        Unit::Decade => decade_value(day.year()),
        Unit::Century => format!("{}", day.year().div_euclid(100)),
    }
}

pub(super) fn precision(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "range",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "range",
    }
}

pub(super) fn report_name(report: Date) -> String {
    format!("the report of {} {report}", weekday_name(report.weekday()))
}

pub(super) fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

//! Which day, month, season or weekend a name without a year means, seen from the report.

use super::TimeKind;
use super::calendar::{self, Days, add_days, date, on_or_after, on_or_before, week_value};
use super::feast::{Movable, day_of};
use super::lexeme::Unit;
use super::meaning::{Which, Year};
use super::resolve::{ABSOLUTE, Context, Resolved};
use super::tense::Direction;
use super::value::{day_value, month_value, report_name, weekday_name};
use jiff::civil::{Date, Weekday};

pub(super) fn given_year(year: Year, report: Option<Date>) -> Option<i16> {
    match year {
        Year::Given(year) => Some(year),
        Year::Relative(which) => report.map(|r| r.year() + step(which)),
    }
}

pub(super) fn step(which: Which) -> i16 {
    match which {
        Which::Last => -1,
        Which::Next => 1,
        Which::Bare | Which::This => 0,
    }
}

/// The year told earlier in the sentence, where it is a past one and the clause tells of the past.
pub(super) fn inherited(context: Context) -> Option<i16> {
    context.year.filter(|y| context.direction == Direction::Past && context.report.is_none_or(|r| *y < r.year()))
}

/// A day without a year: past tense, the last one; future, the next one; otherwise the one nearest to the report.
pub(super) fn day_in_year(year: Option<Year>, month: i8, day: i8, context: Context) -> (Option<Date>, String) {
    if let Some(year) = year {
        return (given_year(year, context.report).and_then(|y| date(y, month, day)), ABSOLUTE.to_owned());
    }
    if let Some(year) = inherited(context) {
        return (date(year, month, day), "in the year told earlier in the sentence".to_owned());
    }
    let Some(report) = context.report else { return (None, "no year told and no date of the report".to_owned()) };
    let options = [-1, 0, 1].map(|step| date(report.year() + step, month, day));
    let distance = |d: &Date| i64::from(report.until(*d).map_or(0, |s| s.get_days()));
    let near = options.into_iter().flatten().min_by_key(|d| distance(d).abs());
    // The past tense of a verb of planning or saying says little about a day just ahead.
    let last = options.into_iter().flatten().filter(|d| *d <= report).max();
    let next = options.into_iter().flatten().filter(|d| *d >= report).min();
    let (found, how) = match context.direction {
        Direction::Past if near.is_some_and(|d| distance(&d) > 60) => (last, "the last one before"),
        Direction::Future if near.is_some_and(|d| distance(&d) < -60) => (next, "the next one after"),
        _ => (near, "the one nearest to"),
    };
    (found, format!("no year told: {how} {}", report_name(report)))
}

/// A feast that moves, by the same rules; `last` and `next` are told from the report's day.
pub(super) fn feast_day(year: Option<Year>, feast: Movable, which: Which, context: Context) -> (Option<Date>, String) {
    if let Some(year) = year {
        return (given_year(year, context.report).and_then(|y| day_of(feast, y)), ABSOLUTE.to_owned());
    }
    let Some(report) = context.report else { return (None, "no year told and no date of the report".to_owned()) };
    let options = [-1, 0, 1].map(|step| day_of(feast, report.year().saturating_add(step)));
    let days = options.into_iter().flatten();
    let distance = |d: &Date| i64::from(report.until(*d).map_or(0, |s| s.get_days())).abs();
    let found = match (which, context.direction) {
        (Which::Last, _) | (Which::Bare, Direction::Past) => days.filter(|d| *d <= report).max(),
        (Which::Next, _) | (Which::Bare, Direction::Future) => days.filter(|d| *d >= report).min(),
        _ => days.min_by_key(distance),
    };
    (found, format!("feast without a year, seen from {}", report_name(report)))
}

pub(super) fn month_of_year(year: Option<Year>, month: i8, which: Which, context: Context) -> Resolved {
    let make = |year: Option<i16>, rule: String| {
        let days = year.and_then(|y| calendar::months(y, month, 1));
        let value = days.map_or_else(|| format!("XXXX-{month:02}"), |d| month_value(d.start));
        Resolved::new(TimeKind::Date, value, days, "month", Unit::Month, rule)
    };
    if let Some(year) = year {
        return make(given_year(year, context.report), ABSOLUTE.to_owned());
    }
    if let Some(year) = inherited(context).filter(|_| which == Which::Bare) {
        return make(Some(year), "in the year told earlier in the sentence".to_owned());
    }
    let Some(report) = context.report else { return make(None, "no year told and no date of the report".to_owned()) };
    let this = report.year();
    let last = if month <= report.month() { this } else { this - 1 };
    let next = if month >= report.month() { this } else { this + 1 };
    let (year, how) = match (which, context.direction) {
        (Which::This, _) => (this, "of the report's year"),
        (Which::Last, _) => (if month < report.month() { this } else { this - 1 }, "the last one before the report"),
        (Which::Next, _) => (if month > report.month() { this } else { this + 1 }, "the next one after the report"),
        (Which::Bare, Direction::Past) => (last, "the last one not after the report"),
        (Which::Bare, Direction::Future) => (next, "the next one not before the report"),
        // Nearest, with the past preferred: news tell what has happened.
        (Which::Bare, Direction::Unknown) => (
            if i32::from(next) * 12 + i32::from(month) - i32::from(this) * 12 - i32::from(report.month()) <= 3 {
                next
            } else {
                last
            },
            "the one nearest to the report",
        ),
    };
    let mut resolved = make(Some(year), format!("no year told: {how}, {}", report_name(report)));
    if context.direction == Direction::Past {
        resolved.days = resolved.days.map(|d| d.until(report));
    }
    resolved
}

pub(super) fn season(year: Option<Year>, month: i8, letters: &str, which: Which, context: Context) -> Resolved {
    let make = |year: Option<i16>, rule: String| {
        let days = year.and_then(|y| calendar::months(y, month, 3));
        let value = year.map_or_else(|| format!("XXXX-{letters}"), |y| format!("{y:04}-{letters}"));
        Resolved::new(TimeKind::Date, value, days, "season", Unit::Quarter, rule)
    };
    if let Some(year) = year {
        return make(given_year(year, context.report), "season as told, calendar months".to_owned());
    }
    let Some(report) = context.report else { return make(None, "no year told and no date of the report".to_owned()) };
    let started = |y: i16| date(y, month, 1).is_some_and(|d| d <= report);
    let over = |y: i16| calendar::months(y, month, 3).is_some_and(|d| d.end < report);
    let now = if started(report.year()) { report.year() } else { report.year() - 1 };
    let year = match (which, context.direction) {
        (Which::Last, _) => {
            if over(now) {
                now
            } else {
                now - 1
            }
        }
        (Which::Next, _) => {
            if started(report.year()) {
                report.year() + 1
            } else {
                report.year()
            }
        }
        (Which::This, Direction::Past) => now,
        (Which::This, _) => {
            if over(report.year() - 1) && month != 12 || over(now) {
                report.year()
            } else {
                now
            }
        }
        (Which::Bare, Direction::Future) => {
            if over(report.year()) {
                report.year() + 1
            } else if over(now) {
                report.year()
            } else {
                now
            }
        }
        (Which::Bare, _) => now,
    };
    make(Some(year), format!("season, calendar months, seen from {}", report_name(report)))
}

pub(super) fn quarter_of_year(year: Option<Year>, quarter: i8, which: Which, context: Context) -> Resolved {
    let year = match (year, context.report) {
        (Some(year), report) => given_year(year, report),
        (None, Some(report)) => {
            let now = (report.month() - 1) / 3 + 1;
            // The nearest one; what is told of a quarter is mostly told once it is over.
            let step = match (which, quarter - now) {
                (Which::Bare, 2 | 3) => -1,
                (Which::Bare, -3) if context.direction != Direction::Past => 1,
                (Which::Bare, _) => 0,
                _ => step(which),
            };
            Some(report.year() + step)
        }
        _ => None,
    };
    let days = year.and_then(|y| calendar::months(y, quarter * 3 - 2, 3));
    let value = year.map_or_else(|| format!("XXXX-Q{quarter}"), |y| format!("{y:04}-Q{quarter}"));
    Resolved::new(TimeKind::Date, value, days, "range", Unit::Quarter, "quarter of the calendar year")
}

pub(super) fn named_weekday(weekday: Weekday, which: Which, week: Option<Which>, context: Context) -> Resolved {
    let number = weekday.to_monday_one_offset();
    let Some(report) = context.report else {
        return Resolved::new(TimeKind::Date, format!("XXXX-WXX-{number}"), None, "day", Unit::Day, "no date of the report");
    };
    let name = weekday_name(weekday);
    let (found, how) = if let Some(week) = week {
        let monday = add_days(calendar::monday(report), i64::from(step(week)) * 7);
        (add_days(monday, i64::from(number) - 1), format!("{name} of the week told, seen from"))
    } else {
        let same = report.weekday() == weekday;
        match (which, context.direction) {
            (Which::Last, _) => (on_or_before(add_days(report, -1), weekday), format!("last {name} before")),
            (Which::Next, _) => (on_or_after(add_days(report, 1), weekday), format!("next {name} after")),
            (_, Direction::Future) if same => (report, format!("{name}, the day of")),
            (_, Direction::Future) => (on_or_after(report, weekday), format!("{name} after")),
            _ if same => (report, format!("{name}, the day of")),
            _ => (on_or_before(report, weekday), format!("{name} before")),
        }
    };
    Resolved::new(
        TimeKind::Date,
        day_value(found),
        Some(Days::one(found)),
        "day",
        Unit::Day,
        format!("{how} {}", report_name(report)),
    )
}

/// The weekday before or after the day told before, or as seen from the report where none is told.
pub(super) fn neighbour(weekday: Weekday, later: bool, context: Context) -> Resolved {
    let told = context.last.filter(|(_, unit)| matches!(unit, Unit::Day | Unit::Week)).map(|(days, _)| days);
    let Some(told) = told else {
        return named_weekday(weekday, if later { Which::Next } else { Which::Last }, None, context);
    };
    let found = if later { on_or_after(add_days(told.end, 1), weekday) } else { on_or_before(add_days(told.start, -1), weekday) };
    let side = if later { "after" } else { "before" };
    let rule = format!("{} {side} the date told before, {}", weekday_name(weekday), told.start);
    Resolved::new(TimeKind::Date, day_value(found), Some(Days::one(found)), "day", Unit::Day, rule)
}

/// The last Saturday and Sunday before the report, or the next where the sentence looks ahead.
pub(super) fn weekend(which: Which, context: Context) -> Resolved {
    let Some(report) = context.report else {
        return Resolved::new(TimeKind::Date, "XXXX-WXX-WE", None, "range", Unit::Day, "no date of the report");
    };
    let ahead = which == Which::Next
        || which == Which::This && context.direction != Direction::Past
        || which == Which::Bare && context.direction == Direction::Future;
    let inside = matches!(report.weekday(), Weekday::Saturday | Weekday::Sunday);
    let saturday = match (which, ahead) {
        (Which::Next, _) => on_or_after(add_days(report, 1), Weekday::Saturday),
        (Which::Last, _) if inside => add_days(on_or_before(report, Weekday::Saturday), -7),
        (_, true) if !inside => on_or_after(report, Weekday::Saturday),
        _ => on_or_before(report, Weekday::Saturday),
    };
    let days = Days { start: saturday, end: add_days(saturday, 1) };
    let how = if ahead { "next" } else { "last" };
    Resolved::new(
        TimeKind::Date,
        format!("{}-WE", week_value(saturday)),
        Some(days),
        "range",
        Unit::Week,
        format!("the {how} Saturday and Sunday, seen from {}", report_name(report)),
    )
}

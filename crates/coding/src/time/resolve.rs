//! From what an expression says to days, by the report's date, the tense and the date told before.

use super::calendar::{
    self, Days, Third, add, add_days, add_months, date, holding, on_or_after, on_or_before, third, week_value,
};
use super::lexeme::{Unit, amount};
use super::meaning::{Bound, Clock, Count, Found, Meaning, Which, Year};
use super::relative::length_value;
use super::tense::Direction;
use super::{Open, TimeKind};
use jiff::civil::{Date, Time, Weekday};

/// What is known where an expression stands.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub report: Option<Date>,
    /// The date told before in the text, with its unit.
    pub last: Option<(Days, Unit)>,
    /// A year told earlier in the sentence.
    pub year: Option<i16>,
    pub direction: Direction,
}

/// An expression resolved.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub kind: TimeKind,
    pub value: String,
    pub days: Option<Days>,
    pub times: (Option<Time>, Option<Time>),
    pub open: Option<Open>,
    pub precision: &'static str,
    pub rule: String,
    /// The unit that later expressions such as `a year earlier` count from.
    pub unit: Unit,
}

impl Resolved {
    fn new(
        kind: TimeKind,
        value: impl Into<String>,
        days: Option<Days>,
        precision: &'static str,
        unit: Unit,
        rule: impl Into<String>,
    ) -> Resolved {
        let precision = if days.is_none() { "unknown" } else { precision };
        Resolved { kind, value: value.into(), days, times: (None, None), open: None, precision, rule: rule.into(), unit }
    }
}

/// Resolves one expression.
pub(super) fn resolve(found: &Found, context: Context) -> Resolved {
    let mut resolved = meaning(&found.meaning, context);
    if let (Some(which), Some(days)) = (found.third, resolved.days)
        && !matches!(resolved.unit, Unit::Day | Unit::Night | Unit::Hour | Unit::Minute | Unit::Second)
    {
        resolved.days = Some(third(days, which));
        resolved.precision = "range";
        let name = match which {
            Third::Early => "first",
            Third::Mid => "middle",
            Third::Late => "last",
        };
        resolved.rule = format!("{name} third of: {}", resolved.rule);
    }
    if let Some(clock) = found.clock {
        told_clock(&mut resolved, clock);
    }
    resolved
}

fn told_clock(resolved: &mut Resolved, clock: Clock) {
    let dated = resolved.days.is_some() && resolved.unit == Unit::Day;
    match clock {
        Clock::At(time) => {
            resolved.kind = TimeKind::Time;
            resolved.value = format!("{}T{:02}:{:02}", resolved.value, time.hour(), time.minute());
            if dated {
                resolved.times = (Some(time), Some(time));
                resolved.precision = "time";
                resolved.rule += ", at the hour told";
            }
        }
        Clock::Part(letters, from, to) => {
            if !letters.is_empty() {
                resolved.kind = TimeKind::Time;
                resolved.value += letters;
            }
            if dated {
                resolved.times = (
                    Time::new(from, 0, 0, 0).ok(),
                    if to == 24 { Time::new(23, 59, 0, 0).ok() } else { Time::new(to, 0, 0, 0).ok() },
                );
                resolved.precision = "part_of_day";
                resolved.rule += ", the part of the day told";
            }
        }
    }
}

fn day_value(day: Date) -> String {
    day.to_string()
}

fn month_value(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn decade_value(year: i16) -> String {
    format!("{}", year.div_euclid(10))
}

/// TIMEX3 value of the calendar unit around a day.
fn unit_value(day: Date, unit: Unit) -> String {
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

fn precision(unit: Unit) -> &'static str {
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

fn report_name(report: Date) -> String {
    format!("the report of {} {report}", weekday_name(report.weekday()))
}

fn weekday_name(weekday: Weekday) -> &'static str {
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

const ABSOLUTE: &str = "date as told";

fn meaning(meaning: &Meaning, context: Context) -> Resolved {
    let report = context.report;
    let day =
        |days: Option<Days>, value: String, rule: String| Resolved::new(TimeKind::Date, value, days, "day", Unit::Day, rule);
    match meaning {
        Meaning::Day { year, month, day: number } => {
            let (found, rule) = day_in_year(*year, *month, *number, context);
            let value = found.map_or_else(|| format!("XXXX-{month:02}-{number:02}"), day_value);
            day(found.map(Days::one), value, rule)
        }
        Meaning::EitherWay { year, first, second } => {
            let options = [date(*year, *first, *second), date(*year, *second, *first)];
            let near = |d: &Date| report.map_or(0, |r| i64::from(r.until(*d).map_or(0, |s| s.get_days())).abs());
            let found = options.into_iter().flatten().min_by_key(near);
            let value = found.map_or_else(|| format!("{year:04}"), day_value);
            day(
                found.map(Days::one),
                value,
                "date in figures; of day–month and month–day the one nearer to the report".to_owned(),
            )
        }
        Meaning::Month { year, month, which } => month_of_year(*year, *month, *which, context),
        Meaning::Year(year) => {
            Resolved::new(TimeKind::Date, format!("{year:04}"), calendar::years(*year, 1), "year", Unit::Year, ABSOLUTE)
        }
        Meaning::Decade(start) => {
            Resolved::new(TimeKind::Date, decade_value(*start), calendar::years(*start, 10), "decade", Unit::Decade, ABSOLUTE)
        }
        Meaning::Century(n) => {
            let first = (n - 1).checked_mul(100).unwrap_or(0);
            Resolved::new(TimeKind::Date, format!("{:02}", n - 1), calendar::years(first, 100), "range", Unit::Century, ABSOLUTE)
        }
        Meaning::Season { year, month, letters, which } => season(*year, *month, letters, *which, context),
        Meaning::Quarter { year, quarter, which } => quarter_of_year(*year, *quarter, *which, context),
        Meaning::Weekday { weekday, which, week } => named_weekday(*weekday, *which, *week, context),
        Meaning::Weekend(which) => weekend(*which, context),
        Meaning::Offset(n) => {
            let found = report.map(|r| add_days(r, *n));
            let rule = match n {
                0 => "the day of the report".to_owned(),
                -1 => "the day before the report".to_owned(),
                1 => "the day after the report".to_owned(),
                _ => format!("{} days {} the report", n.abs(), if *n < 0 { "before" } else { "after" }),
            };
            let value = found.map_or_else(|| "XXXX-XX-XX".to_owned(), day_value);
            day(found.map(Days::one), value, rule)
        }
        Meaning::Overnight => {
            let days = report.map(|r| Days { start: add_days(r, -1), end: r });
            let value = days.map_or_else(|| "XXXX-XX-XXTNI".to_owned(), |d| format!("{}TNI", d.start));
            Resolved::new(TimeKind::Time, value, days, "part_of_day", Unit::Day, "the night before the report's day")
        }
        Meaning::Period { unit, which } => period(*unit, *which, context),
        Meaning::Stretch { count, unit, ahead } => stretch(*count, *unit, *ahead, context),
        Meaning::Ago { count, unit, bound } => ago(*count, *unit, *bound, context),
        Meaning::Shift { count, unit, later } => shift(*count, *unit, *later, context),
        Meaning::Same(unit) => same(*unit, context),
        Meaning::Within { count, unit } => {
            let days = context
                .last
                .filter(|(_, unit)| *unit == Unit::Day)
                .map(|(last, _)| Days::between(last.start, add(last.end, *unit, count.high.max(1.0)).max(add_days(last.end, 1))));
            let rule = if days.is_some() { "soon after the date told before" } else { "no date told before" };
            Resolved::new(TimeKind::Duration, length_value(*count, *unit), days, "range", Unit::Day, rule)
        }
        Meaning::TimeOfDay => {
            let days = context.last.filter(|(_, unit)| *unit == Unit::Day).map(|(days, _)| days);
            let value = days.map_or_else(String::new, |d| day_value(d.end));
            Resolved::new(
                TimeKind::Time,
                value,
                days.map(|d| Days::one(d.end)),
                "day",
                Unit::Day,
                "a time of day on the date told before",
            )
        }
        Meaning::Length { count, unit } => {
            Resolved::new(TimeKind::Duration, length_value(*count, *unit), None, "unknown", *unit, "a length of time")
        }
        Meaning::Repeated(value) => Resolved::new(TimeKind::Set, value.clone(), None, "unknown", Unit::Day, "repeated"),
        Meaning::Vague(value) => {
            Resolved::new(TimeKind::Date, *value, None, "unknown", Unit::Day, "past, present or future, no date")
        }
        Meaning::Range(first, second) => range(first, second, context),
    }
}

fn given_year(year: Year, report: Option<Date>) -> Option<i16> {
    match year {
        Year::Given(year) => Some(year),
        Year::Relative(which) => report.map(|r| r.year() + step(which)),
    }
}

fn step(which: Which) -> i16 {
    match which {
        Which::Last => -1,
        Which::Next => 1,
        Which::Bare | Which::This => 0,
    }
}

/// The year told earlier in the sentence, where it is a past one and the clause tells of the past.
fn inherited(context: Context) -> Option<i16> {
    context.year.filter(|y| context.direction == Direction::Past && context.report.is_none_or(|r| *y < r.year()))
}

/// A day without a year: past tense, the last one; future, the next one; otherwise the one nearest to the report.
fn day_in_year(year: Option<Year>, month: i8, day: i8, context: Context) -> (Option<Date>, String) {
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

fn month_of_year(year: Option<Year>, month: i8, which: Which, context: Context) -> Resolved {
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

fn season(year: Option<Year>, month: i8, letters: &str, which: Which, context: Context) -> Resolved {
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

fn quarter_of_year(year: Option<Year>, quarter: i8, which: Which, context: Context) -> Resolved {
    let year = match (year, context.report) {
        (Some(year), report) => given_year(year, report),
        (None, Some(report)) => {
            let now = (report.month() - 1) / 3 + 1;
            // The nearest one; what is told of a quarter is mostly told once it is over.
            let step = match (which, quarter - now) {
                (Which::Bare, 2 | 3) => -1,
                (Which::Bare, -3) => 1,
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

fn named_weekday(weekday: Weekday, which: Which, week: Option<Which>, context: Context) -> Resolved {
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

/// The last Saturday and Sunday before the report, or the next where the sentence looks ahead.
fn weekend(which: Which, context: Context) -> Resolved {
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

/// `this week` runs up to the report's day; `last week` is the calendar week before.
fn period(unit: Unit, which: Which, context: Context) -> Resolved {
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

fn stretch(count: Count, unit: Unit, ahead: bool, context: Context) -> Resolved {
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

fn ago(count: Count, unit: Unit, bound: Bound, context: Context) -> Resolved {
    let Some(report) = context.report else {
        return Resolved::new(TimeKind::Date, "PAST_REF", None, "unknown", unit, "no date of the report");
    };
    // In a text on quarters, `a year ago` is the quarter of the year before.
    if let (Some((last, Unit::Quarter)), Unit::Year) = (context.last, unit)
        && count.low == 1.0
        && bound == Bound::Exactly
    {
        let days = holding(add_months(last.start, -12), Unit::Quarter);
        return Resolved::new(
            TimeKind::Date,
            unit_value(days.start, Unit::Quarter),
            Some(days),
            "range",
            Unit::Quarter,
            "the quarter a year before the one told",
        );
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
        _ => unit_value(told, if unit == Unit::Week || unit == Unit::Night { Unit::Day } else { unit }),
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

fn shift(count: Count, unit: Unit, later: bool, context: Context) -> Resolved {
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

fn same(unit: Unit, context: Context) -> Resolved {
    let rule = format!("the {} told before", unit.as_str());
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

fn range(first: &Meaning, second: &Meaning, context: Context) -> Resolved {
    let (a, b) = (meaning(first, context), meaning(second, context));
    if a.kind == TimeKind::Time && b.kind == TimeKind::Time {
        return Resolved { rule: "from one hour to another".to_owned(), ..a };
    }
    let days = match (a.days, b.days) {
        (Some(a), Some(b)) if a.start <= b.end => Some(Days { start: a.start, end: b.end }),
        // `from Friday to Monday`: the second after the first, the first before the second.
        (Some(a), Some(b)) if matches!(second, Meaning::Weekday { .. }) => {
            Some(Days { start: add_days(a.start, -7).max(add_days(b.end, -6)), end: b.end })
        }
        _ => None,
    };
    Resolved {
        kind: TimeKind::Date,
        value: format!("{}/{}", a.value, b.value),
        days,
        times: (None, None),
        open: None,
        precision: if days.is_some() { "range" } else { "unknown" },
        rule: format!("from {} to {}", a.rule, b.rule),
        unit: b.unit,
    }
}

//! From what an expression says to days, by the report's date, the tense and the date told before.

use super::accounts::{comparable, ended, year_before};
use super::calendar::{self, Days, Third, add, add_days, date, third};
use super::counted::{ago, period, same, shift, stretch};
use super::length::length_value;
use super::lexeme::Unit;
use super::meaning::{Clock, Found, Meaning, Which};
use super::named::{day_in_year, feast_day, month_of_year, named_weekday, neighbour, quarter_of_year, season, weekend};
use super::tense::Direction;
use super::value::{day_value, decade_value, unit_value};
use super::{Open, TimeKind};
use jiff::civil::{Date, Time};

/// What is known where an expression stands.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub report: Option<Date>,
    /// The date told before in the text, with its unit.
    pub last: Option<(Days, Unit)>,
    /// The quarter whose figures the sentence compares.
    pub quarter: Option<Days>,
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
    pub fn new(
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

pub(super) const ABSOLUTE: &str = "date as told";

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
        Meaning::Neighbour { weekday, later } => neighbour(*weekday, *later, context),
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
        Meaning::Ended { unit, last } => ended(*unit, self::meaning(last, context), context),
        Meaning::Feast { year, feast, which } => {
            let (found, rule) = feast_day(*year, *feast, *which, context);
            let value = found.map_or_else(|| "XXXX-XX-XX".to_owned(), day_value);
            day(found.map(Days::one), value, rule)
        }
        Meaning::Beside { day: beside, later } => {
            let told = self::meaning(beside, context);
            let found = told.days.map(|d| if *later { add_days(d.end, 1) } else { add_days(d.start, -1) });
            let value = found.map_or_else(|| "XXXX-XX-XX".to_owned(), day_value);
            day(found.map(Days::one), value, format!("the day {} {}", if *later { "after" } else { "before" }, told.rule))
        }
        Meaning::WeekOf(day) => {
            let day = self::meaning(day, context);
            match day.days {
                Some(days) => {
                    let value = unit_value(days.start, Unit::Week);
                    let rule = format!("the calendar week of {}", days.start);
                    Resolved::new(TimeKind::Date, value, Some(calendar::week(days.start)), "week", Unit::Week, rule)
                }
                None => Resolved::new(TimeKind::Date, "XXXX-WXX", None, "week", Unit::Week, day.rule),
            }
        }
        Meaning::YearBefore => year_before(context).unwrap_or_else(|| period(Unit::Year, Which::Last, context)),
        Meaning::Comparable { year } => comparable(*year, context),
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
            // A time of day alone is written on the report's day, though nothing is dated by it.
            let value = days.map(|d| d.end).or(report).map_or_else(String::new, day_value);
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

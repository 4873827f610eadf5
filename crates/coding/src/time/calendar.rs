//! Arithmetic of days, weeks and months. Everything is clamped, nothing fails.

use super::lexeme::Unit;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// An inclusive stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub start: Date,
    pub end: Date,
}

impl Days {
    pub fn one(day: Date) -> Days {
        Days { start: day, end: day }
    }

    pub fn between(start: Date, end: Date) -> Days {
        if start <= end { Days { start, end } } else { Days { start: end, end: start } }
    }

    /// Without the days after `last`, as long as any is left.
    pub fn until(self, last: Date) -> Days {
        if self.start <= last { Days { start: self.start, end: self.end.min(last) } } else { self }
    }
}

/// A date, with the day clamped into its month; `None` for a year or month that does not exist.
pub(super) fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    Date::new(year, month, day.clamp(1, first.days_in_month())).ok()
}

/// `days` later (earlier where negative).
pub(super) fn add_days(day: Date, days: i64) -> Date {
    day.saturating_add(days.clamp(-4_000_000, 4_000_000).days())
}

/// `months` later, with the day clamped into the month.
pub(super) fn add_months(day: Date, months: i64) -> Date {
    day.saturating_add(months.clamp(-200_000, 200_000).months())
}

/// `n` units later; hours count as part of a day.
pub(super) fn add(day: Date, unit: Unit, n: f64) -> Date {
    match unit {
        Unit::Second | Unit::Minute => day,
        Unit::Hour => add_days(day, (n / 24.0).trunc() as i64),
        Unit::Day | Unit::Night => add_days(day, n.round() as i64),
        Unit::Week => add_days(day, (n * 7.0).round() as i64),
        Unit::Month => add_months(day, n.round() as i64),
        Unit::Quarter => add_months(day, (n * 3.0).round() as i64),
        Unit::Year => add_months(day, (n * 12.0).round() as i64),
        Unit::Decade => add_months(day, (n * 120.0).round() as i64),
        Unit::Century => add_months(day, (n * 1200.0).round() as i64),
    }
}

/// The Monday of a day's week.
pub(super) fn monday(day: Date) -> Date {
    add_days(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// The week of a day, Monday to Sunday.
pub(super) fn week(day: Date) -> Days {
    Days { start: monday(day), end: add_days(monday(day), 6) }
}

pub(super) fn month(day: Date) -> Days {
    Days { start: day.first_of_month(), end: day.last_of_month() }
}

pub(super) fn year(day: Date) -> Days {
    Days { start: day.first_of_year(), end: day.last_of_year() }
}

/// The calendar unit that holds a day.
pub(super) fn holding(day: Date, unit: Unit) -> Days {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Days::one(day),
        Unit::Week => week(day),
        Unit::Month => month(day),
        Unit::Quarter => {
            let first = (day.month() - 1) / 3 * 3 + 1;
            months(day.year(), first, 3).unwrap_or(Days::one(day))
        }
        Unit::Year => year(day),
        Unit::Decade => years(day.year().div_euclid(10) * 10, 10).unwrap_or(Days::one(day)),
        Unit::Century => years(day.year().div_euclid(100) * 100, 100).unwrap_or(Days::one(day)),
    }
}

/// `count` whole months from `first` of `year` on.
pub(super) fn months(year: i16, first: i8, count: i64) -> Option<Days> {
    let start = date(year, first, 1)?;
    Some(Days { start, end: add_days(add_months(start, count), -1) })
}

/// `count` whole years.
pub(super) fn years(first: i16, count: i16) -> Option<Days> {
    Some(Days { start: date(first, 1, 1)?, end: date(first.checked_add(count - 1)?, 12, 31)? })
}

/// The last `weekday` on or before a day.
pub(super) fn on_or_before(day: Date, weekday: Weekday) -> Date {
    add_days(day, -i64::from(day.weekday().since(weekday)))
}

/// The first `weekday` on or after a day.
pub(super) fn on_or_after(day: Date, weekday: Weekday) -> Date {
    add_days(day, i64::from(weekday.since(day.weekday())))
}

/// TIMEX3 week: `2020-W44`.
pub(super) fn week_value(day: Date) -> String {
    let iso = day.iso_week_date();
    format!("{:04}-W{:02}", iso.year(), iso.week())
}

/// Which third of a stretch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Third {
    Early,
    Mid,
    Late,
}

/// A third of a stretch. Months and years are cut at whole days and months (1st–10th, 11th–20th, the rest; January–April, …),
/// weeks by their usual sense, anything else in equal parts.
pub(super) fn third(days: Days, which: Third) -> Days {
    let (start, end) = (days.start, days.end);
    let whole_month = days == month(start);
    if whole_month {
        let cut = |from: i64, to: Date| Days { start: add_days(start, from), end: to };
        return match which {
            Third::Early => cut(0, add_days(start, 9)),
            Third::Mid => cut(10, add_days(start, 19)),
            Third::Late => cut(20, end),
        };
    }
    if days == week(start) {
        // Early is Monday to Wednesday, late Thursday to Sunday.
        let (from, to) = match which {
            Third::Early => (0, 2),
            Third::Mid => (2, 3),
            Third::Late => (3, 6),
        };
        return Days { start: add_days(start, from), end: add_days(start, to) };
    }
    if days == year(start) {
        let part = |n: i8| months(start.year(), n, 4).unwrap_or(days);
        return match which {
            Third::Early => part(1),
            Third::Mid => part(5),
            Third::Late => part(9),
        };
    }
    let all = i64::from(start.until(end).map_or(0, |s| s.get_days())) + 1;
    let (a, b) = (all / 3, all - all / 3);
    match which {
        Third::Early => Days::between(start, add_days(start, (a - 1).max(0))),
        Third::Mid => Days::between(add_days(start, a), add_days(start, (b - 1).max(a))),
        Third::Late => Days::between(add_days(start, b.min(all - 1)), end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as d;

    #[test]
    fn weeks_months_thirds() {
        let report = d(2022, 11, 8);
        assert_eq!(week(report), Days { start: d(2022, 11, 7), end: d(2022, 11, 13) });
        assert_eq!(on_or_before(report, Weekday::Tuesday), report);
        assert_eq!(on_or_before(report, Weekday::Monday), d(2022, 11, 7));
        assert_eq!(on_or_after(report, Weekday::Monday), d(2022, 11, 14));
        assert_eq!(third(month(d(2022, 10, 1)), Third::Late), Days { start: d(2022, 10, 21), end: d(2022, 10, 31) });
        assert_eq!(third(year(report), Third::Early), Days { start: d(2022, 1, 1), end: d(2022, 4, 30) });
        assert_eq!(third(years(1990, 10).unwrap(), Third::Late).end, d(1999, 12, 31));
        assert_eq!(week_value(report), "2022-W45");
        assert_eq!(date(2021, 2, 30), Some(d(2021, 2, 28)));
        assert_eq!(date(2021, 13, 1), None);
    }
}

//! Lengths of time and repetitions, and how TIMEX3 writes them.

use super::grammar::{bound, count};
use super::lexeme::{Cursor, Unit, amount, part_of_day, weekday};
use super::meaning::{Count, Found, Meaning};

/// One of a unit.
pub(super) const ONE: Count = Count { low: 1.0, high: 1.0, vague: false };

/// `daily`, `every two weeks`, `three times a week`, `per day`.
pub(super) fn repeated(c: Cursor) -> Option<Found> {
    let found = |len, value: &str| Some(Found::new(len, Meaning::Repeated(value.to_owned())));
    match c.word(0) {
        // `the Communist Party daily Granma`
        "daily" if c.capital(1) => return None,
        "daily" => return found(1, "P1D"),
        "nightly" => return found(1, "P1D"),
        "weekly" => return found(1, "P1W"),
        "monthly" => return found(1, "P1M"),
        "annually" | "yearly" => return found(1, "P1Y"),
        "hourly" => return found(1, "PT1H"),
        _ => {}
    }
    let one = |unit: Unit| unit.duration("1", 1.0);
    if matches!(c.word(0), "every" | "each") {
        if let Some((unit, false)) = Unit::named(c.word(1)) {
            return found(2, &one(unit));
        }
        if let Some((_, from, _)) = part_of_day(c.word(1)) {
            return (from > 0).then(|| Found::new(2, Meaning::Repeated("P1D".to_owned())));
        }
        let (n, len) = count(c.skip(1))?;
        let (unit, _) = Unit::named(c.word(1 + len))?;
        return found(len + 2, &length_value(n, unit));
    }
    if matches!(c.word(0), "a" | "per" | "an") {
        let (unit, plural) = Unit::named(c.word(1))?;
        let times = matches!(c.back(1), "times" | "once" | "twice" | "million" | "billion" | "thousand" | "%" | "percent");
        return if !plural && (times || c.word(0) == "per") { found(2, &one(unit)) } else { None };
    }
    // `Tuesday nights`, `on Mondays` stand in the grammar of weekdays.
    if weekday(c.word(0), false).is_some() && matches!(c.word(1), "nights" | "mornings" | "evenings") {
        return found(2, "P1W");
    }
    None
}

/// TIMEX3 value of a length.
pub(super) fn length_value(count: Count, unit: Unit) -> String {
    if count.vague {
        return unit.duration("X", count.low);
    }
    if count.low == 0.5 {
        return match unit {
            Unit::Year => "P6M".to_owned(),
            Unit::Hour => "PT30M".to_owned(),
            Unit::Day => "PT12H".to_owned(),
            Unit::Century => "P50Y".to_owned(),
            Unit::Decade => "P5Y".to_owned(),
            _ => unit.duration("0.5", 0.5),
        };
    }
    match (unit, count.low.fract() == 0.5) {
        (Unit::Minute, true) => format!("PT{}M30S", count.low.floor()),
        (Unit::Hour, true) => format!("PT{}H30M", count.low.floor()),
        _ => unit.duration(&amount(count.low), count.low),
    }
}

/// `for six weeks`, `a two-day visit`, `the first nine months`, `weeks of fighting`, `a decade-long war`.
pub(super) fn length(c: Cursor) -> Option<Found> {
    let length = |len, count, unit| Some(Found::new(len, Meaning::Length { count, unit }));
    // `month-long`, `decades-long`
    if let Some((unit, plural)) = Unit::named(c.word(0)) {
        if c.word(1) == "-" && c.word(2) == "long" {
            let count = if plural { Count { low: 2.0, high: 5.0, vague: true } } else { ONE };
            return length(3, count, unit);
        }
        // Bare plurals where they tell a length.
        let told = matches!(c.back(1), "for" | "in" | "after" | "of" | "lasted" | "last" | "took" | "within" | "spent" | "many")
            || matches!(c.word(1), "of" | "after" | "before" | "into");
        // `three-quarters of it`, `a matter of days`
        let share = unit == Unit::Quarter || c.back(1) == "of" && matches!(c.back(2), "matter" | "hundreds" | "thousands");
        return if plural && told && !share && unit != Unit::Second {
            length(1, Count { low: 2.0, high: 5.0, vague: true }, unit)
        } else {
            None
        };
    }
    let (_, skip) = bound(c);
    let the = usize::from(c.word(skip) == "the");
    let first = usize::from(the == 1 && matches!(c.word(skip + 1), "first" | "final" | "opening" | "last"));
    let d = c.skip(skip + the + first);
    let (n, len) = count(d)?;
    let dash = usize::from(d.word(len) == "-");
    let (unit, plural) = Unit::named(d.word(len + dash))?;
    let behind = d.word(len + dash + 1);
    // `We hope to go back one day`
    if d.word(0) == "one"
        && unit == Unit::Day
        && dash == 0
        && skip == 0
        && !matches!(c.back(1), "for" | "in" | "within" | "after" | "than" | "last" | "only")
    {
        return None;
    }
    // Ages are no dates.
    if behind == "old" || behind == "-" && d.word(len + dash + 2) == "old" || behind == "of" && d.word(len + dash + 2) == "age" {
        return None;
    }
    let article = matches!(d.word(0), "a" | "an" | "another") && len == 1;
    if article && !d.skip(len + dash + 1).is(&["and", "a", "half"]) {
        // `a day` counts what is repeated more often than it lasts.
        let led = skip > 0
            || matches!(behind, "after" | "before" | "to" | "or" | "since")
            || matches!(
                c.back(1),
                "for"
                    | "in"
                    | "within"
                    | "after"
                    | "about"
                    | "nearly"
                    | "almost"
                    | "than"
                    | "over"
                    | "lasted"
                    | "of"
                    | "under"
                    | "around"
                    | "just"
                    | "least"
                    | "to"
                    | "spent"
                    | "took"
                    | "quarter"
                    | "half"
            );
        if !led || dash == 1 && !plural && behind.is_empty() {
            return None;
        }
    }
    // `the 1988 quarter` names a year, `three-quarters` a share; `one night` alone is no length.
    let year = n.low >= 1900.0 && n.low < 2100.0 && !plural;
    if year || unit == Unit::Quarter && (dash == 1 || !n.vague && n.low == 1.0) || unit == Unit::Night && dash == 1 {
        return None;
    }
    // `24 hours a day` tells how often.
    if unit == Unit::Hour && dash == 0 && d.skip(len + 1).is(&["a", "day"]) {
        return None;
    }
    // Titles: `"60 Minutes"`.
    if d.capital(len + dash) && matches!(c.back(1), "\"" | "“" | "''" | "``" | "'" | "‘") {
        return None;
    }
    let so = if d.skip(len + dash + 1).is(&["or", "so"]) { 2 } else { 0 };
    let half = if d.skip(len + dash + 1).is(&["and", "a", "half"]) { 3 } else { 0 };
    let n = if half > 0 { Count { low: n.low + 0.5, high: n.high + 0.5, vague: n.vague } } else { n };
    length(skip + the + first + len + dash + 1 + so + half, n, unit)
}

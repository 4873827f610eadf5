//! Expressions that count from the report's day or from a date told before.

use super::grammar::{bound, count, expression_of_day, which};
use super::length::{ONE, length, repeated};
use super::lexeme::{Cursor, Unit, part_of_day, weekday};
use super::meaning::{Bound, Clock, Count, Found, Meaning, Which};

/// The longest relative expression, length or repetition at the cursor.
pub(super) fn expression(c: Cursor) -> Option<Found> {
    let rules: [fn(Cursor) -> Option<Found>; 11] =
        [told_period, week_of, stretch, anchored, beside, ago, within, weekend, repeated, length, vague];
    let mut best: Option<Found> = None;
    for rule in rules {
        if let Some(found) = rule(c).filter(|f| f.len > best.as_ref().map_or(0, |b| b.len)) {
            best = Some(found);
        }
    }
    best
}

/// A calendar unit that stands on its own: not `the year`, which rarely dates anything.
fn told_period(c: Cursor) -> Option<Found> {
    period(c).filter(|f| match f.meaning {
        Meaning::Same(unit) if c.word(0) == "the" && f.len == 2 => match unit {
            Unit::Quarter => c.word(2) != "-",
            Unit::Year => c.back(1) == "for",
            Unit::Week => !matches!(c.word(2), "of" | "-" | "before" | "after" | "that" | "following"),
            _ => false,
        },
        _ => true,
    })
}

/// `this week`, `last month`, `next year`, `the current decade`, `that day`, `the same year`, `the quarter`.
pub(super) fn period(c: Cursor) -> Option<Found> {
    let fiscal = |i: usize| usize::from(c.word(i) == "fiscal");
    let (which, skip) = which(c);
    if which != Which::Bare {
        let skip = skip + fiscal(skip);
        let (unit, plural) = Unit::named(c.word(skip).trim_end_matches("'s"))?;
        if c.capital(skip) && matches!(c.back(1), "\"" | "“" | "''" | "``" | "'" | "‘") {
            return None;
        }
        // `the past year` is the twelve months up to the report; `the next day` counts from the date told before.
        let past = matches!(c.word(0), "past") || c.word(0) == "the" && matches!(c.word(1), "past" | "coming");
        let day = matches!(unit, Unit::Day | Unit::Night | Unit::Second | Unit::Minute | Unit::Hour);
        if plural || past || day {
            return None;
        }
        return Some(Found::new(skip + 1, Meaning::Period { unit, which }));
    }
    let skip = match (c.word(0), c.word(1), c.word(2)) {
        ("that", "same", _) | ("the", "same", _) | ("the", "latest" | "corresponding", _) | ("the", "full", "year") => 2,
        ("that" | "the" | "same", ..) => 1,
        _ => return None,
    };
    let skip = skip + fiscal(skip);
    let word = c.word(skip);
    let named = Unit::named(word).filter(|(_, plural)| !plural);
    if let Some((unit, _)) = named {
        return Some(Found::new(skip + 1, Meaning::Same(unit)));
    }
    if c.word(0) == "that" || c.word(1) == "same" {
        let (letters, from, to) = part_of_day(word)?;
        return Some(Found::new(skip + 1, Meaning::Same(Unit::Day)).clock(Some(Clock::Part(letters, from, to))));
    }
    None
}

/// `the week of March 6`, `the week ending Friday`: the calendar week of that day.
fn week_of(c: Cursor) -> Option<Found> {
    let article = usize::from(c.word(0) == "the");
    let d = c.skip(article);
    if d.word(0) != "week" || !matches!(d.word(1), "of" | "ending" | "ended" | "beginning" | "starting") {
        return None;
    }
    let day = expression_of_day(d.skip(2)).filter(|f| matches!(f.meaning, Meaning::Day { .. }))?;
    Some(Found::new(article + 2 + day.len, Meaning::WeekOf(Box::new(day.meaning))))
}

/// `the past two weeks`, `recent months`, `the last few days`, `coming weeks`, `the next five years`, `the weeks ahead`.
fn stretch(c: Cursor) -> Option<Found> {
    let article = usize::from(c.word(0) == "the");
    let d = c.skip(article);
    let (ahead, recent) = match d.word(0) {
        "last" | "past" | "previous" | "preceding" => (false, false),
        "recent" => (false, true),
        "next" | "coming" | "following" => (true, false),
        _ => {
            let (unit, plural) = Unit::named(d.word(0))?;
            return (article == 1 && plural && matches!(d.word(1), "ahead")).then(|| {
                Found::new(3, Meaning::Stretch { count: Count { low: 2.0, high: 5.0, vague: true }, unit, ahead: true })
            });
        }
    };
    let (counted, len) = match count(d.skip(1)) {
        Some((counted, len)) => (Some(counted), len),
        None => (None, 0),
    };
    let (unit, plural) = Unit::named(d.word(1 + len))?;
    let count = match counted {
        Some(count) => count,
        None if plural => Count { low: recent_units(unit), high: recent_units(unit), vague: true },
        // `the past year`, `the past week`; `last week` is a calendar week.
        None if article == 1 && matches!(d.word(0), "past" | "coming") => ONE,
        None => return None,
    };
    if recent && !plural || !recent && counted.is_none() && article == 0 && d.word(0) != "past" && d.word(0) != "coming" {
        return None;
    }
    let so = if d.skip(len + 2).is(&["or", "so"]) { 2 } else { 0 };
    Some(Found::new(article + len + 2 + so, Meaning::Stretch { count, unit, ahead }))
}

/// How far back `recent days, weeks, months, years` reach: the codebook's rulings for weeks and months, a week and five years by analogy.
fn recent_units(unit: Unit) -> f64 {
    match unit {
        Unit::Week | Unit::Month => 6.0,
        Unit::Day | Unit::Night => 7.0,
        Unit::Hour => 24.0,
        Unit::Year => 5.0,
        _ => 3.0,
    }
}

/// `more than a month ago`, `two years ago`, `weeks ago`, `a week or so ago`.
fn ago(c: Cursor) -> Option<Found> {
    let (bound, skip) = bound(c);
    let d = c.skip(skip);
    let (count, len) = counted_units(d)?;
    let so = if d.skip(len + 1).is(&["or", "so"]) { 2 } else { 0 };
    let bound = if so > 0 { Bound::About } else { bound };
    let (unit, _) = Unit::named(d.word(len))?;
    let dash = usize::from(d.word(len + 1) == "-");
    (d.word(len + 1 + so + dash) == "ago").then(|| Found::new(skip + len + 2 + so + dash, Meaning::Ago { count, unit, bound }))
}

/// A count before a unit, or a bare plural (`weeks`), and the words before the unit.
fn counted_units(c: Cursor) -> Option<(Count, usize)> {
    if let Some((n, len)) = count(c).filter(|(_, len)| Unit::named(c.word(*len)).is_some()) {
        return Some((n, len));
    }
    let (unit, plural) = Unit::named(c.word(0))?;
    plural.then_some((Count { low: 2.0, high: if matches!(unit, Unit::Hour) { 23.0 } else { 5.0 }, vague: true }, 0))
}

/// `two days later`, `a year earlier`, `the next day`, `the following morning`, `the day before`, `year-earlier`.
fn anchored(c: Cursor) -> Option<Found> {
    let shift = |len, count, unit, later| Found::new(len, Meaning::Shift { count, unit, later });
    // `year-earlier`, `year-ago`
    let article = usize::from(matches!(c.word(0), "the" | "a"));
    let d = c.skip(article);
    if d.word(0) == "year" && d.word(1) == "-" && matches!(d.word(2), "earlier" | "ago") {
        let period = usize::from(matches!(d.word(3), "quarter" | "period"));
        return Some(Found::new(article + 3 + period, Meaning::YearBefore));
    }
    if c.word(0) == "the" || matches!(c.word(0), "next" | "following") {
        let later = match d.word(0) {
            "next" | "following" => Some(true),
            "previous" | "preceding" => Some(false),
            _ => None,
        };
        if let Some(later) = later {
            if let Some((letters, from, to)) = part_of_day(d.word(1)) {
                return Some(shift(article + 2, ONE, Unit::Day, later).clock(Some(Clock::Part(letters, from, to))));
            }
            let (unit, plural) = Unit::named(d.word(1))?;
            // `next week` and `the next year` count from the report; `the next day`, `the following week` do not.
            if plural || d.word(0) == "next" && unit != Unit::Day || article == 0 && d.word(0) == "following" {
                return None;
            }
            return Some(shift(article + 2, ONE, unit, later));
        }
        if matches!(d.word(0), "day" | "night" | "week" | "month" | "year")
            && article == 1
            && matches!(d.word(1), "before" | "after")
        {
            // A noun phrase or clause behind it would be what the day came before or after.
            let next = d.word(2);
            let ends = matches!(
                next,
                "" | ","
                    | "."
                    | ";"
                    | ")"
                    | "and"
                    | "\""
                    | "”"
                    | "in"
                    | "at"
                    | "by"
                    | "on"
                    | "near"
                    | "as"
                    | "when"
                    | "with"
                    | "during"
                    | "for"
                    | "from"
                    | "to"
                    | "was"
                    | "were"
                    | "had"
                    | "has"
                    | "is"
                    | "are"
            ) || next.ends_with("ed");
            let (unit, _) = Unit::named(d.word(0))?;
            let night = (unit == Unit::Night).then_some(Clock::Part("TNI", 18, 24));
            return ends
                .then(|| shift(3, ONE, if unit == Unit::Night { Unit::Day } else { unit }, d.word(1) == "after").clock(night));
        }
        return None;
    }
    let (_, skip) = bound(c);
    let d = c.skip(skip);
    let (count, len) = counted_units(d)?;
    let (unit, _) = Unit::named(d.word(len))?;
    let later = match d.word(len + 1) {
        "later" => true,
        "earlier" | "previously" => false,
        "before" | "beforehand" if matches!(d.word(len + 2), "" | "," | "." | ";" | ")") => false,
        "after" | "afterwards" if matches!(d.word(len + 2), "" | "," | "." | ";" | ")") => true,
        _ => return None,
    };
    Some(shift(skip + len + 2, count, unit, later))
}

/// `the day before last Tuesday`, `the day after the 5 May attack`.
fn beside(c: Cursor) -> Option<Found> {
    let later = match (c.word(0), c.word(1), c.word(2)) {
        ("the", "day", "after") => true,
        ("the", "day", "before") => false,
        _ => return None,
    };
    let day = expression_of_day(c.skip(3)).filter(|f| !matches!(f.meaning, Meaning::Range(..) | Meaning::Repeated(_)))?;
    Some(Found::new(3 + day.len, Meaning::Beside { day: Box::new(day.meaning), later }))
}

/// `within hours`, `within two days`.
fn within(c: Cursor) -> Option<Found> {
    if c.word(0) != "within" {
        return None;
    }
    let (count, len) = counted_units(c.skip(1))?;
    let (unit, _) = Unit::named(c.word(1 + len))?;
    Some(Found::new(len + 2, Meaning::Within { count, unit }))
}

/// `the weekend`, `last weekend`, `this weekend`, `weekend`.
fn weekend(c: Cursor) -> Option<Found> {
    let (which, skip) = which(c);
    let skip = skip.max(usize::from(c.word(0) == "the"));
    let word = c.word(skip).trim_end_matches("'s");
    if word == "week" && c.is(&["the", "week", "-", "end"]) {
        return Some(Found::new(4, Meaning::Weekend(Which::Bare)));
    }
    (word == "weekend").then(|| Found::new(skip + 1, Meaning::Weekend(which)))
}

/// Words that only tell past, present or future.
fn vague(c: Cursor) -> Option<Found> {
    let found = |len, value| Some(Found::new(len, Meaning::Vague(value)));
    match (c.word(0), c.word(1), c.word(2)) {
        ("now" | "currently" | "nowadays" | "presently", ..) => found(1, "PRESENT_REF"),
        ("right", "now", _) | ("these", "days", _) => found(2, "PRESENT_REF"),
        ("the", "moment" | "present", _) if c.back(1) == "at" => found(2, "PRESENT_REF"),
        ("at", "present", _) => found(2, "PRESENT_REF"),
        ("current", ..) if weekday(c.word(1), false).is_none() => found(1, "PRESENT_REF"),
        ("recently", ..) => found(1, "PAST_REF"),
        ("the", "past", w)
            if matches!(c.back(1), "in" | "from" | "of")
                && Unit::named(w).is_none()
                && c.skip(2).cardinal().is_none()
                && !matches!(w, "few" | "several" | "couple") =>
        {
            found(2, "PAST_REF")
        }
        ("the", "near", "future" | "term") => found(3, "FUTURE_REF"),
        ("the", "future", next) if c.back(1) == "in" || !matches!(next, "of" | "is" | "looks") => found(2, "FUTURE_REF"),
        ("soon", next, _) if c.back(1) != "as" && !matches!(next, "after" | "as") && !next.ends_with("ed") => {
            found(1, "FUTURE_REF")
        }
        ("recent", next, _)
            if !matches!(c.back(1), "most" | "more" | "very") && Unit::named(next).is_none() && !next.is_empty() =>
        {
            found(1, "PAST_REF")
        }
        _ => None,
    }
}

//! Lengths of time, and expressions that count from the report's day or from a date told before.

use super::grammar::{bound, count, expression_of_day, which};
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

const ONE: Count = Count { low: 1.0, high: 1.0, vague: false };

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

/// `daily`, `every two weeks`, `three times a week`, `per day`.
fn repeated(c: Cursor) -> Option<Found> {
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
        _ => unit.duration(&super::lexeme::amount(count.low), count.low),
    }
}

/// `for six weeks`, `a two-day visit`, `the first nine months`, `weeks of fighting`, `a decade-long war`.
fn length(c: Cursor) -> Option<Found> {
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

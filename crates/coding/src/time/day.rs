//! Days, weekdays and months, named or in figures.

use super::feast::feast;
use super::grammar::which;
use super::lexeme::{Cursor, month, ordinal, part_of_day, weekday};
use super::meaning::{Clock, Found, Meaning, Which, Year};
use super::year::{plain_year, trailing_year};

/// A day's number: `2`, `2nd`, and whether it was an ordinal.
pub(super) fn day_number(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let number = if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
        word.parse().ok()
    } else {
        ordinal(word).map(|n| n as i8)
    };
    number.filter(|n: &i8| (1..=31).contains(n))
}

/// Whether a month name stands at the cursor as a month: `may` and `march` need company.
pub(super) fn month_here(c: Cursor) -> Option<i8> {
    let (n, sure) = month(c.word(0))?;
    let short = c.word(0).trim_end_matches('.').len() <= 4 && !matches!(c.word(0), "may" | "june" | "july");
    let number_next = day_number(c.word(1)).is_some() || plain_year(c.word(1)).is_some();
    let number_before = day_number(c.back(1)).is_some() || c.back(1) == "of" && day_number(c.back(2)).is_some();
    if !c.capital(0) {
        return (number_next && n != 5 && n != 3 && !short || number_before && !short && n != 5).then_some(n);
    }
    let led = matches!(
        c.back(1),
        "in" | "since"
            | "until"
            | "till"
            | "of"
            | "by"
            | "from"
            | "through"
            | "before"
            | "after"
            | "during"
            | "last"
            | "this"
            | "next"
            | "early"
            | "late"
            | "mid"
            | "-"
            | "and"
            | "to"
            | "between"
            | "every"
            | "each"
            | "past"
            | "around"
            | "for"
            | "throughout"
    );
    let ok = sure && !short || number_next || number_before || led && !short || short && c.word(0).ends_with('.') && sure;
    // `in May Khan ...` stays open; `May the ...` is no month.
    (ok && !(n == 5 && !number_next && matches!(c.word(1), "be" | "i" | "we" | "have" | "not"))).then_some(n)
}

/// `2 November 2020`, `Nov. 2`, `November 2nd, 2020`, `the 2nd of November`, `Monday, Nov. 2`, `5-9 May`.
pub(super) fn day_of_month(c: Cursor) -> Option<Found> {
    // A weekday before it, with `last` or `this coming` before that.
    let (_, lead) = which(c);
    if lead > 0 && weekday(c.word(lead), false).is_some() {
        return day_of_month(c.skip(lead)).map(|f| f.longer(lead));
    }
    if weekday(c.word(0), c.capital(0)).is_some() {
        let comma = usize::from(c.word(1) == ",") + usize::from(c.word(1) == "the");
        let (part, part_len) = clock_part(c.skip(1));
        let skip = 1 + comma.max(part_len);
        return day_of_month(c.skip(skip)).map(|f| f.longer(skip).clock(part));
    }
    let article = usize::from(c.word(0) == "the");
    let d = c.skip(article);
    // Month first.
    if let Some(month) = month_here(d).filter(|_| article == 0) {
        let the = usize::from(d.word(1) == "the");
        if let Some(day) = day_number(d.word(1 + the)).filter(|_| !is_clock_number(d.skip(1 + the))) {
            let mut len = 2 + the;
            let last = second_day(d.skip(len));
            len += last.map_or(0, |(_, len)| len);
            let (year, year_len) = trailing_year(d.skip(len));
            len += year_len;
            let found = days(len, year, month, day, last.map(|l| l.0));
            return Some(if last.is_some() { found.ends(2 + the, 3 + the) } else { found });
        }
    }
    // Day first.
    let day = day_number(d.word(0))?;
    let last = second_day(d.skip(1));
    let mut len = 1 + last.map_or(0, |(_, len)| len);
    len += usize::from(d.word(len) == "of") + usize::from(d.word(len) == "-" && month(d.word(len + 1)).is_some());
    let (month, _) = month(d.word(len)).filter(|_| month_here(d.skip(len)).is_some())?;
    len += 1;
    let (year, year_len) = trailing_year(d.skip(len));
    // `5 May 12` would be two numbers.
    let found = days(article + len + year_len, year, month, day, last.map(|l| l.0));
    Some(if last.is_some() { found.ends(article + 1, article + 2) } else { found })
}

/// Whether the number is the hour of a time (`May 5 pm`), not a day.
pub(super) fn is_clock_number(c: Cursor) -> bool {
    matches!(c.word(1), "am" | "pm" | "a.m." | "p.m." | "%" | "percent" | "million" | "people")
}

/// The last day of `5-9`, `5 to 9`, `5 and 9`, and the words it takes.
pub(super) fn second_day(c: Cursor) -> Option<(i8, usize)> {
    matches!(c.word(0), "-" | "–" | "to" | "and" | "through" | "until").then(|| day_number(c.word(1))).flatten().map(|d| (d, 2))
}

pub(super) fn days(len: usize, year: Option<Year>, month: i8, day: i8, last: Option<i8>) -> Found {
    let one = |day| Meaning::Day { year, month, day };
    match last {
        Some(last) => Found::new(len, Meaning::Range(Box::new(one(day)), Box::new(one(last)))),
        None => Found::new(len, one(day)),
    }
}

/// `2020-11-02`, `02/11/2020`, `2.11.2020`, `11/02/20`, and a month `2020-11`.
pub(super) fn in_figures(c: Cursor) -> Option<Found> {
    let word = c.word(0);
    let joint = ['-', '/', '.'].into_iter().find(|j| word.contains(*j))?;
    let mut parts = word.split(joint);
    let (a, b, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some()
        || [Some(a), Some(b), third].into_iter().flatten().any(|p| p.is_empty() || !p.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let number = |p: &str| p.parse::<i16>().ok();
    let Some(z) = third else {
        let month = number(b)?;
        return (a.len() == 4 && joint == '-' && b.len() == 2 && (1..=12).contains(&month)).then(|| {
            Found::new(1, Meaning::Month { year: plain_year(a).map(Year::Given), month: month as i8, which: Which::Bare })
        });
    };
    let (x, y, z_number) = (number(a)?, number(b)?, number(z)?);
    if a.len() == 4 {
        let year = plain_year(a)?;
        return ((1..=12).contains(&y) && (1..=31).contains(&z_number))
            .then(|| Found::new(1, Meaning::Day { year: Some(Year::Given(year)), month: y as i8, day: z_number as i8 }));
    }
    let year = match z.len() {
        4 => plain_year(z)?,
        2 if joint == '/' => {
            if z_number < 50 {
                2000 + z_number
            } else {
                1900 + z_number
            }
        }
        _ => return None,
    };
    let day =
        |month: i16, day: i16| Found::new(1, Meaning::Day { year: Some(Year::Given(year)), month: month as i8, day: day as i8 });
    let (month_ok, day_ok) = (|m: i16| (1..=12).contains(&m), |d: i16| (1..=31).contains(&d));
    match (month_ok(x) && day_ok(y), day_ok(x) && month_ok(y)) {
        (_, true) if joint == '.' => Some(day(y, x)),
        (true, true) if x != y => Some(Found::new(1, Meaning::EitherWay { year, first: x as i8, second: y as i8 })),
        (true, _) => Some(day(x, y)),
        (_, true) => Some(day(y, x)),
        _ => None,
    }
}

/// The part of the day told after a day: `Monday night`, `on Monday in the morning`.
pub(super) fn clock_part(c: Cursor) -> (Option<Clock>, usize) {
    let skip = usize::from(c.is(&["in", "the"])) * 2 + usize::from(c.word(0) == "at" && c.word(1) != "the");
    let side = usize::from(matches!(c.word(skip), "early" | "late" | "mid" | "local"));
    let dash = usize::from(side > 0 && c.word(skip + 1) == "-");
    match part_of_day(c.word(skip + side + dash).trim_end_matches("'s")) {
        // `Monday's dawn raid` is not taken: only what follows the day directly.
        Some((letters, from, to)) => (Some(Clock::Part(letters, from, to)), skip + side + dash + 1),
        None if c.word(0).len() > 4 && c.word(0).ends_with('s') => match part_of_day(c.word(0).trim_end_matches('s')) {
            Some((letters, from, to)) => (Some(Clock::Part(letters, from, to)), 1),
            None => (None, 0),
        },
        None => (None, 0),
    }
}

/// `Monday`, `last Monday`, `Monday night`, `Monday last week`, `Tuesday of next week`, `every Monday`, `Saturdays attacks`.
pub(super) fn named_weekday(c: Cursor) -> Option<Found> {
    let every = matches!(c.word(0), "every" | "each");
    let previous =
        matches!(c.word(0), "previous" | "following") || c.word(0) == "the" && matches!(c.word(1), "previous" | "following");
    let (mut which, mut skip) = which(c);
    if every {
        skip = 1;
    }
    if previous {
        which = if c.word(0) == "previous" || c.word(1) == "previous" { Which::Last } else { Which::Next };
        skip = 1 + usize::from(c.word(0) == "the");
    }
    let d = c.skip(skip);
    let dotted = d.word(0).ends_with('.')
        || matches!(d.word(1), "," | ".") && day_number(d.word(2)).is_some()
        || day_number(d.word(1)).is_some();
    let day = weekday(d.word(0), d.capital(0) && dotted && !matches!(d.word(0), "sun" | "sat" | "wed" | "mon"))?;
    if !d.capital(0) && d.word(0).ends_with('s') && d.word(0) != "mondays" {
        return None;
    }
    if every || matches!(c.back(1), "on") && d.word(0).ends_with("days") && skip == 0 {
        let n = day.to_monday_one_offset();
        return Some(Found::new(skip + 1, Meaning::Repeated(format!("XXXX-WXX-{n}"))));
    }
    let mut len = skip + 1;
    if previous && c.word(0) == "the" {
        return Some(Found::new(len, Meaning::Neighbour { weekday: day, later: which == Which::Next }));
    }
    // `Monday and Tuesday nights` come again.
    if let Some((letters, ..)) = c.word(len).strip_suffix('s').and_then(part_of_day).filter(|_| c.word(len) != "'s") {
        let n = day.to_monday_one_offset();
        return Some(Found::new(len + 1, Meaning::Repeated(format!("XXXX-WXX-{n}{letters}"))));
    }
    let (clock, part_len) = clock_part(c.skip(len));
    len += part_len;
    // `Monday of last week`, `Monday last week`, `Monday next week`
    let of = usize::from(c.word(len) == "of");
    let week = match (c.word(len + of), c.word(len + of + 1)) {
        ("last", "week") => Some(Which::Last),
        ("this", "week") => Some(Which::This),
        ("next", "week") => Some(Which::Next),
        _ => None,
    };
    len += if week.is_some() { of + 2 } else { 0 };
    Some(Found::new(len, Meaning::Weekday { weekday: day, which, week }).clock(clock))
}

/// `September`, `last November`, `September 2020`, `October last year`.
pub(super) fn named_month(c: Cursor) -> Option<Found> {
    let (mut which, skip) = which(c);
    let every = matches!(c.word(0), "every" | "each");
    let skip = if every { 1 } else { skip };
    let d = c.skip(skip);
    let month = month_here(d)?;
    if every {
        return Some(Found::new(2, Meaning::Repeated(format!("XXXX-{month:02}"))));
    }
    let (year, year_len) = trailing_year(d.skip(1));
    if year.is_some() {
        which = Which::Bare;
    }
    let mut len = skip + 1 + year_len;
    // `January-June 2016`, `January to June`
    if matches!(c.word(len), "-" | "–" | "to" | "through")
        && let Some(last) = month_here(c.skip(len + 1))
    {
        let (last_year, last_len) = trailing_year(c.skip(len + 2));
        len += 2 + last_len;
        let one = |year, month| Box::new(Meaning::Month { year, month, which: Which::Bare });
        let second = skip + 2 + year_len;
        return Some(
            Found::new(len, Meaning::Range(one(year.or(last_year), month), one(last_year.or(year), last))).ends(skip + 1, second),
        );
    }
    Some(Found::new(len, Meaning::Month { year, month, which }))
}

/// `yesterday`, `today`, `tomorrow night`, `the day before yesterday`, `last night`, `overnight`, `this morning`, feasts.
pub(super) fn deictic_day(c: Cursor) -> Option<Found> {
    let day = |len, days| Some(Found::new(len, Meaning::Offset(days)));
    let article = usize::from(c.word(0) == "the");
    if c.skip(article).is(&["day", "before", "yesterday"]) {
        return day(article + 3, -2);
    }
    if c.skip(article).is(&["day", "after", "tomorrow"]) {
        return day(article + 3, 2);
    }
    let offset = match c.word(0).trim_end_matches("'s") {
        "yesterday" => Some(-1),
        "today" => Some(0),
        "tomorrow" => Some(1),
        _ => None,
    };
    // `today's youth` means the present.
    if offset == Some(0)
        && c.word(1) == "'s"
        && matches!(c.word(2), "youth" | "world" | "generation" | "generations" | "society" | "young" | "age")
    {
        return None;
    }
    if let Some(days) = offset {
        let (clock, len) = clock_part(c.skip(1));
        return day(1 + len, days).map(|f| f.clock(clock));
    }
    let night = Some(Clock::Part("TNI", 18, 24));
    match (c.word(0), c.word(1)) {
        ("tonight", _) => return day(1, 0).map(|f| f.clock(night)),
        ("last", "night" | "evening") => return day(2, -1).map(|f| f.clock(night)),
        ("overnight", _) => return Some(Found::new(1, Meaning::Overnight)),
        ("this", part) => {
            if let Some((letters, from, to)) = part_of_day(part) {
                return day(2, 0).map(|f| f.clock(Some(Clock::Part(letters, from, to))));
            }
        }
        _ => {}
    }
    feast(c)
}

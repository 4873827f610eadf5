//! The grammar of dates: days, weekdays, months, years, seasons and what stands around them.
//!
//! Every function looks at the words from a cursor on and gives the longest expression that begins there. Lengths, spans
//! of time and relative expressions are in [`super::relative`], times of day in [`super::clock`].

use super::calendar::Third;
use super::clock;
use super::lexeme::{Cursor, Unit, month, ordinal, part_of_day, season, weekday};
use super::meaning::{Bound, Clock, Count, Found, Meaning, Which, Year};
use super::relative;

/// The longest expression that begins at the cursor.
pub(super) fn expression(c: Cursor) -> Option<Found> {
    let rules: [fn(Cursor) -> Option<Found>; 12] = [
        range,
        in_figures,
        day_of_month,
        named_weekday,
        named_month,
        deictic_day,
        clock::expression,
        relative::expression,
        season_of_year,
        quarter,
        year_like,
        lead_in,
    ];
    let mut best: Option<Found> = None;
    for rule in rules {
        if let Some(found) = rule(c).filter(|f| f.len > best.as_ref().map_or(0, |b| b.len)) {
            best = Some(found);
        }
    }
    best
}

/// The longest expression of a day that begins at the cursor.
pub(super) fn expression_of_day(c: Cursor) -> Option<Found> {
    [in_figures, day_of_month, named_weekday, deictic_day].iter().filter_map(|rule| rule(c)).max_by_key(|f| f.len)
}

/// `early`, `late`, `mid`, `the beginning of`, `earlier in`: a third of what follows.
fn lead_in(c: Cursor) -> Option<Found> {
    let article = usize::from(c.word(0) == "the");
    let (third, len) = match (c.word(article), c.word(article + 1), c.word(article + 2)) {
        ("early" | "beginning" | "start", "of" | "in", _) => (Some(Third::Early), 2),
        ("middle", "of", _) => (Some(Third::Mid), 2),
        ("late" | "end" | "close", "of" | "in", _) => (Some(Third::Late), 2),
        ("early", "-", _) => (Some(Third::Early), 2),
        ("late", "-", _) => (Some(Third::Late), 2),
        ("mid", "-", _) => (Some(Third::Mid), 2),
        ("early", ..) => (Some(Third::Early), 1),
        ("late", ..) => (Some(Third::Late), 1),
        ("mid", ..) => (Some(Third::Mid), 1),
        ("earlier" | "later", "in" | "on", _) => (None, 2),
        ("earlier" | "later" | "sometime", ..) => (None, 1),
        _ => return None,
    };
    let skip = article + len;
    let rest = c.skip(skip);
    // `the end of the 1990s`, `early in the week`
    let inner =
        [in_figures, day_of_month, named_weekday, named_month, deictic_day, season_of_year, quarter, year_like, relative::period]
            .iter()
            .filter_map(|rule| rule(rest))
            .max_by_key(|f| f.len)?;
    // `early Monday` is a part of the day.
    let day = matches!(inner.meaning, Meaning::Weekday { .. } | Meaning::Offset(_) | Meaning::Day { .. });
    match third {
        Some(third) if day && inner.clock.is_none() => {
            let part = match third {
                Third::Early => Clock::Part("", 0, 8),
                Third::Mid => Clock::Part("", 10, 15),
                Third::Late => Clock::Part("", 18, 24),
            };
            Some(inner.longer(skip).clock(Some(part)))
        }
        _ => Some(inner.longer(skip).third(third)),
    }
}

/// `last`, `this`, `next` with an article before, and how many words that takes.
pub(super) fn which(c: Cursor) -> (Which, usize) {
    let article = usize::from(c.word(0) == "the");
    match (c.word(article), c.word(article + 1)) {
        ("this", "past" | "last") => (Which::Last, article + 2),
        ("this", "coming") => (Which::Next, article + 2),
        ("this" | "current" | "present", _) => (Which::This, article + 1),
        ("last" | "past", _) => (Which::Last, article + 1),
        ("next" | "coming", _) => (Which::Next, article + 1),
        _ => (Which::Bare, 0),
    }
}

/// A year in figures that stands where a year may stand.
pub(super) fn plain_year(word: &str) -> Option<i16> {
    let long = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|y: &i16| long && (1000..2100).contains(y))
}

/// A year after a day or month: `2020`, `, 2020`, `of 2020`, `last year`, `of this year`.
fn trailing_year(c: Cursor) -> (Option<Year>, usize) {
    let skip = usize::from(matches!(c.word(0), "," | "of" | "in"));
    let rest = c.skip(skip);
    if let Some(year) = plain_year(rest.word(0)) {
        return (Some(Year::Given(year)), skip + 1);
    }
    // `Nov 2 '19`
    if skip == 0
        && rest.word(0).len() == 3
        && rest.word(0).starts_with('\'')
        && let Ok(short) = rest.word(0)[1..].parse::<i16>()
    {
        return (Some(Year::Given(if short < 50 { 2000 + short } else { 1900 + short })), 1);
    }
    if c.word(0) != "," && rest.word(1) == "year" {
        let which = match rest.word(0) {
            "last" => Which::Last,
            "this" => Which::This,
            "next" => Which::Next,
            _ => return (None, 0),
        };
        return (Some(Year::Relative(which)), skip + 2);
    }
    (None, 0)
}

/// A day's number: `2`, `2nd`, and whether it was an ordinal.
fn day_number(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let number = if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
        word.parse().ok()
    } else {
        ordinal(word).map(|n| n as i8)
    };
    number.filter(|n: &i8| (1..=31).contains(n))
}

/// Whether a month name stands at the cursor as a month: `may` and `march` need company.
fn month_here(c: Cursor) -> Option<i8> {
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
fn day_of_month(c: Cursor) -> Option<Found> {
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
fn is_clock_number(c: Cursor) -> bool {
    matches!(c.word(1), "am" | "pm" | "a.m." | "p.m." | "%" | "percent" | "million" | "people")
}

/// The last day of `5-9`, `5 to 9`, `5 and 9`, and the words it takes.
fn second_day(c: Cursor) -> Option<(i8, usize)> {
    matches!(c.word(0), "-" | "–" | "to" | "and" | "through" | "until").then(|| day_number(c.word(1))).flatten().map(|d| (d, 2))
}

fn days(len: usize, year: Option<Year>, month: i8, day: i8, last: Option<i8>) -> Found {
    let one = |day| Meaning::Day { year, month, day };
    match last {
        Some(last) => Found::new(len, Meaning::Range(Box::new(one(day)), Box::new(one(last)))),
        None => Found::new(len, one(day)),
    }
}

/// `2020-11-02`, `02/11/2020`, `2.11.2020`, `11/02/20`, and a month `2020-11`.
fn in_figures(c: Cursor) -> Option<Found> {
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
fn clock_part(c: Cursor) -> (Option<Clock>, usize) {
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
fn named_weekday(c: Cursor) -> Option<Found> {
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
fn named_month(c: Cursor) -> Option<Found> {
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
fn deictic_day(c: Cursor) -> Option<Found> {
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

/// Feasts with a fixed day.
fn feast(c: Cursor) -> Option<Found> {
    let s = usize::from(c.word(2) == "'s");
    let (month, day, len) = match (c.word(0), c.word(1)) {
        ("christmas", "eve") => (12, 24, 2),
        ("christmas", "day") => (12, 25, 2),
        ("christmas", _) if c.capital(0) => (12, 25, 1),
        ("new", "year") if s == 1 && c.word(3) == "eve" => (12, 31, 4),
        ("new", "year") if s == 1 && c.word(3) == "day" => (1, 1, 4),
        ("new", "years") if c.word(2) == "eve" => (12, 31, 3),
        ("new", "years") if c.word(2) == "day" => (1, 1, 3),
        _ => return None,
    };
    let (year, year_len) = trailing_year(c.skip(len));
    Some(Found::new(len + year_len, Meaning::Day { year, month, day }))
}

/// `the autumn of 2020`, `last summer`, `summer 2014`, `this spring`.
fn season_of_year(c: Cursor) -> Option<Found> {
    let (which, skip) = which(c);
    let skip = skip.max(usize::from(c.word(0) == "the"));
    let (month, letters) = season(c.word(skip).trim_end_matches('s')).or_else(|| season(c.word(skip)))?;
    let (year, year_len) = trailing_year(c.skip(skip + 1));
    let led = which != Which::Bare
        || year.is_some()
        || matches!(c.back(1), "in" | "by" | "since" | "until" | "during" | "late" | "early" | "mid" | "-" | "through" | "of");
    let verb =
        matches!(c.word(skip), "fall" | "spring") && !(which != Which::Bare || year.is_some() || c.word(0) == "the" && led);
    // `in the fall of Aleppo`
    if !led || verb || c.word(skip + 1) == "of" && year.is_none() {
        return None;
    }
    Some(Found::new(skip + 1 + year_len, Meaning::Season { year, month, letters, which }))
}

/// `the third quarter of 1990`, `third-quarter`, `Q3 2021`, `this quarter` is a period.
fn quarter(c: Cursor) -> Option<Found> {
    if let Some(n) = c.word(0).strip_prefix('q').and_then(|n| n.parse::<i8>().ok()).filter(|n| (1..=4).contains(n)) {
        let (year, len) = trailing_year(c.skip(1));
        return Some(Found::new(1 + len, Meaning::Quarter { year, quarter: n, which: Which::Bare }));
    }
    let mut skip = usize::from(matches!(c.word(0), "the" | "its" | "their"));
    let mut year = plain_year(c.word(skip)).map(Year::Given);
    skip += usize::from(year.is_some());
    if year.is_none()
        && matches!(c.word(skip), "last" | "this" | "next")
        && c.word(skip + 1) == "year"
        && c.word(skip + 2) == "'s"
    {
        year = Some(Year::Relative(match c.word(skip) {
            "last" => Which::Last,
            "next" => Which::Next,
            _ => Which::This,
        }));
        skip += 3;
    }
    if year.is_none() && matches!((c.word(skip), c.word(skip + 1), c.word(skip + 2)), ("year", "-", "earlier" | "ago")) {
        year = Some(Year::Relative(Which::Last));
        skip += 3;
    }
    skip += usize::from(c.word(skip) == "fiscal") + usize::from(c.word(skip) == "fiscal" && c.word(skip + 1) == "-");
    let n = match c.word(skip) {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => return None,
    };
    let dash = usize::from(c.word(skip + 1) == "-");
    if c.word(skip + 1 + dash) != "quarter" {
        return None;
    }
    let len = skip + 2 + dash;
    let (trailing, year_len) = trailing_year(c.skip(len));
    Some(Found::new(len + year_len, Meaning::Quarter { year: year.or(trailing), quarter: n, which: Which::Bare }))
}

/// `2017`, `the 1990s`, `the nineties`, `the 20th century`, `fiscal 1989`, `the year 2000`.
fn year_like(c: Cursor) -> Option<Found> {
    if let Some((year, len)) = spelled_year(c) {
        return Some(Found::new(len, Meaning::Year(year)));
    }
    let article = usize::from(c.word(0) == "the");
    let d = c.skip(article);
    let word = d.word(0).trim_end_matches("'s");
    // `1990s`, `1990 's` with a possessive is a year.
    if let Some(decade) =
        d.word(0).strip_suffix('s').map(|w| w.trim_end_matches('\'')).filter(|w| w.ends_with('0') && w.len() >= 2)
    {
        let start = match decade.len() {
            4 => plain_year(decade),
            3 if decade.starts_with('\'') => decade[1..].parse::<i16>().ok().map(short_decade),
            2 if article == 1 => decade.parse::<i16>().ok().map(short_decade),
            _ => None,
        };
        if let Some(start) = start {
            return Some(Found::new(article + 1, Meaning::Decade(start)));
        }
    }
    const DECADES: [&str; 8] = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    if let Some(i) = DECADES.iter().position(|n| *n == d.word(0)).filter(|_| article == 1) {
        return Some(Found::new(2, Meaning::Decade(1920 + 10 * i as i16)));
    }
    if d.word(1) == "century" || d.word(1) == "-" && d.word(2) == "century" {
        let n = ordinal(d.word(0)).or(if d.word(0) == "twenty-first" { Some(21) } else { None })?;
        return Some(Found::new(article + 2 + usize::from(d.word(1) == "-"), Meaning::Century(n as i16)));
    }
    if d.is(&["twenty", "-", "first", "century"]) {
        return Some(Found::new(article + 4, Meaning::Century(21)));
    }
    // `year-end`, `the year's end`
    if d.is(&["year", "-", "end"]) || d.is(&["year", "'s", "end"]) {
        return Some(Found::new(article + 3, Meaning::Period { unit: Unit::Year, which: Which::This }).third(Some(Third::Late)));
    }
    let named = matches!(d.word(0), "fiscal") || d.word(0) == "year" && article == 1 || d.word(0) == "year";
    let year_at = if d.is(&["fiscal", "year"]) { 2 } else { usize::from(named) };
    if year_at > 0 {
        return plain_year(d.word(year_at)).map(|y| Found::new(article + year_at + 1, Meaning::Year(y)));
    }
    if article == 1 {
        return None;
    }
    let year = plain_year(word)?;
    (year_stands(c, year)).then(|| Found::new(1, Meaning::Year(year)))
}

/// `nineteen ninety-six`, `the year two thousand`, `twenty fifteen`.
fn spelled_year(c: Cursor) -> Option<(i16, usize)> {
    let named = if c.is(&["the", "year"]) { 2 } else { 0 };
    let d = c.skip(named);
    if named > 0
        && let Some(n) = d.cardinal().filter(|n| !n.figures && (1000.0..2100.0).contains(&n.value))
    {
        return Some((n.value as i16, named + n.len));
    }
    let century = match d.word(0) {
        "nineteen" => 1900,
        "twenty" if named > 0 || c.back(1) == "in" => 2000,
        _ => return None,
    };
    let rest = d.skip(1).cardinal().filter(|n| !n.figures && (10.0..100.0).contains(&n.value))?;
    Some((century + rest.value as i16, named + 1 + rest.len))
}

fn short_decade(tens: i16) -> i16 {
    if tens < 30 { 2000 + tens } else { 1900 + tens }
}

/// Whether four figures are a year where they stand, not a count, a price or part of a name.
fn year_stands(c: Cursor, year: i16) -> bool {
    const LEADS: &[&str] = &[
        "in",
        "since",
        "until",
        "till",
        "of",
        "by",
        "from",
        "through",
        "before",
        "after",
        "during",
        "early",
        "late",
        "mid",
        "year",
        "fiscal",
        "between",
        "to",
        "and",
        "around",
        "circa",
        "(",
        "the",
        "a",
        "-",
        "–",
        "/",
        "this",
        "its",
        "their",
        "his",
        "throughout",
        "or",
        ",",
        ";",
        "'s",
        "election",
    ];
    const COUNTED: &[&str] = &[
        "people",
        "soldiers",
        "troops",
        "civilians",
        "men",
        "women",
        "children",
        "dead",
        "killed",
        "fighters",
        "refugees",
        "families",
        "homes",
        "houses",
        "miles",
        "km",
        "kilometers",
        "kilometres",
        "meters",
        "metres",
        "feet",
        "tons",
        "tonnes",
        "dollars",
        "euros",
        "pounds",
        "percent",
        "%",
        "prisoners",
        "militants",
        "rebels",
        "others",
        "more",
        "injured",
        "wounded",
        "deaths",
        "casualties",
        "detainees",
        "members",
        "hours",
        "years",
        "days",
        "migrants",
        "local",
        "gmt",
        "residents",
        "protesters",
        "students",
        "workers",
        "and",
        "schoolchildren",
        "points",
        "hostages",
        "police",
        "officers",
        "victims",
        "meters,",
    ];
    let before = c.back(1);
    let after = c.word(1);
    if matches!(
        before,
        "$" | "€"
            | "£"
            | "no."
            | "#"
            | "us$"
            | "resolution"
            | "number"
            | "flight"
            | "some"
            | "about"
            | "nearly"
            | "almost"
            | "than"
            | "over"
            | "least"
    ) {
        return false;
    }
    if c.all.get(c.at + 1).is_some_and(|l| !l.spaced && matches!(l.text.as_str(), "-" | "/" | ":" | "'"))
        && !matches!(c.word(2), "2" | "1")
        && plain_year(c.word(2)).is_none()
        && c.word(2).len() < 4
    {
        return false;
    }
    let counted = COUNTED.contains(&after) && after != "and";
    let plural = |w: &str| w.len() > 3 && w.ends_with('s') && w.bytes().all(|b| b.is_ascii_lowercase());
    if (1900..2100).contains(&year) {
        // `In exchange 2000 Sunni residents left`: a plural close behind is counted, unless a word before asks for a year.
        let firm = matches!(
            before,
            "in" | "since"
                | "until"
                | "till"
                | "during"
                | "early"
                | "late"
                | "mid"
                | "year"
                | "fiscal"
                | "the"
                | "a"
                | "this"
                | "its"
                | "their"
                | "his"
                | ","
                | "("
        );
        let led = LEADS.contains(&before) || before.is_empty();
        return !counted && (firm || led && !plural(after) || !plural(after) && (!plural(c.word(2)) || !c.capital(1)));
    }
    !counted
        && matches!(
            before,
            "in" | "since"
                | "until"
                | "of"
                | "by"
                | "before"
                | "after"
                | "early"
                | "late"
                | "year"
                | "from"
                | "("
                | "–"
                | "-"
                | "between"
                | ","
        )
        && !after.ends_with('s')
        || month(before).is_some()
}

/// `between 5 and 9 May`, `from Monday to Wednesday`, `2015-2017`, `from 1994 to 2020`.
fn range(c: Cursor) -> Option<Found> {
    let led = matches!(c.word(0), "between" | "from");
    let skip = usize::from(led);
    let simple = |c: Cursor| {
        [in_figures, day_of_month, named_weekday, named_month, deictic_day, year_like, clock::expression]
            .iter()
            .filter_map(|r| r(c))
            .max_by_key(|f| f.len)
    };
    let d = c.skip(skip);
    // `between 5 and 9 May`: the first day borrows the month.
    if led && let Some(found) = day_of_month(d).filter(|f| matches!(f.meaning, Meaning::Range(..))) {
        return Some(found.longer(skip));
    }
    let first = simple(d)?;
    let joint = d.word(first.len);
    let touching = !d.all.get(d.at + first.len).is_some_and(|l| l.spaced);
    let ok = match joint {
        "and" => c.word(0) == "between",
        "to" | "through" | "until" | "till" => led || joint != "to" || first.clock.is_none(),
        "-" | "–" | "—" => touching || joint == "–",
        _ => false,
    };
    if !ok {
        return None;
    }
    let rest = d.skip(first.len + 1);
    let mut second = simple(rest);
    // `2015-17`
    if second.is_none()
        && touching
        && rest.word(0).len() == 2
        && let (Meaning::Year(y), Ok(short)) = (&first.meaning, rest.word(0).parse::<i16>())
    {
        second = Some(Found::new(1, Meaning::Year(y / 100 * 100 + short)));
    }
    let second = second.filter(|s| same_kind(&first.meaning, &s.meaning))?;
    let meaning = Meaning::Range(Box::new(first.meaning), Box::new(second.meaning));
    let mut found = Found::new(skip + first.len + 1 + second.len, meaning).ends(skip + first.len, skip + first.len + 1);
    found.clock = first.clock.filter(|_| second.clock.is_some());
    Some(found)
}

fn same_kind(a: &Meaning, b: &Meaning) -> bool {
    use Meaning::{Day, EitherWay, Month, Offset, TimeOfDay, Weekday};
    match (a, b) {
        (Meaning::Year(a), Meaning::Year(b)) => a <= b,
        (TimeOfDay, TimeOfDay) => true,
        (
            Day { .. } | EitherWay { .. } | Weekday { .. } | Offset(_) | Month { .. },
            Day { .. } | EitherWay { .. } | Weekday { .. } | Offset(_) | Month { .. } | Meaning::Year(_),
        ) => true,
        _ => false,
    }
}

/// A number or a vague word before a unit: `two`, `several`, `a few`, `a`, `half a`; and the words it takes.
pub(super) fn count(c: Cursor) -> Option<(Count, usize)> {
    let vague = |low, high, len| Some((Count { low, high, vague: true }, len));
    let exact = |n: f64, len| Some((Count { low: n, high: n, vague: false }, len));
    match (c.word(0), c.word(1), c.word(2)) {
        ("a", "few", _) => return vague(2.0, 5.0, 2),
        ("a", "couple", "of") => return exact(2.0, 3),
        ("a", "couple", _) => return exact(2.0, 2),
        ("a", "number", "of") => return vague(3.0, 9.0, 3),
        ("a", "handful", "of") => return vague(2.0, 5.0, 3),
        ("the", "last" | "past", _) => return None,
        ("few", ..) => return vague(2.0, 5.0, 1),
        ("couple", "of", _) => return exact(2.0, 2),
        ("several" | "some", ..) => return vague(3.0, 9.0, 1),
        ("many", ..) => return vague(5.0, 20.0, 1),
        ("dozens", "of", _) => return vague(24.0, 99.0, 2),
        ("half", "a", _) => return exact(0.5, 2),
        ("half", "an", _) => return exact(0.5, 2),
        ("another" | "a" | "an", "full" | "whole" | "further" | "additional" | "entire", _) => return exact(1.0, 2),
        _ => {}
    }
    if let Some(n) = c.cardinal() {
        let mut len = n.len;
        // `two to three weeks`, `12 to 18 months`
        if matches!(c.word(len), "to" | "or" | "-")
            && let Some(m) = c.skip(len + 1).cardinal().filter(|m| m.value > n.value)
        {
            len += 1 + m.len;
            return Some((Count { low: n.value, high: m.value, vague: false }, len));
        }
        if matches!(c.word(len), "more" | "full" | "consecutive" | "straight" | "whole" | "long" | "additional" | "trading")
            && Unit::named(c.word(len + 1)).is_some()
        {
            len += 1;
        }
        return exact(n.value, len);
    }
    matches!(c.word(0), "a" | "an" | "another").then_some(()).and_then(|()| exact(1.0, 1))
}

/// `more than`, `nearly`, `about` before a number, and the words they take.
pub(super) fn bound(c: Cursor) -> (Bound, usize) {
    match (c.word(0), c.word(1), c.word(2)) {
        ("no", "more", "than") | ("not", "more", "than") => (Bound::LessThan, 3),
        ("no", "less", "than") => (Bound::MoreThan, 3),
        ("more", "than", _) => (Bound::MoreThan, 2),
        ("just", "over", _) => (Bound::JustOver, 2),
        ("well", "over", _) | ("at", "least", _) => (Bound::MoreThan, 2),
        ("less", "than", _) | ("fewer", "than", _) | ("just", "under", _) | ("up", "to", _) => (Bound::LessThan, 2),
        ("over", ..) => (Bound::MoreThan, 1),
        ("under" | "nearly" | "almost", ..) => (Bound::LessThan, 1),
        ("about" | "around" | "some" | "roughly" | "approximately", ..) if Unit::named(c.word(1)).is_none() => (Bound::About, 1),
        ("only" | "just", ..) => (Bound::Exactly, 1),
        _ => (Bound::Exactly, 0),
    }
}

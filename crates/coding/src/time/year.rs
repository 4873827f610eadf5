//! Years, decades, centuries, seasons and quarters, and where four figures are a year.

use super::calendar::Third;
use super::grammar::which;
use super::lexeme::{Cursor, Unit, month, ordinal, season};
use super::meaning::{Found, Meaning, Which, Year};

/// A year in figures that stands where a year may stand.
pub(super) fn plain_year(word: &str) -> Option<i16> {
    let long = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|y: &i16| long && (1000..2100).contains(y))
}

/// A year after a day or month: `2020`, `, 2020`, `of 2020`, `last year`, `of this year`.
pub(super) fn trailing_year(c: Cursor) -> (Option<Year>, usize) {
    let skip = usize::from(matches!(c.word(0), "," | "of" | "in"));
    let rest = c.skip(skip);
    if let Some(year) = plain_year(rest.word(0)) {
        return (Some(Year::Given(year)), skip + 1);
    }
    // `January nineteen ninety-seven`
    if let Some((year, len)) = spelled_year(rest).filter(|_| c.word(0) != "in" || skip == 0 || rest.word(0) != "twenty") {
        return (Some(Year::Given(year)), skip + len);
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

/// `the autumn of 2020`, `last summer`, `summer 2014`, `this spring`.
pub(super) fn season_of_year(c: Cursor) -> Option<Found> {
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

/// `2017`, `the 1990s`, `the nineties`, `the 20th century`, `fiscal 1989`, `the year 2000`.
pub(super) fn year_like(c: Cursor) -> Option<Found> {
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
    let end = match (d.word(1), d.word(2)) {
        ("-" | "'s", "end") => 3,
        ("end", _) if matches!(c.back(1), "by" | "around" | "at" | "before" | "until" | "since") => 2,
        _ => 0,
    };
    if d.word(0) == "year" && end > 0 {
        return Some(
            Found::new(article + end, Meaning::Period { unit: Unit::Year, which: Which::This }).third(Some(Third::Late)),
        );
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
pub(super) fn spelled_year(c: Cursor) -> Option<(i16, usize)> {
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

pub(super) fn short_decade(tens: i16) -> i16 {
    if tens < 30 { 2000 + tens } else { 1900 + tens }
}

/// Whether four figures are a year where they stand, not a count, a price or part of a name.
pub(super) fn year_stands(c: Cursor, year: i16) -> bool {
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

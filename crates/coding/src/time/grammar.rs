//! The grammar of dates: which expressions there are and what stands around them.
//!
//! Every rule looks at the words from a cursor on and gives the expression that begins there, if any; the longest wins.
//! Days and months are in [`super::day`], feasts in [`super::feast`], years and seasons in [`super::year`], quarters of accounts
//! in [`super::quarter`], lengths and repetitions in [`super::length`], what counts from another day in [`super::relative`], times
//! of day in [`super::clock`].

use super::calendar::Third;
use super::clock;
use super::day::{day_of_month, deictic_day, in_figures, named_month, named_weekday};
use super::lexeme::{Cursor, Unit};
use super::meaning::{Bound, Clock, Count, Found, Meaning, Which};
use super::quarter::quarter;
use super::relative;
use super::year::{season_of_year, year_like};

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
        quarter,
        relative::expression,
        season_of_year,
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

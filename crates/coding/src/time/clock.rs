//! Times of day, alone or with the day they belong to.

use super::grammar;
use super::lexeme::{Cursor, part_of_day};
use super::meaning::{Clock, Found, Meaning};
use jiff::civil::Time;

/// `9 a.m. Tuesday`, `2.30 pm local time on 5 May`, `noon Saturday`, `the early hours of Monday`, `the night of 5 May`.
pub(super) fn expression(c: Cursor) -> Option<Found> {
    let (clock, len) = hours_of(c).or_else(|| time_of_day(c))?;
    let comma = usize::from(c.word(len) == ",");
    let on = usize::from(matches!(c.word(len + comma), "on" | "of"));
    if let Some(day) =
        grammar::expression_of_day(c.skip(len + comma + on)).filter(|_| comma == 0 || on == 1 || matches!(clock, Clock::At(_)))
        && (day.clock.is_none() || matches!(clock, Clock::At(_)))
    {
        let mut found = day.longer(len + comma + on);
        found.clock = Some(clock);
        return Some(found);
    }
    // `the early hours` alone and parts of the day need a day.
    let alone = matches!(clock, Clock::At(_))
        || matches!(c.back(1), "in" | "at" | "during" | "before" | "after" | "until" | "since" | "by");
    alone.then(|| Found::new(len, Meaning::TimeOfDay).clock(Some(clock)))
}

/// `the early hours of`, `the morning of`, `dawn on`.
fn hours_of(c: Cursor) -> Option<(Clock, usize)> {
    let article = usize::from(c.word(0) == "the");
    let d = c.skip(article);
    if matches!(d.word(0), "early" | "small" | "wee") && matches!(d.word(1), "hours" | "morning") {
        let morning = usize::from(d.is(&["early", "morning", "hours"]));
        return Some((Clock::Part("TMO", 0, 6), article + 2 + morning));
    }
    // `by mid afternoon`
    let middle = usize::from(d.word(0) == "mid");
    let middle = middle + usize::from(middle == 1 && d.word(1) == "-");
    if middle > 0
        && let Some((letters, from, to)) = part_of_day(d.word(middle))
    {
        return Some((Clock::Part(letters, from, to), article + middle + 1));
    }
    let (letters, from, to) = part_of_day(d.word(0))?;
    (article == 1 && (d.word(1) == "of" || matches!(c.back(1), "in" | "during"))
        || matches!(d.word(0), "dawn" | "dusk" | "daybreak" | "nightfall" | "sunrise" | "sunset"))
    .then_some((Clock::Part(letters, from, to), article + 1))
}

/// `2:30 p.m.`, `14:30`, `0900 GMT`, `noon`, `5 o'clock`, with the zone told after it.
fn time_of_day(c: Cursor) -> Option<(Clock, usize)> {
    let word = c.word(0);
    let (hour, minute, mut len) = match word {
        "noon" | "midday" if c.back(1) != "high" => (12, 0, 1),
        "midnight" => (0, 0, 1),
        _ => {
            let joint = word.find([':', '.']);
            let whole = |w: &str| w.len() <= 4 && !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
            let (h, m, sure) = match joint {
                Some(at) if whole(&word[..at]) && word.len() >= at + 3 && whole(&word[at + 1..at + 3]) => {
                    (word[..at].parse::<i32>().ok()?, word[at + 1..at + 3].parse::<i32>().ok()?, word.as_bytes()[at] == b':')
                }
                None if whole(word) && word.len() >= 3 => {
                    let n: i32 = word.parse().ok()?;
                    (n / 100, n % 100, false)
                }
                None if whole(word) => (word.parse().ok()?, 0, false),
                _ => return None,
            };
            let told = match c.word(1) {
                "am" | "a.m." | "a.m" => Some(0),
                "pm" | "p.m." | "p.m" => Some(12),
                _ => None,
            };
            // `4 in the morning`
            let part = match c.word(3) {
                "morning" if c.is_in_the(1) => Some(0),
                "afternoon" | "evening" if c.is_in_the(1) => Some(12),
                _ => None,
            };
            let half = told.or(part.filter(|_| h < 13));
            let zone = is_zone(c.word(1))
                || c.word(1) == "local" && c.word(2) == "time"
                || c.word(1) == "hours" && word.len() == 4 && joint.is_none();
            let oclock = c.word(1) == "o'clock";
            if !(sure || half.is_some() || zone && (joint.is_some() || word.len() == 4) || oclock && word.len() <= 2) || m > 59 {
                return None;
            }
            let hour = match half {
                Some(0) => {
                    if h == 12 {
                        0
                    } else {
                        h
                    }
                }
                Some(_) => {
                    if h == 12 {
                        12
                    } else {
                        h + 12
                    }
                }
                None => h,
            };
            (hour, m, 1 + usize::from(told.is_some() || oclock || c.word(1) == "hours" && zone))
        }
    };
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
    if is_zone(c.word(len)) {
        len += 1;
    } else if c.word(len + 1) == "time" && c.word(len) != "the" {
        len += 2;
    }
    if c.word(len) == "in" && c.word(len + 1) == "the" && part_of_day(c.word(len + 2)).is_some() {
        len += 3;
    }
    Some((Clock::At(time), len))
}

fn is_zone(word: &str) -> bool {
    matches!(word, "gmt" | "utc" | "est" | "edt" | "et" | "pst" | "pdt" | "bst" | "cet" | "cest" | "eet" | "msk")
}

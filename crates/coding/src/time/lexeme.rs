//! The words of a sentence as the grammar of time reads them, and its closed vocabulary.

use crate::number::{Cardinal, cardinal};
use dateline_syntax::Tree;
use jiff::civil::Weekday;

/// A word, or a part of one (`mid-1996` is three).
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    /// In lower case, with a straight apostrophe; empty for a known name, so that no name is read as a date.
    pub text: String,
    /// Index of the word in the tree.
    pub word: usize,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// The words of a tree.
pub(super) fn lexemes(text: &str, tree: &Tree) -> Vec<Lexeme> {
    let mut out = Vec::with_capacity(tree.words.len());
    let mut end = None;
    for (word, node) in tree.words.iter().enumerate() {
        let form = node.span.of(text);
        let spaced = end != Some(node.span.start);
        end = Some(node.span.end);
        let mut push = |part: &str, spaced| {
            out.push(Lexeme {
                text: part.to_lowercase().replace('’', "'"),
                word,
                capital: part.starts_with(char::is_uppercase),
                spaced,
            });
        };
        if node.mark.is_some() {
            push("", spaced);
        } else if let Some(rest) = form.strip_prefix("mid-").or_else(|| form.strip_prefix("Mid-")).filter(|r| !r.is_empty()) {
            push("mid", spaced);
            push("-", false);
            push(rest, false);
        } else {
            push(form, spaced);
        }
    }
    out
}

/// The sentence from one place on.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub all: &'a [Lexeme],
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// The word `i` places ahead, empty behind the end.
    pub fn word(&self, i: usize) -> &'a str {
        self.all.get(self.at + i).map_or("", |l| l.text.as_str())
    }

    /// The word `i` places back (1 is the one before).
    pub fn back(&self, i: usize) -> &'a str {
        self.at.checked_sub(i).and_then(|k| self.all.get(k)).map_or("", |l| l.text.as_str())
    }

    pub fn capital(&self, i: usize) -> bool {
        self.all.get(self.at + i).is_some_and(|l| l.capital)
    }

    pub fn skip(&self, n: usize) -> Cursor<'a> {
        Cursor { all: self.all, at: self.at + n }
    }

    /// Whether these words stand here.
    pub fn is(&self, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, w)| self.word(i) == *w)
    }

    /// Whether `in the` stands some words ahead.
    pub fn is_in_the(&self, ahead: usize) -> bool {
        self.skip(ahead).is(&["in", "the"])
    }

    pub fn cardinal(&self) -> Option<Cardinal> {
        let words: Vec<&str> = (0..10).map(|i| self.word(i)).take_while(|w| !w.is_empty()).collect();
        cardinal(&words)
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit that a word names, and whether the word is a plural.
    pub fn named(word: &str) -> Option<(Unit, bool)> {
        let unit = |unit| Some((unit, word.ends_with('s')));
        match word {
            "seconds" => unit(Unit::Second),
            "minute" | "minutes" => unit(Unit::Minute),
            "hour" | "hours" | "hrs" => unit(Unit::Hour),
            "day" | "days" => unit(Unit::Day),
            "night" | "nights" => unit(Unit::Night),
            "week" | "weeks" => unit(Unit::Week),
            "fortnight" => unit(Unit::Week),
            "month" | "months" => unit(Unit::Month),
            "quarter" | "quarters" => unit(Unit::Quarter),
            "year" | "years" | "yrs" => unit(Unit::Year),
            "decade" | "decades" => unit(Unit::Decade),
            "century" | "centuries" => unit(Unit::Century),
            _ => None,
        }
    }

    /// TIMEX3 duration of `n` of it (`X` for a vague number).
    pub fn duration(self, n: &str, value: f64) -> String {
        let times = |k: f64| if n == "X" { "X".to_owned() } else { amount(value * k) };
        match self {
            Unit::Second => format!("PT{n}S"),
            Unit::Minute => format!("PT{n}M"),
            Unit::Hour => format!("PT{n}H"),
            Unit::Day | Unit::Night => format!("P{n}D"),
            Unit::Week => format!("P{n}W"),
            Unit::Month => format!("P{n}M"),
            Unit::Quarter => format!("P{n}Q"),
            Unit::Year if n != "X" && value.fract() == 0.5 => format!("P{}Y6M", amount(value.floor())),
            Unit::Year => format!("P{n}Y"),
            Unit::Decade if n == "X" => "PXE".to_owned(),
            Unit::Decade => format!("P{}Y", times(10.0)),
            Unit::Century if n == "X" => "PXC".to_owned(),
            Unit::Century => format!("P{}Y", times(100.0)),
        }
    }

    /// The unit as the rules write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Second => "second",
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Night => "night",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::Year => "year",
            Unit::Decade => "decade",
            Unit::Century => "century",
        }
    }
}

/// A number without a needless fraction.
pub(super) fn amount(value: f64) -> String {
    if value.fract() == 0.0 { format!("{}", value as i64) } else { format!("{value}") }
}

/// The weekday that a word names; `short` allows abbreviations.
pub(super) fn weekday(word: &str, short: bool) -> Option<Weekday> {
    let stem = word.trim_end_matches('.');
    Some(match stem {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        // Without an apostrophe, as some sources strip them: `Saturdays attacks`.
        "mondays" => Weekday::Monday,
        "tuesdays" => Weekday::Tuesday,
        "wednesdays" => Weekday::Wednesday,
        "thursdays" => Weekday::Thursday,
        "fridays" => Weekday::Friday,
        "saturdays" => Weekday::Saturday,
        "sundays" => Weekday::Sunday,
        "mon" if short => Weekday::Monday,
        "tue" | "tues" if short => Weekday::Tuesday,
        "wed" if short => Weekday::Wednesday,
        "thu" | "thur" | "thurs" if short => Weekday::Thursday,
        "fri" if short => Weekday::Friday,
        "sat" if short => Weekday::Saturday,
        "sun" if short => Weekday::Sunday,
        _ => return None,
    })
}

/// The number of the month that a word names, and whether the word is unmistakable (`may` and `march` are not).
pub(super) fn month(word: &str) -> Option<(i8, bool)> {
    let sure = |n| Some((n, true));
    match word {
        "january" => sure(1),
        "february" => sure(2),
        "march" => Some((3, false)),
        "april" => sure(4),
        "may" => Some((5, false)),
        "june" => sure(6),
        "july" => sure(7),
        "august" => sure(8),
        "september" => sure(9),
        "october" => sure(10),
        "november" => sure(11),
        "december" => sure(12),
        _ => {
            let n = match word.trim_end_matches('.') {
                "jan" => 1,
                "feb" => 2,
                "mar" => 3,
                "apr" => 4,
                "jun" => 6,
                "jul" => 7,
                "aug" => 8,
                "sep" | "sept" => 9,
                "oct" => 10,
                "nov" => 11,
                "dec" => 12,
                _ => return None,
            };
            Some((n, word.ends_with('.') && n != 3))
        }
    }
}

/// A season of three calendar months: its first month and its TIMEX3 letters.
pub(super) fn season(word: &str) -> Option<(i8, &'static str)> {
    Some(match word {
        "spring" => (3, "SP"),
        "summer" => (6, "SU"),
        "autumn" | "fall" => (9, "FA"),
        "winter" => (12, "WI"),
        _ => return None,
    })
}

/// A part of the day: TIMEX3 letters, and its first and last hour. Night runs into the next day.
pub(super) fn part_of_day(word: &str) -> Option<(&'static str, i8, i8)> {
    Some(match word {
        "morning" => ("TMO", 5, 12),
        "midday" | "noon" => ("TMI", 11, 13),
        "afternoon" => ("TAF", 12, 18),
        "evening" => ("TEV", 17, 22),
        "night" => ("TNI", 20, 24),
        "dawn" | "daybreak" | "sunrise" => ("TMO", 4, 7),
        "dusk" | "sunset" | "nightfall" => ("TEV", 17, 21),
        _ => return None,
    })
}

const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// The number of an ordinal in figures or words (`2nd`, `third`), up to 31.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    if let Some(i) = ORDINALS.iter().position(|o| *o == word) {
        return Some(i as u32 + 1);
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    if !matches!(suffix, "st" | "nd" | "rd" | "th") || digits.is_empty() || digits.len() > 2 {
        return None;
    }
    digits.parse().ok().filter(|n| (1..=31).contains(n))
}

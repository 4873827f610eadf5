//! What a number measures where it does not count.

use super::{Cardinal, Unit};
use dateline_syntax::Tree;
use dateline_text::calendar::is_month;

/// The unit that the words behind a number tell.
pub(super) fn unit_after(words: &[&str], last: usize) -> Option<Unit> {
    let word = |i: usize| words.get(last + i).copied().unwrap_or("");
    let hyphen = word(1) == "-";
    let next =
        if hyphen || matches!(word(1), "square" | "cubic" | "nautical" | "metric" | "more" | "long") { word(2) } else { word(1) };
    Some(match next {
        "year" | "month" | "week" | "day" if hyphen && (word(3) == "-" && word(4) == "old" || word(3) == "old") => Unit::Age,
        "year" | "years" | "month" | "months" if matches!((word(2), word(3)), ("old", _) | ("-", "old")) => Unit::Age,
        "years" if hyphen && word(3) == "-" && word(4) == "old" => Unit::Age,
        "block" if !hyphen => Unit::Name,
        "years" | "months" if word(2) == "old" || word(2) == "of" && word(3) == "age" => Unit::Age,
        "second" | "seconds" | "minute" | "minutes" | "hour" | "hours" | "hrs" | "day" | "days" | "week" | "weeks" | "month"
        | "months" | "year" | "years" | "decade" | "decades" | "century" | "centuries" | "nights" | "night" => Unit::Time,
        "dollars" | "dollar" | "euros" | "euro" | "pounds" | "rubles" | "roubles" | "yuan" | "yen" | "cents" | "lira"
        | "rupees" | "usd" | "eur" | "francs" | "riyals" | "dinars" | "shekels" | "dram" | "manats" | "hryvnia" | "naira"
        | "pesos" => Unit::Money,
        "%" | "percent" | "per" if next != "per" || matches!(word(2), "cent") => Unit::Percent,
        "percentage" => Unit::Percent,
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" | "mile" | "miles" | "metre" | "metres" | "meter"
        | "meters" | "m" | "cm" | "mm" | "millimetre" | "millimetres" | "millimeter" | "millimeters" | "ft" | "feet" | "foot"
        | "inch" | "inches" | "kg" | "kgs" | "kilogram" | "kilograms" | "kilogramme" | "kilogrammes" | "kilos" | "ton"
        | "tons" | "tonne" | "tonnes" | "kiloton" | "kilotons" | "lb" | "lbs" | "degrees" | "degree" | "mph" | "kph" | "km/h"
        | "knots" | "acres" | "hectares" | "litres" | "liters" | "barrels" | "gallons" | "caliber" | "calibre" | "megawatts"
        | "mw" | "yards" | "magnitude" | "times" => Unit::Measure,
        "am" | "pm" | "a.m." | "p.m." | "gmt" | "o'clock" | "hours'" | "utc" => Unit::Date,
        _ => return None,
    })
}

pub(super) fn unit(tree: &Tree, words: &[&str], at: usize, last: usize, number: Cardinal) -> Option<Unit> {
    let back = |i: usize| at.checked_sub(i).map_or("", |k| words[k]);
    let next = words.get(last + 1).copied().unwrap_or("");
    if matches!(back(1), "$" | "€" | "£" | "¥" | "₽" | "us$" | "usd" | "eur" | "a$" | "c$" | "hk$") {
        return Some(Unit::Money);
    }
    if matches!(back(1), "aged" | "age" | "turned")
        || back(1) == ","
            && matches!(next, "," | ")")
            && number.figures
            && number.len == 1
            && (10.0..=110.0).contains(&number.value)
            && named(tree, at)
    {
        return Some(Unit::Age);
    }
    if number.figures && number.len == 1 && bare_age(tree, at, next, number.value) {
        return Some(Unit::Age);
    }
    let date = number.figures && number.len == 1 && number.value.fract() == 0.0 && {
        let value = number.value;
        let year = (1800.0..2100.0).contains(&value) && !words[at].contains(',');
        (1.0..=31.0).contains(&value)
            && (is_month(next) || is_month(back(1)) || next == "of" && words.get(last + 2).is_some_and(|w| is_month(w)))
            || year
                && (is_month(back(1))
                    || is_month(back(2))
                    || back(1) == "," && is_month(back(3))
                    || matches!(
                        back(1),
                        "in" | "since"
                            | "until"
                            | "during"
                            | "early"
                            | "late"
                            | "mid"
                            | "year"
                            | "by"
                            | "from"
                            | "of"
                            | "before"
                            | "after"
                    ) && (next.is_empty() || !plural_noun(tree, last + 1))
                    || matches!(back(1), "the" | "a" | "this" | "that") && !plural_noun(tree, last + 1)
                    || matches!(back(1), "and" | "or" | "to" | "-" | "–") && year_word(back(2)) && !plural_noun(tree, last + 1)
                    || is_month(next))
            || back(1) == "at" && (1.0..=24.0).contains(&value) && matches!(next, "," | "." | "on" | "")
    };
    if date {
        return Some(Unit::Date);
    }
    // `F - 16` without spaces, `No. 5`, `Resolution 2118`.
    let touching = |a: usize, b: usize| tree.words[a].span.end == tree.words[b].span.start;
    if at >= 2
        && matches!(back(1), "-" | "–")
        && touching(at - 2, at - 1)
        && touching(at - 1, at)
        && back(2).chars().all(char::is_alphabetic)
        && number.figures
    {
        return Some(Unit::Name);
    }
    // `2013-01-S-025`: a number that figures and single letters are tied to.
    let tied = |i: usize| words.get(i).is_some_and(|w| w.len() == 1 || w.bytes().all(|b| b.is_ascii_digit()));
    let chain =
        at + 4 < words.len() && words[at + 1] == "-" && words[at + 3] == "-" && touching(at, at + 1) && touching(at + 2, at + 3);
    let linked = at >= 4 && back(1) == "-" && back(3) == "-" && touching(at - 1, at) && touching(at - 3, at - 2);
    if chain && tied(at + 2)
        || linked && tied(at - 2)
        || number.value == 911.0 && matches!(back(1), "called" | "calling" | "call" | "dialed")
    {
        return Some(Unit::Name);
    }
    if matches!(
        back(1),
        "no."
            | "#"
            | "number"
            | "resolution"
            | "article"
            | "route"
            | "highway"
            | "section"
            | "chapter"
            | "page"
            | "group"
            | "phase"
            | "unit"
            | "flight"
            | "channel"
            | "g"
    ) && number.figures
    {
        return Some(Unit::Name);
    }
    unit_after(words, last)
}

/// Whether a word is a plural noun.
fn plural_noun(tree: &Tree, at: usize) -> bool {
    use dateline_syntax::{Feats, Upos};
    tree.words.get(at).is_some_and(|w| w.upos == Upos::Noun && w.feats.has(Feats::PLURAL))
}

/// Whether a word is a year in figures.
fn year_word(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|y: u16| (1800..2100).contains(&y))
}

/// Whether an age without commas stands here, as in texts that lost them: `said Samira 55 who was travelling`.
fn bare_age(tree: &Tree, at: usize, next: &str, value: f64) -> bool {
    use dateline_syntax::{Deprel, NameClass, NameTag, Upos};
    let Some(before) = at.checked_sub(1).map(|i| &tree.words[i]) else { return false };
    let person = before.mark.is_some_and(|m| m.class == NameClass::Person) || matches!(before.name, Some((NameTag::Person, _)));
    let follows =
        tree.words.get(at + 1).is_none_or(|w| matches!(w.upos, Upos::Verb | Upos::Aux | Upos::Pron | Upos::Punct | Upos::Adp));
    person && (10.0..=110.0).contains(&value) && follows && tree.words[at].deprel != Deprel::Nummod && next != "%"
}

/// Whether a name stands before the comma before `at`: then the number is an age (`Noha, 45, said`).
fn named(tree: &Tree, at: usize) -> bool {
    use dateline_syntax::Upos;
    // `Smith, 34,`, `a man, 40,`
    let Some(word) = at.checked_sub(2).map(|i| &tree.words[i]) else { return false };
    word.mark.is_some()
        || word.upos == Upos::Propn
        || word.name.is_some()
        || word.upos == Upos::Noun && !word.feats.has(dateline_syntax::Feats::PLURAL)
}

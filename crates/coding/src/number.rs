//! Numbers and vague quantities of a sentence, by the published table (`Vague numbers` in the codebook).

mod cardinal;

pub use cardinal::{Cardinal, cardinal};

use dateline_syntax::Tree;

/// What a number tells other than how many of something there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Part of a date or a time of day.
    Date,
    /// A length of time (`six weeks`).
    Time,
    /// Somebody's age.
    Age,
    /// A sum of money.
    Money,
    /// A share (`40 percent`).
    Percent,
    /// A length, weight, calibre, temperature, or any number with a fraction.
    Measure,
    /// Part of a name (`No. 5`, `F-16`, `Resolution 2118`).
    Name,
}

/// A number in a sentence, as the range of whole numbers it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Index of its first word in the tree, words such as `more than` included.
    pub first_word: usize,
    /// Index of its last word.
    pub last_word: usize,
    /// Index of the word that carries the number itself, the one that depends on what is counted.
    pub number_word: usize,
    /// Lowest number meant; `None`: open below.
    pub low: Option<u64>,
    /// Highest number meant; `None`: open above.
    pub high: Option<u64>,
    /// Whether one single number is told, without a word that makes it vague.
    pub exact: bool,
    /// `None` for a plain count.
    pub unit: Option<Unit>,
}

/// What a phrase before a number does to it.
#[derive(Clone, Copy, PartialEq)]
enum Bound {
    Exactly,
    AtLeast,
    AtMost,
    Below,
    About,
    Nearly,
}

const BEFORE: &[(&[&str], Bound)] = &[
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "more", "than"], Bound::AtMost),
    (&["in", "excess", "of"], Bound::AtLeast),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["a", "maximum", "of"], Bound::AtMost),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["more", "than"], Bound::AtLeast),
    (&["upwards", "of"], Bound::AtLeast),
    (&["upward", "of"], Bound::AtLeast),
    (&["just", "over"], Bound::AtLeast),
    (&["well", "over"], Bound::AtLeast),
    (&["at", "least"], Bound::AtLeast),
    (&["at", "most"], Bound::AtMost),
    (&["up", "to"], Bound::AtMost),
    (&["fewer", "than"], Bound::Below),
    (&["less", "than"], Bound::Below),
    (&["just", "under"], Bound::Nearly),
    (&["close", "to"], Bound::Nearly),
    (&["an", "estimated"], Bound::About),
    (&["over"], Bound::AtLeast),
    (&["exceeding"], Bound::AtLeast),
    (&["under"], Bound::Below),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["some"], Bound::About),
    (&["roughly"], Bound::About),
    (&["approximately"], Bound::About),
    (&["approx."], Bound::About),
    (&["estimated"], Bound::About),
    (&["circa"], Bound::About),
    (&["~"], Bound::About),
    (&["nearly"], Bound::Nearly),
    (&["almost"], Bound::Nearly),
];

/// Vague quantities, longest first, each with its lowest and highest number.
const VAGUE: &[(&[&str], u64, u64)] = &[
    (&["hundreds", "of", "thousands"], 200_000, 999_999),
    (&["tens", "of", "thousands"], 20_000, 99_999),
    (&["tens", "of", "millions"], 20_000_000, 99_999_999),
    (&["a", "few", "dozen"], 24, 60),
    (&["a", "few", "hundred"], 200, 500),
    (&["a", "few", "thousand"], 2_000, 5_000),
    (&["half", "a", "million"], 500_000, 500_000),
    (&["half", "a", "dozen"], 6, 6),
    (&["a", "half", "dozen"], 6, 6),
    (&["a", "couple", "dozen"], 24, 24),
    (&["several", "dozen"], 36, 99),
    (&["several", "hundred"], 300, 900),
    (&["several", "thousand"], 3_000, 9_000),
    (&["several", "million"], 3_000_000, 9_000_000),
    (&["half", "-", "dozen"], 6, 6),
    (&["a", "few"], 2, 5),
    (&["a", "couple"], 2, 2),
    (&["a", "handful"], 2, 5),
    (&["several"], 3, 9),
    (&["dozens"], 24, 99),
    (&["scores"], 40, 99),
    (&["hundreds"], 200, 999),
    (&["thousands"], 2_000, 9_999),
    (&["millions"], 2_000_000, 9_999_999),
];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// All quantities of a sentence, in order, none overlapping. Articles (`a soldier`) are no quantities; `no` is 0–0.
pub fn quantities(text: &str, tree: &Tree) -> Vec<Quantity> {
    let lower: Vec<String> = tree.words.iter().map(|w| w.span.of(text).to_lowercase()).collect();
    let words: Vec<&str> = lower.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // A known name is a name, whatever stands in it (`the Five`).
        let quantity = if tree.words[at].mark.is_some() { None } else { vague(&words, at).or_else(|| counted(tree, &words, at)) };
        match quantity {
            Some(quantity) => {
                at = quantity.last_word + 1;
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

fn starts(words: &[&str], at: usize, pattern: &[&str]) -> bool {
    words.len() >= at + pattern.len() && words[at..at + pattern.len()] == *pattern
}

/// The phrase that ends just before `at` and bounds the number there: its first word and what it does.
fn bound(words: &[&str], at: usize) -> (usize, Bound) {
    // `more than the 40`, `some of them` are not meant; `a further 20` and `another 20` change nothing.
    let at = if at > 0
        && matches!(words[at - 1], "another" | "further" | "additional" | "only" | "just")
        && !(words[at - 1] == "just" && at < 2)
    {
        at - 1
    } else {
        at
    };
    for (pattern, bound) in BEFORE {
        if at >= pattern.len() && starts(words, at - pattern.len(), pattern) {
            return (at - pattern.len(), *bound);
        }
    }
    (at, Bound::Exactly)
}

fn range(value: u64, bound: Bound) -> (Option<u64>, Option<u64>) {
    let tenth = value as f64 / 10.0;
    match bound {
        Bound::Exactly => (Some(value), Some(value)),
        Bound::AtLeast => (Some(value), None),
        Bound::AtMost => (None, Some(value)),
        Bound::Below => (None, Some(value.saturating_sub(1))),
        Bound::About => (Some((value as f64 - tenth).ceil() as u64), Some((value as f64 + tenth).floor() as u64)),
        Bound::Nearly => (Some((value as f64 - tenth).ceil() as u64), Some(value)),
    }
}

fn vague(words: &[&str], at: usize) -> Option<Quantity> {
    let (pattern, low, high) = VAGUE.iter().find(|(pattern, ..)| starts(words, at, pattern))?;
    let last = at + pattern.len() - 1;
    let next = words.get(last + 1).copied().unwrap_or("");
    let before = at.checked_sub(1).map_or("", |i| words[i]);
    // `scores` is also a verb and a noun of sport; as a quantity it counts something told next.
    if pattern[0] == "scores"
        && !matches!(next, "of" | "more" | "were" | "have" | "had" | "are" | "killed" | "injured" | "wounded" | "dead")
    {
        return None;
    }
    if pattern == &["a", "few"] && before == "quite" || pattern == &["a", "couple"] && matches!(next, "," | "." | "and" | "who") {
        return None;
    }
    let (first, bound) = bound(words, at);
    let exact_word = low == high;
    let (low, high) = match bound {
        Bound::AtLeast => (Some(*low), None),
        Bound::AtMost | Bound::Below => (None, Some(*high)),
        _ => (Some(*low), Some(*high)),
    };
    let unit = unit_after(words, if next == "of" { last + 1 } else { last });
    Some(Quantity {
        first_word: first.min(at),
        last_word: last,
        number_word: last,
        low,
        high,
        exact: exact_word && bound == Bound::Exactly,
        unit,
    })
}

fn counted(tree: &Tree, words: &[&str], at: usize) -> Option<Quantity> {
    let zero = words[at] == "no"
        && !matches!(
            words.get(at + 1).copied(),
            Some("one" | "longer" | "more" | "," | "." | "fewer" | "less" | "matter" | "doubt") | None
        )
        && tree.words[at].deprel == dateline_syntax::Deprel::Det;
    if zero || matches!(words[at], "nobody" | "none") {
        return Some(Quantity {
            first_word: at,
            last_word: at,
            number_word: at,
            low: Some(0),
            high: Some(0),
            exact: true,
            unit: None,
        });
    }
    let first = cardinal(&words[at..])?;
    let (mut begin, mut bound) = bound(words, at);
    let mut last = at + first.len - 1;
    let (mut low, mut high) = (first.value, first.value);
    let mut joined = false;
    // `20 - 30`, `20 to 30`, `between 20 and 30`, `two or three`.
    let joint = words.get(last + 1).copied().unwrap_or("");
    let before = begin.checked_sub(1).map_or("", |i| words[i]);
    let allowed = match joint {
        "to" | "-" | "–" => true,
        "or" => first.value < 100.0,
        "and" => before == "between",
        _ => false,
    };
    if let Some(second) = cardinal(words.get(last + 2..).unwrap_or(&[])).filter(|_| allowed) {
        let mut from = first.value;
        // `2 to 3 million`
        let factor = scale_of(words, last + 2, second.len);
        if from < second.value && scale_of(words, at, first.len) == 1.0 && factor > 100.0 {
            from *= factor;
        }
        if from < second.value {
            (low, high, joined) = (from, second.value, true);
            last += 1 + second.len;
            if matches!(before, "between" | "from") {
                begin -= 1;
            }
        }
    }
    // `100 or more`, `100 +`
    if starts(words, last + 1, &["or", "more"]) || starts(words, last + 1, &["-", "plus"]) {
        last += 2;
        bound = Bound::AtLeast;
    } else if words.get(last + 1) == Some(&"+") {
        last += 1;
        bound = Bound::AtLeast;
    } else if starts(words, last + 1, &["or", "so"]) {
        last += 2;
        bound = Bound::About;
    }
    let number_word = last.min(at + first.len - 1).max(if joined { last } else { at });
    // `one` is a number only where it counts: `one soldier`, `one of the dead`, not `no one`, `one another`, `the one`.
    if words[at] == "one" && first.len == 1 && !joined {
        let before = at.checked_sub(1).map_or("", |i| words[i]);
        let next = words.get(at + 1).copied().unwrap_or("");
        if matches!(before, "no" | "any" | "every" | "some" | "the" | "this" | "that" | "which" | "each")
            || matches!(next, "another" | "day" | "," | "." | "")
        {
            return None;
        }
        if next == "of"
            && words.get(at + 2).is_some_and(|w| matches!(*w, "the" | "its" | "their"))
            && words[at..].iter().take(7).any(|w| matches!(*w, "most" | "best" | "worst" | "biggest" | "largest" | "main"))
        {
            return None;
        }
    }
    let unit = unit(tree, words, at, last, first);
    let whole = low.fract() == 0.0 && high.fract() == 0.0;
    let (low, high) = if joined { (Some(low as u64), Some(high as u64)) } else { range(low as u64, bound) };
    Some(Quantity {
        first_word: begin,
        last_word: last,
        number_word,
        low,
        high,
        exact: !joined && bound == Bound::Exactly,
        unit: unit.or(if whole { None } else { Some(Unit::Measure) }),
    })
}

fn scale_of(words: &[&str], at: usize, len: usize) -> f64 {
    words[at..at + len].last().and_then(|w| cardinal::scale(w)).unwrap_or(1.0)
}

fn is_month(word: &str) -> bool {
    MONTHS.contains(&word.trim_end_matches('.'))
}

/// The unit that the words behind a number tell.
fn unit_after(words: &[&str], last: usize) -> Option<Unit> {
    let word = |i: usize| words.get(last + i).copied().unwrap_or("");
    let hyphen = word(1) == "-";
    let next =
        if hyphen || matches!(word(1), "square" | "cubic" | "nautical" | "metric" | "more" | "long") { word(2) } else { word(1) };
    Some(match next {
        "year" | "month" | "week" | "day" if hyphen && (word(3) == "-" && word(4) == "old" || word(3) == "old") => Unit::Age,
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
        | "inch" | "inches" | "kg" | "kilogram" | "kilograms" | "kilogramme" | "kilogrammes" | "kilos" | "ton" | "tons"
        | "tonne" | "tonnes" | "kiloton" | "kilotons" | "lb" | "lbs" | "degrees" | "degree" | "mph" | "kph" | "km/h"
        | "knots" | "acres" | "hectares" | "litres" | "liters" | "barrels" | "gallons" | "caliber" | "calibre" | "megawatts"
        | "mw" | "yards" | "magnitude" | "times" => Unit::Measure,
        "am" | "pm" | "a.m." | "p.m." | "gmt" | "o'clock" | "hours'" | "utc" => Unit::Date,
        _ => return None,
    })
}

fn unit(tree: &Tree, words: &[&str], at: usize, last: usize, number: Cardinal) -> Option<Unit> {
    let back = |i: usize| at.checked_sub(i).map_or("", |k| words[k]);
    let next = words.get(last + 1).copied().unwrap_or("");
    if matches!(back(1), "$" | "€" | "£" | "¥" | "₽" | "us$" | "usd" | "eur" | "a$" | "c$" | "hk$") {
        return Some(Unit::Money);
    }
    if matches!(back(1), "aged" | "age")
        || back(1) == ","
            && matches!(next, "," | ")")
            && number.figures
            && number.len == 1
            && (10.0..=110.0).contains(&number.value)
            && named(tree, at)
    {
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
                    || back(1) == "the" && !plural_noun(tree, last + 1)
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

/// Whether a name stands before the comma before `at`: then the number is an age (`Noha, 45, said`).
fn named(tree: &Tree, at: usize) -> bool {
    use dateline_syntax::Upos;
    at >= 2 && (tree.words[at - 2].mark.is_some() || tree.words[at - 2].upos == Upos::Propn || tree.words[at - 2].name.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_syntax::{Deprel, Feats, Upos, Word};
    use dateline_text::split;

    fn tree(text: &str) -> Tree {
        let sentence = &split(text)[0];
        let words = sentence
            .tokens
            .iter()
            .enumerate()
            .map(|(i, t)| {
                let form = t.span.of(text);
                let plural = form.ends_with('s') && form.len() > 3;
                Word {
                    span: t.span,
                    first_token: i as u32,
                    token_count: 1,
                    upos: if form.starts_with(char::is_uppercase) { Upos::Propn } else { Upos::Noun },
                    lemma: form.to_lowercase(),
                    feats: if plural { Feats::PLURAL } else { Feats::default() },
                    head: (i > 0).then_some(0),
                    deprel: if form == "no" { Deprel::Det } else { Deprel::Dep },
                    name: None,
                    mark: None,
                }
            })
            .collect();
        Tree { span: sentence.span, paragraph: 0, words }
    }

    #[test]
    fn counts() {
        for (text, low, high) in [
            ("He counted more than 6,500 dead.", Some(6500), None),
            ("around 30,000 people fled", Some(27000), Some(33000)),
            ("at least 39 civilians", Some(39), None),
            ("scores of people", Some(40), Some(99)),
            ("dozens were killed", Some(24), Some(99)),
            ("a few soldiers", Some(2), Some(5)),
            ("several rockets", Some(3), Some(9)),
            ("half a dozen men", Some(6), Some(6)),
            ("two dozen men", Some(24), Some(24)),
            ("more than two dozen men", Some(24), None),
            ("between 20 and 30 men", Some(20), Some(30)),
            ("20-30 men", Some(20), Some(30)),
            ("two or three men", Some(2), Some(3)),
            ("up to 50 men", None, Some(50)),
            ("nearly 400 men", Some(360), Some(400)),
            ("some 200 men", Some(180), Some(220)),
            ("1.2 million people", Some(1_200_000), Some(1_200_000)),
            ("2 to 3 million people", Some(2_000_000), Some(3_000_000)),
            ("twenty-five men", Some(25), Some(25)),
            ("a hundred men", Some(100), Some(100)),
            ("no casualties", Some(0), Some(0)),
            ("hundreds of thousands of people", Some(200_000), Some(999_999)),
            ("tens of thousands fled", Some(20_000), Some(99_999)),
            ("fewer than 10 men", None, Some(9)),
            ("100 or more people", Some(100), None),
            ("one soldier died", Some(1), Some(1)),
            ("a further 20 men", Some(20), Some(20)),
            ("more than a dozen men", Some(12), None),
            ("hundreds dead", Some(200), Some(999)),
        ] {
            let tree = tree(text);
            let found = quantities(text, &tree);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!((found[0].low, found[0].high, found[0].unit), (low, high, None), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_flagged() {
        for (text, unit) in [
            ("a 122mm shell", Unit::Measure),
            ("10 km away", Unit::Measure),
            ("worth $5 million now", Unit::Money),
            ("boys aged 12 fled", Unit::Age),
            ("a 12-year-old boy", Unit::Age),
            ("said Noha, 45, asking", Unit::Age),
            ("40 percent of it", Unit::Percent),
            ("for six weeks", Unit::Time),
            ("on 5 May they left", Unit::Date),
            ("on May 5 they left", Unit::Date),
            ("in 2017 they left", Unit::Date),
            ("an F-16 jet", Unit::Name),
            ("a 7.62 round", Unit::Measure),
        ] {
            let tree = tree(text);
            let found = quantities(text, &tree);
            assert_eq!(found.iter().map(|q| q.unit).collect::<Vec<_>>(), [Some(unit)], "{text}");
        }
    }

    #[test]
    fn no_quantities() {
        for text in ["a soldier died", "no one knows", "they fought one another", "he scores well", "no, he said"] {
            assert_eq!(quantities(text, &tree(text)), [], "{text}");
        }
    }
}

//! Numbers and vague quantities of a sentence, by the published table (`Vague numbers` in the codebook).

mod cardinal;
mod phrase;
mod unit;

pub use cardinal::{Cardinal, cardinal, small};

use dateline_syntax::Tree;
use phrase::{BEFORE, Bound, VAGUE};
use unit::{unit, unit_after};

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

#[cfg(test)]
mod tests;

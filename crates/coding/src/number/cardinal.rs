//! Whole numbers in figures and words.

/// A number and the words it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cardinal {
    /// Its value; may have a fraction (`1.5`, `2 1/2`).
    pub value: f64,
    /// Number of words it takes.
    pub len: usize,
    /// Whether a digit stands in it.
    pub figures: bool,
}

const SMALL: &[(&str, u64)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

const SCALES: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("lakh", 1e5),
    ("million", 1e6),
    ("crore", 1e7),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("mln", 1e6),
    ("bn", 1e9),
    ("dozen", 12.0),
];

/// Value of a number word below one hundred.
pub fn small(word: &str) -> Option<u64> {
    SMALL.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// Value of a word that multiplies what stands before it.
pub fn scale(word: &str) -> Option<f64> {
    SCALES.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// Value of a number in figures: `39`, `6,500`, `1.2`. A clock time or a date is none.
pub fn figures(word: &str) -> Option<f64> {
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    let shape = plain.starts_with(|c: char| c.is_ascii_digit()) && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    let dots = plain.matches('.').count();
    // `1.234.567` groups by dots; `5.` is no fraction.
    if !shape || plain.ends_with('.') || plain.len() > 18 {
        return None;
    }
    match dots {
        0 | 1 => plain.parse().ok(),
        _ if plain.split('.').skip(1).all(|group| group.len() == 3) => plain.replace('.', "").parse().ok(),
        _ => None,
    }
}

/// Reads the number that begins at the first of `words` (lower case, hyphens as words of their own): `6,500`,
/// `twenty - five`, `two hundred and fifty thousand`, `1.2 million`, `2 1/2`. `None` where none begins.
///
/// `a hundred` is read with its article; a bare article is no number.
pub fn cardinal(words: &[&str]) -> Option<Cardinal> {
    let word = |i: usize| words.get(i).copied().unwrap_or("");
    let mut at = 0;
    let mut total = 0.0;
    let mut part: Option<f64> = None;
    let mut in_figures = false;
    let mut largest = f64::INFINITY;
    if matches!(word(0), "a" | "an") {
        if !matches!(word(1), "hundred" | "thousand" | "million" | "billion" | "dozen") {
            return None;
        }
        part = Some(1.0);
        at = 1;
    }
    loop {
        if let Some(value) = figures(word(at)) {
            if part.is_some() || total > 0.0 {
                break;
            }
            in_figures = true;
            part = Some(value);
            at += 1;
            // `2 1/2`, in one token or three
            if (word(at), word(at + 1), word(at + 2)) == ("1", "/", "2") {
                part = Some(value + 0.5);
                at += 3;
            }
            if word(at) == "1/2" || word(at) == "½" {
                part = Some(value + 0.5);
                at += 1;
            }
        } else if let Some(value) = small(word(at)) {
            let value = value as f64;
            match part {
                None => part = Some(value),
                // `twenty five`, `hundred five`
                Some(p) if !in_figures && p % 100.0 != 0.0 && p % 10.0 == 0.0 && p >= 20.0 && value < 10.0 && value > 0.0 => {
                    part = Some(p + value)
                }
                Some(p) if !in_figures && p >= 100.0 && p % 100.0 == 0.0 && value < 100.0 => part = Some(p + value),
                _ => break,
            }
            at += 1;
        } else if let Some(factor) = scale(word(at)) {
            let Some(p) = part.or(if at > 0 && total > 0.0 {
                None
            } else if at == 0 {
                Some(1.0)
            } else {
                None
            }) else {
                break;
            };
            // A bare scale word (`thousand`) counts only `dozen` and `hundred`-like nouns after nothing else: `dozen men`.
            if at == 0 && word(at) != "dozen" {
                return None;
            }
            if factor == 100.0 || factor == 12.0 {
                part = Some(p * factor);
            } else {
                if factor >= largest {
                    break;
                }
                largest = factor;
                total += p * factor;
                part = None;
            }
            at += 1;
        } else if matches!(word(at), "-" | "and") && at > 0 {
            // A joint counts only where the number goes on behind it.
            let tens = part.is_some_and(|p| p % 100.0 >= 20.0 && p % 10.0 == 0.0) && word(at) == "-" && !in_figures;
            let hundreds =
                word(at) == "and" && !in_figures && (part.is_some_and(|p| p >= 100.0) || part.is_none() && total > 0.0);
            let scaled = word(at) == "-" && scale(word(at + 1)).is_some();
            let goes_on = tens && small(word(at + 1)).is_some_and(|v| (1..10).contains(&v))
                || hundreds && small(word(at + 1)).is_some()
                || scaled;
            if !goes_on {
                break;
            }
            at += 1;
        } else {
            break;
        }
    }
    if part.is_none() && total == 0.0 {
        return None;
    }
    Some(Cardinal { value: total + part.unwrap_or(0.0), len: at, figures: in_figures })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_and_figures() {
        for (text, value, len) in [
            ("39 men", 39.0, 1),
            ("6,500 troops", 6500.0, 1),
            ("1.2 million people", 1.2e6, 2),
            ("twenty - five men", 25.0, 3),
            ("twenty five", 25.0, 2),
            ("a hundred and six shells", 106.0, 4),
            ("two hundred and fifty thousand people", 250e3, 5),
            ("three thousand two hundred", 3200.0, 4),
            ("two dozen", 24.0, 2),
            ("a dozen", 12.0, 2),
            ("dozen", 12.0, 1),
            ("2 1/2 years", 2.5, 2),
            ("twenty - year", 20.0, 1),
            ("five and six", 5.0, 1),
            ("20 - 30", 20.0, 1),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let got = cardinal(&words).unwrap();
            assert_eq!((got.value, got.len), (value, len), "{text}");
        }
        for text in ["a man", "men", "5:30", "thousand", "11/02/2020", "and five"] {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(cardinal(&words), None, "{text}");
        }
    }
}

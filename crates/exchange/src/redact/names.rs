//! Names to take out, and their blots.

use super::told::Told;
use dateline_lexicon::Lexicon;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ops::Range;

/// Stands for each character of a name that is taken out.
pub(crate) const BLOT: char = '█';

/// Names to take out of everything that is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Whole names of two words and more, as words in small letters: found in any letters, with any separators (`FATIMA HADDAD`,
    /// `fatima-haddad-shot`). The longest first, so that a whole name goes before its parts.
    whole: Vec<Vec<String>>,
    /// Single words, found as they are written.
    parts: BTreeSet<String>,
}

impl Names {
    /// The names of private persons that are not also those of a place or of somebody public.
    pub fn of(told: &Told) -> Names {
        let public: Vec<BTreeSet<String>> = told.public.iter().map(|n| words(n).map(str::to_lowercase).collect()).collect();
        let stays = |name: &[String]| public.iter().any(|p| name.iter().all(|word| p.contains(word)));
        let (mut whole, mut parts) = (BTreeSet::new(), BTreeSet::new());
        for name in &told.private {
            let small: Vec<String> = words(name).map(str::to_lowercase).collect();
            if stays(&small) || is_known(name) {
                continue;
            }
            parts.extend(
                name.split([' ', '-'])
                    .map(bare)
                    .filter(|w| telling(w))
                    .filter(|w| !stays(&[w.to_lowercase()]))
                    .map(str::to_owned),
            );
            if small.len() > 1 {
                whole.insert(small);
            }
        }
        let mut whole: Vec<Vec<String>> = whole.into_iter().collect();
        whole.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        Names { whole, parts }
    }

    /// The text with the names blotted out, of the same number of characters.
    pub fn blot(&self, text: &str) -> String {
        if self.whole.is_empty() && self.parts.is_empty() {
            return text.to_owned();
        }
        let found = self.find(text);
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for range in found {
            out.push_str(&text[at..range.start]);
            out.extend(std::iter::repeat_n(BLOT, text[range.clone()].chars().count()));
            at = range.end;
        }
        out.push_str(&text[at..]);
        out
    }

    /// The same in every string of a JSON value; keys stay.
    pub fn blot_json(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.blot(text),
            Value::Array(list) => list.iter_mut().for_each(|v| self.blot_json(v)),
            Value::Object(map) => map.iter_mut().for_each(|(_, v)| self.blot_json(v)),
            _ => {}
        }
    }

    /// Where names stand, from left to right, of those that overlap the longest that begins first.
    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let tokens = tokens(text);
        let small: Vec<String> = tokens.iter().map(|t| text[t.clone()].to_lowercase()).collect();
        let mut found = Vec::new();
        let mut i = 0;
        while i < tokens.len() {
            let whole = self.whole.iter().find(|name| {
                let end = i + name.len();
                small.get(i..end).is_some_and(|words| words == name.as_slice())
                    && (i + 1..end).all(|j| joined(&text[tokens[j - 1].end..tokens[j].start]))
            });
            let len = whole.map(Vec::len).or_else(|| self.part(text, &tokens, i));
            match len {
                Some(len) => {
                    found.push(tokens[i].start..tokens[i + len - 1].end);
                    i += len;
                }
                None => i += 1,
            }
        }
        found
    }

    /// How many words from here are a part of a name: `Haddad`, `O’Brien`.
    fn part(&self, text: &str, tokens: &[Range<usize>], i: usize) -> Option<usize> {
        [2, 1]
            .into_iter()
            .find(|len| tokens.get(i + len - 1).is_some_and(|last| self.parts.contains(&text[tokens[i].start..last.end])))
    }
}

/// Stretches of letters and digits.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match tokens.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => tokens.push(at..at + c.len_utf8()),
        }
    }
    tokens
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// What may stand between the words of one name.
fn joined(between: &str) -> bool {
    between.chars().count() <= 3 && between.chars().all(|c| c.is_whitespace() || "-_.+’'‐‑".contains(c))
}

/// A word without the signs around it and without the genitive.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// A name's part that tells whose it is: `al`, `de`, `Prince` and `Hall` don't.
fn telling(word: &str) -> bool {
    let (small, lexicon) = (word.to_lowercase(), Lexicon::builtin());
    word.chars().count() >= 3
        && word.chars().next().is_some_and(char::is_uppercase)
        && lexicon.agents.get(&small).is_none()
        && !lexicon.common.contains(&small)
}

/// Whether it is no human being's name, or that of a public figure: a place of the gazetteer, a title alone. One word may be both a
/// village and a surname: of those the reports decide.
fn is_known(name: &str) -> bool {
    let lexicon = Lexicon::builtin();
    let title = words(name).collect::<Vec<_>>().join(" ").to_lowercase();
    let known = match words(name).count() {
        1 => lexicon.look_up(name).is_some() || lexicon.common.contains(&title),
        _ => lexicon.places().surface(name).is_some(),
    };
    known || lexicon.agents.get(&title).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(private: &[&str], public: &[&str]) -> Names {
        let set = |list: &[&str]| list.iter().map(|n| (*n).to_owned()).collect();
        Names::of(&Told { private: set(private), public: set(public) })
    }

    #[test]
    fn a_name_goes_in_every_spelling_and_what_is_like_it_stays() {
        let names = names(&["Fatima Haddad", "Kevin O’Brien"], &["Omar Fatimi"]);
        assert_eq!(names.blot("FATIMA HADDAD; x.org/fatima-haddad-dead"), "█████████████; x.org/█████████████-dead");
        assert_eq!(names.blot("Haddad’s son, O’Brien"), "██████’s son, ███████");
        assert_eq!(names.blot("Haddadin and haddad, Fatimi"), "Haddadin and haddad, Fatimi");
    }

    #[test]
    fn towns_keep_their_names_also_where_one_was_taken_for_a_person() {
        let names = names(&["Abu Kamal", "Al-Maleh", "Ali Homs"], &["Al-Maleh", "Homs"]);
        assert_eq!(names.blot("Abu Kamal, Al-Maleh, Homs; Ali Homs"), "Abu Kamal, Al-Maleh, Homs; ████████");
    }
}

//! How the numbers of one report go together: parts, additions, people without a number.

use crate::Problem;
use crate::layer::{Layers, lay};
use crate::source::{Source, source};
use serde::Deserialize;
use std::collections::BTreeMap;

const COUNTING: Source = source!("terms/counting.toml");

/// Its files.
pub(crate) const SOURCES: [Source; 1] = [COUNTING];

/// The lists of `lexicon/terms/counting.toml`, all in lower case.
///
/// ```
/// let counting = &dateline_lexicon::Lexicon::builtin().counting;
/// assert!(counting.part.iter().any(|word| word == "including"));
/// assert!(counting.effect.wounded.iter().all(|stem| !counting.effect.killed.contains(stem)));
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counting {
    /// Words that make a number a part of the one before: `including`.
    pub part: Vec<String>,
    /// Words that put a number on top of what was told: `another`.
    pub more: Vec<String>,
    /// Nouns that stand for several people though they do not end in s: `family`.
    pub many: Vec<String>,
    /// Pronouns that stand for one person.
    pub one: Vec<String>,
    /// Words that end the head of a phrase: `a man ‹with› a gun`.
    pub behind: Vec<String>,
    /// What an act of violence does, by the beginnings of its words.
    pub effect: Outcome,
    least: BTreeMap<String, Vec<String>>,
}

/// Beginnings of words, or of phrases, that tell what became of those whom an act befalls.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Outcome {
    /// They are dead.
    pub killed: Vec<String>,
    /// They are hurt.
    pub wounded: Vec<String>,
    /// Dead or hurt, which is not told.
    pub casualties: Vec<String>,
}

impl Counting {
    pub(crate) fn load(layers: &Layers, problems: &mut Vec<Problem>) -> Counting {
        let mut all = Counting::default();
        for source in layers.of(&COUNTING) {
            let raw: Counting = source.read(problems);
            for (number, words) in raw.least {
                lay(all.least.entry(number).or_default(), words);
            }
            let effect = &mut all.effect;
            for (list, more) in [
                (&mut all.part, raw.part),
                (&mut all.more, raw.more),
                (&mut all.many, raw.many),
                (&mut all.one, raw.one),
                (&mut all.behind, raw.behind),
                (&mut effect.killed, raw.effect.killed),
                (&mut effect.wounded, raw.effect.wounded),
                (&mut effect.casualties, raw.effect.casualties),
            ] {
                lay(list, more);
            }
        }
        all
    }

    /// How many died at least by words of a text in lower case that tell it by themselves; 0 where none does.
    ///
    /// ```
    /// let counting = &dateline_lexicon::Lexicon::builtin().counting;
    /// assert_eq!(counting.least("a triple homicide in the north"), 3);
    /// assert_eq!(counting.least("a homicide"), 0);
    /// ```
    pub fn least(&self, lower: &str) -> u64 {
        let told = |words: &Vec<String>| words.iter().any(|word| lower.contains(word.as_str()));
        self.least.iter().filter(|(_, words)| told(words)).filter_map(|(number, _)| number.parse().ok()).max().unwrap_or(0)
    }
}

//! English words that a capital at the head of a sentence does not make a name.

use rustc_hash::FxHashSet;
use std::sync::OnceLock;

pub(crate) const SOURCE: &str = include_str!("../../../lexicon/words/common.txt");

/// The common words of `lexicon/words/common.txt`.
#[derive(Debug)]
pub struct CommonWords {
    words: FxHashSet<&'static str>,
}

impl CommonWords {
    /// The list that the program carries.
    pub fn builtin() -> &'static CommonWords {
        static BUILTIN: OnceLock<CommonWords> = OnceLock::new();
        BUILTIN.get_or_init(|| CommonWords { words: SOURCE.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect() })
    }

    /// Whether a word in lower case is on the list.
    pub fn contains(&self, lower: &str) -> bool {
        self.words.contains(lower)
    }
}

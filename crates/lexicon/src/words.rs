//! English words that a capital at the head of a sentence does not make a name.

use crate::layer::Layers;
use crate::source::{Source, source};
use rustc_hash::FxHashSet;
use std::borrow::Cow;

pub(crate) const SOURCE: Source = source!("words/common.txt");

/// The common words of `lexicon/words/common.txt`; in a folder laid over ours, `-word` takes one away.
#[derive(Debug, Default)]
pub struct CommonWords {
    words: FxHashSet<Cow<'static, str>>,
}

impl CommonWords {
    pub(crate) fn load(layers: &Layers) -> CommonWords {
        let lines = |text: &'static str| text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(Cow::Borrowed);
        let mut words: FxHashSet<Cow<'static, str>> = match SOURCE.text {
            Cow::Borrowed(text) => lines(text).collect(),
            Cow::Owned(_) => FxHashSet::default(),
        };
        for source in layers.folders_of(&SOURCE.name) {
            for line in source.text.lines().map(|l| l.trim().to_lowercase()).filter(|l| !l.is_empty() && !l.starts_with('#')) {
                match line.strip_prefix('-') {
                    Some(word) => words.remove(word),
                    None => words.insert(Cow::Owned(line)),
                };
            }
        }
        CommonWords { words }
    }

    /// Whether a word in lower case is on the list.
    pub fn contains(&self, lower: &str) -> bool {
        self.words.contains(lower)
    }
}

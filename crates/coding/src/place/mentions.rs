//! Which words are place names.

use super::Mention;
use dateline_lexicon::Lexicon;
use dateline_syntax::{NameClass, NameTag, Tree, Upos};

/// Prepositions that put something in a place.
const LOCATIVE: &[&str] = &[
    "in", "at", "near", "to", "from", "toward", "towards", "outside", "around", "into", "across", "inside", "through", "throughout",
    "between", "of", "over", "along", "beside", "within",
];

/// The place names of all trees: marked places and states, and stretches that the reader takes for places.
pub(super) fn find(text: &str, trees: &[Tree], lexicon: &Lexicon) -> Vec<Mention> {
    let mut found = Vec::new();
    for (tree, read) in trees.iter().enumerate() {
        let mut word = 0;
        while word < read.words.len() {
            let last = match read.words[word].mark.map(|mark| mark.class) {
                Some(NameClass::Place | NameClass::State) => Some(word),
                Some(_) => None,
                None => read_place(text, read, word, lexicon),
            };
            if let Some(last) = last {
                let span = read.words[word].span.cover(read.words[last].span);
                found.push(Mention { tree, first_word: word, last_word: last, span });
            }
            word = last.unwrap_or(word) + 1;
        }
    }
    found
}

/// The last word of an unmarked name that begins at `first` and that the reader takes for a place. It
/// must be capitalised, and either be known to the gazetteer or follow a locative preposition.
fn read_place(text: &str, read: &Tree, first: usize, lexicon: &Lexicon) -> Option<usize> {
    let goes_on = |word: usize| read.words.get(word).is_some_and(|w| w.mark.is_none() && w.name == Some((NameTag::Place, false)));
    if read.words[first].name != Some((NameTag::Place, true)) {
        return None;
    }
    let mut last = first;
    while goes_on(last + 1) {
        last += 1;
    }
    let mut start = first;
    if read.words[start].upos == Upos::Det && start < last {
        start += 1;
    }
    let name = read.words[start].span.cover(read.words[last].span).of(text);
    let proper = name.chars().next().is_some_and(char::is_uppercase) && name.chars().any(char::is_lowercase);
    let after_locative = first > 0 && LOCATIVE.contains(&read.words[first - 1].span.of(text).to_lowercase().as_str());
    let known = lexicon.places().surface(name).is_some_and(|surface| !surface.ambiguous_word);
    (proper && (known || after_locative)).then_some(last)
}

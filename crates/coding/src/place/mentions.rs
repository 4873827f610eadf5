//! Which words are place names.

use super::Mention;
use dateline_lexicon::Lexicon;
use dateline_syntax::{NameClass, NameTag, Tree, Upos};

/// Prepositions that put something in a place.
const LOCATIVE: &[&str] = &[
    "in", "at", "near", "from", "toward", "towards", "outside", "around", "into", "across", "inside", "through", "throughout",
];

/// Nouns whose `of` names a place.
const KINDS: &[&str] = &[
    "town", "city", "village", "hamlet", "suburb", "port", "district", "province", "region", "neighborhood", "neighbourhood", "area",
    "outskirts", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "countryside", "vicinity",
];

/// Words that no place is called by alone or with a prefix (`mid-July`), in lower case.
const NEVER: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "northeast",
    "northwest", "southeast", "southwest", "al", "el",
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
/// must be capitalised, and either be known to the gazetteer or stand where only a place can: after a
/// locative preposition or "the town of".
fn read_place(text: &str, read: &Tree, first: usize, lexicon: &Lexicon) -> Option<usize> {
    let words = &read.words;
    let tagged = words[first].name == Some((NameTag::Place, true)) && words[first].upos != Upos::Det;
    // A proper noun that the reader has no kind for, right after a preposition of place: `in Mezzeh`, `the town of Talbisseh`.
    let untagged = words[first].upos == Upos::Propn && !matches!(words[first].name, Some((NameTag::Person | NameTag::Org, _)));
    if !tagged && !untagged {
        return None;
    }
    let free = |word: usize| words.get(word).is_some_and(|w| w.mark.is_none());
    let joined = |word: usize| words[word - 1].span.end == words[word].span.start;
    let mut last = first;
    // A name goes on where the reader says so, and over hyphens: `Tal-Rifaat`.
    while free(last + 1) && (words[last + 1].name == Some((NameTag::Place, false)) || joined(last + 1) && is_name_part(words[last + 1].span.of(text))) {
        last += 1;
    }
    while last > first && !words[last].span.of(text).starts_with(char::is_uppercase) {
        last -= 1;
    }
    let name = words[first].span.cover(words[last].span).of(text);
    let plain = name.to_lowercase();
    let proper = name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase) && name.chars().count() > 2;
    if !proper || plain.rsplit(['-', ' ']).next().is_some_and(|end| NEVER.contains(&end)) {
        return None;
    }
    let before = |back: usize| first.checked_sub(back).map_or(String::new(), |at| words[at].span.of(text).to_lowercase());
    let kind = if before(2) == "the" { before(3) } else { before(2) };
    let located = LOCATIVE.contains(&before(1).as_str()) || before(1) == "of" && KINDS.contains(&kind.as_str());
    let known = lexicon.places().surface(name).is_some_and(|surface| !surface.ambiguous_word);
    // `from`, `into` and `through` lead to things as well as to places.
    let strictly = matches!(before(1).as_str(), "in" | "at" | "near" | "outside" | "around") || before(1) == "of" && KINDS.contains(&kind.as_str());
    (if tagged { known || located } else { strictly }).then_some(last)
}

/// Whether a token may stand inside a hyphenated name.
fn is_name_part(token: &str) -> bool {
    matches!(token, "-" | "‐" | "‑" | "–") || token.starts_with(char::is_uppercase)
}

//! Words by which a report says how a happening stands to others: `tables/cues.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The cues of each sense, in the order of the table.
static CUES: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut cues: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in include_str!("../tables/cues.tsv").lines().filter(|line| !line.starts_with('#')).skip(1) {
        if let Some((sense, rest)) = line.split_once('\t') {
            cues.entry(sense).or_default().push(rest.split('\t').next().unwrap_or(rest));
        }
    }
    cues
});

fn is(sense: &str, word: &str) -> bool {
    CUES.get(sense).is_some_and(|words| words.contains(&word))
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Whether a telling says that its happening is not the one told before it: it is another, or came later, or after that one.
pub(crate) fn says_other(evidence: &str) -> bool {
    let text = evidence.to_lowercase();
    let words = words(&text);
    let later = |pair: &[&str]| is("later", pair[0]) && !is("no_later", pair[1]);
    // `After the initial attack`: what came before is told as known.
    let after_it = |at: usize| {
        let known = words[at] == "after" && words.get(at + 1).is_some_and(|word| matches!(*word, "the" | "that" | "this"));
        known && words[at + 2..].iter().take(3).any(|word| is("known", word))
    };
    // "Separate raids killed 25" are several, and none of them another.
    let several = words.first() == Some(&"separate");
    let other = words.iter().skip(usize::from(several)).take(4).any(|word| is("other", word));
    other || words.windows(2).any(later) || (0..words.len()).any(after_it)
}

/// Whether a count begins as one on top of what was told.
pub(crate) fn is_more(evidence: &str) -> bool {
    words(&evidence.to_lowercase()).first().is_some_and(|word| is("more", word))
}

/// Whether a telling picks its happening out of many, as the worst of them: it then points back to none.
pub(crate) fn is_superlative(evidence: &str) -> bool {
    let text = evidence.to_lowercase();
    let words = words(&text);
    words.first() == Some(&"the") && words.iter().skip(1).take(2).any(|word| is("superlative", word))
}

/// Whether the words of an act tell that it killed.
pub(crate) fn is_fatal(evidence: &str) -> bool {
    let text = evidence.to_lowercase();
    let stems = CUES.get("fatal").map_or(&[][..], |stems| stems);
    words(&text).iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)))
}

/// Whether the words of an act call it a breach.
pub(crate) fn told_as_breach(quote: &str) -> bool {
    let text = quote.to_lowercase();
    CUES.get("breach").is_some_and(|cues| cues.iter().any(|words| text.contains(words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_are_not_another() {
        assert!(!says_other("Separate raids killed at least 25 civilians."));
        assert!(says_other("A separate raid killed two guards."));
    }

    #[test]
    fn every_cue_is_read_in_the_example_beside_it() {
        let mut read = 0;
        for line in include_str!("../tables/cues.tsv").lines().filter(|line| !line.starts_with('#')).skip(1) {
            let [sense, word, example] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
            assert!(example.to_lowercase().contains(word), "{line}");
            match sense {
                "other" | "later" | "known" => assert!(says_other(example), "{line}"),
                "no_later" => assert!(!says_other(example), "{line}"),
                "superlative" => assert!(is_superlative(example), "{line}"),
                "more" => assert!(is_more(example), "{line}"),
                "fatal" => assert!(is_fatal(example), "{line}"),
                "breach" => assert!(told_as_breach(example), "{line}"),
                _ => panic!("no sense of that name: {line}"),
            }
            read += 1;
        }
        assert!(read > 30);
    }
}

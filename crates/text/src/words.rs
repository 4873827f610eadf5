//! Closed lists of English words that decide where tokens and sentences end.
//!
//! All lists are lower case and sorted, so that a look-up is a binary search. They were written by hand after
//! looking at which written forms the English UD treebanks keep together.

/// Whether `word`, compared in lower case, is in a sorted list.
pub(crate) fn listed(list: &[&str], word: &str) -> bool {
    if word.len() > 16 {
        return false;
    }
    let lower = word.to_lowercase();
    list.binary_search(&lower.as_str()).is_ok()
}

/// Prefixes that stay joined to what follows their hyphen (`anti-tank`, `co-chair`).
pub(crate) const PREFIXES: &[&str] = &[
    "anti", "co", "counter", "cross", "e", "ex", "intra", "mid", "mini", "multi", "neo", "non", "over", "post", "pre", "pro",
    "psycho", "re", "semi", "socio", "sub", "ultra",
];

/// Titles and other abbreviations that a name or number follows: the stop after them never ends a sentence.
pub(crate) const TITLES: &[&str] = &[
    "adm", "attn", "brig", "capt", "cmdr", "col", "cpl", "dr", "ft", "gen", "gov", "hon", "lt", "maj", "messrs", "mr", "mrs",
    "ms", "mt", "mx", "pres", "prof", "pvt", "rep", "reps", "rev", "rt", "sen", "sens", "sgt", "spc", "st", "supt", "vs",
];

/// Abbreviations after which a sentence may end, if what follows plainly begins one.
pub(crate) const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "apr", "assn", "aug", "ave", "bldg", "blvd", "bros", "ca", "cf", "co", "corp", "dec", "dept", "dist", "ed",
    "eds", "esp", "est", "etc", "ext", "feb", "fri", "govt", "hr", "hrs", "inc", "incl", "jan", "jr", "jul", "jun", "lb", "lbs",
    "llc", "ltd", "m.sc", "mar", "min", "mins", "mon", "nov", "oct", "oz", "ph.d", "prov", "sat", "sec", "sep", "sept", "sr",
    "sun", "thu", "thur", "thurs", "tue", "tues", "univ", "viz", "vol", "wed", "yr", "yrs",
];

/// Those of [`ABBREVIATIONS`] and [`TITLES`] that are words in their own right: an abbreviation only with a capital letter,
/// and not at the end of a sentence.
pub(crate) const AMBIGUOUS: &[&str] =
    &["col", "ed", "etc", "gen", "hon", "mar", "min", "mon", "pres", "rep", "rev", "sat", "sec", "sen", "spc", "sun", "wed"];

/// Abbreviations only where a number follows (`No. 5`, `p. 12`).
pub(crate) const BEFORE_NUMBER: &[&str] = &["art", "ch", "fig", "figs", "no", "nos", "p", "para", "pg", "pp", "v", "vol"];

/// Words written as one that the treebanks cut in two: the word and the length of its first part.
pub(crate) const CONTRACTIONS: &[(&str, usize)] = &[
    ("aint", 2),
    ("arent", 3),
    ("cannot", 3),
    ("cant", 2),
    ("couldnt", 5),
    ("didnt", 3),
    ("doesnt", 4),
    ("dont", 2),
    ("gonna", 3),
    ("gotta", 3),
    ("hadnt", 3),
    ("hasnt", 3),
    ("havent", 4),
    ("heres", 4),
    ("im", 1),
    ("isnt", 2),
    ("ive", 1),
    ("shouldnt", 6),
    ("thats", 4),
    ("theres", 5),
    ("theyll", 4),
    ("theyre", 4),
    ("theyve", 4),
    ("wanna", 3),
    ("wasnt", 3),
    ("werent", 4),
    ("weve", 2),
    ("whats", 4),
    ("wont", 2),
    ("wouldnt", 5),
    ("youre", 3),
    ("youve", 3),
];

/// Letters that directly after a number are a unit and a token of their own (`7pm`, `35mm`, `5m`).
pub(crate) const UNITS: &[&str] = &[
    "am", "b", "bn", "cm", "ft", "gb", "gmt", "hrs", "k", "kg", "km", "kmh", "kph", "kw", "lb", "lbs", "m", "mb", "mi", "mln",
    "mm", "mn", "mph", "mw", "nm", "pm", "tn", "tr", "trn", "yr", "yrs",
];

/// Last parts of file names and addresses.
pub(crate) const DOMAINS: &[&str] = &[
    "biz", "com", "doc", "edu", "exe", "gov", "htm", "html", "info", "int", "jpg", "mil", "net", "org", "pdf", "ru", "txt", "ua",
    "uk", "url", "xls", "zip",
];

/// Words that, written with a capital, begin a sentence rather than continue a name.
pub(crate) const STARTERS: &[&str] = &[
    "a",
    "about",
    "according",
    "after",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "anyone",
    "are",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "can",
    "despite",
    "did",
    "do",
    "does",
    "during",
    "each",
    "earlier",
    "either",
    "even",
    "every",
    "few",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "is",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "moreover",
    "most",
    "my",
    "neither",
    "next",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "now",
    "of",
    "officials",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "over",
    "people",
    "please",
    "several",
    "she",
    "since",
    "so",
    "some",
    "state",
    "still",
    "such",
    "thank",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "three",
    "through",
    "to",
    "two",
    "under",
    "until",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "would",
    "yes",
    "yesterday",
    "yet",
    "you",
    "your",
];

/// Verbs of saying that may follow a quotation which ends in a question or exclamation mark.
pub(crate) const SAYING: &[&str] =
    &["added", "asked", "asks", "cried", "exclaimed", "replied", "said", "says", "shouted", "told", "tweeted", "wrote", "yelled"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [PREFIXES, TITLES, ABBREVIATIONS, AMBIGUOUS, BEFORE_NUMBER, UNITS, DOMAINS, STARTERS, SAYING] {
            assert!(list.is_sorted(), "{list:?}");
        }
        assert!(CONTRACTIONS.is_sorted_by_key(|c| c.0));
        assert!(CONTRACTIONS.iter().all(|(word, cut)| *cut > 0 && *cut < word.len()));
    }
}

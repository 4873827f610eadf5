//! What the tokens around a word tell about it.

use crate::key::Key;
use crate::words::CommonWords;
use dateline_syntax::Mark;
use dateline_text::Sentence;
use dateline_text::calendar::{is_month, is_weekday};
use rustc_hash::FxHashSet;

/// How a word introduces a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Title {
    /// An office or a rank: `President`.
    Office,
    /// `Mr`.
    Courtesy,
}

/// A sentence with what the passes of the marker ask of it.
pub(crate) struct Context<'t> {
    pub text: &'t str,
    pub sentence: &'t Sentence,
    pub common: &'t CommonWords,
    words: Vec<&'t str>,
    /// Written in capitals.
    pub capitals: bool,
    /// A headline with a capital on most words.
    pub title: bool,
    /// The report writes possessives without an apostrophe.
    pub lost_apostrophes: bool,
    /// Found so far, in order.
    pub marks: Vec<Mark>,
}

/// Titles of offices and ranks before a name, in lower case, without a full stop: whoever bears one is worth a row.
const TITLES: &[&str] = &[
    "president",
    "minister",
    "premier",
    "chancellor",
    "secretary",
    "gen",
    "general",
    "lt",
    "lieutenant",
    "col",
    "colonel",
    "maj",
    "major",
    "adm",
    "admiral",
    "marshal",
    "commander",
    "brigadier",
    "brig",
    "ambassador",
    "king",
    "queen",
    "prince",
    "princess",
    "emir",
    "sheikh",
    "sheik",
    "sultan",
    "ayatollah",
    "imam",
    "pope",
    "envoy",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "leader",
    "dictator",
    "warlord",
    "mediator",
    "negotiator",
    "representative",
    "commissioner",
    "vice-president",
    "ex-president",
    "taoiseach",
    "mullah",
    "presidents",
    "ministers",
    "chief",
    "strongman",
];

/// Titles that anybody may bear.
const COURTESIES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "lord",
    "lady",
    "captain",
    "capt",
    "sgt",
    "sergeant",
    "senator",
    "sen",
    "rep",
    "gov",
    "governor",
    "mayor",
    "chairman",
    "chairwoman",
    "speaker",
    "judge",
    "justice",
    "comrade",
    "candidate",
    "director",
    "messrs",
    "officer",
    "sheriff",
    "detective",
    "saint",
    "st",
    "rev",
    "father",
    "bishop",
    "pastor",
];

/// Common parts of longer names that no gazetteer row should claim alone.
const GENERIC: &[&str] = &[
    "university",
    "universidad",
    "college",
    "school",
    "church",
    "hospital",
    "police",
    "street",
    "avenue",
    "park",
    "court",
    "house",
    "parish",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "union",
    "republic",
    "national",
    "international",
    "department",
    "federal",
    "district",
    "province",
    "city",
    "county",
    "delta",
    "alpha",
    "red",
    "black",
    "white",
    "green",
    "blue",
    "christian",
    "catholic",
    "baptist",
    "muslim",
    "islamic",
    "english",
    "internet",
    "media",
    "news",
    "times",
    "post",
    "today",
    "democratic",
    "republican",
    "liberal",
    "conservative",
    "labour",
    "labor",
    "youth",
    "women",
    "people",
    "congress",
    "senate",
    "parliament",
    "army",
    "navy",
    "air",
    "force",
    "royal",
    "imperial",
    "supreme",
    "constitution",
    "treaty",
    "accord",
    "covid",
    "english",
    "bible",
    "koran",
    "quran",
    "olympic",
    "olympics",
    "media",
    "santa",
    "san",
    "saint",
    "los",
    "las",
    "port",
    "fort",
    "mount",
    "lake",
    "new",
    "old",
    "great",
    "grand",
    "sino",
    "anglo",
    "franco",
    "russo",
    "euro",
    "afro",
    "indo",
];

/// Prepositions after which a capitalised word is likely a place.
const LOCATIVE: &[&str] =
    &["in", "at", "near", "outside", "around", "into", "across", "throughout", "toward", "towards", "inside"];

impl<'t> Context<'t> {
    pub fn new(text: &'t str, sentence: &'t Sentence, common: &'t CommonWords) -> Self {
        let words: Vec<&str> = sentence.tokens.iter().map(|t| t.span.of(text)).collect();
        let letters = || words.iter().flat_map(|w| w.chars()).filter(|c| c.is_alphabetic());
        let (all, upper) = (letters().count(), letters().filter(|c| c.is_uppercase()).count());
        let capitals = all >= 12 && upper * 10 >= all * 7;
        let lexical = || words.iter().filter(|w| w.chars().count() > 3 && w.chars().all(char::is_alphabetic));
        let (long, raised) = (lexical().count(), lexical().filter(|w| w.starts_with(char::is_uppercase)).count());
        let title = !capitals && long >= 5 && raised * 20 >= long * 17;
        Context { text, sentence, common, words, capitals, title, lost_apostrophes: false, marks: Vec::new() }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn word(&self, at: usize) -> &'t str {
        self.words[at]
    }

    /// Appends a token to the key of a run that it ends; whether it added anything.
    pub fn extend(&self, key: &mut Key, at: usize, capitals: bool) -> bool {
        if at > 0 && self.sentence.tokens[at].span.start > self.sentence.tokens[at - 1].span.end {
            key.space();
        }
        let added = key.push(self.word(at));
        if capitals {
            key.capitals();
        }
        added
    }

    /// The mark that covers a token.
    pub fn mark_at(&self, at: usize) -> Option<&Mark> {
        let at = at as u32;
        self.marks.iter().find(|m| m.first <= at && at < m.first + m.len)
    }

    pub fn capitalised(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// First word of the sentence, of a quotation, or after a colon or bullet.
    pub fn begins_a_sentence(&self, at: usize) -> bool {
        at == 0
            || matches!(
                self.word(at - 1),
                "“" | "\"" | "''" | "``" | "‘" | ":" | "-" | "--" | "—" | "–" | "•" | "*" | ")" | "." | "(" | "?" | "!"
            )
    }

    /// Names begin with a capital, a digit (`10 Downing Street`) or an Arabic article.
    pub fn may_begin_a_name(&self, at: usize) -> bool {
        let word = self.word(at);
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || word.len() <= 4
                && matches!(
                    word,
                    "al" | "el" | "as" | "ash" | "an" | "ar" | "at" | "az" | "de" | "von" | "van" | "bin" | "ad" | "ul"
                )
            || word.starts_with("al-")
            || word.starts_with("el-")
            || word.starts_with("mainland")
    }

    /// Whether a token looks like a piece of a proper name and not like a word or title that has its capital by place or rule.
    pub fn part_of_a_name(&self, at: usize) -> bool {
        let word = self.word(at);
        let letters = word.chars().count();
        let alphabetic = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        let initial = letters == 2 && word.ends_with('.');
        let shape =
            self.capitalised(at) && alphabetic && (letters >= 2 && word.chars().skip(1).any(char::is_lowercase) || initial);
        if !shape || self.title || self.capitals {
            return false;
        }
        let lower = word.trim_end_matches('.').to_lowercase();
        !self.common.contains(&lower)
            && !TITLES.contains(&lower.as_str())
            && !COURTESIES.contains(&lower.as_str())
            && !in_calendar(&lower)
    }

    /// How the word before introduces a person.
    pub fn title_before(&self, at: usize) -> Option<Title> {
        let before = at.checked_sub(1)?;
        // `Mr .` cut in two.
        let before = if self.word(before) == "." && before > 0 { before - 1 } else { before };
        let word = self.word(before).trim_end_matches('.').to_lowercase();
        if TITLES.contains(&word.as_str()) {
            Some(Title::Office)
        } else if COURTESIES.contains(&word.as_str()) {
            Some(Title::Courtesy)
        } else {
            None
        }
    }

    /// Whether a word is a title or a common part of longer names.
    pub fn generic(lower: &str) -> bool {
        GENERIC.contains(&lower) || TITLES.contains(&lower) || COURTESIES.contains(&lower) || in_calendar(lower)
    }

    /// Whether a name seems to go on after a token: `Lee Sang-min`, `Ali al-Nuaimi`.
    pub fn goes_on(&self, last: usize) -> bool {
        let next = last + 1;
        if next >= self.len() || self.mark_at(next).is_some() {
            return false;
        }
        let particle = matches!(self.word(next), "-" | "al" | "el" | "bin" | "ibn" | "de" | "von" | "van" | "ul" | "da" | "dos");
        particle && next + 1 < self.len() && (self.capitalised(next + 1) || self.word(next + 1) == "-")
            || self.capitalised(next) && !self.capitals && !self.title
    }

    /// Whether the word before says where.
    pub fn after_locative(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| LOCATIVE.contains(&self.word(before).to_lowercase().as_str()))
    }
}

/// Feasts and short names of days: beside months and days, names of no one.
const CALENDAR: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun", "christmas", "easter", "ramadan", "eid", "god"];

/// Whether a word in lower case is a month, a day or a feast.
pub(crate) fn in_calendar(lower: &str) -> bool {
    is_month(lower) || is_weekday(lower) || CALENDAR.contains(&lower)
}

/// Capitalised words that the report shows to belong to the name of somebody unknown: `Davis` after `Maria Davis`.
pub(crate) fn strangers<'t>(views: &[Context<'t>]) -> FxHashSet<&'t str> {
    let mut all = FxHashSet::default();
    for view in views.iter().filter(|v| !v.capitals && !v.title) {
        for at in 1..view.len() {
            if view.part_of_a_name(at)
                && view.mark_at(at).is_none()
                && view.mark_at(at - 1).is_none()
                && view.part_of_a_name(at - 1)
            {
                all.insert(view.word(at));
            }
        }
    }
    all
}

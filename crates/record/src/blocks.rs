//! Which mentions to compare: several keys per mention, so that one without a date, or background told months later, still
//! meets its happening.
//!
//! | key | brings together |
//! |---|---|
//! | day and country | tellings of one day, a day apart included |
//! | place | the same place named, whenever told |
//! | pair of parties and day | talks and agreements without a place |
//! | telling word | rare words of the sentence: `sarin`, a hall, a street |
//! | lead | the leads of reports that have much alike |
//!
//! A key under which very many mentions stand (a capital, a front line) compares each with its neighbours in time only: the
//! stated fallback for skew. The work is bounded by mentions × keys × block.

use crate::mention::{Family, Mention};
use rustc_hash::{FxHashMap, FxHashSet};

/// Mentions under one key that are all compared.
pub(crate) const BLOCK: usize = 120;
/// Neighbours in time that each is compared with in a larger block.
const NEIGHBOURS: usize = 40;
/// Telling words under which a mention looks for others.
const WORDS: usize = 8;

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    DayCountry(Family, i64, String),
    Place(Family, String),
    PartiesDay(Family, String, i64),
    Word(Family, u32),
    Story(usize),
}

/// Pairs of mentions worth scoring, ascending. `when` is the day that stands for each mention in large blocks; `story` the
/// story of each report.
pub(crate) fn candidates(mentions: &[Mention], when: &[i64], story: &[usize]) -> Vec<(usize, usize)> {
    let mut blocks: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for (i, mention) in mentions.iter().enumerate() {
        for key in keys(mention, story[mention.source]) {
            blocks.entry(key).or_default().push(i);
        }
    }
    let mut pairs: FxHashSet<(usize, usize)> = FxHashSet::default();
    for mut block in blocks.into_values() {
        let reach = reach(block.len());
        block.sort_by_key(|&i| (when[i], i));
        for (at, &a) in block.iter().enumerate() {
            for &b in block[at + 1..].iter().take(reach) {
                pairs.insert((a.min(b), a.max(b)));
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = pairs.into_iter().filter(|(a, b)| a != b).collect();
    pairs.sort_unstable();
    pairs
}

/// How many of those that follow it in its block a mention is compared with, in a block of so many.
pub(crate) fn reach(size: usize) -> usize {
    if size <= BLOCK { size } else { NEIGHBOURS }
}

/// The keys of a mention as text, for blocks that are brought together elsewhere. `story` is the story of its report.
pub(crate) fn keys_as_text(mention: &Mention, story: usize) -> Vec<String> {
    let text = |key: Key| match key {
        Key::DayCountry(f, day, country) => format!("day {f:?} {day} {country}"),
        Key::Place(f, place) => format!("place {f:?} {place}"),
        Key::PartiesDay(f, party, day) => format!("party {f:?} {day} {party}"),
        Key::Word(f, word) => format!("word {f:?} {word}"),
        Key::Story(story) => format!("story {story}"),
    };
    keys(mention, story).into_iter().map(text).collect()
}

fn keys(mention: &Mention, story: usize) -> Vec<Key> {
    let family = mention.family;
    let mut keys = Vec::new();
    let country = mention.place.as_ref().and_then(|p| p.country.clone()).unwrap_or_default();
    // A stretch of more than a week says no day.
    if let Some(days) = mention.days.filter(|d| d.length() <= 7) {
        for day in days.first - 1..=days.last {
            keys.push(Key::DayCountry(family, day, country.clone()));
            let parties: FxHashSet<&String> = mention.actors.iter().chain(&mention.recipients).collect();
            keys.extend(parties.into_iter().map(|p| Key::PartiesDay(family, p.clone(), day)));
        }
    }
    if let Some(place) = mention.place.as_ref().filter(|p| !matches!(p.precision.as_ref(), "country" | "region" | "unknown")) {
        keys.push(Key::Place(family, place.geonames.map_or_else(|| place.name.to_lowercase(), |id| id.to_string())));
        keys.extend(place.admin1.iter().map(|a| Key::Place(family, a.to_lowercase())));
        keys.push(Key::Place(family, place.name.to_lowercase()));
    }
    let mut words = mention.words.clone();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    keys.extend(words.iter().take(WORDS).map(|(id, _)| Key::Word(family, *id)));
    keys.push(Key::Story(story));
    keys.sort_by_key(order);
    keys.dedup();
    keys
}

fn order(key: &Key) -> (u8, i64, String) {
    match key {
        Key::DayCountry(f, d, c) => (0, *d, format!("{f:?}{c}")),
        Key::Place(f, p) => (1, 0, format!("{f:?}{p}")),
        Key::PartiesDay(f, p, d) => (2, *d, format!("{f:?}{p}")),
        Key::Word(f, w) => (3, i64::from(*w), format!("{f:?}")),
        Key::Story(s) => (4, *s as i64, String::new()),
    }
}

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
//! A key under which very many mentions stand (a capital, a front line, the one day of a great war) compares each with a few
//! neighbours only, by day, place and most telling word: the stated fallback for skew. The work is bounded by mentions × keys × block.

use crate::mention::{Family, Mention};
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::Hasher;

/// Mentions under one key that are all compared.
pub(crate) const BLOCK: usize = 80;
/// Neighbours that each is compared with in a larger block.
pub(crate) const NEIGHBOURS: usize = 30;
/// Pairs that one key may bring together: the larger its block, the fewer neighbours are worth the work.
const PAIRS: usize = 8_000;
/// Neighbours at least.
const FEWEST: usize = 6;
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
pub(crate) fn candidates(mentions: &[Mention], when: &[i64], story: &[usize]) -> Vec<(u32, u32)> {
    let mut blocks: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
    for (i, mention) in mentions.iter().enumerate() {
        for key in keys(mention, story[mention.source]) {
            blocks.entry(key).or_default().push(i as u32);
        }
    }
    // In a large block those stand together that are of one day, one place and one telling word.
    let near: Vec<Near> = mentions.iter().zip(when).map(|(m, &when)| near(m, when)).collect();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for mut block in blocks.into_values() {
        block.dedup();
        let reach = reach(block.len());
        if block.len() > BLOCK {
            block.sort_unstable_by_key(|&i| (near[i as usize], i));
        }
        for (at, &a) in block.iter().enumerate() {
            pairs.extend(block[at + 1..].iter().take(reach).map(|&b| (a.min(b), a.max(b))));
        }
        if pairs.len() > MANY {
            pairs.sort_unstable();
            pairs.dedup();
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Repeated pairs are thrown out whenever so many have gathered, so that memory stays bounded.
const MANY: usize = 1 << 25;

/// Where a mention stands in a large block: its day, its place, its most telling word.
pub(crate) type Near = (i64, u64, u32);

/// Where a mention stands in a large block.
pub(crate) fn near(mention: &Mention, when: i64) -> Near {
    (when, spot(mention), telling(mention))
}

/// How many of those that follow it in its block a mention is compared with, in a block of so many.
pub(crate) fn reach(size: usize) -> usize {
    if size <= BLOCK { size } else { (PAIRS / size).clamp(FEWEST, NEIGHBOURS) }
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

/// A number for the place of a mention: the same for the same place, nothing more.
fn spot(mention: &Mention) -> u64 {
    mention.place.as_ref().map_or(u64::MAX, |p| match p.geonames {
        Some(id) => u64::from(id),
        None => {
            let mut hasher = rustc_hash::FxHasher::default();
            hasher.write(p.name.to_lowercase().as_bytes());
            hasher.finish() | 1 << 63
        }
    })
}

/// The most telling word of a mention.
fn telling(mention: &Mention) -> u32 {
    mention.words.iter().fold((0.0, u32::MAX), |best, &(id, w)| if w > best.0 { (w, id) } else { best }).1
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
    keys.sort_by_cached_key(order);
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

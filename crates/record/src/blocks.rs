//! Which mentions to compare: several keys per mention, so that one without a date, or background told months later, still
//! meets its happening.
//!
//! | key | brings together |
//! |---|---|
//! | day and country | tellings of one day, a day apart included |
//! | place | the same place named, whenever told |
//! | pair of parties and day | talks and agreements without a place |
//! | victim | killings of one person, by surname, whenever and wherever told |
//! | telling word | rare words of the sentence: `sarin`, a hall, a street |
//! | lead | the leads of reports that have much alike |
//!
//! A key under which very many mentions stand (a capital, a front line, the one day of a great war) compares each with a few
//! neighbours only, by day, place and most telling word: the stated fallback for skew. The work is bounded by mentions × keys × block.

use crate::compared::number;
use crate::meeting::Meeting;
use crate::mention::Mention;
use std::collections::BTreeSet;
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

/// Which mentions are worth comparing. `when` is the day that stands for each mention in large blocks; `story` the story of each report.
pub(crate) fn meeting(mentions: &[Mention], when: &[i64], story: &[usize]) -> Meeting {
    // In a large block those stand together that are of one day, one place and one telling word.
    let near: Vec<Near> = mentions.iter().zip(when).map(|(m, &when)| near(m, when)).collect();
    let arrange = |block: &mut [u32]| {
        if block.len() > BLOCK {
            block.sort_unstable_by_key(|&i| (near[i as usize], i));
        }
    };
    // Keys go by their numbers: of some millions no two fall together.
    let numbers = |m: &Mention| keys(m, story[m.source]).into_iter().map(|key| number(&key)).collect::<Vec<u64>>();
    Meeting::new(mentions.iter().map(numbers), reach, arrange)
}

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

/// The keys of a mention. `story` is the story of its report.
pub(crate) fn keys(mention: &Mention, story: usize) -> Vec<String> {
    let family = mention.family;
    let mut keys = vec![format!("story {story}")];
    // A stretch of more than a week says no day.
    if let Some(days) = mention.days.filter(|d| d.length() <= 7) {
        let country = mention.place.as_ref().and_then(|p| p.country.as_deref()).unwrap_or_default();
        for day in days.first - 1..=days.last {
            keys.push(format!("day {family:?} {day} {country}"));
            let parties: BTreeSet<&Box<str>> = mention.actors.iter().chain(mention.recipients.iter()).collect();
            keys.extend(parties.into_iter().map(|party| format!("party {family:?} {day} {party}")));
        }
    }
    if let Some(place) = mention.place.as_ref().filter(|p| !matches!(p.precision.as_ref(), "country" | "region" | "unknown")) {
        let names = [Some(&place.name), place.admin1.as_ref()].into_iter().flatten().map(|name| name.to_lowercase());
        let names = names.chain(place.geonames.map(|id| id.to_string()));
        keys.extend(names.map(|name| format!("place {family:?} {name}")));
    }
    let surname = |name: &str| format!("victim {family:?} {}", name.split(' ').next().unwrap_or_default());
    keys.extend(mention.victims.iter().map(|name| surname(name)));
    let mut words = mention.words.clone();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    keys.extend(words.iter().take(WORDS).map(|(id, _)| format!("word {family:?} {id}")));
    keys.sort_unstable();
    keys.dedup();
    keys
}

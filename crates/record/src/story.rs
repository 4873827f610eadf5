//! Stories: reports that are mainly about one happening, told by their words and days of publication.
//!
//! A story is a strong hint, not yet an incident: it says which reports' leads to compare first. Rare words that two
//! reports share weigh most; reports far apart in time need more of them.

use crate::group::{Edge, group};
use crate::source::Source;
use crate::words::{cosine, rarity, unit};
use rustc_hash::FxHashMap;

/// Likeness from which two reports tell one story (mean over the story). One number for all subjects, chosen with three sets of
/// dated news in view (docs/RECORD.md): general news does best at 0.04 to 0.06, local news of shootings at 0.06 to 0.07.
const ONE_STORY: f64 = 0.058;
/// Size of a record that is still too small to tell what is common in it.
const FEW: f64 = 20.0;
/// After so many days the time between two reports has done two thirds of its harm.
const FADE: f64 = 30.0;
/// Likeness that remains however far apart two reports are.
const FLOOR: f64 = 0.4;
/// The most telling words of a report, under which it looks for others.
const KEYS: usize = 40;
/// Reports under one word that are all compared; of more, each is compared with its neighbours in time.
const BLOCK: usize = 200;
/// Neighbours in time on each side, where a word is too common to compare all that carry it.
const NEIGHBOURS: usize = 30;
/// Pairs that one word may bring together: the commoner it is, the fewer neighbours are worth the work.
const PAIRS: usize = 20_000;

/// Stories of a set of reports, in the canonical order of the reports.
pub(crate) struct Stories {
    /// For each report the first report of its story.
    pub of: Vec<usize>,
    /// Weighed words of each report.
    bags: Vec<Vec<(u32, f64)>>,
    /// How much each report has in common with any report of the record.
    common: Vec<f64>,
    /// Day of publication, as a number.
    days: Vec<Option<i64>>,
}

impl Stories {
    pub fn of(sources: &[&Source], closer: &dyn Fn(usize, usize) -> f64) -> Stories {
        let (bags, keys) = bags(sources);
        let days: Vec<Option<i64>> = sources.iter().map(|s| s.published.map(day_number)).collect();
        let common = common(&bags);
        let mut stories = Stories { of: Vec::new(), bags, common, days };
        let score = |a: usize, b: usize| stories.likeness(a, b) - ONE_STORY + closer(a, b);
        let edges: Vec<Edge> =
            candidates(&keys).into_iter().map(|(a, b)| Edge { a, b, score: score(a as usize, b as usize) }).collect();
        stories.of = group(sources.len(), &edges, &[], 0.0, &score);
        stories
    }

    /// How much alike two reports are, 0 to 1: their words, faded by the days between them.
    pub fn likeness(&self, a: usize, b: usize) -> f64 {
        let fade = match (self.days[a], self.days[b]) {
            (Some(x), Some(y)) => FLOOR + (1.0 - FLOOR) * libm::exp(-((x - y).abs() as f64) / FADE),
            _ => 0.8,
        };
        (cosine(&self.bags[a], &self.bags[b]) - (self.common[a] + self.common[b]) / 2.0) * fade
    }
}

/// Likeness of each report to the others on the whole. Reports of one war share its names and places; what two of them
/// share beyond that tells of one happening. A record of a few reports says little about what is common, and counts less.
fn common(bags: &[Vec<(u32, f64)>]) -> Vec<f64> {
    let n = bags.len() as f64;
    let mut middle: Vec<f64> = Vec::new();
    for &(id, weight) in bags.iter().flatten() {
        let id = id as usize;
        if middle.len() <= id {
            middle.resize(id + 1, 0.0);
        }
        middle[id] += weight;
    }
    let own = |bag: &Vec<(u32, f64)>| {
        let all: f64 = bag.iter().map(|&(id, weight)| weight * middle[id as usize]).sum();
        (all - 1.0).max(0.0) / (n - 1.0).max(1.0) * n / (n + FEW)
    };
    bags.iter().map(own).collect()
}

/// Days since an epoch; only differences count.
pub(crate) fn day_number(day: jiff::civil::Date) -> i64 {
    i64::from(day.since(jiff::civil::Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days()))
}

/// Weighed words, sorted by number.
type Bag = Vec<(u32, f64)>;

/// Weighed words of each report, and its most telling ones.
fn bags(sources: &[&Source]) -> (Vec<Bag>, Vec<Vec<u32>>) {
    let mut number: FxHashMap<&str, u32> = FxHashMap::default();
    let mut frequency: Vec<usize> = Vec::new();
    for (stem, _) in sources.iter().flat_map(|s| &s.words) {
        let next = number.len() as u32;
        let id = *number.entry(stem).or_insert(next);
        if id == next {
            frequency.push(0);
        }
        frequency[id as usize] += 1;
    }
    let weigh = |source: &&Source| {
        let weight = |(stem, count): &(String, u16)| {
            let id = number[stem.as_str()];
            (id, (1.0 + libm::log(f64::from((*count).max(1)))) * rarity(stem, frequency[id as usize], sources.len()))
        };
        let mut bag: Vec<(u32, f64)> = source.words.iter().map(weight).filter(|(_, w)| *w > 0.0).collect();
        bag.sort_by_key(|(id, _)| *id);
        unit(&mut bag);
        let mut telling = bag.clone();
        telling.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        (bag, telling.into_iter().take(KEYS).map(|(id, _)| id).collect())
    };
    sources.iter().map(weigh).unzip()
}

/// Pairs of reports that share a telling word.
fn candidates(keys: &[Vec<u32>]) -> Vec<(u32, u32)> {
    let mut blocks: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (i, words) in keys.iter().enumerate() {
        words.iter().for_each(|&word| blocks.entry(word).or_default().push(i as u32));
    }
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for block in blocks.values() {
        // Reports stand in the order of their dates, so that neighbours in a block are neighbours in time.
        let reach = if block.len() <= BLOCK { block.len() } else { (PAIRS / block.len()).clamp(1, NEIGHBOURS) };
        for (at, &a) in block.iter().enumerate() {
            pairs.extend(block[at + 1..].iter().take(reach).map(|&b| (a, b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

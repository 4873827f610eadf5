//! Stories: reports that are mainly about one happening, told by their words and days of publication.
//!
//! A story is a strong hint, not yet an incident: it says which reports' leads to compare first. Rare words that two
//! reports share weigh most; reports far apart in time need more of them.

use crate::group::{Edge, group};
use crate::meeting::Meeting;
use crate::statistics::Bag;
use std::cell::RefCell;

/// Likeness from which two reports tell one story (mean over the story). One number for all subjects, chosen with three sets of
/// dated news in view (docs/RECORD.md): general news does best at 0.04 to 0.06, local news of shootings at 0.06 to 0.07.
const ONE_STORY: f64 = 0.058;
/// After so many days the time between two reports has done two thirds of its harm.
const FADE: f64 = 30.0;
/// Likeness that remains however far apart two reports are.
const FLOOR: f64 = 0.4;
/// The most telling words of a report, under which it looks for others.
const KEYS: usize = 40;
/// Reports under one word that are all compared; of more, each is compared with its neighbours in time.
pub(crate) const BLOCK: usize = 130;
/// Neighbours in time on each side, where a word is too common to compare all that carry it.
pub(crate) const NEIGHBOURS: usize = 30;
/// Pairs that one word may bring together: the commoner it is, the fewer neighbours are worth the work.
const PAIRS: usize = 5_000;

/// Stories of a set of reports, in the canonical order of the reports.
pub(crate) struct Stories {
    /// For each report the first report of its story.
    pub of: Vec<usize>,
    /// Weighed words of each report, by numbers without gaps.
    bags: Vec<Bag>,
    /// The words of one report laid out by their numbers: most are compared one report with many.
    open: RefCell<Open>,
    /// How much each report has in common with any report of the record.
    common: Vec<f64>,
    /// Day of publication, as a number.
    days: Vec<Option<i64>>,
}

impl Stories {
    /// Of reports with these words; `common` is what each has in common with any report of the record.
    pub fn of(bags: Vec<Bag>, common: Vec<f64>, days: Vec<Option<i64>>, closer: &dyn Fn(usize, usize) -> f64) -> Stories {
        let keys: Vec<Vec<u32>> = bags.iter().map(telling).collect();
        let mut stories = Stories::weighed(bags, common, days);
        let score = |a: usize, b: usize| stories.score(a, b, closer);
        // Reports stand in the order of their dates, so that neighbours in a block are neighbours in time.
        let meeting = Meeting::new(keys.iter().map(|words| words.iter().map(|&word| u64::from(word))), reach, |_| {});
        let edges: Vec<Edge> = meeting.pairs().map(|(a, b)| Edge { a, b, score: score(a as usize, b as usize) }).collect();
        stories.of = group(keys.len(), &edges, &[], 0.0, &score);
        stories
    }

    /// Reports of which the words are weighed; their stories are yet to be found.
    pub fn weighed(mut bags: Vec<Bag>, common: Vec<f64>, days: Vec<Option<i64>>) -> Stories {
        let mut numbers: Vec<u32> = bags.iter().flatten().map(|&(id, _)| id).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for (id, _) in bags.iter_mut().flatten() {
            *id = numbers.binary_search(id).unwrap_or(0) as u32;
        }
        let open = RefCell::new(Open { report: None, weights: vec![0.0; numbers.len()] });
        Stories { of: Vec::new(), bags, open, common, days }
    }

    /// Above 0: rather one story than two.
    pub fn score(&self, a: usize, b: usize, closer: &dyn Fn(usize, usize) -> f64) -> f64 {
        self.likeness(a, b) - ONE_STORY + closer(a, b)
    }

    /// How much alike two reports are, 0 to 1: their words, faded by the days between them.
    pub fn likeness(&self, a: usize, b: usize) -> f64 {
        let fade = match (self.days[a], self.days[b]) {
            (Some(x), Some(y)) => FLOOR + (1.0 - FLOOR) * libm::exp(-((x - y).abs() as f64) / FADE),
            _ => 0.8,
        };
        (self.cosine(a, b) - (self.common[a] + self.common[b]) / 2.0) * fade
    }

    /// Likeness of the words of two reports, 0 to 1. Fastest where one of the two was asked for before.
    fn cosine(&self, a: usize, b: usize) -> f64 {
        let mut open = self.open.borrow_mut();
        let (a, b) = if open.report == Some(b) { (b, a) } else { (a, b) };
        if open.report != Some(a) {
            if let Some(before) = open.report.replace(a) {
                self.bags[before].iter().for_each(|&(id, _)| open.weights[id as usize] = 0.0);
            }
            self.bags[a].iter().for_each(|&(id, weight)| open.weights[id as usize] = weight);
        }
        self.bags[b].iter().map(|&(id, weight)| weight * open.weights[id as usize]).sum()
    }
}

/// The words of one report, 0 for every other word.
struct Open {
    report: Option<usize>,
    weights: Vec<f64>,
}

/// Days since an epoch; only differences count.
pub(crate) fn day_number(day: jiff::civil::Date) -> i64 {
    i64::from(day.since(jiff::civil::Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days()))
}

/// The most telling words of a report, under which it looks for others.
pub(crate) fn telling(bag: &Bag) -> Vec<u32> {
    let mut telling = bag.clone();
    telling.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    telling.into_iter().take(KEYS).map(|(id, _)| id).collect()
}

/// How many of those that follow it in its block a report is compared with, in a block of so many.
pub(crate) fn reach(size: usize) -> usize {
    if size <= BLOCK { size } else { (PAIRS / size).clamp(1, NEIGHBOURS) }
}

//! Grouping by average likeness: two groups become one while the mean score over all pairs between them is positive.
//!
//! A chain of look-alikes (yesterday's bombing, today's, tomorrow's) cannot run together as with plain connected parts,
//! because every member weighs against the join. Scores are log-odds: above 0 speaks for one happening, below 0 against.
//! A veto is a score so low that no group outweighs it soon. The result depends on scores and on the canonical
//! order of the items alone.

use crate::forest::Forest;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BinaryHeap};

/// Up to so many items in one connected part, each pair is scored; beyond, pairs that no key brought together count [`UNMET`].
pub const FULL: usize = 300;
/// A connected part of more items than this is cut by asking for ever higher scores: the stated fallback for skew.
const LARGEST: usize = 4_000;
/// By so much more each time,
const STEP: f64 = 0.5;
/// and no further than this.
const HIGHEST: f64 = 12.0;
/// Score of a pair that no blocking key brought together, in parts too large to score in full.
const UNMET: f64 = -1.0;

/// Two groups of which some pair scores below this hold something that excludes each other;
const EXCLUDED: f64 = -15.0;
/// the best pair then counts so much less.
const WARY: f64 = 0.8;

/// What ties two groups.
#[derive(Clone, Copy)]
struct Tie {
    sum: f64,
    /// Scored pairs.
    count: usize,
    best: f64,
    worst: f64,
}

#[derive(PartialEq)]
struct Join {
    mean: f64,
    a: usize,
    b: usize,
}

impl Eq for Join {}

impl Ord for Join {
    fn cmp(&self, other: &Join) -> Ordering {
        // The best mean first; ties by the canonical order.
        self.mean.total_cmp(&other.mean).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Join) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A pair that a key brought together, `a` before `b`, with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Edge {
    pub a: u32,
    pub b: u32,
    pub score: f64,
}

/// Groups `0..n`. `edges` holds each pair that a key brought together; `score` gives that of any pair;
/// `seeds` are pairs that are joined first, in their order, while their groups score above the number given; `pull` is how much the best pair counts beside the mean, 0 to 1. For each item the smallest of its group.
pub(crate) fn group(
    n: usize,
    edges: &[Edge],
    seeds: &[(usize, usize, f64)],
    pull: f64,
    score: &dyn Fn(usize, usize) -> f64,
) -> Vec<usize> {
    let mut all = Forest::new(n);
    for part in parts(n, edges, seeds) {
        join_part(&part, edges, seeds, pull, score, &mut all);
    }
    (0..n).map(|i| all.root(i)).collect()
}

/// One connected part: its items and which edges lie in it.
#[derive(Default)]
struct Part {
    items: Vec<usize>,
    edges: Vec<u32>,
    seeds: Vec<u32>,
}

/// Connected parts of more than one item. A part that is too large is cut by asking for ever higher scores; others stay as
/// they are.
fn parts(n: usize, edges: &[Edge], seeds: &[(usize, usize, f64)]) -> Vec<Part> {
    let whole =
        Part { items: (0..n).collect(), edges: (0..edges.len() as u32).collect(), seeds: (0..seeds.len() as u32).collect() };
    let mut forest = Forest::new(n);
    let mut done = Vec::new();
    let mut work = vec![(whole, 0.0)];
    while let Some((part, floor)) = work.pop() {
        for piece in pieces(part, floor, edges, seeds, &mut forest) {
            if piece.items.len() > LARGEST && floor < HIGHEST {
                work.push((piece, floor + STEP));
            } else {
                done.push(piece);
            }
        }
    }
    done.sort_by_key(|p| p.items.first().copied());
    done
}

/// What of a part still hangs together when only scores above `floor` hold it.
fn pieces(part: Part, floor: f64, edges: &[Edge], seeds: &[(usize, usize, f64)], forest: &mut Forest) -> Vec<Part> {
    forest.clear(&part.items);
    part.seeds.iter().for_each(|&k| forest.join(seeds[k as usize].0, seeds[k as usize].1));
    part.edges
        .iter()
        .map(|&k| &edges[k as usize])
        .filter(|e| e.score > floor)
        .for_each(|e| forest.join(e.a as usize, e.b as usize));
    let mut pieces: BTreeMap<usize, Part> = BTreeMap::new();
    for &i in &part.items {
        pieces.entry(forest.root(i)).or_default().items.push(i);
    }
    pieces.retain(|_, piece| piece.items.len() > 1);
    for &k in &part.edges {
        let root = forest.root(edges[k as usize].a as usize);
        if root == forest.root(edges[k as usize].b as usize) {
            pieces.get_mut(&root).into_iter().for_each(|p| p.edges.push(k));
        }
    }
    for &k in &part.seeds {
        let root = forest.root(seeds[k as usize].0);
        pieces.get_mut(&root).into_iter().for_each(|p| p.seeds.push(k));
    }
    pieces.into_values().collect()
}

/// For each of `n` items the smallest of its connected part, as [`group`] parts them; alone: itself. For parts that are grouped elsewhere.
pub(crate) fn part_of(n: usize, edges: &[Edge], seeds: &[(usize, usize, f64)]) -> Vec<usize> {
    let mut of: Vec<usize> = (0..n).collect();
    for part in parts(n, edges, seeds) {
        part.items.iter().for_each(|&item| of[item] = part.items[0]);
    }
    of
}

/// Groups items that are one connected part: [`group`] without looking for parts.
pub(crate) fn group_part(
    n: usize,
    edges: &[Edge],
    seeds: &[(usize, usize, f64)],
    pull: f64,
    score: &dyn Fn(usize, usize) -> f64,
) -> Vec<usize> {
    let mut all = Forest::new(n);
    if n > 1 {
        let part =
            Part { items: (0..n).collect(), edges: (0..edges.len() as u32).collect(), seeds: (0..seeds.len() as u32).collect() };
        join_part(&part, edges, seeds, pull, score, &mut all);
    }
    (0..n).map(|i| all.root(i)).collect()
}

fn join_part(
    part: &Part,
    edges: &[Edge],
    seeds: &[(usize, usize, f64)],
    pull: f64,
    score: &dyn Fn(usize, usize) -> f64,
    all: &mut Forest,
) {
    let m = part.items.len();
    let local = |i: usize| part.items.binary_search(&i).unwrap_or(0);
    let mut ties: Vec<FxHashMap<usize, Tie>> = vec![FxHashMap::default(); m];
    let mut tie = |a: usize, b: usize, value: &dyn Fn() -> f64| {
        if let Entry::Vacant(slot) = ties[a].entry(b) {
            let value = value();
            let tie = *slot.insert(Tie { sum: value, count: 1, best: value, worst: value });
            ties[b].insert(a, tie);
        }
    };
    // Of a pair twice, the last counts: what was decided.
    for edge in part.edges.iter().rev().map(|&k| edges[k as usize]) {
        tie(local(edge.a as usize), local(edge.b as usize), &|| edge.score);
    }
    if m <= FULL {
        (0..m).for_each(|a| (a + 1..m).for_each(|b| tie(a, b, &|| score(part.items[a], part.items[b]))));
    }
    let mut size = vec![1usize; m];
    let mut heap = BinaryHeap::new();
    let linked = |tie: Tie, pairs: usize| {
        let mean = (tie.sum + UNMET * (pairs - tie.count) as f64) / pairs as f64;
        let pull = if tie.worst < EXCLUDED { WARY * pull } else { pull };
        (1.0 - pull) * mean + pull * tie.best
    };
    let mut sets = Forest::new(m);
    let merge = |a: usize, b: usize, ties: &mut Vec<FxHashMap<usize, Tie>>, size: &mut Vec<usize>, sets: &mut Forest| {
        let (a, b) = (a.min(b), a.max(b));
        sets.join(a, b);
        size[a] += size[b];
        size[b] = 0;
        for (other, tie) in std::mem::take(&mut ties[b]) {
            ties[other].remove(&b);
            if other != a {
                let slot =
                    ties[a].entry(other).or_insert(Tie { sum: 0.0, count: 0, best: f64::NEG_INFINITY, worst: f64::INFINITY });
                slot.sum += tie.sum;
                slot.count += tie.count;
                slot.best = slot.best.max(tie.best);
                slot.worst = slot.worst.min(tie.worst);
                let copy = *slot;
                ties[other].insert(a, copy);
            }
        }
        a
    };
    for &(a, b, floor) in part.seeds.iter().map(|&k| &seeds[k as usize]) {
        let (a, b) = (sets.root(local(a)), sets.root(local(b)));
        let linked = ties[a].get(&b).map_or(UNMET, |&tie| linked(tie, size[a] * size[b]));
        if a != b && linked > floor {
            merge(a, b, &mut ties, &mut size, &mut sets);
        }
    }
    for (a, near) in ties.iter().enumerate() {
        for (&b, &tie) in near.iter().filter(|(b, _)| **b > a) {
            let mean = linked(tie, size[a] * size[b]);
            if mean > 0.0 {
                heap.push(Join { mean, a, b });
            }
        }
    }
    while let Some(Join { mean: best, a, b }) = heap.pop() {
        // An entry is stale if a side is gone or its tie has changed since.
        let Some(&tie) = ties[a].get(&b) else { continue };
        if size[a] == 0 || size[b] == 0 || linked(tie, size[a] * size[b]) != best {
            continue;
        }
        let a = merge(a, b, &mut ties, &mut size, &mut sets);
        for (&other, &tie) in &ties[a] {
            let mean = linked(tie, size[a] * size[other]);
            if mean > 0.0 {
                heap.push(Join { mean, a: a.min(other), b: a.max(other) });
            }
        }
    }
    for i in 0..m {
        all.join(part.items[i], part.items[sets.root(i)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(n: usize, scores: &[(usize, usize, f64)], seeds: &[(usize, usize, f64)]) -> Vec<usize> {
        let score = |a: usize, b: usize| scores.iter().find(|e| (e.0, e.1) == (a.min(b), a.max(b))).map_or(-1.0, |e| e.2);
        let edges: Vec<Edge> = scores.iter().map(|&(a, b, score)| Edge { a: a as u32, b: b as u32, score }).collect();
        group(n, &edges, seeds, 0.0, &score)
    }

    #[test]
    fn a_chain_of_look_alikes_does_not_run_together() {
        // 0–1 and 1–2 look alike, 0–2 cannot be one.
        assert_eq!(grouped(3, &[(0, 1, 2.0), (1, 2, 1.0), (0, 2, -9.0)], &[]), [0, 0, 2]);
    }

    #[test]
    fn a_large_part_is_cut_and_others_are_left_alone() {
        // A chain too long for one part, strong in its links but for one; beside it a weak pair.
        let n = LARGEST as u32 + 100;
        let link = |i: u32| Edge { a: i - 1, b: i, score: if i == 2_000 { 0.4 } else { 5.0 } };
        let edges: Vec<Edge> = (1..n).map(link).chain([Edge { a: n, b: n + 1, score: 0.1 }]).collect();
        let of = part_of(n as usize + 2, &edges, &[]);
        assert_eq!((of[1_999], of[2_000], of[n as usize - 1], of[n as usize + 1]), (0, 2_000, 2_000, n as usize));
    }

    #[test]
    fn the_best_pair_joins_first_and_seeds_hold() {
        assert_eq!(grouped(3, &[(0, 1, 1.0), (1, 2, 3.0), (0, 2, -5.0)], &[]), [0, 1, 1]);
        assert_eq!(grouped(3, &[(0, 1, -5.0)], &[(0, 1, -9.0)]), [0, 0, 2]);
        assert_eq!(grouped(3, &[(0, 1, -5.0)], &[(0, 1, -4.0)]), [0, 1, 2]);
    }
}

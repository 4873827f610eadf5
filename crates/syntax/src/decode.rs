//! From arc scores to a tree with exactly one root.
//!
//! Each word takes its best head. Where that is no tree, it is repaired: the best root stays the only one,
//! and each cycle is broken where the loss is least. `training/trees.py` does the same.

use crate::kernel::largest;

/// Heads of `n` words from rows of `n + 1` scores (column 0: the root) that begin at multiples of `stride`; in the result 0 is the root and
/// `h + 1` the word `h`. Always a tree with one root, for any scores.
pub(crate) fn tree(scores: &[f32], stride: usize, n: usize, heads: &mut Vec<u32>) {
    heads.clear();
    if n == 0 {
        return;
    }
    let row = |i: usize| &scores[i * stride..i * stride + n + 1];
    heads.extend((0..n).map(|i| largest(row(i)) as u32));
    // No word heads itself, whatever the scores say.
    for (i, head) in heads.iter_mut().enumerate() {
        if *head as usize == i + 1 {
            *head = 0;
        }
    }
    one_root(row, n, heads);
    let mut reached = vec![false; n];
    loop {
        reach(heads, &mut reached);
        let Some(lost) = (0..n).find(|&i| !reached[i]) else { return };
        break_cycle(row, n, heads, &reached, lost);
    }
}

/// Leaves only the root that gains most by being one.
fn one_root<'s>(row: impl Fn(usize) -> &'s [f32], n: usize, heads: &mut [u32]) {
    let roots = heads.iter().filter(|&&h| h == 0).count();
    if roots == 1 {
        return;
    }
    let gain = |i: usize| row(i)[0] - row(i)[1..].iter().fold(f32::MIN, |a, &b| if b > a { b } else { a });
    let mut best: Option<usize> = None;
    for i in (0..n).filter(|&i| roots == 0 || heads[i] == 0) {
        if best.is_none_or(|b| gain(i) > gain(b)) {
            best = Some(i);
        }
    }
    let best = best.unwrap_or(0);
    for (i, head) in heads.iter_mut().enumerate() {
        if *head == 0 && i != best {
            let mut other: Option<usize> = None;
            for h in (0..n).filter(|&h| h != i) {
                if other.is_none_or(|o| row(i)[h + 1] > row(i)[o + 1]) {
                    other = Some(h);
                }
            }
            *head = other.map_or(0, |h| h as u32 + 1);
        }
    }
    heads[best] = 0;
}

/// Which words hang below the root.
fn reach(heads: &[u32], reached: &mut [bool]) {
    let mut state = vec![0u8; heads.len()]; // 0 unknown, 1 on the path, 2 reached, 3 on or below a cycle
    let mut path = Vec::new();
    for start in 0..heads.len() {
        path.clear();
        let mut i = start;
        let end = loop {
            match state[i] {
                0 => {
                    state[i] = 1;
                    path.push(i);
                    if heads[i] == 0 {
                        break 2;
                    }
                    i = heads[i] as usize - 1;
                }
                1 => break 3,
                known => break known,
            }
        };
        path.iter().for_each(|&j| state[j] = end);
    }
    for (r, s) in reached.iter_mut().zip(&state) {
        *r = *s == 2;
    }
}

/// Hangs one word of the cycle that `lost` leads into below a word that the root reaches.
fn break_cycle<'s>(row: impl Fn(usize) -> &'s [f32], n: usize, heads: &mut [u32], reached: &[bool], lost: usize) {
    let mut word = lost;
    for _ in 0..n {
        word = heads[word] as usize - 1;
    }
    let start = word;
    let mut best: Option<(f32, usize, usize)> = None;
    loop {
        let now = row(word)[heads[word] as usize];
        for h in (0..n).filter(|&h| reached[h]) {
            let gain = row(word)[h + 1] - now;
            let better = best.is_none_or(|(g, w, o)| gain > g || gain == g && (word, h) < (w, o));
            if better {
                best = Some((gain, word, h));
            }
        }
        word = heads[word] as usize - 1;
        if word == start {
            break;
        }
    }
    // The root word is always reached, so there is always a candidate.
    if let Some((_, word, head)) = best {
        heads[word] = head as u32 + 1;
    } else {
        heads[start] = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_tree(heads: &[u32]) -> bool {
        let mut reached = vec![false; heads.len()];
        reach(heads, &mut reached);
        reached.iter().all(|&r| r) && heads.iter().filter(|&&h| h == 0).count() == 1
    }

    #[test]
    fn any_scores_give_a_tree() {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 1e6
        };
        for n in 1..30 {
            for round in 0..40 {
                let mut scores: Vec<f32> = (0..n * (n + 1)).map(|_| if round == 0 { 0.0 } else { next() }).collect();
                if round == 1 {
                    scores.iter_mut().for_each(|s| *s = f32::NAN);
                }
                let mut heads = vec![];
                tree(&scores, n + 1, n, &mut heads);
                assert!(is_tree(&heads), "{heads:?}");
            }
        }
    }

    #[test]
    fn a_cycle_breaks_where_it_costs_least() {
        // Words 1 and 2 head each other; word 1 loses less by going below the root word.
        let no = -9.0;
        let scores = [
            5.0, no, no, no, //
            0.0, 3.0, no, 4.0, //
            0.0, 1.0, 4.0, no,
        ];
        let mut heads = vec![];
        tree(&scores, 4, 3, &mut heads);
        assert_eq!(heads, [0, 1, 2]);
    }
}

//! Bootstrap intervals: how far a score may be chance of which documents were annotated.
//!
//! Documents are drawn with replacement, as many as there are, a thousand times; the score of each draw is taken from the summed
//! counts, and the interval holds the middle 95 % of them (Efron's percentile interval). The seed is a constant, so the same counts give
//! the same interval everywhere.

use super::{Formula, Tally};

const DRAWS: usize = 1000;
const SEED: u64 = 0x0DA7_E11E;

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same on every machine.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`, by the upper bits of a product.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

/// Lower and upper bound of each measure. Without documents both are 0.
pub(super) fn interval(documents: &[&Tally], formulas: &[Formula]) -> Vec<(f64, f64)> {
    if documents.is_empty() {
        return vec![(0.0, 0.0); formulas.len()];
    }
    let mut draw = Draw(SEED);
    let mut scores: Vec<Vec<f64>> = vec![Vec::with_capacity(DRAWS); formulas.len()];
    let mut times = vec![0u64; documents.len()];
    for _ in 0..DRAWS {
        times.fill(0);
        (0..documents.len()).for_each(|_| times[draw.below(documents.len())] += 1);
        let mut sum = Tally::default();
        documents.iter().zip(&times).filter(|(_, times)| **times > 0).for_each(|(tally, times)| sum.merge(tally, *times));
        formulas.iter().zip(&mut scores).for_each(|(formula, scores)| scores.push(formula.score(&sum).value));
    }
    let bounds = |mut scores: Vec<f64>| {
        scores.sort_by(f64::total_cmp);
        (scores[DRAWS / 40], scores[DRAWS - 1 - DRAWS / 40])
    };
    scores.into_iter().map(bounds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_right_of_a_hundred_lies_between_four_and_six_tenths() {
        let tally = |right: bool| {
            let mut tally = Tally::default();
            tally.add_if("right", right);
            tally.add("of", 1);
            tally
        };
        let tallies: Vec<Tally> = (0..100).map(|i| tally(i % 2 == 0)).collect();
        let all: Vec<&Tally> = tallies.iter().collect();
        let formula = [Formula::Share { right: "right", of: "of" }];
        let (low, high) = interval(&all, &formula)[0];
        // The normal approximation: 0.5 ± 1.96 × 0.05.
        assert!((low - 0.402).abs() < 0.015 && (high - 0.598).abs() < 0.015, "{low} {high}");
        assert_eq!(interval(&all, &formula), interval(&all, &formula));
        assert_eq!(interval(&[], &formula), [(0.0, 0.0)]);
    }
}

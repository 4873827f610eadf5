//! Whether `confidence` holds what it says: of claims at 0.8, eight in ten should be right.

use crate::frame::Sheet;

/// One predicted claim that counts: its confidence, whether it is found in gold, whether it is right in all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bet {
    pub confidence: f64,
    pub found: bool,
    pub full: bool,
}

/// Ten stretches of confidence, each with its claims, their mean confidence, and the shares found and right in all.
pub(super) fn reliability(bets: &[Bet]) -> Sheet {
    let rows = (0..10).filter_map(|bin| {
        let within: Vec<&Bet> = bets.iter().filter(|bet| bin_of(bet.confidence) == bin).collect();
        let share = |of: &dyn Fn(&Bet) -> f64| within.iter().map(|bet| of(bet)).sum::<f64>() / within.len() as f64;
        (!within.is_empty()).then(|| {
            vec![
                bin as f64 / 10.0,
                within.len() as f64,
                share(&|bet| bet.confidence),
                share(&|bet| f64::from(u8::from(bet.found))),
                share(&|bet| f64::from(u8::from(bet.full))),
            ]
        })
    });
    Sheet { name: "confidence", columns: vec!["from", "claims", "mean", "found", "full"], rows: rows.collect() }
}

fn bin_of(confidence: f64) -> usize {
    ((confidence * 10.0 + 1e-6).floor().max(0.0) as usize).min(9)
}

/// The expected calibration error: how far, on average over claims, the mean confidence of a stretch lies from the share that is right.
pub(super) fn error(bets: &[Bet], right: fn(&Bet) -> bool) -> f64 {
    let distance = |bin: usize| {
        let within = bets.iter().filter(|bet| bin_of(bet.confidence) == bin);
        within.map(|bet| bet.confidence - f64::from(u8::from(right(bet)))).sum::<f64>().abs()
    };
    (0..10).map(distance).sum::<f64>() / bets.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two claims at 0.85, one right; two at 0.25, none right: |0.85 − 0.5| × 2/4 + 0.25 × 2/4 = 0.3.
    #[test]
    fn the_error_is_the_mean_distance() {
        let bet = |confidence: f64, full: bool| Bet { confidence, found: true, full };
        let bets = [bet(0.85, true), bet(0.85, false), bet(0.25, false), bet(0.25, false)];
        assert!((error(&bets, |bet| bet.full) - 0.3).abs() < 1e-9);
        let sheet = reliability(&bets);
        assert_eq!(sheet.rows, [vec![0.2, 2.0, 0.25, 1.0, 0.0], vec![0.8, 2.0, 0.85, 1.0, 0.5]]);
        assert_eq!(bin_of(1.0), 9);
        assert_eq!(bin_of(f64::from(0.7f32)), 7);
    }
}

//! The choice of a label: a log-linear model over [`super::features`], its weights in a table that anybody can read (`weights.tsv`).
//!
//! Learned by `training/acled.py` from snippets of our own (`training/acled/`), none of them from ACLED or from the set that is scored.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

/// First line: labels, each with what it scores before anything is read. Then a feature a line: its name, and `number of the label:weight` in hundredths.
const WEIGHTS: &str = include_str!("weights.tsv");

struct Model {
    labels: Vec<(&'static str, i32)>,
    weights: HashMap<&'static str, Vec<(usize, i32)>>,
}

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let mut lines = WEIGHTS.lines().filter(|line| !line.starts_with('#'));
        let pair = |cell: &'static str| {
            let (name, weight) = cell.split_once(':')?;
            Some((name, weight.parse::<i32>().ok()?))
        };
        let labels = lines.next().unwrap_or_default().split('\t').filter_map(pair).collect();
        let feature = |line: &'static str| {
            let mut cells = line.split('\t');
            let name = cells.next()?;
            Some((name, cells.filter_map(pair).filter_map(|(label, weight)| Some((label.parse().ok()?, weight))).collect()))
        };
        Model { labels, weights: lines.filter_map(feature).collect() }
    })
}

/// The label that the features speak for most, and the features that speak most for it, the strongest first.
pub(super) fn choose(features: &BTreeSet<String>) -> (&'static str, Vec<&'static str>) {
    let model = model();
    let mut scores: Vec<i32> = model.labels.iter().map(|(_, score)| *score).collect();
    let known = || features.iter().filter_map(|feature| model.weights.get_key_value(feature.as_str()));
    for (_, weights) in known() {
        weights.iter().for_each(|&(label, weight)| scores[label] += weight);
    }
    let Some(best) = (0..scores.len()).rev().max_by_key(|&label| scores[label]) else { return ("", Vec::new()) };
    let for_it = |(name, weights): (&&'static str, &Vec<(usize, i32)>)| {
        weights
            .iter()
            .find(|(label, weight)| *label == best && *weight > 0)
            .map(|(_, weight)| (std::cmp::Reverse(*weight), *name))
    };
    let mut why: Vec<_> = known().filter_map(for_it).collect();
    why.sort_unstable();
    (model.labels[best].0, why.into_iter().map(|(_, name)| name).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let model = model();
        assert_eq!(model.labels.len(), 30);
        assert_eq!(model.weights.len(), WEIGHTS.lines().filter(|line| !line.starts_with('#')).count() - 1);
        assert!(model.weights.values().flatten().all(|(label, weight)| *label < 30 && *weight != 0));
    }

    #[test]
    fn the_label_comes_with_what_speaks_for_it() {
        let (label, why) = choose(&["words=natural".to_owned(), "word=earthquake".to_owned()].into());
        assert_eq!((label, why.first()), ("NATURAL_DISASTER", Some(&"words=natural")));
    }
}

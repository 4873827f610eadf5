//! Decisions as they were taken, and how far reviewers agree.

use crate::api::{AuthorCount, CoderPair, Decision};
use dateline_record::{ClaimKey, Edit, Overlay};
use std::collections::BTreeMap;

/// A decision of the record.
pub(crate) fn decision(overlay: Overlay) -> Decision {
    let ids = |keys: Vec<ClaimKey>| keys.into_iter().map(|k| k.claim);
    let (edit, claims, field, value): (&str, Vec<String>, _, _) = match overlay.edit {
        Edit::Join { claims } => ("join", ids(claims).collect(), None, None),
        Edit::Split { these, those } => ("split", ids(these).chain(ids(those)).collect(), None, None),
        Edit::Correct { claim, field, value, .. } => ("correct", vec![claim.claim], Some(field), Some(value)),
        Edit::Review { claim, verdict } => ("review", vec![claim.claim], None, Some(verdict)),
        _ => ("other", Vec::new(), None, None),
    };
    Decision { edit: edit.to_owned(), claims, field, value, author: overlay.author, time: overlay.time, reason: overlay.reason }
}

/// Pairs of authors with their agreement, and what each found; `said` tells for each claim who found what.
pub(crate) fn agreeing<'v>(said: impl Iterator<Item = BTreeMap<&'v str, &'v str>>) -> (Vec<CoderPair>, Vec<AuthorCount>) {
    let mut tables: BTreeMap<(&str, &str), BTreeMap<(&str, &str), u64>> = BTreeMap::new();
    let mut found: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
    for authors in said {
        let list: Vec<(&str, &str)> = authors.into_iter().collect();
        for (i, (a, x)) in list.iter().enumerate() {
            *found.entry(a).or_default().entry(x).or_default() += 1;
            for (b, y) in &list[i + 1..] {
                *tables.entry((a, b)).or_default().entry((x, y)).or_default() += 1;
            }
        }
    }
    let pair = |((a, b), table): ((&str, &str), BTreeMap<(&str, &str), u64>)| {
        let claims: u64 = table.values().sum();
        let agree: u64 = table.iter().filter(|((x, y), _)| x == y).map(|(_, n)| n).sum();
        CoderPair { a: a.to_owned(), b: b.to_owned(), claims, agree, kappa: kappa(&table, claims, agree) }
    };
    let count = |(author, of): (&str, BTreeMap<&str, u64>)| {
        let n = |word: &str| of.get(word).copied().unwrap_or(0);
        let (right, wrong, unsure) = (n("right"), n("wrong"), n("unsure"));
        let precision = wilson(right, right + wrong);
        AuthorCount { author: author.to_owned(), claims: right + wrong + unsure, right, wrong, unsure, precision }
    };
    (tables.into_iter().map(pair).collect(), found.into_iter().map(count).collect())
}

/// Cohen's kappa: agreement beyond what chance would give two who use the words as often as these do.
fn kappa(table: &BTreeMap<(&str, &str), u64>, claims: u64, agree: u64) -> Option<f64> {
    let mut margins: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for ((x, y), n) in table {
        margins.entry(x).or_default().0 += n;
        margins.entry(y).or_default().1 += n;
    }
    let all = claims as f64;
    let chance: f64 = margins.values().map(|(a, b)| (*a as f64 / all) * (*b as f64 / all)).sum();
    let observed = agree as f64 / all;
    // Both always say the same one word: there is nothing to agree on beyond chance.
    (claims > 0 && chance < 1.0).then(|| (observed - chance) / (1.0 - chance))
}

/// The 95 % interval of a share after Wilson: low, middle, high.
fn wilson(hits: u64, of: u64) -> Option<[f64; 3]> {
    const Z: f64 = 1.959_964;
    if of == 0 {
        return None;
    }
    let (n, p) = (of as f64, hits as f64 / of as f64);
    let centre = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some([(centre - half).max(0.0), p, (centre + half).min(1.0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_of_a_table_worked_by_hand() {
        // 20 both right, 5 and 10 split, 15 both wrong: observed 0.7, chance 0.5.
        let mut said: Vec<BTreeMap<&str, &str>> = Vec::new();
        for (n, a, b) in [(20, "right", "right"), (5, "right", "wrong"), (10, "wrong", "right"), (15, "wrong", "wrong")] {
            said.extend((0..n).map(|_| BTreeMap::from([("ann", a), ("bob", b)])));
        }
        let (pairs, authors) = agreeing(said.into_iter());
        assert_eq!((pairs[0].claims, pairs[0].agree), (50, 35));
        assert!((pairs[0].kappa.unwrap() - 0.4).abs() < 1e-9);
        assert_eq!((authors[0].author.as_str(), authors[0].right, authors[0].wrong), ("ann", 25, 25));
        let [low, middle, high] = authors[0].precision.unwrap();
        // Published values for 25 of 50: 0.366 to 0.634.
        assert!((low - 0.366).abs() < 0.001 && (middle - 0.5).abs() < 1e-9 && (high - 0.634).abs() < 0.001);
    }

    #[test]
    fn nothing_to_agree_on_has_no_kappa() {
        let said = vec![BTreeMap::from([("ann", "right"), ("bob", "right")])];
        assert_eq!(agreeing(said.into_iter()).0[0].kappa, None);
        assert_eq!(wilson(0, 0), None);
    }
}

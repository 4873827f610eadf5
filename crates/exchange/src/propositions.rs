//! Claims that carry one proposition, put together: what a timeline shows as one entry.

use dateline_coding::Claim;
use std::collections::BTreeMap;

/// One proposition: who says it, and who denies it. Indices point into the list of claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Proposition {
    /// Claims that carry it, in the order given.
    pub told: Vec<usize>,
    /// Denials of it.
    pub denied: Vec<usize>,
    /// What is told with it: figures that count it, terms of the agreement.
    pub details: Vec<usize>,
}

/// Joins claims tied by `same_as`; hangs denials under what they answer, figures under what they count, and terms under
/// their agreement. A claim whose tie leads nowhere, or to a claim that itself hangs under another, stands for itself, so that
/// every claim is shown exactly once.
pub(crate) fn propositions(claims: &[Claim]) -> Vec<Proposition> {
    let mut by_id: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (i, claim) in claims.iter().enumerate() {
        by_id.entry((&claim.report.id, &claim.id)).or_insert(i);
    }
    let target = |i: usize, rel: &str| {
        let claim = &claims[i];
        let link =
            claim.links.iter().filter(|l| l.rel == rel).find_map(|l| by_id.get(&(claim.report.id.as_str(), l.claim.as_str())));
        link.copied().filter(|t| *t != i)
    };
    let mut root: Vec<usize> = (0..claims.len()).collect();
    for i in 0..claims.len() {
        if let Some(other) = target(i, "same_as") {
            let (a, b) = (find(&root, i), find(&root, other));
            root[a.max(b)] = a.min(b);
        }
    }
    let hangs = |i: usize| {
        let denial = target(i, "answers").filter(|&t| claims[i].polarity != claims[t].polarity).map(|t| (true, find(&root, t)));
        let detail = || target(i, "counts").or_else(|| target(i, "term_of")).map(|t| (false, find(&root, t)));
        denial.or_else(detail).filter(|(_, head)| *head != find(&root, i))
    };
    let hanging: Vec<Option<(bool, usize)>> = (0..claims.len()).map(hangs).collect();
    let mut groups: BTreeMap<usize, Proposition> = BTreeMap::new();
    for i in 0..claims.len() {
        match hanging[i] {
            Some((denial, head)) if hanging[head].is_none() => {
                let group = groups.entry(head).or_default();
                if denial { group.denied.push(i) } else { group.details.push(i) }
            }
            _ => {
                let head = find(&root, i);
                let group = groups.entry(head).or_default();
                // The same happening, told and denied.
                if claims[i].polarity == claims[head].polarity { group.told.push(i) } else { group.denied.push(i) }
            }
        }
    }
    groups.into_values().collect()
}

fn find(root: &[usize], mut i: usize) -> usize {
    while root[i] != i {
        i = root[i];
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::claim;
    use dateline_coding::claim::{ClaimLink, Polarity};

    fn tied(id: &str, rel: &'static str, to: &str) -> Claim {
        let mut claim = claim();
        claim.id = id.into();
        if !to.is_empty() {
            claim.links.push(ClaimLink { rel: rel.into(), claim: to.into() });
        }
        claim
    }

    #[test]
    fn every_claim_is_shown_once_whatever_the_links() {
        let mut denial = tied("d", "answers", "b");
        denial.polarity = Polarity::Negative;
        let mut circular = tied("e", "answers", "d");
        circular.links.push(ClaimLink { rel: "same_as".into(), claim: "nowhere".into() });
        let claims =
            [tied("a", "", ""), tied("b", "same_as", "a"), denial, circular, tied("f", "counts", "b"), tied("g", "counts", "f")];
        let found = propositions(&claims);
        let mut contrary = tied("h", "same_as", "a");
        contrary.polarity = Polarity::Negative;
        assert_eq!(propositions(&[tied("a", "", ""), contrary])[0].denied, [1]);
        let mut shown: Vec<usize> =
            found.iter().flat_map(|p| p.told.iter().chain(&p.denied).chain(&p.details)).copied().collect();
        shown.sort_unstable();
        assert_eq!(shown, [0, 1, 2, 3, 4, 5]);
        assert_eq!(found[0], Proposition { told: vec![0, 1], denied: vec![2], details: vec![4] });
    }
}

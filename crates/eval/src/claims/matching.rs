//! Which predicted claim stands for which gold claim.

use super::judge::{Text, codes, judge};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Gold index → predicted index, the best pairs first.
pub(super) fn matching(gold: &[Value], predicted: &[Value], text: &Text) -> BTreeMap<usize, usize> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        let (gs, ge) = text.span(g);
        for (j, p) in predicted.iter().enumerate().filter(|(_, p)| p["kind"] == g["kind"]) {
            let (ps, pe) = text.span(p);
            let common = ge.min(pe) - gs.max(ps);
            if common <= 0 {
                continue;
            }
            let verdict = judge(g, p);
            let (common, longer, shorter) = (common as f64, (ge - gs).max(pe - ps) as f64, (ge - gs).min(pe - ps) as f64);
            if common < 0.5 * longer {
                let sides = |claim: &Value| &codes(&claim["actors"]) | &codes(&claim["recipients"]);
                let (ours, theirs) = (sides(g), sides(p));
                let strangers = !ours.is_empty() && ours.is_disjoint(&theirs);
                if common < 0.5 * shorter || !verdict.what || pe - ps > 300 || strangers {
                    continue;
                }
            }
            pairs.push((verdict.agreements() as f64 + common / longer, i, j));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut out, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, i, j) in pairs {
        if !out.contains_key(&i) && taken.insert(j) {
            out.insert(i, j);
        }
    }
    out
}

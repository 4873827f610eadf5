//! Gold that holds a random sample of what was coded (`dateline record audit --gold`), not all that a report owes.
//!
//! Of the claims of a report it judges those that were drawn, right and wrong. Nobody was asked about the others, so they count neither
//! way: precision is over what stands for a claim that was drawn, and recall is not measured.

use super::judge::Text;
use serde_json::Value;
use std::collections::BTreeSet;

/// Share of the words that two claims of one kind must have in common for one to stand for the other.
const SAME: f64 = 0.5;

/// A claim that was drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawn {
    id: Option<String>,
    kind: String,
    span: (i64, i64),
}

/// The claims drawn from a report; `None` where its gold is whole. Sets written before `drawn` was tell only what was right of them.
pub(super) fn drawn(gold: &Value, claims: &[Value], text: &str) -> Option<Vec<Drawn>> {
    if gold["sampled"] != Value::Bool(true) {
        return None;
    }
    let kind = |claim: &Value| claim["kind"].as_str().unwrap_or_default().to_owned();
    let one = |d: &Value| {
        let span = (d["start"].as_i64()?, d["end"].as_i64()?);
        Some(Drawn { id: d["id"].as_str().map(str::to_owned), kind: kind(d), span })
    };
    let text = Text::new(text);
    Some(match gold["drawn"].as_array() {
        Some(drawn) => drawn.iter().filter_map(one).collect(),
        None => claims.iter().map(|c| Drawn { id: None, kind: kind(c), span: text.span(c) }).collect(),
    })
}

/// What of the predicted claims stands for those drawn: the very claim, else the one of its kind with most of its words.
pub(super) fn standing(drawn: &[Drawn], predicted: &[Value], text: &Text) -> Vec<Value> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, d) in drawn.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate().filter(|(_, p)| p["kind"].as_str() == Some(d.kind.as_str())) {
            let same = d.id.is_some() && d.id.as_deref() == p["id"].as_str();
            let share = if same { 2.0 } else { overlap(d.span, text.span(p)) };
            if share >= SAME {
                pairs.push((share, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut told, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for (_, i, j) in pairs {
        if !told.contains(&i) && !taken.contains(&j) {
            told.insert(i);
            taken.insert(j);
        }
    }
    taken.into_iter().filter_map(|j| predicted.get(j).cloned()).collect()
}

/// What two spans have in common, of what they cover together.
fn overlap(a: (i64, i64), b: (i64, i64)) -> f64 {
    let common = (a.1.min(b.1) - a.0.max(b.0)).max(0);
    let both = a.1.max(b.1) - a.0.min(b.0);
    if both <= 0 { 0.0 } else { common as f64 / both as f64 }
}

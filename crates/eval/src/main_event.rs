//! The main event of a report: what it is about, by a stated rule.
//!
//! Event claims compete by, in this order: told as real and not denied before anything else; the news before its background; what was done
//! before what was only said of it (quad classes: material conflict, then material cooperation, then verbal); then the first in the text.
//! The rule reads no gold and knows no suite; suites that need one event of a report share it.

use dateline_engine::Claim;
use dateline_engine::claim::{Aspect, Kind, Modality, Polarity};

/// The main event claim; `None` in a report without events.
pub fn main_event(claims: &[Claim]) -> Option<&Claim> {
    let events = claims.iter().filter(|claim| claim.kind == Kind::Event);
    events.min_by_key(|claim| rank(claim))
}

/// Lower comes first; of equals the first in the text.
fn rank(claim: &Claim) -> (bool, bool, u8, u32) {
    let unreal = claim.polarity == Polarity::Negative || matches!(claim.modality, Modality::Hypothetical | Modality::Conditional);
    let weight = match claim.event.as_ref().and_then(|event| event.quad) {
        Some(4) => 0,
        Some(2) => 1,
        _ => 2,
    };
    (unreal, claim.aspect == Aspect::Historical, weight, claim.evidence.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::claim;
    use serde_json::json;

    #[test]
    fn a_deed_of_today_comes_before_talk_denials_and_background() {
        let claims = [
            claim(json!({"kind": "event", "event": {"type": "ASSAULT", "quad": 4}, "aspect": "historical", "evidence": [0, 5]})),
            claim(json!({"kind": "event", "event": {"type": "ASSAULT", "quad": 4}, "polarity": "negative", "evidence": [6, 9]})),
            claim(json!({"kind": "event", "event": {"type": "ACCUSE", "quad": 3}, "evidence": [10, 12]})),
            claim(json!({"kind": "event", "event": {"type": "COERCE", "quad": 4}, "evidence": [15, 20]})),
            claim(json!({"kind": "event", "event": {"type": "ASSAULT", "quad": 4}, "evidence": [22, 30]})),
        ];
        assert_eq!(main_event(&claims).map(|c| c.evidence.start), Some(15));
        assert_eq!(main_event(&claims[..3]).map(|c| c.evidence.start), Some(10));
        assert_eq!(main_event(&[]), None);
    }
}

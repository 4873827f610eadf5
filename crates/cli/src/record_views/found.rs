//! What a search found, and why claims were joined, drawn for people.

use super::decisions::decided;
use super::sheet::Sheet;
use dateline_exchange::Ink;
use dateline_record::{Evidence, Incident, Overlay, Why};
use dateline_store::Hit;
use serde::Serialize;
use std::collections::BTreeMap;

pub(crate) fn hits(page: &mut Sheet, rows: &[Hit]) {
    for hit in rows {
        let day = hit.published.as_deref().unwrap_or("no date");
        page.line(0, Ink::Plain, &format!("“{}”", hit.words));
        page.line(4, Ink::Faint, &format!("{} · {day} · {}", hit.claim.as_deref().unwrap_or("text"), hit.report));
    }
}

/// Why one telling belongs to an incident.
#[derive(Serialize)]
pub(crate) struct Reason {
    claim: String,
    quote: String,
    joined_to: String,
    its_quote: String,
    log_odds: f64,
    features: String,
}

/// The reasons with the words of the claims.
pub(crate) fn reasons(incident: &Incident, whys: Vec<Why>, quote: &dyn Fn(&str) -> String) -> Vec<Reason> {
    let known: BTreeMap<&str, String> = incident.claim_ids.iter().map(|id| (id.as_str(), quote(id))).collect();
    let words = |id: &str| known.get(id).cloned().unwrap_or_default();
    let sum = |e: &Evidence| (e.sum() * 10.0).round() / 10.0;
    let reason = |why: Why| Reason {
        quote: words(&why.claim),
        its_quote: words(&why.nearest),
        claim: why.claim,
        joined_to: why.nearest,
        log_odds: sum(&why.evidence),
        features: why.evidence.in_words(),
    };
    whys.into_iter().map(reason).collect()
}

/// Why an incident is what it is: what the program joined, and what people decided.
#[derive(Serialize)]
pub(crate) struct Reasons {
    pub joined: Vec<Reason>,
    pub decided: Vec<Overlay>,
}

pub(crate) fn why(page: &mut Sheet, reasons: &Reasons) {
    let rows = &reasons.joined;
    if rows.is_empty() && reasons.decided.is_empty() {
        page.line(0, Ink::Plain, "one telling; nothing was joined");
    }
    for decision in &reasons.decided {
        page.line(0, Ink::Mark, &format!("decided {}: {}", decision.time, decided(decision)));
    }
    for row in rows {
        page.line(0, Ink::Plain, &format!("“{}” ({})", row.quote, row.claim));
        page.line(4, Ink::Plain, &format!("with “{}” ({})", row.its_quote, row.joined_to));
        page.line(4, Ink::Faint, &format!("{:+.1}: {}", row.log_odds, row.features));
    }
}

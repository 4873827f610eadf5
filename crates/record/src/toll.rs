//! Tolls: numbers by who says so, from low to high, never summed over periods that overlap.

use crate::account::Correction;
use crate::voice::Voice;
use dateline_coding::Claim;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one source says of one count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Who says so.
    pub voice: Voice,
    /// Lowest number meant.
    pub low: Option<u64>,
    /// Highest number meant.
    pub high: Option<u64>,
    /// Who is counted, where narrower than everybody: `children`.
    pub whom: Option<String>,
    /// `event`, `running_total` or `period`.
    pub scope: String,
}

/// A count of one incident, or of one period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toll {
    /// `killed`, `wounded`, ….
    pub what: String,
    /// The lowest of the latest numbers of all who give one for everybody.
    pub low: Option<u64>,
    /// The highest of them; `None`: somebody leaves it open.
    pub high: Option<u64>,
    /// What was said, by date of report.
    pub said: Vec<Said>,
    /// Two sources give numbers of one day that cannot both hold, in words.
    pub contradicts: Option<String>,
    /// Somebody decided what the numbers should be: `low` and `high` are theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Correction>,
}

impl Toll {
    /// Whether a report that was not taken back tells a number, or somebody decided what it is.
    pub fn stands(&self) -> bool {
        self.corrected.is_some() || self.said.iter().any(|said| !said.voice.retracted)
    }
}

/// The counts that claims tell, a row for each thing counted.
pub(crate) fn tolls<'a>(told: impl Iterator<Item = (&'a Claim, &'a Voice)>) -> Vec<Toll> {
    let mut rows: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    for (claim, voice) in told {
        let Some(figure) = claim.figure.as_ref().filter(|_| !voice.denies) else { continue };
        rows.entry(figure.what.to_string()).or_default().push(Said {
            voice: voice.clone(),
            low: figure.low,
            high: figure.high,
            whom: counted(claim).filter(|n| !everybody(n)),
            scope: figure.scope.to_string(),
        });
    }
    rows.into_iter().map(|(what, said)| toll(what, said)).collect()
}

/// Who is counted. Groups of one name, each with its country behind it, are told once: "people from both sides".
pub(crate) fn counted(claim: &Claim) -> Option<String> {
    let bare = |name: String| name.split_once(" (").map_or(name.clone(), |(bare, _)| bare.to_owned());
    let mut names: Vec<String> = claim.recipients.iter().map(crate::voice::name).collect();
    if let [first, others @ ..] = names.as_slice()
        && !others.is_empty()
        && others.iter().all(|other| bare(other.clone()) == bare(first.clone()))
    {
        names = vec![bare(first.clone())];
    }
    (!names.is_empty()).then(|| names.join(" and "))
}

/// Words for all who were hit, whoever they were.
fn everybody(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "people" | "persons" | "victims" | "others" | "civilians" | "dead" | "bodies" | "")
}

fn toll(what: String, said: Vec<Said>) -> Toll {
    // The whole count of a source is its latest; within a report, its largest. A count of part of the dead is none of the whole.
    let mut latest: BTreeMap<String, &Said> = BTreeMap::new();
    for one in said.iter().filter(|s| s.whom.is_none() && !s.voice.retracted) {
        let slot = latest.entry(one.voice.origin()).or_insert(one);
        let newer = (&one.voice.published, one.low.or(one.high)) > (&slot.voice.published, slot.low.or(slot.high));
        if newer {
            *slot = one;
        }
    }
    let whole: Vec<&Said> =
        if latest.is_empty() { said.iter().filter(|s| !s.voice.retracted).collect() } else { latest.into_values().collect() };
    let low = whole.iter().filter_map(|s| s.low.or(s.high)).min();
    let high = if whole.iter().any(|s| s.high.is_none()) { None } else { whole.iter().filter_map(|s| s.high).max() };
    let mut contradicts = None;
    // Numbers of displaced or evacuated are of different groups more often than not.
    let comparable = matches!(what.as_str(), "killed" | "wounded" | "casualties" | "missing" | "captured");
    let whole: Vec<(String, &Said)> = whole.into_iter().map(|s| (s.voice.origin(), s)).collect();
    for (i, a) in whole.iter().filter(|_| comparable) {
        for (j, b) in &whole {
            if contradicts.is_some() {
                break;
            }
            let (Some(more), Some(less)) = (a.low, b.high) else { continue };
            // Tolls rise from day to day, and counts of one day differ a little; half as much again is a contradiction.
            let vague = |s: &Said| s.high.zip(s.low).is_some_and(|(high, low)| high > 2 * low.max(1));
            let one_day = !vague(a) && !vague(b) && a.voice.published.is_some() && a.voice.published == b.voice.published;
            if one_day && i != j && more > less && more * 2 > less * 3 && more - less > 2 {
                contradicts.get_or_insert_with(|| {
                    format!(
                        "{} says {} {what}, {} says {}",
                        a.voice.speaker,
                        amount(a.low, a.high),
                        b.voice.speaker,
                        amount(b.low, b.high)
                    )
                });
            }
        }
    }
    Toll { what, low, high, said, contradicts, corrected: None }
}

/// A number as it was meant, for people.
pub fn amount(low: Option<u64>, high: Option<u64>) -> String {
    match (low, high) {
        (Some(0), Some(0)) => "no".to_owned(),
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => "an unknown number of".to_owned(),
    }
}

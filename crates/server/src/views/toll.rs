//! Numbers as steps of those who give them.

use crate::api::{Amount, Series, Step, Toll};
use crate::views::voice;
use dateline_record::{Said, amount};

/// Tolls with what was said sorted by who says it.
pub(crate) fn tolls(tolls: Vec<dateline_record::Toll>) -> Vec<Toll> {
    tolls.into_iter().map(toll).collect()
}

fn toll(toll: dateline_record::Toll) -> Toll {
    let mut claimants: Vec<Series> = Vec::new();
    for said in toll.said {
        let at = claimants.iter().position(|s| s.speaker == said.voice.speaker && s.code == said.voice.code);
        let at = at.unwrap_or_else(|| {
            claimants.push(Series {
                speaker: said.voice.speaker.clone(),
                code: said.voice.code.clone(),
                relation: said.voice.relation.to_string(),
                steps: Vec::new(),
            });
            claimants.len() - 1
        });
        claimants[at].steps.push(step(said));
    }
    let day = |step: &Step| step.voice.published.clone();
    claimants.iter_mut().for_each(|s| s.steps.sort_by_key(|step| (step.voice.published.is_none(), day(step))));
    claimants.sort_by_key(|s| s.steps.first().and_then(day).map_or((true, None), |d| (false, Some(d))));
    Toll { what: toll.what, amount: Amount { low: toll.low, high: toll.high }, contradicts: toll.contradicts, claimants }
}

fn step(said: Said) -> Step {
    Step {
        amount: Amount { low: said.low, high: said.high },
        shown: amount(said.low, said.high),
        whom: said.whom,
        scope: said.scope,
        voice: voice(said.voice),
    }
}

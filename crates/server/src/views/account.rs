//! The account of an incident: fields, values, voices.

use crate::api::{Correction, Feature, Field, FieldValue, Reason, Standing, Voice};
use dateline_record::{Judged, Why};

/// A standing with its rule.
pub(crate) fn standing(judged: Judged) -> Standing {
    Standing { standing: judged.standing.as_str().to_owned(), rule: judged.rule }
}

/// One voice.
pub(crate) fn voice(voice: dateline_record::Voice) -> Voice {
    Voice {
        stance: voice.stance.to_string(),
        relation: voice.relation.to_string(),
        speaker: voice.speaker,
        code: voice.code,
        relays: voice.relays,
        outlet: voice.outlet,
        published: voice.published,
        report: voice.report,
        claim: voice.claim,
        quote: voice.quote,
        start: voice.start,
        end: voice.end,
        denies: voice.denies,
        text: voice.text,
    }
}

/// The fields of an account.
pub(crate) fn fields(fields: Vec<dateline_record::Field>) -> Vec<Field> {
    let value = |v: dateline_record::Value| FieldValue {
        value: v.value,
        asserted: v.asserted.into_iter().map(voice).collect(),
        denied: v.denied.into_iter().map(voice).collect(),
        first: v.first,
        last: v.last,
    };
    let correction =
        |c: dateline_record::Correction| Correction { value: c.value, author: c.author, time: c.time, reason: c.reason };
    let field = |f: dateline_record::Field| Field {
        name: f.name.to_string(),
        standing: f.standing.map(standing),
        values: f.values.into_iter().map(value).collect(),
        corrected: f.corrected.map(correction),
    };
    fields.into_iter().map(field).collect()
}

/// One reason why claims are one incident; `quote` gives the words of a claim.
pub(crate) fn reason(why: Why, quote: &dyn Fn(&str) -> String) -> Reason {
    let tenths = |v: f64| (v * 10.0).round() / 10.0;
    let named = why.evidence.parts.iter().zip(dateline_record::FEATURES);
    let mut features: Vec<Feature> = named
        .map(|(value, name)| Feature { name: name.to_owned(), log_odds: tenths(*value) })
        .chain([Feature { name: "another report".to_owned(), log_odds: tenths(why.evidence.prior) }])
        .filter(|f| f.log_odds != 0.0)
        .collect();
    features.sort_by(|a, b| b.log_odds.abs().total_cmp(&a.log_odds.abs()));
    Reason {
        quote: quote(&why.claim),
        its_quote: quote(&why.nearest),
        log_odds: tenths(why.evidence.sum()),
        features,
        claim: why.claim,
        joined_to: why.nearest,
    }
}

//! Corrections written out as an annotated set: one JSON a report, in the terse layout that `dateline eval claims` scores against.

use crate::audit::{Checked, Verdict};
use dateline_coding::Claim;
use dateline_coding::claim::{Entity, Kind, Link};
use serde_json::{Map, Value, json};

/// An annotated claim: what was coded, with what the checker says that it should read. `None`: there is no such claim.
pub fn gold_claim(number: usize, claim: &Claim, checked: &Checked, text: Option<&str>) -> Option<Value> {
    if checked.verdict == Verdict::Wrong {
        return None;
    }
    let fix = |name: &str| checked.fixes.get(name).map(|v| v.trim());
    // `-` says that nothing should stand there.
    let or = |name: &str, own: Value| match fix(name) {
        Some("-") => Value::Null,
        Some(text) => json!(text),
        None => own,
    };
    let mut gold = Map::new();
    let mut put = |key: &str, value: Value| gold.insert(key.to_owned(), value);
    put("n", json!(number));
    put("kind", json!(claim.kind));
    put("evidence", json!(claim.evidence.text));
    put("occurrence", json!(text.map_or(1, |t| occurrence(t, claim))));
    if let Some(event) = &claim.event {
        put("type", or("type", json!(event.kind)));
        put("alt_types", json!([]));
        let modes = fix("mode").map(|m| list(m).into_iter().map(str::to_owned).collect::<Vec<_>>());
        put("modes", modes.map_or_else(|| json!(event.modes), |m| json!(m)));
        put("contexts", json!(event.contexts));
    }
    put("actors", entities(&claim.actors, fix("actors")));
    put("recipients", entities(&claim.recipients, fix("recipients")));
    put("third_parties", entities(&claim.third_parties, None));
    put("person", json!(claim.actors.iter().find_map(|a| a.person.as_deref())));
    let when = claim.when.as_ref();
    let start = or("date_start", json!(when.and_then(|w| w.start.as_deref()).map(crate::act::day)));
    let end = or("date_end", json!(when.and_then(|w| w.end.as_deref()).map(crate::act::day)));
    put("when", if start.is_null() && end.is_null() { Value::Null } else { json!([start, end]) });
    let name = or("place", json!(claim.place.as_ref().map(|p| p.name.as_str())));
    let country = or("country", json!(claim.place.as_ref().and_then(|p| p.country.as_deref())));
    put("where", if name.is_null() && country.is_null() { Value::Null } else { json!({ "name": name, "country": country }) });
    put("polarity", or("polarity", json!(claim.polarity)));
    put("modality", or("modality", json!(claim.modality)));
    put("aspect", or("aspect", json!(claim.aspect)));
    put("attribution", attribution(&claim.attribution, fix("speaker"), fix("stance")));
    put("hedges", json!(claim.hedges.iter().map(|h| h.text.as_str()).collect::<Vec<_>>()));
    if let Some(figure) = &claim.figure {
        let number = |name: &str, own: Option<u64>| match fix(name) {
            Some(text) => json!(text.replace(',', "").parse::<u64>().ok()),
            None => json!(own),
        };
        let whom = claim.recipients.first().map(|r| r.name.as_str());
        put(
            "figure",
            json!({ "what": or("what", json!(figure.what)), "low": number("low", figure.low), "high": number("high", figure.high), "whom": whom }),
        );
    }
    if let Some(obligation) = &claim.obligation {
        put("term", or("term", json!(obligation.term)));
    }
    if let Some(control) = &claim.control {
        put("control", json!(control));
    }
    if let Some(office) = &claim.office {
        put("office", json!(office));
    }
    put("optional", json!(false));
    debug_assert!(claim.kind != Kind::Event || claim.event.is_some());
    Some(Value::Object(gold))
}

fn list(text: &str) -> Vec<&str> {
    if text == "-" { Vec::new() } else { text.split(';').map(str::trim).filter(|t| !t.is_empty()).collect() }
}

/// `Sudan’s army (SDN MIL); Rapid Support Forces (SDN REB)`: name, and in brackets country and sector.
fn entities(own: &[Entity], fix: Option<&str>) -> Value {
    let Some(fix) = fix else {
        let one = |e: &Entity| {
            let mut value = json!({ "name": e.name, "code": e.code, "sector": e.sector });
            if let Some(role) = &e.role {
                value["role"] = json!(role);
            }
            if let Some(person) = &e.person {
                value["person"] = json!(person);
            }
            value
        };
        return own.iter().map(one).collect();
    };
    let one = |text: &str| {
        let (name, codes) = text.rsplit_once('(').map_or((text, ""), |(n, c)| (n.trim(), c.trim_end_matches(')')));
        let mut codes = codes.split_whitespace();
        // Without brackets, the codes of an entity of that name.
        let known = own.iter().find(|e| e.name.eq_ignore_ascii_case(name));
        let code = codes.next().map(str::to_owned).or_else(|| known.and_then(|e| e.code.clone()));
        let sector = codes.next().map(str::to_owned).or_else(|| known.and_then(|e| e.sector.clone()));
        json!({ "name": name, "code": code, "sector": sector })
    };
    list(fix).into_iter().map(one).collect()
}

fn attribution(own: &[Link], speaker: Option<&str>, stance: Option<&str>) -> Value {
    let link = |l: &Link| json!({ "name": l.source.name, "code": l.source.code, "kind": l.relation, "stance": l.stance, "person": l.source.person });
    let last = own.last();
    match (speaker, stance) {
        (Some("-"), _) => json!([]),
        (Some(name), stance) => {
            let (name, code) =
                name.rsplit_once('(').map_or((name, None), |(n, c)| (n.trim(), Some(c.trim_end_matches(')').trim())));
            let stance = stance.map_or_else(|| json!(last.map(|l| l.stance)), |s| json!(s));
            json!([{ "name": name, "code": code, "kind": last.map(|l| l.relation), "stance": stance, "person": null }])
        }
        (None, Some(stance)) => {
            let mut chain: Vec<Value> = own.iter().map(link).collect();
            if let Some(last) = chain.last_mut() {
                last["stance"] = json!(stance);
            }
            Value::Array(chain)
        }
        (None, None) => own.iter().map(link).collect(),
    }
}

/// Which of the equal stretches of the text the evidence is, counted from 1.
fn occurrence(text: &str, claim: &Claim) -> usize {
    let start = text.char_indices().nth(claim.evidence.start as usize).map_or(text.len(), |(i, _)| i);
    let words = claim.evidence.text.as_str();
    if words.is_empty() {
        return 1;
    }
    text.match_indices(words).filter(|(i, _)| *i < start).count() + 1
}

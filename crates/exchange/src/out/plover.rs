//! PLOVER's interchange records as JSON Lines: one record an event, with its actors and recipients as lists.
//!
//! Fields and their names are those of the manual's chapter on data fields. It allows further named fields; speakers, stance and the
//! like stand under `dateline`, so that nothing of the claim is lost.

use crate::act::{LeftOut, day, days, denied, happened, plover};
use crate::told::Telling;
use dateline_coding::claim::{Entity, Where};
use serde_json::{Map, Value, json};

/// The record of one event claim. Denied and planned events keep their place: the auxiliary modes say so, as PLOVER has them.
pub(crate) fn record(telling: &Telling<'_>, figures: &[&Telling<'_>]) -> Result<Value, LeftOut> {
    let (origin, claim) = (telling.origin, telling.claim);
    let event = claim.event.as_ref().ok_or(LeftOut::NoEvent)?;
    let told = days(claim);
    // The manual requires a date. Where none is told the day of the report stands in, and `dateline.date_told` says so.
    let date = told.map(|d| d.0.to_owned()).or_else(|| origin.published.clone()).ok_or(LeftOut::NoDay)?;
    let mut modes: Vec<&str> = event.modes.iter().map(AsRef::as_ref).collect();
    if denied(claim) {
        modes.push("negation");
    }
    match claim.modality.as_str() {
        "actual" => {}
        "future" => modes.push("future"),
        _ => modes.push("hypothetical"),
    }
    if claim.aspect.as_str() == "historical" {
        modes.push("historical");
    }
    let mut record = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            record.insert(key.to_owned(), value);
        }
    };
    put("id", json!(telling.key()));
    put("has_event", json!(happened(claim).is_ok() && origin.retracted.is_none()));
    put("date", json!(date));
    put("time", json!(claim.when.as_ref().and_then(|w| w.start.as_deref()).and_then(|s| s.get(11..))));
    put("enddate", json!(told.map(|d| d.1).filter(|end| *end != date)));
    put("actor", entities(&claim.actors));
    put("recipient", entities(&claim.recipients));
    put("event", json!([plover(event)]));
    put("mode", json!(modes));
    put("context", json!(event.contexts));
    put("quad_code", json!(event.quad));
    put("event_scale", json!(event.score.map(two)));
    put("event_loc", claim.place.as_ref().map_or(Value::Null, location));
    put("event_text", json!([claim.evidence.text]));
    put("size", size(figures));
    put("text_info", json!({ "start": claim.evidence.start, "end": claim.evidence.end, "text_story": origin.id }));
    put(
        "cite_info",
        json!({ "citation": origin.id, "url": origin.url, "title": origin.title, "publication": origin.outlet(),
            "coder": claim.coder, "codebook": "PLOVER", "version": env!("CARGO_PKG_VERSION") }),
    );
    put("coder", json!(claim.coder));
    put(
        "dateline",
        json!({ "claim": claim.id, "incident": telling.incident, "date_told": told.is_some(), "published": origin.published,
            "retracted": origin.retracted, "type": event.kind, "attribution": claim.attribution, "polarity": claim.polarity, "modality": claim.modality,
            "aspect": claim.aspect, "certainty": claim.certainty, "third_parties": claim.third_parties, "rule": claim.rule,
            "confidence": two(claim.confidence) }),
    );
    Ok(Value::Object(record))
}

fn entities(list: &[Entity]) -> Value {
    let one = |e: &Entity| {
        json!({ "code": e.code, "sector": e.sector, "entity_text": e.words.as_ref().map_or(e.name.as_str(), |w| w.text.as_str()),
            "identifier_id": e.wikidata, "identifier_text": crate::notes::entity(e), "office": e.office })
    };
    Value::Array(list.iter().map(one).collect())
}

/// PLOVER's steps from 5, within a town, to 1, a country.
fn location(place: &Where) -> Value {
    let resolution = match place.precision.as_ref() {
        "exact" => Some(5),
        "settlement" => Some(4),
        "district" => Some(3),
        "province" => Some(2),
        "country" => Some(1),
        _ => None,
    };
    let of = |word: &str| Some(place.name.as_str()).filter(|_| place.precision == word);
    json!({
        "extracted_place": place.words.as_ref().map(|w| &w.text), "resolved_place": place.name, "geonameid": place.geonames,
        "lat": place.lat, "lon": place.lon, "city": of("settlement"), "district": of("district"),
        "province": of("province").or(place.admin1.as_deref()),
        "country": place.country.as_deref().and_then(crate::codes::country).map(|c| c.name), "country_code": place.country,
        "resolution": resolution,
    })
}

/// The figures that count this event, at their lowest.
fn size(figures: &[&Telling<'_>]) -> Value {
    let mut size = Map::new();
    for figure in
        figures.iter().filter(|f| !denied(f.claim) && crate::figure::is_of_event(f.claim)).filter_map(|f| f.claim.figure.as_ref())
    {
        let key = match figure.what.as_ref() {
            "killed" => "dead",
            "wounded" => "injured",
            "arrested" | "captured" => "arrested",
            _ => continue,
        };
        if let Some(low) = figure.low.or(figure.high) {
            size.entry(key).or_insert(json!(low));
        }
    }
    if size.is_empty() { Value::Null } else { Value::Object(size) }
}

/// A number of two decimals, as it was meant: 0.55, not the nearest single-precision fraction to it.
fn two(number: f32) -> f64 {
    (f64::from(number) * 100.0).round() / 100.0
}

/// Whether `figure` counts the event `claim`, by its own links.
pub(crate) fn counts(figure: &Telling<'_>, claim: &Telling<'_>) -> bool {
    figure.claim.figure.is_some()
        && figure.origin.id == claim.origin.id
        && figure.claim.links.iter().any(|l| l.rel == "counts" && l.claim == claim.claim.id)
}

/// The day of a moment, for formats that know only days.
pub(crate) fn compact(moment: &str) -> String {
    day(moment).replace('-', "")
}

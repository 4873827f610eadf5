//! Claims for tests, from the few fields that a test is about.

use dateline_engine::Claim;
use serde_json::{Value, json};

/// A claim with the usual value of every field that is not given; `evidence` is a pair of offsets; entities need nothing but what is told.
pub(crate) fn claim(fields: Value) -> Claim {
    let mut whole = json!({
        "schema": 1, "coder": "", "id": "", "kind": "event", "actors": [], "recipients": [], "third_parties": [],
        "report": {"id": "r", "text_sha256": "", "published": null, "publisher": null, "wire": null},
        "when": null, "where": null, "polarity": "positive", "modality": "actual", "aspect": "current", "certainty": "certain",
        "attribution": [], "hedges": [], "evidence": [0, 1], "links": [], "rule": "", "confidence": 0.5,
    });
    for (key, value) in fields.as_object().unwrap() {
        whole[key] = value.clone();
    }
    let quote = |pair: &Value| json!({"start": pair[0], "end": pair[1], "text": ""});
    whole["evidence"] = quote(&whole["evidence"]);
    let entity = |fields: &Value| {
        let mut entity = json!({"id": "", "wikidata": null, "name": "", "code": null, "sector": null, "kind": "", "person": null, "office": null, "words": null, "via": ""});
        fields.as_object().unwrap().iter().for_each(|(key, value)| entity[key] = value.clone());
        entity
    };
    for role in ["actors", "recipients"] {
        whole[role] = whole[role].as_array().unwrap().iter().map(entity).collect();
    }
    if !whole["event"].is_null() {
        for (key, usual) in [
            ("modes", json!([])),
            ("contexts", json!([])),
            ("count", Value::Null),
            ("cameo", Value::Null),
            ("acled", Value::Null),
            ("quad", Value::Null),
            ("score", Value::Null),
        ] {
            if whole["event"][key].is_null() {
                whole["event"][key] = usual;
            }
        }
    }
    if whole["figure"].is_object() && whole["figure"]["scope"].is_null() {
        whole["figure"]["scope"] = json!("event");
    }
    if whole["when"].is_object() {
        for (key, usual) in [
            ("open", Value::Null),
            ("precision", json!("day")),
            ("words", Value::Null),
            ("rule", json!("")),
            ("anchor", Value::Null),
        ] {
            if whole["when"][key].is_null() {
                whole["when"][key] = usual;
            }
        }
    }
    if whole["where"].is_object() {
        for key in ["geonames", "country", "admin1", "lat", "lon", "radius_km", "relation", "words"] {
            if whole["where"][key].is_null() {
                whole["where"][key] = Value::Null;
            }
        }
        if whole["where"]["precision"].is_null() {
            whole["where"]["precision"] = json!("settlement");
        }
    }
    serde_json::from_value(whole).unwrap()
}

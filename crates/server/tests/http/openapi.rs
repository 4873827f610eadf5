//! The description of the API: as it is published, and as it is served.

use crate::served::Served;
use dateline_server::api::ClaimBody;
use dateline_server::openapi;
use serde_json::Value;
use std::path::Path;

/// The published description. A change of the API shows here, for people to read before it goes out:
/// `UPDATE=1 cargo test -p dateline-server openapi` writes it anew.
#[test]
fn the_description_is_the_published_one() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let now = openapi() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let published = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(now == published, "the API changed: look at it, then UPDATE=1, and tell in docs/API.md");
}

#[test]
fn every_route_described_is_there_and_every_reference_leads_somewhere() {
    let document: Value = serde_json::from_str(&openapi()).unwrap();
    let served = Served::examples();
    assert_eq!(served.json("/api/v1/openapi.json"), document);
    let incident = served.json("/api/v1/incidents?limit=1")["rows"][0]["id"].as_str().unwrap().to_owned();
    let claim = served.json("/api/v1/claims?limit=1")["rows"][0]["claim"]["id"].as_str().unwrap().to_owned();
    let report = served.json("/api/v1/reports?limit=1")["rows"][0]["id"].as_str().unwrap().to_owned();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let id = match path.as_str() {
            p if p.contains("/claims/") => &claim,
            p if p.contains("/reports/") => &report,
            _ => &incident,
        };
        for (method, operation) in methods.as_object().unwrap() {
            assert!(operation["summary"].is_string() || operation["description"].is_string(), "{path}");
            let asked = path.replace("{id}", id).replace("{format}", "jsonl");
            match method.as_str() {
                // There are no jobs yet: that there is such a route shows in what is said.
                "get" if path.contains("/jobs/") => assert_eq!(served.get(&asked).problem(), "not-found"),
                "get" => {
                    let asked = if path.ends_with("/search") { format!("{asked}?q=army") } else { asked };
                    assert_eq!(served.get(&asked).status, 200, "{asked}");
                }
                _ => assert_ne!(served.post(&asked, "text/plain", b"").status, 404, "{asked}"),
            }
        }
    }
    references(&document, &document);
}

fn references(value: &Value, document: &Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(to)) = fields.get("$ref") {
                assert!(document.pointer(to.trim_start_matches('#')).is_some(), "{to}");
            }
            fields.values().for_each(|v| references(v, document));
        }
        Value::Array(items) => items.iter().for_each(|v| references(v, document)),
        _ => {}
    }
}

/// Claims are described by a mirror of their layout: each field of a real claim stands in it, and the mirror asks for none that is not there.
#[test]
fn claims_are_as_described() {
    let served = Served::examples();
    let claims = served.rows("/api/v1/claims?limit=50");
    assert!(claims.len() > 50);
    for row in claims {
        let told = serde_json::from_value::<ClaimBody>(row["claim"].clone());
        assert!(told.is_ok(), "{:?}: {}", told.err(), row["claim"]);
    }
}

/// A schema that says nothing of a value's shape, such as a name of ours that the generator takes for any JSON, would leave clients guessing.
#[test]
fn every_value_has_a_shape() {
    let document: Value = serde_json::from_str(&openapi()).unwrap();
    shaped("", &document["components"]["schemas"]);
    assert_eq!(
        document["components"]["schemas"]["Field"]["properties"]["values"]["items"]["$ref"],
        "#/components/schemas/FieldValue"
    );
}

fn shaped(path: &str, value: &Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let empty = field.as_object().is_some_and(serde_json::Map::is_empty);
                assert!(!empty, "{path}/{name} has no shape");
                shaped(&format!("{path}/{name}"), field);
            }
        }
        Value::Array(items) => items.iter().for_each(|v| shaped(path, v)),
        _ => {}
    }
}

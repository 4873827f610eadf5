//! FollowTheMoney: entities as JSON Lines. An incident is an `Event`; those involved are `LegalEntity`, human beings `Person`.
//!
//! The model has neither actor and recipient nor who says so: all are `involved`, and `summary` tells their parts and the standing.

use crate::codes::country;
use crate::notes::{entity, notes, outlets, title};
use crate::told::Happening;
use dateline_coding::claim::Entity;
use dateline_text::sha256_hex;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The event and, before it, those involved. One who is involved in several events is told with each, under one id.
pub(crate) fn entities(happening: &Happening<'_>) -> Vec<Value> {
    let incident = happening.incident;
    let mut involved: BTreeMap<String, Value> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for telling in &happening.told {
        for one in telling.claim.actors.iter().chain(&telling.claim.recipients).filter(|e| e.kind != "facility" && named(e)) {
            let (id, value) = party(one, &incident.id);
            if involved.insert(id.clone(), value).is_none() {
                order.push(id);
            }
        }
    }
    let place = incident.place.as_ref();
    let mut properties = Map::new();
    let mut put = |key: &str, values: Vec<String>| {
        let values: Vec<String> = values.into_iter().filter(|v| !v.is_empty()).collect();
        if !values.is_empty() {
            properties.insert(key.to_owned(), json!(values));
        }
    };
    put("name", vec![title(happening)]);
    put("startDate", incident.from.clone().into_iter().collect());
    put("endDate", incident.to.clone().into_iter().collect());
    put("involved", order.clone());
    put("location", place.map(|p| p.name.clone()).into_iter().collect());
    put("country", place.and_then(|p| p.country.as_deref()).and_then(iso2).into_iter().collect());
    put("recordId", vec![incident.id.clone()]);
    put("publisher", outlets(happening).into_iter().map(str::to_owned).collect());
    put(
        "sourceUrl",
        crate::notes::distinct(
            happening
                .told
                .iter()
                .filter(|t| t.origin.retracted.is_none())
                .filter_map(|t| t.origin.url.clone().filter(|u| web(u))),
        ),
    );
    put("keywords", incident.types.clone());
    let main = crate::act::main_act(happening).map(|m| crate::phrase::headline(m.claim));
    put("summary", vec![main.unwrap_or_default()]);
    put("description", vec![notes(happening)]);
    let event = json!({ "id": format!("dateline-{}", incident.id), "schema": "Event", "properties": properties });
    order.iter().filter_map(|id| involved.remove(id)).chain([event]).collect()
}

fn named(entity: &Entity) -> bool {
    !entity.name.is_empty() || entity.person.is_some()
}

fn party(one: &Entity, incident: &str) -> (String, Value) {
    let name = entity(one);
    let code = one.code.as_deref().unwrap_or("");
    // Ids within a report (`r1`) mean nothing in another; name and code do. Names that were blotted out are all alike.
    let apart = if name.contains(crate::redact::BLOT) { incident } else { "" };
    let key = format!("{name}\n{code}\n{}{apart}", one.person.as_deref().unwrap_or(""));
    let id = format!("dateline-{}", &sha256_hex(key.as_bytes())[..16]);
    let schema = match one.kind.as_ref() {
        "person" => "Person",
        "state" | "government" | "igo" => "PublicBody",
        "armed_group" | "ngo" | "force" | "outlet" => "Organization",
        _ => "LegalEntity",
    };
    let mut properties = Map::new();
    properties.insert("name".into(), json!([name]));
    if let Some(iso2) = iso2(code) {
        properties.insert("country".into(), json!([iso2]));
    }
    if let Some(wikidata) = &one.wikidata {
        properties.insert("wikidataId".into(), json!([wikidata]));
    }
    (id.clone(), json!({ "id": id, "schema": schema, "properties": properties }))
}

/// FollowTheMoney writes countries as two small letters.
fn iso2(iso3: &str) -> Option<String> {
    country(iso3).map(|c| c.iso2.to_lowercase()).filter(|c| c.len() == 2)
}

fn web(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

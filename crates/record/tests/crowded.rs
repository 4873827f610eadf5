//! A day and a town say much where one attack is known there, and little in a war that brings dozens a day.

use dateline_coding::Claim;
use dateline_record::{Record, Source};
use dateline_text::Report;
use serde_json::json;
use std::collections::BTreeMap;

/// A report that begins with talks and goes on with one strike on the same town and day as all others: what was struck tells it from them.
fn strike(id: usize, outlet: usize, struck: &str, more: &str) -> Source {
    let opening = format!("Envoys number {id} met.");
    let text = format!("{opening} Warplanes bombed {struck} in Ardal on Monday. {more}");
    let quote = format!("Warplanes bombed {struck} in Ardal on Monday");
    let mut report = Report::new(format!("r{id:03}"), text);
    report.published = "2021-03-01".parse().ok();
    report.publisher = Some(format!("Outlet {outlet}"));
    let claim = json!({
        "schema": 1, "coder": "test", "id": format!("claim-{id:03}"),
        "report": { "id": report.id, "text_sha256": report.text_sha256(), "published": "2021-03-01", "publisher": null, "wire": null },
        "kind": "event",
        "event": { "type": "ASSAULT", "modes": ["aerial"], "contexts": [], "count": null, "cameo": null, "acled": null, "quad": 4, "score": -9.0 },
        "actors": [{ "id": "state:XXA", "wikidata": null, "name": "Avaria", "code": "XXA", "sector": null, "kind": "state", "person": null,
            "office": null, "words": null, "via": "name" }],
        "recipients": [{ "id": "", "wikidata": null, "name": struck, "code": null, "sector": null, "kind": "facility", "person": null,
            "office": null, "words": null, "via": "words" }],
        "third_parties": [],
        "when": { "start": "2021-03-01", "end": "2021-03-01", "open": null, "precision": "day", "words": null, "rule": "told", "anchor": null },
        "where": { "name": "Ardal", "geonames": 1, "country": "XXB", "admin1": null, "lat": 40.0, "lon": 46.0, "radius_km": 2.0,
            "precision": "settlement", "relation": null, "words": null },
        "polarity": "positive", "modality": "actual", "aspect": "current", "certainty": "certain", "attribution": [], "hedges": [],
        "evidence": { "start": 0, "end": quote.len(), "text": quote }, "links": [], "rule": "test", "confidence": 0.8
    });
    let mut talks = claim.clone();
    talks["id"] = json!(format!("talks-{id:03}"));
    talks["event"]["type"] = json!("CONSULT");
    talks["evidence"] = json!({ "start": 0, "end": opening.len() - 1, "text": &opening[..opening.len() - 1] });
    for key in ["when", "where"] {
        talks[key] = json!(null);
    }
    let mut strike = claim;
    let start = opening.len() + 1;
    strike["evidence"] = json!({ "start": start, "end": start + quote.len(), "text": quote });
    let claims = [talks, strike].map(|c| serde_json::from_value::<Claim>(c).expect("a claim"));
    Source::new(&report, claims.to_vec())
}

const STRUCK: [&str; 12] = [
    "a textile mill",
    "the brewery cellars",
    "an ambulance garage",
    "two grain silos",
    "the courthouse annex",
    "a fishing jetty",
    "the tramway sheds",
    "a kindergarten playground",
    "the water tower",
    "a marble quarry",
    "the observatory dome",
    "an onion warehouse",
];

/// Which of what was struck stand in one incident, a list each.
fn joined(sources: &[Source]) -> Vec<BTreeMap<String, usize>> {
    let record = Record::new(sources, &[]);
    let struck = |text: &str| STRUCK.into_iter().find(|s| text.contains(s)).unwrap_or("").to_owned();
    let count = |incident: &dateline_record::Incident| {
        let mut struck_here: BTreeMap<String, usize> = BTreeMap::new();
        for claim in record.claims(incident) {
            *struck_here.entry(struck(&claim.evidence.text)).or_default() += 1;
        }
        struck_here
    };
    record.incidents.iter().filter(|i| i.family == "violence").map(count).collect()
}

/// What else each report tells: of the aftermath, in words that are its own, and of what was struck.
fn more(i: usize, struck: &str) -> String {
    let words = [
        "morning",
        "smoke",
        "windows",
        "sirens",
        "volunteers",
        "traffic",
        "market",
        "rain",
        "schools",
        "buses",
        "shops",
        "power",
    ];
    let [a, b, c] = [words[i % 12], words[(i * 5 + 3) % 12], words[(i * 7 + i / 12 + 1) % 12]];
    format!(
        "Residents of the quarter spoke of {a} and {b}; {c} was mentioned too. Crews cleared what was left of {struck} until dusk."
    )
}

#[test]
fn a_dozen_strikes_on_one_town_and_day_stay_apart() {
    let sources: Vec<Source> = (0..36).map(|i| strike(i, i, STRUCK[i % 12], &more(i, STRUCK[i % 12]))).collect();
    let groups = joined(&sources);
    // Some words will always be shared: a quarter may run together, and before crowds were weighed all did.
    assert!(groups.len() >= 9, "happenings that run together: {groups:?}");
    assert!(
        groups.iter().flat_map(|g| g.values()).all(|&tellings| tellings == 3),
        "one told by three outlets is one: {groups:?}"
    );
}

#[test]
fn one_strike_told_by_a_dozen_outlets_is_one() {
    let sources: Vec<Source> = (0..12).map(|i| strike(i, i, STRUCK[0], &more(i, STRUCK[0]))).collect();
    assert_eq!(joined(&sources).len(), 1);
}

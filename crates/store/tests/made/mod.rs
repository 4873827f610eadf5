//! Reports with claims for the tests, made by hand: small wars between parties that do not exist.
#![allow(dead_code)]

use dateline_record::Source;
use dateline_text::Report;
use serde_json::{Value, json};

/// One claim under way: what is told of one attack.
pub struct Told {
    pub quote: &'static str,
    pub patch: Value,
}

/// A state.
pub fn state(name: &str, code: &str) -> Value {
    json!({ "id": format!("state:{code}"), "wikidata": null, "name": name, "code": code, "sector": null, "kind": "state",
        "person": null, "office": null, "words": null, "via": "name" })
}

/// A town in a country.
pub fn town(name: &str, id: u32, country: &str, lat: f64, lon: f64) -> Value {
    json!({ "name": name, "geonames": id, "country": country, "admin1": null, "lat": lat, "lon": lon, "radius_km": 2.0,
        "precision": "settlement", "relation": null, "words": null })
}

/// A day.
pub fn day(day: &str) -> Value {
    json!({ "start": day, "end": day, "open": null, "precision": "day", "words": null, "rule": "told", "anchor": null })
}

/// Said by a party of its enemy, or as given.
pub fn says(name: &str, code: &str, stance: &str) -> Value {
    json!([{ "source": state(name, code), "stance": stance, "cue": null, "relation": "opponent" }])
}

/// A report with its claims, each a quote of the text and what differs from a plain attack.
pub fn report(id: &str, published: &str, outlet: &str, text: &str, told: &[Told]) -> Source {
    let mut report = Report::new(id, text);
    report.published = published.parse().ok();
    report.publisher = Some(outlet.into());
    let claim = |(i, told): (usize, &Told)| {
        let at = report.text.find(told.quote).expect("the quote stands in the text");
        let start = report.text[..at].chars().count();
        let mut claim = json!({
            "schema": 1, "coder": "test", "id": format!("{id}00000000-{i}"),
            "report": { "id": id, "text_sha256": report.text_sha256(), "published": published, "publisher": outlet, "wire": null },
            "kind": "event",
            "event": { "type": "ASSAULT", "modes": [], "contexts": [], "count": null, "cameo": null, "acled": null, "quad": 4, "score": -9.0 },
            "actors": [], "recipients": [], "third_parties": [], "when": null, "where": null, "polarity": "positive",
            "modality": "actual", "aspect": "current", "certainty": "certain", "attribution": [], "hedges": [],
            "evidence": { "start": start, "end": start + told.quote.chars().count(), "text": told.quote },
            "links": [], "rule": "test", "confidence": 0.8
        });
        for (key, value) in told.patch.as_object().expect("an object") {
            claim[key] = value.clone();
        }
        serde_json::from_value(claim).expect("a claim")
    };
    Source::new(&report, told.iter().enumerate().map(claim).collect())
}

/// Five reports: a shelling of Ardal told by two (one of them denied), a raid on Velt, talks, and who holds Ardal.
pub fn war() -> Vec<(Source, &'static str)> {
    let (a, b) = (state("Avaria", "XXA"), state("Boria", "XXB"));
    let (ardal, velt) = (town("Ardal", 1, "XXA", 40.0, 46.0), town("Velt", 2, "XXB", 43.0, 179.5));
    let texts = [
        "Boria shelled the bakery of Ardal on Monday, Avaria said. Boria did not shell Ardal, it said.",
        "Shells from Boria hit the bakery of Ardal on Monday, wounding four bakers.",
        "Avaria raided a depot in Velt on Friday with drones.",
        "Avaria and Boria met for talks in Geneva on Sunday.",
        "Avaria holds the town of Ardal, residents say.",
    ];
    let figure = json!({ "what": "wounded", "low": 4, "high": 4, "scope": "event" });
    let talks = json!({ "type": "CONSULT", "modes": ["meet"], "contexts": [], "count": null, "cameo": null, "acled": null, "quad": 1, "score": 1.0 });
    let drones = json!({ "type": "ASSAULT", "modes": ["drone"], "contexts": [], "count": null, "cameo": null, "acled": null, "quad": 4, "score": -9.0 });
    let shelled = json!({ "actors": [b], "recipients": [a], "when": day("2021-03-01"), "where": ardal });
    let with = |base: &Value, more: Value| {
        let mut all = base.clone();
        more.as_object().expect("an object").iter().for_each(|(k, v)| all[k] = v.clone());
        all
    };
    let told = |quote: &'static str, patch: Value| Told { quote, patch };
    let rows = vec![
        report(
            "a",
            "2021-03-02",
            "Herald",
            texts[0],
            &[
                told(
                    "Boria shelled the bakery of Ardal",
                    with(&shelled, json!({ "attribution": says("Avaria", "XXA", "asserts") })),
                ),
                told(
                    "Boria did not shell Ardal",
                    with(
                        &shelled,
                        json!({ "polarity": "negative", "attribution": [{ "source": b, "stance": "denies",
                "cue": null, "relation": "party" }], "links": [{ "rel": "answers", "claim": "a00000000-0" }] }),
                    ),
                ),
            ],
        ),
        report(
            "b",
            "2021-03-03",
            "Tribune",
            texts[1],
            &[
                told("Shells from Boria hit the bakery of Ardal", shelled.clone()),
                told(
                    "wounding four bakers",
                    json!({ "kind": "figure", "event": null, "figure": figure, "when": day("2021-03-01"), "where": ardal,
                "links": [{ "rel": "counts", "claim": "b00000000-0" }] }),
                ),
            ],
        ),
        report(
            "c",
            "2021-03-06",
            "Herald",
            texts[2],
            &[told(
                "Avaria raided a depot in Velt",
                json!({ "event": drones, "actors": [a], "recipients": [b], "when": day("2021-03-05"), "where": velt }),
            )],
        ),
        report(
            "d",
            "2021-03-08",
            "Courier",
            texts[3],
            &[told(
                "Avaria and Boria met for talks in Geneva",
                json!({ "event": talks, "actors": [a, b], "when": day("2021-03-07"), "where": town("Geneva", 3, "CHE", 46.2, 6.1) }),
            )],
        ),
        report(
            "e",
            "2021-03-09",
            "Courier",
            texts[4],
            &[told(
                "Avaria holds the town of Ardal",
                json!({ "kind": "control", "event": null, "actors": [a], "where": ardal,
                "control": { "place": "Ardal", "holder": "Avaria", "basis": "de_facto", "since": null, "until": null } }),
            )],
        ),
    ];
    rows.into_iter().zip(texts).collect()
}

//! What the record makes of claims: joined whatever the order, kept apart where they contradict, judged by who says so.

use dateline_coding::Claim;
use dateline_record::{ClaimKey, Edit, Overlay, Record, Source, Standing};
use dateline_text::{Report, sha256_hex};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// An attack as the coder tells it; `patch` overrides what differs.
fn claim(report: &Report, quote: &str, patch: Value) -> Claim {
    let at = report.text.find(quote).expect("the quote stands in the text");
    let start = report.text[..at].chars().count();
    let mut claim = json!({
        "schema": 1, "coder": "test", "id": sha256_hex(format!("{}{quote}{patch}", report.text).as_bytes())[..16],
        "report": { "id": report.id, "text_sha256": report.text_sha256(), "published": null, "publisher": null, "wire": null },
        "kind": "event",
        "event": { "type": "ASSAULT", "modes": [], "contexts": [], "count": null, "cameo": null, "acled": null, "quad": 4, "score": -9.0 },
        "actors": [], "recipients": [], "third_parties": [], "when": null, "where": null, "polarity": "positive",
        "modality": "actual", "aspect": "current", "certainty": "certain", "attribution": [], "hedges": [],
        "evidence": { "start": start, "end": start + quote.chars().count(), "text": quote },
        "links": [], "rule": "test", "confidence": 0.8
    });
    for (key, value) in patch.as_object().expect("an object") {
        claim[key] = value.clone();
    }
    serde_json::from_value(claim).expect("a claim")
}

fn state(name: &str, code: &str) -> Value {
    json!({ "id": format!("state:{code}"), "wikidata": null, "name": name, "code": code, "sector": null, "kind": "state",
        "person": null, "office": null, "words": null, "via": "name" })
}

fn says(name: &str, code: &str, stance: &str, relation: &str) -> Value {
    json!([{ "source": state(name, code), "stance": stance, "cue": null, "relation": relation }])
}

fn on(day: &str) -> Value {
    json!({ "start": day, "end": day, "open": null, "precision": "day", "words": null, "rule": "told", "anchor": null })
}

fn at(name: &str, id: u32, lat: f64, lon: f64) -> Value {
    json!({ "name": name, "geonames": id, "country": "XXA", "admin1": null, "lat": lat, "lon": lon, "radius_km": 2.0,
        "precision": "settlement", "relation": null, "words": null })
}

fn report(id: &str, day: &str, publisher: &str, text: &str) -> Report {
    let mut report = Report::new(id, text);
    report.published = day.parse().ok();
    report.publisher = Some(publisher.into());
    report
}

fn source(report: &Report, claims: Vec<Claim>) -> Source {
    Source::new(report, claims)
}

/// Three outlets on one shelling, one of them months later; a fourth on another town; a fifth on another day.
fn shellings() -> Vec<Source> {
    let town = || at("Ardal", 1, 40.0, 46.0);
    let rows = [
        (
            "a",
            "2021-03-02",
            "Herald",
            "Shells hit the bakery in Ardal on Monday, wounding four bakers at dawn.",
            "Shells hit the bakery in Ardal",
            town(),
            "2021-03-01",
        ),
        (
            "b",
            "2021-03-03",
            "Tribune",
            "The bakery in Ardal was shelled on Monday and four bakers were wounded.",
            "The bakery in Ardal was shelled",
            town(),
            "2021-03-01",
        ),
        (
            "c",
            "2021-08-20",
            "Courier",
            "Ardal lived through the shelling of its bakery on March 1, when bakers were wounded.",
            "the shelling of its bakery",
            town(),
            "2021-03-01",
        ),
        (
            "d",
            "2021-03-02",
            "Herald",
            "Shells hit a bridge in Velt on Monday, far from Ardal.",
            "Shells hit a bridge in Velt",
            at("Velt", 2, 43.0, 49.0),
            "2021-03-01",
        ),
        (
            "e",
            "2021-03-20",
            "Herald",
            "Shells hit the market in Ardal on Friday.",
            "Shells hit the market in Ardal",
            town(),
            "2021-03-19",
        ),
    ];
    rows.iter()
        .map(|(id, day, publisher, text, quote, place, when)| {
            let report = report(id, day, publisher, text);
            let claim = claim(&report, quote, json!({ "when": on(when), "where": place }));
            source(&report, vec![claim])
        })
        .collect()
}

/// Incidents as sets of reports.
fn groups(sources: &[Source], overlays: &[Overlay]) -> BTreeSet<BTreeSet<String>> {
    let record = Record::new(sources, overlays);
    let ids = |i: &dateline_record::Incident| i.claims.iter().map(|&(s, _)| record.sources[s].id.clone()).collect();
    record.incidents.iter().map(ids).collect()
}

fn sets(text: &[&str]) -> BTreeSet<BTreeSet<String>> {
    text.iter().map(|set| set.chars().map(|c| c.to_string()).collect()).collect()
}

#[test]
fn one_happening_is_joined_and_others_stay_apart() {
    assert_eq!(groups(&shellings(), &[]), sets(&["abc", "d", "e"]));
}

#[test]
fn the_order_of_adding_changes_nothing() {
    let sources = shellings();
    let whole = format!("{:?}", Record::new(&sources, &[]).incidents);
    let mut order: Vec<usize> = (0..sources.len()).collect();
    // All 120 orders, by Heap's method.
    let mut counters = vec![0; order.len()];
    let mut at = 0;
    while at < order.len() {
        if counters[at] < at {
            let other = if at % 2 == 0 { 0 } else { counters[at] };
            order.swap(other, at);
            let shuffled: Vec<Source> = order.iter().map(|&i| sources[i].clone()).collect();
            assert_eq!(format!("{:?}", Record::new(&shuffled, &[]).incidents), whole);
            counters[at] += 1;
            at = 0;
        } else {
            counters[at] = 0;
            at += 1;
        }
    }
}

#[test]
fn people_decide_and_their_decisions_survive_new_ids() {
    let sources = shellings();
    let overlay = |edit| Overlay { edit, author: "A. Editor".into(), time: "2022-01-01T00:00:00Z".into(), reason: "seen".into() };
    let key = |i: usize| ClaimKey::of(&sources[i].claims[0]);
    let split = overlay(Edit::Split { these: vec![key(2)], those: vec![key(0), key(1)] });
    assert_eq!(groups(&sources, &[split.clone()]), sets(&["ab", "c", "d", "e"]));
    let join = overlay(Edit::Join { claims: vec![key(3), key(0)] });
    assert_eq!(groups(&sources, &[join]), sets(&["abcd", "e"]));
    // Coded anew, the claims have other ids; their words find them.
    let mut anew = sources.clone();
    anew.iter_mut().flat_map(|s| &mut s.claims).for_each(|c| c.id = format!("new-{}", c.id));
    assert_eq!(groups(&anew, &[split]), sets(&["ab", "c", "d", "e"]));
    let correct = overlay(Edit::Correct { claim: key(0), field: "where".into(), value: "Ardal, old town".into(), known: None });
    let record = Record::new(&sources, std::slice::from_ref(&correct));
    let field = record.find(&sources[0].claims[0].id).and_then(|i| i.fields.iter().find(|f| f.name == "where"));
    assert_eq!(field.and_then(|f| f.corrected.as_ref()).map(|c| c.value.as_str()), Some("Ardal, old town"));
}

#[test]
fn claims_of_one_report_can_be_parted() {
    let text = "Shells hit the mill of Ardal. The army denied that it had shelled the mill. Warplanes bombed the bridge.";
    let report = report("a", "2021-03-05", "Paper", text);
    let hit = claim(&report, "Shells hit the mill of Ardal", json!({ "when": on("2021-03-04") }));
    let tie = |rel: &str| json!([{ "rel": rel, "claim": hit.id }]);
    let denied =
        claim(&report, "denied that it had shelled the mill", json!({ "polarity": "negative", "links": tie("answers") }));
    let bombed = claim(&report, "Warplanes bombed the bridge", json!({ "links": tie("same_as") }));
    let sources = vec![source(&report, vec![hit.clone(), denied.clone(), bombed.clone()])];
    let sizes = |overlays: &[Overlay]| -> Vec<usize> {
        let mut sizes: Vec<usize> = Record::new(&sources, overlays).incidents.iter().map(|i| i.claims.len()).collect();
        sizes.sort_unstable();
        sizes
    };
    assert_eq!(sizes(&[]), [3]);
    let edit = Edit::Split { these: vec![ClaimKey::of(&bombed)], those: vec![ClaimKey::of(&hit)] };
    let split = Overlay { edit, author: "A. Editor".into(), time: "2022-01-01T00:00:00Z".into(), reason: "two places".into() };
    assert_eq!(sizes(std::slice::from_ref(&split)), [1, 2]);
    // Taken back by a later decision.
    let edit = Edit::Join { claims: vec![ClaimKey::of(&bombed), ClaimKey::of(&hit)] };
    let join = Overlay { edit, time: "2022-01-02T00:00:00Z".into(), ..split.clone() };
    assert_eq!(sizes(&[join, split]), [3]);
}

#[test]
fn ten_papers_with_one_agency_text_are_one_source() {
    let text = "Gunmen attacked the radio station of Belmora on Tuesday, police there said in a statement that was read out \
        in the evening. Two guards were hurt before the attackers fled towards the hills, and the station went silent until midnight.";
    let mut sources = Vec::new();
    for paper in 0..10 {
        let report = report(&format!("p{paper}"), "2021-05-05", &format!("Paper {paper}"), text);
        let claim = claim(&report, "Gunmen attacked the radio station of Belmora", json!({ "when": on("2021-05-04") }));
        sources.push(source(&report, vec![claim]));
    }
    let record = Record::new(&sources, &[]);
    assert_eq!(record.incidents.len(), 1);
    assert_eq!((record.incidents[0].reports, record.incidents[0].texts), (10, 1));
    assert_eq!(record.incidents[0].standing.as_ref().map(|s| s.standing), Some(Standing::Reported));
}

/// One report in which two sides speak of one shooting.
fn two_sides(claims: &dyn Fn(&Report) -> Vec<Claim>) -> Option<Standing> {
    let report = report(
        "r",
        "2021-06-02",
        "Herald",
        "Shots fell at Ardal on Tuesday. Avaria said Boria fired. Boria said Avaria fired. Boria denied it.",
    );
    let sources = [source(&report, claims(&report))];
    let record = Record::new(&sources, &[]);
    assert_eq!(record.incidents.len(), 1, "{:?}", record.incidents);
    record.incidents[0].standing.as_ref().map(|s| s.standing)
}

fn shot(report: &Report, quote: &str, patch: Value) -> Claim {
    let mut all = json!({ "when": on("2021-06-01"), "where": at("Ardal", 1, 40.0, 46.0) });
    for (key, value) in patch.as_object().expect("an object") {
        all[key] = value.clone();
    }
    claim(report, quote, all)
}

#[test]
fn standing_follows_who_says_so() {
    let (a, b) = (state("Avaria", "XXA"), state("Boria", "XXB"));
    let accuses = |r: &Report| {
        shot(
            r,
            "Boria fired",
            json!({ "actors": [b], "recipients": [a], "attribution": says("Avaria", "XXA", "asserts", "opponent") }),
        )
    };
    assert_eq!(two_sides(&|r| vec![accuses(r)]), Some(Standing::Claimed));
    let counter = |r: &Report| {
        shot(
            r,
            "Avaria fired",
            json!({ "actors": [a], "recipients": [b], "attribution": says("Boria", "XXB", "asserts", "opponent") }),
        )
    };
    assert_eq!(two_sides(&|r| vec![accuses(r), counter(r)]), Some(Standing::Disputed), "opposing accounts");
    let denial = |r: &Report| {
        let links = json!([{ "rel": "answers", "claim": accuses(r).id }]);
        shot(
            r,
            "Boria denied it",
            json!({ "actors": [b], "recipients": [a], "polarity": "negative", "links": links,
            "attribution": says("Boria", "XXB", "denies", "party") }),
        )
    };
    assert_eq!(two_sides(&|r| vec![accuses(r), denial(r)]), Some(Standing::Disputed), "denied");
    assert_eq!(two_sides(&|r| vec![denial(r)]), Some(Standing::Denied));
    let own = |r: &Report| {
        shot(
            r,
            "Boria fired",
            json!({ "actors": [b], "recipients": [a], "attribution": says("Boria", "XXB", "claims_responsibility", "party") }),
        )
    };
    assert_eq!(two_sides(&|r| vec![own(r)]), Some(Standing::Admitted));
    let boasts = |r: &Report| {
        shot(
            r,
            "Boria fired",
            json!({ "actors": [b], "recipients": [a], "attribution": says("Boria", "XXB", "asserts", "party") }),
        )
    };
    assert_eq!(two_sides(&|r| vec![boasts(r)]), Some(Standing::Reported), "a party of its own act");
    assert_eq!(two_sides(&|r| vec![accuses(r), boasts(r)]), Some(Standing::Admitted), "held against it, and said by it");
    let voice = |r: &Report| shot(r, "Shots fell at Ardal", json!({}));
    assert_eq!(two_sides(&|r| vec![voice(r)]), Some(Standing::Reported));
}

#[test]
fn exchanging_the_parties_exchanges_only_their_names() {
    let told = |first: (&str, &str), second: (&str, &str)| {
        let text = format!("Fire at Ardal. {} said {} fired. {} denied it.", first.0, second.0, second.0);
        let report = report("r", "2021-06-02", "Herald", &text);
        let accusation = shot(
            &report,
            &format!("{} fired", second.0),
            json!({ "actors": [state(second.0, second.1)],
            "recipients": [state(first.0, first.1)], "attribution": says(first.0, first.1, "asserts", "opponent") }),
        );
        let denial = shot(
            &report,
            &format!("{} denied it", second.0),
            json!({ "actors": [state(second.0, second.1)], "polarity": "negative",
            "links": [{ "rel": "answers", "claim": accusation.id }], "attribution": says(second.0, second.1, "denies", "party") }),
        );
        let sources = [source(&report, vec![accusation, denial])];
        let record = Record::new(&sources, &[]);
        let rows: Vec<String> = record
            .incidents
            .iter()
            .map(|i| {
                format!(
                    "{:?} {:?}",
                    i.standing,
                    i.fields
                        .iter()
                        .map(|f| (&f.standing, f.values.iter().map(|v| &v.value).collect::<Vec<_>>()))
                        .collect::<Vec<_>>()
                )
            })
            .collect();
        rows.join("\n")
    };
    let swapped = told(("Boria", "XXB"), ("Avaria", "XXA"));
    let back = swapped.replace("Boria", "@").replace("Avaria", "Boria").replace('@', "Avaria");
    assert_eq!(told(("Avaria", "XXA"), ("Boria", "XXB")), back);
}

#[test]
fn tolls_rise_without_dispute_and_contradict_on_one_day() {
    let killed = |id: &str, day: &str, who: &str, low: u64| {
        let report = report(id, day, id, &format!("The blast at Ardal killed {low} people, {who} said."));
        let patch = json!({ "kind": "figure", "event": null, "when": on("2021-07-01"), "where": at("Ardal", 1, 40.0, 46.0),
            "figure": { "what": "killed", "low": low, "high": low, "scope": "event" }, "attribution": says(who, who, "asserts", "monitor") });
        let claim = claim(&report, &format!("killed {low} people"), patch);
        source(&report, vec![claim])
    };
    let rising = [killed("a", "2021-07-02", "Medics", 10), killed("b", "2021-07-03", "Monitor", 25)];
    let record = Record::new(&rising, &[]);
    assert_eq!(record.incidents.len(), 1);
    let toll = &record.incidents[0].tolls[0];
    assert_eq!((toll.low, toll.high, toll.contradicts.is_none()), (Some(10), Some(25), true));
    let clashing = [killed("a", "2021-07-02", "Medics", 10), killed("b", "2021-07-02", "Monitor", 25)];
    assert!(Record::new(&clashing, &[]).incidents[0].tolls[0].contradicts.is_some());
}

#[test]
fn hostile_claims_neither_panic_nor_take_long() {
    let report = report("r", "2021-01-01", "x", "words ".repeat(50).trim());
    let mut odd = claim(
        &report,
        "words",
        json!({ "when": { "start": "9999-99-99", "end": "", "open": null, "precision": "day", "words": null, "rule": "", "anchor": null } }),
    );
    odd.evidence.start = u32::MAX;
    odd.evidence.end = 3;
    odd.links = vec![dateline_coding::claim::ClaimLink { rel: "same_as".into(), claim: odd.id.clone() }];
    let sources: Vec<Source> = (0..3_000).map(|i| Source { id: format!("r{i}"), ..source(&report, vec![odd.clone()]) }).collect();
    let begin = std::time::Instant::now();
    assert!(!Record::new(&sources, &[]).incidents.is_empty());
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

#[test]
fn papers_that_tell_it_in_the_same_words_do_not_corroborate_each_other() {
    let told = |id: &str, day: &str, text: &str, quote: &str| {
        let report = report(id, day, id, text);
        let claim = shot(&report, quote, json!({}));
        source(&report, vec![claim])
    };
    let one = "Shells fell on the bakery of Ardal on Tuesday morning";
    let copied = [
        told("a", "2021-06-02", &format!("{one}. The mayor slept."), one),
        told("b", "2021-06-02", &format!("News in brief. {one}."), one),
    ];
    let standing = |sources: &[Source]| {
        let record = Record::new(sources, &[]);
        assert_eq!(record.incidents.len(), 1);
        record.incidents[0].standing.as_ref().map(|s| s.standing)
    };
    assert_eq!(standing(&copied), Some(Standing::Reported));
    let other = "The oven house in Ardal came under artillery fire";
    let apart = [copied[0].clone(), told("b", "2021-06-02", &format!("{other} on Tuesday."), other)];
    assert_eq!(standing(&apart), Some(Standing::Corroborated));
}

/// Each of two reports tells an attack, and what came after it on the same day in the same town.
#[test]
fn what_came_after_the_attack_is_not_the_attack() {
    let tellings = [
        (
            "a",
            "Herald",
            "On Monday gunmen attacked the market of Ardal, killing nine.",
            "Planes later struck near the clinic of Ardal",
        ),
        (
            "b",
            "Courier",
            "Nine died on Monday when gunmen attacked the market of Ardal.",
            "After the attack planes struck the clinic of Ardal",
        ),
    ];
    let sources: Vec<Source> = tellings
        .iter()
        .map(|(id, publisher, first, then)| {
            let report = report(id, "2021-03-02", publisher, &format!("{first} {then}, where the wounded had been taken."));
            let patch = || json!({ "when": on("2021-03-01"), "where": at("Ardal", 1, 40.0, 46.0) });
            source(&report, vec![claim(&report, "gunmen attacked", patch()), claim(&report, then, patch())])
        })
        .collect();
    let record = Record::new(&sources, &[]);
    let of = |i: &dateline_record::Incident| i.claims.iter().map(|&(s, c)| (s, c)).collect::<BTreeSet<_>>();
    let all: BTreeSet<_> = record.incidents.iter().map(of).collect();
    assert_eq!(all, [[(0, 0), (1, 0)].into(), [(0, 1), (1, 1)].into()].into());
}

/// Who comes to a round of talks visits the host; the headline is the round, and of a town that is told the country says less.
#[test]
fn talks_are_not_headed_as_a_visit() {
    let text =
        "The host received the envoys of both. Alda and Brea held talks in Mund on Monday. The talks in Reva were the first.";
    let report = report("a", "2021-03-02", "Herald", text);
    let event = |modes: &[&str]| json!({ "type": "CONSULT", "modes": modes, "contexts": [], "count": null, "cameo": null, "acled": null, "quad": 1, "score": 1.0 });
    let sides = || json!([state("Alda", "XXA"), state("Brea", "XXB")]);
    let mut country = at("Reva", 9, 40.0, 46.0);
    country["precision"] = json!("country");
    let last = claim(
        &report,
        "The talks in Reva",
        json!({ "event": event(&[]), "actors": sides(), "when": on("2021-03-01"), "where": country }),
    );
    let tie = json!([{ "rel": "same_as", "claim": last.id }]);
    let visit = json!({ "event": event(&["visit"]), "actors": sides(), "recipients": [state("Reva", "XXR")], "links": tie });
    let held = json!({ "event": event(&["third-party"]), "actors": sides(), "where": at("Mund", 1, 40.0, 46.0), "links": tie });
    let claims = vec![
        claim(&report, "The host received the envoys of both", visit),
        claim(&report, "Alda and Brea held talks in Mund", held),
        last,
    ];
    let sources = [source(&report, claims.clone())];
    let record = Record::new(&sources, &[]);
    let [incident] = &record.incidents[..] else { panic!("{} incidents", record.incidents.len()) };
    let row = dateline_record::IncidentRow::of(incident, &claims.iter().collect::<Vec<_>>());
    assert_eq!(row.title, "Talks: Alda, Brea · Mund (XXA)");
}

/// A report on the next bombing of a town also tells the one before, from which it keeps apart; undated news of the first is no bridge between them.
#[test]
fn the_next_bombing_of_a_town_is_another() {
    let at_town = || at("Ardal", 1, 40.0, 46.0);
    let rows = [
        ("a", "2021-03-04", "A bomb hit the cadets of Ardal.", &[("A bomb hit the cadets of Ardal", Some("2021-03-03"))][..]),
        (
            "b",
            "2021-03-05",
            "Three were held over the bomb that hit cadets in Ardal.",
            &[("the bomb that hit cadets in Ardal", None)],
        ),
        (
            "c",
            "2021-03-06",
            "A bomb hit soldiers near Ardal. It came two days after the bomb that hit the cadets of Ardal.",
            &[
                ("A bomb hit soldiers near Ardal", Some("2021-03-05")),
                ("the bomb that hit the cadets of Ardal", Some("2021-03-03")),
            ],
        ),
        (
            "d",
            "2021-03-07",
            "Two were jailed over the bomb that hit cadets in Ardal.",
            &[("the bomb that hit cadets in Ardal", None)],
        ),
    ];
    let tell = |(id, day, text, told): &(&str, &str, &str, &[(&str, Option<&str>)])| {
        let report = report(id, day, id, text);
        let claims = told.iter().map(|(quote, day)| claim(&report, quote, json!({ "when": day.map(on), "where": at_town() })));
        source(&report, claims.collect())
    };
    let sources: Vec<Source> = rows.iter().map(tell).collect();
    assert_eq!(groups(&sources, &[]), sets(&["abcd", "c"]));
}

/// An act of taking a named town tells who holds it; one near a town, or in a country, tells of no place.
#[test]
fn who_took_a_town_stands_in_the_ledger() {
    let text = "Rebels of Alda captured the town of Reva. They seized ground near Mund.";
    let report = report("a", "2021-03-02", "Herald", text);
    let seized = json!({ "type": "COERCE", "modes": ["seize"], "contexts": ["territory"], "count": null, "cameo": null, "acled": null, "quad": 4, "score": -7.0 });
    let place = |name: &str, start: usize, relation: Value| {
        let mut place = at(name, 7, 40.0, 46.0);
        place["words"] = json!({ "start": start, "end": start + name.len(), "text": name });
        place["relation"] = relation;
        place
    };
    let group = json!([{ "id": "group:alda", "wikidata": null, "name": "Alda Front", "code": "XXA", "sector": "REB", "kind": "armed_group",
        "person": null, "office": null, "words": null, "via": "name" }]);
    let claims = vec![
        claim(
            &report,
            "captured the town of Reva",
            json!({ "event": seized, "actors": group, "when": on("2021-03-01"), "where": place("Reva", 36, Value::Null) }),
        ),
        claim(
            &report,
            "seized ground near Mund",
            json!({ "event": seized, "actors": group, "where": place("Mund", 65, json!("near")) }),
        ),
    ];
    let sources = [source(&report, claims)];
    let record = Record::new(&sources, &[]);
    let told: Vec<(String, String, String, Option<String>)> = record
        .control()
        .into_iter()
        .flat_map(|h| h.told.into_iter().map(move |t| (h.place.clone(), t.holder, t.basis, t.since)))
        .collect();
    assert_eq!(told, [("Reva".to_owned(), "Alda Front".to_owned(), "taken".to_owned(), Some("2021-03-01".to_owned()))]);
}

/// Somebody killed, as the coder tells a victim with a name.
fn victim(name: &str) -> Value {
    json!([{ "id": format!("person:{name}"), "wikidata": null, "name": "Avaria", "code": "XXA", "sector": "GOV", "kind": "government",
        "person": name, "office": null, "words": null, "via": "name" }])
}

#[test]
fn killings_of_one_person_are_one_whenever_and_however_they_are_told() {
    let rows = [
        (
            "a",
            "2021-03-02",
            "Minister Pavel Orlan was shot dead in Ardal on Monday.",
            "Pavel Orlan was shot dead",
            "Pavel Orlan",
            "2021-03-01",
        ),
        // Years later, with another spelling and a wrong month.
        (
            "b",
            "2023-06-09",
            "Judges ask who ordered the murder of minister Pawel Orlan in Ardal.",
            "the murder of minister Pawel Orlan",
            "Pawel Orlan",
            "2021-04-01",
        ),
        // Somebody else of that family.
        (
            "c",
            "2021-03-02",
            "Deputy Mira Orlan was shot dead in Ardal on Monday.",
            "Mira Orlan was shot dead",
            "Mira Orlan",
            "2021-03-01",
        ),
        // Who is only wounded may be so again.
        (
            "d",
            "2021-03-20",
            "Deputy Boris Kelm was hurt when his car was shot at.",
            "Boris Kelm was hurt",
            "Boris Kelm",
            "2021-03-19",
        ),
        (
            "e",
            "2021-04-20",
            "Deputy Boris Kelm was hurt when a bomb hit his car.",
            "Boris Kelm was hurt",
            "Boris Kelm",
            "2021-04-19",
        ),
    ];
    let sources: Vec<Source> = rows
        .iter()
        .map(|(id, day, text, quote, person, when)| {
            let report = report(id, day, id, text);
            let claim = claim(&report, quote, json!({ "when": on(when), "recipients": victim(person) }));
            source(&report, vec![claim])
        })
        .collect();
    assert_eq!(groups(&sources, &[]), sets(&["ab", "c", "d", "e"]));
}

#[test]
fn an_agreement_that_was_not_struck_is_told_of_the_talks_and_denies_nothing() {
    let text = "Avaria and Boria failed to strike a truce in Ardal on Monday. Their talks in Ardal on Monday lasted an hour.";
    let report = report("a", "2021-03-02", "Paper", text);
    let sides = json!([state("Avaria", "XXA"), state("Boria", "XXB")]);
    let event = |kind: &str| json!({ "type": kind, "modes": [], "contexts": [], "count": null, "cameo": null, "acled": null, "quad": 1, "score": 1.0 });
    let told = |quote: &str, kind: &str, polarity: &str| {
        let at = at("Ardal", 1, 40.0, 46.0);
        claim(
            &report,
            quote,
            json!({ "event": event(kind), "actors": sides, "when": on("2021-03-01"), "where": at, "polarity": polarity }),
        )
    };
    let claims = vec![told("failed to strike a truce", "AGREE", "negative"), told("Their talks in Ardal", "CONSULT", "positive")];
    let sources = [source(&report, claims)];
    let record = Record::new(&sources, &[]);
    let [talks] = &record.incidents[..] else { panic!("one round of talks: {:?}", record.incidents) };
    assert_eq!((talks.family, talks.not_so), ("talks", false));
    let what = talks.fields.iter().find(|f| f.name == "what").expect("what it was");
    let values: Vec<&str> = what.values.iter().map(|v| v.value.as_str()).collect();
    assert_eq!((values, what.values.iter().all(|v| v.denied.is_empty())), (vec!["no AGREE", "CONSULT"], true));
}

#[test]
fn what_a_report_tells_without_a_day_is_news_of_the_day_that_its_text_gives() {
    let dated = report("a", "2021-03-02", "Herald", "Shells hit the mill of Ardal on Monday, wounding four millers at dawn.");
    let hit =
        claim(&dated, "Shells hit the mill of Ardal", json!({ "when": on("2021-03-01"), "where": at("Ardal", 1, 40.0, 46.0) }));
    // Collected years later; its text says when it was written.
    let text = "Published 2 March 2021 Shells hit the mill of Ardal, wounding four millers.";
    let undated = report("b", "2024-05-02", "Tribune", text);
    let place = json!({ "where": at("Ardal", 1, 40.0, 46.0) });
    let same = claim(&undated, "Shells hit the mill of Ardal", place);
    let sources = [source(&dated, vec![hit]), source(&undated, vec![same])];
    assert_eq!(sources[1].day, "2021-03-02".parse().ok());
    assert_eq!(groups(&sources, &[]), sets(&["ab"]));
}

#[test]
fn whoever_says_that_they_did_not_do_it_denies_it() {
    let text = "Avaria shelled the mill of Ardal on Monday, Boria said. Its guns had not fired at Ardal on Monday, Avaria said.";
    let report = report("a", "2021-03-02", "Herald", text);
    let told = |quote: &str, speaker: Value, polarity: &str| {
        claim(
            &report,
            quote,
            json!({ "actors": [state("Avaria", "XXA")], "when": on("2021-03-01"), "where": at("Ardal", 1, 40.0, 46.0),
                "attribution": speaker, "polarity": polarity }),
        )
    };
    let claims = vec![
        told("Avaria shelled the mill of Ardal", says("Boria", "XXB", "asserts", "opponent"), "positive"),
        told("Its guns had not fired at Ardal", says("Avaria", "XXA", "asserts", "party"), "negative"),
    ];
    let sources = [source(&report, claims)];
    let record = Record::new(&sources, &[]);
    let [incident] = &record.incidents[..] else { panic!("one incident: {:?}", record.incidents) };
    assert_eq!(incident.standing.as_ref().map(|judged| judged.standing), Some(Standing::Disputed));
}

#[test]
fn what_was_over_weeks_before_is_not_what_happened_since() {
    let text = "Shells hit the mill of Ardal on Monday. The ministers met weeks after shells hit the mill of Ardal.";
    let report = report("a", "2021-03-02", "Herald", text);
    let until = |day: &str| {
        let mut when = on(day);
        (when["start"], when["open"]) = (Value::Null, json!("before"));
        when
    };
    let place = at("Ardal", 1, 40.0, 46.0);
    let now = claim(&report, "Shells hit the mill of Ardal", json!({ "when": on("2021-03-01"), "where": place }));
    let then = |day: &str| claim(&report, "shells hit the mill of Ardal", json!({ "when": until(day), "where": place }));
    let incidents = |day: &str| Record::new(&[source(&report, vec![now.clone(), then(day)])], &[]).incidents.len();
    assert_eq!((incidents("2021-02-23"), incidents("2021-03-01")), (2, 1));
}

#[test]
fn claims_of_one_text_printed_twice_may_part_and_their_incidents_have_ids_of_their_own() {
    let text = "Shells hit the mill of Ardal on Monday, wounding four millers.";
    let printed = [report("a", "2021-03-02", "Herald", text), report("b", "2021-04-20", "Tribune", text)];
    let days = ["2021-03-01", "2021-04-19"];
    // One text, one id; the day is told from that of printing.
    let sources: Vec<Source> = printed
        .iter()
        .zip(days)
        .map(|(report, day)| {
            let patch = json!({ "id": "00112233aabbccdd", "when": on(day), "where": at("Ardal", 1, 40.0, 46.0) });
            source(report, vec![claim(report, "Shells hit the mill of Ardal", patch)])
        })
        .collect();
    let record = Record::new(&sources, &[]);
    let ids: BTreeSet<&str> = record.incidents.iter().map(|incident| incident.id.as_str()).collect();
    assert_eq!((record.incidents.len(), ids.len()), (2, 2));
    assert!(ids.contains("i00112233aabbccdd"));
}

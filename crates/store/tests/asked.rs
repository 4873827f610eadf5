//! What the record answers: filters, pages, ids, claims, ledgers.

mod made;

use dateline_store::{Filter, Paging, Store};
use made::{Told, report, war};
use serde_json::json;

const TIME: &str = "2022-01-01T00:00:00Z";

fn record() -> Store {
    let mut store = Store::memory().expect("a record");
    for (source, text) in war() {
        store.add(&source, Some(text), "c", TIME).expect("added");
    }
    store.refresh().expect("joined");
    store
}

/// The days of the incidents that pass.
fn days(store: &Store, filter: Filter) -> Vec<String> {
    let page = store.incidents(&filter, &Paging::all()).expect("an answer");
    assert_eq!(page.total, page.rows.len());
    page.rows.into_iter().map(|r| r.from.unwrap_or_default()).collect()
}

const SHELLING: &str = "2021-03-01";
const RAID: &str = "2021-03-05";
const TALKS: &str = "2021-03-07";

#[test]
fn each_filter_lets_through_what_it_says() {
    let store = record();
    let some = |text: &str| Some(text.to_owned());
    let all = Filter::default();
    let cases: Vec<(Filter, &[&str])> = vec![
        (all.clone(), &[SHELLING, RAID, TALKS]),
        (Filter { actor: some("xxa"), ..all.clone() }, &[SHELLING, RAID, TALKS]),
        (Filter { actor: some("Avar"), against: some("Boria"), ..all.clone() }, &[RAID]),
        (Filter { against: some("XXA"), ..all.clone() }, &[SHELLING]),
        (Filter { actor: some("nobody"), ..all.clone() }, &[]),
        (Filter { kind: some("assault"), ..all.clone() }, &[SHELLING, RAID]),
        (Filter { kind: some("drone"), ..all.clone() }, &[RAID]),
        (Filter { kind: some("talks"), ..all.clone() }, &[TALKS]),
        (Filter { kind: some("wounded"), ..all.clone() }, &[SHELLING]),
        (Filter { from: "2021-03-05".parse().ok(), ..all.clone() }, &[RAID, TALKS]),
        (Filter { from: "2021-03-02".parse().ok(), to: "2021-03-05".parse().ok(), ..all.clone() }, &[RAID]),
        (Filter { place: some("arda"), ..all.clone() }, &[SHELLING]),
        (Filter { place: some("XXB"), ..all.clone() }, &[RAID]),
        (Filter { source: some("tribune"), ..all.clone() }, &[SHELLING]),
        (Filter { source: some("Boria"), ..all.clone() }, &[SHELLING]),
        (Filter { source: some("Herald"), kind: some("drone"), ..all.clone() }, &[RAID]),
        (Filter { standing: some("disputed"), ..all.clone() }, &[SHELLING]),
        (Filter { standing: some("reported"), ..all.clone() }, &[RAID, TALKS]),
        (Filter { words: some("bakers FOUR"), ..all.clone() }, &[SHELLING]),
        (Filter { words: some("depot bakery"), ..all.clone() }, &[]),
        (Filter { words: some("BAKERS"), ..all.clone() }, &[SHELLING]),
        (Filter { words: some("bake"), ..all.clone() }, &[]),
        (Filter { bbox: Some([45.0, 39.0, 47.0, 41.0]), ..all.clone() }, &[SHELLING]),
        // Across the line of date.
        (Filter { bbox: Some([170.0, 40.0, -170.0, 45.0]), ..all.clone() }, &[RAID]),
    ];
    for (filter, expected) in cases {
        assert_eq!(days(&store, filter.clone()), expected, "{filter:?}");
    }
    for hostile in ["'", "\"", "%", "a' OR 1=1 --", "\u{0}", "(", "NEAR("] {
        let filter =
            Filter { actor: some(hostile), place: some(hostile), source: some(hostile), words: some(hostile), ..all.clone() };
        assert!(days(&store, filter).is_empty(), "{hostile:?}");
    }
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition() {
    let store = record();
    let whole = store.incidents(&Filter::default(), &Paging::all()).expect("all").rows;
    let (mut paging, mut found) = (Paging { after: None, limit: 1 }, Vec::new());
    loop {
        let page = store.incidents(&Filter::default(), &paging).expect("a page");
        assert_eq!(page.total, whole.len());
        found.extend(page.rows);
        match page.next {
            Some(next) => paging.after = Some(next),
            None => break,
        }
    }
    assert_eq!(found, whole);
    assert!(
        store
            .incidents(&Filter::default(), &Paging { after: Some("nonsense".into()), limit: 0 })
            .expect("a page")
            .rows
            .is_empty()
    );
}

#[test]
fn an_incident_is_found_by_its_id_its_claims_and_their_beginnings() {
    let store = record();
    let row = store.incidents(&Filter::default(), &Paging { after: None, limit: 1 }).expect("a page").rows.remove(0);
    let incident = store.incident(&row.id).expect("an answer").expect("an incident");
    assert_eq!((incident.reports, incident.claim_ids.len()), (2, 4));
    for id in ["a00000000-1", "b00000000-0", "ia00000000-0", "b0000000"] {
        assert_eq!(store.incident(id).expect("an answer").as_ref(), Some(&incident), "{id}");
    }
    for id in ["b000", "", "zzzzzzzzz", "a00000000-9"] {
        assert!(store.incident(id).expect("an answer").is_none(), "{id}");
    }
    assert!(!store.why(&row.id).expect("reasons").is_empty());
    let claim = store.claim("b00000000-1").expect("an answer").expect("a claim");
    assert_eq!((claim.incident.as_ref(), claim.report.id.as_str()), (Some(&row.id), "b"));
    let report = store.report("a").expect("an answer").expect("a report");
    assert_eq!(report.claims.len(), 2);
    assert!(report.claims.iter().all(|(_, incident)| incident.as_ref() == Some(&row.id)));
    assert!(report.text.is_some_and(|t| t.starts_with("Boria shelled")));
}

#[test]
fn claims_come_with_their_reports_and_controls_where_they_pass() {
    let store = record();
    let ids = |filter: Filter| -> Vec<String> {
        store.claims(&filter).expect("claims").map(|c| c.expect("a claim").claim.id).collect()
    };
    let all = ["a00000000-0", "a00000000-1", "b00000000-0", "b00000000-1", "c00000000-0", "d00000000-0", "e00000000-0"];
    assert_eq!(ids(Filter::default()), all);
    assert_eq!(ids(Filter { place: Some("Ardal".into()), ..Filter::default() }), [&all[..4], &all[6..]].concat());
    assert_eq!(ids(Filter { kind: Some("drone".into()), ..Filter::default() }), ["c00000000-0"]);
}

#[test]
fn ledgers_tell_who_where_and_by_whom() {
    let store = record();
    let (all, every) = (Filter::default(), Paging::all());
    let actors = store.actors(&all, &every).expect("actors").rows;
    let row = actors.iter().find(|a| a.key == "XXA").expect("Avaria");
    assert_eq!((row.name.as_str(), row.acted, row.suffered, row.said), ("Avaria", 2, 1, 1));
    let raid = Filter { kind: Some("drone".into()), ..all.clone() };
    assert_eq!(store.actors(&raid, &every).expect("actors").rows.len(), 2);
    let places = store.places(&all, &every).expect("places").rows;
    assert_eq!(places.len(), 3);
    assert!(places.iter().any(|p| p.name == "Ardal" && p.disputed == 1));
    let outlets = store.sources(&all, &every).expect("outlets").rows;
    let herald = outlets.iter().find(|o| o.publisher.as_deref() == Some("Herald")).expect("the Herald");
    assert_eq!((herald.reports, herald.claims), (2, 3));
    let relays = store.relays(&Filter { source: Some("boria".into()), ..all.clone() }, &every).expect("relays").rows;
    assert_eq!(relays.iter().map(|r| (r.carrier.as_str(), r.speaker.as_str())).collect::<Vec<_>>(), [("Herald", "Boria")]);
    let control = store.control(&Filter { actor: Some("avaria".into()), ..all.clone() }, &every).expect("control").rows;
    assert_eq!((control.len(), control[0].told.len(), control[0].place.as_str()), (1, 1, "Ardal"));
    assert!(store.control(&Filter { actor: Some("boria".into()), ..all.clone() }, &every).expect("control").rows.is_empty());
    let disputes = store.disputes(&all, &every).expect("disputes").rows;
    assert_eq!(disputes.len(), 1);
    assert!(disputes[0].fields.iter().any(|f| f.name == "what"));
    let tolls = store.tolls(&all, &every).expect("tolls").rows;
    assert_eq!((tolls.len(), tolls[0].tolls[0].what.as_str(), tolls[0].tolls[0].low), (1, "wounded", Some(4)));
    assert_eq!(store.search("depot", 5).expect("hits").iter().filter_map(|h| h.incident.as_ref()).count(), 1);
}

#[test]
fn what_is_counted_in_the_file_is_what_the_rows_that_pass_hold() {
    let store = record();
    let every = Paging::all();
    let filters = [
        Filter { kind: Some("violence".into()), ..Filter::default() },
        Filter { kind: Some("drone".into()), ..Filter::default() },
        Filter { place: Some("Ardal".into()), ..Filter::default() },
        Filter { actor: Some("XXA".into()), ..Filter::default() },
        Filter { source: Some("Herald".into()), ..Filter::default() },
        Filter { standing: Some("disputed".into()), ..Filter::default() },
    ];
    for filter in filters {
        let rows = store.incidents(&filter, &every).expect("incidents").rows;
        assert!(!rows.is_empty(), "{filter:?}");
        let counts = |a: dateline_record::ActorRow| (a.key, a.acted, a.suffered, a.third, a.first, a.last);
        let told: Vec<_> = dateline_record::actors(rows.iter()).into_iter().map(counts).collect();
        let asked: Vec<_> = store.actors(&filter, &every).expect("actors").rows.into_iter().map(counts).collect();
        assert_eq!(asked, told, "{filter:?}");
        let counts = |p: dateline_record::PlaceTold| (p.key, p.incidents, p.disputed, p.first, p.last);
        let told: Vec<_> = dateline_record::places(rows.iter()).into_iter().map(counts).collect();
        let asked: Vec<_> = store.places(&filter, &every).expect("places").rows.into_iter().map(counts).collect();
        assert_eq!(asked, told, "{filter:?}");
    }
}

/// Who is called what, by two outlets in two years.
fn offices() -> Store {
    let mut store = record();
    let held = |person: &str| {
        json!({ "kind": "office", "event": null, "office": { "person": person, "office": "president", "polity": "XXA" },
            "actors": [{ "id": "p", "wikidata": null, "name": "Avaria", "code": "XXA", "sector": "GOV", "kind": "state",
                "person": person, "office": "president", "words": null, "via": "name" }] })
    };
    let told = |quote, person: &str| [Told { quote, patch: held(person) }];
    let first = report("o1", "2020-01-01", "Herald", "President Ann Avar spoke.", &told("President Ann Avar", "Ann Avar"));
    let second = report("o2", "2021-01-01", "Tribune", "President Ben Born spoke.", &told("President Ben Born", "Ben Born"));
    for source in [first, second] {
        store.add(&source, None, "c", TIME).expect("added");
    }
    store.refresh().expect("joined");
    store
}

#[test]
fn views_beside_incidents_follow_the_filters_that_mean_something_there() {
    let store = offices();
    let (some, all) = (|text: &str| Some(text.to_owned()), Filter::default());
    let holders = |filter: Filter| -> Vec<String> {
        let rows = store.offices_of(&filter).expect("offices");
        rows.into_iter().flat_map(|row| row.persons).map(|(person, ..)| person).collect()
    };
    assert_eq!(holders(all.clone()), ["Ann Avar", "Ben Born"]);
    assert_eq!(holders(Filter { actor: some("xxa"), ..all.clone() }), ["Ann Avar", "Ben Born"]);
    assert_eq!(holders(Filter { actor: some("Avaria"), ..all.clone() }), ["Ann Avar", "Ben Born"], "the polity by its name");
    assert_eq!(holders(Filter { actor: some("ben"), ..all.clone() }), ["Ben Born"]);
    assert_eq!(holders(Filter { from: "2020-06-01".parse().ok(), ..all.clone() }), ["Ben Born"]);
    assert_eq!(holders(Filter { to: "2020-06-01".parse().ok(), ..all.clone() }), ["Ann Avar"]);
    assert_eq!(holders(Filter { source: some("tribune"), ..all.clone() }), ["Ben Born"]);
    assert_eq!(holders(Filter { words: some("ann"), ..all.clone() }), ["Ann Avar"]);
    let brought = |filter: Filter| -> Vec<(Option<String>, usize, usize)> {
        let rows = store.sources(&filter, &Paging::all()).expect("outlets").rows;
        rows.into_iter().map(|r| (r.publisher, r.reports, r.claims)).collect()
    };
    // What is counted is what reports of these days brought, not all that the outlet did.
    assert_eq!(brought(Filter { to: "2020-06-01".parse().ok(), ..all.clone() }), [(some("Herald"), 1, 1)]);
    let whole = Filter { from: "2000-01-01".parse().ok(), ..all.clone() };
    assert_eq!(brought(whole), brought(all.clone()));
    let control = |words: &str| {
        let filter = Filter { words: some(words), ..all.clone() };
        store.control(&filter, &Paging::all()).expect("control").rows.len()
    };
    assert_eq!((control("holds Ardal"), control("Velt")), (1, 0));
    let hits = |filter: Filter| store.search_in("Ardal", &filter, 9).expect("hits").len();
    assert!(hits(all.clone()) > hits(Filter { kind: some("violence"), ..all.clone() }));
    assert_eq!(hits(Filter { kind: some("talks"), ..all.clone() }), 0);
}

#[test]
fn a_country_is_one_place_with_or_without_a_number() {
    let mut store = record();
    let land = |number: Option<u32>| {
        json!({ "name": "Corvia", "geonames": number, "country": "XXC", "admin1": null, "lat": null, "lon": null, "radius_km": null,
            "precision": "country", "relation": null, "words": null })
    };
    let told = |quote, number, day: &str| [Told { quote, patch: json!({ "where": land(number), "when": made::day(day) }) }];
    let first = report(
        "k1",
        "2019-01-02",
        "Herald",
        "Riders burned a mill in Corvia.",
        &told("Riders burned a mill", Some(7), "2019-01-01"),
    );
    let second = report(
        "k2",
        "2020-06-02",
        "Herald",
        "Guards shot at a ferry in Corvia.",
        &told("Guards shot at a ferry", None, "2020-06-01"),
    );
    for source in [first, second] {
        store.add(&source, None, "c", TIME).expect("added");
    }
    store.refresh().expect("joined");
    for filter in [Filter::default(), Filter { kind: Some("violence".into()), ..Filter::default() }] {
        let places = store.places(&filter, &Paging::all()).expect("places").rows;
        let corvia: Vec<_> = places.iter().filter(|p| p.name == "Corvia").map(|p| (p.key.as_str(), p.incidents)).collect();
        assert_eq!(corvia, [("XXC", 2)]);
    }
}

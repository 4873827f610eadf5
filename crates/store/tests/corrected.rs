//! What people correct is what lists, filters and ledgers show, marked; what was told stays beside it.

mod made;

use dateline_record::{ClaimKey, Edit, Overlay};
use dateline_store::{Filter, Paging, Store};
use made::{Told, day, report, state, town, war};
use serde_json::json;

const SHELLING: &str = "a00000000-0";

/// The war with the shelling of Ardal corrected, the latest last.
fn corrected(fields: &[(&str, &str)]) -> Store {
    let mut store = Store::memory().expect("a record");
    for (source, text) in war() {
        store.add(&source, Some(text), "c", "2022-01-01T00:00:00Z").expect("added");
    }
    for (i, (field, value)) in fields.iter().enumerate() {
        let claim = ClaimKey::of(&store.claim(SHELLING).expect("an answer").expect("a claim").claim);
        let edit = Edit::Correct { claim, field: (*field).into(), value: (*value).into(), known: None };
        let time = format!("2022-01-02T00:00:{i:02}Z");
        store.decide(&Overlay { edit, author: "A. Editor".into(), time, reason: "seen".into() }).expect("decided");
    }
    store.refresh().expect("joined");
    store
}

fn ids(store: &Store, filter: Filter) -> Vec<String> {
    store.incidents(&filter, &Paging::all()).expect("a page").rows.into_iter().map(|r| r.id).collect()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn each_corrected_field_is_what_rows_and_filters_show() {
    let plain = corrected(&[]);
    let id = plain.incident(SHELLING).expect("an answer").expect("an incident").id;
    let has = |store: &Store, filter: Filter| ids(store, filter).contains(&id);
    let all = Filter::default();
    // A field, its value, what finds the incident then, and what did before.
    let cases = [
        ("where", "Velt", Filter { place: some("Velt"), ..all.clone() }, Filter { place: some("Ardal"), ..all.clone() }),
        ("where", "Nowhere (XXC)", Filter { place: some("XXC"), ..all.clone() }, Filter { place: some("XXA"), ..all.clone() }),
        ("who", "Corvia; XXD", Filter { actor: some("Corvia"), ..all.clone() }, Filter { actor: some("XXB"), ..all.clone() }),
        ("whom", "XXD", Filter { against: some("XXD"), ..all.clone() }, Filter { against: some("XXA"), ..all.clone() }),
        ("what", "PROTEST/riot", Filter { kind: some("riot"), ..all.clone() }, Filter { kind: some("violence"), ..all.clone() }),
        (
            "when",
            "2021-02-03 to 2021-02-04",
            Filter { to: "2021-02-10".parse().ok(), ..all.clone() },
            Filter { from: "2021-03-01".parse().ok(), ..all.clone() },
        ),
        (
            "how_many",
            "8 killed",
            Filter { kind: some("killed"), ..all.clone() },
            Filter { words: some("nothing"), ..all.clone() },
        ),
    ];
    for (field, value, now, before) in cases {
        let store = corrected(&[(field, value)]);
        assert!(has(&store, now.clone()), "{field}: {now:?}");
        assert!(!has(&plain, now), "{field}: it was found so before");
        assert!(!has(&store, before), "{field}: it is still found as it was told");
        let row = store.incident_row(&id).expect("an answer").expect("a row");
        assert_eq!((row.corrected[0].field.as_str(), row.corrected[0].correction.value.as_str()), (field, value));
        assert_eq!(row.quotes, plain.incident_row(&id).expect("an answer").expect("a row").quotes, "words stay");
    }
}

#[test]
fn ledgers_numbers_and_headlines_follow() {
    let store = corrected(&[("where", "Velt"), ("who", "Corvia"), ("how_many", "6"), ("how_many", "8–9 killed")]);
    let incident = store.incident(SHELLING).expect("an answer").expect("an incident");
    let place = incident.place.as_ref().expect("a place");
    // Told elsewhere or not, a name alone has no point; Velt is told of another incident, not of this one.
    assert_eq!((place.name.as_str(), place.lat, place.precision.as_ref()), ("Velt", None, "unknown"));
    let row = store.incident_row(SHELLING).expect("an answer").expect("a row");
    assert!(row.title.contains("Corvia") && row.title.contains("Velt") && !row.title.contains("Ardal"), "{}", row.title);
    assert_eq!((row.killed_low, row.killed_high), (Some(8), Some(9)));
    let places = store.places(&Filter::default(), &Paging::all()).expect("places").rows;
    assert!(!places.iter().any(|p| p.name == "Ardal"), "nothing happened there any more");
    let toll = store.tolls(&Filter::default(), &Paging::all()).expect("tolls").rows.remove(0);
    let numbers: Vec<_> = toll.tolls.iter().map(|t| (t.what.as_str(), t.low, t.corrected.is_some(), t.said.len())).collect();
    // A number without a word is of the one thing that is counted.
    assert_eq!(numbers, [("killed", Some(8), true, 0), ("wounded", Some(6), true, 1)]);
    // What leaves as a happening reads as corrected; claims stay as they were told.
    let tellings = store.tellings_of(SHELLING).expect("tellings");
    assert!(tellings.iter().flat_map(|t| &t.source.claims).all(|c| c.place.as_ref().is_none_or(|p| p.name == "Velt")));
    let claim = store.claim(SHELLING).expect("an answer").expect("a claim").claim;
    assert_eq!(claim.place.map(|p| p.name), some("Ardal"));
}

/// The second report of the shelling, as its outlet corrected it: `keeps` its first sentence or not.
fn second_version(keeps: bool) -> dateline_record::Source {
    let quote = if keeps { "Shells from Boria hit the bakery of Ardal" } else { "Shells hit a bakery" };
    let text = format!("{quote}.  It was corrected.");
    let patch =
        json!({ "actors": [state("Boria", "XXB")], "when": day("2021-03-01"), "where": town("Ardal", 1, "XXA", 40.0, 46.0) });
    let mut source = report("b", "2021-03-02", "Tribune", &text, &[Told { quote, patch }]);
    source.claims.iter_mut().for_each(|claim| claim.id = "other-claim".to_owned());
    source
}

#[test]
fn a_decision_finds_the_claim_of_a_corrected_report_by_its_words_or_is_told() {
    let mut store = Store::memory().expect("a record");
    let time = |n: u8| format!("2022-01-0{n}T00:00:00Z");
    let reports = war();
    reports.iter().for_each(|(s, t)| assert!(store.add(s, Some(t), "c", &time(1)).is_ok()));
    let key = |r: usize, c: usize| ClaimKey::of(&reports[r].0.claims[c]);
    assert_eq!(reports[1].0.claims[0].evidence.text, "Shells from Boria hit the bakery of Ardal");
    let by = |edit, n| Overlay { edit, author: "A. Editor".into(), time: time(n), reason: "seen".into() };
    // One of the two as an earlier version kept it: without the report.
    let mut old = key(1, 0);
    old.report.clear();
    store.decide(&by(Edit::Join { claims: vec![old, key(2, 0)] }, 2)).expect("decided");
    let correct = Edit::Correct { claim: key(1, 0), field: "how_many".into(), value: "7 wounded".into(), known: None };
    store.decide(&by(correct, 3)).expect("decided");
    store.refresh().expect("joined");
    let holds = |store: &Store, claim: &str| {
        let incident = store.incident("c00000000-0").expect("an answer").expect("an incident");
        incident.claim_ids.iter().any(|id| id == claim) && incident.tolls.iter().any(|t| t.low == Some(7))
    };
    assert!(holds(&store, "b00000000-0") && store.lost().expect("an answer").is_empty());
    // Another sentence of the report changes: what was decided of this one holds.
    store.add(&second_version(true), None, "c", &time(4)).expect("added");
    store.refresh().expect("joined");
    assert!(holds(&store, "other-claim"), "the join and the correction are still there");
    assert_eq!(store.lost().expect("an answer"), []);
    let then = store.as_of(store.step(None).expect("a step")).expect("a record");
    assert!(holds(&then, "other-claim"), "also in a copy that knows nothing of the old version");
    assert_eq!(store.decided_on("other-claim").expect("decisions").len(), 2);
    // The sentence itself is gone: the decisions are told to find nothing, and hold again when it comes back.
    store.add(&second_version(false), None, "c", &time(5)).expect("added");
    store.refresh().expect("joined");
    let lost = store.lost().expect("an answer");
    let quotes: Vec<_> = lost.iter().map(|l| l.quotes.as_slice()).collect();
    assert_eq!(quotes, [["Shells from Boria hit the bakery of Ardal"]; 2]);
    assert_eq!(store.log(9).expect("a log").iter().filter(|row| !row.lost.is_empty()).count(), 2);
    store.add(&reports[1].0, None, "c", &time(6)).expect("added");
    store.refresh().expect("joined");
    assert!(holds(&store, "b00000000-0") && store.lost().expect("an answer").is_empty());
}

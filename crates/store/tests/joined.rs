//! What is stored of the joining follows from reports and decisions alone, however the record came about.

mod made;

use dateline_record::{ClaimKey, Edit, Overlay, Record, Source};
use dateline_store::{Added, Filter, Paging, Store};
use made::{Told, day, report, state, town, war};
use rusqlite::types::Value;
use serde_json::json;
use std::path::Path;

/// Everything that the joining stores, without the numbers of rows, which follow the order of adding.
fn stored(file: &Path) -> Vec<String> {
    let c = rusqlite::Connection::open(file).expect("a database");
    let questions = [
        "SELECT id, day, last, standing, disputed, counted, json, corrections FROM incident ORDER BY id",
        "SELECT incident.id, claim.id, report.id, mention FROM member JOIN incident ON incident.row = incident JOIN claim ON claim.row = claim
            JOIN report ON report.row = report ORDER BY 1, 3, 2",
        "SELECT facet, key, role, posting.day, id FROM posting JOIN term USING (term) JOIN incident ON incident.row = incident ORDER BY 1, 2, 3, 4, 5",
        "SELECT alias.facet, name, key FROM alias JOIN term USING (term) ORDER BY 1, 2, 3",
        "SELECT id, ordinal, claim, nearest, parts FROM tie JOIN incident ON incident.row = incident ORDER BY 1, 2",
        "SELECT id, agreement.json FROM agreement JOIN incident ON incident.row = incident ORDER BY 1",
        "SELECT key, name, country, holding.json, ordinal, day, holder, code, voices, held.json FROM holding JOIN held ON holding = holding.row ORDER BY 1, 5",
        "SELECT * FROM ledger ORDER BY kind, ordinal",
        "SELECT id, first FROM copy JOIN report ON report.row = report ORDER BY 1",
        "SELECT id, south, north, west, east FROM spot JOIN incident ON incident.row = spot.row ORDER BY 1",
        "SELECT rules, incidents FROM joined",
    ];
    let mut rows = Vec::new();
    for sql in questions {
        let mut statement = c.prepare(sql).expect("a question");
        let columns = statement.column_count();
        let row = |r: &rusqlite::Row<'_>| (0..columns).map(|i| r.get::<_, Value>(i)).collect::<Result<Vec<_>, _>>();
        rows.extend(statement.query_map([], row).expect("rows").map(|r| format!("{:?}", r.expect("a row"))));
    }
    rows
}

/// Numbers that look drawn by lot, the same each time.
struct Lot(u64);

impl Lot {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

#[test]
fn any_way_to_a_record_stores_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let reports = war();
    let decision = |i: usize| {
        let key = |r: usize| ClaimKey::of(&reports[r].0.claims[0]);
        let edit = match i {
            0 => Edit::Split { these: vec![key(0)], those: vec![key(1)] },
            1 => Edit::Correct { claim: key(2), field: "where".into(), value: "Upper Velt".into(), known: None },
            _ => Edit::Join { claims: vec![key(0), key(1)] },
        };
        Overlay { edit, author: "A. Editor".into(), time: format!("2022-01-0{}T00:00:00Z", i + 1), reason: "seen".into() }
    };
    let time = "2022-01-01T00:00:00Z";
    // What holds in the end: reports 0 to 3 without 4, and all decisions.
    let straight = folder.path().join("straight.db");
    let mut store = Store::create(&straight).expect("a record");
    (0..4).for_each(|r| assert_eq!(store.add(&reports[r].0, Some(reports[r].1), "c", time).expect("added"), Added::New));
    (0..3).for_each(|i| store.decide(&decision(i)).expect("decided"));
    store.refresh().expect("joined");
    store.close().expect("closed");
    let expected = stored(&straight);
    for seed in 0..12 {
        let mut lot = Lot(seed);
        let file = folder.path().join(format!("{seed}.db"));
        let mut store = Store::create(&file).expect("a record");
        let mut steps: Vec<(usize, usize)> = (0..5).map(|r| (0, r)).chain((0..3).map(|i| (1, i))).collect();
        while !steps.is_empty() {
            let (what, which) = steps.swap_remove(lot.below(steps.len()));
            match what {
                0 => {
                    store.add(&reports[which].0, Some(reports[which].1), "c", time).expect("added");
                    // Some come and go again before they stay; the last one goes for good.
                    if which == 4 || lot.below(3) == 0 {
                        steps.push((2, which));
                    }
                }
                1 => store.decide(&decision(which)).expect("decided"),
                _ => {
                    store.remove(&reports[which].0.id, "test", time).expect("removed");
                    if which != 4 {
                        store.add_again(&reports[which].0, Some(reports[which].1), "c", time).expect("added");
                    }
                }
            }
            if lot.below(2) == 0 {
                store.refresh().expect("joined");
                assert!(!store.is_stale().expect("an answer"));
            }
        }
        store.refresh().expect("joined");
        store.close().expect("closed");
        assert_eq!(stored(&file), expected, "seed {seed}");
    }
}

/// A report that goes back to what it told first: two mentions whose claims stand between each other.
fn going_back() -> Source {
    let text = "Boria shelled Ardal on Monday. Boria fired on the mill. Two were wounded at the mill. Ten were wounded in Ardal.";
    let figure = |low: u64| json!({ "what": "wounded", "low": low, "high": low, "scope": "event" });
    let of = |act: usize, low: u64| {
        json!({ "kind": "figure", "event": null, "figure": figure(low),
        "links": [{ "rel": "counts", "claim": format!("m00000000-{act}") }] })
    };
    let act =
        json!({ "actors": [state("Boria", "XXB")], "when": day("2021-03-01"), "where": town("Ardal", 1, "XXA", 40.0, 46.0) });
    let mut elsewhere = act.clone();
    elsewhere["where"] = town("Velt", 2, "XXB", 43.0, 179.5);
    let told = [
        Told { quote: "Boria shelled Ardal", patch: act },
        Told { quote: "Boria fired on the mill", patch: elsewhere },
        Told { quote: "Two were wounded at the mill", patch: of(1, 2) },
        Told { quote: "Ten were wounded in Ardal", patch: of(0, 10) },
    ];
    report("m", "2021-03-02", "Herald", text, &told)
}

#[test]
fn an_incident_told_from_the_file_is_the_one_that_was_joined() {
    let mut store = Store::memory().expect("a record");
    let back = going_back();
    let join = Edit::Join { claims: back.claims[..2].iter().map(ClaimKey::of).collect() };
    let join =
        Overlay { edit: join, author: "A. Editor".into(), time: "2022-01-02T00:00:00Z".into(), reason: "one night".into() };
    war().iter().for_each(|(s, t)| assert_eq!(store.add(s, Some(t), "c", "2022-01-01T00:00:00Z").expect("added"), Added::New));
    store.add(&back, None, "c", "2022-01-01T00:00:00Z").expect("added");
    store.decide(&join).expect("decided");
    store.refresh().expect("joined");
    let sources = store.sources_at(store.step(None).expect("a step")).expect("sources");
    let record = Record::new(&sources, &[join]);
    assert!(record.incidents.len() >= 3);
    assert!(record.incidents.iter().any(|i| back.claims.iter().all(|c| i.claim_ids.contains(&c.id))));
    for incident in &record.incidents {
        let mut told = store.incident(&incident.id).expect("an answer").expect("an incident");
        told.claims.clone_from(&incident.claims);
        assert_eq!(&told, incident);
    }
    assert_eq!(store.agreements(&Filter::default(), &Paging::all()).expect("a page").rows, record.agreements());
    let again = store.refresh().expect("joined");
    assert_eq!((again.written, again.gone), (0, 0), "nothing has changed");
}

#[test]
fn ids_that_an_incident_had_lead_to_it() {
    let mut store = Store::memory().expect("a record");
    let time = "2022-01-01T00:00:00Z";
    let reports = war();
    store.add(&reports[1].0, None, "c", time).expect("added");
    store.refresh().expect("joined");
    let first = store.incidents(&Filter::default(), &Paging::all()).expect("a page").rows.remove(0).id;
    assert_eq!(first, "ib00000000-0");
    // An earlier report tells of the same: the incident is called by its claim, and the old name leads there.
    store.add(&reports[0].0, None, "c", time).expect("added");
    store.refresh().expect("joined");
    let now = store.incident(&first).expect("an answer").expect("an incident");
    assert_eq!((now.id.as_str(), now.reports), ("ia00000000-0", 2));
    // The report that gave it its name is taken back; the incident is still found under that name.
    store.remove("a", "retracted", time).expect("removed");
    store.refresh().expect("joined");
    assert_eq!(store.incident("ia00000000-0").expect("an answer").map(|i| i.id), Some(first.clone()));
    // Coded anew, its claims have other ids; the words find it.
    let mut anew = reports[1].0.clone();
    anew.claims.iter_mut().for_each(|c| {
        c.id = format!("new-{}", c.id);
        c.links.clear();
    });
    store.add(&anew, None, "another coder", time).expect("added");
    store.refresh().expect("joined");
    assert_eq!(store.incident(&first).expect("an answer").map(|i| i.id), Some("inew-b00000000-0".into()));
}

#[test]
fn the_record_as_it_stood_answers_every_question() {
    let mut store = Store::memory().expect("a record");
    let reports = war();
    store.add(&reports[0].0, Some(reports[0].1), "c", "2022-01-01T00:00:00Z").expect("added");
    let early = store.step(None).expect("a step");
    reports[1..]
        .iter()
        .for_each(|(s, t)| assert_eq!(store.add(s, Some(t), "c", "2022-02-01T00:00:00Z").expect("added"), Added::New));
    store.refresh().expect("joined");
    let then = store.as_of(store.step(Some("2022-01-15")).expect("a step")).expect("a record");
    assert_eq!(then.data_version().expect("a version"), early);
    let rows = then.incidents(&Filter::default(), &Paging::all()).expect("a page").rows;
    assert_eq!((rows.len(), rows[0].reports), (1, 1));
    assert_eq!(then.search("bakery", 5).expect("hits").len(), 2, "quote and text");
    assert_eq!(then.log(9).expect("a log").len(), 1);
}

#[test]
fn a_file_of_the_first_version_shows_the_same_incidents() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("old.db");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    std::fs::copy(data.join("version-1.db"), &file).expect("copied");
    let mut store = Store::open(&file).expect("a record");
    assert!(store.is_stale().expect("an answer"));
    store.refresh().expect("joined");
    // What the program of that version showed.
    let text = std::fs::read_to_string(data.join("version-1.json")).expect("a file");
    let mut shown: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
    let rows = store.incidents(&Filter::default(), &Paging::all()).expect("a page").rows;
    assert_eq!(rows.len(), shown.len());
    // Within a day it went by the order of the text.
    shown.sort_by_key(|i| (i["from"].to_string(), i["id"].to_string()));
    for (row, was) in rows.iter().zip(&shown) {
        let now = serde_json::to_value(store.incident(&row.id).expect("an answer").expect("an incident")).expect("JSON");
        for key in ["id", "family", "types", "from", "to", "place", "standing", "claim_ids", "reports", "unreal", "not_so"] {
            // That version kept corrections of a place beside the account; now the account follows.
            let fields = now["fields"].as_array().expect("fields");
            let mended = fields.iter().find(|f| key == "place" && f["name"] == "where" && !f["corrected"].is_null());
            match mended {
                Some(field) => assert_eq!(now[key]["name"], field["corrected"]["value"], "{} {key}", row.id),
                None => assert_eq!(now[key], was[key], "{} {key}", row.id),
            }
        }
        let values = |i: &serde_json::Value| -> Vec<serde_json::Value> {
            let fields = i["fields"].as_array().expect("fields");
            fields
                .iter()
                .map(|f| {
                    json!([
                        f["name"],
                        f["corrected"],
                        f["values"].as_array().map(|v| v.iter().map(|v| v["value"].clone()).collect::<Vec<_>>())
                    ])
                })
                .collect()
        };
        assert_eq!(values(&now), values(was));
    }
}

#[test]
fn one_incident_more_leaves_the_others_unwritten() {
    let mut store = Store::memory().expect("a record");
    let time = "2022-01-01T00:00:00Z";
    war().iter().for_each(|(s, t)| assert_eq!(store.add(s, Some(t), "c", time).expect("added"), Added::New));
    store.refresh().expect("joined");
    let patch =
        json!({ "actors": [state("Corvia", "XXC")], "when": day("2019-05-05"), "where": town("Nant", 9, "XXC", -30.0, 20.0) });
    let told = Told { quote: "Riders burned a mill in Nant", patch };
    let far = report("z", "2019-05-06", "Mercury", "Riders burned a mill in Nant.", &[told]);
    store.add(&far, None, "c", time).expect("added");
    let refreshed = store.refresh().expect("joined");
    assert_eq!((refreshed.written, refreshed.gone), (1, 0), "{refreshed:?}");
}

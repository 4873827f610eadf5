//! The record in a real SQLite file.

use dateline_record::{Edit, Overlay, Source};
use dateline_store::{Added, Error, Store};
use dateline_text::Report;

fn report(id: &str, text: &str) -> Source {
    let mut report = Report::new(id, text);
    report.published = "2021-03-02".parse().ok();
    report.publisher = Some("Herald".into());
    let claim = serde_json::json!({
        "schema": 1, "coder": "test", "id": format!("{id}-1"),
        "report": { "id": id, "text_sha256": report.text_sha256(), "published": "2021-03-02", "publisher": "Herald", "wire": null },
        "kind": "event", "event": { "type": "ASSAULT", "modes": [], "contexts": [], "count": null, "cameo": null, "acled": null, "quad": 4, "score": -9.0 },
        "actors": [], "recipients": [], "third_parties": [], "when": null,
        "where": { "name": "Ardal", "geonames": 1, "country": "XXA", "admin1": null, "lat": 40.0, "lon": 46.0, "radius_km": 2.0,
            "precision": "settlement", "relation": null, "words": null },
        "polarity": "positive", "modality": "actual", "aspect": "current", "certainty": "certain", "attribution": [],
        "hedges": [], "evidence": { "start": 0, "end": 5, "text": &text[..5] }, "links": [], "rule": "test", "confidence": 0.5
    });
    Source::new(&report, vec![serde_json::from_value(claim).expect("a claim")])
}

const DAY: [&str; 3] = ["2022-01-01T00:00:00Z", "2022-01-02T00:00:00Z", "2022-01-03T00:00:00Z"];

#[test]
fn adding_again_changes_nothing_and_a_correction_keeps_history() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("r.db");
    let mut store = Store::create(&file).expect("a record");
    let (first, second) = (report("r", "Shells hit Ardal."), report("r", "Bombs hit Ardal."));
    assert_eq!(store.add(&first, Some("Shells hit Ardal."), "coder 1", DAY[0]).ok(), Some(Added::New));
    assert_eq!(store.add(&first, Some("Shells hit Ardal."), "coder 1", DAY[1]).ok(), Some(Added::Unchanged));
    assert_eq!(store.log(10).expect("a log").len(), 1, "nothing was logged for nothing done");
    assert!(store.holds("r", &first.text_sha256, "coder 1").expect("an answer"));
    assert_eq!(store.add(&second, Some("Bombs hit Ardal."), "coder 1", DAY[1]).ok(), Some(Added::Corrected));
    assert_eq!(store.add(&second, Some("Bombs hit Ardal."), "coder 2", DAY[2]).ok(), Some(Added::Recoded));
    let now = store.sources_at(store.step(None).expect("a step")).expect("sources");
    assert_eq!(now, [second.clone()]);
    let then = store.sources_at(store.step(Some("2022-01-01")).expect("a step")).expect("sources");
    assert_eq!(then, [first]);
    assert_eq!(store.search("bombs", 10).expect("hits").len(), 2, "the quote and the text");
    assert!(store.search("shells", 10).expect("hits").is_empty(), "what was corrected is not found any more");
    assert!(store.remove("r", "asked for", DAY[2]).expect("an answer"));
    assert!(store.sources_at(store.step(None).expect("a step")).expect("sources").is_empty());
    store.close().expect("closed");
    assert!(!folder.path().join("r.db-wal").exists(), "the record is one file");
}

#[test]
fn what_is_stored_comes_back_in_every_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("r.db");
    let source = report(
        "r",
        "Shells hit Ardal and the fields around it, residents of the town told reporters on the same evening by telephone.",
    );
    let overlay = Overlay { edit: Edit::Join { claims: vec![] }, author: "A".into(), time: DAY[0].into(), reason: "b".into() };
    let mut store = Store::create(&file).expect("a record");
    store.add(&source, None, "c", DAY[0]).expect("added");
    store.decide(&overlay).expect("decided");
    store.close().expect("closed");
    let store = Store::open(&file).expect("a record");
    let step = store.step(None).expect("a step");
    assert_eq!(store.sources_at(step).expect("sources"), [source]);
    assert_eq!(store.overlays(step).expect("overlays"), [overlay]);
    assert_eq!(store.text("r").expect("an answer"), None, "texts were not to be kept");
    assert_eq!(store.within(39.0, 41.0, 45.0, 47.0).expect("ids"), ["r-1"]);
    assert!(store.within(0.0, 1.0, 0.0, 1.0).expect("ids").is_empty());
    assert!(store.check().expect("checked").is_empty());
}

#[test]
fn the_syntax_of_queries_is_only_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::create(&folder.path().join("r.db")).expect("a record");
    store.add(&report("r", "Shells hit Ardal."), Some("Shells hit Ardal."), "c", DAY[0]).expect("added");
    for odd in ["\"", "NEAR(", "a OR", "*", "'; DROP TABLE report; --", "", "  ", "quote:shells"] {
        store.search(odd, 5).expect("an answer, not an error");
    }
    assert_eq!(store.sources_at(1).expect("sources").len(), 1);
}

#[test]
fn files_of_others_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("notes.txt");
    std::fs::write(
        &text,
        "no database, and long enough to be looked at as one, as a header of a file has a hundred bytes or so ".repeat(9),
    )
    .expect("written");
    assert!(matches!(Store::create(&text), Err(Error::Foreign(_))));
    let other = folder.path().join("other.db");
    let foreign = rusqlite::Connection::open(&other).expect("a database");
    foreign.execute_batch("CREATE TABLE notes (text TEXT)").expect("a table");
    drop(foreign);
    assert!(matches!(Store::create(&other), Err(Error::Foreign(_))));
    assert!(matches!(Store::open(&folder.path().join("none.db")), Err(Error::Missing(_))));
    let newer = folder.path().join("newer.db");
    Store::create(&newer).expect("a record").close().expect("closed");
    rusqlite::Connection::open(&newer).expect("a database").execute_batch("PRAGMA user_version = 999").expect("set");
    assert!(matches!(Store::open(&newer), Err(Error::Newer { found: 999, .. })));
}

#[test]
fn the_log_only_grows() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("r.db");
    let mut store = Store::create(&file).expect("a record");
    store.add(&report("r", "Shells hit Ardal."), None, "c", DAY[0]).expect("added");
    store.close().expect("closed");
    let raw = rusqlite::Connection::open(&file).expect("a database");
    assert!(raw.execute("DELETE FROM log", []).is_err());
    assert!(raw.execute("UPDATE log SET time = ''", []).is_err());
}

//! Every suite over a few made-up documents, read by the real engine.

use dateline_engine::{Engine, Options};
use dateline_eval::{Layout, run};
use serde_json::{Value, json};

fn engine(threads: usize) -> Engine {
    let mut options = Options::default();
    options.threads = threads;
    Engine::new(options)
}

fn lines(rows: &[Value]) -> String {
    rows.iter().map(|row| format!("{row}\n")).collect()
}

const SHELLED: &str = "Azerbaijan shelled the town of Shushi on Monday, Armenia said. Five soldiers were killed.";

fn gold(layout: Layout) -> String {
    let document = |more: Value| {
        let mut row = json!({"id": "a", "date": "2020-11-03", "text": SHELLED});
        row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        row
    };
    let quote = |words: &str| {
        let b = SHELLED.find(words).unwrap();
        json!({"b": b, "e": b + words.len(), "text": words})
    };
    let with = |words: &str, more: Value| {
        let mut span = quote(words);
        span.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        span
    };
    lines(&[match layout {
        Layout::Time => document(json!({"timexes": [with("Monday", json!({"type": "DATE", "value": "2020-11-02"}))]})),
        Layout::Places => {
            let place = json!({"geonameid": null, "lat": 39.76, "lon": 46.75, "country": "Azerbaijan"});
            document(json!({"toponyms": [with("Shushi", place)]}))
        }
        Layout::Gsr => document(json!({"event": "FIGHT", "source": [{"code": "AZE"}], "target": null})),
        Layout::Acled => document(json!({"label": "ART_MISS_ATTACK"})),
        Layout::Toll => {
            document(json!({"labels": {"min_killed": 5, "min_captured": 0, "start_date": "2020-11-02", "province": [""]}}))
        }
        Layout::Muc4 => document(json!({"templates": []})),
        Layout::Factuality => {
            let event = with("shelled", json!({"certainty": "CERTAIN", "polarity": "POS"}));
            document(json!({"events": [event]}))
        }
        Layout::Attribution => {
            let said = json!({"source": [quote("Armenia")], "cue": [quote("said")], "content": [quote("Azerbaijan shelled the town of Shushi on Monday")]});
            document(json!({"attributions": [said]}))
        }
        Layout::Entities => {
            let kinds = [("Armenia", "Location"), ("Azerbaijan", "Location"), ("Shushi", "Location")];
            document(json!({"entities": kinds.map(|(name, kind)| with(name, json!({"type": kind})))}))
        }
    }])
}

const ALL: [Layout; 9] = [
    Layout::Time,
    Layout::Places,
    Layout::Gsr,
    Layout::Acled,
    Layout::Toll,
    Layout::Muc4,
    Layout::Factuality,
    Layout::Attribution,
    Layout::Entities,
];

#[test]
fn what_is_read_rightly_scores_full_marks() {
    let engine = engine(1);
    let value =
        |layout: Layout, measure: &str| run(layout, &engine, "gold", &gold(layout)).unwrap().outcome(measure).unwrap().ours.value;
    assert_eq!(value(Layout::Time, "all, value F1"), 1.0);
    assert_eq!(value(Layout::Places, "within 161 km, of those in the index"), 1.0);
    assert_eq!(value(Layout::Gsr, "type and both countries"), 1.0);
    assert_eq!(value(Layout::Acled, "accuracy"), 1.0);
    assert_eq!(value(Layout::Toll, "isaf killed, exact"), 1.0);
    assert_eq!(value(Layout::Toll, "isaf start date, exact"), 1.0);
    assert_eq!(value(Layout::Factuality, "events held by a claim"), 1.0);
    assert_eq!(value(Layout::Attribution, "whole"), 1.0);
    assert_eq!(value(Layout::Entities, "names, exact F1"), 1.0);
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let (one, three) = (engine(1), engine(3));
    for layout in ALL {
        let page = |engine: &Engine| {
            let suite = run(layout, engine, "gold", &gold(layout)).unwrap();
            (suite.page(), suite.to_json().to_string(), suite.errors(9))
        };
        assert_eq!(page(&one), page(&three), "{layout:?}");
    }
}

/// Gold that lacks what a suite asks for, or holds nonsense, is scored as holding nothing; a line that is no document is an error.
#[test]
fn hostile_gold_ends_in_a_clear_error_or_a_page() {
    let engine = engine(1);
    let nonsense = json!([{"b": -1, "e": 1e300}, {"b": 9, "e": 2, "text": 7}, null, "x"]);
    let odd = json!({"id": "a", "text": "é.", "date": "never", "timexes": nonsense, "toponyms": nonsense, "event": 3, "source": "x", "target": {},
        "label": [], "labels": {"min_killed": u64::MAX, "min_captured": -1}, "record": {"killed": u64::MAX, "injured": u64::MAX},
        "templates": nonsense, "events": nonsense, "attributions": nonsense});
    for layout in ALL {
        let suite = run(layout, &engine, "gold", &lines(&[odd.clone(), json!({"id": "b", "text": ""})])).unwrap();
        assert!(suite.page().contains("2 "), "{layout:?}");
        let error = run(layout, &engine, "gold.jsonl", "{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"b\"}").unwrap_err();
        assert!(error.to_string().starts_with("gold.jsonl:2: "), "{error}");
    }
}

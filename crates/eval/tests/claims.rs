//! The score of claims on a made-up report, with figures worked out by hand from the definition.

use dateline_eval::claims::{Gold, Predictions};
use serde_json::json;

const TEXT: &str = "Armenia said Azerbaijan shelled a town. Five soldiers were killed. Talks will follow in Geneva.";

fn gold(folder: &std::path::Path) -> Gold {
    let entity = |code: &str| json!({"name": code, "code": code});
    let claims = json!([
        {"n": 1, "kind": "event", "type": "ASSAULT", "evidence": "Azerbaijan shelled a town", "actors": [entity("AZE")], "recipients": [],
         "attribution": [{"name": "Armenia", "code": "ARM", "stance": "asserts"}], "when": null, "where": null},
        {"n": 2, "kind": "figure", "figure": {"what": "killed", "low": 5, "high": 5}, "evidence": "Five soldiers were killed",
         "actors": [], "recipients": [], "attribution": [], "when": ["2020-11-01", "2020-11-01"], "where": null},
        {"n": 3, "kind": "event", "type": "AGREE", "alt_types": ["CONSULT"], "evidence": "Talks will follow in Geneva", "actors": [],
         "recipients": [], "attribution": [], "modality": "future", "where": {"name": "Geneva", "country": "CHE"}},
        {"n": 4, "kind": "event", "type": "ACCUSE", "evidence": "Armenia said", "optional": true, "actors": [], "recipients": []},
    ]);
    std::fs::write(folder.join("r.json"), json!({"id": "r", "claims": claims}).to_string()).unwrap();
    std::fs::write(folder.join("other.json"), "{\"no\": \"report\"}").unwrap();
    std::fs::write(folder.join("reports.jsonl"), json!({"id": "r", "date": "2020-11-02", "text": TEXT}).to_string()).unwrap();
    Gold::load(folder).unwrap()
}

fn prediction(kind: &str, body: serde_json::Value, words: &str, more: serde_json::Value) -> String {
    let start = TEXT.find(words).unwrap();
    let mut claim = json!({"kind": kind, kind: body, "report": {"id": "r"}, "actors": [], "recipients": [], "attribution": [],
        "evidence": {"start": start, "end": start + words.len(), "text": words}});
    claim.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    claim.to_string()
}

#[test]
fn scores_are_those_of_the_definition() {
    let folder = tempfile::tempdir().unwrap();
    let gold = gold(folder.path());
    let lines = [
        // Right, but the speaker is missing.
        prediction("event", json!({"type": "ASSAULT"}), "Azerbaijan shelled a town", json!({"actors": [{"code": "AZE"}]})),
        // Wrong number; the date is right.
        prediction(
            "figure",
            json!({"what": "killed", "low": 4, "high": 6}),
            "Five soldiers were killed",
            json!({"when": {"start": "2020-11-01", "end": "2020-11-01", "precision": "day"}}),
        ),
        // Right by the listed alternative; the modality is not told, which is forgiven of promises only, and not here.
        prediction(
            "event",
            json!({"type": "CONSULT"}),
            "Talks will follow in Geneva",
            json!({"where": {"name": "Geneva", "country": "CHE", "precision": "settlement"}}),
        ),
        // Optional in gold: neither gain nor loss.
        prediction("event", json!({"type": "ACCUSE"}), "Armenia said", json!({})),
        // Nothing in gold.
        prediction("office", json!({"person": "X", "office": "y"}), "soldiers", json!({})),
    ];
    let scores = gold.score(&Predictions::from_lines(&lines.join("\n")).unwrap()).to_json();
    let expected = json!({
        "gold": 3, "predicted": 4, "broken_quotes": 0,
        "found": {"p": 0.75, "r": 1.0, "f1": 0.8571},
        "what": {"p": 0.5, "r": 0.6667, "f1": 0.5714},
        "who": {"p": 0.5, "r": 0.6667, "f1": 0.5714},
        "says": {"p": 0.25, "r": 0.3333, "f1": 0.2857},
        "flags": {"p": 0.5, "r": 0.6667, "f1": 0.5714},
        "full": {"p": 0.25, "r": 0.3333, "f1": 0.2857},
        "when": {"right": 3, "of": 3, "right_where_told": 1, "told": 1},
        "where": {"right": 3, "of": 3, "right_where_told": 1, "told": 1},
    });
    assert_eq!(scores, expected);
}

#[test]
fn a_quote_that_is_not_in_the_text_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let gold = gold(folder.path());
    let line =
        prediction("event", json!({"type": "ASSAULT"}), "Azerbaijan shelled a town", json!({})).replace("a town\"", "a city\"");
    assert_eq!(gold.score(&Predictions::from_lines(&line).unwrap()).broken_quotes, 1);
    assert!(Predictions::from_lines("{\"kind\": \"event\"}").is_err());
}

#[test]
fn the_baseline_is_scored_on_the_same_reports() {
    let folder = tempfile::tempdir().unwrap();
    let gold = gold(folder.path());
    assert_eq!(gold.score(&gold.baseline()).predicted(), 3);
}

#[test]
fn of_a_sample_only_what_was_drawn_counts() {
    let folder = tempfile::tempdir().unwrap();
    let at = |words: &str| (TEXT.find(words).unwrap(), TEXT.find(words).unwrap() + words.len());
    let drawn = |id: &str, kind: &str, words: &str| json!({"id": id, "kind": kind, "start": at(words).0, "end": at(words).1});
    let gold = json!({"id": "r", "sampled": true,
        "drawn": [drawn("a", "event", "Azerbaijan shelled a town"), drawn("b", "event", "Talks will follow in Geneva")],
        "claims": [{"n": 1, "kind": "event", "type": "ASSAULT", "evidence": "Azerbaijan shelled a town", "actors": [], "recipients": [],
            "attribution": [], "when": null, "where": null}]});
    std::fs::write(folder.path().join("r.json"), gold.to_string()).unwrap();
    std::fs::write(folder.path().join("reports.jsonl"), json!({"id": "r", "date": "2020-11-02", "text": TEXT}).to_string())
        .unwrap();
    let gold = Gold::load(folder.path()).unwrap();
    let lines = [
        prediction("event", json!({"type": "ASSAULT"}), "Azerbaijan shelled a town", json!({"id": "a"})),
        // Judged wrong.
        prediction("event", json!({"type": "AGREE"}), "Talks will follow in Geneva", json!({"id": "b"})),
        // Nobody was asked.
        prediction("figure", json!({"what": "killed", "low": 5, "high": 5}), "Five soldiers were killed", json!({"id": "c"})),
    ];
    let suite = gold.suite(&Predictions::from_lines(&lines.join("\n")).unwrap());
    let found = suite.outcome("precision found").unwrap().ours;
    assert_eq!((found.value, found.counts), (0.5, Some((1, 2, None))));
    assert!(suite.page().contains("recall is not measured: 2"), "{}", suite.page());
    // What a better program no longer says is no loss.
    let suite = gold.suite(&Predictions::from_lines(&lines[0]).unwrap());
    assert_eq!(suite.outcome("precision full").unwrap().ours.value, 1.0);
}

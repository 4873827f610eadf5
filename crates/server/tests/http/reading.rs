//! Texts and files that are read at once.

use crate::served::Served;
use serde_json::{Value, json};

const TEXT: &str = "Sudan's army shelled a market in Omdurman on Sunday, killing 12 people, medics said. The army denied it.";

#[test]
fn a_text_is_read_and_the_record_stays_as_it_is() {
    let served = Served::examples();
    let before = served.get("/api/v1/meta");
    let got = served.post_json("/api/v1/read", &json!({ "text": TEXT, "date": "2023-05-22", "publisher": "A Paper" }));
    assert_eq!(got.status, 200);
    let answer = got.json();
    let report = &answer["reports"][0];
    assert_eq!(
        (report["text"].as_str(), report["publisher"].as_str(), report["published"].as_str()),
        (Some(TEXT), Some("A Paper"), Some("2023-05-22"))
    );
    let claims = report["claims"].as_array().unwrap();
    let killed = claims.iter().find(|c| c["claim"]["figure"]["what"] == "killed").unwrap();
    assert_eq!((killed["claim"]["figure"]["low"].as_u64(), killed["claim"]["figure"]["high"].as_u64()), (Some(12), Some(12)));
    // Claims lead to incidents of the same answer.
    let ids: Vec<&str> = answer["incidents"].as_array().unwrap().iter().map(|i| i["id"].as_str().unwrap()).collect();
    assert!(claims.iter().filter_map(|c| c["incident"].as_str()).all(|i| ids.contains(&i)));
    assert_eq!(served.get("/api/v1/meta").bytes, before.bytes);
    // The same text gives the same answer.
    let again = served.post_json("/api/v1/read", &json!({ "text": TEXT, "date": "2023-05-22", "publisher": "A Paper" }));
    assert_eq!(again.bytes, got.bytes);
}

#[test]
fn what_is_wrong_with_a_text_is_told() {
    let served = Served::examples();
    let read = |text: &str| served.post_json("/api/v1/read", &json!({ "text": text })).json();
    let undated = read("Troops shelled the town on Sunday.");
    assert!(undated["problems"].to_string().contains("no-date"), "{undated}");
    let empty = read("  \n ");
    assert!(empty["reports"].as_array().unwrap().is_empty() && !empty["problems"].as_array().unwrap().is_empty());
    let broken = read("{\"text\": ");
    assert!(broken["problems"].to_string().contains("broken-json"), "{broken}");
}

#[test]
fn files_are_read_with_progress() {
    let served = Served::examples();
    let one = format!(" date 2023-05-22 {TEXT}");
    let two = json!({"id": "x1", "date": "2023-05-23", "text": TEXT}).to_string();
    let started =
        served.post_files("/api/v1/read/files", &[("../../one.txt", &one), ("two.jsonl", &two), ("three.pdf", "%PDF-1.7")]);
    assert_eq!(started.status, 202);
    let started = started.json();
    let events = served.get(started["events"].as_str().unwrap());
    assert_eq!(events.header("content-type"), "text/event-stream");
    let events = String::from_utf8(events.bytes).unwrap();
    let last = events.trim_end().split("\n\n").last().unwrap();
    assert!(last.contains("event: done"), "{events}");
    let data: Value = serde_json::from_str(last.lines().find_map(|l| l.strip_prefix("data: ")).unwrap()).unwrap();
    assert_eq!((data["reports"].as_u64(), &data["answer"]), (Some(2), &Value::Null));
    let job = served.done(&started);
    let ids: Vec<&str> = job["answer"]["reports"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["one", "x1"]);
    let problems = job["problems"].to_string();
    assert!(problems.contains("three.pdf") && !problems.contains("tmp"), "{problems}");
}

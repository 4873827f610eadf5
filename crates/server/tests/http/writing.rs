//! What writes: adding, deciding; and what readers see meanwhile.

use crate::served::{Served, add, encode, record};
use dateline_store::Store;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

/// Reports of attacks on different towns and days, so that no two are one incident.
fn texts() -> Vec<(String, String, String)> {
    let towns = ["Aleppo", "Homs", "Idlib", "Hama", "Latakia", "Raqqa", "Palmyra", "Daraa", "Tartus", "Manbij"];
    let day = |i: usize| format!("2016-{:02}-{:02}", 1 + i / 2, 5 + i);
    let months = ["January", "February", "March", "April", "May"];
    let text = |i: usize, town: &str| {
        let told = format!("{} {}, 2016", months[i / 2], 4 + i);
        format!("Syrian government warplanes bombed the city of {town} on {told}, killing {} people, residents said.", 3 + i)
    };
    towns.iter().enumerate().map(|(i, town)| (format!("r{i}"), day(i), text(i, town))).collect()
}

fn file(folder: &tempfile::TempDir, texts: &[(String, String, String)]) -> std::path::PathBuf {
    let path = folder.path().join("record.db");
    let borrowed: Vec<(&str, &str, &str)> = texts.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    record(&path, &borrowed);
    path
}

fn ids(rows: &[Value]) -> Vec<String> {
    rows.iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn pages_hold_while_the_record_grows() {
    let folder = tempfile::tempdir().unwrap();
    let texts = texts();
    let path = file(&folder, &texts[..6]);
    let served = Served::file(&path, false);
    let before = ids(&served.rows("/api/v1/incidents"));
    assert!(before.len() >= 5);
    let first = served.json("/api/v1/incidents?limit=2");
    let mut seen = ids(first["rows"].as_array().unwrap());
    let mut after = first["next"].as_str().map(str::to_owned);
    let mut more = texts[6..].iter();
    while let Some(cursor) = after {
        // Between two pages another report comes in, of a day before or behind.
        if let Some((id, day, text)) = more.next() {
            let mut store = Store::create(&path).unwrap();
            add(&mut store, id, day, text);
            let early = text.replace("2016", "2015");
            add(&mut store, &format!("early {id}"), &day.replace("2016", "2015"), &early);
            store.refresh().unwrap();
        }
        let page = served.json(&format!("/api/v1/incidents?limit=2&after={}", encode(&cursor)));
        seen.extend(ids(page["rows"].as_array().unwrap()));
        after = page["next"].as_str().map(str::to_owned);
    }
    let unique: BTreeSet<&String> = seen.iter().collect();
    assert_eq!(unique.len(), seen.len(), "a row came twice");
    for id in &before {
        assert!(unique.contains(id), "{id} was passed over");
    }
}

#[test]
fn files_are_added_and_etags_change() {
    let folder = tempfile::tempdir().unwrap();
    let texts = texts();
    let path = file(&folder, &texts[..2]);
    let served = Served::file(&path, true);
    let before = served.get("/api/v1/incidents");
    let dated = |i: usize| format!(" date {} {}", texts[i].1, texts[i].2);
    let (two, three) = (dated(2), dated(3));
    let started = served.post_files("/api/v1/record/add", &[("two.txt", &two), ("three.txt", &three), ("dir/three.txt", &two)]);
    assert_eq!(started.status, 202, "{}", String::from_utf8_lossy(&started.bytes));
    let job = served.done(&started.json());
    assert_eq!((job["state"].as_str(), job["added"].as_u64()), (Some("done"), Some(3)), "{job}");
    let now = served.get_with("/api/v1/incidents", &[("if-none-match", before.header("etag"))]);
    assert_eq!(now.status, 200);
    assert!(now.json()["data_version"].as_i64() > before.json()["data_version"].as_i64());
    let reports = ids(&served.rows("/api/v1/reports"));
    assert!(reports.contains(&"two".to_owned()) && reports.iter().filter(|r| r.starts_with("three")).count() == 2, "{reports:?}");
    // Once more: nothing changes.
    let again = served.done(&served.post_files("/api/v1/record/add", &[("two.txt", &two)]).json());
    assert_eq!((again["added"].as_u64(), again["unchanged"].as_u64()), (Some(0), Some(1)));
    assert_eq!(served.get_with("/api/v1/incidents", &[("if-none-match", now.header("etag"))]).status, 304);
    // It is in the file, not only in the server.
    served.end();
    assert_eq!(ids(&Served::file(&path, false).rows("/api/v1/reports")), reports);
}

#[test]
fn decisions_are_taken_kept_and_redirect() {
    let folder = tempfile::tempdir().unwrap();
    let texts = texts();
    let path = file(&folder, &texts[..4]);
    let served = Served::file(&path, true);
    let rows = served.rows("/api/v1/incidents");
    let claims = |id: &str| -> Vec<String> {
        let incident = served.json(&format!("/api/v1/incidents/{id}"));
        let sources = incident["sources"].as_array().unwrap().clone();
        sources.iter().flat_map(|s| s["claim_ids"].as_array().unwrap().clone()).map(|c| c.as_str().unwrap().to_owned()).collect()
    };
    let (a, b) = (rows[0]["id"].as_str().unwrap(), rows[1]["id"].as_str().unwrap());
    let (of_a, of_b) = (claims(a), claims(b));
    let by = |mut decision: Value| {
        decision["author"] = json!("A. Editor");
        decision["reason"] = json!("the same raid");
        decision
    };
    let decide = |decision: Value| served.post_json("/api/v1/decisions", &decision);
    let joined = decide(by(json!({"edit": "join", "claims": [of_a[0], of_b[0]]})));
    assert_eq!(joined.status, 201, "{}", String::from_utf8_lossy(&joined.bytes));
    let joined = joined.json();
    let heir = joined["incidents"][0].as_str().unwrap().to_owned();
    assert_eq!(joined["incidents"].as_array().unwrap().len(), 1);
    let gone = if heir == a { b } else { a };
    let moved = served.get(&format!("/api/v1/incidents/{gone}"));
    assert_eq!((moved.status, moved.header("location")), (308, format!("/api/v1/incidents/{heir}").as_str()));
    let whole = served.json(&format!("/api/v1/incidents/{heir}"));
    assert!(whole["former_ids"].as_array().unwrap().contains(&json!(gone)));
    // As it stood before.
    assert_eq!(served.get(&format!("/api/v1/incidents/{gone}?as_of=2026-01-02")).status, 200);
    let split = decide(by(json!({"edit": "split", "these": [of_a[0]], "those": [of_b[0]]}))).json();
    assert_eq!(split["incidents"].as_array().unwrap().len(), 2, "{split}");
    let corrected = decide(by(json!({"edit": "correct", "claim": of_a[0], "field": "where", "value": "Eastern Aleppo"})));
    assert_eq!(corrected.status, 201);
    let whole = served.json(&format!("/api/v1/incidents/{}", corrected.json()["incidents"][0].as_str().unwrap()));
    assert_eq!(whole["fields"][3]["corrected"]["value"], "Eastern Aleppo");
    let wrong = [
        (json!({"edit": "join", "claims": [of_a[0]]}), 400),
        (json!({"edit": "join", "claims": [of_a[0], "none"]}), 404),
        (json!({"edit": "split", "these": [of_a[0]], "those": [of_a[0]]}), 400),
        (json!({"edit": "correct", "claim": of_a[0], "field": "mood", "value": "x"}), 400),
        (json!({"edit": "burn", "claims": []}), 400),
    ];
    for (decision, status) in wrong {
        let got = decide(by(decision.clone()));
        assert_eq!(got.status, status, "{decision}: {}", String::from_utf8_lossy(&got.bytes));
        got.problem();
    }
    let nobody = json!({"edit": "join", "claims": [of_a[0], of_b[0]], "author": " ", "reason": "x"});
    assert_eq!(decide(nobody).status, 400);
    let list: Vec<String> =
        served.rows("/api/v1/decisions?limit=2").iter().map(|d| d["edit"].as_str().unwrap().to_owned()).collect();
    assert_eq!(list, ["correct", "split", "join"]);
}

#[test]
fn reviews_are_counted_by_author() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, &texts()[..3]);
    let served = Served::file(&path, true);
    let sample = served.json("/api/v1/review/sample?n=3&seed=4");
    assert_eq!(sample["rows"].as_array().unwrap().len(), 3);
    let incidents = served.get("/api/v1/incidents").json();
    let claims: Vec<&str> = sample["rows"].as_array().unwrap().iter().map(|r| r["claim"]["id"].as_str().unwrap()).collect();
    for (author, verdicts) in [("Ann", ["right", "right", "wrong"]), ("Bob", ["right", "wrong", "wrong"])] {
        for (claim, verdict) in claims.iter().zip(verdicts) {
            let decision = json!({"edit": "review", "claim": claim, "verdict": verdict, "author": author, "reason": "looked"});
            assert_eq!(served.post_json("/api/v1/decisions", &decision).status, 201);
        }
    }
    let agreement = served.json("/api/v1/review/agreement");
    assert_eq!((agreement["pairs"][0]["claims"].as_u64(), agreement["pairs"][0]["agree"].as_u64()), (Some(3), Some(2)));
    // Observed 2/3, by chance (2·1 + 1·2)/9.
    let kappa = agreement["pairs"][0]["kappa"].as_f64().unwrap();
    assert!((kappa - (2.0 / 3.0 - 4.0 / 9.0) / (5.0 / 9.0)).abs() < 1e-9, "{kappa}");
    // The same draw, now with what was found; no incident changed.
    let again = served.json("/api/v1/review/sample?n=3&seed=4");
    assert_eq!(again["rows"][0]["verdicts"].as_array().unwrap().len(), 2);
    assert_eq!(served.json("/api/v1/incidents")["rows"], incidents["rows"]);
}

#[test]
fn many_readers_and_a_writer() {
    let folder = tempfile::tempdir().unwrap();
    let texts = texts();
    let path = file(&folder, &texts[..2]);
    let served = Served::file(&path, true);
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for reader in 0..4 {
            let (served, over) = (&served, &over);
            scope.spawn(move || {
                let mut last = 0;
                let mut asked = 0;
                while !over.load(Ordering::Relaxed) || asked < 5 {
                    asked += 1;
                    // All on one page: what it counts and what it lists must be of one state.
                    let list = served
                        .json(&format!("/api/v1/incidents?limit=1000&words={}", ["killing", "city", "bombed", "people"][reader]));
                    assert_eq!(list["rows"].as_array().unwrap().len() as u64, list["total"].as_u64().unwrap());
                    let version = list["data_version"].as_i64().unwrap();
                    assert!(version >= last, "{version} after {last}");
                    last = version;
                    let timeline = served.json("/api/v1/timeline");
                    assert_eq!(
                        timeline["rows"].as_array().unwrap().len() as u64 + timeline["undated"].as_u64().unwrap(),
                        timeline["total"].as_u64().unwrap()
                    );
                }
            });
        }
        for (id, day, text) in &texts[2..] {
            let dated = format!(" date {day} {text}");
            let job = served.done(&served.post_files("/api/v1/record/add", &[(&format!("{id}.txt"), &dated)]).json());
            assert_eq!(job["state"], "done", "{job}");
        }
        over.store(true, Ordering::Relaxed);
    });
    assert_eq!(served.rows("/api/v1/reports").len(), texts.len());
}

/// Three jobs at once are more than are taken; the third is told to come back.
#[test]
fn too_many_jobs_are_told_to_come_back() {
    let served = Served::examples();
    let long = texts().iter().map(|t| format!(" date {} {}\n", t.1, t.2.repeat(200))).collect::<Vec<_>>();
    let send = || served.post_files("/api/v1/read/files", &[("a.txt", &long[0]), ("b.txt", &long[1]), ("c.txt", &long[2])]);
    let answers: Vec<_> = (0..6).map(|_| send()).collect();
    for got in answers.iter().filter(|g| g.status != 202) {
        assert_eq!((got.status, got.problem().as_str(), got.header("retry-after")), (503, "busy", "2"));
    }
    for got in answers.iter().filter(|g| g.status == 202) {
        assert_eq!(served.done(&got.json())["state"], "done");
    }
}

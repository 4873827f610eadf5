//! What the views answer.

use crate::served::{Served, encode, record};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn words(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
    text.chars().skip(start).take(end - start).collect()
}

/// Every voice of every view names the words of its report, in code points.
#[test]
fn each_voice_leads_to_its_words() {
    let served = Served::examples();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for report in served.rows("/api/v1/reports") {
        let id = report["id"].as_str().unwrap();
        let whole = served.json(&format!("/api/v1/reports/{}", encode(id)));
        let text = whole["text"].as_str().unwrap().to_owned();
        for coded in whole["claims"].as_array().unwrap() {
            let span = &coded["claim"]["evidence"];
            assert_eq!(words(&text, &span["start"], &span["end"]), span["text"].as_str().unwrap());
        }
        texts.insert(id.to_owned(), text);
    }
    let mut voices = 0;
    let mut check = |value: &Value| {
        each_voice(value, &mut |voice| {
            voices += 1;
            let text = &texts[voice["report"].as_str().unwrap()];
            assert_eq!(words(text, &voice["start"], &voice["end"]), voice["quote"].as_str().unwrap());
        })
    };
    for row in served.rows("/api/v1/incidents") {
        let incident = served.json(&format!("/api/v1/incidents/{}", row["id"].as_str().unwrap()));
        assert_eq!(incident["title"], row["title"]);
        let names: Vec<&str> = incident["fields"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["what", "who", "whom", "where", "when", "how_many"]);
        let told: u64 =
            incident["sources"].as_array().unwrap().iter().map(|s| s["claim_ids"].as_array().unwrap().len() as u64).sum();
        assert_eq!(told, row["claims"].as_u64().unwrap());
        check(&incident);
    }
    for view in ["disputes", "agreements", "tolls", "control"] {
        served.rows(&format!("/api/v1/{view}")).iter().for_each(&mut check);
    }
    assert!(voices > 100, "{voices}");
}

fn each_voice(value: &Value, see: &mut dyn FnMut(&Value)) {
    match value {
        Value::Object(fields) if fields.contains_key("speaker") && fields.contains_key("start") => see(value),
        Value::Object(fields) => fields.values().for_each(|v| each_voice(v, see)),
        Value::Array(items) => items.iter().for_each(|v| each_voice(v, see)),
        _ => {}
    }
}

#[test]
fn one_filter_means_the_same_in_every_view() {
    let served = Served::examples();
    let all = served.json("/api/v1/incidents?limit=1")["total"].as_u64().unwrap();
    for filter in [
        "actor=SDN",
        "type=ASSAULT",
        "from=2023-01-01&to=2023-12-31",
        "place=-",
        "standing=disputed",
        "words=army",
        "bbox=20,0,50,40",
    ] {
        let ids: BTreeSet<String> =
            served.rows(&format!("/api/v1/incidents?{filter}")).iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect();
        assert!(!ids.is_empty() && (ids.len() as u64) < all, "{filter}: {} of {all}", ids.len());
        let timeline = served.json(&format!("/api/v1/timeline?{filter}"));
        assert_eq!(timeline["total"], ids.len());
        assert_eq!(timeline["of"], all);
        let binned: u64 = timeline["bins"].as_array().unwrap().iter().map(|b| b["total"].as_u64().unwrap()).sum();
        assert_eq!(binned + timeline["undated"].as_u64().unwrap(), ids.len() as u64, "{filter}");
        assert_eq!(timeline["rows"].as_array().unwrap().len() as u64, binned, "{filter}");
        let map = served.json(&format!("/api/v1/map?{filter}"));
        let count = |list: &str| -> u64 { map[list].as_array().unwrap().iter().map(|p| p["total"].as_u64().unwrap()).sum() };
        let placed = count("points") + count("countries") + count("unplaced");
        assert_eq!(placed + map["no_place"].as_u64().unwrap(), ids.len() as u64, "{filter}");
        let of_claims: BTreeSet<String> = served
            .rows(&format!("/api/v1/claims?limit=7&{filter}"))
            .iter()
            .map(|r| r["incident"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(of_claims, ids, "{filter}");
        let file = served.json(&format!("/api/v1/export/geojson?{filter}"));
        let exported: BTreeSet<&str> = file["features"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap()).collect();
        assert_eq!(exported, ids.iter().map(String::as_str).collect(), "{filter}");
        for view in ["disputes", "tolls"] {
            for row in served.rows(&format!("/api/v1/{view}?{filter}")) {
                assert!(ids.contains(row["incident"]["id"].as_str().unwrap()), "{view} {filter}");
            }
        }
    }
    assert_eq!(served.json("/api/v1/incidents?actor=XXX")["total"], 0);
}

/// A map can be asked for without the incidents at each place: the numbers stay.
#[test]
fn a_map_tells_as_many_incidents_of_a_place_as_it_is_asked_for() {
    let served = Served::examples();
    let (whole, one, bare) = (served.json("/api/v1/map"), served.json("/api/v1/map?ids=1"), served.json("/api/v1/map?ids=0"));
    let each =
        |map: &Value, list: &str, of: fn(&Value) -> u64| -> Vec<u64> { map[list].as_array().unwrap().iter().map(of).collect() };
    let ids = |map: &Value, list: &str| each(map, list, |place| place["incidents"].as_array().unwrap().len() as u64);
    let totals = |map: &Value, list: &str| each(map, list, |place| place["total"].as_u64().unwrap());
    for list in ["points", "unplaced"] {
        let all = totals(&whole, list);
        assert!(!all.is_empty(), "{list}");
        assert_eq!(ids(&whole, list), all.iter().map(|n| (*n).min(20)).collect::<Vec<_>>(), "{list}");
        assert_eq!(ids(&one, list), vec![1; all.len()], "{list}");
        assert_eq!(ids(&bare, list), vec![0; all.len()], "{list}");
        assert_eq!((totals(&one, list), totals(&bare, list)), (all.clone(), all), "{list}");
    }
    assert!(!whole["no_place_rows"].as_array().unwrap().is_empty());
    assert_eq!(bare["no_place_rows"].as_array().unwrap().len(), 0);
    assert_eq!(bare["no_place"], whole["no_place"]);
}

/// Cells of a dispute stand in their columns, and count what was said.
/// Days are looked at in memory: the pages hold what the days of all incidents say, in order, each once, with and without other filters.
#[test]
fn days_choose_the_same_page_by_page() {
    let served = Served::examples();
    let all = served.rows("/api/v1/incidents?limit=1000");
    let some = served.rows("/api/v1/incidents?limit=1000&type=violence");
    for (others, all) in [("", &all), ("&type=violence", &some)] {
        let mut met = 0;
        for (from, to) in [
            ("2023-05-21", "2023-12-31"),
            ("2003-01-01", "2020-01-01"),
            ("2023-05-20", "2023-05-20"),
            ("2090-01-01", "2091-01-01"),
        ] {
            let text = |row: &Value, key: &str| row[key].as_str().map(|day| day[..10].to_owned());
            let within = |row: &&Value| {
                text(row, "from").is_some_and(|first| first.as_str() <= to)
                    && text(row, "to").is_some_and(|last| last.as_str() >= from)
            };
            let wanted: Vec<&str> = all.iter().filter(within).map(|row| row["id"].as_str().unwrap()).collect();
            let (mut found, mut after) = (Vec::new(), String::new());
            loop {
                let page = served.json(&format!("/api/v1/incidents?limit=3&from={from}&to={to}{others}{after}"));
                assert_eq!(page["total"].as_u64(), Some(wanted.len() as u64));
                found.extend(page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()));
                match page["next"].as_str() {
                    Some(next) => after = format!("&after={}", encode(next)),
                    None => break,
                }
            }
            assert_eq!(found, wanted, "{from} {to} {others}");
            met += wanted.len();
        }
        assert!(met > 5, "{met}");
    }
}

/// Many reports name no outlet, and their own speakers speak all the same.
#[test]
fn speakers_are_counted_whoever_carries_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    record(
        &path,
        &[(
            "a",
            "2023-06-06",
            "Chad accused Sudan on Tuesday of shelling the town of Tine on Monday. Sudan denied shelling the town.",
        )],
    );
    let sources = Served::file(&path, false).json("/api/v1/sources");
    assert_eq!(sources["outlets"][0]["name"], Value::Null);
    let speakers = sources["speakers"].as_array().unwrap();
    let sudan = speakers.iter().find(|s| s["name"] == "Sudan").unwrap_or_else(|| panic!("{sources}"));
    assert!(sudan["claims"].as_u64() >= Some(1) && sudan["denials"].as_u64() >= Some(1), "{sudan}");
    assert!(speakers.iter().any(|s| s["name"] == "Chad"), "{sources}");
}

#[test]
fn disputes_are_tables() {
    let served = Served::examples();
    let rows = served.rows("/api/v1/disputes");
    assert!(!rows.is_empty());
    for row in rows {
        let columns = row["claimants"].as_array().unwrap();
        let questions = row["questions"].as_array().unwrap();
        assert!(columns.len() >= 2 && !questions.is_empty(), "{row}");
        for question in questions {
            assert_eq!(question["standing"]["standing"], "disputed");
            for cell in question["cells"].as_array().unwrap() {
                let who = &columns[cell["claimant"].as_u64().unwrap() as usize];
                assert_eq!(cell["voices"].as_array().unwrap().len() as u64, cell["count"].as_u64().unwrap());
                for voice in cell["voices"].as_array().unwrap() {
                    assert_eq!(voice["speaker"], who["name"]);
                }
            }
        }
    }
}

#[test]
fn an_incident_is_found_under_other_ids() {
    let served = Served::examples();
    let row = served.rows("/api/v1/incidents").into_iter().find(|r| r["claims"].as_u64() > Some(1)).unwrap();
    let id = row["id"].as_str().unwrap().to_owned();
    let incident = served.json(&format!("/api/v1/incidents/{id}"));
    for source in incident["sources"].as_array().unwrap() {
        for claim in source["claim_ids"].as_array().unwrap() {
            let got = served.get(&format!("/api/v1/incidents/{}", claim.as_str().unwrap()));
            assert_eq!((got.status, got.header("location")), (308, format!("/api/v1/incidents/{id}").as_str()));
        }
    }
    let short = served.get(&format!("/api/v1/why/{}?as_of=2030-01-01", &id[..10]));
    assert_eq!((short.status, short.header("location")), (308, format!("/api/v1/why/{id}?as_of=2030-01-01").as_str()));
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let served = Served::examples();
    for path in ["/api/v1/meta", "/api/v1/incidents?actor=SDN", "/api/v1/export/csv", "/"] {
        let got = served.get(path);
        let tag = got.header("etag").to_owned();
        assert!(!tag.is_empty(), "{path}");
        for sent in [tag.clone(), format!("\"other\", {tag}"), "*".to_owned()] {
            let again = served.get_with(path, &[("if-none-match", &sent)]);
            assert_eq!((again.status, again.bytes.len()), (304, 0), "{path}");
        }
        assert_eq!(served.get_with(path, &[("if-none-match", "\"other\"")]).bytes, got.bytes, "{path}");
    }
    let other = served.get("/api/v1/incidents?actor=ISR");
    assert_ne!(other.header("etag"), served.get("/api/v1/incidents?actor=SDN").header("etag"));
}

/// Same record, same bytes: whichever server answers, whatever was asked before.
#[test]
fn the_same_bytes_from_every_server() {
    let (one, two) = (Served::examples(), Served::examples());
    let paths = [
        "meta",
        "incidents",
        "disputes",
        "agreements",
        "timeline",
        "timeline?lanes=country&bins=month",
        "map",
        "tolls",
        "control",
        "sources",
        "search?q=army",
        "reports",
        "claims",
        "review/sample?seed=7",
        "export/jsonl",
    ];
    for path in paths.iter().rev() {
        two.get(&format!("/api/v1/{path}"));
    }
    for path in paths {
        let path = format!("/api/v1/{path}");
        assert!(one.get(&path).bytes == two.get(&path).bytes, "{path}");
    }
}

/// What a report says is data: no tag, no address of script, no control character gets out of its string.
#[test]
fn hostile_reports_stay_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let text = "\u{202e}<script>alert(1)</script> The Serbian army shelled the \"town\" of <img src=x onerror=alert(1)> Bihac on Monday, the \
        Bosnian government said. 𝔘nicode 🔥 troops of Serbia killed 12 people in Bihac, </script> a spokesman said.";
    record(&path, &[("<b>&\"'/../%00#?é", "1994-11-22", text)]);
    let served = Served::file(&path, false);
    let rows = served.rows("/api/v1/reports");
    let id = rows[0]["id"].as_str().unwrap();
    let got = served.get(&format!("/api/v1/reports/{}", encode(id)));
    assert_eq!((got.status, got.header("content-type")), (200, "application/json"));
    let report = got.json();
    assert_eq!(report["text"].as_str(), Some(text));
    let claims = report["claims"].as_array().unwrap();
    assert!(!claims.is_empty());
    for coded in claims {
        let span = &coded["claim"]["evidence"];
        assert_eq!(words(text, &span["start"], &span["end"]), span["text"].as_str().unwrap());
    }
    for row in served.rows("/api/v1/incidents") {
        assert_eq!(served.get(&format!("/api/v1/incidents/{}", row["id"].as_str().unwrap())).status, 200);
    }
    for format in ["jsonl", "csv", "geojson", "timelinejs", "annotations"] {
        let file = served.get(&format!("/api/v1/export/{format}"));
        assert!(file.header("content-disposition").starts_with("attachment;"), "{format}");
        assert!(!file.header("content-type").contains("html"));
    }
}

/// Addresses of reports that are no web addresses are not handed on.
#[test]
fn only_web_addresses_are_told() {
    let served = Served::examples();
    let line = serde_json::json!({"id": "a", "date": "2020-11-02", "url": "javascript:alert(1)", "text": "Troops shelled the town on Sunday."});
    let got = served.post_json("/api/v1/read", &serde_json::json!({ "text": line.to_string() })).json();
    assert_eq!(got["reports"][0]["id"], "a");
    assert_eq!(got["reports"][0]["url"], Value::Null);
}

#[test]
fn meta_tells_what_can_be_asked() {
    let served = Served::examples();
    let meta = served.json("/api/v1/meta");
    assert_eq!((meta["record"].as_str(), meta["writable"].as_bool()), (Some("examples"), Some(false)));
    assert_eq!(meta["counts"]["incidents"], served.json("/api/v1/incidents")["total"]);
    assert_eq!(meta["counts"]["claims"], served.json("/api/v1/claims")["total"]);
    assert_eq!(meta["counts"]["reports"], served.json("/api/v1/reports")["total"]);
    for (list, filter) in [
        ("parties", "actor"),
        ("types", "type"),
        ("families", "type"),
        ("modes", "type"),
        ("countries", "place"),
        ("standings", "standing"),
    ] {
        let values = meta["values"][list].as_array().unwrap();
        assert!(!values.is_empty(), "{list}");
        for value in values {
            let found = served.json(&format!("/api/v1/incidents?limit=1&{filter}={}", encode(value["key"].as_str().unwrap())));
            assert!(found["total"].as_u64() > Some(0), "{list}: {value}");
        }
    }
    for format in meta["formats"].as_array().unwrap() {
        assert_eq!(served.get(&format!("/api/v1/export/{}", format["id"].as_str().unwrap())).status, 200, "{format}");
    }
}

#[test]
fn large_answers_are_packed_where_that_is_understood() {
    let served = Served::examples();
    let (_, plain) = served.raw("GET /api/v1/incidents HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let (_, packed) =
        served.raw("GET /api/v1/incidents HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
    assert!(packed.to_lowercase().contains("content-encoding: gzip"));
    assert!(packed.len() * 3 < plain.len(), "{} of {}", packed.len(), plain.len());
    assert!(plain.to_lowercase().contains("vary: accept-encoding"));
}

#[test]
fn the_end_comes_when_told() {
    let served = Served::examples();
    // Connections that nobody closes don't hold it up for ever.
    let _idle = std::net::TcpStream::connect(served.address).unwrap();
    assert_eq!(served.get("/api/v1/meta").status, 200);
    let address = served.address;
    let begin = std::time::Instant::now();
    served.end();
    assert!(begin.elapsed().as_secs() < 20);
    assert!(std::net::TcpStream::connect(address).is_err());
}

//! Three reports on one truce: struck at talks, in effect and said to be broken, over. And what else stands in ledgers: who held what, who is called
//! what, and for whom a code asks.

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const TRUCE: [&str; 3] = [
    "date 2023-03-08 Kenya and Somalia agreed on a truce on Tuesday at talks in Nairobi, mediated by Qatar.",
    "date 2023-03-10 The truce between Kenya and Somalia took effect on Thursday. Kenyan forces shelled Somali positions near Mandera on Friday, \
     Somalia's defence ministry said. Kenya denied it.",
    "date 2023-03-20 The truce between Kenya and Somalia collapsed on Sunday after clashes near Mandera.",
];

fn run(db: &Path, verb: &[&str]) -> Vec<u8> {
    let mut all = vec!["--db", db.to_str().expect("a path")];
    all.extend(verb);
    let done = Command::new(cargo_bin("dateline")).args(&all).output().expect("runs");
    assert!(done.status.success(), "{verb:?}: {}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

fn rows(db: &Path, verb: &[&str]) -> Vec<Value> {
    let answer: Value = serde_json::from_slice(&run(db, &[verb, &["--format", "json"]].concat())).expect("JSON");
    let rows = if answer.is_array() { &answer } else { &answer["rows"] };
    rows.as_array().expect("rows").clone()
}

/// A record of reports, in a folder of its own.
fn record(reports: &[&str]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = folder.path().join("reports");
    std::fs::create_dir(&texts).expect("a folder");
    for (i, text) in reports.iter().enumerate() {
        std::fs::write(texts.join(format!("r{i}.txt")), text).expect("a report");
    }
    let db = folder.path().join("record.db");
    run(&db, &["record", "add", texts.to_str().expect("a path")]);
    (folder, db)
}

#[test]
fn a_truce_is_followed_from_its_talks_to_its_end() {
    let (_folder, db) = record(&TRUCE);
    let agreements = rows(&db, &["agreements"]);
    assert_eq!(agreements.len(), 1, "one truce, however often told: {agreements:#?}");
    let truce = &agreements[0];
    assert_eq!((truce["from"].as_str(), truce["to"].as_str()), (Some("2023-03-07"), Some("2023-03-07")));
    assert_eq!(truce["place"], "Nairobi");
    let course: Vec<(&str, &str)> = truce["course"]
        .as_array()
        .expect("a course")
        .iter()
        .map(|stage| (stage["what"].as_str().expect("a word"), stage["from"].as_str().expect("a day")))
        .collect();
    assert_eq!(course, [("agreed", "2023-03-07"), ("in_effect", "2023-03-09"), ("not_holding", "2023-03-19")]);
    let breaches = truce["breaches"].as_array().expect("breaches");
    let kenyan = breaches.iter().find(|b| b["accused"][0] == "Kenyan forces").expect("the shelling");
    assert_eq!(kenyan["accusers"][0], "Somalia's defence ministry");
    assert_eq!(kenyan["answers"][0], "Kenya");
    assert_eq!(breaches.len(), 1, "clashes between the two accuse neither: {breaches:#?}");
    let owed = truce["terms"][0]["owed_by"].as_array().expect("parties");
    assert!(owed.contains(&kenyan["party"]), "Kenyan forces are of a party that owes it: {owed:?}");
    let talks = rows(&db, &["talks"]);
    assert_eq!(talks.len(), 1);
    assert_eq!(talks[0]["outcome"][0], truce["id"], "what they came to");
}

#[test]
fn a_stretch_of_days_is_no_reason_to_see_no_breach() {
    let (_folder, db) = record(&[
        "date 2023-03-20 Kenya and Somalia agreed in early March not to use force. However, Kenyan forces opened fire on Somali positions on \
         Sunday, Somalia's defence ministry said.",
    ]);
    let agreements = rows(&db, &["agreements"]);
    assert_eq!(agreements[0]["breaches"].as_array().map(Vec::len), Some(1), "{agreements:#?}");
}

#[test]
fn the_war_before_a_truce_broke_nothing_and_neither_side_is_treated_otherwise() {
    let (_folder, db) = record(&[
        "date 2023-11-20 Kenya and Somalia agreed on a truce on November 14. The two countries fought over Mandera, in Kenya, in the autumn.",
    ]);
    let agreements = rows(&db, &["agreements"]);
    assert_eq!(agreements.len(), 1, "{agreements:#?}");
    assert_eq!(agreements[0]["breaches"].as_array().map(Vec::len), Some(0), "{agreements:#?}");
}

#[test]
fn a_code_asks_for_those_who_are_told_under_it() {
    let (_folder, db) = record(&[
        "date 2023-03-20 Rebels shelled the town of Aleppo in Syria on Sunday.",
        "date 2023-03-20 Rebels attacked a police station in Nairobi, Kenya, on Sunday.",
    ]);
    let found = rows(&db, &["timeline", "--actor", "KEN"]);
    assert!(!found.is_empty() && found.iter().all(|row| row["place"]["country"] == "KEN"), "{found:#?}");
    let rebels: Vec<Value> = rows(&db, &["actors"]).into_iter().filter(|row| row["name"] == "Rebels").collect();
    assert_eq!(rebels.len(), 2, "those of two wars are two");
}

#[test]
fn what_was_held_is_not_held_and_what_the_lexicon_knows_otherwise_is_flagged() {
    let (_folder, db) = record(&[
        "date 2020-11-02 Armenian President Nikol Pashinyan spoke in Yerevan. Sudan ceded territory it had controlled for decades.",
    ]);
    let control = rows(&db, &["control"]);
    assert_eq!(control[0]["told"][0]["past"], true, "{control:#?}");
    let offices = rows(&db, &["offices"]);
    let president = offices.iter().find(|office| office["office"] == "president").expect("the office");
    let conflict = president["conflicts"][0].as_str().expect("a conflict");
    assert!(conflict.contains("prime minister of ARM from 2018-05-08"), "{conflict}");
}

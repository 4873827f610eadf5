//! Six reports as outlets write them: five tell one bombing, each with a toll of its own, one of them with a claim of responsibility, one with a
//! denial, one with an accusation; a sixth tells another bombing near the same city two days later.

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const REPORTS: [(&str, &str, &str); 6] = [
    (
        "2019-06-12",
        "Harbour Herald",
        "A car bomb exploded outside the police headquarters in Jalalabad on Wednesday, killing at least 11 people and wounding 13, the \
         provincial governor's spokesman said. The Taliban denied involvement in the bombing.",
    ),
    (
        "2019-06-12",
        "Northern Tribune",
        "Nine people were killed when a suicide bomber blew up a car at the police headquarters in the Afghan city of Jalalabad on \
         Wednesday, a hospital official said. The Interior Ministry accused the Taliban of the bombing.",
    ),
    (
        "2019-06-13",
        "Evening Courier",
        "Islamic State claimed responsibility for Wednesday's car bombing at the police headquarters in Jalalabad, which killed 11 \
         people. The group said that the bombing killed 40 policemen.",
    ),
    (
        "2019-06-13",
        "Valley Post",
        "A suicide car bombing outside the police headquarters in Jalalabad on Wednesday killed 14 people, health officials said on \
         Thursday. Residents said that windows were broken hundreds of metres away.",
    ),
    (
        "2019-06-13",
        "Morning Gazette",
        "The United Nations said that 12 people were killed in the bombing of the police headquarters in Jalalabad on Wednesday. More \
         than 15 were wounded, it said.",
    ),
    ("2019-06-14", "Harbour Herald", "A roadside bomb killed four soldiers near Jalalabad on Friday, the army said."),
];

fn asked(db: &Path, verb: &[&str]) -> Value {
    let mut all = vec!["--db", db.to_str().expect("a path")];
    all.extend(verb);
    all.extend(["--format", "json"]);
    let done = Command::new(cargo_bin("dateline")).args(&all).output().expect("runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("JSON")
}

#[test]
fn five_outlets_on_one_attack_stand_side_by_side() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, file) = (folder.path().join("r.db"), folder.path().join("reports.jsonl"));
    let line = |(i, (date, publisher, text)): (usize, &(&str, &str, &str))| {
        serde_json::json!({ "id": format!("r{i}"), "date": date, "publisher": publisher, "text": text }).to_string()
    };
    std::fs::write(&file, REPORTS.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")).expect("written");
    let added =
        Command::new(cargo_bin("dateline")).arg("--db").arg(&db).args(["record", "add"]).arg(&file).output().expect("runs");
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));

    let tolls = asked(&db, &["toll", "--type", "killed", "--to", "2019-06-13"]);
    let rows = tolls.as_array().expect("a list");
    assert_eq!(rows.len(), 1, "one attack, however many outlets: {tolls:#}");
    let killed = rows[0]["tolls"].as_array().expect("tolls").iter().find(|t| t["what"] == "killed").expect("killed");
    let said = killed["said"].as_array().expect("who says so");
    let by: BTreeSet<(&str, u64)> =
        said.iter().filter_map(|s| Some((s["voice"]["outlet"].as_str()?, s["low"].as_u64()?))).collect();
    for one in
        [("Harbour Herald", 11), ("Northern Tribune", 9), ("Evening Courier", 11), ("Valley Post", 14), ("Morning Gazette", 12)]
    {
        assert!(by.contains(&one), "{one:?} is missing among {by:?}");
    }
    assert!(by.contains(&("Evening Courier", 40)), "the number of who claims it stands beside: {by:?}");

    let id = rows[0]["incident"].as_str().expect("an id");
    let incident = asked(&db, &["incident", id]);
    assert_eq!(incident["reports"], 5);
    let who = incident["fields"].as_array().expect("fields").iter().find(|f| f["name"] == "who").expect("who").to_string();
    for party in ["Islamic State", "Taliban"] {
        assert!(who.contains(party), "{party} is among those said to have done it: {who}");
    }
    assert_eq!(asked(&db, &["timeline", "--type", "ASSAULT"]).as_array().map(Vec::len), Some(2), "the roadside bomb is another");
}

//! Six reports as outlets write them: five tell one bombing, each with a toll of its own, one of them with a claim of responsibility, one with a
//! denial, one with an accusation; a sixth tells another bombing near the same city two days later. And five with headlines, one of which tells the
//! attack half a year later.

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
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

const HEADLINED: [(&str, &str, &str); 5] = [
    (
        "2019-08-14",
        "Northern Herald",
        "Car bomb kills at least 18 at police academy in Garissa\n\nGARISSA, Kenya - A car bomb tore through the gate of a police academy in the eastern Kenyan town of Garissa on Wednesday, killing at least 18 cadets and wounding 40, the interior ministry said.\n\nInterior Minister Joseph Nkaissery blamed al-Shabab. \"This cowardly act bears their mark,\" he told reporters in Nairobi.\n\nIn 2015, al-Shabab gunmen killed 148 people at Garissa University College.",
    ),
    (
        "2019-08-14",
        "World Wire",
        "Al-Shabab claims attack on Kenyan police college\n\nAl-Shabab said on Wednesday that it was behind a suicide car bombing at a police college in Garissa, near the border with Somalia.\n\nThe Somali militant group said in a statement that its fighters had killed 35 Kenyan officers. A hospital official said 21 bodies had been brought to the town's morgue. Police spokesman Charles Owino denied that 35 officers had died.",
    ),
    (
        "2019-08-15",
        "Coast Daily",
        "Death toll in Garissa blast rises to 23\n\nThe number of people killed when a bomber rammed a vehicle packed with explosives into a police training school in Garissa on Wednesday rose to 23 on Thursday, the Kenya Red Cross said. Fifty-two people were injured, many of them cadets who had been on parade.\n\nPresident Uhuru Kenyatta condemned the attack and promised to hunt down the killers.",
    ),
    (
        "2019-08-16",
        "Capital Times",
        "Kenya arrests three over Garissa academy bombing\n\nKenyan police have arrested three men suspected of helping to plan Wednesday's bombing of the Garissa police academy, in which 23 people died, officials said on Friday.\n\nThe United States and the African Union condemned the attack, which was claimed by al-Shabab.",
    ),
    (
        "2020-02-03",
        "World Wire",
        "Kenya court jails two for life over 2019 Garissa attack\n\nA Kenyan court sentenced two men to life in prison on Monday for their part in the August 2019 bombing of a police academy in Garissa, which killed 23 people. Al-Shabab had claimed responsibility for the attack.",
    ),
];

fn asked(db: &Path, verb: &[&str]) -> Value {
    let mut all = vec!["--db", db.to_str().expect("a path")];
    all.extend(verb);
    all.extend(["--format", "json"]);
    let done = Command::new(cargo_bin("dateline")).args(&all).output().expect("runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("JSON")
}

/// A record of reports, and the folder that holds it.
fn record(reports: &[(&str, &str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, file) = (folder.path().join("r.db"), folder.path().join("reports.jsonl"));
    let line = |(i, (date, publisher, text)): (usize, &(&str, &str, &str))| {
        serde_json::json!({ "id": format!("r{i}"), "date": date, "publisher": publisher, "text": text }).to_string()
    };
    std::fs::write(&file, reports.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")).expect("written");
    let added =
        Command::new(cargo_bin("dateline")).arg("--db").arg(&db).args(["record", "add"]).arg(&file).output().expect("runs");
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    (folder, db)
}

/// Who counts how many killed in one incident: outlet, speaker, lowest number.
fn killed(row: &Value) -> BTreeSet<(String, String, u64)> {
    let killed = row["tolls"].as_array().expect("tolls").iter().find(|t| t["what"] == "killed").expect("killed");
    let told = |s: &Value| {
        Some((s["voice"]["outlet"].as_str()?.to_owned(), s["voice"]["speaker"].as_str()?.to_owned(), s["low"].as_u64()?))
    };
    killed["said"].as_array().expect("who says so").iter().filter_map(told).collect()
}

#[test]
fn five_outlets_on_one_attack_stand_side_by_side() {
    let (_folder, db) = record(&REPORTS);
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

#[test]
fn headlines_claims_and_background_stand_side_by_side() {
    let (_folder, db) = record(&HEADLINED);
    let tolls = asked(&db, &["toll", "--type", "killed", "--from", "2019-08-01", "--to", "2020-02-03"]);
    let rows = tolls.as_array().expect("a list");
    assert_eq!(rows.len(), 1, "the attack on the academy: {tolls:#}");
    let attack = killed(&rows[0]);
    let of = |outlet: &str, speaker: &str, low: u64| (outlet.to_owned(), speaker.to_owned(), low);
    for one in [
        of("Northern Herald", "interior ministry", 18),
        of("World Wire", "al-Shabaab", 35),
        of("World Wire", "hospital official", 21),
        of("Coast Daily", "Coast Daily", 23),
        of("Capital Times", "Capital Times", 23),
        of("World Wire", "World Wire", 23),
    ] {
        assert!(attack.contains(&one), "{one:?} is missing among {attack:?}");
    }
    let incident = asked(&db, &["incident", rows[0]["incident"].as_str().expect("an id")]);
    assert_eq!(incident["reports"], 5);
    let claimed = incident["fields"].to_string().contains("claims_responsibility");
    assert!(claimed, "al-Shabaab said that it was behind it: {incident:#}");
}

//! A version of a record that can be cited: what stands in its files, and what a comparison of two of them needs.
//!
//! Nothing in a release depends on the clock, on the machine or on the order in which reports were added: the same record gives the same bytes.

use crate::told::Origin;
use dateline_record::Incident;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Version of the layout of a release.
pub const LAYOUT: u32 = 1;

/// One file of a release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHash {
    /// Its name in the folder.
    pub file: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// `manifest.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this layout.
    pub layout: u32,
    /// Program that wrote it.
    pub program: String,
    /// Title given by who released it.
    pub title: Option<String>,
    /// Until which day or moment the record was taken; `None`: as it stood.
    pub as_of: Option<String>,
    /// Filters that chose what is in it, as JSON; empty: everything.
    pub filter: Value,
    /// Coders of the reports (program, lexicon and model), each with the number of its reports.
    pub coders: BTreeMap<String, usize>,
    /// Reports.
    pub reports: usize,
    /// Claims.
    pub claims: usize,
    /// Incidents.
    pub incidents: usize,
    /// Decisions of people.
    pub decisions: usize,
    /// First and last day of publication.
    pub published: Option<[String; 2]>,
    /// The other files.
    pub files: Vec<FileHash>,
}

/// A line of `incidents.jsonl`: the account, its headline, and which claims of which reports it is made of.
pub fn incident_line(incident: &Incident, title: &str, claims: &[(&str, &str)]) -> Value {
    let mut value = serde_json::to_value(incident).unwrap_or_default();
    if let Value::Object(map) = &mut value {
        map.insert("title".into(), json!(title));
        map.insert("told_by".into(), claims.iter().map(|(report, claim)| json!([report, claim])).collect());
    }
    value
}

/// A line of `reports.jsonl`: what is known of a report without its text.
pub fn report_line(origin: &Origin, coder: &str, claims: usize) -> Value {
    json!({ "id": origin.id, "text_sha256": origin.text_sha256, "published": origin.published, "publisher": origin.publisher,
        "wire": origin.wire, "title": origin.title, "url": origin.url, "retracted": origin.retracted, "coder": coder, "claims": claims })
}

/// What a comparison knows of an incident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brief {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// Fields that are compared, in words.
    pub fields: BTreeMap<&'static str, String>,
    /// Its claims: id of the report, id of the claim.
    pub claims: BTreeSet<(String, String)>,
}

impl Brief {
    /// From a line of `incidents.jsonl`.
    pub fn of(line: &Value) -> Option<Brief> {
        let text = |key: &str| line[key].as_str().map(str::to_owned);
        let words = |value: &Value| match value {
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        let day = match (text("from"), text("to")) {
            (Some(a), Some(b)) if a == b => a,
            (Some(a), Some(b)) => format!("{a} – {b}"),
            _ => String::new(),
        };
        let mut fields = BTreeMap::from([
            ("types", words(&line["types"])),
            ("day", day),
            ("place", words(&line["place"]["name"])),
            ("parties", words(&line["parties"])),
            ("standing", words(&line["standing"]["standing"])),
            ("not so", line["not_so"].as_bool().filter(|b| *b).map_or(String::new(), |_| "yes".into())),
            ("not told as done", line["unreal"].as_bool().filter(|b| *b).map_or(String::new(), |_| "yes".into())),
        ]);
        for what in ["killed", "wounded"] {
            let toll = line["tolls"].as_array().into_iter().flatten().find(|t| t["what"] == what);
            let amount = toll.map(|t| dateline_record::amount(t["low"].as_u64(), t["high"].as_u64()));
            fields.insert(if what == "killed" { "killed" } else { "wounded" }, amount.unwrap_or_default());
        }
        for field in line["fields"].as_array().into_iter().flatten() {
            if let (Some(name), Some(value)) = (field["name"].as_str(), field["corrected"]["value"].as_str()) {
                let key = match name {
                    "what" => "corrected: what",
                    "who" => "corrected: who",
                    "whom" => "corrected: whom",
                    "where" => "corrected: where",
                    "when" => "corrected: when",
                    _ => "corrected: how many",
                };
                fields.insert(key, value.to_owned());
            }
        }
        let pair = |p: &Value| Some((p[0].as_str()?.to_owned(), p[1].as_str()?.to_owned()));
        let claims = line["told_by"].as_array()?.iter().filter_map(pair).collect();
        Some(Brief { id: text("id")?, title: text("title").unwrap_or_default(), fields, claims })
    }
}

/// What a comparison knows of a record or release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its incidents.
    pub incidents: Vec<Brief>,
    /// Its reports: SHA-256 of the text, and coder.
    pub reports: BTreeMap<String, (String, String)>,
    /// Decisions of people: ids of claims, and author with reason.
    pub decisions: Vec<(BTreeSet<String>, String)>,
}

impl Known {
    /// Takes in a line of `reports.jsonl`. `false`: it is none.
    pub fn add_report(&mut self, line: &Value) -> bool {
        let text = |key: &str| line[key].as_str().map(str::to_owned);
        let Some((id, sha)) = text("id").zip(text("text_sha256")) else { return false };
        self.reports.insert(id, (sha, text("coder").unwrap_or_default()));
        true
    }

    /// Takes in a line of `decisions.jsonl`.
    pub fn add_decision(&mut self, line: &Value) {
        let claims = named_claims(line);
        let text = |key: &str| line[key].as_str().unwrap_or("").to_owned();
        self.decisions.push((claims, format!("{} by {}: {}", text("edit"), text("author"), text("reason"))));
    }
}

/// The ids of the claims that a decision names.
pub fn named_claims(decision: &Value) -> BTreeSet<String> {
    let mut claims = BTreeSet::new();
    collect_claims(decision, &mut claims);
    claims
}

/// The ids of claims, wherever in a decision.
fn collect_claims(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(id) = map.get("claim").and_then(Value::as_str) {
                into.insert(id.to_owned());
            }
            map.values().for_each(|v| collect_claims(v, into));
        }
        Value::Array(list) => list.iter().for_each(|v| collect_claims(v, into)),
        _ => {}
    }
}

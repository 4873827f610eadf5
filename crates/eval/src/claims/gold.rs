//! The gold folder and what is held against it.

use super::calibration::Bet;
use super::judge::{Text, judge, label, same_when, same_where, told_when, told_where};
use super::matching::matching;
use super::sampled::{Drawn, drawn, standing};
use super::scores::Scores;
use crate::Error;
use dateline_engine::{Reading, Report};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Annotated reports and their texts.
pub struct Gold {
    documents: Vec<Document>,
    reports: Vec<Report>,
}

struct Document {
    id: String,
    claims: Vec<Value>,
    /// Of a sample the claims that were drawn.
    drawn: Option<Vec<Drawn>>,
}

/// Claims to be scored, by the id of their report.
#[derive(Default)]
pub struct Predictions {
    by_report: BTreeMap<String, Vec<Value>>,
}

impl Predictions {
    /// Claims from JSON Lines.
    pub fn from_lines(text: &str) -> Result<Predictions, Error> {
        let mut predictions = Predictions::default();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let layout = |cause: String| Error::Layout { file: "predictions".to_owned(), line: number + 1, cause };
            let claim: Value = serde_json::from_str(line).map_err(|e| layout(e.to_string()))?;
            let shaped = claim["kind"].is_string() && (claim["evidence"].is_object() || claim["evidence"].is_string());
            let id = claim["report"]["id"].as_str().filter(|_| shaped);
            let id = id.ok_or_else(|| layout("a claim needs report.id, kind and evidence".to_owned()))?.to_owned();
            predictions.by_report.entry(id).or_default().push(claim);
        }
        Ok(predictions)
    }

    /// Claims of readings.
    pub fn of(readings: &[Reading]) -> Predictions {
        let mut predictions = Predictions::default();
        for claim in readings.iter().flat_map(|reading| &reading.claims) {
            if let Ok(value) = serde_json::to_value(claim) {
                predictions.by_report.entry(claim.report.id.clone()).or_default().push(value);
            }
        }
        predictions
    }
}

impl Gold {
    /// Reads a folder with one annotated report a JSON file (those without the key `claims` are left out) and the texts in
    /// `reports.jsonl`.
    pub fn load(folder: &Path) -> Result<Gold, Error> {
        let texts = folder.join("reports.jsonl");
        let lines = read(&texts)?;
        let mut by_id = BTreeMap::new();
        for (number, line) in lines.lines().enumerate() {
            let layout = |cause: String| Error::Layout { file: texts.display().to_string(), line: number + 1, cause };
            let row: Value = serde_json::from_str(line).map_err(|e| layout(e.to_string()))?;
            let (Some(id), Some(text)) = (row["id"].as_str(), row["text"].as_str()) else {
                return Err(layout("a report needs id and text".to_owned()));
            };
            let mut report = Report::new(id, text);
            report.published = row["date"].as_str().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
            let word = |key: &str| row[key].as_str().map(str::to_owned);
            (report.publisher, report.title, report.url) = (word("publisher"), word("title"), word("url"));
            by_id.insert(id.to_owned(), report);
        }
        let unreadable = |e: std::io::Error| Error::File { file: folder.display().to_string(), cause: e.to_string() };
        let mut files: Vec<_> = std::fs::read_dir(folder).map_err(unreadable)?.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        files.sort();
        let (mut documents, mut reports) = (Vec::new(), Vec::new());
        for file in files {
            let layout = |line, cause: String| Error::Layout { file: file.display().to_string(), line, cause };
            let mut value: Value = serde_json::from_str(&read(&file)?).map_err(|e| layout(e.line(), e.to_string()))?;
            let Some(Value::Array(claims)) = value.get_mut("claims").map(Value::take) else { continue };
            let id = value["id"].as_str().unwrap_or_default().to_owned();
            let report = by_id.remove(&id).ok_or_else(|| layout(1, format!("no text for the report \"{id}\"")))?;
            let drawn = drawn(&value, &claims, &report.text);
            documents.push(Document { id, claims, drawn });
            reports.push(report);
        }
        Ok(Gold { documents, reports })
    }

    /// The annotated reports, in the order of their files.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// Claims drawn, where reports are annotated for a sample of their claims alone.
    pub(super) fn drawn(&self) -> Option<usize> {
        let drawn: Vec<usize> = self.documents.iter().filter_map(|d| d.drawn.as_ref().map(Vec::len)).collect();
        (!drawn.is_empty()).then(|| drawn.iter().sum())
    }

    /// Scores claims against the gold.
    pub fn score(&self, predictions: &Predictions) -> Scores {
        Scores::sum(self.score_each(predictions))
    }

    /// Scores claims against the gold, report by report.
    pub(super) fn score_each(&self, predictions: &Predictions) -> Vec<Scores> {
        let none = Vec::new();
        let pairs = self.documents.iter().zip(&self.reports);
        pairs
            .map(|(document, report)| score(document, report, predictions.by_report.get(&document.id).unwrap_or(&none)))
            .collect()
    }

    /// What somebody would answer who reads nothing: every sentence is an attack, the commonest event of all, by nobody on
    /// nobody.
    pub fn baseline(&self) -> Predictions {
        let mut predictions = Predictions::default();
        for report in &self.reports {
            let claims = dateline_text::split(&report.text).into_iter().map(|sentence| {
                json!({ "report": { "id": report.id }, "kind": "event", "event": { "type": "ASSAULT" },
                    "evidence": report.quote(sentence.span) })
            });
            predictions.by_report.insert(report.id.clone(), claims.collect());
        }
        predictions
    }
}

fn score(document: &Document, report: &Report, predicted: &[Value]) -> Scores {
    let mut scores = Scores::default();
    let text = Text::new(&report.text);
    scores.broken_quotes += predicted.iter().filter(|p| text.broken(p)).count();
    let standing = document.drawn.as_ref().map(|drawn| standing(drawn, predicted, &text));
    let predicted = standing.as_deref().unwrap_or(predicted);
    let matched = matching(&document.claims, predicted, &text);
    scores.predicted_extra += predicted.len() - matched.len();
    for (i, gold) in document.claims.iter().enumerate().filter(|(_, gold)| !truthy(&gold["optional"])) {
        let number = gold["n"].to_string();
        let Some(&j) = matched.get(&i) else {
            if document.drawn.is_some() {
                continue;
            }
            scores.missed += 1;
            scores.show("missed", &document.id, &number, &label(gold), &text.words(gold), "–");
            continue;
        };
        let verdict = judge(gold, &predicted[j]);
        scores.count(verdict);
        scores.bets.extend(bet(&predicted[j], true, verdict.full()));
        if gold["kind"] == "event" {
            scores.add_types(label(gold), label(&predicted[j]));
        }
        if !verdict.full() {
            let what = format!("wrong {}", verdict.wrong());
            scores.show(&what, &document.id, &number, &label(gold), &text.words(gold), &label(&predicted[j]));
        }
        scores.when.add(same_when(gold, &predicted[j]), told_when(gold));
        scores.place.add(same_where(gold, &predicted[j]), told_where(gold));
    }
    for (j, claim) in predicted.iter().enumerate() {
        if !matched.values().any(|taken| *taken == j) {
            scores.bets.extend(bet(claim, false, false));
            scores.show("extra", &document.id, "-", &label(claim), &text.words(claim), "");
        }
    }
    scores
}

/// A claim that tells how confident it is.
fn bet(claim: &Value, found: bool, full: bool) -> Option<Bet> {
    Some(Bet { confidence: claim["confidence"].as_f64()?, found, full })
}

fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(b) => *b,
        Value::Number(n) => n.as_f64() != Some(0.0),
        Value::String(s) => !s.is_empty(),
        Value::Array(a) => !a.is_empty(),
        Value::Object(o) => !o.is_empty(),
    }
}

fn read(file: &Path) -> Result<String, Error> {
    std::fs::read_to_string(file).map_err(|e| Error::File { file: file.display().to_string(), cause: e.to_string() })
}

//! The figures of a suite for programs.

use super::{Score, Sheet, Suite};
use serde_json::{Map, Value, json};

impl Suite {
    /// Everything that the page tells, as one object; shares rounded to four places.
    pub fn to_json(&self) -> Value {
        let measures: Vec<Value> = self
            .outcomes()
            .into_iter()
            .map(|(measure, outcome)| {
                let mut row = score(outcome.ours);
                row.insert("name".into(), json!(measure.name));
                row.insert("interval".into(), json!([round(outcome.interval.0), round(outcome.interval.1)]));
                row.insert("baseline".into(), Value::Object(score(outcome.baseline)));
                if let Some((third, rest)) = outcome.apart {
                    row.insert("unread".into(), Value::Object(score(third)));
                    row.insert("rest".into(), Value::Object(score(rest)));
                }
                Value::Object(row)
            })
            .collect();
        let table = |table: &&'static str| {
            let cells: Vec<Value> =
                self.confusion(table).into_iter().map(|(gold, ours, n)| json!({"gold": gold, "ours": ours, "n": n})).collect();
            ((*table).to_owned(), Value::Array(cells))
        };
        let fact = |(name, number): &(&'static str, f64)| ((*name).to_owned(), json!(round(*number)));
        let sheet = |sheet: &Sheet| {
            let row = |row: &Vec<f64>| {
                sheet.columns.iter().map(|name| (*name).to_owned()).zip(row.iter().map(|n| json!(round(*n)))).collect()
            };
            (sheet.name.to_owned(), Value::Array(sheet.rows.iter().map(|numbers| Value::Object(row(numbers))).collect()))
        };
        json!({
            "suite": self.name,
            self.unit: self.documents.len(),
            "unread": self.unread(),
            "baseline_answers": self.baseline,
            "measures": measures,
            "facts": self.facts.iter().map(fact).collect::<Map<_, _>>(),
            "tables": self.sheets.iter().map(sheet).collect::<Map<_, _>>(),
            "confusion": self.tables.iter().map(table).collect::<Map<_, _>>(),
        })
    }
}

fn round(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}

fn score(score: Score) -> Map<String, Value> {
    let mut row = Map::new();
    row.insert("value".into(), json!(round(score.value)));
    if let Some((precision, recall)) = score.parts {
        row.insert("p".into(), json!(round(precision)));
        row.insert("r".into(), json!(round(recall)));
    }
    match score.counts {
        Some((right, found, Some(gold))) => {
            row.insert("right".into(), json!(right));
            row.insert("found".into(), json!(found));
            row.insert("gold".into(), json!(gold));
        }
        Some((right, of, None)) => {
            row.insert("right".into(), json!(right));
            row.insert("of".into(), json!(of));
        }
        None => {}
    }
    row
}

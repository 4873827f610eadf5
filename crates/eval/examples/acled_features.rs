//! What `training/acled.py` learns from: for each line `LABEL<tab>snippet` of the files given, its label, features and names as JSON.
//!
//! ```sh
//! cargo run --release -p dateline-eval --example acled_features -- training/acled/*.tsv | python training/acled.py > crates/eval/src/acled/weights.tsv
//! ```

use dateline_engine::{Engine, Options, Report};
use dateline_eval::acled::features::{features, names};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut rows: Vec<(String, Report)> = Vec::new();
    for path in std::env::args().skip(1) {
        for line in std::fs::read_to_string(&path)?.lines().filter(|line| !line.starts_with('#')) {
            let (label, text) = line.split_once('\t').ok_or_else(|| format!("{path}: no tab in “{line}”"))?;
            let mut report = Report::new(rows.len().to_string(), text);
            report.published = "2021-03-10".parse().ok();
            rows.push((label.to_owned(), report));
        }
    }
    let reports: Vec<Report> = rows.iter().map(|(_, report)| report.clone()).collect();
    for ((label, report), reading) in rows.iter().zip(Engine::new(Options::default()).read_all(&reports)) {
        let row = json!({"label": label, "features": features(&report.text, &reading.claims), "names": names(&report.text)});
        println!("{row}");
    }
    Ok(())
}

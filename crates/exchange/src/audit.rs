//! What filled-in samples tell: how often the coder was right, with an interval, and how far two people agree.

use crate::sample::FILLED;
use serde::Serialize;
use std::collections::BTreeMap;

/// The verdicts, in the order of [`Verdict`].
pub const VERDICTS: [&str; 3] = ["right", "partly", "wrong"];

/// What somebody says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Right in every field.
    Right,
    /// There is such a claim, with a field that reads otherwise.
    Partly,
    /// There is no such claim.
    Wrong,
}

/// One row of a filled-in sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Id of the report.
    pub report: String,
    /// Id of the claim.
    pub claim: String,
    /// Its kind: `event`, `figure`, ….
    pub kind: String,
    /// What is said of it.
    pub verdict: Verdict,
    /// What fields should read, by the name of their column without `fix_`.
    pub fixes: BTreeMap<String, String>,
    /// A remark.
    pub comment: String,
}

/// The rows of one file that have a verdict, and who gave it; otherwise what is wrong with the file, with its line.
pub fn checked(text: &str) -> Result<(Option<String>, Vec<Checked>), String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().map_err(|e| e.to_string())?.clone();
    let at = |name: &str| headers.iter().position(|h| h.trim() == name);
    let column = |name: &str| {
        at(name).ok_or_else(|| format!("line 1: there is no column {name}: is this a sample that `record sample` drew?"))
    };
    let (report, claim, kind, verdict) = (column("report_id")?, column("claim_id")?, column("kind")?, column("verdict")?);
    let (mut by, mut rows) = (None, Vec::new());
    for row in reader.records() {
        let row = row.map_err(|e| e.to_string())?;
        // Of a carriage return and a line feed the reader leaves the second, which counts the line, to the next row.
        let line = row.position().map_or(0, csv::Position::line) + u64::from(text.contains("\r\n"));
        let get = |i: usize| row.get(i).unwrap_or("").trim();
        let said = match get(verdict).to_lowercase().as_str() {
            "" => continue,
            "right" | "yes" | "1" => Verdict::Right,
            "partly" | "part" => Verdict::Partly,
            "wrong" | "no" | "0" => Verdict::Wrong,
            other => return Err(format!("line {line}: verdict “{other}”: write right, partly or wrong")),
        };
        let mut fixes = BTreeMap::new();
        for name in FILLED.iter().filter(|n| n.starts_with("fix_")) {
            // The apostrophe kept it from being a formula.
            let value = at(name).map_or("", get);
            let value = value.strip_prefix('\'').unwrap_or(value);
            if !value.is_empty() {
                fixes.insert(name[4..].to_owned(), value.to_owned());
            }
        }
        // Who writes what it should read says that it is not right.
        let said = if said == Verdict::Right && !fixes.is_empty() { Verdict::Partly } else { said };
        by = by.or_else(|| at("checked_by").map(get).filter(|b| !b.is_empty()).map(str::to_owned));
        let unquoted = |text: &str| text.strip_prefix('\'').unwrap_or(text).to_owned();
        rows.push(Checked {
            report: unquoted(get(report)),
            claim: unquoted(get(claim)),
            kind: get(kind).to_owned(),
            verdict: said,
            fixes,
            comment: at("comment").map_or("", get).to_owned(),
        });
    }
    Ok((by, rows))
}

/// A share with its 95 % interval after Wilson (1927), which holds for few rows and for shares near 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// Rows that count.
    pub hits: usize,
    /// Rows.
    pub of: usize,
    /// The share.
    pub share: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The share of `hits` among `of`; `None` where there is nothing.
pub fn wilson(hits: usize, of: usize) -> Option<Share> {
    if of == 0 || hits > of {
        return None;
    }
    const Z: f64 = 1.959_963_984_540_054;
    let (n, p) = (of as f64, hits as f64 / of as f64);
    let middle = p + Z * Z / (2.0 * n);
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    Some(Share { hits, of, share: p, low: ((middle - spread) / scale).max(0.0), high: ((middle + spread) / scale).min(1.0) })
}

/// How far two people agree on the claims that both checked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// Claims that both checked.
    pub both: usize,
    /// On how many they said the same.
    pub same: usize,
    /// Cohen's kappa (1960): agreement beyond what their habits alone would bring; `None` where both always say one and the same.
    pub kappa: Option<f64>,
    /// How often the first said a row, the second a column: right, partly, wrong.
    pub table: [[usize; 3]; 3],
}

/// Compares two people's verdicts.
pub fn agreement(a: &[Checked], b: &[Checked]) -> Agreement {
    let of: BTreeMap<(&str, &str), Verdict> = b.iter().map(|c| ((c.report.as_str(), c.claim.as_str()), c.verdict)).collect();
    let mut table = [[0usize; 3]; 3];
    for one in a {
        if let Some(other) = of.get(&(one.report.as_str(), one.claim.as_str())) {
            table[one.verdict as usize][*other as usize] += 1;
        }
    }
    let both: usize = table.iter().flatten().sum();
    let same: usize = (0..3).map(|i| table[i][i]).sum();
    let n = both as f64;
    let row = |i: usize| table[i].iter().sum::<usize>() as f64 / n;
    let column = |i: usize| table.iter().map(|r| r[i]).sum::<usize>() as f64 / n;
    let chance: f64 = (0..3).map(|i| row(i) * column(i)).sum();
    let kappa = (both > 0 && chance < 1.0).then(|| (same as f64 / n - chance) / (1.0 - chance));
    Agreement { both, same, kappa, table }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(verdicts: &[Verdict]) -> Vec<Checked> {
        let row = |(i, v): (usize, &Verdict)| Checked {
            report: "r".into(),
            claim: format!("c{i}"),
            kind: "event".into(),
            verdict: *v,
            fixes: BTreeMap::new(),
            comment: String::new(),
        };
        verdicts.iter().enumerate().map(row).collect()
    }

    #[test]
    fn kappa_of_a_textbook_table() {
        // 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: kappa 0.4.
        use Verdict::{Right, Wrong};
        let table = [(20, Right, Right), (5, Right, Wrong), (10, Wrong, Right), (15, Wrong, Wrong)];
        let side = |first: bool| {
            let list: Vec<Verdict> = table.iter().flat_map(|&(n, a, b)| vec![if first { a } else { b }; n]).collect();
            rows(&list)
        };
        let found = agreement(&side(true), &side(false));
        assert_eq!((found.both, found.same), (50, 35));
        assert!((found.kappa.expect("a kappa") - 0.4).abs() < 1e-12);
        assert_eq!(agreement(&rows(&[Right]), &rows(&[Right])).kappa, None);
    }

    #[test]
    fn wilsons_interval_as_published() {
        // Newcombe (1998), table 1: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611.
        let found = wilson(81, 263).expect("a share");
        assert!((found.low - 0.2553).abs() < 5e-5 && (found.high - 0.3662).abs() < 5e-5, "{found:?}");
        let none = wilson(0, 20).expect("a share");
        assert!(none.low == 0.0 && (none.high - 0.1611).abs() < 5e-5, "{none:?}");
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn filled_in_samples_are_read_and_faults_have_their_line() {
        let text = "report_id,claim_id,kind,verdict,checked_by,fix_type,comment\nr,a,event,right,Ada,,\nr,b,event,,Ada,,\nr,c,event,partly,Ada,AID,aid\n";
        let (by, rows) = checked(text).expect("sound");
        assert_eq!(by.as_deref(), Some("Ada"));
        assert_eq!(rows.iter().map(|r| r.verdict).collect::<Vec<_>>(), [Verdict::Right, Verdict::Partly]);
        assert_eq!(rows[1].fixes["type"], "AID");
        assert!(checked("report_id,claim_id,kind,verdict\nr,a,event,maybe\n").is_err_and(|e| e.starts_with("line 2")));
        assert!(checked("a,b\n1,2\n").is_err());
    }
}

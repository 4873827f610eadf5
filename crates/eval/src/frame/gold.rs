//! Annotated files in JSON Lines: a document a line, with its id, its text and, where known, its day.

use crate::Error;
use dateline_engine::{Report, Span};
use serde_json::Value;

/// One annotated document.
#[derive(Clone, Debug)]
pub struct Row {
    /// The document as a report: id, text, day, title, outlet.
    pub report: Report,
    /// The whole line.
    pub value: Value,
}

/// The documents of an annotated file. A line that is no JSON object with `id` and `text` is an error that names file and line.
pub fn rows(file: &str, jsonl: &str) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    for (number, line) in jsonl.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let layout = |cause: String| Error::Layout { file: file.to_owned(), line: number + 1, cause };
        let value: Value = serde_json::from_str(line).map_err(|e| layout(e.to_string()))?;
        let (Some(id), Some(text)) = (value["id"].as_str(), value["text"].as_str()) else {
            return Err(layout("a document needs id and text".to_owned()));
        };
        let mut report = Report::new(id, text);
        report.published = value["date"].as_str().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
        let word = |key: &str| value[key].as_str().map(str::to_owned);
        (report.publisher, report.title, report.url) = (word("publisher"), word("title"), word("url"));
        rows.push(Row { report, value });
    }
    if rows.is_empty() {
        return Err(Error::Layout { file: file.to_owned(), line: 1, cause: "no document in it".to_owned() });
    }
    Ok(rows)
}

/// From code points, in which annotation counts, to bytes.
pub struct Points(Vec<u32>);

impl Points {
    /// The offsets of a text.
    pub fn new(text: &str) -> Points {
        Points(text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect())
    }

    /// The span from `begin` to `end`, both in code points; `None` where the text does not reach so far.
    pub fn span(&self, begin: &Value, end: &Value) -> Option<Span> {
        let byte = |value: &Value| self.0.get(usize::try_from(value.as_u64()?).ok()?).copied();
        let (start, end) = (byte(begin)?, byte(end)?);
        (start <= end).then_some(Span { start, end })
    }

    /// The span of a quote given in code points.
    pub fn of(&self, start: u32, end: u32) -> Span {
        let byte = |at: u32| self.0.get(at as usize).or(self.0.last()).copied().unwrap_or(0);
        Span { start: byte(start), end: byte(end).max(byte(start)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lines_become_reports() {
        let rows = rows("f", "{\"id\": \"a\", \"text\": \"x\", \"date\": \"2020-01-02T00:00\"}\n\n").unwrap();
        assert_eq!(rows[0].report.published, Some(jiff::civil::date(2020, 1, 2)));
        for wrong in ["{\"id\": 1, \"text\": \"x\"}", "nonsense", "", "[]"] {
            assert!(super::rows("f", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn code_points_become_bytes() {
        let points = Points::new("aéb");
        assert_eq!(points.span(&json!(1), &json!(3)), Some(Span { start: 1, end: 4 }));
        assert_eq!(points.span(&json!(1), &json!(9)), None);
        assert_eq!(points.span(&json!(2), &json!(1)), None);
        assert_eq!(points.of(2, 99), Span { start: 3, end: 4 });
    }
}

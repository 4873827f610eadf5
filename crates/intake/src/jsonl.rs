//! One JSON object: a report, an event record of NGEC, or a news item in ninjs.

use crate::layout::dated_opening;
use crate::out::Out;
use crate::{Cause, Item, Options, Place, ninjs, parse_date};
use dateline_text::Report;
use serde_json::{Map, Value};

/// The report of one line with the keys `text`, and where known `id`, `date`, `title`, `publisher` or `source`, `url`,
/// `language`, `wire`, `version`. A line without `id` is named after the file and the line: `stem#17`. Records of NGEC
/// (`event_text`, `headline`, `pub_date`) and items of ninjs are known by their keys.
///
/// ```
/// use dateline_intake::{Item, Options, json_line};
/// let line = r#"{"id": "a1", "date": "2022-11-08", "text": "Talks began on Monday."}"#;
/// let items = json_line("r.jsonl", "r", 1, line, &Options::default());
/// assert!(matches!(&items[..], [Item::Report(report)] if report.id == "a1"));
/// ```
pub fn json_line(file: &str, stem: &str, number: u64, text: &str, options: &Options) -> Vec<Item> {
    let mut items = Vec::new();
    let mut sink = |item| {
        items.push(item);
        true
    };
    let place = Place { file: file.to_owned(), stem: stem.to_owned() };
    line(&place, number, text, &mut Out::new(options, &mut sink));
    items
}

/// Reads one line.
pub(crate) fn line(place: &Place, number: u64, text: &str, out: &mut Out<'_>) {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => object(place, number, value, out),
        Err(error) => out.problem(place, Some(number), Cause::BrokenJson(syntax_error(&error))),
    }
}

/// Reads one value, the `number`th of its file.
pub(crate) fn object(place: &Place, number: u64, value: Value, out: &mut Out<'_>) {
    let problem = |out: &mut Out<'_>, cause| out.problem(place, Some(number), cause);
    let Value::Object(object) = value else {
        return problem(out, Cause::BrokenJson("it holds another JSON value".to_owned()));
    };
    if ninjs::is_item(&object) {
        return ninjs::item(place, number, object, out);
    }
    // NGEC's day of publication; its `date` is that of the event where both are given.
    let ngec = !object.contains_key("text") && object.contains_key("event_text");
    let (body, dates) = if ngec { ("event_text", ["pub_date", "date"]) } else { ("text", ["date", "published"]) };
    let Some(Value::String(body)) = object.get(body) else { return problem(out, Cause::NoText) };
    if body.trim().is_empty() {
        return problem(out, Cause::Empty);
    }
    let id = word(&object, &["id"]).unwrap_or_else(|| format!("{}#{number}", place.stem));
    let mut report = Report::new(id, body.as_str());
    let told = word(&object, &dates);
    report.published = told.as_deref().and_then(parse_date);
    if let (Some(told), None) = (told, report.published) {
        problem(out, Cause::BadDate(told));
    }
    let opening = || dated_opening(body.lines().find(|l| !l.trim().is_empty())?).map(|(date, _)| date);
    report.published = report.published.or_else(opening);
    report.title = word(&object, &["title", "headline"]);
    report.publisher = word(&object, &["publisher", "source"]);
    report.wire = word(&object, &["wire"]);
    report.url = word(&object, &["url"]);
    report.language = word(&object, &["language"]);
    // NGEC's `version` is the coder's, not the report's.
    report.version = if ngec { None } else { word(&object, &["version"]) };
    out.report(place, Some(number), report);
}

/// The first of `keys` that holds a word or a number.
pub(crate) fn word(object: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| match object.get(*key) {
        Some(Value::String(text)) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    })
}

/// What serde says, with the column and without its own line number, which is always 1.
pub(crate) fn syntax_error(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    format!("{what}, column {}", error.column())
}
#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<Item> {
        json_line("r.jsonl", "r", 7, line, &Options::default())
    }

    #[test]
    fn a_broken_line_names_its_place() {
        let items = read(r#"{"id": "a", "text": "#);
        let [Item::Problem(problem)] = &items[..] else { panic!("{items:?}") };
        assert!(problem.to_string().starts_with("error[broken-json] r.jsonl:7: "), "{problem}");
        assert!(matches!(&read("[1]")[..], [Item::Problem(p)] if matches!(p.cause, Cause::BrokenJson(_))));
        assert!(matches!(&read(r#"{"id":"a"}"#)[..], [Item::Problem(p)] if p.cause == Cause::NoText));
        assert!(matches!(&read(r#"{"id":"a","text":" \n"}"#)[..], [Item::Problem(p)] if p.cause == Cause::Empty));
    }

    #[test]
    fn the_text_stays_as_it_is() {
        let items = read(r#"{"id": 12, "date": 20221108, "source": "X", "text": " a\r\nb "}"#);
        let [Item::Report(report)] = &items[..] else { panic!("{items:?}") };
        assert_eq!((report.id.as_str(), report.text.as_str()), ("12", " a\r\nb "));
        assert_eq!(report.publisher.as_deref(), Some("X"));
        assert_eq!(report.published.map(|d| d.to_string()).as_deref(), Some("2022-11-08"));
    }

    #[test]
    fn a_bad_date_is_a_warning_and_another_language_too() {
        let items = read(r#"{"date": "soon", "language": "fr", "text": "Les pourparlers."}"#);
        let causes: Vec<_> =
            items.iter().filter_map(|i| if let Item::Problem(p) = i { Some(p.cause.code()) } else { None }).collect();
        assert_eq!(causes, ["bad-date", "language", "no-date"]);
        assert!(matches!(items.last(), Some(Item::Report(r)) if r.id == "r#7"));
    }
}

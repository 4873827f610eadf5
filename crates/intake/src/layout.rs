//! Plain text: dated openings, a front matter, or nothing but words.
//!
//! A **dated opening** is a line that begins with `date YYYY-MM-DD` (perhaps after blanks) and runs on into the
//! text. Each such line begins a report, so that one file can hold many. The opening stays part of the text:
//! the text of a report is what the file holds, and its offsets are the file's.

use crate::date::iso_prefix;
use crate::front::front_matter;
use crate::out::Out;
use crate::{Cause, Item, Options, Place};
use dateline_text::{Origin, Report};
use jiff::civil::Date;

/// The reports of one plain text file. `file` names it in messages; `stem` is the id of the first report, and
/// `stem#2`, `stem#3`, … those of the later ones.
///
/// ```
/// use dateline_intake::{Item, Options, text_file};
/// let text = " date 2020-11-02 Talks failed.\n date 2022-11-08 Talks began.\n";
/// let items = text_file("two.txt", "two", text, &Options::default());
/// let Item::Report(second) = &items[1] else { panic!() };
/// assert_eq!((second.id.as_str(), second.text.as_str()), ("two#2", " date 2022-11-08 Talks began.\n"));
/// assert_eq!(second.published, Some(jiff::civil::date(2022, 11, 8)));
/// ```
pub fn text_file(file: &str, stem: &str, text: &str, options: &Options) -> Vec<Item> {
    let mut items = Vec::new();
    let mut sink = |item| {
        items.push(item);
        true
    };
    let place = Place { file: file.to_owned(), stem: stem.to_owned() };
    reports(text, &place, None, &mut Out::new(options, &mut sink));
    items
}

/// Hands out the reports of a text. `original`: hash of the bytes that the text was taken out of.
pub(crate) fn reports(text: &str, place: &Place, original: Option<&str>, out: &mut Out<'_>) {
    let openings = openings(text);
    let first = openings.first().map_or(text.len(), |opening| opening.at);
    let origin = || Some(Origin { original_sha256: original.map(str::to_owned), ..Origin::default() });
    let mut number = 0;
    if openings.is_empty() || !text[..first].trim().is_empty() {
        number += 1;
        front_report(place, &text[..first], origin(), out);
    }
    for (i, opening) in openings.iter().enumerate() {
        if out.stopped {
            return;
        }
        number += 1;
        let end = openings.get(i + 1).map_or(text.len(), |next| next.at);
        let from = if i == 0 && number == 1 { 0 } else { opening.at };
        let id = if number == 1 { place.stem.clone() } else { format!("{}#{number}", place.stem) };
        let mut report = Report::new(id, &text[from..end]);
        report.published = Some(opening.date);
        report.origin = origin();
        if report.text[opening.body - from..].trim().is_empty() {
            out.problem(place, Some(opening.line), Cause::Empty);
        } else {
            out.report(place, Some(opening.line), report);
        }
    }
}

fn front_report(place: &Place, text: &str, origin: Option<Origin>, out: &mut Out<'_>) {
    let front = front_matter(text);
    let mut report = Report::new(front.id.clone().unwrap_or_else(|| place.stem.clone()), &text[front.body..]);
    if report.text.trim().is_empty() {
        return out.problem(place, None, Cause::Empty);
    }
    for (line, told) in front.bad_dates {
        out.problem(place, Some(line), Cause::BadDate(told));
    }
    report.published = front.date;
    report.title = front.title;
    report.publisher = front.publisher;
    report.wire = front.wire;
    report.url = front.url;
    report.language = front.language;
    report.origin = origin;
    out.report(place, None, report);
}

/// A line that begins a report.
struct Opening {
    /// Byte offset of the line.
    at: usize,
    /// Byte offset just past the date.
    body: usize,
    /// Line, counted from 1.
    line: u64,
    date: Date,
}

fn openings(text: &str) -> Vec<Opening> {
    let mut found = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if let Some((date, len)) = dated_opening(line) {
            found.push(Opening { at, body: at + len, line: number as u64 + 1, date });
        }
        at += line.len();
    }
    found
}

/// The date of a line that opens with `date YYYY-MM-DD`, and the bytes up to just past it.
pub(crate) fn dated_opening(line: &str) -> Option<(Date, usize)> {
    let rest = line.trim_start_matches([' ', '\t', '\u{feff}']);
    let after = rest.strip_prefix("date").or_else(|| rest.strip_prefix("Date")).or_else(|| rest.strip_prefix("DATE"))?;
    let digits = after.trim_start_matches([' ', '\t']);
    if digits.len() == after.len() {
        return None;
    }
    Some((iso_prefix(digits)?, line.len() - digits.len() + 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reports(text: &str) -> Vec<Report> {
        text_file("f.txt", "f", text, &Options::default())
            .into_iter()
            .filter_map(|item| match item {
                Item::Report(report) => Some(report),
                Item::Problem(_) => None,
            })
            .collect()
    }

    #[test]
    fn offsets_are_the_files() {
        let text = "\n date 2020-11-02 First “one”.\n\nMore.\n\n date 2022-11-08 Second.";
        let found = reports(text);
        assert_eq!(found.iter().map(|r| r.text.as_str()).collect::<String>(), text);
        assert_eq!(found.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["f", "f#2"]);
    }

    #[test]
    fn a_date_within_a_line_begins_nothing() {
        let found = reports(" date 2020-11-02 The date 2020-11-10 was agreed.\nThey set the date\n2020-11-12 for it.");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn words_before_the_first_opening_are_not_lost() {
        let found = reports("Date: 2019-01-01\n\nOne.\ndate 2020-11-02 Two.");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "One.\n");
        assert_eq!(found[0].published.map(|d| d.to_string()).as_deref(), Some("2019-01-01"));
    }

    #[test]
    fn an_undated_report_is_read_with_a_warning() {
        let items = text_file("f.txt", "f", "Troops crossed the river.", &Options::default());
        assert!(matches!(&items[0], Item::Problem(p) if p.cause == Cause::NoDate));
        assert!(matches!(&items[1], Item::Report(r) if r.published.is_none()));
    }

    #[test]
    fn an_opening_without_words_is_an_error() {
        let items = text_file("f.txt", "f", " date 2020-11-02 \n date 2020-11-03 Fire.", &Options::default());
        assert!(matches!(&items[0], Item::Problem(p) if p.cause == Cause::Empty && p.line == Some(1)));
        assert!(matches!(&items[1], Item::Report(r) if r.id == "f#2"));
    }
}

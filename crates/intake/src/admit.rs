//! The last look at a report before it is handed out: its size, date, language, hidden characters, outlet.

use crate::host::host_of;
use crate::language::detect;
use crate::{Cause, Item, Options, Place, Problem};
use dateline_text::{Origin, Report};
use jiff::civil::date;

/// The report, unless it is too long, with a warning for each thing that deserves a look.
pub(crate) fn admit(place: &Place, record: Option<u64>, mut report: Report, options: &Options) -> Vec<Item> {
    let problem = |cause| Item::Problem(Problem::new(&place.file, record, cause));
    let (size, limit) = (report.text.len() as u64, options.longest_report as u64);
    if size > limit {
        return vec![problem(Cause::TooLong { size, limit })];
    }
    if report.text.trim().is_empty() {
        return vec![problem(Cause::Empty)];
    }
    let mut items = Vec::new();
    // A blank has the width of a NUL, in bytes and in characters: all offsets stay.
    if report.text.contains('\0') {
        report = with_text(&report, report.text.replace('\0', " "));
        items.push(problem(Cause::Nul));
    }
    let hidden = report.text.chars().filter(|c| turns_writing(*c)).count();
    if hidden > 0 {
        items.push(problem(Cause::Hidden(hidden)));
    }
    report.published = report.published.or(options.date);
    if let Some(day) = report.published.filter(|day| *day < date(1500, 1, 1) || *day > date(2200, 1, 1)) {
        items.push(problem(Cause::BadDate(day.to_string())));
        report.published = None;
    }
    if let Some(detected) = detect(&report.text) {
        report.language = Some(detected.to_owned());
    }
    if !report.in_english() {
        items.push(problem(Cause::Language(report.language.clone().unwrap_or_default())));
    }
    if report.published.is_none() {
        items.push(problem(Cause::NoDate));
    }
    if let Some(host) = report.url.as_deref().and_then(host_of) {
        match options.outlets.of(&host) {
            Some(outlet) => report.publisher = Some(outlet),
            None => report.publisher = report.publisher.or(Some(host)),
        }
    }
    let origin = report.origin.get_or_insert_with(Origin::default);
    origin.file.clone_from(&place.file);
    origin.record = record;
    items.push(Item::Report(report));
    items
}

/// The same report with another text.
fn with_text(report: &Report, text: String) -> Report {
    let mut new = Report::new(report.id.clone(), text);
    new.title.clone_from(&report.title);
    new.published = report.published;
    new.publisher.clone_from(&report.publisher);
    new.wire.clone_from(&report.wire);
    new.url.clone_from(&report.url);
    new.language.clone_from(&report.language);
    new.suppliers.clone_from(&report.suppliers);
    new.version.clone_from(&report.version);
    new.origin.clone_from(&report.origin);
    new
}

/// Controls that make writing read otherwise than it stands (Unicode's overrides, embeddings and isolates).
fn turns_writing(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

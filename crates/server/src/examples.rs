//! The example reports that the program carries: what a first run shows.

use dateline_engine::{Engine, Report};
use dateline_intake::{Item, Options, json_line, text_file};
use dateline_record::Source;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../examples/reports"]
struct Examples;

/// The example reports, in the order of their files.
pub(crate) fn reports() -> Vec<Report> {
    let mut names: Vec<String> = Examples::iter().map(|n| n.to_string()).collect();
    names.sort();
    let mut reports = Vec::new();
    for name in names {
        let Some(file) = Examples::get(&name) else { continue };
        let Ok(text) = std::str::from_utf8(&file.data) else { continue };
        let items = items(&name, text);
        reports.extend(items.into_iter().filter_map(|item| if let Item::Report(r) = item { Some(r) } else { None }));
    }
    reports
}

/// What one text holds, in the layouts of plain text and JSON Lines.
pub(crate) fn items(name: &str, text: &str) -> Vec<Item> {
    items_with(name, text, &Options::default())
}

/// The same, with a date for reports that tell none.
pub(crate) fn items_with(name: &str, text: &str, options: &Options) -> Vec<Item> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if !text.trim_start().starts_with('{') {
        return text_file(name, stem, text, options);
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.flat_map(|(at, line)| json_line(name, stem, at as u64 + 1, line, options)).collect()
}

/// Reports with their claims, ready for a record.
pub(crate) fn sources(engine: &Engine, reports: &[Report]) -> Vec<Source> {
    engine.read_all(reports).into_iter().zip(reports).map(|(reading, report)| Source::new(report, reading.claims)).collect()
}

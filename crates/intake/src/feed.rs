//! RSS and Atom: each entry with words of its own is a report.

use crate::html::fragment;
use crate::out::Out;
use crate::{Cause, Place, parse_date};
use dateline_text::{Origin, Report, sha256_hex};
use feed_rs::model::{Entry, Feed};
use feed_rs::parser;

/// Reads a feed.
pub(crate) fn feed(bytes: &[u8], place: &Place, out: &mut Out<'_>) {
    let parser = parser::Builder::new()
        // The day in the zone in which the outlet wrote it: the library would turn it into universal time.
        .timestamp_parser(|told| {
            let day = parse_date(told)?;
            format!("{day}T{}Z", clock(told).unwrap_or("00:00:00")).parse().ok()
        })
        .id_generator(|links, title, _| {
            let link = links.first().map(|l| l.href.clone());
            link.or_else(|| title.as_ref().map(|t| t.content.clone())).unwrap_or_default()
        })
        .build();
    let feed = match parser.parse(bytes) {
        Ok(feed) => feed,
        Err(error) => return out.problem(place, None, Cause::Broken("feed", error.to_string())),
    };
    let original = sha256_hex(bytes);
    for (number, entry) in (1..).zip(&feed.entries) {
        if out.stopped {
            return;
        }
        match report(&feed, entry, place, number) {
            Some(mut report) => {
                report.origin = Some(Origin { original_sha256: Some(original.clone()), ..Origin::default() });
                out.report(place, Some(number), report);
            }
            None => out.problem(place, Some(number), Cause::Empty),
        }
    }
}

fn report(feed: &Feed, entry: &Entry, place: &Place, number: u64) -> Option<Report> {
    let content = entry.content.as_ref().and_then(|c| c.body.as_deref()).map(words);
    let summary = entry.summary.as_ref().map(|s| words(&s.content));
    let title = entry.title.as_ref().map(|t| fragment(&t.content).replace("\n\n", " ")).filter(|t| !t.is_empty());
    // An entry may have no words but its headline.
    let text = content.into_iter().chain(summary).max_by_key(String::len).filter(|t| !t.trim().is_empty()).or(title.clone())?;
    let link = entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(entry.links.first());
    let id = [entry.id.trim(), link.map_or("", |l| l.href.as_str())].into_iter().find(|id| !id.is_empty()).map(str::to_owned);
    let mut report = Report::new(id.unwrap_or_else(|| format!("{}#{number}", place.stem)), text);
    report.title = title;
    let day = entry.published.or(entry.updated);
    report.published = day.and_then(|d| parse_date(&d.to_rfc3339()));
    // An entry that is told to be updated is a later version of itself.
    report.version =
        entry.updated.filter(|updated| entry.published.is_some_and(|published| published != *updated)).map(|d| d.to_rfc3339());
    report.publisher = feed.title.as_ref().map(|t| t.content.trim().to_owned()).filter(|t| !t.is_empty());
    report.url = link.map(|l| l.href.clone());
    report.language = entry.language.clone().or_else(|| feed.language.clone());
    Some(report)
}

/// The time of day in a moment, to the second: `06:30:00`.
fn clock(told: &str) -> Option<&str> {
    let at = told.find(':')?;
    let time = told.get(at.checked_sub(2)?..at + 6)?;
    let shaped = time.bytes().enumerate().all(|(i, b)| if i % 3 == 2 { b == b':' } else { b.is_ascii_digit() });
    shaped.then_some(time)
}

/// Words of a body that may be marked up.
fn words(body: &str) -> String {
    if body.contains('<') || body.contains('&') { fragment(body) } else { body.trim().to_owned() }
}

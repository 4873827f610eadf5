//! Web pages: the main text, and what the page tells about itself.
//!
//! Which part of a page is the article is found by `dom_smoothie`, a reading view; this module then takes the words out of it block
//! by block and leaves out what is no part of the report: captions, bylines, lists of links, requests to read on. What it leaves is
//! the text that all offsets refer to.

mod about;
mod block;

use crate::decode::{Decoded, decode_as};
use crate::out::Out;
use crate::{Cause, Place};
use block::blocks;
use dateline_text::{Origin, Report, sha256_hex};
use dom_query::Document;
use dom_smoothie::{Config, Readability};

/// Elements one within the other: more are no page that anybody wrote.
const DEEPEST: usize = 1_000;

/// Reads one saved page.
pub(crate) fn page(bytes: &[u8], place: &Place, out: &mut Out<'_>) {
    if let Some(report) = report(bytes, None, None, place, None, out) {
        out.report(place, None, report);
    }
}

/// The report of a page that was fetched from `url` with a character set told apart from it.
pub(crate) fn report(
    bytes: &[u8],
    charset: Option<&str>,
    url: Option<&str>,
    place: &Place,
    record: Option<u64>,
    out: &mut Out<'_>,
) -> Option<Report> {
    let text = match decode_as(bytes, charset.map(str::to_owned).or_else(|| about::charset(bytes)).as_deref()) {
        Decoded::Text(text) => text,
        Decoded::Recovered(text, _) => text.into(),
        Decoded::Binary(like) => {
            out.problem(place, record, Cause::Binary(like));
            return None;
        }
    };
    if depth(&text) > DEEPEST {
        out.problem(place, record, Cause::Broken("page", format!("more than {DEEPEST} elements one within the other")));
        return None;
    }
    let config = Config { keep_classes: true, ..Config::default() };
    let mut readable = match Readability::new(text.as_ref(), None, Some(config)) {
        Ok(readable) => readable,
        Err(error) => {
            out.problem(place, record, Cause::Broken("page", error.to_string()));
            return None;
        }
    };
    let about = about::about(&readable, url);
    let article = readable.parse().ok();
    let mut found = article.as_ref().map(|a| blocks(&a.content)).unwrap_or_default();
    let byline = article.as_ref().and_then(|a| a.byline.clone());
    // A page of one paragraph has too little for a reading view.
    if found.is_empty() {
        found = blocks(&text);
    }
    let title = about.title.as_deref().map(plain);
    found.retain(|b| Some(plain(b)) != title && byline.as_deref().is_none_or(|byline| plain(byline) != plain(b)));
    let body = found.join("\n\n");
    if body.is_empty() {
        out.problem(place, record, Cause::NoMainText);
        return None;
    }
    let mut report = Report::new(place.stem.clone(), body);
    report.title = about.title;
    report.published = about.published;
    report.publisher = about.publisher;
    report.language = about.language;
    report.url = url.map(str::to_owned).or(about.url);
    report.origin = Some(Origin { original_sha256: Some(sha256_hex(bytes)), ..Origin::default() });
    Some(report)
}

/// The words of a piece of marked-up text, block by block.
pub(crate) fn fragment(html: &str) -> String {
    if depth(html) > DEEPEST {
        return String::new();
    }
    blocks(html).join("\n\n")
}

/// Letters and digits alone, lower case: two blocks that read alike.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How deep elements stand one within the other, at most. Elements that end without being told to are not counted.
fn depth(html: &str) -> usize {
    const UNCOUNTED: [&str; 24] = [
        "p", "li", "td", "tr", "th", "dd", "dt", "option", "br", "hr", "img", "input", "meta", "link", "source", "wbr", "area",
        "base", "col", "embed", "track", "param", "tbody", "thead",
    ];
    let (mut now, mut most) = (0usize, 0);
    for piece in html.split('<').skip(1) {
        let (closing, rest) = match piece.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, piece),
        };
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        if name.is_empty() || UNCOUNTED.contains(&name.as_str()) {
            continue;
        }
        now = if closing { now.saturating_sub(1) } else { now + 1 };
        most = most.max(now);
    }
    most
}

/// A document of a piece of markup.
fn document(html: &str) -> Document {
    Document::from(html)
}

//! What a page tells about itself: headline, day, outlet, language, address.

use crate::host::host_of;
use crate::parse_date;
use dom_query::Document;
use dom_smoothie::Readability;
use jiff::civil::{Date, date};

/// What a page tells about itself.
#[derive(Debug, Default)]
pub(super) struct About {
    pub title: Option<String>,
    pub published: Option<Date>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
}

/// Reads what is told. The day is taken from where a page is surest to tell it: its metadata, its address, an element of time, a
/// line that is nothing but a day. It is the day as the outlet wrote it, in its own zone.
pub(super) fn about(page: &Readability, url: Option<&str>) -> About {
    let meta = page.get_article_metadata(page.parse_json_ld());
    let document = &page.doc;
    let told =
        |value: Option<String>| value.map(|v| v.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|v| !v.is_empty());
    let own = [
        told(meta.url.clone()),
        attribute(document, "link[rel=canonical]", "href"),
        attribute(document, "meta[property='og:url']", "content"),
    ];
    let url = own.into_iter().flatten().find(|u| host_of(u).is_some()).or_else(|| url.map(str::to_owned));
    let published = meta
        .published_time
        .as_deref()
        .and_then(day)
        .or_else(|| in_meta(document))
        .or_else(|| url.as_deref().and_then(in_address))
        .or_else(|| in_time(document))
        .or_else(|| in_view(document));
    let site = told(meta.site_name.clone());
    let title = told(Some(meta.title.clone())).map(|title| without_site(title, site.as_deref()));
    About { title, published, publisher: site, language: told(meta.lang.clone()), url }
}

/// An attribute of the first element that a selector finds.
fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    let found = document.select(selector);
    found.nodes().iter().find_map(|node| node.attr(name)).map(|value| value.trim().to_owned())
}

fn day(text: &str) -> Option<Date> {
    parse_date(text).filter(|day| *day >= date(1900, 1, 1) && *day <= date(2200, 1, 1))
}

/// `Talks fail - Example Post` is `Talks fail` where the page is the Example Post's.
fn without_site(title: String, site: Option<&str>) -> String {
    let Some(site) = site else { return title };
    [" - ", " | ", " – ", " — "]
        .iter()
        .find_map(|dash| title.strip_suffix(site)?.strip_suffix(dash).map(str::to_owned))
        .filter(|short| !short.is_empty())
        .unwrap_or(title)
}

/// Names under which pages keep the day of publication, beside those that the reading view knows.
fn in_meta(document: &Document) -> Option<Date> {
    const NAMES: [&str; 14] = [
        "article:published_time",
        "article:published",
        "og:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "sailthru.date",
        "parsely-pub-date",
    ];
    let metas = document.select("meta");
    let named = |wanted: &str| {
        metas.nodes().iter().find_map(|node| {
            let name = node.attr("property").or_else(|| node.attr("name")).or_else(|| node.attr("itemprop"))?;
            if name.eq_ignore_ascii_case(wanted) { day(&node.attr("content")?) } else { None }
        })
    };
    NAMES.iter().find_map(|name| named(name))
}

/// `…/2022/11/08/…` or `…/2022-11-08-…`.
fn in_address(url: &str) -> Option<Date> {
    let parts: Vec<&str> = url.split('/').collect();
    let slashes = parts.windows(3).find_map(|w| {
        let digits = w[0].len() == 4 && w.iter().all(|p| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit()));
        digits.then(|| day(&format!("{}-{:0>2}-{:0>2}", w[0], w[1], w[2]))).flatten()
    });
    slashes.or_else(|| parts.iter().filter_map(|p| p.get(..10)).find_map(day_only))
}

fn day_only(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    (bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-').then(|| day(text)).flatten()
}

/// The first element of time that holds a day.
fn in_time(document: &Document) -> Option<Date> {
    let times = document.select("time, [itemprop=datePublished]");
    times.nodes().iter().take(8).find_map(|node| {
        let told = node.attr("datetime").or_else(|| node.attr("content"));
        told.as_deref().and_then(day).or_else(|| day(&node.text()))
    })
}

/// The first short line that is nothing but a day, perhaps with `Published` before it.
fn in_view(document: &Document) -> Option<Date> {
    let shown = document.select("p, span, div, h4, h5, h6, li, td, b, i, em, small, strong, font");
    let lines = shown.nodes().iter().take(4_000);
    lines.filter(|node| node.children_it(false).count() <= 3).find_map(|node| {
        let text = node.text();
        let text = text.trim();
        if text.len() > 60 || !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let lower = text.to_lowercase();
        let bare = ["first published", "published", "posted", "date", "updated", "last updated"]
            .iter()
            .find_map(|word| lower.strip_prefix(word))
            .unwrap_or(&lower)
            .trim_start_matches([':', ' ', '|', '-', '–']);
        let bare = bare.strip_prefix("on ").unwrap_or(bare);
        // A heading such as `What happened on 8 November 2022` begins with other words.
        let begins = bare.starts_with(|c: char| c.is_ascii_digit())
            || bare.split([' ', ',', '.']).next().is_some_and(dateline_text::calendar::begins_day_or_month);
        if begins { day(bare) } else { None }
    })
}

/// The character set that a page names in its first bytes.
pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2_048)]).to_ascii_lowercase();
    let at = head.find("charset=")? + "charset=".len();
    let name: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    Some(name).filter(|n| !n.is_empty())
}

/// What a piece of markup alone tells of a day: for tests.
#[cfg(test)]
mod tests {
    use super::super::document;
    use super::*;

    #[test]
    fn days_are_found_where_pages_tell_them() {
        assert_eq!(in_address("https://example.org/world/2022/11/8/talks"), Some(date(2022, 11, 8)));
        assert_eq!(in_address("https://example.org/2022-11-08-talks"), Some(date(2022, 11, 8)));
        assert_eq!(in_address("https://example.org/12/11/8/talks"), None);
        let view = |html: &str| in_view(&document(html));
        assert_eq!(view("<div><span>Published: Tuesday, 8 November 2022</span></div>"), Some(date(2022, 11, 8)));
        assert_eq!(view("<p>What happened on 8 November 2022</p>"), None);
    }
}

//! Exports of Nexis: many articles in one text, each with a heading and a closing list of keys.
//!
//! Two layouts are known. The older begins each article with `3 of 500 DOCUMENTS`, the outlet and the day, and then the headline;
//! the newer (Nexis Uni) begins with the headline, the outlet and the day, marks the words with `Body` and ends each article with
//! `End of Document`. The body is taken as it stands.

use crate::parse_date;
use crate::text::Article;
use jiff::civil::Date;

/// Keys of the heading and of the closing list, lower case.
const HEAD: [&str; 9] =
    ["byline", "section", "length", "dateline", "highlight", "headline", "distribution", "series", "correction"];
const FOOT: [&str; 16] = [
    "load-date",
    "language",
    "publication-type",
    "graphic",
    "subject",
    "company",
    "organization",
    "person",
    "geographic",
    "document-type",
    "journal code",
    "ticker",
    "industry",
    "type",
    "notes",
    "classification",
];

/// Whether a text is such an export.
pub(crate) fn is_export(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let (mut length, mut loaded, mut ended) = (false, false, false);
    let counted = lines.clone().take(400).any(counter);
    lines.by_ref().take(20_000).for_each(|line| {
        length |= keyed(line).is_some_and(|(key, _)| key == "length");
        loaded |= keyed(line).is_some_and(|(key, _)| key == "load-date");
        ended |= line == "End of Document";
    });
    ended && (length || loaded) || counted && (length || loaded) || length && loaded
}

/// `3 of 500 DOCUMENTS`.
fn counter(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let digits = |w: Option<&str>| w.is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
    digits(words.next())
        && words.next() == Some("of")
        && digits(words.next())
        && words.next() == Some("DOCUMENTS")
        && words.next().is_none()
}

/// A line `KEY: value` with a key that Nexis uses.
fn keyed(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim().to_ascii_lowercase();
    (HEAD.contains(&key.as_str()) || FOOT.contains(&key.as_str())).then(|| (key, value.trim()))
}

/// The articles of an export, in their order.
pub(crate) fn articles(text: &str) -> impl Iterator<Item = Article> {
    Pieces { rest: text }.filter_map(article)
}

/// Stretches that end before a counter or after `End of Document`; of the older layout without counters, after the closing list.
struct Pieces<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        if self.rest.is_empty() {
            return None;
        }
        let mut at = 0;
        for line in self.rest.split_inclusive('\n') {
            let bare = line.trim();
            if counter(bare) && at > 0 {
                break;
            }
            at += line.len();
            if bare == "End of Document" {
                break;
            }
        }
        let (piece, rest) = self.rest.split_at(at);
        self.rest = rest;
        Some(piece)
    }
}

/// A line with its place.
struct Line<'t> {
    at: usize,
    text: &'t str,
}

fn article(piece: &str) -> Option<Article> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in piece.split_inclusive('\n') {
        lines.push(Line { at, text: line.trim() });
        at += line.len();
    }
    let old = lines.iter().find(|l| !l.text.is_empty()).is_some_and(|l| counter(l.text));
    let heading: Vec<usize> =
        (0..lines.len()).filter(|&i| !lines[i].text.is_empty() && !counter(lines[i].text)).take(20).collect();
    let (dated, date) = heading.iter().find_map(|&i| Some((i, whole_date(lines[i].text)?)))?;
    let before: Vec<&str> = heading.iter().take_while(|&&i| i < dated).map(|&i| lines[i].text).collect();
    let mut article = Article { date: Some(date), ..Article::default() };
    // The last of the keys of the heading, or the mark of the body.
    let marked = (dated..lines.len()).find(|&i| lines[i].text == "Body");
    let last_key = |from: usize| {
        let mut last = None;
        for (i, line) in lines.iter().enumerate().skip(from) {
            match keyed(line.text) {
                Some((key, _)) if HEAD.contains(&key.as_str()) => last = Some(i),
                Some(_) => break,
                // A heading has no paragraph between its keys.
                None if last.is_some_and(|l| i > l + 6) => break,
                None => {}
            }
        }
        last
    };
    let last = marked.or_else(|| last_key(dated)).unwrap_or(dated);
    // A value may go on over the next lines, up to a blank one.
    let mut body = last + 1;
    if marked.is_none() {
        while lines.get(body).is_some_and(|l| !l.text.is_empty()) && body <= last + 3 {
            body += 1;
        }
    }
    let old_layout = old || before.len() == 1 && marked.is_none();
    if old_layout {
        article.publisher = before.first().map(|p| (*p).to_owned());
        let first_key = (dated + 1..last + 1).find(|&i| keyed(lines[i].text).is_some()).unwrap_or(last);
        let headline = lines[first_key..=last]
            .iter()
            .find_map(|l| keyed(l.text).filter(|(k, _)| k == "headline").map(|(_, v)| v.to_owned()));
        let between = lines[dated + 1..first_key.max(dated + 1)]
            .iter()
            .map(|l| l.text)
            .filter(|l| !l.is_empty() && !l.ends_with("Edition") && !l.contains("Edition -") && !keyed(l).is_some());
        let told = between.collect::<Vec<_>>().join(" ");
        article.title = Some(told).filter(|t| !t.is_empty()).or(headline);
    } else {
        article.publisher = before.last().map(|p| (*p).to_owned());
        article.title = Some(before[..before.len().saturating_sub(1)].join(" ")).filter(|t| !t.is_empty());
    }
    let end = (body..lines.len()).find(|&i| ends(&lines[i..])).unwrap_or(lines.len());
    article.language =
        lines[end.min(lines.len())..].iter().find_map(|l| keyed(l.text).filter(|(k, _)| k == "language").map(|(_, v)| named(v)));
    let start = lines.get(body)?.at;
    let stop = lines.get(end).map_or(piece.len(), |l| l.at);
    article.text = piece.get(start..stop)?.trim().to_owned();
    (!article.text.is_empty()).then_some(article)
}

/// Whether the closing list, or the notice of rights before it, begins here.
fn ends(lines: &[Line<'_>]) -> bool {
    let line = lines[0].text;
    line == "End of Document"
        || line == "Classification"
        || line == "Graphic"
        || line == "Notes"
        || keyed(line).is_some_and(|(key, _)| {
            FOOT.contains(&key.as_str()) && !matches!(key.as_str(), "notes" | "type" | "person" | "company")
        })
        || line.starts_with("Copyright ")
            && lines.iter().skip(1).take(4).any(|l| l.text.eq_ignore_ascii_case("all rights reserved"))
}

/// `ENGLISH` as a tag; `ENGLISH; FRENCH` by its first.
fn named(value: &str) -> String {
    let first = value.split([';', ',', ' ']).next().unwrap_or("").to_lowercase();
    if first == "english" { "en".to_owned() } else { first }
}

/// The day of a line that is nothing but a day, perhaps with weekday, hour and edition.
pub(crate) fn whole_date(line: &str) -> Option<Date> {
    if line.len() > 80 {
        return None;
    }
    let lower = line.to_lowercase();
    let first = lower.split([' ', ',', '.']).next().unwrap_or("");
    let begins = dateline_text::calendar::begins_day_or_month(first) || first.bytes().all(|b| b.is_ascii_digit());
    if begins { parse_date(line) } else { None }
}

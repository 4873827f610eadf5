//! What bytes are, told by their content; a name decides only where the content cannot.

use crate::Place;
use crate::table::looks_like_a_table;

/// A form in which reports come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Packed with gzip, in one member or many.
    Gzip,
    /// Packed with Zstandard.
    Zstd,
    /// A ZIP archive; a Word document (DOCX) is one too.
    Zip,
    /// A web archive.
    Warc,
    /// PDF.
    Pdf,
    /// Rich Text Format.
    Rtf,
    /// One JSON object a line: reports, NGEC's events, ninjs.
    JsonLines,
    /// One JSON value over several lines: an object or an array of them.
    Json,
    /// RSS or Atom.
    Feed,
    /// Sentences in PETRARCH's XML.
    Petrarch,
    /// A web page.
    Html,
    /// Rows with named columns.
    Table,
    /// Text: with dated openings, front matter, articles of Nexis or Factiva, or nothing but words.
    Text,
}

/// Bytes that are looked at.
pub(crate) const LOOK: usize = 8_192;

/// Recognises the format by the first bytes. `columns`: the user has told the names of columns, so text is a table.
///
/// ```
/// use dateline_intake::{Format, Place, recognise};
/// let place = Place::new("saved");
/// assert_eq!(recognise(b"WARC/1.0\r\n", &place, false), Format::Warc);
/// assert_eq!(recognise(b"<!DOCTYPE html><title>Talks</title>", &place, false), Format::Html);
/// assert_eq!(recognise(b"Talks began on Monday.", &place, false), Format::Text);
/// ```
pub fn recognise(start: &[u8], place: &Place, columns: bool) -> Format {
    let start = &start[..start.len().min(LOOK)];
    let magic: [(&[u8], Format); 6] = [
        (b"\x1f\x8b", Format::Gzip),
        (b"\x28\xb5\x2f\xfd", Format::Zstd),
        (b"PK\x03\x04", Format::Zip),
        (b"PK\x05\x06", Format::Zip),
        (b"WARC/", Format::Warc),
        (b"{\\rtf", Format::Rtf),
    ];
    if let Some((_, format)) = magic.iter().find(|(signature, _)| start.starts_with(signature)) {
        return *format;
    }
    // Readers of PDF allow some bytes before the header.
    if start[..start.len().min(1_024)].windows(5).any(|w| w == b"%PDF-") {
        return Format::Pdf;
    }
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        return if spread(text) { Format::Json } else { Format::JsonLines };
    }
    if text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{')) {
        return Format::Json;
    }
    if text.starts_with('<') {
        return markup(text);
    }
    let ending = place.file.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    if columns || matches!(ending.as_str(), "csv" | "tsv") || looks_like_a_table(text) {
        return Format::Table;
    }
    Format::Text
}

/// Whether a JSON object goes on over several lines, as people and editors write it.
fn spread(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or("").trim();
    if first.ends_with('}') {
        return false;
    }
    let second = lines.map(str::trim).find(|line| !line.is_empty());
    matches!(first, "{") || second.is_some_and(|line| line.starts_with('"'))
}

fn markup(text: &str) -> Format {
    let mut rest = text;
    // Past the declaration, comments and the document type to the first element.
    loop {
        rest = rest.trim_start();
        let lower = rest.get(..14).unwrap_or(rest).to_ascii_lowercase();
        if lower.starts_with("<!doctype html") {
            return Format::Html;
        }
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?") {
            rest.find("?>").map(|at| at + 2)
        } else if rest.starts_with("<!") {
            // A document type may hold declarations in brackets.
            let close = rest.find('>');
            match rest.find('[') {
                Some(open) if close.is_some_and(|close| open < close) => rest.find("]>").map(|at| at + 2),
                _ => close.map(|at| at + 1),
            }
        } else {
            break;
        };
        match end {
            Some(end) => rest = &rest[end..],
            None => return Format::Html,
        }
    }
    let name: String = rest.chars().skip(1).take_while(|c| c.is_alphanumeric() || *c == ':').collect();
    match name.to_ascii_lowercase().as_str() {
        "rss" | "feed" | "rdf:rdf" => Format::Feed,
        "sentences" => Format::Petrarch,
        _ => Format::Html,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Format {
        recognise(text.as_bytes(), &Place::new("x"), false)
    }

    #[test]
    fn content_decides() {
        let cases = [
            ("{\"text\":\"a\"}\n", Format::JsonLines),
            ("{oops\n{\"text\":\"a\"}", Format::JsonLines),
            ("{\n  \"uri\": \"x\"", Format::Json),
            ("{\"uri\": \"x\",\n \"headline\": \"y\"", Format::Json),
            (" [\n {\"text\":\"a\"}]", Format::Json),
            ("[Update] Talks began.", Format::Text),
            ("\u{feff}<?xml version=\"1.0\"?>\n<!-- x --><rss version=\"2.0\">", Format::Feed),
            ("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b>\">]><feed>", Format::Feed),
            ("<Sentences><Sentence", Format::Petrarch),
            ("<html><body>", Format::Html),
            ("id,date,text\n1,2022-11-08,Talks began.", Format::Table),
            ("Talks, which began on Monday, failed.", Format::Text),
            (" date 2022-11-08 Talks began.", Format::Text),
        ];
        for (text, format) in cases {
            assert_eq!(of(text), format, "{text}");
        }
    }
}

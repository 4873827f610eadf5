//! PDF: the text of the pages, line by line, as far as the file tells its characters.
//!
//! `lopdf` reads the file and the encodings of its fonts; where lines and words part is told here, from how the pen moves. Pages that
//! are pictures have no text, and their report is refused as empty rather than guessed.

use crate::out::Out;
use crate::{Cause, Place, text};
use dateline_text::sha256_hex;
use lopdf::content::Content;
use lopdf::{Document, Encoding, LoadOptions, Object, ObjectId};
use std::collections::BTreeMap;

/// Longest file, in bytes. Every number and name in it becomes an object of its own: a file of nothing else takes some 55 bytes of memory for each
/// of its own, one of pages 25; an export of 500 articles has a few MiB.
pub(crate) const LONGEST: usize = 16 << 20;
/// What one packed stream may unpack to, in bytes.
const UNPACKED: usize = 16 << 20;
/// What all streams of objects of one file may unpack to together. A stream that writers make holds a hundred objects or two, some tens of
/// kilobytes.
const TOGETHER: usize = 8 * UNPACKED;

/// Reads a file.
pub(crate) fn pdf(bytes: &[u8], place: &Place, out: &mut Out<'_>) {
    match lines(bytes, UNPACKED) {
        Ok(lines) if lines.trim().is_empty() => out.problem(place, None, Cause::NoMainText),
        Ok(lines) => text::text(&lines, place, Some(&sha256_hex(bytes)), out),
        Err(cause) => out.problem(place, None, cause),
    }
}

fn lines(bytes: &[u8], limit: usize) -> Result<String, Cause> {
    let broken = |e: lopdf::Error| Cause::Broken("PDF", e.to_string());
    // All streams of objects are unpacked at once: together they have a bound, whatever their number.
    let each = (TOGETHER / packed(bytes).max(1)).min(limit);
    let document = Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(each)).map_err(broken)?;
    if document.is_encrypted() {
        return Err(Cause::Locked);
    }
    let mut text = String::new();
    for page in document.page_iter().take(20_000) {
        // A page that cannot be read costs itself.
        if let Some(lines) = page_lines(&document, page, limit) {
            text.push_str(&lines);
            text.push('\n');
        }
        if text.len() > limit {
            return Err(Cause::LongFile { limit: limit as u64 });
        }
    }
    Ok(text)
}

/// How many streams of objects a file has at most: names that say so, however their letters are written (`/Obj#53tm`).
fn packed(bytes: &[u8]) -> usize {
    const NAME: &[u8] = b"ObjStm";
    let hex = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let is_one = |mut rest: &[u8]| {
        NAME.iter().all(|&letter| {
            let (found, length) = match rest {
                [b'#', a, b, ..] => (hex(&[*a, *b]), 3),
                [first, ..] => (Some(*first), 1),
                [] => (None, 0),
            };
            rest = rest.get(length..).unwrap_or_default();
            found == Some(letter)
        })
    };
    bytes.iter().enumerate().filter(|(at, byte)| **byte == b'/' && is_one(&bytes[at + 1..])).count()
}

/// The pen on a page: what it has written, and where it stands.
#[derive(Default)]
struct Pen {
    text: String,
    /// Height of the line in hand, and its leading.
    y: f32,
    leading: f32,
    /// Height of the last words, where any were written.
    written: Option<f32>,
    size: f32,
}

impl Pen {
    /// Before words are written: a new line where the pen has moved down or up, a new paragraph where it moved far.
    fn place(&mut self) {
        if let Some(last) = self.written {
            let moved = (last - self.y).abs();
            if moved > 1.0 {
                let line = if self.size > 1.0 { self.size } else { 12.0 };
                self.text.push_str(if moved > 1.9 * line || self.y > last { "\n\n" } else { "\n" });
            }
        }
        self.written = Some(self.y);
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }
}

fn page_lines(document: &Document, page: ObjectId, limit: usize) -> Option<String> {
    let fonts = document.get_page_fonts(page).ok()?;
    let encodings: BTreeMap<Vec<u8>, Encoding<'_>> = fonts
        .into_iter()
        .filter_map(|(name, font)| Some((name, font.get_font_encoding_with_limit(document, limit).ok()?)))
        .collect();
    let content = Content::decode(&document.get_page_content_with_limit(page, limit).ok()?).ok()?;
    let mut pen = Pen::default();
    let mut encoding = None;
    for operation in &content.operations {
        let number = |at: usize| operation.operands.get(at).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
        match operation.operator.as_str() {
            "Tf" => {
                encoding = operation.operands.first().and_then(|o| o.as_name().ok()).and_then(|name| encodings.get(name));
                pen.size = number(1).abs();
            }
            "BT" => pen.y = 0.0,
            "Tm" => {
                // A font of size 1 is drawn as large as its matrix says.
                if pen.size <= 1.0 {
                    pen.size = number(3).abs();
                }
                if pen.written == Some(number(5)) {
                    pen.blank();
                }
                pen.y = number(5);
            }
            "Td" | "TD" => {
                pen.y += number(1);
                if operation.operator == "TD" {
                    pen.leading = -number(1);
                }
                if number(1) == 0.0 && number(0) > 0.0 {
                    pen.blank();
                }
            }
            "TL" => pen.leading = number(0),
            "T*" => pen.y -= pen.leading.max(1.1),
            "'" | "\"" => {
                pen.y -= pen.leading.max(1.1);
                show(&mut pen, encoding, operation.operands.last());
            }
            "Tj" | "TJ" => show(&mut pen, encoding, operation.operands.first()),
            _ => {}
        }
        if pen.text.len() > limit {
            break;
        }
    }
    Some(pen.text)
}

/// Writes the words of one string, or of several with the distances between them.
fn show(pen: &mut Pen, encoding: Option<&Encoding<'_>>, words: Option<&Object>) {
    let Some(encoding) = encoding else { return };
    pen.place();
    match words {
        Some(Object::String(bytes, _)) => pen.text.push_str(&Document::decode_text(encoding, bytes).unwrap_or_default()),
        Some(Object::Array(pieces)) => {
            for piece in pieces {
                match piece {
                    Object::String(bytes, _) => pen.text.push_str(&Document::decode_text(encoding, bytes).unwrap_or_default()),
                    // A fifth of the size of the font is no kerning any more but a blank.
                    distance if distance.as_float().is_ok_and(|d| d < -200.0) => pen.blank(),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_of_objects_are_counted_however_they_are_spelt() {
        let file = b"1 0 obj <</Type /ObjStm /N 1>> stream 2 0 obj <</Type/Obj#53tm>> 3 0 obj <</Type /Page /Kids /ObjSt";
        assert_eq!(packed(file), 2);
        assert_eq!(packed(b"/#4fbjStm/O"), 1);
        assert_eq!(packed(b""), 0);
    }
}

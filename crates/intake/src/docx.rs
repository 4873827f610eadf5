//! Word documents (DOCX): the paragraphs of the body, as lines of text.

use crate::out::Out;
use crate::{Cause, Place, text};
use dateline_text::sha256_hex;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

/// Reads `word/document.xml`. What was deleted under tracked changes is no text.
pub(crate) fn document(xml: &[u8], place: &Place, out: &mut Out<'_>) {
    match lines(xml) {
        Ok(lines) => text::text(&lines, place, Some(&sha256_hex(xml)), out),
        Err(told) => out.problem(place, None, Cause::Broken("Word document", told)),
    }
}

fn lines(xml: &[u8]) -> Result<String, String> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let (mut text, mut buffer, mut in_run) = (String::new(), Vec::new(), false);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|e| e.to_string())? {
            Event::Start(start) if start.name().as_ref() == "w:t" => in_run = true,
            Event::End(end) => match end.name().as_ref() {
                "w:t" => in_run = false,
                "w:p" => text.push('\n'),
                "w:tc" => text.push('\t'),
                _ => {}
            },
            Event::Empty(empty) => match empty.name().as_ref() {
                "w:br" | "w:cr" | "w:p" => text.push('\n'),
                "w:tab" => text.push('\t'),
                "w:noBreakHyphen" => text.push('-'),
                _ => {}
            },
            Event::Text(words) if in_run => text.push_str(&words.xml10_content()),
            Event::GeneralRef(name) if in_run => {
                let name: &str = &name;
                text.push_str(&unescape(&format!("&{name};")).unwrap_or_default());
            }
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

//! PETRARCH's XML: sentences with a date, an id `story_n` and a source. Sentences of one story that follow one another are one
//! report, each a paragraph of it. Parses that the file brings are passed over: Dateline reads for itself.
//!
//! Entities that a document declares are not expanded; only the five of XML and numbered characters are.

use crate::out::{Gate, Out, cause_of};
use crate::{Cause, Place, parse_date};
use dateline_text::{Origin, Report};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// A sentence with what is told of it.
#[derive(Debug, Default, PartialEq)]
struct Sentence {
    story: String,
    date: String,
    source: String,
    text: String,
}

/// Reads the sentences of a file.
pub(crate) fn sentences(input: &mut dyn BufRead, place: &Place, out: &mut Out<'_>) {
    // A sentence of this much, with its parse, is none.
    let width = 1 << 20;
    let (gate, key) = Gate::new(input, width);
    let mut reader = Reader::from_reader(gate);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let (mut now, mut story): (Option<Sentence>, Option<Sentence>) = (None, None);
    let (mut number, mut begun, mut in_text) = (0, 0, false);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => match start.local_name().as_ref() {
                "Sentence" => {
                    key.open();
                    number += 1;
                    now = Some(sentence(&start));
                }
                "Text" => in_text = true,
                _ => {}
            },
            Ok(Event::Text(text)) if in_text => now.iter_mut().for_each(|s| s.text.push_str(&text.xml10_content())),
            Ok(Event::CData(text)) if in_text => now.iter_mut().for_each(|s| s.text.push_str(&text.xml10_content())),
            Ok(Event::GeneralRef(name)) if in_text => {
                let name: &str = &name;
                if let (Some(now), Ok(text)) = (&mut now, unescape(&format!("&{name};"))) {
                    now.text.push_str(&text);
                }
            }
            Ok(Event::End(end)) => match end.local_name().as_ref() {
                "Text" => in_text = false,
                "Sentence" => {
                    let Some(mut new) = now.take() else { continue };
                    new.text = new.text.split_whitespace().collect::<Vec<_>>().join(" ");
                    match &mut story {
                        Some(old) if (&old.story, &old.date, &old.source) == (&new.story, &new.date, &new.source) => {
                            old.text.push_str("\n\n");
                            old.text.push_str(&new.text);
                        }
                        _ => {
                            hand_out(story.replace(new), place, begun, out);
                            begun = number;
                        }
                    }
                }
                _ => {}
            },
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let cause = match error {
                    _ if key.shut() => Cause::TooLong { size: width, limit: width },
                    quick_xml::Error::Io(error) => cause_of(&error),
                    other => Cause::Broken("XML", other.to_string()),
                };
                out.problem(place, Some(number), cause);
                break;
            }
        }
        if out.stopped {
            return;
        }
    }
    hand_out(story, place, begun, out);
}

fn sentence(start: &BytesStart<'_>) -> Sentence {
    let mut sentence = Sentence::default();
    for attribute in start.attributes().flatten() {
        let value = unescape(&attribute.value).map(|v| v.into_owned()).unwrap_or_default();
        match attribute.key.local_name().as_ref() {
            "date" => sentence.date = value,
            // `AFP0808020615_3` is the third sentence of its story.
            "id" => {
                sentence.story = match value.rsplit_once('_') {
                    Some((story, n)) if !story.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => story.to_owned(),
                    _ => value,
                }
            }
            "source" => sentence.source = value,
            _ => {}
        }
    }
    sentence
}

fn hand_out(story: Option<Sentence>, place: &Place, number: u64, out: &mut Out<'_>) {
    let Some(story) = story else { return };
    let id = if story.story.is_empty() { format!("{}#{number}", place.stem) } else { story.story };
    let mut report = Report::new(id, story.text);
    report.published = parse_date(&story.date);
    if report.published.is_none() && !story.date.is_empty() {
        out.problem(place, Some(number), Cause::BadDate(story.date));
    }
    report.publisher = Some(story.source).filter(|s| !s.is_empty());
    report.origin = Some(Origin::default());
    out.report(place, Some(number), report);
}

//! One stream of bytes, whatever it holds.

use crate::decode::{Decoded, decode};
use crate::out::{Out, cause_of, read_whole};
use crate::recognise::{Format, recognise};
use crate::{Cause, Item, Options, Place, container, feed, html, json, lines, pdf, petrarch, rtf, table, text, warc};
use std::io::{BufRead, Cursor};

/// Reads bytes, whatever form they have: the function for those who have no file. The same as a file of that name would give.
///
/// ```
/// use dateline_intake::{Item, Options, read_bytes};
/// let page = b"<html><head><title>Talks</title></head><body><p>Talks between both sides began in Geneva on Monday, the \
///     mediator said.</p></body></html>";
/// let items = read_bytes("saved.html", page, &Options::default());
/// assert!(items.iter().any(|item| matches!(item, Item::Report(report) if report.text.starts_with("Talks between"))));
/// ```
pub fn read_bytes(name: &str, bytes: &[u8], options: &Options) -> Vec<Item> {
    let mut items = Vec::new();
    let mut sink = |item| {
        items.push(item);
        true
    };
    let mut out = Out::new(options, &mut sink);
    out.budget.earn(bytes.len() as u64);
    read(&mut Cursor::new(bytes), &Place::new(name), 0, &mut out);
    items
}

/// Reads a stream. `depth` counts the packings around it.
pub(crate) fn read(input: &mut dyn BufRead, place: &Place, depth: usize, out: &mut Out<'_>) {
    let mut start = Vec::new();
    // The first buffer may be short: what a pipe has brought so far.
    let (buffer, rest) = match peek(input, &mut start) {
        Ok(()) => (std::mem::take(&mut start), input),
        Err(error) => return out.problem(place, None, cause_of(&error)),
    };
    if buffer.is_empty() {
        return out.problem(place, None, Cause::Empty);
    }
    let format = recognise(&buffer, place, !out.options.columns.is_empty());
    let mut input = Cursor::new(buffer).chain_buffered(rest);
    let before = out.given;
    records(format, &mut input, place, depth, out);
    // A feed without entries, a table without rows: silence would look like success.
    if out.given == before {
        out.problem(place, None, Cause::Empty);
    }
}

/// Hands on what a form holds.
fn records(format: Format, mut input: &mut dyn BufRead, place: &Place, depth: usize, out: &mut Out<'_>) {
    let options = out.options;
    match format {
        Format::Gzip => container::gzip(&mut input, place, depth, out),
        Format::Zstd => container::zstandard(&mut input, place, depth, out),
        Format::Zip => match read_whole(&mut input, options.longest_file) {
            Ok(bytes) => container::zip(Cursor::new(bytes), place, depth, out),
            Err(cause) => out.problem(place, None, cause),
        },
        Format::Warc => warc::records(&mut input, place, out),
        Format::JsonLines => lines::lines(&mut input, place, out),
        Format::Json => json::document(&mut input, place, out),
        Format::Petrarch => petrarch::sentences(&mut input, place, out),
        Format::Table => table::rows(&mut input, place, out),
        Format::Feed => whole(&mut input, options.longest_page, place, out, feed::feed),
        Format::Html => whole(&mut input, options.longest_page, place, out, html::page),
        Format::Pdf => whole(&mut input, options.longest_file.min(pdf::LONGEST), place, out, pdf::pdf),
        Format::Rtf => whole(&mut input, options.longest_file.min(rtf::LONGEST), place, out, rtf::rtf),
        Format::Text => whole(&mut input, options.longest_file, place, out, plain),
    }
}

/// The first bytes, as many as are looked at where there are so many.
fn peek(input: &mut dyn BufRead, start: &mut Vec<u8>) -> std::io::Result<()> {
    while start.len() < crate::recognise::LOOK {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            break;
        }
        let size = buffer.len().min(crate::recognise::LOOK - start.len());
        start.extend_from_slice(&buffer[..size]);
        input.consume(size);
    }
    Ok(())
}

/// Puts the bytes that were looked at before those that follow.
trait ChainBuffered: Sized {
    fn chain_buffered(self, rest: &mut dyn BufRead) -> std::io::Chain<Self, &mut dyn BufRead>;
}

impl ChainBuffered for Cursor<Vec<u8>> {
    fn chain_buffered(self, rest: &mut dyn BufRead) -> std::io::Chain<Self, &mut dyn BufRead> {
        std::io::Read::chain(self, rest)
    }
}

type Reader = fn(&[u8], &Place, &mut Out<'_>);

/// Reads a format that cannot be read in parts.
fn whole(input: &mut dyn BufRead, limit: usize, place: &Place, out: &mut Out<'_>, reader: Reader) {
    match read_whole(input, limit) {
        Ok(bytes) => reader(&bytes, place, out),
        Err(cause) => out.problem(place, None, cause),
    }
}

/// Plain text of any kind.
fn plain(bytes: &[u8], place: &Place, out: &mut Out<'_>) {
    match decode(bytes) {
        Decoded::Text(text) => text::text(&text, place, None, out),
        Decoded::Recovered(text, encoding) => {
            out.problem(place, None, Cause::NotUtf8(encoding));
            text::text(&text, place, None, out);
        }
        Decoded::Binary(like) => out.problem(place, None, Cause::Binary(like)),
    }
}

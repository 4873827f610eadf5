//! Packed files: gzip, Zstandard, ZIP. What is inside is read as if it lay there itself, never written anywhere.

use crate::out::{Out, Paid, cause_of};
use crate::stream::read;
use crate::{Cause, Place, docx};
use flate2::bufread::MultiGzDecoder;
use std::io::{BufRead, BufReader, Read, Seek};

/// Reads what is packed with gzip, in one member or many, as web archives are.
pub(crate) fn gzip(input: &mut dyn BufRead, place: &Place, depth: usize, out: &mut Out<'_>) {
    let paid = Paid { inner: MultiGzDecoder::new(input), budget: out.budget.clone() };
    inside(&mut BufReader::with_capacity(1 << 16, paid), place, depth, out);
}

/// Reads what is packed with Zstandard.
pub(crate) fn zstandard(input: &mut dyn BufRead, place: &Place, depth: usize, out: &mut Out<'_>) {
    match zstd::stream::read::Decoder::with_buffer(input) {
        Ok(mut decoder) => {
            // A window of 128 MiB is what the command line tool unpacks unasked.
            if decoder.window_log_max(27).is_ok() {
                let paid = Paid { inner: decoder, budget: out.budget.clone() };
                inside(&mut BufReader::with_capacity(1 << 16, paid), place, depth, out);
            }
        }
        Err(error) => out.problem(place, None, cause_of(&error)),
    }
}

fn inside(input: &mut dyn BufRead, place: &Place, depth: usize, out: &mut Out<'_>) {
    if depth >= out.options.nesting {
        return out.problem(place, None, Cause::Nested(out.options.nesting));
    }
    read(input, &place.unpacked(), depth + 1, out);
}

/// Reads the entries of a ZIP archive in the order in which it lists them; one that is a Word document is read as that.
pub(crate) fn zip(input: impl Read + Seek, place: &Place, depth: usize, out: &mut Out<'_>) {
    if depth >= out.options.nesting {
        return out.problem(place, None, Cause::Nested(out.options.nesting));
    }
    let mut archive = match zip::ZipArchive::new(input) {
        Ok(archive) => archive,
        Err(error) => return out.problem(place, None, Cause::Broken("ZIP archive", told(&error))),
    };
    if let Ok(document) = archive.by_name("word/document.xml") {
        let paid = Paid { inner: document, budget: out.budget.clone() };
        let mut paid = BufReader::new(paid);
        return match crate::out::read_whole(&mut paid, out.options.longest_file) {
            Ok(xml) => docx::document(&xml, place, out),
            Err(cause) => out.problem(place, None, cause),
        };
    }
    for index in 0..archive.len() {
        if out.stopped {
            return;
        }
        match archive.by_index(index) {
            Ok(entry) => {
                let name = match entry.name() {
                    Ok(name) => name.into_owned(),
                    Err(_) => format!("entry {}", index + 1),
                };
                let last = name.rsplit(['/', '\\']).next().unwrap_or("");
                if entry.is_dir()
                    || entry.is_symlink()
                    || last.is_empty()
                    || last.starts_with('.')
                    || name.starts_with("__MACOSX/")
                {
                    continue;
                }
                let inner = place.entry(&name);
                if entry.encrypted() {
                    out.problem(&inner, None, Cause::Locked);
                    continue;
                }
                if !crate::walk::looks_like_a_report(last.as_ref()) {
                    out.problem(&inner, None, Cause::Skipped);
                    continue;
                }
                let paid = Paid { inner: entry, budget: out.budget.clone() };
                read(&mut BufReader::with_capacity(1 << 16, paid), &inner, depth + 1, out);
            }
            Err(error) => out.problem(&place.entry(&format!("entry {}", index + 1)), None, Cause::Broken("entry", told(&error))),
        }
    }
}

fn told(error: &zip::result::ZipError) -> String {
    match error {
        zip::result::ZipError::Io(error) => crate::walk::plain(error),
        other => other.to_string(),
    }
}

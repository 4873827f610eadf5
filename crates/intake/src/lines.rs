//! JSON Lines, read line by line.

use crate::decode::{Decoded, decode};
use crate::jsonl::line;
use crate::out::{Out, cause_of};
use crate::{Cause, Place};
use std::io::{BufRead, Read};

/// Reads one object a line; a bad line costs only itself.
pub(crate) fn lines(input: &mut dyn BufRead, place: &Place, out: &mut Out<'_>) {
    // Six bytes of JSON (\u0041) can stand for one byte of text.
    let limit = out.options.longest_report as u64 * 6 + 65_536;
    let mut bytes = Vec::new();
    for number in 1.. {
        if out.stopped {
            return;
        }
        bytes.clear();
        let size = match input.take(limit).read_until(b'\n', &mut bytes) {
            Ok(0) => return,
            Ok(size) => size as u64,
            Err(error) => return out.problem(place, Some(number), cause_of(&error)),
        };
        if size == limit && bytes.last() != Some(&b'\n') {
            out.problem(place, Some(number), Cause::TooLong { size, limit });
            if let Err(error) = input.skip_until(b'\n') {
                return out.problem(place, Some(number), cause_of(&error));
            }
            continue;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match decode(&bytes) {
            Decoded::Text(text) => line(place, number, &text, out),
            Decoded::Recovered(text, encoding) => {
                out.problem(place, Some(number), Cause::NotUtf8(encoding));
                line(place, number, &text, out);
            }
            Decoded::Binary(like) => out.problem(place, Some(number), Cause::Binary(like)),
        }
    }
}

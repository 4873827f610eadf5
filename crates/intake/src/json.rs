//! JSON over several lines: one object, or an array whose elements are read one by one.

use crate::jsonl::{object, syntax_error};
use crate::out::{Gate, Key, Out, cause_of};
use crate::{Cause, Place};
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::io::BufRead;

/// Reads one object, several after one another, or an array of them.
pub(crate) fn document(input: &mut dyn BufRead, place: &Place, out: &mut Out<'_>) {
    let width = out.options.longest_report as u64 * 6 + 65_536;
    let (mut gate, key) = Gate::new(input, width);
    let array = match first_byte(&mut gate) {
        Ok(byte) => byte == Some(b'['),
        Err(error) => return out.problem(place, None, cause_of(&error)),
    };
    let mut number = 0;
    let result = if array {
        let mut from = serde_json::Deserializer::from_reader(&mut gate);
        (&mut from).deserialize_seq(Elements { place, out, key: &key, number: &mut number }).map_err(|e| e.to_string_and(&e))
    } else {
        let mut result = Ok(());
        for value in serde_json::Deserializer::from_reader(&mut gate).into_iter::<Value>() {
            number += 1;
            match value {
                Ok(value) => object(place, number, value, out),
                Err(error) => result = Err(error.to_string_and(&error)),
            }
            key.open();
            if out.stopped || result.is_err() {
                break;
            }
        }
        result
    };
    if let Err(told) = result
        && !out.stopped
    {
        let cause = if key.shut() { Cause::TooLong { size: width, limit: width } } else { Cause::BrokenJson(told) };
        out.problem(place, Some(number.max(1)), cause);
    }
}

/// An error in words with its line.
trait Told {
    fn to_string_and(&self, error: &serde_json::Error) -> String;
}

impl Told for serde_json::Error {
    fn to_string_and(&self, error: &serde_json::Error) -> String {
        format!("{} of line {}", syntax_error(error), error.line())
    }
}

/// The first byte that is neither blank nor byte order mark; it is not taken away.
fn first_byte(input: &mut dyn BufRead) -> std::io::Result<Option<u8>> {
    loop {
        let Some(&byte) = input.fill_buf()?.first() else { return Ok(None) };
        if byte.is_ascii_whitespace() || matches!(byte, 0xef | 0xbb | 0xbf) {
            input.consume(1);
        } else {
            return Ok(Some(byte));
        }
    }
}

/// Hands out the elements of an array as they come.
struct Elements<'e, 'o> {
    place: &'e Place,
    out: &'e mut Out<'o>,
    key: &'e Key,
    number: &'e mut u64,
}

impl<'de> Visitor<'de> for Elements<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of reports")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        *self.number = 1;
        while let Some(value) = elements.next_element::<Value>()? {
            object(self.place, *self.number, value, self.out);
            *self.number += 1;
            self.key.open();
            if self.out.stopped {
                return Err(serde::de::Error::custom("nobody wants more"));
            }
        }
        Ok(())
    }
}

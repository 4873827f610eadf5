//! Claims as JSON.

use crate::told::Telling;
use dateline_coding::Claim;
use std::io::{self, Write};

/// One claim as one line of JSON, without the line break.
pub fn json_line(claim: &Claim) -> String {
    // A claim holds only strings, numbers and lists of such, which serde_json always writes; a number that is not
    // finite becomes null.
    serde_json::to_string(claim).unwrap_or_default()
}

/// The same with `retracted`, the reason, where the report was taken back: the claim itself does not know.
pub(crate) fn told_line(telling: &Telling<'_>) -> String {
    let line = json_line(telling.claim);
    match (&telling.origin.retracted, line.strip_suffix('}')) {
        (Some(reason), Some(open)) => format!("{open},\"retracted\":{}}}", serde_json::json!(reason)),
        _ => line,
    }
}

/// Claims as one JSON array, written as they come.
pub struct JsonArray<W: Write> {
    out: W,
    first: bool,
}

impl<W: Write> JsonArray<W> {
    /// An array that will be written to `out`; nothing is written yet.
    pub fn new(out: W) -> Self {
        JsonArray { out, first: true }
    }

    /// Adds a claim.
    pub fn push(&mut self, claim: &Claim) -> io::Result<()> {
        let before = if self.first { "[\n" } else { ",\n" };
        self.first = false;
        write!(self.out, "{before}{}", json_line(claim))
    }

    /// Closes the array; one without claims is `[]`.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.write_all(if self.first { b"[]\n" } else { b"\n]\n" })?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::claim;

    #[test]
    fn an_array_is_json_whatever_its_length() {
        for n in 0..3 {
            let mut out = Vec::new();
            let mut array = JsonArray::new(&mut out);
            for _ in 0..n {
                array.push(&claim()).unwrap();
            }
            array.finish().unwrap();
            let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
            assert_eq!(value.as_array().map(Vec::len), Some(n));
        }
    }
}

//! From bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes as text.
#[derive(Debug, PartialEq, Eq)]
pub enum Decoded<'b> {
    /// The text, without a byte order mark.
    Text(Cow<'b, str>),
    /// The bytes were no UTF-8; the word names the encoding they were read as.
    Recovered(String, &'static str),
    /// The bytes are no text; the word says what they look like, as in " (it looks like PDF)".
    Binary(&'static str),
}

const SIGNATURES: [(&[u8], &str); 6] = [
    (b"%PDF-", " (it looks like PDF)"),
    (b"PK\x03\x04", " (it looks like a ZIP archive or an office document)"),
    (b"\x1f\x8b", " (it looks like gzip)"),
    (b"\x28\xb5\x2f\xfd", " (it looks like Zstandard)"),
    (b"\x89PNG", " (it looks like an image)"),
    (b"\xff\xd8\xff", " (it looks like an image)"),
];

/// Reads bytes as UTF-8, with a byte order mark as that says (UTF-16 too), else in the old encoding that they look most like.
/// Bytes with a zero or many other control characters among them are no text.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    decode_as(bytes, None)
}

/// The same, where something tells the encoding of what is no UTF-8.
pub(crate) fn decode_as<'b>(bytes: &'b [u8], told: Option<&str>) -> Decoded<'b> {
    if let Some((_, like)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Decoded::Binary(like);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return match encoding.decode_without_bom_handling(&bytes[mark..]) {
            (text, _) if text.contains('\0') => Decoded::Binary(""),
            (text, false) => Decoded::Text(text),
            // Half of a pair, or an odd byte: not the encoding that the mark says, and with zeros in it no other either.
            (_, true) if bytes[mark..].contains(&0) => Decoded::Binary(""),
            (_, true) => recovered(&bytes[mark..], told),
        };
    }
    // Text holds next to no control characters but tabs and line breaks.
    let controls = bytes.iter().filter(|b| **b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c) || **b == 0x7f).count();
    if bytes.contains(&0) || controls * 50 > bytes.len() {
        return Decoded::Binary("");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded::Text(Cow::Borrowed(text)),
        Err(_) => recovered(bytes, told),
    }
}

/// Bytes above ASCII that an encoding is guessed from; of fewer, Windows-1252 is the likeliest.
const ENOUGH: usize = 24;
/// Bytes that are looked at for the guess.
const LOOKED_AT: usize = 65_536;

fn recovered(bytes: &[u8], told: Option<&str>) -> Decoded<'static> {
    let told = told.and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = told.filter(|e| *e != encoding_rs::UTF_8).unwrap_or_else(|| guess(bytes));
    Decoded::Recovered(encoding.decode_without_bom_handling(bytes).0.into_owned(), encoding.name())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(LOOKED_AT)];
    if sample.iter().filter(|b| **b >= 0x80).count() < ENOUGH {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovers_windows_quotes_and_tells() {
        assert_eq!(decode(b"\x93fight\x94 to the end"), Decoded::Recovered("“fight” to the end".to_owned(), "windows-1252"));
        assert_eq!(decode("\u{feff}“fight”".as_bytes()), Decoded::Text("“fight”".into()));
        assert_eq!(decode(b"\xff\xfeO\0k\0"), Decoded::Text("Ok".into()));
    }

    #[test]
    fn knows_what_is_no_text() {
        assert_eq!(decode(b"\0\x01\x02"), Decoded::Binary(""));
        assert!(matches!(decode(b"%PDF-1.7 ..."), Decoded::Binary(_)));
        assert_eq!(decode(b"\xff\xfeO\0\xd8"), Decoded::Binary(""));
        assert_eq!(decode(b"\x8f\x01\xc4\x11\xff abc \x02"), Decoded::Binary(""));
    }
}

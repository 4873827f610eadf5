//! From byte offsets to code point offsets.

/// Translates byte offsets of one text into code point offsets.
///
/// A text in ASCII needs nothing. Any other keeps one checkpoint per 64 bytes, so that a look-up
/// counts at most 64 bytes.
#[derive(Clone, Debug, Default)]
pub struct Offsets {
    /// Code points before byte `64 * i`; empty for ASCII.
    checkpoints: Vec<u32>,
}

const STRIDE: usize = 64;

/// Whether a byte begins a character (UTF-8 continuation bytes look like `10xxxxxx`).
fn begins(byte: &u8) -> bool {
    byte & 0xC0 != 0x80
}

impl Offsets {
    /// Prepares the translation for `text`.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Offsets::default();
        }
        let mut seen = 0u32;
        let checkpoints = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let here = seen;
                seen += chunk.iter().filter(|b| begins(b)).count() as u32;
                here
            })
            .collect();
        Offsets { checkpoints }
    }

    /// Number of code points before byte `at` of `text`, the text this was made for.
    pub fn chars(&self, text: &str, at: u32) -> u32 {
        if self.checkpoints.is_empty() {
            return at;
        }
        let at = (at as usize).min(text.len());
        let block = (at / STRIDE).min(self.checkpoints.len() - 1);
        let rest = text.as_bytes()[block * STRIDE..at].iter().filter(|b| begins(b)).count();
        self.checkpoints[block] + rest as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_across_checkpoints() {
        let text = "é–“x”".repeat(50);
        let offsets = Offsets::new(&text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.chars(&text, byte as u32), n as u32);
        }
        assert_eq!(offsets.chars(&text, text.len() as u32), text.chars().count() as u32);
    }
}

//! What the network sees of a word: rows of two tables.
//!
//! `training/features.py` computes the same; the two must not drift apart, and the fixture of
//! `tests/reading.jsonl` holds them together.

use crate::NameClass;
use crate::model::{Bases, Model};

/// Most word pieces of a word that are looked at.
const PIECES: usize = 4;

/// Longest piece in characters.
const LONGEST: usize = 24;

/// Rows per kind of feature.
const FORM: u64 = 30_000;
const PREFIX: u64 = 6_000;
const SUFFIX3: u64 = 6_000;
const SUFFIX2: u64 = 3_000;
const SHAPE: u64 = 500;

/// Just past the last row that a feature can have.
pub(crate) fn end(bases: &Bases) -> u64 {
    let b = bases;
    let classes = crate::NameClass::ALL.len() as u64;
    [(b.form, FORM), (b.prefix, PREFIX), (b.suffix3, SUFFIX3), (b.suffix2, SUFFIX2), (b.shape, SHAPE), (b.class, classes)]
        .iter()
        .fold(0, |most, &(base, rows)| most.max(base as u64 + rows))
}

/// A word as rows of the two tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    features: [u32; 6],
    feature_count: u8,
    pieces: [u32; PIECES],
    piece_count: u8,
}

impl Rows {
    /// Rows of hashed features.
    pub fn features(&self) -> &[u32] {
        &self.features[..self.feature_count as usize]
    }

    /// Rows of word pieces.
    pub fn pieces(&self) -> &[u32] {
        &self.pieces[..self.piece_count as usize]
    }
}

/// Buffers that are used again from word to word.
#[derive(Default)]
pub(crate) struct Buffers {
    norm: String,
    /// The same without marks on letters, for word pieces.
    bare: String,
    shape: String,
    piece: String,
    ends: Vec<usize>,
}

/// FNV-1a with 64 bits over a salt and a text, folded once.
fn hash(salt: u8, text: &str) -> u64 {
    let step = |h: u64, byte: u8| (h ^ byte as u64).wrapping_mul(0x0100_0000_01B3);
    let h = text.bytes().fold(step(0xCBF2_9CE4_8422_2325, salt), step);
    h ^ (h >> 32)
}

/// Quotation marks and dashes made alike.
fn alike(c: char) -> char {
    match c {
        '’' | '‘' | '`' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '—' | '―' => '–',
        '‐' | '‑' => '-',
        c => c,
    }
}

/// Lower case, digits as `0`, quotation marks and dashes made alike.
fn norm(form: &str, out: &mut String) {
    out.clear();
    for c in form.chars().map(alike) {
        if c.is_ascii() {
            out.push(if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() });
        } else {
            out.extend(c.to_lowercase());
        }
    }
    let whole = match out.as_str() {
        "''" => "\"",
        "…" => "...",
        "--" => "–",
        _ => return,
    };
    out.clear();
    out.push_str(whole);
}

/// Runs of capital, small, digit and other characters; a run of three looks like one of two.
fn shape(form: &str, first: bool, caps: bool, out: &mut String) {
    out.clear();
    out.push(if first { '^' } else { '_' });
    out.push(if caps { '#' } else { '_' });
    let mut last = ['\0'; 2];
    for c in form.chars().take(24) {
        let kind = match c {
            '0'..='9' => 'd',
            c if c.is_alphabetic() => match (caps, c.is_uppercase()) {
                (true, _) => 'a',
                (_, true) => 'X',
                _ => 'x',
            },
            c => alike(c),
        };
        if last != [kind; 2] {
            out.push(kind);
            last = [last[1], kind];
        }
    }
}

/// The first or last `count` characters.
fn prefix(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

fn suffix(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(at, _)| &text[at..])
}

/// ASCII symbols and punctuation stand alone as word pieces.
fn stands_alone(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}')
}

/// Whether words are written in capitals: more than 60 % of at least 10 letters.
pub(crate) fn is_caps<'f>(forms: impl Iterator<Item = &'f str>) -> bool {
    let (mut upper, mut letters) = (0usize, 0usize);
    for form in forms {
        for c in form.chars() {
            letters += c.is_alphabetic() as usize;
            upper += (c.is_alphabetic() && c.is_uppercase()) as usize;
        }
    }
    letters >= 10 && upper * 10 > letters * 6
}

impl Model {
    /// The rows of a known name: its class and nothing else.
    pub fn marked(&self, class: NameClass) -> Rows {
        let mut rows = Rows { feature_count: 1, ..Rows::default() };
        rows.features[0] = self.bases.class + class as u32;
        rows
    }

    /// The rows of any other word.
    pub fn unmarked(&self, form: &str, first: bool, caps: bool, buffers: &mut Buffers) -> Rows {
        norm(form, &mut buffers.norm);
        shape(form, first, caps, &mut buffers.shape);
        let n = buffers.norm.as_str();
        let b = &self.bases;
        let row = |base: u32, salt: u8, text: &str, rows: u64| base + (hash(salt, text) % rows) as u32;
        let mut rows = Rows {
            features: [
                row(b.form, b'a', n, FORM),
                row(b.form, b'b', n, FORM),
                row(b.prefix, b'p', prefix(n, 3), PREFIX),
                row(b.suffix3, b't', suffix(n, 3), SUFFIX3),
                row(b.suffix2, b'u', suffix(n, 2), SUFFIX2),
                row(b.shape, b's', &buffers.shape, SHAPE),
            ],
            feature_count: 6,
            ..Rows::default()
        };
        self.pieces(form, buffers, &mut rows);
        rows
    }

    /// Word pieces: lower case, marks stripped, longest match from the left in each run of letters.
    fn pieces(&self, form: &str, buffers: &mut Buffers, rows: &mut Rows) {
        let Buffers { bare, piece, ends, .. } = buffers;
        bare.clear();
        for c in form.chars() {
            match self.folds.get(&c) {
                _ if c.is_ascii() => bare.push(c.to_ascii_lowercase()),
                Some(without) => bare.push_str(without),
                None if ('\u{300}'..='\u{36F}').contains(&c) => {}
                None => bare.extend(c.to_lowercase()),
            }
        }
        let mut seen = 0;
        let mut rest = bare.as_str();
        while let Some(c) = rest.chars().next()
            && seen < PIECES
        {
            if c.is_whitespace() {
                rest = &rest[c.len_utf8()..];
                continue;
            }
            let end = if stands_alone(c) {
                c.len_utf8()
            } else {
                rest.find(|c: char| stands_alone(c) || c.is_whitespace()).unwrap_or(rest.len())
            };
            self.longest(&rest[..end], piece, ends, rows, &mut seen);
            rest = &rest[end..];
        }
    }

    /// Cuts one run. A run with a stretch that no piece matches counts as one piece without a row.
    fn longest(&self, run: &str, piece: &mut String, ends: &mut Vec<usize>, rows: &mut Rows, seen: &mut usize) {
        let before = rows.piece_count;
        let began = *seen;
        let mut start = 0;
        while start < run.len() {
            ends.clear();
            ends.extend(run[start..].char_indices().map(|(at, c)| start + at + c.len_utf8()).take(LONGEST));
            let found = ends.iter().rev().find_map(|&end| {
                piece.clear();
                piece.push_str(if start > 0 { "##" } else { "" });
                piece.push_str(&run[start..end]);
                self.vocabulary.get(piece.as_str()).map(|&row| (end, row))
            });
            let Some((end, row)) = found else {
                rows.piece_count = before;
                *seen = began + 1;
                return;
            };
            if *seen < PIECES {
                rows.pieces[rows.piece_count as usize] = row;
                rows.piece_count += 1;
            }
            *seen += 1;
            start = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape_of(form: &str, caps: bool) -> String {
        let mut out = String::new();
        shape(form, false, caps, &mut out);
        out
    }

    #[test]
    fn shapes() {
        for (form, want) in
            [("Fighting", "__Xxx"), ("U.S.", "__X.X."), ("6,500", "__d,dd"), ("T-72", "__X-dd"), ("OSCE", "__XX"), ("’s", "__'x")]
        {
            assert_eq!(shape_of(form, false), want, "{form}");
        }
        assert_eq!(shape_of("TROOPS", true), "_#aa");
    }

    #[test]
    fn norms() {
        for (form, want) in [("ÉLYSÉE", "élysée"), ("6,500", "0,000"), ("…", "..."), ("”", "\""), ("—", "–")] {
            let mut out = String::new();
            norm(form, &mut out);
            assert_eq!(out, want);
        }
        assert_eq!((prefix("né", 3), prefix("shelled", 3), suffix("né", 3), suffix("shelled", 3)), ("né", "she", "né", "led"));
    }

    #[test]
    fn capitals_need_letters() {
        assert!(is_caps(["TROOPS", "CROSS", "border"].into_iter()));
        assert!(!is_caps(["UN", "vote"].into_iter()));
        assert!(!is_caps(["Troops", "cross", "border"].into_iter()));
    }
}

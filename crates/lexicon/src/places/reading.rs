//! Reading the index file's parts one after the other.

use std::ops::Range;
use thiserror::Error;

/// Why bytes are no gazetteer index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum IndexError {
    /// They are not zstd, or damaged.
    #[error("the gazetteer index does not unpack: rebuild it with the build_gazetteer example")]
    Packing,
    /// They begin otherwise than an index of this layout.
    #[error("not a gazetteer index of this version: rebuild it with the build_gazetteer example")]
    Magic,
    /// A part does not fit.
    #[error("the gazetteer index is cut or damaged: rebuild it with the build_gazetteer example")]
    Shape,
}

/// A position in the index.
pub(super) struct Cursor<'a> {
    data: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Cursor { data, at: 0 }
    }

    /// The next `len` bytes as a range.
    pub(super) fn take(&mut self, len: usize) -> Result<Range<usize>, IndexError> {
        let end = self.at.checked_add(len).filter(|&end| end <= self.data.len()).ok_or(IndexError::Shape)?;
        let range = self.at..end;
        self.at = end;
        Ok(range)
    }

    /// The next four bytes as a number.
    pub(super) fn u32(&mut self) -> Result<u32, IndexError> {
        let range = self.take(4)?;
        let bytes: [u8; 4] = self.data[range].try_into().map_err(|_| IndexError::Shape)?;
        Ok(u32::from_le_bytes(bytes))
    }

    /// The next part: its length, then its bytes.
    pub(super) fn part(&mut self) -> Result<Range<usize>, IndexError> {
        let len = self.u32()? as usize;
        self.take(len)
    }
}

/// Writes a part: its length, then its bytes.
pub fn write_part(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend((bytes.len() as u32).to_le_bytes());
    out.extend(bytes);
}

/// Reads a number in groups of seven bits, lowest first, and moves `at` past it; 0 where bytes run out.
pub(super) fn varint(data: &[u8], at: &mut usize) -> u32 {
    let mut number = 0u32;
    for shift in [0, 7, 14, 21, 28] {
        let Some(&byte) = data.get(*at) else { return number };
        *at += 1;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    number
}

/// Writes what [`varint`] reads.
pub fn write_varint(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

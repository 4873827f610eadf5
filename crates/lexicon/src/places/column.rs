//! Columns of whole numbers, read in place.
//!
//! A column stores the lowest bytes of all its numbers, then the next bytes, and so on. Bytes of one
//! weight look alike, so that zstd packs them well, and a number is read without unpacking the rest.

use super::reading::{Cursor, IndexError};
use std::ops::Range;

/// Where a column lies in the index.
#[derive(Clone, Debug)]
pub(super) struct Column {
    bytes: Range<usize>,
    rows: usize,
    width: usize,
}

impl Column {
    /// Reads the column's header and takes its bytes.
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Column, IndexError> {
        let rows = cursor.u32()? as usize;
        let width = cursor.u32()? as usize;
        if width > 4 {
            return Err(IndexError::Shape);
        }
        let bytes = cursor.take(rows.checked_mul(width).ok_or(IndexError::Shape)?)?;
        Ok(Column { bytes, rows, width })
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The number in `row`, 0 past the end. `data` is the whole index.
    pub(super) fn get(&self, data: &[u8], row: usize) -> u32 {
        if row >= self.rows {
            return 0;
        }
        let planes = &data[self.bytes.clone()];
        (0..self.width).fold(0, |n, plane| n | u32::from(planes[plane * self.rows + row]) << (8 * plane))
    }
}

/// Writes `numbers` as a column as narrow as they allow.
pub fn write_column(out: &mut Vec<u8>, numbers: &[u32]) {
    let widest = numbers.iter().copied().max().unwrap_or(0);
    let width = (4 - widest.leading_zeros() as usize / 8).max(1);
    out.extend((numbers.len() as u32).to_le_bytes());
    out.extend((width as u32).to_le_bytes());
    for plane in 0..width {
        out.extend(numbers.iter().map(|n| (n >> (8 * plane)) as u8));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for numbers in [vec![], vec![0, 1, 255], vec![70_000, 3, u32::MAX], vec![256]] {
            let mut bytes = Vec::new();
            write_column(&mut bytes, &numbers);
            let column = Column::read(&mut Cursor::new(&bytes)).unwrap();
            let back: Vec<u32> = (0..column.rows()).map(|row| column.get(&bytes, row)).collect();
            assert_eq!(back, numbers);
            assert_eq!(column.get(&bytes, numbers.len()), 0);
        }
    }

    #[test]
    fn a_cut_column_is_refused() {
        let mut bytes = Vec::new();
        write_column(&mut bytes, &[1, 2, 3]);
        assert!(Column::read(&mut Cursor::new(&bytes[..bytes.len() - 1])).is_err());
    }
}

//! The table of names: sorted, front-coded in blocks, searched in place.
//!
//! An entry is the length of what it shares with the entry before, the rest of the name, and the places
//! that bear it. The first entry of a block shares nothing, so that blocks are searched by halving and
//! at most one is read from its beginning.

use super::column::{Column, write_column};
use super::reading::{Cursor, IndexError, varint, write_part, write_varint};
use std::ops::Range;

/// Entries in a block.
const BLOCK: usize = 16;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name also is a common word, a first name or a surname.
    pub ambiguous_word: bool,
    /// Rows of the places, the most populous first, each with whether this is its main name.
    pub places: Vec<(u32, bool)>,
}

/// The table as it lies in the index.
#[derive(Clone, Debug)]
pub(super) struct Names {
    entries: Range<usize>,
    starts: Column,
}

impl Names {
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Names, IndexError> {
        let starts = Column::read(cursor)?;
        let entries = cursor.part()?;
        Ok(Names { entries, starts })
    }

    /// The entry of a folded name.
    pub(super) fn find(&self, data: &[u8], name: &str) -> Option<Entry> {
        let mut walk = self.walk_from(data, name)?;
        while walk.advance() {
            match walk.name.as_slice().cmp(name.as_bytes()) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => return Some(walk.entry()),
                std::cmp::Ordering::Greater => return None,
            }
        }
        None
    }

    /// Whether a name goes on after `words`, a folded name's first words, with another word.
    pub(super) fn continues(&self, data: &[u8], words: &str) -> bool {
        let wanted = format!("{words} ");
        let Some(mut walk) = self.walk_from(data, &wanted) else { return false };
        while walk.advance() {
            if walk.name.as_slice() >= wanted.as_bytes() {
                return walk.name.starts_with(wanted.as_bytes());
            }
        }
        false
    }

    /// A walk from the last block that begins at or before `name`.
    fn walk_from<'d>(&self, data: &'d [u8], name: &str) -> Option<Walk<'d>> {
        let entries = data.get(self.entries.clone())?;
        let (mut low, mut high) = (0, self.starts.rows());
        while low < high {
            let middle = low + (high - low) / 2;
            let mut first = Walk::new(entries, self.starts.get(data, middle) as usize);
            if first.advance() && first.name.as_slice() <= name.as_bytes() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let start = self.starts.get(data, low.saturating_sub(1)) as usize;
        Some(Walk::new(entries, start))
    }
}

/// Entries read one after the other.
struct Walk<'d> {
    entries: &'d [u8],
    at: usize,
    name: Vec<u8>,
    /// Where the places of the entry begin.
    places: usize,
}

impl<'d> Walk<'d> {
    fn new(entries: &'d [u8], at: usize) -> Self {
        Walk { entries, at, name: Vec::new(), places: at }
    }

    /// Goes to the next entry; `false` at the end.
    fn advance(&mut self) -> bool {
        if self.at >= self.entries.len() {
            return false;
        }
        let shared = varint(self.entries, &mut self.at) as usize;
        let rest = varint(self.entries, &mut self.at) as usize;
        let Some(bytes) = self.entries.get(self.at..self.at.saturating_add(rest)) else { return false };
        self.name.truncate(shared);
        self.name.extend_from_slice(bytes);
        self.at += rest;
        self.places = self.at;
        let count = varint(self.entries, &mut self.at) >> 1;
        for _ in 0..count {
            varint(self.entries, &mut self.at);
        }
        true
    }

    fn entry(&self) -> Entry {
        let mut at = self.places;
        let head = varint(self.entries, &mut at);
        let places = (0..head >> 1)
            .map(|_| {
                let code = varint(self.entries, &mut at);
                (code >> 1, code & 1 == 1)
            })
            .collect();
        Entry { ambiguous_word: head & 1 == 1, places }
    }
}

/// Writes the table. `names` is sorted by the bytes of the name, each name once.
pub fn write_names<'n>(out: &mut Vec<u8>, names: impl Iterator<Item = (&'n str, &'n Entry)>) {
    let (mut starts, mut entries, mut before) = (Vec::new(), Vec::new(), "");
    for (row, (name, entry)) in names.enumerate() {
        let shared = if row % BLOCK == 0 {
            starts.push(entries.len() as u32);
            0
        } else {
            before.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count()
        };
        write_varint(&mut entries, shared as u32);
        write_varint(&mut entries, (name.len() - shared) as u32);
        entries.extend(&name.as_bytes()[shared..]);
        write_varint(&mut entries, (entry.places.len() as u32) << 1 | u32::from(entry.ambiguous_word));
        for (place, main) in &entry.places {
            write_varint(&mut entries, place << 1 | u32::from(*main));
        }
        before = name;
    }
    write_column(out, &starts);
    write_part(out, &entries);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn table(count: u32) -> (Vec<u8>, BTreeMap<String, Entry>) {
        let names: BTreeMap<String, Entry> = (0..count)
            .map(|n| {
                let name = format!("{} town {}", ["aba", "ab", "zara"][n as usize % 3], n);
                (name, Entry { ambiguous_word: n % 2 == 0, places: vec![(n * 1000, true), (n, false)] })
            })
            .collect();
        let mut bytes = Vec::new();
        write_names(&mut bytes, names.iter().map(|(name, entry)| (name.as_str(), entry)));
        (bytes, names)
    }

    #[test]
    fn every_name_is_found_and_no_other() {
        for count in [0, 1, 15, 16, 17, 200] {
            let (bytes, names) = table(count);
            let read = Names::read(&mut Cursor::new(&bytes)).unwrap();
            for (name, entry) in &names {
                assert_eq!(read.find(&bytes, name).as_ref(), Some(entry));
                assert_eq!(read.find(&bytes, &format!("{name}x")), None);
            }
            for other in ["", "a", "ab", "zzz"] {
                assert_eq!(read.find(&bytes, other), None);
            }
        }
    }

    #[test]
    fn longer_names_are_announced_at_word_ends() {
        let (bytes, _) = table(100);
        let read = Names::read(&mut Cursor::new(&bytes)).unwrap();
        for (words, goes_on) in [("aba", true), ("ab", true), ("ab town", true), ("a", false), ("zar", false), ("zz", false)] {
            assert_eq!(read.continues(&bytes, words), goes_on, "{words}");
        }
    }
}

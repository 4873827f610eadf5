//! Reading rows: cells by the name of their column, in UTF-8 or Windows-1252, within bounds.

use super::{Incoming, RowProblem};
use crate::out::gdelt;
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// The longest row that is read. A row of these data sets has a few thousand characters; a quotation mark that is never closed would
/// otherwise swallow the file.
const LONGEST: usize = 1 << 20;
/// The longest text kept of one cell.
const LONGEST_CELL: usize = 20_000;

/// One row.
pub(super) struct Row {
    pub line: u64,
    /// Names of the columns as the file writes them.
    names: Rc<Vec<String>>,
    /// The same in lower case with blanks and underscores alike.
    keys: Rc<Vec<String>>,
    cells: Vec<String>,
}

impl Row {
    /// The cell of a column; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.maybe(name).unwrap_or("")
    }

    /// The cell of a column, if there is one and it holds something.
    pub fn maybe(&self, name: &str) -> Option<&str> {
        let key = key(name);
        let at = self.keys.iter().position(|k| *k == key)?;
        self.cells.get(at).map(|c| c.trim()).filter(|c| !c.is_empty() && !matches!(*c, "None" | "NULL" | "NA" | "\\N"))
    }

    /// The row in one line: `column: cell; column: cell`, without empty cells.
    pub fn told(&self) -> String {
        let mut text = String::new();
        for (name, cell) in self.names.iter().zip(&self.cells).filter(|(_, c)| !c.trim().is_empty()) {
            if !text.is_empty() {
                text.push_str("; ");
            }
            let cell: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            text.push_str(&format!("{name}: {}", cell.trim()));
        }
        text
    }
}

fn key(name: &str) -> String {
    name.trim().to_lowercase().replace('_', " ")
}

/// Lets no row grow beyond [`LONGEST`].
struct Bounded<R> {
    inner: R,
    since: Rc<Cell<usize>>,
    /// Whether lines end with a carriage return and a line feed, as the first of them does.
    crlf: Rc<Cell<Option<bool>>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > LONGEST {
            return Err(io::Error::other("a row of more than a million bytes: is a quotation mark left open?"));
        }
        let n = self.inner.read(buffer)?;
        self.since.set(self.since.get() + n);
        if self.crlf.get().is_none()
            && let Some(at) = buffer.get(..n).and_then(|read| read.iter().position(|b| *b == b'\n'))
        {
            self.crlf.set(Some(at > 0 && buffer[at - 1] == b'\r'));
        }
        Ok(n)
    }
}

/// Names of columns as the file writes them, and as they are looked for.
type Names = (Rc<Vec<String>>, Rc<Vec<String>>);

/// The rows of a file.
pub(super) struct Rows<R: Read> {
    reader: csv::Reader<Bounded<R>>,
    since: Rc<Cell<usize>>,
    crlf: Rc<Cell<Option<bool>>>,
    format: Incoming,
    names: Option<Names>,
    record: csv::ByteRecord,
}

/// A problem, and whether nothing more can be read.
pub(super) type Failed = (RowProblem, bool);

impl<R: Read> Rows<R> {
    pub fn new(input: R, format: Incoming) -> Rows<R> {
        let (since, crlf) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(None)));
        let tabs = !matches!(format, Incoming::Acled | Incoming::Ged);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(if tabs { b'\t' } else { b',' })
            .quoting(!tabs)
            .from_reader(Bounded { inner: input, since: since.clone(), crlf: crlf.clone() });
        let names = (format == Incoming::Gdelt).then(|| columns(gdelt::EVENTS.iter().map(|c| (*c).to_owned()).collect()));
        Rows { reader, since, crlf, format, names, record: csv::ByteRecord::new() }
    }

    fn read(&mut self) -> Option<Result<(u64, Vec<String>), Failed>> {
        self.since.set(0);
        // Of a carriage return and a line feed the reader leaves the second, which counts the line, to the next row.
        let behind = self.reader.position().record() > 0 && self.crlf.get() == Some(true);
        let line = self.reader.position().line() + u64::from(behind);
        match self.reader.read_byte_record(&mut self.record) {
            Ok(false) => None,
            Ok(true) => Some(Ok((line, self.record.iter().map(cell).collect()))),
            Err(error) => {
                let message = match error.kind() {
                    csv::ErrorKind::Io(error) => error.to_string(),
                    _ => error.to_string(),
                };
                Some(Err((RowProblem { line, message }, true)))
            }
        }
    }

    pub fn next(&mut self) -> Option<Result<Row, Failed>> {
        if self.names.is_none() {
            let (line, mut header) = match self.read()? {
                Ok(read) => read,
                Err(failed) => return Some(Err(failed)),
            };
            if let Some(first) = header.first_mut() {
                *first = first.trim_start_matches('\u{feff}').trim_matches('"').to_owned();
            }
            let names = columns(header);
            let missing: Vec<&str> = self
                .format
                .needs()
                .iter()
                .filter(|any| !any.iter().any(|n| names.1.contains(&key(n))))
                .filter_map(|any| any.first().copied())
                .collect();
            if !missing.is_empty() {
                let message = format!(
                    "the first line names no column {}: is this a file of {}, with its header?",
                    missing.join(", "),
                    self.format.data_set()
                );
                return Some(Err((RowProblem { line, message }, true)));
            }
            self.names = Some(names);
        }
        let (line, cells) = match self.read()? {
            Ok(read) => read,
            Err(failed) => return Some(Err(failed)),
        };
        let (names, keys) = self.names.clone()?;
        if cells.len() < 3 || self.format == Incoming::Gdelt && cells.len() < 57 {
            let message = format!("{} columns where {} were expected", cells.len(), names.len());
            return Some(Err((RowProblem { line, message }, false)));
        }
        Some(Ok(Row { line, names, keys, cells }))
    }
}

fn columns(names: Vec<String>) -> Names {
    let keys = names.iter().map(|n| key(n)).collect();
    (Rc::new(names), Rc::new(keys))
}

/// UTF-8, else Windows-1252, which holds ISO-8859-1.
fn cell(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0,
    };
    text.chars().take(LONGEST_CELL).collect()
}

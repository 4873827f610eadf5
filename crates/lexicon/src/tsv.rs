//! Tab-separated tables with a checked header.
//!
//! The format is told in `lexicon/actors/README.md`: comment lines open with `#`, the first other line is
//! the header, no quoting. Cells are borrowed from the text: nothing is copied until a row is used.

use crate::Problem;
use crate::source::Source;
use rustc_hash::FxHashMap;

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row<'t> {
    /// The file, as messages tell it.
    pub file: &'t str,
    /// Line in the file, counted from 1.
    pub line: u32,
    /// Layer of the file: 0 for the program's own.
    pub layer: usize,
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    /// The cell of a column by its position in the expected header; empty where the line is too short.
    pub fn cell(&self, column: usize) -> &'t str {
        self.cells.get(column).copied().unwrap_or("").trim()
    }

    /// The items of a list cell.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &'t str> + use<'t> {
        self.cell(column).split('|').map(str::trim).filter(|item| !item.is_empty())
    }

    /// `actors/states.tsv:12`, as messages tell it.
    pub fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// The cell, `None` where it is empty.
    pub fn filled(&self, column: usize) -> Option<String> {
        Some(self.cell(column)).filter(|c| !c.is_empty()).map(str::to_owned)
    }
}

/// The rows of `text`, a file named `file` that should have these columns. Rows with a wrong number of
/// cells are left out and reported; so is a whole file with another header.
pub fn rows<'t>(file: &'t str, text: &'t str, columns: &[&str], problems: &mut Vec<Problem>) -> Vec<Row<'t>> {
    let mut header = None;
    let mut rows = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let line_number = n as u32 + 1;
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if header.is_none() {
            header = Some(line_number);
            if cells != columns {
                let message = format!("the header must read: {} (tabs between them)", columns.join(" "));
                problems.push(Problem::new(file, line_number, message));
                return rows;
            }
        } else if cells.len() > columns.len() || cells.len() + 1 < columns.len() {
            let message = format!("{} cells where the header has {}: add or remove tabs", cells.len(), columns.len());
            problems.push(Problem::new(file, line_number, message));
        } else {
            rows.push(Row { file, line: line_number, layer: 0, cells });
        }
    }
    if header.is_none() {
        problems.push(Problem::new(file, 0, format!("no header: begin with {}", columns.join(" "))));
    }
    rows
}

/// The rows of all layers of a table, those of the upper layers first: what they mean by a name goes before what we mean.
/// Of rows with one key only those of the uppermost layer stay.
pub fn layered<'t>(
    sources: &'t [Source],
    columns: &[&str],
    key: &dyn Fn(&Row<'t>) -> String,
    problems: &mut Vec<Problem>,
) -> Vec<Row<'t>> {
    let mut all: Vec<Row<'t>> = Vec::new();
    for source in sources.iter().rev() {
        let rows = rows(&source.file, &source.text, columns, problems);
        all.extend(rows.into_iter().map(|row| Row { layer: source.layer, ..row }));
    }
    if sources.len() > 1 {
        let mut top: FxHashMap<String, usize> = FxHashMap::default();
        for row in &all {
            let layer = top.entry(key(row)).or_insert(row.layer);
            *layer = row.layer.max(*layer);
        }
        all.retain(|row| top.get(&key(row)) == Some(&row.layer));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_header_and_a_short_row_are_told_with_their_line() {
        let mut problems = Vec::new();
        assert_eq!(rows("x.tsv", "# c\na\tc\n1\t2\n", &["a", "b"], &mut problems).len(), 0);
        let good = rows("x.tsv", "a\tb\tc\n1\t2|3\t4\n5\n", &["a", "b", "c"], &mut problems);
        assert_eq!(good.len(), 1);
        assert_eq!(good[0].list(1).collect::<Vec<_>>(), ["2", "3"]);
        let lines: Vec<u32> = problems.iter().map(|p| p.line).collect();
        assert_eq!(lines, [2, 3]);
    }
}

//! Rows of cells as comma- or tab-separated lines. A cell of words that a spreadsheet would run as a formula begins with an
//! apostrophe; numbers are left alone.

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separator {
    /// RFC 4180: quotes where they are needed.
    Comma,
    /// No quotes at all, as GDELT's and ICEWS's readers expect: tabs, line breaks and quotation marks in a cell are replaced.
    Tab,
}

/// The cells of one row, in the order of a format's columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row(pub Vec<String>);

impl Row {
    /// Words.
    pub fn word(&mut self, text: &str) {
        self.0.push(no_formula(text));
    }

    /// A code of a closed vocabulary of the format, as it is: `---` is PETRARCH's word for nobody, and scripts compare it.
    pub fn code(&mut self, code: &str) {
        self.0.push(code.to_owned());
    }

    /// Words, or an empty cell.
    pub fn maybe(&mut self, text: Option<&str>) {
        self.word(text.unwrap_or(""));
    }

    /// A number, or an empty cell.
    pub fn number<N: ToString>(&mut self, number: Option<N>) {
        self.0.push(number.map_or_else(String::new, |n| n.to_string()));
    }

    /// Several words in one cell.
    pub fn list<T: AsRef<str>>(&mut self, items: impl IntoIterator<Item = T>, between: &str) {
        let mut text = String::new();
        for (i, item) in items.into_iter().enumerate() {
            if i > 0 {
                text.push_str(between);
            }
            text.push_str(item.as_ref());
        }
        self.word(&text);
    }

    /// So many empty cells.
    pub fn empty(&mut self, count: usize) {
        self.0.extend(std::iter::repeat_n(String::new(), count));
    }
}

/// Spreadsheets run a cell that begins with one of these as a formula, also behind blanks; an apostrophe keeps it text.
pub(crate) fn no_formula(text: &str) -> String {
    let formula = text.starts_with(['\t', '\r']) || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

/// One line with its line break.
pub(crate) fn line<T: AsRef<str>>(cells: &[T], separator: Separator) -> String {
    let mut out = String::new();
    for (i, cell) in cells.iter().enumerate() {
        let cell = cell.as_ref();
        match separator {
            Separator::Comma => {
                if i > 0 {
                    out.push(',');
                }
                if cell.contains([',', '"', '\n', '\r']) || cell.starts_with([' ', '#']) || cells.len() == 1 && cell.is_empty() {
                    out.push('"');
                    out.push_str(&cell.replace('"', "\"\""));
                    out.push('"');
                } else {
                    out.push_str(cell);
                }
            }
            Separator::Tab => {
                if i > 0 {
                    out.push('\t');
                }
                out.extend(cell.chars().map(|c| match c {
                    '"' => '\'',
                    c if c.is_control() => ' ',
                    c => c,
                }));
            }
        }
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_are_read_back_by_the_csv_crate() {
        let cells = ["a,b", "say \"x\"", "two\nlines", "", " blank", "é"];
        let text = line(&cells, Separator::Comma);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let row = reader.records().next().expect("a row").expect("sound");
        assert_eq!(row.iter().collect::<Vec<_>>(), cells);
    }

    #[test]
    fn a_row_of_tabs_is_one_line_whatever_it_holds() {
        let text = line(&["a\tb", "c\r\nd", "\"q\""], Separator::Tab);
        assert_eq!(text.matches('\t').count(), 2);
        assert_eq!(text, "a b\tc  d\t'q'\n");
    }

    #[test]
    fn formulas_stay_text() {
        for formula in ["=1+1", "+1", "-cmd", "@x", " =1", "\t=1", "＝1"] {
            assert!(no_formula(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(no_formula("a=b"), "a=b");
    }
}

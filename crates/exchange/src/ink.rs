//! Colour, wrapping and safety of what goes to a terminal.

pub use dateline_record::clean;
use unicode_width::UnicodeWidthStr;

/// How a page for people is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns to fill at most.
    pub width: usize,
    /// Whether to colour: only where a terminal shows it.
    pub colour: bool,
}

impl Default for Look {
    fn default() -> Self {
        Look { width: 100, colour: false }
    }
}

/// What a stretch of text means on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Dates and headings.
    Heading,
    /// What is said to have happened.
    Strong,
    /// Who says so.
    Voice,
    /// Marks: denied, future, if.
    Mark,
    /// Ids and rules.
    Faint,
    /// The words of the report.
    Plain,
}

impl Look {
    /// `text` in a colour, where colours are shown.
    pub fn paint(&self, ink: Ink, text: &str) -> String {
        let code = match ink {
            Ink::Heading => "1;36",
            Ink::Strong => "1",
            Ink::Voice => "32",
            Ink::Mark => "33",
            Ink::Faint => "2",
            Ink::Plain => return text.to_owned(),
        };
        if self.colour && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// A piece of a line: its colour and its words.
pub(crate) type Piece = (Ink, String);

/// Writes pieces as a paragraph: lines of at most `look.width` columns, the first behind `first`, the others behind
/// as many blanks as `rest`.
pub(crate) fn paragraph(out: &mut String, look: &Look, first: &str, rest: usize, pieces: &[Piece]) {
    let mut column = first.width();
    let mut line_start = true;
    out.push_str(first);
    for (ink, text) in pieces {
        let mut run = String::new();
        for word in text.split(' ').filter(|w| !w.is_empty()) {
            let width = word.width();
            if !line_start && column + 1 + width > look.width.max(20) {
                out.push_str(&look.paint(*ink, &run));
                run.clear();
                out.push('\n');
                out.push_str(&" ".repeat(rest));
                column = rest;
                line_start = true;
            }
            if !line_start {
                run.push(' ');
                column += 1;
            }
            run.push_str(word);
            column += width;
            line_start = false;
        }
        out.push_str(&look.paint(*ink, &run));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_the_width() {
        let mut out = String::new();
        let look = Look { width: 24, colour: false };
        paragraph(
            &mut out,
            &look,
            "  “",
            3,
            &[(Ink::Plain, "one two three four five six seven”".into()), (Ink::Mark, "[denied]".into())],
        );
        assert_eq!(out, "  “one two three four\n   five six seven”\n   [denied]\n");
        assert!(out.lines().all(|l| l.width() <= 24));
    }

    #[test]
    fn reports_cannot_drive_the_terminal() {
        assert_eq!(clean("a\x1b[31mb\r\n\tc\u{202e}d"), "a [31mb cd");
    }
}

//! Blocks: the stretches of a text that no sentence crosses.
//!
//! A blank line always ends a block. Whether a single line break does depends on the text: some files put one
//! paragraph on a line, others wrap their lines at a fixed width, in the middle of sentences. A text counts as
//! wrapped where many of its lines go on with a small letter after a line that ended without a stop.

use crate::Span;
use crate::opening::{dateline_len, header_len, plain_dateline_len};
use crate::token::is_space;

/// How many lines count as the opening of a text: headline, by-line, first paragraph.
const OPENING: usize = 4;

/// A stretch that no sentence crosses.
pub(crate) struct Block {
    pub span: Span,
    /// Whether it is a publication date or a dateline: all of it stands together, whatever stops are in it.
    pub whole: bool,
}

/// One line with what the decision needs.
struct Line {
    span: Span,
    /// Whether it is what opens a text or a paragraph, taken for a line of its own.
    opening: bool,
    /// Characters in it.
    width: usize,
    /// Whether white space alone stands before it since the last line, with at least one empty line.
    after_blank: bool,
    /// Whether it begins with a small letter.
    small: bool,
    /// Whether it begins like an item of a list.
    item: bool,
    /// Whether it ends as a sentence does.
    stopped: bool,
    /// Whether it ends with a comma, a dash or another mark after which a sentence goes on.
    hanging: bool,
}

/// The blocks of `text`, in order, none of them empty.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let joints = lines.windows(2).filter(|pair| !pair[1].after_blank && !pair[1].item);
    let (mut all, mut broken) = (0usize, 0usize);
    for pair in joints {
        all += 1;
        broken += usize::from(pair[1].small && !pair[0].stopped);
    }
    let wrapped = all >= 2 && broken * 4 >= all;
    let mut widths: Vec<usize> = lines.iter().map(|l| l.width).collect();
    widths.sort_unstable();
    let width = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0);

    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        let joined = before.is_some_and(|last| {
            !line.after_blank
                && !line.item
                && (last.hanging || line.small && !last.stopped || wrapped && last.width * 5 >= width * 3)
        });
        match blocks.last_mut() {
            Some(block) if joined => block.span = block.span.cover(line.span),
            _ => blocks.push(Block { span: line.span, whole: line.opening }),
        }
        before = Some(line);
    }
    blocks
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blank = false;
    let mut start = 0;
    for piece in text.split_inclusive(['\n', '\u{2028}', '\u{2029}', '\r']) {
        let from = start;
        start += piece.len();
        let words = piece.trim_matches(is_space);
        if words.is_empty() {
            // `\r\n` is one line break, not a blank line.
            blank |= !(piece == "\n" && text[..from].ends_with('\r'));
            continue;
        }
        let mut from = from + (piece.len() - piece.trim_start_matches(is_space).len());
        let mut words = words;
        // A publication date before the first sentence is a line of its own.
        let opening = lines.len() < OPENING;
        let date = header_len(words, lines.is_empty()).filter(|_| opening);
        let behind = |header: usize| {
            let rest = words[header..].trim_start_matches(is_space);
            plain_dateline_len(rest).map(|len| words.len() - rest.len() + len)
        };
        let header = date.map(|header| behind(header).unwrap_or(header));
        if let Some(header) = header.or_else(|| dateline_len(words, opening)) {
            lines.push(Line {
                span: Span::new(from, from + words[..header].trim_end_matches(is_space).len()),
                opening: true,
                width: header,
                after_blank: true,
                small: false,
                item: false,
                stopped: true,
                hanging: false,
            });
            let rest = words[header..].trim_start_matches(is_space);
            from += words.len() - rest.len();
            words = rest;
            blank = true;
            if words.is_empty() {
                continue;
            }
        }
        let bare = words.trim_end_matches(['"', '\'', '”', '’', ')', ']']);
        lines.push(Line {
            span: Span::new(from, from + words.len()),
            opening: false,
            width: words.chars().count(),
            after_blank: blank || piece.starts_with('\u{2029}'),
            small: words.starts_with(char::is_lowercase),
            item: is_item(words),
            stopped: bare.ends_with(['.', '!', '?', '…', ':']),
            hanging: words.ends_with([',', ';', '—', '–', '(', '“']),
        });
        blank = false;
    }
    lines
}

/// Whether a line begins with a bullet or an item's number.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    let (first, second) = (chars.next(), chars.next());
    match first {
        Some('•' | '▪' | '●' | '‣' | '◦' | '·' | '■') => true,
        Some('-' | '*' | '–' | '—') => second.is_some_and(is_space),
        Some(d) if d.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        blocks(text).into_iter().map(|b| b.span.of(text)).collect()
    }

    #[test]
    fn one_paragraph_a_line() {
        assert_eq!(
            cut("Two killed in raid\nThe raid was on Monday.\r\nIt was at night.\n\nEnd"),
            ["Two killed in raid", "The raid was on Monday.", "It was at night.", "End"]
        );
    }

    #[test]
    fn wrapped_lines_are_one_block() {
        let text = "The army said on Monday that the town had\nfallen after a siege of three weeks, the\nlongest of the war. Residents had fled to\nAleppo.\nShort headline\n\nNext one.";
        assert_eq!(cut(text).len(), 3, "{:?}", cut(text));
        assert!(cut(text)[0].ends_with("Aleppo."));
    }

    #[test]
    fn items_stand_alone() {
        assert_eq!(cut("They agreed:\n- to cease fire\n- to talk\n1. soon").len(), 4);
    }

    #[test]
    fn a_sentence_that_goes_on_is_joined() {
        assert_eq!(cut("The ministers of A,\nB and C met.\nA new line.").len(), 2);
    }
}

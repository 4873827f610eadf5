//! A page under way: lines wrapped at the width of the terminal.

use dateline_exchange::{Ink, Look, clean};
use std::fmt::Write as _;

/// A page under way.
pub(crate) struct Sheet {
    look: Look,
    text: String,
}

impl Sheet {
    pub fn new(look: Look) -> Sheet {
        Sheet { look, text: String::new() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// A line, wrapped at the width; the parts after the first are indented deeper.
    pub fn line(&mut self, indent: usize, ink: Ink, text: &str) {
        let room = self.look.width.saturating_sub(indent).max(20);
        let mut line = String::new();
        let mut first = true;
        let mut flush = |line: &mut String, first: &mut bool| {
            let pad = if *first { indent } else { indent + 2 };
            let _ = writeln!(self.text, "{}{}", " ".repeat(pad), self.look.paint(ink, line));
            line.clear();
            *first = false;
        };
        for word in clean(text).split(' ') {
            let limit = if first { room } else { room.saturating_sub(2) };
            if !line.is_empty() && unicode_width::UnicodeWidthStr::width(line.as_str()) + 1 + word.chars().count() > limit {
                flush(&mut line, &mut first);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        flush(&mut line, &mut first);
    }

    pub fn gap(&mut self) {
        self.text.push('\n');
    }
}

pub(crate) fn plural(n: usize, one: &str) -> String {
    if n == 1 { format!("{n} {one}") } else { format!("{n} {one}s") }
}

/// Days of an incident, for people.
pub(crate) fn days(from: &Option<String>, to: &Option<String>) -> String {
    match (from, to) {
        (Some(a), Some(b)) if a == b => a.clone(),
        (Some(a), Some(b)) => format!("{a} – {b}"),
        _ => "no day told".to_owned(),
    }
}

//! The files of the lexicon: the program's own, embedded, and those of a user's folder; told about by line.

use crate::Problem;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// A file of one layer of the lexicon.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Path below the lexicon's folder: `events/talks.toml`.
    pub name: Cow<'static, str>,
    /// Path as messages tell it.
    pub file: Cow<'static, str>,
    /// Its text.
    pub text: Cow<'static, str>,
    /// 0 for the program's own, 1 and on for folders laid over it.
    pub layer: usize,
}

/// Names a file of the lexicon and embeds it.
macro_rules! source {
    ($file:literal) => {
        $crate::source::Source {
            name: std::borrow::Cow::Borrowed($file),
            file: std::borrow::Cow::Borrowed(concat!("lexicon/", $file)),
            text: std::borrow::Cow::Borrowed(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../lexicon/", $file))),
            layer: 0,
        }
    };
}
pub(crate) use source;

impl Source {
    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: usize) -> u32 {
        let breaks = self.text.as_bytes().iter().take(offset).filter(|&&b| b == b'\n').count();
        u32::try_from(breaks + 1).unwrap_or(u32::MAX)
    }

    /// A problem at a byte offset of this file.
    pub fn problem(&self, offset: usize, message: impl Into<String>) -> Problem {
        Problem::new(&self.file, self.line(offset), message)
    }

    /// Reads the whole file; a syntax error is a problem and gives the default value.
    pub fn read<T: DeserializeOwned + Default>(&self, problems: &mut Vec<Problem>) -> T {
        match toml::from_str(&self.text) {
            Ok(value) => value,
            Err(error) => {
                let offset = error.span().map_or(0, |s| s.start);
                let message = error.message().trim().replace('\n', "; ");
                problems.push(self.problem(offset, format!("not readable: {message}")));
                T::default()
            }
        }
    }
}

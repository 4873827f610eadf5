//! The TOML files of the lexicon: embedded, read, and told about by line.

use crate::Problem;
use serde::de::DeserializeOwned;

/// An embedded file of the lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source {
    /// Path below `lexicon/`.
    pub file: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// Names a file of the lexicon and embeds it.
macro_rules! source {
    ($file:literal) => {
        $crate::source::Source { file: $file, text: include_str!(concat!("../../../lexicon/", $file)) }
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
        Problem::new(self.file, self.line(offset), message)
    }

    /// Reads the whole file; a syntax error is a problem and gives the default value.
    pub fn read<T: DeserializeOwned + Default>(&self, problems: &mut Vec<Problem>) -> T {
        match toml::from_str(self.text) {
            Ok(value) => value,
            Err(error) => {
                let offset = error.span().map_or(0, |s| s.start);
                problems.push(self.problem(offset, format!("not readable: {}", error.message())));
                T::default()
            }
        }
    }
}

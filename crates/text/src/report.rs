//! One dated report.

use crate::{Offsets, Origin, Quote, Span};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// A dated news report: the text and what is known about where it came from.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Name of the report, unique among those read together.
    pub id: String,
    /// The text as given out: every offset refers to it.
    pub text: String,
    /// Headline, where it is told apart from the text.
    pub title: Option<String>,
    /// Day of publication; relative dates resolve against it. `None`: unknown.
    pub published: Option<Date>,
    /// Outlet that published it.
    pub publisher: Option<String>,
    /// News agency whose report it carries, where told.
    pub wire: Option<String>,
    /// Address it came from.
    pub url: Option<String>,
    /// Language as a BCP 47 tag, where told.
    pub language: Option<String>,
    /// Who is told to have supplied the content, outermost first; every claim passed through them.
    pub suppliers: Vec<String>,
    /// Which version of the report this is, where its source tells one: a number, or a moment in ISO form. A later one takes
    /// the place of an earlier one.
    pub version: Option<String>,
    /// Where it was found; `None` where a program made it.
    pub origin: Option<Origin>,
    offsets: Offsets,
}

impl Report {
    /// A report with an id and a text; the other fields are filled by the caller.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Report { id: id.into(), offsets: Offsets::new(&text), text, ..Report::default() }
    }

    /// The words of `span` with offsets in code points.
    pub fn quote(&self, span: Span) -> Quote {
        Quote {
            start: self.offsets.chars(&self.text, span.start),
            end: self.offsets.chars(&self.text, span.end),
            text: span.of(&self.text).to_owned(),
        }
    }

    /// The day from which its relative dates are read: the one that the text gives itself at its head ("Published on 4 April 2017"), else
    /// [`Self::published`]. A collection may date a report by its event, by its collecting, or amiss.
    pub fn day(&self) -> Option<Date> {
        crate::opening::own_day(&self.text).or(self.published)
    }

    /// Whether the text is in English as far as anybody has told: other languages are kept and not coded.
    pub fn in_english(&self) -> bool {
        let primary = self.language.as_deref().unwrap_or("").split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase();
        matches!(primary.as_str(), "" | "en" | "eng" | "english" | "und")
    }

    /// SHA-256 of the text, in hexadecimal.
    pub fn text_sha256(&self) -> String {
        sha256_hex(self.text.as_bytes())
    }
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

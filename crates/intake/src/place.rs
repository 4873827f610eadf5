//! Where bytes stand, for messages and for names of reports.

use std::path::Path;

/// A file, or an entry of an archive within one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// File as the user named it, entries of archives after `!`: `news.zip!2022/a.html`.
    pub file: String,
    /// Name of the innermost file without its endings: the id of its only report, `stem#2` that of its second.
    pub stem: String,
}

impl Place {
    /// The place of a file, or of an address.
    ///
    /// ```
    /// use dateline_intake::Place;
    /// let place = Place::new("news/2022.zip").entry("a/one.html");
    /// assert_eq!((place.file.as_str(), place.stem.as_str()), ("news/2022.zip!a/one.html", "one"));
    /// ```
    pub fn new(file: &str) -> Place {
        let stem = if file == "-" { "stdin".to_owned() } else { stem(file) };
        Place { file: file.to_owned(), stem }
    }

    /// The place of an entry of an archive. The name only names: nothing is ever written where it points.
    pub fn entry(&self, name: &str) -> Place {
        Place { file: format!("{}!{name}", self.file), stem: stem(name) }
    }

    /// The same place with its packing taken off: `a.jsonl.gz` has the stem `a.jsonl` before and `a` after.
    pub(crate) fn unpacked(&self) -> Place {
        Place { file: self.file.clone(), stem: stem(&self.stem) }
    }
}

/// Name of a file without its folders and its last ending.
fn stem(path: &str) -> String {
    match Path::new(path).file_stem() {
        Some(stem) => stem.to_string_lossy().into_owned(),
        None => "report".to_owned(),
    }
}

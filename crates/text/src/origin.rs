//! Where a report was found.

/// The place a report was taken from, for whoever wants to look there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// File as the user named it with the entries of archives after `!`: `news.zip!2022/a.html`; `-` is standard input, an
    /// address what was fetched.
    pub file: String,
    /// Line, record or article within it, counted from 1, where it holds several.
    pub record: Option<u64>,
    /// SHA-256 of the bytes that the text was extracted from, hexadecimal; `None` where the text is the file's own.
    pub original_sha256: Option<String>,
}

impl Origin {
    /// `news.warc.gz#17`: the file, and the record where there are several.
    pub fn told(&self) -> String {
        match self.record {
            Some(record) => format!("{}#{record}", self.file),
            None => self.file.clone(),
        }
    }
}

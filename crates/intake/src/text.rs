//! Text, wherever it came from: articles of Nexis or Factiva, or what [`layout`](crate::layout) knows.

use crate::out::Out;
use crate::{Place, factiva, layout, nexis};
use dateline_text::{Origin, Report};

/// Hands out the reports of a text. `original`: hash of the bytes that the text was taken out of, where it is not the file's own.
pub(crate) fn text(text: &str, place: &Place, original: Option<&str>, out: &mut Out<'_>) {
    if nexis::is_export(text) {
        articles(nexis::articles(text), place, original, out);
    } else if factiva::is_export(text) {
        articles(factiva::articles(text), place, original, out);
    } else {
        layout::reports(text, place, original, out);
    }
}

/// One article of an export.
#[derive(Debug, Default)]
pub(crate) struct Article {
    pub id: Option<String>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub date: Option<jiff::civil::Date>,
    pub language: Option<String>,
    pub text: String,
}

fn articles(found: impl Iterator<Item = Article>, place: &Place, original: Option<&str>, out: &mut Out<'_>) {
    for (number, article) in (1..).zip(found) {
        if out.stopped {
            return;
        }
        let id = article.id.unwrap_or_else(|| format!("{}#{number}", place.stem));
        let mut report = Report::new(id, article.text);
        report.title = article.title;
        report.publisher = article.publisher;
        report.published = article.date;
        report.language = article.language;
        report.origin = Some(Origin { original_sha256: original.map(str::to_owned), ..Origin::default() });
        out.report(place, Some(number), report);
    }
}

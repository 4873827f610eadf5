//! Every row of the event lexicon on its own sentences, through the reader: does it fire, and stay silent where it must?
//!
//! A row's sentences are its test. The reader errs now and then on so short a sentence, so whoever asks for all of a large
//! lexicon asks for a share; for one row, each failure is worth a look.

use dateline_lexicon::{Lexicon, Row};
use dateline_syntax::Reader;
use dateline_text::Report;

/// A sentence of a row, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial<'l> {
    /// The row.
    pub row: &'l Row,
    /// Its sentence.
    pub sentence: &'l str,
    /// Whether the row must fire on it; else it must not.
    pub fires: bool,
    /// Type and rule of each event that the sentence gives.
    pub told: Vec<(String, String)>,
    /// Whether it is as the row says.
    pub passed: bool,
}

/// All sentences of a row, those in which it fires first.
pub fn trials<'l>(lexicon: &'l Lexicon, row: &'l Row) -> Vec<Trial<'l>> {
    let fires = row.fires.iter().filter(|_| !row.kind.is_empty()).map(|s| (s, true));
    let silent = row.silent.iter().map(|s| (s, false));
    fires
        .chain(silent)
        .map(|(sentence, fires)| {
            let told = events(lexicon, sentence);
            let passed = if fires { told.iter().any(|t| fired(row, t)) } else { !told.iter().any(|t| broken(row, t)) };
            Trial { row, sentence, fires, told, passed }
        })
        .collect()
}

/// The type that claims of the row carry.
fn wanted(row: &Row) -> &str {
    row.own.as_deref().unwrap_or(&row.kind)
}

/// Whether an event is what the row promises. Of the program's own rows several may tell one act, and it does not matter
/// which is named; whoever writes a row wants to know that it is theirs.
fn fired(row: &Row, (kind, rule): &(String, String)) -> bool {
    kind == wanted(row) && (row.layer == 0 || rule.split("; ").any(|r| r.strip_prefix("with ").unwrap_or(r) == row.id))
}

/// Whether an event breaks a row's silence. Another row may rightly take the sentence; this one, or for a silent sense one
/// that is called by its lemma, may not.
fn broken(row: &Row, (kind, rule): &(String, String)) -> bool {
    if row.kind.is_empty() {
        let lemma = row.lemmas.first().map_or("", String::as_str);
        rule.split(';').next().is_some_and(|first| first.contains(lemma))
    } else {
        kind == wanted(row) && rule.contains(&row.id)
    }
}

/// Types of the events that a sentence tells, with the rules that found them.
fn events(lexicon: &Lexicon, sentence: &str) -> Vec<(String, String)> {
    let mut report = Report::new("row", sentence);
    report.published = "2021-05-04".parse().ok();
    let sentences = dateline_text::split(&report.text);
    let marks = lexicon.mark(&report.text, &sentences);
    let trees = Reader::builtin().read(&report.text, &sentences, &marks);
    let coded = crate::code(&report, &trees, lexicon, "trial");
    coded.claims.into_iter().filter_map(|c| c.event.map(|e| (e.kind, c.rule))).collect()
}

//! Whom the reports of a record name: what `--redact` asks of each report whose claims leave.

use crate::redact::{Names, Told};
use crate::stored::ExportError;
use dateline_store::{ReportView, Store};
use std::collections::HashMap;

/// Reports whose names are kept. Incidents stand by day, so that the same reports come again soon.
const KEPT: usize = 5_000;

/// Names told by the reports of one record; each report is read once while it is asked for.
pub struct People<'s> {
    store: &'s Store,
    known: HashMap<String, Told>,
}

impl<'s> People<'s> {
    /// Nobody yet.
    pub fn new(store: &'s Store) -> People<'s> {
        People { store, known: HashMap::new() }
    }

    /// The names to take out of what some reports tell together.
    pub fn names<'r>(&mut self, reports: impl IntoIterator<Item = &'r str>) -> Result<Names, ExportError> {
        let mut all = Told::default();
        for id in reports {
            if let Some(told) = self.known.get(id) {
                all.join(told);
                continue;
            }
            if self.known.len() >= KEPT {
                self.known.clear();
            }
            let told = self.store.report(id)?.as_ref().map_or_else(Told::default, told);
            all.join(&told);
            self.known.insert(id.to_owned(), told);
        }
        Ok(Names::of(&all))
    }
}

/// Of a report that is kept without its text the quotes stand for it.
fn told(report: &ReportView) -> Told {
    let claims = || report.claims.iter().map(|(claim, _)| claim);
    let title = report.meta.title.as_deref();
    match &report.text {
        Some(text) => Told::of(claims(), title.into_iter().chain([text.as_str()])),
        None => Told::of(claims(), title.into_iter().chain(claims().map(|c| c.evidence.text.as_str()))),
    }
}

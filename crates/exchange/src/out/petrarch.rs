//! What PETRARCH writes: tab-separated lines without a header, with the optional columns for texts, so that widths don't vary.
//!
//! date · source · target · CAMEO · issues · ids · url · story's source · source text · target text · event text

use crate::act::{LeftOut, cameo_code, days, happened};
use crate::out::icews::pairs;
use crate::sheet::Row;
use crate::told::Telling;
use dateline_coding::claim::Entity;

pub(crate) fn rows(telling: &Telling<'_>) -> Result<Vec<Row>, LeftOut> {
    let (origin, claim) = (telling.origin, telling.claim);
    happened(claim)?;
    let day = days(claim).ok_or(LeftOut::NoDay)?.0;
    let cameo = cameo_code(claim).ok_or(LeftOut::NoEvent)?;
    let rows: Vec<Row> = pairs(&claim.actors, &claim.recipients)
        .into_iter()
        .map(|(source, target)| {
            let mut row = Row::default();
            row.word(&super::plover::compact(day));
            row.code(&code(source));
            row.code(&code(target));
            row.code(cameo.code);
            row.list(claim.event.iter().flat_map(|e| &e.contexts).map(|c| format!("{c},1")), ";");
            row.word(&format!("{}_{}", origin.id, claim.evidence.start));
            row.maybe(origin.url.as_deref());
            let said = crate::phrase::said(claim).map(|s| format!(" ({s})")).unwrap_or_default();
            row.word(&format!("{}{said}", origin.outlet()));
            row.maybe(source.map(crate::notes::entity).as_deref());
            row.maybe(target.map(crate::notes::entity).as_deref());
            row.word(&claim.evidence.text);
            row
        })
        .collect();
    if rows.is_empty() { Err(LeftOut::NoActors) } else { Ok(rows) }
}

/// PETRARCH's code for nobody told.
pub(crate) const NOBODY: &str = "---";

/// CAMEO's actor code: country and role, `ARMMIL`; `---` for nobody told, as PETRARCH writes it.
pub(crate) fn code(entity: Option<&Entity>) -> String {
    let Some(entity) = entity else { return NOBODY.to_owned() };
    let code = format!("{}{}", entity.code.as_deref().unwrap_or(""), entity.sector.as_deref().unwrap_or(""));
    // Codes hold capitals and digits; a code of the user's own that begins a formula is no code.
    let sound = !code.is_empty() && code.starts_with(|c: char| c.is_ascii_alphanumeric());
    if sound { code } else { NOBODY.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Separator, line};
    use crate::told::Origin;

    #[test]
    fn nobody_is_three_dashes_and_words_stay_guarded() {
        let mut claim = crate::table::tests::claim();
        claim.recipients.clear();
        claim.evidence.text = "=1+1".to_owned();
        let origin = Origin::default();
        let rows = rows(&Telling { origin: &origin, claim: &claim, incident: None }).expect("a row");
        let text = line(&rows[0].0, Separator::Tab);
        let cells: Vec<&str> = text.trim_end().split('\t').collect();
        assert_eq!((cells[2], cells[10]), ("---", "'=1+1"), "{text}");
    }
}

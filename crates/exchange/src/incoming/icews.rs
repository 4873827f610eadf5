//! ICEWS: one source, one target, a CAMEO code.

use super::coded::{Coded, day_of, event, place, point, when};
use super::rows::Row;
use super::who::{by_sector, icews_sector};
use crate::codes::{cameo, country_by_name};

pub(super) fn code(row: &Row) -> Result<Coded, String> {
    let date = day_of(row, "Event Date")?;
    let code = row.get("CAMEO Code");
    // Files that went through a spreadsheet have lost the leading zero: `42` is 042, `20` may be 20 or 020, and is then 020's class.
    let known = cameo(code).filter(|c| c.code.len() == code.trim().len()).or_else(|| cameo(&format!("0{code}")));
    let known = known.ok_or_else(|| format!("CAMEO Code “{code}” is unknown"))?;
    let land = country_by_name(row.get("Country"));
    let (name, precision) = match (row.maybe("City"), row.maybe("District"), row.maybe("Province")) {
        (Some(city), ..) => (city, "settlement"),
        (_, Some(district), _) => (district, "district"),
        (_, _, Some(province)) => (province, "province"),
        _ => (land.map_or("", |c| c.name), "country"),
    };
    let who = |side: &str| {
        let name = row.get(&format!("{side} Name"));
        let code = country_by_name(row.get(&format!("{side} Country"))).map(|c| c.iso3);
        let sector = icews_sector(row.get(&format!("{side} Sectors")));
        // `Military (Sudan)`: nobody by name.
        // In small letters, so that no two such groups are taken for one party.
        let bare = name.split_once(" (").filter(|_| code.is_some() && name.ends_with(')')).map(|(bare, _)| bare.to_lowercase());
        by_sector(bare.as_deref().unwrap_or(name), code, sector, "name, sectors and country of the row")
    };
    let spot = point(row.maybe("Latitude"), row.maybe("Longitude"));
    let modes = Some(known.mode.to_owned()).filter(|m| !m.is_empty()).into_iter().collect();
    let contexts = known.contexts.iter().map(|c| (*c).to_owned()).collect();
    Ok(Coded {
        id: row.get("Event ID").to_owned(),
        // ICEWS dates an event by its report.
        published: Some(date),
        outlets: row.maybe("Publisher").map(str::to_owned).into_iter().collect(),
        event: (!known.kind.is_empty()).then(|| event(known.kind, modes, contexts, Some(known))),
        actors: who("Source").into_iter().collect(),
        recipients: who("Target").into_iter().collect(),
        when: Some(when(date, date, "day", "Event Date of the row")),
        place: place(name, land.map(|c| c.iso3), row.maybe("Province"), spot, precision),
        rule: format!("CAMEO {} ({})", known.code, known.name),
        ..Coded::default()
    })
}

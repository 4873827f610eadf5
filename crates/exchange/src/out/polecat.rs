//! POLECAT's monthly files: tab-separated, one row an event.

use crate::act::{LeftOut, cameo_code, days, happened, plover};
use crate::codes::country;
use crate::notes::entity;
use crate::sheet::Row;
use crate::told::Telling;
use dateline_coding::claim::{Entity, Where};

pub(crate) const COLUMNS: &[&str] = &[
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Between several values of one cell.
const AND: &str = ";";

pub(crate) fn row(telling: &Telling<'_>) -> Result<Row, LeftOut> {
    let (origin, claim) = (telling.origin, telling.claim);
    happened(claim)?;
    let event = claim.event.as_ref().ok_or(LeftOut::NoEvent)?;
    let mut row = Row::default();
    row.word(&telling.key());
    // Empty where no day is told: the day of the report has a column of its own.
    row.maybe(days(claim).map(|d| d.0));
    row.word(plover(event));
    row.list(event.modes.iter().take(1), AND);
    row.number(event.score.or_else(|| cameo_code(claim).map(|c| c.goldstein)));
    row.maybe(event.quad.and_then(quad));
    row.list(&event.contexts, AND);
    side(&mut row, &claim.actors);
    side(&mut row, &claim.recipients);
    place(&mut row, claim.place.as_ref());
    // Source: outlet, and who is quoted, since no column is for the speaker.
    let said = crate::phrase::said(claim).map(|s| format!(" ({s})")).unwrap_or_default();
    row.word(&format!("{}{said}", origin.outlet()));
    row.maybe(origin.published.as_deref());
    let people = claim.actors.iter().chain(&claim.recipients).chain(&claim.third_parties);
    row.list(people.filter_map(|e| e.person.clone()), AND);
    let bodies = claim.actors.iter().chain(&claim.recipients).chain(&claim.third_parties);
    row.list(bodies.filter(|e| e.kind != "person" && !e.name.is_empty()).map(|e| e.name.clone()), AND);
    row.maybe(claim.place.as_ref().map(|p| p.name.as_str()));
    row.word("en");
    row.word(&claim.coder);
    Ok(row)
}

fn quad(class: u8) -> Option<&'static str> {
    Some(match class {
        1 => "VERBAL COOPERATION",
        2 => "MATERIAL COOPERATION",
        3 => "VERBAL CONFLICT",
        4 => "MATERIAL CONFLICT",
        _ => return None,
    })
}

fn side(row: &mut Row, list: &[Entity]) {
    let words = |e: &Entity| e.words.as_ref().map_or(e.name.clone(), |w| w.text.clone());
    row.list(list.iter().map(entity), AND);
    row.list(list.iter().map(|e| e.code.as_deref().unwrap_or("")), AND);
    row.list(list.iter().map(|e| e.code.as_deref().and_then(country).map_or("", |c| c.cow)), AND);
    row.maybe(list.first().and_then(|e| e.sector.as_deref()));
    row.list(list.iter().filter_map(|e| e.sector.as_deref()), AND);
    row.list(list.iter().filter_map(|e| e.office.as_deref()), AND);
    row.list(list.iter().map(words), AND);
    row.list(list.iter().filter_map(|e| e.wikidata.as_deref()), AND);
}

fn place(row: &mut Row, place: Option<&Where>) {
    let of = |words: &[&str]| place.filter(|p| words.contains(&p.precision.as_ref())).map(|p| p.name.as_str());
    row.maybe(place.map(|p| p.name.as_str()));
    row.maybe(of(&["exact", "settlement"]));
    row.maybe(of(&["district"]));
    row.maybe(of(&["province"]).or(place.and_then(|p| p.admin1.as_deref())));
    row.maybe(place.and_then(|p| p.country.as_deref()));
    row.number(place.and_then(|p| p.lat));
    row.number(place.and_then(|p| p.lon));
    row.number(place.and_then(|p| p.geonames));
    row.maybe(place.and_then(|p| p.words.as_ref()).map(|w| w.text.as_str()));
    row.maybe(place.map(|p| p.precision.as_ref()));
}

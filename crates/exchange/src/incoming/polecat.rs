//! POLECAT: PLOVER's types and modes, actors with countries and sectors.

use super::coded::{Coded, day, day_of, event, place, point, when};
use super::rows::Row;
use super::who::by_sector;
use crate::codes::country_by_name;
use dateline_coding::claim::Entity;

/// PLOVER's types.
const TYPES: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

pub(super) fn code(row: &Row) -> Result<Coded, String> {
    let kind = row.get("Event Type").to_uppercase();
    if !TYPES.contains(&kind.as_str()) {
        return Err(format!("Event Type “{kind}” is none of PLOVER's"));
    }
    let date = row.maybe("Event Date").map(|_| day_of(row, "Event Date")).transpose()?;
    let list = |column: &str| {
        row.get(column).split([';', ',']).map(|s| s.trim().to_lowercase()).filter(|s| !s.is_empty()).collect::<Vec<_>>()
    };
    // Countries are written as three letters, in some files in full.
    let state = |text: &str| match crate::codes::country(text) {
        Some(c) => Some(c.iso3.to_owned()),
        None => country_by_name(text).map(|c| c.iso3.to_owned()).or_else(|| Some(text.to_owned()).filter(|t| t.len() == 3)),
    };
    let land = row.maybe("Country").and_then(state);
    let (name, precision) = match (row.maybe("City"), row.maybe("District"), row.maybe("Province")) {
        (Some(city), ..) => (city, "settlement"),
        (_, Some(district), _) => (district, "district"),
        (_, _, Some(province)) => (province, "province"),
        _ => (row.maybe("Country").and_then(country_by_name).map_or(row.get("Country"), |c| c.name), "country"),
    };
    let who = |side: &str| -> Vec<Entity> {
        let cells = |column: String| row.get(&column).split(';').map(|s| s.trim().to_owned()).collect::<Vec<_>>();
        let (names, countries) = (cells(format!("{side} Name")), cells(format!("{side} Country")));
        let sector = row.maybe(&format!("Primary {side} Sector"));
        let one = |(i, name): (usize, &String)| {
            let code = countries.get(i).or(countries.first()).and_then(|c| state(c));
            by_sector(name, code.as_deref(), sector, "name, country and sector of the row")
        };
        names.iter().enumerate().filter_map(one).collect()
    };
    let mut spot =
        place(name, land.as_deref(), row.maybe("Province"), point(row.maybe("Latitude"), row.maybe("Longitude")), precision);
    if let Some(place) = &mut spot {
        place.geonames = row.maybe("GeoNames ID").and_then(|id| id.parse().ok()).filter(|_| precision != "country");
    }
    let mut coded = event(&kind, list("Event Mode"), list("Contexts"), None);
    // Some files call it Event Intensity.
    coded.score =
        row.maybe("Intensity").or(row.maybe("Event Intensity")).and_then(|s| s.parse::<f32>().ok()).filter(|s| s.is_finite());
    Ok(Coded {
        id: row.get("Event ID").to_owned(),
        published: row.maybe("Publication Date").and_then(day),
        outlets: row.maybe("Source").map(str::to_owned).into_iter().collect(),
        event: Some(coded),
        actors: who("Actor"),
        recipients: who("Recipient"),
        when: date.map(|d| when(d, d, "day", "Event Date of the row")),
        place: spot,
        rule: format!("Event Type {kind}"),
        ..Coded::default()
    })
}

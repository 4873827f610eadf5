//! ICEWS's event files: tab-separated, one row for each pair of who acts and on whom.

use crate::act::{LeftOut, cameo_code, days, happened};
use crate::codes::country;
use crate::notes::entity;
use crate::sheet::Row;
use crate::told::Telling;
use dateline_coding::claim::Entity;
use dateline_text::sha256_hex;

pub(crate) const COLUMNS: &[&str] = &[
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

/// The rows of one claim: ICEWS has one actor and one target a row.
pub(crate) fn rows(telling: &Telling<'_>) -> Result<Vec<Row>, LeftOut> {
    let (origin, claim) = (telling.origin, telling.claim);
    happened(claim)?;
    let day = days(claim).ok_or(LeftOut::NoDay)?.0;
    let cameo = cameo_code(claim).ok_or(LeftOut::NoEvent)?;
    let mut rows = Vec::new();
    for (i, (source, target)) in pairs(&claim.actors, &claim.recipients).into_iter().enumerate() {
        let mut row = Row::default();
        row.number(Some(number(&format!("{} {i}", telling.key()))));
        row.word(day);
        who(&mut row, source);
        row.word(cameo.name);
        row.word(cameo.code);
        row.number(Some(cameo.goldstein));
        who(&mut row, target);
        row.number(Some(number(&origin.id)));
        // Claims keep no number of their sentence; the place in the text serves those who look it up.
        row.number(Some(claim.evidence.start));
        let said = crate::phrase::said(claim).map(|s| format!(" ({s})")).unwrap_or_default();
        row.word(&format!("{}{said}", origin.outlet()));
        let place = claim.place.as_ref();
        let of = |words: &[&str]| place.filter(|p| words.contains(&p.precision.as_ref())).map(|p| p.name.as_str());
        row.maybe(of(&["exact", "settlement"]));
        row.maybe(of(&["district"]));
        row.maybe(of(&["province"]).or(place.and_then(|p| p.admin1.as_deref())));
        row.maybe(place.and_then(|p| p.country.as_deref()).map(|c| country(c).map_or(c, |c| c.name)));
        row.number(place.and_then(|p| p.lat));
        row.number(place.and_then(|p| p.lon));
        rows.push(row);
    }
    if rows.is_empty() { Err(LeftOut::NoActors) } else { Ok(rows) }
}

/// Pairs of who acts and on whom; of those who act together without a recipient, as in talks and clashes, each with each.
pub(crate) fn pairs<'a>(actors: &'a [Entity], recipients: &'a [Entity]) -> Vec<(Option<&'a Entity>, Option<&'a Entity>)> {
    /// A summit of forty would be 780 rows; so many are enough to see that everybody met everybody.
    const MOST: usize = 100;
    match (actors.is_empty(), recipients.is_empty()) {
        (true, true) => Vec::new(),
        (false, false) => actors.iter().flat_map(|a| recipients.iter().map(move |r| (Some(a), Some(r)))).take(MOST).collect(),
        (true, false) => recipients.iter().take(MOST).map(|r| (None, Some(r))).collect(),
        (false, true) if actors.len() == 1 => vec![(actors.first(), None)],
        // Each with each, in both directions, as ICEWS codes what is mutual.
        (false, true) => {
            let others = |(i, a): (usize, &'a Entity)| {
                actors.iter().enumerate().filter(move |(j, _)| *j != i).map(move |(_, b)| (Some(a), Some(b)))
            };
            actors.iter().enumerate().flat_map(others).take(MOST).collect()
        }
    }
}

fn who(row: &mut Row, one: Option<&Entity>) {
    // ICEWS's words, where it has one; else PLOVER's code.
    let sectors = one.and_then(|e| e.sector.as_deref()).map(|sector| match sector {
        "MIL" => "Military,Government",
        "COP" => "Police,Government",
        "GOV" => "Government",
        "REB" => "Insurgents",
        "UAF" => "Unidentified Forces",
        "CVL" => "General Population / Civilian / Social",
        "LEG" => "Legislative / Parliamentary,Government",
        "JUD" => "Judicial,Government",
        "JRN" => "News,Media",
        "BUS" => "Business",
        other => other,
    });
    let land = one.and_then(|e| e.code.as_deref()).and_then(country);
    let name = one.map(|e| match (crate::act::polity(e), e.sector.as_deref()) {
        (Some(c), Some("MIL")) => format!("Military ({})", c.name),
        (Some(c), Some("COP")) => format!("Police ({})", c.name),
        (Some(c), Some("GOV")) if e.person.is_none() => format!("Government ({})", c.name),
        _ => e.person.clone().unwrap_or_else(|| entity(e)),
    });
    row.maybe(name.as_deref());
    row.maybe(sectors);
    row.maybe(land.map(|c| c.name).or(one.and_then(|e| e.code.as_deref())));
}

/// A number for an id, below 2^52, so that every program that reads numbers as floating-point keeps it.
pub(crate) fn number(id: &str) -> u64 {
    u64::from_str_radix(sha256_hex(id.as_bytes()).get(..13).unwrap_or("0"), 16).unwrap_or(0)
}

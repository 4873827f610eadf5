//! Rows in the layout of UCDP's Georeferenced Event Dataset: incidents with at least one death told, by sides and precisions.
//!
//! Like it, not of it: conflict and dyad have no numbers of UCDP's, and inclusion does not ask for 25 deaths a year.

use super::sides::{Sides, side, sides};
use crate::act::{Bearer, LeftOut, bearer, days, done, happened};
use crate::codes::country;
use crate::deaths::{by_side, count};
use crate::notes::{outlets, speakers, standing};
use crate::sheet::Row;
use crate::told::{Happening, Telling};
use dateline_coding::claim::{Entity, Where};

pub(crate) const COLUMNS: &[&str] = &[
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

pub(crate) fn row(happening: &Happening<'_>) -> Result<Row, LeftOut> {
    let incident = happening.incident;
    let upheld = happening.upheld().ok_or(LeftOut::TakenBack)?;
    if incident.family != "violence" {
        return Err(LeftOut::NotViolent);
    }
    if incident.unreal {
        return Err(LeftOut::NotReal);
    }
    if incident.not_so {
        return Err(LeftOut::Denied);
    }
    let (from, to) = incident.from.as_deref().zip(incident.to.as_deref()).ok_or(LeftOut::NoDay)?;
    let (from, to) = stretch(&upheld, from, to);
    let (from, to) = (from.as_str(), to.as_str());
    let deaths = count(happening, "killed").filter(|c| c.high > 0).ok_or(LeftOut::NoDeaths)?;
    let main = done(happening)?;
    let Sides { kind, a, b, unknown: nobody } = sides(&main.actors, &main.recipients)?;
    let [dead_a, dead_b, civilians, unknown] = by_side(happening, deaths.best, &a, &b);
    let name_b = nobody.unwrap_or_else(|| if kind == 3 { "Civilians".to_owned() } else { side(&b) });
    let name_a = side(&a);
    let place = incident.place.as_ref();
    let land = place.and_then(|p| p.country.as_deref()).and_then(country);
    let mut row = Row::default();
    row.number(Some(super::icews::number(&incident.id)));
    row.word(&incident.id);
    row.word(from.get(..4).unwrap_or(""));
    row.empty(1);
    // Not checked by anybody at UCDP.
    row.word("Check");
    row.number(Some(kind));
    row.empty(2);
    row.word(&format!("{name_a} - {name_b}"));
    row.empty(2);
    row.word(&format!("{name_a} - {name_b}"));
    row.empty(2);
    row.word(&name_a);
    row.empty(2);
    row.word(&name_b);
    row.number(Some(happening.texts()));
    let article = |t: &crate::told::Telling<'_>| {
        let parts = [Some(t.origin.outlet()), t.origin.published.as_deref(), t.origin.title.as_deref(), t.origin.url.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    row.list(crate::notes::distinct(upheld.told.iter().map(article)), "; ");
    row.list(outlets(happening), ";");
    row.list(crate::notes::distinct(upheld.told.iter().filter_map(|t| t.origin.published.clone())), ";");
    row.list(crate::notes::distinct(upheld.told.iter().filter_map(|t| t.origin.title.clone())), ";");
    let original = [speakers(happening).join(", "), format!("standing: {}", standing(happening))];
    row.list(original.iter().filter(|s| !s.is_empty()), "; ");
    let precision = place.map_or("unknown", |p| p.precision.as_ref());
    let exactness = exactness(place);
    row.number(exactness);
    row.maybe(place.map(|p| p.name.as_str()));
    row.maybe(place.and_then(|p| p.relation.as_ref().map(|r| format!("{r} {}", p.name)).or(Some(p.name.clone()))).as_deref());
    row.maybe(place.and_then(|p| p.admin1.as_deref().or(Some(p.name.as_str()).filter(|_| precision == "province"))));
    row.maybe(place.filter(|_| precision == "district").map(|p| p.name.as_str()));
    let point = place.and_then(|p| p.lat.zip(p.lon));
    row.number(point.map(|p| p.0));
    row.number(point.map(|p| p.1));
    row.maybe(point.map(|(lat, lon)| format!("POINT ({lon} {lat})")).as_deref());
    row.number(point.map(|(lat, lon)| grid(lat, lon)));
    row.maybe(land.map(|c| c.name));
    row.maybe(land.map(|c| c.gw));
    row.maybe(land.map(|c| c.region));
    // 2: not told as one event with day and place, but as several together or only roughly.
    let span = span_days(from, to);
    row.number(Some(if span > 0 || exactness.is_none_or(|e| e >= 6) { 2 } else { 1 }));
    // 1 the day · 2 two to six days · 3 a week · 4 a month · 5 longer
    row.number(Some(match span {
        0 => 1,
        1..=5 => 2,
        6 => 3,
        7..=30 => 4,
        _ => 5,
    }));
    row.word(from);
    row.word(to);
    for number in [dead_a, dead_b, civilians, unknown, deaths.best, deaths.high, deaths.low] {
        row.number(Some(number));
    }
    let state = |list: &[&Entity]| {
        let first = list.iter().find(|e| bearer(e) == Bearer::State)?;
        first.code.as_deref().and_then(country).map(|c| c.gw)
    };
    row.maybe(state(&a));
    row.maybe(state(&b).filter(|_| kind != 3));
    Ok(row)
}

/// UCDP's precision of a place: 1 the exact place · 2 within about 25 km · 3 district · 4 province · 6 only the country. A town without a
/// point is known no better than what lies around it. `None` where not even the country is told: 7 means international waters.
fn exactness(place: Option<&Where>) -> Option<u8> {
    let place = place?;
    place.country.as_deref()?;
    let point = place.lat.is_some() && place.lon.is_some();
    Some(match place.precision.as_ref() {
        "exact" | "settlement" if point && place.relation.is_none() => 1,
        "exact" | "settlement" if point => 2,
        "district" => 3,
        "province" => 4,
        "exact" | "settlement" if place.admin1.is_some() => 4,
        _ => 6,
    })
}

/// First and last day: of the incident, and of tellings that name other days for it. A day that is further off than a week is of something
/// else that the reports tell.
fn stretch(happening: &Happening<'_>, from: &str, to: &str) -> (String, String) {
    const NEAR: i32 = 6;
    let exact = |t: &&Telling<'_>| {
        let when = t.claim.when.as_ref();
        when.is_some_and(|w| matches!(w.precision.as_ref(), "time" | "part_of_day" | "day")) && happened(t.claim).is_ok()
    };
    let told: Vec<&str> = happening.told.iter().filter(exact).filter_map(|t| days(t.claim)).map(|d| d.0).collect();
    let near = |d: &&str| span_days(d, from) <= NEAR && span_days(to, d) <= NEAR;
    let told = || told.iter().copied().filter(near);
    let first = told().chain([from]).min().unwrap_or(from);
    (first.to_owned(), told().chain([to]).max().unwrap_or(to).to_owned())
}

fn span_days(from: &str, to: &str) -> i32 {
    let date = |d: &str| d.parse::<jiff::civil::Date>().ok();
    let Some((from, to)) = date(from).zip(date(to)) else { return 0 };
    from.until(to).map_or(0, |s| s.get_days()).max(0)
}

/// PRIO-GRID's cell: half degrees, counted from 1 at the south-west corner eastwards, 720 to a row.
pub(crate) fn grid(lat: f64, lon: f64) -> u32 {
    let cell = |degrees: f64, most: u32| ((degrees * 2.0).floor().max(0.0) as u32).min(most - 1);
    cell(lat + 90.0, 360) * 720 + cell(lon + 180.0, 720) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_of_prio_grid_are_numbered_as_published() {
        // The first cell is centred on 89.75 S 179.75 W, the last on 89.75 N 179.75 E.
        assert_eq!(grid(-89.75, -179.75), 1);
        assert_eq!(grid(89.75, 179.75), 259_200);
        assert_eq!(grid(90.0, 180.0), 259_200);
    }

    #[test]
    fn a_place_is_as_exact_as_what_is_known_of_it() {
        let place = |precision: &str, country: Option<&str>, lat: Option<f64>, admin1: Option<&str>| {
            exactness(Some(&Where {
                precision: precision.to_owned().into(),
                country: country.map(str::to_owned),
                admin1: admin1.map(str::to_owned),
                lat,
                lon: lat,
                ..Where::default()
            }))
        };
        assert_eq!(place("settlement", Some("SYR"), Some(36.0), None), Some(1));
        assert_eq!(place("settlement", Some("SYR"), None, Some("Aleppo")), Some(4));
        assert_eq!(place("settlement", Some("SYR"), None, None), Some(6));
        assert_eq!(place("country", Some("SYR"), None, None), Some(6));
        assert_eq!(place("settlement", None, None, None), None);
        assert_eq!(exactness(None), None);
    }
}

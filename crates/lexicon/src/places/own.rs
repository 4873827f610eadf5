//! Places of a user's folder, laid over the index.
//!
//! `places/regions.tsv` adds places; a row replaces the place of its GeoNames id, else ours of the same main name, country
//! and kind. `places/spellings.tsv` adds names to places of ours. `drop.tsv` hides a place by its id, or all that a name means.

use super::{Candidate, Gazetteer, Place, PlaceId, PlaceKind, Surface, fold};
use crate::Problem;
use crate::layer::Layers;
use crate::tsv::{self, Row};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::Arc;

const REGIONS: &str = "places/regions.tsv";
const SPELLINGS: &str = "places/spellings.tsv";

const REGION_COLUMNS: &[&str] =
    &["name", "names", "kind", "countries", "lat", "lon", "radius_km", "population", "geonames", "source"];
const SPELLING_COLUMNS: &[&str] = &["geonames", "name", "names", "source"];

/// What folders add to the index and hide of it.
#[derive(Debug, Default)]
pub(super) struct Own {
    rows: Vec<OwnPlace>,
    /// Folded name → places, each with whether it is the main name.
    names: BTreeMap<String, Vec<(PlaceId, bool)>>,
    hidden: FxHashSet<PlaceId>,
    hidden_names: FxHashSet<String>,
}

#[derive(Debug)]
struct OwnPlace {
    geonames: Option<u32>,
    name: String,
    countries: Vec<String>,
    /// Whether the first of them is the one it belongs to.
    belongs: bool,
    point: (f64, f64),
    radius_km: f64,
    population: u32,
    kind: PlaceKind,
    /// Division, taken over from the place that it replaces.
    admin1: Option<(PlaceId, String)>,
}

impl Gazetteer {
    /// The index with the places of folders laid over it; without any, the program's own.
    pub(crate) fn layered(layers: &Layers, problems: &mut Vec<Problem>) -> Gazetteer {
        let base = Gazetteer::builtin();
        let mut own = Own::default();
        for (key, _) in layers.dropped("place") {
            match key.parse::<u32>() {
                Ok(id) => own.hidden.extend(base.by_geonames(id)),
                Err(_) => drop(own.hidden_names.insert(fold(key))),
            }
        }
        let known = |key: &str| match key.parse::<u32>() {
            Ok(id) => base.by_geonames(id).is_some(),
            Err(_) => base.surface(key).is_some(),
        };
        layers.check_drops("place", &known, problems);
        let spellings = layers.folders_of(SPELLINGS);
        for row in tsv::layered(&spellings, SPELLING_COLUMNS, &|row| row.place(), problems) {
            own.spelling(base, &row, problems);
        }
        let regions = layers.folders_of(REGIONS);
        let key = |row: &Row<'_>| [&fold(row.cell(0)), row.cell(2), row.list(3).next().unwrap_or("")].join("\t");
        for row in tsv::layered(&regions, REGION_COLUMNS, &key, problems) {
            own.region(base, &row, problems);
        }
        let empty = own.rows.is_empty() && own.names.is_empty() && own.hidden.is_empty() && own.hidden_names.is_empty();
        Gazetteer { own: (!empty).then(|| Arc::new(own)), ..base.clone() }
    }
}

impl Own {
    fn name(&mut self, name: &str, id: PlaceId, main: bool) {
        let list = self.names.entry(fold(name)).or_default();
        if !list.iter().any(|(known, _)| *known == id) {
            list.push((id, main));
        }
    }

    fn spelling(&mut self, base: &Gazetteer, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let mut tell = |message: String| problems.push(Problem::new(row.file, row.line, message));
        let Ok(id) = row.cell(0).parse::<u32>() else {
            return tell(format!("“{}” is no GeoNames id: write a number", row.cell(0)));
        };
        let held = base.surface(row.cell(1)).map_or(Vec::new(), |s| s.candidates);
        let Some(place) = held.iter().map(|c| c.id).find(|&p| base.place(p).geonames == Some(id)) else {
            return tell(format!("no place named “{}” has the GeoNames id {id}", row.cell(1)));
        };
        if row.cell(3).is_empty() {
            tell("the source is empty".to_owned());
        }
        for name in row.list(2) {
            self.name(name, place, true);
        }
    }

    fn region(&mut self, base: &Gazetteer, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let mut told = Vec::new();
        let mut number = |column: usize, low: f64, high: f64, or: Option<f64>| {
            let cell = row.cell(column);
            let value = if cell.is_empty() { or } else { cell.parse::<f64>().ok().filter(|v| (low..=high).contains(v)) };
            value.unwrap_or_else(|| {
                told.push(format!("{} “{cell}”: write a number from {low} to {high}", REGION_COLUMNS[column]));
                0.0
            })
        };
        let point = (number(4, -90.0, 90.0, None), number(5, -180.0, 180.0, None));
        let radius_km = number(6, 0.0, 20_000.0, None);
        let population = number(7, 0.0, 4e9, Some(0.0)) as u32;
        let geonames = Some(number(8, 0.0, 4e9, Some(0.0)) as u32).filter(|&id| id != 0);
        let kind = PlaceKind::from_name(row.cell(2)).unwrap_or_else(|| {
            let kinds = PlaceKind::ALL.map(PlaceKind::as_str).join(" ");
            told.push(format!("unknown kind “{}”: one of {kinds}", row.cell(2)));
            PlaceKind::Settlement
        });
        let all: Vec<&str> = row.list(3).collect();
        for code in all.iter().filter(|c| **c != "-" && base.country_place(c).is_none()) {
            told.push(format!("unknown country “{code}”: write ISO 3166 alpha-3, `-` first for none"));
        }
        if row.cell(0).is_empty() || all.is_empty() {
            told.push("fill name and countries (`-` for none)".to_owned());
        }
        if row.cell(9).is_empty() {
            told.push("the source is empty: say where the row comes from".to_owned());
        }
        if !told.is_empty() {
            return problems.extend(told.into_iter().map(|m| Problem::new(row.file, row.line, m)));
        }
        let belongs = all.first().is_some_and(|c| *c != "-");
        let countries: Vec<String> = all.iter().filter(|c| **c != "-").map(|c| (*c).to_owned()).collect();
        let country = countries.first().map(String::as_str).filter(|_| belongs);
        let same = base.surface(row.cell(0)).map_or(Vec::new(), |s| s.candidates);
        let replaced = same.into_iter().filter(|c| c.main).map(|c| base.place(c.id)).filter(|p| match geonames {
            Some(id) => p.geonames == Some(id),
            None => p.country == country && p.kind == kind,
        });
        let replaced: Vec<Place<'_>> = replaced.collect();
        let admin1 = replaced.iter().find_map(|p| p.admin1_id.zip(p.admin1.map(str::to_owned)));
        self.hidden.extend(replaced.iter().map(|p| p.id));
        let id = PlaceId((base.base_len() + self.rows.len()) as u32);
        self.rows.push(OwnPlace {
            geonames,
            name: row.cell(0).to_owned(),
            countries,
            belongs,
            point,
            radius_km,
            population,
            kind,
            admin1,
        });
        self.name(row.cell(0), id, true);
        for name in row.list(1) {
            self.name(name, id, true);
        }
    }

    /// What a name stands for once the folders have had their say; places of theirs go first.
    pub fn surface(&self, gazetteer: &Gazetteer, folded: &str, base: Option<Surface>) -> Option<Surface> {
        let base = base.filter(|_| !self.hidden_names.contains(folded));
        let added = self.names.get(folded).map_or(&[][..], Vec::as_slice);
        let mut surface =
            base.unwrap_or(Surface { candidates: Vec::new(), max_population: 0, ambiguous_word: false, own: false });
        surface.candidates.retain(|c| !self.hidden.contains(&c.id) && !added.iter().any(|(id, _)| *id == c.id));
        let mut candidates: Vec<Candidate> = added.iter().map(|&(id, main)| Candidate { id, main }).collect();
        candidates.append(&mut surface.candidates);
        if candidates.is_empty() {
            return None;
        }
        surface.max_population = candidates.iter().map(|c| gazetteer.population(c.id)).max().unwrap_or(0);
        surface.own = !added.is_empty();
        Some(Surface { candidates, ..surface })
    }

    /// Whether some longer name begins with these words.
    pub fn continues(&self, folded: &str) -> bool {
        let words = format!("{folded} ");
        self.names.range(words.clone()..).next().is_some_and(|(name, _)| name.starts_with(&words))
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The place of a row beyond the index.
    pub fn place(&self, row: usize, id: PlaceId) -> Option<Place<'_>> {
        let place = self.rows.get(row)?;
        Some(Place {
            id,
            geonames: place.geonames,
            name: &place.name,
            country: place.countries.first().map(String::as_str).filter(|_| place.belongs),
            countries: place.countries.iter().map(String::as_str).collect(),
            admin1: place.admin1.as_ref().map(|(_, name)| name.as_str()),
            admin1_id: place.admin1.as_ref().map(|(id, _)| *id),
            point: Some(place.point).filter(|_| place.kind != PlaceKind::Country),
            radius_km: place.radius_km,
            population: place.population,
            kind: place.kind,
        })
    }
}

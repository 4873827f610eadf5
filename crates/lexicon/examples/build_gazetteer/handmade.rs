//! Reading the hand-made lists: regions and waters, spellings, ambiguous words.

use crate::geonames::{Row, World};
use dateline_lexicon::places::{ABBREVIATED, PlaceKind, fold};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

/// Rows of a tab-separated list: line number and cells by the names of the header line.
struct Table {
    path: String,
    rows: Vec<(usize, BTreeMap<String, String>)>,
}

impl Table {
    fn read(path: &Path) -> Result<Table, Box<dyn Error>> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let header: Vec<&str> = lines.next().map_or(Vec::new(), |(_, line)| line.split('\t').collect());
        let mut rows = Vec::new();
        for (number, line) in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() != header.len() {
                let told = format!("{}:{}: {} cells, the header has {}", path.display(), number + 1, cells.len(), header.len());
                return Err(told.into());
            }
            let row = header.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), cell.trim().to_owned())).collect();
            rows.push((number + 1, row));
        }
        Ok(Table { path: path.display().to_string(), rows })
    }

    /// A message about a row.
    fn wrong(&self, line: usize, what: &str) -> Box<dyn Error> {
        format!("{}:{line}: {what}", self.path).into()
    }
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

/// Adds `regions.tsv`, `spellings.tsv` and `abbreviations.tsv` to the world.
pub fn add(world: &mut World, places: &Path) -> Result<(), Box<dyn Error>> {
    regions(world, &places.join("regions.tsv"))?;
    spellings(world, &places.join("spellings.tsv"))?;
    abbreviations(world, &places.join("abbreviations.tsv"))
}

/// Abbreviations are kept apart from names, so that nobody takes "Miss." or "ON" for a place by itself.
fn abbreviations(world: &mut World, path: &Path) -> Result<(), Box<dyn Error>> {
    let table = Table::read(path)?;
    for (line, row) in &table.rows {
        let cell = |name: &str| row.get(name).map_or("", String::as_str);
        let division = world.rows.iter_mut().find(|r| r.kind == PlaceKind::Admin1 && r.admin1 == cell("admin1"));
        let division = division.ok_or_else(|| table.wrong(*line, "no first-level division has this code"))?;
        division.names.extend(list(cell("names")).map(|name| (format!("{ABBREVIATED}{}", fold(name)), true)));
    }
    Ok(())
}

fn regions(world: &mut World, path: &Path) -> Result<(), Box<dyn Error>> {
    let table = Table::read(path)?;
    let known: BTreeSet<String> = world.iso3.values().cloned().collect();
    for (line, row) in &table.rows {
        let cell = |name: &str| row.get(name).map_or("", String::as_str);
        let number = |name: &str| -> Result<f64, Box<dyn Error>> {
            cell(name).parse().map_err(|_| table.wrong(*line, &format!("`{name}` must be a number")))
        };
        let kind = PlaceKind::from_name(cell("kind")).ok_or_else(|| table.wrong(*line, "unknown `kind`"))?;
        let countries: Vec<String> = list(cell("countries")).map(str::to_owned).collect();
        if let Some(code) = countries.iter().find(|code| *code != "-" && !known.contains(*code)) {
            return Err(table.wrong(*line, &format!("unknown country `{code}`: write ISO 3166 alpha-3, `-` first for none")));
        }
        if cell("source").is_empty() {
            return Err(table.wrong(*line, "no `source`"));
        }
        let country = countries.first().filter(|code| *code != "-").cloned().unwrap_or_default();
        let mut names: BTreeMap<String, bool> = BTreeMap::from([(fold(cell("name")), true)]);
        names.extend(list(cell("names")).map(|name| (fold(name), true)));
        // A division that GeoNames lists under this name keeps its row and gains the spellings and the extent.
        let first = fold(cell("name"));
        let same = |r: &&mut Row| r.kind == PlaceKind::Admin1 && r.country == country && r.names.contains_key(&first);
        if kind == PlaceKind::Region
            && let Some(division) = world.rows.iter_mut().find(same)
        {
            division.names.extend(names);
            division.point = Some((number("lat")?, number("lon")?));
            division.radius_km = number("radius_km")?;
            continue;
        }
        world.rows.push(Row {
            geonames: if cell("geonames").is_empty() { 0 } else { number("geonames")? as u32 },
            name: cell("name").to_owned(),
            kind,
            country,
            countries: countries.into_iter().filter(|code| code != "-").collect(),
            admin1: String::new(),
            point: Some((number("lat")?, number("lon")?)),
            radius_km: number("radius_km")?,
            population: if cell("population").is_empty() { 0 } else { number("population")? as u32 },
            names,
        });
    }
    Ok(())
}

fn spellings(world: &mut World, path: &Path) -> Result<(), Box<dyn Error>> {
    let table = Table::read(path)?;
    let at: BTreeMap<u32, usize> = world.rows.iter().enumerate().map(|(row, place)| (place.geonames, row)).collect();
    for (line, row) in &table.rows {
        let cell = |name: &str| row.get(name).map_or("", String::as_str);
        let id: u32 = cell("geonames").parse().map_err(|_| table.wrong(*line, "`geonames` must be a number"))?;
        let &place = at.get(&id).ok_or_else(|| table.wrong(*line, "no place has this GeoNames id"))?;
        let place = &mut world.rows[place];
        if !place.names.contains_key(&fold(cell("name"))) {
            return Err(table.wrong(*line, &format!("`name` is not a name of the place, which is {}", place.name)));
        }
        place.names.extend(list(cell("names")).map(|name| (fold(name), true)));
    }
    Ok(())
}

/// Folded names of `ambiguous.tsv`; none where the file does not exist yet.
pub fn ambiguous(path: &Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    if !path.exists() {
        return Ok(BTreeSet::new());
    }
    let table = Table::read(path)?;
    Ok(table.rows.iter().filter_map(|(_, row)| row.get("name").map(|name| fold(name))).collect())
}

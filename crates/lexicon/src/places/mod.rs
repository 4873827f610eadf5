//! Places of the world: the gazetteer.
//!
//! One index file, built from GeoNames and the hand-made lists in `lexicon/places` by the
//! `build_gazetteer` example, is embedded in the program and searched in place. It knows settlements from
//! about 500 inhabitants, first- and second-level divisions, countries, and the regions, waters and land
//! forms of the hand-made lists. GeoNames' data are under CC BY 4.0.

mod column;
mod fold;
mod kind;
mod names;
mod own;
mod reading;
mod sound;

pub use column::write_column;
pub use fold::fold;
pub use kind::PlaceKind;
pub use names::{Entry, write_names};
pub use reading::{IndexError, write_part, write_varint};
pub use sound::sound;

use column::Column;
use names::Names;
use own::Own;
use reading::Cursor;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The first bytes of an unpacked index of this layout.
pub const MAGIC: &[u8; 8] = b"DLPLACE1";

/// Bytes of the version that follow: the first hexadecimal digits of the SHA-256 of all that comes after.
pub const VERSION_LEN: usize = 8;

/// Bytes that an index may unpack to; it has a quarter of them.
const LARGEST: usize = 1 << 26;

/// The index that the program carries.
static EMBEDDED: &[u8] = include_bytes!("../../../../lexicon/places/index.bin.zst");

/// The number of a place: its row in the index. It holds for one version of the index only; what leaves
/// Dateline is the GeoNames id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// One of the places that a name may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The place.
    pub id: PlaceId,
    /// Whether the name is its main name or an English short form of it, not another spelling.
    pub main: bool,
}

/// What a name may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// The places, the most populous first.
    pub candidates: Vec<Candidate>,
    /// Inhabitants of the most populous of them.
    pub max_population: u32,
    /// The name also is a common English word, a first name or a surname: alone it proves no place.
    pub ambiguous_word: bool,
    /// A user's own list has the name: it is a place wherever it stands.
    pub own: bool,
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<'g> {
    /// Its row.
    pub id: PlaceId,
    /// GeoNames id; `None` for a row of the hand-made lists without one.
    pub geonames: Option<u32>,
    /// Main name.
    pub name: &'g str,
    /// ISO 3166 alpha-3 code of the country it internationally belongs to; `None` for what lies in
    /// several or none (the Sahel, the Red Sea).
    pub country: Option<&'g str>,
    /// All countries that it touches, for regions of the hand-made lists; else empty.
    pub countries: Vec<&'g str>,
    /// Name of the first-level division that it lies in.
    pub admin1: Option<&'g str>,
    /// Row of that division.
    pub admin1_id: Option<PlaceId>,
    /// Latitude and longitude in degrees; `None` where the index knows no point (a country; a district
    /// whose seat it does not know).
    pub point: Option<(f64, f64)>,
    /// Radius in km of a circle around the point that holds most of the place; for a place without a
    /// point the radius of a circle of its area, 0 where unknown.
    pub radius_km: f64,
    /// Inhabitants; of a division the sum over its known settlements; 0 where unknown.
    pub population: u32,
    /// What kind of place it is.
    pub kind: PlaceKind,
}

/// The gazetteer: an unpacked index.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    data: Arc<Vec<u8>>,
    /// What a user's folders add and hide.
    own: Option<Arc<Own>>,
    version: String,
    /// Three letters for each country, sorted by the letters; row 0 is "no country".
    countries: Range<usize>,
    iso2: Range<usize>,
    place_names: Range<usize>,
    touched: Range<usize>,
    name_start: Column,
    geonames: Column,
    country: Column,
    admin1: Column,
    lat: Column,
    lon: Column,
    radius: Column,
    population: Column,
    kind: Column,
    touched_start: Column,
    names: Names,
    /// Row of the first country; the others follow in the order of their codes.
    first_country: u32,
}

/// What stands before an abbreviation in the table of names; no folded name begins so.
pub const ABBREVIATED: char = '~';

/// What the latitude and longitude columns hold where there is no point.
pub const NO_POINT: u32 = 0;

/// Degrees as the index stores them: thousandths (about 110 m), shifted to be above 0.
pub fn pack_degrees(degrees: f64) -> u32 {
    ((degrees + 200.0) * 1000.0).round() as u32
}

fn unpack_degrees(packed: u32) -> f64 {
    (f64::from(packed) - 200_000.0) / 1000.0
}

impl Gazetteer {
    /// The gazetteer that the program carries; unpacked once.
    ///
    /// ```
    /// use dateline_lexicon::places::Gazetteer;
    /// let places = Gazetteer::builtin();
    /// let aleppo = places.surface("Aleppo").unwrap();
    /// assert_eq!(places.place(aleppo.candidates[0].id).country, Some("SYR"));
    /// ```
    pub fn builtin() -> &'static Gazetteer {
        static BUILTIN: OnceLock<Gazetteer> = OnceLock::new();
        BUILTIN.get_or_init(|| Gazetteer::from_bytes(EMBEDDED).expect("the embedded index is whole: a test reads it"))
    }

    /// A gazetteer from a packed index file.
    pub fn from_bytes(packed: &[u8]) -> Result<Gazetteer, IndexError> {
        let data = zstd::bulk::decompress(packed, LARGEST).map_err(|_| IndexError::Packing)?;
        let mut cursor = Cursor::new(&data);
        let magic = cursor.take(MAGIC.len())?;
        if data[magic] != MAGIC[..] {
            return Err(IndexError::Magic);
        }
        let version = cursor.take(VERSION_LEN)?;
        let version = String::from_utf8(data[version].to_vec()).map_err(|_| IndexError::Shape)?;
        let c = &mut cursor;
        let (countries, iso2, place_names, touched) = (c.part()?, c.part()?, c.part()?, c.part()?);
        let name_start = Column::read(c)?;
        let geonames = Column::read(c)?;
        let country = Column::read(c)?;
        let admin1 = Column::read(c)?;
        let lat = Column::read(c)?;
        let lon = Column::read(c)?;
        let radius = Column::read(c)?;
        let population = Column::read(c)?;
        let kind = Column::read(c)?;
        let touched_start = Column::read(c)?;
        let names = Names::read(c)?;
        let (country_letters, place_letters) = (&data[countries.clone()], &data[place_names.clone()]);
        if !country_letters.is_ascii() || std::str::from_utf8(place_letters).is_err() || !data[iso2.clone()].is_ascii() {
            return Err(IndexError::Shape);
        }
        let is_country = |&row: &usize| kind.get(&data, row) == PlaceKind::Country as u32;
        let first_country = (0..kind.rows()).find(is_country).unwrap_or(0) as u32;
        Ok(Gazetteer {
            version,
            first_country,
            countries,
            iso2,
            place_names,
            touched,
            name_start,
            geonames,
            country,
            admin1,
            lat,
            lon,
            radius,
            population,
            kind,
            touched_start,
            names,
            own: None,
            data: Arc::new(data),
        })
    }

    /// Version of the index: hexadecimal digits of a hash of its content.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.base_len() + self.own.as_ref().map_or(0, |own| own.len())
    }

    /// Number of places of the index.
    fn base_len(&self) -> usize {
        self.kind.rows()
    }

    /// The place of a GeoNames id.
    pub fn by_geonames(&self, id: u32) -> Option<PlaceId> {
        let row = (0..self.base_len()).find(|&row| id != 0 && self.geonames.get(&self.data, row) == id)?;
        Some(PlaceId(row as u32))
    }

    /// Whether it holds no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What `name`, in any spelling that folds alike, may stand for.
    pub fn surface(&self, name: &str) -> Option<Surface> {
        self.surface_folded(&fold(name))
    }

    /// The same for a name that is folded already ([`fold`]).
    pub fn surface_folded(&self, folded: &str) -> Option<Surface> {
        let base = self.names.find(&self.data, folded).map(|entry| {
            let candidates: Vec<Candidate> =
                entry.places.iter().map(|&(row, main)| Candidate { id: PlaceId(row), main }).collect();
            let max_population = candidates.iter().map(|c| self.population(c.id)).max().unwrap_or(0);
            Surface { candidates, max_population, ambiguous_word: entry.ambiguous_word, own: false }
        });
        match &self.own {
            Some(own) => own.surface(self, folded, base),
            None => base,
        }
    }

    /// The division that an abbreviation stands for: `Calif.`, `TX`. It must end with a full stop or be in
    /// capitals, and proves a place only after another name and a comma.
    pub fn abbreviated(&self, text: &str) -> Option<PlaceId> {
        let capitals = text.chars().count() >= 2 && !text.chars().any(char::is_lowercase);
        if !capitals && !text.ends_with('.') {
            return None;
        }
        let entry = self.names.find(&self.data, &format!("{ABBREVIATED}{}", fold(text)))?;
        entry.places.first().map(|&(row, _)| PlaceId(row))
    }

    /// Rows of a country's places of one kind, which lie side by side.
    pub fn rows_of(&self, kind: PlaceKind, iso3: &str) -> Range<u32> {
        let wanted = self.data[self.countries.clone()].chunks_exact(3).position(|code| code == iso3.as_bytes()).unwrap_or(0);
        let key = |row: u32| (self.kind.get(&self.data, row as usize), self.country.get(&self.data, row as usize) as usize);
        let first_not = |before: &dyn Fn((u32, usize)) -> bool| {
            let (mut low, mut high) = (0, self.base_len() as u32);
            while low < high {
                let middle = low + (high - low) / 2;
                if before(key(middle)) { low = middle + 1 } else { high = middle }
            }
            low
        };
        let kind = kind as u32;
        first_not(&|k| k < (kind, wanted))..first_not(&|k| k <= (kind, wanted))
    }

    /// Whether some longer name begins with the words of `folded`: for longest match over tokens.
    pub fn is_prefix(&self, folded: &str) -> bool {
        self.names.continues(&self.data, folded) || self.own.as_ref().is_some_and(|own| own.continues(folded))
    }

    /// Inhabitants of a place.
    pub fn population(&self, id: PlaceId) -> u32 {
        self.beyond(id).map_or_else(|| self.population.get(&self.data, id.0 as usize), |place| place.population)
    }

    /// A place by its row; an empty place for a row that does not exist.
    pub fn place(&self, id: PlaceId) -> Place<'_> {
        if let Some(place) = self.beyond(id) {
            return place;
        }
        let (data, row) = (self.data.as_slice(), id.0 as usize);
        let get = |column: &Column| column.get(data, row);
        let (lat, lon, geonames, admin1) = (get(&self.lat), get(&self.lon), get(&self.geonames), get(&self.admin1));
        let kind = PlaceKind::ALL.get(get(&self.kind) as usize).copied().unwrap_or(PlaceKind::Settlement);
        Place {
            id,
            geonames: (geonames != 0).then_some(geonames),
            name: self.slice(&self.place_names, &self.name_start, row),
            country: self.country_code(get(&self.country)),
            countries: self.touched(row),
            admin1: (admin1 != 0).then(|| self.slice(&self.place_names, &self.name_start, admin1 as usize - 1)),
            admin1_id: (admin1 != 0).then(|| PlaceId(admin1 - 1)),
            point: (lat != NO_POINT).then(|| (unpack_degrees(lat), unpack_degrees(lon))),
            radius_km: f64::from(get(&self.radius)) / 10.0,
            population: get(&self.population),
            kind,
        }
    }

    /// A place of a user's folder.
    fn beyond(&self, id: PlaceId) -> Option<Place<'_>> {
        let row = (id.0 as usize).checked_sub(self.base_len())?;
        self.own.as_ref()?.place(row, id)
    }

    /// ISO 3166 alpha-3 for an alpha-2 code.
    pub fn iso3(&self, iso2: &str) -> Option<&str> {
        let row = self.data[self.iso2.clone()].chunks_exact(2).position(|code| code == iso2.as_bytes())?;
        self.country_code(row as u32)
    }

    /// The row of a country by its alpha-3 code.
    pub fn country_place(&self, iso3: &str) -> Option<PlaceId> {
        let wanted = self.data[self.countries.clone()].chunks_exact(3).position(|code| code == iso3.as_bytes())?;
        let row = wanted.checked_sub(1)? + self.first_country as usize;
        (self.country.get(&self.data, row) as usize == wanted).then_some(PlaceId(row as u32))
    }

    /// The letters of a country row; row 0 is none.
    fn country_code(&self, row: u32) -> Option<&str> {
        let start = self.countries.start + row as usize * 3;
        let letters = self.data.get(start..start + 3).filter(|_| row != 0 && start + 3 <= self.countries.end)?;
        std::str::from_utf8(letters).ok()
    }

    /// The countries that a region touches.
    fn touched(&self, row: usize) -> Vec<&str> {
        // Only the rows before the settlements have a list.
        if row + 1 >= self.touched_start.rows() {
            return Vec::new();
        }
        let (from, to) = (self.touched_start.get(&self.data, row), self.touched_start.get(&self.data, row + 1));
        let rows = &self.data[self.touched.clone()];
        let list = rows.get(from as usize..to as usize).unwrap_or(&[]);
        list.iter().filter_map(|&row| self.country_code(u32::from(row))).collect()
    }

    /// The text of `row` in a table of strings laid end to end.
    fn slice(&self, texts: &Range<usize>, starts: &Column, row: usize) -> &str {
        let (from, to) = (starts.get(&self.data, row) as usize, starts.get(&self.data, row + 1) as usize);
        let all = &self.data[texts.clone()];
        all.get(from..to).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}

#[cfg(test)]
mod tests;

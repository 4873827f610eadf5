//! What kind of place a place is.

/// Kind of a place, from the features of GeoNames or from the hand-made lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PlaceKind {
    /// A division of the first order: province, governorate, oblast, state of a federation.
    Admin1,
    /// A state or a territory with a country code of its own.
    Country,
    /// A region without a row in GeoNames' divisions: historic, disputed, or larger than a state.
    Region,
    /// A sea, river, lake, strait or canal.
    Water,
    /// Mountains, plains, deserts, islands and other land forms.
    Terrain,
    /// A part of the world.
    Continent,
    /// A division of the second order: district, county, raion.
    Admin2,
    /// A city, town or village.
    Settlement,
    /// A camp, crossing, base, airport, dam or other single site.
    Site,
}

impl PlaceKind {
    /// All kinds, in the order of the index file.
    pub const ALL: [PlaceKind; 9] = [
        PlaceKind::Admin1,
        PlaceKind::Country,
        PlaceKind::Region,
        PlaceKind::Water,
        PlaceKind::Terrain,
        PlaceKind::Continent,
        PlaceKind::Admin2,
        PlaceKind::Settlement,
        PlaceKind::Site,
    ];

    /// As the lists and `explain` write it.
    pub fn as_str(self) -> &'static str {
        match self {
            PlaceKind::Admin1 => "admin1",
            PlaceKind::Country => "country",
            PlaceKind::Region => "region",
            PlaceKind::Water => "water",
            PlaceKind::Terrain => "terrain",
            PlaceKind::Continent => "continent",
            PlaceKind::Admin2 => "admin2",
            PlaceKind::Settlement => "settlement",
            PlaceKind::Site => "site",
        }
    }

    /// From its name.
    pub fn from_name(name: &str) -> Option<PlaceKind> {
        PlaceKind::ALL.into_iter().find(|k| k.as_str() == name)
    }

    /// The word of the claim layout for how precisely a place of this kind is told.
    pub fn precision(self) -> &'static str {
        match self {
            PlaceKind::Settlement | PlaceKind::Site => "settlement",
            PlaceKind::Admin2 => "district",
            PlaceKind::Admin1 => "province",
            PlaceKind::Country => "country",
            PlaceKind::Region | PlaceKind::Water | PlaceKind::Terrain | PlaceKind::Continent => "region",
        }
    }
}

//! The map: points as exact as they are told, countries, and what has no place.

use crate::api::IncidentRow;
use serde::Serialize;
use utoipa::ToSchema;

/// Incidents in space. No country is made a point.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Map {
    /// The step of the record's log that this answer shows.
    pub data_version: i64,
    /// Incidents that the filters let through.
    pub total: u64,
    /// Incidents of the record.
    pub of: u64,
    /// Places with a point, those with most incidents first; at most 5000.
    pub points: Vec<MapPoint>,
    /// Points beyond those.
    pub points_left_out: u64,
    /// Incidents of which no more than the country is told.
    pub countries: Vec<MapCountry>,
    /// Places that are no country and have no point: regions, seas, unknown villages.
    pub unplaced: Vec<MapName>,
    /// Incidents of which no place is told.
    pub no_place: u64,
    /// The first 100 of these; none where `ids` is 0; all of them: `/api/v1/incidents?place=-`.
    pub no_place_rows: Vec<IncidentRow>,
}

/// Incidents of one place.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MapPoint {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Kilometres around the point that surely hold the place: a ring. Null for a settlement or an exact place: a dot.
    pub radius_km: Option<f64>,
    /// `exact`, `settlement`, `district` or `province`.
    pub precision: String,
    /// Name.
    pub name: String,
    /// ISO alpha-3.
    pub country: Option<String>,
    /// Incidents.
    pub total: u32,
    /// Of these, disputed ones.
    pub disputed: u32,
    /// First day.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
    /// Ids of the first ones, by day: as many as `ids` says.
    pub incidents: Vec<String>,
}

/// Incidents placed in a country and nowhere nearer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MapCountry {
    /// ISO alpha-3.
    pub country: String,
    /// Name.
    pub name: String,
    /// Incidents.
    pub total: u32,
    /// Of these, disputed ones.
    pub disputed: u32,
}

/// Incidents of a named place without a point.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MapName {
    /// Name.
    pub name: String,
    /// ISO alpha-3.
    pub country: Option<String>,
    /// `region` or `unknown`.
    pub precision: String,
    /// Incidents.
    pub total: u32,
    /// Of these, disputed ones.
    pub disputed: u32,
    /// Ids of the first ones, by day: as many as `ids` says.
    pub incidents: Vec<String>,
}

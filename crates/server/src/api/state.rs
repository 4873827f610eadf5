//! States of affairs: who is said to hold a place.

use crate::api::Voice;
use serde::Serialize;
use utoipa::ToSchema;

/// What is said of who holds one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Holding {
    /// The place.
    pub place: String,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO alpha-3.
    pub country: Option<String>,
    /// What was said, by day of report.
    pub told: Vec<Held>,
    /// Holders of one day that exclude each other, in words.
    pub contested: Option<String>,
}

/// One statement on who holds a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Held {
    /// Who holds it.
    pub holder: String,
    /// Country or body of the holder.
    pub code: Option<String>,
    /// `de_facto`, `de_jure` or `claimed`; `taken`: an act is told by which the holder took it.
    pub basis: String,
    /// Since when.
    pub since: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// Said not to be so.
    pub denied: bool,
    /// `actual`, `future`, `hypothetical` or `conditional`.
    pub modality: String,
    /// Told as over, or as background of long ago.
    pub past: bool,
    /// Who says so.
    pub voice: Voice,
}

//! Tolls: numbers by who says so, as steps over time.

use crate::api::{Amount, IncidentRow, Voice};
use serde::Serialize;
use utoipa::ToSchema;

/// The counts of one incident. Tolls of several incidents are never summed here: their periods may overlap.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TollRow {
    /// The incident.
    pub incident: IncidentRow,
    /// Its counts, one for each thing counted.
    pub tolls: Vec<Toll>,
}

/// One count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Toll {
    /// `killed`, `wounded`, `displaced`, ….
    pub what: String,
    /// The lowest and the highest of the latest numbers of all who give one for everybody.
    #[serde(flatten)]
    pub amount: Amount,
    /// Two sources give numbers of one day that cannot both hold, in words.
    pub contradicts: Option<String>,
    /// One for each who gives a number, those who began earliest first.
    pub claimants: Vec<Series>,
}

/// The numbers of one claimant over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Series {
    /// Who says so.
    pub speaker: String,
    /// Country or body.
    pub code: Option<String>,
    /// `outlet`, `party`, `opponent`, `third_party`, `monitor` or `unnamed`.
    pub relation: String,
    /// What was said, by day of report.
    pub steps: Vec<Step>,
}

/// One number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Step {
    /// The number, as it was meant.
    #[serde(flatten)]
    pub amount: Amount,
    /// The number for people: `12`, `at least 12`, `24–99`.
    pub shown: String,
    /// Who is counted, where narrower than everybody: `children`.
    pub whom: Option<String>,
    /// `event`, `running_total` or `period`.
    pub scope: String,
    /// The saying.
    pub voice: Voice,
}

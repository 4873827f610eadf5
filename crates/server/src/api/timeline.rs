//! The timeline: how many incidents when, by lane, and the incidents themselves where they are few.

use crate::api::IncidentRow;
use serde::Serialize;
use utoipa::ToSchema;

/// Incidents over time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Timeline {
    /// The step of the record's log that this answer shows.
    pub data_version: i64,
    /// Incidents that the filters let through.
    pub total: u64,
    /// Incidents of the record.
    pub of: u64,
    /// Of `total`, those whose day nobody tells: in no bin and no lane.
    pub undated: u64,
    /// `day`, `week` (from Monday), `month` or `year`.
    pub unit: String,
    /// What makes a lane: `party`, `type`, `family` or `country`.
    pub lanes_by: String,
    /// First day of the first bin.
    pub from: Option<String>,
    /// Last day of the last bin.
    pub to: Option<String>,
    /// All lanes together; bins without incidents are left out. An incident counts in the bin of its first day.
    pub bins: Vec<Bin>,
    /// At most 12, those with most incidents first. An incident can stand in several: lanes are not to be added up.
    pub lanes: Vec<Lane>,
    /// Lanes beyond those.
    pub lanes_left_out: u64,
    /// The dated incidents by day, where there are at most 500; else empty, and `dense` is true.
    pub rows: Vec<IncidentRow>,
    /// Too many to list: show bins.
    pub dense: bool,
}

/// One lane.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Lane {
    /// What it is filtered by.
    pub key: String,
    /// Its name.
    pub label: String,
    /// Its incidents.
    pub total: u64,
    /// Its bins.
    pub bins: Vec<Bin>,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Bin {
    /// Its first day.
    pub start: String,
    /// Incidents that begin in it.
    pub total: u32,
    /// Of these, disputed ones.
    pub disputed: u32,
}

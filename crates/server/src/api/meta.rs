//! What the server is and what its record holds.

use crate::api::Counted;
use serde::Serialize;
use utoipa::ToSchema;

/// Versions, sizes, and the values that filters can take.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Meta {
    /// Version of the program.
    pub program: String,
    /// Program, lexicon and model, as each new claim names them.
    pub coder: String,
    /// Step of the record's log.
    pub data_version: i64,
    /// `file`, or `examples` for the example reports, coded in memory.
    pub record: String,
    /// Reports can be added and decisions taken (`--write`).
    pub writable: bool,
    /// The project that the record follows, where there is one.
    pub project: Option<Project>,
    /// Sizes.
    pub counts: Counts,
    /// First day of any incident.
    pub from: Option<String>,
    /// Last day of any incident.
    pub to: Option<String>,
    /// What to choose from.
    pub values: Values,
    /// Formats of `/api/v1/export/{format}`.
    pub formats: Vec<ExportFormat>,
    /// Bounds of what can be sent.
    pub limits: Limits,
}

/// The project of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// Its parties, as codes or names.
    pub parties: Vec<String>,
    /// Its countries, as codes.
    pub countries: Vec<String>,
    /// Its first day.
    pub from: Option<String>,
    /// Its last day.
    pub to: Option<String>,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    /// Reports.
    pub reports: u64,
    /// Claims.
    pub claims: u64,
    /// Incidents.
    pub incidents: u64,
    /// Disputed incidents.
    pub disputes: u64,
    /// Agreements.
    pub agreements: u64,
}

/// Values of filters, each with the number of incidents; the commonest first, at most 200 each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Values {
    /// For `actor` and `against`.
    pub parties: Vec<Counted>,
    /// For `type`: families of acts.
    pub families: Vec<Counted>,
    /// For `type`: event types.
    pub types: Vec<Counted>,
    /// For `type`: modes.
    pub modes: Vec<Counted>,
    /// For `place`: countries.
    pub countries: Vec<Counted>,
    /// For `place`: the commonest places.
    pub places: Vec<Counted>,
    /// For `source`: outlets and speakers.
    pub sources: Vec<Counted>,
    /// For `standing`.
    pub standings: Vec<Counted>,
}

/// A format of export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExportFormat {
    /// Its word in the address.
    pub id: String,
    /// What it is, in one line.
    pub about: String,
    /// Media type.
    pub media_type: String,
    /// Ending of the file.
    pub extension: String,
}

/// Bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Limits {
    /// Bytes of a text to read at once.
    pub read_bytes: u64,
    /// Bytes of all files sent together.
    pub upload_bytes: u64,
    /// Rows of a page.
    pub page: u32,
}

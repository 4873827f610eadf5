//! Incidents: a row of a list, and one in full with each field's values and voices.

use crate::api::{ReportRow, Toll};
use serde::Serialize;
use utoipa::ToSchema;

/// How well a thing is established, with the rule that decided it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Standing {
    /// `reported`, `claimed`, `corroborated`, `admitted`, `disputed`, `denied` or `retracted`.
    pub standing: String,
    /// Why, in words.
    pub rule: String,
}

/// A place as truly as it is told.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// ISO alpha-3.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Degrees north; null for anything larger than a province.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Kilometres around the point that surely hold it.
    pub radius_km: Option<f64>,
    /// `exact`, `settlement`, `district`, `province`, `country`, `region` or `unknown`.
    pub precision: String,
}

/// A party of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Party {
    /// What it is filtered by, the same for all its names: a code, or of groups the name in lower case.
    pub key: String,
    /// Its name.
    pub name: String,
    /// ISO alpha-3 or the code of a body.
    pub code: Option<String>,
    /// `state`, `government`, `armed_group`, `population`, ….
    pub kind: String,
    /// `actor` or `recipient`; of third parties `mediator`, `host`, `guarantor`, … or `third_party`.
    pub role: String,
}

/// A number with open ends: `low` null means nobody tells the lowest, `high` null that it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Amount {
    /// The lowest of the latest numbers.
    pub low: Option<u64>,
    /// The highest of them.
    pub high: Option<u64>,
}

/// One incident in a list.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct IncidentRow {
    /// Stable id; an id from before a join is redirected.
    pub id: String,
    /// One line: who did what to whom, and where.
    pub title: String,
    /// `violence`, `coercion`, `protest`, `posture`, `agreement`, `aid`, `talks` or `words`.
    pub family: String,
    /// Event types, commonest first.
    pub types: Vec<String>,
    /// Modes, commonest first.
    pub modes: Vec<String>,
    /// First day; null where none is told.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Where.
    pub place: Option<Place>,
    /// Who acts, who suffers, who mediates.
    pub parties: Vec<Party>,
    /// Overall standing, of what and who.
    pub standing: Option<Standing>,
    /// Fields on which accounts contradict each other: `what`, `who`, `how_many`, ….
    pub disputed: Vec<String>,
    /// Told as not having happened, or as having ended.
    pub not_so: bool,
    /// Announced, feared or conditional: not told as having happened.
    pub unreal: bool,
    /// Reports that tell of it.
    pub reports: u32,
    /// Texts among them, copies counted once.
    pub texts: u32,
    /// Claims.
    pub claims: u32,
    /// Killed, by the latest number of each source; null where nobody tells.
    pub killed: Option<Amount>,
    /// Its words, one quote for each of the first speakers, at most four.
    pub quotes: Vec<Quoted>,
}

/// Words of one speaker, for a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Quoted {
    /// Who says so.
    pub speaker: String,
    /// What the speaker does with it.
    pub stance: String,
    /// Outlets that relay the speaker, outermost first.
    pub relays: Vec<String>,
    /// Outlet of the report.
    pub outlet: Option<String>,
    /// Day of the report.
    pub published: Option<String>,
    /// The words.
    pub quote: String,
    /// Id of the claim.
    pub claim: String,
    /// Holds it not to be so.
    pub denies: bool,
}

/// One incident with everything that is said of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Incident {
    /// The step of the record's log that this answer shows.
    pub data_version: i64,
    /// What a list shows of it.
    #[serde(flatten)]
    pub row: IncidentRow,
    /// `what`, `who`, `whom`, `where`, `when`, `how_many`, each with its values side by side.
    pub fields: Vec<Field>,
    /// Numbers by who says so.
    pub tolls: Vec<Toll>,
    /// The reports, by day, each with the claims that it brings.
    pub sources: Vec<IncidentReport>,
    /// Ids of incidents that were joined into this one.
    pub former_ids: Vec<String>,
    /// How to cite it.
    pub cite: String,
}

/// A report of an incident.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IncidentReport {
    /// The report.
    #[serde(flatten)]
    pub report: ReportRow,
    /// Its claims that belong to the incident, in the order of the text.
    pub claim_ids: Vec<String>,
}

/// One field of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Field {
    /// `what`, `who`, `whom`, `where`, `when` or `how_many`.
    pub name: String,
    /// How well it is established.
    pub standing: Option<Standing>,
    /// The values told, those that most voices tell first.
    pub values: Vec<FieldValue>,
    /// What somebody decided that it should read.
    pub corrected: Option<Correction>,
}

/// One value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldValue {
    /// The value, for people.
    pub value: String,
    /// Who says so.
    pub asserted: Vec<Voice>,
    /// Who denies it.
    pub denied: Vec<Voice>,
    /// Day of the first report that tells it.
    pub first: Option<String>,
    /// Day of the last.
    pub last: Option<String>,
}

/// One source of one claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Voice {
    /// Who speaks last in the chain; the outlet where the report says so in its own voice.
    pub speaker: String,
    /// Country or body of the speaker.
    pub code: Option<String>,
    /// What the speaker does with it: `asserts`, `denies`, `accuses`, …; `reports` for the report's own voice.
    pub stance: String,
    /// `outlet`, `party`, `opponent`, `third_party`, `monitor` or `unnamed`.
    pub relation: String,
    /// Outlets that relay the speaker, outermost first.
    pub relays: Vec<String>,
    /// Outlet of the report.
    pub outlet: Option<String>,
    /// Day of the report.
    pub published: Option<String>,
    /// Id of the report: `/api/v1/reports/{report}`.
    pub report: String,
    /// Id of the claim: `/api/v1/claims/{claim}`.
    pub claim: String,
    /// The words.
    pub quote: String,
    /// Where they begin in the text of the report, in code points.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// Holds it not to be so.
    pub denies: bool,
    /// Id of the first report that carries this text, or this agency's text: voices with one `text` in their own voice are one source.
    pub text: String,
}

/// A field as somebody corrected it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Correction {
    /// What it should read.
    pub value: String,
    /// Who says so.
    pub author: String,
    /// When it was said.
    pub time: String,
    /// Why.
    pub reason: String,
}

/// Why the claims of an incident are one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Why {
    /// The step of the record's log that this answer shows.
    pub data_version: i64,
    /// Id of the incident.
    pub incident: String,
    /// One row for each telling after the first; empty where nothing was joined.
    pub reasons: Vec<Reason>,
}

/// Why one telling belongs to the incident.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Reason {
    /// Id of a claim of the telling.
    pub claim: String,
    /// Its words.
    pub quote: String,
    /// Id of a claim of the telling that speaks most for it.
    pub joined_to: String,
    /// Its words.
    pub its_quote: String,
    /// The sum: above 0 rather one happening than two.
    pub log_odds: f64,
    /// What counts, strongest first.
    pub features: Vec<Feature>,
}

/// One thing that speaks for or against.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Feature {
    /// `time`, `place`, `words`, ….
    pub name: String,
    /// Log-odds, to a tenth.
    pub log_odds: f64,
}

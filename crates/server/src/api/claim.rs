//! Claims as the API hands them out: the published layout, with a headline and the incident.

use crate::api::ReportRow;
use serde::Serialize;
use utoipa::ToSchema;

/// A claim within its report.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CodedClaim {
    /// One line: what is claimed.
    pub headline: String,
    /// One line: who says so, outermost first.
    pub said: String,
    /// Id of its incident; null where it belongs to none.
    pub incident: Option<String>,
    /// The claim itself, in the layout of docs/CODEBOOK.md.
    #[schema(value_type = ClaimBody)]
    pub claim: dateline_engine::Claim,
}

/// A claim with its report.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClaimAnswer {
    /// The step of the record's log that this answer shows.
    pub data_version: i64,
    /// The claim.
    #[serde(flatten)]
    pub coded: CodedClaim,
    /// Its report.
    pub report: ReportRow,
}

/// Words of a report: `text` is what stands between the offsets, in code points.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct Span {
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// A claim in the layout of docs/CODEBOOK.md; of `event`, `figure`, `obligation`, `control` and `office` the one that `kind` names is there.
///
/// A mirror of the published layout for the OpenAPI document alone; a test reads real claims through it.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct ClaimBody {
    pub schema: u32,
    pub coder: String,
    pub id: String,
    pub report: ClaimReport,
    pub kind: String,
    pub event: Option<EventBody>,
    pub figure: Option<FigureBody>,
    pub obligation: Option<ObligationBody>,
    pub control: Option<ControlBody>,
    pub office: Option<OfficeBody>,
    pub actors: Vec<Entity>,
    pub recipients: Vec<Entity>,
    pub third_parties: Vec<Entity>,
    pub when: Option<When>,
    #[serde(rename = "where")]
    pub place: Option<Where>,
    pub polarity: String,
    pub modality: String,
    pub condition: Option<Span>,
    pub aspect: String,
    pub certainty: String,
    pub attribution: Vec<SpeakerLink>,
    pub hedges: Vec<Span>,
    pub evidence: Span,
    pub links: Vec<ClaimTie>,
    pub rule: String,
    pub confidence: f32,
}

/// The report of a claim.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct ClaimReport {
    pub id: String,
    pub text_sha256: String,
    pub published: Option<String>,
    pub publisher: Option<String>,
    pub wire: Option<String>,
}

/// What happened.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct EventBody {
    #[serde(rename = "type")]
    pub kind: String,
    pub parent: Option<String>,
    pub modes: Vec<String>,
    pub contexts: Vec<String>,
    pub count: Option<u64>,
    pub cameo: Option<String>,
    pub acled: Option<String>,
    pub quad: Option<u8>,
    pub score: Option<f32>,
}

/// How many.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct FigureBody {
    pub what: String,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub scope: String,
}

/// What a party owes.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct ObligationBody {
    pub term: String,
    pub until: Option<String>,
    pub condition: Option<Span>,
}

/// Who holds a place.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct ControlBody {
    pub place: String,
    pub holder: String,
    pub basis: String,
    pub since: Option<String>,
    pub until: Option<String>,
}

/// Who holds an office.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct OfficeBody {
    pub person: String,
    pub office: String,
    pub polity: Option<String>,
}

/// Somebody who acts, is acted upon, or speaks.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct Entity {
    pub id: String,
    pub wikidata: Option<String>,
    pub name: String,
    pub code: Option<String>,
    pub sector: Option<String>,
    pub kind: String,
    pub person: Option<String>,
    pub office: Option<String>,
    pub words: Option<Span>,
    pub via: String,
    pub role: Option<String>,
    pub either: Option<bool>,
}

/// One speaker.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct SpeakerLink {
    pub source: Entity,
    pub stance: String,
    pub cue: Option<Span>,
    pub relation: String,
}

/// When.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct When {
    pub start: Option<String>,
    pub end: Option<String>,
    pub open: Option<String>,
    pub precision: String,
    pub words: Option<Span>,
    pub rule: String,
    pub anchor: Option<String>,
}

/// Where.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct Where {
    pub name: String,
    pub geonames: Option<u32>,
    pub country: Option<String>,
    pub admin1: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub radius_km: Option<f64>,
    pub precision: String,
    pub relation: Option<String>,
    pub words: Option<Span>,
    #[schema(no_recursion)]
    pub from: Option<Box<Where>>,
    #[schema(no_recursion)]
    pub to: Option<Box<Where>>,
}

/// A tie to another claim of the same report.
#[derive(ToSchema, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, dead_code)]
pub struct ClaimTie {
    pub rel: String,
    pub claim: String,
}

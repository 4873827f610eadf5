//! Sources: outlets, speakers, who relays whom, and reports that are copies of one text.

use serde::Serialize;
use utoipa::ToSchema;

/// Where the record has it from.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Sources {
    /// The step of the record's log that this answer shows.
    pub data_version: i64,
    /// Outlets by number of reports.
    pub outlets: Vec<Outlet>,
    /// Speakers by number of claims; at most 200.
    pub speakers: Vec<Speaker>,
    /// Speakers beyond those.
    pub speakers_left_out: u64,
    /// Who carries whom, as edges; at most 1000, the heaviest first.
    pub relays: Vec<Relay>,
    /// Edges beyond those.
    pub relays_left_out: u64,
    /// Ids of reports that carry one text, each family once; they count as one source.
    pub copies: Vec<Vec<String>>,
}

/// What one outlet brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Outlet {
    /// Name; null: not told.
    pub name: Option<String>,
    /// Reports.
    pub reports: u64,
    /// Claims.
    pub claims: u64,
    /// Day of the first report.
    pub first: Option<String>,
    /// Day of the last.
    pub last: Option<String>,
}

/// What one speaker said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Speaker {
    /// Name.
    pub name: String,
    /// Country or body.
    pub code: Option<String>,
    /// Claims of which it is the speaker, whoever carries them.
    pub claims: u64,
    /// Of these, denials.
    pub denials: u64,
}

/// An edge of the relay graph: `to` has it from `from`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Relay {
    /// The one nearer to the happening: a speaker, or an outlet that is quoted.
    pub from: String,
    /// `speaker` or `outlet`.
    pub from_kind: String,
    /// Country or body of the former.
    pub code: Option<String>,
    /// `outlet`, where an outlet is quoted; else how the speaker stands to what is said: `party`, `opponent`, `third_party`, `monitor` or `unnamed`.
    pub relation: String,
    /// The outlet that carries it.
    pub to: String,
    /// Claims that went this way.
    pub claims: u64,
}

/// A party, a place or the like, with how often it stands in the record: for lists to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counted {
    /// What a filter takes.
    pub key: String,
    /// What people read.
    pub label: String,
    /// Incidents that have it.
    pub incidents: u64,
}

/// A hit of the search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hit {
    /// Id of the report.
    pub report: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its day.
    pub published: Option<String>,
    /// Its outlet.
    pub publisher: Option<String>,
    /// Id of the claim; null where the words stand in the text beside claims.
    pub claim: Option<String>,
    /// Id of the claim's incident.
    pub incident: Option<String>,
    /// The quote, or the words around; plain text.
    pub words: String,
}

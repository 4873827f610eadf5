//! Disputes: rows are questions, columns claimants, cells what the one says to the other.

use crate::api::{IncidentRow, Standing, Voice};
use serde::Serialize;
use utoipa::ToSchema;

/// An incident on which accounts contradict each other.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Dispute {
    /// The incident.
    pub incident: IncidentRow,
    /// The columns: everybody who says something on any of the questions, those with most to say first.
    pub claimants: Vec<Claimant>,
    /// The rows: the fields that are disputed.
    pub questions: Vec<Question>,
}

/// One who says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Claimant {
    /// Name of the speaker.
    pub name: String,
    /// Country or body.
    pub code: Option<String>,
    /// `outlet`, `party`, `opponent`, `third_party`, `monitor` or `unnamed`.
    pub relation: String,
}

/// One question and the answers to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Question {
    /// `what`, `who`, `whom`, `where`, `when` or `how_many`.
    pub field: String,
    /// Standing, with the rule that says what contradicts what.
    pub standing: Standing,
    /// What was said; a claimant who is silent on it has no cell.
    pub cells: Vec<Cell>,
}

/// What one claimant says on one question. One who says two things has two.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Cell {
    /// Number of the column in [`Dispute::claimants`].
    pub claimant: u32,
    /// The value.
    pub value: String,
    /// Whether the claimant denies the value.
    pub denies: bool,
    /// How often it was said.
    pub count: u32,
    /// Day of the first report that has it.
    pub first: Option<String>,
    /// Day of the last.
    pub last: Option<String>,
    /// The sayings themselves.
    pub voices: Vec<Voice>,
}

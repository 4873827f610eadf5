//! Agreements: terms by parties, and what is said to have broken them.

use crate::api::{Standing, Voice};
use serde::Serialize;
use utoipa::ToSchema;

/// One agreement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Agreement {
    /// Id of its incident.
    pub id: String,
    /// One line.
    pub title: String,
    /// First day on which it can have been struck, where told.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Where it was struck.
    pub place: Option<String>,
    /// Who agreed: codes, or names of groups.
    pub parties: Vec<String>,
    /// Who mediated, hosted or guarantees.
    pub third_parties: Vec<String>,
    /// What was agreed.
    pub terms: Vec<Term>,
    /// When and by whom it was agreed, took effect, and was said not to hold; by day.
    pub course: Vec<Stage>,
    /// What is said to have broken it.
    pub breaches: Vec<Breach>,
    /// How well it is established that it was agreed.
    pub standing: Option<Standing>,
}

/// One stage of an agreement's course.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Stage {
    /// `agreed`, `declared` (by one side), `in_effect`, or `not_holding`: said to be broken, to have collapsed or to be over.
    pub what: String,
    /// First day, where told.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Said of a time to come, or on a condition.
    pub planned: bool,
    /// Who does so; empty: nobody in particular.
    pub parties: Vec<String>,
    /// Id of the incident that tells it.
    pub incident: String,
    /// Who says so.
    pub told: Vec<Voice>,
}

/// One term.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Term {
    /// `cease_fire`, `protect_civilians`, ….
    pub term: String,
    /// Who owes it, by name.
    pub obligors: Vec<String>,
    /// Until when.
    pub until: Option<String>,
    /// Who says so.
    pub told: Vec<Voice>,
    /// What is said of each party's keeping it.
    pub by_party: Vec<Keeping>,
}

/// What is said of one party and one term. That a term was kept is never said: silence is no proof.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Keeping {
    /// The party.
    pub party: String,
    /// `none_alleged`, `alleged` (to have broken it) or `answered` (alleged, and denied by somebody).
    pub state: String,
    /// Numbers of the breaches in [`Agreement::breaches`].
    pub breaches: Vec<u32>,
}

/// An alleged breach.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Breach {
    /// Id of the incident that is said to be one.
    pub incident: String,
    /// Its title.
    pub title: String,
    /// Its first day.
    pub day: Option<String>,
    /// Who is said to have done it.
    pub accused: Vec<String>,
    /// Who says so; empty: reports in their own voice.
    pub accusers: Vec<String>,
    /// Who denies it.
    pub answers: Vec<String>,
    /// Standing of the incident.
    pub standing: Option<String>,
    /// Why it is listed here.
    pub basis: String,
}

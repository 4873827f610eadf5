//! What is sent to the server, and what comes back: texts to read, files to add, decisions.

use crate::api::{IncidentRow, Report};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text to be read at once; the record is not touched.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadRequest {
    /// The text, in any of the layouts of plain text that `dateline read` takes.
    pub text: String,
    /// Day of the report, where the text tells none.
    #[schema(example = "2022-11-08")]
    pub date: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// Headline.
    pub title: Option<String>,
}

/// What reading gave.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReadAnswer {
    /// The reports with their claims; `incident` of a claim leads to `incidents` here, not to the record.
    pub reports: Vec<Report>,
    /// The claims joined, by day.
    pub incidents: Vec<IncidentRow>,
    /// What went wrong, in words, each with its place.
    pub problems: Vec<String>,
}

/// Work under way.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct JobStarted {
    /// Its id.
    pub id: String,
    /// Where it stands: `GET` as often as you like.
    pub href: String,
    /// Progress as server-sent events.
    pub events: String,
}

/// How far the work is. The same object is the data of each server-sent event `progress`, and of the last one, `done` or `failed`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// `read` or `add`.
    pub work: String,
    /// `running`, `done` or `failed`.
    pub state: String,
    /// Bytes to read.
    pub bytes: u64,
    /// Bytes read.
    pub bytes_read: u64,
    /// Reports read.
    pub reports: u64,
    /// Claims found.
    pub claims: u64,
    /// Of the reports added: new ones.
    pub added: u64,
    /// Of the reports added: those that were there already.
    pub unchanged: u64,
    /// Of the reports added: those that replace an older version.
    pub replaced: u64,
    /// What went wrong, in words; at most 100.
    pub problems: Vec<String>,
    /// Why it failed.
    pub error: Option<String>,
    /// Of `read`, once done: what reading gave; null in events.
    pub answer: Option<Box<ReadAnswer>>,
}

/// A decision to take.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(tag = "edit", rename_all = "snake_case", deny_unknown_fields)]
pub enum DecisionRequest {
    /// The claims tell of one happening.
    Join {
        /// Ids of two claims or more.
        claims: Vec<String>,
        /// Who decides.
        author: String,
        /// Why.
        reason: String,
    },
    /// The claims on one side tell of another happening than those on the other.
    Split {
        /// Ids of claims.
        these: Vec<String>,
        /// Ids of claims.
        those: Vec<String>,
        /// Who decides.
        author: String,
        /// Why.
        reason: String,
    },
    /// A field of an incident reads as given here.
    Correct {
        /// Id of a claim of the incident.
        claim: String,
        /// `what`, `who`, `whom`, `where`, `when` or `how_many`.
        field: String,
        /// What it should read.
        value: String,
        /// Who decides.
        author: String,
        /// Why.
        reason: String,
    },
    /// A claim was looked at: is it right?
    Review {
        /// Id of the claim.
        claim: String,
        /// `right`, `wrong` or `unsure`.
        verdict: String,
        /// Who looked.
        author: String,
        /// Why; may be empty where it is right.
        #[serde(default)]
        reason: String,
    },
}

/// A decision as it was taken.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Decision {
    /// `join`, `split`, `correct` or `review`.
    pub edit: String,
    /// Ids of the claims that it is about; of a split, one side and then the other.
    pub claims: Vec<String>,
    /// Of a correction, its field.
    pub field: Option<String>,
    /// Of a correction, what it should read; of a review, the verdict.
    pub value: Option<String>,
    /// Who took it.
    pub author: String,
    /// When.
    pub time: String,
    /// Why.
    pub reason: String,
}

/// A decision was kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Decided {
    /// The step of the record's log that holds it.
    pub data_version: i64,
    /// Ids of the incidents that its claims belong to now.
    pub incidents: Vec<String>,
}

/// Claims to look at, drawn at random.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Sample {
    /// The step of the record's log that this answer shows.
    pub data_version: i64,
    /// The seed: the same seed draws the same claims from the same record.
    pub seed: u64,
    /// Claims to draw from.
    pub of: u64,
    /// The claims drawn.
    pub rows: Vec<SampleRow>,
}

/// One claim to look at.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SampleRow {
    /// The claim with its report.
    #[serde(flatten)]
    pub claim: crate::api::ClaimAnswer,
    /// Verdicts that were given, the latest of each author.
    pub verdicts: Vec<Decision>,
}

/// How far two coders agree, over all claims that both looked at.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Agreeing {
    /// The step of the record's log that this answer shows.
    pub data_version: i64,
    /// Pairs of authors.
    pub pairs: Vec<CoderPair>,
    /// For each author, how many claims were looked at and found right.
    pub authors: Vec<AuthorCount>,
}

/// Two coders.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CoderPair {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Claims that both looked at.
    pub claims: u64,
    /// Of these, with one verdict.
    pub agree: u64,
    /// Cohen's kappa; null where it is not defined.
    pub kappa: Option<f64>,
}

/// What one author found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuthorCount {
    /// Who.
    pub author: String,
    /// Claims looked at.
    pub claims: u64,
    /// Found right.
    pub right: u64,
    /// Found wrong.
    pub wrong: u64,
    /// Left open.
    pub unsure: u64,
    /// Share right of those right or wrong, with the 95 % interval after Wilson: low, middle, high; null where there are none.
    #[schema(value_type = Option<Vec<f64>>)]
    pub precision: Option<[f64; 3]>,
}

//! Reports: a row of a list, and one with its text and claims.

use crate::api::CodedClaim;
use serde::Serialize;
use utoipa::ToSchema;

/// One report in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReportRow {
    /// Its id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// News agency whose report it carries.
    pub wire: Option<String>,
    /// Address. Only `http` and `https` are ever told.
    pub url: Option<String>,
    /// SHA-256 of its text.
    pub text_sha256: String,
}

/// One report with its text and everything that it claims.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Report {
    /// The step of the record's log that this answer shows; null for a text that is in no record.
    pub data_version: Option<i64>,
    /// What a list shows of it.
    #[serde(flatten)]
    pub row: ReportRow,
    /// The text that all offsets refer to; null where the record keeps no texts.
    pub text: Option<String>,
    /// Its claims, in the order of the text.
    pub claims: Vec<CodedClaim>,
}

//! Every error as a problem detail (RFC 9457): what went wrong and what to do.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::borrow::Cow;
use utoipa::ToSchema;

/// The addresses of the kinds of problems begin so; what they mean stands in docs/API.md.
const KINDS: &str = "urn:dateline:problem:";

/// A problem detail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Kind of the problem: `urn:dateline:problem:` and a word that stays.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words, the same for all problems of it.
    pub title: Cow<'static, str>,
    /// Status of the answer.
    pub status: u16,
    /// What went wrong this time, and what to do.
    pub detail: String,
    /// Path that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// The parameter that cannot be understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, kind: &str, title: &'static str, detail: impl Into<String>) -> Problem {
        Problem {
            kind: format!("{KINDS}{kind}"),
            title: Cow::Borrowed(title),
            status: status.as_u16(),
            detail: detail.into(),
            instance: None,
            parameter: None,
        }
    }

    /// A parameter cannot be understood.
    pub fn parameter(name: &str, detail: impl Into<String>) -> Problem {
        let problem = Problem::new(StatusCode::BAD_REQUEST, "bad-parameter", "A parameter cannot be understood", detail);
        Problem { parameter: Some(name.to_owned()), ..problem }
    }

    /// A body or header cannot be understood.
    pub fn body(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, "bad-body", "The body cannot be understood", detail)
    }

    /// There is no such thing.
    pub fn not_found(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "not-found", "There is no such thing here", detail)
    }

    /// The route knows other methods.
    pub fn method() -> Problem {
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method", "The route knows other methods", "see the header Allow")
    }

    /// The body is of another kind.
    pub fn media_type(wanted: &str) -> Problem {
        let detail = format!("send Content-Type: {wanted}");
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", "The body is of another kind", detail)
    }

    /// More bytes than are taken.
    pub fn too_large(limit: usize) -> Problem {
        let detail = format!("at most {limit} bytes are taken; larger files go through `dateline record add`");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large", detail)
    }

    /// The question took too long.
    pub fn timeout(seconds: u64) -> Problem {
        let detail = format!("it took longer than {seconds} seconds; narrow the filters");
        Problem::new(StatusCode::REQUEST_TIMEOUT, "timeout", "It took too long", detail)
    }

    /// Not started with `--write`.
    pub fn read_only() -> Problem {
        let detail = "start the server with --write, on a record of your own";
        Problem::new(StatusCode::FORBIDDEN, "read-only", "The record is read-only here", detail)
    }

    /// Asked from another site.
    pub fn foreign_origin() -> Problem {
        let detail = "a page of another site may not ask this";
        Problem::new(StatusCode::FORBIDDEN, "foreign-origin", "Asked from another site", detail)
    }

    /// Asked under a name that is not ours.
    pub fn foreign_host() -> Problem {
        let detail = "ask by number or as localhost; a name of your own is allowed with --host NAME";
        Problem::new(StatusCode::FORBIDDEN, "foreign-host", "Asked under another name", detail)
    }

    /// Without the token.
    pub fn no_token() -> Problem {
        let detail = "send Authorization: Bearer and the token";
        Problem::new(StatusCode::UNAUTHORIZED, "no-token", "The token is missing or wrong", detail)
    }

    /// Too much under way.
    pub fn busy() -> Problem {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Too much work under way", "come back in a few seconds")
    }

    /// A defect of ours. What it was goes to standard error: it may name files.
    pub fn internal(error: impl std::fmt::Display) -> Problem {
        eprintln!("error[internal] {error}");
        let detail = "this is a defect of the program or a damaged record; its standard error tells more";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong", detail)
    }
}

impl From<dateline_store::Error> for Problem {
    fn from(error: dateline_store::Error) -> Problem {
        Problem::internal(error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // A struct of strings always serialises.
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        match status {
            StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(RETRY_AFTER, HeaderValue::from_static("2"));
            }
            StatusCode::UNAUTHORIZED => {
                headers.insert("www-authenticate", HeaderValue::from_static("Bearer"));
            }
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}

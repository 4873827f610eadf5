//! A question as it comes in, and the way of its answer: filters, ETag, kept answers.

use crate::Shared;
use crate::cache::Cache;
use crate::desk::lock;
use crate::parameters::Parameters;
use crate::problem::Problem;
use axum::body::{Body, Bytes};
use axum::extract::FromRequestParts;
use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use dateline_store::Store;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A question: path and parameters, and what the asker has already.
pub(crate) struct Ask {
    /// Path and query as they came; what makes the ETag.
    pub path: String,
    /// The parameters.
    pub query: Parameters,
    pub if_none_match: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Ask {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Ask, Problem> {
        let query = Parameters::parse(parts.uri.query().unwrap_or(""))?;
        let tag = parts.headers.get_all(IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok()).collect::<Vec<_>>().join(",");
        let path = parts.uri.path_and_query().map_or_else(String::new, |p| p.as_str().to_owned());
        Ok(Ask { path, query, if_none_match: Some(tag).filter(|t| !t.is_empty()) })
    }
}

/// What a question came to.
pub(crate) enum Answer {
    /// JSON.
    Json(Bytes),
    /// The thing is at another address.
    Moved(String),
}

impl Answer {
    /// JSON of a value.
    pub fn json<T: Serialize>(value: &T) -> Result<Answer, Problem> {
        serde_json::to_vec(value).map(|bytes| Answer::Json(bytes.into())).map_err(Problem::internal)
    }
}

impl Ask {
    /// The question that somebody without any answer yet asks by a path and query.
    pub fn of(path: &str) -> Result<Ask, Problem> {
        let query = Parameters::parse(path.split_once('?').map_or("", |(_, query)| query))?;
        Ok(Ask { path: path.to_owned(), query, if_none_match: None })
    }

    /// Refuses parameters that the route does not know.
    pub fn knows(self, groups: &[&[&str]]) -> Result<Ask, Problem> {
        self.query.known(groups)?;
        Ok(self)
    }

    /// Answers from the record, with an ETag; from what is kept where nothing changed.
    pub async fn answer(
        self,
        shared: &Arc<Shared>,
        work: impl FnOnce(&Store, &Parameters) -> Result<Answer, Problem> + Send + 'static,
    ) -> Response {
        let desk = shared.clone();
        let answered = shared.desk.turn(move || {
            desk.desk.ask(|store| {
                let tag = tag(&version(store)?, &desk.seed, &self.path);
                if self.if_none_match.as_ref().is_some_and(|sent| matches(sent, &tag)) {
                    return Ok((tag, None));
                }
                if let Some(kept) = lock::<Cache>(&desk.cache).get(&tag) {
                    return Ok((tag, Some(Answer::Json(kept))));
                }
                let answer = work(store, &self.query)?;
                if let Answer::Json(bytes) = &answer {
                    lock(&desk.cache).put(tag.clone(), bytes.clone());
                }
                Ok((tag, Some(answer)))
            })
        });
        match answered.await {
            Ok((tag, answer)) => respond(&tag, answer),
            Err(problem) => problem.into_response(),
        }
    }
}

/// The answer with its ETag.
fn respond(tag: &str, answer: Option<Answer>) -> Response {
    let mut response = match answer {
        None => StatusCode::NOT_MODIFIED.into_response(),
        Some(Answer::Json(bytes)) => {
            let mut response = Response::new(Body::from(bytes));
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            response
        }
        Some(Answer::Moved(to)) => {
            let mut response = StatusCode::PERMANENT_REDIRECT.into_response();
            match HeaderValue::from_str(&to) {
                Ok(to) => response.headers_mut().insert(LOCATION, to),
                Err(error) => return Problem::internal(error).into_response(),
            };
            // Where it leads may change with the next join.
            return response;
        }
    };
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}

/// What an answer depends on: the state that is joined, and the log, which holds decisions and reviews that change no incident.
pub(crate) fn version(store: &Store) -> Result<String, Problem> {
    Ok(format!("{}.{}", store.data_version()?, store.step(None)?))
}

/// Data version, program and question, hashed. Weak: compressed or not, it is the same answer.
pub(crate) fn tag(version: &str, seed: &str, path: &str) -> String {
    let hash = Sha256::digest(format!("{version}\n{seed}\n{path}").as_bytes());
    let hex: String = hash.iter().take(12).map(|b| format!("{b:02x}")).collect();
    format!("W/\"{version}-{hex}\"")
}

/// Whether a list of tags as sent holds ours.
pub(crate) fn matches(sent: &str, tag: &str) -> bool {
    let bare = |t: &str| t.trim().trim_start_matches("W/").to_owned();
    sent.trim() == "*" || sent.split(',').any(|t| bare(t) == bare(tag))
}

/// A part of a path, as it stands in an address.
pub(crate) fn segment(part: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    part.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

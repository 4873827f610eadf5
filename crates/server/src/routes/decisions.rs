//! What people decide: joins, splits, corrections, reviews.

use crate::Shared;
use crate::adding::now;
use crate::api::{Decided, Decision, DecisionRequest, List, PageParams};
use crate::ask::{Answer, Ask};
use crate::parameters::{PAGES, Parameters};
use crate::problem::Problem;
use crate::routes::{by_position, read};
use crate::views;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dateline_record::{ClaimKey, Edit, Overlay, read_correction};
use dateline_store::Store;
use std::sync::Arc;

/// Claims of one decision.
const CLAIMS: usize = 200;
/// Characters of an author's name, of a value, of a reason.
const WORDS: usize = 2_000;
const FIELDS: &[&str] = &["what", "who", "whom", "where", "when", "how_many"];
/// What a review can find.
pub(crate) const VERDICTS: &[&str] = &["right", "wrong", "unsure"];

/// What people decided, latest first.
#[utoipa::path(get, path = "/api/v1/decisions", tag = "decisions", params(PageParams),
    responses((status = 200, body = List<Decision>)))]
pub(crate) async fn decisions(State(shared): State<Arc<Shared>>, ask: Ask) -> Result<Response, Problem> {
    let ask = ask.knows(&[PAGES])?;
    let work = move |store: &Store, query: &Parameters| {
        let step = store.step(None)?;
        let paging = by_position(query, step)?;
        let skip: usize = paging.after.and_then(|a| a.parse().ok()).unwrap_or(0);
        let all = store.overlays(step)?;
        let total = all.len();
        let rows: Vec<Decision> = all.into_iter().rev().skip(skip).take(paging.limit).map(views::decision).collect();
        let end = skip + rows.len();
        let next = (end < total && !rows.is_empty()).then(|| format!("{step}.{end}"));
        let data_version = store.data_version()?;
        Answer::json(&List { data_version, total: total as u64, of: total as u64, next, rows })
    };
    Ok(ask.answer(&shared, work).await)
}

/// Takes a decision. Only with `--write`.
#[utoipa::path(post, path = "/api/v1/decisions", tag = "decisions", request_body = DecisionRequest,
    responses((status = 201, body = Decided), (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn decide(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Problem> {
    if !shared.options.write {
        return Err(Problem::read_only());
    }
    let request: DecisionRequest = read::body(request, shared.options.limits.read_bytes as usize).await?;
    let with = shared.clone();
    let decided = shared.desk.turn(move || with.desk.write(|store| take(store, request))).await?;
    Ok((StatusCode::CREATED, Json(decided)).into_response())
}

fn take(store: &mut Store, request: DecisionRequest) -> Result<Decided, Problem> {
    let (edit, author, reason, ids) = match request {
        DecisionRequest::Join { claims, author, reason } => {
            if claims.len() < 2 {
                return Err(Problem::body("claims: name two or more"));
            }
            (Edit::Join { claims: keys(store, &claims)? }, author, needed("reason", reason)?, claims)
        }
        DecisionRequest::Split { these, those, author, reason } => {
            if these.is_empty() || those.is_empty() {
                return Err(Problem::body("these, those: name one claim or more on each side"));
            }
            if these.iter().any(|id| those.contains(id)) {
                return Err(Problem::body("these, those: a claim stands on both sides"));
            }
            let edit = Edit::Split { these: keys(store, &these)?, those: keys(store, &those)? };
            (edit, author, needed("reason", reason)?, [these, those].concat())
        }
        DecisionRequest::Correct { claim, field, value, author, reason } => {
            if !FIELDS.contains(&field.as_str()) {
                return Err(Problem::body(format!("field: it is one of {}", FIELDS.join(", "))));
            }
            let value = needed("value", value)?;
            read_correction(&field, &value).map_err(Problem::body)?;
            let edit = Edit::Correct { claim: key(store, &claim)?, field, value, known: None };
            (edit, author, needed("reason", reason)?, vec![claim])
        }
        DecisionRequest::Review { claim, verdict, author, reason } => {
            if !VERDICTS.contains(&verdict.as_str()) {
                return Err(Problem::body(format!("verdict: it is one of {}", VERDICTS.join(", "))));
            }
            let reason = if verdict == "right" { short("reason", reason)? } else { needed("reason", reason)? };
            (Edit::Review { claim: key(store, &claim)?, verdict }, author, reason, vec![claim])
        }
    };
    let overlay = Overlay { edit, author: needed("author", author)?, time: now(), reason };
    let joins = !matches!(overlay.edit, Edit::Review { .. });
    store.decide(&overlay)?;
    if joins {
        store.refresh()?;
    }
    let mut incidents = Vec::new();
    for id in ids {
        if let Some(row) = store.incident_row(&id)?
            && !incidents.contains(&row.id)
        {
            incidents.push(row.id);
        }
    }
    Ok(Decided { data_version: store.data_version()?, incidents })
}

fn keys(store: &Store, ids: &[String]) -> Result<Vec<ClaimKey>, Problem> {
    if ids.len() > CLAIMS {
        return Err(Problem::body(format!("at most {CLAIMS} claims at once")));
    }
    ids.iter().map(|id| key(store, id)).collect()
}

fn key(store: &Store, id: &str) -> Result<ClaimKey, Problem> {
    let found = store.claim(id)?.ok_or_else(|| Problem::not_found("a claim that the decision names is not in the record"))?;
    Ok(ClaimKey::of(&found.claim))
}

fn needed(name: &str, value: String) -> Result<String, Problem> {
    let value = short(name, value)?;
    if value.is_empty() { Err(Problem::body(format!("{name}: it must not be empty"))) } else { Ok(value) }
}

fn short(name: &str, value: String) -> Result<String, Problem> {
    if value.chars().count() > WORDS {
        return Err(Problem::body(format!("{name}: at most {WORDS} characters")));
    }
    Ok(value.trim().to_owned())
}

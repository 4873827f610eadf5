//! What is sent to be read: a text at once, files with progress, into the record where the server may write.

use crate::Shared;
use crate::api::{JobStarted, ReadAnswer, ReadRequest};
use crate::jobs::Progress;
use crate::problem::Problem;
use crate::upload::{Files, take as take_files};
use crate::{adding, reading};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// A JSON body: of the right kind, not too large, understood.
pub(crate) async fn body<T: DeserializeOwned>(request: Request, limit: usize) -> Result<T, Problem> {
    let kind = kind(request.headers());
    if kind != "application/json" {
        return Err(Problem::media_type("application/json"));
    }
    let bytes = match Bytes::from_request(request, &()).await {
        Ok(bytes) => bytes,
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => return Err(Problem::too_large(limit)),
        Err(error) => return Err(Problem::body(error.body_text())),
    };
    serde_json::from_slice(&bytes).map_err(|e| Problem::body(e.to_string()))
}

fn kind(headers: &HeaderMap) -> String {
    let told = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    told.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

async fn files(request: Request, limit: usize) -> Result<Files, Problem> {
    if kind(request.headers()) != "multipart/form-data" {
        return Err(Problem::media_type("multipart/form-data"));
    }
    let form = Multipart::from_request(request, &()).await.map_err(|e| Problem::body(e.body_text()))?;
    take_files(form, limit).await
}

/// Reads a text at once. The record is not touched.
#[utoipa::path(post, path = "/api/v1/read", tag = "reading", request_body = ReadRequest,
    responses((status = 200, body = ReadAnswer), (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn read(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Problem> {
    let request: ReadRequest = body(request, shared.options.limits.read_bytes as usize).await?;
    let with = shared.clone();
    let answer = shared.desk.turn(move || reading::text(&with.engine, request)).await?;
    Ok(Json(answer).into_response())
}

/// Reads files. The record is not touched; the answer stands in the job once it is done.
#[utoipa::path(post, path = "/api/v1/read/files", tag = "reading",
    request_body(content = Vec<u8>, content_type = "multipart/form-data", description = "files, under any names"),
    responses((status = 202, body = JobStarted), (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn read_files(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Problem> {
    let files = files(request, shared.options.limits.upload_bytes as usize).await?;
    begin(&shared, "read", files, |shared, files, progress| {
        let answer = reading::files(&shared.engine, &files.paths, &root(files), progress);
        progress.tell(|job| {
            job.state = "done".to_owned();
            job.bytes_read = job.bytes;
            job.answer = Some(Box::new(answer));
        });
        Ok(())
    })
}

/// Reads files and adds them to the record. Only with `--write`.
#[utoipa::path(post, path = "/api/v1/record/add", tag = "record",
    request_body(content = Vec<u8>, content_type = "multipart/form-data", description = "files, under any names"),
    responses((status = 202, body = JobStarted), (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn add(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Problem> {
    if !shared.options.write {
        return Err(Problem::read_only());
    }
    let files = files(request, shared.options.limits.upload_bytes as usize).await?;
    begin(&shared, "add", files, |shared, files, progress| {
        shared.desk.write(|store| adding::add(store, &shared.engine, &files.paths, &root(files), progress))?;
        progress.tell(|job| {
            job.state = "done".to_owned();
            job.bytes_read = job.bytes;
        });
        Ok(())
    })
}

/// The folder that the files were kept in, as it begins the names in messages: each file has a numbered one of its own.
fn root(files: &Files) -> String {
    files.folder.path().to_string_lossy().into_owned()
}

type Work = fn(&Shared, &Files, &Progress) -> Result<(), Problem>;

fn begin(shared: &Arc<Shared>, work: &str, files: Files, run: Work) -> Result<Response, Problem> {
    let (job, progress) = shared.jobs.begin(work, files.bytes)?;
    let with = shared.clone();
    // A thread of its own, beside the turns of questions: it may take minutes.
    tokio::task::spawn_blocking(move || {
        if let Err(problem) = run(&with, &files, &progress) {
            progress.tell(|job| {
                job.state = "failed".to_owned();
                job.error = Some(problem.detail);
            });
        }
    });
    let href = format!("/api/v1/jobs/{}", job.id);
    let started = JobStarted { events: format!("{href}/events"), href, id: job.id };
    let mut response = (StatusCode::ACCEPTED, Json(&started)).into_response();
    if let Ok(href) = started.href.parse() {
        response.headers_mut().insert(axum::http::header::LOCATION, href);
    }
    Ok(response)
}

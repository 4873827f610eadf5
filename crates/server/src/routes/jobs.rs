//! Where a job stands, once or as it goes.

use crate::Shared;
use crate::api::Job;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::sync::Arc;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

/// Where a job stands.
#[utoipa::path(get, path = "/api/v1/jobs/{id}", tag = "reading", params(("id" = String, Path, description = "id of a job")),
    responses((status = 200, body = Job), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn job(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Result<Response, Problem> {
    let job = shared.jobs.find(&id)?.borrow().clone();
    Ok(Json(job).into_response())
}

/// Progress as server-sent events: `progress`, and at the end `done` or `failed`; the data of each is a job without its answer.
#[utoipa::path(get, path = "/api/v1/jobs/{id}/events", tag = "reading", params(("id" = String, Path, description = "id of a job")),
    responses((status = 200, content_type = "text/event-stream", body = Job), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn events(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Result<Response, Problem> {
    let receiver = shared.jobs.find(&id)?;
    Ok(Sse::new(told(WatchStream::new(receiver))).keep_alive(KeepAlive::default()).into_response())
}

/// Each state of the job, up to and with the last. Where states follow faster than they are read, some are passed over.
fn told(states: WatchStream<Job>) -> impl Stream<Item = Result<Event, Infallible>> {
    let mut over = false;
    let until = states.map_while(move |job| {
        if over {
            return None;
        }
        over = job.state != "running";
        Some(job)
    });
    until.map(|job| {
        let name = if job.state == "running" { "progress".to_owned() } else { job.state.clone() };
        let job = Job { answer: None, ..job };
        Ok(Event::default().event(name).json_data(&job).unwrap_or_default())
    })
}

//! All routes, and what every request passes on its way in and out.

use crate::problem::Problem;
use crate::routes::{decisions, export, incidents, jobs, ledgers, meta, read, reports, review, spread};
use crate::{Shared, api, headers, page};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use utoipa::OpenApi;

/// A question is answered by then.
const QUESTION: u64 = 30;
/// What is sent in is there, and a decision is joined, by then.
const WORK: u64 = 600;

/// How hard answers are packed, of 9.
const PACKING: i32 = 4;

/// The description of the API, generated from the routes and types.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Dateline",
        description = "Who did what to whom, when, where, according to whom: claims of news reports, joined into incidents.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        meta::meta,
        incidents::incidents,
        incidents::incident,
        incidents::why,
        incidents::disputes,
        ledgers::agreements,
        spread::timeline,
        spread::map,
        ledgers::tolls,
        ledgers::control,
        ledgers::sources,
        ledgers::search,
        reports::reports,
        reports::report,
        reports::claims,
        reports::claim,
        export::export,
        read::read,
        read::read_files,
        read::add,
        jobs::job,
        jobs::events,
        decisions::decisions,
        decisions::decide,
        review::sample,
        review::agreement,
    ),
    components(schemas(api::ReadAnswer))
)]
struct Description;

/// The OpenAPI document, as JSON with line breaks.
pub fn openapi() -> String {
    let mut document = Description::openapi();
    document.info.version = "v1".to_owned();
    document.to_pretty_json().unwrap_or_default()
}

/// The table of contents.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let (text, files) = (shared.options.limits.read_bytes as usize, shared.options.limits.upload_bytes as usize);
    let views = Router::new()
        .route("/meta", get(meta::meta))
        .route("/incidents", get(incidents::incidents))
        .route("/incidents/{id}", get(incidents::incident))
        .route("/why/{id}", get(incidents::why))
        .route("/disputes", get(incidents::disputes))
        .route("/agreements", get(ledgers::agreements))
        .route("/timeline", get(spread::timeline))
        .route("/map", get(spread::map))
        .route("/tolls", get(ledgers::tolls))
        .route("/control", get(ledgers::control))
        .route("/sources", get(ledgers::sources))
        .route("/search", get(ledgers::search))
        .route("/reports", get(reports::reports))
        .route("/reports/{id}", get(reports::report))
        .route("/claims", get(reports::claims))
        .route("/claims/{id}", get(reports::claim))
        .route("/export/{format}", get(export::export))
        .route("/jobs/{id}", get(jobs::job))
        .route("/jobs/{id}/events", get(jobs::events))
        .route("/review/sample", get(review::sample))
        .route("/review/agreement", get(review::agreement))
        .route("/openapi.json", get(document))
        .route("/read", post(read::read).layer(DefaultBodyLimit::max(text)))
        .route("/decisions", get(decisions::decisions).post(decisions::decide).layer(DefaultBodyLimit::max(text)))
        .route("/read/files", post(read::read_files).layer(DefaultBodyLimit::max(files)))
        .route("/record/add", post(read::add).layer(DefaultBodyLimit::max(files)));
    Router::new()
        .nest("/api/v1", views)
        .fallback(page::page)
        .method_not_allowed_fallback(|| async { Problem::method() })
        // Rather quick than small: most answers go no farther than this machine. Nearly as small as at the usual 6, in half of its time.
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(PACKING)))
        .layer(from_fn_with_state(shared.clone(), pass))
        .with_state(shared)
}

async fn document() -> Response {
    let mut response = openapi().into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// Who may ask; for how long; and on the way out the headers that all answers carry. Every error leaves as a problem detail.
async fn pass(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = match shared.options.guard.admit(request.method(), request.uri(), request.headers()) {
        Ok(()) => {
            let seconds = if request.method().is_safe() { QUESTION } else { WORK };
            let limit = Duration::from_secs(seconds);
            match tokio::time::timeout(limit, next.run(request)).await {
                Ok(response) => response,
                Err(_) => Problem::timeout(seconds).into_response(),
            }
        }
        Err(problem) => problem.into_response(),
    };
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        let known = response.extensions_mut().remove::<Problem>();
        let problem = known.unwrap_or_else(|| other(status));
        let allow = response.headers().get("allow").cloned();
        response = Problem { instance: Some(path.clone()), ..problem }.into_response();
        if let Some(allow) = allow {
            response.headers_mut().insert("allow", allow);
        }
    }
    headers::secure(&path, response.headers_mut());
    response
}

/// An error that the web framework found.
fn other(status: StatusCode) -> Problem {
    match status {
        StatusCode::NOT_FOUND => Problem::not_found("there is no such route"),
        StatusCode::METHOD_NOT_ALLOWED => Problem::method(),
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(0),
        status if status.is_client_error() => Problem::body("the address or the body cannot be understood"),
        status => Problem::internal(status),
    }
}

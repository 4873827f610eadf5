//! The page that the program carries.

use crate::ask::matches;
use crate::problem::Problem;
use axum::body::Body;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/page"]
struct Page;

/// A file of the page; for any other path without an ending the page itself, which finds its view in the address.
pub(crate) async fn page(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if uri.path().starts_with("/api/") || uri.path() == "/api" {
        return Problem::not_found("there is no such route; /api/v1/openapi.json lists them").into_response();
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        return not_allowed("GET,HEAD");
    }
    let path = uri.path().trim_start_matches('/');
    let name = if Page::get(path).is_some() { path } else { "index.html" };
    // Views have ids in their path, which may end in anything; files stand under assets/ or at the top.
    if name != path && (path.starts_with("assets/") || !path.contains('/') && media_type(path) != OTHER) {
        return Problem::not_found("the page has no such file").into_response();
    }
    let Some(file) = Page::get(name) else { return Problem::not_found("this program carries no page").into_response() };
    let hex: String = file.metadata.sha256_hash().iter().take(12).map(|b| format!("{b:02x}")).collect();
    let tag = format!("W/\"{hex}\"");
    let mut response = match headers.get(IF_NONE_MATCH).and_then(|v| v.to_str().ok()) {
        Some(sent) if matches(sent, &tag) => StatusCode::NOT_MODIFIED.into_response(),
        _ => Response::new(Body::from(file.data)),
    };
    let all = response.headers_mut();
    all.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        all.insert(ETAG, tag);
    }
    // Names under assets/ hold a hash of what the file holds.
    if name.starts_with("assets/") {
        all.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    }
    response
}

/// The route knows other methods.
pub(crate) fn not_allowed(allow: &'static str) -> Response {
    let mut response = Problem::method().into_response();
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(allow));
    response
}

const OTHER: &str = "application/octet-stream";

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => OTHER,
    }
}

//! Headers that every answer carries.

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// Scripts and styles from here alone, none of them inline; nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The same, for what other sites may show in a frame.
const EMBEDDED: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

/// Whether other sites may show a path in a frame: views made for that, which can change nothing.
fn embeddable(path: &str) -> bool {
    path.starts_with("/embed/")
}

/// Adds the headers to the answer for `path`.
pub(crate) fn secure(path: &str, headers: &mut HeaderMap) {
    let fixed = |name: HeaderName, value: &'static str| (name, HeaderValue::from_static(value));
    let policy = if embeddable(path) { EMBEDDED } else { POLICY };
    let mut all = vec![
        fixed(CONTENT_SECURITY_POLICY, policy),
        fixed(X_CONTENT_TYPE_OPTIONS, "nosniff"),
        fixed(REFERRER_POLICY, "no-referrer"),
        fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        fixed(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        fixed(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    if !embeddable(path) {
        all.push(fixed(X_FRAME_OPTIONS, "DENY"));
    }
    for (name, value) in all {
        headers.insert(name, value);
    }
    // Data may be kept, but asked for each time; files with a hash in their name set their own.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
}

//! What is refused, and how: every error a problem detail, nothing that takes the server down.

use crate::served::Served;
use dateline_server::guard::{Guard, hash_of};
use dateline_server::{Options, api::Limits};
use serde_json::json;

#[test]
fn every_error_is_a_problem_detail() {
    let served = Served::examples();
    let get = |path: &str, status: u16, kind: &str| {
        let got = served.get(path);
        assert_eq!((got.status, got.problem().as_str()), (status, kind), "{path}");
        got
    };
    let parameter = |path: &str, name: &str| {
        assert_eq!(get(&format!("/api/v1/{path}"), 400, "bad-parameter").json()["parameter"], name, "{path}");
    };
    get("/api/v1/nothing", 404, "not-found");
    get("/api/v2/meta", 404, "not-found");
    get("/api", 404, "not-found");
    get("/api/v1/incidents/i0123456789abcdef", 404, "not-found");
    get("/api/v1/incidents/%00", 404, "not-found");
    get("/api/v1/claims/x", 404, "not-found");
    get("/api/v1/reports/x", 404, "not-found");
    get("/api/v1/why/x", 404, "not-found");
    get("/api/v1/export/docx", 404, "not-found");
    get("/api/v1/jobs/j9", 404, "not-found");
    get("/assets/none.js", 404, "not-found");
    parameter("incidents?actr=ARM", "actr");
    parameter("incidents?from=yesterday", "from");
    parameter("incidents?from=2023-01-01&from=2023-01-02", "from");
    parameter("incidents?limit=0", "limit");
    parameter("incidents?limit=1001", "limit");
    parameter("map?ids=21", "ids");
    parameter("incidents?after=x", "after");
    parameter("control?after=1.x", "after");
    parameter("control?after=99.0", "after");
    parameter("claims?after=1.2", "after");
    parameter("incidents?standing=sure", "standing");
    parameter("incidents?bbox=1,2,3", "bbox");
    parameter("incidents?as_of=soon", "as_of");
    parameter("timeline?lanes=mood", "lanes");
    parameter("timeline?bins=hour", "bins");
    parameter("search", "q");
    parameter("meta?x=1", "x");
    parameter("incidents/x?actor=ARM", "actor");
    parameter("review/sample?n=1000", "n");
    parameter(&format!("incidents?words={}", "a".repeat(500)), "words");
    parameter(&format!("incidents?words={}", "a".repeat(5000)), "query");
    // A path that is no text.
    let bad = served.get("/api/v1/incidents/%ff");
    assert_eq!((bad.status, bad.problem().as_str()), (400, "bad-body"));
    let wrong = served.post("/api/v1/incidents", "application/json", b"{}");
    assert_eq!((wrong.status, wrong.problem().as_str()), (405, "method"));
    assert!(wrong.header("allow").contains("GET"), "{:?}", wrong.headers);
    let wrong = served.post("/", "application/json", b"{}");
    assert_eq!((wrong.status, wrong.problem().as_str(), wrong.header("allow")), (405, "method", "GET,HEAD"));
    let kind = served.post("/api/v1/read", "text/plain", b"{}");
    assert_eq!((kind.status, kind.problem().as_str()), (415, "media-type"));
    for body in ["", "{", "[]", "{\"text\": 1}", "{\"text\": \"a\", \"colour\": 1}", "{\"text\": \"a\", \"date\": \"soon\"}"] {
        let got = served.post("/api/v1/read", "application/json", body.as_bytes());
        assert_eq!((got.status, got.problem().as_str()), (400, "bad-body"), "{body}");
    }
    let form = served.post("/api/v1/read/files", "multipart/form-data; boundary=x", b"nonsense");
    assert_eq!((form.status, form.problem().as_str()), (400, "bad-body"));
    for (path, body) in [
        ("/api/v1/record/add", json!({})),
        ("/api/v1/decisions", json!({"edit": "join", "claims": ["a", "b"], "author": "A", "reason": "r"})),
    ] {
        let got = served.post_json(path, &body);
        assert_eq!((got.status, got.problem().as_str()), (403, "read-only"));
    }
}

#[test]
fn bounds_hold() {
    let limits = Limits { read_bytes: 1000, upload_bytes: 5000, page: 1000 };
    let served = Served::with(Options { limits, ..Options::default() });
    let long = json!({ "text": "a ".repeat(2000) });
    let got = served.post_json("/api/v1/read", &long);
    assert_eq!((got.status, got.problem().as_str()), (413, "too-large"));
    let long = "a ".repeat(4000);
    let got = served.post_files("/api/v1/read/files", &[("a.txt", long.as_str())]);
    assert_eq!((got.status, got.problem().as_str()), (413, "too-large"));
    // A body that says nothing of its length is counted as it comes.
    let chunk = "x".repeat(3000);
    let request = format!(
        "POST /api/v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{:x}\r\n{chunk}\r\n0\r\n\r\n",
        chunk.len()
    );
    assert_eq!(served.raw(&request).0, 413);
    // A head without an end, and lines that are no HTTP.
    let (status, _) = served.raw(&format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "a".repeat(100_000)));
    assert!(matches!(status, 0 | 400 | 431), "{status}");
    assert!(matches!(served.raw("\0\0\0\r\n\r\n").0, 0 | 400));
    assert_eq!(served.get("/api/v1/meta").status, 200);
}

#[test]
fn asked_under_a_foreign_name() {
    let served = Served::examples();
    let ask = |host: &str| served.raw(&format!("GET /api/v1/meta HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    assert_eq!(ask("localhost").0, 200);
    assert_eq!(ask("127.0.0.1:8477").0, 200);
    let (status, answer) = ask("rebound.example");
    assert!(status == 403 && answer.contains("foreign-host"), "{answer}");
    // Nor does the page itself answer to it.
    assert_eq!(served.raw("GET / HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n").0, 403);
    assert_eq!(served.raw("GET / HTTP/1.0\r\n\r\n").0, 403);
}

#[test]
fn asked_from_a_foreign_page() {
    let served = Served::examples();
    let post = |headers: &str| {
        let body = "{\"text\":\"Fire.\"}";
        served.raw(&format!(
            "POST /api/v1/read HTTP/1.1\r\nHost: localhost:1\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}",
            body.len()
        ))
    };
    assert_eq!(post("").0, 200);
    assert_eq!(post("Origin: http://localhost:1\r\nSec-Fetch-Site: same-origin\r\n").0, 200);
    for headers in ["Origin: http://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n"] {
        let (status, answer) = post(headers);
        assert!(status == 403 && answer.contains("foreign-origin"), "{answer}");
    }
    // And no answer says that another page may read it.
    let got = served.get_with("/api/v1/meta", &[("origin", "http://evil.example")]);
    assert!(!got.headers.keys().any(|h| h.starts_with("access-control")));
}

#[test]
fn with_a_token_only() {
    let guard = Guard { hosts: vec![], token: Some(hash_of("open sesame")) };
    let served = Served::with(Options { guard, ..Options::default() });
    let got = served.get("/api/v1/meta");
    assert_eq!((got.status, got.problem().as_str(), got.header("www-authenticate")), (401, "no-token", "Bearer"));
    assert_eq!(served.get_with("/api/v1/meta", &[("authorization", "Bearer open")]).status, 401);
    assert_eq!(served.get_with("/api/v1/meta", &[("authorization", "Bearer open sesame")]).status, 200);
    // The page has to come, to ask for it.
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn every_answer_carries_the_headers() {
    let served = Served::examples();
    for path in ["/", "/api/v1/meta", "/api/v1/nothing", "/incident/x", "/assets/none.js"] {
        let got = served.get(path);
        let policy = got.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("http:"), "{path}");
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(got.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(got.header("x-frame-options"), "DENY", "{path}");
    }
    let embedded = served.get("/embed/timeline");
    assert_eq!(embedded.status, 200);
    assert!(embedded.header("content-security-policy").contains("frame-ancestors *"));
    assert_eq!(embedded.header("x-frame-options"), "");
}

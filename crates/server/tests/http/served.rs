//! A server that runs while a test asks it.

use dateline_engine::{Engine, Report};
use dateline_record::Source;
use dateline_server::{Options, Server};
use dateline_store::Store;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::Duration;

/// Loading the model takes longer than most tests.
pub fn engine() -> Arc<Engine> {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    ENGINE.get_or_init(|| Arc::new(Engine::new(dateline_engine::Options::default()))).clone()
}

pub struct Served {
    pub address: SocketAddr,
    end: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    agent: ureq::Agent,
}

/// An answer.
pub struct Got {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub bytes: Vec<u8>,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&self.bytes)))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v)
    }

    /// The word at the end of the type of a problem; panics where it is none.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", String::from_utf8_lossy(&self.bytes));
        let value = self.json();
        assert_eq!(value["status"], self.status);
        for field in ["title", "detail", "instance"] {
            assert!(value[field].as_str().is_some_and(|t| !t.is_empty()), "{field}: {value}");
        }
        value["type"].as_str().unwrap().strip_prefix("urn:dateline:problem:").unwrap().to_owned()
    }
}

impl Served {
    pub fn examples() -> Served {
        Served::with(Options::default())
    }

    pub fn file(path: &Path, write: bool) -> Served {
        Served::with(Options { record: Some(path.to_owned()), write, ..Options::default() })
    }

    pub fn with(options: Options) -> Served {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = Server::new(options, engine()).unwrap();
        let (end, ended) = tokio::sync::oneshot::channel();
        let run = move || server.run(listener, async { drop(ended.await) }).unwrap();
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(120)))
            .build()
            .into();
        Served { address, end: Some(end), thread: Some(std::thread::spawn(run)), agent }
    }

    pub fn get(&self, path: &str) -> Got {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        let mut request = self.agent.get(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        got(request.call().unwrap())
    }

    pub fn post(&self, path: &str, kind: &str, body: &[u8]) -> Got {
        let request = self.agent.post(format!("http://{}{path}", self.address)).header("content-type", kind);
        got(request.send(body).unwrap())
    }

    pub fn post_json(&self, path: &str, body: &Value) -> Got {
        self.post(path, "application/json", body.to_string().as_bytes())
    }

    /// Sends files as a form.
    pub fn post_files(&self, path: &str, files: &[(&str, &str)]) -> Got {
        let mut body = String::new();
        for (name, text) in files {
            body += &format!(
                "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n{text}\r\n"
            );
        }
        body += "--cut--\r\n";
        self.post(path, "multipart/form-data; boundary=cut", body.as_bytes())
    }

    /// JSON of an answer that must be 200.
    pub fn json(&self, path: &str) -> Value {
        let got = self.get(path);
        assert_eq!(got.status, 200, "{path}: {}", String::from_utf8_lossy(&got.bytes));
        got.json()
    }

    /// All rows of a list, page by page.
    pub fn rows(&self, path: &str) -> Vec<Value> {
        let (mut rows, mut after) = (Vec::new(), String::new());
        loop {
            let join = if path.contains('?') { '&' } else { '?' };
            let page = self.json(&format!("{path}{join}after={}", encode(&after)));
            rows.extend(page["rows"].as_array().unwrap().iter().cloned());
            match page["next"].as_str() {
                Some(next) => after = next.to_owned(),
                None => {
                    assert_eq!(rows.len() as u64, page["total"].as_u64().unwrap(), "{path}");
                    return rows;
                }
            }
        }
    }

    /// A request word for word; status and body of the answer. Status 0: the connection was closed without one.
    pub fn raw(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let _ = stream.write_all(request.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        (status, answer)
    }

    /// Waits for a job to end.
    pub fn done(&self, started: &Value) -> Value {
        for _ in 0..600 {
            let job = self.json(started["href"].as_str().unwrap());
            if job["state"] != "running" {
                return job;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("a job without an end");
    }

    /// Ends the server as Ctrl-C would, and waits until it has ended.
    pub fn end(mut self) {
        self.stop();
    }

    fn stop(&mut self) {
        if let (Some(end), Some(thread)) = (self.end.take(), self.thread.take()) {
            let _ = end.send(());
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking());
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop();
    }
}

fn got(mut response: ureq::http::Response<ureq::Body>) -> Got {
    let text = |v: &ureq::http::HeaderValue| String::from_utf8_lossy(v.as_bytes()).into_owned();
    let headers = response.headers().iter().map(|(k, v)| (k.to_string(), text(v))).collect();
    let bytes = response.body_mut().with_config().limit(256 << 20).read_to_vec().unwrap();
    Got { status: response.status().as_u16(), headers, bytes }
}

pub fn encode(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") }).collect()
}

/// A record in a file, with one report a text: id, day, text.
pub fn record(path: &Path, texts: &[(&str, &str, &str)]) {
    let mut store = Store::create(path).unwrap();
    for (id, day, text) in texts {
        add(&mut store, id, day, text);
    }
    store.refresh().unwrap();
}

pub fn add(store: &mut Store, id: &str, day: &str, text: &str) {
    let mut report = Report::new(id, text);
    report.published = Some(day.parse().unwrap());
    let claims = engine().read(&report).claims;
    store.add(&Source::new(&report, claims), Some(text), engine().coder(), "2026-01-01T00:00:00Z").unwrap();
}

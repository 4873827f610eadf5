//! A web server on this machine, for one test alone.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A web server of one thread: what it has under each path, and what it was asked.
#[derive(Default)]
pub(crate) struct Site {
    /// Status, headers, body by path.
    pages: BTreeMap<String, (u16, Vec<(String, String)>, String)>,
    /// First line of each request, its conditional headers, its body.
    asked: Vec<(String, String, String)>,
}

pub(crate) struct Server {
    pub(crate) address: String,
    site: Arc<Mutex<Site>>,
}

impl Server {
    pub(crate) fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let site = Arc::new(Mutex::new(Site::default()));
        let shared = site.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = answer(stream, &shared);
            }
        });
        Server { address, site }
    }

    pub(crate) fn put(&self, path: &str, status: u16, headers: &[(&str, &str)], body: &str) {
        let headers = headers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        self.site.lock().unwrap().pages.insert(path.to_owned(), (status, headers, body.to_owned()));
    }

    /// How often something was asked since [`asked`](Server::asked) was called, without `robots.txt`.
    pub(crate) fn count(&self) -> usize {
        self.site.lock().unwrap().asked.len()
    }

    /// What was asked since the last time, without `robots.txt`.
    pub(crate) fn asked(&self) -> Vec<(String, String, String)> {
        std::mem::take(&mut self.site.lock().unwrap().asked)
    }
}

fn answer(stream: TcpStream, site: &Mutex<Site>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let (mut condition, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let lower = line.to_ascii_lowercase();
        if lower.trim().is_empty() {
            break;
        }
        if lower.starts_with("if-none-match") || lower.starts_with("idempotency-key") {
            condition = line.split_once(':').map_or("", |(_, v)| v).trim().to_owned();
        }
        if let Some(told) = lower.strip_prefix("content-length:") {
            length = told.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let path = first.split(' ').nth(1).unwrap_or("").to_owned();
    let mut site = site.lock().unwrap();
    if path != "/robots.txt" {
        site.asked.push((first.trim().to_owned(), condition.clone(), String::from_utf8_lossy(&body).into_owned()));
    }
    let (status, headers, body) = site.pages.get(&path).cloned().unwrap_or((404, Vec::new(), String::new()));
    let tag = headers.iter().find(|(name, _)| name == "ETag").map(|(_, tag)| tag.clone());
    let (status, body) = if tag.is_some_and(|tag| tag == condition) { (304, String::new()) } else { (status, body) };
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n", body.len())?;
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(stream, "\r\n{body}")
}

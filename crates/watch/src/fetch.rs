//! One request, asked politely.

use crate::{Error, Robots};
use dateline_intake::host_of;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// The name that hosts may address rules to.
const AGENT: &str = "dateline";
/// Longest answer that is taken, in bytes.
const LONGEST: u64 = 8 << 20;
/// Redirections followed one after another.
const REDIRECTIONS: usize = 5;
/// How long the rules of a host hold.
const RULES_HOLD: Duration = Duration::from_secs(24 * 3_600);

/// What a server gives to ask with next time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// Its tag of the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Its time of the version, as it wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing is new.
    Unchanged,
    /// Something new.
    New {
        /// The address that gave it, after redirections.
        url: String,
        /// The bytes.
        body: Vec<u8>,
        /// To ask with next time.
        validators: Validators,
    },
    /// The host's rules keep us away.
    Forbidden,
    /// It failed, or asks to be left alone: what happened, and how long to wait where it says.
    Failed {
        /// In words.
        told: String,
        /// How long the server asks to be left alone.
        wait: Option<Duration>,
    },
}

/// Asks servers, one request at a time.
pub struct Fetcher {
    agent: ureq::Agent,
    pause: Duration,
    hosts: HashMap<String, Host>,
}

/// A host and port.
struct Host {
    robots: Robots,
    read: Instant,
    last: Instant,
}

impl Fetcher {
    /// Leaves `pause` between two requests to one host, or what the host asks for, whichever is longer.
    pub fn new(pause: Duration) -> Fetcher {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(60)))
            .timeout_connect(Some(Duration::from_secs(15)))
            .http_status_as_error(false)
            // Followed here, so that each step is checked.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(format!("{AGENT}/{}", env!("CARGO_PKG_VERSION")))
            .build();
        Fetcher { agent: config.new_agent(), pause, hosts: HashMap::new() }
    }

    /// Asks for `url`; `allowed` tells which addresses it may be led to.
    pub fn get(&mut self, url: &str, validators: &Validators, allowed: &dyn Fn(&str) -> bool) -> Answer {
        let mut url = url.to_owned();
        for _ in 0..=REDIRECTIONS {
            let Some((origin, path)) = parts(&url) else {
                return Answer::Failed { told: format!("{url} is no web address"), wait: None };
            };
            match self.rules(&origin) {
                Ok(allows) if !allows.allows(&path) => return Answer::Forbidden,
                Ok(_) => {}
                Err(told) => return Answer::Failed { told, wait: None },
            }
            self.wait(&origin);
            let mut response = match self.ask(&url, validators) {
                Ok(response) => response,
                Err(told) => return Answer::Failed { told, wait: None },
            };
            let header = |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
            match response.status().as_u16() {
                304 => return Answer::Unchanged,
                200 => {
                    let validators = Validators { etag: header("etag"), last_modified: header("last-modified") };
                    return match response.body_mut().with_config().limit(LONGEST).read_to_vec() {
                        Ok(body) => Answer::New { url, body, validators },
                        Err(error) => Answer::Failed { told: error.to_string(), wait: None },
                    };
                }
                301 | 302 | 303 | 307 | 308 => {
                    let Some(next) = header("location").and_then(|to| joined(&origin, &path, &to)) else {
                        return Answer::Failed { told: "it leads nowhere".to_owned(), wait: None };
                    };
                    if !allowed(&next) {
                        return Answer::Failed { told: format!("it leads to {next}, which is not listed"), wait: None };
                    }
                    url = next;
                }
                status => {
                    let wait = header("retry-after").and_then(|told| seconds(&told));
                    return Answer::Failed { told: format!("it answered {status}"), wait };
                }
            }
        }
        Answer::Failed { told: format!("it leads on more than {REDIRECTIONS} times"), wait: None }
    }

    /// Posts a notice. `key` is the same for the same notice: who receives it twice can tell.
    pub fn post(&mut self, url: &str, json: &str, key: &str, token: Option<&str>) -> Result<(), Error> {
        let failed = |told: String| Error::Post { address: url.to_owned(), told };
        let mut request = self.agent.post(url).header("Content-Type", "application/json").header("Idempotency-Key", key);
        if let Some(token) = token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        match request.send(json) {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(failed(format!("it answered {}", answer.status().as_u16()))),
            Err(error) => Err(failed(error.to_string())),
        }
    }

    fn ask(&self, url: &str, validators: &Validators) -> Result<ureq::http::Response<ureq::Body>, String> {
        let mut request = self.agent.get(url);
        if let Some(tag) = &validators.etag {
            request = request.header("If-None-Match", tag);
        }
        if let Some(time) = &validators.last_modified {
            request = request.header("If-Modified-Since", time);
        }
        request.call().map_err(|e| e.to_string())
    }

    /// What the host asks of robots: fetched once a day. No such file asks nothing; a host in trouble is left alone.
    fn rules(&mut self, origin: &str) -> Result<Robots, String> {
        if let Some(host) = self.hosts.get(origin).filter(|host| host.read.elapsed() < RULES_HOLD) {
            return Ok(host.robots.clone());
        }
        let mut url = format!("{origin}/robots.txt");
        let mut found = None;
        for _ in 0..=REDIRECTIONS {
            let mut response = self.ask(&url, &Validators::default())?;
            let status = response.status().as_u16();
            if (300..400).contains(&status) {
                let to = response.headers().get("location").and_then(|v| v.to_str().ok());
                match to.and_then(|to| joined(origin, "/robots.txt", to)) {
                    Some(next) => url = next,
                    None => break,
                }
                continue;
            }
            found = Some(match status {
                200 => {
                    let body = response.body_mut().with_config().limit(LONGEST).read_to_vec().unwrap_or_default();
                    Robots::read(&String::from_utf8_lossy(&body), AGENT)
                }
                429 | 500.. => return Err(format!("its robots.txt answered {status}")),
                _ => Robots::default(),
            });
            break;
        }
        let robots = found.unwrap_or_default();
        self.hosts.insert(origin.to_owned(), Host { robots: robots.clone(), read: Instant::now(), last: Instant::now() });
        Ok(robots)
    }

    /// Waits until the host may be asked again.
    fn wait(&mut self, origin: &str) {
        let Some(host) = self.hosts.get_mut(origin) else { return };
        let pause = host.robots.delay().unwrap_or_default().max(self.pause);
        std::thread::sleep(pause.saturating_sub(host.last.elapsed()));
        host.last = Instant::now();
    }
}

/// `https://host:port`, and the path with its query.
fn parts(url: &str) -> Option<(String, String)> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "http" && scheme != "https" {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let path = rest[end..].split('#').next().unwrap_or("");
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    (end > 0).then(|| (format!("{scheme}://{}", rest[..end].to_ascii_lowercase()), path))
}

/// An address told in another's answer.
fn joined(origin: &str, path: &str, to: &str) -> Option<String> {
    let to = to.trim();
    if to.contains("://") {
        return parts(to).map(|_| to.to_owned());
    }
    if let Some(rest) = to.strip_prefix("//") {
        return Some(format!("{}://{rest}", origin.split("://").next()?));
    }
    if to.starts_with('/') {
        return Some(format!("{origin}{to}"));
    }
    let folder = path.split('?').next()?.rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(format!("{origin}{folder}/{to}"))
}

/// `Retry-After` in seconds or as a moment.
fn seconds(told: &str) -> Option<Duration> {
    if let Ok(seconds) = told.trim().parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = jiff::fmt::rfc2822::parse(told.trim()).ok()?.timestamp();
    let wait = moment.as_second() - jiff::Timestamp::now().as_second();
    Some(Duration::from_secs(wait.max(0) as u64))
}

/// Whether `url` is on `host` or on one under it.
pub(crate) fn on_host(url: &str, host: &str) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let found = host_of(url).or_else(|| parts(url).map(|(origin, _)| bare(&origin)));
    found.is_some_and(|found| found == host || found.strip_suffix(host).is_some_and(|rest| rest.ends_with('.')))
}

/// The host of an origin without its port, also one without a dot in its name.
pub(crate) fn bare(origin: &str) -> String {
    let host = origin.split("://").nth(1).unwrap_or(origin);
    let host = host.rsplit('@').next().unwrap_or(host).split(['/', '?', '#']).next().unwrap_or("");
    let host = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_joined() {
        let join = |to: &str| joined("https://example.org", "/a/b?c", to);
        assert_eq!(join("x").as_deref(), Some("https://example.org/a/x"));
        assert_eq!(join("/x").as_deref(), Some("https://example.org/x"));
        assert_eq!(join("//other.org/x").as_deref(), Some("https://other.org/x"));
        assert_eq!(join("file:///etc/passwd"), None);
        assert!(on_host("https://news.example.org/x", "example.org") && !on_host("https://badexample.org", "example.org"));
        assert!(!on_host("http://example.org@169.254.1.1/x", "example.org"));
    }
}

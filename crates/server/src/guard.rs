//! Who may ask: the Host against DNS rebinding, the Origin of what writes, the token off loopback.
//!
//! A page of another site can make a browser send requests here; it cannot read the answers (nothing here allows it to), and
//! cannot choose a Host that is an address or set a foreign Origin aside. A name that somebody's DNS points at loopback is refused,
//! because neither an IP address nor `localhost` can be pointed anywhere.

use crate::problem::Problem;
use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::{HeaderMap, Method, Uri};
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// Rules on who may ask.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    /// Names, beside addresses and `localhost`, under which the server may be asked. Lower case.
    pub hosts: Vec<String>,
    /// SHA-256 of the token that the API asks for; `None`: no token needed.
    pub token: Option<[u8; 32]>,
}

impl Guard {
    /// Lets a request pass, or says why not.
    pub fn admit(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Problem> {
        let mut hosts = headers.get_all(HOST).iter();
        let host = hosts.next().and_then(|h| h.to_str().ok()).or_else(|| uri.host());
        let Some(host) = host.filter(|_| hosts.next().is_none()) else { return Err(Problem::foreign_host()) };
        if !self.ours(host) {
            return Err(Problem::foreign_host());
        }
        if !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
            own_origin(host, headers)?;
        }
        // The page's own files hold no data; it asks for the token itself.
        if uri.path().starts_with("/api/")
            && let Some(hash) = &self.token
            && !bearer(headers).is_some_and(|token| same(&hash_of(token), hash))
        {
            return Err(Problem::no_token());
        }
        Ok(())
    }

    fn ours(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        let literal = name.strip_prefix('[').and_then(|n| n.strip_suffix(']')).unwrap_or(&name);
        literal.parse::<IpAddr>().is_ok() || name == "localhost" || self.hosts.contains(&name)
    }
}

/// The name in `name:port`.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && (!name.contains(':') || name.ends_with(']')) => name,
        _ => host,
    }
}

/// What writes must come from the page itself, or from a program, which sends neither header.
fn own_origin(host: &str, headers: &HeaderMap) -> Result<(), Problem> {
    if let Some(origin) = headers.get(ORIGIN) {
        let told = origin.to_str().ok().and_then(|o| o.split_once("://"));
        if !told.is_some_and(|(_, from)| from.eq_ignore_ascii_case(host)) {
            return Err(Problem::foreign_origin());
        }
    }
    match headers.get("sec-fetch-site").map(|v| v.as_bytes()) {
        None | Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => Err(Problem::foreign_origin()),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// SHA-256 of a token. Tokens are 256 random bits, so that nothing slower is needed.
pub fn hash_of(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Compares without stopping at the first difference.
fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    a.iter().zip(b).fold(0, |sum, (x, y)| sum | (x ^ y)) == 0
}

/// A new token, in hexadecimal.
pub fn new_token() -> Result<String, getrandom::Error> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|b| format!("{b:02x}")).collect())
}

/// Reads the hash of a token as [`write_hash`] wrote it.
pub fn read_hash(text: &str) -> Option<[u8; 32]> {
    let hex = text.trim().strip_prefix("sha256:")?;
    let mut hash = [0u8; 32];
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    for (i, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(hash)
}

/// What a token file holds.
pub fn write_hash(hash: &[u8; 32]) -> String {
    let hex: String = hash.iter().map(|b| format!("{b:02x}")).collect();
    format!("sha256:{hex}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(guard: &Guard, method: Method, path: &str, headers: &[(&'static str, &str)]) -> Option<String> {
        let map = headers.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect();
        guard.admit(&method, &path.parse().unwrap(), &map).err().map(|p| p.kind.rsplit(':').next().unwrap_or("").to_owned())
    }

    #[test]
    fn only_addresses_localhost_and_named_hosts() {
        let guard = Guard { hosts: vec!["war.example.org".into()], token: None };
        for host in ["127.0.0.1:80", "localhost", "LOCALHOST:9", "[::1]:8477", "10.0.0.7", "war.example.org:443"] {
            assert_eq!(ask(&guard, Method::GET, "/", &[("host", host)]), None, "{host}");
        }
        for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8477", "", "[evil]", "localhost:80:80"] {
            assert_eq!(ask(&guard, Method::GET, "/", &[("host", host)]).as_deref(), Some("foreign-host"), "{host}");
        }
        assert_eq!(ask(&guard, Method::GET, "/", &[]).as_deref(), Some("foreign-host"));
        let two = [("host", "localhost"), ("host", "evil.example")];
        assert_eq!(ask(&guard, Method::GET, "/", &two).as_deref(), Some("foreign-host"));
    }

    #[test]
    fn what_writes_comes_from_the_page_or_a_program() {
        let guard = Guard::default();
        let post = |headers: &[(&'static str, &str)]| {
            let all: Vec<_> = [("host", "127.0.0.1:1")].iter().chain(headers).copied().collect();
            ask(&guard, Method::POST, "/api/v1/read", &all)
        };
        assert_eq!(post(&[]), None);
        assert_eq!(post(&[("origin", "http://127.0.0.1:1"), ("sec-fetch-site", "same-origin")]), None);
        for origin in ["http://evil.example", "null", "http://127.0.0.1:2", "http://127.0.0.1"] {
            assert_eq!(post(&[("origin", origin)]).as_deref(), Some("foreign-origin"), "{origin}");
        }
        assert_eq!(post(&[("sec-fetch-site", "cross-site")]).as_deref(), Some("foreign-origin"));
    }

    #[test]
    fn the_token_is_kept_as_its_hash() {
        let token = new_token().unwrap();
        assert_ne!(token, new_token().unwrap());
        let file = write_hash(&hash_of(&token));
        assert!(!file.contains(&token));
        let guard = Guard { hosts: vec![], token: read_hash(&file) };
        let ask = |value: &str| ask(&guard, Method::GET, "/api/v1/meta", &[("host", "10.0.0.1"), ("authorization", value)]);
        assert_eq!(ask(&format!("Bearer {token}")), None);
        assert_eq!(ask(&format!("bearer {token}")), None);
        assert_eq!(ask(&format!("Bearer {token}x")).as_deref(), Some("no-token"));
        assert_eq!(ask(&token).as_deref(), Some("no-token"));
        assert_eq!(read_hash("sha256:zz"), None);
        assert_eq!(read_hash(&"é".repeat(40)), None);
    }
}

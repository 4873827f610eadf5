//! Web archives (WARC 1.0 and 1.1), as CC-NEWS keeps them: a report for each page that was fetched in full.
//!
//! Only the responses of servers and what was kept as text are read. A page's own address is its id, so that two captures of one
//! page are two versions of one report. The day of the capture is no day of publication and is not taken for it.

use crate::decode::{Decoded, decode_as};
use crate::out::{Out, Paid, cause_of, read_whole};
use crate::{Cause, Place, html};
use dateline_text::{Origin, Report, sha256_hex};
use flate2::read::MultiGzDecoder;
use std::io::{BufRead, BufReader, Cursor, Read};

/// Header lines of a record or an answer, and the bytes of each, at most.
const HEADERS: usize = 256;
const HEADER: u64 = 16_384;

/// Reads the records of an archive one by one.
pub(crate) fn records(input: &mut dyn BufRead, place: &Place, out: &mut Out<'_>) {
    for number in 1.. {
        if out.stopped {
            return;
        }
        let head = match head(input) {
            Ok(Some(head)) => head,
            Ok(None) => return,
            Err(cause) => return out.problem(place, Some(number), cause),
        };
        let told = head.get("content-length").and_then(|l| l.parse::<u64>().ok());
        let Some(length) = told.filter(|_| head.first.starts_with("WARC/")) else {
            return out.problem(place, Some(number), Cause::Broken("web archive", "a record without its length".to_owned()));
        };
        let kind = head.get("warc-type").unwrap_or("");
        let wanted = matches!(kind, "response" | "resource" | "conversion");
        let limit = out.options.longest_page as u64;
        let mut block = Vec::new();
        let kept = if wanted && length <= limit { length } else { 0 };
        let read = input.take(kept).read_to_end(&mut block);
        let skipped = read.and_then(|_| skip(input, length - kept));
        match skipped {
            Ok(true) if block.len() as u64 == kept => {}
            Ok(_) => return out.problem(place, Some(number), Cause::Broken("web archive", "it ends within a record".to_owned())),
            Err(error) => return out.problem(place, Some(number), cause_of(&error)),
        }
        if wanted && length > limit {
            out.problem(place, Some(number), Cause::TooLong { size: length, limit });
        } else if wanted {
            record(&head, kind, &block, place, number, out);
        }
    }
}

/// Passes over bytes; `false` where there are fewer.
fn skip(input: &mut dyn BufRead, bytes: u64) -> std::io::Result<bool> {
    Ok(std::io::copy(&mut input.take(bytes), &mut std::io::sink())? == bytes)
}

/// A first line and the headers after it.
struct Head {
    first: String,
    /// Names in lower case.
    headers: Vec<(String, String)>,
}

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// Reads blank lines, a first line and headers down to the next blank line; `None` at the end.
fn head(input: &mut dyn BufRead) -> Result<Option<Head>, Cause> {
    let mut line = |limit: u64| -> Result<Option<String>, Cause> {
        let mut bytes = Vec::new();
        let size = input.take(limit).read_until(b'\n', &mut bytes).map_err(|e| cause_of(&e))?;
        if size as u64 == limit && bytes.last() != Some(&b'\n') {
            return Err(Cause::Broken("web archive", "a header without end".to_owned()));
        }
        Ok((size > 0).then(|| String::from_utf8_lossy(&bytes).trim_end().to_owned()))
    };
    let first = loop {
        match line(HEADER)? {
            None => return Ok(None),
            Some(line) if line.is_empty() => {}
            Some(line) => break line,
        }
    };
    let mut headers: Vec<(String, String)> = Vec::new();
    while let Some(line) = line(HEADER)?.filter(|l| !l.is_empty()) {
        if headers.len() >= HEADERS {
            return Err(Cause::Broken("web archive", "a record with endless headers".to_owned()));
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    Ok(Some(Head { first, headers }))
}

fn record(head: &Head, kind: &str, block: &[u8], place: &Place, number: u64, out: &mut Out<'_>) {
    let url = head.get("warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_owned());
    let content_type = head.get("content-type").unwrap_or("").to_ascii_lowercase();
    let report = if kind == "response" && content_type.starts_with("application/http") {
        match answer(block, out) {
            Ok(Some(page)) => html::report(&page.body, page.charset.as_deref(), url.as_deref(), place, Some(number), out),
            Ok(None) => None,
            Err(cause) => {
                out.problem(place, Some(number), cause);
                None
            }
        }
    } else if content_type.contains("html") {
        html::report(block, charset(&content_type).as_deref(), url.as_deref(), place, Some(number), out)
    } else if content_type.starts_with("text/plain") {
        match decode_as(block, charset(&content_type).as_deref()) {
            Decoded::Text(text) => Some(kept_text(&text, block)),
            Decoded::Recovered(text, _) => Some(kept_text(&text, block)),
            Decoded::Binary(_) => None,
        }
    } else {
        None
    };
    let Some(mut report) = report else { return };
    report.id = url.clone().unwrap_or_else(|| format!("{}#{number}", place.stem));
    report.url = url;
    report.version = head.get("warc-date").map(str::to_owned);
    out.report(place, Some(number), report);
}

fn kept_text(text: &str, block: &[u8]) -> Report {
    let mut report = Report::new("", text);
    report.origin = Some(Origin { original_sha256: Some(sha256_hex(block)), ..Origin::default() });
    report
}

/// A page as a server gave it.
struct Page {
    body: Vec<u8>,
    charset: Option<String>,
}

/// The page in an answer; `None` where it is no page, or not what was asked for.
fn answer(block: &[u8], out: &Out<'_>) -> Result<Option<Page>, Cause> {
    let mut rest = Cursor::new(block);
    let Some(head) = head(&mut rest)? else { return Ok(None) };
    let kind = head.get("content-type").unwrap_or("text/html").to_ascii_lowercase();
    if head.first.split_whitespace().nth(1) != Some("200") || !(kind.contains("html")) {
        return Ok(None);
    }
    let mut body = block[usize::try_from(rest.position()).unwrap_or(block.len()).min(block.len())..].to_vec();
    if head.get("transfer-encoding").is_some_and(|t| t.eq_ignore_ascii_case("chunked")) {
        // Some crawlers keep the header and store the body whole.
        body = unchunked(&body).unwrap_or(body);
    }
    if head.get("content-encoding").is_some_and(|e| e.to_ascii_lowercase().contains("gzip")) && body.starts_with(b"\x1f\x8b") {
        let paid = Paid { inner: MultiGzDecoder::new(&body[..]), budget: out.budget.clone() };
        body = read_whole(&mut BufReader::new(paid), out.options.longest_page)?;
    }
    Ok(Some(Page { body, charset: charset(&kind) }))
}

/// The bytes of a body sent in chunks; `None` where they do not read so.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = rest.windows(2).position(|w| w == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size + 2..)?;
    }
}

/// The character set that a content type names.
fn charset(content_type: &str) -> Option<String> {
    let (_, rest) = content_type.split_once("charset=")?;
    Some(rest.split([';', ' ']).next()?.trim_matches(['"', '\'']).to_owned()).filter(|c| !c.is_empty())
}

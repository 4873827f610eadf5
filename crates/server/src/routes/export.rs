//! The filtered set as a file, in any of the formats in which claims leave.

use crate::Shared;
use crate::api::{ExportFormat, ExportParams, FilterParams};
use crate::ask::{Ask, matches, tag, version};
use crate::parameters::{FILTERS, Parameters};
use crate::problem::Problem;
use crate::routes::filter;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use dateline_exchange::{Export, Happening, Origin, Outgoing, Telling};
use dateline_store::{ClaimRow, Filter, Store};
use std::io::{self, Write};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};
use tokio_stream::wrappers::ReceiverStream;

/// Bytes of a file that are handed over at a time.
const PIECE: usize = 64 << 10;
/// Words of the parameter `redact`.
const YES_NO: &[&str] = &["true", "false"];
/// Pieces that wait for a slow reader.
const WAITING: usize = 8;

/// Media type and ending of a format's file.
fn kind(id: &str) -> (&'static str, &'static str) {
    match id {
        "jsonl" | "plover" | "ftm" => ("application/jsonl; charset=utf-8", "jsonl"),
        "csv" | "acled" | "ged" | "eventreport" => ("text/csv; charset=utf-8", "csv"),
        "geojson" => ("application/geo+json", "geojson"),
        "timelinejs" => ("application/json", "json"),
        "annotations" => ("application/ld+json", "jsonld"),
        _ => ("text/tab-separated-values; charset=utf-8", "tsv"),
    }
}

/// The formats that there are.
pub(crate) fn formats() -> Vec<ExportFormat> {
    let format = |&(_, id, about): &(Outgoing, &str, &str)| {
        let (media_type, extension) = kind(id);
        ExportFormat {
            id: id.to_owned(),
            about: about.to_owned(),
            media_type: media_type.to_owned(),
            extension: extension.to_owned(),
        }
    };
    Outgoing::ALL.iter().map(format).collect()
}

/// Exactly the filtered set, as a file. What a format cannot hold is left out; docs/FORMATS.md tells what.
#[utoipa::path(get, path = "/api/v1/export/{format}", tag = "record",
    params(("format" = String, Path, description = "one of the formats that /api/v1/meta lists"), FilterParams, ExportParams),
    responses((status = 200, description = "the file"), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn export(State(shared): State<Arc<Shared>>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let ask = ask.knows(&[FILTERS, &["redact"]])?;
    let Some(format) = Outgoing::named(&id) else {
        let known: Vec<&str> = Outgoing::ALL.iter().map(|f| f.1).collect();
        return Err(Problem::not_found(format!("there is no such format; there are {}", known.join(", "))));
    };
    let (media_type, extension) = kind(&id);
    // Wrong parameters are told before the file begins.
    filter(&ask.query)?;
    ask.query.as_of()?;
    ask.query.word("redact", YES_NO)?;
    let (pieces, body) = mpsc::channel(WAITING);
    let (begun, at) = oneshot::channel();
    let with = shared.clone();
    let query = ask.query.clone();
    let work = move || {
        let desk = with.clone();
        desk.desk.ask(|store| with.on(store, &query, |store| write(format, store, &query, begun, pieces)))
    };
    // The file is written while it is read; its turn lasts until it ends.
    let writing = shared.clone();
    let written = tokio::spawn(async move { writing.desk.turn(work).await });
    let Ok(at) = at.await else {
        return match written.await {
            Ok(Err(problem)) => Err(problem),
            _ => Err(Problem::internal("an export that ended before it began")),
        };
    };
    let tag = tag(&at, &shared.seed, &ask.path);
    let mut response = match &ask.if_none_match {
        // Nobody takes the pieces, so that the writer stops at once.
        Some(sent) if matches(sent, &tag) => StatusCode::NOT_MODIFIED.into_response(),
        _ => Response::new(Body::from_stream(ReceiverStream::new(body))),
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    let name = format!("attachment; filename=\"dateline-{id}-{at}.{extension}\"");
    for (header, value) in [(CONTENT_DISPOSITION, name), (ETAG, tag)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(header, value);
        }
    }
    Ok(response)
}

type Pieces = mpsc::Sender<io::Result<Bytes>>;

fn write(
    format: Outgoing,
    store: &Store,
    query: &Parameters,
    begun: oneshot::Sender<String>,
    pieces: Pieces,
) -> Result<(), Problem> {
    // Nobody waits for it any more: no reason to go on.
    if begun.send(version(store)?).is_err() {
        return Ok(());
    }
    let mut out = Out { pieces: pieces.clone(), held: Vec::with_capacity(PIECE) };
    let redact = query.word("redact", YES_NO)? == Some("true");
    let written = of_store(store, &filter(query)?, format, redact, &mut out).and_then(|()| out.flush().map_err(gone));
    if let Err(problem) = written {
        // A file that is cut short must not look whole: the connection breaks off.
        let _ = pieces.blocking_send(Err(io::Error::other(problem.detail)));
    }
    Ok(())
}

/// Hands over bytes piece by piece.
struct Out {
    pieces: Pieces,
    held: Vec<u8>,
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(PIECE));
        self.pieces.blocking_send(Ok(piece.into())).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

/// Whoever asked has hung up.
fn gone(error: io::Error) -> Problem {
    Problem::body(error.to_string())
}

/// What passes the filter, incident by incident or report by report, so that memory holds one of them.
fn of_store(store: &Store, filter: &Filter, format: Outgoing, redact: bool, out: &mut dyn Write) -> Result<(), Problem> {
    let mut export = Export::new(out, format, redact).map_err(gone)?;
    if format.of_claims() {
        let mut report: Vec<ClaimRow> = Vec::new();
        for row in store.claims(filter)? {
            let row = row?;
            if report.first().is_some_and(|first| first.report.id != row.report.id) {
                of_report(store, &report, redact, &mut export)?;
                report.clear();
            }
            report.push(row);
        }
        of_report(store, &report, redact, &mut export)?;
    } else {
        for id in store.incident_ids(filter)? {
            let Some(incident) = store.incident(&id)? else { continue };
            let mut tellings = store.tellings_of(&id)?;
            // By day of publication, then by text: not in the order in which they were added.
            tellings.sort_by_key(|t| (t.source.published, t.source.text_sha256.clone(), t.source.id.clone()));
            let origins: Vec<Origin> = tellings.iter().map(|t| Origin::from(&t.source)).collect();
            let told = tellings.iter().zip(&origins).flat_map(|(telling, origin)| {
                let of = |claim| Telling { origin, claim, incident: Some(incident.id.as_str()) };
                telling.source.claims.iter().map(of)
            });
            export.happening(&Happening { incident: &incident, told: told.collect() }).map_err(gone)?;
        }
    }
    export.finish().map_err(gone)?;
    Ok(())
}

fn of_report(store: &Store, rows: &[ClaimRow], redact: bool, export: &mut Export<&mut dyn Write>) -> Result<(), Problem> {
    let Some(first) = rows.first() else { return Ok(()) };
    let meta = &first.report;
    let origin = Origin {
        id: meta.id.clone(),
        text_sha256: meta.text_sha256.clone(),
        published: meta.published.clone(),
        publisher: meta.publisher.clone(),
        wire: meta.wire.clone(),
        title: meta.title.clone(),
        url: meta.url.clone(),
    };
    let of = |row| {
        let row: &ClaimRow = row;
        Telling { origin: &origin, claim: &row.claim, incident: row.incident.as_deref() }
    };
    let told: Vec<Telling<'_>> = rows.iter().map(of).collect();
    // Names to take out may be told in claims that don't pass.
    let all = if redact { store.report(&meta.id)?.map(|r| r.claims).unwrap_or_default() } else { Vec::new() };
    let all: Vec<Telling<'_>> = all.iter().map(|(claim, _)| Telling { origin: &origin, claim, incident: None }).collect();
    export.report(&told, &all).map_err(gone)
}

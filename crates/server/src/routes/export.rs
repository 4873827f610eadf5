//! The filtered set as a file, in any of the formats in which claims leave.

use crate::Shared;
use crate::api::{ExportFormat, FilterParams};
use crate::ask::{Ask, matches, tag, version};
use crate::parameters::{FILTERS, Parameters};
use crate::problem::Problem;
use crate::routes::filter;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use dateline_exchange::{Flat, json_line};
use dateline_store::{Filter, Store};
use std::io::{self, Write};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};
use tokio_stream::wrappers::ReceiverStream;

/// Bytes of a file that are handed over at a time.
const PIECE: usize = 64 << 10;
/// Pieces that wait for a slow reader.
const WAITING: usize = 8;

/// Formats, each with how it is written.
struct Format {
    id: &'static str,
    about: &'static str,
    media_type: &'static str,
    extension: &'static str,
    write: fn(&Store, &Filter, &mut dyn Write) -> Result<(), Problem>,
}

const FORMATS: &[Format] = &[
    Format {
        id: "jsonl",
        about: "claims, one a line, in full",
        media_type: "application/jsonl; charset=utf-8",
        extension: "jsonl",
        write: jsonl,
    },
    Format {
        id: "csv",
        about: "claims as flat rows, for spreadsheets and R",
        media_type: "text/csv; charset=utf-8",
        extension: "csv",
        write: csv,
    },
    Format {
        id: "incidents",
        about: "incidents with fields, values and voices, one a line",
        media_type: "application/jsonl; charset=utf-8",
        extension: "jsonl",
        write: incidents,
    },
];

/// The formats that there are.
pub(crate) fn formats() -> Vec<ExportFormat> {
    let format = |f: &Format| ExportFormat {
        id: f.id.to_owned(),
        about: f.about.to_owned(),
        media_type: f.media_type.to_owned(),
        extension: f.extension.to_owned(),
    };
    FORMATS.iter().map(format).collect()
}

/// Exactly the filtered set, as a file.
#[utoipa::path(get, path = "/api/v1/export/{format}", tag = "record",
    params(("format" = String, Path, description = "one of the formats that /api/v1/meta lists"), FilterParams),
    responses((status = 200, description = "the file"), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn export(State(shared): State<Arc<Shared>>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let ask = ask.knows(&[FILTERS])?;
    let Some(format) = FORMATS.iter().find(|f| f.id == id) else {
        let known: Vec<&str> = FORMATS.iter().map(|f| f.id).collect();
        return Err(Problem::not_found(format!("there is no format {id}; there are {}", known.join(", "))));
    };
    // Wrong parameters are told before the file begins.
    filter(&ask.query)?;
    ask.query.as_of()?;
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
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.media_type));
    let name = format!("attachment; filename=\"dateline-{}-{at}.{}\"", format.id, format.extension);
    for (header, value) in [(CONTENT_DISPOSITION, name), (ETAG, tag)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(header, value);
        }
    }
    Ok(response)
}

type Pieces = mpsc::Sender<io::Result<Bytes>>;

fn write(
    format: &Format,
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
    let written = (format.write)(store, &filter(query)?, &mut out).and_then(|()| out.flush().map_err(gone));
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

fn jsonl(store: &Store, filter: &Filter, out: &mut dyn Write) -> Result<(), Problem> {
    for row in store.claims(filter)? {
        writeln!(out, "{}", json_line(&row?.claim)).map_err(gone)?;
    }
    Ok(())
}

fn csv(store: &Store, filter: &Filter, out: &mut dyn Write) -> Result<(), Problem> {
    let mut flat = Flat::new(out).map_err(gone)?;
    for row in store.claims(filter)? {
        flat.push(&row?.claim).map_err(gone)?;
    }
    flat.finish().map_err(gone)
}

fn incidents(store: &Store, filter: &Filter, out: &mut dyn Write) -> Result<(), Problem> {
    for id in store.incident_ids(filter)? {
        if let Some(incident) = store.incident(&id)? {
            serde_json::to_writer(&mut *out, &incident).map_err(Problem::internal)?;
            out.write_all(b"\n").map_err(gone)?;
        }
    }
    Ok(())
}

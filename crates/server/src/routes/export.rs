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
use dateline_exchange::{Outgoing, export_store};
use dateline_store::Store;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt};

/// Bytes of a file that are handed over at a time.
const PIECE: usize = 64 << 10;
/// How long a piece waits to be taken.
const PATIENCE: Duration = Duration::from_secs(60);
/// Words of the parameter `redact`.
const YES_NO: &[&str] = &["true", "false"];
/// Pieces that wait for a slow reader.
const WAITING: usize = 8;

/// The formats that there are.
pub(crate) fn formats() -> Vec<ExportFormat> {
    let format = |&(format, id, about): &(Outgoing, &str, &str)| {
        let (media_type, extension) = format.media_type();
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
    let (media_type, extension) = format.media_type();
    // Wrong parameters are told before the file begins.
    filter(&ask.query)?;
    ask.query.as_of()?;
    ask.query.word("redact", YES_NO)?;
    let (pieces, body) = mpsc::channel(WAITING);
    let (begun, at) = oneshot::channel();
    let with = shared.clone();
    let query = ask.query.clone();
    let whole = Arc::new(AtomicBool::new(false));
    let ended = whole.clone();
    let work = move || {
        let desk = with.clone();
        desk.desk.ask(|store| with.on(store, &query, |store| write(format, store, &query, begun, pieces, &ended)))
    };
    // The file is written while it is read; its place is kept until it ends.
    let place = shared.desk.file_place()?;
    let written = tokio::task::spawn_blocking(move || {
        let _place = place;
        work()
    });
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
        _ => Response::new(Body::from_stream(ReceiverStream::new(body).map(Ok).chain(end(whole)))),
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

/// What follows the last piece: nothing, or where the file is not whole an error, so that the connection breaks off. A file that is cut short must
/// not look complete.
fn end(whole: Arc<AtomicBool>) -> impl Stream<Item = io::Result<Bytes>> {
    let cut = move || (!whole.load(Ordering::Acquire)).then(|| Err(io::Error::other("the file is cut short")));
    tokio_stream::iter(std::iter::once_with(cut).flatten())
}

type Pieces = mpsc::Sender<Bytes>;

fn write(
    format: Outgoing,
    store: &Store,
    query: &Parameters,
    begun: oneshot::Sender<String>,
    pieces: Pieces,
    whole: &AtomicBool,
) -> Result<(), Problem> {
    // Nobody waits for it any more: no reason to go on.
    if begun.send(version(store)?).is_err() {
        return Ok(());
    }
    let mut out = Out { pieces, held: Vec::with_capacity(PIECE), runtime: Handle::current() };
    let redact = query.word("redact", YES_NO)? == Some("true");
    // Who hangs up is no trouble; what the store says was told already. Either way the file is not whole.
    if export_store(store, &filter(query)?, format, redact, &mut out).is_ok() && out.flush().is_ok() {
        whole.store(true, Ordering::Release);
    }
    Ok(())
}

/// Hands over bytes piece by piece.
struct Out {
    pieces: Pieces,
    held: Vec<u8>,
    runtime: Handle,
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
        // Whoever takes nothing for so long is taken for gone.
        let sent = self.runtime.block_on(tokio::time::timeout(PATIENCE, self.pieces.send(piece.into())));
        if matches!(sent, Ok(Ok(()))) { Ok(()) } else { Err(io::ErrorKind::BrokenPipe.into()) }
    }
}

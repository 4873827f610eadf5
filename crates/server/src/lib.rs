//! The API under `/api/v1` and the page, over one record.
//!
//! [`Server::new`] takes the record and the rules, [`Server::run`] answers until the program is told to end. The server knows neither
//! SQL nor how claims are made: it asks the store and the engine. docs/API.md tells what can be asked.
//!
//! Every request goes the same way: [`guard`] (who may ask) → router → [`ask`] (parameters, ETag, kept answers) → [`desk`] (a thread and a
//! reading of the record) → a view in `views`, which turns what the store says into the shapes of [`api`].

pub mod api;
pub mod guard;
pub mod problem;

mod adding;
mod ask;
mod cache;
mod desk;
mod examples;
mod headers;
mod index;
mod jobs;
mod page;
mod parameters;
mod reading;
mod router;
mod routes;
mod serve;
mod upload;
mod views;
mod warm;

pub use desk::Origin;
pub use guard::Guard;
pub use router::openapi;

use crate::cache::Cache;
use crate::desk::Desk;
use crate::index::Index;
use crate::jobs::Jobs;
use dateline_engine::Engine;
use dateline_store::{Project, Store};
use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// The record; `None`: the example reports.
    pub record: Option<PathBuf>,
    /// Whether reports can be added and decisions taken.
    pub write: bool,
    /// Who may ask.
    pub guard: Guard,
    /// Bounds of what can be sent.
    pub limits: api::Limits,
    /// The project to follow instead of the one beside the record.
    pub project: Option<Project>,
}

impl Default for Options {
    fn default() -> Options {
        let limits = api::Limits { read_bytes: 1 << 20, upload_bytes: 64 << 20, page: parameters::MOST as u32 };
        Options { record: None, write: false, guard: Guard::default(), limits, project: None }
    }
}

/// What all requests share.
pub(crate) struct Shared {
    pub options: Options,
    pub desk: Desk,
    pub engine: Arc<Engine>,
    pub jobs: Jobs,
    pub cache: Mutex<Cache>,
    /// Answers of the record as it stood earlier come from here.
    pub past: Mutex<views::Past>,
    /// Indexes of the states of the record asked for last.
    pub indexes: Mutex<Vec<(i64, Arc<Index>)>>,
    /// What beside data and question decides an answer: program, coder, rules.
    pub seed: String,
}

/// Why a server cannot be.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The record cannot be opened.
    #[error(transparent)]
    Store(#[from] dateline_store::Error),
    /// The address cannot be listened at, or the system refuses threads.
    #[error("cannot listen: {0}")]
    Io(#[from] io::Error),
}

/// A server, ready to run.
pub struct Server {
    shared: Arc<Shared>,
}

impl Server {
    /// Opens the record, or reads the examples.
    pub fn new(options: Options, engine: Arc<Engine>) -> Result<Server, Error> {
        let desk = match &options.record {
            Some(path) => Desk::file(path.clone(), options.project.clone())?,
            None => Desk::memory(examples(&engine)?),
        };
        // Another project shows other incidents of the same data.
        let project = desk.ask(|store| Ok(format!("{:?}", store.project()))).unwrap_or_default();
        let seed = format!("{} {} {} {project}", env!("CARGO_PKG_VERSION"), engine.coder(), options.write);
        let (jobs, cache, past, indexes) = (Jobs::default(), Mutex::default(), Mutex::default(), Mutex::default());
        Ok(Server { shared: Arc::new(Shared { options, desk, engine, jobs, cache, past, indexes, seed }) })
    }

    /// Answers at `listener` until `end` comes; then finishes what is under way.
    pub fn run(self, listener: TcpListener, end: impl Future<Output = ()>) -> Result<(), Error> {
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let router = router::router(self.shared.clone());
        runtime.block_on(async {
            tokio::spawn(warm::warm(self.shared));
            let listener = tokio::net::TcpListener::from_std(listener)?;
            serve::serve(listener, router, end).await
        })?;
        // A question that still runs is not waited for.
        runtime.shutdown_background();
        Ok(())
    }

    /// The same, until the program is interrupted or told to end.
    pub fn run_until_told(self, listener: TcpListener) -> Result<(), Error> {
        self.run(listener, serve::told_to_end())
    }
}

/// Whether an address is one that only this machine reaches.
pub fn is_loopback(address: &SocketAddr) -> bool {
    address.ip().is_loopback()
}

/// The examples are part of the program, and no older or younger than it; their log needs some moment.
const EXAMPLES_TIME: &str = "2026-01-01T00:00:00Z";

/// The example reports as a record in memory.
fn examples(engine: &Engine) -> Result<Store, dateline_store::Error> {
    let mut store = Store::memory()?;
    let reports = examples::reports();
    for (source, report) in examples::sources(engine, &reports).iter().zip(&reports) {
        store.add(source, Some(&report.text), engine.coder(), EXAMPLES_TIME)?;
    }
    store.refresh()?;
    Ok(store)
}

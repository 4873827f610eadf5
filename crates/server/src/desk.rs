//! The desk where the record is asked: a few open readings of the file, and one place to write.
//!
//! SQLite lets many read while one writes, each reading on the state it began with. Questions run on threads of their own, never
//! on those that serve connections, and only so many at once; whoever comes when too many wait is told to come back.

use crate::problem::Problem;
use dateline_store::{Error, Project, Store};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Semaphore;

/// Readings of the file that are kept open.
const OPEN: usize = 8;
/// Questions that may wait for their turn.
const WAITING: usize = 256;

/// Where the record is.
#[derive(Clone, Debug)]
pub enum Origin {
    /// In a file.
    File(PathBuf),
    /// The example reports, in memory.
    Examples,
}

/// Asks and writes one record.
pub(crate) struct Desk {
    pub origin: Origin,
    /// Readings that nobody uses now. A record in memory has one, which is also written to.
    idle: Mutex<Vec<Store>>,
    /// In memory there is one reading, and everybody waits for it.
    memory: Option<Mutex<Store>>,
    /// The project to follow instead of the one beside the file.
    project: Option<Project>,
    /// Held while something is written.
    writing: Mutex<()>,
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Desk {
    /// A desk for the record in a file, which is opened once to see that it can be. It follows `project`, else the one beside the file.
    pub fn file(path: PathBuf, project: Option<Project>) -> Result<Desk, Error> {
        let desk = Desk { project, ..Desk::new(Origin::File(path.clone()), None) };
        let store = desk.open(&path)?;
        lock(&desk.idle).push(store);
        Ok(desk)
    }

    fn open(&self, path: &Path) -> Result<Store, Error> {
        let mut store = Store::open(path)?;
        if self.project.is_some() {
            store.follow(self.project.clone());
        }
        Ok(store)
    }

    /// A desk for a record in memory.
    pub fn memory(store: Store) -> Desk {
        Desk::new(Origin::Examples, Some(Mutex::new(store)))
    }

    fn new(origin: Origin, memory: Option<Mutex<Store>>) -> Desk {
        let turns = std::thread::available_parallelism().map_or(2, |n| n.get()).clamp(2, 16);
        Desk {
            origin,
            idle: Mutex::default(),
            memory,
            project: None,
            writing: Mutex::default(),
            turns: Arc::new(Semaphore::new(turns)),
            queue: Arc::new(Semaphore::new(turns + WAITING)),
        }
    }

    /// Asks the record, on this thread.
    pub fn ask<T>(&self, question: impl FnOnce(&Store) -> Result<T, Problem>) -> Result<T, Problem> {
        if let Some(memory) = &self.memory {
            return lock(memory).reading(question)?;
        }
        let idle = lock(&self.idle).pop();
        let store = match (idle, &self.origin) {
            (Some(store), _) => store,
            (None, Origin::File(path)) => self.open(path)?,
            (None, Origin::Examples) => return Err(Problem::internal("no record in memory")),
        };
        let answer = store.reading(question);
        let mut idle = lock(&self.idle);
        if idle.len() < OPEN {
            idle.push(store);
        }
        answer?
    }

    /// Writes to the record, on this thread, one at a time.
    pub fn write<T>(&self, work: impl FnOnce(&mut Store) -> Result<T, Problem>) -> Result<T, Problem> {
        let _one = lock(&self.writing);
        match (&self.memory, &self.origin) {
            (Some(memory), _) => work(&mut lock(memory)),
            (None, Origin::File(path)) => work(&mut Store::create(path)?),
            (None, Origin::Examples) => Err(Problem::internal("no record in memory")),
        }
    }

    /// Runs work on a thread of its own when its turn comes.
    pub async fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        // The place in the queue is kept until the work is done, also where nobody waits for it any more.
        let place = self.queue.clone().try_acquire_owned().map_err(|_| Problem::busy())?;
        let turn = self.turns.clone().acquire_owned().await.map_err(|_| Problem::busy())?;
        let work = move || {
            let _held = (place, turn);
            work()
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(answer) => answer,
            Err(error) => Err(Problem::internal(error)),
        }
    }
}

/// A panic elsewhere leaves what is locked here whole: it is only taken from and put back.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

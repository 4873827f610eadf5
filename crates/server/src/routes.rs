//! What each route does: check the parameters, ask the record, shape the answer.

pub(crate) mod decisions;
pub(crate) mod export;
pub(crate) mod incidents;
pub(crate) mod jobs;
pub(crate) mod ledgers;
pub(crate) mod meta;
pub(crate) mod read;
pub(crate) mod reports;
pub(crate) mod review;
pub(crate) mod spread;

use crate::Shared;
use crate::api::List;
use crate::desk::lock;
use crate::index::Index;
use crate::parameters::Parameters;
use crate::problem::Problem;
use dateline_store::{Filter, Page, Paging, Store};
use std::sync::Arc;

/// Words of the filter `standing`.
const STANDINGS: &[&str] = &["reported", "claimed", "corroborated", "admitted", "disputed", "denied", "retracted"];

/// The filter that the parameters make.
pub(crate) fn filter(parameters: &Parameters) -> Result<Filter, Problem> {
    Ok(Filter {
        actor: parameters.text("actor"),
        against: parameters.text("against"),
        kind: parameters.text("type"),
        from: parameters.day("from")?,
        to: parameters.day("to")?,
        place: parameters.text("place"),
        source: parameters.text("source"),
        standing: parameters.word("standing", STANDINGS)?.map(str::to_owned),
        words: parameters.text("words"),
        bbox: parameters.bbox()?,
    })
}

/// The page of a list by day: its cursor is the day and id of the last incident seen.
pub(crate) fn by_day(parameters: &Parameters) -> Result<Paging, Problem> {
    let after = parameters.text("after");
    let whole = |a: &String| a.split_once(' ').is_some_and(|(day, id)| !id.is_empty() && (day == "~" || day.len() >= 4));
    match after {
        Some(after) if !whole(&after) => Err(cursor()),
        after => Ok(Paging { after, limit: parameters.limit()? }),
    }
}

/// The page of a list whose cursor is a position, good as long as the record stays as it is.
pub(crate) fn by_position(parameters: &Parameters, version: i64) -> Result<Paging, Problem> {
    let limit = parameters.limit()?;
    let Some(after) = parameters.text("after") else { return Ok(Paging { after: None, limit }) };
    let (of, position) =
        after.split_once('.').and_then(|(v, p)| v.parse::<i64>().ok().zip(p.parse::<usize>().ok())).ok_or_else(cursor)?;
    if of != version {
        return Err(Problem::parameter("after", "the record has changed since; begin again without it"));
    }
    Ok(Paging { after: Some(position.to_string()), limit })
}

fn cursor() -> Problem {
    Problem::parameter("after", "it is no cursor of this list; take `next` of the answer before, with the same filters")
}

/// A page as it is answered. `of` is the number of rows without filters.
pub(crate) fn list<T, U>(store: &Store, page: Page<T>, of: usize, each: impl FnMut(T) -> U) -> Result<List<U>, Problem> {
    Ok(List {
        data_version: store.data_version()?,
        total: page.total as u64,
        of: of as u64,
        next: page.next,
        rows: page.rows.into_iter().map(each).collect(),
    })
}

/// The same, with a position for a cursor.
pub(crate) fn list_by_position<T, U>(
    store: &Store,
    page: Page<T>,
    of: usize,
    each: impl FnMut(T) -> U,
) -> Result<List<U>, Problem> {
    let mut list = list(store, page, of, each)?;
    list.next = list.next.map(|position| format!("{}.{position}", list.data_version));
    Ok(list)
}

/// No rows, only their number.
pub(crate) fn none() -> Paging {
    Paging { after: None, limit: 0 }
}

impl Shared {
    /// Asks the record as it stands, or as it stood where the parameters say so.
    pub fn on<T>(
        &self,
        store: &Store,
        parameters: &Parameters,
        question: impl FnOnce(&Store) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let Some(time) = parameters.as_of()? else { return question(store) };
        let step = store.step(Some(&time))?;
        if step == store.data_version()? {
            return question(store);
        }
        // Whoever asks for another moment waits: rejoining takes all the memory that one should have.
        let mut past = lock(&self.past);
        let then = match past.get(step) {
            Some(then) => then,
            None => past.put(step, store.as_of(step)?),
        };
        drop(past);
        question(&lock(&then))
    }

    /// The index of a record, made where it is not kept.
    pub fn index(&self, store: &Store) -> Result<Arc<Index>, Problem> {
        let version = store.data_version()?;
        let mut kept = lock(&self.indexes);
        if let Some((_, index)) = kept.iter().find(|(v, _)| *v == version) {
            return Ok(index.clone());
        }
        let actors = &self.engine.lexicon().actors;
        let state = |code: &str| actors.state_by_code(code).map(|id| actors.get(id).name.clone());
        let index = Arc::new(Index::of(store, &state)?);
        if kept.len() == INDEXES {
            kept.remove(0);
        }
        kept.push((version, index.clone()));
        Ok(index)
    }
}

/// Indexes that are kept, of as many states of the record.
const INDEXES: usize = 3;

//! The record as it stood: rejoined once for each moment asked for, and kept for a while.

use dateline_store::Store;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// Moments that are kept.
const KEPT: usize = 3;

/// Records as they stood after a step of the log, the latest asked for last.
#[derive(Default)]
pub(crate) struct Past(VecDeque<(i64, Arc<Mutex<Store>>)>);

impl Past {
    /// The record after a step, if it is kept.
    pub fn get(&mut self, step: i64) -> Option<Arc<Mutex<Store>>> {
        let at = self.0.iter().position(|(s, _)| *s == step)?;
        let found = self.0.remove(at)?;
        let store = found.1.clone();
        self.0.push_back(found);
        Some(store)
    }

    /// Keeps a record.
    pub fn put(&mut self, step: i64, store: Store) -> Arc<Mutex<Store>> {
        let store = Arc::new(Mutex::new(store));
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back((step, store.clone()));
        store
    }
}

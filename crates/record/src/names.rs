//! Sets of names in little room: of a few names each, there is one for each side of each telling.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Deref;

/// Names, each once, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Names(Box<[Box<str>]>);

impl Deref for Names {
    type Target = [Box<str>];

    fn deref(&self) -> &[Box<str>] {
        &self.0
    }
}

impl<S: Into<Box<str>>> FromIterator<S> for Names {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Names {
        let once: BTreeSet<Box<str>> = names.into_iter().map(Into::into).collect();
        Names(once.into_iter().collect())
    }
}

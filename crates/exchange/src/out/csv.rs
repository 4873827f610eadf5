//! The flat view as a record exports it: its columns, and behind them why the report was taken back, if it was.

use crate::flat::{COLUMNS as FLAT, flat_row};
use crate::sheet::Row;
use crate::told::Telling;

/// The columns of the flat view, and `retracted`.
pub(crate) const COLUMNS: [&str; FLAT.len() + 1] = {
    let mut all = ["retracted"; FLAT.len() + 1];
    let mut i = 0;
    while i < FLAT.len() {
        all[i] = FLAT[i];
        i += 1;
    }
    all
};

pub(crate) fn row(telling: &Telling<'_>) -> Row {
    let mut row = Row(flat_row(telling.claim));
    row.maybe(telling.origin.retracted.as_deref());
    row
}

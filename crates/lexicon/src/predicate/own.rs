//! Event types of a user's own: finer than PLOVER's, or beside them.
//!
//! A row declares its type by naming it and giving a `parent` (the PLOVER type that it refines) or a `quad` class; other
//! rows of that type need not repeat it.

use super::row::RawRow;
use crate::Problem;
use crate::source::Source;
use crate::vocabulary::is_type;
use std::collections::BTreeMap;

/// A type that PLOVER does not have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnType {
    /// The PLOVER type that it refines: the coder treats its events so, and quad class, score and ACLED's name come from it.
    pub parent: Option<String>,
    /// Quad class, where it is given.
    pub quad: Option<u8>,
    /// Conflict–cooperation score, where it is given.
    pub score: Option<f32>,
    /// `events/raids.toml:4`, the first row that declares it.
    pub file_line: String,
}

/// All own types by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct OwnTypes {
    pub all: BTreeMap<String, OwnType>,
}

impl OwnTypes {
    /// Takes in what a row declares of its type.
    pub fn gather(&mut self, source: &Source, row: &RawRow, problems: &mut Vec<Problem>) {
        let (offset, id) = row.place();
        let mut tell = |message: String| problems.push(source.problem(offset, format!("row {id}: {message}")));
        let declares = row.parent.is_some() || row.quad.is_some() || row.score.is_some();
        if !declares {
            return;
        }
        if is_type(&row.kind) || row.kind.is_empty() {
            return tell(
                "`parent`, `quad` and `score` belong to a type of your own: PLOVER's scores stand in events/plover.toml".into(),
            );
        }
        let well_named = row.kind.len() <= 40
            && row.kind.starts_with(|c: char| c.is_ascii_uppercase())
            && row.kind.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'));
        if !well_named {
            tell(format!("type “{}”: write a type of your own in capitals, digits, _ and -", row.kind));
        }
        if let Some(parent) = row.parent.as_deref().filter(|p| !is_type(p)) {
            tell(format!("parent “{parent}” is no type of PLOVER"));
        }
        if row.quad.is_some_and(|q| !(1..=4).contains(&q)) {
            tell("the quad class is 1 to 4".into());
        }
        if row.score.is_some_and(|s| !(-10.0..=10.0).contains(&s)) {
            tell("the score is -10 to 10".into());
        }
        let new = OwnType {
            parent: row.parent.clone().filter(|p| is_type(p)),
            quad: row.quad,
            score: row.score,
            file_line: format!("{}:{}", source.file, source.line(offset)),
        };
        let Some(old) = self.all.get_mut(&row.kind) else {
            self.all.insert(row.kind.clone(), new);
            return;
        };
        let clash = old.parent.is_some() && new.parent.is_some() && old.parent != new.parent
            || old.quad.is_some() && new.quad.is_some() && old.quad != new.quad
            || old.score.is_some() && new.score.is_some() && old.score != new.score;
        if clash {
            tell(format!("type {} is declared otherwise at {}: keep one", row.kind, old.file_line));
        }
        old.parent = old.parent.take().or(new.parent);
        old.quad = old.quad.or(new.quad);
        old.score = old.score.or(new.score);
    }

    pub fn get(&self, name: &str) -> Option<&OwnType> {
        self.all.get(name)
    }
}

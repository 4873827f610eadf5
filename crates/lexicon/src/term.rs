//! What agreements oblige to, and what figures count.

use crate::Problem;
use crate::source::{Source, source};
use crate::predicate::{Classes, Filler, Pos, Slot, slots};
use crate::vocabulary::{COUNTED, TERMS};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use toml::Spanned;

const CLASSES: Source = source!("events/classes.toml");
const OBLIGATIONS: Source = source!("terms/obligations.toml");
const FIGURES: Source = source!("terms/figures.toml");

/// The texts of its files, for the version of the lexicon.
pub(crate) fn texts() -> impl Iterator<Item = &'static str> {
    [OBLIGATIONS, FIGURES].into_iter().map(|s| s.text)
}

/// How an obligation is told: `withdraw troops`, `refrain from using force`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Unique name.
    pub id: String,
    /// The term: `cease_fire`, `withdraw`, ….
    pub term: String,
    /// Verbs, nouns or adjectives that tell it.
    pub lemmas: Vec<String>,
    /// Their part of speech.
    pub pos: Pos,
    /// Each slot must hold one of the fillers.
    pub needs: Vec<(Slot, Vec<Filler>)>,
    /// It is told by negating the word: `not to fire`. A row without this wants the word unnegated.
    pub negated: bool,
    /// Who benefits; the first slot that is filled wins.
    pub recipient: Vec<Slot>,
    /// A sentence in which it fires.
    pub fires: Vec<String>,
}

/// Where the number of a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// The phrase in the logical object is counted: `killed 40 people`.
    Obj,
    /// The phrase in the logical subject is counted: `40 people died`.
    Subj,
    /// The word's own number: `40 deaths`, `39 dead`.
    Own,
    /// The number under *of* or *at*, or that the noun *rises to*, *stands at*, *reaches*: `a death toll of 40`.
    Value,
}

/// A word that tells how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Unique name.
    pub id: String,
    /// What is counted: `killed`, `wounded`, ….
    pub what: String,
    /// Words that tell it.
    pub lemmas: Vec<String>,
    /// Their part of speech.
    pub pos: Pos,
    /// Where the number stands.
    pub counted: Counted,
    /// Each slot must hold one of the fillers.
    pub needs: Vec<(Slot, Vec<Filler>)>,
    /// Whether the subject (or `by` phrase) did it.
    pub actor: Vec<Slot>,
    /// The number is a running total or a period's by its nature: `death toll`.
    pub total: bool,
    /// A sentence in which it fires.
    pub fires: Vec<String>,
}

/// Obligation terms and figures, compiled.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    duties: FxHashMap<(Pos, String), Vec<Arc<Duty>>>,
    tallies: FxHashMap<(Pos, String), Vec<Arc<Tally>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDuties {
    term: Vec<RawDuty>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDuty {
    id: Spanned<String>,
    term: String,
    lemmas: Vec<String>,
    pos: Pos,
    #[serde(default)]
    needs: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    negated: bool,
    #[serde(default)]
    recipient: Vec<String>,
    fires: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTallies {
    figure: Vec<RawTally>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTally {
    id: Spanned<String>,
    what: String,
    lemmas: Vec<String>,
    pos: Pos,
    counted: Counted,
    #[serde(default)]
    needs: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    total: bool,
    fires: Vec<String>,
}

/// Reads the constraints of a row.
fn needs(raw: BTreeMap<String, Vec<String>>, classes: &Classes, tell: &mut dyn FnMut(String)) -> Vec<(Slot, Vec<Filler>)> {
    let mut all = Vec::new();
    for (name, wanted) in raw {
        let Some(slot) = slots(vec![name], tell).pop() else { continue };
        let mut fillers = Vec::new();
        for text in wanted {
            match Filler::parse(&text, classes) {
                Some(filler) => fillers.push(filler),
                None => tell(format!("unknown class or kind “{text}”: classes stand in events/classes.toml")),
            }
        }
        all.push((slot, fillers));
    }
    all
}

impl Terms {
    /// The terms that the program carries, read once.
    pub fn builtin() -> &'static Terms {
        static BUILTIN: OnceLock<Terms> = OnceLock::new();
        BUILTIN.get_or_init(|| Terms::load().0)
    }

    /// Reads and checks the files.
    pub fn load() -> (Terms, Vec<Problem>) {
        let mut problems = Vec::new();
        // Faults of the classes are told by the event lexicon.
        let classes = Classes::read(&CLASSES, &mut Vec::new());
        let mut terms = Terms::default();
        let mut ids: FxHashMap<String, ()> = FxHashMap::default();
        for raw in OBLIGATIONS.read::<RawDuties>(&mut problems).term {
            let at = raw.id.span().start;
            let id = raw.id.into_inner();
            let mut told = Vec::new();
            if !TERMS.contains(&raw.term.as_str()) {
                told.push(format!("unknown term “{}”", raw.term));
            }
            if ids.insert(id.clone(), ()).is_some() {
                told.push("the id is taken".into());
            }
            let mut tell = |m: String| told.push(m);
            let duty = Arc::new(Duty {
                needs: needs(raw.needs, &classes, &mut tell),
                recipient: slots(raw.recipient, &mut tell),
                term: raw.term,
                lemmas: raw.lemmas,
                pos: raw.pos,
                negated: raw.negated,
                fires: raw.fires,
                id,
            });
            if duty.fires.is_empty() || duty.lemmas.is_empty() {
                told.push("lemmas and a sentence in `fires` are needed".into());
            }
            problems.extend(told.into_iter().map(|m| OBLIGATIONS.problem(at, format!("row {}: {m}", duty.id))));
            for lemma in &duty.lemmas {
                terms.duties.entry((duty.pos, lemma.clone())).or_default().push(Arc::clone(&duty));
            }
        }
        for raw in FIGURES.read::<RawTallies>(&mut problems).figure {
            let at = raw.id.span().start;
            let id = raw.id.into_inner();
            let mut told = Vec::new();
            if !COUNTED.contains(&raw.what.as_str()) {
                told.push(format!("unknown figure “{}”", raw.what));
            }
            if ids.insert(id.clone(), ()).is_some() {
                told.push("the id is taken".into());
            }
            let mut tell = |m: String| told.push(m);
            let tally = Arc::new(Tally {
                needs: needs(raw.needs, &classes, &mut tell),
                actor: slots(raw.actor, &mut tell),
                what: raw.what,
                lemmas: raw.lemmas,
                pos: raw.pos,
                counted: raw.counted,
                total: raw.total,
                fires: raw.fires,
                id,
            });
            if tally.fires.is_empty() || tally.lemmas.is_empty() {
                told.push("lemmas and a sentence in `fires` are needed".into());
            }
            problems.extend(told.into_iter().map(|m| FIGURES.problem(at, format!("row {}: {m}", tally.id))));
            for lemma in &tally.lemmas {
                terms.tallies.entry((tally.pos, lemma.clone())).or_default().push(Arc::clone(&tally));
            }
        }
        for rows in terms.duties.values_mut() {
            rows.sort_by_key(|r| std::cmp::Reverse((r.negated, r.needs.len())));
        }
        for rows in terms.tallies.values_mut() {
            rows.sort_by_key(|r| std::cmp::Reverse(r.needs.len()));
        }
        (terms, problems)
    }

    /// What a word obliges to, most specific row first.
    pub fn duties(&self, lemma: &str, pos: Pos) -> &[Arc<Duty>] {
        self.duties.get(&(pos, lemma.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// What a word counts, most specific row first.
    pub fn tallies(&self, lemma: &str, pos: Pos) -> &[Arc<Tally>] {
        self.tallies.get(&(pos, lemma.to_owned())).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_have_no_faults() {
        let (_, problems) = Terms::load();
        assert!(problems.is_empty(), "{}", problems.iter().map(|f| format!("{f}\n")).collect::<String>());
    }

    #[test]
    fn every_term_and_the_common_figures_can_be_told() {
        let terms = Terms::builtin();
        for term in TERMS.iter().filter(|t| **t != "other") {
            assert!(terms.duties.values().flatten().any(|d| d.term == *term), "nothing tells {term}");
        }
        for what in COUNTED {
            assert!(terms.tallies.values().flatten().any(|t| t.what == *what), "nothing counts {what}");
        }
    }

    #[test]
    fn where_the_number_stands() {
        let terms = Terms::builtin();
        let first = |l: &str, p| terms.tallies(l, p).last().map(|t| (t.what.as_str(), t.counted));
        assert_eq!(first("kill", Pos::Verb), Some(("killed", Counted::Obj)));
        assert_eq!(first("die", Pos::Verb), Some(("killed", Counted::Subj)));
        assert_eq!(first("fatality", Pos::Noun), Some(("killed", Counted::Own)));
        assert_eq!(first("death toll", Pos::Noun), Some(("killed", Counted::Value)));
        assert!(terms.tallies("see", Pos::Verb).is_empty());
    }
}

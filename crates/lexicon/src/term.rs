//! What agreements oblige to, and what figures count.

use crate::Problem;
use crate::layer::Layers;
use crate::predicate::{Classes, Filler, Pos, Slot, slots};
use crate::source::{Source, source};
use crate::vocabulary::{COUNTED, TERMS};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;

const OBLIGATIONS: Source = source!("terms/obligations.toml");
const FIGURES: Source = source!("terms/figures.toml");

/// Its files.
pub(crate) const SOURCES: [Source; 2] = [OBLIGATIONS, FIGURES];

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
    /// Of one person, by name or pronoun too, it tells a death or wound by violence: `pronounced dead at the scene`.
    pub single: bool,
    /// A sentence in which it fires.
    pub fires: Vec<String>,
}

/// Obligation terms and figures, compiled.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    duties: FxHashMap<(Pos, String), Vec<Arc<Duty>>>,
    tallies: FxHashMap<(Pos, String), Vec<Arc<Tally>>>,
    ids: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDuties {
    #[serde(default)]
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
    #[serde(default)]
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
    #[serde(default)]
    single: bool,
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
    /// Reads and checks the files in every layer. A folder's row replaces the one of its id.
    pub(crate) fn load(layers: &Layers, classes: &Classes, problems: &mut Vec<Problem>) -> Terms {
        let mut ids: FxHashMap<String, usize> = FxHashMap::default();
        let mut duties: Vec<(Arc<Duty>, usize)> = Vec::new();
        for source in layers.of(&OBLIGATIONS) {
            for raw in source.read::<RawDuties>(problems).term {
                let (at, id) = (raw.id.span().start, raw.id.into_inner());
                let mut told = Vec::new();
                if !TERMS.contains(&raw.term.as_str()) {
                    told.push(format!("unknown term “{}”: one of {}", raw.term, TERMS.join(" ")));
                }
                if ids.insert(id.clone(), source.layer) == Some(source.layer) {
                    told.push("the id is taken".into());
                }
                let mut tell = |m: String| told.push(m);
                let duty = Arc::new(Duty {
                    needs: needs(raw.needs, classes, &mut tell),
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
                problems.extend(told.into_iter().map(|m| source.problem(at, format!("row {}: {m}", duty.id))));
                duties.push((duty, source.layer));
            }
        }
        duties.retain(|(duty, layer)| ids.get(&duty.id) == Some(layer) && !layers.drops("term", &duty.id, *layer));
        layers.check_drops("term", &|id| ids.contains_key(id), problems);
        let mut ids: FxHashMap<String, usize> = FxHashMap::default();
        let mut tallies: Vec<(Arc<Tally>, usize)> = Vec::new();
        for source in layers.of(&FIGURES) {
            for raw in source.read::<RawTallies>(problems).figure {
                let (at, id) = (raw.id.span().start, raw.id.into_inner());
                let mut told = Vec::new();
                if !COUNTED.contains(&raw.what.as_str()) {
                    told.push(format!("unknown figure “{}”: one of {}", raw.what, COUNTED.join(" ")));
                }
                if ids.insert(id.clone(), source.layer) == Some(source.layer) {
                    told.push("the id is taken".into());
                }
                let mut tell = |m: String| told.push(m);
                let tally = Arc::new(Tally {
                    needs: needs(raw.needs, classes, &mut tell),
                    actor: slots(raw.actor, &mut tell),
                    what: raw.what,
                    lemmas: raw.lemmas,
                    pos: raw.pos,
                    counted: raw.counted,
                    total: raw.total,
                    single: raw.single,
                    fires: raw.fires,
                    id,
                });
                if tally.fires.is_empty() || tally.lemmas.is_empty() {
                    told.push("lemmas and a sentence in `fires` are needed".into());
                }
                problems.extend(told.into_iter().map(|m| source.problem(at, format!("row {}: {m}", tally.id))));
                tallies.push((tally, source.layer));
            }
        }
        tallies.retain(|(tally, layer)| ids.get(&tally.id) == Some(layer) && !layers.drops("figure", &tally.id, *layer));
        layers.check_drops("figure", &|id| ids.contains_key(id), problems);
        let mut terms = Terms::default();
        for (duty, _) in &duties {
            for lemma in &duty.lemmas {
                terms.duties.entry((duty.pos, lemma.clone())).or_default().push(Arc::clone(duty));
            }
        }
        for (tally, _) in &tallies {
            for lemma in &tally.lemmas {
                terms.tallies.entry((tally.pos, lemma.clone())).or_default().push(Arc::clone(tally));
            }
        }
        for rows in terms.duties.values_mut() {
            rows.sort_by_key(|r| std::cmp::Reverse((r.negated, r.needs.len())));
        }
        for rows in terms.tallies.values_mut() {
            rows.sort_by_key(|r| std::cmp::Reverse(r.needs.len()));
        }
        terms.ids = duties.iter().map(|(d, _)| d.id.clone()).chain(tallies.iter().map(|(t, _)| t.id.clone())).collect();
        terms
    }

    /// Ids of all rows, in the order of the files.
    pub fn ids(&self) -> &[String] {
        &self.ids
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
        let problems = crate::Lexicon::builtin().problems();
        assert!(problems.is_empty(), "{}", problems.iter().map(|f| format!("{f}\n")).collect::<String>());
    }

    #[test]
    fn every_term_and_the_common_figures_can_be_told() {
        let terms = &crate::Lexicon::builtin().terms;
        for term in TERMS.iter().filter(|t| **t != "other") {
            assert!(terms.duties.values().flatten().any(|d| d.term == *term), "nothing tells {term}");
        }
        for what in COUNTED {
            assert!(terms.tallies.values().flatten().any(|t| t.what == *what), "nothing counts {what}");
        }
    }

    #[test]
    fn where_the_number_stands() {
        let terms = &crate::Lexicon::builtin().terms;
        let first = |l: &str, p| terms.tallies(l, p).last().map(|t| (t.what.as_str(), t.counted));
        assert_eq!(first("kill", Pos::Verb), Some(("killed", Counted::Obj)));
        assert_eq!(first("die", Pos::Verb), Some(("killed", Counted::Subj)));
        assert_eq!(first("fatality", Pos::Noun), Some(("killed", Counted::Own)));
        assert_eq!(first("death toll", Pos::Noun), Some(("killed", Counted::Value)));
        assert!(terms.tallies("see", Pos::Verb).is_empty());
    }
}

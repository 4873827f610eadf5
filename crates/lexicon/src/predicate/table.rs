//! Tables beside the rows: words that set a mode or a context, scores, quad classes, ACLED's names, facilities.

use crate::Problem;
use crate::source::Source;
use crate::vocabulary::{CONTEXTS, TYPES, is_mode, is_type};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The tables, compiled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tables {
    /// Lemma → modes by type, in the order of the file.
    modes: FxHashMap<String, BTreeMap<String, Vec<String>>>,
    /// Lemma → contexts.
    contexts: FxHashMap<String, Vec<String>>,
    /// Type → quad class.
    quads: BTreeMap<String, u8>,
    /// Type and mode (empty: the type itself) → score.
    scores: BTreeMap<(String, String), f32>,
    /// ACLED's sub-events: the first line whose type and modes fit.
    acled: Vec<Acled>,
    /// Noun of a building, camp or convoy → PLOVER sector, empty where it belongs to nobody's sector.
    facilities: FxHashMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawModes {
    mode: Vec<RawMode>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMode {
    #[serde(rename = "type")]
    kind: String,
    mode: Spanned<String>,
    lemmas: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContexts {
    context: BTreeMap<String, Spanned<Vec<String>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlover {
    #[serde(rename = "type")]
    kinds: BTreeMap<String, RawKind>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKind {
    quad: u8,
    score: f32,
    #[serde(default)]
    modes: BTreeMap<String, f32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAcled {
    sub_event: Vec<Acled>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Acled {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    modes: Vec<String>,
    #[serde(default)]
    contexts: Vec<String>,
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    other: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

/// An event as the table of ACLED's sub-events asks for it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Deed<'d> {
    /// PLOVER type.
    pub kind: &'d str,
    /// Modes.
    pub modes: &'d [&'d str],
    /// Contexts.
    pub contexts: &'d [&'d str],
    /// Sectors of those who act; `state` for a state named without its army or government.
    pub actors: &'d [&'d str],
    /// Sectors of those on the other side: who is acted upon, or who acts against the first.
    pub others: &'d [&'d str],
    /// The words that carry it.
    pub words: &'d str,
}

impl Acled {
    /// Every column that a line fills must fit; of a column's cells one is enough.
    fn fits(&self, deed: &Deed<'_>, words: &str) -> bool {
        let one = |asked: &[String], given: &[&str]| asked.is_empty() || asked.iter().any(|cell| given.contains(&cell.as_str()));
        let said = |cell: &String| match cell.strip_suffix('*') {
            Some(stem) => words.contains(&format!(" {stem}")),
            None => words.contains(&format!(" {cell} ")),
        };
        self.kind == deed.kind
            && one(&self.modes, deed.modes)
            && one(&self.contexts, deed.contexts)
            && one(&self.actor, deed.actors)
            && one(&self.other, deed.others)
            && (self.words.is_empty() || self.words.iter().any(said))
            && !self.never.iter().any(said)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFacilities {
    sector: BTreeMap<String, Vec<String>>,
}

/// The files of the tables.
pub(crate) struct Sources {
    pub modes: Source,
    pub contexts: Source,
    pub plover: Source,
    pub acled: Source,
    pub facilities: Source,
}

impl Tables {
    /// Reads and checks all of them.
    pub fn read(sources: &Sources, problems: &mut Vec<Problem>) -> Tables {
        let mut tables = Tables::default();
        for row in sources.modes.read::<RawModes>(problems).mode {
            let at = row.mode.span().start;
            let mode = row.mode.into_inner();
            if !is_mode(&row.kind, &mode) {
                problems.push(sources.modes.problem(at, format!("type {} has no mode “{mode}”", row.kind)));
                continue;
            }
            for lemma in row.lemmas {
                tables.modes.entry(lemma).or_default().entry(row.kind.clone()).or_default().push(mode.clone());
            }
        }
        for (context, lemmas) in sources.contexts.read::<RawContexts>(problems).context {
            if !CONTEXTS.contains(&context.as_str()) {
                problems.push(sources.contexts.problem(lemmas.span().start, format!("unknown context “{context}”")));
            }
            for lemma in lemmas.into_inner() {
                tables.contexts.entry(lemma).or_default().push(context.clone());
            }
        }
        for (kind, raw) in sources.plover.read::<RawPlover>(problems).kinds {
            if !is_type(&kind) || !(1..=4).contains(&raw.quad) {
                problems.push(sources.plover.problem(0, format!("type {kind}: unknown, or its quad class is not 1 to 4")));
            }
            tables.quads.insert(kind.clone(), raw.quad);
            tables.scores.insert((kind.clone(), String::new()), raw.score);
            for (mode, score) in raw.modes {
                if !is_mode(&kind, &mode) {
                    problems.push(sources.plover.problem(0, format!("type {kind} has no mode “{mode}”")));
                }
                tables.scores.insert((kind.clone(), mode), score);
            }
        }
        for (kind, _) in TYPES {
            if !tables.quads.contains_key(*kind) {
                problems.push(sources.plover.problem(0, format!("type {kind} is missing")));
            }
        }
        tables.acled = sources.acled.read::<RawAcled>(problems).sub_event;
        for line in &tables.acled {
            let unknown = |c: &String| !CONTEXTS.contains(&c.as_str());
            if !is_type(&line.kind) || line.modes.iter().any(|m| !is_mode(&line.kind, m)) || line.contexts.iter().any(unknown) {
                problems.push(sources.acled.problem(0, format!("sub-event “{}”: unknown type, mode or context", line.name)));
            }
        }
        for (sector, lemmas) in sources.facilities.read::<RawFacilities>(problems).sector {
            let sector = if sector == "none" { String::new() } else { sector };
            for lemma in lemmas {
                tables.facilities.insert(lemma, sector.clone());
            }
        }
        tables
    }

    pub fn modes(&self, kind: &str, lemma: &str) -> &[String] {
        self.modes.get(lemma).and_then(|by| by.get(kind)).map_or(&[], Vec::as_slice)
    }

    /// Whether some word sets this mode.
    #[cfg(test)]
    pub fn sets(&self, kind: &str, mode: &str) -> bool {
        self.modes.values().any(|by| by.get(kind).is_some_and(|modes| modes.iter().any(|m| m == mode)))
    }

    pub fn contexts(&self, lemma: &str) -> &[String] {
        self.contexts.get(lemma).map_or(&[], Vec::as_slice)
    }

    pub fn quad(&self, kind: &str) -> Option<u8> {
        self.quads.get(kind).copied()
    }

    /// The score of the type, or of its mode farthest from zero.
    pub fn score<'m>(&self, kind: &str, modes: impl IntoIterator<Item = &'m str>) -> Option<f32> {
        let of = |mode: &str| self.scores.get(&(kind.to_owned(), mode.to_owned())).copied();
        let strongest = modes.into_iter().filter_map(of).reduce(|a, b| if b.abs() > a.abs() { b } else { a });
        strongest.or_else(|| of(""))
    }

    pub fn acled(&self, deed: &Deed<'_>) -> Option<&str> {
        let mut words = String::from(" ");
        for word in deed.words.to_lowercase().split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty())
        {
            words.push_str(word);
            words.push(' ');
        }
        self.acled.iter().find(|line| line.fits(deed, &words)).map(|line| line.name.as_str())
    }

    pub fn facility(&self, lemma: &str) -> Option<&str> {
        self.facilities.get(lemma).map(String::as_str)
    }
}

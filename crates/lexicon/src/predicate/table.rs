//! Tables beside the rows: words that set a mode or a context, scores, quad classes, ACLED's names, facilities.

use crate::Problem;
use crate::codes::{SECTORS, SUPRANATIONAL};
use crate::layer::Layers;
use crate::source::{Source, source};
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
    acled: Vec<SubEvent>,
    /// Words after which a quote tells what came before the event.
    behind: Vec<String>,
    /// Noun of a building, camp or convoy → PLOVER sector, empty where it belongs to nobody's sector.
    facilities: FxHashMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawModes {
    #[serde(default)]
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
    #[serde(default)]
    context: BTreeMap<String, Spanned<Vec<String>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlover {
    #[serde(rename = "type", default)]
    kinds: BTreeMap<String, Spanned<RawKind>>,
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
    #[serde(default)]
    behind: Vec<String>,
    #[serde(default)]
    sub_event: Vec<SubEvent>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SubEvent {
    name: Spanned<String>,
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

impl SubEvent {
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
    #[serde(default)]
    sector: BTreeMap<String, Spanned<Vec<String>>>,
}

/// The files of the tables.
pub(crate) const SOURCES: [Source; 5] = [
    source!("events/modes.toml"),
    source!("events/contexts.toml"),
    source!("events/plover.toml"),
    source!("events/acled.toml"),
    source!("events/facilities.toml"),
];

impl Tables {
    /// Reads and checks all of them in every layer. Words of a folder are added to ours, and taken away where written
    /// `-word`; its scores replace ours; its sub-events are tried before ours.
    pub fn read(layers: &Layers, problems: &mut Vec<Problem>) -> Tables {
        let mut tables = Tables::default();
        let [modes, contexts, plover, acled, facilities] = SOURCES.map(|source| layers.of(&source));
        for source in &modes {
            for row in source.read::<RawModes>(problems).mode {
                let at = row.mode.span().start;
                let mode = row.mode.into_inner();
                if !is_mode(&row.kind, &mode) {
                    problems.push(source.problem(at, format!("type {} has no mode “{mode}”", row.kind)));
                    continue;
                }
                for lemma in row.lemmas {
                    let gone = lemma.strip_prefix('-').map(str::to_owned);
                    let word = gone.clone().unwrap_or(lemma);
                    let list = tables.modes.entry(word).or_default().entry(row.kind.clone()).or_default();
                    match gone {
                        Some(_) => list.retain(|m| *m != mode),
                        None => list.push(mode.clone()),
                    }
                }
            }
        }
        for source in &contexts {
            for (context, lemmas) in source.read::<RawContexts>(problems).context {
                if !CONTEXTS.contains(&context.as_str()) {
                    problems.push(source.problem(lemmas.span().start, format!("unknown context “{context}”")));
                }
                for lemma in lemmas.into_inner() {
                    match lemma.strip_prefix('-') {
                        Some(word) => tables.contexts.entry(word.to_owned()).or_default().retain(|c| *c != context),
                        None => tables.contexts.entry(lemma).or_default().push(context.clone()),
                    }
                }
            }
        }
        for source in &plover {
            for (kind, raw) in source.read::<RawPlover>(problems).kinds {
                let at = raw.span().start;
                let raw = raw.into_inner();
                if !is_type(&kind) || !(1..=4).contains(&raw.quad) {
                    let message = format!(
                        "type {kind}: unknown, or its quad class is not 1 to 4; a type of your own is declared by its rows"
                    );
                    problems.push(source.problem(at, message));
                }
                tables.quads.insert(kind.clone(), raw.quad);
                tables.scores.insert((kind.clone(), String::new()), raw.score);
                for (mode, score) in raw.modes {
                    if !is_mode(&kind, &mode) {
                        problems.push(source.problem(at, format!("type {kind} has no mode “{mode}”")));
                    }
                    tables.scores.insert((kind.clone(), mode), score);
                }
            }
        }
        for (kind, _) in TYPES {
            if !tables.quads.contains_key(*kind) {
                problems.push(plover[0].problem(0, format!("type {kind} is missing")));
            }
        }
        for source in acled.iter().rev() {
            let raw = source.read::<RawAcled>(problems);
            tables.behind.extend(raw.behind.iter().map(|word| format!(" {} ", word.to_lowercase())));
            for line in raw.sub_event {
                let at = line.name.span().start;
                let context = |c: &String| !CONTEXTS.contains(&c.as_str());
                if !is_type(&line.kind) || line.modes.iter().any(|m| !is_mode(&line.kind, m)) || line.contexts.iter().any(context)
                {
                    let name = line.name.get_ref();
                    problems.push(source.problem(at, format!("sub-event “{name}”: unknown type, mode or context")));
                }
                tables.acled.push(line);
            }
        }
        for source in &facilities {
            for (sector, lemmas) in source.read::<RawFacilities>(problems).sector {
                let at = lemmas.span().start;
                let known = SECTORS.contains(&sector.as_str()) || SUPRANATIONAL.contains(&sector.as_str());
                if sector != "none" && !known {
                    problems.push(source.problem(at, format!("unknown sector “{sector}”: none or one of {}", SECTORS.join(" "))));
                }
                let sector = if sector == "none" { String::new() } else { sector };
                for lemma in lemmas.into_inner() {
                    match lemma.strip_prefix('-') {
                        Some(word) => tables.facilities.remove(word),
                        None => tables.facilities.insert(lemma, sector.clone()),
                    };
                }
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
        let lower = deed.words.to_lowercase();
        let all: Vec<&str> = lower.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
        let number = |word: Option<&&str>| word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        for (i, word) in all.iter().enumerate() {
            // March beside a day or a year is a month and no march.
            let month = *word == "march" && (number(i.checked_sub(1).and_then(|i| all.get(i))) || number(all.get(i + 1)));
            words.push_str(if month { "month-of-march" } else { word });
            words.push(' ');
        }
        // What it follows or answers is another event; a quote that opens so is left whole.
        let cut = self.behind.iter().filter_map(|word| words.find(word.as_str())).filter(|at| *at > 0).min();
        words.truncate(cut.map_or(words.len(), |at| at + 1));
        self.acled.iter().find(|line| line.fits(deed, &words)).map(|line| line.name.get_ref().as_str())
    }

    pub fn facility(&self, lemma: &str) -> Option<&str> {
        self.facilities.get(lemma).map(String::as_str)
    }
}

//! One row of the event lexicon: a sense of a verb, noun or adjective, and where its participants stand.

use super::class::{ClassId, Classes};
use super::own::OwnTypes;
use crate::Problem;
use crate::source::Source;
use crate::vocabulary::{CONTEXTS, ROLES, TYPES, is_mode, is_type};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// Part of speech of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pos {
    /// A verb, maybe with a particle after a space: `pull out`.
    Verb,
    /// A noun, maybe with modifiers before it: `hunger strike`.
    Noun,
    /// An adjective or participle.
    Adj,
}

/// A place in the sentence where a participant stands, relative to the predicate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Logical subject: of the verb (the `by` phrase of a passive), or lent to a noun by its support verb.
    Subj,
    /// Logical object: of the verb (the subject of a passive), or lent to a noun by its support verb.
    Obj,
    /// Indirect object.
    Iobj,
    /// Possessor of a noun.
    Poss,
    /// Modifier before a noun, demonyms among them.
    Mod,
    /// Clausal complement.
    Comp,
    /// Phrase under this preposition.
    Prep(String),
}

/// Kinds of phrase that a row may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FillerKind {
    /// Anybody who acts.
    Actor,
    /// A state or its government.
    State,
    /// Human beings or groups of them, not states.
    People,
    /// A named place or a noun for one.
    Place,
    /// A number, or a phrase counted by one.
    Number,
    /// A clause.
    Clause,
    /// An infinitive with *to*, not a clause of its own: "told them *to leave*".
    Infinitive,
    /// A verb with all that it does, not what somebody is.
    Verb,
}

/// What a slot must, or must not, hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filler {
    /// This lemma (several words joined by a space).
    Lemma(String),
    /// A lemma of this class (`@ceasefire`).
    Class(ClassId),
    /// A kind of phrase (`#state`).
    Kind(FillerKind),
}

/// What stands in the complement of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// Nothing to follow.
    #[default]
    None,
    /// What is promised or agreed: obligations.
    Obligation,
    /// What is said.
    Speech,
    /// What somebody is accused of.
    Allegation,
}

/// One sense of one or several lemmas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Unique name, as it appears in a claim's `rule`.
    pub id: String,
    /// Lemmas in lower case.
    pub lemmas: Vec<String>,
    /// Their part of speech.
    pub pos: Pos,
    /// PLOVER type, as which the coder treats the event; empty for a sense that is no event. Of a type of the
    /// user's own its parent, or without a parent its own name.
    pub kind: String,
    /// The type of the user's own that claims carry in its stead.
    pub own: Option<String>,
    /// PLOVER modes that the row always has.
    pub modes: Vec<String>,
    /// Preferred CAMEO code.
    pub cameo: Option<String>,
    /// PLOVER contexts that the row always has.
    pub contexts: Vec<String>,
    /// Where the actor stands; the first slot that is filled wins.
    pub actor: Vec<Slot>,
    /// Where the recipient stands; the first slot that is filled wins.
    pub recipient: Vec<Slot>,
    /// For two-sided acts: everybody in these slots acts.
    pub sides: Vec<Slot>,
    /// Third parties: role, and where they stand.
    pub third: Vec<(String, Vec<Slot>)>,
    /// Each slot must hold one of the fillers.
    pub needs: Vec<(Slot, Vec<Filler>)>,
    /// No slot may hold one of the fillers.
    pub never: Vec<(Slot, Vec<Filler>)>,
    /// The row says that the act did not come about, or that it came to an end.
    pub negative: bool,
    /// `future` or `hypothetical` where the sense implies it.
    pub modality: Option<String>,
    /// What its complement holds.
    pub content: Content,
    /// The claim is welcome but not owed.
    pub optional: bool,
    /// Only somebody's saying so makes an act of it ("said that the vote was rigged"); who says it is its actor.
    pub said: bool,
    /// Only what is denied makes an act of it ("found no evidence", "would not tolerate"); the act itself is told as done.
    pub denied: bool,
    /// Sentences in which the row fires.
    pub fires: Vec<String>,
    /// Sentences in which it must stay silent.
    pub silent: Vec<String>,
    /// Where the row comes from.
    pub source: String,
    /// File and line.
    pub file_line: String,
    /// 0 for the program's own rows, 1 and on for those of folders laid over them.
    pub layer: usize,
}

/// One slot or several, in a file.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn list(self) -> Vec<String> {
        match self {
            OneOrMany::One(s) => vec![s],
            OneOrMany::Many(v) => v,
        }
    }
}

/// A row as the file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRow {
    id: Spanned<String>,
    lemmas: Vec<String>,
    pos: Pos,
    #[serde(rename = "type", default)]
    pub kind: String,
    /// For types of the user's own.
    pub parent: Option<String>,
    pub quad: Option<u8>,
    pub score: Option<f32>,
    #[serde(default)]
    not_event: bool,
    #[serde(default)]
    modes: Vec<String>,
    cameo: Option<String>,
    #[serde(default)]
    contexts: Vec<String>,
    actor: Option<Vec<String>>,
    recipient: Option<Vec<String>>,
    #[serde(default)]
    sides: Vec<String>,
    #[serde(default)]
    third: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    needs: BTreeMap<String, OneOrMany>,
    #[serde(default)]
    never: BTreeMap<String, OneOrMany>,
    polarity: Option<String>,
    modality: Option<String>,
    #[serde(default)]
    content: Content,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    said: bool,
    #[serde(default)]
    denied: bool,
    #[serde(default)]
    fires: Vec<String>,
    #[serde(default)]
    silent: Vec<String>,
    source: Option<String>,
}

/// A file of rows.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    /// Source of the rows that name none.
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub row: Vec<RawRow>,
}

/// Prepositions that name a slot.
const PREPOSITIONS: &[&str] = &[
    "by",
    "of",
    "on",
    "against",
    "with",
    "between",
    "to",
    "from",
    "for",
    "over",
    "at",
    "in",
    "into",
    "about",
    "under",
    "among",
    "toward",
    "towards",
    "upon",
    "through",
    "around",
    "across",
    "near",
    "out of",
    "off",
    "after",
    "as",
    "inside",
    "within",
    "outside",
    "until",
    "beside",
    "alongside",
    "beyond",
    "since",
    "via",
    "amid",
    "behind",
    "before",
    "during",
    "onto",
    "along",
    "without",
    "despite",
    "regarding",
    "concerning",
];

impl Slot {
    /// From its name in a file.
    pub fn parse(name: &str) -> Option<Slot> {
        Some(match name {
            "subj" => Slot::Subj,
            "obj" => Slot::Obj,
            "iobj" => Slot::Iobj,
            "poss" => Slot::Poss,
            "mod" => Slot::Mod,
            "comp" => Slot::Comp,
            prep if PREPOSITIONS.contains(&prep) => Slot::Prep(prep.to_owned()),
            _ => return None,
        })
    }
}

impl Filler {
    /// From its text in a file: `lemma`, `@class` or `#kind`.
    pub(crate) fn parse(text: &str, classes: &Classes) -> Option<Filler> {
        if let Some(class) = text.strip_prefix('@') {
            return classes.id(class).map(Filler::Class);
        }
        if let Some(kind) = text.strip_prefix('#') {
            return Some(Filler::Kind(match kind {
                "actor" => FillerKind::Actor,
                "state" => FillerKind::State,
                "people" => FillerKind::People,
                "place" => FillerKind::Place,
                "number" => FillerKind::Number,
                "clause" => FillerKind::Clause,
                "infinitive" => FillerKind::Infinitive,
                "verb" => FillerKind::Verb,
                _ => return None,
            }));
        }
        Some(Filler::Lemma(text.to_lowercase()))
    }
}

/// Reads slot names; an unknown one is told through `tell` and left out.
pub(crate) fn slots(names: Vec<String>, tell: &mut dyn FnMut(String)) -> Vec<Slot> {
    names
        .into_iter()
        .filter_map(|name| {
            let slot = Slot::parse(&name);
            if slot.is_none() {
                tell(format!("unknown slot “{name}”: use subj, obj, iobj, poss, mod, comp or a preposition"));
            }
            slot
        })
        .collect()
}

fn demands(raw: BTreeMap<String, OneOrMany>, classes: &Classes, tell: &mut dyn FnMut(String)) -> Vec<(Slot, Vec<Filler>)> {
    let mut all = Vec::new();
    for (name, wanted) in raw {
        let Some(slot) = slots(vec![name], tell).pop() else { continue };
        let mut fillers = Vec::new();
        for text in wanted.list() {
            match Filler::parse(&text, classes) {
                Some(filler) => fillers.push(filler),
                None => tell(format!("unknown class or kind “{text}”: classes stand in events/classes.toml")),
            }
        }
        all.push((slot, fillers));
    }
    all
}

impl RawRow {
    /// Offset of the row in its file, and its id.
    pub fn place(&self) -> (usize, &str) {
        (self.id.span().start, self.id.get_ref())
    }

    /// Checks the row and gives every default.
    pub fn check(
        self,
        source: &Source,
        file_source: &str,
        classes: &Classes,
        types: &OwnTypes,
        problems: &mut Vec<Problem>,
    ) -> Row {
        let offset = self.id.span().start;
        let id = self.id.into_inner();
        let mut told: Vec<String> = Vec::new();
        if self.lemmas.is_empty() || self.lemmas.iter().any(|l| l.is_empty() || l.to_lowercase() != *l) {
            told.push("lemmas must be there, in lower case".into());
        }
        match (self.kind.as_str(), self.not_event) {
            ("", false) => told.push("give a `type`, or `not_event = true`".into()),
            ("", true) => {}
            (_, true) => told.push("`not_event` rows have no type".into()),
            (kind, false) if !is_type(kind) && types.get(kind).is_none() => told.push(format!(
                "unknown type “{kind}”: one of {}; a type of your own needs a `parent` (or a `quad`) in one of its rows",
                TYPES.iter().map(|t| t.0).collect::<Vec<_>>().join(" ")
            )),
            _ => {}
        }
        let own = types.get(&self.kind).map(|_| self.kind.clone());
        let kind = types.get(&self.kind).and_then(|t| t.parent.clone()).unwrap_or(self.kind.clone());
        for mode in &self.modes {
            // A type of one's own may have modes of one's own.
            if own.is_none() && !is_mode(&self.kind, mode) {
                let modes = TYPES.iter().find(|t| t.0 == self.kind).map_or(&[][..], |t| t.1);
                told.push(format!("type {} has no mode “{mode}”; its modes: {}", self.kind, modes.join(" ")));
            }
        }
        for context in &self.contexts {
            if !CONTEXTS.contains(&context.as_str()) {
                told.push(format!("unknown context “{context}”"));
            }
        }
        for role in self.third.keys() {
            if !ROLES.contains(&role.as_str()) {
                told.push(format!("unknown role “{role}”: one of {}", ROLES.join(" ")));
            }
        }
        if let Some(code) =
            self.cameo.as_deref().filter(|c| !(2..=4).contains(&c.len()) || !c.bytes().all(|b| b.is_ascii_digit()))
        {
            told.push(format!("“{code}” is no CAMEO code: two to four digits"));
        }
        let negative = match self.polarity.as_deref() {
            None | Some("positive") => false,
            Some("negative") => true,
            Some(other) => {
                told.push(format!("unknown polarity “{other}”"));
                false
            }
        };
        if let Some(m) = self.modality.as_deref().filter(|m| !matches!(*m, "future" | "hypothetical")) {
            told.push(format!("unknown modality “{m}”: future or hypothetical"));
        }
        if self.fires.is_empty() && !self.not_event || self.silent.is_empty() && self.not_event {
            told.push("a row needs a sentence in `fires` (a silent sense one in `silent`): it is its test".into());
        }
        let row_source = self.source.unwrap_or_else(|| file_source.to_owned());
        if row_source.is_empty() {
            told.push("a row, or its file, needs a `source`".into());
        }
        let noun = self.pos == Pos::Noun;
        let mut tell = |message: String| told.push(message);
        let or = |given: Option<Vec<String>>, verb: &[&str], of_noun: &[&str]| {
            given.unwrap_or_else(|| if noun { of_noun } else { verb }.iter().map(|s| (*s).to_owned()).collect())
        };
        let row = Row {
            lemmas: self.lemmas,
            pos: self.pos,
            kind,
            own,
            layer: source.layer,
            modes: self.modes,
            cameo: self.cameo,
            contexts: self.contexts,
            actor: slots(or(self.actor, &["subj"], &["by", "poss", "subj", "mod"]), &mut tell),
            recipient: slots(or(self.recipient, &["obj"], &["on", "against", "obj", "of"]), &mut tell),
            sides: slots(self.sides, &mut tell),
            third: self.third.into_iter().map(|(role, names)| (role, slots(names, &mut tell))).collect(),
            needs: demands(self.needs, classes, &mut tell),
            never: demands(self.never, classes, &mut tell),
            negative,
            modality: self.modality,
            content: self.content,
            optional: self.optional,
            said: self.said,
            denied: self.denied,
            fires: self.fires,
            silent: self.silent,
            source: row_source,
            file_line: format!("{}:{}", source.file, source.line(offset)),
            id,
        };
        problems.extend(told.into_iter().map(|m| source.problem(offset, format!("row {}: {m}", row.id))));
        row
    }
}

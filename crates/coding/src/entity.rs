//! Who is meant: noun phrases of a report resolved to actors.
//!
//! One pass in reading order, so that a pronoun or "the army" can look back at what was named before.
//! A phrase gets its institution (name, code, sector) and, where a human being is named, the person and the
//! office. What the lexicon does not know is taken from the report itself: "Armenian Foreign Minister Ararat
//! Mirzoyan" makes Mirzoyan a minister of Armenia from there on.

mod coreference;
mod facility;
mod name;
mod noun;
mod parties;
mod person;
mod phrase;
mod polity;
mod possessed;
mod theatre;

pub use person::AT_ODDS;

use name::Finder;
use person::Known;
use person::person_id;
pub(crate) use person::{is_person, name_span};
use phrase::either;
pub(crate) use phrase::phrase;
use theatre::theatre;

use crate::claim::Entity;
use crate::document::Document;
use dateline_text::{Report, Span};
use std::collections::BTreeMap;

/// Words for a rule that rests on the places of the report.
pub(crate) const BY_PLACES: &str = ", by the places in it";

/// Where a word stands: sentence and word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Loc {
    pub tree: usize,
    pub word: usize,
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Name,
    Noun,
    Pronoun,
}

/// A noun phrase, resolved.
#[derive(Clone, Debug)]
pub(crate) struct Ent {
    /// The same for every mention of one actor within the report.
    pub key: String,
    /// Party that it counts for: the state of its government and army, the group of its fighters.
    pub party: Option<String>,
    pub id: String,
    pub name: String,
    pub code: Option<String>,
    pub sector: Option<String>,
    pub kind: &'static str,
    pub person: Option<String>,
    pub office: Option<String>,
    pub loc: Loc,
    pub span: Span,
    pub via: String,
    pub form: Form,
    pub plural: bool,
    /// An office is told beside the name, here.
    pub titled: bool,
    /// A building, camp or convoy: it is struck, it never acts.
    pub thing: bool,
    /// The country is not told beside the noun but taken from where the report plays; the place of the claim knows better.
    pub assumed: bool,
    pub either: bool,
    /// Monitors, mediators: what the lexicon says of its usual relation.
    pub hint: Option<String>,
}

impl Ent {
    /// As the published layout has it.
    pub fn entity(&self, report: &Report) -> Entity {
        Entity {
            id: self.id.clone(),
            wikidata: None,
            name: self.name.clone(),
            code: self.code.clone(),
            sector: self.sector.clone(),
            kind: self.kind.into(),
            person: self.person.clone(),
            office: self.office.clone(),
            words: Some(report.quote(self.span)),
            via: self.via.clone(),
            role: None,
            either: self.either,
        }
    }

    /// How another mention came to mean this actor; where the places of the report had decided on it, that is told again.
    pub fn through(&self, how: String) -> String {
        if self.via.contains(BY_PLACES) { format!("{how}{BY_PLACES}") } else { how }
    }

    /// Whether it can act at all.
    pub fn acts(&self) -> bool {
        !self.thing
    }

    pub fn is_outlet(&self) -> bool {
        self.kind == "outlet"
    }

    pub fn is_person(&self) -> bool {
        self.person.is_some() || self.kind == "person"
    }
}

/// Every actor mention of a report, by the head word of its phrase.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    by_word: BTreeMap<Loc, Vec<Ent>>,
    /// Country in which the report plays: the one named most, with its places and demonyms.
    pub theatre: Option<String>,
    /// The places decided on the theatre, not the names of states: a fact of the world, which the rule tells.
    by_places: bool,
}

impl Entities {
    /// The actors that the phrase headed by `loc` stands for.
    pub fn at(&self, loc: Loc) -> &[Ent] {
        self.by_word.get(&loc).map_or(&[], Vec::as_slice)
    }

    /// Resolves every mention of `doc`.
    pub fn find(doc: &Document<'_>) -> Entities {
        let theatre = theatre(doc);
        let mut finder = Finder {
            doc,
            all: Entities { theatre: theatre.0, by_places: theatre.1, ..Entities::default() },
            people: BTreeMap::new(),
            locals: 0,
        };
        for tree in 0..doc.graphs.len() {
            // Names and nouns first, modifiers before their heads: a noun asks its modifiers for the country.
            let graph = &doc.graphs[tree];
            let mut order: Vec<usize> = (0..graph.len()).collect();
            order.sort_by_key(|&w| (std::cmp::Reverse(graph.path(w).count()), w));
            for word in order {
                finder.mention(Loc { tree, word }, false);
            }
            for word in 0..doc.graphs[tree].len() {
                finder.mention(Loc { tree, word }, true);
            }
            for word in 0..doc.graphs[tree].len() {
                finder.possessed(Loc { tree, word });
            }
        }
        finder.all
    }

    /// Mentions before `loc`, latest first.
    fn before(&self, loc: Loc) -> impl Iterator<Item = &Ent> {
        self.by_word.range(..loc).rev().flat_map(|(_, ents)| ents.iter())
    }
}

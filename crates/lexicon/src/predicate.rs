//! The event lexicon: which words tell that something happened, of which type, and where its participants stand.
//!
//! Rows live in `lexicon/events/*.toml`; the layout is told in the README beside them. A lemma may have several rows.
//! The one with the most constraints comes first, so that the first row that holds is the most specific one;
//! a row without a type says that the word, so used, is no event ("struck a chord").

mod class;
mod own;
mod row;
pub(crate) mod table;

pub use class::ClassId;
pub(crate) use class::Classes;
pub use own::OwnType;
pub(crate) use row::slots;
pub use row::{Content, Filler, FillerKind, Pos, Row, Slot};
pub(crate) use table::SOURCES as TABLES;

use crate::Problem;
use crate::layer::Layers;
use crate::source::{Source, source};
use own::OwnTypes;
use row::RawFile;
use rustc_hash::FxHashMap;
use std::sync::Arc;
pub use table::Deed;
use table::Tables;

/// Files of rows.
pub(crate) const ROWS: [Source; 19] = [
    source!("events/fighting.toml"),
    source!("events/weapons.toml"),
    source!("events/violence.toml"),
    source!("events/coercion.toml"),
    source!("events/movement.toml"),
    source!("events/ceasefire.toml"),
    source!("events/talks.toml"),
    source!("events/agreement.toml"),
    source!("events/sympathy.toml"),
    source!("events/occasions.toml"),
    source!("events/readiness.toml"),
    source!("events/aid.toml"),
    source!("events/demands.toml"),
    source!("events/accusations.toml"),
    source!("events/threats.toml"),
    source!("events/sanctions.toml"),
    source!("events/protest.toml"),
    source!("events/politics.toml"),
    source!("events/silent.toml"),
];

pub(crate) const CLASSES: Source = source!("events/classes.toml");

/// The event lexicon, compiled.
#[derive(Clone, Debug, Default)]
pub struct Predicates {
    verbs: FxHashMap<String, Vec<Arc<Row>>>,
    nouns: FxHashMap<String, Vec<Arc<Row>>>,
    adjectives: FxHashMap<String, Vec<Arc<Row>>>,
    all: Vec<Arc<Row>>,
    classes: Classes,
    tables: Tables,
    place_nouns: Option<ClassId>,
    own: OwnTypes,
}

impl Predicates {
    /// Reads and checks all files in every layer; rows with problems are kept as far as they can be read. A row of a folder
    /// replaces the one of its id.
    pub(crate) fn load(layers: &Layers, classes: Classes, problems: &mut Vec<Problem>) -> Predicates {
        let tables = Tables::read(layers, problems);
        let place_nouns = classes.id("place");
        let sources: Vec<Source> = ROWS.into_iter().chain(layers.rows()).collect();
        // A folder's file with the name of one of ours is read with the other rows.
        let files: Vec<(usize, RawFile)> = sources.iter().enumerate().map(|(n, s)| (n, s.read(problems))).collect();
        let mut own = OwnTypes::default();
        for (n, file) in &files {
            file.row.iter().for_each(|raw| own.gather(&sources[*n], raw, problems));
        }
        let mut all: Vec<Arc<Row>> = Vec::new();
        let mut ids: FxHashMap<String, (usize, String)> = FxHashMap::default();
        for (n, file) in files {
            let source = &sources[n];
            for raw in file.row {
                let offset = raw.place().0;
                let row = raw.check(source, &file.source, &classes, &own, problems);
                if let Some((layer, first)) = ids.insert(row.id.clone(), (row.layer, row.file_line.clone()))
                    && layer == row.layer
                {
                    problems.push(source.problem(offset, format!("row {}: the id is taken at {first}", row.id)));
                }
                all.push(Arc::new(row));
            }
        }
        all.retain(|row| {
            let top = ids.get(&row.id).is_some_and(|(layer, _)| *layer == row.layer);
            top && !layers.drops("event", &row.id, row.layer)
        });
        layers.check_drops("event", &|id| ids.contains_key(id), problems);
        let mut predicates = Predicates { all, classes, tables, place_nouns, own, ..Predicates::default() };
        for row in &predicates.all {
            let map = match row.pos {
                Pos::Verb => &mut predicates.verbs,
                Pos::Noun => &mut predicates.nouns,
                Pos::Adj => &mut predicates.adjectives,
            };
            for lemma in &row.lemmas {
                map.entry(lemma.clone()).or_default().push(Arc::clone(row));
            }
        }
        let mut maps = [&mut predicates.verbs, &mut predicates.nouns, &mut predicates.adjectives].map(std::mem::take);
        for map in &mut maps {
            for rows in map.values_mut() {
                // Stable: rows that are equally specific keep the order of the files, those of upper layers first.
                rows.sort_by_cached_key(|row| (predicates.specificity(row), std::cmp::Reverse(row.layer)));
            }
        }
        [predicates.verbs, predicates.nouns, predicates.adjectives] = maps;
        predicates
    }

    /// Sorts rows of one lemma, the most specific first: senses that are no event, then by how much each constraint
    /// asks (a list of words more than a kind of phrase), then by how few words would do.
    fn specificity(&self, row: &Row) -> (bool, std::cmp::Reverse<usize>, usize) {
        // What must be denied asks for that, too.
        let mut asked = usize::from(row.denied);
        let mut extension = 0;
        for (_, fillers) in &row.needs {
            let kinds = fillers.iter().any(|f| matches!(f, Filler::Kind(_)));
            asked += if kinds { 3 } else { 4 };
            for filler in fillers {
                extension += match filler {
                    Filler::Lemma(_) => 1,
                    Filler::Class(class) => self.classes.size(*class),
                    Filler::Kind(_) => 1000,
                };
            }
        }
        (!row.kind.is_empty(), std::cmp::Reverse(asked), extension)
    }

    /// Rows of a lemma, most specific first; empty where the lexicon does not know it.
    ///
    /// Verbs are looked up with their particle (`pull out`), nouns with their modifiers (`hunger strike`), longest first.
    pub fn rows(&self, lemma: &str, pos: Pos) -> &[Arc<Row>] {
        let map = match pos {
            Pos::Verb => &self.verbs,
            Pos::Noun => &self.nouns,
            Pos::Adj => &self.adjectives,
        };
        if let Some(rows) = map.get(lemma) {
            return rows;
        }
        let last = lemma.chars().last();
        if pos != Pos::Verb || lemma.contains(' ') || lemma.len() < 4 {
            return &[];
        }
        // The reader's lemmas of rare verbs may lack or have a letter: `blam`, `boycot`, `hange`, `patroll`.
        let without = &lemma[..lemma.len() - last.map_or(0, char::len_utf8)];
        let doubled = last.is_some_and(|c| c != 'e' && without.ends_with(c));
        let mut nearby = vec![format!("{lemma}e"), last.map_or_else(String::new, |c| format!("{lemma}{c}"))];
        if doubled || last == Some('e') {
            nearby.push(without.to_owned());
        }
        nearby.iter().find_map(|whole| map.get(whole)).map_or(&[], Vec::as_slice)
    }

    /// Every row, in the order of the files.
    pub fn all(&self) -> &[Arc<Row>] {
        &self.all
    }

    pub(crate) fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Whether a lemma belongs to a class.
    pub fn class_contains(&self, class: ClassId, lemma: &str) -> bool {
        self.classes.contains(class, lemma)
    }

    /// Whether a lemma belongs to the class of this name (without its `@`); a class that does not exist holds nothing.
    pub fn in_class(&self, name: &str, lemma: &str) -> bool {
        self.class(name).is_some_and(|class| self.class_contains(class, lemma))
    }

    /// The class of this name (without its `@`).
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.id(name)
    }

    /// The name of a class, for explanations.
    pub fn class_name(&self, class: ClassId) -> &str {
        self.classes.name(class)
    }

    /// Whether a common noun names a kind of place: `city`, `border`, `outskirts`.
    pub fn is_place_noun(&self, lemma: &str) -> bool {
        self.place_nouns.is_some_and(|class| self.classes.contains(class, lemma))
    }

    /// Modes that a word beside (or as) a predicate of this type sets: `warplane` makes an ASSAULT aerial.
    pub fn modes_of(&self, kind: &str, lemma: &str) -> &[String] {
        self.tables.modes(kind, lemma)
    }

    /// Contexts that a word suggests.
    pub fn contexts_of(&self, lemma: &str) -> &[String] {
        self.tables.contexts(lemma)
    }

    /// Sector to whom a building, camp, quarter or convoy belongs (`hospital` MED), empty where it is nobody's in
    /// particular; `None` where the noun is no such thing.
    pub fn facility_sector(&self, lemma: &str) -> Option<&str> {
        self.tables.facility(lemma)
    }

    /// Types of the user's own, by name.
    pub fn own_types(&self) -> impl Iterator<Item = (&str, &OwnType)> {
        self.own.all.iter().map(|(name, own)| (name.as_str(), own))
    }

    /// Quad class of a type, PLOVER's or the user's own: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub fn quad(&self, kind: &str) -> Option<u8> {
        match self.own.get(kind) {
            Some(own) => own.quad.or_else(|| self.tables.quad(own.parent.as_deref()?)),
            None => self.tables.quad(kind),
        }
    }

    /// PLOVER's conflict–cooperation score, of the mode farthest from zero where there are modes.
    pub fn score<'m>(&self, kind: &str, modes: impl IntoIterator<Item = &'m str>) -> Option<f32> {
        match self.own.get(kind) {
            Some(own) => own.score.or_else(|| self.tables.score(own.parent.as_deref()?, modes)),
            None => self.tables.score(kind, modes),
        }
    }

    /// ACLED's sub-event type for an event.
    pub fn acled(&self, deed: &Deed<'_>) -> Option<&str> {
        let parent = self.own.get(deed.kind).and_then(|own| own.parent.as_deref());
        self.tables.acled(&Deed { kind: parent.unwrap_or(deed.kind), ..*deed })
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
    fn the_most_specific_row_comes_first() {
        let rows = crate::Lexicon::builtin().predicates.rows("strike", Pos::Verb);
        assert!(rows.len() > 2);
        let p = &crate::Lexicon::builtin().predicates;
        assert!(rows.windows(2).all(|w| p.specificity(&w[0]) <= p.specificity(&w[1])));
        assert!(rows.first().is_some_and(|r| r.kind.is_empty()), "senses that are no event come first");
        assert!(rows.iter().any(|r| r.kind == "AGREE") && rows.iter().any(|r| r.kind == "ASSAULT"));
    }

    #[test]
    fn a_clipped_verb_is_found() {
        let p = &crate::Lexicon::builtin().predicates;
        assert_eq!(p.rows("boycot", Pos::Verb).len(), p.rows("boycott", Pos::Verb).len());
        assert!(!p.rows("blam", Pos::Verb).is_empty());
        assert_eq!(p.rows("patroll", Pos::Verb).len(), p.rows("patrol", Pos::Verb).len());
        assert_eq!(p.rows("hange", Pos::Verb).len(), p.rows("hang", Pos::Verb).len());
        assert!(p.rows("", Pos::Verb).is_empty() && p.rows("é", Pos::Verb).is_empty());
        assert!(p.rows("zigzag", Pos::Verb).is_empty());
    }

    #[test]
    fn every_type_and_mode_can_be_told() {
        let p = &crate::Lexicon::builtin().predicates;
        for (kind, modes) in crate::vocabulary::TYPES {
            assert!(p.all().iter().any(|r| r.kind == *kind), "no row of type {kind}");
            for mode in *modes {
                let by_row = p.all().iter().any(|r| r.kind == *kind && r.modes.iter().any(|m| m == mode));
                let by_word = p.tables.sets(kind, mode);
                assert!(by_row || by_word, "nothing sets mode {mode} of {kind}");
            }
        }
    }

    #[test]
    fn a_row_names_lemmas_that_its_sentences_carry() {
        // Crude on purpose: the first four letters of some lemma's first word must stand in each firing sentence.
        for row in crate::Lexicon::builtin().predicates.all() {
            for sentence in &row.fires {
                let low = sentence.to_lowercase();
                let stem =
                    |lemma: &str| lemma.split(' ').next().map(|w| w.chars().take(3).collect::<String>()).unwrap_or_default();
                let irregular = [
                    "fight", "hold", "meet", "bring", "break", "buy", "come", "go", "take", "give", "send", "leave", "shoot",
                    "seek", "blow", "lay", "strike", "speak", "sink", "steal", "win", "find", "fall", "fly", "catch", "cut",
                    "say", "withhold", "hear", "tell", "begin", "sell", "forbid", "stand", "shut", "arise", "bear", "swear",
                    "rise", "make", "try", "drive", "throw", "keep", "set", "put", "let", "run", "stick", "do",
                ];
                let fits = row
                    .lemmas
                    .iter()
                    .any(|l| low.contains(&stem(l)) || irregular.contains(&l.split(' ').next().unwrap_or_default()));
                assert!(fits, "{}: “{sentence}” has none of {:?}", row.id, row.lemmas);
            }
        }
    }

    #[test]
    fn sub_events_ask_who_and_with_what_words() {
        let p = &crate::Lexicon::builtin().predicates;
        let told = |kind, modes: &[&str], actors: &[&str], others: &[&str], words| {
            p.acled(&Deed { kind, modes, contexts: &["territory"], actors, others, words })
        };
        assert_eq!(told("ASSAULT", &["drone"], &[], &[], ""), Some("air/drone strike"));
        assert_eq!(told("ASSAULT", &[], &["REB"], &["MIL"], "attacked"), Some("armed clash"));
        assert_eq!(told("ASSAULT", &[], &["REB"], &["CVL"], "attacked"), Some("attack"));
        assert_eq!(told("ASSAULT", &["explosives"], &["REB"], &["MIL"], "A Grenade went off"), Some("grenade"));
        assert_eq!(told("COERCE", &["seize"], &["MIL"], &[], "took the town"), Some("government regains territory"));
        assert_eq!(told("COERCE", &["seize"], &["REB"], &[], "took the town"), Some("non-state actor overtakes territory"));
        assert_eq!(told("COERCE", &["seize"], &["COP"], &[], "seized rifles"), Some("disrupted weapons use"));
        assert_eq!(told("RETREAT", &["disarm"], &["REB"], &[], "Rebels surrendered"), Some("agreement"));
    }

    #[test]
    fn scores_follow_the_table() {
        let p = &crate::Lexicon::builtin().predicates;
        assert_eq!(p.score("ASSAULT", ["aerial"]), Some(-9.5));
        assert_eq!(p.score("ASSAULT", ["beat", "unconventional"]), Some(-10.0));
        assert_eq!(p.score("AGREE", []), Some(2.5));
        assert_eq!(p.quad("SANCTION"), Some(4));
        assert_eq!(p.facility_sector("hospital"), Some("MED"));
        assert_eq!(p.facility_sector("idea"), None);
    }
}

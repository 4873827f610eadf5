//! Verbs that carry another word's happening: support verbs ("carried out a raid"), verbs of beginning and ending.

use crate::Problem;
use crate::layer::Layers;
use crate::source::{Source, source};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

const LIGHT: Source = source!("events/light.toml");

/// Its files.
pub(crate) const SOURCES: [Source; 1] = [LIGHT];

/// What a support verb's subject is to the nominal event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lends {
    /// The one who does it: *carry out*.
    Actor,
    /// The one to whom it is done: *suffer*.
    Recipient,
    /// The place of it: *see*.
    Place,
    /// Nobody: *occur*.
    Nobody,
}

/// What a verb of phase says of the happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// No phase: *conduct*.
    None,
    /// It begins or goes on: *resume*.
    Begin,
    /// It ends: *halt*. The end of an ASSAULT is told by the code as it is (an act that is over), not as its absence.
    Stop,
    /// It comes to nothing: *collapse*, *falter*.
    Fail,
}

/// A verb that carries a nominal event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Light {
    /// The verb, with its particle.
    pub lemma: String,
    /// What its subject is to the event.
    pub lends: Lends,
    /// Phase.
    pub phase: Phase,
    /// Where the event stands: `obj`, `subj`, or a preposition.
    pub takes: Vec<String>,
}

impl Light {
    /// Whether its subject does the act.
    pub fn lends_actor(&self) -> bool {
        self.lends == Lends::Actor
    }

    /// Whether the act is done to its subject.
    pub fn lends_recipient(&self) -> bool {
        self.lends == Lends::Recipient
    }

    /// Whether its subject is the place of the act.
    pub fn lends_place(&self) -> bool {
        self.lends == Lends::Place
    }

    /// Whether it says that the happening came to nothing.
    pub fn negates(&self) -> bool {
        self.phase == Phase::Fail
    }

    /// Whether the event may stand in this place: `obj`, `subj`, or a preposition.
    pub fn takes(&self, place: &str) -> bool {
        self.takes.iter().any(|t| t == place)
    }
}

/// All such verbs.
#[derive(Clone, Debug, Default)]
pub struct Lights {
    by_lemma: FxHashMap<String, Light>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    group: Vec<RawGroup>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    lends: Lends,
    #[serde(default = "no_phase")]
    phase: Phase,
    takes: Spanned<Vec<String>>,
    lemmas: Vec<String>,
    /// For the reader of the file.
    #[serde(rename = "example")]
    _example: String,
}

fn no_phase() -> Phase {
    Phase::None
}

impl Lights {
    /// Reads and checks the file in every layer. A verb stands in one group only; a folder's group takes a verb over.
    pub(crate) fn load(layers: &Layers, problems: &mut Vec<Problem>) -> Lights {
        let mut lights = Lights::default();
        let mut layer_of: FxHashMap<String, usize> = FxHashMap::default();
        for source in layers.of(&LIGHT) {
            for group in source.read::<Raw>(problems).group {
                let at = group.takes.span().start;
                let takes = group.takes.into_inner();
                for lemma in group.lemmas {
                    let light = Light { lemma: lemma.clone(), lends: group.lends, phase: group.phase, takes: takes.clone() };
                    if layer_of.insert(lemma.clone(), source.layer) == Some(source.layer) {
                        problems.push(source.problem(at, format!("verb “{lemma}” stands in two groups: keep one")));
                    }
                    lights.by_lemma.insert(lemma, light);
                }
            }
        }
        layers.check_drops("light", &|lemma| layer_of.contains_key(lemma), problems);
        lights.by_lemma.retain(|lemma, _| !layers.drops("light", lemma, layer_of.get(lemma).copied().unwrap_or(0)));
        lights
    }

    /// Every verb, sorted.
    pub fn lemmas(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.by_lemma.keys().map(String::as_str).collect();
        all.sort_unstable();
        all
    }

    /// The verb's entry, if it can carry an event.
    pub fn get(&self, lemma: &str) -> Option<&Light> {
        self.by_lemma.get(lemma)
    }

    /// Whether the verb carries an event without adding a phase to it.
    pub fn supports(&self, lemma: &str) -> bool {
        self.get(lemma).is_some_and(|l| l.phase == Phase::None)
    }

    /// The phase that the verb adds, if any.
    pub fn aspect(&self, lemma: &str) -> Option<Phase> {
        self.get(lemma).map(|l| l.phase).filter(|&p| p != Phase::None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_no_faults() {
        let mut problems = Vec::new();
        Lights::load(&Layers::default(), &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn support_verbs_lend_their_subject() {
        let lights = &crate::Lexicon::builtin().light;
        assert!(lights.get("carry out").is_some_and(Light::lends_actor));
        assert!(lights.get("suffer").is_some_and(Light::lends_recipient));
        assert!(lights.get("see").is_some_and(Light::lends_place));
        assert!(lights.supports("launch") && lights.aspect("launch").is_none());
        assert_eq!(lights.aspect("resume"), Some(Phase::Begin));
        assert_eq!(lights.aspect("halt"), Some(Phase::Stop));
        assert!(lights.get("collapse").is_some_and(|l| l.negates() && l.takes("subj")));
        assert!(lights.get("walk").is_none());
    }
}

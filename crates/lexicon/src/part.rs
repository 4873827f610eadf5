//! Words for the part that somebody plays: third parties beside the sides, holders of ground, the two sides themselves, the land that an act reaches into.

use crate::Problem;
use crate::layer::{Layers, lay};
use crate::source::{Source, source};
use crate::vocabulary::ROLES;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

const PARTS: Source = source!("events/parts.toml");

/// Its files.
pub(crate) const SOURCES: [Source; 1] = [PARTS];

/// The lists of `lexicon/events/parts.toml`.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    roles: BTreeMap<String, Vec<String>>,
    hold: Hold,
    sides: Sides,
    land: Land,
}

/// How an act reaches into a land where nobody in it is named.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Land {
    orders: Vec<String>,
    prepositions: Vec<String>,
    towards: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    role: BTreeMap<String, Spanned<Vec<String>>>,
    hold: Hold,
    sides: Sides,
    land: Land,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Hold {
    verbs: Vec<String>,
    nouns: Vec<String>,
    strongholds: Vec<String>,
    recognition: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sides {
    parties: Vec<String>,
    bare: Vec<String>,
    states: Vec<String>,
    governments: Vec<String>,
    armies: Vec<String>,
    pairing: Vec<String>,
    each: Vec<String>,
}

fn has(list: &[String], lemma: &str) -> bool {
    list.iter().any(|w| w == lemma)
}

impl Parts {
    pub(crate) fn load(layers: &Layers, problems: &mut Vec<Problem>) -> Parts {
        let mut parts = Parts::default();
        for source in layers.of(&PARTS) {
            let raw: Raw = source.read(problems);
            for (role, verbs) in raw.role {
                if !ROLES.contains(&role.as_str()) {
                    problems
                        .push(source.problem(verbs.span().start, format!("unknown role “{role}”: one of {}", ROLES.join(" "))));
                    continue;
                }
                let verbs = verbs.into_inner();
                // A verb has one role: the upper layer's.
                let added: Vec<&String> = verbs.iter().filter(|v| !v.starts_with('-')).collect();
                parts.roles.values_mut().for_each(|list| list.retain(|v| !added.contains(&v)));
                lay(parts.roles.entry(role).or_default(), verbs);
            }
            let (hold, sides, land) = (&mut parts.hold, &mut parts.sides, &mut parts.land);
            for (list, more) in [
                (&mut hold.verbs, raw.hold.verbs),
                (&mut hold.nouns, raw.hold.nouns),
                (&mut hold.strongholds, raw.hold.strongholds),
                (&mut hold.recognition, raw.hold.recognition),
                (&mut sides.parties, raw.sides.parties),
                (&mut sides.bare, raw.sides.bare),
                (&mut sides.states, raw.sides.states),
                (&mut sides.governments, raw.sides.governments),
                (&mut sides.armies, raw.sides.armies),
                (&mut sides.pairing, raw.sides.pairing),
                (&mut sides.each, raw.sides.each),
                (&mut land.orders, raw.land.orders),
                (&mut land.prepositions, raw.land.prepositions),
                (&mut land.towards, raw.land.towards),
            ] {
                lay(list, more);
            }
        }
        parts
    }

    /// The role of whoever is the subject of this verb beside talks or an agreement: `mediate` → `mediator`.
    ///
    /// ```
    /// let parts = &dateline_lexicon::Lexicon::builtin().parts;
    /// assert_eq!(parts.role("oversee"), Some("monitor"));
    /// ```
    pub fn role(&self, verb: &str) -> Option<&str> {
        self.roles.iter().find(|(_, verbs)| has(verbs, verb)).map(|(role, _)| role.as_str())
    }

    /// Whether the verb tells who holds a place: `control`.
    pub fn holds(&self, verb: &str) -> bool {
        has(&self.hold.verbs, verb)
    }

    /// Whether ground is held under or in such a noun: `under the control of`, `in the hands of`.
    pub fn holding(&self, noun: &str) -> bool {
        has(&self.hold.nouns, noun)
    }

    /// Whether the noun is a place that somebody holds: `stronghold`.
    pub fn stronghold(&self, noun: &str) -> bool {
        has(&self.hold.strongholds, noun)
    }

    /// Whether the verb tells whose ground it is by law: `recognise`.
    pub fn recognises(&self, verb: &str) -> bool {
        has(&self.hold.recognition, verb)
    }

    /// Whether the noun, after a word of pairing, is a party of the conflict: `both sides`.
    pub fn side(&self, noun: &str) -> bool {
        has(&self.sides.parties, noun)
    }

    /// Whether it is so after a mere article: `the sides`.
    pub fn bare_side(&self, noun: &str) -> bool {
        has(&self.sides.bare, noun)
    }

    /// Whether the noun, after a word of pairing, is a state that is a party: `the two countries`.
    pub fn side_state(&self, noun: &str) -> bool {
        has(&self.sides.states, noun)
    }

    /// Whether it is the state's government: `leaders`.
    pub fn side_government(&self, noun: &str) -> bool {
        has(&self.sides.governments, noun)
    }

    /// Whether it is the state's army.
    pub fn side_army(&self, noun: &str) -> bool {
        has(&self.sides.armies, noun)
    }

    /// Whether the word makes two parties of a plural: `both`, `warring`.
    pub fn pairs(&self, word: &str) -> bool {
        has(&self.sides.pairing, word)
    }

    /// Whether a mode is that of an order that everybody in a place is under: `curfew`.
    pub fn orders(&self, mode: &str) -> bool {
        has(&self.land.orders, mode)
    }

    /// Whether a preposition tells into which land, out of which or in which something is done.
    ///
    /// ```
    /// let parts = &dateline_lexicon::Lexicon::builtin().parts;
    /// assert!(parts.reaches("into") && !parts.reaches("with"));
    /// ```
    pub fn reaches(&self, preposition: &str) -> bool {
        has(&self.land.prepositions, preposition)
    }

    /// Whether a phrase under this preposition tells at whose door force is gathered: `near the frontier`.
    pub fn gathers(&self, preposition: &str) -> bool {
        has(&self.land.towards, preposition)
    }

    /// Determiners that make two parties of a singular: `each`.
    pub fn each(&self) -> &[String] {
        &self.sides.each
    }
}

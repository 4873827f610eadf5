//! Who says it, and how surely: reporting verbs and nouns, hedges, negation, modals, and governors that make
//! their complement a wish, a plan, a promise or a failure.

use crate::Problem;
use crate::layer::{Layers, lay};
use crate::source::{Source, source};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use toml::Spanned;

const REPORTING: Source = source!("cues/reporting.toml");
const EFFECTS: Source = source!("cues/effects.toml");
const WORDS: Source = source!("cues/words.toml");

/// Its files.
pub(crate) const SOURCES: [Source; 3] = [REPORTING, EFFECTS, WORDS];

/// What a speaker does with what is said; the words of the claim layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Stance {
    Reports,
    Asserts,
    Accuses,
    Denies,
    Confirms,
    Pledges,
    Demands,
    Warns,
    ClaimsResponsibility,
    DeniesResponsibility,
    Quotes,
    Believes,
}

impl Stance {
    /// The word of the claim layout.
    pub fn as_str(self) -> &'static str {
        match self {
            Stance::Reports => "reports",
            Stance::Asserts => "asserts",
            Stance::Accuses => "accuses",
            Stance::Denies => "denies",
            Stance::Confirms => "confirms",
            Stance::Pledges => "pledges",
            Stance::Demands => "demands",
            Stance::Warns => "warns",
            Stance::ClaimsResponsibility => "claims_responsibility",
            Stance::DeniesResponsibility => "denies_responsibility",
            Stance::Quotes => "quotes",
            Stance::Believes => "believes",
        }
    }
}

/// A reporting verb or noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The verb (with its particle) or noun.
    pub lemma: String,
    /// What the speaker does.
    pub stance: Stance,
    /// Whether a noun phrase under it can be what is said: `denied the attack`.
    pub takes_noun: bool,
    /// Whether its object is the speaker and its subject relays: `quoted the minister`.
    pub quotes: bool,
    /// Whether what is said is taken to be so: `confirmed`, `acknowledged`.
    pub factive: bool,
    /// Whether saying it is an event of its own, with a row in the event lexicon: `accuse`, `demand`.
    pub event: bool,
    /// How sure the speaker is of it, where less than certain: `probable` or `possible`.
    pub certainty: Option<String>,
}

/// What a modal auxiliary does to its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modal {
    /// *will*, *shall*.
    Future,
    /// *may*, *might*, *could*, *should*, *must*.
    Hypothetical,
    /// *would*: the future of the past, or a condition's consequence.
    Would,
}

/// What a governor does to its complement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// The complement did not happen: *fail to*, *refuse to*.
    pub negates: bool,
    /// `future` or `hypothetical`; `None` leaves it as it is.
    pub modality: Option<String>,
    /// The complement is only the content of a promise, demand, threat or wish: no event of its own.
    pub content: bool,
    /// The governor's own negation reaches the complement: *did not manage to*, *do not plan to*.
    pub passes_negation: bool,
    /// It reaches only a clause or a phrase with a preposition, and no bare object: *ordered troops to attack*, but *ordered an attack*.
    pub clause: bool,
    /// `probable` or `possible` where the governor weakens: *appear to*.
    pub certainty: Option<String>,
}

/// All cues.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    verbs: FxHashMap<String, Cue>,
    nouns: FxHashMap<String, Cue>,
    effects: FxHashMap<String, Effect>,
    words: Words,
    sets: FxHashMap<&'static str, FxHashSet<String>>,
    hedges: FxHashMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReporting {
    #[serde(default)]
    verb: Vec<RawCue>,
    #[serde(default)]
    noun: Vec<RawCue>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCue {
    stance: Stance,
    lemmas: Spanned<Vec<String>>,
    #[serde(default)]
    takes_noun: bool,
    #[serde(default)]
    quotes: bool,
    #[serde(default)]
    factive: bool,
    #[serde(default)]
    event: bool,
    certainty: Option<String>,
    #[serde(rename = "example")]
    _example: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEffects {
    #[serde(default)]
    effect: Vec<RawEffect>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEffect {
    lemmas: Spanned<Vec<String>>,
    #[serde(default)]
    negates: bool,
    modality: Option<String>,
    #[serde(default)]
    content: bool,
    #[serde(default)]
    passes_negation: bool,
    #[serde(default)]
    clause: bool,
    certainty: Option<String>,
    #[serde(rename = "example")]
    _example: String,
}

/// Lists of words, by what they do.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Words {
    /// Words that negate what they stand beside.
    negation: Vec<String>,
    /// Modal auxiliaries of the future.
    future: Vec<String>,
    /// Modal auxiliaries of possibility and duty.
    hypothetical: Vec<String>,
    /// *would*.
    would: Vec<String>,
    /// Subordinators of conditions.
    conditional: Vec<String>,
    /// Adverbs and adjectives that make the report doubt: certain → probable.
    probable: Vec<String>,
    /// The same: certain → possible.
    possible: Vec<String>,
    /// Whole phrases that hedge a sentence.
    hedge_phrases: Vec<String>,
    /// Words of repetition.
    repeats: Vec<String>,
    /// Adjectives and adverbs of plans: *planned*, *upcoming*.
    plans: Vec<String>,
    /// Nouns for people who work for an outlet.
    reporters: Vec<String>,
    /// Nouns for an outlet.
    outlets: Vec<String>,
    /// Nouns for a speaker without a name.
    sources: Vec<String>,
    /// Phrases before a speaker: *according to*.
    according: Vec<String>,
}

impl Cues {
    /// Reads and checks the files in every layer. A folder's cue takes the word over.
    pub(crate) fn load(layers: &Layers, problems: &mut Vec<Problem>) -> Cues {
        let mut cues = Cues::default();
        let mut layer_of: FxHashMap<(&str, String), usize> = FxHashMap::default();
        for source in layers.of(&REPORTING) {
            let raw: RawReporting = source.read(problems);
            for (list, map, what) in [(raw.verb, &mut cues.verbs, "verb"), (raw.noun, &mut cues.nouns, "noun")] {
                for row in list {
                    let at = row.lemmas.span().start;
                    check_certainty(&source, at, row.certainty.as_deref(), problems);
                    for lemma in row.lemmas.into_inner() {
                        let cue = Cue {
                            lemma: lemma.clone(),
                            stance: row.stance,
                            takes_noun: row.takes_noun,
                            quotes: row.quotes,
                            factive: row.factive,
                            event: row.event,
                            certainty: row.certainty.clone(),
                        };
                        if layer_of.insert((what, lemma.clone()), source.layer) == Some(source.layer) {
                            problems.push(source.problem(at, format!("{what} “{lemma}” stands twice: keep one")));
                        }
                        map.insert(lemma, cue);
                    }
                }
            }
        }
        for source in layers.of(&EFFECTS) {
            for row in source.read::<RawEffects>(problems).effect {
                let at = row.lemmas.span().start;
                check_certainty(&source, at, row.certainty.as_deref(), problems);
                if let Some(m) = row.modality.as_deref().filter(|m| !matches!(*m, "future" | "hypothetical")) {
                    problems.push(source.problem(at, format!("unknown modality “{m}”: future or hypothetical")));
                }
                for lemma in row.lemmas.into_inner() {
                    let effect = Effect {
                        negates: row.negates,
                        modality: row.modality.clone(),
                        content: row.content,
                        passes_negation: row.passes_negation,
                        clause: row.clause,
                        certainty: row.certainty.clone(),
                    };
                    if layer_of.insert(("effect", lemma.clone()), source.layer) == Some(source.layer) {
                        problems.push(source.problem(at, format!("governor “{lemma}” stands twice: keep one")));
                    }
                    cues.effects.insert(lemma, effect);
                }
            }
        }
        let stays = |what: &'static str, lemma: &str| {
            let layer = layer_of.get(&(what, lemma.to_owned())).copied().unwrap_or(0);
            !layers.drops(what, lemma, layer)
        };
        cues.verbs.retain(|lemma, _| stays("verb", lemma));
        cues.nouns.retain(|lemma, _| stays("noun", lemma));
        cues.effects.retain(|lemma, _| stays("effect", lemma));
        for what in ["verb", "noun", "effect"] {
            layers.check_drops(what, &|lemma| layer_of.contains_key(&(what, lemma.to_owned())), problems);
        }
        let mut words = Words::default();
        for source in layers.of(&WORDS) {
            words.lay(source.read(problems));
        }
        for (name, list) in [
            ("negation", &words.negation),
            ("conditional", &words.conditional),
            ("repeats", &words.repeats),
            ("plans", &words.plans),
            ("reporters", &words.reporters),
            ("outlets", &words.outlets),
            ("sources", &words.sources),
        ] {
            if list.is_empty() {
                problems.push(WORDS.problem(0, format!("the list `{name}` is empty")));
            }
            cues.sets.insert(name, list.iter().cloned().collect());
        }
        for (certainty, list) in [("probable", &words.probable), ("possible", &words.possible)] {
            cues.hedges.extend(list.iter().map(|w| (w.clone(), certainty.to_owned())));
        }
        cues.words = words;
        cues
    }

    /// Every reporting verb, sorted.
    pub fn verb_lemmas(&self) -> Vec<&str> {
        sorted(&self.verbs)
    }

    /// Every reporting noun, sorted.
    pub fn noun_lemmas(&self) -> Vec<&str> {
        sorted(&self.nouns)
    }

    fn in_set(&self, name: &str, lemma: &str) -> bool {
        self.sets.get(name).is_some_and(|s| s.contains(lemma))
    }

    /// A reporting verb, with its particle where it has one.
    pub fn verb(&self, lemma: &str) -> Option<&Cue> {
        self.verbs.get(lemma)
    }

    /// A noun of saying: `claim`, `statement`, `allegation`.
    pub fn noun(&self, lemma: &str) -> Option<&Cue> {
        self.nouns.get(lemma)
    }

    /// What a verb, noun or adjective does to its complement.
    pub fn effect(&self, lemma: &str) -> Option<&Effect> {
        self.effects.get(lemma)
    }

    /// Whether the word negates what it stands beside.
    pub fn negates(&self, lemma: &str) -> bool {
        self.in_set("negation", lemma)
    }

    /// What a modal auxiliary does.
    pub fn modal(&self, lemma: &str) -> Option<Modal> {
        let has = |list: &[String]| list.iter().any(|w| w == lemma);
        if has(&self.words.future) {
            Some(Modal::Future)
        } else if has(&self.words.hypothetical) {
            Some(Modal::Hypothetical)
        } else if has(&self.words.would) {
            Some(Modal::Would)
        } else {
            None
        }
    }

    /// Whether the word opens a condition: `if`, `unless`.
    pub fn conditional(&self, lemma: &str) -> bool {
        self.in_set("conditional", lemma)
    }

    /// Whether an adverb or adjective makes the report doubt: `reportedly`, `alleged`.
    pub fn hedges(&self, lemma: &str) -> bool {
        self.hedges.contains_key(lemma)
    }

    /// `probable` or `possible` for a hedging word.
    pub fn hedge_certainty(&self, lemma: &str) -> Option<&str> {
        self.hedges.get(lemma).map(String::as_str)
    }

    /// Phrases, in lower case, that hedge the sentence they stand in: `could not be independently verified`.
    pub fn hedge_phrases(&self) -> &[String] {
        &self.words.hedge_phrases
    }

    /// Whether the word tells repetition: `repeatedly`, `daily`.
    pub fn repeats(&self, lemma: &str) -> bool {
        self.in_set("repeats", lemma)
    }

    /// Whether the word tells a plan: `planned`, `upcoming`.
    pub fn plans(&self, lemma: &str) -> bool {
        self.in_set("plans", lemma)
    }

    /// Whether the noun is somebody who works for an outlet: `correspondent`.
    pub fn is_reporter(&self, lemma: &str) -> bool {
        self.in_set("reporters", lemma)
    }

    /// Whether the noun is an outlet: `television`, `news agency`.
    pub fn is_outlet_noun(&self, lemma: &str) -> bool {
        self.in_set("outlets", lemma)
    }

    /// Whether the noun is a speaker without a name: `source`, `witness`.
    pub fn is_source_noun(&self, lemma: &str) -> bool {
        self.in_set("sources", lemma)
    }

    /// Phrases, in lower case, that stand before a speaker: `according to`.
    pub fn according(&self) -> &[String] {
        &self.words.according
    }
}

fn sorted<T>(map: &FxHashMap<String, T>) -> Vec<&str> {
    let mut all: Vec<&str> = map.keys().map(String::as_str).collect();
    all.sort_unstable();
    all
}

impl Words {
    /// Lays the lists of an upper layer over these.
    fn lay(&mut self, upper: Words) {
        let lists = [
            (&mut self.negation, upper.negation),
            (&mut self.future, upper.future),
            (&mut self.hypothetical, upper.hypothetical),
            (&mut self.would, upper.would),
            (&mut self.conditional, upper.conditional),
            (&mut self.probable, upper.probable),
            (&mut self.possible, upper.possible),
            (&mut self.hedge_phrases, upper.hedge_phrases),
            (&mut self.repeats, upper.repeats),
            (&mut self.plans, upper.plans),
            (&mut self.reporters, upper.reporters),
            (&mut self.outlets, upper.outlets),
            (&mut self.sources, upper.sources),
            (&mut self.according, upper.according),
        ];
        for (list, more) in lists {
            lay(list, more);
        }
    }
}

fn check_certainty(source: &Source, at: usize, certainty: Option<&str>, problems: &mut Vec<Problem>) {
    if let Some(c) = certainty.filter(|c| !matches!(*c, "probable" | "possible")) {
        problems.push(source.problem(at, format!("unknown certainty “{c}”: probable or possible")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_have_no_faults() {
        let mut problems = Vec::new();
        Cues::load(&Layers::default(), &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn stances_of_common_verbs() {
        let cues = &crate::Lexicon::builtin().cues;
        let stance = |l: &str| cues.verb(l).map(|c| c.stance);
        assert_eq!(stance("say"), Some(Stance::Asserts));
        assert_eq!(stance("accuse"), Some(Stance::Accuses));
        assert_eq!(stance("deny"), Some(Stance::Denies));
        assert_eq!(stance("pledge"), Some(Stance::Pledges));
        assert_eq!(stance("shell"), None);
        assert!(cues.verb("quote").is_some_and(|c| c.quotes));
        assert!(cues.verb("accuse").is_some_and(|c| c.event) && cues.verb("say").is_some_and(|c| !c.event));
    }

    #[test]
    fn governors() {
        let cues = &crate::Lexicon::builtin().cues;
        assert!(cues.effect("fail").is_some_and(|e| e.negates && !e.content));
        assert!(cues.effect("vow").is_some_and(|e| e.content));
        assert!(cues.effect("manage").is_some_and(|e| !e.negates && e.passes_negation));
        assert_eq!(cues.modal("would"), Some(Modal::Would));
        assert_eq!(cues.modal("will"), Some(Modal::Future));
        assert!(cues.negates("not") && !cues.negates("now"));
        assert_eq!(cues.hedge_certainty("reportedly"), Some("probable"));
    }
}

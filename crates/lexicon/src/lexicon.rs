//! The whole lexicon.

use crate::name::Names;
use crate::places::Gazetteer;
use crate::tables::{Loading, Tables};
use crate::{
    ActorId, ActorKind, Actors, Agents, Cues, Lights, Name, Predicates, Problem, Sense, Terms, cue, light, marker, predicate,
    term, words,
};
use dateline_syntax::Mark;
use dateline_text::Sentence;
use jiff::civil::Date;
use std::sync::OnceLock;

macro_rules! actors {
    ($name:literal) => {
        include_str!(concat!("../../../lexicon/actors/", $name))
    };
}

const TABLES: Tables<'static> = Tables {
    states: actors!("states.tsv"),
    seats: actors!("seats.tsv"),
    bodies: actors!("bodies.tsv"),
    outlets: actors!("outlets.tsv"),
    groups: actors!("groups.tsv"),
    populations: actors!("populations.tsv"),
    regions: actors!("regions.tsv"),
    people: actors!("people.tsv"),
};
const AGENTS: &str = actors!("agents.tsv");

/// Every list that the program carries.
#[derive(Debug)]
pub struct Lexicon {
    /// Who can act.
    pub actors: Actors,
    /// Common nouns that act.
    pub agents: Agents,
    /// What tells that something happened.
    pub predicates: &'static Predicates,
    /// Who says it, and how surely.
    pub cues: &'static Cues,
    /// Verbs that carry another word's happening.
    pub light: &'static Lights,
    /// Terms of agreements, and words that count people.
    pub terms: &'static Terms,
    pub(crate) names: Names,
    version: String,
    problems: Vec<Problem>,
}

impl Lexicon {
    /// The lexicon that the program carries; parsed once.
    ///
    /// ```
    /// use dateline_lexicon::Lexicon;
    /// let lexicon = Lexicon::builtin();
    /// let armenia = lexicon.actors.state_by_code("ARM").unwrap();
    /// assert_eq!(lexicon.actors.get(armenia).name, "Armenia");
    /// ```
    pub fn builtin() -> &'static Lexicon {
        static BUILTIN: OnceLock<Lexicon> = OnceLock::new();
        BUILTIN.get_or_init(Lexicon::load)
    }

    /// Parses the sources anew; programs want [`Lexicon::builtin`].
    pub fn load() -> Lexicon {
        let mut loading = Loading::new();
        loading.agents = Agents::load(AGENTS, &mut loading.problems);
        loading.read(&TABLES);
        let Loading { actors, names, agents, problems } = loading;
        Lexicon {
            actors,
            agents,
            predicates: Predicates::builtin(),
            cues: Cues::builtin(),
            light: Lights::builtin(),
            terms: Terms::builtin(),
            names: names.finish(),
            version: version(),
            problems,
        }
    }

    /// The gazetteer.
    pub fn places(&self) -> &'static Gazetteer {
        Gazetteer::builtin()
    }

    /// First eight hexadecimal digits of a hash over all sources of the lexicon.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What is wrong in the sources; empty in a sound lexicon.
    pub fn check() -> Vec<Problem> {
        let mut all = Lexicon::builtin().problems.clone();
        for more in [Predicates::load().1, Cues::load().1, Lights::load().1, Terms::load().1] {
            all.extend(more);
        }
        all
    }

    /// The name of [`Mark::entry`]. Entry 0 is the one for places that only the gazetteer knows.
    pub fn name(&self, entry: u32) -> &Name {
        self.names.all.get(entry as usize).unwrap_or(&self.names.all[0])
    }

    /// Number of names.
    pub fn name_count(&self) -> usize {
        self.names.all.len()
    }

    /// What a surface means, whatever its context: for tools that ask for one name.
    pub fn look_up(&self, surface: &str) -> Option<&Name> {
        self.names.find(&crate::key::key(surface), false).name.map(|n| self.name(n))
    }

    /// Known names of each sentence, longest first, left to right, never overlapping.
    pub fn mark(&self, text: &str, sentences: &[Sentence]) -> Vec<Vec<Mark>> {
        marker::mark(self, text, sentences)
    }

    /// The person that a name stands for on a day: of several, the one in office then, else the first.
    pub fn person(&self, entry: u32, day: Option<Date>) -> Option<ActorId> {
        let persons: Vec<ActorId> = self
            .name(entry)
            .senses
            .iter()
            .filter_map(|s| match s {
                Sense::Actor(id) if self.actors.get(*id).kind == ActorKind::Person => Some(*id),
                _ => None,
            })
            .collect();
        let holds =
            |id: &&ActorId| day.is_some_and(|day| self.actors.get(**id).tenures.iter().any(|t| t.from.is_some() && t.holds(day)));
        persons.iter().find(holds).or(persons.first()).copied()
    }
}

fn version() -> String {
    let t = &TABLES;
    let mut all = String::new();
    let toml = predicate::texts().chain(cue::texts()).chain(light::texts()).chain(term::texts());
    for source in [t.states, t.seats, t.bodies, t.outlets, t.groups, t.populations, t.regions, t.people, AGENTS, words::SOURCE]
        .into_iter()
        .chain(toml)
    {
        all.push_str(source);
        all.push('\u{0}');
    }
    dateline_text::sha256_hex(all.as_bytes())[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sources_have_no_defects() {
        let told: Vec<String> = Lexicon::builtin().problems.iter().map(Problem::to_string).collect();
        assert!(told.is_empty(), "{} defects:\n{}", told.len(), told.join("\n"));
    }
}

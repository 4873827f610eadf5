//! The whole lexicon.

use crate::layer::{Folder, Layers};
use crate::name::Names;
use crate::places::Gazetteer;
use crate::predicate::Classes;
use crate::source::Source;
use crate::tables::{self, Loading};
use crate::{
    ActorId, ActorKind, Actors, Agents, CommonWords, Counting, Cues, Lights, Name, Parts, Predicates, Problem, Sense, Terms,
    agent, counting, cue, light, marker, part, predicate, term, words,
};
use dateline_syntax::Mark;
use dateline_text::Sentence;
use jiff::civil::Date;
use std::sync::OnceLock;

/// Every list that the program carries, with a user's folders laid over them.
#[derive(Debug)]
pub struct Lexicon {
    /// Who can act.
    pub actors: Actors,
    /// Common nouns that act.
    pub agents: Agents,
    /// What tells that something happened.
    pub predicates: Predicates,
    /// Who says it, and how surely.
    pub cues: Cues,
    /// Verbs that carry another word's happening.
    pub light: Lights,
    /// Words for the part that somebody plays.
    pub parts: Parts,
    /// How the numbers of a report go together.
    pub counting: Counting,
    /// Terms of agreements, and words that count people.
    pub terms: Terms,
    /// Words that a capital at the head of a sentence does not make a name.
    pub common: CommonWords,
    pub(crate) names: Names,
    places: Gazetteer,
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
        Lexicon::layered(Vec::new())
    }

    /// The lexicon that the program carries with folders of the user laid over it, the later over the earlier. A lexicon
    /// with errors among its [`Lexicon::problems`] should not be read with.
    pub fn layered(folders: Vec<Folder>) -> Lexicon {
        let mut problems = Vec::new();
        let layers = Layers::new(folders, &mut problems);
        let common = CommonWords::load(&layers);
        let mut loading = Loading::new();
        loading.agents = Agents::load(&layers, &mut loading.problems);
        loading.read(&layers, &common);
        let Loading { actors, names, agents, problems: of_tables, .. } = loading;
        problems.extend(of_tables);
        let classes = Classes::read(&layers.of(&predicate::CLASSES), &mut problems);
        let terms = Terms::load(&layers, &classes, &mut problems);
        let predicates = Predicates::load(&layers, classes, &mut problems);
        let cues = Cues::load(&layers, &mut problems);
        let light = Lights::load(&layers, &mut problems);
        let parts = Parts::load(&layers, &mut problems);
        let counting = Counting::load(&layers, &mut problems);
        let places = Gazetteer::layered(&layers, &mut problems);
        problems.sort();
        problems.dedup();
        let version = version(&layers, &places);
        Lexicon {
            actors,
            agents,
            predicates,
            cues,
            light,
            parts,
            counting,
            terms,
            common,
            names: names.finish(),
            places,
            version,
            problems,
        }
    }

    /// The gazetteer.
    pub fn places(&self) -> &Gazetteer {
        &self.places
    }

    /// First eight hexadecimal digits of a hash over all sources of the lexicon; for each folder laid over it `+` and the
    /// same for the folder: `3f2a1b2c+9d01e5aa`.
    ///
    /// ```
    /// use dateline_lexicon::Lexicon;
    /// assert_eq!(Lexicon::builtin().version().len(), 8);
    /// ```
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What is wrong in the sources, sorted by file and line; no errors in a sound lexicon.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
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

/// All files that the program carries, but for the gazetteer.
fn sources() -> impl Iterator<Item = Source> {
    tables::SOURCES
        .into_iter()
        .chain([agent::SOURCE, words::SOURCE, predicate::CLASSES])
        .chain(predicate::ROWS)
        .chain(predicate::TABLES)
        .chain(cue::SOURCES)
        .chain(light::SOURCES)
        .chain(part::SOURCES)
        .chain(counting::SOURCES)
        .chain(term::SOURCES)
}

fn version(layers: &Layers, places: &Gazetteer) -> String {
    let mut all = String::new();
    for source in sources() {
        all.push_str(&source.text);
        all.push('\u{0}');
    }
    all.push_str(places.version());
    let own = dateline_text::sha256_hex(all.as_bytes())[..8].to_owned();
    std::iter::once(own).chain(layers.versions()).collect::<Vec<_>>().join("+")
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

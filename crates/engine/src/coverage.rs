//! What of the lexicon fires on a corpus, what never does, and which words look like acts and have no row.

use crate::Reading;
use dateline_coding::Note;
use dateline_coding::claim::Entity;
use dateline_lexicon::{Lexicon, Pos, Sense};
use dateline_syntax::{Deprel, NameClass, NameTag, Tree, Upos};
use dateline_text::{Offsets, Report};
use std::collections::{BTreeMap, BTreeSet};

/// A part of the lexicon whose rows are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Rows of `events/*.toml`, by id.
    Events,
    /// Reporting verbs and nouns, by lemma.
    Cues,
    /// Verbs that carry another word's happening.
    Lights,
    /// Acting common nouns.
    Agents,
    /// Actors, by id.
    Actors,
}

impl Part {
    /// All parts.
    pub const ALL: [Part; 5] = [Part::Events, Part::Cues, Part::Lights, Part::Agents, Part::Actors];

    /// For headings and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Events => "event rows",
            Part::Cues => "reporting cues",
            Part::Lights => "light verbs",
            Part::Agents => "acting nouns",
            Part::Actors => "actors",
        }
    }
}

/// What the coder notes of a word whose rows all ask for other company.
const REFUSED: &str = "no row's constraints hold";

/// Something that the lexicon may lack: a word that stands between actors as a predicate does, or a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// How often.
    pub count: usize,
    /// How often of these the word has rows, and no row's constraints held.
    pub refused: usize,
    /// The first sentence that has it.
    pub example: String,
    /// The report of the sentence.
    pub report: String,
}

impl Open {
    fn count(&mut self, report: &Report, tree: &Tree) {
        self.count += 1;
        if self.example.is_empty() {
            self.example = tree.span.of(&report.text).split_whitespace().collect::<Vec<_>>().join(" ");
            self.report = report.id.clone();
        }
    }
}

/// What fired on the reports read so far.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Number of reports.
    pub reports: usize,
    /// Number of claims.
    pub claims: usize,
    fired: BTreeMap<(Part, String), usize>,
    open: BTreeMap<(Pos, String), Open>,
    strangers: BTreeMap<String, Open>,
}

impl Coverage {
    /// Counts one report.
    pub fn add(&mut self, lexicon: &Lexicon, report: &Report, reading: &Reading) {
        self.reports += 1;
        self.claims += reading.claims.len();
        let words = Words::new(report, &reading.trees);
        for claim in &reading.claims {
            for rule in claim.rule.split("; ") {
                let id = rule.strip_prefix("with ").unwrap_or(rule);
                self.count(Part::Events, id);
                if let Some(verb) = rule.strip_prefix("support verb “").and_then(|r| r.strip_suffix('”')) {
                    self.count(Part::Lights, verb);
                }
            }
            for link in &claim.attribution {
                for lemma in link.cue.iter().flat_map(|cue| words.lemmas(cue.start, cue.end)) {
                    if lexicon.cues.verb(&lemma).is_some() || lexicon.cues.noun(&lemma).is_some() {
                        self.count(Part::Cues, &lemma);
                    }
                }
            }
            let speakers = claim.attribution.iter().map(|l| &l.source);
            for entity in claim.actors.iter().chain(&claim.recipients).chain(&claim.third_parties).chain(speakers) {
                self.entity(lexicon, &words, entity);
            }
        }
        let refused = |note: &&Note| !note.coded && note.text.contains(REFUSED);
        let refused: BTreeSet<(usize, usize)> = reading.notes.iter().filter(refused).map(|n| (n.tree, n.word)).collect();
        for (number, tree) in reading.trees.iter().enumerate() {
            self.look_for_open(lexicon, report, tree, &|at| refused.contains(&(number, at)));
            self.look_for_strangers(lexicon, report, tree);
        }
    }

    fn count(&mut self, part: Part, key: &str) {
        *self.fired.entry((part, key.to_owned())).or_insert(0) += 1;
    }

    fn entity(&mut self, lexicon: &Lexicon, words: &Words<'_>, entity: &Entity) {
        let id = entity.id.split('/').next().unwrap_or("");
        if lexicon.actors.by_id(id).is_some() {
            self.count(Part::Actors, id);
        }
        if let Some(name) = entity.person.as_deref().and_then(|p| lexicon.look_up(p)) {
            let person = name.senses.iter().find_map(|s| if let Sense::Actor(id) = s { Some(*id) } else { None });
            if let Some(person) = person {
                self.count(Part::Actors, &lexicon.actors.get(person).id);
            }
        }
        let Some(quote) = &entity.words else { return };
        let lemmas = words.lemmas(quote.start, quote.end);
        // The longest phrase that the table has, at the first noun that ends one.
        let phrases = (0..lemmas.len()).flat_map(|end| (0..=end.min(3)).rev().map(move |before| (end - before, end)));
        let agent = phrases.map(|(first, end)| lemmas[first..=end].join(" ")).find_map(|p| lexicon.agents.get(&p));
        if let Some(agent) = agent {
            self.count(Part::Agents, &agent.lemma);
        }
    }

    /// Verbs and nouns between actors that no part of the lexicon knows, or knows in another company only.
    fn look_for_open(&mut self, lexicon: &Lexicon, report: &Report, tree: &Tree, refused: &dyn Fn(usize) -> bool) {
        for (at, word) in tree.words.iter().enumerate() {
            let pos = match word.upos {
                Upos::Verb => Pos::Verb,
                Upos::Noun => Pos::Noun,
                _ => continue,
            };
            if word.mark.is_some() || word.name.is_some() || !word.lemma.chars().all(|c| c.is_alphabetic() || c == '-') {
                continue;
            }
            let lemma = with_particle(tree, at);
            let plain = word.lemma.to_lowercase();
            let has_rows = [&lemma, &plain].iter().any(|l| !lexicon.predicates.rows(l, pos).is_empty());
            let elsewhere = known(lexicon, &lemma, pos) || known(lexicon, &plain, pos);
            if elsewhere || has_rows && !refused(at) || !between(lexicon, tree, at, pos) {
                continue;
            }
            let open = self.open.entry((pos, lemma)).or_default();
            open.count(report, tree);
            open.refused += usize::from(has_rows);
        }
    }

    /// Names that the lexicon does not know, where somebody stands who acts or is acted upon.
    fn look_for_strangers(&mut self, lexicon: &Lexicon, report: &Report, tree: &Tree) {
        for (at, word) in tree.words.iter().enumerate() {
            let begins = matches!(word.name, Some((NameTag::Org | NameTag::Person, true))) && word.mark.is_none();
            if !begins {
                continue;
            }
            let len = tree.words[at + 1..].iter().take_while(|w| w.mark.is_none() && matches!(w.name, Some((_, false)))).count();
            // The word of the name whose head lies outside it.
            let top = (at..=at + len).find(|&w| tree.words[w].head.is_none_or(|h| !(at..=at + len).contains(&(h as usize))));
            let Some(top) = top else { continue };
            let argument = matches!(
                tree.words[top].deprel,
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent
            );
            let tells = |h: u32| {
                let verb = h as usize;
                tree.words[verb].upos == Upos::Verb && !lexicon.predicates.rows(&with_particle(tree, verb), Pos::Verb).is_empty()
            };
            if argument && tree.words[top].head.is_some_and(tells) {
                let span = word.span.cover(tree.words[at + len].span);
                let name = span.of(&report.text).split_whitespace().collect::<Vec<_>>().join(" ");
                self.strangers.entry(name).or_default().count(report, tree);
            }
        }
    }

    /// What fired of a part, most frequent first.
    pub fn fired(&self, part: Part, lexicon: &Lexicon) -> Vec<(String, usize)> {
        let all = keys(part, lexicon);
        let mut fired: Vec<(String, usize)> =
            all.into_iter().filter_map(|key| Some((key.clone(), self.times(part, &key)?))).collect();
        fired.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        fired
    }

    /// What never fired of a part, in the order of the files or of the alphabet.
    pub fn never(&self, part: Part, lexicon: &Lexicon) -> Vec<String> {
        keys(part, lexicon).into_iter().filter(|key| self.times(part, key).is_none()).collect()
    }

    fn times(&self, part: Part, key: &str) -> Option<usize> {
        // A claim names a support verb without its particle.
        let bare = if part == Part::Lights { key.split(' ').next().unwrap_or(key) } else { key };
        self.fired.get(&(part, bare.to_owned())).copied()
    }

    /// Names that nothing in the lexicon knows, which act or are acted upon in an event's place, most frequent first.
    pub fn strangers(&self) -> Vec<(&str, &Open)> {
        let mut all: Vec<(&str, &Open)> = self.strangers.iter().map(|(name, open)| (name.as_str(), open)).collect();
        all.sort_by(|a, b| b.1.count.cmp(&a.1.count).then(a.0.cmp(b.0)));
        all
    }

    /// Words without a row that stand between actors, most frequent first.
    pub fn open(&self) -> Vec<(Pos, &str, &Open)> {
        let mut all: Vec<(Pos, &str, &Open)> =
            self.open.iter().map(|((pos, lemma), open)| (*pos, lemma.as_str(), open)).collect();
        all.sort_by(|a, b| b.2.count.cmp(&a.2.count).then((a.1, a.0).cmp(&(b.1, b.0))));
        all
    }
}

/// Everything of a part that could fire.
fn keys(part: Part, lexicon: &Lexicon) -> Vec<String> {
    let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let mut keys = match part {
        // A silent sense fires by what it prevents: nothing to count.
        Part::Events => lexicon.predicates.all().iter().filter(|r| !r.kind.is_empty()).map(|r| r.id.clone()).collect(),
        Part::Cues => owned([lexicon.cues.verb_lemmas(), lexicon.cues.noun_lemmas()].concat()),
        Part::Lights => owned(lexicon.light.lemmas()),
        Part::Agents => lexicon.agents.iter().map(|a| a.lemma.clone()).collect(),
        Part::Actors => lexicon.actors.iter().map(|(_, a)| a.id.clone()).collect(),
    };
    if part == Part::Cues {
        keys.sort();
        keys.dedup();
    }
    keys
}

/// Whether a word is anything but an event to the lexicon.
fn known(lexicon: &Lexicon, lemma: &str, pos: Pos) -> bool {
    let cue = match pos {
        Pos::Verb => lexicon.cues.verb(lemma).is_some(),
        _ => lexicon.cues.noun(lemma).is_some() || lexicon.agents.get(lemma).is_some(),
    };
    cue || lexicon.cues.effect(lemma).is_some()
        || lexicon.light.get(lemma).is_some()
        || !lexicon.terms.tallies(lemma, pos).is_empty()
        || lexicon.parts.holds(lemma)
}

/// A verb with its particle: `square off`.
fn with_particle(tree: &Tree, at: usize) -> String {
    let mut lemma = tree.words[at].lemma.to_lowercase();
    for k in tree.children(at).filter(|&k| tree.words[k].deprel == Deprel::CompoundPrt) {
        lemma.push(' ');
        lemma.push_str(&tree.words[k].lemma.to_lowercase());
    }
    lemma
}

/// Whether actors, at least one of them by name, stand on both sides of a word.
fn between(lexicon: &Lexicon, tree: &Tree, at: usize, pos: Pos) -> bool {
    let (mut one, mut other, mut named) = (0, 0, false);
    for k in tree.children(at) {
        let rel = tree.words[k].deprel;
        let (acts, by_name) = actor(lexicon, tree, k);
        if !acts {
            continue;
        }
        named |= by_name;
        match (pos, rel) {
            (Pos::Verb, Deprel::Nsubj | Deprel::NsubjPass) => one += 1,
            (Pos::Verb, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent) => other += 1,
            (Pos::Noun, Deprel::NmodPoss | Deprel::Amod | Deprel::Compound) => one += 1,
            (Pos::Noun, Deprel::Nmod) => other += 1,
            _ => continue,
        }
        // `talks between A and B`, `A and B cooperated`: both sides in one phrase.
        let both = tree.children(k).any(|c| tree.words[c].deprel == Deprel::Conj && actor(lexicon, tree, c).0);
        if both && matches!(rel, Deprel::Nsubj | Deprel::Nmod) {
            one += 1;
            other += 1;
        }
    }
    named && one > 0 && other > 0
}

/// Whether a phrase acts, and whether it does so by a name.
fn actor(lexicon: &Lexicon, tree: &Tree, at: usize) -> (bool, bool) {
    let word = &tree.words[at];
    let names = |class| !matches!(class, NameClass::Place | NameClass::Outlet);
    if let Some(mark) = word.mark {
        return (names(mark.class), names(mark.class));
    }
    if word.upos != Upos::Noun || lexicon.agents.get(&word.lemma.to_lowercase()).is_none() {
        return (false, false);
    }
    let by_name = tree.children(at).any(|k| tree.words[k].mark.is_some_and(|m| names(m.class)));
    (true, by_name)
}

/// Words of a report by code points, as claims tell places.
struct Words<'r> {
    /// Start in code points, lemma.
    all: Vec<(u32, &'r str)>,
}

impl<'r> Words<'r> {
    fn new(report: &Report, trees: &'r [Tree]) -> Words<'r> {
        let offsets = Offsets::new(&report.text);
        let words = trees.iter().flat_map(|t| &t.words);
        let mut all: Vec<(u32, &str)> = words.map(|w| (offsets.chars(&report.text, w.span.start), w.lemma.as_str())).collect();
        all.sort_unstable();
        Words { all }
    }

    /// Lemmas of the words that begin within a stretch, in lower case.
    fn lemmas(&self, start: u32, end: u32) -> Vec<String> {
        let from = self.all.partition_point(|(at, _)| *at < start);
        self.all[from..].iter().take_while(|(at, _)| *at < end).map(|(_, lemma)| lemma.to_lowercase()).collect()
    }
}

//! Common nouns that act: `army`, `foreign minister`, `rebels`.

use crate::Problem;
use crate::codes::{AGENT_KINDS, SECTORS};
use crate::layer::Layers;
use crate::source::{Source, source};
use crate::tsv;
use rustc_hash::{FxHashMap, FxHashSet};

pub(crate) const SOURCE: Source = source!("actors/agents.tsv");
const COLUMNS: &[&str] = &["lemma", "sector", "kind", "office", "note"];

/// A common noun, of one or several words, that stands for somebody who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentNoun {
    /// Lemma in lower case, several words joined by a space: `defense ministry`.
    pub lemma: String,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// `office`, `institution`, `force`, `body`, `people`, `group`, `official`, `spokesperson`, `platform` or `medium`.
    pub kind: String,
    /// Canonical name of a public office.
    pub office: Option<String>,
}

/// All acting nouns.
#[derive(Debug, Default)]
pub struct Agents {
    all: Vec<AgentNoun>,
    by_lemma: FxHashMap<String, u32>,
}

impl Agents {
    /// The row of a lemma phrase in lower case. British and American spellings, hyphens and spaces are one;
    /// a plural last word finds its singular.
    ///
    /// ```
    /// let agents = &dateline_lexicon::Lexicon::builtin().agents;
    /// assert_eq!(agents.get("defence minister").unwrap().office.as_deref(), Some("defense minister"));
    /// ```
    pub fn get(&self, lemma_phrase: &str) -> Option<&AgentNoun> {
        let find = |phrase: &str| self.by_lemma.get(phrase).map(|&n| &self.all[n as usize]);
        if let Some(found) = find(lemma_phrase) {
            return Some(found);
        }
        let phrase = american(lemma_phrase);
        if let Some(found) = find(&phrase) {
            return Some(found);
        }
        if let Some(stem) = phrase.strip_suffix("ies")
            && let Some(found) = find(&format!("{stem}y"))
        {
            return Some(found);
        }
        ["men", "es", "s"].iter().find_map(|end| {
            let stem = phrase.strip_suffix(end)?;
            if *end == "men" { find(&format!("{stem}man")) } else { find(stem) }
        })
    }

    /// Every row, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &AgentNoun> {
        self.all.iter()
    }

    pub(crate) fn load(layers: &Layers, problems: &mut Vec<Problem>) -> Agents {
        let files = layers.of(&SOURCE);
        let mut agents = Agents::default();
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for row in tsv::layered(&files, COLUMNS, &|row| american(row.cell(0)), problems) {
            seen.insert(american(row.cell(0)));
            if layers.drops("agent", &american(row.cell(0)), row.layer) {
                continue;
            }
            let noun = AgentNoun {
                lemma: american(row.cell(0)),
                sector: row.filled(1),
                kind: row.cell(2).to_owned(),
                office: row.filled(3),
            };
            let mut tell = |message: String| problems.push(Problem::new(row.file, row.line, message));
            if noun.lemma.is_empty() {
                tell("the lemma is empty: fill it or remove the row".into());
                continue;
            }
            if noun.lemma.chars().any(char::is_uppercase) {
                tell(format!("“{}” has a capital: lemmas are in lower case", noun.lemma));
            }
            if noun.sector.as_deref().is_some_and(|s| !SECTORS.contains(&s)) {
                tell(format!("unknown sector “{}”: use one of {}", row.cell(1), SECTORS.join(" ")));
            }
            if !AGENT_KINDS.contains(&noun.kind.as_str()) {
                tell(format!("unknown kind “{}”: use one of {}", noun.kind, AGENT_KINDS.join(" ")));
            }
            if (noun.kind == "office") != noun.office.is_some() {
                tell("fill the office for kind office, and for no other".into());
            }
            let n = agents.all.len() as u32;
            if agents.by_lemma.insert(noun.lemma.clone(), n).is_some() {
                tell(format!("“{}” stands twice: remove one row", noun.lemma));
            }
            agents.all.push(noun);
        }
        layers.check_drops("agent", &|lemma| seen.contains(lemma), problems);
        agents
    }
}

/// American spelling, hyphens as spaces.
fn american(phrase: &str) -> String {
    phrase
        .split(['-', ' '])
        .filter(|word| !word.is_empty())
        .map(|word| match word {
            "defence" => "defense",
            "centre" => "center",
            "organisation" => "organization",
            "neighbour" => "neighbor",
            "labour" => "labor",
            "paramilitaries" => "paramilitary",
            "defences" => "defense",
            other => other,
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folder;

    #[test]
    fn spellings_and_plurals_find_the_row() {
        let agents = Agents::load(&Layers::default(), &mut Vec::new());
        for phrase in ["defense ministry", "defence ministry", "defence ministries", "gunmen"] {
            assert!(agents.get(phrase).is_some(), "{phrase}");
        }
        assert!(agents.get("xylophone ministry").is_none());
    }

    #[test]
    fn defects_are_told_with_file_and_line() {
        let table = "lemma\tsector\tkind\toffice\tnote\nzking\tXXX\toffice\t\t\nzking\tGOV\tthing\t\t\n";
        let layers = Layers::new(vec![Folder::from_texts("mine", [("actors/agents.tsv", table)])], &mut Vec::new());
        let mut problems = Vec::new();
        Agents::load(&layers, &mut problems);
        let told: Vec<String> = problems.iter().map(|p| format!("{}:{}", p.file, p.line)).collect();
        let (two, three) = ("mine/actors/agents.tsv:2", "mine/actors/agents.tsv:3");
        assert_eq!(told, [two, two, three, three], "{problems:#?}");
    }

    #[test]
    fn a_row_of_a_folder_replaces_ours_and_a_dropped_one_is_gone() {
        let table = "lemma\tsector\tkind\toffice\tnote\ndefence ministry\tMIL\tinstitution\t\t\n";
        let drop = "what\tkey\twhy\nagent\tabductor\t\nagent\tzzz\t\n";
        let folder = Folder::from_texts("mine", [("actors/agents.tsv", table), ("drop.tsv", drop)]);
        let mut problems = Vec::new();
        let agents = Agents::load(&Layers::new(vec![folder], &mut problems), &mut problems);
        assert_eq!(agents.get("defense ministry").and_then(|a| a.sector.as_deref()), Some("MIL"));
        assert!(agents.get("abductors").is_none());
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!((problems[0].file.as_str(), problems[0].line), ("mine/drop.tsv", 3));
    }
}

//! Classes of nouns that rows use in their constraints: `@ceasefire`, `@weapon`, ….

use crate::Problem;
use crate::source::Source;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A class of lemmas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(u16);

/// All classes, in the order of their names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classes {
    names: Vec<String>,
    members: Vec<FxHashSet<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClasses {
    #[serde(default)]
    class: BTreeMap<String, Spanned<Vec<String>>>,
}

impl Classes {
    /// Reads the classes; a member `@other` brings the members of another class along.
    pub fn read(source: &Source, problems: &mut Vec<Problem>) -> Classes {
        let raw: RawClasses = source.read(problems);
        let mut classes = Classes::default();
        for (name, listed) in &raw.class {
            let mut members = FxHashSet::default();
            // Each class is visited once, so that two that include each other come to an end.
            let mut seen = vec![name.as_str()];
            let mut todo: Vec<&str> = listed.get_ref().iter().map(String::as_str).collect();
            while let Some(member) = todo.pop() {
                match member.strip_prefix('@') {
                    None => {
                        members.insert(member.to_lowercase());
                    }
                    Some(other) if seen.contains(&other) => {}
                    Some(other) => match raw.class.get(other) {
                        Some(list) => {
                            seen.push(other);
                            todo.extend(list.get_ref().iter().map(String::as_str));
                        }
                        None => problems.push(source.problem(listed.span().start, format!("class {name}: there is no class @{other}"))),
                    },
                }
            }
            classes.names.push(name.clone());
            classes.members.push(members);
        }
        classes
    }

    pub fn id(&self, name: &str) -> Option<ClassId> {
        self.names.binary_search_by(|n| n.as_str().cmp(name)).ok().and_then(|i| u16::try_from(i).ok()).map(ClassId)
    }

    pub fn contains(&self, class: ClassId, lemma: &str) -> bool {
        self.members.get(usize::from(class.0)).is_some_and(|m| m.contains(lemma))
    }

    /// How many lemmas a class has.
    pub fn size(&self, class: ClassId) -> usize {
        self.members.get(usize::from(class.0)).map_or(0, FxHashSet::len)
    }

    pub fn name(&self, class: ClassId) -> &str {
        self.names.get(usize::from(class.0)).map_or("", String::as_str)
    }
}

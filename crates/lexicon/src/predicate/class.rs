//! Classes of nouns that rows use in their constraints: `@ceasefire`, `@weapon`, ….

use crate::Problem;
use crate::layer::lay;
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
    /// Reads the classes of every layer; a member `@other` brings the members of another class along. A folder's class of
    /// the same name adds its words, and takes away those written `-word`.
    pub fn read(sources: &[Source], problems: &mut Vec<Problem>) -> Classes {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut lines: Vec<(String, usize, usize)> = Vec::new();
        for (n, source) in sources.iter().enumerate() {
            for (name, listed) in source.read::<RawClasses>(problems).class {
                lines.push((name.clone(), n, listed.span().start));
                lay(all.entry(name).or_default(), listed.into_inner());
            }
        }
        for (name, n, at) in lines {
            for other in all[&name].iter().filter_map(|m| m.strip_prefix('@')).filter(|other| !all.contains_key(*other)) {
                problems.push(sources[n].problem(at, format!("class {name}: there is no class @{other}")));
            }
        }
        let mut classes = Classes::default();
        for (name, listed) in &all {
            let mut members = FxHashSet::default();
            // Each class is visited once, so that two that include each other come to an end.
            let mut seen = vec![name.as_str()];
            let mut todo: Vec<&str> = listed.iter().map(String::as_str).collect();
            while let Some(member) = todo.pop() {
                match member.strip_prefix('@') {
                    None => {
                        members.insert(member.to_lowercase());
                    }
                    Some(other) if seen.contains(&other) => {}
                    Some(other) => {
                        seen.push(other);
                        todo.extend(all.get(other).into_iter().flatten().map(String::as_str));
                    }
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

    /// Whether all of `inner` is in `outer`.
    pub fn within(&self, inner: ClassId, outer: ClassId) -> bool {
        let of = |id: ClassId| self.members.get(usize::from(id.0));
        of(inner).zip(of(outer)).is_some_and(|(i, o)| i.is_subset(o))
    }

    pub fn name(&self, class: ClassId) -> &str {
        self.names.get(usize::from(class.0)).map_or("", String::as_str)
    }
}

//! Who is told to have been killed by name. A person dies once: two tellings of the killing of one person are of one happening, whatever
//! day, place or doer each of them tells.

use crate::cues;
use crate::names::Names;
use dateline_coding::Claim;
use dateline_coding::claim::{Entity, Polarity};

/// Shorter surnames are borne by too many.
const SURNAME: usize = 4;

/// A victim as two are compared: the surname, and the first letter of the name before it where that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Victim {
    pub surname: u64,
    initial: Option<char>,
}

impl Victim {
    pub fn of(name: &str) -> Victim {
        let (surname, initial) = name.split_once(' ').unwrap_or((name, ""));
        Victim { surname: crate::compared::number(surname), initial: initial.chars().next() }
    }

    /// Whether the two can be one person: spellings of first names differ ("Rafik", "Rafiq"), their first letters rarely.
    pub fn is(&self, other: &Victim) -> bool {
        self.surname == other.surname && (self.initial == other.initial || self.initial.is_none() || other.initial.is_none())
    }
}

/// The victims that the claims of a mention name, each as surname and initial in lower case.
pub(crate) fn victims(core: &[&Claim]) -> Names {
    let told = |c: &&&Claim| c.polarity == Polarity::Positive && is_fatal(c);
    core.iter().filter(told).flat_map(|c| &c.recipients).filter_map(called).collect()
}

fn is_fatal(claim: &Claim) -> bool {
    let deadly = |e: &dateline_coding::claim::Event| {
        e.kind == "ASSAULT" && (e.modes.iter().any(|mode| mode == "targeted") || cues::is_fatal(&claim.evidence.text))
    };
    claim.event.as_ref().is_some_and(deadly)
        || claim.figure.as_ref().is_some_and(|f| f.what == "killed" && f.low.is_some_and(|low| low > 0))
}

/// Surname and initial of a person: `hariri r`.
fn called(entity: &Entity) -> Option<String> {
    let person = entity.person.as_deref()?.to_lowercase();
    let mut names = person.split_whitespace();
    let surname = names.next_back().filter(|name| name.chars().count() >= SURNAME)?;
    Some(match names.next().and_then(|first| first.chars().next()) {
        Some(initial) => format!("{surname} {initial}"),
        None => surname.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_known_by_surname_and_initial() {
        let person = |name: &str| called(&Entity { person: Some(name.into()), ..Entity::default() });
        assert_eq!(person("Rafiq Hariri").as_deref(), Some("hariri r"));
        assert_eq!(person("Hariri").as_deref(), Some("hariri"));
        assert_eq!(person("Li"), None);
        let is = |a: &str, b: &str| Victim::of(a).is(&Victim::of(b));
        assert!(is("hariri r", "hariri") && !is("gandhi i", "gandhi r") && !is("hariri r", "tueni g"));
    }
}

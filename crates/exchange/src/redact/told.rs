//! What reports tell of names: whom of private persons, and what else has a name.

use super::private::{is_human, is_private};
use super::read::read;
use dateline_coding::Claim;
use dateline_coding::claim::Entity;
use std::collections::BTreeSet;

/// Names of private persons in some reports, and names that stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub(super) private: BTreeSet<String>,
    pub(super) public: BTreeSet<String>,
}

impl Told {
    /// Of all claims of a report, and of its texts: headline, body, else the quotes. A name may be told in one claim and stand in the words
    /// of another, or in a headline alone.
    pub fn of<'c, 't>(claims: impl IntoIterator<Item = &'c Claim>, texts: impl IntoIterator<Item = &'t str>) -> Told {
        let mut told = Told::default();
        for claim in claims {
            let speakers = claim.attribution.iter().map(|l| &l.source);
            let entities = claim.actors.iter().chain(&claim.recipients).chain(&claim.third_parties).chain(speakers);
            entities.for_each(|entity| told.entity(entity));
            claim.place.iter().for_each(|p| told.public(&p.name));
            claim.control.iter().for_each(|c| told.public(&c.place));
            claim.office.iter().for_each(|o| told.public(&o.person));
        }
        texts.into_iter().for_each(|text| read(text, &mut told));
        told
    }

    /// The same of more reports.
    pub fn join(&mut self, other: &Told) {
        self.private.extend(other.private.iter().cloned());
        self.public.extend(other.public.iter().cloned());
    }

    fn entity(&mut self, entity: &Entity) {
        let names = [Some(entity.name.as_str()), entity.person.as_deref()];
        let names = || names.into_iter().flatten().filter(|n| n.chars().next().is_some_and(char::is_uppercase));
        let words = entity.words.as_ref().map(|w| w.text.as_str());
        if is_private(entity) {
            names().for_each(|n| self.private(n));
            // Another person's name, or the surname alone; not `She`.
            words.filter(|w| w.contains(' ') && w.split(' ').all(begins_as_name)).into_iter().for_each(|n| self.private(n));
        } else if is_human(entity) {
            names().chain(words).for_each(|n| self.public(n));
        } else if !matches!(entity.kind.as_ref(), "population" | "force" | "facility") {
            // `Nadia's family` and `the house of …` are called by whom they belong to.
            names().for_each(|n| self.public(n));
        }
    }

    pub(super) fn private(&mut self, name: &str) {
        self.private.insert(name.to_owned());
    }

    pub(super) fn public(&mut self, name: &str) {
        self.public.insert(name.to_owned());
    }
}

/// A capital, or one of the small words inside names (`al-Hassan`).
fn begins_as_name(word: &str) -> bool {
    word.split('-').any(|part| part.chars().next().is_some_and(char::is_uppercase))
}

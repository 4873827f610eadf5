//! Names: the surface forms that a text may use, and what they may mean.

use crate::key::key;
use crate::{ActorId, ActorKind, Actors};
use dateline_syntax::NameClass;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sense {
    /// The actor itself.
    Actor(ActorId),
    /// An adjective or noun for the people of a state, or for the members of a group or population.
    Demonym(ActorId),
    /// A capital, palace or district that stands for the state or body, with the sector of whoever sits
    /// there; `None`: the government.
    Seat(ActorId, Option<String>),
    /// A place; the gazetteer knows the candidates by the surface.
    Place,
}

/// A surface form.
#[derive(Clone, Debug)]
pub struct Name {
    /// As the lexicon writes it; empty for the one entry that stands for all names that only the gazetteer knows.
    pub surface: String,
    /// The class that the reader sees.
    pub class: NameClass,
    /// What it may mean, likeliest first.
    pub senses: Vec<Sense>,
}

/// How freely a name is marked in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// Wherever it stands.
    Free,
    /// A surname of few persons of the tables, one of them prominent.
    Surname,
    /// A surname that many bear, or that is a common word or given name: needs the full name or a title.
    Weak,
}

/// All names: a table sorted by key, for longest match.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub all: Vec<Name>,
    pub reach: Vec<Reach>,
    /// Key and number of its name, sorted by key.
    exact: Vec<(Box<str>, u32)>,
    /// The same with upper-case keys, for sentences in capitals; made when the first is met.
    capitals: OnceLock<Vec<(Box<str>, u32)>>,
}

/// Number of the entry that stands for every name that only the gazetteer knows.
pub(crate) const GAZETTEER: u32 = 0;

/// Names while they are collected.
#[derive(Default)]
pub(crate) struct Collector {
    by_key: FxHashMap<String, u32>,
    all: Vec<Name>,
    reach: Vec<Reach>,
}

/// Which class a name has that is several things: the first of these.
fn rank(class: NameClass) -> u8 {
    match class {
        NameClass::State => 0,
        NameClass::Place => 1,
        NameClass::Demonym => 2,
        NameClass::Group => 3,
        NameClass::Org => 4,
        NameClass::Outlet => 5,
        NameClass::Person => 6,
    }
}

fn class_of(sense: &Sense, actors: &Actors, building: bool) -> NameClass {
    match sense {
        Sense::Place => NameClass::Place,
        Sense::Seat(..) => {
            if building {
                NameClass::Org
            } else {
                NameClass::Place
            }
        }
        Sense::Demonym(_) => NameClass::Demonym,
        Sense::Actor(id) => match actors.get(*id).kind {
            ActorKind::State => NameClass::State,
            ActorKind::Person => NameClass::Person,
            ActorKind::ArmedGroup | ActorKind::Party => NameClass::Group,
            ActorKind::Outlet => NameClass::Outlet,
            ActorKind::Population => NameClass::Demonym,
            ActorKind::Government | ActorKind::Igo | ActorKind::Ngo | ActorKind::Company | ActorKind::University => {
                NameClass::Org
            }
        },
    }
}

impl Collector {
    pub fn new() -> Self {
        let any_place = Name { surface: String::new(), class: NameClass::Place, senses: vec![Sense::Place] };
        Collector { by_key: FxHashMap::default(), all: vec![any_place], reach: vec![Reach::Free] }
    }

    /// Adds a sense to a surface. `building`: a seat that is a house, not a city.
    pub fn add(&mut self, surface: &str, sense: Sense, reach: Reach, building: bool, actors: &Actors) {
        let key = key(surface);
        if key.is_empty() {
            return;
        }
        let class = class_of(&sense, actors, building);
        let Some(&n) = self.by_key.get(&key) else {
            self.by_key.insert(key, self.all.len() as u32);
            self.all.push(Name { surface: surface.to_owned(), class, senses: vec![sense] });
            self.reach.push(reach);
            return;
        };
        let (name, old_reach) = (&mut self.all[n as usize], &mut self.reach[n as usize]);
        if name.senses.contains(&sense) {
            *old_reach = (*old_reach).min(reach);
            return;
        }
        if reach > Reach::Free && *old_reach == Reach::Free {
            // A surname never takes over what is a name in its own right.
            name.senses.push(sense);
            return;
        }
        if (reach < *old_reach) || rank(class) < rank(name.class) {
            name.class = class;
            name.senses.insert(0, sense);
        } else {
            name.senses.push(sense);
        }
        *old_reach = (*old_reach).min(reach);
    }

    /// Whether a surface is a state's name or a demonym of a state or people.
    pub fn is_state_or_demonym(&self, surface: &str, actors: &Actors) -> bool {
        self.by_key.get(&key(surface)).is_some_and(|&n| {
            self.all[n as usize].senses.iter().any(|sense| match sense {
                Sense::Actor(id) => actors.get(*id).kind == ActorKind::State,
                Sense::Demonym(id) => matches!(actors.get(*id).kind, ActorKind::State | ActorKind::Population),
                _ => false,
            })
        })
    }

    pub fn finish(self) -> Names {
        let mut exact: Vec<(Box<str>, u32)> = self.by_key.into_iter().map(|(k, n)| (k.into_boxed_str(), n)).collect();
        exact.sort_unstable();
        Names { all: self.all, reach: self.reach, exact, capitals: OnceLock::new() }
    }
}

/// What the table says of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The name with exactly this key.
    pub name: Option<u32>,
    /// Whether a longer key begins with this one.
    pub goes_on: bool,
}

/// The table without regard to case; of names that differ in case alone the one of the earlier table comes first.
fn upper(exact: &[(Box<str>, u32)]) -> Vec<(Box<str>, u32)> {
    let mut table: Vec<(Box<str>, u32)> = exact.iter().map(|(k, n)| (k.to_ascii_uppercase().into_boxed_str(), *n)).collect();
    table.sort_unstable();
    table
}

impl Names {
    /// Looks up a key; `capitals`: without regard to case.
    pub fn find(&self, key: &str, capitals: bool) -> Found {
        let table = if capitals { self.capitals.get_or_init(|| upper(&self.exact)) } else { &self.exact };
        let at = table.partition_point(|(k, _)| **k < *key);
        let name = table.get(at).filter(|(k, _)| **k == *key).map(|(_, n)| *n);
        let mut next = at;
        while table.get(next).is_some_and(|(k, _)| **k == *key) {
            next += 1;
        }
        Found { name, goes_on: table.get(next).is_some_and(|(k, _)| k.starts_with(key)) }
    }
}

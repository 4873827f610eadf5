//! Values of one field while they are gathered: each with its voices, called by the name that fits it best.

use crate::account::Value;
use crate::mention::party;
use crate::voice::{Voice, name};
use dateline_coding::claim::Entity;
use std::collections::BTreeMap;

/// Values under way: for each its order of appearance and its voices.
#[derive(Default)]
pub(crate) struct Values {
    order: Vec<String>,
    by_key: BTreeMap<String, Value>,
    /// How often a value is called what, and whether that is its own name.
    names: BTreeMap<(String, String), (bool, usize)>,
}

impl Values {
    pub fn add(&mut self, key: String, shown: String, voice: &Voice, denies: bool) {
        let value = self.by_key.entry(key.clone()).or_insert_with(|| {
            self.order.push(key);
            Value { value: shown, asserted: vec![], denied: vec![], first: None, last: None }
        });
        if denies {
            value.denied.push(voice.clone())
        } else {
            value.asserted.push(voice.clone())
        }
        let day = voice.published.clone();
        value.first = value.first.take().into_iter().chain(day.clone()).min();
        value.last = value.last.take().into_iter().chain(day).max();
    }

    /// A party under one of its names: its own name before those of its parts, the commonest before others.
    pub fn add_party(&mut self, entity: &Entity, voice: &Voice, denies: bool) {
        let (key, shown) = (key(entity), name(entity));
        let own = matches!(entity.kind.as_ref(), "state" | "government" | "armed_group" | "igo" | "ngo");
        let slot = self.names.entry((key.clone(), shown.clone())).or_insert((own, 0));
        slot.1 += 1;
        self.add(key.clone(), shown, voice, denies);
        let names = self.names.range((key.clone(), String::new())..).take_while(|((k, _), _)| *k == key);
        let best = names.fold(None, |best: Option<(&String, (bool, usize))>, ((_, name), &rank)| match best {
            Some(best) if best.1 >= rank => Some(best),
            _ => Some((name, rank)),
        });
        if let (Some((name, _)), Some(value)) = (best, self.by_key.get_mut(&key)) {
            value.value.clone_from(name);
        }
    }

    /// How the value with a key is called.
    pub fn called(&self, key: &str) -> String {
        self.by_key.get(key).map_or(key.to_owned(), |v| v.value.clone())
    }

    /// The values, those that most voices tell first.
    pub fn done(mut self) -> Vec<Value> {
        let mut values: Vec<Value> = self.order.iter().filter_map(|k| self.by_key.remove(k)).collect();
        values.sort_by_key(|v| std::cmp::Reverse(v.asserted.len() + v.denied.len()));
        values
    }
}

/// One key for all names of a party. Rebels and civilians are those of their country.
pub(crate) fn key(entity: &Entity) -> String {
    let party = party(entity);
    match &entity.code {
        _ if !party.is_empty() => party,
        Some(code) => format!("{} ({code})", name(entity).to_lowercase()),
        None => name(entity).to_lowercase(),
    }
}

//! What timelines, maps and lists of values need of every incident, small enough to keep in memory: made once for each state
//! of the record, so that counting a hundred thousand incidents takes milliseconds.

use crate::api::{IncidentRow, Party, Place};
use crate::desk::lock;
use crate::problem::Problem;
use crate::views;
use dateline_store::{Filter, Page, Paging, Store};
use jiff::civil::Date;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

/// Incidents that are taken from the record at a time.
const STEP: usize = 1000;
/// Filters of which it is kept what they let through.
const KEPT: usize = 8;

/// One incident.
pub(crate) struct Entry {
    pub id: String,
    /// First day.
    pub day: Option<Date>,
    /// Last day.
    pub last: Option<Date>,
    pub disputed: bool,
    /// Numbers of names in [`Index::names`].
    pub parties: Vec<u32>,
    pub types: Vec<u32>,
    pub modes: Vec<u32>,
    pub family: u32,
    pub country: Option<u32>,
    pub standing: Option<u32>,
    /// Number of the place in [`Index::places`].
    pub place: Option<u32>,
}

/// A name: what a filter takes, and what people read.
pub(crate) struct Name {
    pub key: String,
    pub label: String,
}

/// Somebody who takes part as such: `people` and `a hospital` are no lane and no choice of a filter.
fn is_party(party: &Party) -> bool {
    party.code.is_some() && party.kind != "population"
        || matches!(party.kind.as_str(), "state" | "government" | "armed_group" | "party" | "igo" | "ngo")
}

/// What a filter lets through: places in [`Index::entries`], in order. Filled by who asks first; others wait for the same.
type Chosen = Arc<Mutex<Option<Arc<Vec<u32>>>>>;

/// All incidents, by day and id; undated ones last.
#[derive(Default)]
pub(crate) struct Index {
    pub entries: Vec<Entry>,
    pub names: Vec<Name>,
    pub places: Vec<Place>,
    at: HashMap<String, u32>,
    /// The same by the record's own numbers.
    numbered: HashMap<i64, u32>,
    named: HashMap<String, u32>,
    placed: HashMap<(String, String, Option<String>, u64, u64), u32>,
    /// How often a party is called what.
    called: HashMap<(u32, String), u32>,
    /// What the filters asked for last let through, whatever the days: a page asks several questions by one filter, and moves the days over it.
    kept: Mutex<VecDeque<(Filter, Chosen)>>,
}

impl Index {
    /// Reads all incidents. `state` names the state of a code.
    pub fn of(store: &Store, state: &dyn Fn(&str) -> Option<String>) -> Result<Index, Problem> {
        let mut index = Index::default();
        let mut after = None;
        loop {
            let page = store.incidents(&Filter::default(), &Paging { after, limit: STEP })?;
            page.rows.into_iter().for_each(|row| index.push(views::row(row)));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let place = |(number, id): (i64, String)| index.at.get(&id).map(|at| (number, *at));
        index.numbered = store.ids_by_number()?.into_iter().filter_map(place).collect();
        index.label(state);
        Ok(index)
    }

    /// The incidents that a filter lets through, in order.
    pub fn chosen<'i>(&'i self, store: &Store, filter: &Filter) -> Result<Vec<&'i Entry>, Problem> {
        Ok(self.places_of(store, filter)?.into_iter().map(|at| &self.entries[at as usize]).collect())
    }

    /// A page of them, as [`Store::incidents`] gives it.
    pub fn page(&self, store: &Store, filter: &Filter, paging: &Paging) -> Result<Page<dateline_record::IncidentRow>, Problem> {
        let chosen = self.places_of(store, filter)?;
        let begin = match paging.after.as_deref().and_then(|after| after.split_once(' ')) {
            None => 0,
            Some((_, id)) => match self.at.get(id) {
                Some(last) => chosen.partition_point(|at| at <= last),
                // What was seen last is gone: the record knows where it stood.
                None => return Ok(store.incidents(filter, paging)?),
            },
        };
        let shown = &chosen[begin..chosen.len().min(begin.saturating_add(paging.limit))];
        let mut rows = Vec::with_capacity(shown.len());
        for &at in shown {
            rows.extend(store.incident_row(&self.entries[at as usize].id)?);
        }
        let more = begin + shown.len() < chosen.len();
        let next = rows.last().filter(|_| more).map(|row| format!("{} {}", row.from.as_deref().unwrap_or("~"), row.id));
        Ok(Page { rows, total: chosen.len(), next })
    }

    /// Where in [`Index::entries`] the incidents stand that a filter lets through, in order. Days are looked at here, which costs next to nothing;
    /// the rest is asked of the record.
    fn places_of(&self, store: &Store, filter: &Filter) -> Result<Vec<u32>, Problem> {
        let rest = Filter { from: None, to: None, ..filter.clone() };
        let mut found: Vec<u32> =
            if rest.is_empty() { (0..self.entries.len() as u32).collect() } else { self.kept(store, rest)?.to_vec() };
        if filter.from.is_some() || filter.to.is_some() {
            found.retain(|at| {
                let entry = &self.entries[*at as usize];
                let Some(day) = entry.day else { return false };
                filter.from.is_none_or(|from| entry.last.unwrap_or(day) >= from) && filter.to.is_none_or(|to| day <= to)
            });
        }
        Ok(found)
    }

    /// What a filter without days lets through, asked of the record once.
    fn kept(&self, store: &Store, filter: Filter) -> Result<Arc<Vec<u32>>, Problem> {
        let slot = {
            let mut kept = lock(&self.kept);
            match kept.iter().find(|(of, _)| *of == filter) {
                Some((_, slot)) => slot.clone(),
                None => {
                    if kept.len() == KEPT {
                        kept.pop_front();
                    }
                    kept.push_back((filter.clone(), Chosen::default()));
                    kept.back().map(|(_, slot)| slot.clone()).unwrap_or_default()
                }
            }
        };
        let mut slot = lock(&slot);
        if let Some(found) = slot.as_ref() {
            return Ok(found.clone());
        }
        let numbers = store.incident_numbers(&filter)?;
        let mut found: Vec<u32> = numbers.iter().filter_map(|number| self.numbered.get(number).copied()).collect();
        found.sort_unstable();
        let found = Arc::new(found);
        *slot = Some(found.clone());
        Ok(found)
    }

    fn push(&mut self, row: IncidentRow) {
        let day = |d: &Option<String>| d.as_deref().and_then(|d| d.get(..10)?.parse().ok());
        let mut parties: Vec<u32> = Vec::new();
        let side = |p: &&Party| matches!(p.role.as_str(), "actor" | "recipient") && is_party(p);
        for party in row.parties.iter().filter(side) {
            let number = self.name(&format!("party {}", party.key), &party.key);
            *self.called.entry((number, party.name.clone())).or_default() += 1;
            if !parties.contains(&number) {
                parties.push(number);
            }
        }
        let entry = Entry {
            day: day(&row.from),
            last: day(&row.to),
            disputed: !row.disputed.is_empty(),
            parties,
            types: row.types.iter().map(|t| self.name(&format!("type {t}"), t)).collect(),
            modes: row.modes.iter().map(|m| self.name(&format!("mode {m}"), m)).collect(),
            family: self.name(&format!("family {}", row.family), &row.family),
            country: row.place.as_ref().and_then(|p| p.country.as_ref()).map(|c| self.name(&format!("country {c}"), c)),
            standing: row.standing.as_ref().map(|s| self.name(&format!("standing {}", s.standing), &s.standing)),
            place: row.place.map(|p| self.place(p)),
            id: row.id,
        };
        self.at.insert(entry.id.clone(), self.entries.len() as u32);
        self.entries.push(entry);
    }

    fn name(&mut self, of: &str, key: &str) -> u32 {
        if let Some(&number) = self.named.get(of) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.push(Name { key: key.to_owned(), label: key.to_owned() });
        self.named.insert(of.to_owned(), number);
        number
    }

    fn place(&mut self, place: Place) -> u32 {
        let bits = |v: Option<f64>| v.map_or(u64::MAX, f64::to_bits);
        let key = (place.name.clone(), place.precision.clone(), place.country.clone(), bits(place.lat), bits(place.lon));
        let next = self.places.len() as u32;
        let number = *self.placed.entry(key).or_insert(next);
        if number == next {
            self.places.push(place);
        }
        number
    }

    /// Calls countries and states by their names, whatever else goes under their codes; each other party by its commonest name, of equals
    /// the first in the alphabet.
    fn label(&mut self, state: &dyn Fn(&str) -> Option<String>) {
        let mut called: Vec<((u32, String), u32)> = self.called.drain().collect();
        called.sort();
        let mut best: HashMap<u32, u32> = HashMap::new();
        for ((number, name), times) in called {
            let most = best.entry(number).or_insert(0);
            if times > *most {
                *most = times;
                self.names[number as usize].label = name;
            }
        }
        for of in ["party ", "country "] {
            for (name, &number) in &self.named {
                if let Some(called) = name.strip_prefix(of).and_then(state) {
                    self.names[number as usize].label = called;
                }
            }
        }
        self.placed = HashMap::new();
        self.named = HashMap::new();
    }
}

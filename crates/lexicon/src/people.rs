//! The table of people: one row per person, office and period.

use crate::actor::Tenure;
use crate::date::{first_day, last_day};
use crate::key::key;
use crate::layer::Layers;
use crate::name::{Reach, Sense};
use crate::source::Source;
use crate::spelling::spellings;
use crate::tables::Loading;
use crate::tsv::{self, Row};
use crate::words::CommonWords;
use crate::{Actor, ActorId, ActorKind};
use jiff::civil::{Date, date};
use rustc_hash::{FxHashMap, FxHashSet};

const COLUMNS: &[&str] = &["id", "name", "names", "code", "sector", "office", "polity", "from", "to", "source", "status"];

/// Whoever left the last office before this day is not expected under the bare surname.
const LONG_GONE: Date = date(1990, 1, 1);

/// Offices whose holders reports name without introducing them.
const PROMINENT: &[&str] = &[
    "president",
    "prime minister",
    "chancellor",
    "king",
    "queen",
    "emir",
    "sultan",
    "supreme leader",
    "foreign minister",
    "defense minister",
    "secretary of state",
    "defense secretary",
    "secretary general",
    "premier",
    "vice president",
    "pope",
    "leader",
];

/// A surname that more persons of the table share is too common to be anybody's in particular.
const FEW: usize = 3;

/// Parts before a surname that belong to it.
const PARTICLES: &[&str] = &[
    "al", "el", "ul", "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "bin",
    "ibn", "ben", "abu", "st.",
];

impl Loading {
    /// Reads the table and derives surnames.
    pub(crate) fn people(&mut self, layers: &Layers, files: &[Source], common: &CommonWords) {
        // An office of a person, with all its terms, is replaced as one.
        let office = |row: &Row<'_>| [row.cell(0), row.cell(5), row.cell(6)].join("\t");
        let mut rows = tsv::layered(files, COLUMNS, &office, &mut self.problems);
        rows.retain(|row| !layers.drops("actor", row.cell(0), row.layer));
        let mut persons: Vec<(ActorId, &Row<'_>)> = Vec::new();
        for row in &rows {
            let Some(id) = self.person(row) else { continue };
            persons.push((id, row));
        }
        for (id, _) in &persons {
            self.settle(*id);
        }
        self.surnames(&persons, common);
    }

    fn person(&mut self, row: &Row<'_>) -> Option<ActorId> {
        let (id, name) = (row.cell(0), row.cell(1));
        if id.is_empty() || name.is_empty() {
            self.tell(row, "id or name is empty: fill both");
            return None;
        }
        self.origin(row, row.cell(9), row.cell(10));
        let polity = row.cell(6).to_owned();
        let known =
            polity.is_empty() || self.actors.by_id(&polity).is_some() || crate::codes::SUPRANATIONAL.contains(&polity.as_str());
        if !known && !self.dropped.contains(&polity) {
            self.tell(row, format!("no polity “{polity}”: an id of another table, a code, or empty"));
        }
        let (from, to) = self.period(row, 7, 8);
        let tenure = Tenure {
            code: self.code(row, row.cell(3)),
            sector: self.sector(row, 4),
            office: row.filled(5).map(|o| o.to_lowercase()),
            polity,
            from,
            to,
            verified: row.cell(10) == "verified",
            line: row.line,
        };
        if let Some(old) = self.actors.by_id(id) {
            let actor = self.actors.get_mut(old);
            // A folder may call one of ours by another name: rows of upper layers are read first.
            let renamed = actor.layer > row.layer;
            if actor.kind != ActorKind::Person || actor.name != name && !renamed {
                let message = format!("the id “{id}” is “{}” at {}: one name per id", actor.name, actor.file_line);
                self.tell(row, message);
                return None;
            }
            actor.tenures.push(tenure);
            return Some(old);
        }
        let actor = Actor {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: ActorKind::Person,
            code: String::new(),
            sector: None,
            tenures: vec![tenure],
            relation_hint: None,
            capital: None,
            owner: None,
            hosts: Vec::new(),
            from: None,
            to: None,
            source: row.cell(9).to_owned(),
            verified: row.cell(10) == "verified",
            file_line: row.place(),
            layer: row.layer,
        };
        self.actors.add(actor).ok()
    }

    /// The two dates of a row.
    pub(crate) fn period(&mut self, row: &Row<'_>, from: usize, to: usize) -> (Option<Date>, Option<Date>) {
        let mut read = |column: usize, day: fn(&str) -> Result<Option<Date>, ()>| {
            day(row.cell(column)).unwrap_or_else(|()| {
                self.tell(row, format!("“{}” is no date: write 2013, 2013-05 or 2013-05-06", row.cell(column)));
                None
            })
        };
        let (first, last) = (read(from, first_day), read(to, last_day));
        if first.zip(last).is_some_and(|(first, last)| last < first) {
            self.tell(row, "ends before it begins: swap or mend the dates");
        }
        (first, last)
    }

    /// Sorts offices, latest first, and takes code and sector from the latest.
    fn settle(&mut self, id: ActorId) {
        let actor = self.actors.get_mut(id);
        actor.tenures.sort_by_key(|t| {
            let open = t.to.is_none() && t.from.is_some();
            std::cmp::Reverse((open, t.to.or(t.from), t.from, std::cmp::Reverse(t.line)))
        });
        if let Some(latest) = actor.tenures.first() {
            actor.code = latest.code.clone();
            actor.sector = latest.sector.clone();
        }
    }

    fn surnames(&mut self, persons: &[(ActorId, &Row<'_>)], common: &CommonWords) {
        let mut given: FxHashSet<&str> = FxHashSet::default();
        let mut bearers: FxHashMap<String, Vec<(ActorId, String)>> = FxHashMap::default();
        let mut order: Vec<String> = Vec::new();
        let mut seen: FxHashSet<(ActorId, &str)> = FxHashSet::default();
        for &(id, row) in persons {
            let told: Vec<&str> = row.list(2).filter_map(|n| n.strip_prefix('=')).collect();
            for form in std::iter::once(row.cell(1)).chain(row.list(2).filter(|n| !n.starts_with('='))) {
                if !seen.insert((id, form)) {
                    continue;
                }
                self.names.add(form, Sense::Actor(id), Reach::Free, false, &self.actors);
                if form.contains(' ') {
                    for other in spellings(form) {
                        self.names.add(&other, Sense::Actor(id), Reach::Free, false, &self.actors);
                    }
                }
                if let Some((first, _)) = form.split_once(' ').filter(|_| told.is_empty()) {
                    given.insert(first);
                }
                if told.is_empty() {
                    for surname in surnames_of(form) {
                        bear(&mut bearers, &mut order, surname, id);
                    }
                }
            }
            for surname in told {
                if seen.insert((id, surname)) {
                    bear(&mut bearers, &mut order, surname.to_owned(), id);
                }
            }
        }
        for name_key in &order {
            let Some(who) = bearers.get_mut(name_key) else { continue };
            // The one whose office is latest is the likeliest.
            who.sort_by_key(|(id, _)| {
                let last = self.actors.get(*id).tenures.first();
                std::cmp::Reverse((last.is_some_and(|t| t.to.is_none() && t.from.is_some()), last.and_then(|t| t.to.or(t.from))))
            });
            let surface = who[0].1.clone();
            let clear = who.len() <= FEW
                && surface.chars().count() >= 4
                && !given.contains(surface.as_str())
                && !common.contains(&surface.to_lowercase())
                && who.iter().any(|(id, _)| self.prominent(*id));
            let reach = if clear { Reach::Surname } else { Reach::Weak };
            for (id, surface) in who.iter() {
                self.names.add(surface, Sense::Actor(*id), reach, false, &self.actors);
                for other in spellings(surface) {
                    self.names.add(&other, Sense::Actor(*id), reach, false, &self.actors);
                }
            }
        }
    }

    fn prominent(&self, id: ActorId) -> bool {
        self.actors
            .get(id)
            .tenures
            .iter()
            .any(|t| t.office.as_deref().is_some_and(|o| PROMINENT.contains(&o)) && t.to.is_none_or(|to| to >= LONG_GONE))
    }
}

fn bear(bearers: &mut FxHashMap<String, Vec<(ActorId, String)>>, order: &mut Vec<String>, surname: String, id: ActorId) {
    let who = bearers.entry(key(&surname)).or_insert_with_key(|k| {
        order.push(k.clone());
        Vec::new()
    });
    if !who.iter().any(|(known, _)| *known == id) {
        who.push((id, surname));
    }
}

/// The last word of a name, with and without its particles: `al-Assad`, `Assad`.
fn surnames_of(name: &str) -> Vec<String> {
    let mut words: Vec<&str> = name.split(' ').collect();
    while words.len() > 2 && matches!(words.last(), Some(&("Jr." | "Jr" | "Sr." | "II" | "III" | "IV"))) {
        words.pop();
    }
    let Some((&last, before)) = words.split_last().filter(|(_, before)| !before.is_empty()) else { return Vec::new() };
    let mut forms = vec![last.to_owned()];
    let kept = before.iter().rev().take(before.len() - 1).take_while(|w| PARTICLES.contains(&w.to_lowercase().as_str())).count();
    if kept > 0 {
        forms.push(words[words.len() - 1 - kept..].join(" "));
    }
    if let Some((article, stem)) = last.split_once('-') {
        let known =
            matches!(article.to_lowercase().as_str(), "al" | "el" | "as" | "ar" | "ash" | "an" | "at" | "ad" | "az" | "ul");
        if known && stem.chars().count() >= 3 {
            forms.push(stem.to_owned());
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_keep_and_drop_their_particles() {
        assert_eq!(surnames_of("Ilham Aliyev"), ["Aliyev"]);
        assert_eq!(surnames_of("Bashar al-Assad"), ["al-Assad", "Assad"]);
        assert_eq!(surnames_of("Staffan de Mistura"), ["Mistura", "de Mistura"]);
        assert_eq!(surnames_of("Ferdinand Marcos Jr."), ["Marcos"]);
        assert!(surnames_of("Lula").is_empty());
    }
}

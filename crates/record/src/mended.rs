//! What corrections say, read: the account, its row and its names follow them, while claims and quotes stay as they were told.

use crate::correction::{Value, read};
use crate::mention::{Family, family, party};
use crate::overlay::Known;
use crate::voice::name;
use dateline_coding::Claim;
use dateline_coding::claim::{Entity, Event, Kind, Term, When, Where};
use std::borrow::Cow;

/// Corrected values of one incident; the latest of each field counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Mended {
    what: Option<Event>,
    who: Option<Vec<Entity>>,
    whom: Option<Vec<Entity>>,
    place: Option<Where>,
    when: Option<(String, String)>,
    /// Per thing counted the lowest and the highest number.
    how_many: Vec<(String, Option<u64>, Option<u64>)>,
    /// The family that the claims tell, where the corrected type is of another.
    pub told: Option<&'static str>,
}

impl Mended {
    /// Takes in one correction more. `claims` are those of the incident: a value that one of them tells is taken from there, with
    /// its code, its point and what else is known of it. What cannot be read (a correction of an earlier version) mends nothing.
    pub fn take(&mut self, field: &str, value: &str, known: &Known, claims: &[&Claim]) {
        match read(field, value) {
            Ok(Value::What { kind, mode }) => self.what = Some(known.event.clone().unwrap_or_else(|| event(kind, mode, claims))),
            Ok(Value::Parties(names)) => {
                let entities = match known.parties.len() == names.len() {
                    true => known.parties.clone(),
                    false => names.iter().map(|name| entity(name, claims)).collect(),
                };
                if field == "who" { self.who = Some(entities) } else { self.whom = Some(entities) }
            }
            Ok(Value::Where(name)) => self.place = Some(known.place.clone().unwrap_or_else(|| told_place(&name, claims))),
            Ok(Value::When(first, last)) => self.when = Some((first, last)),
            Ok(Value::HowMany { what, low, high }) => {
                let what = what.unwrap_or_else(|| counted(claims));
                self.how_many.retain(|(of, ..)| *of != what);
                self.how_many.push((what, low, high));
            }
            Err(_) => {}
        }
    }

    /// Whether nobody corrected anything.
    pub fn is_empty(&self) -> bool {
        *self == Mended::default()
    }

    pub fn what(&self) -> Option<&Event> {
        self.what.as_ref()
    }

    pub fn place(&self) -> Option<&Where> {
        self.place.as_ref()
    }

    pub fn when(&self) -> Option<&(String, String)> {
        self.when.as_ref()
    }

    pub fn how_many(&self) -> &[(String, Option<u64>, Option<u64>)] {
        &self.how_many
    }

    /// Codes or names of those who act and of those acted upon, each where it was corrected.
    pub fn parties(&self) -> [Option<Vec<String>>; 2] {
        [&self.who, &self.whom].map(|side| side.as_ref().map(|list| list.iter().map(key).collect()))
    }

    /// A claim as it reads with the corrections: its values, not its words.
    pub fn claim<'c>(&self, claim: &'c Claim) -> Cow<'c, Claim> {
        if self.is_empty() {
            return Cow::Borrowed(claim);
        }
        let mut mended = claim.clone();
        let act = mended.kind == Kind::Event;
        if let Some((event, own)) = self.what.as_ref().zip(mended.event.as_mut()) {
            *own = Event { contexts: own.contexts.clone(), count: own.count, ..event.clone() };
        }
        if let Some(who) = self.who.as_ref().filter(|_| act) {
            mended.actors.clone_from(who);
        }
        if let Some(whom) = self.whom.as_ref().filter(|_| act) {
            mended.recipients.clone_from(whom);
        }
        if let Some(place) = &self.place {
            mended.place = Some(place.clone());
        }
        if let Some((first, last)) = &self.when {
            mended.when = Some(When {
                start: Some(first.clone()),
                end: Some(last.clone()),
                precision: Term::Borrowed(if first == last { "day" } else { "range" }),
                rule: "corrected".to_owned(),
                ..When::default()
            });
        }
        if let Some(figure) = &mut mended.figure
            && let Some((_, low, high)) = self.how_many.iter().find(|(what, ..)| figure.what == *what)
        {
            (figure.low, figure.high) = (*low, *high);
        }
        Cow::Owned(mended)
    }
}

/// The event of a corrected type: as one of the claims tells it, else with what is derived from the type left open.
fn event(kind: String, mode: Option<String>, claims: &[&Claim]) -> Event {
    let alike = |e: &&Event| e.kind == kind && mode.as_ref().is_none_or(|mode| e.modes.iter().any(|m| m == mode));
    let told = claims.iter().filter_map(|c| c.event.as_ref()).find(alike).cloned();
    let modes: Vec<Term> = mode.into_iter().map(Term::Owned).collect();
    let told = told.unwrap_or_else(|| Event { kind, ..Event::default() });
    Event { modes, ..told }
}

/// The party of a name or code: as one of the claims tells it, else by the name alone.
fn entity(called: &str, claims: &[&Claim]) -> Entity {
    let is = |e: &&Entity| {
        let code = e.code.as_deref().filter(|_| e.kind == "state").is_some_and(|code| code == called);
        code || name(e).eq_ignore_ascii_case(called)
    };
    let sides = claims.iter().flat_map(|c| c.actors.iter().chain(&c.recipients).chain(&c.third_parties));
    if let Some(told) = sides.chain(claims.iter().flat_map(|c| c.attribution.iter().map(|l| &l.source))).find(is) {
        return Entity { role: None, either: false, via: "corrected".to_owned(), ..told.clone() };
    }
    let code = (called.len() == 3 && called.bytes().all(|b| b.is_ascii_uppercase())).then(|| called.to_owned());
    let kind = Term::Borrowed(if code.is_some() { "state" } else { "unknown" });
    Entity { name: called.to_owned(), code, kind, via: "corrected".to_owned(), ..Entity::default() }
}

/// The place of a name: as one of the claims tells it, else the name with its country in brackets and no point: none is better than a wrong one.
fn told_place(called: &str, claims: &[&Claim]) -> Where {
    let (name, country) = country_of(called);
    let is = |p: &&Where| p.name.eq_ignore_ascii_case(name) && country.is_none_or(|c| p.country.as_deref() == Some(c));
    let told = claims.iter().filter_map(|c| c.place.as_ref()).find(is);
    told.map_or_else(
        || Where {
            name: name.to_owned(),
            country: country.map(str::to_owned),
            precision: Term::Borrowed("unknown"),
            ..Where::default()
        },
        |place| Where { relation: None, words: None, from: None, to: None, ..place.clone() },
    )
}

/// `Idlib (SYR)`: the name and the country.
pub fn country_of(called: &str) -> (&str, Option<&str>) {
    let cut = called.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match cut.filter(|(_, code)| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())) {
        Some((name, code)) => (name.trim(), Some(code)),
        None => (called, None),
    }
}

/// What a bare number counts: the dead where any are told, else the one thing that is.
fn counted(claims: &[&Claim]) -> String {
    let mut told: Vec<&str> = claims.iter().filter_map(|c| c.figure.as_ref()).map(|f| f.what.as_ref()).collect();
    told.sort_unstable();
    told.dedup();
    match told[..] {
        [one] => one.to_owned(),
        _ => "killed".to_owned(),
    }
}

fn key(entity: &Entity) -> String {
    let key = party(entity);
    if key.is_empty() { name(entity).to_lowercase() } else { key }
}

/// The family of a corrected type.
pub(crate) fn family_of(event: &Event) -> Family {
    Family::of_type(&event.kind)
}

/// Whether a claim is of an incident's own kind of act.
pub(crate) fn is_core(claim: &Claim, told: &str) -> bool {
    family(claim).is_some_and(|f| crate::account::family_word(f) == told)
}

//! The ledger of agreements: who agreed on what, and who is said to have broken it.

use crate::account::Incident;
use crate::breach::{Breach, Watched, alone, breaches, last_day};
use crate::course::{self, Stage, of_truce};
use crate::day::date;
use crate::mention::party;
use crate::standing::Judged;
use crate::story::day_number;
use crate::telling::Saying;
use crate::voice::{Voice, name};
use dateline_coding::claim::{Kind, Modality, Polarity};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An agreement whose end is not told is looked after for so many days: breaches alleged later are of another time.
const WATCH: i64 = 90;

/// One agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Id of its incident.
    pub id: String,
    /// First day on which it can have been struck, where told; ISO.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Where it was struck.
    pub place: Option<String>,
    /// Who agreed: codes, or names of groups.
    pub parties: Vec<String>,
    /// Who mediated, hosted or guarantees.
    pub third_parties: Vec<String>,
    /// What was agreed.
    pub terms: Vec<Term>,
    /// When and by whom it was agreed, took effect, and was said not to hold; by day.
    #[serde(default)]
    pub course: Vec<Stage>,
    /// What is said to have broken it.
    pub breaches: Vec<Breach>,
    /// How well it is established that it was agreed.
    pub standing: Option<Judged>,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// `cease_fire`, `protect_civilians`, ….
    pub term: String,
    /// Who owes it.
    pub obligors: Vec<String>,
    /// Of each of these the key of its party, as [`Breach::party`] has it.
    #[serde(default)]
    pub owed_by: Vec<String>,
    /// Until when.
    pub until: Option<String>,
    /// Who says so.
    pub told: Vec<Voice>,
}

/// The agreements of a record, while its incidents pass by: each once, then those that may be breaches once more.
#[derive(Default)]
pub(crate) struct Agreements {
    struck: Vec<Struck>,
    /// Violence by who is said to have done it, so that an agreement is compared with the acts of its parties alone.
    violence: BTreeMap<String, Acts>,
    /// Truces that are said to hold, or not, by whose they are;
    truces: BTreeMap<String, Acts>,
    /// of which nobody says whose, by report.
    nameless: BTreeMap<usize, Vec<usize>>,
}

/// An agreement with what its breaches are found by.
struct Struck {
    entry: Agreement,
    /// What parties without a code are called, by their keys.
    names: BTreeMap<String, String>,
    /// From when on, and until when, violence may break it.
    watched: Option<(i64, i64)>,
    /// Places of the reports that tell of it.
    reports: BTreeSet<usize>,
    /// Place of its incident.
    index: usize,
    /// Nobody tells that it was struck, only that it holds: another's course, if there is one.
    held_only: bool,
}

/// Dated acts by day, undated ones apart; as places of incidents.
#[derive(Default)]
struct Acts {
    dated: Vec<(i64, usize)>,
    undated: Vec<usize>,
}

impl Acts {
    fn add(&mut self, day: Option<i64>, index: usize) {
        match day {
            Some(day) => self.dated.push((day, index)),
            None => self.undated.push(index),
        }
    }

    /// Those of the days from `first` to `last`, and those without a day.
    fn between(&self, first: i64, last: i64) -> impl Iterator<Item = usize> + '_ {
        let from = self.dated.partition_point(|&(day, _)| day < first);
        self.dated[from..].iter().take_while(move |(day, _)| *day <= last).map(|(_, i)| *i).chain(self.undated.iter().copied())
    }
}

/// Each side of claims.
fn sides<'s>(claims: impl Iterator<Item = &'s dateline_coding::Claim>) -> BTreeSet<String> {
    claims.flat_map(|c| c.actors.iter().map(party)).filter(|p| !p.is_empty()).collect()
}

impl Agreements {
    /// Sees the incident with an index, told by `sayings`.
    pub fn see(&mut self, index: usize, incident: &Incident, sayings: &[Saying<'_>]) {
        let day = last_day(incident);
        if incident.family == "violence" && !incident.unreal {
            let assaults = sayings.iter().filter(|s| s.claim.event.as_ref().is_some_and(|e| e.kind == "ASSAULT"));
            for doer in sides(assaults.map(|s| s.claim)) {
                self.violence.entry(doer).or_default().add(day, index);
            }
        }
        if incident.family == "agreement" {
            let truces = || sayings.iter().filter(|s| of_truce(s.claim));
            let whose = sides(truces().map(|s| s.claim));
            // "The truce": the one that the report tells of.
            if whose.is_empty() {
                let known = truces().filter(|s| s.claim.evidence.text.to_lowercase().split_whitespace().any(|w| w == "the"));
                known.for_each(|s| self.nameless.entry(s.report).or_default().push(index));
            }
            for side in whose {
                self.truces.entry(side).or_default().add(day, index);
            }
        }
        if let Some(mut entry) = agreement(incident, sayings) {
            let watched = watched(&entry, sayings);
            let reports = sayings.iter().map(|s| s.report).collect();
            let held_only = !sayings.iter().any(|s| positive(s.claim) && struck(s.claim));
            course::add(&mut entry.course, &incident.id, sayings);
            self.struck.push(Struck { entry, names: names(sayings), watched, reports, index, held_only });
        }
    }

    /// The incidents that may be breaches, ascending, each with the agreements that it may break.
    pub fn to_be_compared(&mut self) -> BTreeMap<usize, Vec<usize>> {
        let all = self.violence.values_mut().chain(self.truces.values_mut());
        all.for_each(|acts| acts.dated.sort_unstable());
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, agreement) in self.struck.iter().enumerate() {
            let Some((first, last)) = agreement.watched else { continue };
            let parties = &agreement.entry.parties;
            let of = |acts: &BTreeMap<String, Acts>| -> BTreeSet<usize> {
                parties
                    .iter()
                    .filter_map(|p| acts.get(p))
                    .flat_map(|acts| acts.between(first, last).collect::<Vec<_>>())
                    .collect()
            };
            let mut candidates = of(&self.violence);
            candidates.extend(of(&self.truces));
            candidates.extend(agreement.reports.iter().filter_map(|r| self.nameless.get(r)).flatten());
            candidates.remove(&agreement.index);
            candidates.into_iter().for_each(|incident| found.entry(incident).or_default().push(number));
        }
        found
    }

    /// Notes which of the agreements `of` an incident is said to break, or tells the course of.
    pub fn compare(&mut self, of: &[usize], incident: &Incident, sayings: &[Saying<'_>]) {
        if incident.family == "violence" {
            for &number in of {
                let Struck { entry, watched: Some(days), reports, .. } = &self.struck[number] else { continue };
                let found = breaches(&Watched { days: *days, parties: &entry.parties, reports }, incident, sayings);
                self.struck[number].entry.breaches.extend(found);
            }
            return;
        }
        if self.struck.iter().any(|s| s.entry.id == incident.id && !s.held_only) {
            return;
        }
        // A truce that holds or falls is the latest that its sides had struck by then.
        let by = sides(sayings.iter().map(|s| s.claim).filter(|c| of_truce(c)));
        let fits = |&&number: &&usize| {
            let agreement = &self.struck[number];
            let own = by.iter().all(|side| agreement.entry.parties.contains(side));
            let (first, last) = agreement.watched.unwrap_or_default();
            let near = match last_day(incident) {
                Some(day) => (first..=last).contains(&day),
                None => alone(sayings, &agreement.reports).is_some(),
            };
            own && near && !agreement.held_only
        };
        let latest = of.iter().filter(fits).max_by_key(|&&n| (self.struck[n].watched.map(|w| w.0), std::cmp::Reverse(n)));
        let Some(&number) = latest else { return };
        let truces: Vec<Saying<'_>> = sayings.iter().copied().filter(|s| of_truce(s.claim)).collect();
        course::add(&mut self.struck[number].entry.course, &incident.id, &truces);
        self.struck.iter_mut().filter(|s| s.held_only && s.entry.id == incident.id).for_each(|s| s.entry.id.clear());
    }

    /// All agreements, in the order of their incidents.
    pub fn rows(self) -> Vec<Agreement> {
        let row = |Struck { mut entry, names, .. }: Struck| {
            // Compared by keys, shown by names.
            entry.parties.iter_mut().for_each(|p| *p = names.get(p).cloned().unwrap_or_else(|| std::mem::take(p)));
            course::sort(&mut entry.course);
            entry
        };
        // What came to be another's course is no agreement of its own.
        self.struck.into_iter().filter(|s| !s.entry.id.is_empty()).map(row).collect()
    }
}

/// What parties without a code are called, by their keys: by the commonest name, of equals the first in the alphabet.
fn names(sayings: &[Saying<'_>]) -> BTreeMap<String, String> {
    let mut told: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for entity in sayings.iter().flat_map(|s| &s.claim.actors).filter(|e| e.code.as_ref() != Some(&party(e))) {
        *told.entry(party(entity)).or_default().entry(name(entity)).or_default() += 1;
    }
    let commonest = |names: BTreeMap<String, usize>| names.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a });
    told.into_iter().filter_map(|(key, names)| Some((key, commonest(names)?.0))).collect()
}

fn positive(claim: &dateline_coding::Claim) -> bool {
    claim.polarity == Polarity::Positive
}

/// What was agreed, not what failed.
fn struck(claim: &dateline_coding::Claim) -> bool {
    claim.event.as_ref().is_some_and(|e| e.kind == "AGREE" || e.kind == "CONCEDE")
}

fn agreement(incident: &Incident, sayings: &[Saying<'_>]) -> Option<Agreement> {
    if incident.family != "agreement" || incident.unreal || incident.not_so {
        return None;
    }
    // Promises of one party alone are no agreement unless they carry a term. A truce that is in effect was agreed.
    let holds = |c: &dateline_coding::Claim| of_truce(c) && c.modality == Modality::Actual;
    let agreed = sayings.iter().any(|s| positive(s.claim) && (struck(s.claim) || holds(s.claim)));
    let mut parties: Vec<String> = Vec::new();
    let mut third: Vec<String> = Vec::new();
    let mut terms: BTreeMap<String, Term> = BTreeMap::new();
    for Saying { source, text, claim, .. } in sayings.iter().filter(|s| positive(s.claim)) {
        if claim.kind == Kind::Event {
            parties.extend(claim.actors.iter().map(party).filter(|p| !p.is_empty()));
        }
        for entity in &claim.third_parties {
            let role = entity.role.as_deref().map(|r| format!(" ({r})")).unwrap_or_default();
            third.push(format!("{}{role}", name(entity)));
        }
        // Whose truce holds owes to hold fire.
        let told = claim.obligation.as_ref().map(|o| (o.term.to_string(), o.until.clone()));
        let Some((called, until)) = told.or_else(|| holds(claim).then(|| ("cease_fire".to_owned(), None))) else { continue };
        let none = || Term { term: called.clone(), obligors: Vec::new(), owed_by: Vec::new(), until: None, told: Vec::new() };
        let term = terms.entry(called.clone()).or_insert_with(none);
        for actor in &claim.actors {
            if !term.obligors.contains(&name(actor)) {
                term.obligors.push(name(actor));
                term.owed_by.push(party(actor));
            }
        }
        term.until = term.until.take().or(until);
        term.told.push(Voice::of(claim, source, text));
    }
    let distinct = |list: &mut Vec<String>| {
        let mut seen = std::collections::BTreeSet::new();
        list.retain(|x| seen.insert(x.clone()));
    };
    distinct(&mut parties);
    distinct(&mut third);
    let owed = sayings.iter().any(|s| positive(s.claim) && s.claim.obligation.is_some() && !s.claim.actors.is_empty());
    if !(agreed && parties.len() >= 2 || owed) {
        return None;
    }
    Some(Agreement {
        id: incident.id.clone(),
        from: incident.from.clone(),
        to: incident.to.clone(),
        place: incident.place.as_ref().map(|p| p.name.clone()),
        parties,
        third_parties: third,
        terms: terms.into_values().collect(),
        course: Vec::new(),
        breaches: Vec::new(),
        standing: incident.standing.clone(),
    })
}

/// The days from which, and until which, violence between its parties may break an agreement: where it forbids violence.
fn watched(agreement: &Agreement, sayings: &[Saying<'_>]) -> Option<(i64, i64)> {
    let forbids = |t: &Term| matches!(t.term.as_str(), "cease_fire" | "non_use_of_force" | "protect_civilians" | "withdraw");
    if agreement.parties.len() < 2 || !agreement.terms.iter().any(forbids) {
        return None;
    }
    // Struck on the last day that it can have been, and at the latest when it was first reported.
    let reported = sayings.iter().filter_map(|s| s.source.published).map(day_number).min();
    let told = agreement.to.as_deref().and_then(date).map(day_number);
    let struck = told.into_iter().chain(reported).min()?;
    let until = agreement.terms.iter().filter_map(|t| t.until.as_deref().and_then(date)).map(day_number).max();
    Some((struck, until.unwrap_or(struck + WATCH)))
}

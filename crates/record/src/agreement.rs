//! The ledger of agreements: who agreed on what, and who is said to have broken it.

use crate::account::Incident;
use crate::cues;
use crate::day::date;
use crate::mention::party;
use crate::standing::{Judged, Standing};
use crate::story::day_number;
use crate::telling::Saying;
use crate::voice::{Voice, name};
use dateline_coding::claim::{Kind, Polarity};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An agreement whose end is not told is looked after for so many days: breaches alleged later are of another time.
const WATCH: i64 = 90;

/// One agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Id of its incident.
    pub id: String,
    /// Day, where told.
    pub day: Option<String>,
    /// Where it was struck.
    pub place: Option<String>,
    /// Who agreed: codes, or names of groups.
    pub parties: Vec<String>,
    /// Who mediated, hosted or guarantees.
    pub third_parties: Vec<String>,
    /// What was agreed.
    pub terms: Vec<Term>,
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
    /// Until when.
    pub until: Option<String>,
    /// Who says so.
    pub told: Vec<Voice>,
}

/// An alleged breach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Breach {
    /// Id of the incident that is said to be one.
    pub incident: String,
    /// Who is said to have done it.
    pub accused: Vec<String>,
    /// Who says so; empty: reports in their own voice.
    pub accusers: Vec<String>,
    /// Who denies it.
    pub answers: Vec<String>,
    /// Standing of the incident.
    pub standing: Option<Standing>,
    /// Why it is listed here.
    pub basis: String,
}

/// The agreements of a record, while its incidents pass by: each once, then those that may be breaches once more.
#[derive(Default)]
pub(crate) struct Agreements {
    struck: Vec<Struck>,
    /// Violence by who is said to have done it, so that an agreement is compared with the acts of its parties alone.
    violence: BTreeMap<String, Acts>,
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
}

/// Dated acts by day, undated ones apart; as places of incidents.
#[derive(Default)]
struct Acts {
    dated: Vec<(i64, usize)>,
    undated: Vec<usize>,
}

impl Agreements {
    /// Sees the incident with an index, told by `sayings`.
    pub fn see(&mut self, index: usize, incident: &Incident, sayings: &[Saying<'_>]) {
        if incident.family == "violence" && !incident.unreal {
            let assaults = sayings.iter().filter(|s| s.claim.event.as_ref().is_some_and(|e| e.kind == "ASSAULT"));
            let doers: BTreeSet<String> = assaults.flat_map(|s| s.claim.actors.iter().map(party)).collect();
            for doer in doers {
                let acts = self.violence.entry(doer).or_default();
                match last_day(incident) {
                    Some(day) => acts.dated.push((day, index)),
                    None => acts.undated.push(index),
                }
            }
        }
        if let Some(entry) = agreement(incident, sayings) {
            let watched = watched(&entry, sayings);
            let reports = sayings.iter().map(|s| s.report).collect();
            self.struck.push(Struck { entry, names: names(sayings), watched, reports });
        }
    }

    /// The incidents that may be breaches, ascending, each with the agreements that it may break.
    pub fn to_be_compared(&mut self) -> BTreeMap<usize, Vec<usize>> {
        self.violence.values_mut().for_each(|acts| acts.dated.sort_unstable());
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, agreement) in self.struck.iter().enumerate() {
            let Some((struck, last)) = agreement.watched else { continue };
            let mut candidates: BTreeSet<usize> = BTreeSet::new();
            for acts in agreement.entry.parties.iter().filter_map(|p| self.violence.get(p)) {
                let from = acts.dated.partition_point(|&(day, _)| day < struck);
                candidates.extend(acts.dated[from..].iter().take_while(|(day, _)| *day <= last).map(|(_, i)| *i));
                candidates.extend(&acts.undated);
            }
            candidates.into_iter().for_each(|incident| found.entry(incident).or_default().push(number));
        }
        found
    }

    /// Notes which of the agreements `of` an incident is said to break.
    pub fn compare(&mut self, of: &[usize], incident: &Incident, sayings: &[Saying<'_>]) {
        for &number in of {
            let found = breaches(&self.struck[number], incident, sayings);
            self.struck[number].entry.breaches.extend(found);
        }
    }

    /// All agreements, in the order of their incidents.
    pub fn rows(self) -> Vec<Agreement> {
        let row = |Struck { mut entry, names, .. }: Struck| {
            // Compared by keys, shown by names.
            entry.parties.iter_mut().for_each(|p| *p = names.get(p).cloned().unwrap_or_else(|| std::mem::take(p)));
            entry
        };
        self.struck.into_iter().map(row).collect()
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

fn last_day(incident: &Incident) -> Option<i64> {
    incident.to.as_deref().and_then(date).map(day_number)
}

fn agreement(incident: &Incident, sayings: &[Saying<'_>]) -> Option<Agreement> {
    if incident.family != "agreement" || incident.unreal || incident.not_so {
        return None;
    }
    let positive = |c: &dateline_coding::Claim| c.polarity == Polarity::Positive;
    // What was agreed, not what failed; promises of one party alone are no agreement unless they carry a term.
    let struck = |c: &dateline_coding::Claim| c.event.as_ref().is_some_and(|e| e.kind == "AGREE" || e.kind == "CONCEDE");
    let agreed = sayings.iter().any(|s| positive(s.claim) && struck(s.claim));
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
        if let Some(obligation) = &claim.obligation {
            let term = terms.entry(obligation.term.to_string()).or_insert_with(|| Term {
                term: obligation.term.to_string(),
                obligors: Vec::new(),
                until: None,
                told: Vec::new(),
            });
            term.obligors.extend(claim.actors.iter().map(name));
            term.until = term.until.take().or_else(|| obligation.until.clone());
            term.told.push(Voice::of(claim, source, text));
        }
    }
    let distinct = |list: &mut Vec<String>| {
        let mut seen = std::collections::BTreeSet::new();
        list.retain(|x| seen.insert(x.clone()));
    };
    distinct(&mut parties);
    distinct(&mut third);
    terms.values_mut().for_each(|t| distinct(&mut t.obligors));
    let owed = terms.values().any(|t| !t.obligors.is_empty());
    if !(agreed && parties.len() >= 2 || owed) {
        return None;
    }
    Some(Agreement {
        id: incident.id.clone(),
        day: incident.from.clone().filter(|_| incident.from == incident.to),
        place: incident.place.as_ref().map(|p| p.name.clone()),
        parties,
        third_parties: third,
        terms: terms.into_values().collect(),
        breaches: Vec::new(),
        standing: incident.standing.clone(),
    })
}

/// Names of a party, those who accuse it, and those who deny.
type Said = (Vec<String>, Vec<String>, Vec<String>);

/// The days from which, and until which, violence between its parties may break an agreement: where it forbids violence.
fn watched(agreement: &Agreement, sayings: &[Saying<'_>]) -> Option<(i64, i64)> {
    let forbids = |t: &Term| matches!(t.term.as_str(), "cease_fire" | "non_use_of_force" | "protect_civilians" | "withdraw");
    if agreement.parties.len() < 2 || !agreement.terms.iter().any(forbids) {
        return None;
    }
    // Struck at the latest when it was first reported.
    let reported = || sayings.iter().filter_map(|s| s.source.published).map(day_number).min();
    let struck = agreement.day.as_deref().and_then(date).map(day_number).or_else(reported)?;
    let until = agreement.terms.iter().filter_map(|t| t.until.as_deref().and_then(date)).map(day_number).max();
    Some((struck, until.unwrap_or(struck + WATCH)))
}

/// Violence of one party against another after the agreement: a row for each party that is said to have done it.
fn breaches(agreement: &Struck, incident: &Incident, sayings: &[Saying<'_>]) -> Vec<Breach> {
    let Some((struck, last)) = agreement.watched else { return Vec::new() };
    let Some(day) = last_day(incident).or_else(|| alone(sayings, &agreement.reports)) else { return Vec::new() };
    if day < struck || day > last {
        return Vec::new();
    }
    let sides = &agreement.entry.parties;
    // For each party that is said to have done it: who says so, who denies it.
    let mut parties: BTreeMap<String, Said> = BTreeMap::new();
    for saying in sayings.iter().filter(|s| s.claim.event.as_ref().is_some_and(|e| e.kind == "ASSAULT")) {
        let voice = Voice::of(saying.claim, saying.source, saying.text);
        for actor in saying.claim.actors.iter().filter(|e| sides.contains(&party(e))) {
            // Against another side: whom it hit, or who complains of it.
            let hit = saying.claim.recipients.iter().map(party).any(|p| p != party(actor) && sides.contains(&p));
            let complains = voice.code.as_ref().is_some_and(|code| sides.contains(code)) && !voice.is(actor);
            let row = || (Vec::new(), Vec::new(), Vec::new());
            if voice.denies {
                parties.entry(party(actor)).or_insert_with(row).2.push(voice.speaker.clone());
            } else if hit || complains || cues::told_as_breach(&saying.claim.evidence.text) && !voice.is(actor) {
                let (names, accusers, _) = parties.entry(party(actor)).or_insert_with(row);
                names.push(name(actor));
                if voice.relation != dateline_coding::claim::Relation::Outlet {
                    accusers.push(voice.speaker.clone());
                }
            }
        }
    }
    let row = |(mut accused, mut accusers, mut answers): Said| {
        for list in [&mut accused, &mut accusers, &mut answers] {
            list.sort();
            list.dedup();
        }
        let days = day - struck;
        let basis = format!("violence between its parties, {days} day{} after it was struck", if days == 1 { "" } else { "s" });
        let standing = incident.standing.as_ref().map(|s| s.standing);
        Breach { incident: incident.id.clone(), accused, accusers, answers, standing, basis }
    };
    parties.into_values().filter(|p| !p.0.is_empty()).map(row).collect()
}

/// An undated act that one report tells as news beside the agreement: the day of that report.
fn alone(act: &[Saying<'_>], agreement: &BTreeSet<usize>) -> Option<i64> {
    let past = act.iter().all(|s| s.claim.aspect != dateline_coding::claim::Aspect::Current);
    let both = act.iter().find(|s| agreement.contains(&s.report)).filter(|_| !past)?;
    both.source.published.map(day_number)
}

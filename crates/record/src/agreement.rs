//! The ledger of agreements: who agreed on what, and who is said to have broken it.

use crate::account::Incident;
use crate::day::date;
use crate::mention::party;
use crate::standing::{Judged, Standing};
use crate::story::day_number;
use crate::voice::{Voice, name};
use crate::{Record, Source};
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

/// All agreements of a record, in the order of their incidents.
pub(crate) fn agreements(record: &Record<'_>) -> Vec<Agreement> {
    let mut ledger: Vec<(usize, Agreement)> =
        record.incidents.iter().enumerate().filter_map(|(i, incident)| Some((i, agreement(record, incident)?))).collect();
    let violence = violence(record);
    for (own, entry) in &mut ledger {
        entry.breaches = breaches(record, entry, *own, &violence);
        // Compared by keys, shown by names.
        let names = names(record, &record.incidents[*own]);
        entry.parties.iter_mut().for_each(|p| *p = names.get(p).cloned().unwrap_or_else(|| std::mem::take(p)));
    }
    ledger.into_iter().map(|(_, entry)| entry).collect()
}

/// What parties without a code are called in an incident, by their keys: by the commonest name, of equals the first in the alphabet.
fn names(record: &Record<'_>, incident: &Incident) -> BTreeMap<String, String> {
    let mut told: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let claims = incident.claims.iter().map(|&(s, c)| &record.sources[s].claims[c]);
    for entity in claims.flat_map(|c| &c.actors).filter(|e| e.code.as_ref() != Some(&party(e))) {
        *told.entry(party(entity)).or_default().entry(name(entity)).or_default() += 1;
    }
    let commonest = |names: BTreeMap<String, usize>| names.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a });
    told.into_iter().filter_map(|(key, names)| Some((key, commonest(names)?.0))).collect()
}

/// Violence by who is said to have done it, so that an agreement is compared with the acts of its parties alone: dated acts by
/// day, undated ones apart.
#[derive(Default)]
struct Acts {
    dated: Vec<(i64, usize)>,
    undated: Vec<usize>,
}

fn violence(record: &Record<'_>) -> BTreeMap<String, Acts> {
    let mut acts: BTreeMap<String, Acts> = BTreeMap::new();
    for (i, incident) in record.incidents.iter().enumerate().filter(|(_, i)| i.family == "violence" && !i.unreal) {
        let day = incident.to.as_deref().and_then(date).map(day_number);
        let claims = incident.claims.iter().map(|&(s, c)| &record.sources[s].claims[c]);
        let assaults = claims.filter(|c| c.event.as_ref().is_some_and(|e| e.kind == "ASSAULT"));
        let doers: BTreeSet<String> = assaults.flat_map(|c| c.actors.iter().map(party)).collect();
        for doer in doers {
            let acts = acts.entry(doer).or_default();
            match day {
                Some(day) => acts.dated.push((day, i)),
                None => acts.undated.push(i),
            }
        }
    }
    acts.values_mut().for_each(|a| a.dated.sort_unstable());
    acts
}

fn agreement(record: &Record<'_>, incident: &Incident) -> Option<Agreement> {
    if incident.family != "agreement" || incident.unreal || incident.not_so {
        return None;
    }
    let claims = || incident.claims.iter().map(|&(s, c)| (s, &record.sources[s].claims[c]));
    let positive = |c: &dateline_coding::Claim| c.polarity == Polarity::Positive;
    // What was agreed, not what failed; promises of one party alone are no agreement unless they carry a term.
    let agreed = claims().any(|(_, c)| positive(c) && c.event.as_ref().is_some_and(|e| e.kind == "AGREE" || e.kind == "CONCEDE"));
    let mut parties: Vec<String> = Vec::new();
    let mut third: Vec<String> = Vec::new();
    let mut terms: BTreeMap<String, Term> = BTreeMap::new();
    for (s, claim) in claims().filter(|(_, c)| positive(c)) {
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
            term.told.push(Voice::of(claim, record.sources[s], record.copy_of(s)));
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

/// Violence of one party against another after the agreement, where the agreement forbids it; and ceasefires said to have failed.
fn breaches(record: &Record<'_>, agreement: &Agreement, own: usize, violence: &BTreeMap<String, Acts>) -> Vec<Breach> {
    let forbids = |t: &Term| matches!(t.term.as_str(), "cease_fire" | "non_use_of_force" | "protect_civilians" | "withdraw");
    if agreement.parties.len() < 2 || !agreement.terms.iter().any(forbids) {
        return Vec::new();
    }
    let own = &record.incidents[own];
    let reported = |i: &Incident| i.claims.iter().filter_map(|&(s, _)| record.sources[s].published).map(day_number).min();
    // Struck at the latest when it was first reported.
    let Some(struck) = agreement.day.as_deref().and_then(date).map(day_number).or_else(|| reported(own)) else {
        return Vec::new();
    };
    let until = agreement.terms.iter().filter_map(|t| t.until.as_deref().and_then(date)).map(day_number).max();
    let last = until.unwrap_or(struck + WATCH);
    let mut found = Vec::new();
    let mut candidates: BTreeSet<usize> = BTreeSet::new();
    for acts in agreement.parties.iter().filter_map(|p| violence.get(p)) {
        let from = acts.dated.partition_point(|&(day, _)| day < struck);
        candidates.extend(acts.dated[from..].iter().take_while(|(day, _)| *day <= last).map(|(_, i)| *i));
        candidates.extend(&acts.undated);
    }
    for incident in candidates.into_iter().map(|i| &record.incidents[i]) {
        let Some(day) = incident.to.as_deref().and_then(date).map(day_number).or_else(|| alone(incident, own, record)) else {
            continue;
        };
        if day < struck || day > last {
            continue;
        }
        // For each party that is said to have done it: who says so, who denies it.
        let mut parties: BTreeMap<String, Said> = BTreeMap::new();
        for &(s, c) in &incident.claims {
            let claim = &record.sources[s].claims[c];
            if claim.event.as_ref().is_none_or(|e| e.kind != "ASSAULT") {
                continue;
            }
            let voice = Voice::of(claim, record.sources[s], record.copy_of(s));
            for actor in claim.actors.iter().filter(|e| agreement.parties.contains(&party(e))) {
                // Against another side: whom it hit, or who complains of it.
                let hit = claim.recipients.iter().map(party).any(|p| p != party(actor) && agreement.parties.contains(&p));
                let complains = voice.code.as_ref().is_some_and(|code| agreement.parties.contains(code)) && !voice.is(actor);
                let row = || (Vec::new(), Vec::new(), Vec::new());
                if voice.denies {
                    parties.entry(party(actor)).or_insert_with(row).2.push(voice.speaker.clone());
                } else if hit || complains {
                    let (names, accusers, _) = parties.entry(party(actor)).or_insert_with(row);
                    names.push(name(actor));
                    if voice.relation != dateline_coding::claim::Relation::Outlet {
                        accusers.push(voice.speaker.clone());
                    }
                }
            }
        }
        for (mut accused, mut accusers, mut answers) in parties.into_values().filter(|p| !p.0.is_empty()) {
            for list in [&mut accused, &mut accusers, &mut answers] {
                list.sort();
                list.dedup();
            }
            let days = day - struck;
            let basis =
                format!("violence between its parties, {days} day{} after it was struck", if days == 1 { "" } else { "s" });
            let standing = incident.standing.as_ref().map(|s| s.standing);
            found.push(Breach { incident: incident.id.clone(), accused, accusers, answers, standing, basis });
        }
    }
    found
}

/// An undated act that one report tells as news beside the agreement: the day of that report.
fn alone(incident: &Incident, agreement: &Incident, record: &Record<'_>) -> Option<i64> {
    let past =
        incident.claims.iter().all(|&(s, c)| record.sources[s].claims[c].aspect != dateline_coding::claim::Aspect::Current);
    let both = incident.claims.iter().find(|(s, _)| agreement.claims.iter().any(|(t, _)| s == t)).filter(|_| !past)?;
    let source: &Source = record.sources[both.0];
    source.published.map(day_number)
}

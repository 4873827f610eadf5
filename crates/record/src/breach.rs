//! What is said to have broken an agreement: violence between its parties, or told as a breach, on the days on which it is looked after.

use crate::account::Incident;
use crate::cues;
use crate::day::date;
use crate::mention::party;
use crate::standing::Standing;
use crate::story::day_number;
use crate::telling::Saying;
use crate::voice::{Voice, name};
use dateline_coding::claim::{Aspect, Entity, Relation};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An alleged breach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Breach {
    /// Id of the incident that is said to be one.
    pub incident: String,
    /// Who is said to have done it.
    pub accused: Vec<String>,
    /// Key of the party that they are of.
    #[serde(default)]
    pub party: String,
    /// Who says so; empty: reports in their own voice.
    pub accusers: Vec<String>,
    /// Who denies it.
    pub answers: Vec<String>,
    /// Standing of the incident.
    pub standing: Option<Standing>,
    /// Why it is listed here.
    pub basis: String,
}

/// What of an agreement its breaches are found by.
pub(crate) struct Watched<'a> {
    /// From when on, and until when, violence may break it.
    pub days: (i64, i64),
    /// Its parties, by their keys.
    pub parties: &'a [String],
    /// Places of the reports that tell of it.
    pub reports: &'a BTreeSet<usize>,
}

/// Names of a party, those who accuse it, and those who deny.
type Said = (Vec<String>, Vec<String>, Vec<String>);

/// The last day of an incident.
pub(crate) fn last_day(incident: &Incident) -> Option<i64> {
    incident.to.as_deref().and_then(date).map(day_number)
}

/// Violence of one party against another after the agreement: a row for each party that is said to have done it.
pub(crate) fn breaches(of: &Watched<'_>, incident: &Incident, sayings: &[Saying<'_>]) -> Vec<Breach> {
    let (struck, last) = of.days;
    let Some(day) = last_day(incident).or_else(|| alone(sayings, of.reports)) else { return Vec::new() };
    // What may have begun before it was struck, as the war that it ended, broke nothing.
    let first = incident.from.as_deref().and_then(date).map_or(day, day_number);
    if first < struck || day > last {
        return Vec::new();
    }
    let sides = of.parties;
    // For each party that is said to have done it: who says so, who denies it.
    let mut parties: BTreeMap<String, Said> = BTreeMap::new();
    for saying in sayings.iter().filter(|s| s.claim.event.as_ref().is_some_and(|e| e.kind == "ASSAULT")) {
        let voice = Voice::of(saying.claim, saying.source, saying.text);
        for actor in saying.claim.actors.iter().filter(|e| sides.contains(&party(e))) {
            let other = |entities: &[Entity]| entities.iter().map(party).any(|p| p != party(actor) && sides.contains(&p));
            // Against another side: whom it hit, or who complains of it. Clashes between the two accuse neither.
            let hit = other(&saying.claim.recipients);
            // "Fired rockets" from elsewhere that fell in another side's country.
            let both = other(&saying.claim.actors);
            let land = saying.claim.place.as_ref().and_then(|p| p.country.as_ref()).filter(|_| !both);
            let hit = hit
                || land.is_some_and(|land| sides.contains(land) && *land != party(actor) && actor.code.as_ref() != Some(land));
            let complains = voice.code.as_ref().is_some_and(|code| sides.contains(code)) && !voice.is(actor);
            let row = || (Vec::new(), Vec::new(), Vec::new());
            if voice.denies {
                parties.entry(party(actor)).or_insert_with(row).2.push(voice.speaker.clone());
            } else if hit || complains || cues::told_as_breach(&saying.claim.evidence.text) && !voice.is(actor) {
                let (names, accusers, _) = parties.entry(party(actor)).or_insert_with(row);
                names.push(name(actor));
                if voice.relation != Relation::Outlet {
                    accusers.push(voice.speaker.clone());
                }
            }
        }
    }
    let row = |(party, (mut accused, mut accusers, mut answers)): (String, Said)| {
        for list in [&mut accused, &mut accusers, &mut answers] {
            list.sort();
            list.dedup();
        }
        let days = day - struck;
        let basis = format!("violence between its parties, {days} day{} after it was struck", if days == 1 { "" } else { "s" });
        let standing = incident.standing.as_ref().map(|s| s.standing);
        Breach { incident: incident.id.clone(), accused, party, accusers, answers, standing, basis }
    };
    parties.into_iter().filter(|(_, said)| !said.0.is_empty()).map(row).collect()
}

/// An undated act that one report tells as news beside the agreement: the day of that report.
pub(crate) fn alone(act: &[Saying<'_>], agreement: &BTreeSet<usize>) -> Option<i64> {
    let past = act.iter().all(|s| s.claim.aspect != Aspect::Current);
    let both = act.iter().find(|s| agreement.contains(&s.report)).filter(|_| !past)?;
    both.source.published.map(day_number)
}

//! Templates of MUC-4 from claims: one for each attack on people or things that a report tells as its news.
//!
//! Attacks that are told as real and are not background become templates; those between armed forces are not what MUC-4 asks for, and those of
//! which neither victim nor place nor day is told say too little. Claims of one type that contradict each other in no day, place
//! or named victim are one incident.

use super::key::{Fill, Template, plain, written};
use crate::toll::{What, done};
use dateline_engine::claim::{Aspect, Certainty, Entity, Kind, Modality, Polarity, Stance};
use dateline_engine::{Claim, Report};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Claims that tell of one incident.
struct Incident<'c> {
    kind: &'static str,
    claims: Vec<&'c Claim>,
}

/// The templates of a report.
pub(super) fn templates(report: &Report, claims: &[Claim]) -> Vec<Template> {
    let mut incidents: Vec<Incident> = Vec::new();
    for claim in claims {
        let Some(kind) = attack(claim) else { continue };
        match incidents.iter_mut().find(|incident| incident.kind == kind && incident.holds(claim)) {
            Some(incident) => incident.claims.push(claim),
            None => incidents.push(Incident { kind, claims: vec![claim] }),
        }
    }
    incidents.retain(|incident| incident.claims.iter().any(|claim| telling(claim)));
    incidents.iter().map(|incident| incident.template(report, claims)).collect()
}

/// The incident type of an attack; `None` for everything else.
fn attack(claim: &Claim) -> Option<&'static str> {
    let event = claim.event.as_ref().filter(|event| event.kind == "ASSAULT")?;
    let real = claim.kind == Kind::Event
        && claim.polarity == Polarity::Positive
        && claim.modality == Modality::Actual
        && claim.aspect != Aspect::Historical;
    let between_forces = !claim.recipients.is_empty() && claim.recipients.iter().all(armed)
        || claim.actors.iter().filter(|e| armed(e)).count() > 1;
    let mode = |name: &str| event.modes.iter().any(|m| m == name);
    if !real || between_forces || mode("crowd-control") {
        return None;
    }
    let words = claim.evidence.text.to_lowercase();
    let says = |stems: &[&str]| stems.iter().any(|stem| words.contains(stem));
    Some(match () {
        () if mode("abduct") => "KIDNAPPING",
        () if says(&["bomb", "explo", "dynamit", "blast", "blew", "blow"]) => "BOMBING",
        () if mode("destroy") && says(&["burn", "fire", "arson", "torch"]) => "ARSON",
        () => "ATTACK",
    })
}

fn armed(entity: &Entity) -> bool {
    matches!(entity.sector.as_deref(), Some("MIL" | "REB" | "UAF"))
}

/// Whether a claim tells enough for a template of its own.
fn telling(claim: &Claim) -> bool {
    !claim.recipients.is_empty() || claim.place.is_some() || claim.when.as_ref().is_some_and(|when| when.start.is_some())
}

impl Incident<'_> {
    /// Whether a claim may tell of the same incident: it contradicts none of its claims.
    fn holds(&self, claim: &Claim) -> bool {
        self.claims.iter().all(|other| {
            let days = days(other).zip(days(claim)).is_none_or(|(a, b)| a.0 <= b.1 && b.0 <= a.1);
            let name = |claim: &Claim| claim.place.as_ref().filter(|p| p.precision != "country").map(|place| place.name.clone());
            let places = name(other).zip(name(claim)).is_none_or(|(a, b)| a == b);
            let (ours, theirs) = (victims(other), victims(claim));
            days && places && (ours.is_empty() || theirs.is_empty() || !ours.is_disjoint(&theirs))
        })
    }

    fn template(&self, report: &Report, all: &[Claim]) -> Template {
        let one = |text: String| vec![Fill { alternatives: vec![text], optional: false }];
        let told = self.claims.iter().find_map(|claim| days(claim));
        let date = match (told, report.published) {
            (Some((first, last)), _) => one(written(Some(first), last)),
            (None, Some(day)) => one(written(None, day)),
            (None, None) => Vec::new(),
        };
        let country =
            self.claims.iter().find_map(|claim| claim.place.as_ref()?.country.clone()).or_else(|| commonest_country(all));
        let (organisations, confidence) = self.perpetrators(all);
        Template {
            optional: false,
            slots: [
                one(self.kind.to_owned()),
                date,
                country.map(one).unwrap_or_default(),
                organisations,
                confidence,
                self.effects(all),
            ],
        }
    }

    /// The groups that are told to have done it, and how surely the first claim about each tells so.
    fn perpetrators(&self, all: &[Claim]) -> (Vec<Fill>, Vec<Fill>) {
        let mut named: BTreeMap<String, (Vec<String>, &'static str)> = BTreeMap::new();
        for claim in &self.claims {
            for actor in claim.actors.iter().filter(|actor| organisation(actor)) {
                let mut names = vec![plain(&actor.name)];
                names.extend(actor.words.iter().map(|words| plain(&words.text)));
                named.entry(actor.id.clone()).or_insert((names, confidence(claim, actor)));
            }
        }
        if named.is_empty() {
            let held = held_responsible(all);
            // Of several it is not told who did which.
            if let [(group, surety)] = held.as_slice() {
                named.insert(group.id.clone(), (vec![plain(&group.name)], surety));
            }
        }
        let fill = |alternatives: Vec<String>| Fill { alternatives, optional: false };
        named.into_values().map(|(names, surety)| (fill(names), fill(vec![surety.to_owned()]))).unzip()
    }

    /// What befell each victim: by the figures that count them, and by the claims themselves.
    fn effects(&self, all: &[Claim]) -> Vec<Fill> {
        let mut effects: BTreeSet<(&str, &str)> = BTreeSet::new();
        let ids: BTreeSet<&str> = self.claims.iter().map(|claim| claim.id.as_str()).collect();
        let counts = |claim: &Claim| claim.links.iter().any(|link| link.rel == "counts" && ids.contains(link.claim.as_str()));
        for figure in all.iter().filter(|claim| counts(claim)) {
            let what = figure.figure.as_ref().map_or("", |f| &*f.what);
            let none = figure.figure.as_ref().is_some_and(|f| f.high == Some(0));
            let effect = match (what, none) {
                ("killed", false) => "DEATH",
                ("wounded", false) => "INJURY",
                ("wounded" | "casualties", true) => "NO INJURY",
                ("killed", true) => "NO DEATH",
                _ => continue,
            };
            let victims = figure.recipients.iter().map(|entity| entity.id.as_str());
            effects.extend(victims.map(|victim| (effect, victim)));
            if figure.recipients.is_empty() {
                effects.insert((effect, ""));
            }
        }
        for claim in &self.claims {
            let effect = match done(claim) {
                Some(What::Killed) => "DEATH",
                Some(What::Injured) => "INJURY",
                _ => continue,
            };
            effects.extend(claim.recipients.iter().map(|entity| (effect, entity.id.as_str())));
        }
        effects.into_iter().map(|(effect, _)| Fill { alternatives: vec![effect.to_owned()], optional: false }).collect()
    }
}

fn days(claim: &Claim) -> Option<(Date, Date)> {
    let when = claim.when.as_ref().filter(|when| when.open.is_none())?;
    let day = |text: &Option<String>| text.as_deref()?.get(..10)?.parse().ok();
    Some((day(&when.start)?, day(&when.end)?))
}

/// Victims by name.
fn victims(claim: &Claim) -> BTreeSet<&str> {
    claim.recipients.iter().filter(|entity| entity.kind == "person").map(|entity| entity.id.as_str()).collect()
}

/// Whether an actor is an organisation by a name: a group of the lexicon, or a force that is called army, police and the like.
fn organisation(actor: &Entity) -> bool {
    let force = actor.kind == "force" || actor.kind == "organisation";
    let called = plain(&actor.name)
        .split(' ')
        .any(|word| matches!(word, "ARMY" | "FORCES" | "POLICE" | "NAVY" | "FORCE" | "FRONT" | "MOVEMENT" | "PARTY" | "CARTEL"));
    actor.id.starts_with("group:") || force && called
}

/// The groups that a report's claims accuse, or let claim responsibility, each once.
fn held_responsible(claims: &[Claim]) -> Vec<(&Entity, &'static str)> {
    let mut held: Vec<(&Entity, &'static str)> = Vec::new();
    for claim in claims {
        let accuses = claim.event.as_ref().is_some_and(|event| event.kind == "ACCUSE") && claim.polarity == Polarity::Positive;
        let authority = claim.actors.iter().any(of_authority);
        let surety = if authority { "SUSPECTED OR ACCUSED BY AUTHORITIES" } else { "SUSPECTED OR ACCUSED" };
        let accused = claim.recipients.iter().filter(|_| accuses).map(|entity| (entity, surety));
        let admits = |stance: Stance| stance == Stance::ClaimsResponsibility;
        let admitted =
            claim.attribution.iter().filter(|link| admits(link.stance)).map(|link| (&link.source, "CLAIMED OR ADMITTED"));
        for (entity, surety) in accused.chain(admitted).filter(|(entity, _)| organisation(entity)) {
            if held.iter().all(|(other, _)| other.id != entity.id) {
                held.push((entity, surety));
            }
        }
    }
    held
}

fn of_authority(entity: &Entity) -> bool {
    matches!(entity.sector.as_deref(), Some("GOV" | "MIL" | "COP" | "JUD" | "SPY" | "LEG"))
}

/// How surely a claim tells that an actor did it, in MUC-4's words.
fn confidence(claim: &Claim, actor: &Entity) -> &'static str {
    let Some(speaker) = claim.attribution.last() else {
        return if claim.certainty == Certainty::Certain { "REPORTED AS FACT" } else { "POSSIBLE" };
    };
    let authority = of_authority(&speaker.source);
    match speaker.stance {
        Stance::ClaimsResponsibility => "CLAIMED OR ADMITTED",
        _ if speaker.source.id == actor.id => "CLAIMED OR ADMITTED",
        _ if claim.certainty != Certainty::Certain => "POSSIBLE",
        Stance::Reports => "REPORTED AS FACT",
        _ if authority => "SUSPECTED OR ACCUSED BY AUTHORITIES",
        _ => "SUSPECTED OR ACCUSED",
    }
}

/// The country that the claims of a report name most; of equals the first by the alphabet.
fn commonest_country(claims: &[Claim]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let places = claims.iter().filter_map(|claim| claim.place.as_ref()?.country.as_deref());
    let sides =
        claims.iter().flat_map(|claim| claim.actors.iter().chain(&claim.recipients)).filter_map(|entity| entity.code.as_deref());
    let bodies = ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"];
    places
        .chain(sides)
        .filter(|code| code.len() == 3 && !bodies.contains(code))
        .for_each(|code| *counts.entry(code).or_default() += 1);
    counts.into_iter().max_by_key(|(code, n)| (*n, std::cmp::Reverse(*code))).map(|(code, _)| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::claim;
    use serde_json::json;

    fn report() -> Report {
        let mut report = Report::new("r", "x");
        report.published = "1990-02-04".parse().ok();
        report
    }

    #[test]
    fn attacks_on_civilians_become_templates_and_battles_do_not() {
        let group = json!({"id": "group:f", "name": "The Front", "kind": "armed_group", "sector": "REB", "code": "SLV"});
        let claims = [
            claim(
                json!({"id": "1", "event": {"type": "ASSAULT"}, "actors": [group], "recipients": [{"id": "SLV/CVL", "sector": "CVL", "code": "SLV"}]}),
            ),
            claim(
                json!({"id": "2", "event": {"type": "ASSAULT"}, "actors": [group], "recipients": [{"id": "SLV/MIL", "sector": "MIL"}]}),
            ),
            claim(json!({"id": "3", "kind": "figure", "event": null, "figure": {"what": "killed", "low": 2, "high": 2},
                "links": [{"rel": "counts", "claim": "1"}], "recipients": [{"id": "SLV/CVL"}]})),
            claim(json!({"id": "4", "event": {"type": "ASSAULT"}, "aspect": "historical", "recipients": [{"id": "x"}]})),
        ];
        let templates = templates(&report(), &claims);
        let told: Vec<Vec<&str>> =
            templates[0].slots.iter().map(|fills| fills.iter().map(|f| f.alternatives[0].as_str()).collect()).collect();
        assert_eq!(templates.len(), 1);
        assert_eq!(
            told,
            [vec!["ATTACK"], vec!["../1990-02-04"], vec!["SLV"], vec!["FRONT"], vec!["REPORTED AS FACT"], vec!["DEATH"]]
        );
    }

    #[test]
    fn who_is_accused_stands_in_where_nobody_is_told_to_have_done_it() {
        let group = |id: &str| json!({"id": id, "name": id, "kind": "armed_group"});
        let attack = claim(json!({"event": {"type": "ASSAULT"}, "recipients": [{"id": "x"}]}));
        let accuse =
            |id: &str| claim(json!({"event": {"type": "ACCUSE"}, "actors": [{"sector": "GOV"}], "recipients": [group(id)]}));
        let told = |claims: &[Claim]| templates(&report(), claims)[0].slots[4].first().map(|fill| fill.alternatives[0].clone());
        assert_eq!(told(&[attack.clone(), accuse("group:a")]).as_deref(), Some("SUSPECTED OR ACCUSED BY AUTHORITIES"));
        assert_eq!(told(&[attack, accuse("group:a"), accuse("group:b")]), None);
    }

    #[test]
    fn what_contradicts_nothing_is_one_incident() {
        let day = |day: &str| json!({"start": day, "end": day});
        let victim = json!([{"id": "p", "kind": "person"}]);
        let claims = [
            claim(json!({"event": {"type": "ASSAULT"}, "recipients": victim, "when": day("1990-02-02")})),
            claim(json!({"event": {"type": "ASSAULT"}, "recipients": victim})),
            claim(json!({"event": {"type": "ASSAULT"}, "recipients": victim, "when": day("1990-02-03")})),
            claim(json!({"event": {"type": "ASSAULT"}})),
        ];
        assert_eq!(templates(&report(), &claims).len(), 2);
        assert_eq!(templates(&report(), &claims[3..]).len(), 0, "too little is told");
    }
}

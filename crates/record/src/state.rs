//! States of affairs over time: who holds a place, who holds an office. What contradicts is flagged, never merged.

use crate::phrase::entity_name;
use crate::source::Source;
use crate::voice::Voice;
use dateline_coding::{AT_ODDS, Claim};
use dateline_coding::claim::{Aspect, Event, Polarity};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is said of who holds one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// The place.
    pub place: String,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO alpha-3.
    pub country: Option<String>,
    /// What was said, by day of report.
    pub told: Vec<Held>,
    /// Holders of one day that exclude each other, in words.
    pub contested: Option<String>,
}

/// One statement on who holds a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Who holds it.
    pub holder: String,
    /// Country or body of the holder.
    pub code: Option<String>,
    /// `de_facto`, `de_jure` or `claimed`; `taken`: an act is told by which the holder took it.
    pub basis: String,
    /// Since when.
    pub since: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// Whether it is said not to be so.
    pub denied: bool,
    /// `actual`, `future`, `hypothetical` or `conditional`.
    pub modality: String,
    /// Told as over, or as background of long ago.
    #[serde(default)]
    pub past: bool,
    /// Who says so.
    pub voice: Voice,
}

/// What is said of who holds one office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeHeld {
    /// The office.
    pub office: String,
    /// The state or body.
    pub polity: Option<String>,
    /// Persons and the days of the first and the last report that name them.
    pub persons: Vec<(String, Option<String>, Option<String>)>,
    /// More than one person at one time.
    pub contested: bool,
    /// What does not fit together, in words: two who hold it at one time, or one person under two offices. Flagged, not settled.
    #[serde(default)]
    pub conflicts: Vec<String>,
}

/// A piece of ground and who has it, as one claim tells it.
struct Ground<'c> {
    place: &'c str,
    holder: &'c str,
    code: Option<&'c str>,
    basis: &'c str,
    since: Option<&'c str>,
    until: Option<&'c str>,
}

/// Who is said to hold a place.
fn held(claim: &Claim) -> Option<Ground<'_>> {
    let control = claim.control.as_ref().filter(|c| !c.place.is_empty())?;
    Some(Ground {
        place: &control.place,
        holder: &control.holder,
        code: claim.actors.first().and_then(|a| a.code.as_deref()),
        basis: &control.basis,
        since: control.since.as_deref(),
        until: control.until.as_deref(),
    })
}

/// Who is said to have taken a place that the words of the act name: a town, a district, a province.
fn taken(claim: &Claim) -> Vec<Ground<'_>> {
    let seized =
        |e: &Event| e.modes.iter().any(|mode| mode == "seize") && e.contexts.iter().any(|context| context == "territory");
    let named = claim.place.as_ref().filter(|p| {
        let words = p.words.as_ref().is_some_and(|w| claim.evidence.start <= w.start && w.end <= claim.evidence.end);
        words && p.relation.is_none() && !matches!(p.precision.as_ref(), "country" | "region" | "unknown")
    });
    let Some(place) = named.filter(|_| claim.event.as_ref().is_some_and(seized)) else { return Vec::new() };
    let since = claim.when.as_ref().and_then(|w| w.start.as_deref());
    let ground =
        |a| Ground { place: &place.name, holder: entity_name(a), code: a.code.as_deref(), basis: "taken", since, until: None };
    claim.actors.iter().map(ground).filter(|g| !g.holder.is_empty()).collect()
}

/// Control of places, while reports pass by.
#[derive(Default)]
pub(crate) struct Control {
    places: BTreeMap<String, Holding>,
}

impl Control {
    /// `text` is the id of the first report that carries the text.
    pub fn see(&mut self, source: &Source, text: &str) {
        for claim in &source.claims {
            for ground in held(claim).into_iter().chain(taken(claim)) {
                self.add(ground, claim, Voice::of(claim, source, text));
            }
        }
    }

    fn add(&mut self, ground: Ground<'_>, claim: &Claim, voice: Voice) {
        let place = claim.place.as_ref().filter(|p| p.name == ground.place);
        let geonames = place.and_then(|p| p.geonames);
        let key = geonames.map_or_else(|| ground.place.to_lowercase(), |id| id.to_string());
        let holding = self.places.entry(key).or_insert_with(|| Holding {
            place: ground.place.to_owned(),
            geonames,
            country: place.and_then(|p| p.country.clone()),
            told: Vec::new(),
            contested: None,
        });
        holding.told.push(Held {
            holder: ground.holder.to_owned(),
            code: ground.code.map(str::to_owned),
            basis: ground.basis.to_owned(),
            since: ground.since.map(str::to_owned),
            until: ground.until.map(str::to_owned),
            denied: voice.denies || claim.polarity == Polarity::Negative,
            modality: claim.modality.to_string(),
            past: claim.aspect == Aspect::Historical,
            voice,
        });
    }

    /// What was told, by place.
    pub fn rows(self) -> Vec<Holding> {
        let mut all: Vec<Holding> = self.places.into_values().collect();
        for holding in &mut all {
            holding.contested = contested(&holding.told);
        }
        all.sort_by(|a, b| (&a.place, a.geonames).cmp(&(&b.place, b.geonames)));
        all
    }
}

/// Two holders, not two names of one: of two that have a country or body, these differ.
fn other(a: &Held, b: &Held) -> bool {
    match (&a.code, &b.code) {
        (Some(x), Some(y)) => x != y,
        _ => !a.holder.eq_ignore_ascii_case(&b.holder),
    }
}

/// Two who are said to hold a place in fact at the same time.
fn contested(told: &[Held]) -> Option<String> {
    let real = |h: &&Held| h.basis == "de_facto" && !h.denied && h.modality == "actual" && !h.past && h.until.is_none();
    let real: Vec<&Held> = told.iter().filter(real).collect();
    real.iter().enumerate().find_map(|(i, a)| {
        let rival = real[i + 1..].iter().find(|b| other(a, b) && b.voice.published == a.voice.published)?;
        let day = a.voice.published.as_deref().unwrap_or("one day");
        Some(format!("on {day} {} holds it by {}, {} by {}", a.holder, a.voice.speaker, rival.holder, rival.voice.speaker))
    })
}

/// The days of the first and the last report that tell of something.
type Days = (Option<String>, Option<String>);

/// Offices and who is said to hold them, while reports pass by.
#[derive(Default)]
pub(crate) struct Offices {
    held: BTreeMap<(String, Option<String>), BTreeMap<String, Days>>,
    /// By office, what reports say that the lexicon knows otherwise.
    at_odds: BTreeMap<(String, Option<String>), BTreeSet<String>>,
}

impl Offices {
    pub fn see(&mut self, source: &Source) {
        let told = source.claims.iter().filter(|c| c.polarity == Polarity::Positive);
        for (office, rule) in told.filter_map(|c| Some((c.office.as_ref()?, &c.rule))) {
            let day = source.published.map(|d| d.to_string());
            let persons = self.held.entry((office.office.clone(), office.polity.clone())).or_default();
            let days = persons.entry(office.person.clone()).or_insert((day.clone(), day.clone()));
            days.0 = days.0.take().into_iter().chain(day.clone()).min();
            days.1 = days.1.take().into_iter().chain(day.clone()).max();
            if let Some((_, other)) = rule.split_once(AT_ODDS) {
                let day = day.as_deref().unwrap_or("no date");
                let line = format!("{} ({day}) is {} by the lexicon", office.person, other.split(';').next().unwrap_or(other));
                self.at_odds.entry((office.office.clone(), office.polity.clone())).or_default().insert(line);
            }
        }
    }

    /// What was told, by office.
    pub fn rows(self) -> Vec<OfficeHeld> {
        let (offices, mut at_odds) = (self.held, self.at_odds);
        let mut held: BTreeMap<(String, Option<String>), Vec<(String, Days)>> = BTreeMap::new();
        for ((office, polity), persons) in &offices {
            for (person, days) in persons {
                held.entry((person.clone(), polity.clone())).or_default().push((office.clone(), days.clone()));
            }
        }
        let overlap = |a: &Days, b: &Days| a.0 <= b.1 && b.0 <= a.1;
        let mut row = |((office, polity), persons): ((String, Option<String>), BTreeMap<String, Days>)| {
            let mut conflicts: Vec<String> = at_odds.remove(&(office.clone(), polity.clone())).into_iter().flatten().collect();
            for (person, days) in &persons {
                for (other, when) in held.get(&(person.clone(), polity.clone())).into_iter().flatten() {
                    if *other != office && overlap(days, when) && exclude(&office, other) {
                        let from = when.0.as_deref().unwrap_or("no date");
                        conflicts.push(format!(
                            "{person} is called {other} as well ({from}): one of the two is wrong, or out of date"
                        ));
                    }
                }
            }
            let mut persons: Vec<(String, Option<String>, Option<String>)> =
                persons.into_iter().map(|(p, (first, last))| (p, first, last)).collect();
            persons.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
            let rivals: Vec<&[(String, Option<String>, Option<String>)]> =
                if single(&office) { persons.windows(2).filter(|w| w[0].2 >= w[1].1).collect() } else { Vec::new() };
            let contested = !rivals.is_empty();
            conflicts.extend(rivals.into_iter().map(|w| format!("{} and {} at one time", w[0].0, w[1].0)));
            OfficeHeld { office, polity, persons, contested, conflicts }
        };
        offices.into_iter().map(&mut row).collect()
    }
}

/// Heads of state and of government: whoever is one is not the other, save where a constitution makes one of both.
const HEADS: [&str; 5] = ["president", "prime minister", "king", "queen", "chancellor"];

fn exclude(office: &str, other: &str) -> bool {
    HEADS.contains(&office) && HEADS.contains(&other)
}

/// An office that one person holds at a time; of spokespersons, envoys and commanders there are many.
fn single(office: &str) -> bool {
    HEADS.contains(&office) || office.ends_with("minister") && !office.starts_with("deputy") && office != "minister"
}

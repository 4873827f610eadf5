//! Choosing one place for each name, by what all names of the report say together.

use super::candidates::{Candidate, Group, Named};
use super::containment::{distance_km, holds};
use dateline_lexicon::places::{PlaceId, PlaceKind};
use std::collections::BTreeMap;

/// Weights of the evidence, in the unit of the natural logarithm of odds. Set on the development part of LGL and on
/// news of wars; the command is in docs/PLACES.md.
const COUNTRY: f64 = 1.6;
const DIVISION: f64 = 1.5;
const NEAR: f64 = 1.5;
/// Beyond this distance places are no neighbours.
const NEAR_KM: f64 = 300.0;
const CONTAINED: f64 = 7.0;
const LINKED: f64 = 4.0;
/// Rounds of voting; the votes settle within a few.
const ROUNDS: usize = 4;

/// The choice for one group.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The place; `None` where nothing settles it.
    pub place: Option<PlaceId>,
    /// Why.
    pub rule: String,
}

/// The choices for all groups.
pub(super) struct Chosen(Vec<Choice>);

/// Countries that the report speaks of, by the votes of names that are certain of theirs.
pub(super) fn countries(named: &Named<'_>, chosen: &Chosen) -> Vec<String> {
    let mut votes = named.votes.clone();
    for (group, choice) in named.groups.iter().zip(&chosen.0) {
        let place = group.candidates.iter().find(|c| Some(c.place.id) == choice.place);
        if let Some(country) = place.and_then(|c| c.place.country) {
            *votes.entry(country.to_owned()).or_insert(0.0) += weight(group);
        }
    }
    let mut ranked: Vec<(String, f64)> = votes.into_iter().filter(|(_, votes)| *votes >= 1.0).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.into_iter().map(|(country, _)| country).take(4).collect()
}

impl Chosen {
    /// The choice for a mention; `None` for a name that the gazetteer does not know.
    pub(super) fn of(&self, named: &Named<'_>, mention: usize) -> Option<&Choice> {
        self.0.get(named.members[mention].group?)
    }
}

/// What the names of a report say about countries, divisions and points.
struct Evidence {
    countries: BTreeMap<String, f64>,
    divisions: BTreeMap<PlaceId, f64>,
    points: Vec<Point>,
}

/// Chooses for all groups.
pub(super) fn choose(named: &Named<'_>) -> Chosen {
    let mut odds: Vec<Vec<f64>> =
        named.groups.iter().map(|g| shares(&g.candidates.iter().map(|c| c.base).collect::<Vec<_>>())).collect();
    for _ in 0..ROUNDS {
        let evidence = evidence(named, &odds);
        odds = (0..named.groups.len()).map(|group| shares(&scores(named, &odds, &evidence, group))).collect();
    }
    let evidence = evidence(named, &odds);
    Chosen((0..named.groups.len()).map(|group| decide(named, &odds, &evidence, group)).collect())
}

/// Scores as shares of 1.
fn shares(scores: &[f64]) -> Vec<f64> {
    let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let raised: Vec<f64> = scores.iter().map(|s| libm::exp(s - best)).collect();
    let sum: f64 = raised.iter().sum();
    raised.iter().map(|r| r / sum).collect()
}

/// How much a group's vote weighs.
fn weight(group: &Group<'_>) -> f64 {
    1.0 + 0.3 * (group.count.min(6) as f64 - 1.0)
}

fn evidence(named: &Named<'_>, odds: &[Vec<f64>]) -> Evidence {
    let mut evidence = Evidence { countries: named.votes.clone(), divisions: BTreeMap::new(), points: points(named, odds) };
    for (group, shares) in named.groups.iter().zip(odds) {
        for (candidate, share) in group.candidates.iter().zip(shares).filter(|(_, share)| **share > 0.01) {
            let vote = share * weight(group);
            if let Some(country) = candidate.place.country {
                *evidence.countries.entry(country.to_owned()).or_insert(0.0) += vote;
            }
            let division =
                if candidate.place.kind == PlaceKind::Admin1 { Some(candidate.place.id) } else { candidate.place.admin1_id };
            if let Some(division) = division {
                *evidence.divisions.entry(division).or_insert(0.0) += vote;
            }
        }
    }
    evidence
}

fn scores(named: &Named<'_>, odds: &[Vec<f64>], evidence: &Evidence, group: usize) -> Vec<f64> {
    let own = &named.groups[group];
    own.candidates
        .iter()
        .zip(&odds[group])
        .map(|(candidate, share)| {
            let place = &candidate.place;
            let mine = share * weight(own);
            let others = |votes: Option<&f64>| (votes.copied().unwrap_or(0.0) - mine).max(0.0);
            let country = place.country.map_or(0.0, |code| others(evidence.countries.get(code)));
            let division = if place.kind == PlaceKind::Admin1 { Some(place.id) } else { place.admin1_id };
            let division = division.map_or(0.0, |id| others(evidence.divisions.get(&id)));
            candidate.base
                + COUNTRY * libm::log(1.0 + country)
                + DIVISION * libm::log(1.0 + division)
                + NEAR * libm::log(1.0 + nearness(&evidence.points, group, place.point))
                + if candidate.contained { CONTAINED } else { 0.0 }
                + LINKED * linked(named, odds, group, place)
        })
        .collect()
}

/// A point that a name likely means.
struct Point {
    group: usize,
    at: (f64, f64),
    weight: f64,
}

/// Points taken into account for nearness; a report that names more places is a list, and this bounds its cost.
const MOST_POINTS: usize = 200;

/// The likely points of all names, in the order of the text.
fn points(named: &Named<'_>, odds: &[Vec<f64>]) -> Vec<Point> {
    let mut points = Vec::new();
    for (group, (names, shares)) in named.groups.iter().zip(odds).enumerate() {
        for (candidate, share) in names.candidates.iter().zip(shares).filter(|(_, share)| **share > 0.2) {
            if let Some(at) = candidate.place.point.filter(|_| candidate.place.radius_km < 150.0) {
                points.push(Point { group, at, weight: share * weight(names) });
            }
        }
    }
    points.truncate(MOST_POINTS);
    points
}

/// How many other names mean places near a point, the nearer the more.
fn nearness(points: &[Point], group: usize, at: Option<(f64, f64)>) -> f64 {
    let Some(at) = at else { return 0.0 };
    let others = points.iter().filter(|point| point.group != group);
    others.map(|point| point.weight * (1.0 - distance_km(at, point.at) / NEAR_KM).max(0.0)).sum()
}

/// How plainly neighbouring names hold a place or lie in it, 0 to 1.
fn linked(named: &Named<'_>, odds: &[Vec<f64>], group: usize, place: &dateline_lexicon::places::Place<'_>) -> f64 {
    let mut best: f64 = 0.0;
    for &(inner, outer, strength) in &named.links {
        let other = match () {
            _ if inner == group => outer,
            _ if outer == group => inner,
            _ => continue,
        };
        let sum: f64 = named.groups[other]
            .candidates
            .iter()
            .zip(&odds[other])
            .filter(|(c, share)| **share > 0.05 && if inner == group { holds(&c.place, place) } else { holds(place, &c.place) })
            .map(|(_, share)| share)
            .sum();
        best = best.max(strength * sum);
    }
    best
}

/// Votes for other countries that make a place in a country without votes doubtful.
const ALONE: f64 = 2.5;

/// Whether a place is so large that reports name it without naming anything else of its country.
fn is_known_afar(candidate: &Candidate<'_>) -> bool {
    let (population, main) = (candidate.place.population, candidate.main);
    match candidate.place.kind {
        PlaceKind::Settlement => population >= if main { 150_000 } else { 1_000_000 },
        PlaceKind::Admin1 => population >= if main { 1_500_000 } else { 5_000_000 },
        PlaceKind::Admin2 => false,
        _ => true,
    }
}

fn decide(named: &Named<'_>, odds: &[Vec<f64>], evidence: &Evidence, group: usize) -> Choice {
    let own = &named.groups[group];
    let best = (0..own.candidates.len()).max_by(|a, b| odds[group][*a].total_cmp(&odds[group][*b]).then(b.cmp(a)));
    let Some(best) = best else { return Choice { place: None, rule: "no place of this name is known".into() } };
    let (candidate, share) = (&own.candidates[best], odds[group][best]);
    let place = &candidate.place;
    let support = place.country.and_then(|code| evidence.countries.get(code)).copied().unwrap_or(0.0) - share * weight(own);
    let all: f64 = evidence.countries.values().sum::<f64>() - weight(own);
    let told = candidate.contained || linked(named, odds, group, place) > 0.3;
    if !told && support < 0.25 && all > ALONE && !is_known_afar(candidate) {
        return Choice { place: None, rule: format!("left open: {} is far from all else the report names", place.name) };
    }
    let rule = match own.candidates.len() {
        _ if candidate.contained => "the place that the text says holds it".to_owned(),
        1 => "the only place of this name".to_owned(),
        count if support > 0.5 => {
            format!("of {count} places the one in {}, which the report speaks of", place.country.unwrap_or("a region"))
        }
        count if nearness(&evidence.points, group, place.point) > 0.5 => {
            format!("of {count} places the one near the others named")
        }
        count => format!("of {count} places the most populous that fits"),
    };
    Choice { place: Some(place.id), rule }
}

//! The names of a report with the places that each may stand for, and what the text says of containment.

use super::around::{Around, Cue};
use super::{Mention, gazetteer_code};
use dateline_lexicon::places::{Gazetteer, Place, PlaceId, PlaceKind, fold, sound};
use dateline_lexicon::{ActorKind, Lexicon, Sense};
use dateline_syntax::{NameClass, Tree};
use std::collections::BTreeMap;

/// A place that a name may stand for.
pub(super) struct Candidate {
    pub place: Place<'static>,
    /// Whether the name is its main one.
    pub main: bool,
    /// Score from population, kind, spelling and the words beside the name, before other names vote.
    pub base: f64,
    /// Whether the text says that it lies in a place that does hold it.
    pub contained: bool,
}

/// All mentions of one name with one kind of cue: they mean one place.
pub(super) struct Group {
    pub candidates: Vec<Candidate>,
    /// How often it is mentioned.
    pub count: usize,
}

/// What became of one mention.
pub(super) struct Member {
    /// The name as it is looked up, without genitive.
    pub name: String,
    /// What the words beside it say of its kind.
    pub cue: Option<Cue>,
    /// Its group; `None` where the gazetteer knows no such name.
    pub group: Option<usize>,
}

/// The names of a report.
pub(super) struct Named {
    pub groups: Vec<Group>,
    /// One for each mention.
    pub members: Vec<Member>,
    /// Groups told in one breath: inner, outer, and how plainly the text says that one holds the other.
    pub links: Vec<(usize, usize, f64)>,
    /// Votes of the demonyms for their countries.
    pub votes: BTreeMap<String, f64>,
}

/// Candidates kept for one name; the least populous beyond are left out.
const MOST: usize = 150;

/// Gives names that nothing resolved the places of the report's countries whose names sound alike:
/// romanisations differ more than lists of spellings can hold. True if any was found.
pub(super) fn add_alike(gazetteer: &'static Gazetteer, named: &mut Named, countries: &[String], open: &[usize]) -> bool {
    let mut any = false;
    let wanted: Vec<(usize, String)> =
        open.iter().map(|&at| (at, sound(&named.members[at].name))).filter(|(_, key)| key.len() >= SHORTEST_SOUND).collect();
    if wanted.is_empty() {
        return false;
    }
    let mut by_name: BTreeMap<String, Vec<Place<'static>>> = BTreeMap::new();
    let rows = |code| [PlaceKind::Settlement, PlaceKind::Admin1].into_iter().flat_map(move |kind| gazetteer.rows_of(kind, code));
    for place in countries.iter().flat_map(|code| rows(code)).map(|row| gazetteer.place(PlaceId(row))) {
        let key = sound(place.name);
        if wanted.iter().any(|(_, wanted)| *wanted == key) {
            by_name.entry(key).or_default().push(place);
        }
    }
    let mut groups: BTreeMap<(String, Option<Cue>), usize> = BTreeMap::new();
    for (at, key) in wanted {
        let Some(places) = by_name.get(&key) else { continue };
        let cue = named.members[at].cue;
        let group = *groups.entry((key, cue)).or_insert_with(|| {
            let mut candidates: Vec<Candidate> = places
                .iter()
                .map(|place| Candidate { place: place.clone(), main: true, base: prior(place, false, cue), contained: false })
                .collect();
            prefer_town(&mut candidates, cue);
            named.groups.push(Group { candidates, count: 0 });
            named.groups.len() - 1
        });
        named.groups[group].count += 1;
        named.members[at].group = Some(group);
        any = true;
    }
    any
}

/// Worth of being the capital that the name stands for: `Washington` is rarely a village.
const SEAT: f64 = 3.0;

/// Letters that a sound key needs to prove anything.
const SHORTEST_SOUND: usize = 4;

/// Gathers groups, candidates and links.
pub(super) fn gather(text: &str, trees: &[Tree], lexicon: &Lexicon, found: &[Mention], around: &[Around<'_>]) -> Named {
    let mut named = Named { groups: Vec::new(), members: Vec::new(), links: Vec::new(), votes: BTreeMap::new() };
    let mut by_name: BTreeMap<(String, Option<Cue>), usize> = BTreeMap::new();
    for (mention, around) in found.iter().zip(around) {
        let words = mention.span.of(text);
        let name = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words).to_owned();
        // Only cues that tell kinds apart part the mentions of a name.
        let cue = around.cue.filter(|cue| matches!(cue, Cue::Province | Cue::District | Cue::State | Cue::Water | Cue::Region));
        let key = (fold(&name), cue);
        let group = by_name.get(&key).copied().or_else(|| {
            let candidates = candidates(text, trees, lexicon, mention, &name, around.cue);
            (!candidates.is_empty()).then(|| {
                named.groups.push(Group { candidates, count: 0 });
                by_name.insert(key, named.groups.len() - 1);
                named.groups.len() - 1
            })
        });
        if let Some(group) = group {
            named.groups[group].count += 1;
            containers(text, lexicon.places(), mention, &mut named.groups[group]);
        }
        named.members.push(Member { name, cue: around.cue, group });
    }
    named.links = links(text, found, &named);
    demonyms(text, trees, lexicon, found, &mut named);
    named
}

/// Country codes for which a marked name stands, as the gazetteer writes them, and whether by a demonym.
fn countries_of(lexicon: &Lexicon, entry: u32) -> impl Iterator<Item = (&str, Kind)> {
    lexicon.name(entry).senses.iter().filter_map(|sense| match sense {
        Sense::Actor(id) if lexicon.actors.get(*id).kind == ActorKind::State => Some((lexicon.actors.get(*id).code.as_str(), Kind::State)),
        Sense::Demonym(id) => Some((lexicon.actors.get(*id).code.as_str(), Kind::Demonym)),
        Sense::Seat(id, _) => Some((lexicon.actors.get(*id).code.as_str(), Kind::Seat)),
        _ => None,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    State,
    Demonym,
    Seat,
}

fn candidates(text: &str, trees: &[Tree], lexicon: &Lexicon, mention: &Mention, name: &str, cue: Option<Cue>) -> Vec<Candidate> {
    let gazetteer = lexicon.places();
    let mark = trees[mention.tree].words[mention.first_word].mark.filter(|_| mention.first_word == mention.last_word);
    let told: Vec<(&str, Kind)> = mark.map(|mark| countries_of(lexicon, mark.entry).collect()).unwrap_or_default();
    let seats: Vec<&str> = told.iter().filter(|(_, kind)| *kind == Kind::Seat).map(|(code, _)| gazetteer_code(code)).collect();
    let states: Vec<PlaceId> = told
        .iter()
        .filter(|(_, kind)| *kind != Kind::Seat)
        .filter_map(|(code, _)| gazetteer.country_place(gazetteer_code(code)))
        .collect();
    let is_state = mark.is_some_and(|mark| matches!(mark.class, NameClass::State | NameClass::Demonym));
    let surface = gazetteer.surface(name);
    let mut all: Vec<(PlaceId, bool)> = surface.iter().flat_map(|s| &s.candidates).map(|c| (c.id, c.main)).take(MOST).collect();
    all.extend(gazetteer.abbreviated(mention.span.of(text)).map(|id| (id, true)));
    all.extend(states.iter().filter(|id| !all.iter().any(|(other, _)| other == *id)).map(|id| (*id, true)).collect::<Vec<_>>());
    let mut candidates: Vec<Candidate> = all
        .into_iter()
        .map(|(id, main)| (gazetteer.place(id), main))
        .filter(|(place, _)| !is_state || states.contains(&place.id) || matches!(place.kind, PlaceKind::Admin1 | PlaceKind::Country | PlaceKind::Region))
        .filter(|(place, _)| is_state || cue != Some(Cue::Water) || place.kind == PlaceKind::Water)
        .map(|(place, main)| {
            let mut base = prior(&place, main, cue);
            if states.contains(&place.id) {
                base += 3.0;
            }
            if place.kind == PlaceKind::Settlement && main_city(&place) && seats.iter().any(|code| place.country == Some(*code)) {
                base += SEAT;
            }
            Candidate { place, main, base, contained: false }
        })
        .collect();
    prefer_town(&mut candidates, cue);
    candidates
}

/// Whether a settlement is big enough to be the seat that its name stands for.
fn main_city(place: &Place<'_>) -> bool {
    place.population >= 15_000
}

/// What is known before anything else is read: large places are told more often than small ones, main
/// names more often than other spellings, and words of kind fit their kinds.
fn prior(place: &Place<'_>, main: bool, cue: Option<Cue>) -> f64 {
    use PlaceKind as K;
    let inhabitants = f64::from(place.population.max(300)).ln();
    let size = match place.kind {
        K::Country => 16.0 + 0.1 * inhabitants,
        K::Region | K::Terrain => inhabitants.max(13.0),
        K::Water | K::Continent => 14.0,
        K::Site => 12.0,
        K::Admin2 => 7.5,
        K::Admin1 | K::Settlement => inhabitants,
    };
    let fit = match (cue, place.kind) {
        (None | Some(Cue::Site | Cue::Road), _) => 0.0,
        (Some(Cue::Town), K::Settlement) => 2.0,
        (Some(Cue::Town), K::Site) => 0.0,
        (Some(Cue::Town), _) => -2.0,
        (Some(Cue::Village), K::Settlement) => if place.population > 100_000 { -2.0 } else { 2.0 },
        (Some(Cue::Village), K::Site) => 0.0,
        (Some(Cue::Village), _) => -3.0,
        (Some(Cue::Province), K::Admin1) => 5.0,
        (Some(Cue::Province), K::Region) => 3.0,
        (Some(Cue::Province), _) => -1.0,
        (Some(Cue::District), K::Admin2) => 6.0,
        (Some(Cue::District), K::Admin1) => 1.5,
        (Some(Cue::District), _) => -1.0,
        (Some(Cue::State), K::Admin1 | K::Country) => 3.0,
        (Some(Cue::State), _) => -1.0,
        (Some(Cue::Region), K::Admin1 | K::Region | K::Terrain) => 3.0,
        (Some(Cue::Region), K::Admin2) => 2.0,
        (Some(Cue::Region), _) => 0.0,
        (Some(Cue::Water), K::Water) => 4.0,
        (Some(Cue::Water), _) => -5.0,
        (Some(Cue::Terrain), K::Terrain | K::Region | K::Site) => 4.0,
        (Some(Cue::Terrain), _) => -0.5,
    };
    inhabitants_weight(size) + fit - if main { 0.0 } else { 1.0 }
}

/// A thousandfold in population is worth about as much as a told kind.
fn inhabitants_weight(ln: f64) -> f64 {
    0.55 * ln
}

/// Of a division and the town that it is named after, a bare name means the town.
fn prefer_town(candidates: &mut [Candidate], cue: Option<Cue>) {
    if matches!(cue, Some(Cue::Province | Cue::District | Cue::Region | Cue::State)) {
        return;
    }
    let towns: Vec<(Option<PlaceId>, f64)> =
        candidates.iter().filter(|c| c.place.kind == PlaceKind::Settlement).map(|c| (c.place.admin1_id, c.base)).collect();
    for candidate in candidates.iter_mut().filter(|c| c.place.kind == PlaceKind::Admin1) {
        let best = towns.iter().filter(|(admin1, _)| *admin1 == Some(candidate.place.id)).map(|(_, base)| *base).fold(f64::NEG_INFINITY, f64::max);
        if candidate.base - best < 2.5 {
            candidate.base = candidate.base.min(best - 0.5);
        }
    }
}

/// Whether `outer` holds `inner`.
pub(super) fn holds(outer: &Place<'_>, inner: &Place<'_>) -> bool {
    if outer.id == inner.id || outer.kind == PlaceKind::Settlement || inner.kind == PlaceKind::Country {
        return false;
    }
    match outer.kind {
        PlaceKind::Country => inner.country == outer.country,
        PlaceKind::Admin1 => inner.admin1_id == Some(outer.id),
        PlaceKind::Continent => false,
        _ => match (outer.point, inner.point) {
            (Some(a), Some(b)) => inner.radius_km < outer.radius_km && distance_km(a, b) < outer.radius_km * 1.2 + 10.0,
            _ => false,
        },
    }
}

/// Great-circle distance.
pub(super) fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat1, lat2) = (a.0.to_radians(), b.0.to_radians());
    let (dlat, dlon) = (lat2 - lat1, (b.1 - a.1).to_radians());
    let h = (dlat / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * (dlon / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

/// Marks the candidates that lie in the place named right after a comma: `Paris, Texas`.
fn containers(text: &str, gazetteer: &'static Gazetteer, mention: &Mention, group: &mut Group) {
    let Some(rest) = text.get(mention.span.end as usize..).and_then(|rest| rest.strip_prefix(", ")) else { return };
    let line = rest.split(['\n', ';', '(', '—']).next().unwrap_or("");
    let short = line.split([' ', ',']).next().unwrap_or("");
    if let Some(division) = gazetteer.abbreviated(short).map(|id| gazetteer.place(id)) {
        for candidate in &mut group.candidates {
            candidate.contained |= holds(&division, &candidate.place);
        }
        return;
    }
    let words: Vec<&str> = line.split(' ').take(4).collect();
    for count in (1..=words.len()).rev() {
        let name = words[..count].join(" ");
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        if !name.starts_with(char::is_uppercase) {
            continue;
        }
        let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
        let Some(surface) = gazetteer.surface(name) else { continue };
        let outer: Vec<Place<'_>> = surface.candidates.iter().filter(|c| c.main).map(|c| gazetteer.place(c.id)).collect();
        let mut any = false;
        for candidate in &mut group.candidates {
            let inside = outer.iter().any(|outer| outer.kind != PlaceKind::Settlement && holds(outer, &candidate.place));
            candidate.contained |= inside;
            any |= inside;
        }
        if any {
            return;
        }
    }
}

/// Pairs of neighbouring names of one sentence of which one may hold the other.
fn links(text: &str, found: &[Mention], named: &Named) -> Vec<(usize, usize, f64)> {
    let mut links = Vec::new();
    for at in 1..found.len() {
        let (left, right) = (&found[at - 1], &found[at]);
        let (Some(a), Some(b)) = (named.members[at - 1].group, named.members[at].group) else { continue };
        if left.tree != right.tree || a == b || left.span.end > right.span.start {
            continue;
        }
        let between = text.get(left.span.end as usize..right.span.start as usize).unwrap_or("").to_lowercase();
        let words: Vec<&str> = between.split_whitespace().collect();
        if words.len() > 7 {
            continue;
        }
        let strong = words.is_empty() || matches!(words[..], [","] | ["in"] | ["(" ] | ["in", "the"] | [",", "in"] | [",", "the"]) || {
            let ends = words.last() == Some(&"in") || words.len() >= 2 && words[words.len() - 2] == "in";
            ends && !between.contains(['.', ';'])
        };
        links.push((a, b, if strong || between == ", " { 1.0 } else { 0.4 }));
        let owner = between.starts_with("'s") || between.starts_with("’s") || words.last() == Some(&"of");
        links.push((b, a, if owner { 1.0 } else { 0.3 }));
    }
    links
}

/// Demonyms vote for their country, and one beside a name for its candidates there.
fn demonyms(text: &str, trees: &[Tree], lexicon: &Lexicon, found: &[Mention], named: &mut Named) {
    for (tree, read) in trees.iter().enumerate() {
        for (word, at) in read.words.iter().enumerate() {
            let Some(mark) = at.mark.filter(|mark| mark.class == NameClass::Demonym) else { continue };
            let Some((code, _)) = countries_of(lexicon, mark.entry).next() else { continue };
            let code = gazetteer_code(code);
            *named.votes.entry(code.to_owned()).or_insert(0.0) += 0.5;
            // "the Syrian town of X", "the Azerbaijani city X".
            let next = found.iter().zip(&named.members).find(|(m, _)| m.tree == tree && m.first_word > word && m.first_word <= word + 4);
            if let Some((mention, Member { group: Some(group), .. })) = next {
                let between = text.get(at.span.end as usize..mention.span.start as usize).unwrap_or("");
                let words: Vec<String> = between.split_whitespace().map(str::to_lowercase).collect();
                let kind = words.iter().any(|w| matches!(w.as_str(), "town" | "city" | "village" | "province" | "capital" | "region" | "district" | "port"));
                if words.is_empty() || kind && !between.contains([',', '.']) {
                    for candidate in &mut named.groups[*group].candidates {
                        candidate.contained |= candidate.place.country == Some(code);
                    }
                }
            }
        }
    }
}

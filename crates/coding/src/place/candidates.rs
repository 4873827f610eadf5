//! The names of a report with the places that each may stand for, and what the text says of containment.

use super::around::{Around, Cue};
use super::containment::{containers, demonyms, is_part, links, towns_around};
use super::{Mention, gazetteer_code};
use dateline_lexicon::places::{Gazetteer, Place, PlaceId, PlaceKind, fold, sound};
use dateline_lexicon::{ActorKind, Lexicon, Sense};
use dateline_syntax::{NameClass, Tree};
use std::collections::BTreeMap;

/// A place that a name may stand for.
pub(super) struct Candidate<'g> {
    pub place: Place<'g>,
    /// Whether the name is its main one.
    pub main: bool,
    /// Score from population, kind, spelling and the words beside the name, before other names vote.
    pub base: f64,
    /// Whether the text says that it lies in a place that does hold it.
    pub contained: bool,
}

/// All mentions of one name with one kind of cue: they mean one place.
pub(super) struct Group<'g> {
    pub candidates: Vec<Candidate<'g>>,
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
pub(super) struct Named<'g> {
    pub groups: Vec<Group<'g>>,
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
pub(super) fn add_alike<'g>(gazetteer: &'g Gazetteer, named: &mut Named<'g>, countries: &[String], open: &[usize]) -> bool {
    let mut any = false;
    let wanted: Vec<(usize, String)> =
        open.iter().map(|&at| (at, sound(&named.members[at].name))).filter(|(_, key)| key.len() >= SHORTEST_SOUND).collect();
    if wanted.is_empty() {
        return false;
    }
    let mut by_name: BTreeMap<String, Vec<Place<'g>>> = BTreeMap::new();
    let rows = |code| [PlaceKind::Settlement, PlaceKind::Admin1].into_iter().flat_map(move |kind| gazetteer.rows_of(kind, code));
    for row in countries.iter().flat_map(|code| rows(code)) {
        let place = gazetteer.place(PlaceId(row));
        let key = sound(place.name);
        // What a folder of the user's hides has no name any more.
        let shown = || gazetteer.surface(place.name).is_some_and(|s| s.candidates.iter().any(|c| c.id == PlaceId(row)));
        if wanted.iter().any(|(_, wanted)| *wanted == key) && shown() {
            by_name.entry(key).or_default().push(place);
        }
    }
    let mut groups: BTreeMap<(String, Option<Cue>), usize> = BTreeMap::new();
    for (at, key) in wanted {
        let Some(places) = by_name.get(&key) else { continue };
        let cue = named.members[at].cue;
        let group = *groups.entry((key, cue)).or_insert_with(|| {
            let mut candidates: Vec<Candidate<'_>> = places
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
pub(super) fn gather<'g>(
    text: &str,
    trees: &[Tree],
    lexicon: &'g Lexicon,
    found: &[Mention],
    around: &[Around<'_>],
) -> Named<'g> {
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
pub(super) fn countries_of(lexicon: &Lexicon, entry: u32) -> impl Iterator<Item = (&str, Kind)> {
    lexicon.name(entry).senses.iter().filter_map(|sense| match sense {
        Sense::Actor(id) if lexicon.actors.get(*id).kind == ActorKind::State => {
            Some((lexicon.actors.get(*id).code.as_str(), Kind::State))
        }
        Sense::Demonym(id) => Some((lexicon.actors.get(*id).code.as_str(), Kind::Demonym)),
        Sense::Seat(id, _) => Some((lexicon.actors.get(*id).code.as_str(), Kind::Seat)),
        _ => None,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    State,
    Demonym,
    Seat,
}

fn candidates<'g>(
    text: &str,
    trees: &[Tree],
    lexicon: &'g Lexicon,
    mention: &Mention,
    name: &str,
    cue: Option<Cue>,
) -> Vec<Candidate<'g>> {
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
    let mut candidates: Vec<Candidate<'_>> = all
        .into_iter()
        .map(|(id, main)| (gazetteer.place(id), main))
        .filter(|(place, _)| {
            !is_state
                || states.contains(&place.id)
                || matches!(place.kind, PlaceKind::Admin1 | PlaceKind::Country | PlaceKind::Region)
        })
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
    let towns = towns_around(text, gazetteer, mention);
    if !towns.is_empty() {
        candidates.retain(|c| is_part(&c.place, &towns));
    }
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
    let inhabitants = libm::log(f64::from(place.population.max(300)));
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
        (Some(Cue::Village), K::Settlement) => {
            if place.population > 100_000 {
                -2.0
            } else {
                2.0
            }
        }
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
fn prefer_town(candidates: &mut [Candidate<'_>], cue: Option<Cue>) {
    if matches!(cue, Some(Cue::Province | Cue::District | Cue::Region | Cue::State)) {
        return;
    }
    let towns: Vec<(Option<PlaceId>, f64)> =
        candidates.iter().filter(|c| c.place.kind == PlaceKind::Settlement).map(|c| (c.place.admin1_id, c.base)).collect();
    for candidate in candidates.iter_mut().filter(|c| c.place.kind == PlaceKind::Admin1) {
        let best = towns
            .iter()
            .filter(|(admin1, _)| *admin1 == Some(candidate.place.id))
            .map(|(_, base)| *base)
            .fold(f64::NEG_INFINITY, f64::max);
        if candidate.base - best < 2.5 {
            candidate.base = candidate.base.min(best - 0.5);
        }
    }
}

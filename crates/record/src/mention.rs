//! Mentions: what one report tells of one happening, put together from the claims that its coding ties.
//!
//! An act, the figures that count its victims, the accusation in which it is alleged and the denial that answers it
//! are one mention. Controls and offices are states of affairs, not happenings, and have ledgers of their own.

use crate::crowd::{self, Crowd};
use crate::cues;
use crate::day::Days;
use crate::family;
pub(crate) use crate::family::{Family, family};
use crate::forest::Forest;
use crate::names::Names;
use crate::overlay::Apart;
use crate::score::Evidence;
use crate::source::Source;
use crate::statistics::Statistics;
use crate::victims::victims;
use crate::words::unit;
use dateline_coding::Claim;
use dateline_coding::claim::{Aspect, Kind, Modality, Polarity, Where};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A running count of so many is one of a war, whatever act it is told with.
const WAR: u64 = 5_000;

/// How wide a place is, narrowest first.
pub(crate) fn width(place: &Where) -> u8 {
    match place.precision.as_ref() {
        "exact" => 0,
        "settlement" => 1,
        "district" => 2,
        "province" => 3,
        "region" => 4,
        "country" => 5,
        _ => 6,
    }
}

/// A number told of a happening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Count {
    pub what: String,
    pub low: u64,
    pub high: u64,
}

/// What one report tells of one happening.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Mention {
    /// Index of the report.
    pub source: usize,
    /// Indices of its claims within the report, ascending.
    pub claims: Vec<usize>,
    pub family: Family,
    pub modes: Names,
    pub days: Option<Days>,
    /// Day after which it cannot have been, where that is all that is told.
    pub until: Option<i64>,
    /// Looks back: its happening may be far from the report's date.
    pub past: bool,
    /// All claims are hypothetical, conditional or yet to come.
    pub unreal: bool,
    /// Counts over more than one happening: a running total, or a period.
    pub total: bool,
    pub recurring: bool,
    #[serde(with = "place")]
    pub place: Option<Where>,
    pub actors: Names,
    pub recipients: Names,
    /// Facilities and things struck, by the words that name them.
    pub targets: Names,
    /// Terms of an agreement.
    pub terms: Names,
    pub counts: Vec<Count>,
    /// Persons told by name to have been killed, as `surname initial`.
    pub victims: Names,
    /// `another`, `second`, …: says itself that it is not the one just told.
    pub other: bool,
    /// Names no time, place or actor of its own: `the blast`, `the attack`.
    pub bare: bool,
    /// Begins as what is known already: `the`, `this`, `that`.
    pub definite: bool,
    pub words: Vec<(u32, f64)>,
    /// Position of the first claim in the text.
    pub start: usize,
    /// What the report is mainly about.
    pub lead: bool,
    /// Every core claim says that it was not so, and nobody denies anything by that: a thing that did not happen.
    pub negative: bool,
    /// All that is told is that no agreement was struck: what talks came to, and no denial of them.
    pub failed: bool,
    /// Third parties: who mediates, hosts, guarantees.
    pub others: Names,
    /// How many other happenings are told of its day and place.
    pub crowd: Crowd,
    /// Why parts that the coding left apart were put together: two claims, and what speaks for it.
    #[serde(skip)]
    pub joins: Vec<(usize, usize, Evidence)>,
}

/// A place as it travels: what places are compared by.
mod place {
    use dateline_coding::claim::{Term, Where};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    type Compared = (String, Option<u32>, Option<String>, Option<String>, Option<f64>, Option<f64>, Term);

    pub fn serialize<S: Serializer>(place: &Option<Where>, to: S) -> Result<S::Ok, S::Error> {
        let compared = |p: &Where| -> Compared {
            (p.name.clone(), p.geonames, p.country.clone(), p.admin1.clone(), p.lat, p.lon, p.precision.clone())
        };
        place.as_ref().map(compared).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Where>, D::Error> {
        let place = |(name, geonames, country, admin1, lat, lon, precision): Compared| Where {
            name,
            geonames,
            country,
            admin1,
            lat,
            lon,
            precision,
            ..Where::default()
        };
        Ok(Option::<Compared>::deserialize(from)?.map(place))
    }
}

/// Numbers and weights of stems, shared by all mentions.
pub(crate) enum Stems<'a> {
    /// Those of a record.
    Of(&'a Statistics),
    /// Where mentions are told again and compared with none.
    Uncompared,
}

impl Stems<'_> {
    fn weighed(&self, stem: &str) -> Option<(u32, f64)> {
        match self {
            Stems::Of(statistics) => statistics.telling(stem),
            Stems::Uncompared => None,
        }
    }

    fn crowd(&self, mention: &Mention) -> Crowd {
        match self {
            Stems::Of(statistics) => Crowd::of(mention, statistics.crowds()),
            Stems::Uncompared => Crowd::default(),
        }
    }
}

/// The mentions of one report, in the order of the text; claims that somebody decided to part (`apart`) are never in one.
pub(crate) fn mentions(index: usize, source: &Source, stems: &Stems<'_>, apart: &Apart) -> Vec<Mention> {
    let claims = &source.claims;
    let by_id: BTreeMap<&str, usize> = claims.iter().enumerate().rev().map(|(i, c)| (c.id.as_str(), i)).collect();
    let mut forest = Forest::new(claims.len());
    for (i, claim) in claims.iter().enumerate() {
        for link in &claim.links {
            let Some(&other) = by_id.get(link.claim.as_str()) else { continue };
            if matches!(link.rel.as_ref(), "same_as" | "answers" | "counts" | "alleged_in" | "term_of")
                && Family::of(claim).is_some()
                && Family::of(&claims[other]).is_some()
                && !apart.parts(&mut forest, i, other, |claim| Some(claim))
            {
                forest.join(i, other);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in (0..claims.len()).filter(|&i| Family::of(&claims[i]).is_some()) {
        groups.entry(forest.root(i)).or_default().push(i);
    }
    let mut all: Vec<Mention> = groups.into_values().map(|members| mention(index, source, members, stems)).collect();
    all.sort_by_key(|m| (m.start, m.claims[0]));
    all
}

/// Puts the claims of one mention together.
pub(crate) fn mention(index: usize, source: &Source, members: Vec<usize>, stems: &Stems<'_>) -> Mention {
    let claims: Vec<&Claim> = members.iter().map(|&i| &source.claims[i]).collect();
    let families: Vec<Family> = claims.iter().filter_map(|c| Family::of(c)).collect();
    // Accusing, denying and counting hang on what they are about.
    let family = families.iter().copied().min().unwrap_or(Family::Words);
    let core: Vec<&Claim> = claims.iter().copied().filter(|c| Family::of(c) == Some(family)).collect();
    let dated = |c: &&Claim| c.when.as_ref().and_then(Days::of);
    // The narrowest date of a core claim; denials and accusations are dated later than what they are about.
    let days = core.iter().filter_map(dated).min_by_key(|d| (d.length(), d.first));
    let place = narrowest(&core).cloned();
    let mut actors = BTreeSet::new();
    let mut recipients = BTreeSet::new();
    let mut targets = BTreeSet::new();
    for claim in &core {
        if claim.polarity == Polarity::Positive || claim.kind == Kind::Event {
            actors.extend(claim.actors.iter().map(party));
            recipients.extend(claim.recipients.iter().map(party));
        }
        for entity in claim.recipients.iter().filter(|e| e.kind == "facility") {
            targets.extend(crate::words::words(&entity.name));
        }
    }
    actors.remove("");
    recipients.remove("");
    let figures = claims.iter().filter_map(|c| c.figure.as_ref());
    let counts = figures
        .clone()
        .filter(|f| f.scope == "event" && (f.low.is_some() || f.high.is_some()))
        .map(|f| Count { what: f.what.to_string(), low: f.low.unwrap_or(0), high: f.high.unwrap_or(u64::MAX) })
        .collect();
    // A count of months or of a whole war is of none of its happenings, and neither is the fighting that it counts.
    let at_once = days.is_some_and(|d| d.length() <= 2) || place.as_ref().is_some_and(crowd::is_spot);
    let act = core.iter().any(|c| c.kind == Kind::Event);
    let of_many = !at_once && figures.clone().any(|f| f.low.is_some_and(|low| low >= WAR));
    let total = figures.clone().next().is_some() && figures.clone().all(|f| f.scope != "event") && (!act || of_many);
    let mut bag: BTreeMap<u32, f64> = BTreeMap::new();
    for stem in members.iter().filter_map(|&i| source.contexts.get(i)).flatten() {
        let Some((id, weight)) = stems.weighed(stem) else { continue };
        let slot = bag.entry(id).or_default();
        // Repetition adds little.
        *slot = if *slot == 0.0 { weight } else { (*slot + 0.3 * weight).min(2.0 * weight) };
    }
    let mut words: Vec<(u32, f64)> = bag.into_iter().filter(|(_, w)| *w > 0.0).collect();
    unit(&mut words);
    let first = claims.iter().min_by_key(|c| c.evidence.start);
    let opening = first.map_or(String::new(), |c| c.evidence.text.to_lowercase());
    let definite = is_definite(&opening) && !cues::is_superlative(&opening);
    let named = core.iter().any(|c| c.actors.iter().chain(&c.recipients).any(|e| !e.id.is_empty() && is_named(e)));
    // "Claimed responsibility for the attack": the words themselves name nobody.
    let two_words = definite && opening.split_whitespace().count() == 2;
    let nowhere = place.as_ref().is_none_or(|p| two_words && p.precision == "country");
    let victims = victims(&core);
    // "The murder of Hariri" names its own happening.
    let bare = days.is_none()
        && nowhere
        && victims.is_empty()
        && !cues::is_superlative(&opening)
        && (!named || two_words || definite && actors.is_empty());
    let mut mention = Mention {
        source: index,
        family,
        modes: core.iter().filter_map(|c| c.event.as_ref()).flat_map(|e| &e.modes).map(|m| m.to_string()).collect(),
        past: core.iter().all(|c| c.aspect == Aspect::Historical),
        unreal: core.iter().all(|c| c.modality != Modality::Actual),
        recurring: core.iter().all(|c| c.aspect == Aspect::Recurring),
        total,
        bare,
        definite,
        days,
        until: core.iter().filter_map(|c| Days::until(c.when.as_ref()?)).min(),
        place,
        actors: actors.into_iter().collect(),
        recipients: recipients.into_iter().collect(),
        targets: targets.into_iter().collect(),
        counts,
        victims,
        other: core.iter().filter(|c| c.kind == Kind::Event).any(|c| cues::says_other(&c.evidence.text)) || another(&core),
        words,
        start: first.map_or(0, |c| c.evidence.start as usize),
        lead: false,
        negative: core.iter().all(|c| c.polarity == Polarity::Negative && !family::is_denial(c)),
        failed: core.iter().all(|c| family::failed(c)),
        others: core.iter().flat_map(|c| &c.third_parties).map(party).filter(|p| !p.is_empty()).collect(),
        joins: Vec::new(),
        terms: claims.iter().filter_map(|c| c.obligation.as_ref()).map(|o| o.term.to_string()).filter(|t| t != "other").collect(),
        claims: members,
        crowd: Crowd::default(),
    };
    mention.crowd = stems.crowd(&mention);
    mention
}

/// Whether more dead are told of with an act of their own: "another seven people were killed in raids on a village", and not "in the raid".
fn another(core: &[&Claim]) -> bool {
    let more = |c: &Claim| c.figure.as_ref().is_some_and(|f| f.what == "killed") && cues::is_more(&c.evidence.text);
    let own = |c: &Claim| {
        c.kind == Kind::Event && !c.evidence.text.starts_with(|c: char| c.is_uppercase()) && !is_definite(&c.evidence.text)
    };
    core.iter().any(|c| more(c)) && core.iter().any(|c| own(c))
}

/// Whether words begin as those for what is known already.
fn is_definite(words: &str) -> bool {
    ["the ", "this ", "that ", "these ", "those "].iter().any(|article| words.starts_with(article))
}

/// The narrowest place told; of equally narrow ones that of most claims, acts before counts, else the first. A count often takes its place from
/// the head of the report.
fn narrowest<'c>(core: &[&'c Claim]) -> Option<&'c Where> {
    let told = || core.iter().filter_map(|c| Some((c.kind == Kind::Event, c.place.as_ref().filter(|p| !p.name.is_empty())?)));
    let same = |p: &Where, q: &Where| p.name == q.name || p.geonames.is_some() && p.geonames == q.geonames;
    let times =
        |place: &Where| told().filter(|(_, other)| same(place, other)).map(|(act, _)| 1 + usize::from(act)).sum::<usize>();
    told().map(|(_, place)| place).min_by_key(|&place| (width(place), std::cmp::Reverse(times(place))))
}

/// Codes of PLOVER that many bodies and groups share: none of them is the others.
const SHARED: [&str; 6] = ["IGO", "NGO", "MNC", "IMG", "ISM", "NGM"];

/// Who an entity is across reports: its country or body where known, else its own name.
pub(crate) fn party(entity: &dateline_coding::claim::Entity) -> String {
    if is_named(entity) {
        // Nor is the opposition the state.
        let against = matches!(entity.sector.as_deref(), Some("OPP" | "REB" | "UAF" | "PRM"));
        let own = |code: &String| entity.kind != "armed_group" && !against && !SHARED.contains(&code.as_str());
        return entity.code.clone().filter(own).unwrap_or_else(|| entity.name.to_lowercase());
    }
    String::new()
}

/// Whether an entity is somebody in particular: not `people`, `a witness`, `gunmen`. A name need not begin with a capital (`al-Shabaab`), and
/// what does need not be one: "Rebels shelled". Of what a noun alone tells, the coding gives country and sector as its id.
pub(crate) fn is_named(entity: &dateline_coding::claim::Entity) -> bool {
    let noun = || {
        entity.id.split_once('/').is_some_and(|(owner, sector)| !owner.contains(':') && sector.chars().all(char::is_uppercase))
    };
    !matches!(entity.kind.as_ref(), "population" | "facility")
        && !entity.name.is_empty()
        && match entity.kind.as_ref() {
            "armed_group" => entity.name.chars().any(char::is_uppercase) && !noun(),
            _ => entity.name.chars().any(char::is_uppercase) || entity.code.is_some(),
        }
}

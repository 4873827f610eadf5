//! An incident in a row: what a list, a map or a table shows of it, and under which names it is found.

use crate::account::{Correction, Field, Incident};
use crate::mended::is_core;
use crate::mention::party;
use crate::standing::{Judged, Standing};
use crate::title::title;
use crate::values::key;
use crate::voice::{Voice, name};
use dateline_coding::Claim;
use dateline_coding::claim::Entity;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Quotes that a row shows: one a speaker.
const QUOTES: usize = 4;

/// One incident in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncidentRow {
    /// Id of the incident.
    pub id: String,
    /// The claim that has most in common with the others, as a headline.
    pub title: String,
    /// Family of acts: `violence`, `talks`, ….
    pub family: String,
    /// Event types told, commonest first.
    pub types: Vec<String>,
    /// Modes told.
    pub modes: Vec<String>,
    /// First day, ISO; `None`: no day is told.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Where.
    pub place: Option<PlaceRow>,
    /// Who is said to have acted.
    pub actors: Vec<Party>,
    /// Who is said to have been acted upon.
    pub recipients: Vec<Party>,
    /// Mediators, hosts, guarantors and the like.
    pub third_parties: Vec<Party>,
    /// Overall standing with the rule that decided it.
    pub standing: Option<Judged>,
    /// Fields on which accounts contradict each other.
    pub disputed: Vec<String>,
    /// Fields that somebody corrected, as they read now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<CorrectedField>,
    /// Told as not having happened, or as having ended.
    pub not_so: bool,
    /// Not told as having happened: announced, feared, conditional.
    pub unreal: bool,
    /// Reports that tell of it.
    pub reports: usize,
    /// Texts independent of each other as texts.
    pub texts: usize,
    /// Claims.
    pub claims: usize,
    /// Fewest killed of the latest counts; `None`: no count is told.
    pub killed_low: Option<u64>,
    /// Most killed; `None` beside a lowest number: left open.
    pub killed_high: Option<u64>,
    /// Its first words by each of the first speakers.
    pub quotes: Vec<Quoted>,
}

/// A field of an incident that somebody corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectedField {
    /// `what`, `who`, `whom`, `where`, `when` or `how_many`.
    pub field: String,
    /// What it reads now, by whom and why.
    #[serde(flatten)]
    pub correction: Correction,
}

/// Where an incident was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceRow {
    /// Name.
    pub name: String,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO alpha-3.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// Degrees north; `None` for anything larger than a province.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Radius that surely holds the place, in kilometres.
    pub radius_km: Option<f64>,
    /// `exact`, `settlement`, `district`, `province`, `country`, `region` or `unknown`.
    pub precision: String,
}

impl PlaceRow {
    /// The same for all tellings of one place: a country's code, whether the gazetteer gave it a number or not; else the GeoNames id, else the
    /// name in lower case.
    pub fn key(&self) -> String {
        place_key(&self.name, self.geonames, self.country.as_deref().filter(|_| self.precision == "country"))
    }
}

/// The key of a place; `land` is the code of a place that is a country.
pub(crate) fn place_key(name: &str, geonames: Option<u32>, land: Option<&str>) -> String {
    let number = || geonames.map_or_else(|| name.to_lowercase(), |id| id.to_string());
    land.map_or_else(number, str::to_owned)
}

/// A party of an incident.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Party {
    /// The same for all names of one party: its code, or the name of a group in lower case.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Country (ISO alpha-3) or body.
    pub code: Option<String>,
    /// `state`, `armed_group`, `population`, ….
    pub kind: String,
    /// Role of a third party: `mediator`, `host`, ….
    pub role: Option<String>,
}

/// Words of one speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// Who says so.
    pub speaker: String,
    /// What the speaker does with it.
    pub stance: String,
    /// Outlets that relay the speaker.
    pub relays: Vec<String>,
    /// Outlet of the report.
    pub outlet: Option<String>,
    /// Day of the report.
    pub published: Option<String>,
    /// The words.
    pub quote: String,
    /// Id of the claim.
    pub claim: String,
    /// Holds it not to be so.
    pub denies: bool,
}

impl Quoted {
    fn of(voice: &Voice, denies: bool) -> Quoted {
        Quoted {
            speaker: voice.speaker.clone(),
            stance: voice.stance.to_string(),
            relays: voice.relays.clone(),
            outlet: voice.outlet.clone(),
            published: voice.published.clone(),
            quote: voice.quote.clone(),
            claim: voice.claim.clone(),
            denies,
        }
    }
}

/// One name under which an incident is found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facet {
    /// `actor`, `recipient`, `third`, `type`, `place`, `country`, `speaker` or `outlet`; `actor_as`, `recipient_as`, `third_as`: a code, a
    /// person or a name under which a party takes part in this incident, while others of it may not.
    pub role: &'static str,
    /// What is the same under all its names.
    pub key: String,
    /// Its names and codes, in lower case.
    pub names: BTreeSet<String>,
}

impl IncidentRow {
    /// The row of an incident, `claims` being its claims in its own order.
    pub fn of(incident: &Incident, claims: &[&Claim]) -> IncidentRow {
        let mended: Vec<Cow<'_, Claim>> = core(incident, claims).into_iter().map(|c| incident.mended.claim(c)).collect();
        let core: Vec<&Claim> = mended.iter().map(AsRef::as_ref).collect();
        let corrected = |f: &Field| {
            let correction = f.corrected.clone()?;
            Some(CorrectedField { field: f.name.to_owned(), correction })
        };
        let killed = incident.tolls.iter().find(|t| t.what == "killed");
        let disputed = |f: &&Field| f.standing.as_ref().is_some_and(|s| s.standing == Standing::Disputed);
        let modes: BTreeSet<String> =
            core.iter().filter_map(|c| c.event.as_ref()).flat_map(|e| &e.modes).map(|m| m.to_string()).collect();
        IncidentRow {
            id: incident.id.clone(),
            title: title(incident, claims),
            family: incident.family.to_owned(),
            types: incident.types.clone(),
            modes: modes.into_iter().collect(),
            from: incident.from.clone(),
            to: incident.to.clone(),
            place: incident.place.as_ref().map(|p| PlaceRow {
                name: p.name.clone(),
                geonames: p.geonames,
                country: p.country.clone(),
                admin1: p.admin1.clone(),
                lat: p.lat,
                lon: p.lon,
                radius_km: p.radius_km,
                precision: p.precision.to_string(),
            }),
            actors: parties(core.iter().filter(|c| c.event.is_some()).flat_map(|c| &c.actors)),
            recipients: parties(core.iter().flat_map(|c| &c.recipients)),
            third_parties: parties(core.iter().flat_map(|c| &c.third_parties)),
            standing: incident.standing.clone(),
            disputed: incident.fields.iter().filter(disputed).map(|f| f.name.to_owned()).collect(),
            corrected: incident.fields.iter().filter_map(corrected).collect(),
            not_so: incident.not_so,
            unreal: incident.unreal,
            reports: incident.reports,
            texts: incident.texts,
            claims: incident.claim_ids.len(),
            killed_low: killed.and_then(|t| t.low),
            killed_high: killed.and_then(|t| t.high),
            quotes: quotes(incident),
        }
    }
}

/// The claims of the incident's own kind of act.
fn core<'c>(incident: &Incident, claims: &[&'c Claim]) -> Vec<&'c Claim> {
    let told = incident.mended.told.unwrap_or(incident.family);
    claims.iter().copied().filter(|c| is_core(c, told)).collect()
}

/// Parties, each once, by its commonest name; of equals the first in the alphabet. Those told most often first.
fn parties<'e>(entities: impl Iterator<Item = &'e Entity>) -> Vec<Party> {
    let mut told: BTreeMap<(String, Option<String>), BTreeMap<(bool, String), (usize, &'e Entity)>> = BTreeMap::new();
    for entity in entities {
        let own = matches!(entity.kind.as_ref(), "state" | "government" | "armed_group" | "igo" | "ngo");
        let names = told.entry((key(entity), entity.role.as_ref().map(|r| r.to_string()))).or_default();
        names.entry((own, name(entity))).or_insert((0, entity)).0 += 1;
    }
    let mut rows: Vec<(usize, Party)> = Vec::new();
    for ((key, role), names) in told {
        let total = names.values().map(|n| n.0).sum();
        // Of equals the first, which is why a later one must be told more often.
        let best = names.iter().reduce(|a, b| if (b.0.0, b.1.0) > (a.0.0, a.1.0) { b } else { a });
        if let Some(((_, name), (_, entity))) = best {
            rows.push((total, Party { key, name: name.clone(), code: entity.code.clone(), kind: entity.kind.to_string(), role }));
        }
    }
    rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    rows.into_iter().map(|r| r.1).collect()
}

/// One quote a speaker, the first of each: of what happened, then of how many.
fn quotes(incident: &Incident) -> Vec<Quoted> {
    let fields = incident.fields.iter().filter(|f| matches!(f.name, "what" | "how_many"));
    let values = fields.flat_map(|f| &f.values);
    let voices = values.flat_map(|v| v.asserted.iter().map(|x| (x, false)).chain(v.denied.iter().map(|x| (x, true))));
    let mut seen = BTreeSet::new();
    let mut quotes = Vec::new();
    for (voice, denies) in voices {
        if quotes.len() < QUOTES && seen.insert((voice.speaker.as_str(), denies)) {
            quotes.push(Quoted::of(voice, denies));
        }
    }
    quotes
}

/// The names under which an incident is found, `claims` being its claims, `outlets` the outlets of their reports.
pub fn facets<'o>(incident: &Incident, claims: &[&Claim], outlets: impl Iterator<Item = &'o str>) -> Vec<Facet> {
    let mut all: BTreeMap<(&'static str, String), BTreeSet<String>> = BTreeMap::new();
    let mut add = |role: &'static str, key: String, names: Vec<&str>| {
        let slot = all.entry((role, key)).or_default();
        slot.extend(names.into_iter().filter(|n| !n.is_empty()).map(str::to_lowercase));
    };
    for claim in core(incident, claims) {
        let claim = &*incident.mended.claim(claim);
        let mut entities: Vec<([&'static str; 2], &Entity)> =
            claim.recipients.iter().map(|e| (["recipient", "recipient_as"], e)).collect();
        if claim.event.is_some() || claim.obligation.is_some() {
            entities.extend(claim.actors.iter().map(|e| (["actor", "actor_as"], e)));
        }
        entities.extend(claim.third_parties.iter().map(|e| (["third", "third_as"], e)));
        for ([role, role_as], entity) in entities {
            // A state is found under its name whoever acts for it; under a code, a minister's or a ministry's name only where told.
            let own = entity.kind == "state" || entity.code.as_ref() != Some(&party(entity));
            let key = key(entity);
            add(role, key.clone(), vec![if own { &entity.name } else { "" }, &key]);
            for one in entity.code.iter().chain(&entity.person).chain([&entity.name]).filter(|one| !one.is_empty()) {
                add(role_as, format!("as {}", one.to_lowercase()), vec![one]);
            }
        }
        if let Some(event) = &claim.event {
            std::iter::once(event.kind.as_str())
                .chain(event.modes.iter().map(|m| m.as_ref()))
                .for_each(|k| add("type", k.to_lowercase(), vec![k]));
        }
        if let Some(figure) = &claim.figure {
            add("type", figure.what.to_lowercase(), vec![&figure.what]);
        }
        if let Some(obligation) = &claim.obligation {
            add("type", obligation.term.to_lowercase(), vec![&obligation.term]);
        }
        if let Some(place) = claim.place.as_ref().filter(|p| !p.name.is_empty()) {
            add("place", place.name.to_lowercase(), vec![&place.name]);
            place.admin1.iter().for_each(|a| add("place", a.to_lowercase(), vec![a]));
            place.country.iter().for_each(|c| add("country", c.clone(), vec![c]));
        }
    }
    add("type", incident.family.to_owned(), vec![incident.family]);
    for toll in incident.tolls.iter().filter(|t| t.corrected.is_some()) {
        add("type", toll.what.to_lowercase(), vec![&toll.what]);
    }
    for link in claims.iter().flat_map(|c| &c.attribution) {
        let (name, person) = (name(&link.source), link.source.person.as_deref().unwrap_or(""));
        let code = link.source.code.as_deref().unwrap_or("");
        add("speaker", name.to_lowercase(), vec![&name, person, code]);
    }
    for outlet in outlets {
        add("outlet", outlet.to_lowercase(), vec![outlet]);
    }
    all.into_iter().map(|((role, key), names)| Facet { role, key, names }).collect()
}

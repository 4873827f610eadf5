//! What the formats of other data sets can hold of a claim, and which claim stands for an incident.
//!
//! Event data have rows for what happened. They have no column for a denial, a condition or a plan; a row made of one would say
//! that it happened. Such claims are left out and counted, and stay in the formats of our own.

use crate::told::{Happening, Telling};
use dateline_coding::Claim;
use dateline_coding::claim::{Entity, Kind, Modality, Polarity};

/// Why a claim has no row in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LeftOut {
    NoEvent,
    Denied,
    NotReal,
    NoDay,
    NoDeaths,
    NotViolent,
    NoSides,
    NoState,
    NoSubEvent,
    BesideAssault,
    NoActors,
    TakenBack,
}

impl LeftOut {
    pub fn as_str(self) -> &'static str {
        match self {
            LeftOut::NoEvent => "no events",
            LeftOut::Denied => "denied or told as not so",
            LeftOut::NotReal => "planned, feared or conditional",
            LeftOut::NoDay => "without a day",
            LeftOut::NoDeaths => "without deaths told",
            LeftOut::NotViolent => "not violent",
            LeftOut::NoSides => "without an organised actor",
            LeftOut::NoState => "forces of a state that is not told",
            LeftOut::NoSubEvent => "without a sub-event of ACLED's",
            LeftOut::BesideAssault => "a mobilisation beside its attack",
            LeftOut::TakenBack => "told by reports alone that were taken back",
            LeftOut::NoActors => "without an actor or a recipient",
        }
    }
}

/// The first ten characters of a moment: its day.
pub(crate) fn day(moment: &str) -> &str {
    moment.get(..10).unwrap_or(moment)
}

/// First and last day that a claim tells, where it tells a whole one.
pub(crate) fn days(claim: &Claim) -> Option<(&str, &str)> {
    let when = claim.when.as_ref()?;
    let start = when.start.as_deref().filter(|d| d.len() >= 10).map(day)?;
    Some((start, when.end.as_deref().filter(|d| d.len() >= 10).map_or(start, day)))
}

/// Year, month and day of an ISO date.
pub(crate) fn parts(day: &str) -> Option<(i16, i8, i8)> {
    let date: jiff::civil::Date = day.parse().ok()?;
    Some((date.year(), date.month(), date.day()))
}

/// Whether somebody denies it or it is told as not so.
pub(crate) fn denied(claim: &Claim) -> bool {
    claim.polarity == Polarity::Negative
}

/// Whether an event claim can be a row that says that it happened. What is to come is a row only under the types that mean so.
pub(crate) fn happened(claim: &Claim) -> Result<(), LeftOut> {
    let Some(event) = claim.event.as_ref().filter(|_| claim.kind == Kind::Event) else { return Err(LeftOut::NoEvent) };
    if denied(claim) {
        return Err(LeftOut::Denied);
    }
    let promise = matches!(plover(event), "AGREE" | "CONCEDE" | "THREATEN");
    match claim.modality {
        Modality::Actual => Ok(()),
        Modality::Future if promise => Ok(()),
        _ => Err(LeftOut::NotReal),
    }
}

/// PLOVER's type, also of a type of the user's own.
pub(crate) fn plover(event: &dateline_coding::claim::Event) -> &str {
    event.parent.as_deref().unwrap_or(&event.kind)
}

/// CAMEO's code of an event claim.
pub(crate) fn cameo_code(claim: &Claim) -> Option<&'static crate::codes::Cameo> {
    let event = claim.event.as_ref()?;
    let own = event.cameo.as_deref().and_then(crate::codes::cameo);
    own.or_else(|| crate::codes::cameo_of(plover(event), event.modes.first().map(AsRef::as_ref)))
}

/// PLOVER codes no MOBILIZE where an ASSAULT is told: a mobilisation that the words of an attack in the same report overlap.
pub(crate) fn beside_assault(told: &[Telling<'_>], claim: &Claim) -> bool {
    let mobilises = claim.event.as_ref().is_some_and(|e| plover(e) == "MOBILIZE");
    mobilises
        && told.iter().any(|other| {
            let attack = other.claim.event.as_ref().is_some_and(|e| plover(e) == "ASSAULT") && !denied(other.claim);
            let (a, b) = (&other.claim.evidence, &claim.evidence);
            attack && other.claim.report.id == claim.report.id && a.start < b.end && b.start < a.end
        })
}

/// What stands for an incident in formats that have one row for it.
pub(crate) struct MainAct<'a> {
    /// The claim that has most in common with the others of its type.
    pub claim: &'a Claim,
    /// Who did it.
    pub actors: Vec<&'a Entity>,
    /// To whom.
    pub recipients: Vec<&'a Entity>,
}

/// Claims compared for the main one; of a very large incident the first ones.
const COMPARED: usize = 200;

/// The main act where it is told as done; else why it has no row in formats that only hold what happened.
pub(crate) fn done<'a>(happening: &Happening<'a>) -> Result<MainAct<'a>, LeftOut> {
    let main = main_act(happening).ok_or(LeftOut::NoEvent)?;
    happened(main.claim).map(|()| main)
}

/// The main act of an incident: of the commonest type, told as done, with most in common with the others; of equals the first.
pub(crate) fn main_act<'a>(happening: &Happening<'a>) -> Option<MainAct<'a>> {
    let types = &happening.incident.types;
    let rank = |c: &Claim| c.event.as_ref().and_then(|e| types.iter().position(|t| *t == e.kind));
    let upheld = happening.upheld();
    let told = upheld.as_ref().map_or(&happening.told, |h| &h.told);
    let events: Vec<&'a Claim> = told.iter().map(|t| t.claim).filter(|c| rank(c).is_some()).take(COMPARED).collect();
    let name = |list: &[Entity]| list.first().map(|e| e.name.clone());
    let mode = |c: &Claim| c.event.as_ref().and_then(|e| e.modes.first().cloned());
    let place = |c: &Claim| c.place.as_ref().map(|p| p.name.clone());
    let support = |c: &Claim| {
        let mut sum = if rank(c) == Some(0) { 1_000 } else { 0 };
        sum += if denied(c) { 0 } else { 4_000 } + if c.modality == Modality::Actual { 2_000 } else { 0 };
        for other in &events {
            sum += 2 * i32::from(mode(c) == mode(other));
            sum += 2 * i32::from(!c.actors.is_empty() && name(&c.actors) == name(&other.actors));
            sum += i32::from(!c.recipients.is_empty() && name(&c.recipients) == name(&other.recipients));
            sum += i32::from(c.place.is_some() && place(c) == place(other));
        }
        sum
    };
    let claim = events.iter().copied().map(|c| (support(c), c)).reduce(|a, b| if b.0 > a.0 { b } else { a })?.1;
    let same = |c: &&&'a Claim| c.event.as_ref().map(|e| &e.kind) == claim.event.as_ref().map(|e| &e.kind) && !denied(c);
    // What the main claim leaves open another one of its kind may tell.
    let side = |own: &'a [Entity], of: fn(&'a Claim) -> &'a [Entity]| -> Vec<&'a Entity> {
        let other = || events.iter().filter(same).map(|c| of(c)).find(|list| !list.is_empty()).unwrap_or(&[]);
        if own.is_empty() { other().iter().collect() } else { own.iter().collect() }
    };
    let actors = side(&claim.actors, |c| &c.actors);
    let mut recipients = side(&claim.recipients, |c| &c.recipients);
    recipients.retain(|r| !actors.iter().any(|a| a.id == r.id && a.name == r.name));
    Some(MainAct { claim, actors, recipients })
}

/// How an entity stands to the use of force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearer {
    /// A state, its government or forces.
    State,
    /// An organised armed group.
    Group,
    /// Who bears no arms.
    Civilians,
    /// International bodies and their forces.
    Body,
    /// Nobody can tell.
    Unknown,
}

/// The state that an entity is, or whose government or forces it is: not a force of its own that is only counted among them.
pub(crate) fn polity(entity: &Entity) -> Option<&'static crate::codes::Country> {
    let land = entity.code.as_deref().and_then(crate::codes::country)?;
    // `SYR/MIL` is the army; `SYR//` somebody of whom no more than the country is known.
    let own = entity.id == land.iso3
        || entity.id.strip_prefix(land.iso3).and_then(|rest| rest.strip_prefix('/')).is_some_and(|rest| !rest.contains('/'));
    let kind = matches!(entity.kind.as_ref(), "state" | "government" | "force");
    Some(land).filter(|c| kind && (own || c.name == entity.name))
}

/// Whether a bearer of arms, or none.
pub(crate) fn bearer(entity: &Entity) -> Bearer {
    let code = entity.code.as_deref().unwrap_or("");
    match (entity.kind.as_ref(), entity.sector.as_deref()) {
        (_, Some("REB" | "UAF" | "CRM")) => Bearer::Group,
        ("armed_group", Some("MIL" | "GOV" | "COP" | "SPY")) => Bearer::State,
        // The leader of an armed group is coded with its name and the country that it fights in.
        ("government", _) if entity.person.is_some() && polity(entity).is_none() => Bearer::Group,
        ("armed_group", _) => Bearer::Group,
        ("igo", _) => Bearer::Body,
        _ if matches!(code, "UNO" | "IGO" | "EUR") => Bearer::Body,
        (_, Some("MIL" | "COP" | "SPY" | "GOV" | "PRM")) => Bearer::State,
        ("population" | "person" | "facility" | "ngo" | "outlet", _) => Bearer::Civilians,
        // A people, or members of something of which no more than the country is known.
        (_, None) if entity.id.starts_with("pop:") => Bearer::Civilians,
        (_, None) if entity.id.ends_with("//") => Bearer::Unknown,
        (_, Some(_)) => Bearer::Civilians,
        ("state" | "government" | "force", None) => Bearer::State,
        _ => Bearer::Unknown,
    }
}

//! What lexicon and gazetteer know of a corrected value, kept with the correction: the record itself knows neither.

use dateline_engine::claim::{Entity, Event, Term, Where};
use dateline_engine::{Claim, Lexicon};
use dateline_lexicon::{Actor, Deed, Sense};
use dateline_record::{Corrected, Incident, Known, country_of};

/// What is known of `value`; `None` where nothing has to be: a day, a number, what `told`, the claims of the incident, tell themselves.
pub(crate) fn known(value: &Corrected, told: &[Claim], incident: &Incident, lexicon: &Lexicon) -> Option<Known> {
    match value {
        Corrected::What { kind, mode } => {
            let is = |e: &Event| e.kind == *kind && mode.as_ref().is_none_or(|mode| e.modes.iter().any(|m| m == mode));
            if told.iter().filter_map(|c| c.event.as_ref()).any(is) {
                return None;
            }
            Some(Known { event: Some(event(kind, mode.as_deref(), told, lexicon)), ..Known::default() })
        }
        Corrected::Parties(names) => {
            let parties = names.iter().map(|name| party(name, told, lexicon)).collect::<Option<Vec<_>>>()?;
            Some(Known { parties, ..Known::default() })
        }
        Corrected::Where(name) => {
            place(name, told, incident, lexicon).map(|place| Known { place: Some(place), ..Known::default() })
        }
        _ => None,
    }
}

/// The event with what is derived from its type: for ACLED's sub-event between those whom the claims tell.
fn event(kind: &str, mode: Option<&str>, told: &[Claim], lexicon: &Lexicon) -> Event {
    let predicates = &lexicon.predicates;
    let act = told.iter().find(|c| c.event.is_some());
    let sectors = |list: &'_ [Entity]| -> Vec<String> {
        let sector = |e: &Entity| e.sector.clone().or_else(|| (e.kind == "state").then(|| "state".to_owned()));
        list.iter().filter_map(sector).collect()
    };
    let (actors, others) = act.map(|c| (sectors(&c.actors), sectors(&c.recipients))).unwrap_or_default();
    let [actors, others]: [Vec<&str>; 2] = [&actors, &others].map(|list| list.iter().map(String::as_str).collect());
    let modes = Vec::from_iter(mode);
    // What the words say is what was corrected: the sub-event follows from type and mode.
    let deed = Deed { kind, modes: &modes, actors: &actors, others: &others, ..Deed::default() };
    let parent = predicates.own_types().find(|(name, _)| *name == kind).and_then(|(_, own)| own.parent.clone());
    Event {
        kind: kind.to_owned(),
        parent: parent.map(Term::Owned),
        modes: mode.map(|m| Term::Owned(m.to_owned())).into_iter().collect(),
        acled: predicates.acled(&deed).map(|name| Term::Owned(name.to_owned())),
        quad: predicates.quad(kind),
        score: predicates.score(kind, mode),
        ..Event::default()
    }
}

/// The party of a name or of a state's code: as a claim tells it, else as the lexicon does; `None` where neither knows it.
fn party(called: &str, told: &[Claim], lexicon: &Lexicon) -> Option<Entity> {
    let sides = told.iter().flat_map(|c| c.actors.iter().chain(&c.recipients).chain(&c.third_parties));
    if let Some(told) = sides.into_iter().find(|e| e.name.eq_ignore_ascii_case(called)) {
        return Some(Entity { role: None, either: false, via: "corrected".to_owned(), ..told.clone() });
    }
    let code = lexicon.actors.state_by_code(called);
    let named = || {
        lexicon.look_up(called)?.senses.iter().find_map(|sense| match sense {
            Sense::Actor(id) => Some(*id),
            _ => None,
        })
    };
    code.or_else(named).map(|id| entity(lexicon.actors.get(id)))
}

fn entity(actor: &Actor) -> Entity {
    Entity {
        id: actor.id.clone(),
        name: actor.name.clone(),
        code: Some(actor.code.clone()).filter(|code| !code.is_empty()),
        sector: actor.sector.clone(),
        kind: Term::Borrowed(actor.kind.as_str()),
        via: "corrected".to_owned(),
        ..Entity::default()
    }
}

/// The place of a name; `None` where a claim tells it, which is then meant, or where it is not clear. Of several in the gazetteer the
/// one in the country that is told (`Idlib (SYR)`), else in that of the incident; without either only a name that one place alone has.
fn place(called: &str, told: &[Claim], incident: &Incident, lexicon: &Lexicon) -> Option<Where> {
    let (name, country) = country_of(called);
    let is = |p: &Where| p.name.eq_ignore_ascii_case(name) && country.is_none_or(|c| p.country.as_deref() == Some(c));
    if told.iter().filter_map(|c| c.place.as_ref()).any(is) {
        return None;
    }
    let gazetteer = lexicon.places();
    let found = gazetteer.surface(name).map(|s| s.candidates).unwrap_or_default();
    let found: Vec<_> = found.into_iter().map(|c| gazetteer.place(c.id)).collect();
    let wanted = country.or(incident.place.as_ref().and_then(|p| p.country.as_deref()));
    let near = found.iter().find(|p| wanted.is_some() && p.country == wanted);
    let Some(place) = near.or(found.first().filter(|_| country.is_none() && found.len() == 1)) else {
        eprintln!(
            "warning[place] which {called} is meant is not known: the name is kept without a point; a country helps, as in Idlib (SYR)"
        );
        return None;
    };
    let precision = place.kind.precision();
    // A region has a middle in the gazetteer; that is no place where something happened.
    let point = place.point.filter(|_| !matches!(precision, "country" | "region" | "unknown"));
    let round = |degrees: f64| (degrees * 1000.0).round() / 1000.0;
    Some(Where {
        name: name.to_owned(),
        geonames: place.geonames,
        country: place.country.map(str::to_owned),
        admin1: place.admin1.map(str::to_owned),
        lat: point.map(|p| round(p.0)),
        lon: point.map(|p| round(p.1)),
        radius_km: (place.radius_km > 0.0).then(|| (place.radius_km * 10.0).round() / 10.0),
        precision: precision.into(),
        ..Where::default()
    })
}

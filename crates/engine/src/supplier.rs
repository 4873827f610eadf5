//! Who supplied a report, as its source tells (`infoSources` of ninjs): the first links of every claim's attribution.

use dateline_coding::claim::{Claim, Entity, Link, Relation, Stance};
use dateline_lexicon::{Actor, ActorKind, Lexicon, Sense};
use dateline_text::Report;

/// Puts the suppliers before the speakers that the text names. An id within the report (`s1`, `s2`, …) stands for one that the
/// lexicon does not know; nothing is guessed of it.
pub(crate) fn attribute(report: &Report, lexicon: &Lexicon, claims: &mut [Claim]) {
    let publisher = report.publisher.as_deref().unwrap_or("");
    let suppliers: Vec<Entity> = (1..)
        .zip(&report.suppliers)
        // The outlet itself is told with the report.
        .filter(|(_, name)| !name.eq_ignore_ascii_case(publisher))
        .map(|(number, name)| entity(number, name, lexicon))
        .collect();
    if suppliers.is_empty() {
        return;
    }
    for claim in claims {
        let links = suppliers.iter().map(|source| Link {
            source: source.clone(),
            stance: Stance::Reports,
            cue: None,
            relation: relation(source, claim),
        });
        let links: Vec<Link> = links.collect();
        claim.attribution.splice(0..0, links);
    }
}

fn entity(number: usize, name: &str, lexicon: &Lexicon) -> Entity {
    let known = lexicon.look_up(name).and_then(|known| {
        known.senses.iter().find_map(|sense| match sense {
            Sense::Actor(id) if lexicon.actors.get(*id).kind != ActorKind::Person => Some(lexicon.actors.get(*id)),
            _ => None,
        })
    });
    let via = "told as the source of the report".to_owned();
    match known {
        Some(actor) => of_actor(actor, via),
        None => Entity { id: format!("s{number}"), name: name.to_owned(), kind: "organisation".into(), via, ..Entity::default() },
    }
}

fn of_actor(actor: &Actor, via: String) -> Entity {
    Entity {
        id: actor.id.clone(),
        name: actor.name.clone(),
        code: Some(actor.code.clone()).filter(|c| !c.is_empty()),
        sector: actor.sector.clone(),
        kind: actor.kind.as_str().into(),
        via,
        ..Entity::default()
    }
}

/// How a supplier stands to a claim: as a party to it where it acts or is acted upon.
fn relation(source: &Entity, claim: &Claim) -> Relation {
    let same = |e: &Entity| e.id == source.id || e.code.is_some() && e.code == source.code;
    match source.kind.as_ref() {
        "outlet" => Relation::Outlet,
        "ngo" => Relation::Monitor,
        "igo" => Relation::ThirdParty,
        _ if claim.actors.iter().any(same) => Relation::Party,
        _ if claim.recipients.iter().any(same) && claim.event.as_ref().is_some_and(|e| e.quad >= Some(3)) => Relation::Opponent,
        _ if claim.recipients.iter().any(same) => Relation::Party,
        _ => Relation::ThirdParty,
    }
}

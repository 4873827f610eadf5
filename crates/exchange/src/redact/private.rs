//! Who is a private person: a human being of whom no state's office, no body, no armed group or party and no public office is told.
//!
//! What a nationality, a town or a trade makes of somebody (*a Syrian farmer*, *a resident of Aleppo*, *the driver of a bus*) makes nobody
//! public: `code` and `sector` alone decide nothing.

use dateline_coding::claim::Entity;
use dateline_lexicon::Lexicon;

/// Sectors of those who serve a state, an armed group or a party; the others (`CVL`, `EDU`, `MED`, `JRN`, …) are what people are.
const SERVES: [&str; 9] = ["GOV", "MIL", "COP", "SPY", "LEG", "JUD", "REB", "PRM", "PTY"];

/// Nouns that stand in the place of an office and are a trade or a part: whoever has no other is private.
const TRADES: [&str; 17] = [
    "analyst",
    "attorney",
    "author",
    "candidate",
    "commentator",
    "defense lawyer",
    "economist",
    "expert",
    "historian",
    "insider",
    "informed source",
    "lawyer",
    "member",
    "military analyst",
    "negotiator",
    "owner",
    "source",
];

/// Nouns that are an office only of a body that is told: the director of the Observatory, not the director of a bakery.
const OF_BODIES: [&str; 17] = [
    "administrator",
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "chief",
    "co-chairman",
    "co-founder",
    "coordinator",
    "country director",
    "delegate",
    "deputy head",
    "director",
    "executive director",
    "founder",
    "head",
    "manager",
];

/// Whether an entity is a human being at all.
pub(crate) fn is_human(entity: &Entity) -> bool {
    entity.kind == "person" || entity.person.is_some()
}

/// Whether an entity is a private person.
pub(crate) fn is_private(entity: &Entity) -> bool {
    if !is_human(entity) || in_lexicon(entity) {
        return false;
    }
    let told = entity.code.is_some();
    if entity.office.as_deref().is_some_and(|office| is_public_office(office, told)) {
        return false;
    }
    // The name is that of the state, body or group for which the person acts.
    let person = entity.person.as_deref().unwrap_or(&entity.name);
    let acts_for = !entity.name.is_empty() && entity.name != person;
    let serves = told && entity.sector.as_deref().is_some_and(|s| SERVES.contains(&s));
    !acts_for && !serves
}

/// Whether the lexicon, which holds public figures only, knows the person; the coder says so in `via`.
fn in_lexicon(entity: &Entity) -> bool {
    entity.via.contains(" by the lexicon") || entity.via.ends_with(" in the lexicon")
}

/// Whether who has this office is public; `of_body`: it is told of which state or body.
fn is_public_office(office: &str, of_body: bool) -> bool {
    !TRADES.contains(&office) && (of_body || !OF_BODIES.contains(&office))
}

/// Whether a noun beside a name (`minister`, `Colonel`, `spokesman`) tells a public office.
pub(super) fn tells_office(lexicon: &Lexicon, noun: &str) -> bool {
    let noun = noun.to_lowercase();
    let Some(agent) = lexicon.agents.get(&noun) else { return false };
    matches!(agent.kind.as_str(), "office" | "official" | "spokesperson") && is_public_office(&agent.lemma, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, code: Option<&str>, sector: Option<&str>, office: Option<&str>) -> Entity {
        Entity {
            kind: "person".into(),
            name: name.to_owned(),
            person: Some("Nadia Mansour".to_owned()),
            code: code.map(str::to_owned),
            sector: sector.map(Into::into),
            office: office.map(Into::into),
            ..Entity::default()
        }
    }

    #[test]
    fn neither_nationality_nor_trade_makes_anybody_public() {
        let name = "Nadia Mansour";
        assert!(is_private(&one(name, None, None, None)));
        assert!(is_private(&one(name, Some("SYR"), Some("CVL"), None)));
        assert!(is_private(&one(name, Some("SYR"), Some("EDU"), None)));
        assert!(is_private(&one(name, Some("SYR"), Some("JRN"), Some("lawyer"))));
        assert!(is_private(&one(name, None, None, Some("director"))));
    }

    #[test]
    fn offices_bodies_and_groups_do() {
        let name = "Nadia Mansour";
        assert!(!is_private(&one(name, None, None, Some("mayor"))));
        assert!(!is_private(&one("Syria", Some("SYR"), Some("GOV"), None)));
        assert!(!is_private(&one(name, Some("SYR"), Some("REB"), None)));
        assert!(!is_private(&one(name, Some("NGO"), None, Some("director"))));
        let known = Entity { via: "“Nadia Mansour” in the lexicon".to_owned(), ..one(name, None, None, None) };
        assert!(!is_private(&known));
    }
}

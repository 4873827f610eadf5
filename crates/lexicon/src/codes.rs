//! The closed vocabularies that actor tables are checked against.

/// PLOVER's sectors.
pub const SECTORS: &[&str] = &[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN",
    "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
];

/// Codes of actors that are no state.
pub const SUPRANATIONAL: &[&str] = &["UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"];

/// Kinds of acting common nouns.
pub const AGENT_KINDS: &[&str] =
    &["office", "institution", "force", "body", "people", "group", "official", "spokesperson", "platform", "medium"];

/// How a body usually stands to what it tells.
pub const RELATIONS: &[&str] = &["monitor", "third_party"];

/// Owners of outlets.
pub const OWNERS: &[&str] = &["state", "public", "private"];

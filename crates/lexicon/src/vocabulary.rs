//! The closed vocabularies that lexicon files may use: PLOVER's types, modes, contexts.
//!
//! PLOVER is the work of the Open Event Data Alliance (CC BY-SA 4.0); what each word means here is told in docs/CODEBOOK.md.

/// Types with their modes.
pub const TYPES: &[(&str, &[&str])] = &[
    ("AGREE", &[]),
    ("CONSULT", &["visit", "third-party", "multilateral", "phone"]),
    ("SUPPORT", &[]),
    ("CONCEDE", &[]),
    ("COOPERATE", &[]),
    ("AID", &[]),
    ("RETREAT", &["withdraw", "release", "disarm", "ceasefire", "access", "resign"]),
    ("REQUEST", &["assist", "change", "yield", "meet"]),
    ("ACCUSE", &["disapprove", "investigate", "allege"]),
    ("REJECT", &["assist", "change", "yield", "meet"]),
    ("THREATEN", &["restrict", "arrest", "relations", "expel", "territory", "violence"]),
    ("PROTEST", &["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"]),
    ("SANCTION", &["convict", "expel", "withdraw", "discontinue"]),
    ("MOBILIZE", &["troops", "weapons", "police", "militia"]),
    (
        "COERCE",
        &["seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"],
    ),
    (
        "ASSAULT",
        &[
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ],
    ),
];

/// Contexts.
pub const CONTEXTS: &[&str] = &[
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
];

/// Roles of third parties.
pub const ROLES: &[&str] = &["mediator", "host", "guarantor", "monitor", "broker", "chair"];

/// Terms of obligations.
pub const TERMS: &[&str] = &[
    "cease_fire",
    "non_use_of_force",
    "protect_civilians",
    "prisoner_list",
    "release_prisoners",
    "return_bodies",
    "withdraw",
    "access",
    "monitoring",
    "resume_talks",
    "demining",
    "other",
];

/// What figures count.
pub const COUNTED: &[&str] =
    &["killed", "wounded", "casualties", "captured", "missing", "displaced", "arrested", "evacuated", "released", "abducted"];

/// Whether `kind` is a type of PLOVER.
pub fn is_type(kind: &str) -> bool {
    TYPES.iter().any(|(t, _)| *t == kind)
}

/// Whether `mode` is a mode of `kind`.
pub fn is_mode(kind: &str, mode: &str) -> bool {
    TYPES.iter().any(|(t, modes)| *t == kind && modes.contains(&mode))
}

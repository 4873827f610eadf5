//! When an act to come is the threat of its doer.

use crate::event::{Found, first_person};
use crate::graph::Graph;
use crate::speech;
use dateline_syntax::Deprel;

/// Whether the doer of a future act announces it: no speaker, or one of its own party. What others say will happen is a forecast.
pub(super) fn own_word(graph: &Graph<'_>, found: &Found<'_>, speakers: &[speech::Speaker]) -> bool {
    // "We will attack them", he said.
    let of_power = speakers.iter().any(|s| s.ent.code.is_some() || s.ent.sector.is_some());
    if found.actors.is_empty() && of_power && graph.args(found.at.word).subj.iter().any(|&s| first_person(graph, s)) {
        return true;
    }
    let named = found.actors.iter().any(|a| a.code.is_some());
    let own = |s: &speech::Speaker| {
        s.ent.is_outlet() || found.actors.iter().any(|a| a.key == s.ent.key || a.party.is_some() && a.party == s.ent.party)
    };
    named && speakers.iter().all(own)
}

/// Whether a verb is told as to come: "would strike if attacked".
pub(super) fn announced(graph: &Graph<'_>, verb: usize) -> bool {
    graph.kids_in(verb, &[Deprel::Aux, Deprel::AuxPass]).any(|k| matches!(graph.lemma(k), "will" | "would" | "shall"))
}

/// Mode of the threat that an announced act is.
pub(super) fn threatened(kind: &str) -> &'static str {
    match kind {
        "SANCTION" => "relations",
        "COERCE" => "restrict",
        _ => "violence",
    }
}

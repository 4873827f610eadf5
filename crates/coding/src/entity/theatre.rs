//! Where a report plays: the country of those whose country nobody tells.

use crate::document::Document;
use crate::graph::Graph;
use dateline_syntax::{Deprel, NameClass};
use std::collections::BTreeMap;

/// The country that the report plays in, and whether its places decided. The names of states and peoples count first, so
/// that exchanging two parties exchanges the answer, and where a name tells a place ("in Syria", "the Syrian town") it counts for
/// more: who bombs a country is named as often as the country. Where two are named about as often, the places tell.
pub(super) fn theatre(doc: &Document<'_>) -> (Option<String>, bool) {
    let words = doc.graphs.iter().flat_map(|graph| (0..graph.len()).map(move |w| (graph, w)));
    let words = words.filter(|&(graph, w)| !abroad(doc, graph, w));
    let votes: Vec<(String, bool)> =
        words.filter_map(|(graph, w)| Some((named_country(doc, graph, w)?, locates(doc, graph, w)))).collect();
    let named =
        ranking(votes.iter().flat_map(|(code, inside)| std::iter::repeat_n(code.clone(), if *inside { LOCATED } else { 1 })));
    let places = ranking(doc.toponyms.iter().filter(|t| t.precision != "country").filter_map(|t| t.country.clone()));
    let towns = leader(&places);
    if let Some(code) = leader(&named) {
        // Soldiers abroad: no word puts anything in the country that is named most, and the towns of another are named more often.
        let inside = votes.iter().any(|(c, inside)| *inside && *c == code);
        let often = named.first().map_or(0, |n| n.1);
        if inside || towns.is_none() || places.first().is_none_or(|p| p.1 < 2 || p.1 <= often) {
            return (Some(code), false);
        }
    }
    (towns, true)
}

/// Participles that tie a state to somebody who is none of it: "Ethiopian-backed troops".
const TIED: &[&str] = &[
    "back",
    "base",
    "based",
    "lead",
    "link",
    "ally",
    "support",
    "train",
    "sponsor",
    "fund",
    "finance",
    "broker",
    "mediate",
    "make",
    "build",
    "supply",
    "arm",
    "sponsored",
    "backed",
    "led",
    "linked",
    "allied",
    "mediated",
    "brokered",
    "made",
    "built",
    "trained",
];

/// Whether a name of a state or people says that something is not of it, or beside it: "Iranian-backed", "anti-Iranian", "the
/// Egyptian border", "the border with Egypt".
fn abroad(doc: &Document<'_>, graph: &Graph<'_>, word: usize) -> bool {
    let lemma = |w: usize| graph.lemma(w).to_lowercase();
    let tied = graph.tree.words.get(word + 1).is_some_and(|w| w.lemma == "-")
        && word + 2 < graph.len()
        && TIED.contains(&lemma(word + 2).as_str());
    let border = |h: usize| doc.lexicon.predicates.in_class("frontier", &lemma(h)) && !matches!(lemma(h).as_str(), "front");
    let beside = match graph.rel(word) {
        Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => graph.head(word).is_some_and(border),
        Deprel::Nmod => graph.case(word).as_deref() == Some("with") && graph.head(word).is_some_and(border),
        _ => false,
    };
    tied || beside || opposed(graph, word)
}

/// `anti-Syrian`: against it, not of it.
pub(super) fn opposed(graph: &Graph<'_>, word: usize) -> bool {
    let lemma = |back: usize| word.checked_sub(back).map_or(String::new(), |w| graph.lemma(w).to_lowercase());
    lemma(1) == "anti-" || lemma(1) == "-" && lemma(2) == "anti" || graph.lemma(word).to_lowercase().starts_with("anti-")
}

/// How many mentions one that tells a place stands for: a choice from reading news, tuned on no set.
const LOCATED: usize = 3;

/// Whether a name of a state or people tells where: under a preposition of place, or beside a noun of place.
fn locates(doc: &Document<'_>, graph: &Graph<'_>, word: usize) -> bool {
    let inside = |w: usize| {
        matches!(
            graph.case(w).as_deref(),
            Some("in" | "inside" | "into" | "across" | "throughout" | "within" | "on" | "near" | "at")
        )
    };
    let noun = |w: usize| doc.lexicon.predicates.is_place_noun(&graph.lemma(w).to_lowercase()) && inside(w);
    match graph.rel(word) {
        Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => graph.head(word).is_some_and(noun),
        Deprel::Nmod | Deprel::Obl => {
            inside(word) || graph.case(word).as_deref() == Some("of") && graph.head(word).is_some_and(noun)
        }
        _ => false,
    }
}

/// The country that a word names for the theatre: a state or a people; not the country in the title of somebody who speaks or
/// holds an office, nor the home of an armed group, which is a fact of the world and no word of the report.
pub(super) fn named_country(doc: &Document<'_>, graph: &Graph<'_>, word: usize) -> Option<String> {
    let mark = graph.tree.words[word].mark?;
    match mark.class {
        NameClass::State | NameClass::Demonym => {
            let title = graph.path(word).skip(1).take(2).any(|h| {
                let agent = doc.lexicon.agents.get(&graph.lemma(h).to_lowercase());
                doc.is_title(graph, h) || agent.is_some_and(|a| a.kind == "spokesperson")
            });
            doc.state_code(mark.entry).filter(|_| !title)
        }
        _ => None,
    }
}

/// Countries by how often they are told; among equals the one told first.
pub(super) fn ranking(codes: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (order, code) in codes.filter(|c| c.len() == 3).enumerate() {
        counts.entry(code).or_insert((0, order)).0 += 1;
    }
    let mut ranked: Vec<(String, (usize, usize))> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(a.1.1.cmp(&b.1.1)));
    ranked.into_iter().map(|(code, (n, _))| (code, n)).collect()
}

/// The first country, where it clearly leads.
pub(super) fn leader(ranked: &[(String, usize)]) -> Option<String> {
    let second = ranked.get(1).map_or(0, |r| r.1);
    ranked.first().filter(|(_, n)| n * 2 >= second * 3).map(|(code, _)| code.clone())
}

//! Where: which of the sentence's places belongs to which predicate, and how it is written.

use super::*;
use crate::claim::Where;
use crate::distance;
use crate::place::Toponym;
use dateline_syntax::NameClass;

/// The place of a predicate.
pub(crate) fn place<'d>(
    doc: &'d Document<'_>,
    at: Loc,
    core: &[usize],
    predicates: &Predicates,
    material: bool,
) -> Option<&'d Toponym> {
    let graph = &doc.graphs[at.tree];
    // Words have the place where they are said; only what is done shares the place of its clause.
    let reach = if material { governors(graph, predicates, core) } else { core.to_vec() };
    let here: Vec<(&Toponym, usize, Option<usize>)> = doc
        .toponyms
        .iter()
        .filter(|t| t.mention.tree == at.tree)
        .map(|t| (t, top(graph, t.mention.first_word, t.mention.last_word)))
        .filter(|&(t, top)| located(graph, top, (core, &reach), material, polity(doc, at.tree, t)))
        .map(|(t, top)| (t, top, owner(graph, predicates, top)))
        .collect();
    // "At a house in the capital, weeks after the fighting": the fighting was elsewhere.
    let elsewhere = |&governor: &usize| !core.contains(&governor) && distance::apart(doc, at.tree, core[0], governor);
    for governor in reach {
        if !here.is_empty() && elsewhere(&governor) {
            break;
        }
        let own = here.iter().filter(|(_, _, o)| *o == Some(governor));
        // The finer place wins: `Sarmada refugee camp in Idlib province`.
        if let Some((toponym, ..)) = own.min_by_key(|(t, top, _)| (fineness(t.precision), top.abs_diff(core[0]))) {
            return Some(toponym);
        }
    }
    None
}

/// Whether a place name may stand for who governs there: a state, or its seat.
fn polity(doc: &Document<'_>, tree: usize, toponym: &Toponym) -> bool {
    let seat = |w: usize| doc.ents(tree, w).iter().any(|e| matches!(e.kind, "state" | "government"));
    toponym.precision == "country" || (toponym.mention.first_word..=toponym.mention.last_word).any(seat)
}

fn fineness(precision: &str) -> u8 {
    match precision {
        "exact" => 0,
        "settlement" => 1,
        "district" => 2,
        "province" => 3,
        "region" | "unknown" => 4,
        _ => 5,
    }
}

/// Whether the phrase around a place name puts something there: a locative preposition over it or over a noun that it
/// belongs to, or, for material acts, its being the object.
fn located(graph: &Graph<'_>, top: usize, (core, reach): (&[usize], &[usize]), material: bool, polity: bool) -> bool {
    let mut at = graph.first_conjunct(top);
    for _ in 0..6 {
        match graph.case(at).as_deref() {
            Some(
                "in" | "at" | "near" | "on" | "outside" | "inside" | "around" | "over" | "across" | "along" | "throughout"
                | "within" | "into" | "onto" | "toward" | "towards" | "from" | "off" | "beside" | "above" | "north" | "south"
                | "east" | "west" | "close" | "close to" | "next to",
            ) => return true,
            Some("of") => {}
            Some("to") => return material,
            Some(_) => return false,
            None => {}
        }
        match graph.rel(at) {
            // "Shelled the city, killing four": whom it killed was there.
            Deprel::Obj | Deprel::NsubjPass => {
                let result = |h: usize| {
                    reach.contains(&h)
                        && core.first().is_some_and(|&act| graph.rel(act) == Deprel::Advcl && graph.head(act) == Some(h))
                };
                return material && graph.head(at).is_some_and(|h| core.contains(&h) || result(h));
            }
            // `The town fell to rebels`: what falls is where it happened.
            Deprel::Nsubj if graph.head(at) == core.first().copied() && graph.lemma(core[0]) == "fall" => return material,
            // `Aleppo has witnessed air raids`: the place suffers what the support verb carries.
            Deprel::Nsubj => {
                return material && core.len() > 1 && graph.head(at).is_some_and(|h| core[1..].contains(&h) && h != core[0]);
            }
            // `the Bali bombings`: a town or island before an act; a state or its seat may be the doer.
            Deprel::Compound if at == top && material && graph.head(at).is_some_and(|h| core.contains(&h)) => return !polity,
            // `the US-Russia deal`: who, not where.
            Deprel::Compound | Deprel::Amod
                if at == top && graph.tree.words[top].mark.is_some_and(|m| m.class == NameClass::State) =>
            {
                return false;
            }
            Deprel::Nmod
            | Deprel::Compound
            | Deprel::Appos
            | Deprel::NmodPoss
            | Deprel::Flat
            | Deprel::Conj
            | Deprel::NmodDesc
            | Deprel::Amod => {}
            _ => return false,
        }
        match graph.head(at) {
            Some(head) if graph.upos(head) == Upos::Noun || graph.upos(head) == Upos::Propn || graph.upos(head) == Upos::Adj => {
                at = head
            }
            _ => return false,
        }
    }
    false
}

/// A place as the published layout has it.
pub(crate) fn where_of(doc: &Document<'_>, toponym: &Toponym) -> Where {
    let gazetteer = doc.lexicon.places();
    let place = toponym.place.map(|id| gazetteer.place(id));
    // A region has a middle in the gazetteer; that is no place where something happened.
    let point = |degrees: Option<f64>| degrees.filter(|_| !matches!(toponym.precision, "country" | "region" | "unknown"));
    Where {
        name: toponym.name.clone(),
        geonames: place.as_ref().and_then(|p| p.geonames),
        country: toponym.country.clone(),
        admin1: place.as_ref().and_then(|p| p.admin1).map(str::to_owned),
        lat: point(toponym.lat),
        lon: point(toponym.lon),
        radius_km: toponym.radius_km,
        precision: toponym.precision.into(),
        relation: toponym.relation.clone(),
        words: Some(doc.report.quote(toponym.phrase)),
        from: None,
        to: None,
    }
}

/// A border or front: a name and words, no point.
pub(crate) fn frontier(doc: &Document<'_>, name: &str, words: dateline_text::Span) -> Where {
    Where { name: name.to_owned(), precision: "region".into(), words: Some(doc.report.quote(words)), ..Where::default() }
}

/// Whether the words around a place name put something there.
pub(crate) fn located_at(graph: &Graph<'_>, toponym: &Toponym) -> bool {
    located(graph, top(graph, toponym.mention.first_word, toponym.mention.last_word), (&[], &[]), false, true)
}

/// A country alone, told by the demonym of those it happened to: no point, no radius.
pub(crate) fn country_of(doc: &Document<'_>, code: &str, words: dateline_text::Span) -> Where {
    let state = doc.lexicon.actors.state_by_code(code).map(|id| doc.lexicon.actors.get(id).name.clone());
    Where {
        name: state.unwrap_or_else(|| code.to_owned()),
        country: Some(code.to_owned()),
        precision: "country".into(),
        words: Some(doc.report.quote(words)),
        ..Where::default()
    }
}

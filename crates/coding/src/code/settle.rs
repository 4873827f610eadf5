//! What a draft still lacks once everything is found: of what country people are, and whether a bare noun tells anything.

use crate::document::Document;
use crate::draft::Draft;
use crate::entity::{Ent, Form, Loc};
use crate::graph::Graph;
use dateline_syntax::{Deprel, Upos};

/// People whose country nobody told belong to the country in which it happened to them.
pub(super) fn settle(doc: &Document<'_>, drafts: &mut [Draft]) {
    for d in drafts {
        if let Some(country) = d.place.and_then(|p| doc.toponyms.get(p)).and_then(|t| t.country.clone()) {
            for e in d.recipients.iter_mut().chain(&mut d.actors).filter(|e| e.assumed) {
                e.code = Some(country.clone());
                e.via.push_str("; it happened there");
            }
            continue;
        }
        // Nor is it taken for granted that a state at war harms its own people; those whom it rules over it arrests, frees, asks.
        if let Some(event) =
            d.event().filter(|e| matches!(e.kind.as_str(), "COERCE" | "CONCEDE" | "REQUEST" | "RETREAT" | "SANCTION" | "REJECT"))
        {
            // Whom a government pardons, bans or tries, and who is of no country that is told, is under its rule.
            let rules = matches!(event.kind.as_str(), "COERCE" | "CONCEDE" | "SANCTION");
            let ruler = d.actors.iter().find(|a| matches!(a.kind, "state" | "government" | "force") && !a.assumed);
            if let Some(ruler) = ruler.filter(|_| rules && d.actors.len() == 1).cloned() {
                let open = |e: &&mut Ent| {
                    e.assumed && e.code.is_none() && matches!(e.kind, "population" | "armed_group") && e.form == Form::Noun
                };
                for e in d.recipients.iter_mut().filter(open) {
                    e.code.clone_from(&ruler.code);
                    e.via.push_str("; under the rule of who acts");
                }
            }
            continue;
        }
        let doers: Vec<Option<String>> = d.actors.iter().filter(|a| a.kind == "state").map(|a| a.code.clone()).collect();
        for e in d.recipients.iter_mut().filter(|e| e.assumed && e.code.is_some() && doers.contains(&e.code)) {
            e.code = None;
        }
    }
}

/// "Was arrested in Italy", "sentenced to death in Chile": what only an authority does is done by that of the land in which it is done,
/// where nobody is told to do it.
pub(super) fn authorities(doc: &Document<'_>, drafts: &mut [Draft]) {
    let accused = |d: &Draft| d.speakers.iter().any(|s| s.stance == crate::claim::Stance::Accuses);
    for d in drafts.iter_mut().filter(|d| d.actors.is_empty() && !accused(d)) {
        let Some(event) = d.event() else { continue };
        let graph = &doc.graphs[d.at.tree];
        let lemma = graph.lemma(d.at.word);
        let mode = |modes: &[&str]| event.modes.iter().any(|m| modes.contains(&&**m));
        let court = event.kind == "SANCTION" && mode(&["convict"]);
        let lawful = match event.kind.as_str() {
            "SANCTION" => court && matches!(lemma, "sentence" | "convict" | "condemn" | "jail" | "imprison" | "find"),
            "COERCE" if mode(&["arrest"]) => {
                matches!(lemma, "arrest" | "jail" | "imprison" | "take" | "put" | "place" | "remand")
            }
            "COERCE" => {
                mode(&["curfew", "martial-law"]) && matches!(lemma, "impose" | "declare" | "clamp" | "extend" | "proclaim")
            }
            "CONCEDE" => lemma == "lift",
            "MOBILIZE" => matches!(lemma, "tighten" | "beef" | "step" | "heighten"),
            _ => false,
        };
        if !lawful || !graph.passive(d.at.word) || graph.upos(d.at.word) != Upos::Verb || d.mood.negative {
            continue;
        }
        let Some(place) = d.place.and_then(|p| doc.toponyms.get(p)).filter(|t| t.mention.tree == d.at.tree) else { continue };
        let Some(code) = place.country.clone().filter(|c| c.len() == 3) else { continue };
        let word = place.mention.last_word;
        d.actors.push(Ent {
            key: format!("{code}/GOV"),
            party: Some(code.clone()),
            id: format!("{code}/GOV"),
            name: "authorities".into(),
            code: Some(code),
            sector: Some(if court { "JUD" } else { "GOV" }.into()),
            kind: "government",
            person: None,
            office: None,
            loc: Loc { tree: d.at.tree, word },
            span: graph.span(word),
            via: format!("nobody told, done by the authorities of “{}”; it happened there", place.name),
            form: Form::Noun,
            plural: true,
            titled: false,
            thing: false,
            assumed: true,
            either: false,
            hint: None,
        });
        d.rules.push("actor by the land in which only an authority does so".into());
    }
}

/// A noun alone that tells nothing of its own: "the attack", "after the blast", "a siege".
pub(super) fn bare_noun(doc: &Document<'_>, d: &Draft) -> bool {
    let Some(event) = d.event() else { return false };
    let graph = &doc.graphs[d.at.tree];
    if graph.upos(d.at.word) == Upos::Verb
        || d.core.len() > 1
        || !d.actors.is_empty()
        || !d.recipients.is_empty()
        || !d.third.is_empty()
    {
        return false;
    }
    // "Accused them of an attack": who is accused of it did it.
    let accused = d.speakers.iter().any(|s| {
        s.stance == crate::claim::Stance::Accuses
            && s.at.tree == d.at.tree
            && graph.path(d.at.word).skip(1).take(2).any(|w| w == s.at.word)
    });
    if accused {
        return false;
    }
    let predicate = matches!(graph.rel(d.at.word), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Root | Deprel::Obj);
    let definite = graph
        .kids_in(d.at.word, &[Deprel::Det])
        .any(|k| matches!(graph.lemma(k).to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those"));
    (d.time.is_none() && d.place.is_none()) && (definite || !predicate) && event.kind != "RETREAT"
}

/// Whether a name is part of a participle before a noun: `Russia-backed rebels`.
pub(super) fn describes(graph: &Graph<'_>, word: usize) -> bool {
    graph.head(word).is_some_and(|h| {
        matches!(
            graph.rel(word),
            Deprel::Compound | Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod | Deprel::NmodUnmarked | Deprel::OblAgent
        ) && graph.rel(h) == Deprel::Amod
    })
}

/// "Detained suspects during an operation to arrest a leader in the district": what is done in a deed is done where and when its
/// aim was to be reached.
pub(super) fn share_aims(graph: &Graph<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if drafts[i].mood.aim || drafts[i].place.is_some() && drafts[i].time.is_some() {
            continue;
        }
        let aim = drafts.iter().find(|a| a.mood.aim && a.event().is_some() && graph.dominates(drafts[i].at.word, a.at.word));
        let Some((place, time)) = aim.map(|a| (a.place, a.time)) else { continue };
        drafts[i].place = drafts[i].place.or(place);
        drafts[i].time = drafts[i].time.or(time);
    }
}

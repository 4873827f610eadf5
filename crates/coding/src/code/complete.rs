//! What an event leaves open and the report tells elsewhere: the speaker as doer, the sides, each of two accusers, responsibility.

use crate::claim::Stance;
use crate::document::Document;
use crate::draft::Draft;
use crate::entity::{Ent, Loc};
use crate::event::{Found, extend, first_person, reciprocal};
use crate::graph::Graph;
use crate::speech::Speaker;
use dateline_syntax::{Deprel, Upos};

/// "We", "I", "our": the speaker acts.
pub(super) fn complete_first_person(doc: &Document<'_>, found: &Found<'_>, draft: &mut Draft) {
    let graph = &doc.graphs[found.at.tree];
    let args = graph.args(found.at.word);
    let speaker = draft.speakers.iter().rev().find(|s| !s.ent.is_outlet()).map(|s| s.ent.clone());
    let Some(speaker) = speaker.or_else(|| doc.own_voice.clone()) else { return };
    let lend = |word: usize| Ent {
        loc: Loc { word, ..found.at },
        span: graph.span(word),
        via: speaker.through(format!("“{}” is the speaker, {}", graph.lemma(word), speaker.name)),
        ..speaker.clone()
    };
    if draft.actors.is_empty()
        && let Some(&w) = args.subj.iter().find(|&&w| first_person(graph, w))
    {
        draft.actors.push(lend(w));
    }
    if draft.recipients.is_empty()
        && let Some(&w) = args.obj.iter().chain(&args.iobj).find(|&&w| first_person(graph, w))
    {
        draft.recipients.push(lend(w));
    }
}

/// Talks, truces and fighting that name no side, in a report about two states, are theirs; a clause that such a noun
/// belongs to may name them first.
pub(super) fn complete_sides(doc: &Document<'_>, found: &Found<'_>, sides: &[Ent], draft: &mut Draft) {
    let two_sided = !found.row.sides.is_empty() || draft.is("RETREAT") && found.modes.contains("ceasefire");
    other_side(doc, found, draft);
    if !draft.actors.is_empty() || !draft.recipients.is_empty() || !two_sided {
        return;
    }
    let graph = &doc.graphs[found.at.tree];
    let subject: Vec<Ent> = graph
        .path(found.at.word)
        .skip(usize::from(!draft.is("RETREAT")))
        .find(|&w| graph.upos(w) == Upos::Verb)
        .map(|verb| graph.args(verb).subj)
        .unwrap_or_default()
        .into_iter()
        // "A ceasefire between the army and rebels took effect": whose truce it is.
        .flat_map(|s| {
            let between = graph.kids_in(s, &[Deprel::Nmod]).filter(|&k| graph.case(k).as_deref() == Some("between"));
            std::iter::once(s).chain(between.flat_map(|k| graph.conjuncts(k))).collect::<Vec<_>>()
        })
        .flat_map(|s| doc.ents(found.at.tree, s).to_vec())
        .filter(|e| e.party.is_some())
        .collect();
    let parties: std::collections::BTreeSet<_> = subject.iter().map(|e| e.party.clone()).collect();
    if parties.len() > 1 {
        extend(&mut draft.actors, subject);
        draft.rules.push("the sides are those of its clause".into());
        return;
    }
    if sides.len() == 2 {
        draft.actors =
            sides.iter().cloned().map(|e| Ent { via: "the two states that the report is about".into(), ..e }).collect();
        draft.rules.push("the sides are the two states that the report is about".into());
    }
}

/// "Retook the village after fighting with guerrillas": a clash that names one side only has the doer of its clause for the other.
fn other_side(doc: &Document<'_>, found: &Found<'_>, draft: &mut Draft) {
    let graph = &doc.graphs[found.at.tree];
    let word = found.at.word;
    let with = graph.kids_in(word, &[Deprel::Nmod]).any(|k| matches!(graph.case(k).as_deref(), Some("with" | "against")));
    if found.row.sides.is_empty() || draft.actors.len() != 1 || !with || graph.upos(word) != Upos::Noun || found.verb.is_some() {
        return;
    }
    let Some(verb) = graph.head(word).filter(|&v| graph.rel(word) == Deprel::Obl && graph.upos(v) == Upos::Verb) else { return };
    let before = matches!(graph.case(word).as_deref(), Some("after" | "in" | "during" | "following" | "amid" | "before"));
    let args = graph.args(verb);
    // "Four policemen were hurt in clashes with protesters": those against whom they turned.
    let hurt = draft.is("PROTEST") && args.passive && doc.lexicon.predicates.in_class("harming", graph.lemma(verb));
    if hurt && draft.recipients.is_empty() {
        let harmed =
            args.obj.iter().flat_map(|&o| doc.ents(found.at.tree, o)).filter(|e| e.acts() && e.party != draft.actors[0].party);
        draft.recipients = harmed.cloned().collect();
    }
    let doers: Vec<Ent> = args
        .subj
        .into_iter()
        .flat_map(|s| doc.ents(found.at.tree, s).to_vec())
        .filter(|e| e.acts() && !e.is_outlet() && (e.party.is_none() || e.party != draft.actors[0].party))
        .collect();
    if before && !doers.is_empty() {
        extend(&mut draft.actors, doers);
        draft.rules.push("the other side is the doer of its clause".into());
    }
}

/// "Both sides accused each other of X" is two accusations and two allegations.
pub(super) fn split_mutual(doc: &Document<'_>, found: &Found<'_>, draft: Draft) -> Vec<Draft> {
    let graph = &doc.graphs[found.at.tree];
    let args = graph.args(found.at.word);
    let mutual_object = args.obj.iter().any(|&o| reciprocal(graph, o));
    let one_sided = matches!(draft.event().map(|e| e.kind.as_str()), Some("ACCUSE" | "THREATEN" | "REQUEST" | "REJECT"));
    if mutual_object && draft.actors.len() == 2 && one_sided {
        let (a, b) = (draft.actors[0].clone(), draft.actors[1].clone());
        return vec![
            Draft { actors: vec![a.clone()], recipients: vec![b.clone()], ..draft.clone() },
            Draft { actors: vec![b], recipients: vec![a], ..draft },
        ];
    }
    // The content of a mutual accusation: for each accuser, by the other.
    let accusers = draft.speakers.iter().rev().find(|s| s.stance == Stance::Accuses && s.others.len() == 1);
    let by_other = draft.actors.is_empty() && args.subj.iter().any(|&s| reciprocal(graph, s));
    if let (Some(accusers), true) = (accusers.cloned(), by_other) {
        let sides = [accusers.ent.clone(), accusers.others[0].clone()];
        return (0..2)
            .map(|i| {
                let speakers = draft
                    .speakers
                    .iter()
                    .map(|s| {
                        if s.at == accusers.at && s.stance == Stance::Accuses {
                            Speaker { ent: sides[i].clone(), others: Vec::new(), ..s.clone() }
                        } else {
                            s.clone()
                        }
                    })
                    .collect();
                let mut other = sides[1 - i].clone();
                other.via = other.through(format!("“the other” is {}", other.name));
                let recipients = draft
                    .recipients
                    .iter()
                    .cloned()
                    .map(|mut r| {
                        if r.thing || r.kind == "population" {
                            r.code = sides[i].code.clone();
                        }
                        r
                    })
                    .collect();
                Draft { actors: vec![other], recipients, speakers, ..draft.clone() }
            })
            .collect();
    }
    vec![draft]
}

/// "Claimed responsibility for the attack", "claimed the attack", "denied responsibility": a stance on the claim of the act,
/// whose doer the speaker owns or disowns. Where nobody claimed it, that is a hedge.
pub(super) fn responsibility(doc: &Document<'_>, found: &Found<'_>, draft: &mut Draft) {
    let graph = &doc.graphs[found.at.tree];
    let word = found.at.word;
    if graph.upos(word) == Upos::Noun
        && let Some(claimed) = graph.kids_in(word, &[Deprel::Acl]).find(|&k| graph.lemma(k) == "claim" && graph.passive(k))
        && let Some(by) = graph
            .args(claimed)
            .subj
            .into_iter()
            .find_map(|s| doc.ents(found.at.tree, s).iter().find(|e| e.acts() && !e.is_outlet()))
    {
        own(graph, draft, Loc { word: claimed, ..found.at }, by, Stance::ClaimsResponsibility);
        return;
    }
    let Some(head) = graph.head(word).filter(|_| graph.upos(word) == Upos::Noun) else { return };
    let object = |w: usize| matches!(graph.rel(w), Deprel::Obj | Deprel::NsubjPass);
    let verb = if graph.lemma(head) == "responsibility" && graph.case(word).as_deref() == Some("for") && object(head) {
        graph.head(head)
    } else {
        Some(head).filter(|&h| object(word) && graph.lemma(h) == "claim")
    };
    let Some(verb) = verb else { return };
    let stance = match graph.lemma(verb) {
        "claim" | "accept" | "admit" | "take" | "assume" => Stance::ClaimsResponsibility,
        "deny" | "reject" | "disclaim" => Stance::DeniesResponsibility,
        _ => return,
    };
    let subject = graph.args(verb).subj;
    let nobody = graph
        .kids_in(verb, &[Deprel::Advmod])
        .chain(subject.iter().copied())
        .chain(subject.iter().flat_map(|&s| graph.kids_in(s, &[Deprel::Det]).collect::<Vec<_>>()))
        .any(|k| doc.lexicon.cues.negates(&graph.lemma(k).to_lowercase()));
    draft.speakers.retain(|s| s.at.word != verb || s.at.tree != found.at.tree);
    if nobody {
        draft.mood.negative = false;
        draft.mood.hedges.push(graph.span(verb));
        return;
    }
    for s in subject {
        if let Some(ent) = doc.ents(found.at.tree, s).iter().find(|e| e.acts() && !e.is_outlet()) {
            own(graph, draft, Loc { word: verb, ..found.at }, ent, stance);
            return;
        }
    }
}

/// Makes `ent` the one who owns or disowns the act of the draft.
fn own(graph: &Graph<'_>, draft: &mut Draft, at: Loc, ent: &Ent, stance: Stance) {
    if draft.actors.is_empty() {
        draft.actors.push(ent.clone());
    }
    draft.mood.negative = false;
    draft.speakers.push(Speaker { ent: ent.clone(), stance, cue: graph.span(at.word), at, others: Vec::new() });
    draft.rules.push(format!("{stance}"));
}

/// Several speakers of one thing: one claim each. The first is the draft's own; these are the others.
pub(super) fn other_speakers(draft: &Draft) -> Vec<Draft> {
    let Some(at) = draft.speakers.iter().rposition(|s| !s.ent.is_outlet() && s.stance != Stance::Accuses) else {
        return Vec::new();
    };
    let others = draft.speakers[at].others.iter().filter(|o| !o.is_outlet() && o.key != draft.speakers[at].ent.key);
    others
        .take(3)
        .map(|other| {
            let mut copy = draft.clone();
            copy.speakers[at] = Speaker { ent: other.clone(), others: Vec::new(), ..draft.speakers[at].clone() };
            copy
        })
        .collect()
}

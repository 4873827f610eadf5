//! From a document to its claims: every kind of draft is found, given its speakers, date and place, tied to the others
//! and written out.

use crate::claim::{
    Aspect, Certainty, Claim, ClaimLink, Control, Event, Kind, Link, Modality, Obligation, Office, Polarity, Relation, ReportRef,
    Stance,
};
use crate::control;
use crate::document::Document;
use crate::draft::{Body, Draft};
use crate::entity::{Ent, Form, Loc};
use crate::event::{self, Found, Passed, first_person, reciprocal};
use crate::evidence;
use crate::figure;
use crate::mood::{Mood, mood};
use crate::obligation;
use crate::office;
use crate::relate;
use crate::repair;
use crate::setting::{self, Predicates};
use crate::speech::{self, Speaker};
use crate::{Coded, Note};
use dateline_lexicon::{Content, Lexicon};
use dateline_syntax::{Deprel, NameClass, Tree, Upos};
use dateline_text::{Report, sha256_hex};
use std::collections::BTreeMap;

/// Codes one report: its claims, in the order of the text, and notes on every decision.
pub(crate) fn code(report: &Report, trees: &[Tree], lexicon: &Lexicon, coder: &str) -> Coded {
    let trees: Vec<Tree> = trees.iter().map(|t| repair::repaired(t, lexicon)).collect();
    let doc = Document::new(report, &trees, lexicon);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut passed: Vec<Passed> = Vec::new();
    let events: Vec<Vec<Found<'_>>> = (0..doc.graphs.len()).map(|tree| event::find(&doc, tree, &mut passed)).collect();
    let sides = principals(&doc, &events);
    for (tree, events) in events.iter().enumerate() {
        sentence(&doc, tree, events, &sides, &mut drafts, &mut passed);
    }
    relate::relate(&doc, &mut drafts);
    relate::carry_on(&doc, &mut drafts);
    relate::background(&doc, &mut drafts);
    settle(&doc, &mut drafts);
    let notes = notes(&doc, &drafts, &passed);
    let claims = write(&doc, &drafts, coder);
    Coded { claims, notes }
}

/// The two states that the whole report is about, if they stand together most and face each other in it: in talks,
/// in fighting, in accusations.
fn principals(doc: &Document<'_>, events: &[Vec<Found<'_>>]) -> Vec<Ent> {
    let pair = doc.entities.principals(doc);
    let [a, b] = pair.as_slice() else { return Vec::new() };
    let is = |e: &Ent, side: &Ent| e.party.is_some() && e.party == side.party;
    let facing = events.iter().flatten().filter(|e| {
        let hostile = matches!(e.kind.as_str(), "ASSAULT" | "ACCUSE" | "THREATEN" | "COERCE" | "CONSULT" | "AGREE");
        let both = e.actors.iter().any(|x| is(x, a)) && e.actors.iter().any(|x| is(x, b)) && !e.row.sides.is_empty();
        let across = |x: &Ent, y: &Ent| {
            e.actors.iter().any(|e| is(e, x))
                && e.recipients.iter().any(|e| is(e, y))
                && !matches!(e.kind.as_str(), "CONSULT" | "AGREE")
        };
        hostile && (both || across(a, b) || across(b, a))
    });
    if facing.count() >= 2 { pair } else { Vec::new() }
}

/// Drafts of one sentence.
fn sentence(
    doc: &Document<'_>,
    tree: usize,
    events: &[Found<'_>],
    sides: &[Ent],
    drafts: &mut Vec<Draft>,
    passed: &mut Vec<Passed>,
) {
    let graph = &doc.graphs[tree];
    let counted = figure::find(doc, tree);
    let held = control::find(doc, tree);

    let cues = (0..graph.len()).filter(|&w| {
        let lemma = graph.lemma(w).to_lowercase();
        graph.upos(w) == Upos::Verb && doc.lexicon.cues.verb(&lemma).is_some() && !events.iter().any(|e| e.core.contains(&w))
    });
    let predicates = Predicates {
        words: events
            .iter()
            .flat_map(|e| e.core.iter().copied())
            .chain(counted.iter().flat_map(|c| c.core.iter().copied()))
            .collect(),
        cues: cues.collect(),
    };

    let mut new: Vec<Draft> = Vec::new();
    for found in events {
        let at = found.at;
        let mut m = mood(graph, doc.lexicon, at.word);
        m.negative ^= found.negative;
        if let Some(governor) = m.content_of {
            passed
                .push(Passed {
                    at, why: format!("only the content of “{}”: not said to have happened", graph.lemma(governor))
                });
            continue;
        }
        if m.purpose {
            passed.push(Passed { at, why: "told as a purpose only".into() });
            continue;
        }
        let speakers = speech::chain(doc, at);
        let avoid: Vec<usize> = speakers.iter().filter(|s| s.at.tree == tree).map(|s| s.at.word).collect();
        let span = evidence::span(graph, &found.core, &found.arguments, &avoid);
        // What will be done is, so far, a promise: talks to be held are an AGREE, a withdrawal to come a CONCEDE.
        let kind = match found.kind.as_str() {
            "CONSULT" | "COOPERATE" | "AID" | "SUPPORT" if m.modality == Modality::Future => "AGREE".to_owned(),
            "RETREAT" if m.modality == Modality::Future && !m.negative => "CONCEDE".to_owned(),
            other => other.to_owned(),
        };
        let body = Body::Event(Event {
            kind,
            modes: found.modes.iter().cloned().map(Into::into).collect(),
            contexts: found.row.contexts.iter().cloned().map(Into::into).collect(),
            cameo: found.row.cameo.clone().map(Into::into),
            ..Event::default()
        });
        let mut rules = found.rules.clone();
        rules.extend(m.why.iter().cloned());
        let draft = Draft {
            body,
            at,
            core: found.core.clone(),
            evidence: span,
            actors: found.actors.clone(),
            recipients: found.recipients.clone(),
            third: found.third.clone(),
            mood: m,
            speakers,
            time: None,
            place: None,
            carried: None,
            land: None,
            links: Vec::new(),
            historical: false,
            rules,
        };
        for mut d in split_mutual(doc, found, draft) {
            complete_first_person(doc, found, &mut d);
            responsibility(doc, found, &mut d);
            complete_sides(doc, found, sides, &mut d);
            let event_index = drafts.len() + new.len();
            let promise = found.row.content == Content::Obligation && found.kind == "AGREE" && !d.mood.negative;
            new.push(d.clone());
            if promise {
                for term in obligation::find(doc, found) {
                    // What one party alone vows, and no list of terms knows, binds nobody.
                    let parties = d.actors.iter().filter_map(|a| a.party.as_ref()).collect::<std::collections::BTreeSet<_>>();
                    if term.term == "other" && parties.len() < 2 {
                        continue;
                    }
                    new.push(Draft {
                        body: Body::Obligation(Obligation { term: term.term.into(), until: None, condition: None }),
                        evidence: term.evidence,
                        core: term.core,
                        links: vec![("term_of", event_index)],
                        rules: vec![term.rule],
                        mood: Mood { modality: Modality::Actual, ..d.mood.clone() },
                        recipients: Vec::new(),
                        ..d.clone()
                    });
                }
            }
        }
    }
    for c in counted {
        let speakers = speech::chain(doc, c.at);
        let mut m = mood(graph, doc.lexicon, c.at.word);
        if c.figure.high == Some(0) {
            m.negative = false;
        }
        if m.content_of.is_some() || m.modality == Modality::Hypothetical && c.figure.low.is_none() {
            passed.push(Passed { at: c.at, why: "a number that is not said to be so".into() });
            continue;
        }
        new.push(Draft {
            body: Body::Figure(c.figure),
            at: c.at,
            core: c.core,
            evidence: c.evidence,
            actors: c.actors,
            recipients: c.recipients,
            third: Vec::new(),
            mood: m,
            speakers,
            time: None,
            place: None,
            carried: None,
            land: None,
            links: Vec::new(),
            historical: false,
            rules: vec![c.rule],
        });
    }
    for h in held {
        // "Rebel-held" describes; it is the report's own word.
        let speakers = if h.rule.ends_with("X-held place") { Vec::new() } else { speech::chain(doc, h.at) };
        let holder = h.holders.iter().map(|e| e.name.clone()).collect::<Vec<_>>().join(" and ");
        let verb = graph.head(h.at.word).filter(|_| graph.rel(h.at.word) == Deprel::Obl).unwrap_or(h.at.word);
        let m = mood(graph, doc.lexicon, verb);
        let since = doc.times.iter().find(|t| t.tree == tree && h.evidence.contains(t.span) && t.start.is_some());
        new.push(Draft {
            body: Body::Control(Control {
                place: h.place,
                holder,
                basis: h.basis.into(),
                since: since.and_then(|t| t.start).map(|d| d.to_string()),
                until: None,
            }),
            at: h.at,
            core: h.core,
            evidence: h.evidence,
            actors: h.holders,
            recipients: Vec::new(),
            third: Vec::new(),
            mood: m,
            speakers,
            time: None,
            place: None,
            carried: None,
            land: None,
            links: Vec::new(),
            historical: false,
            rules: vec![h.rule.into()],
        });
    }
    for t in office::find(doc, tree) {
        new.push(Draft {
            body: Body::Office(Office { person: t.person, office: t.office, polity: t.polity }),
            at: t.at,
            core: vec![t.at.word],
            evidence: t.evidence,
            actors: Vec::new(),
            recipients: Vec::new(),
            third: Vec::new(),
            mood: plain(),
            speakers: Vec::new(),
            time: None,
            place: None,
            carried: None,
            land: None,
            links: Vec::new(),
            historical: false,
            rules: vec![format!("office: {}", t.who.via)],
        });
    }
    for d in &mut new {
        // An office is dated by the report that tells it; a term has the date and place of its agreement.
        if matches!(d.body, Body::Office(_) | Body::Obligation(_)) {
            continue;
        }
        let verbal = matches!(d.event().map(|e| e.kind.as_str()), Some("ACCUSE" | "REJECT" | "REQUEST" | "THREATEN" | "SUPPORT"));
        let material = !verbal && !matches!(d.event().map(|e| e.kind.as_str()), Some("AGREE" | "CONCEDE"));
        let time = setting::when(doc, d.at, &d.core, &predicates);
        d.time = time.and_then(|t| doc.times.iter().position(|x| std::ptr::eq(x, t)));
        if !verbal || matches!(d.body, Body::Figure(_) | Body::Control(_)) {
            let place = setting::place(doc, d.at, &d.core, &predicates, material);
            d.place = place.and_then(|p| doc.toponyms.iter().position(|x| std::ptr::eq(x, p)));
        }
        if let Body::Control(_) = d.body {
            d.place = d
                .place
                .or_else(|| doc.toponyms.iter().position(|t| t.mention.tree == tree && d.evidence.contains(t.mention.span)));
        }
    }
    for d in &mut new {
        // Where no place is told, what happened to people of a country happened there as far as the words say.
        let harmed = matches!(d.body, Body::Figure(_)) || d.is("ASSAULT");
        if harmed && d.place.is_none() {
            d.land =
                d.recipients.iter().filter(|r| !r.assumed && r.kind == "population" && r.form != Form::Pronoun).find_map(|r| {
                    let span = r.span;
                    (0..graph.len()).find_map(|w| {
                        let mark =
                            graph.tree.words[w].mark.filter(|m| matches!(m.class, NameClass::Demonym | NameClass::State))?;
                        let code = doc.state_code(mark.entry).filter(|c| c.len() == 3)?;
                        span.contains(graph.span(w)).then(|| (code, graph.span(w)))
                    })
                });
        }
    }
    let weak = |d: &Draft| bare_noun(doc, d);
    if new.iter().any(weak) {
        // Indices in links refer to positions: drop only what nothing refers to.
        let base = drafts.len();
        let linked: Vec<usize> = new.iter().flat_map(|d| d.links.iter().map(|l| l.1)).collect();
        let drop: Vec<bool> = new.iter().enumerate().map(|(i, d)| weak(d) && !linked.contains(&(base + i))).collect();
        let mut kept = 0usize;
        let position: Vec<usize> = drop
            .iter()
            .map(|&gone| {
                let at = kept;
                kept += usize::from(!gone);
                at
            })
            .collect();
        for (i, d) in new.iter().enumerate() {
            if drop[i] {
                passed.push(Passed { at: d.at, why: "a bare noun that points back: no doer, victim, place or date".into() });
            }
        }
        let mut i = 0;
        new.retain(|_| {
            i += 1;
            !drop[i - 1]
        });
        for d in &mut new {
            for l in &mut d.links {
                if l.1 >= base {
                    l.1 = base + position[l.1 - base];
                }
            }
        }
    }
    drafts.extend(new);
}

/// People whose country nobody told belong to the country in which it happened to them.
fn settle(doc: &Document<'_>, drafts: &mut [Draft]) {
    for d in drafts {
        let Some(country) = d.place.and_then(|p| doc.toponyms.get(p)).and_then(|t| t.country.clone()) else { continue };
        for e in d.recipients.iter_mut().chain(&mut d.actors).filter(|e| e.assumed) {
            e.code = Some(country.clone());
            e.via.push_str("; it happened there");
        }
    }
}

/// "Claimed responsibility for the attack", "claimed the attack", "denied responsibility": a stance on the claim of the act,
/// whose doer the speaker owns or disowns. Where nobody claimed it, that is a hedge.
fn responsibility(doc: &Document<'_>, found: &Found<'_>, draft: &mut Draft) {
    let graph = &doc.graphs[found.at.tree];
    let word = found.at.word;
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
        if let Some(ent) = doc.ents(found.at.tree, s).iter().filter(|e| e.acts() && !e.is_outlet()).next() {
            if draft.actors.is_empty() {
                draft.actors.push(ent.clone());
            }
            draft.mood.negative = false;
            draft.speakers.push(Speaker {
                ent: ent.clone(),
                stance,
                cue: graph.span(verb),
                at: Loc { word: verb, ..found.at },
                others: Vec::new(),
            });
            draft.rules.push(format!("{stance}"));
            return;
        }
    }
}

/// A noun alone that tells nothing of its own: "the attack", "after the blast", "a siege".
fn bare_noun(doc: &Document<'_>, d: &Draft) -> bool {
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
    let predicate = matches!(graph.rel(d.at.word), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Root | Deprel::Obj);
    let definite = graph
        .kids_in(d.at.word, &[Deprel::Det])
        .any(|k| matches!(graph.lemma(k).to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those"));
    (d.time.is_none() && d.place.is_none()) && (definite || !predicate) && event.kind != "RETREAT"
}

fn plain() -> Mood {
    Mood {
        negative: false,
        modality: Modality::Actual,
        condition: None,
        recurring: false,
        certainty: Certainty::Certain,
        hedges: Vec::new(),
        content_of: None,
        purpose: false,
        why: Vec::new(),
    }
}

/// "We", "I", "our": the speaker acts.
fn complete_first_person(doc: &Document<'_>, found: &Found<'_>, draft: &mut Draft) {
    let graph = &doc.graphs[found.at.tree];
    let args = graph.args(found.at.word);
    let speaker = draft.speakers.iter().rev().find(|s| !s.ent.is_outlet()).map(|s| s.ent.clone());
    let Some(speaker) = speaker.or_else(|| doc.own_voice.clone()) else { return };
    let lend = |word: usize| Ent {
        loc: Loc { word, ..found.at },
        span: graph.span(word),
        via: format!("“{}” is the speaker, {}", graph.lemma(word), speaker.name),
        ..speaker.clone()
    };
    if draft.actors.is_empty()
        && let Some(&w) = args.subj.iter().find(|&&w| first_person(graph, w)) {
            draft.actors.push(lend(w));
        }
    if draft.recipients.is_empty()
        && let Some(&w) = args.obj.iter().chain(&args.iobj).find(|&&w| first_person(graph, w)) {
            draft.recipients.push(lend(w));
        }
}

/// Talks, truces and fighting that name no side, in a report about two states, are theirs; a clause that such a noun
/// belongs to may name them first.
fn complete_sides(doc: &Document<'_>, found: &Found<'_>, sides: &[Ent], draft: &mut Draft) {
    let two_sided = !found.row.sides.is_empty() || draft.is("RETREAT") && found.modes.contains("ceasefire");
    if !draft.actors.is_empty() || !draft.recipients.is_empty() || !two_sided {
        return;
    }
    let graph = &doc.graphs[found.at.tree];
    let subject: Vec<Ent> = graph
        .path(found.at.word)
        .skip(1)
        .find(|&w| graph.upos(w) == Upos::Verb)
        .map(|verb| graph.args(verb).subj)
        .unwrap_or_default()
        .into_iter()
        .flat_map(|s| doc.ents(found.at.tree, s).to_vec())
        .filter(|e| e.party.is_some())
        .collect();
    if subject.len() > 1 {
        draft.actors = subject;
        draft.rules.push("the sides are those of its clause".into());
        return;
    }
    if sides.len() == 2 {
        draft.actors =
            sides.iter().cloned().map(|e| Ent { via: "the two states that the report is about".into(), ..e }).collect();
        draft.rules.push("the sides are the two states that the report is about".into());
    }
}

/// "Both sides accused each other of X" is two accusations and two allegations.
fn split_mutual(doc: &Document<'_>, found: &Found<'_>, draft: Draft) -> Vec<Draft> {
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
                other.via = format!("“the other” is {}", other.name);
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

/// Writes drafts as claims.
fn write(doc: &Document<'_>, drafts: &[Draft], coder: &str) -> Vec<Claim> {
    let report = doc.report;
    let text_sha256 = report.text_sha256();
    let reference = ReportRef {
        id: report.id.clone(),
        text_sha256: text_sha256.clone(),
        published: report.published.map(|d| d.to_string()),
        publisher: report.publisher.clone(),
        wire: report.wire.clone(),
    };
    let mut ordinals: BTreeMap<(Kind, u32, u32), usize> = BTreeMap::new();
    let ids: Vec<String> = drafts
        .iter()
        .map(|d| {
            let ordinal = ordinals.entry((d.body.kind(), d.evidence.start, d.evidence.end)).or_insert(0);
            *ordinal += 1;
            let quote = report.quote(d.evidence);
            let seed = format!("{text_sha256}\n{}\n{}-{}\n{ordinal}", d.body.kind(), quote.start, quote.end);
            sha256_hex(seed.as_bytes())[..16].to_owned()
        })
        .collect();
    let mut claims: Vec<(Loc, Claim)> =
        drafts.iter().enumerate().map(|(i, d)| (d.at, claim(doc, d, &ids, i, &reference, coder))).collect();
    claims.sort_by(|a, b| {
        (a.0.tree, a.1.evidence.start, a.1.evidence.end, a.1.kind, &a.1.id).cmp(&(
            b.0.tree,
            b.1.evidence.start,
            b.1.evidence.end,
            b.1.kind,
            &b.1.id,
        ))
    });
    claims.into_iter().map(|(_, c)| c).collect()
}

fn claim(doc: &Document<'_>, d: &Draft, ids: &[String], index: usize, reference: &ReportRef, coder: &str) -> Claim {
    let report = doc.report;
    let entities = |ents: &[Ent]| ents.iter().map(|e| e.entity(report)).collect::<Vec<_>>();
    let denied = d.speakers.iter().any(|s| matches!(s.stance, Stance::Denies | Stance::DeniesResponsibility));
    let mut event = None;
    let (mut fig, mut obl, mut ctl, mut off) = (None, None, None, None);
    match &d.body {
        Body::Event(e) => event = Some(derive(doc.lexicon, e)),
        Body::Figure(f) => fig = Some(f.clone()),
        Body::Obligation(o) => obl = Some(Obligation { condition: d.mood.condition.map(|c| report.quote(c)), ..o.clone() }),
        Body::Control(c) => ctl = Some(c.clone()),
        Body::Office(o) => off = Some(o.clone()),
    }
    let links: Vec<ClaimLink> = d
        .links
        .iter()
        .filter_map(|(rel, other)| ids.get(*other).map(|id| ClaimLink { rel: (*rel).into(), claim: id.clone() }))
        .collect();
    Claim {
        schema: 1,
        coder: coder.to_owned(),
        id: ids[index].clone(),
        report: reference.clone(),
        kind: d.body.kind(),
        event,
        figure: fig,
        obligation: obl,
        control: ctl,
        office: off,
        actors: entities(&d.actors),
        recipients: entities(&d.recipients),
        third_parties: d
            .third
            .iter()
            .map(|(role, e)| {
                let mut entity = e.entity(report);
                entity.role = Some(role.clone().into());
                entity
            })
            .collect(),
        when: d.time.and_then(|t| doc.times.get(t)).map(|t| {
            let mut when = setting::when_of(doc, t);
            if let Some(how) = d.carried {
                when.rule = format!("{}; {how}", when.rule);
            }
            when
        }),
        place: d
            .place
            .and_then(|p| doc.toponyms.get(p))
            .map(|t| setting::where_of(doc, t))
            .or_else(|| d.land.as_ref().map(|(code, span)| setting::country_of(doc, code, *span))),
        polarity: if d.mood.negative ^ denied { Polarity::Negative } else { Polarity::Positive },
        modality: d.mood.modality,
        condition: d.mood.condition.map(|c| report.quote(c)),
        aspect: if d.mood.recurring {
            Aspect::Recurring
        } else if d.historical {
            Aspect::Historical
        } else {
            Aspect::Current
        },
        certainty: d.mood.certainty,
        attribution: d
            .speakers
            .iter()
            .map(|s| Link {
                source: s.ent.entity(report),
                stance: s.stance,
                cue: Some(report.quote(s.cue)),
                relation: relation(doc, d, s),
            })
            .collect(),
        hedges: d.mood.hedges.iter().map(|&h| report.quote(h)).collect(),
        evidence: report.quote(d.evidence),
        links,
        rule: d.rules.join("; "),
        confidence: confidence(d),
    }
}

/// Quad class, score, CAMEO and ACLED from the type and modes.
fn derive(lexicon: &Lexicon, event: &Event) -> Event {
    let modes: Vec<&str> = event.modes.iter().map(AsRef::as_ref).collect();
    Event {
        quad: lexicon.predicates.quad(&event.kind),
        score: lexicon.predicates.score(&event.kind, modes.iter().copied()),
        acled: lexicon.predicates.acled(&event.kind, &modes).map(|s| s.to_owned().into()),
        ..event.clone()
    }
}

/// How a speaker stands to what is said.
fn relation(doc: &Document<'_>, d: &Draft, s: &Speaker) -> Relation {
    if s.ent.is_outlet() {
        return Relation::Outlet;
    }
    if s.ent.kind == "unnamed" {
        return Relation::Unnamed;
    }
    if s.ent.hint.as_deref() == Some("monitor") || s.ent.kind == "ngo" {
        return Relation::Monitor;
    }
    if matches!(s.ent.kind, "igo") || s.ent.hint.as_deref() == Some("third_party") {
        return Relation::ThirdParty;
    }
    let party = s.ent.party.as_deref();
    let same = |e: &Ent| e.party.is_some() && e.party.as_deref() == party;
    if party.is_some() && d.actors.iter().any(same) {
        return Relation::Party;
    }
    let hostile = matches!(
        d.event().map(|e| e.kind.as_str()),
        Some("ASSAULT" | "COERCE" | "MOBILIZE" | "THREATEN" | "SANCTION" | "ACCUSE")
    );
    let sides = doc.entities.parties(doc, Loc { tree: doc.graphs.len(), word: 0 }, false);
    let is_side = party.is_some() && sides.iter().any(same);
    if party.is_some() && !d.actors.is_empty() && (hostile && (is_side || d.recipients.iter().any(same))) {
        return Relation::Opponent;
    }
    if is_side || party.is_some() && d.recipients.iter().any(same) {
        return Relation::Party;
    }
    if s.ent.kind == "population" || s.ent.kind == "person" && s.ent.code.is_none() {
        return Relation::Monitor;
    }
    Relation::ThirdParty
}

/// A first estimate from what is known to go wrong: claims without actors, long chains, weak moods.
fn confidence(d: &Draft) -> f32 {
    let mut c: f32 = match d.body {
        Body::Office(_) => 0.8,
        Body::Figure(_) => 0.7,
        Body::Control(_) | Body::Obligation(_) => 0.55,
        Body::Event(_) => 0.55,
    };
    if matches!(d.body, Body::Event(_)) && d.actors.is_empty() {
        c -= 0.15;
    }
    if d.mood.modality != Modality::Actual {
        c -= 0.1;
    }
    if d.mood.negative {
        c -= 0.05;
    }
    (c * 100.0).round() / 100.0
}

/// The trace for `explain`: why each claim is, and why other words are none.
fn notes(doc: &Document<'_>, drafts: &[Draft], passed: &[Passed]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for d in drafts {
        notes.push(Note {
            tree: d.at.tree,
            word: d.at.word,
            rule: d.rules.first().cloned().unwrap_or_default(),
            text: d.rules.join("; "),
            coded: true,
        });
        for e in d.actors.iter().chain(&d.recipients).chain(d.third.iter().map(|t| &t.1)) {
            if e.loc.tree == d.at.tree && !e.via.is_empty() {
                notes.push(Note {
                    tree: e.loc.tree,
                    word: e.loc.word,
                    rule: "actor".into(),
                    text: format!(
                        "{} ({}{}): {}",
                        e.name,
                        e.code.as_deref().unwrap_or("no code"),
                        e.sector.as_deref().map(|s| format!(" {s}")).unwrap_or_default(),
                        e.via
                    ),
                    coded: true,
                });
            }
        }
    }
    for t in &doc.times {
        notes.push(Note {
            tree: t.tree,
            word: t.first_word,
            rule: "time".into(),
            text: format!("{}: {}", t.value, t.rule),
            coded: true,
        });
    }
    for t in &doc.toponyms {
        notes.push(Note {
            tree: t.mention.tree,
            word: t.mention.first_word,
            rule: "place".into(),
            text: format!("{}: {}", t.name, t.rule),
            coded: true,
        });
    }
    for p in passed {
        notes.push(Note { tree: p.at.tree, word: p.at.word, rule: "left uncoded".into(), text: p.why.clone(), coded: false });
    }
    notes.sort_by(|a, b| (a.tree, a.word, !a.coded, &a.rule, &a.text).cmp(&(b.tree, b.word, !b.coded, &b.rule, &b.text)));
    notes.dedup();
    notes
}

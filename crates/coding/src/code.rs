//! From a document to its claims: every kind of draft is found, given its speakers, date and place, tied to the others
//! and written out.

mod complete;
mod contexts;
mod notes;
mod settle;
mod threat;
mod write;

use complete::{complete_first_person, complete_sides, other_speakers, responsibility, split_mutual};
use notes::notes;
use settle::{authorities, bare_noun, describes, settle, share_aims};
use threat::{announced, own_word, threatened};
use write::write;

use crate::Coded;
use crate::claim::{Control, Event, Modality, Obligation, Office, Stance};
use crate::control;
use crate::distance;
use crate::document::Document;
use crate::draft::{Body, Draft};
use crate::entity::{Ent, Form};
use crate::event::{self, Found, Passed};
use crate::evidence;
use crate::figure;
use crate::graph::Graph;
use crate::mood::{Mood, mood};
use crate::obligation;
use crate::office;
use crate::relate;
use crate::repair;
use crate::setting::{self, Predicates};
use crate::speech::{self};
use crate::whereabouts;
use dateline_lexicon::{Content, Lexicon};
use dateline_syntax::{Deprel, NameClass, Tree, Upos};
use dateline_text::Report;
use std::collections::BTreeSet;

/// Codes one report: its claims, in the order of the text, and notes on every decision.
pub(crate) fn code(report: &Report, trees: &[Tree], lexicon: &Lexicon, coder: &str) -> Coded {
    let trees: Vec<Tree> = trees.iter().map(|t| repair::repaired(t, lexicon)).collect();
    let mut doc = Document::new(report, &trees, lexicon);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut passed: Vec<Passed> = Vec::new();
    let events: Vec<Vec<Found<'_>>> = (0..doc.graphs.len()).map(|tree| event::find(&doc, tree, &mut passed)).collect();
    let sides = principals(&doc, &events);
    for (tree, events) in events.iter().enumerate() {
        sentence(&doc, tree, events, &sides, &mut drafts, &mut passed);
    }
    relate::relate(&doc, &mut drafts);
    relate::carry_on(&doc, &mut drafts);
    distance::dates(&mut doc, &mut drafts);
    relate::background(&doc, &mut drafts);
    settle(&doc, &mut drafts);
    whereabouts::places(&doc, &mut drafts);
    authorities(&doc, &mut drafts);
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

/// Whether a word tells only what an act of speech asks, promises or threatens.
fn said_by(graph: &Graph<'_>, act: &Found<'_>, word: usize) -> bool {
    let modal = act.kind == "REQUEST" && graph.rel(act.at.word) == Deprel::Aux;
    let asks = modal
        || act.row.said && act.kind == "REQUEST"
        || act.row.content == Content::Obligation && graph.upos(act.at.word) != Upos::Noun;
    if !asks || !matches!(act.kind.as_str(), "REQUEST" | "AGREE" | "THREATEN") {
        return false;
    }
    let told = if modal { graph.head(act.at.word).into_iter().collect() } else { graph.args(act.at.word).comps };
    told.into_iter().flat_map(|verb| graph.conjuncts(verb)).any(|verb| verb == word && verb != act.at.word)
}

/// Whether a verb is told as beyond its doer: "could not accept the terms".
fn unable(graph: &Graph<'_>, verb: usize) -> bool {
    graph.kids_in(verb, &[Deprel::Aux]).any(|k| matches!(graph.lemma(k), "can" | "could" | "ca"))
}

/// Whether somebody wishes to do what a word tells: "hopes to meet", "is keen to hold talks". Not what he wishes of others.
fn wished(doc: &Document<'_>, graph: &Graph<'_>, word: usize) -> bool {
    graph.path(word).zip(graph.path(word).skip(1)).take(4).any(|(at, head)| {
        graph.rel(at) == Deprel::Xcomp
            && graph.kid(head, &[Deprel::Obj, Deprel::Iobj]).is_none()
            && doc.lexicon.predicates.in_class("wishing", &graph.lemma(head).to_lowercase())
    })
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
    let hit = |d: &&Draft| d.is("ASSAULT") || matches!(&d.body, Body::Figure(f) if matches!(&*f.what, "wounded" | "casualties"));
    let before = drafts.iter().filter(hit).flat_map(|d| &d.recipients);
    let here = events.iter().filter(|e| e.kind == "ASSAULT").flat_map(|e| &e.recipients);
    let counted = figure::find(doc, tree, &before.chain(here).collect::<Vec<_>>());
    let held = control::find(doc, tree);

    let cues = (0..graph.len()).filter(|&w| {
        let lemma = graph.lemma(w).to_lowercase();
        graph.upos(w) == Upos::Verb && doc.lexicon.cues.verb(&lemma).is_some() && !events.iter().any(|e| e.core.contains(&w))
    });
    let core_of = |kinds: &[&str]| -> BTreeSet<usize> {
        events.iter().filter(|e| kinds.contains(&e.kind.as_str())).flat_map(|e| e.core.iter().copied()).collect()
    };
    let predicates = Predicates {
        words: events
            .iter()
            .flat_map(|e| e.core.iter().copied())
            .chain(counted.iter().flat_map(|c| c.core.iter().copied()))
            .collect(),
        cues: cues.collect(),
        about: core_of(&["ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "CONSULT", "COOPERATE", "SANCTION"]),
        harm: core_of(&["ASSAULT"]).into_iter().chain(counted.iter().flat_map(|c| c.core.iter().copied())).collect(),
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
        if m.asked {
            passed.push(Passed { at, why: "only asked about".into() });
            continue;
        }
        if m.purpose {
            passed.push(Passed { at, why: "told as a purpose only".into() });
            continue;
        }
        // What is asked, promised or threatened is told with the act of asking: "said that the army must leave the town".
        let only_said = events.iter().find(|e| e.at != at && said_by(graph, e, at.word));
        if let Some(act) = only_said {
            let why = format!("only the content of “{}”: not said to have happened", graph.lemma(act.at.word));
            passed.push(Passed { at, why });
            continue;
        }
        // A promise or threat holds on the condition of what it promises: "pledged to fight on, should talks fail".
        if matches!(found.kind.as_str(), "AGREE" | "THREATEN" | "CONCEDE" | "REQUEST")
            && m.condition.is_none()
            && m.modality == Modality::Actual
            && let Some(condition) = graph.args(at.word).comps.iter().find_map(|&c| mood(graph, doc.lexicon, c).condition)
        {
            m.condition = Some(condition);
            m.modality = Modality::Conditional;
            m.why.push("conditional: an if-clause on what is promised".into());
        }
        let speakers = speech::chain(doc, at);
        // "No side reported gains": nobody says so.
        let nobody = |s: &speech::Speaker| {
            let heads = &doc.graphs[s.ent.loc.tree];
            s.ent.loc.tree == tree && heads.has_kid(s.ent.loc.word, &[Deprel::Det], &["no", "neither"])
        };
        if graph.upos(at.word) == Upos::Verb && speakers.iter().any(nobody) {
            passed.push(Passed { at, why: "said by nobody".into() });
            continue;
        }
        // A demand made with "must" is the speech act itself: the report tells it.
        let mut speakers = speakers;
        if graph.rel(at.word) == Deprel::Aux || found.row.said {
            speakers.retain(|s| !found.actors.iter().any(|a| a.key == s.ent.key));
        }
        let avoid: Vec<usize> = speakers.iter().filter(|s| s.at.tree == tree).map(|s| s.at.word).collect();
        let span = evidence::span(graph, &found.core, &found.arguments, &avoid);
        // What will be done is, so far, a promise: talks to be held are an AGREE, a withdrawal to come a CONCEDE.
        let kind = match found.kind.as_str() {
            // "We will not withdraw": what its doer says will not be done is refused.
            "AGREE" | "CONCEDE" | "RETREAT" | "AID" | "CONSULT" | "COOPERATE" | "SUPPORT"
                if (m.modality == Modality::Future
                    || m.modality == Modality::Hypothetical && unable(graph, at.word)
                    || found.kind == "CONCEDE" && m.modality == Modality::Actual)
                    && m.negative
                    && !found.negative
                    && own_word(graph, found, &speakers)
                    && !speakers.is_empty() =>
            {
                m.negative = false;
                m.modality = Modality::Actual;
                m.why.push("refused: its doer says that it will not be".into());
                "REJECT".to_owned()
            }
            "CONSULT" | "COOPERATE" | "AID" | "SUPPORT" if matches!(m.modality, Modality::Future | Modality::Conditional) => {
                "AGREE".to_owned()
            }
            // "Hopes to strengthen ties": who wishes to work with somebody is ready to.
            "CONSULT" | "COOPERATE" | "AID" | "SUPPORT"
                if m.modality == Modality::Hypothetical
                    && !m.negative
                    // Who seeks to justify what he did promises nothing.
                    && found.row.cameo.as_deref() != Some("052")
                    && wished(doc, graph, at.word) =>
            {
                m.modality = Modality::Future;
                m.why.push("wished by its doer".into());
                "AGREE".to_owned()
            }
            "RETREAT" if m.modality == Modality::Future && !m.negative => "CONCEDE".to_owned(),
            "SANCTION" | "COERCE" | "ASSAULT" | "PROTEST"
                if (m.modality == Modality::Future || m.modality == Modality::Conditional && announced(graph, at.word))
                    && !m.negative
                    && graph.upos(at.word) == Upos::Verb
                    && own_word(graph, found, &speakers) =>
            {
                "THREATEN".to_owned()
            }
            other => other.to_owned(),
        };
        // Only modes that the type has: a merged noun may bring others.
        let own_mode = |mode: &String| found.row.own.is_some() && found.row.modes.contains(mode);
        let modes = found.modes.iter().filter(|mode| own_mode(mode) || dateline_lexicon::vocabulary::is_mode(&kind, mode));
        let threat = (kind == "THREATEN" && found.kind != "THREATEN").then(|| threatened(&found.kind).to_owned());
        let body = Body::Event(Event {
            modes: modes.cloned().chain(threat).map(Into::into).collect(),
            kind: kind.clone(),
            contexts: found.row.contexts.iter().cloned().map(Into::into).collect(),
            cameo: found
                .row
                .cameo
                .clone()
                .filter(|_| kind == found.kind || !matches!(kind.as_str(), "THREATEN" | "REJECT"))
                .map(Into::into),
            ..Event::default()
        });
        let mut rules = found.rules.clone();
        rules.extend(m.why.iter().cloned());
        let draft = Draft {
            // What the mood makes of it (a threat, a promise) has PLOVER's name.
            own: found.row.own.clone().filter(|_| kind == found.row.kind),
            core: found.core.clone(),
            evidence: span,
            actors: found.actors.clone(),
            recipients: found.recipients.clone(),
            third: found.third.clone(),
            speakers,
            rules,
            ..Draft::new(body, at, m)
        };
        for mut d in split_mutual(doc, found, draft) {
            complete_first_person(doc, found, &mut d);
            responsibility(doc, found, &mut d);
            complete_sides(doc, found, sides, &mut d);
            let others = other_speakers(&d);
            let event_index = drafts.len() + new.len() + others.len();
            new.extend(others.into_iter().map(|other| Draft { links: vec![("same_as", event_index)], ..other }));
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
        let mut speakers = speech::chain(doc, c.at);
        // "Activists put the toll at 494": that is how they say so.
        if let Some((first, others)) = c.by_whom.split_first() {
            let (ent, others) = (first.clone(), others.to_vec());
            speakers.push(speech::Speaker { ent, stance: Stance::Asserts, cue: graph.span(c.at.word), at: c.at, others });
        }
        let mut m = mood(graph, doc.lexicon, c.at.word);
        if c.figure.high == Some(0) {
            m.negative = false;
        }
        if m.content_of.is_some() || m.modality == Modality::Hypothetical && c.figure.low.is_none() {
            passed.push(Passed { at: c.at, why: "a number that is not said to be so".into() });
            continue;
        }
        new.push(Draft {
            core: c.core,
            evidence: c.evidence,
            actors: c.actors,
            recipients: c.recipients,
            speakers,
            rules: vec![c.rule],
            ..Draft::new(Body::Figure(c.figure), c.at, m)
        });
    }
    for h in held {
        // "Rebel-held" describes; it is the report's own word.
        let speakers = if h.rule.ends_with("X-held place") { Vec::new() } else { speech::chain(doc, h.at) };
        let holder = h.holders.iter().map(|e| e.name.clone()).collect::<Vec<_>>().join(" and ");
        let m = mood(graph, doc.lexicon, h.verb);
        let since = doc.times.iter().find(|t| t.tree == tree && h.evidence.contains(t.span) && t.start.is_some());
        new.push(Draft {
            core: h.core,
            evidence: h.evidence,
            actors: h.holders,
            speakers,
            rules: vec![h.rule.into()],
            historical: h.past,
            ..Draft::new(
                Body::Control(Control {
                    place: h.place,
                    holder,
                    basis: h.basis.into(),
                    since: since.and_then(|t| t.start).map(|d| d.to_string()),
                    until: None,
                }),
                h.at,
                m,
            )
        });
    }
    for t in office::find(doc, tree) {
        new.push(Draft {
            core: vec![t.at.word],
            evidence: t.evidence,
            rules: vec![format!("office: {}", t.who.via)],
            ..Draft::new(Body::Office(Office { person: t.person, office: t.office, polity: t.polity }), t.at, Mood::plain())
        });
    }
    for d in &mut new {
        // An office is dated by the report that tells it; a term has the date and place of its agreement.
        if matches!(d.body, Body::Office(_) | Body::Obligation(_)) {
            continue;
        }
        let verbal = matches!(d.event().map(|e| e.kind.as_str()), Some("ACCUSE" | "REJECT" | "REQUEST" | "THREATEN" | "SUPPORT"));
        let material = !verbal && !matches!(d.event().map(|e| e.kind.as_str()), Some("AGREE" | "CONCEDE"));
        let happened = matches!(d.body, Body::Figure(_)) || d.is("ASSAULT") || d.is("COERCE") || d.is("PROTEST");
        let time = setting::when(doc, d.at, &d.core, &predicates, happened);
        // "Is recognised as part of it but has been held by others since 1994": each clause has its own time.
        let own = |t: &&crate::time::TimeExpr| !matches!(d.body, Body::Control(_)) || t.tree != tree || control::same_clause(graph, d.at.word, t.span);
        d.time = time.filter(own).and_then(|t| doc.times.iter().position(|x| std::ptr::eq(x, t)));
        if !verbal || matches!(d.body, Body::Figure(_) | Body::Control(_)) {
            let place = setting::place(doc, d.at, &d.core, &predicates, material);
            d.place = place.and_then(|p| doc.toponyms.iter().position(|x| std::ptr::eq(x, p)));
        }
        if let Body::Control(_) = d.body {
            d.place = d.place.or_else(|| {
                // Not the backer of who holds it: "held by Russia-backed rebels".
                let told = |t: &crate::place::Toponym| {
                    t.mention.tree == tree && d.evidence.contains(t.mention.span) && !describes(graph, t.mention.last_word)
                };
                doc.toponyms.iter().position(told)
            });
        }
    }
    share_aims(graph, &mut new);
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

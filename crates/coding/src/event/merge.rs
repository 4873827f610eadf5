//! One act, one event: what a verb and a noun tell together, what a toll tells, who stands beside the sides.

use super::*;
use crate::document::Document;
use crate::entity::{Ent, Loc};
use crate::graph::Graph;
use dateline_lexicon::Pos;
use dateline_syntax::{Deprel, Upos};
use std::collections::BTreeSet;

/// "The truce between the two took effect", "collapsed": what its truce does tells nothing of when it was agreed.
fn truces(graph: &Graph<'_>, found: &mut [Found<'_>], passed: &mut Vec<Passed>) -> Vec<usize> {
    let truce = |f: &Found<'_>| f.kind == "RETREAT" && f.modes.contains("ceasefire") && graph.upos(f.at.word) == Upos::Verb;
    let does = |noun: usize, verb: usize| {
        matches!(graph.rel(noun), Deprel::Nsubj | Deprel::NsubjPass)
            && graph.head(noun).is_some_and(|h| graph.first_conjunct(verb) == h)
    };
    let mut gone = Vec::new();
    for n in 0..found.len() {
        let noun = found[n].at.word;
        let agreed = found[n].kind == "AGREE" && graph.upos(noun) == Upos::Noun;
        let acts: Vec<usize> = (0..found.len()).filter(|&v| agreed && truce(&found[v]) && does(noun, found[v].at.word)).collect();
        if acts.is_empty() {
            continue;
        }
        let (sides, third) = (found[n].actors.clone(), found[n].third.clone());
        for v in acts {
            extend(&mut found[v].actors, sides.clone());
            found[v].third.extend(third.clone());
        }
        passed.push(Passed {
            at: found[n].at,
            why: format!("the same act as “{}”", graph.lemma(graph.head(noun).unwrap_or(noun))),
        });
        gone.push(n);
    }
    gone
}

/// Joins a verb and a noun of the same type that tell one act, and drops what another event swallows.
pub(super) fn merge<'l>(doc: &Document<'l>, tree: usize, mut found: Vec<Found<'l>>, passed: &mut Vec<Passed>) -> Vec<Found<'l>> {
    let graph = &doc.graphs[tree];
    let mut gone: BTreeSet<usize> = outcomes(doc, tree, &mut found, passed);
    gone.extend(truces(graph, &mut found, passed));
    for v in 0..found.len() {
        if graph.upos(found[v].at.word) != Upos::Verb || gone.contains(&v) {
            continue;
        }
        let verb = found[v].at.word;
        let casualties = counts_casualties(doc, Loc { tree, word: verb });
        for n in 0..found.len() {
            if n == v
                || gone.contains(&n)
                || gone.contains(&v)
                || graph.upos(found[n].at.word) == Upos::Verb && found[n].row.pos == Pos::Verb
                || found[v].kind != found[n].kind && !concludes(&found[v], &found[n])
            {
                continue;
            }
            let noun = of_measure(doc, graph, graph.first_conjunct(found[n].at.word));
            let shared = || shared_setting(graph, verb, noun).filter(|_| casualties);
            let Some(tie) = tie(graph, verb, noun).or_else(shared) else { continue };
            let concluded = found[v].kind != found[n].kind;
            if concluded
                && !matches!(graph.rel(noun), Deprel::Obj | Deprel::NsubjPass)
                && graph.case(noun).as_deref() != Some("to")
            {
                continue;
            }
            if found[v].kind == "ACCUSE" {
                continue;
            }
            // `killed in clashes`, `a raid that killed`: the noun tells the act, the verb its toll.
            let (keep, drop) = if casualties {
                (n, v)
            } else if tie == Tie::Clause {
                continue;
            } else {
                (v, n)
            };
            let other = found[drop].clone();
            let event = &mut found[keep];
            let noun_acts = matches!(tie, Tie::Subject | Tie::Clause);
            if !event.row.sides.is_empty() || !other.row.sides.is_empty() {
                extend(&mut event.actors, other.actors);
            } else if event.actors.is_empty() || !casualties && noun_acts && !other.actors.is_empty() {
                event.actors = other.actors;
            }
            event.third.extend(other.third);
            // To sign or reach an agreement or a truce is to agree, not yet to keep it.
            if concluded && event.kind == "SUPPORT" {
                event.kind = "AGREE".into();
            }
            // Whom the toll names was struck, more than the town was.
            let town =
                |r: &Ent| r.kind == "population" && r.form == crate::entity::Form::Name && r.via.starts_with("the people of");
            if event.recipients.is_empty() || !other.recipients.is_empty() && event.recipients.iter().all(town) {
                event.recipients = other.recipients;
            }
            event.recipients.retain(|r| !event.actors.iter().any(|a| a.key == r.key));
            event.modes.extend(other.modes);
            event.negative |= other.negative;
            event.rules.push(format!("with {}", other.row.id));
            if !casualties || noun_acts {
                event.core.push(other.at.word);
                event.arguments.extend(other.arguments);
            }
            passed.push(Passed { at: other.at, why: format!("the same act as “{}”", graph.lemma(event.at.word)) });
            gone.insert(drop);
        }
        // A toll without a doer is told by the figure alone; a bomb that killed was somebody's act.
        let toll = found[v].actors.is_empty() && has_number(doc, &found[v]) && !by_weapon(doc, &found, v);
        if casualties && !gone.contains(&v) && toll {
            passed.push(Passed { at: found[v].at, why: "a number of victims and no doer: the figure tells it".into() });
            gone.insert(v);
        }
    }
    // "Ordered the release of the prisoners": the order is told, and what it holds is its content.
    for n in 0..found.len() {
        // Who orders a raid does it, whatever else the order tells.
        let Some(verb) = found[n].verb.filter(|_| !gone.contains(&n) && found[n].kind != "ASSAULT") else { continue };
        let content = doc.lexicon.cues.effect(graph.lemma(verb)).is_some_and(|e| e.content);
        if content && (0..found.len()).any(|v| v != n && !gone.contains(&v) && found[v].at.word == verb) {
            passed.push(Passed { at: found[n].at, why: format!("the content of “{}”", graph.lemma(verb)) });
            gone.insert(n);
        }
    }
    others(doc, tree, &mut found);
    asked(graph, &mut found);
    let mut at = 0;
    found.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
    found
}

/// Whether a weapon is told to have done it: "a mine killed two farmers", "two were killed by shells".
fn by_weapon(doc: &Document<'_>, found: &[Found<'_>], verb: usize) -> bool {
    let at = found[verb].at;
    let graph = &doc.graphs[at.tree];
    let args = graph.args(at.word);
    let weapon = |&word: &usize| {
        // "Shelling killed ten" tells of the shelling.
        if found.iter().any(|f| f.core.contains(&word)) {
            return false;
        }
        let lemma = crate::event::lemma_of(graph, word).to_lowercase();
        ["bomb", "missile", "artillery", "drone"].iter().any(|class| doc.lexicon.predicates.in_class(class, &lemma))
    };
    args.subj.iter().any(weapon)
}

/// "Killed six fighters and wounded several others": the others are of the kind of the first.
fn others(doc: &Document<'_>, tree: usize, found: &mut [Found<'_>]) {
    let graph = &doc.graphs[tree];
    for i in 0..found.len() {
        let word = found[i].at.word;
        if found[i].kind != "ASSAULT" || !found[i].recipients.is_empty() || graph.upos(word) != Upos::Verb {
            continue;
        }
        let rest = graph
            .args(word)
            .obj
            .into_iter()
            .any(|o| doc.lexicon.predicates.in_class("rest", graph.lemma(o)) || graph.upos(o) == Upos::Num);
        let first = graph.first_conjunct(word);
        let same = |f: &Found<'_>| f.kind == "ASSAULT" && f.at.word < word && graph.first_conjunct(f.at.word) == first;
        if !rest || graph.rel(word) != Deprel::Conj {
            continue;
        }
        if let Some(before) = found[..i].iter().rev().find(|f| same(f)).map(|f| f.recipients.clone()) {
            found[i].recipients = before;
            found[i].rules.push("of the kind named before".into());
        }
    }
}

/// "Blocked roads to demand that the president resign", "marched, calling on Chile to release him": a protest is aimed at those of
/// whom it asks something, or whom it accuses.
fn asked(graph: &Graph<'_>, found: &mut [Found<'_>]) {
    for i in 0..found.len() {
        if found[i].kind != "PROTEST" || !found[i].recipients.is_empty() {
            continue;
        }
        let aim = found.iter().find(|f| {
            matches!(f.kind.as_str(), "REQUEST" | "ACCUSE" | "REJECT")
                && matches!(graph.rel(f.at.word), Deprel::Advcl | Deprel::Xcomp | Deprel::Acl)
                && graph.head(f.at.word).is_some_and(|h| found[i].core.contains(&h) || found[i].arguments.contains(&h))
        });
        let told = |e: &&Ent| !found[i].actors.iter().any(|a| a.key == e.key);
        let at: Vec<Ent> = aim.into_iter().flat_map(|f| f.recipients.iter()).filter(told).cloned().collect();
        if !at.is_empty() {
            found[i].recipients = at;
            found[i].rules.push("recipient by what the protest asks".into());
        }
    }
}

/// "Was shot and killed": the second verb tells how the act of the first ended. Returns those that went into another.
fn outcomes(doc: &Document<'_>, tree: usize, found: &mut [Found<'_>], passed: &mut Vec<Passed>) -> BTreeSet<usize> {
    let graph = &doc.graphs[tree];
    let mut gone = BTreeSet::new();
    let victims = |e: &Found<'_>| e.recipients.iter().map(|r| (r.key.clone(), r.loc)).collect::<BTreeSet<_>>();
    for end in 0..found.len() {
        let word = found[end].at.word;
        let shared = graph.rel(word) == Deprel::Conj
            && graph.upos(word) == Upos::Verb
            && graph.kid(word, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Aux, Deprel::AuxPass, Deprel::Advmod]).is_none();
        if found[end].kind != "ASSAULT" || !shared || !counts_casualties(doc, found[end].at) {
            continue;
        }
        let act = (0..end).rev().find(|&a| {
            found[a].kind == "ASSAULT"
                && !gone.contains(&a)
                && graph.upos(found[a].at.word) == Upos::Verb
                && graph.first_conjunct(word) == graph.first_conjunct(found[a].at.word)
                && victims(&found[a]) == victims(&found[end])
        });
        let Some(act) = act else { continue };
        let other = found[end].clone();
        let event = &mut found[act];
        if event.actors.is_empty() {
            event.actors = other.actors;
        }
        event.modes.extend(other.modes);
        event.core.extend(other.core);
        event.arguments.extend(other.arguments);
        event.rules.push(format!("with {}", other.row.id));
        passed.push(Passed { at: other.at, why: format!("how the act of “{}” ended", graph.lemma(event.at.word)) });
        gone.insert(end);
    }
    gone
}

/// "Talks mediated by France", "a Russian-brokered truce": who stands beside the sides. The mediating itself is then no
/// event of its own.
pub(super) fn third_parties(doc: &Document<'_>, tree: usize, found: &mut Vec<Found<'_>>, passed: &mut Vec<Passed>) {
    let graph = &doc.graphs[tree];
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for event in found.iter_mut().filter(|e| matches!(e.kind.as_str(), "CONSULT" | "AGREE" | "CONCEDE" | "RETREAT")) {
        for &core in &event.core.clone() {
            for k in graph.kids_in(core, &[Deprel::Acl, Deprel::Advcl, Deprel::Amod, Deprel::AclRelcl]) {
                let Some(role) = doc.lexicon.parts.role(graph.lemma(k)) else { continue };
                if event.core.contains(&k) {
                    continue;
                }
                let mut who: Vec<usize> = if graph.rel(k) == Deprel::Amod {
                    graph.kids(k).iter().copied().filter(|&w| w < k).collect()
                } else {
                    graph.args(k).subj
                };
                who.retain(|&w| w != core);
                let ents: Vec<Ent> = who.iter().flat_map(|&w| doc.ents(tree, w)).filter(|e| e.acts()).cloned().collect();
                if ents.is_empty() {
                    continue;
                }
                told.insert(k);
                event.actors.retain(|a| !ents.iter().any(|e| e.key == a.key));
                event.recipients.retain(|a| !ents.iter().any(|e| e.key == a.key));
                if event.kind == "CONSULT" {
                    event.modes.insert("third-party".into());
                }
                event.core.push(k);
                event.third.extend(ents.into_iter().map(|e| (role.to_owned(), e)));
            }
        }
    }
    found.retain(|e| {
        let drop = told.contains(&e.at.word);
        if drop {
            passed.push(Passed { at: e.at, why: "a third party's part in the talks or the agreement".into() });
        }
        !drop
    });
}

/// Whether the verb concludes what the noun names: `signed a ceasefire`, `reached a deal`.
fn concludes(verb: &Found<'_>, noun: &Found<'_>) -> bool {
    let truce = noun.kind == "RETREAT" && noun.modes.contains("ceasefire") && !noun.negative;
    matches!(verb.kind.as_str(), "AGREE" | "CONCEDE" | "SUPPORT") && (noun.kind == "AGREE" || truce) && verb.kind != noun.kind
}

/// How a noun stands to a verb that may tell the same act.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    Subject,
    Argument,
    /// The verb is a clause on the noun: `a raid that killed`, `an airstrike killing`.
    Clause,
}

/// `Hours of strikes hit the town`, `a series of bombs`: the measure stands where what it measures belongs.
pub(super) fn of_measure(doc: &Document<'_>, graph: &Graph<'_>, noun: usize) -> usize {
    let over = graph.head(noun).filter(|_| graph.rel(noun) == Deprel::Nmod && graph.case(noun).as_deref() == Some("of"));
    over.filter(|&m| doc.lexicon.predicates.in_class("measure", graph.lemma(m))).unwrap_or(noun)
}

/// `Four were killed and five wounded in two raids`: what follows the last of several verbs holds for all of them.
fn shared_setting(graph: &Graph<'_>, verb: usize, noun: usize) -> Option<Tie> {
    let after = matches!(graph.rel(noun), Deprel::Obl | Deprel::OblAgent);
    let last = graph.head(noun).filter(|&last| after && last > verb && matches!(graph.rel(last), Deprel::Conj | Deprel::Acl))?;
    // `one was killed and two others wounded by`: the second verb may hang on those whom it counts.
    let of_clause =
        |w: usize| if graph.rel(w) == Deprel::Acl { graph.head(w).filter(|&n| graph.rel(n) == Deprel::Conj) } else { Some(w) };
    let same = of_clause(last).is_some_and(|w| graph.first_conjunct(w) == graph.first_conjunct(verb));
    // A verb with a setting or an object of its own tells another story.
    let between = graph.passive(verb) && graph.kid(verb, &[Deprel::Obl]).is_none_or(|k| k > last || k < verb);
    (same && between && last < noun).then(|| tie(graph, last, noun)).flatten()
}

pub(super) fn tie(graph: &Graph<'_>, verb: usize, noun: usize) -> Option<Tie> {
    if graph.head(noun) == Some(verb) {
        return match graph.rel(noun) {
            Deprel::Nsubj | Deprel::OblAgent => Some(Tie::Subject),
            Deprel::NsubjPass | Deprel::Obj => Some(Tie::Argument),
            Deprel::Obl
                if matches!(graph.case(noun).as_deref(), Some("with" | "in" | "by" | "during" | "from" | "on" | "under")) =>
            {
                Some(Tie::Argument)
            }
            _ => None,
        };
    }
    if graph.head(verb) == Some(noun) && matches!(graph.rel(verb), Deprel::AclRelcl | Deprel::Acl) && !graph.passive(verb) {
        return Some(Tie::Clause);
    }
    // `hit the convoy, killing 12`: the participle's doer is the act itself.
    None
}

/// Whether the verb tells how many came to harm rather than what was done.
pub(super) fn counts_casualties(doc: &Document<'_>, at: Loc) -> bool {
    let frame = Frame::new(doc, at, Pos::Verb);
    doc.lexicon
        .terms
        .tallies(&lemma_of(&doc.graphs[at.tree], at.word), Pos::Verb)
        .iter()
        .any(|t| matches!(t.what.as_str(), "killed" | "wounded") && frame.meets(&t.needs))
}

/// Whether an argument of the event is counted.
pub(super) fn has_number(doc: &Document<'_>, event: &Found<'_>) -> bool {
    let graph = &doc.graphs[event.at.tree];
    let args = graph.args(event.at.word);
    args.obj
        .iter()
        .chain(&args.subj)
        .any(|&a| doc.quantities[event.at.tree].iter().any(|q| q.number_word == a || graph.dominates(a, q.number_word)))
}

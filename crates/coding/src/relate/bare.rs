//! Accusations and denials that do not tell what they are about: "the government blamed rebels", "the group denied any involvement". They are about
//! the act that the report told last.

use crate::claim::{Modality, Stance};
use crate::document::Document;
use crate::draft::Draft;
use crate::entity::Ent;
use crate::graph::Graph;
use crate::speech::Speaker;
use dateline_syntax::{Deprel, Upos};

/// A report leads with what it tells in so many sentences.
const LEAD: usize = 3;
/// How many sentences before an accusation the act may stand that it is about,
const BLAMED: usize = 3;
/// and before a denial: who is asked for one is heard late in a report.
const DENIED: usize = 12;

/// The last act of violence told before `i`, in so many sentences: one told as having happened, not denied, and not of another time. Where
/// that points back itself ("the attack"), it is the one that the report leads with.
pub(super) fn act_before(
    doc: &Document<'_>,
    drafts: &[Draft],
    i: usize,
    sentences: usize,
    fits: impl Fn(&Draft) -> bool,
) -> Option<usize> {
    let at = drafts[i].at;
    let told = |d: &Draft| {
        d.is("ASSAULT")
            && (d.at.tree, d.at.word) < (at.tree, at.word)
            && at.tree - d.at.tree <= sentences
            && d.mood.modality == Modality::Actual
            && !(d.mood.negative || d.mood.recurring || super::is_background(doc, d))
            && !d.speakers.iter().any(|s| matches!(s.stance, Stance::Denies | Stance::DeniesResponsibility))
            // "The shattered buses" tells of buses.
            && doc.graphs[d.at.tree].rel(d.at.word) != Deprel::Amod
            && fits(d)
    };
    let order = |&j: &usize| (drafts[j].at.tree, drafts[j].at.word);
    let acts = || (0..drafts.len()).filter(|&j| told(&drafts[j]));
    let last = acts().max_by_key(order)?;
    let points_back =
        |d: &Draft| doc.graphs[d.at.tree].has_kid(d.at.word, &[Deprel::Det], &["the", "this", "that"]) && d.place.is_none();
    let lead = acts().min_by_key(order).filter(|&j| drafts[j].at.tree < LEAD && points_back(&drafts[last]));
    Some(lead.unwrap_or(last))
}

/// "The government blamed rebels": what they are blamed for is a claim of the accuser, as where it is told.
pub(super) fn accusations(doc: &Document<'_>, drafts: &mut Vec<Draft>) {
    let mut more = Vec::new();
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let graph = &doc.graphs[d.at.tree];
        let lemma = crate::event::lemma_of(graph, d.at.word).to_lowercase();
        let blames = doc.lexicon.predicates.in_class("blaming", &lemma);
        let plain = d.mood.modality == Modality::Actual && !d.mood.negative && !super::is_background(doc, d);
        if !d.is("ACCUSE") || !plain || !blames || tells_what(doc, d) {
            continue;
        }
        // An allegation of its own is told where it is said to be one.
        if drafts
            .iter()
            .any(|o| o.links.contains(&("alleged_in", i)) || !o.is("ACCUSE") && o.speakers.iter().any(|s| s.at == d.at))
        {
            continue;
        }
        // "The army bears responsibility, he said": who says so accuses it.
        let says = d.speakers.iter().rev().find(|s| !s.ent.is_outlet()).map(|s| s.ent.clone());
        let Some(accuser) = d.actors.first().cloned().or(says) else { continue };
        let doers: Vec<Ent> =
            d.recipients.iter().filter(|e| e.acts() && !e.is_outlet() && e.key != accuser.key).cloned().collect();
        // Nobody is blamed for what was done to them.
        let somewhere = |act: &Draft| act.place.is_some() || act.time.is_some();
        let spared = |act: &Draft| {
            somewhere(act) && !doers.iter().any(|doer| act.recipients.iter().any(|hit| super::same_party(hit, doer)))
        };
        let Some(about) = act_before(doc, drafts, i, BLAMED, spared).filter(|_| !doers.is_empty()) else { continue };
        let first = &drafts[about];
        let mut speakers = d.speakers.clone();
        speakers.pop_if(|last| last.ent.key == accuser.key);
        speakers.push(Speaker {
            ent: accuser,
            stance: Stance::Accuses,
            cue: graph.span(d.at.word),
            at: d.at,
            others: Vec::new(),
        });
        more.push(Draft {
            at: d.at,
            actors: doers,
            third: Vec::new(),
            core: d.core.clone(),
            evidence: d.evidence,
            speakers,
            links: vec![("alleged_in", i), ("same_as", about)],
            rules: vec!["blamed for the act told before".into()],
            ..first.clone()
        });
    }
    drafts.extend(more);
}

/// The act that `i` denies: one that nobody is named for, or the denier. `charged` is the last that somebody laid to the denier's charge.
pub(super) fn denied(doc: &Document<'_>, drafts: &[Draft], i: usize, denier: &Ent, charged: Option<usize>) -> Option<usize> {
    let at = drafts[i].at;
    let graph = &doc.graphs[at.tree];
    if let Some(word) = told_there(graph, at.word) {
        let coded = drafts.iter().position(|d| d.at.tree == at.tree && d.is("ASSAULT") && d.core.contains(&word));
        // "Any role in the attack" points back.
        let known = graph.has_kid(word, &[Deprel::Det], &["the", "this", "that"])
            && doc.lexicon.predicates.in_class("crime", &graph.lemma(word).to_lowercase());
        if !known || charged.is_none() && coded.is_some() {
            return coded;
        }
    }
    if charged.is_some() || drafts[i].mood.recurring {
        return charged;
    }
    let theirs = |act: &Draft| act.actors.is_empty() || act.actors.iter().any(|doer| super::same_party(doer, denier));
    act_before(doc, drafts, i, DENIED, theirs)
}

/// Whether the words tell what somebody is blamed for: "for an attack on the town", "of shelling it", "that it had …". "For the attack", "of
/// being behind the incident" point back.
fn tells_what(doc: &Document<'_>, d: &Draft) -> bool {
    let graph = &doc.graphs[d.at.tree];
    if points_back(doc, graph, d.at.word) {
        return false;
    }
    let below = |w: usize| w > d.at.word && graph.dominates(d.at.word, w);
    let clause = |w: usize| matches!(graph.rel(w), Deprel::Ccomp | Deprel::Xcomp | Deprel::Acl | Deprel::AclRelcl);
    let leads = |w: usize| {
        matches!(graph.rel(w), Deprel::Case | Deprel::Mark)
            && matches!(graph.lemma(w), "of" | "for" | "over" | "with" | "in" | "by" | "as")
    };
    (0..graph.len()).any(|w| below(w) && (clause(w) || leads(w)))
}

/// Whether all that an accusation says of the deed is a noun for one that is known: the last word below the verb but for days.
fn points_back(doc: &Document<'_>, graph: &Graph<'_>, verb: usize) -> bool {
    let known = |w: usize| {
        w > verb
            && graph.dominates(verb, w)
            && graph.has_kid(w, &[Deprel::Case, Deprel::Mark], &["for", "behind", "of", "over", "in"])
            && graph.has_kid(w, &[Deprel::Det], &["the", "this", "that", "these", "those"])
            && graph.kids(w).iter().all(|&k| k < w || graph.rel(k) == Deprel::Punct)
            && doc.lexicon.predicates.in_class("crime", &graph.lemma(w).to_lowercase())
    };
    let other = |w: usize| {
        w > verb && graph.dominates(verb, w) && graph.upos(w) == Upos::Verb && !matches!(graph.lemma(w), "be" | "stand" | "have")
    };
    (0..graph.len()).any(known) && !(0..graph.len()).any(other)
}

/// Whether a denial does not tell what it is of, or tells it by a word for what others said: "denied it", "denied any involvement", "rejected the
/// claims", "denied using such weapons", and not "rejected the appeal".
pub(super) fn of_what_was_told(doc: &Document<'_>, d: &Draft) -> bool {
    let graph = &doc.graphs[d.at.tree];
    if graph.upos(d.at.word) != Upos::Verb {
        return denied_subject(graph, d.at.word).is_some();
    }
    let such = |w: usize| graph.lemma(w) == "such" && graph.dominates(d.at.word, w);
    if (0..graph.len()).any(such) {
        return true;
    }
    // "Denied that it had", "denied doing so".
    let untrue = |w: usize| doc.lexicon.predicates.in_class("untrue", &graph.lemma(w).to_lowercase());
    let clause = |w: usize| {
        matches!(graph.rel(w), Deprel::Ccomp | Deprel::Xcomp) && !matches!(graph.lemma(w), "have" | "do" | "be") && !untrue(w)
    };
    if graph.kids(d.at.word).iter().any(|&w| clause(w)) {
        return false;
    }
    denied_noun(graph, d.at.word).is_none_or(|w| {
        graph.upos(w) == Upos::Pron || doc.lexicon.predicates.in_class("allegation", &graph.lemma(w).to_lowercase())
    })
}

/// Whether a refusal says that what others tell is not true: "said the claims were false", "called them lies".
pub(super) fn calls_untrue(doc: &Document<'_>, d: &Draft) -> bool {
    let graph = &doc.graphs[d.at.tree];
    let untrue = |w: usize| doc.lexicon.predicates.in_class("untrue", &graph.lemma(w).to_lowercase());
    untrue(d.at.word) || graph.kids_in(d.at.word, &[Deprel::Xcomp, Deprel::Obl, Deprel::Obj, Deprel::Advcl]).any(untrue)
}

/// Whether a denial is of what others claim, and not of a part in it: "dismissed the claims", and not "denied any role".
pub(super) fn of_claims(doc: &Document<'_>, d: &Draft) -> bool {
    let graph = &doc.graphs[d.at.tree];
    denied_noun(graph, d.at.word).is_some_and(|w| doc.lexicon.predicates.in_class("others_claim", &graph.lemma(w).to_lowercase()))
}

/// What is said to be untrue: "the claims were false".
pub(super) fn denied_subject(graph: &Graph<'_>, word: usize) -> Option<usize> {
    graph.kid(word, &[Deprel::Cop]).and_then(|_| graph.kid(word, &[Deprel::Nsubj]))
}

/// What is denied, by its noun: "denied the charges", "the charges were denied", "charges denied by rebels".
fn denied_noun(graph: &Graph<'_>, verb: usize) -> Option<usize> {
    let before = graph.head(verb).filter(|_| matches!(graph.rel(verb), Deprel::Acl | Deprel::AclRelcl) && graph.passive(verb));
    before.or_else(|| denied_subject(graph, verb)).or_else(|| graph.kid(verb, &[Deprel::Obj, Deprel::NsubjPass]))
}

/// What a denial of "involvement in the attack", "reports about …" says that it is of: the word, if any.
fn told_there(graph: &Graph<'_>, verb: usize) -> Option<usize> {
    let object = denied_noun(graph, verb)?;
    graph.kids_in(object, &[Deprel::Acl, Deprel::Ccomp, Deprel::Nmod]).find(|&k| {
        k > object
            && k != verb
            && graph.upos(k) != Upos::Pron
            && !matches!(graph.case(k).as_deref(), Some("by" | "from" | "against"))
    })
}

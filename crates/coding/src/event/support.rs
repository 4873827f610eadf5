//! Words that carry another's arguments: support verbs over and below a noun, headlines without an auxiliary, modals of demand.

use super::merge::of_measure;
use super::*;
use crate::document::Document;
use crate::entity::Loc;
use crate::graph::{Args, Graph};
use dateline_lexicon::{Light, Phase};
use dateline_syntax::{Deprel, Feats, Upos};

/// Verbs of harm as newspapers shorten them. `Six bombers killed`, as headlines put it: a verb that harms somebody, in the past, without anybody harmed but its subject.
pub(super) fn told_in_short(doc: &Document<'_>, at: Loc, mut args: Args) -> Args {
    let graph = &doc.graphs[at.tree];
    let (word, lemma) = (at.word, graph.lemma(at.word).to_lowercase());
    let bare = !args.passive
        && !args.inherited
        && args.obj.is_empty()
        && args.comps.is_empty()
        && graph.feats(word).has(Feats::PAST)
        && graph.kid(word, &[Deprel::Aux, Deprel::AuxPass, Deprel::Ccomp, Deprel::CompoundPrt]).is_none()
        && args.subj.iter().all(|&s| s < word && graph.upos(s) != Upos::Pron);
    // `Two were killed and five wounded by troops`: they did both.
    let harms = |w: usize| doc.lexicon.predicates.in_class("harming", &graph.lemma(w).to_lowercase());
    if args.passive && args.subj.is_empty() && harms(word) {
        let last = graph.kids_in(word, &[Deprel::Conj]).filter(|&k| harms(k) && graph.passive(k)).last();
        args.subj = last.map(|k| graph.args(k).subj).unwrap_or_default();
    }
    if bare && !args.subj.is_empty() && doc.lexicon.predicates.in_class("harming", &lemma) {
        args.obj = std::mem::take(&mut args.subj);
        args.passive = true;
    }
    args
}

/// The verb of a demand that a word makes of the one who should act: of `must`, `should` the verb that they stand by, of `need to`,
/// `have to`, `ought to` the one that follows.
pub(super) fn demanded(graph: &Graph<'_>, word: usize) -> Option<usize> {
    if graph.rel(word) == Deprel::Aux {
        return graph.head(word);
    }
    let needs = graph.upos(word) != Upos::Noun && matches!(graph.lemma(word), "need" | "have" | "ought");
    // "Would have to be allowed" tells what follows, not what is asked.
    let plain = graph.kid(word, &[Deprel::Obj]).is_none() && !graph.has_kid(word, &[Deprel::Aux], &["would", "may", "might"]);
    graph.kids_in(word, &[Deprel::Xcomp]).find(|&k| needs && plain && graph.has_kid(k, &[Deprel::Mark], &["to"]))
}

/// The arguments of a modal as the demand that it makes: who says so, who should act, what should be done.
pub(super) fn demand(graph: &Graph<'_>, modal: usize, verb: usize) -> Args {
    let mut args = Args::default();
    let own = if graph.rel(modal) == Deprel::Aux { verb } else { modal };
    let said = graph.first_conjunct(own);
    let clause = matches!(graph.rel(said), Deprel::Ccomp | Deprel::Root | Deprel::Parataxis);
    if !clause || graph.kid(modal, &[Deprel::Advmod]).is_some() {
        return args;
    }
    if let Some(cue) = graph.head(said).filter(|_| graph.rel(said) == Deprel::Ccomp) {
        args.subj = graph.args(cue).subj;
    }
    let inner = graph.args(verb);
    args.obj = if inner.passive { inner.obj } else { inner.subj };
    args.comps = vec![verb];
    // `Should the army attack, …` is a condition.
    if args.obj.iter().any(|&o| o > modal) { Args::default() } else { args }
}

/// Who is said to be `behind the attack`, `responsible for the killings`.
pub(super) fn behind(graph: &Graph<'_>, noun: usize) -> Vec<usize> {
    let subjects = |w: usize| graph.kids_in(w, &[Deprel::Nsubj]).flat_map(|s| graph.conjuncts(graph.antecedent(s))).collect();
    if graph.has_kid(noun, &[Deprel::Case], &["behind"]) {
        if graph.kid(noun, &[Deprel::Cop]).is_some() {
            return subjects(noun);
        }
        let seat = graph.head(noun).filter(|&h| graph.rel(noun) == Deprel::Obl && matches!(graph.lemma(h), "be" | "stand"));
        return seat.map(subjects).unwrap_or_default();
    }
    let guilty = graph.head(noun).filter(|&h| {
        matches!(graph.lemma(h), "responsible" | "guilty")
            && matches!(graph.case(noun).as_deref(), Some("for" | "of"))
            && graph.kid(h, &[Deprel::Cop]).is_some()
    });
    guilty.map(subjects).unwrap_or_default()
}

/// The support verb below a noun: `two raids carried out by aircraft`.
pub(super) fn carried<'l>(doc: &Document<'l>, tree: usize, noun: usize) -> Option<(usize, &'l Light, Args)> {
    let graph = &doc.graphs[tree];
    let whose = |k: &usize| match graph.rel(*k) {
        Deprel::Acl => graph.passive(*k),
        // `the strike that the general ordered`
        _ => !graph.passive(*k) && graph.args(*k).obj.contains(&noun) && !graph.args(*k).inherited,
    };
    // `the attack is believed to have been carried out by`, `the attack said to have been ordered by`.
    let held = |w: usize| {
        let effect = doc.lexicon.cues.effect(&graph.lemma(w).to_lowercase());
        effect.is_some_and(|e| e.modality.is_none() && !e.content && !e.negates)
    };
    let over = graph.head(noun).filter(|_| matches!(graph.rel(noun), Deprel::Nsubj | Deprel::NsubjPass));
    let reported = graph
        .kids_in(noun, &[Deprel::Acl])
        .chain(over)
        .filter(|&w| graph.upos(w) == Upos::Verb && held(w))
        .flat_map(|w| graph.kids_in(w, &[Deprel::Xcomp]).filter(|&k| graph.passive(k)).collect::<Vec<_>>());
    let told = graph.kids_in(noun, &[Deprel::Acl, Deprel::AclRelcl]).filter(whose).chain(reported);
    told.collect::<Vec<_>>().into_iter().find_map(|verb| {
        let light = doc.lexicon.light.get(&lemma_of(graph, verb)).or_else(|| doc.lexicon.light.get(graph.lemma(verb)))?;
        let fits = light.takes("obj") && light.lends_actor() && light.phase == Phase::None;
        let args = graph.args(verb);
        (fits && !args.subj.is_empty() && doc.lexicon.parts.role(graph.lemma(verb)).is_none()).then_some((verb, light, args))
    })
}

/// The support verb over a noun: `carried out an attack`, `came under fire`, `an attack was carried out`.
pub(super) fn support<'l>(doc: &Document<'l>, at: Loc) -> Option<(usize, &'l Light, Args)> {
    let graph = &doc.graphs[at.tree];
    let noun = graph.first_conjunct(at.word);
    over(doc, graph, of_measure(doc, graph, noun)).or_else(|| carried(doc, at.tree, noun))
}

fn over<'l>(doc: &Document<'l>, graph: &Graph<'_>, noun: usize) -> Option<(usize, &'l Light, Args)> {
    let (verb, rel) = (graph.head(noun)?, graph.rel(noun));
    let lemma = lemma_of(graph, verb);
    let light = doc.lexicon.light.get(&lemma).or_else(|| doc.lexicon.light.get(graph.lemma(verb)))?;
    let fits = match rel {
        Deprel::Obj => light.takes("obj"),
        Deprel::NsubjPass => light.takes("obj"),
        // `The raid derailed the talks`: what comes to nothing is the object, not what is told of it.
        Deprel::Nsubj => light.takes("subj") && !(light.negates() && graph.kid(verb, &[Deprel::Obj]).is_some()),
        Deprel::Obl => graph.case(noun).is_some_and(|c| light.takes(&c)),
        _ => false,
    };
    fits.then(|| (verb, light, graph.args(verb)))
}

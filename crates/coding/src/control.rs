//! Who holds which place: "rebel-held districts", "controlled by", "under de facto control of", "stronghold",
//! "recognised as part of".

use crate::document::Document;
use crate::entity::{Ent, Loc, phrase};
use crate::graph::Graph;
use crate::place::Toponym;
use dateline_syntax::{Deprel, Feats, NameClass, Upos};
use dateline_text::Span;

/// A place and its holder, as a sentence tells it.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub at: Loc,
    pub core: Vec<usize>,
    pub evidence: Span,
    pub place: String,
    pub holders: Vec<Ent>,
    pub basis: &'static str,
    pub rule: &'static str,
    /// Told as over by then: "territory it had controlled for decades".
    pub past: bool,
    /// The verb that tells how real it is.
    pub verb: usize,
}

/// Control told in one sentence.
pub(crate) fn find(doc: &Document<'_>, tree: usize) -> Vec<Held> {
    let graph = &doc.graphs[tree];
    let mut all = Vec::new();
    for word in 0..graph.len() {
        let at = Loc { tree, word };
        let lemma = graph.lemma(word).to_lowercase();
        let parts = &doc.lexicon.parts;
        let held = if parts.holds(&lemma) && graph.upos(word) != Upos::Noun {
            attributive(doc, at).or_else(|| clause(doc, at))
        } else if parts.holding(&lemma) {
            under(doc, at)
        } else if parts.stronghold(&lemma) {
            stronghold(doc, at)
        } else if parts.recognises(&lemma) {
            recognised(doc, at)
        } else {
            None
        };
        all.extend(held);
    }
    all
}

/// Whether the clause of a word tells in the pluperfect what had lasted by then, and not since when it lasts.
fn over(graph: &Graph<'_>, word: usize) -> bool {
    let had = |k: usize| graph.lemma(k) == "have" && graph.feats(k).has(Feats::PAST);
    let since = graph.kids_in(word, &[Deprel::Obl, Deprel::Nmod]).any(|k| graph.case(k).as_deref() == Some("since"));
    graph.kids_in(word, &[Deprel::Aux]).any(had) && !since
}

/// The verb that tells how real it is that something is under somebody's control. Of "talks failed to result in the region being put under
/// their control" that is none of the words of putting.
fn told_by(graph: &Graph<'_>, control: usize) -> usize {
    let Some(verb) = graph.head(control).filter(|_| graph.rel(control) == Deprel::Obl) else { return control };
    let being = graph.kids_in(verb, &[Deprel::AuxPass, Deprel::Aux]).any(|k| graph.lemma(k) == "be" && graph.feats(k).has(Feats::PART));
    if graph.rel(verb) != Deprel::Acl || !being {
        return verb;
    }
    let ground = graph.head(verb).map(|noun| first_of(graph, noun));
    ground.and_then(|noun| graph.head(noun)).filter(|&above| graph.upos(above) == Upos::Verb).unwrap_or(verb)
}

/// Whether words stand in the clause of `at`, and not in one that goes on beside it.
pub(crate) fn same_clause(graph: &Graph<'_>, at: usize, words: Span) -> bool {
    let first = (0..graph.len()).find(|&w| words.contains(graph.span(w)));
    let beside = |w: usize| {
        let mut between = graph.path(w).take_while(|&a| a != at && !graph.dominates(a, at));
        between.any(|a| matches!(graph.rel(a), Deprel::Conj | Deprel::Parataxis))
    };
    first.is_none_or(|w| !beside(w))
}

/// The first of the things that a word is told beside: of several places the first is owed.
fn first_of(graph: &Graph<'_>, word: usize) -> usize {
    graph.head(word).filter(|_| graph.rel(word) == Deprel::Conj).unwrap_or(word)
}

/// Whether a noun phrase is a piece of ground.
fn is_ground(doc: &Document<'_>, tree: usize, word: usize) -> bool {
    let graph = &doc.graphs[tree];
    doc.toponym_at(tree, word).is_some()
        || graph.tree.words[word].mark.is_some_and(|m| m.class == NameClass::Place)
        || doc.lexicon.predicates.is_place_noun(&graph.lemma(word).to_lowercase())
}

/// The words for the place: a named place inside the phrase, else the phrase.
fn ground_name(doc: &Document<'_>, tree: usize, word: usize) -> String {
    let graph = &doc.graphs[tree];
    let named = graph
        .subtree_without(word, |k| matches!(graph.rel(k), Deprel::AclRelcl | Deprel::Acl | Deprel::Conj))
        .into_iter()
        .find_map(|w| doc.toponym_at(tree, w));
    // A piece of a country, or something in it, is not the country: "northwestern Syria", "hospitals in Syria".
    let towards = graph.kids_in(word, &[Deprel::Amod, Deprel::Compound]).find(|&k| k < word && is_direction(graph.lemma(k)));
    let part = |t: &Toponym| {
        t.precision == "country" && (towards.is_some() || !(t.mention.first_word..=t.mention.last_word).contains(&word))
    };
    match named {
        Some(t) if part(t) => {
            let whole = phrase(graph, word);
            let start = graph.span(towards.unwrap_or(word)).start;
            Span { start, end: whole.end.max(graph.span(word).end) }.of(&doc.report.text).to_owned()
        }
        Some(t) => t.name.clone(),
        None => phrase(graph, word).of(&doc.report.text).to_owned(),
    }
}

/// Whether a word tells which side of a country: `northwestern`.
fn is_direction(lemma: &str) -> bool {
    let lower = lemma.to_lowercase().replace('-', "");
    let stem = lower.strip_suffix("ern").unwrap_or(&lower);
    matches!(stem, "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest" | "central")
}

fn ents(doc: &Document<'_>, tree: usize, words: &[usize]) -> Vec<Ent> {
    let mut all: Vec<Ent> = Vec::new();
    for &w in words {
        for e in doc.ents(tree, w) {
            if e.acts() && !e.is_outlet() && !all.iter().any(|x| x.key == e.key) {
                all.push(e.clone());
            }
        }
    }
    all
}

/// `rebel-held districts`
fn attributive(doc: &Document<'_>, at: Loc) -> Option<Held> {
    let graph = &doc.graphs[at.tree];
    if !matches!(graph.rel(at.word), Deprel::Amod | Deprel::Compound | Deprel::Acl) {
        return None;
    }
    let noun = graph.head(at.word)?;
    if noun <= at.word {
        return None;
    }
    let holder: Vec<usize> =
        graph.kids(at.word).iter().copied().filter(|&k| k < at.word && !matches!(graph.rel(k), Deprel::Punct)).collect();
    let holders = ents(doc, at.tree, &holder);
    if holders.is_empty() || !is_ground(doc, at.tree, noun) && graph.upos(noun) != Upos::Propn {
        return None;
    }
    let whole = phrase(graph, noun).cover(graph.span(holder[0]));
    Some(Held {
        at,
        core: vec![at.word, noun],
        evidence: whole,
        place: ground_name(doc, at.tree, noun),
        holders,
        basis: "de_facto",
        rule: "control: X-held place",
        past: false,
        verb: at.word,
    })
}

/// `controlled by separatists`, `the army holds the city`
fn clause(doc: &Document<'_>, at: Loc) -> Option<Held> {
    let graph = &doc.graphs[at.tree];
    let args = graph.args(at.word);
    let ground = args.obj.iter().copied().find(|&o| is_ground(doc, at.tree, o))?;
    let holders = ents(doc, at.tree, &args.subj);
    if holders.is_empty() {
        return None;
    }
    let mut words = vec![at.word];
    words.extend(
        args.subj.iter().flat_map(|&s| graph.subtree_without(s, |k| matches!(graph.rel(k), Deprel::AclRelcl | Deprel::Acl))),
    );
    let mut evidence = graph.cover(&words).cover(phrase(graph, ground));
    if let Some(since) = graph.kids_in(at.word, &[Deprel::Obl]).find(|&k| graph.case(k).as_deref() == Some("since")) {
        evidence = evidence.cover(graph.cover(&graph.subtree(since)));
    }
    Some(Held {
        at,
        core: vec![at.word],
        evidence,
        place: ground_name(doc, at.tree, ground),
        holders,
        basis: "de_facto",
        rule: "control: verb of holding",
        past: over(graph, at.word),
        verb: at.word,
    })
}

/// `under de facto control of separatists`, `in the hands of rebels`, `put under Baku's control`
fn under(doc: &Document<'_>, at: Loc) -> Option<Held> {
    let graph = &doc.graphs[at.tree];
    let case = graph.case(at.word)?;
    if !matches!(case.as_str(), "under" | "in") {
        return None;
    }
    let owners: Vec<usize> = graph
        .kids_in(at.word, &[Deprel::NmodPoss, Deprel::Nmod, Deprel::Amod, Deprel::Compound])
        .flat_map(|k| graph.conjuncts(k))
        .collect();
    let mut holders = ents(doc, at.tree, &owners);
    let subject: Vec<usize> = match graph.rel(at.word) {
        Deprel::Nmod => graph.head(at.word).into_iter().collect(),
        _ => {
            let mut s: Vec<usize> = graph.kids_in(at.word, &[Deprel::Nsubj]).map(|k| graph.antecedent(k)).collect();
            if let Some(h) = graph.head(at.word) {
                let args = graph.args(h);
                s.extend(args.obj.iter().chain(&args.subj));
            }
            if s.is_empty()
                && graph.rel(at.word) == Deprel::Conj
                && let Some(h) = graph.head(at.word)
            {
                let args = graph.args(h);
                s.extend(args.obj.iter().chain(&args.subj));
            }
            s
        }
    };
    let mut ground = subject.iter().copied().find(|&s| is_ground(doc, at.tree, s));
    // `in control of the city`: the object of control is the place, the subject holds it.
    if case == "in" && graph.lemma(at.word) == "control" {
        ground = owners.iter().copied().find(|&o| is_ground(doc, at.tree, o));
        holders = ents(doc, at.tree, &subject);
    }
    let ground = first_of(graph, ground?);
    if holders.is_empty() || !is_ground(doc, at.tree, ground) {
        return None;
    }
    let mut words = graph.subtree_without(at.word, |k| {
        matches!(graph.rel(k), Deprel::Nsubj | Deprel::AclRelcl | Deprel::Parataxis | Deprel::Advcl)
    });
    words.extend(graph.kids_in(at.word, &[Deprel::Cop, Deprel::Aux]));
    Some(Held {
        at,
        core: vec![at.word],
        evidence: graph.cover(&words),
        place: ground_name(doc, at.tree, ground),
        holders,
        basis: "de_facto",
        rule: "control: under the control of",
        past: over(graph, at.word),
        verb: told_by(graph, at.word),
    })
}

/// `Idlib, a rebel stronghold`; `the rebel stronghold of Idlib`
fn stronghold(doc: &Document<'_>, at: Loc) -> Option<Held> {
    let graph = &doc.graphs[at.tree];
    let owners: Vec<usize> = graph.kids_in(at.word, &[Deprel::Amod, Deprel::Compound, Deprel::NmodPoss]).collect();
    let mut holders = ents(doc, at.tree, &owners);
    for &o in &owners {
        if holders.is_empty() {
            holders = doc.modifier_actor(at.tree, o).into_iter().collect();
        }
    }
    let ground = graph
        .kids_in(at.word, &[Deprel::Nmod, Deprel::Appos, Deprel::Flat, Deprel::Compound])
        .find(|&k| is_ground(doc, at.tree, k))
        .or_else(|| {
            graph.head(at.word).filter(|&h| {
                matches!(graph.rel(at.word), Deprel::Appos | Deprel::Compound | Deprel::NmodDesc) && is_ground(doc, at.tree, h)
            })
        })?;
    if holders.is_empty() {
        return None;
    }
    let evidence = phrase(graph, at.word).cover(phrase(graph, ground));
    Some(Held {
        at,
        core: vec![at.word],
        evidence,
        place: ground_name(doc, at.tree, ground),
        holders,
        basis: "de_facto",
        rule: "control: stronghold",
        past: false,
        verb: at.word,
    })
}

/// `internationally recognised as part of Azerbaijan`
fn recognised(doc: &Document<'_>, at: Loc) -> Option<Held> {
    let graph = &doc.graphs[at.tree];
    let args = graph.args(at.word);
    let ground = args.obj.iter().copied().find(|&o| is_ground(doc, at.tree, o))?;
    let part = args
        .obls
        .iter()
        .map(|o| o.head)
        .chain(args.comps.iter().copied())
        .find(|&h| matches!(graph.lemma(h), "part" | "territory"))?;
    let owners: Vec<usize> = graph.kids_in(part, &[Deprel::Nmod, Deprel::Amod, Deprel::NmodPoss]).collect();
    let holders = ents(doc, at.tree, &owners);
    if holders.is_empty() {
        return None;
    }
    let mut words = graph.subtree_without(part, |_| false);
    words.push(at.word);
    let evidence = graph.cover(&words).cover(phrase(graph, ground));
    Some(Held {
        at,
        core: vec![at.word],
        evidence,
        place: ground_name(doc, at.tree, ground),
        holders,
        basis: "de_jure",
        rule: "control: recognised as part of",
        past: false,
        verb: at.word,
    })
}

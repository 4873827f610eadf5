//! Where, told elsewhere: a figure lies where its event does, "the city" is the one named last, a deal is struck where the
//! talks were held, and people of a country are harmed in it as far as the words say.
//!
//! Runs over the drafts of the whole report, after each has looked for a place of its own ([`crate::setting`]).

use crate::claim::Modality;
use crate::document::Document;
use crate::draft::{Body, Draft};
use crate::graph::Graph;
use crate::setting;
use dateline_syntax::{Deprel, NameClass, Upos};
use dateline_text::Span;

/// Over how many sentences "the city" looks back.
const BACK: usize = 4;
/// Over how many sentences talks lend their place to what came of them.
const TALKS: usize = 2;

/// Fills the places that other words of the report tell.
pub(crate) fn places(doc: &Document<'_>, drafts: &mut [Draft]) {
    let venues: Vec<usize> = drafts.iter().filter(|d| d.is("CONSULT") || d.is("AGREE")).filter_map(|d| d.place).collect();
    for d in drafts.iter_mut().filter(|d| bodily(d) && d.place.is_none()) {
        let (place, spot) = by_noun(doc, d, &venues);
        d.place = place;
        d.spot = spot.filter(|_| place.is_none());
    }
    of_the_event(drafts);
    of_the_talks(doc, drafts);
    for i in 0..drafts.len() {
        if harm(&drafts[i]) && drafts[i].place.is_none() && drafts[i].spot.is_none() && drafts[i].land.is_none() {
            drafts[i].land = of_the_people(doc, &drafts[i]);
        }
    }
}

fn harm(d: &Draft) -> bool {
    d.is("ASSAULT") || matches!(d.body, Body::Figure(_))
}

/// Whether something happens that has a place: deeds and counts, no words.
fn bodily(d: &Draft) -> bool {
    harm(d) || ["COERCE", "MOBILIZE", "RETREAT", "PROTEST", "AID", "CONSULT"].iter().any(|kind| d.is(kind))
}

/// "Clashes on the edges of the city", "missiles struck the camp", "a shootout along their border": a definite noun of place at
/// or below the predicate. A town, camp or province is the one named last; a border or front has no point of its own.
fn by_noun(doc: &Document<'_>, d: &Draft, venues: &[usize]) -> (Option<usize>, Option<(String, Span)>) {
    let graph = &doc.graphs[d.at.tree];
    for &core in &d.core {
        for k in graph.kids(core).iter().copied() {
            let located = match graph.rel(k) {
                Deprel::Obl | Deprel::Nmod => matches!(
                    graph.case(k).as_deref(),
                    Some("in" | "on" | "at" | "along" | "near" | "outside" | "around" | "inside" | "across" | "into" | "over")
                ),
                Deprel::Obj | Deprel::NsubjPass => d.is("ASSAULT"),
                _ => false,
            };
            if !located {
                continue;
            }
            for noun in beneath(graph, k) {
                if let Some(span) = frontier(doc, graph, noun) {
                    return (None, Some((name(doc, graph, noun), span)));
                }
                if let Some(place) = named_last(doc, d, noun, venues) {
                    return (Some(place), None);
                }
            }
        }
    }
    (None, None)
}

/// A noun and the nouns of place inside it: "positions in the eastern sector of the border".
fn beneath(graph: &Graph<'_>, noun: usize) -> Vec<usize> {
    let mut all = vec![noun];
    let mut next = 0;
    while next < all.len() && all.len() < 6 {
        let inside = graph.kids_in(all[next], &[Deprel::Nmod]);
        all.extend(inside.filter(|&k| matches!(graph.case(k).as_deref(), Some("of" | "in" | "on" | "at" | "along" | "near"))));
        next += 1;
    }
    all
}

/// A border or a front.
fn frontier(doc: &Document<'_>, graph: &Graph<'_>, noun: usize) -> Option<Span> {
    doc.lexicon.predicates.in_class("frontier", graph.lemma(noun)).then(|| crate::entity::phrase(graph, noun))
}

/// "Armenian-Azerbaijani border": the noun with the peoples before it.
fn name(doc: &Document<'_>, graph: &Graph<'_>, noun: usize) -> String {
    let first = (0..noun)
        .rev()
        .take_while(|&w| graph.tree.words[w].mark.is_some() || graph.upos(w) == Upos::Punct)
        .filter(|&w| graph.tree.words[w].mark.is_some())
        .last()
        .unwrap_or(noun);
    graph.span(first).cover(graph.span(noun)).of(&doc.report.text).to_owned()
}

/// The place named last before a definite noun of its kind.
fn named_last(doc: &Document<'_>, d: &Draft, noun: usize, venues: &[usize]) -> Option<usize> {
    let graph = &doc.graphs[d.at.tree];
    let of = |class: &str| doc.lexicon.predicates.in_class(class, graph.lemma(noun));
    let kinds: &[&str] = match () {
        () if of("locality") => &["exact", "settlement", "district"],
        () if of("division") => &["province", "district", "region"],
        () => return None,
    };
    let definite =
        graph.has_kid(noun, &[Deprel::Det], &["the", "this", "that"]) || graph.feats(noun).has(dateline_syntax::Feats::PLURAL);
    // A name inside the phrase is a place of its own.
    let named = doc.toponyms.iter().any(|t| t.mention.tree == d.at.tree && graph.dominates(noun, t.mention.first_word));
    if !definite || named {
        return None;
    }
    let last = (0..doc.toponyms.len()).rev().find(|&i| {
        let t = &doc.toponyms[i];
        if sits(doc, t) {
            return false;
        }
        let before = t.mention.tree < d.at.tree || t.mention.tree == d.at.tree && t.mention.last_word < noun;
        let venue = !d.is("CONSULT") && venues.iter().any(|&v| doc.toponyms[v].name == t.name);
        before && !venue && d.at.tree - t.mention.tree <= BACK && kinds.contains(&t.precision) && t.place.is_some()
    })?;
    // "Fighting in Daraa and Homs … in the city": which of them is not told.
    let t = &doc.toponyms[last];
    let graph = &doc.graphs[t.mention.tree];
    let same = |o: &crate::place::Toponym| {
        o.mention.tree == t.mention.tree
            && o.name != t.name
            && kinds.contains(&o.precision)
            && (o.mention.first_word..=o.mention.last_word)
                .any(|w| graph.conjuncts(graph.first_conjunct(head_of(graph, t))).contains(&w))
    };
    Some(last).filter(|_| !doc.toponyms.iter().any(same))
}

/// The word of a place name that hangs outside of it.
fn head_of(graph: &Graph<'_>, t: &crate::place::Toponym) -> usize {
    let inside = |w: usize| (t.mention.first_word..=t.mention.last_word).contains(&w);
    (t.mention.first_word..=t.mention.last_word)
        .find(|&w| graph.head(w).is_none_or(|h| !inside(h)))
        .unwrap_or(t.mention.first_word)
}

/// Whether a name tells where a speaker sits, not where something happens: "state media in Damascus said".
fn sits(doc: &Document<'_>, t: &crate::place::Toponym) -> bool {
    let graph = &doc.graphs[t.mention.tree];
    let word = head_of(graph, t);
    let Some(noun) = graph.head(word).filter(|_| graph.rel(word) == Deprel::Nmod) else { return false };
    graph.rel(noun) == Deprel::Nsubj
        && graph.head(noun).is_some_and(|v| doc.lexicon.cues.verb(&graph.lemma(v).to_lowercase()).is_some())
}

/// A figure lies where the event lies that it counts, and the other way round.
fn of_the_event(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let Some(event) = drafts[i].links.iter().find(|(rel, _)| *rel == "counts").map(|l| l.1) else { continue };
        if drafts[i].place.is_none() && drafts[i].spot.is_none() {
            (drafts[i].place, drafts[i].spot) = (drafts[event].place, drafts[event].spot.clone());
        } else if drafts[event].place.is_none() && drafts[event].spot.is_none() {
            (drafts[event].place, drafts[event].spot) = (drafts[i].place, drafts[i].spot.clone());
        }
    }
}

/// Agreements struck at talks take the talks' place.
fn of_the_talks(doc: &Document<'_>, drafts: &mut [Draft]) {
    // "Struck at talks in Geneva": the noun alone tells of talks.
    for d in drafts.iter_mut().filter(|d| d.is("AGREE") && d.place.is_none()) {
        d.place = at_talks(doc, d);
    }
    for i in 0..drafts.len() {
        let told = drafts[i].place.is_none() && (drafts[i].is("AGREE") || drafts[i].is("CONSULT"));
        if !told || drafts[i].mood.modality != Modality::Actual {
            continue;
        }
        let sides: Vec<&String> = drafts[i].actors.iter().filter_map(|a| a.party.as_ref()).collect();
        let from = (0..drafts.len())
            .filter(|&j| {
                let o = &drafts[j];
                (o.is("CONSULT") || o.is("AGREE"))
                    && o.place.is_some()
                    && drafts[i].at.tree.abs_diff(o.at.tree) <= TALKS
                    && o.mood.modality == Modality::Actual
                    && !(o.time.is_some() && drafts[i].time.is_some() && o.time != drafts[i].time)
                    // Other talks of one of the sides are other talks.
                    && (!drafts[i].is("CONSULT") || drafts[i].actors.iter().all(|a| o.actors.iter().any(|b| a.code == b.code)))
                    && (o.actors.is_empty()
                        || sides.is_empty()
                        || o.actors.iter().any(|a| a.party.as_ref().is_some_and(|p| sides.contains(&p))))
            })
            .min_by_key(|&j| (drafts[i].at.tree.abs_diff(drafts[j].at.tree), j));
        if let Some(from) = from {
            drafts[i].place = drafts[from].place;
        }
    }
}

/// The place of talks that the predicate is told to have come about at.
fn at_talks(doc: &Document<'_>, d: &Draft) -> Option<usize> {
    let graph = &doc.graphs[d.at.tree];
    let meeting = |w: usize| doc.lexicon.predicates.in_class("talks", &graph.lemma(w).to_lowercase());
    let mut near: Vec<usize> = d.core.iter().flat_map(|&c| graph.kids(c).to_vec()).collect();
    near.extend(d.core.iter().filter_map(|&c| graph.head(c)));
    near.retain(|&w| meeting(w));
    near.into_iter().find_map(|noun| {
        doc.toponyms.iter().position(|t| {
            t.mention.tree == d.at.tree
                && setting::located_at(graph, t)
                && (graph.dominates(noun, t.mention.first_word) || graph.head(t.mention.first_word) == graph.head(noun))
        })
    })
}

/// The country of those it happened to, by its name or demonym in the sentence or the one before: the one country told there
/// that does not belong to who did it, and in which the report plays.
fn of_the_people(doc: &Document<'_>, d: &Draft) -> Option<(String, Span)> {
    let doer = |code: &String| d.actors.iter().any(|a| a.code.as_ref() == Some(code));
    let home = doc.entities.theatre.as_ref()?;
    let elsewhere = d.recipients.iter().any(|r| !r.assumed && r.code.as_ref().is_some_and(|c| c != home));
    // Two accusers tell two stories; where the report plays must not give a place to one of them.
    let alleged = d.links.iter().any(|(rel, _)| *rel == "alleged_in");
    if elsewhere || alleged || d.historical {
        return None;
    }
    let told = |tree: usize| -> Vec<(String, Span)> {
        let graph = &doc.graphs[tree];
        (0..graph.len())
            .filter_map(|w| {
                let mark = graph.tree.words[w].mark.filter(|m| matches!(m.class, NameClass::Demonym | NameClass::State))?;
                Some((doc.state_code(mark.entry)?, graph.span(w)))
            })
            .filter(|(code, _)| !doer(code))
            .collect()
    };
    let here = told(d.at.tree);
    let here = if here.is_empty() && d.at.tree > 0 { told(d.at.tree - 1) } else { here };
    let (code, span) = here.first()?;
    (code == home && here.iter().all(|(other, _)| other == code)).then(|| (code.clone(), *span))
}

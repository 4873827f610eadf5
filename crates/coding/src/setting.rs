//! When and where: which of the sentence's dates and places belong to which predicate.
//!
//! A date or place belongs to the nearest predicate above it in the tree. A predicate without one of its own takes
//! that of the clause that governs it, but never the date of the reporting verb ("said on Monday") and never one
//! across the border of a relative clause.

mod place;

pub(crate) use place::{country_of, frontier, located_at, place, where_of};

use crate::claim::When;
use crate::document::Document;
use crate::entity::Loc;
use crate::graph::Graph;
use crate::time::{Open, TimeExpr, TimeKind};
use dateline_syntax::{Deprel, Feats, Upos};
use std::collections::BTreeSet;

/// What a sentence's predicates are, so that dates and places find their owners.
pub(crate) struct Predicates {
    /// Words that carry an event, a figure or a report of speech.
    pub words: BTreeSet<usize>,
    /// Those among them that report speech.
    pub cues: BTreeSet<usize>,
    /// Those that judge, discuss or answer what happened: their day is not its day.
    pub about: BTreeSet<usize>,
    /// Those that tell of harm: what they are told after is of the same day.
    pub harm: BTreeSet<usize>,
}

/// The predicate that a date belongs to. A date inside a noun phrase ("a 2020 war") dates that noun alone.
fn time_owner(graph: &Graph<'_>, predicates: &Predicates, time: &TimeExpr, top: usize) -> Option<usize> {
    if predicates.words.contains(&top) {
        return Some(top);
    }
    // `The regime in power since 1963 fought`: a stretch inside the subject tells of the subject alone.
    if time.lead == Some("since") && graph.rel(top) == Deprel::Nmod {
        let phrase = graph.path(top).take_while(|&w| !matches!(graph.upos(w), Upos::Verb | Upos::Aux));
        let subject = phrase.into_iter().find(|&w| matches!(graph.rel(w), Deprel::Nsubj | Deprel::NsubjPass));
        if subject.is_some_and(|s| !graph.path(top).take_while(|&w| w != s).chain([s]).any(|w| predicates.words.contains(&w))) {
            return graph.head(top);
        }
    }
    // `since the beginning of the conflict in March 2011`: the date is that of the beginning.
    if time.lead != Some("since") {
        let phrase = graph.path(top).take_while(|&w| !matches!(graph.upos(w), Upos::Verb | Upos::Aux));
        if let Some(noun) = phrase.into_iter().find(|&w| w != top && graph.case(w).as_deref() == Some("since")) {
            return Some(noun);
        }
    }
    if let Some(content) = before_speaker(graph, predicates, time, top) {
        return Some(content);
    }
    if let Some(after) = after_aside(graph, time.first_word, top) {
        let itself = predicates.words.contains(&after) || matches!(graph.upos(after), Upos::Verb | Upos::Aux);
        return if itself { Some(after) } else { owner(graph, predicates, after) };
    }
    // `exchanges of fire since the 2020 war`: the year dates the war, and the war begins the stretch.
    if time.lead == Some("since")
        && let Some(noun) = graph.head(top).filter(|&h| graph.case(h).as_deref() == Some("since"))
    {
        return owner(graph, predicates, noun);
    }
    if matches!(graph.rel(top), Deprel::Compound | Deprel::Nummod | Deprel::Amod | Deprel::NmodPoss | Deprel::NmodUnmarked) {
        return graph.head(top);
    }
    owner(graph, predicates, top)
}

/// `20 were killed in Hasakah on Monday the Observatory reported`: a day told before who reported, with no comma between it and what
/// was reported, is the day of that; the verb of it.
fn before_speaker(graph: &Graph<'_>, predicates: &Predicates, time: &TimeExpr, top: usize) -> Option<usize> {
    let cue = owner(graph, predicates, top).filter(|c| predicates.cues.contains(c) && time.last_word < *c)?;
    let content = match graph.rel(cue) {
        Deprel::Parataxis => graph.head(cue)?,
        _ => graph.kid(cue, &[Deprel::Ccomp])?,
    };
    let speaker = graph.kid(cue, &[Deprel::Nsubj])?;
    let before = time.first_word.checked_sub(1).map(|w| if graph.upos(w) == Upos::Adp { w.saturating_sub(1) } else { w })?;
    let follows = content <= before && graph.upos(before) != Upos::Punct;
    (follows && time.last_word < speaker && speaker < cue).then_some(content)
}

/// The word before an aside between commas that the reader took a date into, though the date follows the second comma: `Karabakh,
/// known as Artsakh, in 2020`.
fn after_aside(graph: &Graph<'_>, first: usize, top: usize) -> Option<usize> {
    let comma = |w: Option<usize>| w.is_some_and(|w| graph.lemma(w) == ",");
    let verb =
        graph.head(top).filter(|&h| matches!(graph.rel(h), Deprel::Acl | Deprel::Advcl) && graph.feats(h).has(Feats::PART))?;
    // Its first word, the punctuation around it left out.
    let begin = (0..=verb).find(|&w| graph.upos(w) != Upos::Punct && graph.dominates(verb, w))?;
    let led = (first.saturating_sub(3)..first).rev().find(|&w| !graph.dominates(top, w) || graph.upos(w) == Upos::Punct);
    (comma(begin.checked_sub(1)) && comma(led) && verb < first).then(|| graph.head(verb)).flatten()
}

/// The predicate that a word belongs to: the first one above it.
fn owner(graph: &Graph<'_>, predicates: &Predicates, word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..graph.len() {
        let head = graph.head(at)?;
        if predicates.words.contains(&head)
            || predicates.cues.contains(&head)
            || matches!(graph.upos(head), Upos::Verb | Upos::Aux)
            // `has been under the control of …`: a clause whose predicate is a noun.
            || graph.kid(head, &[Deprel::Cop]).is_some()
        {
            return Some(head);
        }
        at = head;
    }
    None
}

/// Predicates whose setting `word` shares, nearest first: itself, then what governs it within the clause.
fn governors(graph: &Graph<'_>, predicates: &Predicates, core: &[usize]) -> Vec<usize> {
    let mut all: Vec<usize> = core.to_vec();
    let Some(&first) = core.first() else { return all };
    let mut at = first;
    for _ in 0..graph.len() {
        let Some(head) = graph.head(at) else { break };
        match graph.rel(at) {
            // The setting of a governor holds for its complements and participles, not for its relative clauses.
            Deprel::AclRelcl | Deprel::Parataxis => break,
            Deprel::Advcl => {
                let mark = graph.kids_in(at, &[Deprel::Mark]).map(|k| graph.lemma(k)).next();
                if !matches!(mark, None | Some("to" | "as" | "while" | "when")) {
                    break;
                }
            }
            _ => {}
        }
        // `were reported to have fired on Monday`: the day is that of the firing.
        let raised = graph.rel(at) == Deprel::Xcomp && graph.kid(head, &[Deprel::NsubjPass, Deprel::AuxPass]).is_some();
        if predicates.cues.contains(&head)
            && matches!(graph.rel(at), Deprel::Ccomp | Deprel::Xcomp | Deprel::Obj | Deprel::Advcl)
            && !raised
        {
            break;
        }
        if !all.contains(&head) {
            all.push(head);
        }
        at = head;
    }
    all
}

/// The head of the phrase by which a predicate is only spoken of: "condemned **the attack**", "met over **the killing** of a minister", "fled
/// after **the raid**". What is done in the clause around it has a day, and the act another, which nobody may have told.
fn topic(graph: &Graph<'_>, predicates: &Predicates, core: &[usize]) -> Option<usize> {
    let mut at = *core.first()?;
    for _ in 0..graph.len() {
        let head = graph.head(at)?;
        let noun = matches!(graph.upos(at), Upos::Noun | Upos::Propn);
        // "Held talks": the talks are what is done, not what is spoken of.
        let spoken = predicates.about.contains(&head)
            && !predicates.about.contains(&at)
            && matches!(graph.rel(at), Deprel::Obj | Deprel::NsubjPass | Deprel::Obl | Deprel::Nmod);
        let behind = matches!(graph.rel(at), Deprel::Obl | Deprel::Nmod)
            && matches!(graph.case(at).as_deref(), Some("after" | "following" | "over" | "about" | "since" | "despite"))
            && !predicates.harm.contains(&head);
        if noun && (spoken || behind) && !hours_after(graph, at) {
            return Some(at);
        }
        at = head;
    }
    None
}

/// "Just hours after a shootout": what came hours before was of the same day, as far as the words say.
fn hours_after(graph: &Graph<'_>, noun: usize) -> bool {
    let case = graph.kids_in(noun, &[Deprel::Case]).next();
    let before = case.and_then(|case| case.checked_sub(1));
    before.is_some_and(|word| matches!(graph.lemma(word), "hour" | "minute" | "moment"))
}

/// The date that stands among the words of a phrase, or right behind it where what is done around it has another: "closed after a bombing in the
/// city on March 21 which killed three", "condemned on Thursday the attacks on the hotels last night".
fn within<'d>(
    graph: &Graph<'_>,
    phrase: usize,
    here: &[(&'d TimeExpr, Option<usize>)],
    dated: impl Fn(&&(&'d TimeExpr, Option<usize>)) -> bool,
) -> Option<&'d TimeExpr> {
    let words: Vec<usize> = (0..graph.len()).filter(|&w| w == phrase || graph.dominates(phrase, w)).collect();
    let (first, last) = (*words.first()?, *words.last()?);
    let before = here.iter().filter(&dated).any(|(t, _)| t.last_word < first);
    // A preposition may stand between.
    let behind = |t: &TimeExpr| before && (last + 1..=last + 2).contains(&t.first_word);
    // What hangs below the phrase finds its owner by the tree; this is for what the tree hangs on the clause around it.
    let among = |t: &TimeExpr| phrase < t.first_word && t.first_word < last && !graph.dominates(phrase, t.first_word);
    let own = |(t, _): &&(&TimeExpr, Option<usize>)| among(t) || behind(t);
    let mut found = here.iter().filter(&dated).filter(own);
    found.next().map(|(t, _)| *t)
}

/// The date of a predicate. `happened`: of something that is done or suffered, as against said or agreed.
pub(crate) fn when<'d>(
    doc: &'d Document<'_>,
    at: Loc,
    core: &[usize],
    predicates: &Predicates,
    happened: bool,
) -> Option<&'d TimeExpr> {
    let graph = &doc.graphs[at.tree];
    let here: Vec<(&TimeExpr, Option<usize>)> = doc
        .times
        .iter()
        .filter(|t| t.tree == at.tree && t.kind != TimeKind::Set && !heads_the_report(doc, t))
        .map(|t| (t, top(graph, t.first_word, t.last_word)))
        .map(|(t, top)| (t, t.governor.or_else(|| time_owner(graph, predicates, t, top))))
        .collect();
    // A span after some other time ("within hours") fixes no date that could be relied on.
    let ranked = unmatched(doc, graph, core);
    let ranked = |t: &TimeExpr| t.lead == Some("since") && ranked.is_some_and(|w| w < t.first_word);
    let dated = |t: &&(&TimeExpr, Option<usize>)| {
        (t.0.start.is_some() || t.0.end.is_some()) && !t.0.value.starts_with("PT") && !ranked(t.0)
    };
    let topic = topic(graph, predicates, core).filter(|_| happened);
    let outside = |word: usize| topic.is_some_and(|topic| word != topic && !graph.dominates(topic, word));
    if let Some(time) = topic.and_then(|topic| within(graph, topic, &here, dated)) {
        return Some(time);
    }
    let governors = governors(graph, predicates, core);
    for governor in governors.iter().filter(|&&g| !outside(g)) {
        let own = here.iter().filter(|(_, o)| *o == Some(*governor)).filter(dated);
        if let Some((time, _)) = own.min_by_key(|(t, _)| {
            (t.kind != TimeKind::Date && t.kind != TimeKind::Time, t.first_word.abs_diff(core[0]), t.governor.is_none())
        }) {
            return Some(time);
        }
    }
    // The date of an argument: "fighting in 2020 claimed 6,500 lives".
    let below = here.iter().filter(dated).find(|(_, o)| {
        o.is_some_and(|o| {
            graph.head(o).is_some_and(|h| core.contains(&h))
                // `the suburbs where the army announced on Monday`: what was announced there is another matter.
                && !(matches!(graph.rel(o), Deprel::AclRelcl | Deprel::Advcl) && graph.has_kid(o, &[Deprel::Advmod], &["where"]))
                && !predicates.cues.contains(&o)
                && !matches!(graph.case(o).as_deref(), Some("since" | "after" | "before" | "until" | "by"))
        })
    });
    if let Some((time, _)) = below {
        return Some(time);
    }
    if let Some(time) = told_at_large(graph, &here, core, predicates).filter(|_| topic.is_none()) {
        return Some(time);
    }
    // One date alone in the sentence dates all that happens in it, unless it is the date of saying or stands in a
    // clause of its own.
    let so_far = so_far(graph, core);
    let mut free = here.iter().filter(dated).filter(|(t, o)| {
        !outside(t.first_word)
            && so_far.is_none_or(|clause| t.lead == Some("since") || graph.dominates(clause, t.first_word))
            && t.governor.is_none()
            && !o.is_some_and(|o| predicates.cues.contains(&o) || graph.upos(o) == Upos::Noun)
            && !graph.path(t.first_word).any(|w| {
                let apart = matches!(graph.rel(w), Deprel::AclRelcl | Deprel::Advcl | Deprel::Acl)
                    // What follows in another clause is not dated with this one: `is recognised …, but has been held since 1994`.
                    || graph.rel(w) == Deprel::Conj && graph.head(w).is_some_and(|h| graph.dominates(h, core[0]) && t.lead.is_some());
                apart && !graph.dominates(w, core[0])
            })
    });
    match (free.next(), free.next()) {
        (Some((time, _)), None) => Some(time),
        _ => None,
    }
}

/// The relative clause around a predicate that tells what has come about up to now: "a conflict **which has left hundreds dead**". A day told
/// outside of it is not that of all this.
fn so_far(graph: &Graph<'_>, core: &[usize]) -> Option<usize> {
    let first = *core.first()?;
    let clause = graph.path(first).find(|&w| graph.rel(w) == Deprel::AclRelcl)?;
    let perfect = graph.kids_in(clause, &[Deprel::Aux]).any(|k| graph.lemma(k) == "have" && graph.feats(k).has(Feats::PRES));
    perfect.then_some(clause)
}

/// A day in figures that opens a report without a word before it ("06.04.2017 Ten soldiers …") is the day of the report, as in a
/// dateline; what happened has its own.
fn heads_the_report(doc: &Document<'_>, time: &TimeExpr) -> bool {
    let graph = &doc.graphs[time.tree];
    let opens = time.tree == 0 && time.first_word == 0 && graph.case(time.last_word).is_none();
    let words = graph.cover(&(time.first_word..=time.last_word).collect::<Vec<_>>()).of(&doc.report.text);
    let figures = words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-'));
    let comma = graph.tree.words.get(time.last_word + 1).is_some_and(|w| w.lemma == ",");
    opens && figures && words.len() > 6 && !comma
}

/// `The deadliest attack since 2011`, `struck for the first time since March`: the stretch is one without the like of it, not the
/// time of the act. The word that says so.
fn unmatched(doc: &Document<'_>, graph: &Graph<'_>, core: &[usize]) -> Option<usize> {
    let near = core.iter().flat_map(|&c| graph.kids(c).iter().copied().chain(graph.head(c)).collect::<Vec<_>>());
    near.flat_map(|w| graph.kids(w).iter().copied().chain([w]).collect::<Vec<_>>()).find(|&w| {
        let form = graph.span(w).of(&doc.report.text).to_lowercase();
        let since = |c: usize| graph.rel(c) == Deprel::Advcl && graph.has_kid(c, &[Deprel::Mark], &["since"]);
        !graph.path(w).any(since)
            && matches!(graph.upos(w), Upos::Adj | Upos::Adv)
            && (form.len() > 5 && form.ends_with("est") || matches!(form.as_str(), "first" | "worst" | "most" | "best"))
    })
}

/// `In December, state media said a strike had hit the airport`: a month or more told before who said so is the time of what
/// was said to have happened, too. A day would be the day of saying.
fn told_at_large<'d>(
    graph: &Graph<'_>,
    here: &[(&'d TimeExpr, Option<usize>)],
    core: &[usize],
    predicates: &Predicates,
) -> Option<&'d TimeExpr> {
    let first = *core.first()?;
    let path: Vec<usize> = graph.path(first).collect();
    let cue = path.iter().copied().find(|w| predicates.cues.contains(w))?;
    let content = path.iter().copied().find(|&w| graph.head(w) == Some(cue) && graph.rel(w) == Deprel::Ccomp)?;
    let past = graph.feats(content).has(Feats::PAST)
        || graph.kids_in(content, &[Deprel::Aux, Deprel::AuxPass]).any(|k| matches!(graph.lemma(k), "have" | "be"));
    let modal = graph.kids_in(content, &[Deprel::Aux]).any(|k| !matches!(graph.lemma(k), "have" | "be" | "do"));
    let subject = graph.kid(cue, &[Deprel::Nsubj])?;
    here.iter()
        .find(|(t, o)| {
            *o == Some(cue)
                && t.last_word < subject
                && subject < cue
                && past
                && !modal
                && matches!(t.precision, "month" | "season" | "year")
        })
        .map(|(t, _)| *t)
}

/// The word of a stretch whose head stands outside of it.
fn top(graph: &Graph<'_>, first: usize, last: usize) -> usize {
    (first..=last).find(|&w| graph.head(w).is_none_or(|h| h < first || h > last)).unwrap_or(last)
}

/// Whether a date stands inside a noun phrase and tells which one is meant: `the 21 August attack`.
pub(crate) fn names(graph: &Graph<'_>, time: &TimeExpr) -> bool {
    matches!(
        graph.rel(top(graph, time.first_word, time.last_word)),
        Deprel::Compound | Deprel::Nummod | Deprel::Amod | Deprel::NmodPoss | Deprel::NmodUnmarked
    )
}

/// A date as the published layout has it.
pub(crate) fn when_of(doc: &Document<'_>, time: &TimeExpr) -> When {
    let iso = |day: Option<jiff::civil::Date>, hour: Option<jiff::civil::Time>| {
        day.map(|d| hour.map_or_else(|| d.to_string(), |h| format!("{d}T{:02}:{:02}", h.hour(), h.minute())))
    };
    When {
        start: iso(time.start, time.start_time),
        end: iso(time.end, time.end_time),
        open: time.open.map(|o| match o {
            Open::Before => "before".into(),
            Open::After => "after".into(),
        }),
        precision: time.precision.into(),
        words: Some(doc.report.quote(time.span)),
        rule: time.rule.clone(),
        anchor: doc.day.map(|d| d.to_string()),
    }
}

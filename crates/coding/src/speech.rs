//! According to whom: the chain of speakers over a word.
//!
//! A speaker reaches a proposition by grammar (the complement of *said*, a clause beside it, "according to")
//! or by quotation marks that run over several sentences. The chain is built from the inside out while climbing
//! to the root, then turned: outermost first.

use crate::claim::Stance;
use crate::document::Document;
use crate::entity::{Ent, Form, Loc, phrase};
use crate::graph::Graph;
use dateline_lexicon::Pos;
use dateline_syntax::{Deprel, Upos};
use dateline_text::Span;

/// One speaker over a proposition.
#[derive(Clone, Debug)]
pub(crate) struct Speaker {
    pub ent: Ent,
    pub stance: Stance,
    /// The verb, noun or phrase that carries it.
    pub cue: Span,
    /// Where the cue stands.
    pub at: Loc,
    /// Several speakers of one cue ("both sides accused the other").
    pub others: Vec<Ent>,
}

/// A cue that governs a stretch of a sentence.
#[derive(Clone, Debug)]
struct Cue {
    word: usize,
    stance: Stance,
    speakers: Vec<Ent>,
    /// Outlets that were told or that quote: outer links.
    relays: Vec<(Ent, Stance)>,
}

/// The speakers over `loc`, outermost first.
pub(crate) fn chain(doc: &Document<'_>, loc: Loc) -> Vec<Speaker> {
    let mut inner_first = in_sentence(doc, loc);
    if inner_first.is_empty() {
        inner_first = across_sentences(doc, loc);
    }
    inner_first.reverse();
    inner_first
}

/// Speakers that the sentence itself names, innermost first.
fn in_sentence(doc: &Document<'_>, loc: Loc) -> Vec<Speaker> {
    let graph = &doc.graphs[loc.tree];
    let mut found: Vec<Speaker> = Vec::new();
    let mut used: Vec<usize> = Vec::new();
    let mut at = loc.word;
    let mut in_relative = false;
    let add = |cue: Cue, found: &mut Vec<Speaker>, used: &mut Vec<usize>| {
        if used.contains(&cue.word) {
            return;
        }
        used.push(cue.word);
        let span = graph.span(cue.word);
        let place = Loc { word: cue.word, ..loc };
        if let Some((first, others)) = cue.speakers.split_first() {
            found.push(Speaker { ent: first.clone(), stance: cue.stance, cue: span, at: place, others: others.to_vec() });
        }
        for (ent, stance) in cue.relays {
            found.push(Speaker { ent, stance, cue: span, at: place, others: Vec::new() });
        }
    };
    for _ in 0..=graph.len() {
        // Cues beside the content: `…, TASS reported`; `as X said`; `according to X`.
        for &k in graph.kids(at) {
            if k == loc.word {
                continue;
            }
            match graph.rel(k) {
                Deprel::Parataxis | Deprel::Advcl | Deprel::Ccomp | Deprel::Conj if !graph.dominates(k, loc.word) => {
                    let beside = match graph.rel(k) {
                        Deprel::Parataxis => graph
                            .kid(k, &[Deprel::Ccomp])
                            // `…, the group said and fresh clashes erupted`: what follows "and" is a second content.
                            .is_none_or(|c| {
                                c > k
                                    && (graph.kid(c, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
                                        || (k + 1..c).any(|w| graph.rel(w) == Deprel::Cc))
                            }),
                        Deprel::Advcl => {
                            graph.case(k).as_deref() == Some("as") && no_content(graph, k)
                                || matches!(graph.lemma(k), "cite" | "quote")
                        }
                        // A parser often hangs a final `X said` on the content as conjunct or complement.
                        _ => k > at && no_content(graph, k),
                    };
                    if beside && let Some(cue) = cue_at(doc, Loc { word: k, ..loc }, None) {
                        add(cue, &mut found, &mut used);
                    }
                }
                Deprel::Obl | Deprel::Nmod | Deprel::Advmod | Deprel::Parataxis if graph.dominates(k, loc.word) => {}
                Deprel::Obl | Deprel::Nmod if graph.case(k).is_some_and(|c| c.starts_with("accord") || c == "per") => {
                    let speakers = speakers_at(doc, Loc { word: k, ..loc });
                    if !speakers.is_empty() {
                        add(Cue { word: k, stance: Stance::Asserts, speakers, relays: Vec::new() }, &mut found, &mut used);
                    }
                }
                _ => {}
            }
        }
        let Some(head) = graph.head(at) else { break };
        if is_content(graph, at, head) {
            if let Some(cue) = cue_at(doc, Loc { word: head, ..loc }, Some(at)).filter(|c| !in_relative || speaks(c.stance)) {
                add(cue, &mut found, &mut used);
            }
        } else if graph.rel(at) == Deprel::AclRelcl && nonrestrictive(graph, at) && found.is_empty() {
            // What the reporter adds in a relative clause is the report's own voice, unless `X said` closes the sentence.
            let closing = graph
                .path(at)
                .any(|a| graph.kids_in(a, &[Deprel::Parataxis]).any(|k| k > at && k > loc.word && no_content(graph, k)));
            if !closing {
                return found;
            }
        }
        in_relative |= !matches!(graph.rel(at), Deprel::Ccomp | Deprel::Xcomp | Deprel::Conj | Deprel::Obj | Deprel::Nsubj)
            && !matches!(graph.case(at).as_deref(), Some("of"))
            // "Denied allegations that it had used gas": what a noun of saying holds is said.
            && !(graph.rel(at) == Deprel::Acl && doc.lexicon.cues.noun(&graph.lemma(head).to_lowercase()).is_some())
            // "Accused them of breaking the truce by shelling the town": the means are alleged as well.
            && !(graph.rel(at) == Deprel::Advcl && graph.case(at).as_deref() == Some("by"));
        at = head;
    }
    if let Some(cue) = closing(doc, loc) {
        add(cue, &mut found, &mut used);
    }
    found
}

/// A cue that stands behind its content ("… , the agency reported."), whatever the tree makes of it: what stands before
/// it is what it says.
fn closing(doc: &Document<'_>, loc: Loc) -> Option<Cue> {
    let graph = &doc.graphs[loc.tree];
    (loc.word + 1..graph.len()).filter(|&w| graph.upos(w) == Upos::Verb).find_map(|verb| {
        let row = doc.lexicon.cues.verb(&graph.lemma(verb).to_lowercase())?;
        let empty = no_content(graph, verb) && graph.kid(verb, &[Deprel::Advcl, Deprel::Parataxis]).is_none_or(|k| k >= loc.word);
        // `what they fear will be a blockade`: a relative clause in mid-sentence closes nothing.
        let relative =
            graph.rel(verb) == Deprel::AclRelcl && graph.tree.words.get(verb + 1).is_some_and(|next| next.upos != Upos::Punct);
        if row.event || relative || !empty && !row.quotes {
            return None;
        }
        let subject =
            graph.kids_in(verb, &[Deprel::Nsubj]).flat_map(|s| graph.subtree_without(s, |k| graph.rel(k) == Deprel::AclRelcl));
        subject.min().filter(|&start| start > loc.word && start + FAR > verb)?;
        cue_at(doc, Loc { word: verb, ..loc }, None)
    })
}

/// How many words a subject may take up before its reporting verb.
const FAR: usize = 40;

/// Whether the stance reports facts; a promise or a demand reaches only what is promised, not what describes its objects.
fn speaks(stance: Stance) -> bool {
    !matches!(stance, Stance::Pledges | Stance::Demands | Stance::Warns | Stance::Accuses | Stance::Denies)
}

/// Whether the verb at `k` has nothing of its own to say: `the agency reported`.
fn no_content(graph: &Graph<'_>, k: usize) -> bool {
    graph.kid(k, &[Deprel::Nsubj]).is_some() && graph.kid(k, &[Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj]).is_none()
}

/// Whether `at` is what its head says.
fn is_content(graph: &Graph<'_>, at: usize, head: usize) -> bool {
    match graph.rel(at) {
        Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj => true,
        Deprel::Obj => graph.upos(head) == Upos::Verb,
        Deprel::Acl => graph.upos(head) == Upos::Noun,
        Deprel::Advcl => matches!(graph.case(at).as_deref(), Some("of" | "for" | "with" | "as" | "that")),
        Deprel::Obl | Deprel::Nmod => {
            matches!(graph.case(at).as_deref(), Some("of" | "for" | "on" | "over" | "about" | "against"))
        }
        Deprel::Parataxis => graph.kid(head, &[Deprel::Ccomp]).is_none(),
        Deprel::Conj => false,
        _ => false,
    }
}

fn nonrestrictive(graph: &Graph<'_>, relcl: usize) -> bool {
    let first = graph.subtree(relcl).first().copied().unwrap_or(relcl);
    graph.tree.words.get(first).is_some_and(|w| w.upos == Upos::Punct && matches!(w.lemma.as_str(), "," | "—" | "–" | "--" | "-"))
        || first > 0 && matches!(graph.lemma(first - 1), "," | "—" | "–" | "--")
}

/// Reads a reporting verb or noun: who speaks, with which stance. `content` is the complement it was reached from.
fn cue_at(doc: &Document<'_>, at: Loc, content: Option<usize>) -> Option<Cue> {
    let graph = &doc.graphs[at.tree];
    let lemma = graph.lemma(at.word).to_lowercase();
    let noun = matches!(graph.upos(at.word), Upos::Noun);
    // `carried out raids` reports nothing, though a paper may carry a story: a verb with a particle that carries an act is another verb.
    let phrase = crate::event::lemma_of(graph, at.word);
    let acts = phrase != lemma && doc.lexicon.light.get(&phrase).is_some();
    let row = if noun { doc.lexicon.cues.noun(&lemma)? } else { doc.lexicon.cues.verb(&lemma).filter(|_| !acts)? };
    if let Some(content) = content {
        let rel = graph.rel(content);
        // A plain object is content only of verbs that take one: `denied the attack`, `claimed responsibility`.
        if matches!(rel, Deprel::Obj | Deprel::Obl | Deprel::Nmod | Deprel::Xcomp) && !row.takes_noun && (rel != Deprel::Xcomp) {
            return None;
        }
        // `continued launching rockets`, `added to the pressure`: a verb that goes on with a deed says nothing.
        if !noun
            && rel == Deprel::Xcomp
            && doc.lexicon.light.get(&lemma).is_some_and(|light| light.phase == dateline_lexicon::Phase::Begin)
        {
            return None;
        }
    }
    // `quoted the army as saying`: *quoted* tells who speaks.
    let under_quote =
        graph.head(at.word).filter(|_| graph.rel(at.word) == Deprel::Advcl && graph.case(at.word).as_deref() == Some("as"));
    if under_quote.is_some_and(|h| doc.lexicon.cues.verb(&graph.lemma(h).to_lowercase()).is_some_and(|r| r.quotes)) {
        return None;
    }
    // `Denied allegations that`, `investigated claims that`: who denies or looks into them makes none.
    if noun && graph.head(at.word).is_some_and(|verb| graph.rel(at.word) == Deprel::Obj && answers(doc, graph, verb)) {
        return None;
    }
    let args = graph.args(at.word);
    let mut relays = Vec::new();
    let mut speakers = Vec::new();
    let mut stance = Stance::from(row.stance);
    if noun {
        for owner in graph.kids_in(at.word, &[Deprel::NmodPoss, Deprel::Nmod, Deprel::Amod, Deprel::Compound]) {
            // "Reports of citizens being attacked": what the phrase tells of them is the content, and they report nothing.
            let of = graph.case(owner).as_deref() == Some("of");
            let beside = content.is_some_and(|c| {
                graph.rel(c) == Deprel::Acl && c > owner && doc.lexicon.cues.verb(&graph.lemma(c).to_lowercase()).is_none()
            });
            let told = of && (beside || graph.kid(owner, &[Deprel::Acl]).is_some());
            let says = matches!(graph.case(owner).as_deref(), None | Some("by" | "from" | "of" | "'s"));
            if !says || told || Some(owner) == content {
                continue;
            }
            speakers.extend(graph.conjuncts(owner).into_iter().flat_map(|o| speakers_at(doc, Loc { word: o, ..at })));
        }
        if speakers.is_empty() {
            let subject = graph.owner(at.word);
            speakers.extend(subject.into_iter().flat_map(|o| speakers_at(doc, Loc { word: o, ..at })));
        }
    } else if row.quotes {
        // `RIA quoted the ministry as saying`: the object speaks, the subject relays.
        speakers.extend(args.obj.iter().chain(&args.iobj).flat_map(|&o| speakers_at(doc, Loc { word: o, ..at })));
        relays.extend(args.subj.iter().flat_map(|&s| speakers_at(doc, Loc { word: s, ..at })).map(|e| (e, Stance::Quotes)));
        stance = Stance::Asserts;
    } else {
        speakers.extend(args.subj.iter().flat_map(|&s| speakers_at(doc, Loc { word: s, ..at })));
        if args.passive && speakers.is_empty() {
            // `was quoted as warning`: the subject speaks.
            return None;
        }
    }
    if speakers.is_empty() && relays.is_empty() {
        return None;
    }
    // `told Reuters`, `said in an interview with the BBC`: the outlet carries it.
    if !noun {
        let told = args.obj.iter().chain(&args.iobj).copied();
        let to = args.obls.iter().filter(|o| matches!(o.prep.as_str(), "to" | "with" | "by")).map(|o| o.head);
        for word in told.chain(to) {
            for e in doc.ents(at.tree, word) {
                if e.is_outlet() {
                    relays.push((e.clone(), Stance::Quotes));
                }
            }
        }
    }
    // An outlet reports, whatever its verb.
    if speakers.iter().all(Ent::is_outlet) && stance == Stance::Asserts {
        stance = Stance::Reports;
    }
    Some(Cue { word: at.word, stance, speakers, relays })
}

/// Whether a verb takes up what others said: to deny it, refuse it or look into it.
fn answers(doc: &Document<'_>, graph: &Graph<'_>, verb: usize) -> bool {
    let lemma = graph.lemma(verb).to_lowercase();
    let denies = doc.lexicon.cues.verb(&lemma).is_some_and(|row| Stance::from(row.stance) == Stance::Denies);
    denies
        || doc
            .lexicon
            .predicates
            .rows(&lemma, Pos::Verb)
            .iter()
            .any(|row| row.kind == "REJECT" || row.modes.iter().any(|mode| mode == "investigate"))
}

/// Who speaks where a phrase is the subject of a reporting verb.
fn speakers_at(doc: &Document<'_>, at: Loc) -> Vec<Ent> {
    let graph = &doc.graphs[at.tree];
    let known = doc.ents(at.tree, at.word);
    // `an AFP correspondent`: the outlet speaks.
    for k in graph.kids_in(at.word, &[Deprel::Compound, Deprel::NmodPoss, Deprel::Nmod, Deprel::Amod, Deprel::Flat]) {
        if let Some(outlet) = doc.ents(at.tree, k).iter().find(|e| e.is_outlet())
            && known.iter().all(|e| e.is_person() || e.form == Form::Noun || e.key.starts_with('r'))
            && doc.lexicon.cues.is_reporter(graph.lemma(at.word))
        {
            return vec![outlet.clone()];
        }
    }
    // `Russia's TASS news agency`: the outlet may stand in apposition or inside the phrase.
    if (known.is_empty() || known.iter().any(|e| e.kind == "organisation" || e.form == Form::Noun))
        && doc.lexicon.cues.is_outlet_noun(graph.lemma(at.word))
    {
        for k in graph.subtree(at.word) {
            if let Some(outlet) = doc.ents(at.tree, k).iter().find(|e| e.is_outlet()) {
                return vec![outlet.clone()];
            }
        }
        return vec![outlet_by_noun(doc, at)];
    }
    if !known.is_empty() {
        return known.iter().filter(|e| !e.thing).cloned().collect();
    }
    if doc.lexicon.cues.is_source_noun(graph.lemma(at.word)) {
        // A paper speaks for whoever wrote it: `UN figures`, `a report by the ministry`.
        if matches!(
            graph.lemma(at.word),
            "figure" | "data" | "estimate" | "statistic" | "count" | "tally" | "report" | "statement" | "document"
        ) {
            let authors = graph.kids_in(at.word, &[Deprel::Compound, Deprel::Amod, Deprel::NmodPoss, Deprel::Nmod]);
            // "Reports of citizens being attacked": who is attacked wrote none.
            let by = |k: &usize| match graph.case(*k).as_deref() {
                None | Some("by" | "from" | "'s") => true,
                Some("of") => graph.kid(*k, &[Deprel::Acl]).is_none(),
                _ => false,
            };
            let ents: Vec<Ent> = authors.filter(by).flat_map(|k| doc.ents(at.tree, k)).filter(|e| e.acts()).cloned().collect();
            if !ents.is_empty() {
                return ents;
            }
        }
        return vec![unnamed(doc, at)];
    }
    Vec::new()
}

/// `Syrian state television`: an outlet without a name of its own.
fn outlet_by_noun(doc: &Document<'_>, at: Loc) -> Ent {
    let graph = &doc.graphs[at.tree];
    let mut e = unnamed(doc, at);
    e.kind = "outlet";
    e.code = graph.subtree(at.word).iter().flat_map(|&w| doc.ents(at.tree, w)).find_map(|x| x.code.clone());
    e.via = format!("outlet by its noun: “{}”", e.name);
    e
}

/// "Sources", "witnesses", "reports": a speaker without a name.
fn unnamed(doc: &Document<'_>, at: Loc) -> Ent {
    let graph = &doc.graphs[at.tree];
    let span = phrase(graph, at.word);
    let words = span.of(&doc.report.text).to_owned();
    Ent {
        key: format!("unnamed/{words}"),
        party: None,
        id: format!("unnamed/{words}"),
        code: graph
            .kids(at.word)
            .iter()
            .flat_map(|&w| doc.ents(at.tree, w))
            .find(|x| !x.is_outlet())
            .and_then(|x| x.code.clone()),
        name: words,
        sector: None,
        kind: "unnamed",
        person: None,
        office: None,
        loc: at,
        span,
        via: "a speaker without a name".into(),
        form: Form::Noun,
        plural: true,
        titled: false,
        thing: false,
        assumed: false,
        either: false,
        hint: None,
    }
}

/// Quoted speech that goes on from the sentence before, or that the sentence after closes.
fn across_sentences(doc: &Document<'_>, loc: Loc) -> Vec<Speaker> {
    let graph = &doc.graphs[loc.tree];
    if !doc.quoted.get(loc.tree).is_some_and(|q| q.contains(graph.span(loc.word))) {
        return Vec::new();
    }
    let opened_here = doc.quoted[loc.tree].start >= graph.tree.span.start;
    let before = (loc.tree.saturating_sub(4)..loc.tree).rev();
    // A quotation that opens at the head of the sentence and is closed by `he said` in the next belongs to that speaker.
    let after = loc.tree + 1..(loc.tree + 2).min(doc.graphs.len());
    let order: Vec<usize> = if opened_here { after.chain(before).collect() } else { before.chain(after).collect() };
    for tree in order {
        let near = doc.graphs[tree].tree.paragraph.abs_diff(graph.tree.paragraph) <= 1;
        if !near || doc.quoted.get(tree).is_none_or(|q| q.is_empty()) {
            continue;
        }
        if let Some(mut speaker) = sentence_speaker(doc, tree) {
            speaker.stance = Stance::Asserts;
            return vec![speaker];
        }
    }
    Vec::new()
}

/// The speaker of the last cue of a sentence that quotes.
fn sentence_speaker(doc: &Document<'_>, tree: usize) -> Option<Speaker> {
    let graph = &doc.graphs[tree];
    let quoted = doc.quoted.get(tree).copied().unwrap_or_default();
    (0..graph.len()).rev().find_map(|word| {
        // Who thinks or says something inside a quotation does not speak it.
        if graph.upos(word) != Upos::Verb || quoted.contains(graph.span(word)) {
            return None;
        }
        let at = Loc { tree, word };
        let cue = cue_at(doc, at, None)?;
        let ent = cue.speakers.into_iter().find(|e| !e.is_outlet())?;
        Some(Speaker { ent, stance: cue.stance, cue: graph.span(word), at, others: Vec::new() })
    })
}

/// For each sentence the stretch of it that stands inside quotation marks (the longest; empty where none does).
pub(crate) fn quoted(text: &str, graphs: &[Graph<'_>]) -> Vec<Span> {
    let mut open: Option<usize> = None;
    let mut paragraph = 0;
    let mut all = Vec::with_capacity(graphs.len());
    for graph in graphs {
        let span = graph.tree.span;
        if graph.tree.paragraph != paragraph {
            // A quotation that runs on opens anew with the next paragraph; else it ended with the last.
            open = None;
            paragraph = graph.tree.paragraph;
        }
        let mut longest = Span::default();
        let mut start = open.map(|_| span.start as usize);
        for (i, c) in span.of(text).char_indices() {
            let at = span.start as usize + i;
            let opens = matches!(c, '“' | '«' | '„') || c == '"' && start.is_none();
            let closes = matches!(c, '”' | '»') || c == '"' && start.is_some();
            if closes && start.is_some() {
                let stretch = Span::new(start.take().unwrap_or(at), at);
                if stretch.len() > longest.len() {
                    longest = stretch;
                }
            } else if opens {
                start = Some(at + c.len_utf8());
            }
        }
        if let Some(s) = start {
            let stretch = Span::new(s, span.end as usize);
            if stretch.len() > longest.len() {
                longest = stretch;
            }
        }
        open = start;
        all.push(longest);
    }
    all
}

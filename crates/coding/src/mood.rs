//! How real a proposition is told as: negated, future, hypothetical, conditional, repeated, hedged.
//!
//! Climbs from the predicate to the root of its sentence. What a governor does to its complement ("failed to",
//! "plans to", "called for") is lexicon data; how far each effect reaches is grammar and stands here.

use crate::claim::{Certainty, Modality};
use crate::graph::Graph;
use dateline_lexicon::{Effect, Lexicon, Light, Pos};
use dateline_syntax::{Deprel, Feats, Upos};
use dateline_text::Span;

/// How a proposition is told.
#[derive(Clone, Debug)]
pub(crate) struct Mood {
    pub negative: bool,
    pub modality: Modality,
    /// The if-clause.
    pub condition: Option<Span>,
    pub recurring: bool,
    pub certainty: Certainty,
    pub hedges: Vec<Span>,
    /// Whether it is only the content of a promise, a demand, a threat or a wish, and by which word.
    pub content_of: Option<usize>,
    /// It is only told as the purpose of something else: "to retake the town".
    pub purpose: bool,
    /// It is the aim of a deed that is told beside it, and shares its day and place: "an operation to capture the leader".
    pub aim: bool,
    /// It is only asked about: "which planes carry out strikes".
    pub asked: bool,
    /// What was decided, in words.
    pub why: Vec<String>,
}

impl Mood {
    /// Told flatly: it is so.
    pub fn plain() -> Mood {
        Mood {
            negative: false,
            modality: Modality::Actual,
            condition: None,
            recurring: false,
            certainty: Certainty::Certain,
            hedges: Vec::new(),
            content_of: None,
            purpose: false,
            aim: false,
            asked: false,
            why: Vec::new(),
        }
    }
}

/// Words of the climb: what reaches the predicate from above.
pub(crate) fn mood(graph: &Graph<'_>, lexicon: &Lexicon, predicate: usize) -> Mood {
    let mut mood = Mood::plain();
    let mut at = predicate;
    own(graph, lexicon, at, &mut mood, true);
    // "An attack allegedly carried out by rebels".
    for doing in graph.kids_in(at, &[Deprel::Acl]).filter(|&k| graph.kid(k, &[Deprel::OblAgent]).is_some()) {
        graph.kids_in(doing, &[Deprel::Advmod]).for_each(|k| hedge(graph, lexicon, k, &mut mood));
    }
    mood.asked = asked(graph, predicate);
    let told = (mood.modality, mood.content_of, mood.why.len());
    for _ in 0..graph.len() {
        let Some(head) = graph.head(at) else { break };
        if !climb(graph, lexicon, at, head, &mut mood) {
            break;
        }
        at = head;
    }
    // "To prevent the attacks that killed dozens": what a clause tells as past has happened, whatever is planned about it.
    if mood.modality != told.0 && graph.upos(predicate) == Upos::Noun && has_happened(graph, predicate) {
        (mood.modality, mood.content_of) = (told.0, told.1);
        mood.why.truncate(told.2);
    }
    mood
}

/// Whether the clause of a word is an indirect question about who does it: "it determines whose planes carry out strikes".
fn asked(graph: &Graph<'_>, word: usize) -> bool {
    let verb =
        if graph.upos(word) == Upos::Noun { graph.head(word).filter(|_| graph.rel(word) == Deprel::Obj) } else { Some(word) };
    verb.filter(|&v| graph.rel(v) == Deprel::Ccomp).is_some_and(|v| {
        let which = |k: usize| graph.has_kid(k, &[Deprel::Det, Deprel::NmodPoss], &["which", "whose", "what"]);
        let subject = graph.kids_in(v, &[Deprel::Nsubj, Deprel::NsubjPass]).next();
        // The reader at times takes the *which* before the subject for an object.
        let before = subject.and_then(|s| s.checked_sub(1)).is_some_and(|w| {
            graph.head(w) == Some(v) && graph.upos(w) == Upos::Det && matches!(graph.lemma(w), "which" | "what")
        });
        subject.is_some_and(which) || before
    })
}

/// Whether a relative clause tells of the noun in the past: `the attacks that killed dozens`.
fn has_happened(graph: &Graph<'_>, noun: usize) -> bool {
    graph.kids_in(noun, &[Deprel::AclRelcl]).any(|k| {
        graph.upos(k) == Upos::Verb
            && graph.feats(k).has(Feats::PAST)
            && graph.feats(k).has(Feats::FIN)
            && graph.kids_in(k, &[Deprel::Aux]).all(|a| matches!(graph.lemma(a), "be" | "have"))
    })
}

/// What stands right beside a word: negation, auxiliaries, adverbs, if-clauses.
fn own(graph: &Graph<'_>, lexicon: &Lexicon, word: usize, mood: &mut Mood, negation: bool) {
    let mut future = false;
    let mut would = false;
    for &k in graph.kids(word) {
        let lemma = graph.lemma(k).to_lowercase();
        match graph.rel(k) {
            Deprel::Advmod | Deprel::Det | Deprel::CcPreconj | Deprel::Cc if lexicon.cues.negates(&lemma) => {
                // `not only` does not negate.
                let only = graph.kids(k).iter().chain(graph.kids(word)).any(|&x| x > k && x <= k + 2 && graph.lemma(x) == "only");
                if negation && !only {
                    mood.negative = !mood.negative;
                    mood.why.push(format!("negated by “{lemma}”"));
                }
            }
            Deprel::Advmod
                if negation && matches!(lemma.as_str(), "long" | "longer") && graph.has_kid(k, &[Deprel::Advmod], &["no"]) =>
            {
                mood.negative = !mood.negative;
                mood.why.push("negated by “no longer”".into());
            }
            // The month of May is no modal.
            Deprel::Aux | Deprel::Cop if graph.upos(k) == Upos::Aux => match lexicon.cues.modal(&lemma) {
                Some(Modal::Future) => future = true,
                Some(Modal::Hypothetical) => weaken(mood, Modality::Hypothetical, &lemma),
                Some(Modal::Would) => would = true,
                None => {}
            },
            Deprel::Advmod | Deprel::Amod | Deprel::Obl | Deprel::OblUnmarked => {
                hedge(graph, lexicon, k, mood);
                if lexicon.cues.repeats(&lemma) {
                    mood.recurring = true;
                }
                if lexicon.cues.plans(&lemma) {
                    weaken(mood, Modality::Future, &lemma);
                }
            }
            Deprel::Advcl => {
                let marked =
                    graph.kids_in(k, &[Deprel::Mark]).find(|&m| lexicon.cues.conditional(&graph.lemma(m).to_lowercase()));
                // `should the conflict spill out`: inversion instead of "if".
                let inverted = graph.kids_in(k, &[Deprel::Aux]).find(|&a| {
                    graph.lemma(a) == "should" && graph.kids_in(k, &[Deprel::Nsubj, Deprel::NsubjPass]).any(|s| a < s)
                });
                if marked.is_some() || inverted.is_some() {
                    // From the word that makes it a condition on.
                    let opener = marked.or(inverted).unwrap_or(k);
                    let clause = graph.subtree_without(k, |x| graph.rel(x) == Deprel::Punct && x + 1 >= graph.len());
                    mood.condition = Some(graph.cover(&clause.into_iter().filter(|&w| w >= opener).collect::<Vec<_>>()));
                    mood.modality = Modality::Conditional;
                    mood.why.push("conditional: an if-clause".into());
                }
            }
            _ => {}
        }
    }
    if to_come(graph, lexicon, word) {
        weaken(mood, Modality::Future, "to");
    }
    // `is going to`, `is set to`, `is due to` come in through the climb as governors.
    if (future || would) && mood.modality == Modality::Actual {
        weaken(mood, Modality::Future, if future { "will" } else { "would" });
    }
}

/// Keeps a word that makes what is told less than sure.
fn hedge(graph: &Graph<'_>, lexicon: &Lexicon, word: usize, mood: &mut Mood) {
    if lexicon.cues.hedges(&graph.lemma(word).to_lowercase()) {
        mood.hedges.push(graph.span(word));
        if mood.certainty == Certainty::Certain {
            mood.certainty = Certainty::Probable;
        }
    }
}

/// "The ministers are to meet on Monday", and in the words of headlines "Ministers to meet on Monday": an infinitive in place of the
/// verb of its clause tells what is arranged.
fn to_come(graph: &Graph<'_>, lexicon: &Lexicon, word: usize) -> bool {
    if graph.upos(word) != Upos::Verb || !graph.has_kid(word, &[Deprel::Mark], &["to"]) {
        return false;
    }
    // "The aim is to end the war" tells of an aim, "it was to protect them" of a purpose.
    let subject = graph.kid(word, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter]);
    let arranges = |s: usize| {
        let lemma = graph.lemma(s).to_lowercase();
        let named =
            graph.tree.words[s].mark.is_some() || graph.upos(s) == Upos::Propn || matches!(lemma.as_str(), "he" | "she" | "they");
        let known = lexicon.agents.get(&lemma).is_some() || !lexicon.predicates.rows(&lemma, Pos::Noun).is_empty();
        named || known && lexicon.cues.effect(&lemma).is_none()
    };
    if subject.is_some_and(|s| !arranges(s)) {
        return false;
    }
    // "The only envoy to visit the town", "is the fifth leader to be killed": such an infinitive tells what was done.
    let told = |noun: usize| {
        let counts = |k: usize| matches!(graph.lemma(k), "first" | "last" | "only" | "latest" | "second" | "third");
        let nth = |k: usize| counts(k) || graph.lemma(k).ends_with("th");
        graph.kids_in(noun, &[Deprel::Amod]).any(nth) || graph.kid(noun, &[Deprel::Cop]).is_some()
    };
    match graph.rel(word) {
        Deprel::Root | Deprel::Ccomp | Deprel::Conj | Deprel::Parataxis => {
            graph.has_kid(word, &[Deprel::Aux, Deprel::Cop], &["be"])
                || graph.rel(word) == Deprel::Root
                    && graph.kid(word, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter]).is_some()
        }
        Deprel::Acl => graph.head(word).is_some_and(|noun| graph.rel(noun) == Deprel::Root && noun < word && !told(noun)),
        _ => false,
    }
}

/// What a modal auxiliary does.
pub use dateline_lexicon::Modal;

fn weaken(mood: &mut Mood, to: Modality, by: &str) {
    if mood.modality == Modality::Actual {
        mood.modality = to;
        mood.why.push(format!("{to} by “{by}”"));
    }
}

/// Whether a noun tells of force that is used or gathered for an aim.
fn deed(lexicon: &Lexicon, lemma: &str) -> bool {
    ["fighting_noun", "aiming"].iter().any(|class| lexicon.predicates.in_class(class, lemma))
}

/// The word that ties `at` to its governor. Of several ("in order to", "on whether") the one that makes a condition, a question or a
/// purpose of it counts.
fn subordinator(graph: &Graph<'_>, lexicon: &Lexicon, at: usize) -> Option<String> {
    let marks: Vec<usize> = graph.kids_in(at, &[Deprel::Mark, Deprel::Case]).collect();
    let is_mark = |&&k: &&usize| graph.rel(k) == Deprel::Mark;
    let telling = |&&k: &&usize| lexicon.cues.conditional(&graph.lemma(k).to_lowercase()) || graph.lemma(k) == "whether";
    let to = |&&k: &&usize| graph.lemma(k) == "to";
    let mut under = marks.iter().filter(is_mark);
    let found = under.clone().find(telling).or_else(|| under.find(to)).or(marks.first());
    found.map(|&k| graph.lemma(k).to_lowercase())
}

/// Carries effects from `head` to the predicate below `at`; false where the climb ends.
fn climb(graph: &Graph<'_>, lexicon: &Lexicon, at: usize, head: usize, mood: &mut Mood) -> bool {
    let rel = graph.rel(at);
    // With its particle: `went on` is no `going to`.
    let lemma = crate::event::lemma_of(graph, head);
    // "Fell short of a deal": the verb and its adverb have one effect.
    let verb = graph.head(head).filter(|_| matches!(graph.rel(head), Deprel::Advmod | Deprel::Xcomp));
    let above = verb.map(|verb| format!("{} {lemma}", graph.lemma(verb)));
    let beside = graph.kids_in(head, &[Deprel::Advmod]).map(|k| format!("{lemma} {}", graph.lemma(k)));
    let both = above.into_iter().chain(beside).find(|both| lexicon.cues.effect(both).is_some());
    let lemma = both.unwrap_or(lemma);
    let mark = subordinator(graph, lexicon, at);
    match rel {
        Deprel::AclRelcl | Deprel::AdvclRelcl | Deprel::Parataxis | Deprel::Appos | Deprel::Root => false,
        Deprel::Advcl => {
            match mark.as_deref() {
                Some(m) if lexicon.cues.conditional(m) => {
                    weaken(mood, Modality::Hypothetical, m);
                    return false;
                }
                Some("without") => {
                    mood.negative = !mood.negative;
                    mood.why.push("negated by “without”".into());
                    return false;
                }
                // "Rather than backing the plan".
                mark if matches!(mark, Some("rather" | "instead")) || graph.has_kid(at, &[Deprel::Cc], &["rather"]) => {
                    mood.negative = !mood.negative;
                    mood.why.push("negated by “rather than”".into());
                    return false;
                }
                // "Are due to meet": what such an adjective tells of is no purpose.
                Some("to") if graph.upos(head) == Upos::Adj && lexicon.cues.effect(&lemma).is_some() => {}
                Some("to") => {
                    weaken(mood, Modality::Hypothetical, "to");
                    mood.purpose = true;
                }
                _ => {
                    let inverted = graph.kids_in(at, &[Deprel::Aux]).any(|a| {
                        graph.lemma(a) == "should" && graph.kids_in(at, &[Deprel::Nsubj, Deprel::NsubjPass]).any(|s| a < s)
                    });
                    if inverted {
                        mood.modality = Modality::Hypothetical;
                        return false;
                    }
                }
            }
            // `as`, `after`, `while` only set two clauses side by side.
            if matches!(mark.as_deref(), None | Some("to" | "of" | "for" | "from" | "with" | "by" | "in" | "at")) {
                governed(graph, lexicon, at, head, &lemma, mood);
            }
            // "Failed to stop them from firing": what is done to the preventing is done to what is prevented.
            if mark.as_deref() == Some("from") && lexicon.cues.effect(&format!("{lemma} from")).is_some_and(|e| e.negates) {
                own(graph, lexicon, head, mood, true);
                return true;
            }
            // A participle clause shares the time and mood of its governor.
            if mark.is_none() && graph.feats(at).has(Feats::PART) || mark.is_none() && graph.feats(at).has(Feats::GER) {
                own(graph, lexicon, head, mood, false);
                return true;
            }
            false
        }
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Csubj => {
            // "Will exchange prisoners captured in May": a participle on somebody who is talked of tells what has happened.
            if graph.rel(at) == Deprel::Acl
                && graph.passive(at)
                && graph.upos(at) == Upos::Verb
                && graph.upos(head) == Upos::Noun
                && graph.feats(at).has(Feats::PAST)
                && matches!(graph.rel(head), Deprel::Obj | Deprel::Nsubj | Deprel::Obl)
                && lexicon.agents.get(graph.lemma(head)).is_some()
            {
                return false;
            }
            // "An offensive to recapture the town": what a deed aims at is not done yet.
            if graph.rel(at) == Deprel::Acl && mark.as_deref() == Some("to") && deed(lexicon, &lemma) {
                mood.aim = mood.modality == Modality::Actual;
                weaken(mood, Modality::Hypothetical, "to");
                return false;
            }
            // "Fighters holding the dam will be paid": what describes an actor is so, whatever the actor will do.
            if rel == Deprel::Acl
                && mark.is_none()
                && !graph.passive(at)
                && (graph.feats(at).has(Feats::GER) || graph.feats(at).has(Feats::PART))
                && lexicon.agents.get(graph.lemma(head)).is_some()
                && lexicon.cues.effect(&lemma).is_none()
            {
                return false;
            }
            // What is asked is open, also where it is asked of the future: "whether the army would attack".
            if matches!(mark.as_deref(), Some("whether" | "if")) {
                if mood.modality == Modality::Future {
                    mood.modality = Modality::Actual;
                }
                weaken(mood, Modality::Hypothetical, "whether");
            }
            governed(graph, lexicon, at, head, &lemma, mood);
            if rel == Deprel::Ccomp {
                return false;
            }
            own(
                graph,
                lexicon,
                head,
                mood,
                rel == Deprel::Xcomp && lexicon.cues.effect(&lemma).is_some_and(|e| e.passes_negation),
            );
            true
        }
        Deprel::Conj => {
            let own_aux = graph.kid(at, &[Deprel::Aux, Deprel::Nsubj, Deprel::NsubjPass]).is_some();
            if !own_aux && graph.upos(at) == graph.upos(head) {
                own(graph, lexicon, head, mood, graph.has_kid(at, &[Deprel::Cc], &["or", "nor"]));
            }
            graph.upos(at) == graph.upos(head)
        }
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj => {
            if graph.upos(head) == Upos::Verb || graph.upos(head) == Upos::Aux || graph.kid(head, &[Deprel::Cop]).is_some() {
                // A verb that carries its object carries nothing of who stands before it: "those who fight have committed crimes".
                let carries = match rel {
                    Deprel::Nsubj => lexicon.light.get(&lemma).is_some_and(|l| l.takes("subj")),
                    _ => lexicon.light.supports(&lemma),
                };
                // "The raid will derail the talks": what comes to nothing is the object.
                let object = rel == Deprel::Nsubj && graph.kid(head, &[Deprel::Obj]).is_some();
                let ends = object && lexicon.light.get(&lemma).is_some_and(Light::negates);
                let light = !ends && (carries || lemma == "be" || lemma == "take" || lexicon.light.aspect(&lemma).is_some());
                // "The murder of the general will not frighten us": harm that is spoken of as known has been done.
                if rel == Deprel::Nsubj && (!light || object) && done(graph, lexicon, at) {
                    return false;
                }
                // "The strikes may be the deadliest of the war": what they may be does not put them in doubt.
                let such = graph.upos(head) == Upos::Noun && graph.has_kid(head, &[Deprel::Det], &["the"]);
                if rel == Deprel::Nsubj && such && graph.kid(head, &[Deprel::Cop]).is_some() {
                    return false;
                }
                // What a verb does to its object it does not do to its subject: `fighting blocked the road`.
                if rel != Deprel::Nsubj || light {
                    governed(graph, lexicon, at, head, &lemma, mood);
                }
                own(graph, lexicon, head, mood, light);
                return light;
            }
            false
        }
        Deprel::Obl | Deprel::Nmod => {
            // `called for a ceasefire`, `threat of strikes`, `without a deal`.
            match mark.as_deref() {
                Some("without") => {
                    mood.negative = !mood.negative;
                    mood.why.push("negated by “without”".into());
                }
                Some("for" | "of" | "against" | "to" | "on" | "from") => governed(graph, lexicon, at, head, &lemma, mood),
                _ => {}
            }
            // "The fifth round of the talks will begin": what is told of a part is told of the whole.
            let part = mark.as_deref() == Some("of") && matches!(&*lemma, "round" | "phase" | "stage" | "session" | "series");
            rel == Deprel::Nmod && mood.content_of.is_none() && (part || lexicon.cues.effect(&lemma).is_some())
        }
        _ => false,
    }
}

/// Whether a noun tells of harm to somebody as of something known: "the murder of the general".
fn done(graph: &Graph<'_>, lexicon: &Lexicon, noun: usize) -> bool {
    let known = graph.has_kid(noun, &[Deprel::Det], &["the", "this", "that", "these", "those"]);
    let whose = graph.kids_in(noun, &[Deprel::Nmod]).any(|k| graph.case(k).as_deref() == Some("of"));
    graph.upos(noun) == Upos::Noun && known && whose && lexicon.predicates.in_class("murder", &graph.lemma(noun).to_lowercase())
}

/// The lexical effect of a governor on what it governs.
fn governed(graph: &Graph<'_>, lexicon: &Lexicon, at: usize, head: usize, lemma: &str, mood: &mut Mood) {
    // `kept them from leaving`: some verbs have the effect only together with their preposition.
    let with = || subordinator(graph, lexicon, at).and_then(|mark| lexicon.cues.effect(&format!("{lemma} {mark}")));
    let Some(effect) = lexicon.cues.effect(lemma).or_else(with) else { return };
    let Effect { negates, modality, content, clause: of_clause, .. } = effect;
    if *of_clause && matches!(graph.rel(at), Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass) {
        return;
    }
    // "No plans to meet", "no intention of attacking": what is denied of the plan is denied of what is planned.
    let denied = graph.upos(head) == Upos::Noun && (modality.is_some() || *content);
    if let Some(no) =
        graph.kids_in(head, &[Deprel::Det]).find(|&k| denied && lexicon.cues.negates(&graph.lemma(k).to_lowercase()))
    {
        mood.negative = !mood.negative;
        mood.why.push(format!("negated by “{} {lemma}”", graph.lemma(no)));
    }
    let clause = matches!(graph.rel(at), Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Advcl | Deprel::Csubj);
    if *negates {
        mood.negative = !mood.negative;
        mood.why.push(format!("negated by “{lemma}”"));
    }
    if *content && (clause || graph.case(at).is_some() || graph.rel(at) == Deprel::Obj) {
        mood.content_of = Some(head);
    }
    match modality.as_deref() {
        Some("future") => weaken(mood, Modality::Future, lemma),
        Some("hypothetical") => weaken(mood, Modality::Hypothetical, lemma),
        _ => {}
    }
}

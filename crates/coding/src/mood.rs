//! How real a proposition is told as: negated, future, hypothetical, conditional, repeated, hedged.
//!
//! Climbs from the predicate to the root of its sentence. What a governor does to its complement ("failed to",
//! "plans to", "called for") is lexicon data; how far each effect reaches is grammar and stands here.

use crate::claim::{Certainty, Modality};
use crate::graph::Graph;
use dateline_lexicon::{Effect, Lexicon};
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
            why: Vec::new(),
        }
    }
}

/// Words of the climb: what reaches the predicate from above.
pub(crate) fn mood(graph: &Graph<'_>, lexicon: &Lexicon, predicate: usize) -> Mood {
    let mut mood = Mood::plain();
    let mut at = predicate;
    own(graph, lexicon, at, &mut mood, true);
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
                // `no longer`, `not only`: the first negates, the second does not.
                let only = graph.kids(k).iter().chain(graph.kids(word)).any(|&x| x > k && x <= k + 2 && graph.lemma(x) == "only");
                if negation && !only {
                    mood.negative = !mood.negative;
                    mood.why.push(format!("negated by “{lemma}”"));
                }
            }
            // The month of May is no modal.
            Deprel::Aux | Deprel::Cop if graph.upos(k) == Upos::Aux => match lexicon.cues.modal(&lemma) {
                Some(Modal::Future) => future = true,
                Some(Modal::Hypothetical) => weaken(mood, Modality::Hypothetical, &lemma),
                Some(Modal::Would) => would = true,
                None => {}
            },
            Deprel::Advmod | Deprel::Amod | Deprel::Obl | Deprel::OblUnmarked => {
                if lexicon.cues.hedges(&lemma) {
                    mood.hedges.push(graph.span(k));
                    if mood.certainty == Certainty::Certain {
                        mood.certainty = Certainty::Probable;
                    }
                }
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
    // `is going to`, `is set to`, `is due to` come in through the climb as governors.
    if (future || would) && mood.modality == Modality::Actual {
        weaken(mood, Modality::Future, if future { "will" } else { "would" });
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

/// Carries effects from `head` to the predicate below `at`; false where the climb ends.
fn climb(graph: &Graph<'_>, lexicon: &Lexicon, at: usize, head: usize, mood: &mut Mood) -> bool {
    let rel = graph.rel(at);
    // With its particle: `went on` is no `going to`.
    let lemma = crate::event::lemma_of(graph, head);
    let mark = graph.kids_in(at, &[Deprel::Mark, Deprel::Case]).map(|k| graph.lemma(k).to_lowercase()).next();
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
            if matches!(mark.as_deref(), Some("whether" | "if")) {
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
                let light =
                    lexicon.light.supports(&lemma) || lemma == "be" || lemma == "take" || lexicon.light.aspect(&lemma).is_some();
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
            rel == Deprel::Nmod && mood.content_of.is_none() && lexicon.cues.effect(&lemma).is_some()
        }
        _ => false,
    }
}

/// The lexical effect of a governor on what it governs.
fn governed(graph: &Graph<'_>, lexicon: &Lexicon, at: usize, head: usize, lemma: &str, mood: &mut Mood) {
    let Some(Effect { negates, modality, content, .. }) = lexicon.cues.effect(lemma) else { return };
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

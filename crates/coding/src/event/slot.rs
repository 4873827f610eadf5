//! What stands in a slot of a trigger, and whether the constraints of a row hold.

use super::support::{behind, carried};
use super::*;
use crate::entity::Ent;
use dateline_lexicon::{Filler, FillerKind, Slot};
use dateline_syntax::NameClass;

impl<'l> Frame<'_, 'l> {
    /// Head words in a slot.
    pub fn slot(&self, slot: &Slot) -> Vec<usize> {
        let graph = self.graph();
        let w = self.at.word;
        match slot {
            Slot::Subj if self.pos == Pos::Noun => match &self.support {
                Some((_, light, args)) => {
                    if light.lends_actor() {
                        args.subj.clone()
                    } else {
                        Vec::new()
                    }
                }
                // `the colonel was the mastermind of the plot`, `the minister is on a visit`; not `it is a battle`.
                None if graph.kid(w, &[Deprel::Cop]).is_some() && (self.called() || self.set_in()) => self.args.subj.clone(),
                None => Vec::new(),
            },
            Slot::Subj if self.pos == Pos::Adj => {
                let mut subj = self.args.subj.clone();
                subj.extend(self.args.obj.iter());
                // `it is willing to talk`: nobody but an actor is willing, whatever the reader makes of the pronoun.
                if subj.is_empty() {
                    subj.extend(graph.kids_in(w, &[Deprel::Expl]));
                }
                if graph.rel(w) == Deprel::Amod {
                    subj.extend(graph.head(w));
                }
                subj
            }
            Slot::Subj => self.author(&self.args.subj),
            Slot::Obj if self.pos == Pos::Noun => match &self.support {
                Some((_, light, args)) if light.lends_recipient() => {
                    if args.passive {
                        args.obj.clone()
                    } else {
                        args.subj.clone()
                    }
                }
                // `the minister is under investigation`
                None if graph.kid(w, &[Deprel::Cop]).is_some() && graph.case(w).as_deref() == Some("under") => {
                    self.args.subj.clone()
                }
                _ => Vec::new(),
            },
            Slot::Obj if self.pos == Pos::Adj => {
                graph.head(w).filter(|_| graph.rel(w) == Deprel::Amod).into_iter().chain(self.args.subj.iter().copied()).collect()
            }
            Slot::Obj => {
                let mut obj = self.args.obj.clone();
                if obj.is_empty() && graph.rel(w) == Deprel::Amod && graph.passive(w) {
                    obj.extend(graph.head(w));
                }
                obj
            }
            Slot::Iobj => self.args.iobj.clone(),
            Slot::Poss => graph.kids_in(w, &[Deprel::NmodPoss]).flat_map(|k| graph.conjuncts(k)).collect(),
            Slot::Mod => {
                let mut mods: Vec<usize> = graph
                    .kids_in(w, &[Deprel::Amod, Deprel::Compound, Deprel::Nummod, Deprel::NmodDesc])
                    .flat_map(|k| graph.conjuncts(k))
                    .collect();
                // `US-led raid`, `Russian air raid`: the leader stands below the participle, the demonym below the noun.
                for k in mods.clone() {
                    if graph.rel(k) == Deprel::Compound {
                        mods.extend(
                            graph.kids_in(k, &[Deprel::Amod, Deprel::Compound]).filter(|&x| graph.tree.words[x].mark.is_some()),
                        );
                    }
                    if matches!(graph.lemma(k), "lead" | "led" | "broker" | "brokered" | "mediate" | "backed" | "back") {
                        let leads =
                            |x: &usize| graph.tree.words[*x].mark.is_some() || !self.doc.ents(self.at.tree, *x).is_empty();
                        mods.extend(graph.kids(k).iter().copied().filter(leads));
                    }
                }
                mods
            }
            Slot::Comp => self.args.comps.clone(),
            Slot::Prep(prep) => {
                let mut heads: Vec<usize> = self.args.obls.iter().filter(|o| o.prep == *prep).map(|o| o.head).collect();
                // A phrase that belongs to the noun often hangs on the verb over it: `launched strikes on the camp`.
                if let Some((_, _, args)) = &self.support {
                    heads.extend(args.obls.iter().filter(|o| o.prep == *prep).map(|o| o.head));
                }
                // Or on its object: `warned the rebels of retaliation`, `shared evidence with the police`.
                if heads.is_empty() && self.pos == Pos::Verb {
                    let objects = self.args.obj.iter().chain(&self.args.iobj).copied();
                    // `a loan of nine million dollars to the republic`: the phrase hangs on the last noun.
                    let within = |o: usize| {
                        let of = graph.kids_in(o, &[Deprel::Nmod]).filter(|&k| graph.case(k).as_deref() == Some("of"));
                        let of: Vec<usize> = of.filter(|_| matches!(prep.as_str(), "to" | "for")).collect();
                        std::iter::once(o).chain(of)
                    };
                    heads.extend(objects.flat_map(within).flat_map(|o| {
                        graph
                            .kids_in(o, &[Deprel::Nmod])
                            .filter(|&k| graph.case(k).as_deref() == Some(prep))
                            .flat_map(|k| graph.conjuncts(k))
                            .collect::<Vec<_>>()
                    }));
                }
                // Or on what that is of: `sent a message of condolences to the king`.
                if heads.is_empty() && self.pos == Pos::Verb {
                    let of = |k: &usize| graph.case(*k).as_deref() == Some("of");
                    let deeper =
                        self.args.obj.iter().flat_map(|&o| graph.kids_in(o, &[Deprel::Nmod]).filter(of).collect::<Vec<_>>());
                    heads.extend(deeper.flat_map(|o| {
                        graph
                            .kids_in(o, &[Deprel::Nmod])
                            .filter(|&k| graph.case(k).as_deref() == Some(prep))
                            .flat_map(|k| graph.conjuncts(k))
                            .collect::<Vec<_>>()
                    }));
                }
                // Or on the visit: `arrived for a visit to the capital`.
                if heads.is_empty() && self.pos == Pos::Verb && matches!(prep.as_str(), "to" | "in") {
                    let visit = |o: &&crate::graph::Oblique| {
                        o.prep == "for" && matches!(graph.lemma(o.head), "visit" | "tour" | "trip" | "stay")
                    };
                    heads.extend(self.args.obls.iter().filter(visit).flat_map(|o| {
                        let there = |&k: &usize| graph.case(k).as_deref() == Some(prep);
                        graph.kids_in(o.head, &[Deprel::Nmod]).filter(there).collect::<Vec<_>>()
                    }));
                }
                // Or on the phrase before it: `came under attack from the militia`, `fired from the strip at the port`.
                let over = match prep.as_str() {
                    "from" => "under",
                    "at" | "against" | "into" | "toward" | "towards" => "from",
                    _ => "",
                };
                if heads.is_empty() && self.pos == Pos::Verb {
                    heads.extend(self.args.obls.iter().filter(|o| o.prep == over).flat_map(|o| {
                        graph
                            .kids_in(o.head, &[Deprel::Nmod])
                            .filter(|&k| graph.case(k).as_deref() == Some(prep))
                            .collect::<Vec<_>>()
                    }));
                }
                if prep == "against" && heads.is_empty() {
                    // "in protest against the law", "in protest at": the phrase hangs on the noun of a set phrase.
                    heads.extend(self.args.obls.iter().filter(|o| o.prep == "in").flat_map(|o| {
                        graph
                            .kids_in(o.head, &[Deprel::Nmod])
                            .filter(|&k| matches!(graph.case(k).as_deref(), Some("against" | "at" | "of" | "over")))
                            .collect::<Vec<_>>()
                    }));
                }
                if prep == "by" && self.pos == Pos::Noun {
                    heads.extend(graph.kids_in(w, &[Deprel::OblAgent]).flat_map(|k| graph.conjuncts(k)));
                    heads.extend(carried(self.doc, self.at.tree, w).into_iter().flat_map(|(_, _, args)| args.subj));
                    // `incursions into the city by the militia`: the phrase hangs on the target.
                    if heads.is_empty() {
                        let target =
                            |k: &usize| matches!(graph.case(*k).as_deref(), Some("on" | "into" | "in" | "against" | "at" | "of"));
                        let below = graph
                            .kids_in(w, &[Deprel::Nmod, Deprel::Obl])
                            .filter(target)
                            .flat_map(|k| graph.kids_in(k, &[Deprel::Nmod]).collect::<Vec<_>>());
                        heads.extend(below.filter(|&k| graph.case(k).as_deref() == Some("by")).flat_map(|k| graph.conjuncts(k)));
                    }
                    heads.extend(behind(graph, w));
                }
                heads
            }
        }
    }

    /// Whether a noun is what somebody calls its subject: "said that the colonel was the mastermind".
    fn called(&self) -> bool {
        let graph = self.graph();
        let rows = self.doc.lexicon.predicates.rows(&graph.lemma(self.at.word).to_lowercase(), Pos::Noun);
        graph.case(self.at.word).is_none() && rows.iter().any(|row| row.said)
    }

    /// Whether its subject is told to be at what the noun tells: "is on a visit", "are in talks".
    fn set_in(&self) -> bool {
        matches!(self.graph().case(self.at.word).as_deref(), Some("on" | "in"))
    }

    /// "Shot himself": nobody else is harmed. Not where the row asks for it: "blew himself up".
    pub(super) fn to_oneself(&self, row: &Row) -> bool {
        let reflexive = |word: &str| matches!(word, "himself" | "herself" | "themselves" | "itself" | "myself");
        let asked = row.needs.iter().flat_map(|(_, fillers)| fillers);
        let asked = asked.into_iter().any(|filler| matches!(filler, Filler::Lemma(lemma) if reflexive(lemma)));
        let own = |o: &usize| reflexive(&self.graph().lemma(*o).to_lowercase());
        !asked && !self.args.obj.is_empty() && self.args.obj.iter().all(own)
    }

    /// "Issued a declaration demanding …": a paper demands what its author does.
    fn author(&self, subjects: &[usize]) -> Vec<usize> {
        let graph = self.graph();
        let paper = |w: usize| {
            graph.head(self.at.word) == Some(w)
                && self.doc.lexicon.predicates.in_class("statement", &graph.lemma(w).to_lowercase())
        };
        subjects
            .iter()
            .flat_map(|&s| if paper(s) { Some(graph.owner(s)).filter(|o| !o.is_empty()).unwrap_or(vec![s]) } else { vec![s] })
            .collect()
    }

    /// Whether the word is told as not so, of nothing, or of what will not be: "would not tolerate", "found no evidence", "vowed not
    /// to resign".
    pub(super) fn denied(&self) -> bool {
        let graph = self.graph();
        let cues = &self.doc.lexicon.cues;
        let none = |&o: &usize| graph.kids_in(o, &[Deprel::Det]).any(|k| cues.negates(&graph.lemma(k).to_lowercase()));
        let never = |&c: &usize| graph.kids_in(c, &[Deprel::Advmod]).any(|k| cues.negates(&graph.lemma(k).to_lowercase()));
        if self.pos == Pos::Verb && self.args.comps.iter().any(never) {
            return true;
        }
        crate::mood::mood(graph, self.doc.lexicon, self.at.word).negative || self.args.obj.iter().chain(&self.args.subj).any(none)
    }

    /// Whether every constraint of a row holds.
    pub(super) fn holds(&self, row: &Row) -> bool {
        // `Asked whether the army would leave`, `asked why`: a question demands nothing.
        let question = |&c: &usize| {
            self.graph().has_kid(c, &[Deprel::Mark], &["whether", "if"])
                || self
                    .graph()
                    .kids(c)
                    .iter()
                    .any(|&k| k < c && matches!(self.graph().lemma(k), "why" | "how" | "when" | "where"))
        };
        if row.kind == "REQUEST" && self.graph().lemma(self.at.word) == "ask" && self.args.comps.iter().any(|c| question(c)) {
            return false;
        }
        // `pledged not to target civilians` is no threat; to vow not to stop is one.
        let never = |&c: &usize| {
            self.graph()
                .kids_in(c, &[Deprel::Advmod])
                .any(|k| self.doc.lexicon.cues.negates(&self.graph().lemma(k).to_lowercase()))
        };
        let ceasing = self.doc.lexicon.predicates.class("ceasing");
        let goes_on = row.needs.iter().any(|(slot, fillers)| {
            *slot == Slot::Comp && fillers.iter().any(|f| matches!(f, Filler::Class(class) if Some(*class) == ceasing))
        });
        let spared = row.kind == "THREATEN" && self.args.comps.iter().any(never) != goes_on;
        // What somebody says of the past threatens nobody.
        let to_come = |k: usize| matches!(self.graph().lemma(k), "will" | "would" | "shall" | "'ll");
        let announced = || self.graph().kids_in(self.at.word, &[Deprel::Aux]).any(to_come);
        if row.said && row.kind == "THREATEN" && !announced() {
            return false;
        }
        // "The corrupt official" describes, and who "has enemies" is none.
        let predicate = self.graph().kid(self.at.word, &[Deprel::Cop]).is_some();
        if row.said
            && (self.pos == Pos::Adj && self.graph().rel(self.at.word) == Deprel::Amod || self.pos == Pos::Noun && !predicate)
        {
            return false;
        }
        if row.said && self.voice().is_none() || row.denied && !self.denied() {
            return false;
        }
        // "Asked whether he would resign, the minister said": nobody is told to have asked.
        let asked = row.kind == "REQUEST"
            && self.pos == Pos::Verb
            && self.args.inherited
            && !self.args.passive
            && self.graph().rel(self.at.word) == Deprel::Advcl
            && self.graph().feats(self.at.word).has(Feats::PART)
            && self.graph().feats(self.at.word).has(Feats::PAST)
            && self.graph().kid(self.at.word, &[Deprel::Obj, Deprel::Iobj]).is_none();
        !spared && !asked && self.meets(&row.needs) && !row.never.iter().any(|(slot, fillers)| self.filled(slot, fillers))
    }

    /// Whether each slot holds one of its fillers.
    pub fn meets(&self, needs: &[(Slot, Vec<Filler>)]) -> bool {
        needs.iter().all(|(slot, fillers)| self.filled(slot, fillers))
    }

    pub(super) fn filled(&self, slot: &Slot, fillers: &[Filler]) -> bool {
        self.slot(slot).into_iter().any(|w| {
            let fits = |w: usize| fillers.iter().any(|f| self.fits(w, f));
            fits(w) || self.measured(w).into_iter().any(fits)
        })
    }

    /// What is measured out: the drugs in "two tons of drugs", the doctors in "a total of 80 doctors".
    fn measured(&self, measure: usize) -> Vec<usize> {
        let graph = self.graph();
        if !self.doc.lexicon.predicates.in_class("quantity", &graph.lemma(measure).to_lowercase()) {
            return Vec::new();
        }
        let of = graph.kids_in(measure, &[Deprel::Nmod]).filter(|&k| graph.case(k).as_deref() == Some("of"));
        of.flat_map(|k| graph.conjuncts(k)).collect()
    }

    pub(super) fn fits(&self, word: usize, filler: &Filler) -> bool {
        let graph = self.graph();
        let doc = self.doc;
        let lemma = graph.lemma(word).to_lowercase();
        match filler {
            Filler::Lemma(wanted) => {
                lemma == *wanted
                    // `$20 million`: the sign is the head of the sum.
                    || wanted == "money" && graph.upos(word) == Upos::Sym && graph.kid(word, &[Deprel::Nummod]).is_some()
                    || graph.tree.words[word].mark.is_some()
                        && graph.kids_in(word, &[Deprel::NmodDesc]).any(|k| graph.lemma(k).to_lowercase() == *wanted)
                    || wanted.contains(' ')
                        && (compound(graph, word) == *wanted
                            || graph.upos(word) == Upos::Verb && lemma_of(graph, word) == *wanted
                            || with_of(graph, word).as_deref() == Some(wanted)
                            || modified(graph, word).any(|phrase| phrase == *wanted))
            }
            Filler::Class(class) => {
                graph.tree.words[word].mark.is_none()
                    && (doc.lexicon.predicates.class_contains(*class, &lemma)
                        || doc.lexicon.predicates.class_contains(*class, &compound(graph, word))
                        || graph.upos(word) == Upos::Verb
                            && doc.lexicon.predicates.class_contains(*class, &lemma_of(graph, word))
                        || with_of(graph, word).is_some_and(|p| doc.lexicon.predicates.class_contains(*class, &p)))
            }
            Filler::Kind(kind) => {
                let ents = doc.ents(self.at.tree, word);
                let mark = graph.tree.words[word].mark.map(|m| m.class);
                match kind {
                    FillerKind::Actor => ents.iter().any(Ent::acts) || matches!(graph.upos(word), Upos::Pron),
                    FillerKind::State => ents.iter().any(|e| matches!(e.kind, "state" | "government")),
                    FillerKind::People => {
                        ents.iter().any(|e| e.acts() && e.kind != "state")
                            || graph.upos(word) == Upos::Pron && !matches!(graph.lemma(word), "it" | "that" | "which" | "this")
                            || matches!(graph.upos(word), Upos::Num)
                    }
                    FillerKind::Place => {
                        mark == Some(NameClass::Place)
                            || doc.toponym_at(self.at.tree, word).is_some()
                            || doc.lexicon.predicates.is_place_noun(&lemma)
                    }
                    FillerKind::Number => graph.upos(word) == Upos::Num || graph.kid(word, &[Deprel::Nummod]).is_some(),
                    FillerKind::Verb => graph.upos(word) == Upos::Verb,
                    FillerKind::Infinitive => {
                        graph.upos(word) == Upos::Verb
                            && graph.rel(word) == Deprel::Xcomp
                            && graph.has_kid(word, &[Deprel::Mark], &["to"])
                    }
                    FillerKind::Clause => {
                        matches!(graph.upos(word), Upos::Verb | Upos::Aux) || graph.kid(word, &[Deprel::Cop]).is_some()
                    }
                }
            }
        }
    }
}

/// A noun with each of its modifiers, however far before it: `joint drill` in "joint naval drills".
fn modified(graph: &Graph<'_>, word: usize) -> impl Iterator<Item = String> {
    let lemma = graph.lemma(word).to_lowercase();
    let before = graph.kids_in(word, &[Deprel::Amod, Deprel::Compound]).filter(move |&k| k < word);
    before.map(move |k| format!("{} {lemma}", graph.lemma(k).to_lowercase()))
}

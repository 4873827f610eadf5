//! One trigger with its arguments: slots, constraints, roles and modes.

use super::merge::of_measure;
use super::*;
use crate::document::Document;
use crate::entity::{Ent, Loc};
use crate::graph::{Args, Graph};
use dateline_lexicon::{Filler, FillerKind, Light, Phase, Pos, Row, Slot};
use dateline_syntax::{Deprel, Feats, NameClass, Upos};

/// A trigger with its arguments.
pub(crate) struct Frame<'d, 'l> {
    pub(super) doc: &'d Document<'l>,
    pub(super) at: Loc,
    pub(super) pos: Pos,
    pub(super) args: Args,
    /// The support verb over a noun and what it lends.
    pub(super) support: Option<(usize, &'l Light, Args)>,
}

impl<'d, 'l> Frame<'d, 'l> {
    pub fn new(doc: &'d Document<'l>, at: Loc, pos: Pos) -> Self {
        let graph = &doc.graphs[at.tree];
        let args = if graph.rel(at.word) == Deprel::Aux { demand(graph, at.word) } else { graph.args(at.word) };
        let args = if pos == Pos::Verb { told_in_short(doc, at, args) } else { args };
        let support = (pos == Pos::Noun).then(|| support(doc, at)).flatten();
        Frame { doc, at, pos, args, support }
    }

    pub(super) fn graph(&self) -> &Graph<'l> {
        &self.doc.graphs[self.at.tree]
    }

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
                    let objects = self.args.obj.iter().chain(&self.args.iobj);
                    heads.extend(objects.flat_map(|&o| {
                        graph
                            .kids_in(o, &[Deprel::Nmod])
                            .filter(|&k| graph.case(k).as_deref() == Some(prep))
                            .flat_map(|k| graph.conjuncts(k))
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

    /// "Shot himself": nobody else is harmed.
    pub(super) fn to_oneself(&self) -> bool {
        let reflexive = |o: &usize| {
            matches!(self.graph().lemma(*o).to_lowercase().as_str(), "himself" | "herself" | "themselves" | "itself" | "myself")
        };
        !self.args.obj.is_empty() && self.args.obj.iter().all(reflexive)
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

    /// Whether every constraint of a row holds.
    pub(super) fn holds(&self, row: &Row) -> bool {
        // `pledged not to target civilians` is no threat.
        let spared = row.kind == "THREATEN"
            && self.args.comps.iter().any(|&c| {
                self.graph()
                    .kids_in(c, &[Deprel::Advmod])
                    .any(|k| self.doc.lexicon.cues.negates(&self.graph().lemma(k).to_lowercase()))
            });
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
        self.slot(slot).into_iter().any(|w| fillers.iter().any(|f| self.fits(w, f)))
    }

    pub(super) fn fits(&self, word: usize, filler: &Filler) -> bool {
        let graph = self.graph();
        let doc = self.doc;
        let lemma = graph.lemma(word).to_lowercase();
        match filler {
            Filler::Lemma(wanted) => {
                lemma == *wanted
                    || graph.tree.words[word].mark.is_some()
                        && graph.kids_in(word, &[Deprel::NmodDesc]).any(|k| graph.lemma(k).to_lowercase() == *wanted)
                    || wanted.contains(' ')
                        && (compound(graph, word) == *wanted || with_of(graph, word).as_deref() == Some(wanted))
            }
            Filler::Class(class) => {
                graph.tree.words[word].mark.is_none()
                    && (doc.lexicon.predicates.class_contains(*class, &lemma)
                        || doc.lexicon.predicates.class_contains(*class, &compound(graph, word))
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
                    FillerKind::Clause => {
                        matches!(graph.upos(word), Upos::Verb | Upos::Aux) || graph.kid(word, &[Deprel::Cop]).is_some()
                    }
                }
            }
        }
    }

    /// The actors among the phrases of a slot.
    pub(super) fn ents(&self, slot: &Slot, material: bool) -> (Vec<Ent>, Vec<usize>) {
        let mut ents: Vec<Ent> = Vec::new();
        let mut heads = Vec::new();
        for word in self.slot(slot) {
            let list = self.doc.ents(self.at.tree, word);
            heads.push(word);
            for e in list {
                // A seat of power is a place where things happen in it; it is a government where it speaks.
                let venue = matches!(slot, Slot::Mod) && self.pos == Pos::Noun;
                if (material || venue)
                    && e.via.starts_with("capital for government")
                    && !matches!(slot, Slot::Subj | Slot::Poss | Slot::Prep(_))
                {
                    continue;
                }
                if !ents.iter().any(|x| x.key == e.key && x.person == e.person) {
                    ents.push(e.clone());
                }
            }
        }
        (ents, heads)
    }

    pub(super) fn fill(self, row: &'l Row) -> Found<'l> {
        let graph = self.graph();
        let material = matches!(row.kind.as_str(), "ASSAULT" | "COERCE" | "MOBILIZE" | "RETREAT" | "AID" | "SANCTION");
        let mut found = Found {
            at: self.at,
            row,
            kind: row.kind.clone(),
            actors: Vec::new(),
            recipients: Vec::new(),
            third: Vec::new(),
            modes: row.modes.iter().cloned().collect(),
            core: vec![self.at.word],
            arguments: Vec::new(),
            negative: row.negative,
            verb: self.support.as_ref().map(|s| s.0),
            rules: vec![row.id.clone()],
        };
        if graph.rel(self.at.word) == Deprel::Aux {
            found.core.extend(graph.head(self.at.word));
            found.arguments.extend(graph.head(self.at.word).into_iter().flat_map(|v| graph.args(v).obj));
        }
        if let Some((verb, light, _)) = &self.support {
            found.core.push(*verb);
            found.rules.push(format!("support verb “{}”", graph.lemma(*verb)));
            // Talks that fail were held; what failed is the agreement.
            if light.negates() && row.kind != "CONSULT" {
                found.negative = !found.negative;
            }
        }
        found.core.extend(graph.kids_in(self.at.word, &[Deprel::CompoundPrt]));
        // "Declared the ceasefire over": whatever row fired, it ended.
        let over = |w: usize| {
            graph
                .kids_in(w, &[Deprel::Advmod, Deprel::Xcomp, Deprel::Amod, Deprel::CompoundPrt, Deprel::Advcl, Deprel::Obl])
                .find(|&k| graph.lemma(k) == "over" && graph.kid(k, &[Deprel::Obj]).is_none())
        };
        if row.id.starts_with("ceasefire") {
            let near = [Some(self.at.word), graph.head(self.at.word), found.verb]
                .into_iter()
                .flatten()
                .chain(self.args.obj.iter().copied());
            if let Some(word) = near.into_iter().find_map(over) {
                found.kind = "RETREAT".into();
                found.modes.insert("ceasefire".into());
                found.negative = true;
                found.core.push(word);
                found.rules.push("declared over".into());
            }
        }
        // A row about two sides: everyone in those slots acts.
        for slot in &row.sides {
            let (ents, heads) = self.ents(slot, material);
            found.arguments.extend(heads);
            extend(&mut found.actors, ents.into_iter().filter(|e| e.acts() && !e.is_outlet()));
        }
        if found.actors.is_empty() || row.sides.is_empty() {
            for slot in &row.actor {
                let (ents, heads) = self.ents(slot, material);
                let ents: Vec<Ent> =
                    ents.into_iter().filter(|e| e.acts() && !(e.is_outlet() && matches!(slot, Slot::Mod))).collect();
                found.arguments.extend(heads);
                if !ents.is_empty() {
                    extend(&mut found.actors, ents);
                    break;
                }
            }
        }
        // `is committed to talks`: who is bound by a promise has made it.
        if found.actors.is_empty()
            && row.kind == "AGREE"
            && self.pos == Pos::Verb
            && self.args.passive
            && !self.args.comps.is_empty()
        {
            let (ents, heads) = self.ents(&Slot::Obj, material);
            found.arguments.extend(heads);
            extend(&mut found.actors, ents.into_iter().filter(|e| e.acts() && !e.is_outlet()));
        }
        for slot in &row.recipient {
            let (ents, heads) = self.ents(slot, material);
            found.arguments.extend(heads);
            let ents: Vec<Ent> = ents
                .into_iter()
                .filter(|e| !found.actors.iter().any(|a| a.key == e.key && a.loc == e.loc))
                .filter(|e| !(material && e.via.starts_with("capital for government")))
                // "Restrictions on its labour market for new members": what is one's own is done nothing to.
                .filter(|e| {
                    !(e.thing
                        && row.kind != "ASSAULT"
                        && graph
                            .kids_in(e.loc.word, &[Deprel::NmodPoss])
                            .any(|k| matches!(graph.lemma(k), "its" | "their" | "it" | "they")))
                })
                .collect();
            if !ents.is_empty() {
                extend(&mut found.recipients, ents);
                break;
            }
        }
        for (role, slots) in &row.third {
            for slot in slots {
                let (ents, heads) = self.ents(slot, material);
                found.arguments.extend(heads);
                for e in ents {
                    if !found.actors.iter().any(|a| a.key == e.key) {
                        found.third.push((role.clone(), e));
                    }
                }
            }
        }
        // A subject taken over from another clause is no part of these words.
        if self.pos == Pos::Verb && self.args.inherited && graph.rel(self.at.word) != Deprel::Xcomp {
            found.arguments.retain(|a| !self.args.subj.contains(a) || graph.head(self.at.word) == Some(*a));
        }
        if found.recipients.is_empty() {
            self.through_object(row, &mut found);
        }
        if found.recipients.is_empty() && row.kind == "ACCUSE" && self.pos == Pos::Verb {
            self.doers_of_object(&mut found);
        }
        self.addressees(&mut found);
        // Arguments that tell more than who: places, instruments.
        found.arguments.extend(self.args.obj.iter().copied().filter(|_| self.pos != Pos::Noun));
        found.arguments.extend(
            self.args
                .subj
                .iter()
                .copied()
                .filter(|&s| self.pos != Pos::Noun && (!self.args.inherited || graph.head(self.at.word) == Some(s))),
        );
        found.arguments.sort_unstable();
        found.arguments.dedup();
        self.modes(&mut found);
        self.land(&mut found);
        found
    }

    /// A recipient told inside an argument: "threatened Armenian territory", "requested consultations with Russia",
    /// "hacked into the computers of the ministry".
    pub(super) fn through_object(&self, row: &Row, found: &mut Found<'l>) {
        // What is said about a thing is said to those it concerns; what is done to a thing is done to its owner alone.
        let verbal = matches!(
            row.kind.as_str(),
            "REQUEST" | "THREATEN" | "SUPPORT" | "REJECT" | "AGREE" | "CONSULT" | "SANCTION" | "CONCEDE" | "PROTEST"
        );
        let mut slot: Vec<usize> = row.recipient.iter().flat_map(|s| self.slot(s)).collect();
        if self.pos == Pos::Verb && row.sides.is_empty() && (verbal || row.kind == "AID") {
            slot.extend(&self.args.obj);
        }
        let graph = self.graph();
        for object in slot {
            if !self.doc.ents(self.at.tree, object).is_empty() || graph.tree.words[object].mark.is_some() {
                continue;
            }
            let inside = graph.kids(object).iter().copied().filter(|&k| match graph.rel(k) {
                Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => true,
                Deprel::Nmod => match graph.case(k).as_deref() {
                    Some("of") => true,
                    Some("with" | "to" | "from" | "for" | "by" | "between" | "on" | "against") => verbal,
                    _ => false,
                },
                _ => false,
            });
            let ents: Vec<Ent> = inside
                .flat_map(|k| graph.conjuncts(k))
                .flat_map(|k| self.doc.ents(self.at.tree, k))
                .filter(|e| e.acts() && !e.is_outlet() && !found.actors.iter().any(|a| a.key == e.key))
                .filter(|e| verbal || !e.via.starts_with("capital for government"))
                .cloned()
                .collect();
            extend(&mut found.recipients, ents);
        }
    }

    /// "Condemned the shelling by the army", "denounced the crimes that the militia committed": who did what is condemned.
    fn doers_of_object(&self, found: &mut Found<'l>) {
        for &object in &self.args.obj {
            if self.graph().upos(object) != Upos::Noun {
                continue;
            }
            let deed = Frame {
                doc: self.doc,
                at: Loc { word: object, ..self.at },
                pos: Pos::Noun,
                args: self.graph().args(object),
                support: None,
            };
            let mut heads = deed.slot(&Slot::Poss);
            heads.extend(deed.slot(&Slot::Prep("by".into())));
            heads.extend(carried(self.doc, self.at.tree, object).into_iter().flat_map(|(_, _, args)| args.subj));
            let doers = heads.into_iter().flat_map(|w| self.doc.ents(self.at.tree, w)).filter(|e| e.acts() && !e.is_outlet());
            let doers: Vec<Ent> = doers.filter(|e| !found.actors.iter().any(|a| a.key == e.key)).cloned().collect();
            extend(&mut found.recipients, doers);
        }
    }

    /// Modes by the words around the predicate: its modifiers, instruments and arguments.
    pub(super) fn modes(&self, found: &mut Found<'l>) {
        let graph = self.graph();
        let mut near: Vec<usize> = vec![self.at.word];
        near.extend(graph.kids(self.at.word).iter().copied().filter(|&k| {
            matches!(graph.rel(k), Deprel::Amod | Deprel::Compound | Deprel::Nsubj | Deprel::Obj | Deprel::OblAgent)
                || matches!(graph.rel(k), Deprel::Obl | Deprel::Nmod | Deprel::Advcl)
                    && matches!(graph.case(k).as_deref(), Some("with" | "by" | "from" | "using") | None)
        }));
        for k in near.clone() {
            let rels: &[Deprel] = if k == self.at.word {
                &[Deprel::Compound, Deprel::Amod]
            } else {
                &[Deprel::Compound, Deprel::Amod, Deprel::Conj]
            };
            near.extend(graph.kids_in(k, rels));
        }
        near.sort_unstable();
        near.dedup();
        for k in near {
            // The phrase before the word: a suicide bomber is no aircraft.
            let predicates = &self.doc.lexicon.predicates;
            let by_phrase = predicates.modes_of(&found.kind, &compound(graph, k));
            let modes =
                if by_phrase.is_empty() { predicates.modes_of(&found.kind, &graph.lemma(k).to_lowercase()) } else { by_phrase };
            for mode in modes {
                found.modes.insert(mode.clone());
            }
        }
    }
}

/// Verbs of harm as newspapers shorten them. `Six bombers killed`, as headlines put it: a verb that harms somebody, in the past, without anybody harmed but its subject.
fn told_in_short(doc: &Document<'_>, at: Loc, mut args: Args) -> Args {
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

/// The arguments of a modal as the demand that it makes: who says so, who should act, what should be done.
fn demand(graph: &Graph<'_>, modal: usize) -> Args {
    let mut args = Args::default();
    let Some(verb) = graph.head(modal) else { return args };
    let said = graph.first_conjunct(verb);
    if let Some(cue) =
        graph.head(said).filter(|_| graph.rel(said) == Deprel::Ccomp && graph.kid(modal, &[Deprel::Advmod]).is_none())
    {
        args.subj = graph.args(cue).subj;
        let inner = graph.args(verb);
        args.obj = if inner.passive { inner.obj } else { inner.subj };
        args.comps = vec![verb];
    }
    args
}

/// Who is said to be `behind the attack`, `responsible for the killings`.
fn behind(graph: &Graph<'_>, noun: usize) -> Vec<usize> {
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
fn carried<'l>(doc: &Document<'l>, tree: usize, noun: usize) -> Option<(usize, &'l Light, Args)> {
    let graph = &doc.graphs[tree];
    let whose = |k: &usize| match graph.rel(*k) {
        Deprel::Acl => graph.passive(*k),
        // `the strike that the general ordered`
        _ => !graph.passive(*k) && graph.args(*k).obj.contains(&noun) && !graph.args(*k).inherited,
    };
    graph.kids_in(noun, &[Deprel::Acl, Deprel::AclRelcl]).filter(whose).find_map(|verb| {
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
        Deprel::Nsubj => light.takes("subj"),
        Deprel::Obl => graph.case(noun).is_some_and(|c| light.takes(&c)),
        _ => false,
    };
    fits.then(|| (verb, light, graph.args(verb)))
}

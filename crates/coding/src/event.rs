//! What happened: rows of the event lexicon matched on the tree, and their roles filled.
//!
//! A trigger is a verb, noun or adjective with a row whose constraints hold. Support verbs lend their subject to
//! the noun ("carried out an attack"); a verb and a noun that tell one act are one event ("a strike hit the camp").

use crate::document::Document;
use crate::entity::{Ent, Loc};
use crate::graph::{Args, Graph};
use dateline_lexicon::{Filler, FillerKind, Lexicon, Light, Phase, Pos, Row, Slot};
use dateline_syntax::{Deprel, Feats, NameClass, Upos};
use std::collections::BTreeSet;
use std::sync::Arc;

/// An event found in a sentence, before speakers, dates and places are added.
#[derive(Clone, Debug)]
pub(crate) struct Found<'l> {
    pub at: Loc,
    pub row: &'l Row,
    pub kind: String,
    pub actors: Vec<Ent>,
    pub recipients: Vec<Ent>,
    pub third: Vec<(String, Ent)>,
    pub modes: BTreeSet<String>,
    /// Words that carry it: predicate, support verb, merged noun.
    pub core: Vec<usize>,
    /// Argument heads that belong to the evidence.
    pub arguments: Vec<usize>,
    /// The lexicon row says that the act did not come about or came to an end.
    pub negative: bool,
    /// The support or aspect verb, from which polarity and modality are read.
    pub verb: Option<usize>,
    pub rules: Vec<String>,
}

/// A word that looked like an event and was left alone, and why.
#[derive(Clone, Debug)]
pub(crate) struct Passed {
    pub at: Loc,
    pub why: String,
}

/// Events of one sentence, in order of their predicates.
pub(crate) fn find<'l>(doc: &Document<'l>, tree: usize, passed: &mut Vec<Passed>) -> Vec<Found<'l>> {
    let graph = &doc.graphs[tree];
    let mut found: Vec<Found<'l>> = Vec::new();
    for word in 0..graph.len() {
        let at = Loc { tree, word };
        let Some(pos) = pos_of(graph, word) else { continue };
        let (lemma, candidates) = candidates(doc, graph, tree, word, pos);
        // `March 4` is no march.
        if candidates.is_empty() || doc.times.iter().any(|t| t.tree == tree && (t.first_word..=t.last_word).contains(&word)) {
            continue;
        }
        if pos == Pos::Noun && matches!(graph.rel(word), Deprel::Compound | Deprel::NmodDesc | Deprel::Flat) {
            continue;
        }
        let mut tried: Vec<&str> = Vec::new();
        let mut fired = None;
        for (rows, pos) in candidates {
            let frame = Frame::new(doc, at, pos);
            tried.extend(rows.iter().map(|r| r.id.as_str()));
            if let Some(row) = rows.iter().find(|row| frame.holds(row)) {
                fired = Some((frame, row));
                break;
            }
        }
        match fired {
            None => {
                passed.push(Passed { at, why: format!("“{lemma}”: no row's constraints hold (tried {})", tried.join(", ")) })
            }
            Some((_, row)) if row.kind.is_empty() => {
                passed.push(Passed { at, why: format!("“{lemma}”: row {} says that this is no event", row.id) })
            }
            // `insurgency-hit`, `war-torn`, `besieged`: they describe.
            Some((_, row))
                if graph.rel(word) == Deprel::Amod && (row.kind == "COERCE" || word > 1 && graph.lemma(word - 1) == "-") =>
            {
                passed.push(Passed { at, why: format!("“{lemma}”: a state of affairs, not an act that is told") });
            }
            Some((frame, row))
                if row.kind == "ASSAULT" && frame.support.as_ref().is_some_and(|(_, light, _)| light.phase == Phase::Stop) =>
            {
                passed.push(Passed { at, why: format!("“{lemma}”: told only as what ended ({})", row.id) });
            }
            Some((frame, row)) => found.push(frame.fill(row)),
        }
    }
    let mut found = merge(doc, tree, found, passed);
    third_parties(doc, tree, &mut found, passed);
    found
}

/// The rows that may fit a word, longest phrase first (`open fire`, `pull out`, `pull`), each with the part of speech
/// to read it as: a gerund may be a noun ("six weeks of fighting").
fn candidates<'l>(
    doc: &Document<'l>,
    graph: &Graph<'l>,
    tree: usize,
    word: usize,
    pos: Pos,
) -> (String, Vec<(&'l [Arc<Row>], Pos)>) {
    let lexicon: &'l Lexicon = doc.lexicon;
    let lemma = lemma_of(graph, word);
    let plain = graph.lemma(word).to_lowercase();
    let mut phrases: Vec<(String, Pos)> = Vec::new();
    match pos {
        Pos::Verb => {
            let surface = graph.tree.words[word].span.of(&doc.report.text).to_lowercase();
            let gerund = surface.ends_with("ing") && graph.kid(word, &[Deprel::Obj, Deprel::Aux]).is_none();
            // After a preposition, and with nobody whom the governor accuses of it, the gerund is a noun.
            let nominal = gerund
                && matches!(graph.rel(word), Deprel::Acl | Deprel::Advcl | Deprel::Nsubj | Deprel::Obj | Deprel::Obl)
                && match graph.case(word).as_deref() {
                    None | Some("by" | "for") => false,
                    Some("of" | "from") => {
                        graph.head(word).is_none_or(|h| graph.args(h).obj.is_empty() && !doc.ents(tree, h).iter().any(Ent::acts))
                    }
                    Some(_) => true,
                };
            if nominal {
                phrases.push((surface.clone(), Pos::Noun));
            }
            phrases.extend(graph.kid(word, &[Deprel::Obj]).map(|o| (format!("{plain} {}", graph.lemma(o).to_lowercase()), pos)));
            if lemma != plain {
                phrases.push((lemma.clone(), pos));
            }
            phrases.push((plain, pos));
            if gerund && !nominal {
                phrases.push((surface, Pos::Noun));
            }
        }
        Pos::Noun => {
            phrases.extend(with_of(graph, word).map(|p| (p, pos)));
            phrases.push((compound(graph, word), pos));
            phrases.push((plain, pos));
        }
        Pos::Adj => phrases.push((plain, pos)),
    }
    phrases.dedup();
    let rows = phrases
        .into_iter()
        .map(|(phrase, pos)| (lexicon.predicates.rows(&phrase, pos), pos))
        .filter(|(rows, _)| !rows.is_empty())
        .collect();
    (lemma, rows)
}

/// A verb with its particle: `call off`.
pub(crate) fn lemma_of(graph: &Graph<'_>, word: usize) -> String {
    let mut lemma = graph.lemma(word).to_lowercase();
    let particle = |k: usize| {
        graph.rel(k) == Deprel::CompoundPrt
            || graph.rel(k) == Deprel::Advmod
                && k == word + 1
                && matches!(graph.lemma(k), "out" | "up" | "off" | "down" | "away" | "back" | "over" | "in" | "on")
    };
    for &k in graph.kids(word).iter().filter(|&&k| particle(k)) {
        lemma.push(' ');
        lemma.push_str(&graph.lemma(k).to_lowercase());
    }
    lemma
}

fn pos_of(graph: &Graph<'_>, word: usize) -> Option<Pos> {
    let w = &graph.tree.words[word];
    if w.mark.is_some() {
        return None;
    }
    match w.upos {
        Upos::Verb => Some(Pos::Verb),
        Upos::Noun => Some(Pos::Noun),
        Upos::Propn if w.name.is_none() => Some(Pos::Noun),
        Upos::Adj => Some(Pos::Adj),
        _ => None,
    }
}

/// A trigger with its arguments.
pub(crate) struct Frame<'d, 'l> {
    doc: &'d Document<'l>,
    at: Loc,
    pos: Pos,
    args: Args,
    /// The support verb over a noun and what it lends.
    support: Option<(usize, &'l Light, Args)>,
}

impl<'d, 'l> Frame<'d, 'l> {
    pub fn new(doc: &'d Document<'l>, at: Loc, pos: Pos) -> Self {
        let graph = &doc.graphs[at.tree];
        let args = graph.args(at.word);
        let support = (pos == Pos::Noun).then(|| support(doc, at)).flatten();
        Frame { doc, at, pos, args, support }
    }

    fn graph(&self) -> &Graph<'l> {
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
                if graph.rel(w) == Deprel::Amod {
                    subj.extend(graph.head(w));
                }
                subj
            }
            Slot::Subj => self.args.subj.clone(),
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
                        mods.extend(graph.kids(k).iter().copied().filter(|&x| graph.tree.words[x].mark.is_some()));
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
                if prep == "by" && self.pos == Pos::Noun {
                    heads.extend(graph.kids_in(w, &[Deprel::OblAgent]).flat_map(|k| graph.conjuncts(k)));
                    // `attack carried out by rebels`
                    for k in graph.kids_in(w, &[Deprel::Acl]) {
                        if graph.passive(k) && self.doc.lexicon.light.supports(graph.lemma(k)) && role(graph.lemma(k)).is_none() {
                            heads.extend(graph.args(k).subj);
                        }
                    }
                }
                heads
            }
        }
    }

    /// Whether every constraint of a row holds.
    fn holds(&self, row: &Row) -> bool {
        // `pledged not to target civilians` is no threat.
        let spared = row.kind == "THREATEN"
            && self.args.comps.iter().any(|&c| {
                self.graph()
                    .kids_in(c, &[Deprel::Advmod])
                    .any(|k| self.doc.lexicon.cues.negates(&self.graph().lemma(k).to_lowercase()))
            });
        !spared && self.meets(&row.needs) && !row.never.iter().any(|(slot, fillers)| self.filled(slot, fillers))
    }

    /// Whether each slot holds one of its fillers.
    pub fn meets(&self, needs: &[(Slot, Vec<Filler>)]) -> bool {
        needs.iter().all(|(slot, fillers)| self.filled(slot, fillers))
    }

    fn filled(&self, slot: &Slot, fillers: &[Filler]) -> bool {
        self.slot(slot).into_iter().any(|w| fillers.iter().any(|f| self.fits(w, f)))
    }

    fn fits(&self, word: usize, filler: &Filler) -> bool {
        let graph = self.graph();
        let doc = self.doc;
        let lemma = graph.lemma(word).to_lowercase();
        match filler {
            Filler::Lemma(wanted) => {
                lemma == *wanted
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
    fn ents(&self, slot: &Slot, material: bool) -> (Vec<Ent>, Vec<usize>) {
        let mut ents: Vec<Ent> = Vec::new();
        let mut heads = Vec::new();
        for word in self.slot(slot) {
            let list = self.doc.ents(self.at.tree, word);
            heads.push(word);
            for e in list {
                // A seat of power is a place where things happen in it; it is a government where it speaks.
                if material
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

    fn fill(self, row: &'l Row) -> Found<'l> {
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
        for slot in &row.recipient {
            let (ents, heads) = self.ents(slot, material);
            found.arguments.extend(heads);
            let ents: Vec<Ent> = ents
                .into_iter()
                .filter(|e| !found.actors.iter().any(|a| a.key == e.key && a.loc == e.loc))
                .filter(|e| !(material && e.via.starts_with("capital for government")))
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
        found
    }

    /// A recipient told inside the object: "threatened Armenian territory", "requested consultations with Russia".
    fn through_object(&self, row: &Row, found: &mut Found<'l>) {
        let slot = match self.pos {
            Pos::Verb if row.recipient.contains(&Slot::Obj) => self.args.obj.clone(),
            Pos::Noun => row.recipient.iter().flat_map(|s| self.slot(s)).collect(),
            _ if matches!(row.kind.as_str(), "REQUEST" | "THREATEN" | "SUPPORT" | "REJECT" | "AID") => self.args.obj.clone(),
            _ => return,
        };
        let graph = self.graph();
        for object in slot {
            if !self.doc.ents(self.at.tree, object).is_empty() || graph.tree.words[object].mark.is_some() {
                continue;
            }
            let verbal = matches!(row.kind.as_str(), "REQUEST" | "THREATEN" | "SUPPORT" | "REJECT" | "AGREE");
            let inside = graph.kids(object).iter().copied().filter(|&k| match graph.rel(k) {
                Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => true,
                Deprel::Nmod => match graph.case(k).as_deref() {
                    Some("of") => true,
                    Some("with" | "to" | "from" | "for" | "by" | "between") => verbal,
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

    /// Modes by the words around the predicate: its modifiers, instruments and arguments.
    fn modes(&self, found: &mut Found<'l>) {
        let graph = self.graph();
        let mut near: Vec<usize> = vec![self.at.word];
        near.extend(graph.kids(self.at.word).iter().copied().filter(|&k| {
            matches!(graph.rel(k), Deprel::Amod | Deprel::Compound | Deprel::Nsubj | Deprel::Obj | Deprel::OblAgent)
                || matches!(graph.rel(k), Deprel::Obl | Deprel::Nmod | Deprel::Advcl)
                    && matches!(graph.case(k).as_deref(), Some("with" | "by" | "from" | "using") | None)
        }));
        for k in near.clone() {
            near.extend(graph.kids_in(k, &[Deprel::Compound, Deprel::Amod, Deprel::Conj]));
        }
        near.sort_unstable();
        near.dedup();
        for k in near {
            for mode in self.doc.lexicon.predicates.modes_of(&found.kind, &graph.lemma(k).to_lowercase()) {
                found.modes.insert(mode.clone());
            }
        }
    }
}

/// Noun and what it is of: `state of emergency`, `exchange of fire`.
fn with_of(graph: &Graph<'_>, word: usize) -> Option<String> {
    let of = graph.kids_in(word, &[Deprel::Nmod]).find(|&k| k > word && graph.case(k).as_deref() == Some("of"))?;
    Some(format!("{} of {}", graph.lemma(word).to_lowercase(), graph.lemma(of).to_lowercase()))
}

/// Modifiers and noun as one phrase: `peace talk`, `air strike`.
fn compound(graph: &Graph<'_>, word: usize) -> String {
    let mut words: Vec<usize> = graph.kids_in(word, &[Deprel::Compound, Deprel::Amod]).filter(|&k| k + 1 == word).collect();
    words.push(word);
    words.iter().map(|&w| graph.lemma(w).to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// Adds actors that are not there yet.
fn extend(all: &mut Vec<Ent>, more: impl IntoIterator<Item = Ent>) {
    for e in more {
        if !all.iter().any(|x| x.key == e.key && x.person == e.person) {
            all.push(e);
        }
    }
}

/// The support verb over a noun: `carried out an attack`, `came under fire`, `an attack was carried out`.
fn support<'l>(doc: &Document<'l>, at: Loc) -> Option<(usize, &'l Light, Args)> {
    let graph = &doc.graphs[at.tree];
    let noun = graph.first_conjunct(at.word);
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

/// Joins a verb and a noun of the same type that tell one act, and drops what another event swallows.
fn merge<'l>(doc: &Document<'l>, tree: usize, mut found: Vec<Found<'l>>, passed: &mut Vec<Passed>) -> Vec<Found<'l>> {
    let graph = &doc.graphs[tree];
    let mut gone: BTreeSet<usize> = BTreeSet::new();
    for v in 0..found.len() {
        if graph.upos(found[v].at.word) != Upos::Verb || gone.contains(&v) {
            continue;
        }
        let verb = found[v].at.word;
        let casualties = counts_casualties(doc, graph, verb);
        for n in 0..found.len() {
            if n == v
                || gone.contains(&n)
                || gone.contains(&v)
                || graph.upos(found[n].at.word) == Upos::Verb
                || found[v].kind != found[n].kind
            {
                continue;
            }
            let noun = graph.first_conjunct(found[n].at.word);
            let Some(tie) = tie(graph, verb, noun) else { continue };
            if found[v].kind == "ACCUSE" {
                continue;
            }
            // `killed in clashes`, `a raid that killed`: the noun tells the act, the verb its toll.
            let (keep, drop) = if casualties {
                (n, v)
            } else if tie == Tie::Clause {
                continue;
            } else {
                (v, n)
            };
            let other = found[drop].clone();
            let event = &mut found[keep];
            let noun_acts = matches!(tie, Tie::Subject | Tie::Clause);
            if !event.row.sides.is_empty() || !other.row.sides.is_empty() {
                extend(&mut event.actors, other.actors);
            } else if event.actors.is_empty() || !casualties && noun_acts && !other.actors.is_empty() {
                event.actors = other.actors;
            }
            event.third.extend(other.third);
            if event.recipients.is_empty() {
                event.recipients = other.recipients;
            }
            event.recipients.retain(|r| !event.actors.iter().any(|a| a.key == r.key));
            event.modes.extend(other.modes);
            event.negative |= other.negative;
            event.rules.push(format!("with {}", other.row.id));
            if !casualties || noun_acts {
                event.core.push(other.at.word);
                event.arguments.extend(other.arguments);
            }
            passed.push(Passed { at: other.at, why: format!("the same act as “{}”", graph.lemma(event.at.word)) });
            gone.insert(drop);
        }
        // A toll without a doer is told by the figure alone.
        if casualties && !gone.contains(&v) && found[v].actors.is_empty() && has_number(doc, &found[v]) {
            passed.push(Passed { at: found[v].at, why: "a number of victims and no doer: the figure tells it".into() });
            gone.insert(v);
        }
    }
    let mut at = 0;
    found.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
    found
}

/// Verbs whose subject stands beside the sides of a talk or an agreement, and the role that it has there.
const ROLES: &[(&str, &str)] = &[
    ("mediate", "mediator"),
    ("facilitate", "mediator"),
    ("broker", "broker"),
    ("negotiate", "broker"),
    ("host", "host"),
    ("chair", "chair"),
    ("co-chair", "chair"),
    ("sponsor", "guarantor"),
    ("guarantee", "guarantor"),
    ("oversee", "monitor"),
    ("monitor", "monitor"),
    ("supervise", "monitor"),
];

/// The role of a third party under this verb.
fn role(lemma: &str) -> Option<&'static str> {
    ROLES.iter().find(|(verb, _)| *verb == lemma).map(|(_, role)| *role)
}

/// "Talks mediated by France", "a Russian-brokered truce": who stands beside the sides. The mediating itself is then no
/// event of its own.
fn third_parties(doc: &Document<'_>, tree: usize, found: &mut Vec<Found<'_>>, passed: &mut Vec<Passed>) {
    let graph = &doc.graphs[tree];
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for event in found.iter_mut().filter(|e| matches!(e.kind.as_str(), "CONSULT" | "AGREE" | "CONCEDE" | "RETREAT")) {
        for &core in &event.core.clone() {
            for k in graph.kids_in(core, &[Deprel::Acl, Deprel::Advcl, Deprel::Amod, Deprel::AclRelcl]) {
                let Some(role) = role(graph.lemma(k)) else { continue };
                if event.core.contains(&k) {
                    continue;
                }
                let mut who: Vec<usize> = if graph.rel(k) == Deprel::Amod {
                    graph.kids(k).iter().copied().filter(|&w| w < k).collect()
                } else {
                    graph.args(k).subj
                };
                who.retain(|&w| w != core);
                let ents: Vec<Ent> = who.iter().flat_map(|&w| doc.ents(tree, w)).filter(|e| e.acts()).cloned().collect();
                if ents.is_empty() {
                    continue;
                }
                told.insert(k);
                event.actors.retain(|a| !ents.iter().any(|e| e.key == a.key));
                event.recipients.retain(|a| !ents.iter().any(|e| e.key == a.key));
                if event.kind == "CONSULT" {
                    event.modes.insert("third-party".into());
                }
                event.core.push(k);
                event.third.extend(ents.into_iter().map(|e| (role.to_owned(), e)));
            }
        }
    }
    found.retain(|e| {
        let drop = told.contains(&e.at.word);
        if drop {
            passed.push(Passed { at: e.at, why: "a third party's part in the talks or the agreement".into() });
        }
        !drop
    });
}

/// How a noun stands to a verb that may tell the same act.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    Subject,
    Argument,
    /// The verb is a clause on the noun: `a raid that killed`, `an airstrike killing`.
    Clause,
}

fn tie(graph: &Graph<'_>, verb: usize, noun: usize) -> Option<Tie> {
    if graph.head(noun) == Some(verb) {
        return match graph.rel(noun) {
            Deprel::Nsubj | Deprel::OblAgent => Some(Tie::Subject),
            Deprel::NsubjPass | Deprel::Obj => Some(Tie::Argument),
            Deprel::Obl if matches!(graph.case(noun).as_deref(), Some("with" | "in" | "by" | "during" | "from" | "on")) => {
                Some(Tie::Argument)
            }
            _ => None,
        };
    }
    if graph.head(verb) == Some(noun) && matches!(graph.rel(verb), Deprel::AclRelcl | Deprel::Acl) && !graph.passive(verb) {
        return Some(Tie::Clause);
    }
    // `hit the convoy, killing 12`: the participle's doer is the act itself.
    None
}

/// Whether the verb tells how many came to harm rather than what was done.
fn counts_casualties(doc: &Document<'_>, graph: &Graph<'_>, verb: usize) -> bool {
    doc.lexicon
        .terms
        .tallies(&lemma_of(graph, verb), Pos::Verb)
        .iter()
        .any(|t| matches!(t.what.as_str(), "killed" | "wounded" | "casualties"))
}

/// Whether an argument of the event is counted.
fn has_number(doc: &Document<'_>, event: &Found<'_>) -> bool {
    let graph = &doc.graphs[event.at.tree];
    let args = graph.args(event.at.word);
    args.obj
        .iter()
        .chain(&args.subj)
        .any(|&a| doc.quantities[event.at.tree].iter().any(|q| q.number_word == a || graph.dominates(a, q.number_word)))
}

/// Pronouns of the speaker: "we", "I", "our".
pub(crate) fn first_person(graph: &Graph<'_>, word: usize) -> bool {
    graph.upos(word) == Upos::Pron && graph.feats(word).has(Feats::FIRST)
        || matches!(graph.lemma(word).to_lowercase().as_str(), "we" | "i" | "our" | "us" | "my" | "me")
}

/// Whether an actor stands for the other of two sides: "each other", "the other", "one another".
pub(crate) fn reciprocal(graph: &Graph<'_>, word: usize) -> bool {
    matches!(graph.lemma(word).to_lowercase().as_str(), "other" | "another")
        && graph.kids(word).iter().any(|&k| matches!(graph.lemma(k), "each" | "the" | "one"))
}

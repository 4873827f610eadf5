//! One trigger with its arguments: roles and modes.

use super::support::{carried, demand, demanded, support, told_in_short};
use super::*;
use crate::document::Document;
use crate::entity::{Ent, Loc};
use crate::graph::{Args, Graph};
use dateline_lexicon::{Light, Pos, Row, Slot};
use dateline_syntax::{Deprel, Upos};

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
        let demanded = (pos == Pos::Verb).then(|| demanded(graph, at.word)).flatten();
        let args = demanded.map_or_else(|| graph.args(at.word), |verb| demand(graph, at.word, verb));
        let args = if pos == Pos::Verb { told_in_short(doc, at, args) } else { args };
        let support = (pos == Pos::Noun).then(|| support(doc, at)).flatten();
        Frame { doc, at, pos, args, support }
    }

    pub(super) fn graph(&self) -> &Graph<'l> {
        &self.doc.graphs[self.at.tree]
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

    /// Who says what the word tells, where that is somebody with a part in politics.
    pub(super) fn voice(&self) -> Option<Ent> {
        use crate::claim::Stance;
        // Whoever seeks or promises something in between does not say so; what is denied or held against somebody is told as that.
        let says = |s: &crate::speech::Speaker| {
            !s.ent.is_outlet() && !matches!(s.stance, Stance::Demands | Stance::Pledges | Stance::Quotes | Stance::Reports)
        };
        let speakers = crate::speech::chain(self.doc, self.at);
        let speaker = speakers.into_iter().rev().find(says)?;
        if matches!(speaker.stance, Stance::Denies | Stance::Accuses) {
            return None;
        }
        let speaker = speaker.ent;
        let private = |sector: &str| matches!(sector, "MED" | "JRN" | "EDU" | "BUS" | "CVL" | "AGR" | "CRM");
        let takes_part = match speaker.sector.as_deref() {
            Some(sector) => !private(sector),
            None => matches!(speaker.kind, "state" | "government" | "igo" | "ngo" | "party" | "armed_group" | "force"),
        };
        let takes_part = takes_part && speaker.acts();
        takes_part.then_some(speaker)
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
        if let Some(verb) = demanded(graph, self.at.word).filter(|_| self.pos == Pos::Verb) {
            found.core.push(verb);
            found.arguments.extend(graph.args(verb).obj);
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
        // "Backed by Russian air power": what helps is somebody's.
        if found.actors.is_empty() && row.kind == "AID" && self.pos == Pos::Verb && row.actor.contains(&Slot::Subj) {
            let owners = self
                .slot(&Slot::Subj)
                .into_iter()
                .flat_map(|w| graph.kids_in(w, &[Deprel::Amod, Deprel::Compound, Deprel::NmodPoss]).collect::<Vec<_>>());
            let owners: Vec<Ent> =
                owners.flat_map(|k| self.doc.ents(self.at.tree, k)).filter(|e| e.acts() && !e.is_outlet()).cloned().collect();
            extend(&mut found.actors, owners);
        }
        // "Kenyan soldiers were deployed along the border": a state's troops are moved by it.
        if found.actors.is_empty()
            && matches!(row.kind.as_str(), "MOBILIZE" | "RETREAT")
            && self.pos == Pos::Verb
            && self.args.passive
            && !matches!(row.id.as_str(), "hand_over.split")
        {
            let (ents, _) = self.ents(&Slot::Obj, material);
            let troops = |e: &Ent| matches!(e.sector.as_deref(), Some("MIL" | "COP")) && e.kind == "force" && !e.assumed;
            extend(&mut found.actors, ents.into_iter().filter(|e| e.acts() && troops(e)));
        }
        // "Killed in a rescue mission launched by the army": who is at work with arms where people die.
        if found.actors.is_empty() && row.kind == "ASSAULT" && self.pos == Pos::Verb && self.args.passive {
            extend(&mut found.actors, self.at_work());
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
        if row.denied {
            found.negative = crate::mood::mood(graph, self.doc.lexicon, self.at.word).negative;
        }
        if row.said {
            found.actors.extend(self.voice());
        }
        for slot in &row.recipient {
            let (ents, heads) = self.ents(slot, material);
            found.arguments.extend(heads);
            let ents: Vec<Ent> = ents
                .into_iter()
                .filter(|e| !found.actors.iter().any(|a| a.key == e.key && a.loc == e.loc))
                // Sanctions fall on a government, also where its capital stands for it.
                .filter(|e| !(material && row.kind != "SANCTION" && e.via.starts_with("capital for government")))
                // "Restrictions on its labour market for new members": what is one's own is done nothing to.
                .filter(|e| {
                    !(e.thing
                        && row.kind != "ASSAULT"
                        && graph.kids_in(e.loc.word, &[Deprel::NmodPoss]).any(|k| graph.upos(k) == Upos::Pron))
                })
                .collect();
            if !ents.is_empty() {
                extend(&mut found.recipients, ents);
                break;
            }
        }
        self.holders(&mut found);
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
        // "Welcomed Cuba's release of dissidents": praised is who released them.
        let named = found.recipients.iter().any(|r| r.code.is_some());
        if !named && matches!(row.kind.as_str(), "ACCUSE" | "SUPPORT") && self.pos == Pos::Verb {
            let before = std::mem::take(&mut found.recipients);
            self.doers_of_object(&mut found);
            if !found.recipients.iter().any(|r| r.code.is_some()) {
                found.recipients = before;
            }
        }
        self.addressees(&mut found);
        // What is demanded belongs to the demand: "called on both sides to show restraint".
        if row.kind == "REQUEST" && self.pos == Pos::Verb {
            found
                .arguments
                .extend(self.args.comps.iter().copied().filter(|&c| graph.rel(c) == Deprel::Advcl && c > self.at.word));
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
            // "Expressed satisfaction over the growth of its ties with China": what pleases.
            if row.kind == "SUPPORT" {
                let over = |o: &&crate::graph::Oblique| matches!(o.prep.as_str(), "over" | "at" | "about" | "with");
                slot.extend(self.args.obls.iter().filter(over).map(|o| o.head));
            }
            // "Consented to the deployment of foreign monitors": what is agreed to.
            if row.kind == "AGREE" {
                slot.extend(self.args.obls.iter().filter(|o| o.prep == "to").map(|o| o.head));
            }
        }
        let graph = self.graph();
        for object in slot {
            if !self.doc.ents(self.at.tree, object).is_empty() || graph.tree.words[object].mark.is_some() {
                continue;
            }
            let inside = graph.kids(object).iter().copied().filter(|&k| match graph.rel(k) {
                Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => true,
                Deprel::Nmod | Deprel::Obl => match graph.case(k).as_deref() {
                    Some("of") => true,
                    Some("with" | "to" | "from" | "for" | "by" | "between" | "on" | "against") => verbal,
                    _ => false,
                },
                _ => false,
            });
            let inside: Vec<usize> = inside.flat_map(|k| graph.conjuncts(k)).collect();
            let same = |a: &Ent, e: &Ent| a.key == e.key || a.party.is_some() && a.party == e.party && !a.assumed;
            let ties = |e: &Ent| self.doc.lexicon.predicates.in_class("relations", graph.lemma(e.loc.word));
            let other = |e: &Ent| e.acts() && !e.is_outlet() && !ties(e) && !found.actors.iter().any(|a| same(a, e));
            let mut ents: Vec<Ent> = inside
                .iter()
                .flat_map(|&k| self.doc.ents(self.at.tree, k))
                .filter(|e| other(e) && (verbal || !e.via.starts_with("capital for government")))
                .cloned()
                .collect();
            // "Support for Palestinian statehood", "opposition to the expulsion of Kurds": a phrase within the phrase.
            if ents.is_empty() && verbal {
                let deeper = inside.iter().flat_map(|&k| self.named_inside(k, 1));
                ents.extend(deeper.filter(|e| other(e) && !e.assumed && e.code.is_some()));
            }
            // "The development of Malian-Chadian relations", as the Malians speak of it: the other side.
            let own = |e: &Ent| found.actors.iter().any(|a| a.party.is_some() && a.party == e.party && !a.assumed);
            if ents.iter().any(|e| !own(e)) {
                ents.retain(|e| !own(e));
            }
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

    /// Modes by the words around the predicate: its modifiers, instruments and arguments. What is destroyed is no instrument: who
    /// blows up shells shells nobody.
    pub(super) fn modes(&self, found: &mut Found<'l>) {
        let graph = self.graph();
        let mut near: Vec<usize> = vec![self.at.word];
        near.extend(graph.kids(self.at.word).iter().copied().filter(|&k| {
            matches!(graph.rel(k), Deprel::Amod | Deprel::Compound | Deprel::Nsubj | Deprel::OblAgent)
                || matches!(graph.rel(k), Deprel::Obj | Deprel::NsubjPass) && !found.modes.contains("destroy")
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
            // A bomber who blows himself up is none either; and what burns people destroys nothing.
            let himself = found.modes.contains("suicide-attack");
            let people = !found.recipients.is_empty() && found.recipients.iter().all(|r| !r.thing && r.kind == "population");
            let not = |mode: &str| match mode {
                "aerial" => himself,
                "destroy" => people && found.kind == "ASSAULT",
                _ => false,
            };
            let told: Vec<String> = modes.iter().filter(|mode| !not(mode)).cloned().collect();
            found.modes.extend(told);
        }
    }
}

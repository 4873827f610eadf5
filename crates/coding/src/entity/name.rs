//! Names that the lexicon knows, and the order in which the words of a sentence are asked.

use super::*;
use crate::document::Document;
use crate::graph::Graph;
use dateline_lexicon::{ActorId, ActorKind, Sense};
use dateline_syntax::{Deprel, Feats, NameClass, NameTag, Upos};
use std::collections::BTreeMap;

pub(super) struct Finder<'d, 'a> {
    pub(super) doc: &'d Document<'a>,
    pub(super) all: Entities,
    /// By surname.
    pub(super) people: BTreeMap<String, Known>,
    pub(super) locals: usize,
}

impl Finder<'_, '_> {
    pub(super) fn graph(&self, loc: Loc) -> &Graph<'_> {
        &self.doc.graphs[loc.tree]
    }

    pub(super) fn mention(&mut self, loc: Loc, pronouns: bool) {
        let graph = &self.doc.graphs[loc.tree];
        let is_pronoun = graph.upos(loc.word) == Upos::Pron
            || graph.upos(loc.word) == Upos::Det
                && matches!(graph.lemma(loc.word), "both" | "each")
                && matches!(graph.rel(loc.word), Deprel::Nsubj | Deprel::NsubjPass);
        let pairing = self.pairing(loc);
        if is_pronoun != pronouns {
            return;
        }
        let ents = if let Some(states_only) = pairing {
            self.sides(loc, states_only)
        } else if is_pronoun {
            self.pronoun(loc)
        } else {
            self.named(loc)
        };
        if !ents.is_empty() {
            self.all.by_word.insert(loc, ents);
        }
    }

    /// A name or a noun.
    pub(super) fn named(&mut self, loc: Loc) -> Vec<Ent> {
        let doc = self.doc;
        let graph = &doc.graphs[loc.tree];
        let word = &graph.tree.words[loc.word];
        if !matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::X) && word.mark.is_none() {
            return Vec::new();
        }
        // The inside of a longer name or a modifier is no mention of its own, but a demonym or state may be asked for.
        let inside = matches!(graph.rel(loc.word), Deprel::Flat | Deprel::Fixed | Deprel::Goeswith);
        // `taken hostage`, `elected president`: what somebody becomes is nobody else.
        let predicate = word.upos == Upos::Noun
            && graph.rel(loc.word) == Deprel::Xcomp
            && graph.kid(loc.word, &[Deprel::Det, Deprel::Case, Deprel::NmodPoss, Deprel::Nummod]).is_none();
        if inside || predicate {
            return Vec::new();
        }
        if let Some(mark) = word.mark {
            return self.marked(loc, mark.entry, mark.class);
        }
        // A name that the words around it make a place is no person.
        let place = |t: &crate::place::Toponym| {
            t.mention.tree == loc.tree && (t.mention.first_word..=t.mention.last_word).contains(&loc.word)
        };
        if let Some((NameTag::Person, _)) = word.name
            && !doc.toponyms.iter().any(place)
        {
            // The reader takes titles along with a name; a title alone is no person, nor is what it is of: `Secretary of State`.
            let person = |w: &dateline_syntax::Word| w.mark.is_none() && matches!(w.name, Some((NameTag::Person, _)));
            let inside = word.deprel == Deprel::Nmod
                && graph.case(loc.word).as_deref() == Some("of")
                && word.head.is_some_and(|h| person(&graph.tree.words[h as usize]));
            return if inside || matches!(word.deprel, Deprel::NmodDesc | Deprel::Amod | Deprel::Compound | Deprel::Punct) {
                Vec::new()
            } else {
                let people = self.person(loc, None);
                if people.is_empty() { self.common(loc).unwrap_or_default() } else { people }
            };
        }
        if word.upos == Upos::Propn && word.name.is_some_and(|(tag, _)| tag == NameTag::Org) {
            if let Some(ents) = self.common(loc) {
                return ents;
            }
            return self.organisation(loc);
        }
        let whole = self.parted(loc);
        if !whole.is_empty() { whole } else { self.common(loc).unwrap_or_default() }
    }

    /// "Thousands of Iraqi Kurds", "two of its nationals": the part is of the kind of the whole.
    fn parted(&self, loc: Loc) -> Vec<Ent> {
        let graph = self.graph(loc);
        let counts = graph.upos(loc.word) == Upos::Num
            || self.doc.lexicon.predicates.in_class("part", &graph.lemma(loc.word).to_lowercase());
        if !counts {
            return Vec::new();
        }
        graph
            .kids_in(loc.word, &[Deprel::Nmod])
            .filter(|&k| k > loc.word && graph.case(k).as_deref() == Some("of"))
            .flat_map(|k| graph.conjuncts(k))
            .flat_map(|k| self.all.at(Loc { word: k, ..loc }))
            .filter(|e| e.acts() && !e.is_outlet() && e.kind != "state")
            .map(|e| Ent { loc, span: phrase(graph, loc.word), plural: true, ..e.clone() })
            .collect()
    }

    pub(super) fn ent(&self, loc: Loc, key: String, name: String, kind: &'static str) -> Ent {
        let graph = self.graph(loc);
        Ent {
            id: key.clone(),
            key,
            party: None,
            name,
            code: None,
            sector: None,
            kind,
            person: None,
            office: None,
            loc,
            span: phrase(graph, loc.word),
            via: String::new(),
            form: Form::Name,
            plural: graph.feats(loc.word).has(Feats::PLURAL),
            titled: false,
            thing: false,
            assumed: false,
            either: either(graph, loc.word),
            hint: None,
        }
    }

    /// A known name.
    pub(super) fn marked(&mut self, loc: Loc, entry: u32, class: NameClass) -> Vec<Ent> {
        let lexicon = self.doc.lexicon;
        let name = lexicon.name(entry);
        if class == NameClass::Person
            && let Some(id) = lexicon.person(entry, self.doc.day)
        {
            return self.person(loc, Some(id));
        }
        // Letters that several bodies bear are those of one whose country the report names, else of one that has none.
        let several: Vec<ActorId> =
            name.senses.iter().filter_map(|s| if let Sense::Actor(id) = s { Some(*id) } else { None }).collect();
        let at_home = |id: &&ActorId| self.names_country(&lexicon.actors.get(**id).code);
        let abroad = |id: &&ActorId| lexicon.actors.state_by_code(&lexicon.actors.get(**id).code).is_none();
        let meant = several.iter().find(at_home).or_else(|| several.iter().find(abroad)).filter(|_| several.len() > 1).copied();
        for sense in &name.senses {
            match sense {
                Sense::Actor(id) if meant.is_some_and(|m| m != *id) => {}
                Sense::Actor(id) => {
                    let actor = lexicon.actors.get(*id);
                    if actor.kind == ActorKind::Person {
                        return self.person(loc, Some(*id));
                    }
                    let mut e = self.actor(loc, *id);
                    e.via = format!("“{}” in the lexicon", name.surface);
                    return vec![e];
                }
                Sense::Demonym(id) => {
                    let graph = self.graph(loc);
                    // `Azerbaijani forces`: the head will ask; a demonym that is a head itself means the people.
                    if matches!(graph.rel(loc.word), Deprel::Amod | Deprel::Compound) {
                        let mut e = self.actor(loc, *id);
                        e.via = format!("demonym “{}”", name.surface);
                        return vec![e];
                    }
                    let mut e = self.actor(loc, *id);
                    if e.kind == "state" {
                        e.kind = "population";
                        e.key = format!("{}/CVL", e.key);
                        e.sector = Some("CVL".into());
                        e.party = None;
                        e.plural = true;
                    }
                    e.via = format!("demonym “{}” for its people", name.surface);
                    // "Hong Kong's Catholics", "the Kurds of Iraq": a people of no country, of that which is told beside it.
                    if e.kind == "population" && e.code.as_deref().is_none_or(|c| matches!(c, "ISM" | "IMG")) {
                        let told = self.polity(loc, loc.word).into_iter().find(|p| matches!(p.kind, "state" | "government"));
                        if let Some(told) = told {
                            e.code = told.code;
                            e.via = format!("“{}” with {}", name.surface, told.via);
                        }
                    }
                    // "Ethnic Albanians" are so called where Albania is not: people of the country that it plays in.
                    if graph.has_kid(loc.word, &[Deprel::Amod, Deprel::Compound], &["ethnic"]) {
                        e.code = self.all.theatre.clone();
                        e.assumed = true;
                        e.via = format!("ethnic {}: people of the country where the report plays, if it is told", name.surface);
                    }
                    return vec![e];
                }
                Sense::Seat(id, sector) => {
                    let mut e = self.actor(loc, *id);
                    e.sector = Some(sector.as_deref().unwrap_or("GOV").to_owned());
                    e.kind = "government";
                    e.key = format!("{}/GOV", e.key);
                    e.via = format!("capital for government: “{}”", name.surface);
                    return vec![e];
                }
                Sense::Place => {}
            }
        }
        Vec::new()
    }

    /// Whether the report names the state of this code, or its people.
    fn names_country(&self, code: &str) -> bool {
        let words = self.doc.graphs.iter().flat_map(|graph| graph.tree.words.iter());
        words.filter_map(|w| w.mark).any(|m| {
            matches!(m.class, NameClass::State | NameClass::Demonym) && self.doc.state_code(m.entry).as_deref() == Some(code)
        })
    }

    /// An actor of the lexicon that is no person.
    pub(super) fn actor(&self, loc: Loc, id: ActorId) -> Ent {
        let actor = self.doc.lexicon.actors.get(id);
        let kind = actor.kind.as_str();
        let mut e = self.ent(loc, actor.id.clone(), actor.name.clone(), kind);
        e.code = Some(actor.code.clone()).filter(|c| !c.is_empty());
        e.sector = actor.sector.clone();
        e.hint = actor.relation_hint.clone();
        e.plural = false;
        if actor.kind == ActorKind::ArmedGroup && actor.sector.as_deref() != Some("MIL") {
            e.code = Some(self.group_code(&actor.code));
        }
        e.party = match actor.kind {
            ActorKind::State | ActorKind::Government => e.code.clone(),
            ActorKind::ArmedGroup | ActorKind::Party => Some(actor.id.clone()),
            _ => None,
        };
        e
    }

    /// Words for a rule that rests on the places of the report.
    pub(super) fn by_places(&self) -> &'static str {
        if self.all.by_places { BY_PLACES } else { "" }
    }

    /// The country of an armed group: its home, else the theatre of the report, else `IMG`.
    pub(super) fn group_code(&self, home: &str) -> String {
        if !home.is_empty() && home != "IMG" && home != "ISM" {
            return home.to_owned();
        }
        self.all.theatre.clone().unwrap_or_else(|| "IMG".into())
    }
}

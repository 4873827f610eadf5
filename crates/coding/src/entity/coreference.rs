//! "They", "both sides", "the two countries": mentions that look back.

use super::*;
use dateline_syntax::{Deprel, Feats, Upos};

impl Finder<'_, '_> {
    /// Whether the phrase means "the two sides"; the value says whether states are meant.
    pub(super) fn pairing(&self, loc: Loc) -> Option<bool> {
        let graph = self.graph(loc);
        let lemma = graph.lemma(loc.word);
        let parts = &self.doc.lexicon.parts;
        let states = parts.side_state(lemma);
        if graph.upos(loc.word) != Upos::Noun || !states && !parts.side(lemma) {
            return None;
        }
        // `each side`
        if graph.kids_in(loc.word, &[Deprel::Det]).any(|k| parts.each().iter().any(|w| w == graph.lemma(k))) {
            return Some(states);
        }
        if !graph.feats(loc.word).has(Feats::PLURAL) {
            return None;
        }
        let paired = graph.kids(loc.word).iter().any(|&k| parts.pairs(graph.lemma(k)));
        // "the sides", "the parties" without more.
        let bare = parts.bare_side(lemma)
            && graph.kids(loc.word).iter().all(|&k| {
                matches!(graph.rel(k), Deprel::Det | Deprel::Case | Deprel::Punct | Deprel::AclRelcl)
                    || matches!(graph.case(k).as_deref(), Some("in" | "at" | "to"))
            })
            && graph.has_kid(loc.word, &[Deprel::Det], &["the"]);
        (paired || bare).then_some(states)
    }

    pub(super) fn sides(&mut self, loc: Loc, states_only: bool) -> Vec<Ent> {
        let graph = self.graph(loc);
        let span = phrase(graph, loc.word);
        let words = span.of(&self.doc.report.text).to_owned();
        let gov = self.doc.lexicon.parts.side_government(graph.lemma(loc.word));
        let army = self.doc.lexicon.parts.side_army(graph.lemma(loc.word));
        self.all
            .parties(self.doc, loc, states_only)
            .into_iter()
            .map(|mut e| {
                if gov && e.sector.is_none() {
                    e.sector = Some("GOV".into());
                } else if army && e.sector.is_none() {
                    e.sector = Some("MIL".into());
                } else if !gov && e.kind == "government" {
                    e.sector = None;
                }
                Ent {
                    loc,
                    span,
                    via: e.through(format!("coreference: “{words}” is the pair named together before")),
                    form: Form::Pronoun,
                    plural: true,
                    person: None,
                    office: None,
                    ..e
                }
            })
            .collect()
    }

    /// Whether a noun means one human being: `the guard`, `an insurgent`.
    fn individual(&self, e: &Ent) -> bool {
        let graph = &self.doc.graphs[e.loc.tree];
        let classes = &self.doc.lexicon.predicates;
        e.form == Form::Noun
            && !graph.feats(e.loc.word).has(Feats::PLURAL)
            && graph.kid(e.loc.word, &[Deprel::Nummod]).is_none()
            && classes.in_class("individual", &graph.lemma(e.loc.word).to_lowercase())
    }

    pub(super) fn pronoun(&mut self, loc: Loc) -> Vec<Ent> {
        let graph = &self.doc.graphs[loc.tree];
        let lemma = graph.lemma(loc.word).to_lowercase();
        let span = graph.span(loc.word);
        if lemma == "both" || lemma == "each" {
            return self.sides(loc, false);
        }
        if matches!(lemma.as_str(), "who" | "which" | "that" | "whom" | "whose") {
            let antecedent = Loc { word: graph.antecedent(loc.word), ..loc };
            return if antecedent == loc { Vec::new() } else { self.all.at(antecedent).to_vec() };
        }
        let near = |e: &&Ent| e.loc.tree + 3 >= loc.tree && e.acts() && !e.is_outlet();
        // A pronoun rarely refers to an argument of its own verb: skip mentions under the same head.
        let own_head = graph.head(loc.word);
        let free = |e: &&Ent| e.loc.tree != loc.tree || graph.head(e.loc.word) != own_head;
        let subject = |e: &Ent| matches!(self.doc.graphs[e.loc.tree].rel(e.loc.word), Deprel::Nsubj | Deprel::NsubjPass);
        let found = match lemma.as_str() {
            "he" | "she" | "his" | "her" | "him" | "himself" | "herself" => {
                // A named person before anybody who is only described.
                let named = self.all.before(loc).any(|e| near(&e) && free(&e) && !e.plural && e.is_person());
                let singular = |e: &&Ent| near(e) && free(e) && !e.plural && (e.is_person() || !named && self.individual(e));
                let mut people = self.all.before(loc).filter(singular);
                let first = people.next();
                // Of two persons in the latest sentence the subject wins.
                first.map(|f| {
                    self.all
                        .before(loc)
                        .filter(singular)
                        .take_while(|e| e.loc.tree == f.loc.tree)
                        .find(|e| subject(e))
                        .unwrap_or(f)
                })
            }
            "they" | "their" | "them" | "themselves" => self
                .all
                .before(loc)
                .filter(|e| {
                    near(e) && free(e) && (e.plural || matches!(e.kind, "armed_group" | "force" | "population" | "party"))
                })
                .max_by_key(|e| (e.loc.tree, subject(e), e.loc.word)),
            "it" | "its" | "itself" => {
                if graph.rel(loc.word) == Deprel::Expl {
                    None
                } else {
                    self.all
                        .before(loc)
                        .filter(|e| {
                            near(e) && free(e) && !e.plural && !e.is_person() && e.party.is_some() && e.loc.tree + 1 >= loc.tree
                        })
                        .max_by_key(|e| (e.loc.tree, subject(e), std::cmp::Reverse(e.loc.word)))
                }
            }
            _ => None,
        };
        let Some(found) = found.cloned() else { return Vec::new() };
        // A plural pronoun takes the whole coordination: "Moscow and Beijing … they".
        let group: Vec<Ent> =
            if lemma.starts_with("the") && !found.plural { vec![found.clone()] } else { self.all.at(found.loc).to_vec() };
        let words = graph.tree.words[loc.word].lemma.clone();
        group
            .into_iter()
            .map(|e| Ent {
                loc,
                span,
                via: e.through(format!("coreference: “{words}” is {}", e.person.as_deref().unwrap_or(&e.name))),
                form: Form::Pronoun,
                ..e
            })
            .collect()
    }
}

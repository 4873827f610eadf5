//! "They", "both sides", "the two countries": mentions that look back.

use super::*;
use crate::graph::Graph;
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
        // "Two leaders of the movement" are no pair named before.
        let own = graph
            .kids_in(loc.word, &[Deprel::Nmod])
            .any(|k| graph.tree.words[k].mark.is_some() && graph.case(k).as_deref() == Some("of"));
        let paired = !own && graph.kids(loc.word).iter().any(|&k| parts.pairs(graph.lemma(k)));
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

    /// Keys of those who speak the quotation that `loc` stands in: the subjects of reporting verbs outside of its marks, in its
    /// sentence or else in the one before that quotes as well.
    fn mouth(&self, loc: Loc) -> Vec<String> {
        let quoted = |tree: usize| self.doc.quoted.get(tree).copied().unwrap_or_default();
        if !quoted(loc.tree).contains(self.graph(loc).span(loc.word)) {
            return Vec::new();
        }
        for tree in (loc.tree.saturating_sub(3)..=loc.tree).rev() {
            let graph = &self.doc.graphs[tree];
            if quoted(tree).is_empty() || graph.tree.paragraph.abs_diff(self.graph(loc).tree.paragraph) > 1 {
                break;
            }
            let says = |w: &usize| {
                graph.upos(*w) == Upos::Verb
                    && !quoted(tree).contains(graph.span(*w))
                    && self.doc.lexicon.cues.verb(&graph.lemma(*w).to_lowercase()).is_some()
            };
            let keys: Vec<String> = (0..graph.len())
                .filter(says)
                .flat_map(|verb| graph.kids_in(verb, &[Deprel::Nsubj]).collect::<Vec<_>>())
                .flat_map(|s| self.all.at(Loc { tree, word: s }))
                .map(|e| e.key.clone())
                .collect();
            if !keys.is_empty() {
                return keys;
            }
        }
        Vec::new()
    }

    /// Whether `other` stands, before it, in the words that the verb of the speaker at `loc` reports: "a town fell, it said".
    fn content(&self, loc: Loc, other: Loc) -> bool {
        let graph = self.graph(loc);
        let Some(verb) = graph.head(loc.word).filter(|_| other.tree == loc.tree && other.word < loc.word) else { return false };
        self.reported(graph, verb).is_some_and(|top| graph.dominates(top, other.word)) && !graph.dominates_below(verb, other.word)
    }

    /// Whether `other` is the subject of the clause that the verb of the speaker at `loc` reports.
    fn governs(&self, loc: Loc, other: Loc) -> bool {
        let graph = self.graph(loc);
        let top = graph.head(loc.word).and_then(|verb| self.reported(graph, verb));
        other.tree == loc.tree && top.is_some() && graph.head(other.word) == top
    }

    /// The top of the clause that stands before a reporting verb and is what it reports.
    pub(super) fn reported(&self, graph: &Graph<'_>, verb: usize) -> Option<usize> {
        match graph.rel(verb) {
            Deprel::Parataxis => graph.head(verb).filter(|&top| top < verb),
            _ => graph.kids_in(verb, &[Deprel::Ccomp, Deprel::Parataxis]).find(|&top| top < verb),
        }
    }

    /// Whom "they" means where the shape of the sentence tells it apart from its subject: "drove the rebels out of a town they had
    /// taken", "protected the villagers as they were shelled", "struck the rebels as they attacked an army post".
    fn struck_ones(&self, loc: Loc) -> Option<&Ent> {
        let graph = self.graph(loc);
        let in_class = |class: &str, w: usize| self.doc.lexicon.predicates.in_class(class, &graph.lemma(w).to_lowercase());
        let verb = graph.head(loc.word).filter(|_| matches!(graph.rel(loc.word), Deprel::Nsubj | Deprel::NsubjPass))?;
        let outer = graph.head(verb)?;
        let governor = match graph.rel(verb) {
            // The place that they were driven from, with a clause that has no relative pronoun or has one as its object.
            Deprel::AclRelcl => {
                let from = matches!(graph.case(outer).as_deref(), Some("out of" | "from" | "out"));
                graph.head(outer).filter(|&v| from && graph.rel(outer) == Deprel::Obl && in_class("driving", v))
            }
            Deprel::Advcl if matches!(graph.case(verb).as_deref(), Some("as" | "while" | "when" | "after")) => Some(outer),
            _ => None,
        }?;
        let args = graph.args(governor);
        let at = |w: usize| self.all.at(Loc { word: w, ..loc });
        let object = args.obj.iter().copied().filter(|&o| o < loc.word).flat_map(at);
        let object = object.into_iter().find(|e| e.acts() && (e.plural || matches!(e.kind, "armed_group" | "force")))?;
        if graph.rel(verb) == Deprel::AclRelcl {
            return Some(object);
        }
        if in_class("shielding", governor) {
            return Some(object).filter(|_| graph.rel(loc.word) == Deprel::NsubjPass);
        }
        // They strike at somebody of the side that strikes them.
        let side = |w: usize| at(w).iter().filter(|e| e.kind != "state").filter_map(|e| e.party.clone());
        let own: Vec<String> = args.subj.iter().copied().flat_map(side).collect();
        let theirs = graph.subtree(verb).into_iter().filter(|&w| w > loc.word && graph.rel(w) != Deprel::OblAgent).flat_map(side);
        let turned = theirs.into_iter().any(|party| own.contains(&party));
        Some(object).filter(|e| turned && e.party.as_ref().is_none_or(|p| !own.contains(p)))
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
        // Nobody says "they" of himself.
        let mouth = self.mouth(loc);
        let near = |e: &&Ent| e.loc.tree + 3 >= loc.tree && e.acts() && !e.is_outlet() && !mouth.contains(&e.key);
        // A pronoun rarely refers to an argument of its own verb: skip mentions under the same head.
        let own_head = graph.head(loc.word);
        // Nor to its subject where a relative pronoun stands for that.
        let doers: Vec<String> = own_head
            .filter(|_| graph.rel(loc.word) == Deprel::Obj)
            .map(|verb| graph.args(verb).subj)
            .unwrap_or_default()
            .into_iter()
            .flat_map(|s| self.all.at(Loc { word: s, ..loc }))
            .map(|e| e.key.clone())
            .collect();
        let free = |e: &&Ent| (e.loc.tree != loc.tree || graph.head(e.loc.word) != own_head) && !doers.contains(&e.key);
        let subject = |e: &Ent| matches!(self.doc.graphs[e.loc.tree].rel(e.loc.word), Deprel::Nsubj | Deprel::NsubjPass);
        let says = |e: &Loc| {
            let g = &self.doc.graphs[e.tree];
            let subject = matches!(g.rel(e.word), Deprel::Nsubj);
            g.head(e.word).is_some_and(|v| subject && self.doc.lexicon.cues.verb(&g.lemma(v).to_lowercase()).is_some())
        };
        let speaking = says(&loc);
        // Whom the words that somebody says tell of is not who says them, unless they tell of their own sayer and of nobody before.
        let told = |e: &Ent| speaking && self.content(loc, e.loc);
        let own_act = |e: &Ent| e.form == Form::Name && subject(e) && self.governs(loc, e.loc);
        let found = match lemma.as_str() {
            "he" | "she" | "his" | "her" | "him" | "himself" | "herself" => {
                // A named person before anybody who is only described.
                let named = self.all.before(loc).any(|e| near(&e) && free(&e) && !e.plural && e.is_person());
                let singular = |e: &&Ent| near(e) && free(e) && !e.plural && (e.is_person() || !named && self.individual(e));
                let people = || self.all.before(loc).filter(singular);
                let first = people().find(|e| !told(e)).or_else(|| people().find(|e| own_act(e)));
                // Of two persons in the latest sentence the subject wins; who spoke there goes on speaking.
                first.map(|f| {
                    let subjects = || {
                        self.all
                            .before(loc)
                            .filter(|e| singular(e) && told(e) == told(f))
                            .skip_while(|e| e.loc.tree > f.loc.tree)
                            .take_while(|e| e.loc.tree == f.loc.tree)
                            .filter(|e| subject(e))
                    };
                    let same = (f.loc.tree != loc.tree && speaking).then(|| subjects().find(|e| says(&e.loc))).flatten();
                    same.or_else(|| subjects().next()).unwrap_or(f)
                })
            }
            "they" if self.struck_ones(loc).is_some() => self.struck_ones(loc),
            "they" | "their" | "them" | "themselves" => self
                .all
                .before(loc)
                .filter(|e| {
                    near(e) && free(e) && (e.plural || matches!(e.kind, "armed_group" | "force" | "population" | "party"))
                })
                // Those who spoke go on speaking.
                .max_by_key(|e| (speaking && lemma == "they" && says(&e.loc), e.loc.tree, subject(e), e.loc.word)),
            "it" | "its" | "itself" => {
                if graph.rel(loc.word) == Deprel::Expl {
                    None
                } else {
                    // A watchdog kills nobody: "it killed 18" goes back to somebody else, or to the attack.
                    let harms =
                        own_head.is_some_and(|v| self.doc.lexicon.predicates.in_class("harming", &graph.lemma(v).to_lowercase()));
                    // A body that spoke goes on speaking, be it a party or none: a monitor, an agency, an outlet.
                    let tells = own_head.is_some_and(|v| {
                        matches!(graph.lemma(v), "say" | "add" | "report" | "note" | "write" | "quote" | "show")
                    });
                    let spoke = |e: &&Ent| {
                        let voice =
                            says(&e.loc) || self.doc.graphs[e.loc.tree].case(e.loc.word).as_deref() == Some("according to");
                        voice
                            && e.loc.tree + 3 >= loc.tree
                            && e.acts()
                            && !e.plural
                            && !e.is_person()
                            && e.office.is_none()
                            && !mouth.contains(&e.key)
                            && !self.content(loc, e.loc)
                            && !(e.form == Form::Noun && self.individual(e))
                            // An outlet tells; it demands and vows nothing.
                            && (tells || !e.is_outlet())
                    };
                    // Another whose deeds a sentence has told since, in the report's own words, is who "it" means.
                    let deed = |e: &Ent| {
                        let g = &self.doc.graphs[e.loc.tree];
                        let main = |v: usize| {
                            g.rel(v) == Deprel::Root
                                && !g.kids(v).iter().any(|&k| matches!(g.rel(k), Deprel::Ccomp | Deprel::Parataxis))
                        };
                        subject(e)
                            && e.acts()
                            && !e.plural
                            && !e.is_person()
                            && e.party.is_some()
                            && g.head(e.loc.word).is_some_and(main)
                    };
                    let took_over = |s: &Ent| {
                        self.all
                            .before(loc)
                            .any(|e| e.loc.tree > s.loc.tree && e.loc.tree < loc.tree && e.key != s.key && deed(e))
                    };
                    let speaker = Some(())
                        .filter(|()| speaking && lemma == "it")
                        .and_then(|()| self.all.before(loc).find(spoke))
                        .filter(|s| !took_over(s));
                    let nearest = || {
                        self.all
                            .before(loc)
                            .filter(|e| {
                                (!told(e) || own_act(e))
                                    && !(harms && e.kind == "population")
                                    && near(e)
                                    && free(e)
                                    && !e.plural
                                    && !e.is_person()
                                    && e.party.is_some()
                                    && e.loc.tree + 1 >= loc.tree
                            })
                            .max_by_key(|e| (!told(e), e.loc.tree, subject(e), std::cmp::Reverse(e.loc.word)))
                    };
                    speaker.or_else(nearest)
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

//! Of which state or body a noun is: what its modifiers name ("Syrian rebels", "the army of Chad"), the town before it ("Shanghai
//! police"), the ruler whose name it bears ("Assad forces"), the body deep in its phrase.

use super::*;
use dateline_lexicon::{ActorKind, Sense};
use dateline_syntax::{Deprel, NameClass, Upos};

impl Finder<'_, '_> {
    /// The polities that modifiers of `loc` name: demonym, possessor, `of`-phrase, seat.
    pub(super) fn polity(&self, loc: Loc, first: usize) -> Vec<Ent> {
        let graph = self.graph(loc);
        let words = &graph.tree.words;
        let of_word = |w: usize| -> Vec<Ent> {
            if theatre::opposed(graph, w) {
                return Vec::new();
            }
            let at = Loc { word: w, ..loc };
            let known = self.all.at(at);
            if !known.is_empty() {
                return known.iter().filter(|e| !e.is_outlet()).cloned().collect();
            }
            // "Ministers of AU member countries" are of the AU.
            let members = matches!(graph.lemma(w), "country" | "state" | "nation" | "economy");
            let body = graph.kids_in(w, &[Deprel::Compound, Deprel::NmodPoss]).find(|&k| {
                members
                    && words[k].mark.is_some_and(|m| m.class == NameClass::Org)
                    && graph.lemma(w.saturating_sub(1)) == "member"
            });
            match words[w].mark.or_else(|| body.and_then(|k| words[k].mark)) {
                Some(mark) => self.mark_polity(at, mark.entry).into_iter().collect(),
                None => Vec::new(),
            }
        };
        let direct = [Deprel::Amod, Deprel::Compound, Deprel::NmodPoss, Deprel::NmodDesc, Deprel::Nmod, Deprel::NmodUnmarked];
        // A faith or a world-wide kind of group is no country; one told beside it is asked first.
        let mut placeless = Vec::new();
        for rels in [&direct[..2], &direct[2..3], &direct[3..]] {
            for k in graph.kids_in(loc.word, rels) {
                // "An aide to President X" is of the government of X; an ambassador to X is not.
                let serves = || self.doc.lexicon.predicates.in_class("serves", &graph.lemma(loc.word).to_lowercase());
                let case = graph.case(k);
                // "Foreign forces in Mali" are there, not of it.
                let away = self
                    .stranger(loc, first, Some("MIL"))
                    .is_some_and(|w| !matches!(w.as_str(), "international" | "multinational"));
                let of = matches!(case.as_deref(), None | Some("of" | "for"))
                    || !away && matches!(case.as_deref(), Some("from" | "in" | "at"));
                // An enemy of a country is not of it.
                let foe = (rels.len() == 1 || matches!(case.as_deref(), Some("of" | "for")))
                    && matches!(
                        graph.lemma(loc.word).to_lowercase().as_str(),
                        "enemy"
                            | "foe"
                            | "adversary"
                            | "opponent"
                            | "critic"
                            | "rival"
                            | "neighbor"
                            | "neighbour"
                            | "ally"
                            | "counterpart"
                    );
                if foe || rels.len() > 2 && !of && !(case.as_deref() == Some("to") && serves()) {
                    continue;
                }
                let found: Vec<Ent> = graph
                    .conjuncts(k)
                    .into_iter()
                    .flat_map(of_word)
                    .filter(|e| e.code.is_some() && (e.kind != "person"))
                    .collect();
                if found.iter().any(|e| !matches!(e.code.as_deref(), Some("ISM" | "IMG"))) {
                    return found;
                }
                if placeless.is_empty() {
                    placeless = found;
                }
            }
        }
        if !placeless.is_empty() {
            return placeless;
        }
        // `Armenian Foreign Minister`: the demonym may hang on a word inside the title.
        let mut w = first;
        while w > 0 {
            w -= 1;
            if words[w].mark.is_some() {
                let found = of_word(w);
                if found.iter().any(|e| e.code.is_some()) {
                    return found;
                }
                break;
            }
            if !matches!(words[w].upos, Upos::Adj | Upos::Noun | Upos::Propn) && graph.lemma(w) != "'s" {
                break;
            }
        }
        // "Shanghai police", "the mayor of Tacna": the country of the town.
        let town = |k: &usize| match graph.rel(*k) {
            Deprel::Compound | Deprel::NmodPoss => *k < loc.word,
            Deprel::Nmod => graph.case(*k).as_deref() == Some("of"),
            _ => false,
        };
        let code = graph.kids(loc.word).iter().copied().filter(town).find_map(|k| {
            let place = self
                .doc
                .toponym_at(loc.tree, k)
                // Officials of a land that two claim are of neither by its name.
                .filter(|t| matches!(t.precision, "settlement" | "district" | "exact"))
                .filter(|_| self.all.at(Loc { word: k, ..loc }).iter().all(|e| e.thing || e.code.is_none()))?;
            place.country.clone().filter(|c| self.all.theatre.as_ref().is_none_or(|t| t == c) || self.doc.is_large(place))
        });
        if let Some(state) = code.and_then(|c| self.doc.lexicon.actors.state_by_code(&c)) {
            let state = self.actor(loc, state);
            let via = format!("a town of {}{BY_PLACES}", state.name);
            return vec![Ent { via, ..state }];
        }
        // "Assad forces", "Saddam's regime": all who bear the name are of one state.
        for k in graph.kids_in(loc.word, &[Deprel::Compound, Deprel::NmodPoss]) {
            let ruler = words[k].mark.is_none() && words[k].upos == Upos::Propn && k < loc.word;
            let name = self.doc.lexicon.look_up(words[k].span.of(&self.doc.report.text)).filter(|_| ruler);
            let codes: std::collections::BTreeSet<&str> = name
                .into_iter()
                .flat_map(|n| &n.senses)
                .map(|s| match s {
                    Sense::Actor(id) if self.doc.lexicon.actors.get(*id).kind == ActorKind::Person => {
                        self.doc.lexicon.actors.get(*id).code.as_str()
                    }
                    _ => "",
                })
                .collect();
            let code = codes.first().filter(|_| codes.len() == 1);
            if let Some(state) = code.and_then(|c| self.doc.lexicon.actors.state_by_code(c)) {
                return vec![self.actor(loc, state)];
            }
        }
        // "Participants of a meeting of ministers of AU states": of the body deep in the phrase.
        if matches!(graph.lemma(loc.word), "participant" | "delegate" | "attendee") {
            let deep = graph.subtree(loc.word).into_iter().filter(|&w| w > loc.word).flat_map(of_word).find(|e| e.kind == "igo");
            if let Some(body) = deep {
                return vec![body];
            }
        }
        // `US-led`, never `Armenia-backed`: who leads acts, who backs does not.
        for k in graph.kids_in(loc.word, &[Deprel::Amod]) {
            // "A Greek-owned tanker", "a Panamanian-flagged ship": whose it is.
            if matches!(
                graph.lemma(k),
                "lead" | "led" | "own" | "owned" | "flag" | "flagged" | "register" | "registered" | "operate" | "operated"
            ) {
                let found: Vec<Ent> = graph.kids(k).iter().flat_map(|&w| of_word(w)).collect();
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// The polity that a marked name lends to the noun it modifies: a capital its state, a demonym its state.
    pub(super) fn mark_polity(&self, at: Loc, entry: u32) -> Option<Ent> {
        let lexicon = self.doc.lexicon;
        lexicon.name(entry).senses.iter().find_map(|sense| match sense {
            Sense::Actor(id) | Sense::Demonym(id) | Sense::Seat(id, _) if lexicon.actors.get(*id).kind != ActorKind::Person => {
                Some(self.actor(at, *id))
            }
            _ => None,
        })
    }
}

//! The land that an act reaches into, where nobody in it is named: "sent troops to Bosnia", "will withdraw its inspectors
//! from Iraq", "threatened to resume attacks in Israel"; and the people of a town under a curfew.
//!
//! Martial law or a curfew without a place binds the people of the government that orders it.
//!
//! An attack in another's land strikes whoever is there ("Chilean attacks in Peru"), and one on a town its people, where nobody is told.
//!
//! A state's own land is no recipient of what it does at home, but for restrictions, which fall on whoever lives there.

use super::*;
use crate::entity::{BY_PLACES, Form};
use dateline_syntax::Deprel;

impl<'l> Frame<'_, 'l> {
    /// Fills the recipients of a deployment, withdrawal, threat or promise from the place that it reaches into.
    pub(super) fn land(&self, found: &mut Found<'l>) {
        let order = found.modes.iter().any(|mode| self.doc.lexicon.parts.orders(mode));
        let outward =
            matches!(found.kind.as_str(), "MOBILIZE" | "RETREAT" | "THREATEN" | "AGREE" | "CONCEDE" | "AID" | "ASSAULT");
        let codes: Vec<&str> = found.actors.iter().filter_map(|a| a.code.as_deref()).collect();
        // Of two who fight each other in it nobody is struck besides.
        let strikes = found.kind == "ASSAULT" && found.row.sides.is_empty();
        let told = self.pos == Pos::Verb && (found.kind != "ASSAULT" || strikes) || self.pos == Pos::Noun && strikes;
        if !told || !found.recipients.is_empty() || codes.is_empty() || !(outward || order) {
            return;
        }
        let at_home = |code: &str| codes.iter().any(|c| c.get(..3) == Some(code));
        let gathered = found.kind == "MOBILIZE";
        let land = self.reached(found).into_iter().find_map(|word| {
            let e = self.named_beside(word, &codes).filter(|_| gathered).or_else(|| self.people_of(word))?;
            let home = at_home(e.code.as_deref()?);
            // Whether a town lies at home is no word of the report: where blows fall, only a state that is named tells.
            if strikes && (e.kind != "state" || found.actors.iter().any(|a| a.assumed)) {
                return None;
            }
            // Of a state at home nothing is told but itself.
            let fits = if home { order && e.kind == "population" } else { outward };
            fits.then_some(e)
        });
        // "Raids on Sanaa": its people are struck, whoever rules it.
        let land = land.or_else(|| {
            let obls = self.args.obls.iter().chain(self.support.iter().flat_map(|(_, _, args)| args.obls.iter()));
            let struck =
                obls.filter(|o| strikes && found.row.id != "break_siege.verb" && matches!(o.prep.as_str(), "on" | "against"));
            struck
                .filter_map(|o| self.people_of(o.head))
                .find(|e| e.kind == "population" || !e.code.as_deref().is_some_and(at_home))
        });
        if let Some(land) = land {
            found.rules.push(format!("recipient by the land that it reaches into: “{}”", self.graph().lemma(land.loc.word)));
            found.recipients.push(land);
        } else if let [ruler] = &found.actors[..]
            && (found.modes.iter().any(|mode| matches!(mode.as_str(), "martial-law" | "curfew")) || self.lifts(found))
            && matches!(ruler.kind, "government" | "state")
            && !ruler.assumed
        {
            let people = Ent {
                key: format!("{}/CVL", ruler.code.as_deref().unwrap_or_default()),
                id: format!("{}/CVL", ruler.code.as_deref().unwrap_or_default()),
                party: None,
                sector: Some("CVL".into()),
                kind: "population",
                person: None,
                office: None,
                plural: true,
                via: format!("an order for all at home: the people of {}", ruler.name),
                ..ruler.clone()
            };
            found.rules.push("recipient by whom such an order binds".into());
            found.recipients.push(people);
        }
    }

    /// "Lifted martial law": the order that bound everybody at home no longer does.
    fn lifts(&self, found: &Found<'_>) -> bool {
        let order = |&o: &usize| {
            let lemmas = [compound(self.graph(), o), with_of(self.graph(), o).unwrap_or_default()];
            let binds = |lemma: &String| ["curfew", "martial"].iter().any(|c| self.doc.lexicon.predicates.in_class(c, lemma));
            lemmas.iter().any(binds)
        };
        found.kind == "CONCEDE" && self.args.obj.iter().any(order)
    }

    /// Heads of the phrases that tell where to, where from or in what land: of the act, or of what is promised or threatened.
    /// What is done within a land comes from nowhere: rockets fired from it hit another.
    fn reached(&self, found: &Found<'_>) -> Vec<usize> {
        let graph = self.graph();
        let verbal = matches!(found.kind.as_str(), "THREATEN" | "AGREE" | "CONCEDE");
        let gathered = found.kind == "MOBILIZE";
        let within = matches!(found.kind.as_str(), "AID" | "ASSAULT");
        let leaves = found.kind == "RETREAT" && found.modes.contains("withdraw");
        let clauses = if verbal && !self.args.comps.is_empty() { self.args.comps.clone() } else { vec![self.at.word] };
        let mut heads = Vec::new();
        for clause in clauses {
            let args = graph.args(clause);
            let parts = &self.doc.lexicon.parts;
            let inward = |prep: &str| {
                parts.reaches(prep) && !(within && matches!(prep, "from" | "out of")) || gathered && parts.gathers(prep)
            };
            heads.extend(args.obls.iter().filter(|o| inward(&o.prep)).map(|o| o.head));
            // "Along its border with Chad": the neighbour may hang on the verb.
            if gathered && heads.iter().any(|&h| self.doc.lexicon.predicates.in_class("frontier", graph.lemma(h))) {
                heads.extend(args.obls.iter().filter(|o| o.prep == "with").map(|o| o.head));
            }
            // "Troops who left the north", "vacated the strip": what is left.
            if leaves {
                heads.extend(args.obj.iter().copied());
            }
            for &object in &args.obj {
                heads.extend(graph.kids_in(object, &[Deprel::Nmod]).filter(|&k| graph.case(k).as_deref().is_some_and(inward)));
            }
        }
        // "From parts of southern Chad", "from positions in the north of Mali": the land that a noun of place is in or of.
        let parts: Vec<usize> = heads
            .iter()
            .filter(|&&h| {
                let lemma = graph.lemma(h).to_lowercase();
                self.doc.lexicon.predicates.is_place_noun(&lemma) || matches!(lemma.as_str(), "part" | "position" | "base")
            })
            .flat_map(|&h| graph.kids_in(h, &[Deprel::Nmod]).filter(|&k| matches!(graph.case(k).as_deref(), Some("of" | "in"))))
            .collect();
        heads.extend(parts);
        heads
    }

    /// "Near the Ukrainian frontier", "along its border with Chad": the state beside a noun of place.
    fn named_beside(&self, word: usize, home: &[&str]) -> Option<Ent> {
        let graph = self.graph();
        let beside = graph.kids(word).iter().copied().filter(|&k| match graph.rel(k) {
            Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => true,
            Deprel::Nmod => matches!(graph.case(k).as_deref(), Some("with" | "of")),
            _ => false,
        });
        let mut beside = beside.flat_map(|k| self.doc.ents(self.at.tree, k).iter());
        let abroad = |e: &Ent| e.code.as_deref().is_some_and(|code| !home.contains(&code));
        beside.find(|e| matches!(e.kind, "state" | "population") && !e.assumed && abroad(e)).cloned()
    }

    /// The state that a word names, or the people of the town that it names.
    fn people_of(&self, word: usize) -> Option<Ent> {
        let ents = self.doc.ents(self.at.tree, word);
        if let Some(state) = ents.iter().find(|e| e.kind == "state" && e.form == Form::Name) {
            return Some(state.clone());
        }
        let graph = self.graph();
        // "The Afrin enclave"
        let beside = || {
            let noun = self.doc.lexicon.predicates.is_place_noun(graph.lemma(word));
            let before = graph.kids_in(word, &[Deprel::Compound]).filter(|&k| noun && k < word);
            before.filter_map(|k| self.doc.toponym_at(self.at.tree, k)).next()
        };
        let place = self.doc.toponym_at(self.at.tree, word).or_else(beside)?;
        let country = place.country.clone()?;
        Some(Ent {
            key: format!("{country}/CVL/{}", place.name),
            party: None,
            id: format!("{country}/CVL/{}", place.name),
            name: place.name.clone(),
            code: Some(country),
            sector: Some("CVL".into()),
            kind: "population",
            person: None,
            office: None,
            loc: Loc { word, ..self.at },
            span: graph.span(word),
            via: format!("the people of “{}”{BY_PLACES}", place.name),
            form: Form::Name,
            plural: true,
            titled: false,
            thing: false,
            assumed: false,
            either: false,
            hint: None,
        })
    }
}

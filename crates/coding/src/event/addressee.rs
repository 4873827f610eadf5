//! To whom a promise, demand, threat or refusal is addressed, where only its content tells: "agreed to hand the suspects to
//! Britain", "demanded that the government end the curbs", "threatened to ban opposition candidates".

use super::*;
use dateline_syntax::Deprel;

/// How far inside a phrase an addressee is looked for: "embargoes on sales to Iran".
const DEPTH: usize = 3;

impl<'l> Frame<'_, 'l> {
    /// Fills the recipients of a verbal act from the clause that it governs: of a demand the one who should act, of any
    /// other the one on whom the act would fall.
    pub(super) fn addressees(&self, found: &mut Found<'l>) {
        if found.kind == "PROTEST" && found.recipients.is_empty() {
            self.at_whose_door(found);
            return;
        }
        // "Made representations to the ministry, demanding an inquiry": what is asked is asked of those whom the verb above addresses.
        if found.kind == "REQUEST" && found.recipients.is_empty() && self.graph().rel(self.at.word) == Deprel::Advcl {
            let above = self.graph().head(self.at.word).map(|h| self.graph().args(h)).unwrap_or_default();
            let addressed = above.obls.iter().filter(|o| o.prep == "to").flat_map(|o| self.doc.ents(self.at.tree, o.head));
            let other = |e: &&Ent| e.acts() && !e.is_outlet() && !found.actors.iter().any(|a| a.key == e.key);
            let addressed: Vec<Ent> = addressed.filter(other).cloned().collect();
            if !addressed.is_empty() && self.args.comps.is_empty() {
                found.rules.push("recipient by whom the clause above addresses".into());
                extend(&mut found.recipients, addressed);
                return;
            }
        }
        let verbal = matches!(found.kind.as_str(), "AGREE" | "REQUEST" | "REJECT" | "THREATEN" | "CONCEDE" | "ACCUSE");
        let material = matches!(found.kind.as_str(), "ASSAULT" | "AID" | "COERCE");
        if !found.recipients.is_empty() || !(verbal || material && self.pos == Pos::Verb) {
            return;
        }
        let graph = self.graph();
        // "Used tear gas to disperse the marchers": a purpose shows at whom it was aimed.
        let purposes = graph.kids_in(self.at.word, &[Deprel::Advcl]).filter(|&k| graph.case(k).as_deref() == Some("to"));
        let mut clauses: Vec<usize> = if verbal { self.args.comps.clone() } else { purposes.collect() };
        // "Expressed the hope that the state would return to the talks".
        if clauses.is_empty() && found.kind == "REQUEST" && self.pos == Pos::Verb {
            clauses =
                self.args.obj.iter().flat_map(|&o| graph.kids_in(o, &[Deprel::Acl, Deprel::Ccomp]).collect::<Vec<_>>()).collect();
        }
        for clause in clauses {
            let args = graph.args(clause);
            let mut slots: Vec<Vec<usize>> = Vec::new();
            if matches!(found.kind.as_str(), "REQUEST" | "ACCUSE") && !args.inherited {
                slots.push(args.subj.clone());
            }
            slots.push(args.iobj.clone());
            slots.push(args.obj.clone());
            let towards = |o: &&crate::graph::Oblique| {
                matches!(o.prep.as_str(), "to" | "for" | "with" | "on" | "against" | "from" | "at" | "toward" | "towards")
            };
            slots.push(args.obls.iter().filter(towards).map(|o| o.head).collect());
            for (nth, slot) in slots.into_iter().enumerate() {
                // "Demanded that the government resign": who should act is told, though not of which state.
                let asked = found.kind == "REQUEST" && nth == 0 && !args.inherited;
                // "Warned that poachers would be prosecuted".
                let struck = found.kind == "THREATEN" && args.passive && slot == args.obj;
                let mut ents: Vec<Ent> = slot.iter().flat_map(|&word| self.named_inside(word, DEPTH)).collect();
                // "Vowed to avenge the killing of its general by Israel": a threat falls on those who did what it answers.
                if found.kind == "THREATEN" {
                    let by = slot
                        .iter()
                        .flat_map(|&word| graph.subtree_without(word, |k| graph.upos(k) == dateline_syntax::Upos::Verb));
                    let by = by.filter(|&k| graph.rel(k) == Deprel::Nmod && graph.case(k).as_deref() == Some("by"));
                    let doers: Vec<Ent> = by.flat_map(|k| self.doc.ents(self.at.tree, k).to_vec()).collect();
                    if !doers.is_empty() {
                        ents = doers;
                    }
                }
                let told = |e: &Ent| {
                    e.acts()
                        && !e.is_outlet()
                        && (material || asked || struck && e.kind == "population" || !e.assumed && e.code.is_some())
                        && e.form != crate::entity::Form::Pronoun
                        && !found.actors.iter().any(|a| a.key == e.key || a.party.is_some() && a.party == e.party && !a.assumed)
                };
                let ents: Vec<Ent> = ents.into_iter().filter(told).collect();
                if !ents.is_empty() {
                    extend(&mut found.recipients, ents);
                    found.rules.push(format!("recipient by what is said: “{}”", graph.lemma(clause)));
                    return;
                }
            }
        }
    }

    /// "Gathered outside the ministry", "marched to the Turkish embassy": a protest is aimed at the power at whose seat it stands.
    fn at_whose_door(&self, found: &mut Found<'l>) {
        let door =
            |o: &&crate::graph::Oblique| matches!(o.prep.as_str(), "outside" | "in front of" | "at" | "to" | "before" | "near");
        let power = |e: &&Ent| {
            matches!(e.sector.as_deref(), Some("GOV" | "LEG" | "JUD" | "MIL" | "COP")) && e.form != crate::entity::Form::Pronoun
        };
        let obliques = self.args.obls.iter().chain(self.support.iter().flat_map(|(_, _, args)| args.obls.iter()));
        let heads: Vec<usize> = obliques.filter(door).map(|o| o.head).collect();
        let seat = |&&w: &&usize| self.doc.lexicon.predicates.facility_sector(&self.graph().lemma(w).to_lowercase()).is_some();
        let at = heads.iter().filter(seat).find_map(|&w| self.doc.ents(self.at.tree, w).iter().find(power).cloned());
        if let Some(at) = at {
            found.rules.push(format!("recipient by where they stand: “{}”", self.graph().lemma(at.loc.word)));
            found.recipients.push(at);
        }
    }

    /// The actors that a phrase names: its head, else what stands inside it.
    pub(super) fn named_inside(&self, word: usize, depth: usize) -> Vec<Ent> {
        let graph = self.graph();
        let here = self.doc.ents(self.at.tree, word);
        // "Relations with China" are nobody's relatives.
        let ties = self.doc.lexicon.predicates.in_class("relations", graph.lemma(word));
        if here.iter().any(Ent::acts) && !(ties && depth > 0) || depth == 0 {
            return here.to_vec();
        }
        let inside = graph.kids(word).iter().copied().filter(|&k| match graph.rel(k) {
            Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => true,
            Deprel::Nmod => !matches!(graph.case(k).as_deref(), Some("in" | "by" | "at" | "near" | "like" | "as" | "under")),
            _ => false,
        });
        inside.flat_map(|k| graph.conjuncts(k)).flat_map(|k| self.named_inside(k, depth - 1)).collect()
    }
}

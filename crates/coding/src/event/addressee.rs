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
        let verbal = matches!(found.kind.as_str(), "AGREE" | "REQUEST" | "REJECT" | "THREATEN" | "CONCEDE");
        let material = matches!(found.kind.as_str(), "ASSAULT" | "AID" | "COERCE");
        if !found.recipients.is_empty() || !(verbal || material && self.pos == Pos::Verb) {
            return;
        }
        let graph = self.graph();
        // "Used tear gas to disperse the marchers": a purpose shows at whom it was aimed.
        let purposes = graph.kids_in(self.at.word, &[Deprel::Advcl]).filter(|&k| graph.case(k).as_deref() == Some("to"));
        let clauses: Vec<usize> = if verbal { self.args.comps.clone() } else { purposes.collect() };
        for clause in clauses {
            let args = graph.args(clause);
            let mut slots: Vec<Vec<usize>> = Vec::new();
            if found.kind == "REQUEST" && !args.inherited {
                slots.push(args.subj.clone());
            }
            slots.push(args.iobj.clone());
            slots.push(args.obj.clone());
            let towards = |o: &&crate::graph::Oblique| {
                matches!(o.prep.as_str(), "to" | "for" | "with" | "on" | "against" | "from" | "at" | "toward" | "towards")
            };
            slots.push(args.obls.iter().filter(towards).map(|o| o.head).collect());
            for slot in slots {
                let ents: Vec<Ent> = slot.into_iter().flat_map(|word| self.named_inside(word, DEPTH)).collect();
                let told = |e: &Ent| {
                    e.acts()
                        && !e.is_outlet()
                        && (material || !e.assumed && e.code.is_some())
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

    /// The actors that a phrase names: its head, else what stands inside it.
    fn named_inside(&self, word: usize, depth: usize) -> Vec<Ent> {
        let graph = self.graph();
        let here = self.doc.ents(self.at.tree, word);
        if here.iter().any(Ent::acts) || depth == 0 {
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

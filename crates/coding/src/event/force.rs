//! Who is at work with arms where people die, and who holds the ground that is struck.

use super::support::carried;
use super::*;
use dateline_lexicon::Slot;

impl<'l> Frame<'_, 'l> {
    /// The armed men whose operation somebody is said to have been harmed in.
    pub(super) fn at_work(&self) -> Vec<Ent> {
        let graph = self.graph();
        let last = graph.kids_in(self.at.word, &[Deprel::Conj]).filter(|&k| graph.passive(k)).last();
        let obls = self.args.obls.clone().into_iter().chain(last.into_iter().flat_map(|k| graph.args(k).obls));
        let during = obls.filter(|o| matches!(o.prep.as_str(), "in" | "during"));
        let work = during.filter(|o| self.doc.lexicon.predicates.in_class("armed_work", graph.lemma(o.head)));
        let doers = work.flat_map(|o| {
            let deed = Frame {
                doc: self.doc,
                at: Loc { word: o.head, ..self.at },
                pos: Pos::Noun,
                args: graph.args(o.head),
                support: None,
            };
            let mut heads = deed.slot(&Slot::Poss);
            heads.extend(deed.slot(&Slot::Prep("by".into())));
            heads.extend(carried(self.doc, self.at.tree, o.head).into_iter().flat_map(|(_, _, args)| args.subj));
            heads
        });
        let armed = |e: &&Ent| matches!(e.sector.as_deref(), Some("MIL" | "COP" | "REB" | "UAF" | "PRM" | "SPY"));
        doers.flat_map(|w| self.doc.ents(self.at.tree, w)).filter(|e| e.acts()).filter(armed).cloned().collect()
    }

    /// "Attacked areas controlled by rebels": struck is who holds them.
    pub(super) fn holders(&self, found: &mut Found<'l>) {
        if found.kind != "ASSAULT" || found.recipients.is_empty() || !found.recipients.iter().all(|r| r.thing && r.assumed) {
            return;
        }
        let graph = self.graph();
        let ground = |k: usize| {
            let noun = |h: usize| self.doc.lexicon.predicates.is_place_noun(graph.lemma(h)) || graph.lemma(h) == "position";
            graph.head(k).is_some_and(noun)
        };
        let told = found.recipients.iter().flat_map(|r| graph.kids_in(r.loc.word, &[Deprel::Acl]).collect::<Vec<_>>());
        let held = told.filter(|&k| ground(k) && graph.passive(k) && self.doc.lexicon.parts.holds(graph.lemma(k)));
        let holders = held.flat_map(|k| graph.args(k).subj).flat_map(|w| self.doc.ents(self.at.tree, w));
        let holders: Vec<Ent> = holders.filter(|e| e.acts() && !e.is_outlet()).cloned().collect();
        if !holders.is_empty() {
            found.recipients = holders;
            found.rules.push("recipient by who holds it".into());
        }
    }
}

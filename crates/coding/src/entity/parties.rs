//! The two sides of a report: which parties stand together in it.

use super::*;
use crate::document::Document;
use crate::graph::Graph;
use dateline_syntax::Deprel;
use std::collections::BTreeMap;

impl Entities {
    /// The two states whose conflict the whole report is about; empty where no pair stands out.
    pub fn principals(&self, doc: &Document<'_>) -> Vec<Ent> {
        let (pair, lead) = self.pair(doc, Loc { tree: doc.graphs.len(), word: 0 }, true);
        if lead { pair } else { Vec::new() }
    }

    /// The two parties that "both sides" means at `loc`: the pair that stands together most, up to there.
    pub fn parties(&self, doc: &Document<'_>, loc: Loc, states_only: bool) -> Vec<Ent> {
        self.pair(doc, loc, states_only).0
    }

    /// The pair, and whether it clearly leads over the next one.
    fn pair(&self, doc: &Document<'_>, loc: Loc, states_only: bool) -> (Vec<Ent>, bool) {
        let mut score: BTreeMap<(String, String), (usize, (Loc, Loc))> = BTreeMap::new();
        let mut seen: BTreeMap<String, Ent> = BTreeMap::new();
        for tree in 0..doc.graphs.len() {
            if tree > loc.tree && !score.is_empty() {
                break;
            }
            let graph = &doc.graphs[tree];
            let range = Loc { tree, word: 0 }..Loc { tree: tree + 1, word: 0 };
            let here: Vec<&Ent> = self
                .by_word
                .range(range)
                .flat_map(|(_, e)| e)
                .filter(|e| e.party.is_some() && e.form != Form::Pronoun && e.acts())
                .filter(|e| !states_only || matches!(e.kind, "state" | "government"))
                .filter(|e| !mediates(doc, graph, e.loc.word))
                .filter(|e| tree < loc.tree || e.loc.word < loc.word || score.is_empty())
                .collect();
            for e in &here {
                let party = e.party.clone().unwrap_or_default();
                let better = seen.get(&party).is_none_or(|old| old.kind != "state" && e.kind == "state");
                if better {
                    seen.insert(party, (*e).clone());
                }
            }
            for (i, a) in here.iter().enumerate() {
                for b in &here[i + 1..] {
                    let (Some(pa), Some(pb)) = (&a.party, &b.party) else { continue };
                    if pa == pb {
                        continue;
                    }
                    let together = graph.first_conjunct(a.loc.word) == graph.first_conjunct(b.loc.word);
                    let pair = if pa < pb { (pa.clone(), pb.clone()) } else { (pb.clone(), pa.clone()) };
                    let entry = score.entry(pair).or_insert((0, (a.loc, b.loc)));
                    entry.0 += if together { 4 } else { 1 };
                }
            }
        }
        // Highest score; among equals the pair met first, so that no name decides.
        let mut ranked: Vec<((String, String), (usize, (Loc, Loc)))> = score.into_iter().collect();
        ranked.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(a.1.1.cmp(&b.1.1)));
        let Some(((a, b), (best, _))) = ranked.first().cloned() else { return (Vec::new(), false) };
        let second = ranked.get(1).map_or(0, |r| r.1.0);
        let mut pair: Vec<Ent> = [a, b].iter().filter_map(|p| seen.get(p).cloned()).collect();
        pair.sort_by_key(|e| e.loc);
        (pair, best >= LEAD && best >= 2 * second)
    }
}

/// Whether an actor is told as mediator, host or guarantor: "brokered by Riyadh and Washington". Such are no sides.
fn mediates(doc: &Document<'_>, graph: &Graph<'_>, word: usize) -> bool {
    let first = graph.first_conjunct(word);
    let Some(verb) = graph.head(first).filter(|&v| doc.lexicon.parts.role(graph.lemma(v)).is_some()) else { return false };
    match graph.rel(first) {
        Deprel::OblAgent => true,
        Deprel::Obl => graph.case(first).as_deref() == Some("by"),
        Deprel::Nsubj => !graph.passive(verb),
        _ => false,
    }
}

/// How often, at least, two states must stand together before a report is about the two of them.
const LEAD: usize = 10;

//! What is struck but never acts, and names that only the reader takes for a body.

use super::*;
use dateline_syntax::Deprel;

impl Finder<'_, '_> {
    /// A building, camp, convoy or quarter that can be struck.
    pub(super) fn struck(&mut self, loc: Loc) -> Option<Vec<Ent>> {
        let doc = self.doc;
        let graph = &doc.graphs[loc.tree];
        let lemma = graph.lemma(loc.word);
        let sector = doc.lexicon.predicates.facility_sector(lemma)?;
        // "An army vehicle", "rebel positions": of nobody in particular by itself, they are whose the word before says.
        let owner = graph.kids_in(loc.word, &[Deprel::Compound, Deprel::Amod, Deprel::NmodPoss]).find_map(|k| {
            let agent = doc.lexicon.agents.get(&graph.lemma(k).to_lowercase()).filter(|_| graph.tree.words[k].mark.is_none());
            agent.and_then(|a| a.sector.as_deref())
        });
        let sector = owner.filter(|_| sector.is_empty()).unwrap_or(sector);
        let polity = self.polity(loc, loc.word).into_iter().next();
        let words = phrase(graph, loc.word).of(&doc.report.text).to_owned();
        let mut e = self.ent(loc, words.clone(), words.clone(), "facility");
        e.form = Form::Noun;
        e.thing = true;
        e.sector = Some(sector.to_owned()).filter(|s| !s.is_empty());
        e.assumed = polity.as_ref().is_none_or(|p| p.code.is_none());
        e.code = polity.as_ref().and_then(|p| p.code.clone()).or_else(|| self.all.theatre.clone());
        e.via = format!(
            "facility “{words}”{}",
            if e.assumed && e.code.is_some() { format!("; the report plays there{}", self.by_places()) } else { String::new() }
        );
        Some(vec![e])
    }

    /// A name that the reader takes for an organisation and the lexicon does not know.
    pub(super) fn organisation(&mut self, loc: Loc) -> Vec<Ent> {
        let graph = self.graph(loc);
        // A capital at the head of a sentence makes no name of `Airstrikes`.
        if !self.doc.lexicon.predicates.rows(&graph.lemma(loc.word).to_lowercase(), dateline_lexicon::Pos::Noun).is_empty() {
            return Vec::new();
        }
        let span = name_span(graph, loc.word);
        let words = span.of(&self.doc.report.text).to_owned();
        // An address on the web acts in nothing.
        if words.contains("://") || words.contains("www.") {
            return Vec::new();
        }
        let polity = self.polity(loc, loc.word).into_iter().next();
        let known = self.all.before(loc).find(|e| e.name == words).map(|e| e.key.clone());
        if known.is_none() {
            self.locals += 1;
        }
        let key = known.unwrap_or_else(|| format!("r{}", self.locals));
        let mut e = self.ent(loc, key, words, "organisation");
        e.span = span;
        e.code = polity.and_then(|p| p.code);
        e.via = "a name that the lexicon does not know".into();
        vec![e]
    }
}

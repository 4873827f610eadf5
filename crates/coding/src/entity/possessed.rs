//! "His troops", "their positions": whose something is that belongs to somebody named in the same sentence. "The group", "the
//! movement": the one named before.

use super::*;
use dateline_syntax::{Deprel, Feats, Upos};

impl Finder<'_, '_> {
    /// Gives a noun of no told country the one of whom its possessive pronoun stands for: the nearest subject above it or before it
    /// that is somebody with a country. The place where a report plays does not make the troops of a guest those of the host.
    pub(super) fn possessed(&mut self, loc: Loc) {
        let graph = &self.doc.graphs[loc.tree];
        let pronoun = |&k: &usize| {
            graph.upos(k) == Upos::Pron
                && matches!(
                    graph.lemma(k).to_lowercase().as_str(),
                    "his" | "her" | "its" | "their" | "he" | "she" | "it" | "they"
                )
        };
        if self.all.at(loc).is_empty() {
            self.own_country(loc);
            return;
        }
        let open = |e: &Ent| e.assumed && e.form == Form::Noun && !e.is_person();
        if !self.all.at(loc).iter().any(open) {
            return;
        }
        let Some(pronoun) = graph.kids_in(loc.word, &[Deprel::NmodPoss]).find(pronoun) else { return };
        let owners = graph.path(loc.word).skip(1).flat_map(|above| graph.kids_in(above, &[Deprel::Nsubj, Deprel::NsubjPass]));
        let owner = owners
            .filter(|&s| s < loc.word && !graph.dominates(s, loc.word))
            .flat_map(|s| self.all.at(Loc { word: s, ..loc }))
            .find(|e| e.code.is_some() && !e.assumed && !e.is_outlet() && !e.thing)
            .cloned();
        // "The state will leave the bloc, its foreign minister said": the subject of what is said; else whom the pronoun means.
        let verb = graph.head(loc.word).filter(|_| graph.rel(loc.word) == Deprel::Nsubj);
        let reported = verb.and_then(|verb| self.reported(graph, verb)).into_iter();
        let told = reported.flat_map(|top| graph.kids_in(top, &[Deprel::Nsubj, Deprel::NsubjPass]).collect::<Vec<_>>());
        let told = || {
            let power = |e: &&Ent| matches!(e.kind, "state" | "government" | "igo") && e.code.is_some() && !e.assumed;
            let subjects: Vec<&Ent> = told.flat_map(|s| self.all.at(Loc { word: s, ..loc })).collect();
            let of_power = self.all.at(loc).iter().any(|e| e.sector.as_deref() == Some("GOV"));
            let meant = || self.all.at(Loc { word: pronoun, ..loc }).iter().find(power).filter(|_| of_power);
            subjects.into_iter().find(power).or_else(meant).cloned()
        };
        let Some(owner) = owner.or_else(told) else { return };
        let via = owner.through(format!("“{}” is {}", graph.lemma(pronoun), owner.name));
        for e in self.all.by_word.get_mut(&loc).into_iter().flatten().filter(|e| open(e)) {
            let sector = e.sector.clone().unwrap_or_default();
            e.code.clone_from(&owner.code);
            e.assumed = false;
            e.via = format!("{via}: {}", e.via.split(':').next().unwrap_or_default());
            if e.thing {
                continue;
            }
            // A group's fighters are the group.
            if owner.kind == "armed_group" && matches!(sector.as_str(), "REB" | "UAF") {
                let own = Ent {
                    loc: e.loc,
                    span: e.span,
                    via: e.via.clone(),
                    form: e.form,
                    plural: e.plural,
                    assumed: false,
                    ..owner.clone()
                };
                *e = own;
                continue;
            }
            if e.party.is_some() || matches!(sector.as_str(), "MIL" | "GOV" | "COP" | "SPY") {
                e.party.clone_from(&owner.party);
            }
            e.key = format!("{}/{sector}", owner.code.as_deref().unwrap_or_default());
            e.id = e.key.clone();
        }
    }

    /// "The premier said his country would send aid": the state of whoever stands above it as a subject.
    fn own_country(&mut self, loc: Loc) {
        let graph = &self.doc.graphs[loc.tree];
        let his = |k: usize| matches!(graph.lemma(k).to_lowercase().as_str(), "his" | "her" | "their" | "he" | "she" | "they");
        if !matches!(graph.lemma(loc.word), "country" | "nation" | "state")
            || graph.feats(loc.word).has(Feats::PLURAL)
            || !graph.kids_in(loc.word, &[Deprel::NmodPoss]).any(his)
        {
            return;
        }
        let above = graph.path(loc.word).skip(1).flat_map(|w| graph.kids_in(w, &[Deprel::Nsubj, Deprel::NsubjPass]));
        let subject = above.filter(|&s| s != loc.word && !graph.dominates(s, loc.word));
        let code = subject
            .flat_map(|s| self.all.at(Loc { word: s, ..loc }))
            .find(|e| e.acts() && !e.is_outlet() && !e.assumed && e.code.is_some())
            .and_then(|e| e.code.clone());
        let state = code.and_then(|code| self.doc.lexicon.actors.state_by_code(&code));
        let Some(state) = state.map(|id| self.actor(loc, id)) else { return };
        let via = state.through(format!("“{}” is that of who speaks of it", graph.lemma(loc.word)));
        let e = Ent { span: phrase(graph, loc.word), via, form: Form::Noun, ..state };
        self.all.by_word.insert(loc, vec![e]);
    }

    /// "Hezbollah's leader said the group would strike": a bare word for a group, with *the*, is the group named last before it.
    pub(super) fn named_group(&self, loc: Loc, first: usize) -> Option<Ent> {
        let graph = &self.doc.graphs[loc.tree];
        (first == loc.word && self.is_the_group(loc, |_| false)).then_some(())?;
        self.group_before(loc, |e| e.person.is_none() && matches!(e.kind, "armed_group" | "party" | "ngo" | "organisation"))
            .map(|e| Ent { span: phrase(graph, loc.word), ..e })
    }

    /// "Al-Shabab said …. The Somali militant group …": words for its kind and its country beside it, and an armed group of that country named before.
    pub(super) fn described_group(&self, loc: Loc, polities: &[Ent]) -> Option<Ent> {
        let graph = &self.doc.graphs[loc.tree];
        let kind = |k: usize| {
            let lemma = graph.lemma(k).to_lowercase();
            self.doc.lexicon.predicates.in_class("armed_word", &lemma)
        };
        let named = |k: usize| graph.tree.words[k].mark.is_some();
        let described = graph.kids_in(loc.word, &[Deprel::Amod, Deprel::Compound]).any(kind);
        (described && self.is_the_group(loc, |k| kind(k) || named(k))).then_some(())?;
        let of_it = |e: &Ent| polities.iter().all(|p| p.code.is_some() && p.code == e.code);
        self.group_before(loc, |e| e.kind == "armed_group" && of_it(e)).map(|e| Ent { span: phrase(graph, loc.word), ..e })
    }

    /// Whether a noun is a word for one group, with *the*, and nothing beside it but what `describes` it.
    fn is_the_group(&self, loc: Loc, describes: impl Fn(usize) -> bool) -> bool {
        let graph = &self.doc.graphs[loc.tree];
        let word = graph.lemma(loc.word).to_lowercase();
        !graph.feats(loc.word).has(Feats::PLURAL)
            && self.doc.lexicon.predicates.in_class("group_word", &word)
            && graph.has_kid(loc.word, &[Deprel::Det], &["the", "this", "that"])
            && graph.kids(loc.word).iter().all(|&k| match graph.rel(k) {
                Deprel::Det | Deprel::Case | Deprel::Punct | Deprel::AclRelcl | Deprel::Appos | Deprel::Cc | Deprel::Conj => true,
                Deprel::Amod | Deprel::Compound => describes(k),
                _ => false,
            })
    }

    /// The group named last before a noun, as who the noun is.
    fn group_before(&self, loc: Loc, is: impl Fn(&Ent) -> bool) -> Option<Ent> {
        let graph = &self.doc.graphs[loc.tree];
        let earlier = self.all.before(loc).find(|e| e.form == Form::Name && is(e))?;
        Some(Ent {
            loc,
            via: earlier.through(format!("“the {}” is {}, named last", graph.lemma(loc.word).to_lowercase(), earlier.name)),
            form: Form::Noun,
            plural: false,
            either: false,
            ..earlier.clone()
        })
    }
}

//! Grammar on the tree: what coding asks of a sentence, in terms of Universal Dependencies.
//!
//! Everything here is about syntax alone: no word list, no actor, no event.

use dateline_syntax::{Deprel, Feats, NameClass, Tree, Upos};
use dateline_text::Span;

/// A tree with its children listed, for one sentence.
#[derive(Debug)]
pub(crate) struct Graph<'t> {
    pub tree: &'t Tree,
    kids: Vec<Vec<usize>>,
}

/// A phrase that stands to a predicate under a preposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Oblique {
    /// The preposition in lower case; several words joined by a space (`according to`); empty for a bare phrase.
    pub prep: String,
    /// Head word of the phrase.
    pub head: usize,
}

/// The logical arguments of a verb or a verbal noun.
#[derive(Clone, Debug, Default)]
pub(crate) struct Args {
    /// Who does it: subject of an active verb, agent of a passive one.
    pub subj: Vec<usize>,
    /// To whom or what it is done: object of an active verb, subject of a passive one.
    pub obj: Vec<usize>,
    /// Indirect object.
    pub iobj: Vec<usize>,
    /// Prepositional phrases, conjuncts apart.
    pub obls: Vec<Oblique>,
    /// Clausal complements (`ccomp`, `xcomp`, prepositional `advcl` of nouns and verbs like *accuse of*).
    pub comps: Vec<usize>,
    /// Whether the verb is passive.
    pub passive: bool,
    /// Whether the subject is not the verb's own but taken over from a governor.
    pub inherited: bool,
}

impl<'t> Graph<'t> {
    pub fn new(tree: &'t Tree) -> Self {
        let mut kids = vec![Vec::new(); tree.words.len()];
        for (i, word) in tree.words.iter().enumerate() {
            if let Some(head) = word.head
                && let Some(list) = kids.get_mut(head as usize)
            {
                list.push(i);
            }
        }
        Graph { tree, kids }
    }

    pub fn len(&self) -> usize {
        self.tree.words.len()
    }

    pub fn kids(&self, word: usize) -> &[usize] {
        &self.kids[word]
    }

    pub fn rel(&self, word: usize) -> Deprel {
        self.tree.words[word].deprel
    }

    pub fn head(&self, word: usize) -> Option<usize> {
        self.tree.words[word].head.map(|h| h as usize)
    }

    pub fn lemma(&self, word: usize) -> &str {
        &self.tree.words[word].lemma
    }

    pub fn upos(&self, word: usize) -> Upos {
        self.tree.words[word].upos
    }

    pub fn feats(&self, word: usize) -> Feats {
        self.tree.words[word].feats
    }

    pub fn span(&self, word: usize) -> Span {
        self.tree.words[word].span
    }

    /// Children of `word` that stand in one of `rels`.
    pub fn kids_in<'a>(&'a self, word: usize, rels: &'a [Deprel]) -> impl Iterator<Item = usize> + 'a {
        self.kids[word].iter().copied().filter(move |&k| rels.contains(&self.rel(k)))
    }

    pub fn kid(&self, word: usize, rels: &[Deprel]) -> Option<usize> {
        self.kids_in(word, rels).next()
    }

    /// Whether `word` has a child with this lemma in one of `rels`.
    pub fn has_kid(&self, word: usize, rels: &[Deprel], lemmas: &[&str]) -> bool {
        self.kids_in(word, rels).any(|k| lemmas.contains(&self.lemma(k)))
    }

    /// `word` and the words coordinated with it, in order.
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut all = vec![word];
        let mut next = 0;
        while next < all.len() {
            all.extend(self.kids_in(all[next], &[Deprel::Conj]));
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// The first conjunct of the coordination that `word` belongs to.
    pub fn first_conjunct(&self, mut word: usize) -> usize {
        while self.rel(word) == Deprel::Conj {
            match self.head(word) {
                Some(head) => word = head,
                None => break,
            }
        }
        word
    }

    /// Every word below `word`, itself among them, in order.
    pub fn subtree(&self, word: usize) -> Vec<usize> {
        self.subtree_without(word, |_| false)
    }

    /// Like [`Graph::subtree`], leaving out every branch whose top satisfies `cut`.
    pub fn subtree_without(&self, word: usize, cut: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut all = vec![word];
        let mut next = 0;
        while next < all.len() {
            for &k in &self.kids[all[next]] {
                if !cut(k) {
                    all.push(k);
                }
            }
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// Whether `top` is `word` or stands above it.
    pub fn dominates(&self, top: usize, word: usize) -> bool {
        self.path(word).any(|w| w == top)
    }

    /// Whether `word` stands below `top` and not in a clause that `top` governs.
    pub fn dominates_below(&self, top: usize, word: usize) -> bool {
        let clause = |w: usize| matches!(self.rel(w), Deprel::Ccomp | Deprel::Parataxis);
        self.dominates(top, word) && !self.path(word).take_while(|&w| w != top).any(clause)
    }

    /// `word`, its head, the head of that, … up to the root.
    pub fn path(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(word), |&w| self.head(w)).take(self.len() + 1)
    }

    /// The preposition or subordinator over `word`, lower case, with its fixed parts: `according to`.
    pub fn case(&self, word: usize) -> Option<String> {
        let mark = self.kid(word, &[Deprel::Case, Deprel::Mark])?;
        let mut parts = vec![mark];
        parts.extend(self.kids_in(mark, &[Deprel::Fixed]));
        // `out of`, `from under`: several case words in a row make one.
        parts.extend(self.kids_in(word, &[Deprel::Case]).filter(|&k| k != mark && self.lemma(k) != "'s"));
        parts.sort_unstable();
        let words: Vec<&str> = parts.iter().map(|&p| self.lemma(p)).collect();
        Some(words.join(" "))
    }

    /// Whether the verb form of `word` is passive: `was shelled`, `shelled by`, a bare participle on a noun.
    pub fn passive(&self, word: usize) -> bool {
        let feats = self.feats(word);
        // "Territory it had controlled": a perfect without *been* is none, whatever the reader calls its subject.
        let aux = |lemma: &str| self.has_kid(word, &[Deprel::Aux, Deprel::AuxPass], &[lemma]);
        if aux("have") && !aux("be") && !aux("get") && self.kid(word, &[Deprel::OblAgent]).is_none() {
            return false;
        }
        let marked = |k: &usize| {
            matches!(self.rel(*k), Deprel::AuxPass | Deprel::OblAgent)
                || matches!(self.rel(*k), Deprel::NsubjPass | Deprel::CsubjPass)
                    && (feats.has(Feats::PART) || feats.has(Feats::PASSIVE))
        };
        if self.kids[word].iter().any(marked) {
            return true;
        }
        let participle = feats.has(Feats::PART) && feats.has(Feats::PAST) || feats.has(Feats::PASSIVE);
        match self.rel(word) {
            Deprel::Acl | Deprel::Amod => participle && self.upos(word) != Upos::Noun,
            Deprel::Advcl => participle && self.kid(word, &[Deprel::Obj, Deprel::Aux]).is_none() && feats.has(Feats::PASSIVE),
            // `left a hundred people killed`
            Deprel::Xcomp if feats.has(Feats::PAST) && self.kid(word, &[Deprel::Mark, Deprel::Aux, Deprel::Obj]).is_none() => {
                self.head(word).is_some_and(|h| matches!(self.lemma(h), "leave" | "find" | "see" | "discover"))
            }
            Deprel::Conj => {
                // `were shelled and burned`: shares the auxiliary.
                participle
                    && self.kid(word, &[Deprel::Aux, Deprel::Nsubj]).is_none()
                    && self.head(word).is_some_and(|h| self.kid(h, &[Deprel::AuxPass]).is_some())
            }
            _ => feats.has(Feats::PASSIVE) && self.kid(word, &[Deprel::Nsubj, Deprel::Obj]).is_none(),
        }
    }

    /// The logical arguments of `word`.
    pub fn args(&self, word: usize) -> Args {
        let mut args = Args { passive: self.passive(word), ..Args::default() };
        let mut own_subject = false;
        for &k in &self.kids[word] {
            match self.rel(k) {
                Deprel::Nsubj | Deprel::NsubjOuter | Deprel::Csubj => {
                    own_subject = true;
                    let side = self.conjuncts(self.antecedent(k));
                    if args.passive && self.rel(k) == Deprel::Nsubj && self.kid(word, &[Deprel::AuxPass]).is_some() {
                        args.obj.extend(side);
                    } else {
                        args.subj.extend(side);
                    }
                }
                Deprel::NsubjPass | Deprel::CsubjPass => {
                    own_subject = true;
                    // Without any mark of the passive on the verb (`two presidents spoke`) the relation is a slip.
                    let side = self.conjuncts(self.antecedent(k));
                    if args.passive { args.obj.extend(side) } else { args.subj.extend(side) }
                }
                Deprel::Obj => args.obj.extend(self.conjuncts(self.antecedent(k))),
                Deprel::Iobj => args.iobj.extend(self.conjuncts(self.antecedent(k))),
                Deprel::OblAgent => args.subj.extend(self.conjuncts(k)),
                Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod | Deprel::NmodUnmarked => {
                    let prep = self.case(k).unwrap_or_default();
                    if prep == "by" && args.passive {
                        args.subj.extend(self.conjuncts(k));
                    } else {
                        let antecedent = self.antecedent(k);
                        args.obls.extend(self.conjuncts(antecedent).into_iter().map(|head| Oblique { prep: prep.clone(), head }));
                    }
                }
                Deprel::Ccomp | Deprel::Xcomp => args.comps.extend(self.conjuncts(k)),
                // `accused Y of shelling`: the of-clause is a complement.
                Deprel::Advcl | Deprel::Acl
                    if self.case(k).is_some_and(|c| matches!(c.as_str(), "of" | "for" | "with" | "from" | "to")) =>
                {
                    args.comps.extend(self.conjuncts(k));
                }
                _ => {}
            }
        }
        // One object alone is what it is done to, whatever the reader calls it.
        if args.obj.is_empty() && !args.passive {
            args.obj = std::mem::take(&mut args.iobj);
        }
        if !own_subject {
            self.take_over(word, &mut args);
        } else if self.rel(word) == Deprel::AclRelcl && args.obj.is_empty() && !args.passive && args.comps.is_empty() {
            // `territory it had controlled`: the noun is the object, unless it is the subject already.
            if let Some(noun) = self.head(word).filter(|noun| !args.subj.contains(noun)) {
                args.obj.push(noun);
            }
        }
        args
    }

    /// A relative pronoun stands for its antecedent; any other word for itself.
    pub fn antecedent(&self, word: usize) -> usize {
        if !matches!(self.lemma(word), "who" | "which" | "that" | "whom")
            || !matches!(self.upos(word), Upos::Pron | Upos::Sconj | Upos::Det)
        {
            return word;
        }
        let Some(noun) = self.path(word).find(|&w| self.rel(w) == Deprel::AclRelcl).and_then(|w| self.head(w)) else {
            return word;
        };
        // "Karim, one of the wanted men, who …": the clause after the comma tells of him, not of them all.
        let comma = (noun + 1..word).any(|w| self.lemma(w) == ",");
        let one = self.head(noun).filter(|&one| comma && self.rel(noun) == Deprel::Nmod && self.lemma(one) == "one");
        one.filter(|&one| self.rel(one) == Deprel::Appos).and_then(|one| self.head(one)).unwrap_or(noun)
    }

    /// Arguments that a verb without a subject of its own takes from what governs it.
    fn take_over(&self, word: usize, args: &mut Args) {
        let Some(head) = self.head(word) else { return };
        args.inherited = true;
        match self.rel(word) {
            Deprel::Conj => {
                let Args { subj, obj, .. } = self.args(head);
                let outer_subj = subj.clone();
                let shared = if self.passive(head) { obj } else { subj };
                if args.passive {
                    if args.obj.is_empty() {
                        args.obj = shared;
                    }
                } else if args.subj.is_empty() {
                    args.subj = shared;
                }
                if args.passive && args.subj.is_empty() && self.passive(head) {
                    args.subj = outer_subj;
                }
            }
            Deprel::Xcomp | Deprel::Advcl => {
                let outer = self.args(head);
                // Object control: `forced the army to withdraw`, `accused Y of shelling`; else the governor's subject.
                let case = self.case(word);
                let object_control =
                    self.rel(word) == Deprel::Xcomp || matches!(case.as_deref(), Some("of" | "for" | "from" | "with"));
                // "An envoy warned that children starve, adding that help must come": who adds is who warned.
                if self.rel(word) == Deprel::Advcl
                    && self.rel(head) == Deprel::Ccomp
                    && self.feats(word).has(Feats::PART)
                    && !args.passive
                    && matches!(
                        self.lemma(word),
                        "add" | "say" | "note" | "stress" | "warn" | "insist" | "claim" | "argue" | "urge" | "accuse" | "blame"
                    )
                    && args.subj.is_empty()
                {
                    let speaker = self.head(head).map(|cue| self.args(cue)).filter(|cue| !cue.passive).unwrap_or_default();
                    if !speaker.subj.is_empty() {
                        args.subj = speaker.subj;
                        return;
                    }
                }
                // "A helicopter was shot down, killing five": the shooting killed them, not what was shot.
                let result = self.rel(word) == Deprel::Advcl
                    && case.is_none()
                    && !self.feats(word).has(Feats::PAST)
                    && matches!(self.lemma(word), "kill" | "wound" | "injure" | "maim" | "destroy" | "damage");
                // "Protesters were dispersed by firing tear gas": not by them.
                let result = result || self.rel(word) == Deprel::Advcl && case.as_deref() == Some("by");
                let surface_subject = if self.passive(head) && !result { &outer.obj } else { &outer.subj };
                let source = if object_control && !self.passive(head) && !outer.obj.is_empty() && self.rel(word) != Deprel::Advcl
                    || matches!(case.as_deref(), Some("of" | "from")) && !outer.obj.is_empty()
                {
                    outer.obj.clone()
                } else {
                    surface_subject.clone()
                };
                let target = if args.passive { &mut args.obj } else { &mut args.subj };
                if target.is_empty() {
                    *target = source;
                }
            }
            Deprel::Acl | Deprel::AclRelcl | Deprel::Amod => {
                let infinitive =
                    self.feats(word).has(Feats::INF) || self.kids_in(word, &[Deprel::Mark]).any(|k| self.lemma(k) == "to");
                if infinitive {
                    // `a decision to withdraw`: by whoever the noun belongs to.
                    if args.subj.is_empty() {
                        args.subj = self.owner(head);
                    }
                } else if args.passive {
                    if args.obj.is_empty() {
                        args.obj = self.conjuncts(head);
                    }
                } else if args.subj.is_empty() && self.in_noun(word, head) && !self.owner(head).is_empty() {
                    // `the rebels' success in taking the town`, `its pledge of donating medicine`
                    args.subj = self.owner(head);
                } else if args.subj.is_empty() {
                    args.subj = self.of_copula(head).filter(|_| self.rel(word) == Deprel::Acl).unwrap_or(vec![head]);
                }
            }
            _ => {}
        }
    }

    /// The subject of a predicate noun: in `the team is in Syria investigating` the team investigates, and so does it in `the team
    /// is a body investigating`.
    fn of_copula(&self, noun: usize) -> Option<Vec<usize>> {
        self.kid(noun, &[Deprel::Cop])?;
        let subject = self.kid(noun, &[Deprel::Nsubj])?;
        let empty = matches!(self.lemma(subject), "it" | "there" | "this" | "that" | "these" | "those");
        (!empty).then(|| self.conjuncts(self.antecedent(subject)))
    }

    /// Whether a gerund tells what somebody is at whose noun stands before it.
    fn in_noun(&self, gerund: usize, noun: usize) -> bool {
        match self.case(gerund).as_deref() {
            Some("in") => true,
            Some("of") => {
                matches!(self.lemma(noun), "pledge" | "promise" | "commitment" | "policy" | "practice" | "campaign" | "tactic")
            }
            _ => false,
        }
    }

    /// Whom a noun belongs to: its possessor, else the subject of the verb that it is the object of.
    pub fn owner(&self, noun: usize) -> Vec<usize> {
        if let Some(poss) = self.kid(noun, &[Deprel::NmodPoss]) {
            return self.conjuncts(poss);
        }
        // "The Chilean decision to": who decides is told by the name before it.
        let named = |&k: &usize| k < noun && self.tree.words[k].mark.is_some_and(|m| owns(m.class));
        let before = self.kids_in(noun, &[Deprel::Amod, Deprel::Compound]).find(|k| resolves(self.lemma(noun)) && named(k));
        if let Some(name) = before {
            return self.conjuncts(name);
        }
        match self.head(noun) {
            Some(verb) if matches!(self.rel(noun), Deprel::Obj | Deprel::Obl | Deprel::Xcomp) => self.args(verb).subj,
            _ => Vec::new(),
        }
    }

    /// From the first to the last of `words`, in the text.
    pub fn cover(&self, words: &[usize]) -> Span {
        words.iter().map(|&w| self.span(w)).reduce(Span::cover).unwrap_or(self.tree.span)
    }
}

/// Nouns of what somebody resolves to do.
fn resolves(lemma: &str) -> bool {
    matches!(
        lemma,
        "decision"
            | "move"
            | "plan"
            | "bid"
            | "attempt"
            | "effort"
            | "threat"
            | "offer"
            | "pledge"
            | "promise"
            | "vow"
            | "commitment"
            | "refusal"
            | "intention"
            | "proposal"
            | "order"
            | "agreement"
            | "willingness"
            | "readiness"
            | "failure"
            | "campaign"
            | "push"
            | "drive"
    )
}

/// Whether a name of this class can own what is resolved: a state, its people, a body.
fn owns(class: NameClass) -> bool {
    matches!(class, NameClass::State | NameClass::Demonym | NameClass::Org)
}

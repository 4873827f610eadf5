//! How many: numbers of people killed, wounded, captured, displaced, ….
//!
//! Starts from each quantity of a sentence, finds the noun that it counts, and asks the words around that noun what
//! became of those counted.

use crate::claim::Figure;
use crate::document::Document;
use crate::entity::{Ent, Form, Loc, phrase};
use crate::event::{Frame, lemma_of};
use crate::graph::Graph;
use dateline_lexicon::{Counted as Counting, Pos, Slot};
use dateline_syntax::{Deprel, Feats, NameClass, Upos};
use dateline_text::Span;

/// A figure found in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub at: Loc,
    pub core: Vec<usize>,
    pub evidence: Span,
    pub figure: Figure,
    pub actors: Vec<Ent>,
    pub recipients: Vec<Ent>,
    /// Who puts a toll at so many.
    pub by_whom: Vec<Ent>,
    pub rule: String,
}

/// What a counted noun is said to have become, and by which word.
struct Fate {
    what: String,
    /// The word that says so: verb, adjective or the noun itself.
    by: usize,
    rule: &'static str,
}

/// The rule by which a part of those counted has their fate.
const PART: &str = "a part of those counted";
const PUT: &str = "a toll that is put at so many";

/// The figure rows of the lexicon, asked at a word.
struct Tallies<'d, 'l> {
    doc: &'d Document<'l>,
    tree: usize,
}

impl<'l> Tallies<'_, 'l> {
    fn ask(&self, word: usize, lemma: &str, pos: Pos, counted: &[Counting]) -> Option<&'l str> {
        let lexicon: &'l dateline_lexicon::Lexicon = self.doc.lexicon;
        let rows = lexicon.terms.tallies(lemma, pos);
        if rows.is_empty() {
            return None;
        }
        let frame = Frame::new(self.doc, Loc { tree: self.tree, word }, pos);
        rows.iter().find(|row| counted.contains(&row.counted) && frame.meets(&row.needs)).map(|row| row.what.as_str())
    }

    /// Whether a word tells what befell one person: `was pronounced dead`, `died of his wounds`.
    fn single(&self, word: usize, person: usize) -> bool {
        let graph = &self.doc.graphs[self.tree];
        let frame = Frame::new(self.doc, Loc { tree: self.tree, word }, Pos::Verb);
        let args = graph.args(word);
        let rows = self.doc.lexicon.terms.tallies(&lemma_of(graph, word), Pos::Verb);
        rows.iter().filter(|row| row.single && frame.meets(&row.needs)).any(|row| match row.counted {
            Counting::Obj => args.obj.contains(&person),
            _ => args.subj.contains(&person),
        })
    }

    /// Whether the subject of a verb is said to have died.
    fn dies(&self, word: usize) -> bool {
        self.verb(word, false) == Some("killed") && self.doc.graphs[self.tree].args(word).obj.is_empty()
    }

    fn lemma(&self, word: usize) -> String {
        self.doc.graphs[self.tree].lemma(word).to_lowercase()
    }

    /// `40 deaths`
    fn noun(&self, word: usize) -> Option<&'l str> {
        let counted = [Counting::Own, Counting::Value];
        // `the fatal shooting of two men`: what stands before the noun may decide.
        self.ask(word, &compound(&self.doc.graphs[self.tree], word), Pos::Noun, &counted)
            .or_else(|| self.ask(word, &self.lemma(word), Pos::Noun, &counted))
    }

    /// `40 dead`
    fn adjective(&self, word: usize) -> Option<&'l str> {
        self.ask(word, &self.lemma(word), Pos::Adj, &[Counting::Own, Counting::Subj, Counting::Obj])
    }

    /// `killed 40 people` (object), `40 people died` (subject)
    fn verb(&self, word: usize, object: bool) -> Option<&'l str> {
        let graph = &self.doc.graphs[self.tree];
        let counted = if object { Counting::Obj } else { Counting::Subj };
        let lemma = lemma_of(graph, word);
        // `fatally shot`: the adverb decides what became of them.
        // `none fatally` is the contrary, `two fatally` some of them.
        let spared = |k: &usize| {
            let before = |back: usize| k.checked_sub(back);
            before(1).is_some_and(|b| matches!(&*graph.lemma(b).to_lowercase(), "none" | "not" | "neither" | "non"))
                || [1, 3].into_iter().filter_map(before).any(|b| self.doc.quantities[self.tree].iter().any(|q| q.last_word == b))
        };
        let adverbs = graph
            .kids_in(word, &[Deprel::Advmod])
            .filter(|k| !spared(k))
            .map(|k| format!("{} {lemma}", graph.lemma(k).to_lowercase()));
        let told = adverbs.into_iter().find_map(|phrase| self.ask(word, &phrase, Pos::Verb, &[counted]));
        let told = told.or_else(|| self.ask(word, &lemma, Pos::Verb, &[counted]));
        // `were shot and killed`: one fate of the same people, the last told of it.
        let shared = |k: &usize| {
            *k > word && graph.upos(*k) == Upos::Verb && graph.kid(*k, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj]).is_none()
        };
        let killed = |k: usize| self.ask(k, &lemma_of(graph, k), Pos::Verb, &[counted]).filter(|what| *what == "killed");
        told.map(|what| {
            if what == "killed" {
                what
            } else {
                graph.kids_in(word, &[Deprel::Conj]).filter(shared).find_map(killed).unwrap_or(what)
            }
        })
    }

    /// Whether the subject of a verb did what it counts: not of `five fighters and a soldier died`, nor of `the brigade lost forty men`.
    fn tells_doer(&self, word: usize, what: &str) -> bool {
        let graph = &self.doc.graphs[self.tree];
        let frame = Frame::new(self.doc, Loc { tree: self.tree, word }, Pos::Verb);
        let lemma = lemma_of(graph, word);
        let adverbs = graph.kids_in(word, &[Deprel::Advmod]).map(|k| format!("{} {lemma}", graph.lemma(k).to_lowercase()));
        let rows = adverbs.chain([lemma.clone()]).flat_map(|phrase| self.doc.lexicon.terms.tallies(&phrase, Pos::Verb));
        rows.filter(|row| row.what == what && frame.meets(&row.needs)).any(|row| row.actor.contains(&Slot::Subj))
    }

    fn counts_subject(&self, word: usize) -> bool {
        self.verb(word, false).is_some()
    }

    /// `the death toll rose to 40`
    fn toll(&self, word: usize) -> Option<&'l str> {
        let phrase = compound(&self.doc.graphs[self.tree], word);
        self.ask(word, &phrase, Pos::Noun, &[Counting::Value])
            .or_else(|| self.ask(word, &self.lemma(word), Pos::Noun, &[Counting::Value, Counting::Own]))
    }
}

/// Figures of one sentence. `harmed` are those whom violence is said to have hit so far: who then dies, dies of it.
pub(crate) fn find(doc: &Document<'_>, tree: usize, harmed: &[&Ent]) -> Vec<Counted> {
    let graph = &doc.graphs[tree];
    let mut all: Vec<(usize, Counted)> = Vec::new();
    let mut nouns_done: Vec<usize> = Vec::new();
    for q in &doc.quantities[tree] {
        if q.unit.is_some() {
            continue;
        }
        let top = q.number_word;
        let part = of_them(doc, tree, q.last_word);
        let noun = part.or_else(|| between(graph, top, q.last_word)).unwrap_or_else(|| counted_noun(graph, top, q.last_word));
        if nouns_done.contains(&noun) {
            continue;
        }
        // `…, including 192 children and 163 women`: a part of those counted just before, wherever the phrase hangs.
        let included =
            |w: usize| matches!(graph.case(graph.first_conjunct(w)).as_deref(), Some("include" | "including" | "among"));
        let part_of = || {
            all.last().filter(|_| included(noun) || part.is_some()).map(|(_, c)| Fate {
                what: c.figure.what.to_string(),
                by: c.at.word,
                rule: PART,
            })
        };
        // `killing three of the attackers`: the part has the fate.
        // `killed 112 people, including 98 evacuees`: what they were before is another matter.
        let hit = |what: &str| matches!(what, "killed" | "wounded" | "casualties" | "missing");
        let role = named_fate(doc, tree, noun).is_some_and(|named| !hit(&named.what));
        let in_part = || part_of().filter(|fate| part.is_some() || role && hit(&fate.what));
        let Some(fate) = some_of_them(doc, tree, q.last_word)
            .or_else(in_part)
            .or_else(|| fate(doc, tree, noun, 0))
            .or_else(|| fate(doc, tree, top, 0))
            .or_else(part_of)
        else {
            continue;
        };
        // `killed a commander and two of his associates`: who is killed or wounded is somebody, unless it is known as a thing.
        let harmed = matches!(fate.what.as_str(), "killed" | "wounded" | "arrested" | "captured")
            && graph.upos(noun) == Upos::Noun
            && graph.kid(noun, &[Deprel::NmodPoss]).is_some_and(|k| graph.upos(k) == Upos::Pron)
            && doc.lexicon.predicates.facility_sector(graph.lemma(noun)).is_none();
        if !people(doc, tree, noun, q.number_word) && fate.by != noun && !harmed {
            continue;
        }
        nouns_done.extend([noun, top]);
        all.push((noun, counted(doc, tree, noun, Some((q.first_word, q.last_word)), q.low, q.high, fate)));
    }
    // `a child`, `a soldier`: one, where a singular person is killed or wounded.
    for noun in 0..graph.len() {
        let age = graph.upos(noun) == Upos::Adj && graph.lemma(noun) == "old";
        // The quarter of a million is a number itself.
        let number = doc.quantities[tree].iter().any(|q| (q.first_word..=q.last_word).contains(&noun));
        if number || nouns_done.contains(&noun) || graph.upos(noun) != Upos::Noun && !age || graph.feats(noun).has(Feats::PLURAL) {
            continue;
        }
        // `a soldier`, `his wife`; in `a father and daughter` the article is the first one's.
        let article = |noun: usize| {
            graph.kids_in(noun, &[Deprel::Det]).any(|k| matches!(graph.lemma(k).to_lowercase().as_str(), "a" | "an" | "another"))
        };
        let own = |noun: usize| graph.kids_in(noun, &[Deprel::NmodPoss]).any(|k| graph.upos(k) == Upos::Pron);
        let single = article(noun)
            || graph.kid(noun, &[Deprel::Det]).is_none()
                && (own(noun)
                    || graph.rel(noun) == Deprel::Conj && graph.head(noun).is_some_and(|first| article(first) || own(first)));
        let somebody = doc
            .ents(tree, noun)
            .iter()
            .any(|e| e.acts() && matches!(e.kind, "population" | "force" | "armed_group" | "government" | "person"));
        // `the teenager fatally shot`, `the boy who was killed`: the clause tells who, and that he is dead.
        let defined = graph.kids_in(noun, &[Deprel::Det]).any(|k| graph.lemma(k).eq_ignore_ascii_case("the"));
        if !single && !defined || !somebody && !belongs(doc, tree, noun) {
            continue;
        }
        let clause = |fate: &Fate| {
            fate.what == "killed"
                && matches!(fate.rule, "a participle or clause on the noun" | "a participle right behind the noun")
        };
        if let Some(fate) = fate(doc, tree, noun, 0).filter(|f| f.by != noun && (single || clause(f))) {
            all.push((noun, counted(doc, tree, noun, None, Some(1), Some(1), fate)));
        }
    }
    // `the guard died of his wounds`, `he was pronounced dead`: one person, however named.
    let figures = Tallies { doc, tree };
    for word in (0..graph.len()).filter(|&w| graph.upos(w) == Upos::Verb) {
        let args = graph.args(word);
        for who in args.subj.iter().chain(&args.obj).copied().filter(|w| !nouns_done.contains(w)) {
            let ents = doc.ents(tree, who);
            let one = ents.len() == 1 && !ents[0].plural && (ents[0].is_person() || ents[0].kind != "state")
                || ents.is_empty() && matches!(graph.lemma(who).to_lowercase().as_str(), "he" | "she");
            if one
                && !graph.feats(who).has(Feats::PLURAL)
                && !all
                    .iter()
                    .any(|(noun, _)| *noun == who || graph.rel(*noun) == Deprel::Appos && graph.head(*noun) == Some(who))
                && (figures.single(word, who)
                    || figures.dies(word) && ents.first().is_some_and(|e| harmed.iter().any(|h| same_person(doc, h, e))))
            {
                let fate = Fate { what: "killed".into(), by: word, rule: "one person, by a word that tells of a violent death" };
                all.push((who, counted(doc, tree, who, None, Some(1), Some(1), fate)));
            }
        }
    }
    // `the man killed himself`: he is dead by his own hand.
    for word in (0..graph.len()).filter(|&w| graph.upos(w) == Upos::Verb) {
        let args = graph.args(word);
        // `took his own life`
        let own = |o: usize| {
            graph.lemma(o).eq_ignore_ascii_case("life")
                && graph.kids_in(o, &[Deprel::Amod]).any(|k| graph.lemma(k).eq_ignore_ascii_case("own"))
        };
        let oneself = args.obj.iter().any(|&o| matches!(&*graph.lemma(o).to_lowercase(), "himself" | "herself") || own(o));
        // `a man killed his son and took his own life`: the subject may stand with the first of several verbs.
        let first = graph.first_conjunct(word);
        let subj = if args.subj.is_empty() && first != word { graph.args(first).subj } else { args.subj };
        if let (true, [who]) = (oneself, subj.as_slice())
            && !all.iter().any(|(noun, _)| noun == who)
            && (Tallies { doc, tree }).verb(word, true) == Some("killed")
        {
            let fate = Fate { what: "killed".into(), by: word, rule: "somebody who killed himself" };
            all.push((*who, counted(doc, tree, *who, None, Some(1), Some(1), fate)));
        }
    }
    all.sort_by_key(|(noun, _)| *noun);
    all.into_iter().map(|(_, c)| c).collect()
}

/// Whether two mentions are of one human being: by name, or by pronoun, or by the same noun (`a boy … the boy`).
fn same_person(doc: &Document<'_>, a: &Ent, b: &Ent) -> bool {
    let noun = |e: &Ent| doc.graphs[e.loc.tree].lemma(e.loc.word).to_lowercase();
    a.key == b.key && !a.plural && !b.plural && (a.person.is_some() || b.form == Form::Pronoun || noun(a) == noun(b))
}

/// Whether those counted can be people: somebody who acts, a bare number, or lives and victims.
fn people(doc: &Document<'_>, tree: usize, noun: usize, number: usize) -> bool {
    let graph = &doc.graphs[tree];
    noun == number
        || matches!(graph.upos(noun), Upos::Pron | Upos::Num | Upos::Adj | Upos::Verb)
        || doc.ents(tree, noun).iter().any(Ent::acts)
        || belongs(doc, tree, noun)
        || matches!(graph.lemma(noun), "life" | "one" | "other" | "victim" | "man" | "woman" | "body")
        || !doc.lexicon.terms.tallies(&graph.lemma(noun).to_lowercase(), Pos::Noun).is_empty()
}

/// `two Taliban financiers`: whoever is of a group or people is somebody, whatever the noun.
fn belongs(doc: &Document<'_>, tree: usize, noun: usize) -> bool {
    let graph = &doc.graphs[tree];
    let person = graph.lemma(noun).ends_with("er") || graph.lemma(noun).ends_with("or");
    person
        && graph.kids_in(noun, &[Deprel::Amod, Deprel::Compound]).any(|k| {
            graph.tree.words[k].mark.is_some_and(|m| matches!(m.class, NameClass::Group | NameClass::Demonym | NameClass::State))
        })
}

/// The noun that a quantity counts: `39 civilians`, `scores of soldiers`, or the quantity itself (`killing 12`).
fn counted_noun(graph: &Graph<'_>, top: usize, last: usize) -> usize {
    if matches!(graph.rel(top), Deprel::Nummod | Deprel::Det | Deprel::Amod | Deprel::Compound)
        && let Some(head) = graph.head(top)
    {
        return head;
    }
    let of = graph.kids_in(top, &[Deprel::Nmod]).find(|&k| k > last && graph.case(k).as_deref() == Some("of"));
    if let Some(of) = of {
        // `two of them`, `three of which`: still those counted.
        return if graph.upos(of) == Upos::Pron { top } else { of };
    }
    top
}

/// `between 500 and 1,300 people died`: the noun behind the two numbers, wherever the reader hangs them.
fn between(graph: &Graph<'_>, top: usize, last: usize) -> Option<usize> {
    let noun = (last + 1 < graph.len()).then_some(last + 1)?;
    let top = graph.first_conjunct(top);
    let apart = matches!(graph.rel(top), Deprel::Obl | Deprel::Nmod) && graph.case(top).as_deref() == Some("between");
    (apart && graph.upos(noun) == Upos::Noun && graph.feats(noun).has(Feats::PLURAL) && graph.head(top) == graph.head(noun)).then_some(noun)
}

/// `two of the dead were children`: who they are of whom the number tells.
fn said_to_be(doc: &Document<'_>, tree: usize, number: usize) -> Option<usize> {
    let graph = &doc.graphs[tree];
    let of = graph.kids_in(number, &[Deprel::Nmod]).any(|k| graph.case(k).as_deref() == Some("of"));
    let who = graph.head(number).filter(|_| of && graph.rel(number) == Deprel::Nsubj)?;
    let told = graph.kid(who, &[Deprel::Cop]).is_some() && graph.upos(who) == Upos::Noun && graph.case(who).is_none();
    (told && doc.ents(tree, who).iter().any(Ent::acts)).then_some(who)
}

/// `86 dead, 30 of them children`: who they are of whom the number tells.
fn of_them(doc: &Document<'_>, tree: usize, number: usize) -> Option<usize> {
    let graph = &doc.graphs[tree];
    let noun = (number + 3..graph.len().min(number + 5)).find(|&w| !matches!(graph.upos(w), Upos::Det | Upos::Adj))?;
    let form = graph.span(number + 2).of(&doc.report.text).to_lowercase();
    let them = graph.lemma(number + 1) == "of" && matches!(form.as_str(), "them" | "whom" | "which" | "those" | "these");
    (them && graph.upos(noun) == Upos::Noun && doc.ents(tree, noun).iter().any(Ent::acts)).then_some(noun)
}

/// `five children were shot, two fatally`, `two of them fatally`: the adverb behind the number tells what became of so many.
fn some_of_them(doc: &Document<'_>, tree: usize, number: usize) -> Option<Fate> {
    let graph = &doc.graphs[tree];
    let of_them = (graph.len() > number + 2).then(|| graph.lemma(number + 1) == "of" && graph.upos(number + 2) == Upos::Pron);
    let adverb = if of_them == Some(true) { number + 3 } else { number + 1 };
    if adverb >= graph.len() {
        return None;
    }
    let figures = Tallies { doc, tree };
    let verb = (0..number).rev().find(|&w| graph.upos(w) == Upos::Verb && figures.verb(w, true).is_some())?;
    let phrase = format!("{} {}", graph.lemma(adverb).to_lowercase(), lemma_of(graph, verb));
    let what = figures.ask(verb, &phrase, Pos::Verb, &[Counting::Obj])?;
    Some(Fate { what: what.to_owned(), by: adverb, rule: "some of those counted" })
}

/// What became of those that `noun` names. Victims who are said to have died are dead.
fn fate(doc: &Document<'_>, tree: usize, noun: usize, depth: usize) -> Option<Fate> {
    // "Hundreds of people, according to a report, were killed": who says so is nobody's victim, whatever the reader makes of it.
    if doc.graphs[tree].case(noun).is_some_and(|case| case.starts_with("accord")) {
        return None;
    }
    let by_name = named_fate(doc, tree, noun);
    match by_name {
        // `98 evacuees were killed`: what they were before is another matter.
        Some(was) if matches!(was.what.as_str(), "displaced" | "captured" | "abducted" | "arrested" | "evacuated") => {
            let hit = |told: &Fate| matches!(told.what.as_str(), "killed" | "wounded");
            let beside = matches!(doc.graphs[tree].rel(noun), Deprel::Conj | Deprel::Appos);
            told_fate(doc, tree, noun, depth).filter(|told| !beside && hit(told)).or(Some(was))
        }
        Some(fate) if fate.what != "casualties" => Some(fate),
        by_name => told_fate(doc, tree, noun, depth).filter(|told| by_name.is_none() || told.what == "killed").or(by_name),
    }
}

/// What the noun itself tells: `deaths`, `the dead`, `victims`.
fn named_fate(doc: &Document<'_>, tree: usize, noun: usize) -> Option<Fate> {
    let graph = &doc.graphs[tree];
    let figures = Tallies { doc, tree };
    if graph.lemma(noun).eq_ignore_ascii_case("life") {
        return None;
    }
    if let Some(what) = figures.noun(noun) {
        return Some(Fate { what: what.to_owned(), by: noun, rule: "a noun that counts" });
    }
    let what = figures.adjective(noun).filter(|_| matches!(graph.upos(noun), Upos::Adj | Upos::Noun | Upos::Verb))?;
    Some(Fate { what: what.to_owned(), by: noun, rule: "a participle that counts" })
}

/// What the words around the noun tell of it.
fn told_fate(doc: &Document<'_>, tree: usize, noun: usize, depth: usize) -> Option<Fate> {
    let graph = &doc.graphs[tree];
    // `a man whose daughter was shot` is not shot himself.
    let whose = |w: usize| graph.kids_in(w, &[Deprel::NmodPoss]).any(|p| graph.lemma(p).eq_ignore_ascii_case("whose"));
    let of_his =
        |verb: usize| graph.kids_in(verb, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj]).any(|k| k != noun && whose(k));
    let figures = Tallies { doc, tree };
    let lemma = |w: usize| graph.lemma(w).to_lowercase();
    let lives = matches!(lemma(noun).as_str(), "life");
    // `seven others wounded`: the participle right behind the noun, whatever it hangs on.
    let behind = noun + 1;
    if behind < graph.len()
        && matches!(graph.upos(behind), Upos::Verb | Upos::Adj)
        && graph.kid(behind, &[Deprel::Aux, Deprel::AuxPass, Deprel::Obj, Deprel::Cop]).is_none()
        && depth == 0
        && let Some(what) = figures.verb(behind, true).or_else(|| figures.adjective(behind))
    {
        return Some(Fate { what: what.to_owned(), by: behind, rule: "a participle right behind the noun" });
    }
    // `wounded soldiers`, `people killed in the raid`, `12 people who died`
    let around = std::iter::once(noun).chain(graph.kids_in(noun, &[Deprel::Appos]));
    for k in around.flat_map(|n| graph.kids_in(n, &[Deprel::Amod, Deprel::Acl, Deprel::AclRelcl]).collect::<Vec<_>>()) {
        let passive = graph.passive(k) || graph.rel(k) != Deprel::AclRelcl;
        if let Some(what) = figures
            .verb(k, passive && graph.upos(k) == Upos::Verb && !graph.feats(k).has(Feats::GER))
            .or_else(|| figures.adjective(k))
        {
            let args = graph.args(k);
            if of_his(k) {
                continue;
            }
            if graph.rel(k) != Deprel::AclRelcl
                || args.obj.contains(&noun)
                || args.subj.contains(&noun) && figures.counts_subject(k)
            {
                return Some(Fate { what: what.to_owned(), by: k, rule: "a participle or clause on the noun" });
            }
        }
    }
    // `20 women among the dead`
    let among = |k: usize| graph.case(k).as_deref() == Some("among") && k > noun;
    if let Some(fate) = graph.kids_in(noun, &[Deprel::Nmod]).filter(|&k| among(k)).find_map(|k| named_fate(doc, tree, k)) {
        return Some(fate);
    }
    // `the death toll was 24`
    if graph.kid(noun, &[Deprel::Cop]).is_some()
        && let Some((by, what)) = graph.kids_in(noun, &[Deprel::Nsubj]).find_map(|s| Some((s, figures.toll(s)?)))
        && graph.upos(noun) == Upos::Num
    {
        return Some(Fate { what: what.to_owned(), by, rule: "a toll that was so many" });
    }
    let head = graph.head(noun).filter(|&head| !of_his(head))?;
    match graph.rel(noun) {
        // `there were 20 women among the dead`
        Deprel::Nsubj if depth < 3 && graph.lemma(head) == "be" => {
            graph.kids_in(head, &[Deprel::Obl, Deprel::Nmod]).filter(|&k| among(k)).find_map(|k| fate(doc, tree, k, depth + 1))
        }
        Deprel::Obl | Deprel::OblUnmarked
            if lives && graph.case(noun).is_none() && matches!(lemma(head).as_str(), "claim" | "cost" | "take" | "lose") =>
        {
            Some(Fate { what: "killed".into(), by: head, rule: "claimed so many lives" })
        }
        Deprel::Obj => {
            let subjects = graph.args(head).subj;
            // `the toll has reached 126`
            let reaches = doc.lexicon.predicates.in_class("reaching", &lemma(head));
            if let Some((by, what)) = reaches.then_some(()).and_then(|()| subjects.iter().find_map(|&s| Some((s, figures.toll(s)?)))) {
                return Some(Fate { what: what.to_owned(), by, rule: "a toll that reached so many" });
            }
            // `the dead included 12 women`
            if lemma(head) == "include" && depth < 3 {
                return subjects.iter().find_map(|&s| fate(doc, tree, s, depth + 1));
            }
            if matches!(lemma(head).as_str(), "leave" | "find" | "discover" | "see") {
                // `left hundreds dead`, `found three shot`
                for k in
                    graph.kids_in(head, &[Deprel::Xcomp, Deprel::Advcl]).chain(graph.kids_in(noun, &[Deprel::Amod, Deprel::Acl]))
                {
                    if let Some(what) = figures.adjective(k).or_else(|| figures.verb(k, true)) {
                        return Some(Fate { what: what.to_owned(), by: k, rule: "left so many …" });
                    }
                }
                return None;
            }
            if lives {
                return matches!(lemma(head).as_str(), "claim" | "cost" | "take" | "lose").then(|| Fate {
                    what: "killed".into(),
                    by: head,
                    rule: "claimed so many lives",
                });
            }
            figures.verb(head, true).map(|what| Fate { what: what.to_owned(), by: head, rule: "object of a verb that counts" })
        }
        Deprel::NsubjPass => figures
            .verb(head, true)
            .map(|what| Fate { what: what.to_owned(), by: head, rule: "subject of a passive verb that counts" })
            .or_else(|| {
                // `were found shot to death`
                let found = matches!(lemma(head).as_str(), "find" | "discover" | "leave");
                graph.kids_in(head, &[Deprel::Xcomp, Deprel::Advcl]).filter(|_| found).find_map(|k| {
                    let what = figures.adjective(k).or_else(|| figures.verb(k, true))?;
                    Some(Fate { what: what.to_owned(), by: k, rule: "found so" })
                })
            }),
        Deprel::Nsubj => {
            // `68 children were among the 126 people killed`
            let those = graph.case(head).as_deref() == Some("among") && depth < 3;
            if let Some(fate) = those.then(|| fate(doc, tree, head, depth + 1)).flatten() {
                return Some(fate);
            }
            if let Some(what) = figures.verb(head, false).filter(|_| figures.counts_subject(head)) {
                return Some(Fate { what: what.to_owned(), by: head, rule: "subject of a verb that counts" });
            }
            if let Some(what) = figures.verb(head, true).filter(|_| {
                graph.passive(head) || graph.kid(head, &[Deprel::Obj]).is_none() && graph.feats(head).has(Feats::PART)
            }) {
                return Some(Fate { what: what.to_owned(), by: head, rule: "subject of a participle that counts" });
            }
            figures.adjective(head).map(|what| Fate { what: what.to_owned(), by: head, rule: "said to be so" })
        }
        // `a death toll of 40`, `the toll rose to 40`
        Deprel::Nmod if figures.noun(head).is_some() && matches!(graph.case(noun).as_deref(), Some("of")) => {
            figures.noun(head).map(|what| Fate { what: what.to_owned(), by: head, rule: "a toll of" })
        }
        // `claimed the lives of 27 children`
        Deprel::Nmod
            if lemma(head) == "life"
                && graph.case(noun).as_deref() == Some("of")
                && graph.rel(head) == Deprel::Obj
                && graph.head(head).is_some_and(|verb| matches!(lemma(verb).as_str(), "claim" | "cost" | "take")) =>
        {
            graph.head(head).map(|by| Fate { what: "killed".into(), by, rule: "claimed the lives of so many" })
        }
        // `a total of 33 people died`
        Deprel::Nmod if depth < 3 && graph.case(noun).as_deref() == Some("of") && matches!(&*lemma(head), "total" | "number" | "quarter" | "half") => {
            fate(doc, tree, head, depth + 1)
        }
        Deprel::Obl if matches!(graph.case(noun).as_deref(), Some("to" | "at" | "by")) => {
            let args = graph.args(head);
            // `put the death toll at 494`
            let put = args.obj.iter().filter(|_| graph.case(noun).as_deref() == Some("at")).find_map(|&o| figures.toll(o));
            if let Some(what) = put {
                return Some(Fate { what: what.to_owned(), by: head, rule: PUT });
            }
            args.subj
                .iter()
                .find_map(|&s| figures.toll(s).map(|what| Fate { what: what.to_owned(), by: s, rule: "a toll that rose to" }))
        }
        // `including dozens of children`, `among them 12 women`, coordinated numbers
        Deprel::Nmod | Deprel::Obl
            if depth < 3 && matches!(graph.case(noun).as_deref(), Some("include" | "including" | "among")) =>
        {
            fate(doc, tree, head, depth + 1).or_else(|| fate_of_governor(doc, tree, head))
        }
        // `one man is dead and four others were shot`: a predicate lends nothing.
        Deprel::Conj | Deprel::Appos if depth < 3 && graph.kid(head, &[Deprel::Cop]).is_none() => {
            fate(doc, tree, head, depth + 1)
        }
        _ => None,
    }
}

/// `were killed, including 12 children`: the phrase may hang on the verb.
fn fate_of_governor(doc: &Document<'_>, tree: usize, verb: usize) -> Option<Fate> {
    Tallies { doc, tree }.verb(verb, true).map(|what| Fate { what: what.to_owned(), by: verb, rule: PART })
}

fn compound(graph: &Graph<'_>, word: usize) -> String {
    let mut words: Vec<usize> = graph.kids_in(word, &[Deprel::Compound, Deprel::Amod]).filter(|&k| k + 1 == word).collect();
    words.push(word);
    words.iter().map(|&w| graph.lemma(w).to_lowercase()).collect::<Vec<_>>().join(" ")
}

fn counted(
    doc: &Document<'_>,
    tree: usize,
    noun: usize,
    number: Option<(usize, usize)>,
    low: Option<u64>,
    high: Option<u64>,
    fate: Fate,
) -> Counted {
    let graph = &doc.graphs[tree];
    let by = fate.by;
    let verb = graph.upos(by) == Upos::Verb && by != noun;
    let mut evidence = phrase(graph, noun);
    if let Some((first, last)) = number {
        evidence = evidence.cover(graph.span(first)).cover(graph.span(last));
    }
    let included = fate.rule == PART
        || matches!(graph.case(noun).as_deref(), Some("include" | "including" | "among"))
        || matches!(graph.rel(noun), Deprel::Conj | Deprel::Appos);
    let mut core = vec![by];
    if by != noun {
        core.push(noun);
    }
    if !included {
        evidence = evidence.cover(graph.span(by));
        if verb {
            // `were pronounced dead`: what was pronounced belongs to it, where it is an adjective.
            let told = |k: &usize| graph.rel(*k) != Deprel::Xcomp || graph.upos(*k) == Upos::Adj;
            for k in graph.kids_in(by, &[Deprel::Aux, Deprel::AuxPass, Deprel::Xcomp]).filter(told) {
                evidence = evidence.cover(graph.span(k));
            }
        }
    }
    let args = if verb { graph.args(by) } else { Default::default() };
    let mut actors: Vec<Ent> = Vec::new();
    if verb && !included && (Tallies { doc, tree }).tells_doer(by, &fate.what) {
        for s in args.subj.iter().filter(|&&s| s != noun) {
            for e in doc.ents(tree, *s) {
                if e.acts() && !e.is_outlet() && !actors.iter().any(|a| a.key == e.key) {
                    actors.push(e.clone());
                }
            }
        }
    }
    let mut recipients: Vec<Ent> = doc.ents(tree, noun).to_vec();
    if let Some(who) = number.and_then(|(_, last)| said_to_be(doc, tree, last)) {
        recipients = doc.ents(tree, who).to_vec();
        evidence = evidence.cover(phrase(graph, who));
    }
    if recipients.is_empty() && (Tallies { doc, tree }).noun(noun).is_some() {
        // `casualties among the troops`, `deaths of civilians`
        for k in graph.kids_in(noun, &[Deprel::Nmod, Deprel::Amod, Deprel::NmodPoss]) {
            recipients.extend(doc.ents(tree, k).iter().cloned());
        }
    }
    let text = evidence.of(&doc.report.text).to_lowercase();
    // `killed in separate clashes`: a number of several happenings is of none of them.
    let several = |k: usize| {
        graph.feats(k).has(Feats::PLURAL)
            && graph
                .kids_in(k, &[Deprel::Amod])
                .any(|a| matches!(graph.lemma(a), "separate" | "various" | "different" | "unrelated"))
    };
    let apart = verb && graph.kids_in(by, &[Deprel::Obl]).flat_map(|k| graph.conjuncts(k)).any(several);
    let running = ["so far", "since ", "in total", "total toll", "overall toll", "to date", "altogether"].iter().any(|w| text.contains(w));
    // One person dies once: `he has since been declared dead` is no total.
    let running = running && (number.is_some() || high != Some(1));
    let scope = if running {
        "running_total"
    } else if apart {
        "period"
    } else {
        "event"
    };
    let figure = Figure { what: fate.what.into(), low, high, scope: scope.into() };
    let by_whom = if fate.rule == PUT { args.subj.iter().flat_map(|&s| doc.ents(tree, s).iter().cloned()).collect() } else { Vec::new() };
    Counted { at: Loc { tree, word: by }, core, evidence, figure, actors, recipients, by_whom, rule: format!("figure: {}", fate.rule) }
}

//! How many: numbers of people killed, wounded, captured, displaced, ….
//!
//! Starts from each quantity of a sentence, finds the noun that it counts, and asks the words around that noun what
//! became of those counted.

mod fate;
mod tallies;

use self::fate::{Fate, PART, PUT, fate, named_fate, some_of_them};
use self::tallies::Tallies;
use crate::claim::Figure;
use crate::document::Document;
use crate::entity::{Ent, Form, Loc, phrase};
use crate::graph::Graph;
use dateline_lexicon::Pos;
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

/// Figures of one sentence. `harmed` are those whom violence is said to have hit so far: who then dies, dies of it.
pub(crate) fn find(doc: &Document<'_>, tree: usize, harmed: &[&Ent]) -> Vec<Counted> {
    let graph = &doc.graphs[tree];
    let mut all: Vec<(usize, Counted)> = Vec::new();
    let mut nouns_done: Vec<usize> = Vec::new();
    for q in &doc.quantities[tree] {
        if q.unit.is_some() {
            continue;
        }
        // "Between 500 and 1,300 people": of two numbers the first stands in the tree for both.
        let first = graph.first_conjunct(q.number_word);
        let top = if (q.first_word..=q.last_word).contains(&first) { first } else { q.number_word };
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
        if number || nouns_done.contains(&noun) || graph.upos(noun) != Upos::Noun && !age || graph.feats(noun).has(Feats::PLURAL)
        {
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
    (apart && graph.upos(noun) == Upos::Noun && graph.feats(noun).has(Feats::PLURAL) && graph.head(top) == graph.head(noun))
        .then_some(noun)
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
    let running =
        ["so far", "since ", "in total", "total toll", "overall toll", "to date", "altogether"].iter().any(|w| text.contains(w));
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
    let by_whom =
        if fate.rule == PUT { args.subj.iter().flat_map(|&s| doc.ents(tree, s).iter().cloned()).collect() } else { Vec::new() };
    Counted {
        at: Loc { tree, word: by },
        core,
        evidence,
        figure,
        actors,
        recipients,
        by_whom,
        rule: format!("figure: {}", fate.rule),
    }
}

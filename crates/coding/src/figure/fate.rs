//! What became of those whom a noun names: killed, wounded, displaced, …, and which word says so.

use super::tallies::Tallies;
use crate::document::Document;
use crate::event::lemma_of;
use dateline_lexicon::{Counted as Counting, Pos};
use dateline_syntax::{Deprel, Feats, Upos};

/// What a counted noun is said to have become, and by which word.
pub(super) struct Fate {
    pub(super) what: String,
    /// The word that says so: verb, adjective or the noun itself.
    pub(super) by: usize,
    pub(super) rule: &'static str,
}

/// The rule by which a part of those counted has their fate.
pub(super) const PART: &str = "a part of those counted";
/// The rule by which somebody puts a toll at a number.
pub(super) const PUT: &str = "a toll that is put at so many";

/// `five children were shot, two fatally`, `two of them fatally`: the adverb behind the number tells what became of so many.
pub(super) fn some_of_them(doc: &Document<'_>, tree: usize, number: usize) -> Option<Fate> {
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
pub(super) fn fate(doc: &Document<'_>, tree: usize, noun: usize, depth: usize) -> Option<Fate> {
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
pub(super) fn named_fate(doc: &Document<'_>, tree: usize, noun: usize) -> Option<Fate> {
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
pub(super) fn told_fate(doc: &Document<'_>, tree: usize, noun: usize, depth: usize) -> Option<Fate> {
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
            if let Some((by, what)) =
                reaches.then_some(()).and_then(|()| subjects.iter().find_map(|&s| Some((s, figures.toll(s)?))))
            {
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
        Deprel::Nmod
            if depth < 3
                && graph.case(noun).as_deref() == Some("of")
                && matches!(&*lemma(head), "total" | "number" | "quarter" | "half") =>
        {
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
pub(super) fn fate_of_governor(doc: &Document<'_>, tree: usize, verb: usize) -> Option<Fate> {
    Tallies { doc, tree }.verb(verb, true).map(|what| Fate { what: what.to_owned(), by: verb, rule: PART })
}

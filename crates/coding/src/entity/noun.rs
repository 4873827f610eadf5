//! Common nouns that act or are struck: "the army", "Syrian rebels", "a refugee camp".

use super::*;
use crate::graph::Graph;
use dateline_syntax::{Deprel, Feats, NameClass, Upos};
use dateline_text::Span;

impl Finder<'_, '_> {
    /// The longest run of words ending in `noun` that the lexicon lists as an acting noun:
    /// canonical office or lemma, its kind, and the index of the first word.
    pub(super) fn agent_noun(&self, graph: &Graph<'_>, noun: usize) -> Option<(String, String, usize)> {
        let words = &graph.tree.words;
        let lemma = |i: usize| words[i].lemma.to_lowercase();
        // `secretary of state`, `chief of staff`, `minister of defence`
        if noun + 2 < words.len() && lemma(noun + 1) == "of" {
            let phrase = format!("{} of {}", lemma(noun), lemma(noun + 2));
            if let Some(agent) = self.doc.lexicon.agents.get(&phrase) {
                return Some((agent.office.clone().unwrap_or(phrase), agent.kind.clone(), noun));
            }
        }
        for len in (1..=4usize.min(noun + 1)).rev() {
            let first = noun + 1 - len;
            if (first..noun).any(|i| words[i].mark.is_some() || words[i].upos == Upos::Punct && len > 3) {
                continue;
            }
            let phrase = (first..=noun).map(lemma).collect::<Vec<_>>().join(" ");
            if let Some(agent) = self.doc.lexicon.agents.get(&phrase) {
                return Some((agent.office.clone().unwrap_or(phrase), agent.kind.clone(), first));
            }
        }
        None
    }

    /// The word before a noun that names fighters against a state, and their sector.
    fn side_before(&self, graph: &Graph<'_>, first: usize) -> Option<(usize, String)> {
        let before = first.checked_sub(1)?;
        let beside =
            matches!(graph.rel(before), Deprel::Amod | Deprel::Compound) && graph.head(before).is_some_and(|h| h >= first);
        let agent = self.doc.lexicon.agents.get(&graph.lemma(before).to_lowercase()).filter(|a| beside && a.kind == "group")?;
        let side = agent.sector.clone().filter(|s| matches!(s.as_str(), "REB" | "UAF" | "PRM"))?;
        Some((before, side))
    }

    /// A common noun that acts or is struck.
    pub(super) fn common(&mut self, loc: Loc) -> Option<Vec<Ent>> {
        let doc = self.doc;
        let graph = &doc.graphs[loc.tree];
        if matches!(graph.rel(loc.word), Deprel::NmodDesc) {
            return None;
        }
        // `a major offensive`, `terrorist attacks`: an adjective names nobody, but for those that are nouns as well.
        if graph.upos(loc.word) == Upos::Adj
            && !matches!(graph.lemma(loc.word), "rebel" | "insurgent" | "militant" | "wounded" | "dead" | "old")
        {
            return None;
        }
        let Some((label, mut kind, mut first)) = self.agent_noun(graph, loc.word) else { return self.struck(loc) };
        // An apposed or flat name is the person; the noun is its title. So is the name right after `secretary of state`.
        let of = graph.tree.words.get(loc.word + 1).is_some_and(|w| w.lemma == "of") && label.contains(" of ");
        let after = Some(loc.word + if of { 3 } else { 1 })
            .filter(|&w| kind == "office" && w < graph.len() && is_person(graph, w) && graph.rel(w) != Deprel::Punct);
        if let Some(name) = graph.kids_in(loc.word, &[Deprel::Appos, Deprel::Flat]).find(|&k| is_person(graph, k)).or(after) {
            let mut people = self.person(Loc { word: name, ..loc }, person_id(doc, graph, name));
            for p in &mut people {
                p.loc = loc;
            }
            return Some(people);
        }
        // "The rights group Amnesty International": the name beside the noun says which one.
        let named = |&k: &usize| {
            graph.tree.words[k].mark.is_some_and(|m| matches!(m.class, NameClass::Org | NameClass::Group | NameClass::Outlet))
        };
        if let Some(name) = graph.kids_in(loc.word, &[Deprel::Appos, Deprel::Flat]).find(named) {
            let ents = self.all.at(Loc { word: name, ..loc });
            if !ents.is_empty() {
                return Some(ents.iter().map(|e| Ent { loc, ..e.clone() }).collect());
            }
        }
        let agent = doc
            .lexicon
            .agents
            .get(&(first..=loc.word).map(|i| graph.lemma(i).to_lowercase()).collect::<Vec<_>>().join(" "))
            .or_else(|| doc.lexicon.agents.get(&label));
        let mut sector = agent.and_then(|a| a.sector.clone());
        // "Islamist forces", "separatist units": whoever the word before them means, they are theirs, and no state's.
        if let Some((modifier, side)) =
            self.side_before(graph, first).filter(|_| matches!(kind.as_str(), "force" | "group" | "body"))
        {
            (sector, kind, first) = (Some(side), "group".into(), modifier);
        }
        let text = phrase(graph, loc.word).of(&doc.report.text).to_owned();
        let polities = self.polity(loc, first);
        // "His counterpart", "its neighbour": of another state, and which one is not told.
        if polities.is_empty() && first == loc.word && matches!(graph.lemma(loc.word), "counterpart" | "neighbor" | "neighbour") {
            let other = graph.lemma(loc.word) == "counterpart" || graph.kids_in(loc.word, &[Deprel::NmodPoss]).next().is_some();
            if other {
                return None;
            }
        }
        // "Kurdish forces", of no state: the people they are of is a part of their name, and they are no state's army.
        let people = |w: &usize| {
            let adjective = matches!(graph.rel(*w), Deprel::Amod) && graph.upos(*w) == Upos::Adj;
            adjective
                && graph.lemma(*w).starts_with(char::is_uppercase)
                && graph.tree.words[*w].mark.is_none_or(|m| m.class == NameClass::Demonym)
        };
        let start = first.checked_sub(1).filter(|w| polities.is_empty() && people(w));
        // Nor are those of whom all that is told is who backs them.
        let backed = polities.is_empty()
            && first == loc.word
            && graph
                .kids_in(loc.word, &[Deprel::Amod])
                .any(|k| matches!(graph.lemma(k), "back" | "support" | "fund") && graph.upos(k) == Upos::Verb);
        if (start.is_some() || backed) && kind == "force" && sector.as_deref() == Some("MIL") {
            (sector, kind) = (Some("UAF".into()), "group".into());
        }
        let called = start.map(|w| graph.lemma(w).to_owned());
        let start = start.unwrap_or(first);
        let words = bare_name(graph, loc.word, graph.span(start).cover(graph.span(loc.word)), &doc.report.text);
        let make = |polity: Option<&Ent>, via: String| {
            let mut e = self.ent(loc, String::new(), String::new(), entity_kind(&kind, sector.as_deref()));
            e.form = Form::Noun;
            e.sector = sector.clone();
            e.via = via;
            if kind == "office" {
                e.office = Some(label.clone());
            }
            if let Some(p) = polity {
                e.code = p.code.clone();
                e.party = p.party.clone();
                // The men of somebody who leads fighters fight.
                let men = graph.lemma(loc.word) == "man" && e.plural && e.office.is_none();
                if let Some(arms) = p.sector.as_deref().filter(|s| men && matches!(*s, "REB" | "MIL" | "UAF" | "PRM")) {
                    e.sector = Some(arms.to_owned());
                    e.kind = entity_kind("group", Some(arms));
                }
                // A group's fighters are the group; a body's officials are the body.
                if matches!(p.kind, "armed_group" | "igo" | "ngo" | "party" | "company") {
                    e.kind = p.kind;
                    e.sector = p.sector.clone();
                    e.name = p.name.clone();
                    e.key = p.key.clone();
                    e.id = p.id.clone();
                    e.hint = p.hint.clone();
                    return e;
                }
                e.name = if matches!(kind.as_str(), "office" | "official" | "spokesperson") {
                    p.name.clone()
                } else {
                    bare_name(graph, loc.word, e.span, &doc.report.text)
                };
                if polities.len() > 1 && e.name != p.name {
                    e.name = format!("{} ({})", e.name, p.name);
                }
            } else {
                e.name = words.clone();
            }
            let group = e.sector.clone().unwrap_or_default();
            let owner = polity.filter(|p| p.kind == "population").map_or(e.code.clone().unwrap_or_default(), |p| p.key.clone());
            e.key = format!("{owner}/{group}");
            e.id = e.key.clone();
            if matches!(e.sector.as_deref(), Some("REB" | "OPP" | "UAF" | "PRM" | "CRM")) {
                e.party = Some(e.key.clone());
            } else if matches!(e.sector.as_deref(), Some("CVL" | "REF" | "JRN" | "MED" | "NGO" | "LAB" | "EDU")) {
                e.party = None;
            }
            e
        };
        // `six-party talks` are no party's.
        if graph.lemma(loc.word) == "party"
            && graph.rel(loc.word) == Deprel::Compound
            && graph.kid(loc.word, &[Deprel::Nummod]).is_some()
        {
            return None;
        }
        if let Some(group) = self.described_group(loc, &polities) {
            return Some(vec![group]);
        }
        if !polities.is_empty() {
            return Some(polities.iter().map(|p| make(Some(p), format!("“{text}”: {} with {}", label, p.via))).collect());
        }
        // The same noun with a polity, earlier in the report; or a name that ends in it: "the US-led coalition … the coalition".
        let definite = graph.has_kid(loc.word, &[Deprel::Det], &["the", "this", "that"]);
        let ends_in_it = |e: &Ent| {
            let last = e.name.rsplit(' ').next().unwrap_or_default();
            definite
                && first == loc.word
                && e.form == Form::Name
                && e.person.is_none()
                && (kind == "force" && e.kind != "armed_group"
                    || !matches!(sector.as_deref(), Some("MIL" | "GOV" | "COP" | "CVL")))
                && last.to_lowercase() == graph.lemma(loc.word).to_lowercase()
        };
        // Several governments are not the government.
        let many = graph.feats(loc.word).has(Feats::PLURAL);
        // Those who bring relief are of no country, where none is told; a mere "group" is none of them.
        let phrase_of = (first..=loc.word).map(|i| graph.lemma(i).to_lowercase()).collect::<Vec<_>>().join(" ");
        let relief = doc.lexicon.predicates.in_class("relief_body", &phrase_of);
        let same = |e: &&Ent| {
            e.form == Form::Noun
                && (relief || e.code.as_deref() != Some("NGO"))
                && (kind != "institution" || e.plural == many)
                && (e.code.is_some() || !e.assumed && definite && !many)
                && e.sector == sector
                && doc.graphs[e.loc.tree].lemma(e.loc.word) == graph.lemma(loc.word)
                || ends_in_it(e)
        };
        let stranger = self.stranger(loc, first, sector.as_deref());
        // "Western diplomats" are none of the diplomats named before who are not called so.
        let so_called = |e: &Ent| {
            called.as_ref().is_none_or(|people| e.name.starts_with(people.as_str()))
                && stranger.as_ref().is_none_or(|word| e.name.to_lowercase().contains(word.as_str()))
        };
        // One whose country is told beside it comes before one that the report's theatre lent its own.
        let earlier = || self.all.before(loc).filter(|e| kind != "medium" && so_called(e));
        let earlier = earlier().find(|e| !e.assumed && same(e)).or_else(|| earlier().find(same));
        if let Some(e) = earlier.cloned() {
            return Some(vec![Ent {
                loc,
                span: phrase(graph, loc.word),
                via: e.through(format!("as before: “{}”", e.name)),
                plural: graph.feats(loc.word).has(Feats::PLURAL),
                either: false,
                ..e
            }]);
        }
        if let Some(e) = self.named_group(loc, first).filter(|_| stranger.is_none()) {
            return Some(vec![e]);
        }
        // "President Obama asked Congress": the chamber of the one state that the sentence names.
        let own = matches!(sector.as_deref(), Some("LEG" | "JUD")).then(|| self.only_state(loc)).flatten();
        if let Some(state) = own {
            return Some(vec![make(Some(&state), format!("“{text}”: of the one state that its sentence names"))]);
        }
        let state = self.all.theatre.clone().and_then(|c| doc.lexicon.actors.state_by_code(&c));
        let country = state.filter(|_| stranger.is_none()).map(|id| self.actor(loc, id));
        let via = match &country {
            Some(c) => format!("“{text}”: no polity told; the report plays in {}{}", c.name, self.by_places()),
            None => format!("“{text}”: no polity told"),
        };
        // Weapons and vehicles without an owner do nothing by themselves.
        if kind == "platform" {
            return self.struck(loc);
        }
        if relief {
            let mut e = make(None, format!("“{text}”: a body of no government"));
            e.code = Some("NGO".into());
            e.kind = "ngo";
            return Some(vec![e]);
        }
        let mut e = make(country.as_ref(), via);
        e.assumed = stranger.is_none();
        e.name = words.clone();
        if matches!(kind.as_str(), "official" | "spokesperson") {
            e.name = text;
        }
        Some(vec![e])
    }

    /// The word by which a noun means somebody who is not of the country where the report plays: "Western diplomats", "foreign
    /// troops", "coalition aircraft", "the enemy".
    pub(super) fn stranger(&self, loc: Loc, first: usize, sector: Option<&str>) -> Option<String> {
        let graph = self.graph(loc);
        let classes = &self.doc.lexicon.predicates;
        let lemma = |w: usize| graph.lemma(w).to_lowercase();
        // `foreign minister`, `coalition government`: the whole is a word of its own.
        let beside = graph.kids_in(loc.word, &[Deprel::Amod, Deprel::Compound]).filter(|&k| k < first);
        // A state has one foreign minister: several are of several states.
        let several = graph.feats(loc.word).has(Feats::PLURAL);
        let label = (first..=loc.word).map(lemma).collect::<Vec<_>>().join(" ");
        if several && classes.in_class("state_office", &label) && !matches!(label.as_str(), "president" | "king" | "queen") {
            return Some(label);
        }
        let armed = (first..loc.word).filter(|_| matches!(sector, Some("MIL" | "REB" | "UAF" | "PRM")));
        let mut words = beside.chain(armed).map(lemma);
        let alone = |w: &String| matches!(w.as_str(), "international" | "world" | "global" | "western" | "enemy");
        words.find(|w| classes.in_class("stranger", w)).or_else(|| [first, loc.word].into_iter().map(lemma).find(alone))
    }

    /// The state of the office holder who addresses `loc`, else of those who are named in its sentence, where it is one.
    fn only_state(&self, loc: Loc) -> Option<Ent> {
        let (from, to) = (Loc { word: 0, ..loc }, Loc { word: usize::MAX, ..loc });
        let named = self.all.by_word.range(from..to).flat_map(|(_, ents)| ents).filter(|e| {
            e.form == Form::Name
                && !e.assumed
                && matches!(e.kind, "state" | "government")
                && e.code.as_deref().is_some_and(|c| c.len() == 3)
        });
        let codes: std::collections::BTreeSet<&str> = named.filter_map(|e| e.code.as_deref()).collect();
        let graph = self.graph(loc);
        let asks = graph.head(loc.word).and_then(|verb| graph.kid(verb, &[Deprel::Nsubj])).filter(|&s| s != loc.word);
        let asks = asks.and_then(|s| self.all.at(Loc { word: s, ..loc }).iter().find(|e| e.office.is_some()));
        let asks = asks.and_then(|e| e.code.as_deref());
        let code = asks.or(codes.first().copied().filter(|_| codes.len() == 1))?;
        Some(self.actor(loc, self.doc.lexicon.actors.state_by_code(code)?))
    }
}

/// The phrase without articles and numbers before it: `39 civilians` are civilians.
pub(super) fn bare_name(graph: &Graph<'_>, noun: usize, span: Span, text: &str) -> String {
    let first = (0..=noun).find(|&w| {
        let word = &graph.tree.words[w];
        span.contains(word.span)
            && !matches!(word.upos, Upos::Det | Upos::Num | Upos::Adv | Upos::Adp | Upos::Sconj | Upos::Pron | Upos::Punct)
            && !matches!(word.lemma.as_str(), "more" | "least" | "few" | "many" | "several" | "other")
    });
    let first = first.map(|w| without_age(graph, w, noun));
    // "Militants east of the camp", "forces such as these": where they are and who is among them is no part of the name; where a
    // body sits says which one it is ("the Defense Ministry in Yerevan").
    let many = graph.feats(noun).has(Feats::PLURAL);
    let aside = graph.kids_in(noun, &[Deprel::Nmod, Deprel::Advmod]).find(|&k| {
        // Nor who says so, nor a stretch of land without a name.
        let case = graph.case(k);
        let said = matches!(case.as_deref(), Some("according to"));
        let land = matches!(case.as_deref(), Some("in" | "near" | "around"))
            && matches!(graph.lemma(k), "area" | "region" | "countryside" | "city" | "town" | "village" | "district" | "suburb");
        // What follows a comma is about something else.
        let comma = graph.subtree(k).first().is_some_and(|&w| w > noun + 1 && graph.lemma(w - 1) == ",");
        k > noun
            && (comma
                || (many || said || land)
                    && !matches!(case.as_deref(), None | Some("of" | "for" | "to" | "from" | "against" | "on" | "at")))
    });
    let end = aside.and_then(|k| graph.subtree(k).first().copied()).filter(|&w| w > noun && graph.span(w).start < span.end);
    let end = end.map_or(span.end, |w| graph.span(w - 1).end);
    graph
        .span(first.unwrap_or(noun))
        .cover(Span { start: end, end })
        .of(text)
        .trim_end_matches([',', ';', ':', ' ', '-', '–', '—'])
        .to_owned()
}

/// `12-year-old boy` is a boy; `a 12-year-old` keeps the age, having no other name.
fn without_age(graph: &Graph<'_>, first: usize, noun: usize) -> usize {
    let lemma = |w: usize| graph.lemma(w).to_lowercase();
    if !matches!(lemma(first).as_str(), "year" | "month" | "week" | "day") {
        return first;
    }
    let Some(old) = (first + 1..=noun).take(3).find(|&w| lemma(w) == "old") else { return first };
    if old < noun {
        return old + 1;
    }
    let number = first.checked_sub(1).filter(|&w| graph.upos(w) != Upos::Num && w > 0).map(|w| w - 1).or(first.checked_sub(1));
    number.filter(|&w| graph.upos(w) == Upos::Num).unwrap_or(first)
}

/// Kind of an entity named by an acting noun.
pub(super) fn entity_kind(agent_kind: &str, sector: Option<&str>) -> &'static str {
    match (agent_kind, sector) {
        ("medium", _) => "outlet",
        ("office" | "official" | "spokesperson", _) => "government",
        (_, Some("MIL" | "COP" | "SPY" | "PRM")) => "force",
        (_, Some("REB" | "UAF")) => "armed_group",
        (_, Some("GOV" | "LEG" | "JUD")) => "government",
        _ => "population",
    }
}

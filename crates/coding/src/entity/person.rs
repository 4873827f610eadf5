//! Human beings: the name, the office told beside it, what the report told before, the lexicon by date.

use super::*;
use crate::document::Document;
use crate::graph::Graph;
use dateline_lexicon::ActorId;
use dateline_syntax::{Deprel, NameClass, NameTag, Upos};
use dateline_text::Span;

/// What the report has told of a person so far.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) institution: String,
    pub(super) code: Option<String>,
    pub(super) sector: Option<String>,
    pub(super) office: Option<String>,
    pub(super) id: String,
    /// Of a government, or of a group and then of its party.
    pub(super) kind: &'static str,
    pub(super) party: Option<String>,
    /// The places of the report decided on the state.
    pub(super) by_places: bool,
}

/// Whether two names of one surname can be of one person: two brothers have given names of their own.
fn one_person(told: &str, name: &str) -> bool {
    let given = |name: &str| {
        name.split_once(' ').and_then(|(first, _)| first.chars().next()).map(|c| c.to_lowercase().collect::<String>())
    };
    match (given(told), given(name)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// Before the office in which the lexicon knows somebody whom a report names under another that excludes it.
pub const AT_ODDS: &str = "at odds with the lexicon: ";

/// The head of a state's office that the lexicon knows a person in on the day of the report, where the report tells another: of a president
/// who is prime minister one is wrong.
fn other_office(doc: &Document<'_>, id: ActorId, told: &str) -> Option<String> {
    let head = |office: &str| doc.lexicon.predicates.in_class("head_office", office);
    let day = doc.day.filter(|_| head(told))?;
    let held = || doc.lexicon.actors.get(id).tenures.iter().filter(|t| t.from.is_some() && t.holds(day));
    if held().any(|t| t.office.as_deref() == Some(told)) {
        return None;
    }
    let other = held().find(|t| t.office.as_deref().is_some_and(head))?;
    let from = other.from.map(|day| format!(" from {day}")).unwrap_or_default();
    let unverified = if other.verified { "" } else { " (unverified)" };
    Some(format!("{} of {}{from}{unverified}", other.office.as_deref().unwrap_or_default(), other.code))
}

impl Finder<'_, '_> {
    /// A person: from the words around the name, else from the report so far, else from the lexicon by date.
    pub(super) fn person(&mut self, loc: Loc, id: Option<ActorId>) -> Vec<Ent> {
        let doc = self.doc;
        let graph = &doc.graphs[loc.tree];
        let title = self.title(loc);
        // "King Abdullah" is none of the ministers of that name: whom the lexicon knows in other offices only, it does not know.
        let id = id.filter(|&id| {
            let told = title.as_ref().map(|(office, polity, _)| (office.as_str(), polity.is_some()));
            let Some((office, false)) = told else { return true };
            let crowned = matches!(office, "king" | "queen" | "emir" | "sultan" | "pope" | "emperor");
            !crowned || doc.lexicon.actors.get(id).tenures.iter().any(|t| t.office.as_deref() == Some(office))
        });
        let span = name_span(graph, loc.word);
        let words = span.of(&doc.report.text).split_whitespace().collect::<Vec<_>>().join(" ");
        if id.is_none() && !words.contains(' ') && self.agent_noun(graph, loc.word).is_some() {
            return Vec::new();
        }
        let canonical = id.map_or_else(|| words.clone(), |id| doc.lexicon.actors.get(id).name.clone());
        let surname = canonical.rsplit(' ').next().unwrap_or(&canonical).to_owned();
        let mut e = self.ent(loc, canonical.clone(), canonical.clone(), "person");
        e.span = span;
        e.plural = false;
        // The report's own spelling where it differs by accents alone.
        let same = dateline_lexicon::places::fold(&words) == dateline_lexicon::places::fold(&canonical);
        e.person = Some(if same { words.clone() } else { canonical.clone() });

        if let Some((office, polity, how)) = title {
            e.office = Some(office.clone());
            e.titled = true;
            if let Some(polity) = polity {
                e.name = polity.name.clone();
                e.code = polity.code.clone();
                e.sector = polity.sector.clone();
                e.kind = if polity.kind == "armed_group" { polity.kind } else { "government" };
                e.party = polity.party.clone();
            }
            e.via = match id.and_then(|id| other_office(doc, id, &office)) {
                Some(other) => format!("{how}; {AT_ODDS}{other}"),
                None => how,
            };
        }
        if e.code.is_none() {
            let same = |known: &&Known| one_person(&known.name, &words);
            let known = self.people.get(&words).or_else(|| self.people.get(&surname).filter(same));
            if let Some(known) = known {
                e.name = known.institution.clone();
                e.person = Some(known.name.clone());
                e.key = known.id.clone();
                e.code = known.code.clone();
                e.sector = known.sector.clone();
                e.office = e.office.take().or_else(|| known.office.clone());
                e.kind = if e.sector.is_some() { known.kind } else { "person" };
                e.party = known.party.clone().filter(|_| known.kind != "government");
                e.via = format!("told earlier in the report: “{}”{}", known.name, if known.by_places { BY_PLACES } else { "" });
            } else if let Some(id) = id {
                let actor = doc.lexicon.actors.get(id);
                let tenure = actor.office_on(doc.day);
                e.code = Some(tenure.map_or(actor.code.clone(), |t| t.code.clone())).filter(|c| !c.is_empty());
                e.sector = tenure.map_or(actor.sector.clone(), |t| t.sector.clone());
                e.via = match tenure {
                    Some(t) => format!(
                        "{} of {} by the lexicon{}",
                        t.office.as_deref().unwrap_or("office"),
                        t.code,
                        if t.verified { "" } else { " (unverified)" }
                    ),
                    None => format!("“{words}” in the lexicon"),
                };
                e.office = tenure.and_then(|t| t.office.clone());
                // Who leads its opposition speaks for himself, and not for the state.
                let against = matches!(e.sector.as_deref(), Some("OPP" | "REB" | "UAF"));
                e.party = e.code.as_ref().zip(e.sector.as_ref()).filter(|_| against).map(|(code, side)| format!("{code}/{side}"));
                if let Some(state) = e.code.as_deref().filter(|_| !against).and_then(|c| doc.lexicon.actors.state_by_code(c)) {
                    e.name = doc.lexicon.actors.get(state).name.clone();
                    e.kind = "government";
                }
            } else if let Some((polity, sector, told)) = self.descriptor(loc) {
                e.code = polity.code.clone();
                e.sector = sector;
                e.via = format!("told beside the name: “{told}”");
            } else if let Some(country) =
                self.all.theatre.clone().filter(|_| {
                    e.titled && e.office.as_deref().is_some_and(|o| doc.lexicon.predicates.in_class("state_office", o))
                })
            {
                // "President X", of no state that is told: of the one where the report plays, as "the president" would be.
                e.via = format!("{}; no state told, the report plays in {country}{}", e.via, self.by_places());
                e.code = Some(country);
                e.sector = Some("GOV".into());
                e.assumed = true;
            } else {
                e.via = "a person whom the lexicon does not know".into();
            }
        }
        if e.party.is_none() && e.kind == "government" {
            e.party = e.code.clone();
        }
        if e.code.is_some() || !words.contains(' ') {
            let known = Known {
                name: e.person.clone().unwrap_or(canonical),
                institution: e.name.clone(),
                code: e.code.clone(),
                sector: e.sector.clone(),
                office: e.office.clone(),
                id: e.key.clone(),
                kind: if e.kind == "armed_group" || e.party.is_some() && e.kind == "person" { e.kind } else { "government" },
                party: e.party.clone(),
                by_places: e.via.contains(BY_PLACES),
            };
            self.people.entry(words.clone()).or_insert_with(|| known.clone());
            self.people.entry(surname).or_insert(known);
        } else {
            let known = Known {
                name: words.clone(),
                institution: words.clone(),
                code: None,
                sector: None,
                office: e.office.clone(),
                id: e.key.clone(),
                kind: if e.kind == "armed_group" || e.party.is_some() && e.kind == "person" { e.kind } else { "government" },
                party: e.party.clone(),
                by_places: e.via.contains(BY_PLACES),
            };
            self.people.entry(surname).or_insert(known);
        }
        vec![e]
    }

    /// What an apposition says of somebody without an office: "Algeria's leading rights activist" is one of Algeria.
    fn descriptor(&self, loc: Loc) -> Option<(Ent, Option<String>, String)> {
        let graph = self.graph(loc);
        graph.kids_in(loc.word, &[Deprel::Appos, Deprel::NmodDesc]).find_map(|noun| {
            let (_, _, first) = self.agent_noun(graph, noun)?;
            let polity = self.polity(Loc { word: noun, ..loc }, first).into_iter().next()?;
            let phrase: Vec<String> = (first..=noun).map(|i| graph.lemma(i).to_lowercase()).collect();
            let sector = self.doc.lexicon.agents.get(&phrase.join(" ")).and_then(|a| a.sector.clone());
            Some((polity, sector, phrase_of(graph, noun, &self.doc.report.text)))
        })
    }

    /// The office told beside a name ("Armenian Foreign Minister Ararat Mirzoyan"; "the president, Ilham Aliyev")
    /// and the polity that the words around it name.
    pub fn title(&self, loc: Loc) -> Option<(String, Option<Ent>, String)> {
        let graph = self.graph(loc);
        // The noun right before the name, whatever the tree makes of it.
        let span = name_span(graph, loc.word);
        let before = (0..loc.word + 1)
            .find(|&w| graph.span(w).start == span.start)
            .and_then(|w| w.checked_sub(1))
            .filter(|&w| matches!(graph.upos(w), Upos::Noun | Upos::Propn));
        let of = before.filter(|&w| w >= 2 && graph.lemma(w - 1) == "of").map(|w| w - 2);
        let beside = of
            .into_iter()
            .chain(before)
            .chain(graph.kids_in(loc.word, &[Deprel::NmodDesc, Deprel::Compound, Deprel::Appos, Deprel::Nmod, Deprel::Amod]))
            .chain(
                graph.head(loc.word).filter(|_| matches!(graph.rel(loc.word), Deprel::Appos | Deprel::Flat | Deprel::NmodDesc)),
            )
            .chain(
                graph
                    .head(loc.word)
                    .filter(|&h| matches!(graph.rel(loc.word), Deprel::Nsubj) && graph.kid(h, &[Deprel::Cop]).is_some()),
            );
        for noun in beside {
            let Some((office, kind, from)) = self.agent_noun(graph, noun) else { continue };
            if !matches!(kind.as_str(), "office" | "official" | "spokesperson") {
                continue;
            }
            let at = Loc { word: noun, ..loc };
            let polity = self.polity(at, from).into_iter().next().or_else(|| {
                // `Syrian President Bashar al-Assad` may hang the demonym on the name.
                self.polity(loc, loc.word).into_iter().next()
            });
            let polity = polity.map(|mut p| {
                // Who speaks for a group is of the group.
                let group = p.sector.take().filter(|_| p.kind == "armed_group");
                p.sector = group.or_else(|| {
                    Some(self.doc.lexicon.agents.get(&office).and_then(|a| a.sector.clone()).unwrap_or_else(|| "GOV".into()))
                });
                if matches!(p.kind, "igo" | "ngo" | "company" | "outlet") || p.code.as_deref() == Some("NGO") {
                    p.sector = None;
                }
                p
            });
            let how = format!(
                "title beside the name: “{}”",
                graph
                    .cover(&graph.subtree_without(noun, |k| k == loc.word || graph.rel(k) == Deprel::Punct))
                    .of(&self.doc.report.text)
            );
            return Some((office, polity, how));
        }
        None
    }
}

fn phrase_of(graph: &Graph<'_>, noun: usize, text: &str) -> String {
    super::phrase(graph, noun).of(text).to_owned()
}

/// Whether the reader or the lexicon takes `word` for a person's name.
pub(crate) fn is_person(graph: &Graph<'_>, word: usize) -> bool {
    let w = &graph.tree.words[word];
    w.mark.is_some_and(|m| m.class == NameClass::Person) || w.mark.is_none() && matches!(w.name, Some((NameTag::Person, _)))
}

pub(super) fn person_id(doc: &Document<'_>, graph: &Graph<'_>, word: usize) -> Option<ActorId> {
    doc.lexicon.person(graph.tree.words[word].mark?.entry, doc.day)
}

/// The words of a name: the marked word, or the run of name words around the head.
pub(crate) fn name_span(graph: &Graph<'_>, word: usize) -> Span {
    let words = &graph.tree.words;
    if words[word].mark.is_some() {
        return words[word].span;
    }
    // The reader's name head takes a title along; the tree knows better.
    let joins = |i: usize| {
        i > 0
            && i + 1 < words.len()
            && words[i].lemma == "-"
            && words[i - 1].span.end == words[i].span.start
            && words[i].span.end == words[i + 1].span.start
            && [i - 1, i + 1]
                .iter()
                .all(|&k| words[k].mark.is_none() && words[k].name.is_some() && words[k].deprel != Deprel::NmodDesc)
    };
    let part = |i: usize| {
        joins(i)
            || words[i].mark.is_none()
                && words[i].name.is_some()
                && words[i].name.map(|n| n.0) == words[word].name.map(|n| n.0)
                && !matches!(words[i].deprel, Deprel::NmodDesc | Deprel::Punct)
                && words[i].upos != Upos::Punct
                && (words[i].head == Some(word as u32) || words[i].deprel == Deprel::Flat || i == word)
    };
    let (mut first, mut last) = (word, word);
    while first > 0
        && !words[first].name.is_some_and(|(_, begins)| begins)
        && part(first - 1)
        && words[first - 1].deprel != Deprel::Amod
    {
        first -= 1;
    }
    while last + 1 < words.len() && part(last + 1) && !words[last + 1].name.is_some_and(|(_, begins)| begins) {
        last += 1;
    }
    words[first].span.cover(words[last].span)
}

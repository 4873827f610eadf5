//! Who is meant: noun phrases of a report resolved to actors.
//!
//! One pass in reading order, so that a pronoun or "the army" can look back at what was named before.
//! A phrase gets its institution (name, code, sector) and, where a human being is named, the person and the
//! office. What the lexicon does not know is taken from the report itself: "Armenian Foreign Minister Ararat
//! Mirzoyan" makes Mirzoyan a minister of Armenia from there on.

use crate::claim::Entity;
use crate::document::Document;
use crate::graph::Graph;
use dateline_lexicon::{ActorId, ActorKind, Sense};
use dateline_syntax::{Deprel, Feats, NameClass, NameTag, Upos};
use dateline_text::{Report, Span};
use std::collections::BTreeMap;

/// Where a word stands: sentence and word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Loc {
    pub tree: usize,
    pub word: usize,
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Name,
    Noun,
    Pronoun,
}

/// A noun phrase, resolved.
#[derive(Clone, Debug)]
pub(crate) struct Ent {
    /// The same for every mention of one actor within the report.
    pub key: String,
    /// Party that it counts for: the state of its government and army, the group of its fighters.
    pub party: Option<String>,
    pub id: String,
    pub name: String,
    pub code: Option<String>,
    pub sector: Option<String>,
    pub kind: &'static str,
    pub person: Option<String>,
    pub office: Option<String>,
    pub loc: Loc,
    pub span: Span,
    pub via: String,
    pub form: Form,
    pub plural: bool,
    /// An office is told beside the name, here.
    pub titled: bool,
    /// A building, camp or convoy: it is struck, it never acts.
    pub thing: bool,
    /// The country is not told beside the noun but taken from where the report plays; the place of the claim knows better.
    pub assumed: bool,
    pub either: bool,
    /// Monitors, mediators: what the lexicon says of its usual relation.
    pub hint: Option<String>,
}

impl Ent {
    /// As the published layout has it.
    pub fn entity(&self, report: &Report) -> Entity {
        Entity {
            id: self.id.clone(),
            wikidata: None,
            name: self.name.clone(),
            code: self.code.clone(),
            sector: self.sector.clone(),
            kind: self.kind.into(),
            person: self.person.clone(),
            office: self.office.clone(),
            words: Some(report.quote(self.span)),
            via: self.via.clone(),
            role: None,
            either: self.either,
        }
    }

    /// Whether it can act at all.
    pub fn acts(&self) -> bool {
        !self.thing
    }

    pub fn is_outlet(&self) -> bool {
        self.kind == "outlet"
    }

    pub fn is_person(&self) -> bool {
        self.person.is_some() || self.kind == "person"
    }
}

/// What the report has told of a person so far.
#[derive(Clone, Debug)]
struct Known {
    name: String,
    institution: String,
    code: Option<String>,
    sector: Option<String>,
    office: Option<String>,
    id: String,
}

/// Every actor mention of a report, by the head word of its phrase.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    by_word: BTreeMap<Loc, Vec<Ent>>,
    /// Country in which the report plays: the one named most, with its places and demonyms.
    pub theatre: Option<String>,
    /// The places decided on the theatre, not the names of states: a fact of the world, which the rule tells.
    by_places: bool,
}

impl Entities {
    /// The actors that the phrase headed by `loc` stands for.
    pub fn at(&self, loc: Loc) -> &[Ent] {
        self.by_word.get(&loc).map_or(&[], Vec::as_slice)
    }

    /// Resolves every mention of `doc`.
    pub fn find(doc: &Document<'_>) -> Entities {
        let theatre = theatre(doc);
        let mut finder = Finder {
            doc,
            all: Entities { theatre: theatre.0, by_places: theatre.1, ..Entities::default() },
            people: BTreeMap::new(),
            locals: 0,
        };
        for tree in 0..doc.graphs.len() {
            // Names and nouns first, modifiers before their heads: a noun asks its modifiers for the country.
            let graph = &doc.graphs[tree];
            let mut order: Vec<usize> = (0..graph.len()).collect();
            order.sort_by_key(|&w| (std::cmp::Reverse(graph.path(w).count()), w));
            for word in order {
                finder.mention(Loc { tree, word }, false);
            }
            for word in 0..doc.graphs[tree].len() {
                finder.mention(Loc { tree, word }, true);
            }
        }
        finder.all
    }

    /// Mentions before `loc`, latest first.
    fn before(&self, loc: Loc) -> impl Iterator<Item = &Ent> {
        self.by_word.range(..loc).rev().flat_map(|(_, ents)| ents.iter())
    }

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

/// How often, at least, two states must stand together before a report is about the two of them.
const LEAD: usize = 10;

/// The country that the report plays in, and whether its places decided. The names of states and peoples count first, so
/// that exchanging two parties exchanges the answer; where they name two countries about as often, the places tell.
fn theatre(doc: &Document<'_>) -> (Option<String>, bool) {
    let named = ranking(doc.graphs.iter().flat_map(|graph| (0..graph.len()).filter_map(move |w| named_country(doc, graph, w))));
    if let Some(code) = leader(&named) {
        return (Some(code), false);
    }
    let places = ranking(doc.toponyms.iter().filter(|t| t.precision != "country").filter_map(|t| t.country.clone()));
    (leader(&places), true)
}

/// The country that a word names for the theatre: a state, a people, the home of an armed group; not the country in the title
/// of somebody who speaks or holds an office.
fn named_country(doc: &Document<'_>, graph: &Graph<'_>, word: usize) -> Option<String> {
    let mark = graph.tree.words[word].mark?;
    match mark.class {
        NameClass::State | NameClass::Demonym => {
            let title = graph.path(word).skip(1).take(2).any(|h| {
                let agent = doc.lexicon.agents.get(&graph.lemma(h).to_lowercase());
                doc.is_title(graph, h) || agent.is_some_and(|a| a.kind == "spokesperson")
            });
            doc.state_code(mark.entry).filter(|_| !title)
        }
        NameClass::Group => doc.state_code(mark.entry),
        _ => None,
    }
}

/// Countries by how often they are told; among equals the one told first.
fn ranking(codes: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (order, code) in codes.filter(|c| c.len() == 3).enumerate() {
        counts.entry(code).or_insert((0, order)).0 += 1;
    }
    let mut ranked: Vec<(String, (usize, usize))> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.0.cmp(&a.1.0).then(a.1.1.cmp(&b.1.1)));
    ranked.into_iter().map(|(code, (n, _))| (code, n)).collect()
}

/// The first country, where it clearly leads.
fn leader(ranked: &[(String, usize)]) -> Option<String> {
    let second = ranked.get(1).map_or(0, |r| r.1);
    ranked.first().filter(|(_, n)| n * 2 >= second * 3).map(|(code, _)| code.clone())
}

struct Finder<'d, 'a> {
    doc: &'d Document<'a>,
    all: Entities,
    /// By surname.
    people: BTreeMap<String, Known>,
    locals: usize,
}

/// Nouns that stand for the parties of the conflict when a word like "both" stands before them.
const SIDES: &[&str] = &["side", "party", "belligerent", "rival", "adversary", "foe", "enemy", "camp", "faction"];
const STATES: &[&str] =
    &["country", "nation", "state", "neighbour", "neighbor", "republic", "government", "power", "capital", "army", "leader"];
const PAIRING: &[&str] =
    &["both", "two", "rival", "warring", "opposing", "conflicting", "neighboring", "neighbouring", "belligerent"];

impl Finder<'_, '_> {
    fn graph(&self, loc: Loc) -> &Graph<'_> {
        &self.doc.graphs[loc.tree]
    }

    fn mention(&mut self, loc: Loc, pronouns: bool) {
        let graph = &self.doc.graphs[loc.tree];
        let is_pronoun =
            graph.upos(loc.word) == Upos::Pron || graph.upos(loc.word) == Upos::Det && graph.lemma(loc.word) == "both";
        let pairing = self.pairing(loc);
        if is_pronoun != pronouns {
            return;
        }
        let ents = if let Some(states_only) = pairing {
            self.sides(loc, states_only)
        } else if is_pronoun {
            self.pronoun(loc)
        } else {
            self.named(loc)
        };
        if !ents.is_empty() {
            self.all.by_word.insert(loc, ents);
        }
    }

    /// Whether the phrase means "the two sides"; the value says whether states are meant.
    fn pairing(&self, loc: Loc) -> Option<bool> {
        let graph = self.graph(loc);
        let lemma = graph.lemma(loc.word);
        let states = STATES.contains(&lemma);
        if graph.upos(loc.word) != Upos::Noun || !states && !SIDES.contains(&lemma) || !graph.feats(loc.word).has(Feats::PLURAL) {
            return None;
        }
        let paired = graph.kids(loc.word).iter().any(|&k| PAIRING.contains(&graph.lemma(k)));
        // "the sides", "the parties" without more.
        let bare = matches!(lemma, "side" | "party" | "belligerent")
            && graph.kids(loc.word).iter().all(|&k| {
                matches!(graph.rel(k), Deprel::Det | Deprel::Case | Deprel::Punct | Deprel::AclRelcl)
                    || matches!(graph.case(k).as_deref(), Some("in" | "at" | "to"))
            })
            && graph.has_kid(loc.word, &[Deprel::Det], &["the"]);
        (paired || bare).then_some(states)
    }

    fn sides(&mut self, loc: Loc, states_only: bool) -> Vec<Ent> {
        let graph = self.graph(loc);
        let span = phrase(graph, loc.word);
        let words = span.of(&self.doc.report.text).to_owned();
        let gov = matches!(graph.lemma(loc.word), "government" | "leader" | "capital");
        let army = graph.lemma(loc.word) == "army";
        self.all
            .parties(self.doc, loc, states_only)
            .into_iter()
            .map(|mut e| {
                if gov && e.sector.is_none() {
                    e.sector = Some("GOV".into());
                } else if army && e.sector.is_none() {
                    e.sector = Some("MIL".into());
                } else if !gov && e.kind == "government" {
                    e.sector = None;
                }
                Ent {
                    loc,
                    span,
                    via: format!("coreference: “{words}” is the pair named together before"),
                    form: Form::Pronoun,
                    plural: true,
                    person: None,
                    office: None,
                    ..e
                }
            })
            .collect()
    }

    fn pronoun(&mut self, loc: Loc) -> Vec<Ent> {
        let graph = &self.doc.graphs[loc.tree];
        let lemma = graph.lemma(loc.word).to_lowercase();
        let span = graph.span(loc.word);
        if lemma == "both" {
            return self.sides(loc, false);
        }
        if matches!(lemma.as_str(), "who" | "which" | "that" | "whom" | "whose") {
            let antecedent = Loc { word: graph.antecedent(loc.word), ..loc };
            return if antecedent == loc { Vec::new() } else { self.all.at(antecedent).to_vec() };
        }
        let near = |e: &&Ent| e.loc.tree + 3 >= loc.tree && e.acts() && !e.is_outlet();
        // A pronoun rarely refers to an argument of its own verb: skip mentions under the same head.
        let own_head = graph.head(loc.word);
        let free = |e: &&Ent| e.loc.tree != loc.tree || graph.head(e.loc.word) != own_head;
        let subject = |e: &Ent| matches!(self.doc.graphs[e.loc.tree].rel(e.loc.word), Deprel::Nsubj | Deprel::NsubjPass);
        let found = match lemma.as_str() {
            "he" | "she" | "his" | "her" | "him" | "himself" | "herself" => {
                let singular = |e: &&Ent| near(e) && free(e) && e.is_person() && !e.plural;
                let mut people = self.all.before(loc).filter(singular);
                let first = people.next();
                // Of two persons in the latest sentence the subject wins.
                first.map(|f| {
                    self.all
                        .before(loc)
                        .filter(singular)
                        .take_while(|e| e.loc.tree == f.loc.tree)
                        .find(|e| subject(e))
                        .unwrap_or(f)
                })
            }
            "they" | "their" | "them" | "themselves" => self
                .all
                .before(loc)
                .filter(|e| near(e) && free(e) && e.plural)
                .max_by_key(|e| (e.loc.tree, subject(e), e.loc.word)),
            "it" | "its" | "itself" => {
                if graph.rel(loc.word) == Deprel::Expl {
                    None
                } else {
                    self.all
                        .before(loc)
                        .filter(|e| {
                            near(e) && free(e) && !e.plural && !e.is_person() && e.party.is_some() && e.loc.tree + 1 >= loc.tree
                        })
                        .max_by_key(|e| (e.loc.tree, subject(e), std::cmp::Reverse(e.loc.word)))
                }
            }
            _ => None,
        };
        let Some(found) = found.cloned() else { return Vec::new() };
        // A plural pronoun takes the whole coordination: "Moscow and Beijing … they".
        let group: Vec<Ent> =
            if lemma.starts_with("the") && !found.plural { vec![found.clone()] } else { self.all.at(found.loc).to_vec() };
        let words = graph.tree.words[loc.word].lemma.clone();
        group
            .into_iter()
            .map(|e| Ent {
                loc,
                span,
                via: format!("coreference: “{words}” is {}", e.person.as_deref().unwrap_or(&e.name)),
                form: Form::Pronoun,
                ..e
            })
            .collect()
    }

    /// A name or a noun.
    fn named(&mut self, loc: Loc) -> Vec<Ent> {
        let doc = self.doc;
        let graph = &doc.graphs[loc.tree];
        let word = &graph.tree.words[loc.word];
        if !matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::X) && word.mark.is_none() {
            return Vec::new();
        }
        // The inside of a longer name or a modifier is no mention of its own, but a demonym or state may be asked for.
        let inside = matches!(graph.rel(loc.word), Deprel::Flat | Deprel::Fixed | Deprel::Goeswith);
        if inside {
            return Vec::new();
        }
        if let Some(mark) = word.mark {
            return self.marked(loc, mark.entry, mark.class);
        }
        if let Some((NameTag::Person, _)) = word.name {
            // The reader takes titles along with a name; a title alone is no person.
            return if matches!(word.deprel, Deprel::NmodDesc | Deprel::Amod | Deprel::Compound | Deprel::Punct) {
                Vec::new()
            } else {
                let people = self.person(loc, None);
                if people.is_empty() { self.common(loc).unwrap_or_default() } else { people }
            };
        }
        if word.upos == Upos::Propn && word.name.is_some_and(|(tag, _)| tag == NameTag::Org) {
            if let Some(ents) = self.common(loc) {
                return ents;
            }
            return self.organisation(loc);
        }
        self.common(loc).unwrap_or_default()
    }

    fn ent(&self, loc: Loc, key: String, name: String, kind: &'static str) -> Ent {
        let graph = self.graph(loc);
        Ent {
            id: key.clone(),
            key,
            party: None,
            name,
            code: None,
            sector: None,
            kind,
            person: None,
            office: None,
            loc,
            span: phrase(graph, loc.word),
            via: String::new(),
            form: Form::Name,
            plural: graph.feats(loc.word).has(Feats::PLURAL),
            titled: false,
            thing: false,
            assumed: false,
            either: either(graph, loc.word),
            hint: None,
        }
    }

    /// A known name.
    fn marked(&mut self, loc: Loc, entry: u32, class: NameClass) -> Vec<Ent> {
        let lexicon = self.doc.lexicon;
        let name = lexicon.name(entry);
        if class == NameClass::Person
            && let Some(id) = lexicon.person(entry, self.doc.report.published) {
                return self.person(loc, Some(id));
            }
        for sense in &name.senses {
            match sense {
                Sense::Actor(id) => {
                    let actor = lexicon.actors.get(*id);
                    if actor.kind == ActorKind::Person {
                        return self.person(loc, Some(*id));
                    }
                    let mut e = self.actor(loc, *id);
                    e.via = format!("“{}” in the lexicon", name.surface);
                    return vec![e];
                }
                Sense::Demonym(id) => {
                    let graph = self.graph(loc);
                    // `Azerbaijani forces`: the head will ask; a demonym that is a head itself means the people.
                    if matches!(graph.rel(loc.word), Deprel::Amod | Deprel::Compound) {
                        let mut e = self.actor(loc, *id);
                        e.via = format!("demonym “{}”", name.surface);
                        return vec![e];
                    }
                    let mut e = self.actor(loc, *id);
                    if e.kind == "state" {
                        e.kind = "population";
                        e.key = format!("{}/CVL", e.key);
                        e.sector = Some("CVL".into());
                        e.party = None;
                        e.plural = true;
                    }
                    e.via = format!("demonym “{}” for its people", name.surface);
                    return vec![e];
                }
                Sense::Seat(id, sector) => {
                    let mut e = self.actor(loc, *id);
                    e.sector = Some(sector.as_deref().unwrap_or("GOV").to_owned());
                    e.kind = "government";
                    e.key = format!("{}/GOV", e.key);
                    e.via = format!("capital for government: “{}”", name.surface);
                    return vec![e];
                }
                Sense::Place => {}
            }
        }
        Vec::new()
    }

    /// An actor of the lexicon that is no person.
    fn actor(&self, loc: Loc, id: ActorId) -> Ent {
        let actor = self.doc.lexicon.actors.get(id);
        let kind = actor.kind.as_str();
        let mut e = self.ent(loc, actor.id.clone(), actor.name.clone(), kind);
        e.code = Some(actor.code.clone()).filter(|c| !c.is_empty());
        e.sector = actor.sector.clone();
        e.hint = actor.relation_hint.clone();
        e.plural = false;
        if actor.kind == ActorKind::ArmedGroup && actor.sector.as_deref() != Some("MIL") {
            e.code = Some(self.group_code(&actor.code));
        }
        e.party = match actor.kind {
            ActorKind::State | ActorKind::Government => e.code.clone(),
            ActorKind::ArmedGroup | ActorKind::Party => Some(actor.id.clone()),
            _ => None,
        };
        e
    }

    /// Words for a rule that rests on the places of the report.
    fn by_places(&self) -> &'static str {
        if self.all.by_places { ", by the places in it" } else { "" }
    }

    /// The country of an armed group: its home, else the theatre of the report, else `IMG`.
    fn group_code(&self, home: &str) -> String {
        if !home.is_empty() && home != "IMG" && home != "ISM" {
            return home.to_owned();
        }
        self.all.theatre.clone().unwrap_or_else(|| "IMG".into())
    }

    /// A person: from the words around the name, else from the report so far, else from the lexicon by date.
    fn person(&mut self, loc: Loc, id: Option<ActorId>) -> Vec<Ent> {
        let doc = self.doc;
        let graph = &doc.graphs[loc.tree];
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

        if let Some((office, polity, how)) = self.title(loc) {
            e.office = Some(office.clone());
            e.titled = true;
            if let Some(polity) = polity {
                e.name = polity.name.clone();
                e.code = polity.code.clone();
                e.sector = polity.sector.clone();
                e.kind = "government";
                e.party = polity.party.clone();
            }
            e.via = how;
        }
        if e.code.is_none() {
            if let Some(known) = self.people.get(&surname).or_else(|| self.people.get(&words)) {
                e.name = known.institution.clone();
                e.person = Some(known.name.clone());
                e.key = known.id.clone();
                e.code = known.code.clone();
                e.sector = known.sector.clone();
                e.office = e.office.take().or_else(|| known.office.clone());
                e.kind = if e.sector.is_some() { "government" } else { "person" };
                e.via = format!("told earlier in the report: “{}”", known.name);
            } else if let Some(id) = id {
                let actor = doc.lexicon.actors.get(id);
                let tenure = actor.office_on(doc.report.published);
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
                if let Some(state) = e.code.as_deref().and_then(|c| doc.lexicon.actors.state_by_code(c)) {
                    e.name = doc.lexicon.actors.get(state).name.clone();
                    e.kind = "government";
                }
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
            };
            self.people.entry(surname).or_insert(known);
        } else {
            let known = Known {
                name: words.clone(),
                institution: words,
                code: None,
                sector: None,
                office: e.office.clone(),
                id: e.key.clone(),
            };
            self.people.entry(surname).or_insert(known);
        }
        vec![e]
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
                p.sector =
                    Some(self.doc.lexicon.agents.get(&office).and_then(|a| a.sector.clone()).unwrap_or_else(|| "GOV".into()));
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

    /// The longest run of words ending in `noun` that the lexicon lists as an acting noun:
    /// canonical office or lemma, its kind, and the index of the first word.
    fn agent_noun(&self, graph: &Graph<'_>, noun: usize) -> Option<(String, String, usize)> {
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

    /// The polities that modifiers of `loc` name: demonym, possessor, `of`-phrase, seat.
    fn polity(&self, loc: Loc, first: usize) -> Vec<Ent> {
        let graph = self.graph(loc);
        let words = &graph.tree.words;
        let of_word = |w: usize| -> Vec<Ent> {
            let at = Loc { word: w, ..loc };
            let known = self.all.at(at);
            if !known.is_empty() {
                return known.iter().filter(|e| !e.is_outlet()).cloned().collect();
            }
            match words[w].mark {
                Some(mark) => self.mark_polity(at, mark.entry).into_iter().collect(),
                None => Vec::new(),
            }
        };
        let direct = [Deprel::Amod, Deprel::Compound, Deprel::NmodPoss, Deprel::NmodDesc, Deprel::Nmod, Deprel::NmodUnmarked];
        for rels in [&direct[..2], &direct[2..3], &direct[3..]] {
            for k in graph.kids_in(loc.word, rels) {
                if rels.len() > 2 && !matches!(graph.case(k).as_deref(), None | Some("of" | "from" | "for" | "in" | "at")) {
                    continue;
                }
                let found: Vec<Ent> = graph
                    .conjuncts(k)
                    .into_iter()
                    .flat_map(of_word)
                    .filter(|e| e.code.is_some() && (e.kind != "person"))
                    .collect();
                if !found.is_empty() {
                    return found;
                }
            }
        }
        // `Armenian Foreign Minister`: the demonym may hang on a word inside the title.
        let mut w = first;
        while w > 0 {
            w -= 1;
            if words[w].mark.is_some() {
                let found = of_word(w);
                if found.iter().any(|e| e.code.is_some()) {
                    return found;
                }
                break;
            }
            if !matches!(words[w].upos, Upos::Adj | Upos::Noun | Upos::Propn) && graph.lemma(w) != "'s" {
                break;
            }
        }
        // `US-led`, never `Armenia-backed`: who leads acts, who backs does not.
        for k in graph.kids_in(loc.word, &[Deprel::Amod]) {
            if graph.lemma(k) == "lead" || graph.lemma(k) == "led" {
                let found: Vec<Ent> = graph.kids(k).iter().flat_map(|&w| of_word(w)).collect();
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// The polity that a marked name lends to the noun it modifies: a capital its state, a demonym its state.
    fn mark_polity(&self, at: Loc, entry: u32) -> Option<Ent> {
        let lexicon = self.doc.lexicon;
        lexicon.name(entry).senses.iter().find_map(|sense| match sense {
            Sense::Actor(id) | Sense::Demonym(id) | Sense::Seat(id, _) if lexicon.actors.get(*id).kind != ActorKind::Person => {
                Some(self.actor(at, *id))
            }
            _ => None,
        })
    }

    /// A common noun that acts or is struck.
    fn common(&mut self, loc: Loc) -> Option<Vec<Ent>> {
        let doc = self.doc;
        let graph = &doc.graphs[loc.tree];
        if matches!(graph.rel(loc.word), Deprel::NmodDesc) {
            return None;
        }
        // `a major offensive`, `terrorist attacks`: an adjective names nobody, but for those that are nouns as well.
        if graph.upos(loc.word) == Upos::Adj
            && !matches!(graph.lemma(loc.word), "rebel" | "insurgent" | "militant" | "wounded" | "dead")
        {
            return None;
        }
        let Some((label, kind, first)) = self.agent_noun(graph, loc.word) else { return self.struck(loc) };
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
        let agent = doc
            .lexicon
            .agents
            .get(&(first..=loc.word).map(|i| graph.lemma(i).to_lowercase()).collect::<Vec<_>>().join(" "))
            .or_else(|| doc.lexicon.agents.get(&label));
        let sector = agent.and_then(|a| a.sector.clone());
        let text = phrase(graph, loc.word).of(&doc.report.text).to_owned();
        let polities = self.polity(loc, first);
        let words: String = (first..=loc.word).map(|i| graph.span(i).of(&doc.report.text)).collect::<Vec<_>>().join(" ");
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
                if polities.len() > 1 {
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
        if !polities.is_empty() {
            return Some(polities.iter().map(|p| make(Some(p), format!("“{text}”: {} with {}", label, p.via))).collect());
        }
        // The same noun with a polity, earlier in the report.
        let earlier = self.all.before(loc).find(|e| {
            e.form == Form::Noun
                && e.code.is_some()
                && e.sector == sector
                && doc.graphs[e.loc.tree].lemma(e.loc.word) == graph.lemma(loc.word)
        });
        if let Some(e) = earlier.cloned() {
            return Some(vec![Ent {
                loc,
                span: phrase(graph, loc.word),
                via: format!("as before: “{}”", e.name),
                plural: graph.feats(loc.word).has(Feats::PLURAL),
                either: false,
                ..e
            }]);
        }
        let state = self.all.theatre.clone().and_then(|c| doc.lexicon.actors.state_by_code(&c));
        let country = state.map(|id| self.actor(loc, id));
        let via = match &country {
            Some(c) => format!("“{text}”: no polity told; the report plays in {}{}", c.name, self.by_places()),
            None => format!("“{text}”: no polity told"),
        };
        // Weapons and vehicles without an owner do nothing by themselves.
        if kind == "platform" {
            return self.struck(loc);
        }
        let mut e = make(country.as_ref(), via);
        e.assumed = true;
        e.name = words.clone();
        if matches!(kind.as_str(), "official" | "spokesperson") {
            e.name = text;
        }
        Some(vec![e])
    }

    /// A building, camp, convoy or quarter that can be struck.
    fn struck(&mut self, loc: Loc) -> Option<Vec<Ent>> {
        let doc = self.doc;
        let graph = &doc.graphs[loc.tree];
        let lemma = graph.lemma(loc.word);
        let sector = doc.lexicon.predicates.facility_sector(lemma)?;
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
    fn organisation(&mut self, loc: Loc) -> Vec<Ent> {
        let graph = self.graph(loc);
        // A capital at the head of a sentence makes no name of `Airstrikes`.
        if !self.doc.lexicon.predicates.rows(&graph.lemma(loc.word).to_lowercase(), dateline_lexicon::Pos::Noun).is_empty() {
            return Vec::new();
        }
        let span = name_span(graph, loc.word);
        let words = span.of(&self.doc.report.text).to_owned();
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

/// The phrase without articles and numbers before it: `39 civilians` are civilians.
fn bare_name(graph: &Graph<'_>, noun: usize, span: Span, text: &str) -> String {
    let first = (0..=noun).find(|&w| {
        let word = &graph.tree.words[w];
        span.contains(word.span)
            && !matches!(word.upos, Upos::Det | Upos::Num | Upos::Adv | Upos::Adp | Upos::Sconj | Upos::Pron | Upos::Punct)
            && !matches!(word.lemma.as_str(), "more" | "least" | "few" | "many" | "several" | "other")
    });
    graph.span(first.unwrap_or(noun)).cover(Span { start: span.end, end: span.end }).of(text).to_owned()
}

/// Kind of an entity named by an acting noun.
fn entity_kind(agent_kind: &str, sector: Option<&str>) -> &'static str {
    match (agent_kind, sector) {
        ("medium", _) => "outlet",
        ("office" | "official" | "spokesperson", _) => "government",
        (_, Some("MIL" | "COP" | "SPY" | "PRM")) => "force",
        (_, Some("REB" | "UAF")) => "armed_group",
        (_, Some("GOV" | "LEG" | "JUD")) => "government",
        _ => "population",
    }
}

/// Whether the reader or the lexicon takes `word` for a person's name.
pub(crate) fn is_person(graph: &Graph<'_>, word: usize) -> bool {
    let w = &graph.tree.words[word];
    w.mark.is_some_and(|m| m.class == NameClass::Person) || w.mark.is_none() && matches!(w.name, Some((NameTag::Person, _)))
}

fn person_id(doc: &Document<'_>, graph: &Graph<'_>, word: usize) -> Option<ActorId> {
    doc.lexicon.person(graph.tree.words[word].mark?.entry, doc.report.published)
}

/// The words of a name: the marked word, or the run of name words around the head.
pub(crate) fn name_span(graph: &Graph<'_>, word: usize) -> Span {
    let words = &graph.tree.words;
    if words[word].mark.is_some() {
        return words[word].span;
    }
    // The reader's name head takes a title along; the tree knows better.
    let part = |i: usize| {
        words[i].mark.is_none()
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

/// The words of a noun phrase without its clauses, appositions, conjuncts and closing marks.
pub(crate) fn phrase(graph: &Graph<'_>, word: usize) -> Span {
    let inside = graph.subtree_without(word, |k| {
        matches!(
            graph.rel(k),
            Deprel::Acl
                | Deprel::AclRelcl
                | Deprel::Appos
                | Deprel::Conj
                | Deprel::Cc
                | Deprel::Parataxis
                | Deprel::Punct
                | Deprel::Case
                | Deprel::Mark
                | Deprel::Cop
                | Deprel::Aux
                | Deprel::AuxPass
                | Deprel::Nsubj
                | Deprel::NsubjPass
                | Deprel::Advcl
                | Deprel::Obl
                | Deprel::Obj
                | Deprel::Advmod
        ) && !(graph.rel(k) == Deprel::Case && graph.head(k) != Some(word))
    });
    graph.cover(&inside)
}

/// Whether the phrase is one of several joined by "or".
fn either(graph: &Graph<'_>, word: usize) -> bool {
    let first = graph.first_conjunct(word);
    graph.conjuncts(first).iter().any(|&c| graph.has_kid(c, &[Deprel::Cc], &["or"])) && graph.conjuncts(first).len() > 1
}

//! What happened: rows of the event lexicon matched on the tree, and their roles filled.
//!
//! A trigger is a verb, noun or adjective with a row whose constraints hold. Support verbs lend their subject to
//! the noun ("carried out an attack"); a verb and a noun that tell one act are one event ("a strike hit the camp").

mod addressee;
mod force;
mod frame;
mod land;
mod merge;
mod slot;
mod support;

pub(crate) use frame::Frame;
use merge::{merge, third_parties};

use crate::document::Document;
use crate::entity::{Ent, Loc};
use crate::graph::Graph;
use dateline_lexicon::{Lexicon, Phase, Pos, Row};
use dateline_syntax::{Deprel, Feats, Upos};
use std::collections::BTreeSet;
use std::sync::Arc;

/// An event found in a sentence, before speakers, dates and places are added.
#[derive(Clone, Debug)]
pub(crate) struct Found<'l> {
    pub at: Loc,
    pub row: &'l Row,
    pub kind: String,
    pub actors: Vec<Ent>,
    pub recipients: Vec<Ent>,
    pub third: Vec<(String, Ent)>,
    pub modes: BTreeSet<String>,
    /// Words that carry it: predicate, support verb, merged noun.
    pub core: Vec<usize>,
    /// Argument heads that belong to the evidence.
    pub arguments: Vec<usize>,
    /// The lexicon row says that the act did not come about or came to an end.
    pub negative: bool,
    /// The support or aspect verb, from which polarity and modality are read.
    pub verb: Option<usize>,
    pub rules: Vec<String>,
}

/// A word that looked like an event and was left alone, and why.
#[derive(Clone, Debug)]
pub(crate) struct Passed {
    pub at: Loc,
    pub why: String,
}

/// Events of one sentence, in order of their predicates.
pub(crate) fn find<'l>(doc: &Document<'l>, tree: usize, passed: &mut Vec<Passed>) -> Vec<Found<'l>> {
    let graph = &doc.graphs[tree];
    let mut found: Vec<Found<'l>> = Vec::new();
    for word in 0..graph.len() {
        let at = Loc { tree, word };
        let Some(pos) = pos_of(graph, word) else { continue };
        let (lemma, candidates) = candidates(doc, graph, tree, word, pos);
        // `March 4` is no march.
        if candidates.is_empty() || doc.times.iter().any(|t| t.tree == tree && (t.first_word..=t.last_word).contains(&word)) {
            continue;
        }
        if pos == Pos::Noun && matches!(graph.rel(word), Deprel::Compound | Deprel::NmodDesc | Deprel::Flat) {
            continue;
        }
        let mut tried: Vec<&str> = Vec::new();
        let mut fired = None;
        for (rows, pos) in candidates {
            let frame = Frame::new(doc, at, pos);
            tried.extend(rows.iter().map(|r| r.id.as_str()));
            if let Some(row) = rows.iter().find(|row| frame.holds(row)) {
                fired = Some((frame, row));
                break;
            }
        }
        match fired {
            None => {
                passed.push(Passed { at, why: format!("“{lemma}”: no row's constraints hold (tried {})", tried.join(", ")) })
            }
            Some((_, row)) if row.kind.is_empty() => {
                passed.push(Passed { at, why: format!("“{lemma}”: row {} says that this is no event", row.id) })
            }
            Some((frame, row)) if row.kind == "ASSAULT" && frame.to_oneself(row) => {
                passed.push(Passed { at, why: format!("“{lemma}”: done to oneself ({})", row.id) });
            }
            // `insurgency-hit`, `war-torn`, `besieged`: they describe.
            Some((_, row))
                if graph.rel(word) == Deprel::Amod && (row.kind == "COERCE" || word > 1 && graph.lemma(word - 1) == "-") =>
            {
                passed.push(Passed { at, why: format!("“{lemma}”: a state of affairs, not an act that is told") });
            }
            // Who is in charge of something is charged with nothing.
            Some((_, row))
                if row.kind == "ACCUSE" && graph.lemma(word) == "charge" && graph.case(word).as_deref() == Some("in") =>
            {
                passed.push(Passed { at, why: format!("“{lemma}”: in charge of something ({})", row.id) });
            }
            // `Troops stationed in the north`: where they are, and nobody sends them.
            Some((_, row)) if row.kind == "MOBILIZE" && graph.lemma(word) == "station" && described(graph, word) => {
                passed.push(Passed { at, why: format!("“{lemma}”: a state of affairs, not an act that is told") });
            }
            Some((frame, row))
                if (row.kind == "ASSAULT" || row.kind == "COERCE" && row.modes.iter().any(|mode| mode == "restrict"))
                    && frame.support.as_ref().is_some_and(|(_, light, _)| light.phase == Phase::Stop) =>
            {
                passed.push(Passed { at, why: format!("“{lemma}”: told only as what ended ({})", row.id) });
            }
            Some((frame, row)) => {
                let event = frame.fill(row);
                // `we must`, `Greece must` by a Greek minister: advice to oneself.
                let own = |r: &Ent| {
                    event.actors.iter().any(|a| {
                        // A union or the opposition is not the government that it speaks to.
                        let power = |e: &Ent| matches!(e.kind, "state" | "government" | "force" | "person");
                        let alike = power(a) && power(r) && !a.assumed && a.code.is_some();
                        a.key == r.key || alike && a.code == r.code && a.party == r.party
                    })
                };
                let pronoun = frame_subject_is_pronoun(graph, word);
                let asks = row.kind == "REQUEST" && (graph.rel(word) == Deprel::Aux || row.said) && !row.recipient.is_empty();
                let to_own = row.said && !event.recipients.is_empty();
                // "Both sides should respect the truce": who should act is told, though of no country.
                let nobody = event.recipients.is_empty() && row.said && !pronoun;
                if (asks || to_own) && !nobody && event.recipients.iter().all(own) {
                    passed.push(Passed { at, why: format!("“{lemma}”: of oneself, or of nobody named") });
                } else {
                    found.push(event);
                }
            }
        }
    }
    let mut found = merge(doc, tree, found, passed);
    third_parties(doc, tree, &mut found, passed);
    found
}

/// The rows that may fit a word, longest phrase first (`open fire`, `pull out`, `pull`), each with the part of speech
/// to read it as: a gerund may be a noun ("six weeks of fighting").
fn candidates<'l>(
    doc: &Document<'l>,
    graph: &Graph<'l>,
    tree: usize,
    word: usize,
    pos: Pos,
) -> (String, Vec<(&'l [Arc<Row>], Pos)>) {
    let lexicon: &'l Lexicon = doc.lexicon;
    let lemma = lemma_of(graph, word);
    let plain = graph.lemma(word).to_lowercase();
    let mut phrases: Vec<(String, Pos)> = Vec::new();
    match pos {
        Pos::Verb => {
            let surface = graph.tree.words[word].span.of(&doc.report.text).to_lowercase();
            let gerund = surface.ends_with("ing") && graph.kid(word, &[Deprel::Obj, Deprel::Aux]).is_none();
            // After a preposition, and with nobody whom the governor accuses of it, the gerund is a noun.
            let nominal = gerund
                && matches!(graph.rel(word), Deprel::Acl | Deprel::Advcl | Deprel::Nsubj | Deprel::Obj | Deprel::Obl)
                && match graph.case(word).as_deref() {
                    // `Fighting broke out`: as a subject it is one, too.
                    None if graph.rel(word) == Deprel::Nsubj => true,
                    None | Some("by" | "for") => false,
                    Some("of" | "from") => {
                        graph.head(word).is_none_or(|h| graph.args(h).obj.is_empty() && !doc.ents(tree, h).iter().any(Ent::acts))
                    }
                    Some(_) => true,
                };
            if nominal {
                phrases.push((surface.clone(), Pos::Noun));
            }
            phrases.extend(graph.kid(word, &[Deprel::Obj]).map(|o| (format!("{plain} {}", graph.lemma(o).to_lowercase()), pos)));
            if lemma != plain {
                phrases.push((lemma.clone(), pos));
            }
            phrases.push((plain, pos));
            if gerund && !nominal {
                phrases.push((surface, Pos::Noun));
            }
        }
        Pos::Noun => {
            phrases.extend(with_of(graph, word).map(|p| (p, pos)));
            phrases.push((compound(graph, word), pos));
            phrases.push((plain, pos));
        }
        Pos::Adj => phrases.push((plain, pos)),
    }
    phrases.dedup();
    let rows = phrases
        .into_iter()
        .map(|(phrase, pos)| (lexicon.predicates.rows(&phrase, pos), pos))
        .filter(|(rows, _)| !rows.is_empty())
        .collect();
    (lemma, rows)
}

/// A verb with its particle: `call off`.
pub(crate) fn lemma_of(graph: &Graph<'_>, word: usize) -> String {
    let mut lemma = graph.lemma(word).to_lowercase();
    // `test-fired a missile`
    if word > 1 && graph.lemma(word - 1) == "-" && graph.lemma(word - 2).eq_ignore_ascii_case("test") {
        lemma.insert_str(0, "test-");
    }
    let particle = |k: usize| {
        graph.rel(k) == Deprel::CompoundPrt
            || graph.rel(k) == Deprel::Advmod
                && k == word + 1
                && matches!(graph.lemma(k), "out" | "up" | "off" | "down" | "away" | "back" | "over" | "in" | "on")
    };
    for &k in graph.kids(word).iter().filter(|&&k| particle(k)) {
        lemma.push(' ');
        lemma.push_str(&graph.lemma(k).to_lowercase());
    }
    lemma
}

/// Whether the one who should act is told by a pronoun: `we must`.
fn frame_subject_is_pronoun(graph: &Graph<'_>, word: usize) -> bool {
    let verb = if graph.rel(word) == Deprel::Aux { graph.head(word) } else { Some(word) };
    verb.into_iter().flat_map(|v| graph.kids_in(v, &[Deprel::Nsubj, Deprel::NsubjPass])).any(|s| graph.upos(s) == Upos::Pron)
}

fn pos_of(graph: &Graph<'_>, word: usize) -> Option<Pos> {
    let w = &graph.tree.words[word];
    if w.mark.is_some() {
        return None;
    }
    match w.upos {
        Upos::Verb => Some(Pos::Verb),
        Upos::Noun => Some(Pos::Noun),
        Upos::Propn if w.name.is_none() => Some(Pos::Noun),
        Upos::Adj => Some(Pos::Adj),
        // `must`, `should`: a demand where one party says it of another.
        Upos::Aux if graph.rel(word) == Deprel::Aux && matches!(graph.lemma(word), "must" | "should" | "ought" | "need") => {
            Some(Pos::Verb)
        }
        Upos::Aux if graph.lemma(word) == "ought" => Some(Pos::Verb),
        _ => None,
    }
}

/// Whether a participle describes the noun before it, and nobody is told to have brought it about.
fn described(graph: &Graph<'_>, participle: usize) -> bool {
    matches!(graph.rel(participle), Deprel::Acl | Deprel::Amod)
        && graph.passive(participle)
        && graph.kid(participle, &[Deprel::OblAgent]).is_none()
}

/// Noun and what it is of: `state of emergency`, `exchange of fire`.
fn with_of(graph: &Graph<'_>, word: usize) -> Option<String> {
    let of = graph.kids_in(word, &[Deprel::Nmod]).find(|&k| k > word && graph.case(k).as_deref() == Some("of"))?;
    Some(format!("{} of {}", graph.lemma(word).to_lowercase(), graph.lemma(of).to_lowercase()))
}

/// Modifiers and noun as one phrase: `peace talk`, `air strike`.
fn compound(graph: &Graph<'_>, word: usize) -> String {
    let mut words: Vec<usize> = graph.kids_in(word, &[Deprel::Compound, Deprel::Amod]).filter(|&k| k + 1 == word).collect();
    words.push(word);
    words.iter().map(|&w| graph.lemma(w).to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// Adds actors that are not there yet.
pub(crate) fn extend(all: &mut Vec<Ent>, more: impl IntoIterator<Item = Ent>) {
    for e in more {
        // "Syria army shelling", "Syrian regime airstrikes": the state is told inside the name of its army, or right before it.
        let beside =
            |a: &Ent, b: &Ent| a.span.end < b.span.start && b.span.start - a.span.end == 1 && a.via.starts_with("demonym");
        let within = |a: &Ent, b: &Ent| {
            a.kind == "state" && a.code == b.code && a.loc != b.loc && (b.span.contains(a.span) || beside(a, b))
        };
        if all.iter().any(|x| within(&e, x)) {
            continue;
        }
        all.retain(|x| !within(x, &e));
        // A person named twice in two ways is still one.
        let same = |x: &Ent| x.person == e.person && (x.key == e.key || e.person.is_some() && x.code == e.code);
        if !all.iter().any(same) {
            all.push(e);
        }
    }
}

/// Pronouns of the speaker: "we", "I", "our".
pub(crate) fn first_person(graph: &Graph<'_>, word: usize) -> bool {
    graph.upos(word) == Upos::Pron && graph.feats(word).has(Feats::FIRST)
        || matches!(graph.lemma(word).to_lowercase().as_str(), "we" | "i" | "our" | "us" | "my" | "me")
}

/// Whether an actor stands for the other of two sides: "each other", "the other", "one another".
pub(crate) fn reciprocal(graph: &Graph<'_>, word: usize) -> bool {
    matches!(graph.lemma(word).to_lowercase().as_str(), "other" | "another")
        && graph.kids(word).iter().any(|&k| matches!(graph.lemma(k), "each" | "the" | "one"))
}

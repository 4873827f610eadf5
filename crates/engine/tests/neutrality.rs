//! Exchanging two parties' names exchanges them in the claims and changes nothing else.
//!
//! Two states are exchanged in a text wherever the lexicon marks their name, demonym or capital, and the claims of both texts are
//! compared span by span. Where a place decided whose somebody is, the entity must say so, and its code is not compared. Persons are first renamed to somebody whom the lexicon does not know, since whose
//! president somebody is is a fact of the world; so are places, which are left out of the comparison.

mod support;

use dateline_engine::claim::{Claim, Entity};
use dateline_engine::{Engine, Lexicon, Report, syntax::NameClass};
use dateline_lexicon::{ActorId, Sense};
use std::collections::BTreeSet;
use support::{engine, examples_and_more};

/// The names of a state: its own, adjective, plural, capital.
struct Party {
    id: ActorId,
    code: String,
    name: String,
    adjective: String,
    plural: String,
    capital: String,
}

fn parties(lexicon: &Lexicon) -> Vec<Party> {
    let names: Vec<_> = (0..lexicon.name_count() as u32).map(|n| lexicon.name(n)).collect();
    let states = lexicon.actors.iter().filter(|(_, actor)| actor.kind.as_str() == "state" && actor.code.len() == 3);
    let one_word = |s: &str| s.chars().all(char::is_alphabetic);
    states
        .filter_map(|(id, actor)| {
            let sensed = |sense: &dyn Fn(&Sense) -> bool, class: NameClass| {
                let mut found: Vec<&str> = names
                    .iter()
                    .filter(|n| n.class == class && n.senses.first().is_some_and(sense))
                    .map(|n| &*n.surface)
                    .collect();
                found.retain(|s| one_word(s));
                found
            };
            let demonyms = sensed(&|s| *s == Sense::Demonym(id), NameClass::Demonym);
            let adjective = demonyms.iter().find(|d| !d.ends_with('s'))?;
            let plural = demonyms.iter().find(|d| d.ends_with('s'))?;
            let capital = sensed(&|s| matches!(s, Sense::Seat(of, _) if *of == id), NameClass::Place);
            one_word(&actor.name).then(|| Party {
                id,
                code: actor.code.clone(),
                name: actor.name.clone(),
                adjective: (*adjective).to_owned(),
                plural: (*plural).to_owned(),
                capital: capital.first().map_or_else(String::new, |c| (*c).to_owned()),
            })
        })
        .filter(|party| !party.capital.is_empty())
        .collect()
}

/// A text with some marked names replaced, and where each old byte offset went.
struct Swapped {
    text: String,
    /// Old and new offsets just before and just after each replaced name.
    moved: Vec<(usize, usize)>,
}

impl Swapped {
    /// The new offset of `at`, which does not lie within a replaced name.
    fn offset(&self, at: usize) -> usize {
        let before = self.moved.partition_point(|(old, _)| *old <= at);
        before.checked_sub(1).map_or(at, |i| self.moved[i].1 + (at - self.moved[i].0))
    }
}

/// What takes the place of a marked name, given its words, class and senses; `None` leaves it.
type Renaming<'r> = dyn Fn(&str, NameClass, &[Sense]) -> Option<String> + 'r;

fn replace(lexicon: &Lexicon, text: &str, new: &Renaming<'_>) -> Swapped {
    let sentences = dateline_text::split(text);
    let marks = lexicon.mark(text, &sentences);
    let mut out = Swapped { text: String::new(), moved: Vec::new() };
    let mut at = 0;
    for (sentence, marks) in sentences.iter().zip(&marks) {
        for mark in marks {
            let tokens = &sentence.tokens[mark.first as usize..(mark.first + mark.len) as usize];
            let (start, end) = (tokens[0].span.start as usize, tokens[tokens.len() - 1].span.end as usize);
            if let Some(word) = new(&text[start..end], mark.class, &lexicon.name(mark.entry).senses) {
                out.text.push_str(&text[at..start]);
                out.moved.push((start, out.text.len()));
                out.text.push_str(&word);
                out.moved.push((end, out.text.len()));
                at = end;
            }
        }
    }
    out.text.push_str(&text[at..]);
    out
}

/// What takes the place of a name when `a` and `b` are exchanged.
fn exchanged(a: &Party, b: &Party, surface: &str, class: NameClass, sense: &Sense) -> Option<String> {
    let (Sense::Actor(id) | Sense::Demonym(id) | Sense::Seat(id, _)) = sense else { return None };
    let other = match *id {
        id if id == a.id => b,
        id if id == b.id => a,
        _ => return None,
    };
    Some(match (class, sense) {
        (NameClass::State, Sense::Actor(_)) => other.name.clone(),
        (NameClass::Demonym, Sense::Demonym(_)) if surface.ends_with('s') => other.plural.clone(),
        (NameClass::Demonym, Sense::Demonym(_)) => other.adjective.clone(),
        (NameClass::Place, Sense::Seat(..)) => other.capital.clone(),
        _ => return None,
    })
}

/// What is compared of a claim: everything but names, ids, places and offsets, with `code` applied to every code and `offset` to
/// every end of the evidence; without codes and relations where `code` is `None`.
fn shape(claim: &Claim, code: Option<&dyn Fn(&str) -> String>, offset: &dyn Fn(u32) -> usize) -> String {
    let entity = |e: &Entity| {
        let code = code.map(|code| e.code.as_deref().map(code));
        format!("{code:?}/{:?}/{}/{:?}/{:?}", e.sector, e.kind, e.office, e.role)
    };
    let list = |es: &[Entity]| es.iter().map(entity).collect::<Vec<_>>().join(", ");
    let said = claim.attribution.iter().map(|l| format!("{} {} {:?}", entity(&l.source), l.stance, code.map(|_| l.relation)));
    let said: Vec<String> = said.collect();
    let when = claim.when.as_ref().map(|w| (&w.start, &w.end, &w.open, &w.precision));
    let event = claim.event.as_ref().map(|e| (&e.kind, &e.modes, &e.count));
    format!(
        "{} {event:?} {:?} {:?} | {} → {} + {} | {said:?} | {when:?} | {} {} {} {} | {} at {}..{}",
        claim.kind,
        claim.figure,
        claim.obligation.as_ref().map(|o| &o.term),
        list(&claim.actors),
        list(&claim.recipients),
        list(&claim.third_parties),
        claim.polarity,
        claim.modality,
        claim.aspect,
        claim.certainty,
        claim.links.len(),
        offset(claim.evidence.start),
        offset(claim.evidence.end),
    )
}

/// The shape of a claim, the same without codes and relations, and whether a place decided whose somebody in it is.
struct Shape {
    full: String,
    bare: String,
    by_place: bool,
}

impl Shape {
    fn of(claim: &Claim, code: &dyn Fn(&str) -> String, offset: &dyn Fn(u32) -> usize) -> Shape {
        let everybody = claim.actors.iter().chain(&claim.recipients).chain(&claim.third_parties);
        let mut everybody = everybody.chain(claim.attribution.iter().map(|l| &l.source));
        Shape {
            full: shape(claim, Some(code), offset),
            bare: shape(claim, None, offset),
            by_place: everybody.any(|e| e.via.contains("it happened there") || e.via.contains("by the places in it")),
        }
    }
}

/// Reads `report` as it is and with `a` and `b` exchanged; `None` if both give the same, else the first difference.
fn difference(engine: &Engine, report: &Report, a: &Party, b: &Party) -> Option<String> {
    let swapped =
        replace(engine.lexicon(), &report.text, &|surface, class, senses| exchanged(a, b, surface, class, senses.first()?));
    let mut mirror = Report::new(report.id.clone(), swapped.text.as_str());
    mirror.published = report.published;
    let bytes: Vec<usize> = report.text.char_indices().map(|(at, _)| at).chain([report.text.len()]).collect();
    let moved = |at: u32| swapped.text[..swapped.offset(bytes[at as usize])].chars().count();
    let shapes = |report: &Report, code: &dyn Fn(&str) -> String, offset: &dyn Fn(u32) -> usize| -> Vec<Shape> {
        engine.read(report).claims.iter().map(|claim| Shape::of(claim, code, offset)).collect()
    };
    let ours = shapes(report, &|code| other_code(a, b, code), &moved);
    let theirs = shapes(&mirror, &str::to_owned, &|at| at as usize);
    // Where a place decided on either side, codes and relations may differ.
    let excused: BTreeSet<&str> = ours.iter().chain(&theirs).filter(|s| s.by_place).map(|s| s.bare.as_str()).collect();
    let compared = |shapes: &[Shape]| {
        let pick = |s: &Shape| if excused.contains(s.bare.as_str()) { s.bare.clone() } else { s.full.clone() };
        let mut lines: Vec<String> = shapes.iter().map(pick).collect();
        // Claims that share their words may change places.
        lines.sort();
        lines
    };
    let (ours, theirs) = (compared(&ours), compared(&theirs));
    let first = (0..ours.len().max(theirs.len())).find(|&i| ours.get(i) != theirs.get(i))?;
    let told = |lines: &[String]| lines.get(first).cloned().unwrap_or_else(|| "nothing".to_owned());
    Some(format!("{} with {} and {} exchanged:\n  {}\n  {}", report.id, a.name, b.name, told(&ours), told(&theirs)))
}

fn other_code(a: &Party, b: &Party, code: &str) -> String {
    match code {
        c if c == a.code => b.code.clone(),
        c if c == b.code => a.code.clone(),
        c => c.to_owned(),
    }
}

/// The report with every known person renamed, and the states that can be exchanged in it: those that are named, and to which no
/// group, body or outlet that is named belongs.
fn prepared(lexicon: &Lexicon, parties: &[Party], report: &Report) -> (Report, BTreeSet<String>) {
    let renamed = replace(lexicon, &report.text, &|_, class, _| (class == NameClass::Person).then(|| "Doran Velik".to_owned()));
    let mut plain = Report::new(report.id.clone(), renamed.text);
    plain.published = report.published;
    let sentences = dateline_text::split(&plain.text);
    let (mut named, mut bound) = (BTreeSet::new(), BTreeSet::new());
    let marks = lexicon.mark(&plain.text, &sentences);
    for (sentence, mark) in sentences.iter().zip(&marks).flat_map(|(s, marks)| marks.iter().map(move |m| (s, m))) {
        let free = matches!(mark.class, NameClass::State | NameClass::Demonym | NameClass::Place);
        let span = sentence.tokens[mark.first as usize].span.cover(sentence.tokens[(mark.first + mark.len - 1) as usize].span);
        // A longer name that holds the name of a state, such as that of its south, would stay behind.
        let surface = span.of(&plain.text);
        bound.extend(parties.iter().filter(|p| surface != p.name && surface.contains(&p.name)).map(|p| p.code.clone()));
        for (i, sense) in lexicon.name(mark.entry).senses.iter().enumerate() {
            if let Sense::Actor(id) | Sense::Demonym(id) | Sense::Seat(id, _) = sense {
                let code = lexicon.actors.get(*id).code.clone();
                // A region of a state is part of it by a fact of the world: `Yukon` stays in its country.
                let region = mark.class == NameClass::Place && matches!(sense, Sense::Actor(_));
                if free && i == 0 && !region {
                    named.insert(code)
                } else {
                    bound.insert(code)
                };
            }
        }
    }
    (plain, named.difference(&bound).cloned().collect())
}

#[test]
fn exchanging_two_parties_changes_nothing_else() {
    let engine = engine(1);
    let parties = parties(engine.lexicon());
    assert!(parties.len() > 40, "only {} states can be exchanged", parties.len());
    let by_code = |code: &str| parties.iter().find(|p| p.code == code);
    let mut differences = Vec::new();
    let mut tried = 0;
    let (mut pairs, mut texts) = (BTreeSet::new(), BTreeSet::new());
    // One text in so many of the folder given: fewer for a longer run.
    let every = std::env::var("DATELINE_EVERY").ok().and_then(|n| n.parse().ok()).unwrap_or(100);
    for (n, report) in examples_and_more(every).iter().enumerate() {
        let (plain, free) = prepared(engine.lexicon(), &parties, report);
        for (k, a) in free.iter().filter_map(|code| by_code(code)).take(3).enumerate() {
            // One party that the text names, one drawn from all; the draw is the same each time.
            let drawn = &parties[(n * 31 + k * 17 + 7) % parties.len()];
            let rival = free.iter().filter_map(|code| by_code(code)).find(|b| b.id != a.id);
            for b in rival
                .into_iter()
                .chain([drawn])
                .filter(|b| b.id != a.id && (free.contains(&b.code) || !plain.text.contains(&b.name)))
            {
                tried += 1;
                pairs.insert((a.code.clone(), b.code.clone()));
                texts.insert(plain.id.clone());
                differences.extend(difference(&engine, &plain, a, b));
            }
        }
    }
    println!(
        "{} of {tried} exchanges changed more than names: {} pairs in {} texts",
        differences.len(),
        pairs.len(),
        texts.len()
    );
    assert!(tried > 10, "only {tried} exchanges were tried");
    assert!(
        differences.is_empty(),
        "{} of {tried} exchanges changed more than names:\n{}",
        differences.len(),
        differences.join("\n")
    );
}

#[test]
fn armenia_and_azerbaijan_are_treated_alike() {
    let engine = engine(1);
    let parties = parties(engine.lexicon());
    let party = |code: &str| parties.iter().find(|p| p.code == code).expect("a state of the lexicon");
    let texts = [
        "Armenia accused Azerbaijan of shelling two villages on Sunday. Azerbaijan denied it.",
        "Baku pledged to withdraw its troops. Yerevan said that three Armenian soldiers had been killed.",
        "Azerbaijani forces captured a town, the Armenian defence ministry said. Both sides agreed to a ceasefire.",
        "Talks between Armenia and Azerbaijan in Geneva were mediated by Russia. The two sides will exchange prisoners.",
    ];
    for text in texts {
        let mut report = Report::new("made up", text);
        report.published = "2020-11-02".parse().ok();
        assert!(!engine.read(&report).claims.is_empty(), "{text}");
        assert_eq!(difference(&engine, &report, party("ARM"), party("AZE")), None);
        assert_eq!(difference(&engine, &report, party("AZE"), party("GEO")), None);
    }
}

//! The `places` suite: toponyms whose spans are given, against gold coordinates.

use super::containment::distance_km;
use super::{Mention, gazetteer_code, resolve_mentions};
use dateline_lexicon::Lexicon;
use dateline_lexicon::places::{Gazetteer, Place};
use dateline_syntax::{Deprel, Feats, Tree, Upos, Word};
use dateline_text::{Report, Span, split};
use serde_json::Value;
use std::collections::BTreeSet;

/// Near enough to be right, in km: 100 miles, the measure of the field.
const RIGHT_KM: f64 = 161.0;

/// What the suite found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceScores {
    /// Gold toponyms that have coordinates.
    pub toponyms: usize,
    /// Of these, those whose GeoNames id or place the index holds.
    pub held: usize,
    /// Of the held, those resolved to within 161 km or to the same GeoNames id.
    pub near: usize,
    /// The same for the most populous place of the name.
    pub near_baseline: usize,
    /// Toponyms with a country.
    pub with_country: usize,
    /// Of these, those resolved to the gold country.
    pub country: usize,
    /// The same for the most populous place of the name.
    pub country_baseline: usize,
    /// Toponyms that were left open.
    pub open: usize,
    /// Wrong ones, in words, for `--errors`.
    pub errors: Vec<String>,
}

/// Scores toponyms in JSON Lines: `text` and `toponyms` with code point offsets `b`, `e`, and `geonameid`,
/// `lat`, `lon`, `country`. Lines and toponyms that are shaped otherwise are passed over.
pub fn evaluate(jsonl: &str, lexicon: &Lexicon) -> PlaceScores {
    let mut scores = PlaceScores::default();
    let ids: BTreeSet<u32> = {
        let places = lexicon.places();
        (0..places.len() as u32).filter_map(|row| places.place(dateline_lexicon::places::PlaceId(row)).geonames).collect()
    };
    for row in jsonl.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        report(&row, lexicon, &ids, &mut scores);
    }
    scores
}

/// A gold toponym.
struct Gold {
    mention: Mention,
    id: Option<u32>,
    point: (f64, f64),
    country: String,
}

fn report(row: &Value, lexicon: &Lexicon, ids: &BTreeSet<u32>, scores: &mut PlaceScores) {
    let (Some(text), Some(listed)) = (row["text"].as_str(), row["toponyms"].as_array()) else { return };
    let report = Report::new(row["id"].as_str().unwrap_or(""), text);
    let sentences = split(text);
    let trees = flat(text, lexicon, &sentences);
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut gold = Vec::new();
    for toponym in listed {
        let at = |name: &str| toponym[name].as_u64().and_then(|n| bytes.get(n as usize)).copied();
        let (Some(start), Some(end)) = (at("b"), at("e")) else { continue };
        let Some(mention) = mention(&trees, Span::new(start, end.max(start))) else { continue };
        let point = toponym["lat"].as_f64().zip(toponym["lon"].as_f64());
        let id = toponym["geonameid"].as_str().and_then(|id| id.parse().ok());
        gold.push((
            mention,
            point.map(|point| Gold { mention, id, point, country: toponym["country"].as_str().unwrap_or("").to_owned() }),
        ));
    }
    gold.sort_by_key(|(mention, _)| mention.span);
    // Names without gold coordinates (streets, schools) are no places here and do not vote.
    let given: Vec<Mention> = gold.iter().filter(|(_, gold)| gold.is_some()).map(|(mention, _)| *mention).collect();
    let resolved = resolve_mentions(&report, &trees, lexicon, &given);
    for (gold, toponym) in gold.into_iter().filter_map(|(_, gold)| gold).zip(&resolved) {
        let places = lexicon.places();
        let name = gold.mention.span.of(text);
        let ours = toponym.place.map(|id| places.place(id));
        let first = places.surface(name).map(|surface| places.place(surface.candidates[0].id));
        let right = |place: &Option<Place<'_>>| {
            place.as_ref().is_some_and(|p| {
                p.geonames.is_some() && p.geonames == gold.id
                    || p.point.is_some_and(|point| distance_km(point, gold.point) < RIGHT_KM)
            })
        };
        scores.toponyms += 1;
        scores.open += usize::from(ours.is_none());
        if holds(places, ids, &gold, name) {
            scores.held += 1;
            scores.near += usize::from(right(&ours));
            scores.near_baseline += usize::from(right(&first));
            if !right(&ours) {
                let told =
                    ours.as_ref().map_or("open".to_owned(), |p| format!("{} {:?} {:?}", p.kind.as_str(), p.admin1, p.country));
                scores
                    .errors
                    .push(format!("{}: {name}: {told}, gold {:?} in {} ({})", report.id, gold.point, gold.country, toponym.rule));
            }
        }
        if let Some(code) = country_code(lexicon, &gold.country) {
            scores.with_country += 1;
            scores.country += usize::from(toponym.country.as_deref().map(gazetteer_code) == Some(code.as_str()));
            scores.country_baseline += usize::from(first.and_then(|p| p.country) == Some(code.as_str()));
        }
    }
}

/// Whether the index holds a gold place: its id, or a place of its name within the distance.
fn holds(places: &Gazetteer, ids: &BTreeSet<u32>, gold: &Gold, name: &str) -> bool {
    let near = |place: Place<'_>| place.point.is_some_and(|point| distance_km(point, gold.point) < RIGHT_KM);
    gold.id.is_some_and(|id| ids.contains(&id))
        || places.surface(name).is_some_and(|surface| surface.candidates.iter().any(|c| near(places.place(c.id))))
}

/// The code of a country by the name that the gold uses.
fn country_code(lexicon: &Lexicon, name: &str) -> Option<String> {
    use dateline_lexicon::Sense;
    let senses = &lexicon.look_up(name)?.senses;
    senses.iter().find_map(|sense| match sense {
        Sense::Actor(id) => Some(gazetteer_code(&lexicon.actors.get(*id).code).to_owned()).filter(|code| code.len() == 3),
        _ => None,
    })
}

/// The words of a tree that a span covers.
fn mention(trees: &[Tree], span: Span) -> Option<Mention> {
    let tree = trees.iter().position(|tree| tree.span.overlaps(span))?;
    let words = &trees[tree].words;
    let first_word = words.iter().position(|word| word.span.overlaps(span))?;
    let last_word = words.iter().rposition(|word| word.span.overlaps(span))?;
    Some(Mention { tree, first_word, last_word, span })
}

/// Sentences as trees without structure: one word for each token or marked name. Enough for places.
pub(super) fn flat(text: &str, lexicon: &Lexicon, sentences: &[dateline_text::Sentence]) -> Vec<Tree> {
    let marks = lexicon.mark(text, sentences);
    let word = |span: Span, first: u32, count: u32, mark| Word {
        span,
        first_token: first,
        token_count: count,
        upos: Upos::X,
        lemma: span.of(text).to_lowercase(),
        feats: Feats::default(),
        head: (first > 0).then_some(0),
        deprel: Deprel::Dep,
        name: None,
        mark,
    };
    sentences
        .iter()
        .zip(&marks)
        .map(|(sentence, marks)| {
            let mut words = Vec::new();
            let mut at = 0;
            while at < sentence.tokens.len() {
                let mark = marks.iter().find(|mark| mark.first as usize == at).copied();
                let count = mark.map_or(1, |mark| (mark.len as usize).clamp(1, sentence.tokens.len() - at));
                let span = sentence.tokens[at].span.cover(sentence.tokens[at + count - 1].span);
                words.push(word(span, at as u32, count as u32, mark));
                at += count;
            }
            Tree { span: sentence.span, paragraph: sentence.paragraph, words }
        })
        .collect()
}

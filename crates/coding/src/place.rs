//! Where: the place names of a report, and which place of the world each one stands for.
//!
//! A name may be borne by many places. Which one a report means is decided for the whole report: every
//! name votes for the countries and divisions of its candidates, states and demonyms vote for theirs, and
//! candidates win by votes, nearness to the others, words of kind ("the town of") and of containment
//! ("Paris, Texas"), and population. All mentions of one name mean one place. A name that no evidence
//! settles stays without a place: none is better than a wrong one. How it works: docs/PLACES.md.

mod around;
mod candidates;
mod capital;
mod choose;
mod containment;
mod evaluate;
mod extent;
mod mentions;
mod unknown;

pub use evaluate::{PlaceScores, evaluate};

use around::Around;
use dateline_lexicon::Lexicon;
use dateline_lexicon::places::PlaceId;
use dateline_syntax::Tree;
use dateline_text::{Report, Span};

/// A place name in the text: some words of one tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the tree.
    pub tree: usize,
    /// First and last word, both included.
    pub first_word: usize,
    /// See `first_word`.
    pub last_word: usize,
    /// Where it stands in the report's text.
    pub span: Span,
}

/// A place name and what was made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Toponym {
    /// The name in the text.
    pub mention: Mention,
    /// The place; `None` where the gazetteer has none or nothing settles which.
    pub place: Option<PlaceId>,
    /// ISO 3166 alpha-3 of the country (`KOS` for Kosovo, as the lexicon of actors has it).
    pub country: Option<String>,
    /// `10 km south of`, `near`, `on the outskirts of`, `northern`: how what happened lies to the place.
    pub relation: Option<String>,
    /// The words with relation and kind: `10 km south of the town of X`, `northern X province`.
    pub phrase: Span,
    /// `settlement`, `district`, `province`, `country` or `region`: of an unknown place by the words of kind.
    pub precision: &'static str,
    /// Degrees north; `None` for a country, a region wider than a province, and an unknown point.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Radius in km that holds the place and its relation, where known.
    pub radius_km: Option<f64>,
    /// Of a country its name, else the words of the report, without genitive.
    pub name: String,
    /// Why this place, in words.
    pub rule: String,
}

/// Finds the place names of a report and resolves them, in the order of the text.
pub fn resolve(report: &Report, trees: &[Tree], lexicon: &Lexicon) -> Vec<Toponym> {
    let found = mentions::find(&report.text, trees, lexicon);
    let mut toponyms = resolve_mentions(report, trees, lexicon, &found);
    capital::capitals(&report.text, trees, lexicon, &mut toponyms);
    toponyms
}

/// Resolves given place names, in the order given, which is that of the text.
pub fn resolve_mentions(report: &Report, trees: &[Tree], lexicon: &Lexicon, found: &[Mention]) -> Vec<Toponym> {
    let text = report.text.as_str();
    let around: Vec<Around<'_>> = found.iter().map(|m| around::look(text, &trees[m.tree], m)).collect();
    let mut named = candidates::gather(text, trees, lexicon, found, &around);
    let mut chosen = choose::choose(&named);
    let open: Vec<usize> =
        (0..found.len()).filter(|&at| chosen.of(&named, at).is_none_or(|choice| choice.place.is_none())).collect();
    let countries = choose::countries(&named, &chosen);
    if candidates::add_alike(lexicon.places(), &mut named, &countries, &open) {
        chosen = choose::choose(&named);
    }
    let mut toponyms: Vec<Toponym> = Vec::with_capacity(found.len());
    for (at, mention) in found.iter().enumerate() {
        toponyms.push(extent::toponym(text, lexicon, *mention, &around[at], &named.members[at], chosen.of(&named, at)));
    }
    unknown::countries(text, trees, lexicon, &mut toponyms);
    toponyms
}

/// The lexicon of actors and the gazetteer differ in one code.
fn actor_code(iso3: &str) -> &str {
    if iso3 == "XKX" { "KOS" } else { iso3 }
}

fn gazetteer_code(code: &str) -> &str {
    if code == "KOS" { "XKX" } else { code }
}

#[cfg(test)]
mod tests;

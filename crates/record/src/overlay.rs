//! What people decided: joins, splits and corrections, with author, time and reason.
//!
//! A decision names claims by id and quote. Ids change when a coder codes anew or the text of the report is corrected elsewhere; the quote
//! then finds the claim again in the same report. Decisions are applied after every joining, the latest last, and never alter a claim itself.

use crate::forest::Forest;
use crate::mention::Mention;
use crate::score::VETO;
use crate::source::Source;
use dateline_coding::Claim;
use dateline_coding::claim::{Entity, Event, Where};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A claim, found again by its id or by its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimKey {
    /// Id of the claim.
    pub claim: String,
    /// SHA-256 of the text of its report.
    pub text_sha256: String,
    /// Its evidence, word for word.
    pub quote: String,
    /// Id of its report, whose later versions are looked through where none with the text stands; empty in decisions of earlier versions.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub report: String,
}

impl ClaimKey {
    /// The key of a claim.
    pub fn of(claim: &Claim) -> ClaimKey {
        ClaimKey {
            claim: claim.id.clone(),
            text_sha256: claim.report.text_sha256.clone(),
            quote: claim.evidence.text.clone(),
            report: claim.report.id.clone(),
        }
    }

    /// Whether words of a later version of the report are those of the claim; line breaks and blanks may differ.
    pub fn has_words(&self, quote: &str) -> bool {
        self.quote == quote || self.quote.split_whitespace().eq(quote.split_whitespace())
    }
}

/// What a lexicon and a gazetteer know of a corrected value: the record knows neither, and follows what was known when it was decided.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// Of `what` the event with what is derived from its type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
    /// Of `who` and `whom` the parties, in the order of the value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Entity>,
    /// Of `where` the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Where>,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Edit {
    /// The claims tell of one happening.
    Join {
        /// Two claims or more.
        claims: Vec<ClaimKey>,
    },
    /// The claims on one side tell of another happening than those on the other.
    Split {
        /// One side.
        these: Vec<ClaimKey>,
        /// The other side.
        those: Vec<ClaimKey>,
    },
    /// A field of the account reads as given here.
    Correct {
        /// A claim of the incident.
        claim: ClaimKey,
        /// `what`, `who`, `where`, `when` or `how_many`.
        field: String,
        /// What it should read; see [`crate::Corrected`].
        value: String,
        /// What a lexicon and a gazetteer know of the value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        known: Option<Box<Known>>,
    },
    /// Somebody looked whether a claim says what its words say. It changes no account.
    Review {
        /// The claim.
        claim: ClaimKey,
        /// `right`, `wrong` or `unsure`.
        verdict: String,
    },
}

impl Edit {
    /// The same, to be completed.
    pub fn keys_mut(&mut self) -> impl Iterator<Item = &mut ClaimKey> {
        let (these, those): (&mut [ClaimKey], &mut [ClaimKey]) = match self {
            Edit::Join { claims } => (claims, &mut []),
            Edit::Split { these, those } => (these, those),
            Edit::Correct { claim, .. } | Edit::Review { claim, .. } => (std::slice::from_mut(claim), &mut []),
        };
        these.iter_mut().chain(those)
    }

    /// The claims that it names, those of one side of a split before those of the other.
    pub fn keys(&self) -> impl Iterator<Item = &ClaimKey> {
        let (these, those): (&[ClaimKey], &[ClaimKey]) = match self {
            Edit::Join { claims } => (claims, &[]),
            Edit::Split { these, those } => (these, those),
            Edit::Correct { claim, .. } | Edit::Review { claim, .. } => (std::slice::from_ref(claim), &[]),
        };
        these.iter().chain(those)
    }
}

/// A decision with who took it, when and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overlay {
    /// The decision.
    #[serde(flatten)]
    pub edit: Edit,
    /// Who took it.
    pub author: String,
    /// When, ISO date-time.
    pub time: String,
    /// Why.
    pub reason: String,
}

/// Claims of one report that somebody decided to part, by their places in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Apart {
    pairs: BTreeSet<(usize, usize)>,
}

impl Apart {
    /// What was decided of `source`, the latest decision last.
    pub fn of(overlays: &[Overlay], source: &Source) -> Apart {
        let place = |key: &ClaimKey| {
            let claims = || source.claims.iter();
            let by_id = claims().position(|c| c.id == key.claim);
            by_id
                .or_else(|| claims().position(|c| key.has_words(&c.evidence.text)))
                .filter(|_| key.text_sha256 == source.text_sha256 || key.report == source.id)
        };
        let places = |keys: &[ClaimKey]| -> Vec<usize> { keys.iter().filter_map(place).collect() };
        let mut ordered: Vec<&Overlay> = overlays.iter().collect();
        ordered.sort_by(|a, b| (&a.time, &a.author, &a.reason).cmp(&(&b.time, &b.author, &b.reason)));
        let mut apart = Apart::default();
        for overlay in ordered {
            match &overlay.edit {
                Edit::Split { these, those } => {
                    for a in places(these) {
                        apart.pairs.extend(places(those).into_iter().filter(|&b| a != b).map(|b| (a.min(b), a.max(b))));
                    }
                }
                Edit::Join { claims } => {
                    let joined = places(claims);
                    apart.pairs.retain(|(a, b)| !(joined.contains(a) && joined.contains(b)));
                }
                Edit::Correct { .. } | Edit::Review { .. } => {}
            }
        }
        apart
    }

    /// Whether joining the sets of `a` and `b` would bring parted claims together; `item` gives the item of the forest that holds a claim.
    pub fn parts(&self, forest: &mut Forest, a: usize, b: usize, item: impl Fn(usize) -> Option<usize>) -> bool {
        let (a, b) = (forest.root(a), forest.root(b));
        self.pairs.iter().any(|&(x, y)| {
            let Some((x, y)) = item(x).zip(item(y)) else { return false };
            let (x, y) = (forest.root(x), forest.root(y));
            (x, y) == (a, b) || (x, y) == (b, a)
        })
    }
}

/// Decisions on pairs of mentions.
pub(crate) struct Verdicts {
    pairs: FxHashMap<(usize, usize), bool>,
    joins: Vec<(usize, usize)>,
}

impl Verdicts {
    pub fn new(overlays: &[Overlay], find: &Finder) -> Verdicts {
        let mut verdicts = Verdicts { pairs: FxHashMap::default(), joins: Vec::new() };
        let mut ordered: Vec<&Overlay> = overlays.iter().collect();
        ordered.sort_by(|a, b| (&a.time, &a.author, &a.reason).cmp(&(&b.time, &b.author, &b.reason)));
        for overlay in ordered {
            match &overlay.edit {
                Edit::Join { claims } => {
                    let found: Vec<usize> = claims.iter().filter_map(|c| find.mention(c)).collect();
                    found.windows(2).for_each(|w| verdicts.set(w[0], w[1], true));
                }
                Edit::Split { these, those } => {
                    for a in these.iter().filter_map(|c| find.mention(c)) {
                        those.iter().filter_map(|c| find.mention(c)).for_each(|b| verdicts.set(a, b, false));
                    }
                }
                Edit::Correct { .. } | Edit::Review { .. } => {}
            }
        }
        verdicts.joins = verdicts.pairs.iter().filter(|(_, one)| **one).map(|(pair, _)| *pair).collect();
        verdicts.joins.sort_unstable();
        verdicts
    }

    fn set(&mut self, a: usize, b: usize, one: bool) {
        if a != b {
            self.pairs.insert((a.min(b), a.max(b)), one);
        }
    }

    /// The decided score of a pair.
    pub fn of(&self, a: usize, b: usize) -> Option<f64> {
        self.pairs.get(&(a.min(b), a.max(b))).map(|&one| decided(one))
    }

    /// All decided pairs, in no particular order.
    pub fn pairs(&self) -> impl Iterator<Item = ((usize, usize), bool)> {
        self.pairs.iter().map(|(&pair, &one)| (pair, one))
    }

    /// Pairs decided to be one.
    pub fn joins(&self) -> &[(usize, usize)] {
        &self.joins
    }
}

/// The score of a pair that somebody decided to be one, or not: a split outweighs whatever a large incident says for the join.
pub(crate) fn decided(one: bool) -> f64 {
    if one { -VETO } else { 1e6 * VETO }
}

/// Finds the claims that decisions name, by key.
pub(crate) struct Finder {
    /// Texts, and ids of reports, of which somebody decided something.
    texts: FxHashSet<String>,
    reports: FxHashSet<String>,
    by_id: FxHashMap<(String, String), usize>,
    by_quote: FxHashMap<(String, String), usize>,
    /// By the id of the report and the words.
    by_report: FxHashMap<(String, String), usize>,
}

impl Finder {
    /// That has yet to see the reports.
    pub fn of(overlays: &[Overlay]) -> Finder {
        let keys = || overlays.iter().flat_map(|o| o.edit.keys());
        Finder {
            texts: keys().map(|key| key.text_sha256.clone()).collect(),
            reports: keys().map(|key| key.report.clone()).filter(|id| !id.is_empty()).collect(),
            by_id: FxHashMap::default(),
            by_quote: FxHashMap::default(),
            by_report: FxHashMap::default(),
        }
    }

    /// Sees a report with its mentions, the first of which has the number `first`. Of several that hold a claim, the first seen has it.
    pub fn see(&mut self, source: &Source, mentions: &[Mention], first: usize) {
        let (text, report) = (self.texts.contains(&source.text_sha256), self.reports.contains(&source.id));
        for (i, mention) in mentions.iter().enumerate().filter(|_| text || report) {
            for claim in mention.claims.iter().map(|&c| &source.claims[c]) {
                let words = words(&claim.evidence.text);
                if text {
                    let key = |name: String| (source.text_sha256.clone(), name);
                    self.by_id.entry(key(claim.id.clone())).or_insert(first + i);
                    self.by_quote.entry(key(words.clone())).or_insert(first + i);
                }
                if report {
                    self.by_report.entry((source.id.clone(), words)).or_insert(first + i);
                }
            }
        }
    }

    /// The mention that holds a claim: by its id, else by its words, else by its words in the version of the report that stands now.
    pub fn mention(&self, key: &ClaimKey) -> Option<usize> {
        let of = |name: String| (key.text_sha256.clone(), name);
        let (by_id, words) = (self.by_id.get(&of(key.claim.clone())), words(&key.quote));
        let found = by_id.or_else(|| self.by_quote.get(&of(words.clone())));
        found.or_else(|| self.by_report.get(&(key.report.clone(), words))).copied()
    }
}

/// Words without what parts their lines.
fn words(quote: &str) -> String {
    quote.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! What the record keeps of a report: where it came from, its claims, and its words without their order.

use crate::words::words;
use dateline_coding::Claim;
use dateline_text::Report;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers in the sketch of a text.
pub(crate) const SKETCH: usize = 64;
/// Words in a row that make one shingle; wire copies share most of theirs.
const SHINGLE: usize = 5;
/// Words from the beginning that count double: news tells first what it is about.
const LEAD: usize = 60;
/// Different words kept of one report; the rarest stand in for the rest of a very long one.
const KEPT: usize = 1_500;
/// A title of so many words or more is looked for in the text:
const TITLE: usize = 4;
/// a text that holds one in so many of its words, or fewer, is not the text of that title. Texts of news hold more than two in five.
const ASTRAY: usize = 5;
/// Characters around the evidence that belong to a claim's context.
const AROUND: usize = 160;

/// One report as the record takes it in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Id of the report.
    pub id: String,
    /// SHA-256 of its text, hexadecimal.
    pub text_sha256: String,
    /// Day of publication.
    pub published: Option<Date>,
    /// The day that its text gives itself, else that of publication: what it tells without a day is news of about then.
    #[serde(default)]
    pub day: Option<Date>,
    /// Outlet.
    pub publisher: Option<String>,
    /// News agency whose report it carries.
    pub wire: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Where the report came from.
    #[serde(default)]
    pub provenance: Provenance,
    /// Stems and how much they count, sorted by stem: enough to tell like reports without keeping the text.
    pub words: Vec<(String, u16)>,
    /// Min-hashes over shingles of five words: enough to tell copies. Empty for a text of fewer than 20 words.
    pub sketch: Vec<u32>,
    /// Why it was taken back, where it was: its claims then count no more, but are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retracted: Option<String>,
    /// The claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// Per claim: the stems of its evidence and of the words around it.
    pub contexts: Vec<Vec<String>>,
}

/// Day of publication, then text, then id.
pub type Order<'a> = (Option<Date>, &'a str, &'a str);
/// What is told of a report's way into the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Language as a BCP 47 tag, where it was told or detected.
    pub language: Option<String>,
    /// File with the entries of archives after `!` and the record after `#`: `news.zip!a.warc#17`.
    pub origin: Option<String>,
    /// SHA-256 of the bytes that the text was extracted from, where it is not the file's own.
    pub original_sha256: Option<String>,
    /// Version as the report's source tells it; a later one takes the place of an earlier one.
    pub edition: Option<String>,
}

impl Provenance {
    /// Whether this edition is told to be earlier than another: as numbers where both are numbers, else as moments in ISO form.
    pub fn precedes(&self, other: &str) -> bool {
        let Some(own) = self.edition.as_deref() else { return false };
        match (own.parse::<u64>(), other.parse::<u64>()) {
            (Ok(own), Ok(other)) => own < other,
            _ => own < other,
        }
    }

    fn of(report: &Report) -> Provenance {
        Provenance {
            language: report.language.clone(),
            origin: report.origin.as_ref().map(|o| o.told()),
            original_sha256: report.origin.as_ref().and_then(|o| o.original_sha256.clone()),
            edition: report.version.clone(),
        }
    }
}

impl Source {
    /// Takes in a report and its claims.
    pub fn new(report: &Report, claims: Vec<Claim>) -> Source {
        let stems: Vec<String> = words(&report.text).collect();
        let mut counts: BTreeMap<String, u16> = BTreeMap::new();
        let mut add = |stem: &str, times: u16| {
            let count = counts.entry(stem.to_owned()).or_default();
            *count = count.saturating_add(times);
        };
        let title: BTreeSet<String> = report.title.iter().flat_map(|t| words(t)).collect();
        let told = title.iter().filter(|stem| stems.contains(stem)).count();
        // A consent form, a list of videos, a page that has moved: what the report was about stands in its title alone.
        let astray = title.len() >= TITLE && told * ASTRAY <= title.len();
        for (i, stem) in stems.iter().enumerate().filter(|_| !astray) {
            add(stem, if i < LEAD { 2 } else { 1 });
        }
        for stem in &title {
            add(stem, 2);
        }
        let mut bag: Vec<(String, u16)> = counts.into_iter().collect();
        if bag.len() > KEPT {
            bag.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            bag.truncate(KEPT);
            bag.sort();
        }
        let contexts = contexts(&report.text, &claims);
        Source {
            id: report.id.clone(),
            text_sha256: report.text_sha256(),
            published: report.published,
            day: report.day(),
            publisher: report.publisher.clone(),
            wire: report.wire.clone(),
            title: report.title.clone(),
            url: report.url.clone(),
            provenance: Provenance::of(report),
            words: bag,
            sketch: sketch(&stems),
            retracted: None,
            claims,
            contexts,
        }
    }

    /// The order in which the record looks at reports, whatever the order they were added in.
    pub(crate) fn order(&self) -> Order<'_> {
        (self.published, &self.text_sha256, &self.id)
    }
}

/// The stems of each claim's evidence, twice, and of the sentence around it.
fn contexts(text: &str, claims: &[Claim]) -> Vec<Vec<String>> {
    // Offsets of claims are in code points.
    let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let last = bytes.len() - 1;
    let around = |claim: &Claim| {
        let (start, end) = ((claim.evidence.start as usize).min(last), (claim.evidence.end as usize).min(last));
        if start > end {
            return Vec::new();
        }
        let before = &text[bytes[start.saturating_sub(AROUND)]..bytes[start]];
        let after = &text[bytes[end]..bytes[(end + AROUND).min(last)]];
        let before = before.rsplit(['\n', '.', '!', '?']).next().unwrap_or("");
        let after = after.split(['\n', '.', '!', '?']).next().unwrap_or("");
        let evidence = &text[bytes[start]..bytes[end]];
        words(evidence).chain(words(evidence)).chain(words(before)).chain(words(after)).collect()
    };
    claims.iter().map(around).collect()
}

/// The smallest of each of 64 hashes over all shingles.
fn sketch(stems: &[String]) -> Vec<u32> {
    if stems.len() < 20 {
        return Vec::new();
    }
    let mut least = vec![u32::MAX; SKETCH];
    for shingle in stems.windows(SHINGLE) {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in shingle.iter().flat_map(|s| s.bytes().chain([0xff])) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        for (k, slot) in least.iter_mut().enumerate() {
            *slot = (*slot).min((mix(hash ^ (k as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)) >> 32) as u32);
        }
    }
    least
}

/// Spreads the bits of a number (the finaliser of SplitMix64, which is in the public domain).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems_of(title: &str, text: &str) -> Vec<String> {
        let mut report = Report::new("r", text);
        report.title = Some(title.into());
        Source::new(&report, Vec::new()).words.into_iter().map(|(stem, _)| stem).collect()
    }

    #[test]
    fn a_text_that_is_not_of_its_title_tells_no_story() {
        let title = "Mortar shells kill four bakers in Ardal";
        let moved = stems_of(title, "This page has moved. Please choose your cookies to go on watching our videos.");
        assert!(
            moved.contains(&"baker".to_owned()) && !moved.contains(&"cooki".to_owned()) && !moved.contains(&"video".to_owned())
        );
        let told = stems_of(title, "Four bakers died when mortar shells struck the market of Ardal.");
        assert!(told.contains(&"baker".to_owned()) && told.contains(&"market".to_owned()));
        // A title of few words says little about the text.
        assert!(stems_of("A sad day", "Four bakers died in Ardal.").contains(&"baker".to_owned()));
    }
}

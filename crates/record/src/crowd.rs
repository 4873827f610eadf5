//! How crowded a day and a place are: how many happenings seem to be told of them.
//!
//! That two mentions name one day and one town says much where the record knows of one attack there, and next to nothing in a war that
//! brings a hundred a day. How many there are nobody says, and counting reports would take a famous happening for many. But tellings of one
//! happening keep to the same few telling words, however many papers print it, and other happenings bring words of their own. So the
//! different words are counted, a few of each claim, by the kind of act, its day and its place.
//!
//! Of the words only the places of set bits in 64 are kept (linear counting: Whang and others 1990), so that parts of a corpus can be counted
//! apart and put together in any order, with the same result to the last bit.

use crate::compared::{Compared, Width, number};
use crate::day::Days;
use crate::mention::{Family, Mention, family, is_named};
use crate::nearness::place;
use crate::source::Source;
use crate::words::{rarity, words};
use dateline_coding::Claim;
use dateline_coding::claim::{Kind, Where};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Telling words counted of a claim.
const WORDS: usize = 2;
/// Words less telling than this are not counted: a stem in one of a hundred everyday documents has it.
const TELLING: f64 = 9.9;
/// Different words that tellings of one happening are likely to bring.
const OWN: f64 = 6.0;

/// What the logarithm of the number of happenings in a crowd takes: as much as the day and the place would give (1.8 of 4 above the prior) when
/// there are two, and, because in one war kind of act and parties agree by chance, half as much again.
const CROWD: f64 = 5.0;
/// At most: what day, place, kind of act and parties give together.
const CROWDED: f64 = 7.0;
/// Where the day is not told, the crowd is that of all days; a report is likelier to mean the one of its own days.
const UNDATED: f64 = 0.5;

/// For each block of happenings the words told of it, a bit a word. Blocks are named by a hash.
pub(crate) type Crowds = FxHashMap<u64, u64>;

/// How crowded the surroundings of a mention are: natural logarithms of the number of happenings that seem to be told there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Crowd {
    /// On its day, in its town.
    pub here: f64,
    /// On its day, in its country, beyond two: a day in a country alone never said more.
    pub day: f64,
    /// In its town, on any day.
    pub spot: f64,
}

impl Crowd {
    /// Around a mention.
    pub fn of(mention: &Mention, crowds: &Crowds) -> Crowd {
        let at = |key: Option<u64>| key.and_then(|key| crowds.get(&key)).map_or(0.0, |&bits| libm::log(happenings(bits)));
        let [here, day, spot] = blocks(mention.family, mention.days, mention.place.as_ref());
        Crowd { here: at(here), day: (at(day) - libm::log(2.0)).max(0.0), spot: at(spot) }
    }
}

/// How crowded what two mentions have in common is: their day and town, their day, or their town; a logarithm, 0 where it is not.
pub(crate) fn around(a: &Compared<'_>, b: &Compared<'_>) -> f64 {
    let one_day = a.days.zip(b.days).is_some_and(|(x, y)| x.gap(y) == 0 && x.length().max(y.length()) <= 2);
    let one_spot = a
        .place
        .as_ref()
        .zip(b.place.as_ref())
        .is_some_and(|(p, q)| p.width == Width::Spot && q.width == Width::Spot && place(p, q) >= 2.0);
    match (one_day, one_spot) {
        (true, true) => a.crowd.here.max(b.crowd.here),
        (true, false) => a.crowd.day.max(b.crowd.day),
        (false, true) => UNDATED * a.crowd.spot.max(b.crowd.spot),
        (false, false) => 0.0,
    }
}

/// What a crowded day and place take back of what they say, as far as nothing else tells the two from the crowd. `alike` is the likeness of
/// their words.
pub(crate) fn crowded(a: &Compared<'_>, b: &Compared<'_>, crowd: f64, alike: f64) -> f64 {
    if crowd <= 0.0 {
        return 0.0;
    }
    // Words and a number in common tell the two from the rest, whatever the crowd.
    let words = 10.0 * (alike - 0.25).max(0.0);
    let number = a.counts.iter().any(|x| x.low >= 3 && b.counts.contains(x));
    ((CROWD * crowd).min(CROWDED) - words - if number { 1.5 } else { 0.0 }).max(0.0) * -1.0
}

/// How many happenings the words of a block speak for.
fn happenings(bits: u64) -> f64 {
    let free = f64::from(bits.count_zeros()).max(0.5);
    (-64.0 * libm::log(free / 64.0) / OWN).max(1.0)
}

/// What a report adds to the crowds: blocks and the bit of one word each.
pub(crate) fn marks(source: &Source) -> Vec<(u64, u32)> {
    let mut marks: Vec<(u64, u32)> = source.claims.iter().flat_map(of_claim).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// A mark as a text that is no word, to be counted with words.
pub(crate) fn mark(block: u64, bit: u32) -> String {
    format!("\u{1}{block:016x}{bit:02x}")
}

/// What [`mark`] wrote; `None` for a word.
pub(crate) fn unmark(text: &str) -> Option<(u64, u32)> {
    let text = text.strip_prefix('\u{1}')?;
    let (block, bit) = (text.get(..16)?, text.get(16..)?);
    Some((u64::from_str_radix(block, 16).ok()?, u32::from_str_radix(bit, 16).ok().filter(|bit| *bit < 64)?))
}

fn of_claim(claim: &Claim) -> Vec<(u64, u32)> {
    let Some(family) = family(claim).filter(|_| claim.kind == Kind::Event) else { return Vec::new() };
    let place = claim.place.as_ref().filter(|p| !p.name.is_empty());
    let blocks = blocks(family, claim.when.as_ref().and_then(Days::of), place);
    if blocks.iter().all(Option::is_none) {
        return Vec::new();
    }
    // Who and where is the same in all that is told of a block; numbers rise.
    let parties = claim.actors.iter().chain(&claim.recipients).filter(|e| is_named(e)).map(|e| e.name.as_str());
    let named: Vec<String> = parties.chain(place.map(|p| p.name.as_str())).flat_map(words).collect();
    let own = |w: &String| !named.contains(w) && !w.contains(|c: char| c.is_ascii_digit());
    let weighed = words(&claim.evidence.text).filter(own).map(|w| (rarity(&w, 0, 0), w));
    let mut telling: Vec<(f64, String)> = weighed.filter(|(rare, _)| *rare >= TELLING).collect();
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    telling.dedup();
    let bits: Vec<u32> = telling.iter().take(WORDS).map(|(_, w)| (number(w) & 63) as u32).collect();
    blocks.into_iter().flatten().flat_map(|block| bits.iter().map(move |&bit| (block, bit))).collect()
}

/// The blocks in which a happening may stand beside others: its day in its town, its day in its country, its town.
fn blocks(family: Family, days: Option<Days>, place: Option<&Where>) -> [Option<u64>; 3] {
    let day = days.filter(|d| d.length() <= 2).map(|d| d.first);
    let spot = place.filter(|p| is_spot(p)).map(|p| p.geonames.map_or_else(|| p.name.to_lowercase(), |id| id.to_string()));
    let country = place.and_then(|p| p.country.as_deref()).unwrap_or("");
    [
        day.zip(spot.as_ref()).map(|(day, spot)| number(&format!("{family:?} {day} at {spot}"))),
        day.map(|day| number(&format!("{family:?} {day} in {country}"))),
        spot.map(|spot| number(&format!("{family:?} at {spot}"))),
    ]
}

/// A place narrow enough to tell happenings apart.
pub(crate) fn is_spot(place: &Where) -> bool {
    matches!(place.precision.as_ref(), "exact" | "settlement" | "district")
}

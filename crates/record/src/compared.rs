//! What of a mention is compared, in little room: names, modes and terms as numbers, so that the many pairs of a large record are weighed
//! without looking at a letter.

use crate::crowd::Crowd;
use crate::day::Days;
use crate::mention::{Family, Mention};
use crate::nearness::place;
use crate::score::VETO;
use crate::timing::days;
use crate::victims::Victim;
use dateline_coding::claim::Where;
use std::num::{NonZeroU32, NonZeroU64};

/// A number for a text, the same everywhere: FNV-1a, its bits then spread (the finaliser of SplitMix64, public domain).
pub(crate) const fn number(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (mut x, mut at) = (0xcbf2_9ce4_8422_2325_u64, 0);
    while at < bytes.len() {
        x = (x ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// How wide a place is, as far as that matters to whether two are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// A town, a district, a point: narrow enough to tell happenings apart.
    Spot,
    /// Narrower than a country and no place where one thing happens.
    Province,
    /// A region or country, or nobody knows.
    Wide,
}

/// A place as two places are compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub geonames: Option<NonZeroU32>,
    pub name: u64,
    pub country: Option<NonZeroU64>,
    pub admin1: Option<NonZeroU64>,
    /// Degrees.
    pub point: Option<(f32, f32)>,
    pub width: Width,
}

impl Place {
    pub fn of(place: &Where) -> Place {
        let small = |text: &str| number(&text.to_lowercase());
        Place {
            geonames: place.geonames.and_then(NonZeroU32::new),
            name: small(&place.name),
            country: place.country.as_deref().map(number).and_then(NonZeroU64::new),
            admin1: place.admin1.as_deref().map(small).and_then(NonZeroU64::new),
            point: place.lat.zip(place.lon).map(|(lat, lon)| (lat as f32, lon as f32)),
            width: match place.precision.as_ref() {
                _ if crate::crowd::is_spot(place) => Width::Spot,
                "province" => Width::Province,
                _ => Width::Wide,
            },
        }
    }
}

/// A number told of a happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub what: u64,
    pub low: u64,
    pub high: u64,
}

/// How many times its number "at least" or "more than" so many may mean, where two numbers are compared.
const OPEN: u64 = 3;

impl Number {
    /// The most that is meant: what has no upper end was counted about there.
    pub fn reach(&self) -> u64 {
        if self.high == u64::MAX { self.low.saturating_mul(OPEN).max(10) } else { self.high }
    }
}

/// The sets of names of a mention, in the order in which they are kept.
const SETS: usize = 6;

/// One mention as it is compared.
pub(crate) struct Compared<'m> {
    pub source: usize,
    /// Where its first claim stands in the text.
    pub start: u32,
    pub family: Family,
    pub days: Option<Days>,
    pub until: Option<i64>,
    pub place: Option<Place>,
    pub past: bool,
    pub unreal: bool,
    pub total: bool,
    pub recurring: bool,
    pub negative: bool,
    pub failed: bool,
    pub lead: bool,
    pub other: bool,
    pub crowd: Crowd,
    pub counts: Box<[Number]>,
    pub victims: Box<[Victim]>,
    pub words: &'m [(u32, f64)],
    /// All names, set after set, each ascending, and where each set ends.
    names: Box<[u64]>,
    ends: [u32; SETS],
}

impl<'m> Compared<'m> {
    pub fn of(mention: &'m Mention) -> Compared<'m> {
        let sets = [&mention.modes, &mention.actors, &mention.recipients, &mention.others, &mention.targets, &mention.terms];
        let (mut names, mut ends) = (Vec::new(), [0; SETS]);
        for (set, end) in sets.into_iter().zip(&mut ends) {
            let first = names.len();
            names.extend(set.iter().map(|name| number(name)));
            names[first..].sort_unstable();
            *end = names.len() as u32;
        }
        let counts = mention.counts.iter().map(|c| Number { what: number(&c.what), low: c.low, high: c.high });
        Compared {
            source: mention.source,
            start: u32::try_from(mention.start).unwrap_or(u32::MAX),
            family: mention.family,
            days: mention.days,
            until: mention.until,
            place: mention.place.as_ref().map(Place::of),
            past: mention.past,
            unreal: mention.unreal,
            total: mention.total,
            recurring: mention.recurring,
            negative: mention.negative,
            failed: mention.failed,
            lead: mention.lead,
            other: mention.other,
            crowd: mention.crowd,
            counts: counts.collect(),
            victims: mention.victims.iter().map(|name| Victim::of(name)).collect(),
            words: &mention.words,
            names: names.into(),
            ends,
        }
    }

    /// Whether both tell of the killing of one person by name.
    pub fn one_victim(&self, other: &Compared<'_>) -> bool {
        self.victims.iter().any(|a| other.victims.iter().any(|b| a.is(b)))
    }

    fn set(&self, at: usize) -> &[u64] {
        let first = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.names[first..self.ends[at] as usize]
    }

    pub fn modes(&self) -> &[u64] {
        self.set(0)
    }

    pub fn actors(&self) -> &[u64] {
        self.set(1)
    }

    pub fn recipients(&self) -> &[u64] {
        self.set(2)
    }

    /// Third parties.
    pub fn others(&self) -> &[u64] {
        self.set(3)
    }

    /// Things struck.
    pub fn targets(&self) -> &[u64] {
        self.set(4)
    }

    /// Terms of an agreement.
    pub fn terms(&self) -> &[u64] {
        self.set(5)
    }
}

/// What excludes most pairs, in one line of a processor's memory: kind of act, days and place.
pub(crate) struct Gist {
    family: Family,
    total: bool,
    pub lead: bool,
    /// Somebody killed is named.
    victims: bool,
    /// First and last.
    days: Option<(i32, i32)>,
    place: Option<Place>,
}

impl Gist {
    pub fn of(told: &Compared<'_>) -> Gist {
        let days = told.days.map(|d| (d.first as i32, d.last as i32));
        Gist {
            family: told.family,
            total: told.total,
            lead: told.lead,
            victims: !told.victims.is_empty(),
            days,
            place: told.place,
        }
    }

    /// Whether nothing else can make the two one happening.
    pub fn excludes(&self, other: &Gist) -> bool {
        // Who is killed tells more than when and where.
        let named = self.victims && other.victims;
        self.family != other.family || self.total != other.total || !named && self.apart(other)
    }

    fn apart(&self, other: &Gist) -> bool {
        let days = |(x, y): ((i32, i32), (i32, i32))| {
            let length = |d: (i32, i32)| i64::from(d.1 - d.0) + 1;
            days(i64::from((x.0 - y.1).max(y.0 - x.1).max(0)), length(x), length(y)) <= VETO
        };
        self.days.zip(other.days).is_some_and(days)
            || self.place.as_ref().zip(other.place.as_ref()).is_some_and(|(p, q)| place(p, q) <= VETO)
    }
}

/// Whether two sets have a name in common; they are of a few names each.
pub(crate) fn meet(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|name| b.contains(name))
}

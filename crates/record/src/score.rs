//! How likely two mentions tell one happening: a sum of log-odds, each with its name, so that every join can be explained.
//!
//! The weights are small round numbers with a reason each, not a fitted model: there is too little joined data that is free
//! to learn from, and a fitted model would learn the wars it saw. Names of parties enter only as equal or unequal.

use crate::compared::{Compared, Number, meet, number};
use crate::crowd::{around, crowded};
use crate::mention::Family;
use crate::nearness::place;
use crate::timing::time;
use crate::words::cosine;

/// A score that no other feature outweighs.
pub(crate) const VETO: f64 = -20.0;

/// What one report tells apart is not brought together by what others tell: a score that no group outweighs at all.
pub(crate) const APART: f64 = -300.0;

/// What two mentions need before anything speaks for them. Of one report the coding has tied what it could; what is left apart is rather apart.
const PRIOR: f64 = -2.0;

/// What leads of one story lose, by the logarithm of the happenings of their day: where a day brings many, reports share words by chance.
const STORIES: f64 = 4.0;

/// The features, in the order of [`Evidence::parts`].
pub const FEATURES: [&str; 11] = [
    "kind of act",
    "time",
    "place",
    "actors",
    "targets",
    "figures",
    "words",
    "story",
    "said to be another",
    "points back",
    "crowded",
];

/// Fewer dead than this a later report may leave out.
const SOME: u64 = 10;

/// Modes that no telling confuses.
const SUICIDE: u64 = number("suicide-attack");
const AERIAL: u64 = number("aerial");
const HEAVY: u64 = number("heavy-weapons");
const UNCONVENTIONAL: u64 = number("unconventional");

/// What a killing of one person says, who dies once,
const VICTIM: f64 = 5.0;
/// what it says against that two tellings name one victim each, and not the same,
const TWO_VICTIMS: f64 = -9.0;
/// and how much a day or place that does not fit says against it.
const SAID_AMISS: f64 = -1.5;

/// Below this their reports' likeness, which is dear to compute and adds one at most, is not asked for.
const HOPELESS: f64 = -4.0;

/// Where [`Evidence::parts`] tells that a mention without time, place or actor points back to what was told before.
pub(crate) const BARE: usize = 9;

/// Why two mentions were or were not taken for one happening.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Log-odds of each feature of [`FEATURES`].
    pub parts: [f64; 11],
    /// What two reports' mentions need before anything speaks for them.
    pub prior: f64,
}

impl Evidence {
    /// Above 0: rather one happening than two.
    pub fn sum(&self) -> f64 {
        self.prior + self.parts.iter().sum::<f64>()
    }

    /// The features that count, strongest first: `time +2.0, words +1.4, place −0.5`.
    pub fn in_words(&self) -> String {
        let mut parts: Vec<(f64, &str)> = self.parts.iter().copied().zip(FEATURES).filter(|(v, _)| v.abs() >= 0.05).collect();
        parts.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
        let words: Vec<String> = parts.iter().map(|(v, name)| format!("{name} {v:+.1}")).collect();
        words.join(", ")
    }
}

/// What is known of the two reports beside the mentions.
pub(crate) struct Setting<'a> {
    /// Likeness of the two reports, 0 to 1: asked for where it counts.
    pub likeness: &'a dyn Fn() -> f64,
    /// Whether they tell one story.
    pub one_story: bool,
    /// Days of publication.
    pub published: [Option<i64>; 2],
    pub same_report: bool,
}

impl Setting<'static> {
    /// Two mentions of one report.
    pub fn within() -> Setting<'static> {
        Setting { likeness: &|| 0.0, one_story: false, published: [None; 2], same_report: true }
    }
}

/// Weighs two mentions. What excludes them is looked for first; words and stories, which cost most, then need not be compared.
pub(crate) fn weigh(a: &Compared<'_>, b: &Compared<'_>, setting: &Setting<'_>) -> Evidence {
    let mut evidence = Evidence { prior: PRIOR, ..Evidence::default() };
    let parts = &mut evidence.parts;
    // Leads of one story are compared in full: to a group of theirs a wrong day is not everything.
    let leads = setting.one_story && a.lead && b.lead;
    let out = |parts: &[f64; 11]| !leads && parts[..3].iter().sum::<f64>() <= VETO;
    parts[0] = kind(a, b);
    if out(parts) {
        return evidence;
    }
    let victim = a.one_victim(b);
    let told = |score: f64| if victim { score.max(SAID_AMISS) } else { score };
    parts[1] = told(time(a, b, setting));
    if out(parts) {
        return evidence;
    }
    parts[2] = told(a.place.as_ref().zip(b.place.as_ref()).map_or(0.0, |(p, q)| place(p, q)));
    if out(parts) {
        return evidence;
    }
    let (alike, crowd) = (cosine(a.words, b.words), around(a, b));
    parts[3] = actors(a, b, setting);
    parts[4] = if victim { VICTIM } else { targets(a, b, crowd) + victims(a, b) };
    parts[5] = figures(&a.counts, &b.counts, setting);
    parts[6] = words(alike, setting);
    parts[8] = other(a, b, setting);
    parts[10] = crowded(a, b, crowd, alike);
    if leads || evidence.sum() > HOPELESS {
        evidence.parts[7] = story(a, b, setting, crowd);
    }
    evidence
}

fn kind(a: &Compared<'_>, b: &Compared<'_>) -> f64 {
    if a.family != b.family || a.total != b.total {
        return VETO;
    }
    let mut sum = 0.0;
    // What talks came to denies nothing of them.
    if a.negative != b.negative && !(a.failed || b.failed) {
        // `failed to strike another ceasefire` is not the agreement that was struck.
        sum -= 5.0;
    }
    if a.unreal != b.unreal {
        sum -= 1.5;
    }
    if a.recurring || b.recurring {
        sum -= 2.0;
    }
    if a.past != b.past {
        // Months later a happening is background; in reports of one week it is not.
        sum -= 0.5;
    }
    let (x, y) = (a.modes(), b.modes());
    if meet(x, y) {
        sum += 0.6;
    } else if !x.is_empty() && !y.is_empty() {
        sum -= 0.8;
        let one = |mode: u64| x.contains(&mode) != y.contains(&mode);
        if one(SUICIDE) && [AERIAL, HEAVY, UNCONVENTIONAL].into_iter().any(one) {
            sum -= 1.0;
        }
    }
    sum
}

fn actors(a: &Compared<'_>, b: &Compared<'_>, setting: &Setting<'_>) -> f64 {
    let tied = a.days.zip(b.days).is_some_and(|(x, y)| x.gap(y) == 0) || a.place.is_some() && b.place.is_some();
    let mut sum = 0.0;
    if meet(a.actors(), b.actors()) {
        sum += 0.8;
        if a.actors().len() > 1 && a.actors() == b.actors() {
            sum += 0.5;
        }
    } else if meet(a.actors(), b.recipients()) || meet(a.recipients(), b.actors()) {
        // Each says that the other did it. Of one day or place these are opposing accounts of one happening; without either,
        // as in accusations that each side makes of the other, they are two.
        sum -= if tied { 0.0 } else { 4.0 };
    } else if !a.actors().is_empty() && !b.actors().is_empty() {
        // Sources differ on who did it; one report that names two doers without a day or place in common tells of two things.
        sum -= if a.family == Family::Violence && (tied || !setting.same_report) { 0.8 } else { 3.0 };
    }
    if meet(a.recipients(), b.recipients()) {
        sum += 0.4;
    }
    if meet(a.others(), b.others()) {
        sum += 0.8;
    }
    sum
}

/// One killed here, another there: named both, they were hardly killed in one act.
fn victims(a: &Compared<'_>, b: &Compared<'_>) -> f64 {
    if a.victims.len() == 1 && b.victims.len() == 1 && !a.one_victim(b) { TWO_VICTIMS } else { 0.0 }
}

fn targets(a: &Compared<'_>, b: &Compared<'_>, crowd: f64) -> f64 {
    if meet(a.terms(), b.terms()) {
        return 0.8;
    }
    if a.targets().is_empty() || b.targets().is_empty() {
        return 0.0;
    }
    // Where much is struck, what was struck tells most.
    if meet(a.targets(), b.targets()) { 0.6 + crowd.min(2.0) } else { -0.4 - crowd.min(2.0) }
}

/// Numbers that agree speak for one happening; numbers that no later count explains speak against.
fn figures(a: &[Number], b: &[Number], setting: &Setting<'_>) -> f64 {
    let mut best: f64 = 0.0;
    let mut worst: f64 = 0.0;
    for x in a {
        for y in b.iter().filter(|y| y.what == x.what) {
            if (x.low, x.high) == (y.low, y.high) && x.high != 0 {
                // A number that nobody rounds to is hardly told of two happenings.
                let odd = x.low > 20 && x.low % 10 != 0;
                best = best.max(if odd {
                    2.2
                } else if x.low >= 3 {
                    1.4
                } else {
                    0.5
                });
            } else if x.low <= y.reach() && y.low <= x.reach() {
                best = best.max(0.3);
            } else {
                let (small, large) = (x.low.min(y.low).max(1) as f64, x.low.max(y.low).max(1) as f64);
                let days = setting.published[0].zip(setting.published[1]).map_or(0, |(p, q)| (p - q).abs());
                // Tolls rise for days; within one day they double at most.
                worst = worst.min(if large / small > 5.0 || days == 0 && large / small > 3.0 { -1.2 } else { -0.2 });
            }
        }
    }
    if best > 0.0 { best } else { worst }
}

fn words(alike: f64, setting: &Setting<'_>) -> f64 {
    if setting.same_report {
        // Neighbouring sentences share words whatever they tell of.
        return (6.0 * (alike - 0.12)).clamp(-0.3, 1.8);
    }
    // Two tellings of one happening share a third of their telling words; any two of one war share a twentieth.
    (6.0 * (alike - 0.08)).clamp(-0.5, 3.0)
}

fn story(a: &Compared<'_>, b: &Compared<'_>, setting: &Setting<'_>, crowd: f64) -> f64 {
    if setting.same_report {
        return 0.0;
    }
    let near = (8.0 * ((setting.likeness)() - 0.05)).clamp(-0.4, 1.6);
    match (a.lead && b.lead, setting.one_story) {
        // The next bombing of a town makes the same story, on another day.
        (true, true) if days_apart(a, b) || elsewhere(a, b) || victims(a, b) < 0.0 || fallen(a, b, setting) => near,
        (true, true) => near + (6.0 - STORIES * crowd).max(0.0),
        (true, false) => near - 1.0,
        _ => near * 0.6,
    }
}

/// Whether the report of a later day counts a third of the dead or fewer: tolls rise.
fn fallen(a: &Compared<'_>, b: &Compared<'_>, setting: &Setting<'_>) -> bool {
    let Some((p, q)) = setting.published[0].zip(setting.published[1]).filter(|(p, q)| p != q) else { return false };
    let dead = number("killed");
    let most = |told: &[Number]| told.iter().filter(|n| n.what == dead).map(|n| n.low).max();
    let (before, after) = if p < q { (a, b) } else { (b, a) };
    most(&before.counts).zip(most(&after.counts)).is_some_and(|(before, after)| before >= 3 * after.max(1) && before >= SOME)
}

/// Whether both tell one day each, not the same, and towns that are not one either.
fn elsewhere(a: &Compared<'_>, b: &Compared<'_>) -> bool {
    let next = a.days.zip(b.days).is_some_and(|(x, y)| x.length().max(y.length()) == 1 && x.gap(y) > 0);
    next && a.place.as_ref().zip(b.place.as_ref()).is_some_and(|(p, q)| place(p, q) <= -1.5)
}

/// Whether both tell a day, and days that no retelling would confuse.
fn days_apart(a: &Compared<'_>, b: &Compared<'_>) -> bool {
    a.days.zip(b.days).is_some_and(|(x, y)| x.length().max(y.length()) == 1 && (2..=6).contains(&x.gap(y)))
}

/// What follows what was told before it, or is another, is not that; what is told behind it may be either.
fn other(a: &Compared<'_>, b: &Compared<'_>, setting: &Setting<'_>) -> f64 {
    let (first, then) = if a.start <= b.start { (a, b) } else { (b, a) };
    match (first.other, then.other) {
        (false, true) if setting.same_report => APART,
        (true, false) if setting.same_report => -2.0,
        (true, false) | (false, true) => -1.5,
        _ => 0.0,
    }
}

//! How tellings are weighed against each other, and which of them a report is mainly about: what the joining of a record does in one
//! process, and a cluster in steps.

use crate::compared::{Compared, Gist, meet};
use crate::crowd::around;
use crate::day::Days;
use crate::forest::Forest;
use crate::mention::{Family, Mention, Stems, mention, mentions};
use crate::nearness::place;
use crate::overlay::Apart;
use crate::score::{BARE, Evidence, Setting, VETO, weigh};
use crate::source::Source;
use crate::story::Stories;
use crate::timing::days;
use std::collections::{BTreeMap, BTreeSet};

/// A bare mention (`the blast`) this near behind another of its kind tells of the same, characters.
const NEAR: usize = 1_500;
/// How far behind a deed its doer's next words may stand, characters.
const GOES_ON: usize = 300;
/// What two days score ([`days`]) that are no days of one happening.
const DAYS_APART: f64 = -8.0;
/// A headline ends before this, characters,
const OPENING: usize = 160;
/// and the sentence that tells it again begins this near behind it.
const FOLLOWS: usize = 500;
/// Mentions before it that a mention within one report is compared with.
const BACK: usize = 60;

/// What a day or place in common adds to the likeness of two reports.
const CLOSER: f64 = 0.03;
/// What it takes from it that their leads are of other days or places.
const APART: f64 = 0.1;

/// How much the best telling counts beside the mean over all: what one report barely mentions is best known by the one telling
/// that says most.
pub(crate) const PULL: f64 = 0.5;

/// How much more counts what speaks against two tellings of one report.
const LEFT_APART: f64 = 0.2;

/// A decided join is tried down to this score: it holds unless another decision parts it.
pub(crate) const HELD: f64 = 1e4 * VETO;
/// What ties the two sides of a decided join, whatever met.
pub(crate) const TIED: f64 = -2.0 * VETO;

/// Everything by which the mentions of some reports are weighed against each other.
pub(crate) struct Scales<'a> {
    pub told: Vec<Compared<'a>>,
    /// What tells most pairs apart, close together.
    gists: Vec<Gist>,
    stories: &'a Stories,
    published: &'a [Option<i64>],
}

impl<'a> Scales<'a> {
    pub fn new(mentions: &'a [Mention], stories: &'a Stories, published: &'a [Option<i64>]) -> Scales<'a> {
        let told: Vec<Compared<'_>> = mentions.iter().map(Compared::of).collect();
        Scales { gists: told.iter().map(Gist::of).collect(), told, stories, published }
    }

    /// Above 0: rather one happening than two; [`VETO`] where nothing makes them one.
    pub fn score(&self, a: usize, b: usize) -> f64 {
        let (x, y) = (&self.gists[a], &self.gists[b]);
        // To a group of leads of one story a wrong day is not everything.
        let leads = || x.lead && y.lead && self.stories.of[self.told[a].source] == self.stories.of[self.told[b].source];
        if x.excludes(y) && !leads() {
            return VETO;
        }
        let sum = explain(&self.told[a], &self.told[b], self.stories, self.published).sum();
        // What a report might have told as one and did not is rather two than what two reports tell.
        if sum < 0.0 && sum > -10.0 && self.told[a].source == self.told[b].source { sum * LEFT_APART } else { sum }
    }
}

/// Why two mentions of the reports of `stories` were or were not taken for one happening.
pub(crate) fn explain(a: &Compared<'_>, b: &Compared<'_>, stories: &Stories, published: &[Option<i64>]) -> Evidence {
    let same_report = a.source == b.source;
    let setting = Setting {
        likeness: &|| if same_report { 0.0 } else { stories.likeness(a.source, b.source) },
        one_story: stories.of[a.source] == stories.of[b.source],
        published: [published[a.source], published[b.source]],
        same_report,
    };
    weigh(a, b, &setting)
}

/// What is compared of each lead.
pub(crate) fn compared<'m>(mentions: &'m [Mention], leads: &[Option<usize>]) -> Vec<Option<Compared<'m>>> {
    leads.iter().map(|lead| lead.map(|i| Compared::of(&mentions[i]))).collect()
}

/// The day that stands for a mention in large blocks.
pub(crate) fn first_day(mention: &Mention, published: Option<i64>) -> i64 {
    mention.days.map(|d| d.first).or(published).unwrap_or(i64::MAX)
}

/// The leads to join first: each with the nearest before it in its story that it fits; group by group the rest is weighed.
pub(crate) fn seeds(
    mentions: &[Compared<'_>],
    story: &[usize],
    leads: &[Option<usize>],
    score: &dyn Fn(usize, usize) -> f64,
) -> Vec<(usize, usize, f64)> {
    let mut by_story: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &lead in leads.iter().flatten() {
        by_story.entry(story[mentions[lead].source]).or_default().push(lead);
    }
    let mut seeds = Vec::new();
    for leads in by_story.values() {
        for (at, &b) in leads.iter().enumerate() {
            // In a crowd a story alone joins nothing.
            let crowded = |a: usize| around(&mentions[a], &mentions[b]) > 0.0;
            let fits = |a: usize| score(a, b) > if crowded(a) { 0.0 } else { -2.0 };
            if let Some(&a) = leads[..at].iter().rev().find(|&&a| fits(a)) {
                seeds.push((a.min(b), a.max(b), if crowded(a) { 0.0 } else { -3.0 }));
            }
        }
    }
    seeds
}

/// Whether somebody's next words tell more of the same deed: "… was behind the bombing. The group said that its fighters had killed 35 officers",
/// without a day or town of its own.
fn goes_on(deed: (&Mention, &Compared<'_>), told: (&Mention, &Compared<'_>)) -> bool {
    let ((deed, a), (told, b)) = (deed, told);
    let nowhere = told.place.as_ref().is_none_or(|p| p.precision == "country");
    deed.family == Family::Violence
        && told.start.saturating_sub(deed.start) <= GOES_ON
        && told.days.is_none()
        && nowhere
        && !told.counts.is_empty()
        && !a.actors().is_empty()
        && a.actors() == b.actors()
        && !(told.other || told.past || told.unreal || deed.past)
}

/// Whether `told` may be the sentence that tells again what the head of the report has told: of the two one alone names the day, or
/// neither does and both name who did it or what was hit.
fn is_headline(head: (&Mention, &Compared<'_>), told: (&Mention, &Compared<'_>)) -> bool {
    let ((head, a), (told, b)) = (head, told);
    let violent = head.family == Family::Violence;
    let undated =
        violent && head.days.is_none() && told.days.is_none() && (meet(a.actors(), b.actors()) || meet(a.targets(), b.targets()));
    // Who, whom or how: two acts of one report have a day and a town in common without being one.
    let alike = meet(a.actors(), b.actors())
        || meet(a.recipients(), b.recipients())
        || meet(a.targets(), b.targets())
        || meet(a.modes(), b.modes())
        || a.counts.iter().any(|x| b.counts.iter().any(|y| x.what == y.what && x.low <= y.reach() && y.low <= x.reach()));
    alike
        && head.start < OPENING
        && told.start.saturating_sub(head.start) < FOLLOWS
        && (undated || head.days.is_none() != told.days.is_none())
        && !(told.other || told.past || told.unreal)
}

/// The mentions of one report, those that its coding left apart joined where nothing speaks against it.
pub(crate) fn within(index: usize, source: &Source, stems: &Stems<'_>, apart: &Apart) -> Vec<Mention> {
    let parts = mentions(index, source, stems, apart);
    let compared: Vec<Compared<'_>> = parts.iter().map(Compared::of).collect();
    let part_of = |claim: usize| parts.iter().position(|part| part.claims.contains(&claim));
    let mut forest = Forest::new(parts.len());
    let setting = Setting::within();
    let mut joins = Vec::new();
    // The days that the parts of each group tell, by its root.
    let mut days_told: BTreeMap<usize, BTreeSet<Days>> =
        compared.iter().enumerate().map(|(i, part)| (i, part.days.into_iter().collect())).collect();
    for b in 1..parts.len() {
        let m = &parts[b];
        let earlier = (0..b).rev().take(BACK).map(|a| {
            let mut evidence = weigh(&compared[a], &compared[b], &setting);
            if m.bare && !m.other && m.start.saturating_sub(parts[a].start) <= NEAR && !m.past {
                evidence.parts[BARE] += if m.definite { 3.5 } else { 2.7 };
            }
            if goes_on((&parts[a], &compared[a]), (m, &compared[b])) {
                evidence.parts[BARE] += 2.5;
            }
            if is_headline((&parts[a], &compared[a]), (m, &compared[b])) {
                evidence.parts[BARE] += 2.5;
            }
            (evidence, a)
        });
        // One happening has one day: a headline without any joins the one or the other, not both.
        let of_group: Vec<usize> = (0..b).rev().take(BACK).map(|a| forest.root(a)).collect();
        let fits = |&(_, a): &(Evidence, usize)| {
            let mine = compared[b].days;
            let told = of_group.get(b - 1 - a).and_then(|root| days_told.get(root));
            told.into_iter().flatten().all(|x| mine.is_none_or(|y| days(x.gap(y), x.length(), y.length()) > DAYS_APART))
        };
        // The best; of equals the nearest, which comes first.
        let best = earlier.filter(fits).fold(None, |best: Option<(Evidence, usize)>, next| match best {
            Some(best) if best.0.sum() >= next.0.sum() => Some(best),
            _ => Some(next),
        });
        if let Some((evidence, a)) = best.filter(|(evidence, _)| evidence.sum() > 0.0)
            && !apart.parts(&mut forest, a, b, part_of)
        {
            let roots = [forest.root(a), forest.root(b)];
            forest.join(a, b);
            let both: BTreeSet<Days> = roots.iter().filter_map(|root| days_told.remove(root)).flatten().collect();
            days_told.insert(forest.root(a), both);
            joins.push((parts[a].claims[0], m.claims[0], evidence));
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, part) in parts.iter().enumerate() {
        groups.entry(forest.root(i)).or_default().extend(&part.claims);
    }
    let whole = |mut members: Vec<usize>| {
        members.sort_unstable();
        let mut whole = mention(index, source, members, stems);
        whole.joins = joins.iter().filter(|(a, _, _)| whole.claims.contains(a)).copied().collect();
        whole
    };
    let mut all: Vec<Mention> = groups.into_values().map(whole).collect();
    all.sort_by_key(|m| (m.start, m.claims[0]));
    all
}

/// What a report is mainly about: its first news of the family asked for, rather something that is told to have happened.
pub(crate) fn lead(all: &[Mention], range: std::ops::Range<usize>, family: Option<Family>) -> Option<usize> {
    let news = |i: &usize| !all[*i].past && !all[*i].total && !all[*i].recurring;
    let fits = |i: &usize| family.is_none_or(|f| all[*i].family == f);
    let real = |i: &usize| news(i) && !all[*i].unreal && !all[*i].negative;
    range.clone().filter(fits).find(real).or_else(|| range.clone().filter(fits).find(news)).or_else(|| range.clone().find(fits))
}

/// The leads of all reports: those of one story are of the family that most of its reports begin with.
pub(crate) fn leads(all: &[Mention], ranges: &[std::ops::Range<usize>], story: &[usize]) -> Vec<Option<usize>> {
    let mut votes: BTreeMap<usize, BTreeMap<Family, f64>> = BTreeMap::new();
    for (source, range) in ranges.iter().enumerate() {
        for (rank, m) in range.clone().map(|i| &all[i]).filter(|m| !m.past && !m.total).take(4).enumerate() {
            *votes.entry(story[source]).or_default().entry(m.family).or_default() += 1.0 / (rank + 1) as f64;
        }
    }
    let winner = |votes: &BTreeMap<Family, f64>| {
        votes.iter().fold(None, |best: Option<(Family, f64)>, (&f, &v)| match best {
            Some(best) if best.1 >= v => Some(best),
            _ => Some((f, v)),
        })
    };
    let pick = |(source, range): (usize, &std::ops::Range<usize>)| {
        let family = votes.get(&story[source]).and_then(winner).map(|(f, _)| f);
        lead(all, range.clone(), family)
    };
    ranges.iter().enumerate().map(pick).collect()
}

/// What the leads add to the likeness of two reports: a place or day in common, or one that excludes the other.
pub(crate) fn closer(a: Option<&Compared<'_>>, b: Option<&Compared<'_>>) -> f64 {
    let Some((a, b)) = a.zip(b) else { return 0.0 };
    let mut sum: f64 = 0.0;
    if let Some((x, y)) = a.days.zip(b.days).filter(|(x, y)| x.length().max(y.length()) <= 2) {
        sum += match x.gap(y) {
            0 => CLOSER,
            // The day after is often the day of telling.
            1 => 0.0,
            _ if a.family == b.family => -APART,
            _ => 0.0,
        };
    }
    if let Some((p, q)) = a.place.as_ref().zip(b.place.as_ref()) {
        let places = place(p, q);
        sum += if places >= 1.0 {
            CLOSER
        } else if places <= -2.0 {
            -APART
        } else {
            0.0
        };
    }
    sum
}

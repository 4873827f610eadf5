//! The joining: claims of many reports in, groups of mentions out. Independent of the order in which reports were added.
//!
//! Reports pass by one after the other and are not kept, so that memory grows with what is compared of them alone.

use crate::blocks::meeting;
use crate::compared::{Compared, Gist};
use crate::copies::Copies;
use crate::correction::corrections;
use crate::crowd::around;
use crate::forest::Forest;
use crate::group::{Edge, group};
use crate::mention::{Family, Mention, Stems, mention, mentions};
use crate::nearness::place;
use crate::overlay::{Apart, Finder, Overlay, Verdicts};
use crate::reports::Reports;
use crate::score::{BARE, Evidence, Setting, VETO, weigh};
use crate::source::Source;
use crate::statistics::{Counting, weights};
use crate::story::{Stories, day_number};
use std::collections::BTreeMap;

/// A bare mention (`the blast`) this near behind another of its kind tells of the same, characters.
const NEAR: usize = 1_500;
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

/// Earlier tellings that are tried where no key brought a mention together with its incident.
const TRIED: usize = 40;

/// How much the best telling counts beside the mean over all: what one report barely mentions is best known by the one telling
/// that says most.
pub(crate) const PULL: f64 = 0.5;

/// A decided join is tried down to this score: it holds unless another decision parts it.
pub(crate) const HELD: f64 = 1e4 * VETO;
/// What ties the two sides of a decided join, whatever met.
pub(crate) const TIED: f64 = -2.0 * VETO;

/// One join of a report to an incident, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// Id of a claim of one mention.
    pub claim: String,
    /// Id of a claim of the mention that speaks most for it.
    pub nearest: String,
    /// The features that count.
    pub evidence: Evidence,
}

/// What the joining of a record found. It holds what is compared of the reports, not their claims: these are asked for where an incident is
/// told.
pub struct Joining {
    /// For each report the first of its copies.
    pub copies: Vec<usize>,
    /// Everything that reports tell of happenings.
    pub(crate) mentions: Vec<Mention>,
    /// The stories, to explain joins.
    pub(crate) stories: Stories,
    /// For each report its lead mention.
    pub(crate) leads: Vec<Option<usize>>,
    /// For each mention its incident.
    pub(crate) incident: Vec<usize>,
    /// For each incident its mentions.
    members: Vec<Vec<usize>>,
    /// For each incident the decisions that correct it; empty where nobody decided anything.
    corrected: Vec<Vec<usize>>,
    /// For each mention the earlier one of its incident that speaks most for it, of those that a key brought together.
    nearest: Vec<Option<usize>>,
    /// Day of publication of each report, as a number.
    published: Vec<Option<i64>>,
}

impl Joining {
    /// Joins what `reports` tell, and follows what people decided. The reports are read twice, and none is kept.
    pub fn new<R: Reports + ?Sized>(reports: &R, overlays: &[Overlay]) -> Result<Joining, R::Error> {
        let (mut counting, mut copies, mut published) = (Counting::default(), Copies::default(), Vec::new());
        reports.each(&mut |_, source| {
            counting.see(source);
            copies.see(source);
            published.push(source.published.map(day_number));
        })?;
        let (copies, mut statistics) = (copies.done(), counting.done());
        let mut held = vec![0; statistics.len()];
        let (mut mentions, mut ranges, mut bags) =
            (Vec::new(), Vec::with_capacity(copies.len()), Vec::with_capacity(copies.len()));
        let mut find = Finder::of(overlays);
        reports.each(&mut |i, source| {
            let bag = statistics.bag(source);
            weights(&bag).for_each(|(id, weight)| held[id as usize] += weight);
            bags.push(bag);
            let first = mentions.len();
            mentions.extend(within(i, source, &Stems::Of(&statistics), &Apart::of(overlays, source)));
            find.see(source, &mentions[first..], first);
            ranges.push(first..mentions.len());
        })?;
        statistics = statistics.with_held(held);
        let common = bags.iter().map(|bag| statistics.common(bag)).collect();
        drop(statistics);
        let first_leads: Vec<Option<usize>> = ranges.iter().map(|r| lead(&mentions, r.clone(), None)).collect();
        let stories = {
            let first_leads = compared(&mentions, &first_leads);
            Stories::of(bags, common, published.clone(), &|a, b| closer(first_leads[a].as_ref(), first_leads[b].as_ref()))
        };
        let leads = leads(&mentions, &ranges, &stories.of);
        for &lead in leads.iter().flatten() {
            mentions[lead].lead = true;
        }
        let (first, nearest) = incidents(&mentions, &stories, &leads, &published, &Verdicts::new(overlays, &find));
        let mut members: Vec<Vec<usize>> = Vec::new();
        // Incidents stand in the order of their first mentions.
        let mut incident: Vec<usize> = Vec::with_capacity(first.len());
        for (mention, &first) in first.iter().enumerate() {
            if first == mention {
                members.push(Vec::new());
            }
            let of = if first == mention { members.len() - 1 } else { incident[first] };
            incident.push(of);
            members[of].push(mention);
        }
        let corrected = if overlays.is_empty() { Vec::new() } else { corrections(members.len(), &incident, &find, overlays) };
        Ok(Joining { copies, mentions, stories, leads, incident, members, corrected, nearest, published })
    }

    /// How many incidents there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The mentions of the incident with an index: the index of the report, and of its claims.
    pub fn mentions(&self, incident: usize) -> impl Iterator<Item = (usize, &[usize])> {
        self.members.get(incident).into_iter().flatten().map(|&m| (self.mentions[m].source, self.mentions[m].claims.as_slice()))
    }

    /// The incident that a claim of a report belongs to, by their indices.
    pub fn incident_of(&self, report: usize, claim: usize) -> Option<usize> {
        let first = self.mentions.partition_point(|m| m.source < report);
        let own = self.mentions[first..].iter().take_while(|m| m.source == report);
        own.enumerate().find(|(_, m)| m.claims.contains(&claim)).map(|(at, _)| self.incident[first + at])
    }

    /// The decisions that correct the incident with an index, the latest last: indices into the decisions given.
    pub fn corrections(&self, incident: usize) -> &[usize] {
        self.corrected.get(incident).map_or(&[], Vec::as_slice)
    }

    /// What the incident with an index is told by, in the order of the record.
    pub(crate) fn told(&self, incident: usize) -> Vec<&Mention> {
        self.members.get(incident).into_iter().flatten().map(|&m| &self.mentions[m]).collect()
    }

    /// Why the parts of the incident with an index are one: what was put together within each report, then for each mention after the first
    /// the earlier telling that speaks most for it. Ties that the coding itself found stand in the claims' `links`. `id` gives the id of a
    /// claim by the indices of its report and of itself.
    pub fn why<'i>(&self, incident: usize, id: &dyn Fn(usize, usize) -> &'i str) -> Vec<Why> {
        let Some(members) = self.members.get(incident) else { return Vec::new() };
        let first = |m: usize| id(self.mentions[m].source, self.mentions[m].claims[0]).to_owned();
        let best = |(at, &m): (usize, &usize)| {
            let nearest = self.nearest[m].or_else(|| {
                // No key brought it together with any of them: the group as a whole did.
                let tries = members[..at].iter().rev().take(TRIED).map(|&n| (self.explain(n, m).sum(), n));
                tries.reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|best| best.1)
            })?;
            Some(Why { claim: first(m), nearest: first(nearest), evidence: self.explain(nearest, m) })
        };
        let within = |m: &usize| {
            let mention = &self.mentions[*m];
            let claim = |c: usize| id(mention.source, c).to_owned();
            let why = |&(a, b, evidence): &(usize, usize, Evidence)| Why { claim: claim(b), nearest: claim(a), evidence };
            mention.joins.iter().map(why).collect::<Vec<_>>()
        };
        members.iter().flat_map(within).chain(members.iter().enumerate().filter_map(best)).collect()
    }

    /// Why two mentions were or were not taken for one happening.
    fn explain(&self, a: usize, b: usize) -> Evidence {
        let [a, b] = [a, b].map(|i| Compared::of(&self.mentions[i]));
        explain(&a, &b, &self.stories, &self.published)
    }
}

/// For each mention the first of its incident, and the earlier one that speaks most for it.
fn incidents(
    mentions: &[Mention],
    stories: &Stories,
    leads: &[Option<usize>],
    published: &[Option<i64>],
    verdicts: &Verdicts,
) -> (Vec<usize>, Vec<Option<usize>>) {
    let scales = Scales::new(mentions, stories, published);
    let score = |a: usize, b: usize| verdicts.of(a, b).unwrap_or_else(|| scales.score(a, b));
    let when: Vec<i64> = mentions.iter().map(|m| first_day(m, published[m.source])).collect();
    let meeting = meeting(mentions, &when, &stories.of);
    let mut edges: Vec<Edge> = meeting.pairs().map(|(a, b)| Edge { a, b, score: score(a as usize, b as usize) }).collect();
    drop(meeting);
    // What was decided holds unless another decision parts it.
    let mut seeds: Vec<(usize, usize, f64)> = verdicts.joins().iter().map(|&(a, b)| (a, b, HELD)).collect();
    seeds.extend(crate::join::seeds(&scales.told, &stories.of, leads, &score));
    edges.extend(verdicts.joins().iter().map(|&(a, b)| Edge { a: a as u32, b: b as u32, score: TIED }));
    let incident = group(mentions.len(), &edges, &seeds, PULL, &score);
    let mut nearest: Vec<Option<(f64, usize)>> = vec![None; mentions.len()];
    for edge in edges.iter().filter(|e| e.score > VETO) {
        let (a, b, score) = (edge.a as usize, edge.b as usize, edge.score);
        if incident[a] != incident[b] {
            continue;
        }
        // Edges are ascending: of equals the first.
        if nearest[b].is_none_or(|(best, _)| score > best) {
            nearest[b] = Some((score, a));
        }
    }
    (incident, nearest.into_iter().map(|n| n.map(|n| n.1)).collect())
}

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
        explain(&self.told[a], &self.told[b], self.stories, self.published).sum()
    }
}

/// Why two mentions of the reports of `stories` were or were not taken for one happening.
fn explain(a: &Compared<'_>, b: &Compared<'_>, stories: &Stories, published: &[Option<i64>]) -> Evidence {
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

/// Whether `told` may be the sentence that tells again what the head of the report has told: of the two one alone names the day.
fn is_headline(head: &Mention, told: &Mention) -> bool {
    head.start < OPENING
        && told.start.saturating_sub(head.start) < FOLLOWS
        && head.days.is_none() != told.days.is_none()
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
    for b in 1..parts.len() {
        let m = &parts[b];
        let earlier = (0..b).rev().take(BACK).map(|a| {
            let mut evidence = weigh(&compared[a], &compared[b], &setting);
            if m.bare && m.start.saturating_sub(parts[a].start) <= NEAR && !m.past {
                evidence.parts[BARE] += if m.definite { 3.5 } else { 2.7 };
            }
            if is_headline(&parts[a], m) {
                evidence.parts[BARE] += 2.5;
            }
            (evidence, a)
        });
        // The best; of equals the nearest, which comes first.
        let best = earlier.fold(None, |best: Option<(Evidence, usize)>, next| match best {
            Some(best) if best.0.sum() >= next.0.sum() => Some(best),
            _ => Some(next),
        });
        if let Some((evidence, a)) = best.filter(|(evidence, _)| evidence.sum() > 0.0)
            && !apart.parts(&mut forest, a, b, part_of)
        {
            forest.join(a, b);
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

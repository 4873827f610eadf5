//! The joining: claims of many reports in, groups of mentions out. Independent of the order in which reports were added.
//!
//! Reports pass by one after the other and are not kept, so that memory grows with what is compared of them alone.

use crate::blocks::meeting;
use crate::compared::Compared;
use crate::copies::Copies;
use crate::correction::corrections;
use crate::group::{Edge, group};
use crate::join::{HELD, PULL, Scales, TIED, closer, compared, explain, first_day, lead, leads, seeds, within};
use crate::mention::{Mention, Stems};
use crate::overlay::{Apart, Finder, Overlay, Verdicts};
use crate::reports::Reports;
use crate::score::{Evidence, VETO};
use crate::statistics::{Counting, weights};
use crate::story::{Stories, day_number};

/// Earlier tellings that are tried where no key brought a mention together with its incident.
const TRIED: usize = 40;

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
            published.push(source.day.map(day_number));
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
    let mut first: Vec<(usize, usize, f64)> = verdicts.joins().iter().map(|&(a, b)| (a, b, HELD)).collect();
    first.extend(seeds(&scales.told, &stories.of, leads, &score));
    edges.extend(verdicts.joins().iter().map(|&(a, b)| Edge { a: a as u32, b: b as u32, score: TIED }));
    let incident = group(mentions.len(), &edges, &first, PULL, &score);
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

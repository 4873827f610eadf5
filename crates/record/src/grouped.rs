//! The joining in steps, each of which sees only what one block or one connected part holds: for corpora that no single machine
//! joins. Every step is the code that joins a record in one process; what differs is who brings rows together.
//!
//! | step | sees | gives |
//! |---|---|---|
//! | [`stems`](crate::stems), [`Statistics`] | each report alone | counts, to be added up |
//! | [`Digest::of`] | one report and the statistics | what is compared of it |
//! | [`copy_keys`], [`copies_in`] | reports of one band | pairs of copies |
//! | [`Digest::story_keys`], [`story_edges`] | reports under one word | scored pairs of reports |
//! | [`parts`] | pairs alone | which reports, or tellings, are connected |
//! | [`stories`] | reports of one connected part | stories, leads, pairs of leads to try first |
//! | [`tellings`], [`telling_edges`] | tellings under one key | scored pairs of tellings |
//! | [`happenings`] | tellings of one connected part | which tellings are one incident |
//! | `retell` | the claims of one incident | its account |
//!
//! Reports are told apart by a number that grows in their canonical order; which numbers, and how far apart, does not matter. That a
//! step sees only a part changes nothing, because a score needs two tellings and the statistics and nothing else, because the
//! members of a block are known with it, and because groups never cross connected parts.

use crate::blocks::{keys, near, reach};
use crate::compared::Compared;
use crate::copies::{alike_in, bands_of};
use crate::correction::corrections;
use crate::forest::Forest;
use crate::group::{Edge as Tied, group_part, part_of};
use crate::join::{HELD, PULL, Scales, TIED, closer, compared, first_day, lead, leads, seeds, within};
use crate::mention::{Mention, Stems};
use crate::overlay::{Apart, Finder, Overlay, Verdicts, decided as decided_score};
use crate::source::{Order, Source};
use crate::statistics::{Bag, Statistics};
use crate::story::{Stories, day_number, reach as report_reach, telling};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use crate::group::FULL;

/// A scored pair, by numbers; the smaller first.
pub type Edge = (u64, u64, f64);

/// Mentions that a report can have.
const MENTIONS: u64 = 1 << 20;

/// What people decided, by numbers of tellings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// Pairs that are one happening, or are not.
    pairs: BTreeMap<(u64, u64), bool>,
    /// Tellings whose incident is corrected, each with the index of the decision, the latest last.
    pub corrections: Vec<(u64, usize)>,
}

impl Decided {
    /// What `decisions` mean for the tellings of some reports, given in the order of their numbers: at least all those whose texts the
    /// decisions name.
    pub fn of(decisions: &[Overlay], reports: &[(Source, Digest)]) -> Decided {
        let (mut find, mut numbers) = (Finder::of(decisions), Vec::new());
        for (source, digest) in reports {
            find.see(source, &digest.mentions, numbers.len());
            numbers.extend((0..digest.mentions.len() as u64).map(|index| digest.number * MENTIONS + index));
        }
        let own: Vec<usize> = (0..numbers.len()).collect();
        let corrected = corrections(numbers.len(), &own, &find, decisions);
        let mut corrections: Vec<(u64, usize)> = corrected
            .iter()
            .enumerate()
            .flat_map(|(m, list)| list.iter().map(|&i| (numbers[m], i)).collect::<Vec<_>>())
            .collect();
        let when = |i: usize| (&decisions[i].time, &decisions[i].author, &decisions[i].reason, i);
        corrections.sort_by(|a, b| when(a.1).cmp(&when(b.1)));
        let verdicts = Verdicts::new(decisions, &find);
        let pairs = verdicts.pairs().map(|((a, b), one)| ((numbers[a], numbers[b]), one)).collect();
        Decided { pairs, corrections }
    }

    fn score(&self, a: u64, b: u64) -> Option<f64> {
        self.pairs.get(&(a.min(b), a.max(b))).map(|&one| decided_score(one))
    }

    /// What has to be added to the scored pairs of tellings, and to the pairs to be tried first, so that decided joins hold.
    pub fn joins(&self) -> (Vec<Edge>, Vec<Edge>) {
        let joins = || self.pairs.iter().filter(|(_, one)| **one).map(|(&(a, b), _)| (a, b));
        (joins().map(|(a, b)| (a, b, TIED)).collect(), joins().map(|(a, b)| (a, b, HELD)).collect())
    }
}

/// What is compared of a report, or of one of its tellings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Digest {
    /// Number of the report.
    pub number: u64,
    /// Number of the first report of its story, once that is known.
    pub story: u64,
    day: Option<i64>,
    bag: Bag,
    common: f64,
    mentions: Vec<Mention>,
    /// Where the first of `mentions` stands among those of the report.
    first: u64,
}

/// One telling of a happening by one report.
#[derive(Clone, Debug)]
pub struct Told {
    /// Number of the telling: grows in the canonical order.
    pub number: u64,
    /// The keys under which it meets others.
    pub keys: Vec<String>,
    /// Where it stands in large blocks, by the order of the alphabet: its day, its place, its most telling word.
    pub when: String,
    /// Its claims, as indices into those of the report.
    pub claims: Vec<usize>,
    /// What is compared of it.
    pub digest: Digest,
}

/// What is found of the reports of one connected part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InStories {
    /// Per report: its number, that of the first report of its story, and its lead among its mentions.
    pub reports: Vec<(u64, u64, Option<u64>)>,
    /// Tellings to be joined first if nothing speaks against it, in order.
    pub seeds: Vec<Edge>,
}

impl Digest {
    /// Of a report with a number that grows in the canonical order. Decisions come in a later step, so that one which parts claims of this
    /// report from each other is not followed here.
    pub fn of(number: u64, source: &Source, statistics: &Statistics) -> Digest {
        let bag = statistics.bag(source);
        Digest {
            number,
            story: number,
            day: source.day.map(day_number),
            common: statistics.common(&bag),
            bag,
            mentions: within(0, source, &Stems::Of(statistics), &Apart::default()),
            first: 0,
        }
    }

    /// The most telling words of the report: the keys under which its story is looked for.
    pub fn story_keys(&self) -> Vec<u32> {
        telling(&self.bag)
    }

    /// The same report with its lead alone: enough to find pairs, and much smaller.
    pub fn brief(&self) -> Digest {
        let lead = lead(&self.mentions, 0..self.mentions.len(), None);
        Digest { mentions: lead.map(|i| self.mentions[i].clone()).into_iter().collect(), ..self.bare() }
    }

    fn bare(&self) -> Digest {
        Digest { mentions: Vec::new(), bag: self.bag.clone(), ..*self }
    }
}

/// The order in which the record looks at reports: number them in it.
pub fn canonical(source: &Source) -> Order<'_> {
    source.order()
}

/// Reports in a part: their mentions in one list, as in a whole record.
struct Part {
    mentions: Vec<Mention>,
    /// Where the mentions of each report are.
    ranges: Vec<std::ops::Range<usize>>,
    stories: Stories,
    published: Vec<Option<i64>>,
}

impl Part {
    /// `digests` in the order of their numbers; several of one report count as that report.
    fn of(digests: &[Digest]) -> Part {
        let (mut mentions, mut ranges) = (Vec::new(), Vec::<std::ops::Range<usize>>::new());
        let mut reports: Vec<&Digest> = Vec::new();
        for digest in digests {
            let first = mentions.len();
            if reports.last().is_none_or(|last| last.number != digest.number) {
                reports.push(digest);
                ranges.push(first..first);
            }
            let source = reports.len() - 1;
            mentions.extend(digest.mentions.iter().map(|m| Mention { source, ..m.clone() }));
            if let Some(range) = ranges.last_mut() {
                range.end = mentions.len();
            }
        }
        let published: Vec<Option<i64>> = reports.iter().map(|d| d.day).collect();
        let bags = reports.iter().map(|d| d.bag.clone()).collect();
        let mut stories = Stories::weighed(bags, reports.iter().map(|d| d.common).collect(), published.clone());
        // Stories are compared only as equal or not; the first report of each within the part stands for it.
        let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
        stories.of = reports.iter().enumerate().map(|(i, d)| *seen.entry(d.story).or_insert(i)).collect();
        Part { mentions, ranges, stories, published }
    }

    fn scales(&self) -> Scales<'_> {
        Scales::new(&self.mentions, &self.stories, &self.published)
    }

    fn first_leads(&self) -> Vec<Option<Compared<'_>>> {
        let leads: Vec<Option<usize>> = self.ranges.iter().map(|r| lead(&self.mentions, r.clone(), None)).collect();
        compared(&self.mentions, &leads)
    }
}

/// The keys under which copies of a report are found, as text.
pub fn copy_keys(source: &Source) -> Vec<String> {
    let band = |(band, numbers): (usize, [u32; 4])| format!("{band} {numbers:x?}");
    bands_of(source).map(band).chain([format!("text {}", source.text_sha256)]).collect()
}

/// The pairs of copies among the reports under one key, given in their canonical order with their sketches.
pub fn copies_in(key: &str, block: &[(u64, &[u32])]) -> Vec<(u64, u64)> {
    if key.starts_with("text ") {
        return block.windows(2).map(|w| (w[0].0, w[1].0)).collect();
    }
    let sketches: Vec<&[u32]> = block.iter().map(|b| b.1).collect();
    alike_in(&sketches).into_iter().map(|(a, b)| (block[a].0, block[b].0)).collect()
}

/// Scores the pairs of a block of reports, each given by [`Digest::brief`], in the order of their numbers. `size` is that of the whole
/// block, of which this may be a stretch: in a large one each is compared with its neighbours only.
pub fn story_edges(block: &[Digest], size: usize) -> Vec<Edge> {
    let part = Part::of(block);
    let leads = part.first_leads();
    let near = |a: usize, b: usize| closer(leads[a].as_ref(), leads[b].as_ref());
    let pair = |a: usize, b: usize| (block[a].number, block[b].number, part.stories.score(a, b, &near));
    pairs(block.len(), report_reach(size)).map(|(a, b)| pair(a, b)).collect()
}

fn pairs(n: usize, reach: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).flat_map(move |a| (a + 1..n).take(reach).map(move |b| (a, b)))
}

/// How many neighbours a member of a large block of reports or of tellings is compared with: stretches of such a block have to overlap by so
/// many. A block up to the second number is not cut.
pub fn overlaps() -> [(usize, usize); 2] {
    use crate::{blocks, story};
    [(story::NEIGHBOURS, story::BLOCK), (blocks::NEIGHBOURS, blocks::BLOCK)]
}

/// Which numbers are connected: for each number that is with another, the smallest of its part.
pub fn parts(edges: &[Edge], seeds: &[Edge]) -> Vec<(u64, u64)> {
    let mut numbers: Vec<u64> = edges.iter().filter(|e| e.2 > 0.0).chain(seeds).flat_map(|e| [e.0, e.1]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let local = |list: &[Edge]| local(list, &numbers);
    let of = part_of(numbers.len(), &tied(local(edges)), &local(seeds));
    (0..numbers.len()).filter(|&i| of.len() > i).map(|i| (numbers[i], numbers[of[i]])).collect()
}

/// For each number that is joined to another, the smallest that it is joined to, directly or by others.
pub fn roots(pairs: &[(u64, u64)]) -> Vec<(u64, u64)> {
    let mut numbers: Vec<u64> = pairs.iter().flat_map(|e| [e.0, e.1]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut forest = Forest::new(numbers.len());
    let at = |n: &u64| numbers.binary_search(n).unwrap_or(0);
    pairs.iter().for_each(|(a, b)| forest.join(at(a), at(b)));
    (0..numbers.len()).map(|i| (numbers[i], numbers[forest.root(i)])).collect()
}

/// Edges between places in `numbers`, which ascend; others are left out.
fn local(edges: &[Edge], numbers: &[u64]) -> Vec<(usize, usize, f64)> {
    let at = |n: u64| numbers.binary_search(&n).ok();
    edges.iter().filter_map(|&(a, b, score)| Some((at(a)?, at(b)?, score))).collect()
}

fn tied(edges: Vec<(usize, usize, f64)>) -> Vec<Tied> {
    edges.into_iter().map(|(a, b, score)| Tied { a: a as u32, b: b as u32, score }).collect()
}

/// Pairs that met under several keys once, in order; what was decided of a pair before what was weighed.
fn once(mut edges: Vec<(usize, usize, f64)>) -> Vec<Tied> {
    edges.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    edges.dedup_by_key(|e| (e.0, e.1));
    tied(edges)
}

/// Finds the stories of the reports of one connected part, in the order of their numbers. `edges` are all scored pairs between them,
/// those below 0 too; what leads out of the part is passed over.
pub fn stories(digests: &[Digest], edges: &[Edge], decided: &Decided) -> InStories {
    let mut part = Part::of(digests);
    let numbers: Vec<u64> = digests.iter().map(|d| d.number).collect();
    part.stories.of = {
        let first_leads = part.first_leads();
        let near = |a: usize, b: usize| closer(first_leads[a].as_ref(), first_leads[b].as_ref());
        group_part(numbers.len(), &once(local(edges, &numbers)), &[], 0.0, &|a, b| part.stories.score(a, b, &near))
    };
    let leads = leads(&part.mentions, &part.ranges, &part.stories.of);
    leads.iter().flatten().for_each(|&lead| part.mentions[lead].lead = true);
    let index = |mention: usize| (mention - part.ranges[part.mentions[mention].source].start) as u64;
    let number = |mention: usize| numbers[part.mentions[mention].source] * MENTIONS + index(mention);
    let scales = part.scales();
    let score = |a: usize, b: usize| decided.score(number(a), number(b)).unwrap_or_else(|| scales.score(a, b));
    let seeds = seeds(&scales.told, &part.stories.of, &leads, &score);
    InStories {
        reports: (0..numbers.len()).map(|i| (numbers[i], numbers[part.stories.of[i]], leads[i].map(index))).collect(),
        seeds: seeds.into_iter().map(|(a, b, floor)| (number(a), number(b), floor)).collect(),
    }
}

/// The tellings of a report whose story and lead are known.
pub fn tellings(digest: &Digest, story: u64, lead: Option<u64>) -> Vec<Told> {
    let telling = |(index, mention): (usize, &Mention)| {
        let mut mention = mention.clone();
        mention.lead = lead == Some(index as u64);
        Told {
            number: digest.number * MENTIONS + index as u64,
            keys: keys(&mention, story as usize),
            when: {
                let (day, place, word) = near(&mention, first_day(&mention, digest.day));
                format!("{:016x}{place:016x}{word:08x}", day.wrapping_sub(i64::MIN) as u64)
            },
            claims: mention.claims.clone(),
            digest: Digest { story, first: index as u64, mentions: vec![mention], ..digest.bare() },
        }
    };
    digest.mentions.iter().enumerate().map(telling).collect()
}

/// Number of the telling that a digest of [`tellings`] stands for.
fn number(digest: &Digest) -> u64 {
    digest.number * MENTIONS + digest.first
}

/// Scores the pairs of a block of tellings, in the order of [`Told::when`] and of their numbers. `size` is that of the whole block.
pub fn telling_edges(block: &[Digest], size: usize, decided: &Decided) -> Vec<Edge> {
    let mut order: Vec<usize> = (0..block.len()).collect();
    order.sort_by_key(|&i| number(&block[i]));
    let sorted: Vec<Digest> = order.iter().map(|&i| block[i].clone()).collect();
    let part = Part::of(&sorted);
    let scales = part.scales();
    let mut at = vec![0; block.len()];
    order.iter().enumerate().for_each(|(sorted, &i)| at[i] = sorted);
    let pair = |(a, b): (usize, usize)| {
        let (a, b) = (at[a].min(at[b]), at[a].max(at[b]));
        let (m, n) = (number(&sorted[a]), number(&sorted[b]));
        (m, n, decided.score(m, n).unwrap_or_else(|| scales.score(a, b)))
    };
    pairs(block.len(), reach(size)).map(pair).filter(|(a, b, _)| a != b).collect()
}

/// Groups the tellings of one connected part, in the order of their numbers: for each the number of the first of its incident.
/// `edges` and `seeds` hold those of [`Decided::joins`] too.
pub fn happenings(digests: &[Digest], edges: &[Edge], seeds: &[Edge], decided: &Decided) -> Vec<(u64, u64)> {
    let part = Part::of(digests);
    let numbers: Vec<u64> = digests.iter().map(number).collect();
    let (edges, mut seeds) = (once(local(edges, &numbers)), local(seeds, &numbers));
    // What was decided first, in its order; then story by story, and in each in the order of its leads.
    seeds.sort_by_key(|s| if s.2 == HELD { (false, s.0 as u64, s.1, 0) } else { (true, digests[s.0].story, s.1, s.0) });
    let scales = part.scales();
    let score = |a: usize, b: usize| decided.score(numbers[a], numbers[b]).unwrap_or_else(|| scales.score(a, b));
    let of = group_part(numbers.len(), &edges, &seeds, PULL, &score);
    (0..numbers.len()).map(|i| (numbers[i], numbers[of[i]])).collect()
}

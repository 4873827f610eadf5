//! The steps of the joining (`dateline_record::grouped`) over batches, for whatever engine shuffles rows: each takes a batch that holds
//! whole blocks or whole parts, and gives rows.
//!
//! Rows of several blocks or parts may come in one batch: groups of a few rows each are dear on a cluster, batches of many are not.
//! They are told apart here by `key` and `slice`, or by `part`.

use crate::Error;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, FieldRef};
use dateline_record::grouped::{self, Decided, Digest, Edge};
use dateline_record::{Overlay, Source, Statistics};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A kind of row: its columns are named here for Arrow.
pub(crate) trait Row: Serialize + DeserializeOwned {
    /// Name and type of each column, and whether it may be empty.
    const COLUMNS: &'static [(&'static str, DataType, bool)];
    /// A column of lists of text or numbers, at the end.
    const LISTS: &'static [(&'static str, DataType)] = &[];
}

fn fields<T: Row>() -> Vec<FieldRef> {
    let list = |kind: &DataType| DataType::List(Arc::new(Field::new("item", kind.clone(), false)));
    let plain = T::COLUMNS.iter().map(|(name, kind, empty)| Arc::new(Field::new(*name, kind.clone(), *empty)));
    plain.chain(T::LISTS.iter().map(|(name, kind)| Arc::new(Field::new(*name, list(kind), false)))).collect()
}

fn give<T: Row>(rows: &[T]) -> Result<RecordBatch, Error> {
    serde_arrow::to_record_batch(&fields::<T>(), &rows).map_err(layout)
}

fn take<T: Row>(batch: &RecordBatch) -> Result<Vec<T>, Error> {
    let names = || batch.schema_ref().fields().iter().map(|f| f.name().as_str()).collect::<Vec<_>>().join(", ");
    let at =
        |field: &FieldRef| batch.schema_ref().index_of(field.name()).map_err(|_| Error::NoColumn(field.name().clone(), names()));
    let columns: Vec<usize> = fields::<T>().iter().map(at).collect::<Result<_, _>>()?;
    let batch = batch.project(&columns).map_err(|e| Error::Layout("a step", e.to_string()))?;
    serde_arrow::from_record_batch(&batch).map_err(layout)
}

fn layout(e: serde_arrow::Error) -> Error {
    Error::Layout("a step", e.to_string())
}

fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    postcard::to_stdvec(value).map_err(|e| Error::Layout("a step", e.to_string()))
}

fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    postcard::from_bytes(bytes).map_err(|e| Error::Layout("a step", format!("a row was written by another version: {e}")))
}

use DataType::{Binary, Float64, Int64, Utf8};

macro_rules! rows {
    ($($(#[$meta:meta])* $name:ident { $($field:ident: $type:ty = $kind:expr, $empty:literal);* $(;)? } $([$($list:ident: $ltype:ty = $lkind:expr);*])?)*) => {
        $($(#[$meta])*
        #[derive(Serialize, Deserialize)]
        struct $name { $($field: $type,)* $($($list: $ltype,)*)? }

        impl Row for $name {
            const COLUMNS: &'static [(&'static str, DataType, bool)] = &[$((stringify!($field), $kind, $empty)),*];
            $(const LISTS: &'static [(&'static str, DataType)] = &[$((stringify!($list), $lkind)),*];)?
        })*
    };
}

/// Bytes that are written as such.
#[derive(Clone, Default, Debug, PartialEq)]
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        crate::readings::bytes::serialize(&self.0, to)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Bytes, D::Error> {
        crate::readings::bytes::deserialize(from).map(Bytes)
    }
}

rows! {
    Profile { profile: Bytes = Binary, false }
    Numbered { number: i64 = Int64, false; text_sha256: String = Utf8, false; profile: Bytes = Binary, false }
    Count { stem: String = Utf8, false; count: i64 = Int64, false }
    Weight { stem: i64 = Int64, false; weight: i64 = Int64, false }
    CopyKey { key: String = Utf8, false; item: i64 = Int64, false; sketch: Bytes = Binary, false }
    Pair { a: i64 = Int64, false; b: i64 = Int64, false }
    Digested { item: i64 = Int64, false; digest: Bytes = Binary, false }
    Keyed { key: String = Utf8, false; item: i64 = Int64, false; when: String = Utf8, false }
    InBlock {
        key: String = Utf8, false; slice: i64 = Int64, false; size: i64 = Int64, false; item: i64 = Int64, false; when: String = Utf8, false;
        digest: Bytes = Binary, false
    }
    Scored { a: i64 = Int64, false; b: i64 = Int64, false; score: f64 = Float64, false }
    PartOf { item: i64 = Int64, false; part: i64 = Int64, false }
    /// A member of a part (`item`, `digest`), a scored pair (`a`, `b`, `score`) or a pair to join first (`seed`).
    InPart {
        part: i64 = Int64, false; item: Option<i64> = Int64, true; digest: Option<Bytes> = Binary, true; a: Option<i64> = Int64, true;
        b: Option<i64> = Int64, true; score: Option<f64> = Float64, true; seed: Option<bool> = DataType::Boolean, true
    }
    /// A report with its story and lead, or a pair of tellings to join first.
    Storied {
        item: Option<i64> = Int64, true; story: Option<i64> = Int64, true; lead: Option<i64> = Int64, true; a: Option<i64> = Int64, true;
        b: Option<i64> = Int64, true; score: Option<f64> = Float64, true
    }
    ToTell { item: i64 = Int64, false; digest: Bytes = Binary, false; story: i64 = Int64, false; lead: Option<i64> = Int64, true }
    Telling { item: i64 = Int64, false; report: i64 = Int64, false; when: String = Utf8, false; digest: Bytes = Binary, false }
        [keys: Vec<String> = Utf8; claims: Vec<i64> = Int64]
    Cut { copy_of: String = Utf8, false } [incidents: Vec<i64> = Int64; tellings: Vec<String> = Utf8]
    /// What one report tells of one incident, as JSON.
    CutOut { part: i64 = Int64, false; telling: Option<String> = Utf8, true; rank: Option<i64> = Int64, true; correction: Option<String> = Utf8, true }
    /// A correction of the incident that holds a telling.
    Corrected { item: i64 = Int64, false; rank: i64 = Int64, false; correction: String = Utf8, false }
}

/// What every worker has to know of the corpus as a whole.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Known {
    /// What is counted over all reports.
    pub statistics: Statistics,
    /// What people decided.
    pub decided: Decided,
}

impl Known {
    /// As bytes, to be sent to every worker.
    pub fn pack(&self) -> Result<Vec<u8>, Error> {
        pack(self)
    }

    /// Out of such bytes.
    pub fn unpack(bytes: &[u8]) -> Result<Known, Error> {
        unpack(bytes)
    }
}

/// Which step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Step {
    Counts,
    Weights,
    CopyKeys,
    CopyPairs,
    Digests,
    StoryKeys,
    Briefs,
    StoryEdges,
    Stories,
    Tellings,
    TellingEdges,
    Happenings,
    Cuts,
    Accounts,
}

impl Step {
    /// All of them with their names.
    pub const ALL: [(&'static str, Step); 14] = [
        ("counts", Step::Counts),
        ("weights", Step::Weights),
        ("copy_keys", Step::CopyKeys),
        ("copy_pairs", Step::CopyPairs),
        ("digests", Step::Digests),
        ("story_keys", Step::StoryKeys),
        ("briefs", Step::Briefs),
        ("story_edges", Step::StoryEdges),
        ("stories", Step::Stories),
        ("tellings", Step::Tellings),
        ("telling_edges", Step::TellingEdges),
        ("happenings", Step::Happenings),
        ("cuts", Step::Cuts),
        ("accounts", Step::Accounts),
    ];

    /// The step of a name.
    pub fn named(name: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|(n, _)| *n == name).map(|(_, step)| step)
    }

    /// A batch without rows, for the columns of what the step gives.
    pub fn empty(self) -> Result<RecordBatch, Error> {
        match self {
            Step::Counts => give::<Count>(&[]),
            Step::Weights => give::<Weight>(&[]),
            Step::CopyKeys => give::<CopyKey>(&[]),
            Step::CopyPairs => give::<Pair>(&[]),
            Step::Digests | Step::Briefs => give::<Digested>(&[]),
            Step::StoryKeys => give::<Keyed>(&[]),
            Step::StoryEdges | Step::TellingEdges => give::<Scored>(&[]),
            Step::Stories => give::<Storied>(&[]),
            Step::Tellings => give::<Telling>(&[]),
            Step::Happenings => give::<PartOf>(&[]),
            Step::Cuts => give::<CutOut>(&[]),
            Step::Accounts => crate::incidents_batch(&[]),
        }
    }

    /// Runs the step over a batch. `known`: what [`statistics`] and [`decided`] gave, for those that need it.
    pub fn run(self, batch: &RecordBatch, known: &Known) -> Result<RecordBatch, Error> {
        let (statistics, decided) = (&known.statistics, &known.decided);
        match self {
            Step::Counts => counts(batch),
            Step::Weights => weights(batch, statistics),
            Step::CopyKeys => copy_keys(batch),
            Step::CopyPairs => copy_pairs(batch),
            Step::Digests => digests(batch, statistics),
            Step::StoryKeys => story_keys(batch),
            Step::Briefs => briefs(batch),
            Step::StoryEdges => edges(batch, &grouped::story_edges),
            Step::TellingEdges => edges(batch, &|block, size| grouped::telling_edges(block, size, decided)),
            Step::Stories => stories(batch, decided),
            Step::Tellings => tellings(batch),
            Step::Happenings => happenings(batch, decided),
            Step::Cuts => cuts(batch),
            Step::Accounts => accounts(batch),
        }
    }
}

/// A report of which only words are known, not claims.
fn profiled(profile: &Bytes, text_sha256: String) -> Result<Source, Error> {
    let mut source = Source { text_sha256, ..Source::default() };
    source
        .take_profile(&profile.0)
        .map_err(|why| Error::Layout("a step", format!("a row was written by another version: {why}")))?;
    Ok(source)
}

fn counts(batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for row in crate::sources_from(batch)? {
        for (stem, stands) in dateline_record::stems(&row.source) {
            match counts.get_mut(stem.as_ref()) {
                Some(count) => *count += i64::from(stands),
                None => {
                    counts.insert(stem.into_owned(), i64::from(stands));
                }
            }
        }
    }
    give(&counts.into_iter().map(|(stem, count)| Count { stem, count }).collect::<Vec<_>>())
}

/// What is known of a corpus as a whole, out of the sums of [`Step::Counts`] and, once there are such, of [`Step::Weights`].
pub fn statistics(reports: u64, counts: &[RecordBatch], weights: &[RecordBatch]) -> Result<Statistics, Error> {
    let mut stems: BTreeMap<String, u32> = BTreeMap::new();
    for row in counts.iter().map(take::<Count>).collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
        let slot = stems.entry(row.stem).or_default();
        *slot = slot.saturating_add(u32::try_from(row.count).unwrap_or(u32::MAX));
    }
    let mut held = vec![0_i64; stems.len()];
    for row in weights.iter().map(take::<Weight>).collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
        if let Some(slot) = held.get_mut(row.stem as usize) {
            *slot = slot.saturating_add(row.weight);
        }
    }
    Ok(Statistics::counted(reports, &stems).with_held(held))
}

/// What decisions (lines of JSON) mean for the tellings of some reports: rows of readings with `number` and `digest`, at least those
/// whose texts the decisions name. With the edges and seeds that they add, and the corrections of accounts.
pub fn decided(decisions: &[Overlay], batches: &[RecordBatch]) -> Result<(Decided, [RecordBatch; 3]), Error> {
    let mut reports: BTreeMap<i64, (Source, Digest)> = BTreeMap::new();
    for batch in batches {
        let digests = take::<WithDigest>(batch)?;
        for (digest, row) in digests.into_iter().zip(crate::sources_from(batch)?) {
            reports.insert(digest.number, (row.source, unpack(&digest.digest.0)?));
        }
    }
    let decided = Decided::of(decisions, &reports.into_values().collect::<Vec<_>>());
    let scored = |edges: Vec<Edge>| {
        give(&edges.iter().map(|&(a, b, score)| Scored { a: a as i64, b: b as i64, score }).collect::<Vec<_>>())
    };
    let (edges, seeds) = decided.joins();
    let json = |i: usize| serde_json::to_string(&decisions[i]).map_err(|e| Error::Row { row: i, why: e.to_string() });
    let correction =
        |(rank, &(item, i)): (usize, &(u64, usize))| Ok(Corrected { item: item as i64, rank: rank as i64, correction: json(i)? });
    let corrected: Vec<Corrected> = decided.corrections.iter().enumerate().map(correction).collect::<Result<_, Error>>()?;
    let tables = [scored(edges)?, scored(seeds)?, give(&corrected)?];
    Ok((decided, tables))
}

fn weights(batch: &RecordBatch, statistics: &Statistics) -> Result<RecordBatch, Error> {
    let mut sums: BTreeMap<u32, i64> = BTreeMap::new();
    for row in take::<Profile>(batch)? {
        let source = profiled(&row.profile, String::new())?;
        statistics.weights(&source).for_each(|(id, weight)| *sums.entry(id).or_default() += weight);
    }
    give(&sums.into_iter().map(|(stem, weight)| Weight { stem: stem.into(), weight }).collect::<Vec<_>>())
}

fn copy_keys(batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let mut rows = Vec::new();
    for row in take::<Numbered>(batch)? {
        let source = profiled(&row.profile, row.text_sha256)?;
        let sketch = Bytes(pack(&source.sketch)?);
        rows.extend(grouped::copy_keys(&source).into_iter().map(|key| CopyKey { key, item: row.number, sketch: sketch.clone() }));
    }
    give(&rows)
}

fn copy_pairs(batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let mut blocks: BTreeMap<String, BTreeMap<i64, Vec<u32>>> = BTreeMap::new();
    for row in take::<CopyKey>(batch)? {
        blocks.entry(row.key).or_default().insert(row.item, unpack(&row.sketch.0)?);
    }
    let mut pairs = Vec::new();
    for (key, block) in &blocks {
        let block: Vec<(u64, &[u32])> = block.iter().map(|(&item, sketch)| (item as u64, sketch.as_slice())).collect();
        pairs.extend(grouped::copies_in(key, &block).into_iter().map(|(a, b)| Pair { a: a as i64, b: b as i64 }));
    }
    give(&pairs)
}

fn digests(batch: &RecordBatch, statistics: &Statistics) -> Result<RecordBatch, Error> {
    let numbers = take::<Number>(batch)?;
    let rows = crate::sources_from(batch)?;
    let row = |(number, row): (Number, crate::ReadRow)| {
        let digest = Digest::of(number.number as u64, &row.source, statistics);
        Ok(Digested { item: number.number, digest: Bytes(pack(&digest)?) })
    };
    give(&numbers.into_iter().zip(rows).map(row).collect::<Result<Vec<_>, Error>>()?)
}

rows! {
    WithDigest { number: i64 = Int64, false; digest: Bytes = Binary, false }
    Number { number: i64 = Int64, false }
}

fn story_keys(batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let mut rows = Vec::new();
    for row in take::<Digested>(batch)? {
        let digest: Digest = unpack(&row.digest.0)?;
        rows.extend(digest.story_keys().into_iter().map(|word| Keyed {
            key: word.to_string(),
            item: row.item,
            when: String::new(),
        }));
    }
    give(&rows)
}

fn briefs(batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let brief = |row: Digested| {
        let digest: Digest = unpack(&row.digest.0)?;
        Ok(Digested { item: row.item, digest: Bytes(pack(&digest.brief())?) })
    };
    give(&take::<Digested>(batch)?.into_iter().map(brief).collect::<Result<Vec<_>, Error>>()?)
}

fn edges(batch: &RecordBatch, score: &dyn Fn(&[Digest], usize) -> Vec<Edge>) -> Result<RecordBatch, Error> {
    let mut blocks: BTreeMap<(String, i64), Vec<InBlock>> = BTreeMap::new();
    for row in take::<InBlock>(batch)? {
        blocks.entry((row.key.clone(), row.slice)).or_default().push(row);
    }
    let mut found: Vec<Scored> = Vec::new();
    for mut block in blocks.into_values() {
        block.sort_by(|a, b| (&a.when, a.item).cmp(&(&b.when, b.item)));
        let size = block.first().map_or(0, |row| row.size as usize);
        let digests: Vec<Digest> = block.iter().map(|row| unpack(&row.digest.0)).collect::<Result<_, _>>()?;
        found.extend(score(&digests, size).into_iter().map(|(a, b, score)| Scored { a: a as i64, b: b as i64, score }));
    }
    // Pairs that met under several keys of this batch once.
    found.sort_by_key(|e| (e.a, e.b));
    found.dedup_by_key(|e| (e.a, e.b));
    give(&found)
}

/// Which items are connected, out of all edges and seeds: rows of `item` and `part`, the smallest item of it.
pub fn parts(edges: &[RecordBatch], seeds: &[RecordBatch]) -> Result<RecordBatch, Error> {
    let list = |batches: &[RecordBatch], floor: f64| -> Result<Vec<Edge>, Error> {
        let mut list = Vec::new();
        for batch in batches {
            let rows = take::<Scored>(batch)?.into_iter().filter(|e| e.score > floor);
            list.extend(rows.map(|e| (e.a as u64, e.b as u64, e.score)));
        }
        list.sort_by_key(|e| (e.0, e.1));
        list.dedup_by_key(|e| (e.0, e.1));
        Ok(list)
    };
    let found = grouped::parts(&list(edges, 0.0)?, &list(seeds, f64::NEG_INFINITY)?);
    give(&found.into_iter().map(|(item, part)| PartOf { item: item as i64, part: part as i64 }).collect::<Vec<_>>())
}

/// For each item that is a copy of another the first of its copies, as `item` and `part`.
pub fn roots(pairs: &[RecordBatch]) -> Result<RecordBatch, Error> {
    let mut all = Vec::new();
    for batch in pairs {
        all.extend(take::<Pair>(batch)?.into_iter().map(|p| (p.a as u64, p.b as u64)));
    }
    let found = grouped::roots(&all);
    give(&found.into_iter().map(|(item, part)| PartOf { item: item as i64, part: part as i64 }).collect::<Vec<_>>())
}

/// The rows of one part.
#[derive(Default)]
struct Members {
    digests: BTreeMap<i64, Digest>,
    edges: Vec<Edge>,
    seeds: Vec<Edge>,
}

fn members(batch: &RecordBatch) -> Result<Vec<Members>, Error> {
    let mut parts: BTreeMap<i64, Members> = BTreeMap::new();
    for row in take::<InPart>(batch)? {
        let part = parts.entry(row.part).or_default();
        if let (Some(item), Some(digest)) = (row.item, &row.digest) {
            part.digests.insert(item, unpack(&digest.0)?);
        } else if let (Some(a), Some(b), Some(score)) = (row.a, row.b, row.score) {
            let list = if row.seed == Some(true) { &mut part.seeds } else { &mut part.edges };
            list.push((a as u64, b as u64, score));
        }
    }
    Ok(parts.into_values().collect())
}

fn stories(batch: &RecordBatch, decided: &Decided) -> Result<RecordBatch, Error> {
    let mut rows = Vec::new();
    for part in members(batch)? {
        let digests: Vec<Digest> = part.digests.into_values().collect();
        let found = grouped::stories(&digests, &part.edges, decided);
        rows.extend(found.reports.into_iter().map(|(report, story, lead)| Storied {
            item: Some(report as i64),
            story: Some(story as i64),
            lead: lead.map(|l| l as i64),
            a: None,
            b: None,
            score: None,
        }));
        rows.extend(found.seeds.into_iter().map(|(a, b, floor)| Storied {
            item: None,
            story: None,
            lead: None,
            a: Some(a as i64),
            b: Some(b as i64),
            score: Some(floor),
        }));
    }
    give(&rows)
}

fn tellings(batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let mut rows = Vec::new();
    for row in take::<ToTell>(batch)? {
        let digest: Digest = unpack(&row.digest.0)?;
        for told in grouped::tellings(&digest, row.story as u64, row.lead.map(|l| l as u64)) {
            rows.push(Telling {
                item: told.number as i64,
                report: row.item,
                when: told.when,
                digest: Bytes(pack(&told.digest)?),
                keys: told.keys,
                claims: told.claims.into_iter().map(|c| c as i64).collect(),
            });
        }
    }
    give(&rows)
}

fn happenings(batch: &RecordBatch, decided: &Decided) -> Result<RecordBatch, Error> {
    let mut rows = Vec::new();
    for part in members(batch)? {
        let digests: Vec<Digest> = part.digests.into_values().collect();
        let found = grouped::happenings(&digests, &part.edges, &part.seeds, decided);
        rows.extend(found.into_iter().map(|(item, part)| PartOf { item: item as i64, part: part as i64 }));
    }
    give(&rows)
}

/// A [`Telling`](dateline_record::Telling) as it travels: claims have fields that may lack, which only a format that names them keeps.
#[derive(Serialize, Deserialize)]
struct Carried {
    source: Source,
    copy_of: String,
    mentions: Vec<Vec<usize>>,
}

/// Cuts each report into what it tells of each incident: claims travel once, to the incident that they belong to.
fn cuts(batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let told = take::<Cut>(batch)?;
    let rows = crate::sources_from(batch)?;
    let mut out = Vec::new();
    for (number, (cut, row)) in told.into_iter().zip(rows).enumerate() {
        let bad = |why: &str| Error::Row { row: number, why: why.to_owned() };
        let mut incidents: BTreeMap<i64, Vec<Vec<usize>>> = BTreeMap::new();
        for (incident, telling) in cut.incidents.iter().zip(&cut.tellings) {
            let claims: Result<Vec<usize>, _> = telling.split_whitespace().map(str::parse).collect();
            incidents.entry(*incident).or_default().push(claims.map_err(|_| bad("a telling is a list of numbers"))?);
        }
        for (part, tellings) in incidents {
            let mut held: Vec<usize> = tellings.iter().flatten().copied().collect();
            held.sort_unstable();
            held.dedup();
            let claims: Option<Vec<_>> = held.iter().map(|&c| row.source.claims.get(c).cloned()).collect();
            let at = |c: &usize| held.binary_search(c).unwrap_or(0);
            let carried = Carried {
                source: Source {
                    claims: claims.ok_or_else(|| bad("a telling names a claim that the report does not have"))?,
                    // Words tell what to join; that is done.
                    words: Vec::new(),
                    sketch: Vec::new(),
                    contexts: Vec::new(),
                    ..row.source.clone()
                },
                copy_of: cut.copy_of.clone(),
                mentions: tellings.iter().map(|telling| telling.iter().map(at).collect()).collect(),
            };
            let telling = serde_json::to_string(&carried).map_err(|e| bad(&e.to_string()))?;
            out.push(CutOut { part, telling: Some(telling), rank: None, correction: None });
        }
    }
    give(&out)
}

fn accounts(batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let mut incidents: BTreeMap<i64, (Vec<dateline_record::Telling>, BTreeMap<i64, Overlay>)> = BTreeMap::new();
    for (number, row) in take::<CutOut>(batch)?.into_iter().enumerate() {
        let bad = |e: serde_json::Error| Error::Row { row: number, why: e.to_string() };
        let (tellings, corrections) = incidents.entry(row.part).or_default();
        if let Some(text) = &row.telling {
            let Carried { source, copy_of, mentions } = serde_json::from_str(text).map_err(bad)?;
            tellings.push(dateline_record::Telling { source, copy_of, mentions });
        } else if let (Some(text), Some(rank)) = (&row.correction, row.rank) {
            corrections.insert(rank, serde_json::from_str(text).map_err(bad)?);
        }
    }
    let told = |(tellings, corrections): &(Vec<dateline_record::Telling>, BTreeMap<i64, Overlay>)| {
        dateline_record::retell(tellings, &corrections.values().cloned().collect::<Vec<_>>())
    };
    crate::incidents_batch(&incidents.values().map(told).collect::<Vec<_>>())
}

//! The joining in steps gives what the joining in one process gives: whatever the order of rows, and however blocks and parts fall
//! into batches. Here a few lines stand in for the cluster; `python/tests/test_spark.py` does it on a real one.

use arrow_array::builder::{Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray, cast::AsArray, types::*,
};
use dateline_columnar::{Known, ReadRow, Step, decided, incidents_batch, parts, readings_batch, roots, statistics};
use dateline_engine::record::Record;
use dateline_engine::{Engine, Options, Report};
use dateline_record::{ClaimKey, Edit, Incident, Overlay, Source};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A small generator of numbers, the same everywhere.
struct Dice(u64);

impl Dice {
    fn of(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let n = self.of(list.len());
        &list[n]
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.of(i + 1));
        }
    }
}

/// Reports of an invented war over `days` days.
fn sources(count: usize, days: usize) -> Vec<Source> {
    let mut dice = Dice(11);
    let towns = ["Aleppo", "Idlib", "Homs", "Raqqa", "Hama", "Deraa", "Palmyra", "Azaz"];
    let sides = ["Rebels", "The Syrian army", "Islamic State militants", "Kurdish fighters", "Russian warplanes"];
    let acts = ["shelled", "bombed a hospital in", "attacked a convoy near", "fired rockets at"];
    let mut reports = Vec::new();
    while reports.len() < count {
        let (day, town, side, act) = (dice.of(days), *dice.pick(&towns), *dice.pick(&sides), *dice.pick(&acts));
        let killed = 2 + dice.of(40);
        for _ in 0..1 + dice.of(3) {
            let date = jiff::civil::Date::constant(2016, 1, 4).checked_add(jiff::Span::new().days(day as i64)).unwrap();
            let weekday = date.strftime("%A");
            let more = *dice.pick(&[
                "The government denied the report and blamed the other side for the deaths of civilians in the town.",
                "Residents said that ambulances had brought dozens of wounded to a clinic near the old market.",
                "Talks between the two sides are to resume in Geneva next week, a diplomat said.",
            ]);
            let text = format!(
                "{side} {act} {town} on {weekday}, killing at least {killed} people, a monitoring group said. {more} It was the \
                 third attack on {town} within a week, and nobody claimed responsibility for it so far."
            );
            let mut report = Report::new(format!("r{}", reports.len()), text);
            report.published = date.checked_add(jiff::Span::new().days(dice.of(2) as i64)).ok();
            report.publisher = Some((*dice.pick(&["Northern Star", "Harbour Post"])).to_owned());
            reports.push(report);
        }
    }
    let engine = Engine::new(Options::default());
    let readings = engine.read_all(&reports);
    reports.iter().zip(readings).map(|(report, reading)| Source::new(report, reading.claims)).collect()
}

fn ints(batch: &RecordBatch, name: &str) -> Vec<i64> {
    batch.column_by_name(name).unwrap().as_primitive::<Int64Type>().values().to_vec()
}

fn blobs(batch: &RecordBatch, name: &str) -> Vec<Vec<u8>> {
    batch.column_by_name(name).unwrap().as_binary::<i32>().iter().map(|b| b.unwrap().to_vec()).collect()
}

fn words(batch: &RecordBatch, name: &str) -> Vec<String> {
    batch.column_by_name(name).unwrap().as_string::<i32>().iter().map(|b| b.unwrap().to_owned()).collect()
}

fn table(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter(columns).unwrap()
}

fn column(values: Vec<i64>) -> ArrayRef {
    Arc::new(Int64Array::from(values))
}

fn bytes(values: &[Vec<u8>]) -> ArrayRef {
    Arc::new(BinaryArray::from_iter_values(values))
}

/// Rows in random batches of random order.
fn dealt<T: Clone>(dice: &mut Dice, rows: &[T], bucket: impl Fn(&T) -> u64) -> Vec<Vec<T>> {
    let mut buckets: BTreeMap<u64, Vec<T>> = BTreeMap::new();
    for row in rows {
        buckets.entry(bucket(row) % 5).or_default().push(row.clone());
    }
    let mut buckets: Vec<Vec<T>> = buckets.into_values().collect();
    buckets.iter_mut().for_each(|b| dice.shuffle(b));
    dice.shuffle(&mut buckets);
    buckets
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(7, |h, b| h.wrapping_mul(31).wrapping_add(b.into()))
}

/// Key, item, and where it stands.
type KeyRow = (String, i64, String);

/// Blocks of keys, large ones cut into stretches that overlap, as an engine with little memory would.
fn blocks(
    dice: &mut Dice,
    keys: &[KeyRow],
    digest: &BTreeMap<i64, Vec<u8>>,
    (step, known): (Step, &Known),
    (overlap, uncut): (usize, usize),
) -> Vec<RecordBatch> {
    let mut by_key: BTreeMap<&str, Vec<(String, i64)>> = BTreeMap::new();
    keys.iter().for_each(|(key, item, when)| by_key.entry(key).or_default().push((when.clone(), *item)));
    let stretch = 64.max(overlap);
    let mut rows: Vec<(String, i64, i64, i64, String)> = Vec::new();
    for (key, mut members) in by_key {
        members.sort_unstable();
        let size = members.len();
        for (at, (when, item)) in members.into_iter().enumerate() {
            let slice = if size <= uncut { 0 } else { at / stretch };
            rows.push((key.to_owned(), slice as i64, size as i64, item, when.clone()));
            if size > uncut && at % stretch >= stretch - overlap {
                rows.push((key.to_owned(), slice as i64 + 1, size as i64, item, when));
            }
        }
    }
    let run = |rows: Vec<(String, i64, i64, i64, String)>| {
        let batch = table(vec![
            ("key", Arc::new(StringArray::from_iter_values(rows.iter().map(|r| &r.0)))),
            ("slice", column(rows.iter().map(|r| r.1).collect())),
            ("size", column(rows.iter().map(|r| r.2).collect())),
            ("item", column(rows.iter().map(|r| r.3).collect())),
            ("when", Arc::new(StringArray::from_iter_values(rows.iter().map(|r| &r.4)))),
            ("digest", bytes(&rows.iter().map(|r| digest[&r.3].clone()).collect::<Vec<_>>())),
        ]);
        step.run(&batch, known).unwrap()
    };
    dealt(dice, &rows, |r| hash(&r.0).wrapping_add(r.1 as u64)).into_iter().map(run).collect()
}

/// Runs a step over parts, with the edges and seeds that lie in them.
fn in_parts(
    dice: &mut Dice,
    digest: &BTreeMap<i64, Vec<u8>>,
    edges: &[RecordBatch],
    seeds: &[RecordBatch],
    (step, known): (Step, &Known),
) -> Vec<RecordBatch> {
    let found = parts(edges, seeds).unwrap();
    let mut part: BTreeMap<i64, i64> = digest.keys().map(|&item| (item, item)).collect();
    part.extend(ints(&found, "item").into_iter().zip(ints(&found, "part")));
    type Row = (i64, Option<i64>, Option<Vec<u8>>, Option<i64>, Option<i64>, Option<f64>, Option<bool>);
    let mut rows: Vec<Row> =
        digest.iter().map(|(&item, digest)| (part[&item], Some(item), Some(digest.clone()), None, None, None, None)).collect();
    for (batches, seed) in [(edges, false), (seeds, true)] {
        for batch in batches {
            let scores = batch.column_by_name("score").unwrap().as_primitive::<Float64Type>().values().to_vec();
            for ((a, b), score) in ints(batch, "a").into_iter().zip(ints(batch, "b")).zip(scores) {
                if part[&a] == part[&b] {
                    rows.push((part[&a], None, None, Some(a), Some(b), Some(score), Some(seed)));
                }
            }
        }
    }
    let run = |rows: Vec<Row>| {
        let batch = table(vec![
            ("part", column(rows.iter().map(|r| r.0).collect())),
            ("item", Arc::new(Int64Array::from_iter(rows.iter().map(|r| r.1)))),
            ("digest", Arc::new(BinaryArray::from_iter(rows.iter().map(|r| r.2.as_deref())))),
            ("a", Arc::new(Int64Array::from_iter(rows.iter().map(|r| r.3)))),
            ("b", Arc::new(Int64Array::from_iter(rows.iter().map(|r| r.4)))),
            ("score", Arc::new(Float64Array::from_iter(rows.iter().map(|r| r.5)))),
            ("seed", Arc::new(BooleanArray::from_iter(rows.iter().map(|r| r.6)))),
        ]);
        step.run(&batch, known).unwrap()
    };
    dealt(dice, &rows, |r| r.0 as u64).into_iter().map(run).collect()
}

/// The account of each incident, by its id.
fn in_steps(sources: &[Source], decisions: &[Overlay], seed: u64) -> BTreeMap<String, RecordBatch> {
    let dice = &mut Dice(seed);
    let mut order: Vec<&Source> = sources.iter().collect();
    order.sort_by_key(|s| dateline_record::grouped::canonical(s));
    // Numbers grow, with gaps.
    let numbers: Vec<i64> = (0..order.len()).map(|i| 3 * i as i64 + i as i64 / 7).collect();
    let mut rows: Vec<usize> = (0..order.len()).collect();
    dice.shuffle(&mut rows);
    let batches: Vec<RecordBatch> = rows
        .chunks(37)
        .map(|rows| {
            let read = |&i: &usize| ReadRow { source: order[i].clone(), coder: String::new(), problems: vec![] };
            let batch = readings_batch(rows.iter().map(read).collect()).unwrap();
            let mut columns: Vec<(String, ArrayRef)> =
                batch.schema().fields().iter().zip(batch.columns()).map(|(f, c)| (f.name().clone(), c.clone())).collect();
            columns.push(("number".into(), column(rows.iter().map(|&i| numbers[i]).collect())));
            RecordBatch::try_from_iter(columns).unwrap()
        })
        .collect();
    let none = Known::default();
    let map =
        |step: Step, known: &Known| -> Vec<RecordBatch> { batches.iter().map(|batch| step.run(batch, known).unwrap()).collect() };
    let counts = map(Step::Counts, &none);
    let mut whole = Known { statistics: statistics(order.len() as u64, &counts, &[]).unwrap(), ..Known::default() };
    let weights = map(Step::Weights, &whole);
    whole.statistics = statistics(order.len() as u64, &counts, &weights).unwrap();
    let mut whole = Known::unpack(&whole.pack().unwrap()).unwrap();

    // Copies.
    let rows: Vec<(String, i64, Vec<u8>)> = map(Step::CopyKeys, &none)
        .iter()
        .flat_map(|b| words(b, "key").into_iter().zip(ints(b, "item")).zip(blobs(b, "sketch")).map(|((k, i), s)| (k, i, s)))
        .collect();
    let pairs: Vec<RecordBatch> = dealt(dice, &rows, |r| hash(&r.0))
        .into_iter()
        .map(|rows| {
            let batch = table(vec![
                ("key", Arc::new(StringArray::from_iter_values(rows.iter().map(|r| &r.0)))),
                ("item", column(rows.iter().map(|r| r.1).collect())),
                ("sketch", bytes(&rows.iter().map(|r| r.2.clone()).collect::<Vec<_>>())),
            ]);
            Step::CopyPairs.run(&batch, &none).unwrap()
        })
        .collect();
    let id: BTreeMap<i64, &str> = numbers.iter().copied().zip(order.iter().map(|s| s.id.as_str())).collect();
    let root = roots(&pairs).unwrap();
    let mut copy_of: BTreeMap<String, String> = id.values().map(|id| ((*id).to_owned(), (*id).to_owned())).collect();
    for (item, part) in ints(&root, "item").into_iter().zip(ints(&root, "part")) {
        copy_of.insert(id[&item].to_owned(), id[&part].to_owned());
    }

    // Stories.
    let digested = map(Step::Digests, &whole);
    let digest: BTreeMap<i64, Vec<u8>> =
        digested.iter().flat_map(|b| ints(b, "item").into_iter().zip(blobs(b, "digest"))).collect();
    let run = |step: Step| -> Vec<RecordBatch> { digested.iter().map(|b| step.run(b, &none).unwrap()).collect() };
    let brief: BTreeMap<i64, Vec<u8>> =
        run(Step::Briefs).iter().flat_map(|b| ints(b, "item").into_iter().zip(blobs(b, "digest"))).collect();
    let keyed = |batches: &[RecordBatch]| -> Vec<KeyRow> {
        let rows = |b: &RecordBatch| {
            words(b, "key")
                .into_iter()
                .zip(ints(b, "item"))
                .zip(words(b, "when"))
                .map(|((k, i), w)| (k, i, w))
                .collect::<Vec<_>>()
        };
        batches.iter().flat_map(rows).collect()
    };
    let with_digest = |batch: &RecordBatch| {
        let mut columns: Vec<(String, ArrayRef)> =
            batch.schema().fields().iter().zip(batch.columns()).map(|(f, c)| (f.name().clone(), c.clone())).collect();
        let digests: Vec<Vec<u8>> = ints(batch, "number").iter().map(|n| digest[n].clone()).collect();
        columns.push(("digest".into(), bytes(&digests)));
        RecordBatch::try_from_iter(columns).unwrap()
    };
    let found = decided(decisions, &batches.iter().map(with_digest).collect::<Vec<_>>()).unwrap();
    whole.decided = found.0;
    let [decided_edges, decided_seeds, corrected] = found.1;
    let [story_overlap, telling_overlap] = dateline_record::grouped::overlaps();
    let edges = blocks(dice, &keyed(&run(Step::StoryKeys)), &brief, (Step::StoryEdges, &none), story_overlap);
    let storied = in_parts(dice, &digest, &edges, &[], (Step::Stories, &whole));

    // Tellings.
    let (mut story, mut seeds) = (BTreeMap::new(), Vec::new());
    for batch in &storied {
        let of = |name: &str| batch.column_by_name(name).unwrap().as_primitive::<Int64Type>().iter().collect::<Vec<_>>();
        let (item, tale, lead, a, b) = (of("item"), of("story"), of("lead"), of("a"), of("b"));
        let score = batch.column_by_name("score").unwrap().as_primitive::<Float64Type>();
        for row in 0..batch.num_rows() {
            match (item[row], tale[row]) {
                (Some(item), Some(tale)) => drop(story.insert(item, (tale, lead[row]))),
                _ => seeds.push((a[row].unwrap(), b[row].unwrap(), score.value(row))),
            }
        }
    }
    let seeds = vec![
        decided_seeds,
        table(vec![
            ("a", column(seeds.iter().map(|s| s.0).collect())),
            ("b", column(seeds.iter().map(|s| s.1).collect())),
            ("score", Arc::new(Float64Array::from_iter_values(seeds.iter().map(|s| s.2)))),
        ]),
    ];
    let to_tell = table(vec![
        ("item", column(digest.keys().copied().collect())),
        ("digest", bytes(&digest.values().cloned().collect::<Vec<_>>())),
        ("story", column(digest.keys().map(|i| story[i].0).collect())),
        ("lead", Arc::new(Int64Array::from_iter(digest.keys().map(|i| story[i].1)))),
    ]);
    let told = Step::Tellings.run(&to_tell, &none).unwrap();
    let (items, reports, when) = (ints(&told, "item"), ints(&told, "report"), words(&told, "when"));
    let keys = told.column_by_name("keys").unwrap().as_list::<i32>();
    let claims = told.column_by_name("claims").unwrap().as_list::<i32>();
    let (mut key_rows, mut claims_of) = (Vec::new(), BTreeMap::new());
    for row in 0..told.num_rows() {
        let list = keys.value(row);
        key_rows.extend(list.as_string::<i32>().iter().map(|key| (key.unwrap().to_owned(), items[row], when[row].clone())));
        let list = claims.value(row);
        let told: Vec<String> = list.as_primitive::<Int64Type>().values().iter().map(ToString::to_string).collect();
        claims_of.insert(items[row], (reports[row], told.join(" ")));
        assert!(!list.is_empty());
    }
    let digest: BTreeMap<i64, Vec<u8>> = items.iter().copied().zip(blobs(&told, "digest")).collect();
    let mut edges = blocks(dice, &key_rows, &digest, (Step::TellingEdges, &whole), telling_overlap);
    edges.push(decided_edges);
    let happened = in_parts(dice, &digest, &edges, &seeds, (Step::Happenings, &whole));

    // Accounts.
    let mut incident_of = BTreeMap::new();
    happened.iter().for_each(|b| incident_of.extend(ints(b, "item").into_iter().zip(ints(b, "part"))));
    let mut per_report: BTreeMap<i64, Vec<(i64, i64, String)>> = BTreeMap::new();
    for (item, (report, claims)) in claims_of {
        per_report.entry(report).or_default().push((incident_of[&item], item, claims));
    }
    let cut = |batch: &RecordBatch| {
        let (mut incidents, mut tellings) = (ListBuilder::new(Int64Builder::new()), ListBuilder::new(StringBuilder::new()));
        let rows: Vec<usize> = (0..batch.num_rows()).collect();
        for number in rows.iter().map(|&r| ints(batch, "number")[r]) {
            for (incident, _, claims) in per_report.get(&number).into_iter().flatten() {
                incidents.values().append_value(*incident);
                tellings.values().append_value(claims);
            }
            incidents.append(true);
            tellings.append(true);
        }
        let copies: Vec<&String> = ints(batch, "number").iter().map(|n| &copy_of[id[n]]).collect();
        let mut columns: Vec<(String, ArrayRef)> =
            batch.schema().fields().iter().zip(batch.columns()).map(|(f, c)| (f.name().clone(), c.clone())).collect();
        columns.push(("copy_of".into(), Arc::new(StringArray::from_iter_values(copies))));
        columns.push(("incidents".into(), Arc::new(incidents.finish())));
        columns.push(("tellings".into(), Arc::new(tellings.finish())));
        Step::Cuts.run(&RecordBatch::try_from_iter(columns).unwrap(), &none).unwrap()
    };
    type Row = (i64, Option<String>, Option<i64>, Option<String>);
    let mut rows: Vec<Row> = Vec::new();
    for batch in batches.iter().map(cut) {
        rows.extend(ints(&batch, "part").into_iter().zip(words(&batch, "telling")).map(|(part, t)| (part, Some(t), None, None)));
    }
    for ((item, rank), text) in
        ints(&corrected, "item").into_iter().zip(ints(&corrected, "rank")).zip(words(&corrected, "correction"))
    {
        rows.push((incident_of[&item], None, Some(rank), Some(text)));
    }
    let mut accounts = BTreeMap::new();
    for rows in dealt(dice, &rows, |r| r.0 as u64) {
        let batch = table(vec![
            ("part", column(rows.iter().map(|r| r.0).collect())),
            ("telling", Arc::new(StringArray::from_iter(rows.iter().map(|r| r.1.as_deref())))),
            ("rank", Arc::new(Int64Array::from_iter(rows.iter().map(|r| r.2)))),
            ("correction", Arc::new(StringArray::from_iter(rows.iter().map(|r| r.3.as_deref())))),
        ]);
        accounts.extend(by_id(&Step::Accounts.run(&batch, &none).unwrap()));
    }
    accounts
}

fn by_id(batch: &RecordBatch) -> BTreeMap<String, RecordBatch> {
    words(batch, "id").into_iter().enumerate().map(|(row, id)| (id, batch.slice(row, 1))).collect()
}

fn compare(sources: &[Source], decisions: &[Overlay], seed: u64) -> Vec<Incident> {
    let record = Record::new(sources, decisions);
    assert!(record.copies.iter().enumerate().any(|(i, &first)| i != first), "some reports are copies");
    assert!(record.incidents.iter().any(|i| i.texts > 2), "some incidents are told by several texts");
    let whole = by_id(&incidents_batch(&record.incidents).unwrap());
    let steps = in_steps(sources, decisions, seed);
    assert_eq!(steps.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    for (id, account) in &whole {
        assert!(steps[id] == *account, "the account of {id}");
    }
    record.incidents
}

#[test]
fn a_war_of_weeks_joins_alike_in_steps_with_what_people_decided() {
    let sources = sources(240, 40);
    let incidents = compare(&sources, &[], 1);
    compare(&sources, &[], 2);

    // Somebody parts the largest incident, joins two others, and corrects a place.
    let claims: BTreeMap<&str, ClaimKey> =
        sources.iter().flat_map(|s| &s.claims).map(|c| (c.id.as_str(), ClaimKey::of(c))).collect();
    let by = |edit: Edit, hour: u32| Overlay {
        edit,
        author: "A. Editor".into(),
        time: format!("2026-11-21T{hour:02}:00:00Z"),
        reason: "read again".into(),
    };
    let large = incidents.iter().max_by_key(|i| i.texts).unwrap();
    let first = claims[large.claim_ids[0].as_str()].clone();
    let other = large.claim_ids.iter().map(|c| &claims[c.as_str()]).find(|k| k.text_sha256 != first.text_sha256).unwrap();
    let violent: Vec<&Incident> = incidents.iter().filter(|i| i.family == "violence" && i.id != large.id).collect();
    let [a, b] = [violent[1], violent[violent.len() - 2]].map(|i| claims[i.claim_ids[0].as_str()].clone());
    let decisions = [
        by(Edit::Split { these: vec![first.clone()], those: vec![other.clone()] }, 9),
        by(Edit::Join { claims: vec![a.clone(), b.clone()] }, 10),
        by(Edit::Correct { claim: first.clone(), field: "where".into(), value: "Lower Karmir".into(), known: None }, 12),
        by(Edit::Correct { claim: first.clone(), field: "where".into(), value: "Upper Karmir".into(), known: None }, 11),
    ];
    let after = compare(&sources, &decisions, 4);
    let holds =
        |x: &ClaimKey, y: &ClaimKey| after.iter().any(|i| i.claim_ids.contains(&x.claim) && i.claim_ids.contains(&y.claim));
    assert!(!holds(&first, other) && holds(&a, &b));
    let corrected: Vec<&str> =
        after.iter().flat_map(|i| &i.fields).filter_map(|f| f.corrected.as_ref()).map(|c| c.value.as_str()).collect();
    assert_eq!(corrected, ["Lower Karmir"]);
}

#[test]
fn a_day_on_which_everything_happens_joins_alike_in_steps() {
    // Blocks are larger than what is compared in full, and parts larger than what is scored in full.
    compare(&sources(700, 2), &[], 3);
}

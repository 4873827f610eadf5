//! A large synthetic record: how long joining takes, how right it is, how much memory it needs, and how fast views answer.
//!
//! `cargo run --release -p dateline-store --example scale -- [REPORTS] [DAYS] [FILE]`: by default 50,000 reports of one war on one day,
//! a million claims. Each report tells ten happenings of a war in which happenings are told by one report or by hundreds; each with an act
//! and a number of wounded, in words of its own among words that all share. It is known which claims are one, so that the joining is
//! scored (B-cubed over claims). With a FILE it is also kept there; the example `views` then times what is asked of it.

use dateline_coding::Claim;
use dateline_record::{Record, Source};
use dateline_store::Store;
use dateline_text::Report;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

/// Happenings that a report tells.
const TOLD: usize = 10;
/// Towns of the country.
const TOWNS: u64 = 400;

/// Numbers that look drawn by lot, the same each time (Knuth's multiplier).
struct Lot(u64);

impl Lot {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n.max(1)
    }
}

/// A word that nobody uses, from a number.
fn word(number: u64) -> String {
    let (mut n, mut word) = (number + 1, String::new());
    while n > 0 {
        word.push(char::from(b"bdfgklmnprstvz"[(n % 14) as usize]));
        n /= 14;
        word.push(char::from(b"aeiou"[(n % 5) as usize]));
        n /= 5;
    }
    word
}

/// One happening of the war.
struct Happening {
    town: u64,
    mode: usize,
    first: bool,
    wounded: u64,
    words: [String; 4],
}

const MODES: [(&str, &str); 5] = [
    ("heavy-weapons", "shelled"),
    ("drone", "hit with drones"),
    ("firearms", "shot at"),
    ("aerial", "bombed"),
    ("explosives", "blew up"),
];

fn happening(lot: &mut Lot) -> Happening {
    let mut own = || word(5_000 + lot.below(40_000));
    let words = [own(), own(), own(), own()];
    Happening {
        town: lot.below(TOWNS),
        mode: lot.below(MODES.len() as u64) as usize,
        first: lot.below(2) == 0,
        wounded: 3 + lot.below(60),
        words,
    }
}

fn side(first: bool) -> Value {
    let (name, code) = if first { ("Avaria", "XXA") } else { ("Boria", "XXB") };
    json!({ "id": format!("state:{code}"), "wikidata": null, "name": name, "code": code, "sector": null, "kind": "state",
        "person": null, "office": null, "words": null, "via": "name" })
}

fn claim(
    report: &Report,
    start: usize,
    quote: &str,
    ordinal: usize,
    told: &Happening,
    day: &str,
    figure: bool,
    act: &str,
) -> Claim {
    let (lat, lon) = (40.0 + (told.town / 20) as f64 * 0.6, 40.0 + (told.town % 20) as f64 * 0.7);
    let when =
        json!({ "start": day, "end": day, "open": null, "precision": "day", "words": null, "rule": "told", "anchor": null });
    let town = json!({ "name": format!("{}grad", word(told.town)), "geonames": 1_000 + told.town, "country": "XXA", "admin1": null,
        "lat": lat, "lon": lon, "radius_km": 2.0, "precision": "settlement", "relation": null, "words": null });
    let event = json!({ "type": "ASSAULT", "modes": [MODES[told.mode].0], "contexts": [], "count": null, "cameo": null, "acled": null,
        "quad": 4, "score": -9.0 });
    let mut claim = json!({
        "schema": 1, "coder": "scale", "id": format!("{}-{ordinal}", report.id),
        "report": { "id": report.id, "text_sha256": report.text_sha256(), "published": day, "publisher": report.publisher, "wire": null },
        "kind": if figure { "figure" } else { "event" }, "event": event,
        "actors": [side(told.first)], "recipients": [side(!told.first)], "third_parties": [], "when": when, "where": town,
        "polarity": "positive", "modality": "actual", "aspect": "current", "certainty": "certain", "attribution": [], "hedges": [],
        "evidence": { "start": start, "end": start + quote.len(), "text": quote }, "links": [], "rule": "scale", "confidence": 0.8
    });
    if figure {
        claim["event"] = Value::Null;
        claim["figure"] = json!({ "what": "wounded", "low": told.wounded, "high": told.wounded, "scope": "event" });
        claim["links"] = json!([{ "rel": "counts", "claim": act }]);
    }
    serde_json::from_value(claim).expect("a claim of our own layout")
}

/// A report and the happening of each of its claims.
fn report(number: usize, day: &str, told: &[usize], war: &[Happening], lot: &mut Lot) -> (Source, String, Vec<usize>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for &which in told {
        let h = &war[which];
        let who = if h.first { "Avaria" } else { "Boria" };
        // Every report words it anew, with some of the words that belong to it.
        let pick: Vec<&str> = h.words.iter().filter(|_| lot.below(4) > 0).map(String::as_str).collect();
        let noise: Vec<String> = (0..6).map(|_| word(lot.below(3_000))).collect();
        let act = format!("{who} {} the {} of {}grad", MODES[h.mode].1, pick.join(" "), word(h.town));
        spans.push((text.len(), act.len(), which, false));
        text += &format!("{act} near {}. ", noise.join(" "));
        let figure = format!("{} people were wounded", h.wounded);
        spans.push((text.len(), figure.len(), which, true));
        text += &format!("{figure} at the {}. ", pick.join(" "));
    }
    let mut report = Report::new(format!("r{number:06}"), text.clone());
    report.published = day.parse().ok();
    report.publisher = Some(format!("Outlet {}", lot.below(300)));
    let mut act = String::new();
    let mut claims = Vec::new();
    for (ordinal, &(start, length, which, figure)) in spans.iter().enumerate() {
        claims.push(claim(&report, start, &text[start..start + length], ordinal, &war[which], day, figure, &act));
        act.clone_from(&claims[ordinal].id);
    }
    let truth = spans.iter().map(|s| s.2).collect();
    (Source::new(&report, claims), text, truth)
}

/// B-cubed precision and recall over claims.
fn b_cubed(found: &[usize], truth: &[usize]) -> (f64, f64) {
    let mut both: HashMap<(usize, usize), f64> = HashMap::new();
    let (mut f, mut t): (HashMap<usize, f64>, HashMap<usize, f64>) = Default::default();
    for (&a, &b) in found.iter().zip(truth) {
        *both.entry((a, b)).or_default() += 1.0;
        *f.entry(a).or_default() += 1.0;
        *t.entry(b).or_default() += 1.0;
    }
    let sum = |of: &dyn Fn(&(usize, usize)) -> f64| both.iter().map(|(k, n)| n * n / of(k)).sum::<f64>() / found.len() as f64;
    (sum(&|k| f[&k.0]), sum(&|k| t[&k.1]))
}

/// Seconds of processor time that the program has had, where the system tells: on a busy machine they say more than the clock.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name in brackets: state is the first, user and system time the twelfth and thirteenth, in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks = |i: usize| fields.get(i).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// Memory at most so far, in MiB, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:"))
        .and_then(|l| l.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    peak.map_or("not told".to_owned(), |kb| format!("{} MiB", kb / 1024))
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize, default: usize| arguments.get(i).and_then(|a| a.parse().ok()).unwrap_or(default);
    let (reports, days) = (number(0, 50_000), number(1, 1).max(1));
    let mut lot = Lot(7);
    // Half as many happenings as reports; most are told by a few reports, some by hundreds.
    let count = (reports / 2).max(20);
    let war: Vec<Happening> = (0..count).map(|_| happening(&mut lot)).collect();
    let (mut made, mut truth) = (Vec::new(), HashMap::new());
    let begin = Instant::now();
    for number in 0..reports {
        let day = number * days / reports;
        let date = jiff::civil::Date::constant(2020, 1, 1).checked_add(jiff::Span::new().days(day as i64)).expect("a day");
        let (low, high) = (day * count / days, (day + 1) * count / days);
        let mut told: Vec<usize> = Vec::new();
        while told.len() < TOLD.min(high - low) {
            // The square of a share of one: the first happenings of a day are told most.
            let share = lot.below(1_000_000) as f64 / 1e6;
            let which = low + ((high - low) as f64 * share * share * share) as usize;
            if which < high && !told.contains(&which) {
                told.push(which);
            }
        }
        let (source, text, happenings) = report(number, &date.to_string(), &told, &war, &mut lot);
        truth.extend(source.claims.iter().zip(happenings).map(|(c, h)| (c.id.clone(), h)));
        made.push((source, text));
    }
    println!(
        "{reports} reports on {days} day(s), {} claims of {count} happenings, made in {:.1} s",
        truth.len(),
        begin.elapsed().as_secs_f64()
    );
    println!("memory with the claims: {}", memory());
    let (sources, texts): (Vec<Source>, Vec<String>) = made.into_iter().unzip();
    let (begin, before) = (Instant::now(), processor());
    let record = Record::new(&sources, &[]);
    let spent = processor() - before;
    println!(
        "joined into {} incidents in {:.1} s ({spent:.1} s of processor time), on one thread; memory at most {}",
        record.incidents.len(),
        begin.elapsed().as_secs_f64(),
        memory()
    );
    let (mut found, mut true_) = (Vec::new(), Vec::new());
    for (i, incident) in record.incidents.iter().enumerate() {
        for id in &incident.claim_ids {
            found.push(i);
            true_.push(truth[id]);
        }
    }
    let (p, r) = b_cubed(&found, &true_);
    println!("B-cubed over {} claims: precision {p:.3}, recall {r:.3}, F1 {:.3}", found.len(), 2.0 * p * r / (p + r));
    drop(record);
    if let Some(file) = arguments.get(2) {
        keep(Path::new(file), sources, texts);
    }
}

/// Keeps the record in a file and times the views.
fn keep(file: &Path, sources: Vec<Source>, texts: Vec<String>) {
    let mut store = Store::create(file).expect("a record");
    let begin = Instant::now();
    for (source, text) in sources.iter().zip(&texts) {
        store.add(source, Some(text), "scale", "2022-01-01T00:00:00Z").expect("added");
    }
    println!("kept in {:.1} s", begin.elapsed().as_secs_f64());
    drop((sources, texts));
    let begin = Instant::now();
    let refreshed = store.refresh().expect("joined");
    println!("refreshed in {:.1} s ({} written), memory at most {}", begin.elapsed().as_secs_f64(), refreshed.written, memory());
    store.close().expect("closed");
    println!("file: {} MiB", std::fs::metadata(file).map_or(0, |m| m.len() >> 20));
}

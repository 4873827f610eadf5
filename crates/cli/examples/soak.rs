//! A soak: many articles into one record, with the memory of the program and the size of the file drawn.
//!
//! ```sh
//! cargo run --release -p dateline --example soak -- 100000 soak.svg [PROGRAM]
//! ```
//!
//! The articles are made from `examples/reports`: of each its sentences in another order, with other days, numbers and, as a party
//! or a place, other names, so that they join into incidents as news does and are no copies of each other. The same number gives the
//! same articles. PROGRAM is the `dateline` to run; if it is not given, the one beside this program.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Towns that stand in for those of the examples: of many countries, so that incidents lie apart.
const TOWNS: [&str; 24] = [
    "Aleppo",
    "Homs",
    "Mosul",
    "Kirkuk",
    "Kandahar",
    "Herat",
    "Mopti",
    "Gao",
    "Maiduguri",
    "Goma",
    "Bukavu",
    "Bangui",
    "Juba",
    "Malakal",
    "Khartoum",
    "El Fasher",
    "Mogadishu",
    "Kismayo",
    "Taiz",
    "Aden",
    "Kharkiv",
    "Odesa",
    "Stepanakert",
    "Benghazi",
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, picture, rest @ ..] = &arguments[..] else { return Err("soak COUNT PICTURE.svg [PROGRAM]".into()) };
    let count: usize = count.parse()?;
    let beside = std::env::current_exe()?.parent().and_then(Path::parent).map(|folder| folder.join("dateline"));
    let program = rest.first().map(PathBuf::from).or(beside).ok_or("where is the program?")?;
    let folder = tempfile::tempdir()?;
    let db = folder.path().join("soak.db");
    let stock = sentences()?;

    let mut child = Command::new(program).arg("--db").arg(&db).args(["record", "add", "-"]).stdin(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().ok_or("no pipe")?;
    let status = format!("/proc/{}/status", child.id());
    let begun = Instant::now();
    let sample = |articles: usize| {
        let sample = Sample {
            articles,
            seconds: begun.elapsed().as_secs_f64(),
            memory: resident(&status),
            file: size(&db) + size(&db.with_extension("db-wal")),
        };
        println!("{}\t{:.1}\t{:.1}\t{:.1}", sample.articles, sample.seconds, sample.memory, sample.file);
        sample
    };
    let mut samples: Vec<Sample> = Vec::new();
    for number in 0..count {
        input.write_all(article(number, &stock).as_bytes())?;
        // The pipe holds little: what was written has nearly all been read.
        if number % (count / 200).max(1) == 0 {
            samples.push(sample(number));
        }
    }
    drop(input);
    let added = begun.elapsed().as_secs_f64();
    // What is left is the joining.
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        samples.push(sample(count));
        std::thread::sleep(Duration::from_secs_f64((added / 200.0).clamp(0.1, 10.0)));
    };
    if !ended.success() {
        return Err(format!("the program failed: {ended}").into());
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{count} articles added in {added:.0} s, {:.1} a second; joined after {:.0} s more; file {:.1} MB",
        count as f64 / added,
        seconds - added,
        size(&db)
    );
    fs::write(picture, drawn(&samples, added))?;
    Ok(())
}

struct Sample {
    articles: usize,
    seconds: f64,
    /// Resident memory of the program, MB.
    memory: f64,
    /// File and journal, MB.
    file: f64,
}

/// Resident memory in MB, as Linux tells it; 0 where nothing does.
fn resident(status: &str) -> f64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap_or("");
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) / 1024.0
}

fn size(path: &Path) -> f64 {
    fs::metadata(path).map_or(0.0, |m| m.len() as f64 / 1e6)
}

/// The sentences of the examples, by report.
fn sentences() -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let mut all = Vec::new();
    for item in dateline_intake::open(&[folder], dateline_intake::Options::default()) {
        if let dateline_intake::Item::Report(report) = item {
            let found: Vec<String> =
                report.text.split_inclusive(". ").map(|s| s.trim().replace('\n', " ")).filter(|s| s.len() > 30).collect();
            all.push(found);
        }
    }
    Ok(all)
}

/// One article as a line of JSON.
fn article(number: usize, stock: &[Vec<String>]) -> String {
    let mut state = number as u64 + 1;
    let mut pick = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    // Two years of days; neighbouring numbers lie on neighbouring days, as in an archive.
    let day = jiff::civil::date(2022, 1, 1).saturating_add(jiff::Span::new().days((number / 140 % 730) as i64));
    let town = TOWNS[pick(TOWNS.len())];
    let report = &stock[pick(stock.len())];
    let mut text = format!(
        "{} people were killed when the army shelled the town of {town} on {}, residents said. ",
        pick(40) + 2,
        day.strftime("%A")
    );
    let mut last = usize::MAX;
    while text.len() < 3_600 && !report.is_empty() {
        let at = pick(report.len());
        if at != last {
            for word in report[at].split(' ') {
                // Numbers of people vary; years and days stay.
                match word.parse::<u32>() {
                    Ok(n) if n > 31 && n < 1_000 => drop(write!(text, "{} ", n + pick(50) as u32)),
                    _ => drop(write!(text, "{word} ")),
                }
            }
        }
        last = at;
        if report.len() == 1 {
            break;
        }
    }
    let outlet = ["Herald", "Post", "Times", "Courier", "Observer", "Tribune"][pick(6)];
    serde_json::json!({ "id": format!("soak-{number}"), "date": day.to_string(), "publisher": outlet, "text": text }).to_string()
        + "\n"
}

/// Two lines over time, each on its own scale; articles were added until `added`.
fn drawn(samples: &[Sample], added: f64) -> String {
    let (wide, high, left, top) = (560.0, 220.0, 60.0, 30.0);
    let most = |of: fn(&Sample) -> f64| samples.iter().map(of).fold(1.0, f64::max) * 1.1;
    let end = samples.last().map_or(1.0, |s| s.seconds.max(1.0));
    let across = |seconds: f64| left + wide * (seconds / end).min(1.0);
    let line = |of: fn(&Sample) -> f64| {
        let top_of_scale = most(of);
        let point = |s: &Sample| format!("{:.1},{:.1}", across(s.seconds), top + high * (1.0 - of(s) / top_of_scale));
        samples.iter().map(point).collect::<Vec<_>>().join(" ")
    };
    let (memory, file): (fn(&Sample) -> f64, fn(&Sample) -> f64) = (|s| s.memory, |s| s.file);
    let while_adding = samples.iter().filter(|s| s.seconds <= added).map(memory).fold(0.0, f64::max);
    let articles = samples.last().map_or(0, |s| s.articles);
    let (bottom, right, below, middle) = (top + high, left + wide, top + high + 18.0, across(added));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 690 310\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"690\" height=\"310\" fill=\"#fff\"/>\n\
         <path d=\"M{left} {top}V{bottom}H{right}V{top}M{middle:.1} {top}V{bottom}\" fill=\"none\" stroke=\"#888\"/>\n\
         <polyline fill=\"none\" stroke=\"#1f5fa8\" stroke-width=\"2\" points=\"{}\"/>\n\
         <polyline fill=\"none\" stroke=\"#b3541e\" stroke-width=\"2\" stroke-dasharray=\"6 3\" points=\"{}\"/>\n\
         <text x=\"{left}\" y=\"18\" fill=\"#1f5fa8\">memory, 0 to {:.0} MB (whole line); at most {while_adding:.0} MB while adding</text>\n\
         <text x=\"{right}\" y=\"18\" fill=\"#b3541e\" text-anchor=\"end\">file, 0 to {:.0} MB (broken line)</text>\n\
         <text x=\"{left}\" y=\"{below}\">0 s</text>\n\
         <text x=\"{middle:.1}\" y=\"{below}\" text-anchor=\"end\">{articles} articles added, {added:.0} s</text>\n\
         <text x=\"{right}\" y=\"{below}\" text-anchor=\"end\">joined, {end:.0} s</text>\n</svg>\n",
        line(memory),
        line(file),
        most(memory),
        most(file),
    )
}

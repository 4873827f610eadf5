//! How well claims of several reports are joined into incidents.
//!
//! Three layouts of gold, told apart by what the file holds: reports with the incident that each is mainly about (JSON Lines;
//! B-cubed of the reports), incidents with the reports that tell of them (`in_reports`; found and joined), and
//! incidents with their claims (`members`; MUC, B-cubed, CEAF-e). The unread third is scored apart and never listed.

use crate::Error;
use crate::accounts::accounts;
use dateline_engine::claim::Claim;
use dateline_engine::{Engine, Report};
use dateline_record::{Record, Source};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// A page of figures, and what was wrong, a line each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The figures.
    pub text: String,
    /// What was wrong.
    pub errors: Vec<String>,
}

/// Scores the joining on `file`. `claims` are claims read before, as JSON Lines; without them the reports are read.
pub fn incidents(engine: &Engine, file: &Path, claims: Option<&str>) -> Result<Page, Error> {
    let text = read(file)?;
    let given = claims.map(given).transpose()?;
    let take = |reports: &[Report]| take(engine, reports, given.as_ref());
    match serde_json::from_str::<Value>(&text) {
        Ok(gold) if gold["incidents"][0]["members"].is_array() => {
            let reports = reports(&read(&file.with_file_name("reports.jsonl"))?, file)?;
            let coded = members(&gold, file, &reports, &take(&reports), false)?;
            let given = members(&gold, file, &reports, &take(&reports), true)?;
            Ok(Page {
                text: format!("claims as coded\n{}claims as annotated, without their ties\n{}", coded.text, given.text),
                errors: coded.errors,
            })
        }
        Ok(gold) if gold["incidents"][0]["in_reports"].is_array() => {
            let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or("");
            let reports = reports(&read(&file.with_file_name(format!("{stem}-reports.jsonl")))?, file)?;
            Ok(told(&gold, &reports, &take(&reports)))
        }
        _ => {
            let reports = reports(&text, file)?;
            leads(&text, &reports, &take(&reports))
        }
    }
}

fn read(file: &Path) -> Result<String, Error> {
    std::fs::read_to_string(file).map_err(|e| Error::File { file: file.display().to_string(), cause: e.to_string() })
}

fn reports(lines: &str, file: &Path) -> Result<Vec<Report>, Error> {
    let parse = |(number, line): (usize, &str)| {
        let layout = |cause: String| Error::Layout { file: file.display().to_string(), line: number + 1, cause };
        let row: Value = serde_json::from_str(line).map_err(|e| layout(e.to_string()))?;
        let (Some(id), Some(text)) = (row["id"].as_str(), row["text"].as_str()) else {
            return Err(layout("a report needs id and text".to_owned()));
        };
        let mut report = Report::new(id, text);
        report.published = row["date"].as_str().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
        let word = |key: &str| row[key].as_str().map(str::to_owned);
        (report.publisher, report.title) = (word("publisher").or_else(|| word("source")), word("title"));
        Ok(report)
    };
    lines.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()).map(parse).collect()
}

fn given(lines: &str) -> Result<BTreeMap<String, Vec<Claim>>, Error> {
    let mut by_report: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
    for (number, line) in lines.lines().enumerate() {
        let claim: Claim = serde_json::from_str(line).map_err(|e| Error::Layout {
            file: "claims".to_owned(),
            line: number + 1,
            cause: e.to_string(),
        })?;
        by_report.entry(claim.report.id.clone()).or_default().push(claim);
    }
    Ok(by_report)
}

fn take(engine: &Engine, reports: &[Report], given: Option<&BTreeMap<String, Vec<Claim>>>) -> Vec<Source> {
    match given {
        Some(given) => reports.iter().map(|r| Source::new(r, given.get(&r.id).cloned().unwrap_or_default())).collect(),
        None => engine.read_all(reports).into_iter().zip(reports).map(|(read, r)| Source::new(r, read.claims)).collect(),
    }
}

/// Precision, recall and F1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Score {
    pub precision: f64,
    pub recall: f64,
}

impl Score {
    fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "precision {:.3}  recall {:.3}  F1 {:.3}", self.precision, self.recall, self.f1())
    }
}

/// B-cubed over the items that `counted` picks, within groups of all items.
fn b_cubed(gold: &[String], found: &[String], counted: &dyn Fn(usize) -> bool) -> Score {
    let (mut precision, mut recall, mut n) = (0.0, 0.0, 0.0);
    for i in (0..gold.len()).filter(|&i| counted(i)) {
        let both = (0..gold.len()).filter(|&j| gold[j] == gold[i] && found[j] == found[i]).count() as f64;
        precision += both / found.iter().filter(|f| **f == found[i]).count() as f64;
        recall += both / gold.iter().filter(|g| **g == gold[i]).count() as f64;
        n += 1.0;
    }
    if n == 0.0 { Score::default() } else { Score { precision: precision / n, recall: recall / n } }
}

/// Ids that nobody reads the errors of.
fn unread() -> BTreeSet<&'static str> {
    let lists = [include_str!("../unread/incidents.txt"), include_str!("../unread/toll.txt")];
    lists.iter().flat_map(|list| list.split_whitespace()).collect()
}

/// Reports grouped by the incident that each is mainly about.
fn leads(lines: &str, reports: &[Report], sources: &[Source]) -> Result<Page, Error> {
    let mut gold = BTreeMap::new();
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let row: Value = serde_json::from_str(line).unwrap_or_default();
        let label = ["event_id", "incident"].iter().map(|k| &row[*k]).find(|v| !v.is_null());
        gold.insert(row["id"].as_str().unwrap_or("").to_owned(), label.map_or(String::new(), Value::to_string));
    }
    let record = Record::new(sources, &[]);
    let ids: Vec<&str> = record.sources.iter().map(|s| s.id.as_str()).collect();
    let gold: Vec<String> = ids.iter().map(|id| gold.get(*id).cloned().unwrap_or_default()).collect();
    let found: Vec<String> = (0..ids.len()).map(|i| by_lead(&record, i)).collect();
    let stories: Vec<String> = record.stories.iter().map(usize::to_string).collect();
    let alone: Vec<String> = (0..ids.len()).map(|i| i.to_string()).collect();
    let (alike, threshold) = by_words(&record.sources, &gold);
    let words = format!("baseline: tf-idf > {threshold:.2}");
    let unread = unread();
    let mut text = format!("{} reports, {} incidents\n", reports.len(), gold.iter().collect::<BTreeSet<_>>().len());
    let parts: [(&str, &dyn Fn(usize) -> bool); 3] =
        [("all", &|_| true), ("read by us", &|i| !unread.contains(ids[i])), ("unread third", &|i| unread.contains(ids[i]))];
    for (part, counted) in parts.iter().filter(|(_, counted)| (0..ids.len()).any(|i| counted(i))) {
        for (name, groups) in [
            ("ours, by lead claim", &found),
            ("ours, by story", &stories),
            (words.as_str(), &alike),
            ("baseline: each alone", &alone),
        ] {
            let _ = writeln!(text, "{part:13} {name:22} B-cubed {}", b_cubed(&gold, groups, counted));
        }
    }
    let mut errors = Vec::new();
    for i in 0..ids.len() {
        for j in i + 1..ids.len() {
            if (gold[i] == gold[j]) != (found[i] == found[j]) && !unread.contains(ids[i]) && !unread.contains(ids[j]) {
                let wrong = if gold[i] == gold[j] { "left apart" } else { "joined" };
                let title = |k: usize| record.sources[k].title.clone().unwrap_or_default();
                errors.push(format!("{wrong:10} {} | {} | {} | {}", ids[i], ids[j], title(i), title(j)));
            }
        }
    }
    Ok(Page { text, errors })
}

/// Groups by plain tf-idf and average linkage, at the threshold that is best on the very data: what words alone can reach at most.
fn by_words(sources: &[&Source], gold: &[String]) -> (Vec<String>, f64) {
    let n = sources.len();
    let mut frequency: BTreeMap<&str, f64> = BTreeMap::new();
    sources.iter().flat_map(|s| &s.words).for_each(|(w, _)| *frequency.entry(w).or_default() += 1.0);
    let bag = |s: &&Source| {
        let weight =
            |(w, c): &(String, u16)| (1.0 + f64::from(*c).ln()) * (((1 + n) as f64 / (1.0 + frequency[w.as_str()])).ln() + 1.0);
        let weights: Vec<f64> = s.words.iter().map(weight).collect();
        let length = weights.iter().map(|w| w * w).sum::<f64>().sqrt().max(1e-9);
        s.words.iter().zip(weights).map(|((w, _), weight)| (w.clone(), weight / length)).collect::<BTreeMap<String, f64>>()
    };
    let bags: Vec<BTreeMap<String, f64>> = sources.iter().map(bag).collect();
    let cosine = |a: usize, b: usize| bags[a].iter().filter_map(|(w, x)| bags[b].get(w).map(|y| x * y)).sum::<f64>();
    let mut alike: Vec<Vec<f64>> = (0..n).map(|a| (0..n).map(|b| cosine(a, b)).collect()).collect();
    let (mut group, mut size): (Vec<usize>, Vec<f64>) = ((0..n).collect(), vec![1.0; n]);
    let mut best = ((0..n).map(|i| i.to_string()).collect(), 1.0, 0.0);
    loop {
        let live: Vec<usize> = (0..n).filter(|&i| size[i] > 0.0).collect();
        let pairs = live.iter().enumerate().flat_map(|(k, &a)| live[k + 1..].iter().map(move |&b| (a, b)));
        let Some((a, b)) = pairs.reduce(|x, y| if alike[y.0][y.1] > alike[x.0][x.1] { y } else { x }) else { break };
        let labels: Vec<String> = group.iter().map(usize::to_string).collect();
        let score = b_cubed(gold, &labels, &|_| true).f1();
        if score > best.2 {
            best = (labels, alike[a][b], score);
        }
        if alike[a][b] < 0.05 {
            break;
        }
        for &c in live.iter().filter(|&&c| c != a && c != b) {
            let mean = (alike[a][c] * size[a] + alike[b][c] * size[b]) / (size[a] + size[b]);
            (alike[a][c], alike[c][a]) = (mean, mean);
        }
        size[a] += size[b];
        size[b] = 0.0;
        group.iter_mut().filter(|g| **g == b).for_each(|g| *g = a);
    }
    (best.0, best.1)
}

/// The incident of a report's lead; of a report without claims of its story's kind, that of the story.
fn by_lead(record: &Record<'_>, report: usize) -> String {
    let story = record.stories[report];
    let lead = record.leads[report].or_else(|| {
        let others = (0..record.stories.len()).filter(|&i| record.stories[i] == story);
        others.filter_map(|i| record.leads[i]).next()
    });
    lead.map_or_else(|| format!("story {story}"), |l| l.to_string())
}

/// Where the gold quote stands, in code points.
fn find(text: &str, quote: &str, occurrence: usize) -> Option<(u32, u32)> {
    let (at, _) = text.match_indices(quote).nth(occurrence.max(1) - 1).or_else(|| text.match_indices(quote).next())?;
    let start = text[..at].chars().count() as u32;
    Some((start, start + quote.chars().count() as u32))
}

/// Incidents and the reports that tell of them.
fn told(gold: &Value, reports: &[Report], sources: &[Source]) -> Page {
    let record = Record::new(sources, &[]);
    let unread: BTreeSet<&str> = include_str!("../unread/claims.txt").split_whitespace().collect();
    let position: BTreeMap<&str, usize> = record.sources.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
    let text_of: BTreeMap<&str, &str> = reports.iter().map(|r| (r.id.as_str(), r.text.as_str())).collect();
    // Incidents that hold a claim of the sentence in which gold sees the happening told.
    let mut rows: Vec<(String, String, BTreeSet<usize>, bool)> = Vec::new();
    for incident in gold["incidents"].as_array().into_iter().flatten() {
        for told in incident["in_reports"].as_array().into_iter().flatten() {
            let (Some(report), Some(quote)) = (told["report"].as_str(), told["quote"].as_str()) else { continue };
            let (Some(&at), Some(text)) = (position.get(report), text_of.get(report)) else { continue };
            let Some((start, end)) = find(text, quote, 1) else { continue };
            let hit = |&(s, c): &(usize, usize)| {
                let evidence = &record.sources[s].claims[c].evidence;
                s == at && evidence.start < end && start < evidence.end
            };
            let found: BTreeSet<usize> =
                record.incidents.iter().enumerate().filter(|(_, i)| i.claims.iter().any(hit)).map(|(i, _)| i).collect();
            let name = incident["id"].as_str().unwrap_or("").to_owned();
            rows.push((name, report.to_owned(), found, told["main"] == json!(true)));
        }
    }
    let found = rows.iter().filter(|r| !r.2.is_empty()).count();
    let (mut right, mut owed, mut joined) = (0usize, 0usize, 0usize);
    let mut errors = Vec::new();
    for (i, a) in rows.iter().enumerate() {
        for b in rows.iter().skip(i + 1) {
            let one = a.2.intersection(&b.2).next().is_some();
            let gold_one = a.0 == b.0;
            owed += usize::from(gold_one);
            joined += usize::from(one && a.1 != b.1);
            right += usize::from(one && gold_one);
            if one != gold_one && (gold_one || a.1 != b.1) && !unread.contains(a.1.as_str()) && !unread.contains(b.1.as_str()) {
                errors.push(format!("{} {} {} | {} {}", if one { "joined    " } else { "left apart" }, a.0, a.1, b.0, b.1));
            }
        }
    }
    let pairs = Score { precision: ratio(right, joined), recall: ratio(right, owed) };
    // For B-cubed a telling stands under the incident that most tellings of its gold incident share.
    let mut popular: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    rows.iter().for_each(|r| r.2.iter().for_each(|&i| *popular.entry((&r.0, i)).or_default() += 1));
    let best = |(n, r): (usize, &(String, String, BTreeSet<usize>, bool))| {
        let best = r.2.iter().max_by_key(|&&i| (popular[&(r.0.as_str(), i)], std::cmp::Reverse(i)));
        best.map_or_else(|| format!("none {n}"), usize::to_string)
    };
    let groups: Vec<String> = rows.iter().enumerate().map(best).collect();
    let gold_groups: Vec<String> = rows.iter().map(|r| r.0.clone()).collect();
    let alone: Vec<String> = (0..rows.len()).map(|i| i.to_string()).collect();
    let mut text =
        format!("{} tellings of {} incidents; found {found}\n", rows.len(), gold["incidents"].as_array().map_or(0, Vec::len));
    let _ = writeln!(text, "ours                  pairs   {pairs}");
    for (name, groups) in [("ours", &groups), ("baseline: each alone", &alone)] {
        let _ = writeln!(text, "{name:21} B-cubed {}", b_cubed(&gold_groups, groups, &|_| true));
    }
    // Ours that holds most tellings of an annotated one; of equals the first.
    let mut most: BTreeMap<String, usize> = BTreeMap::new();
    for (&(name, at), &count) in &popular {
        let held = most.get(name).map_or(0, |&held| popular[&(name, held)]);
        if count > held {
            most.insert(name.to_owned(), at);
        }
    }
    let (accounts, wrong) = accounts(gold, &record, &most, &|report| !unread.contains(report));
    text.push_str(&accounts);
    errors.extend(wrong);
    Page { text, errors }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Incidents and their claims.
fn members(gold: &Value, file: &Path, reports: &[Report], sources: &[Source], annotated: bool) -> Result<Page, Error> {
    let mut annotations: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut wanted: Vec<(String, i64, String)> = Vec::new();
    for (number, incident) in gold["incidents"].as_array().into_iter().flatten().enumerate() {
        for member in incident["members"].as_array().into_iter().flatten() {
            if let (Some(report), Some(n)) = (member[0].as_str(), member[1].as_i64()) {
                wanted.push((report.to_owned(), n, number.to_string()));
                annotations.entry(report.to_owned()).or_default();
            }
        }
    }
    for (report, claims) in &mut annotations {
        let row: Value = serde_json::from_str(&read(&file.with_file_name(format!("{report}.json")))?).unwrap_or_default();
        *claims = row["claims"].as_array().cloned().unwrap_or_default();
    }
    let made: Vec<Source> = if annotated {
        let of = |report: &Report| annotations.get(&report.id).map(|claims| Source::new(report, as_claims(report, claims)));
        reports.iter().filter_map(of).collect()
    } else {
        sources.to_vec()
    };
    let record = Record::new(&made, &[]);
    let mut incident_of: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (i, incident) in record.incidents.iter().enumerate() {
        incident_of.extend(incident.claims.iter().map(|&c| (c, i)));
    }
    let position: BTreeMap<&str, usize> = record.sources.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
    let text_of: BTreeMap<&str, &str> = reports.iter().map(|r| (r.id.as_str(), r.text.as_str())).collect();
    let asked: Vec<Option<&Value>> =
        wanted.iter().map(|(report, n, _)| annotations[report].iter().find(|c| c["n"].as_i64() == Some(*n))).collect();
    // Each claim stands for one that was annotated: the best pair first; of equals the first.
    let mut fits: Vec<(f64, usize, (usize, usize))> = Vec::new();
    for (k, (report, ..)) in wanted.iter().enumerate() {
        let Some((claim, &at)) = asked[k].zip(position.get(report.as_str())) else { continue };
        let span = claim["evidence"]
            .as_str()
            .zip(text_of.get(report.as_str()))
            .and_then(|(quote, text)| find(text, quote, claim["occurrence"].as_u64().unwrap_or(1) as usize));
        let Some(span) = span else { continue };
        let coded = record.sources[at].claims.iter().enumerate();
        fits.extend(coded.filter_map(|(c, coded)| Some((fit(claim, span, coded)?, k, (at, c)))));
    }
    fits.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut stands_for: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (_, k, claim) in fits {
        if !stands_for.contains_key(&k) && taken.insert(claim) {
            stands_for.insert(k, claim);
        }
    }
    let incident = |k: usize| stands_for.get(&k).and_then(|claim| incident_of.get(claim));
    let groups: Vec<String> =
        (0..wanted.len()).map(|k| incident(k).map_or_else(|| format!("none {k}"), usize::to_string)).collect();
    let quote = |k: usize| asked[k].and_then(|c| c["evidence"].as_str()).unwrap_or("");
    let names: Vec<String> = wanted.iter().enumerate().map(|(k, (report, n, _))| format!("{report} {n} {}", quote(k))).collect();
    let labels: Vec<String> = wanted.iter().map(|w| w.2.clone()).collect();
    let scores =
        [("MUC", muc(&labels, &groups)), ("B-cubed", b_cubed(&labels, &groups, &|_| true)), ("CEAF-e", ceaf(&labels, &groups))];
    let alone: Vec<String> = (0..labels.len()).map(|i| i.to_string()).collect();
    let lonely = [muc(&labels, &alone), b_cubed(&labels, &alone, &|_| true), ceaf(&labels, &alone)];
    let unseen = groups.iter().filter(|g| g.starts_with("none")).count();
    let mut text =
        format!("{} claims of {} incidents; {unseen} not coded\n", labels.len(), labels.iter().collect::<BTreeSet<_>>().len());
    for (name, score) in scores {
        let _ = writeln!(text, "ours    {name:8} {score}");
    }
    let mean = scores.iter().map(|(_, s)| s.f1()).sum::<f64>() / 3.0;
    let base = lonely.iter().map(|s| s.f1()).sum::<f64>() / 3.0;
    let _ = writeln!(text, "mean F1 {mean:.3}   baseline, each alone: {base:.3}");
    let unread: BTreeSet<&str> = include_str!("../unread/claims.txt").split_whitespace().collect();
    let errors = (0..labels.len())
        .filter(|&i| !unread.contains(wanted[i].0.as_str()))
        .map(|i| format!("gold {:3} ours {:8} {}", labels[i], groups[i], names[i]))
        .collect();
    Ok(Page { text, errors })
}

/// Annotated claims in our layout, without ties, so that the joining is measured alone.
/// How well a coded claim fits an annotated one whose words stand at `span`: words, type, polarity and who did it; `None` where the words or the
/// kind of claim are others.
fn fit(gold: &Value, span: (u32, u32), coded: &Claim) -> Option<f64> {
    let shared = span.1.min(coded.evidence.end).saturating_sub(span.0.max(coded.evidence.start));
    let all = span.1.max(coded.evidence.end) - span.0.min(coded.evidence.start);
    let kind = gold["type"].as_str() == coded.event.as_ref().map(|e| e.kind.as_str());
    let polarity = gold["polarity"].as_str() == Some(coded.polarity.as_str());
    let codes: BTreeSet<&str> = gold["actors"].as_array().into_iter().flatten().filter_map(|a| a["code"].as_str()).collect();
    let who = codes == coded.actors.iter().filter_map(|a| a.code.as_deref()).collect();
    let same = gold["kind"].as_str() == Some(coded.kind.as_str());
    let count = |holds: bool| f64::from(u8::from(holds));
    let fit = f64::from(shared) / f64::from(all.max(1)) + count(kind) + 0.2 * count(polarity) + 0.2 * count(who);
    (shared > 0 && same).then_some(fit)
}

fn as_claims(report: &Report, rows: &[Value]) -> Vec<Claim> {
    let quote = |start: u32, end: u32, text: &str| json!({ "start": start, "end": end, "text": text });
    let entity = |e: &Value| {
        json!({ "id": e["name"], "wikidata": null, "name": e["name"], "code": e["code"], "sector": e["sector"],
            "kind": if e["sector"] == "CVL" { "population" } else if e["sector"] == "REB" { "armed_group" } else { "state" },
            "person": e["person"], "office": null, "words": null, "via": "" })
    };
    let entities = |v: &Value| -> Vec<Value> { v.as_array().into_iter().flatten().map(entity).collect() };
    let convert = |row: &Value| {
        let words = row["evidence"].as_str()?;
        let (start, end) = find(&report.text, words, row["occurrence"].as_u64().unwrap_or(1) as usize)?;
        let speakers: Vec<Value> = row["attribution"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|l| {
                let mut source = entity(l);
                source["kind"] = if l["kind"] == "outlet" { json!("outlet") } else { json!("state") };
                json!({ "source": source, "stance": l["stance"], "cue": null, "relation": l["kind"] })
            })
            .collect();
        let when = row["when"].as_array().map(|w| {
            json!({ "start": w.first(), "end": w.get(1), "open": null, "precision": "range", "words": null, "rule": "", "anchor": null })
        });
        let place = row["where"].as_object().map(|w| {
            let whole = w.get("name") == w.get("country") || w.get("country").is_none();
            json!({ "name": w.get("name"), "geonames": null, "country": w.get("country"), "admin1": null, "lat": null, "lon": null,
                "radius_km": null, "precision": if whole { "country" } else { "settlement" }, "relation": null, "words": null })
        });
        let mut claim = json!({
            "schema": 1, "coder": "gold", "id": format!("{}-{}", report.id, row["n"]),
            "report": { "id": report.id, "text_sha256": report.text_sha256(), "published": null, "publisher": null, "wire": null },
            "kind": row["kind"], "actors": entities(&row["actors"]), "recipients": entities(&row["recipients"]),
            "third_parties": entities(&row["third_parties"]), "when": when, "where": place, "polarity": row["polarity"],
            "modality": row["modality"], "aspect": row["aspect"], "certainty": "certain", "attribution": speakers,
            "hedges": [], "evidence": quote(start, end, words), "links": [], "rule": "", "confidence": 1.0
        });
        match row["kind"].as_str()? {
            "event" => {
                claim["event"] = json!({ "type": row["type"], "modes": row["modes"], "contexts": row["contexts"], "count": row["count"],
                    "cameo": null, "acled": null, "quad": null, "score": null });
            }
            "figure" => {
                claim["figure"] = row["figure"].clone();
                claim["figure"]["scope"] = row["figure"].get("scope").cloned().unwrap_or(json!("event"));
            }
            "obligation" => claim["obligation"] = json!({ "term": row["term"], "until": null, "condition": null }),
            _ => return None,
        }
        serde_json::from_value(claim).ok()
    };
    rows.iter().filter_map(convert).collect()
}

fn sets(labels: &[String]) -> BTreeMap<&str, BTreeSet<usize>> {
    let mut sets: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (i, label) in labels.iter().enumerate() {
        sets.entry(label).or_default().insert(i);
    }
    sets
}

/// MUC (Vilain and others 1995): links needed to make each group, and those that are there.
fn muc(gold: &[String], found: &[String]) -> Score {
    let side = |of: &[String], by: &[String]| {
        let (mut kept, mut all) = (0, 0);
        for set in sets(of).values() {
            let parts: BTreeSet<&String> = set.iter().map(|&i| &by[i]).collect();
            kept += set.len() - parts.len();
            all += set.len() - 1;
        }
        ratio(kept, all)
    };
    Score { precision: side(found, gold), recall: side(gold, found) }
}

/// CEAF with the entity measure φ4 (Luo 2005), over the best pairing of groups.
fn ceaf(gold: &[String], found: &[String]) -> Score {
    let (gold, found) = (sets(gold), sets(found));
    let weights: Vec<Vec<f64>> = gold
        .values()
        .map(|g| found.values().map(|f| 2.0 * g.intersection(f).count() as f64 / (g.len() + f.len()) as f64).collect())
        .collect();
    let total = best_pairing(&weights);
    Score { precision: total / found.len().max(1) as f64, recall: total / gold.len().max(1) as f64 }
}

/// The largest total weight of pairs, each row and column used once: the Hungarian method with potentials.
fn best_pairing(weights: &[Vec<f64>]) -> f64 {
    let n = weights.len().max(weights.first().map_or(0, Vec::len));
    let cost = |i: usize, j: usize| -weights.get(i).and_then(|r| r.get(j)).copied().unwrap_or(0.0);
    let (mut u, mut v) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let (mut of, mut way) = (vec![0usize; n + 1], vec![0usize; n + 1]);
    for i in 1..=n {
        of[0] = i;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; n + 1];
        let mut used = vec![false; n + 1];
        loop {
            used[column] = true;
            let (row, mut delta, mut next) = (of[column], f64::INFINITY, 0);
            for j in 1..=n {
                if !used[j] {
                    let reduced = cost(row - 1, j - 1) - u[row] - v[j];
                    if reduced < least[j] {
                        least[j] = reduced;
                        way[j] = column;
                    }
                    if least[j] < delta {
                        delta = least[j];
                        next = j;
                    }
                }
            }
            for j in 0..=n {
                if used[j] {
                    u[of[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
            if of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            of[column] = of[way[column]];
            column = way[column];
        }
    }
    (1..=n).map(|j| -cost(of[j] - 1, j - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<String> {
        text.chars().map(|c| c.to_string()).collect()
    }

    #[test]
    fn scores_of_the_textbook_example() {
        // Gold {0,1,2}{3,4}{5}, found {0,1}{2,3,4}{5}.
        let (gold, found) = (labels("aaabbc"), labels("xxyyyz"));
        let muc = muc(&gold, &found);
        assert!((muc.precision - 2.0 / 3.0).abs() < 1e-9 && (muc.recall - 2.0 / 3.0).abs() < 1e-9);
        let b = b_cubed(&gold, &found, &|_| true);
        assert!((b.precision - (1.0 + 1.0 + 1.0 / 3.0 + 2.0 / 3.0 * 2.0 + 1.0) / 6.0).abs() < 1e-9);
        let ceaf = ceaf(&gold, &found);
        assert!((ceaf.precision - (0.8 + 0.8 + 1.0) / 3.0).abs() < 1e-9);
    }

    #[test]
    fn pairing_is_the_best_not_the_greedy_one() {
        assert_eq!(best_pairing(&[vec![3.0, 2.0], vec![2.0, 0.0]]), 4.0);
    }
}

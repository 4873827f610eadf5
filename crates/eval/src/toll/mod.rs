//! `toll`: how many were killed, hurt, captured; when; where. Two layouts, told apart by the row.
//!
//! *isaf* (`labels`): military press releases; killed and captured summed over the report's own incidents against `min_killed` and
//! `min_captured`, the start date of the first incident, its province. *gva* (`record`): local news; killed and injured of the main incident against the
//! record of it, which may know more than the one text says. Low values; right exactly, and within one; over all records and over those whose
//! gold is not zero.

mod count;

use crate::frame::{Document, Formula, Measure, Miss, Row, Suite, Tally};
use crate::main_event::main_event;
use count::{Incident, incidents};
pub(crate) use count::{What, done};
use dateline_engine::Claim;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The counts of one figure: exact, within one, of; and the same where gold is not zero.
struct Names {
    exact: &'static str,
    near: &'static str,
    all: &'static str,
    exact_told: &'static str,
    near_told: &'static str,
    told: &'static str,
}

macro_rules! names {
    ($what:literal) => {
        Names {
            exact: concat!($what, ", exact"),
            near: concat!($what, ", within one"),
            all: concat!($what, ", records"),
            exact_told: concat!($what, ", exact where not zero"),
            near_told: concat!($what, ", within one where not zero"),
            told: concat!($what, ", not zero"),
        }
    };
}

const ISAF: [Names; 2] = [names!("isaf killed"), names!("isaf captured")];
const GVA: [Names; 2] = [names!("gva killed"), names!("gva injured")];
const DATE: [&str; 2] = ["isaf start date, exact", "isaf dated"];
const PROVINCE: [&str; 2] = ["isaf province named", "isaf located"];

/// What a report comes to, by gold, by us or by the baseline.
#[derive(Clone, Debug, Default, PartialEq)]
struct Toll {
    numbers: [u64; 2],
    date: Option<Date>,
    province: Option<String>,
}

/// Scores the toll of each report.
pub(crate) fn score(rows: &[Row], claims: &[&[Claim]]) -> Suite {
    let nothing = Nothing::of(rows);
    let mut documents = Vec::new();
    for (row, claims) in rows.iter().zip(claims) {
        let mut document = Document { id: row.report.id.clone(), ..Document::default() };
        let incidents = incidents(&row.report, claims);
        if let Some(gold) = isaf_gold(&row.value) {
            let ours = isaf(&incidents, claims);
            count(&ISAF, &gold, &ours, &mut document.ours);
            day_and_province(&gold, &ours, &mut document.ours);
            let bare = nothing.isaf(row);
            count(&ISAF, &gold, &bare, &mut document.baseline);
            day_and_province(&gold, &bare, &mut document.baseline);
            document.errors.extend(miss(&gold, &ours, ["killed", "captured"], row));
        } else if let Some(gold) = gva_gold(&row.value) {
            let ours = gva(&incidents, claims);
            count(&GVA, &gold, &ours, &mut document.ours);
            count(&GVA, &gold, &Toll::default(), &mut document.baseline);
            document.errors.extend(miss(&gold, &ours, ["killed", "injured"], row));
        }
        documents.push(document);
    }
    let held = |name: &str| documents.iter().any(|d| d.ours.get(name) > 0);
    let mut measures = Vec::new();
    for names in ISAF.iter().chain(&GVA).filter(|names| held(names.all)) {
        let pairs =
            [(names.exact, names.all), (names.near, names.all), (names.exact_told, names.told), (names.near_told, names.told)];
        measures.extend(pairs.map(|(right, of)| Measure::new(right, Formula::Share { right, of })));
    }
    for [right, of] in [DATE, PROVINCE].into_iter().filter(|[_, of]| held(of)) {
        measures.push(Measure::new(right, Formula::Share { right, of }));
    }
    Suite { name: "toll", unit: "reports", baseline: nothing.words(), measures, documents, ..Suite::default() }
}

fn count(names: &[Names; 2], gold: &Toll, ours: &Toll, tally: &mut Tally) {
    for (i, names) in names.iter().enumerate() {
        let (gold, ours) = (gold.numbers[i], ours.numbers[i]);
        let (exact, near) = (gold == ours, gold.abs_diff(ours) <= 1);
        tally.add(names.all, 1);
        tally.add_if(names.exact, exact);
        tally.add_if(names.near, near);
        tally.add_if(names.told, gold > 0);
        tally.add_if(names.exact_told, exact && gold > 0);
        tally.add_if(names.near_told, near && gold > 0);
    }
}

fn day_and_province(gold: &Toll, ours: &Toll, tally: &mut Tally) {
    tally.add_if(DATE[1], gold.date.is_some());
    tally.add_if(DATE[0], gold.date.is_some() && gold.date == ours.date);
    tally.add_if(PROVINCE[1], gold.province.is_some());
    tally.add_if(PROVINCE[0], gold.province.is_some() && gold.province == ours.province);
}

fn isaf_gold(row: &Value) -> Option<Toll> {
    let labels = row["labels"].as_object()?;
    let number = |key: &str| labels.get(key).and_then(Value::as_u64);
    let province = labels.get("province").and_then(|p| p.get(0)).and_then(Value::as_str).map(skeleton).filter(|p| !p.is_empty());
    let date = labels.get("start_date").and_then(Value::as_str).and_then(|d| d.get(..10)?.parse().ok());
    Some(Toll { numbers: [number("min_killed")?, number("min_captured")?], date, province })
}

fn gva_gold(row: &Value) -> Option<Toll> {
    let number = |key: &str| row["record"][key].as_u64();
    Some(Toll { numbers: [number("killed")?, number("injured")?], ..Toll::default() })
}

/// The sum over the incidents; day and place of the first one that tells them.
fn isaf(incidents: &[Incident<'_>], claims: &[Claim]) -> Toll {
    let sum = |of: fn(&Incident<'_>) -> u64| incidents.iter().map(of).fold(0, u64::saturating_add);
    let main = main_event(claims);
    let tellers = || main.into_iter().chain(incidents.iter().flat_map(|incident| incident.claims.iter().copied()));
    let date = tellers().find_map(day);
    let province = tellers().find_map(province);
    Toll { numbers: [sum(|i| i.killed()), sum(|i| i.captured())], date, province }
}

/// The province of a claim's place, where it is told or known.
fn province(claim: &Claim) -> Option<String> {
    let place = claim.place.as_ref()?;
    let told = (place.precision == "province").then_some(&place.name);
    place.admin1.as_ref().or(told).map(|name| skeleton(name))
}

/// The first day of a claim, where it is told to the day.
fn day(claim: &Claim) -> Option<Date> {
    let when = claim.when.as_ref().filter(|when| when.open.is_none())?;
    when.start.as_deref()?.get(..10)?.parse().ok()
}

/// The incident that the main event belongs to, else the first.
fn gva(incidents: &[Incident<'_>], claims: &[Claim]) -> Toll {
    let main = main_event(claims).map(|claim| claim.id.as_str());
    let hurts = |incident: &&Incident<'_>| incident.killed() + incident.injured() > 0;
    let of_main = incidents.iter().find(|incident| incident.claims.iter().any(|claim| Some(claim.id.as_str()) == main));
    let incident = of_main.filter(hurts).or(incidents.iter().find(hurts));
    incident.map_or(Toll::default(), |i| Toll { numbers: [i.killed(), i.injured()], ..Toll::default() })
}

/// The consonants of a name, so that spellings of one province agree (Wardak and Vardak, Uruzgan and Orūzgān, Paktya and Paktia).
fn skeleton(name: &str) -> String {
    let plain = |c: char| match c {
        'y' => 'a',
        'w' => 'v',
        c => c,
    };
    let name = name.to_lowercase().replace("province", "").replace("wilayat", "").replace("velayat", "");
    name.nfd().map(plain).filter(|c| c.is_ascii_alphabetic() && !"aeiou".contains(*c)).collect()
}

/// What somebody would answer who reads nothing but the date line.
struct Nothing {
    /// Days from the report back to the incident, the commonest.
    lag: i64,
    province: Option<String>,
    isaf: bool,
}

impl Nothing {
    fn of(rows: &[Row]) -> Nothing {
        let golds: Vec<(&Row, Toll)> = rows.iter().filter_map(|row| Some((row, isaf_gold(&row.value)?))).collect();
        fn most<T: Ord + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
            let mut counts: BTreeMap<T, usize> = BTreeMap::new();
            values.for_each(|value| *counts.entry(value).or_default() += 1);
            counts.into_iter().max_by_key(|(value, n)| (*n, std::cmp::Reverse(value.clone()))).map(|(value, _)| value)
        }
        let lag =
            |(row, gold): &(&Row, Toll)| row.report.published?.since(gold.date?).ok().map(|span| i64::from(span.get_days()));
        Nothing {
            lag: most(golds.iter().filter_map(lag)).unwrap_or(0),
            province: most(golds.iter().filter_map(|(_, gold)| gold.province.clone())),
            isaf: !golds.is_empty(),
        }
    }

    fn isaf(&self, row: &Row) -> Toll {
        let date = row.report.published.and_then(|d| d.checked_sub(jiff::Span::new().try_days(self.lag).ok()?).ok());
        Toll { numbers: [0, 0], date, province: self.province.clone() }
    }

    fn words(&self) -> String {
        let zero = "nobody killed, hurt or captured".to_owned();
        match self.isaf {
            true => format!("{zero}; {} day(s) before the report; the commonest province", self.lag),
            false => zero,
        }
    }
}

fn miss(gold: &Toll, ours: &Toll, words: [&str; 2], row: &Row) -> Option<Miss> {
    let off = gold.numbers[0].abs_diff(ours.numbers[0]).saturating_add(gold.numbers[1].abs_diff(ours.numbers[1]));
    let (day, place) = (gold.date.is_some() && gold.date != ours.date, gold.province.is_some() && gold.province != ours.province);
    if off == 0 && !day && !place {
        return None;
    }
    let told = |toll: &Toll| {
        let [a, b] = toll.numbers;
        let date = toll.date.map(|d| d.to_string()).unwrap_or_default();
        format!("{} {a} {} {b} {date} {}", words[0], words[1], toll.province.as_deref().unwrap_or_default()).trim_end().to_owned()
    };
    let what = if off > 0 {
        "number"
    } else if day {
        "date"
    } else {
        "province"
    };
    let weight = u32::try_from(off.min(1000)).unwrap_or(0) + u32::from(day) + u32::from(place);
    Some(Miss { weight, what: what.to_owned(), gold: told(gold), ours: told(ours), context: row.report.text.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::claim;
    use dateline_engine::Report;
    use serde_json::json;

    #[test]
    fn spellings_of_a_province_agree_and_neighbours_differ() {
        assert_eq!(skeleton("Wardak"), skeleton("Vardak"));
        assert_eq!(skeleton("uruzgan"), skeleton("Orūzgān"));
        assert_eq!(skeleton("sar-e pul"), skeleton("Sar-e Pol Province"));
        assert_eq!(skeleton("paktya"), skeleton("Paktia"));
        assert_ne!(skeleton("paktya"), skeleton("paktika"));
    }

    /// Three isaf rows (killed 3, 0, 2; ours 3, 0, 1) and a gva row (killed 1 injured 4; ours killed 1 injured 4).
    #[test]
    fn shares_are_over_all_and_over_those_not_zero() {
        let text = "On Sunday troops killed some in Andar and hurt others there.";
        let figure = |what: &str, low: u64, at: u32| {
            claim(
                json!({"kind": "figure", "event": null, "figure": {"what": what, "low": low, "high": low}, "evidence": [at, at + 3],
                "when": {"start": "2010-05-02", "end": "2010-05-02"}, "where": {"name": "Andar", "admin1": "Ghaznī"}}),
            )
        };
        let isaf = |killed: u64| json!({"labels": {"min_killed": killed, "min_captured": 0, "start_date": "2010-05-02", "province": ["ghazni"]}});
        let row = |id: &str, value: Value| {
            let mut report = Report::new(id, text);
            report.published = "2010-05-03".parse().ok();
            Row { report, value }
        };
        let rows = [
            row("a", isaf(3)),
            row("b", isaf(0)),
            row("c", isaf(2)),
            row("d", json!({"record": {"killed": 1, "injured": 4}})),
            row("e", json!({"record": null})),
        ];
        let (a, c) = ([figure("killed", 3, 5)], [figure("killed", 1, 5)]);
        let d = [figure("killed", 1, 5), figure("wounded", 4, 30)];
        let suite = score(&rows, &[&a, &[], &c, &d, &[]]);
        let counts = |name: &str| suite.outcome(name).and_then(|o| o.ours.counts).map(|(right, of, _)| (right, of)).unwrap();
        assert_eq!(counts("isaf killed, exact"), (2, 3));
        assert_eq!(counts("isaf killed, within one"), (3, 3));
        assert_eq!(counts("isaf killed, exact where not zero"), (1, 2));
        assert_eq!(counts("isaf captured, exact where not zero"), (0, 0));
        assert_eq!(counts("isaf start date, exact"), (2, 3));
        assert_eq!(counts("isaf province named"), (2, 3));
        assert_eq!(counts("gva injured, exact"), (1, 1));
        let bare = suite.outcome("isaf start date, exact").unwrap().baseline;
        assert_eq!(bare.value, 1.0, "one day before the report is the commonest");
    }
}

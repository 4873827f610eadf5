//! `gsr`: the gold standard records of PLOVER. One sentence, one event: its type, who, to whom.
//!
//! All event claims of the sentence are its predictions. *type*: records in which some event has the gold type, of all records and of those with
//! any event. *precision over all events*: events of the gold type, of all events; a lower bound, since gold marks one event
//! a sentence. *source*, *target*: of the records whose gold has a country (or IGO, NGO, …) in that role, those in which some event names it there; where
//! gold lists several, one is enough. *type and both countries*: one single event has the gold type and the gold country in each role
//! that gold fills; where gold lists two sources and no target, the pair may lie in either role.

use crate::frame::{Document, Formula, Measure, Miss, Row, Suite};
use dateline_engine::Claim;
use dateline_engine::claim::{Entity, Kind};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The gold of one record, or an answer of the baseline: a type, and the countries of each role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Event {
    kind: String,
    source: BTreeSet<String>,
    target: BTreeSet<String>,
}

/// Scores the claims of each record.
pub(crate) fn score(rows: &[Row], claims: &[&[Claim]]) -> Suite {
    let gold: Vec<Event> = rows.iter().map(|row| gold_event(&row.value)).collect();
    let nothing = commonest(&gold);
    let document = |((row, gold), claims): ((&Row, &Event), &&[Claim])| {
        let events: Vec<Event> = claims.iter().filter_map(our_event).collect();
        let mut document = Document { id: row.report.id.clone(), ..Document::default() };
        count(gold, &events, &mut document.ours);
        count(gold, std::slice::from_ref(&nothing), &mut document.baseline);
        document.errors.extend(miss(gold, &events, &row.report.text));
        document
    };
    let shares = [
        ("source", "source", "has source"),
        ("target", "target", "has target"),
        ("type and both countries", "triple", "records"),
    ];
    let mut measures = vec![
        Measure::new("type", Formula::F1 { right: "type", found: "any", gold: "records" }),
        Measure::new("precision over all events", Formula::Share { right: "of the type", of: "events" }),
    ];
    measures.extend(shares.map(|(name, right, of)| Measure::new(name, Formula::Share { right, of })));
    let documents: Vec<Document> = rows.iter().zip(&gold).zip(claims).map(document).collect();
    let events: u64 = documents.iter().map(|d| d.ours.get("events")).sum();
    Suite {
        name: "gsr",
        unit: "records",
        baseline: format!(
            "every record {} by {} on {}, the commonest of each",
            nothing.kind,
            names(&nothing.source),
            names(&nothing.target)
        ),
        measures,
        tables: vec!["type"],
        facts: vec![("events a record", events as f64 / documents.len().max(1) as f64)],
        documents,
        ..Suite::default()
    }
}

fn count(gold: &Event, events: &[Event], tally: &mut crate::frame::Tally) {
    let typed: Vec<&Event> = events.iter().filter(|e| e.kind == gold.kind).collect();
    tally.add("records", 1);
    tally.add_if("any", !events.is_empty());
    tally.add_if("type", !typed.is_empty());
    tally.add("events", events.len() as u64);
    tally.add("of the type", typed.len() as u64);
    for (has, right, role, of) in [
        ("has source", "source", &gold.source, (|e| &e.source) as fn(&Event) -> &BTreeSet<String>),
        ("has target", "target", &gold.target, |e| &e.target),
    ] {
        tally.add_if(has, !role.is_empty());
        tally.add_if(right, events.iter().any(|e| !role.is_disjoint(of(e))));
    }
    tally.add_if("triple", typed.iter().any(|event| same_countries(gold, event)));
    let best = typed.first().copied().or(events.first()).map_or("(no event)", |e| e.kind.as_str());
    tally.pair("type", &gold.kind, best);
}

/// Whether an event has the gold country in each role that gold fills.
fn same_countries(gold: &Event, event: &Event) -> bool {
    if gold.target.is_empty() && gold.source.len() == 2 {
        return gold.source.is_subset(&(&event.source | &event.target));
    }
    let agree = |gold: &BTreeSet<String>, ours: &BTreeSet<String>| gold.is_empty() || !gold.is_disjoint(ours);
    agree(&gold.source, &event.source) && agree(&gold.target, &event.target)
}

fn gold_event(row: &Value) -> Event {
    let codes = |role: &str| {
        let actors = row[role].as_array().into_iter().flatten();
        actors.filter_map(|actor| country(actor["code"].as_str()?)).collect()
    };
    let kind = row["event"].as_str().unwrap_or_default().to_uppercase();
    Event { kind: type_of_today(&kind).to_owned(), source: codes("source"), target: codes("target") }
}

/// The type's name in PLOVER of today for that of 2016.
fn type_of_today(kind: &str) -> &str {
    match kind {
        "DEMAND" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "FIGHT" => "ASSAULT",
        kind => kind,
    }
}

fn our_event(claim: &Claim) -> Option<Event> {
    let event = claim.event.as_ref().filter(|_| claim.kind == Kind::Event)?;
    let codes = |entities: &[Entity]| entities.iter().filter_map(|e| country(e.code.as_deref()?)).collect();
    Some(Event { kind: event.kind.clone(), source: codes(&claim.actors), target: codes(&claim.recipients) })
}

/// The country that a code begins with, slips of the gold mended; international bodies, which we tell apart, are one as in the gold.
fn country(code: &str) -> Option<String> {
    let first: String = code.trim().chars().take(3).collect::<String>().to_uppercase();
    let told = match first.as_str() {
        "UNO" | "EUR" => "IGO",
        "JAP" => "JPN",
        "VTN" => "VNM",
        "ROM" => "ROU",
        "ZAR" => "COD",
        "TMP" => "TLS",
        "KOS" => "XKX",
        code => code,
    };
    (told.len() == 3 && told.chars().all(|c| c.is_ascii_alphabetic())).then(|| told.to_owned())
}

/// The commonest type, source and target, each by itself; of equally common ones the first by the alphabet.
fn commonest(gold: &[Event]) -> Event {
    fn most<'g>(names: impl Iterator<Item = &'g String>) -> Option<String> {
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        names.for_each(|name| *counts.entry(name).or_default() += 1);
        counts.into_iter().max_by_key(|(name, n)| (*n, std::cmp::Reverse(*name))).map(|(name, _)| name.clone())
    }
    Event {
        kind: most(gold.iter().map(|e| &e.kind)).unwrap_or_default(),
        source: most(gold.iter().flat_map(|e| &e.source)).into_iter().collect(),
        target: most(gold.iter().flat_map(|e| &e.target)).into_iter().collect(),
    }
}

fn miss(gold: &Event, events: &[Event], text: &str) -> Option<Miss> {
    let typed: Vec<&Event> = events.iter().filter(|e| e.kind == gold.kind).collect();
    let (weight, what) = if events.is_empty() {
        (3, "no event")
    } else if typed.is_empty() {
        (2, "other type")
    } else if !typed.iter().any(|event| same_countries(gold, event)) {
        (1, "other parties")
    } else {
        return None;
    };
    let ours = events.iter().map(told).collect::<Vec<_>>().join("; ");
    Some(Miss { weight, what: what.to_owned(), gold: told(gold), ours, context: text.to_owned() })
}

fn told(event: &Event) -> String {
    format!("{} {} → {}", event.kind, names(&event.source), names(&event.target))
}

fn names(codes: &BTreeSet<String>) -> String {
    if codes.is_empty() { "–".to_owned() } else { codes.iter().map(String::as_str).collect::<Vec<_>>().join("+") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Tally;
    use serde_json::json;

    fn event(kind: &str, source: &[&str], target: &[&str]) -> Event {
        let set = |codes: &[&str]| codes.iter().map(|c| (*c).to_owned()).collect();
        Event { kind: kind.to_owned(), source: set(source), target: set(target) }
    }

    #[test]
    fn old_names_and_slips_are_mended() {
        let row = json!({"event": "FIGHT", "source": [{"code": "JAP"}, {"code": "USAGOV"}], "target": null});
        assert_eq!(gold_event(&row), event("ASSAULT", &["JPN", "USA"], &[]));
        assert_eq!(country("UNO").as_deref(), Some("IGO"));
        assert_eq!(country("***"), None);
    }

    /// Four records: right in all; right type, target under another event; no event; reciprocal, the pair split over the roles.
    #[test]
    fn shares_are_those_of_the_definition() {
        let mut sum = Tally::default();
        let cases = [
            (event("ASSAULT", &["USA"], &["IRQ"]), vec![event("ASSAULT", &["USA"], &["IRQ"]), event("AID", &[], &[])]),
            (event("AID", &["FRA"], &["TCD"]), vec![event("AID", &["FRA"], &[]), event("CONSULT", &[], &["TCD"])]),
            (event("REQUEST", &["POL"], &[]), vec![]),
            (event("CONSULT", &["ISR", "LBN"], &[]), vec![event("CONSULT", &["ISR"], &["LBN"])]),
        ];
        cases.iter().for_each(|(gold, ours)| count(gold, ours, &mut sum));
        let score = |formula: Formula| formula.score(&sum);
        assert_eq!(score(Formula::F1 { right: "type", found: "any", gold: "records" }).parts, Some((1.0, 0.75)));
        assert_eq!(score(Formula::Share { right: "of the type", of: "events" }).counts, Some((3, 5, None)));
        assert_eq!(score(Formula::Share { right: "source", of: "has source" }).counts, Some((3, 4, None)));
        assert_eq!(score(Formula::Share { right: "target", of: "has target" }).counts, Some((2, 2, None)));
        assert_eq!(score(Formula::Share { right: "triple", of: "records" }).counts, Some((2, 4, None)));
        assert!(sum.cells("type").any(|cell| cell == ("REQUEST", "(no event)", 1)));
    }

    #[test]
    fn the_baseline_answers_the_commonest() {
        let gold = [event("AID", &["USA"], &["IRQ"]), event("AID", &["FRA"], &[]), event("CONSULT", &["USA"], &[])];
        assert_eq!(commonest(&gold), event("AID", &["USA"], &["IRQ"]));
    }
}

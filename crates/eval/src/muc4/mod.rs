//! `muc4`: incident templates of MUC-3 and MUC-4. Six slots: type, date, country, perpetrator's organisation, how sure it is that it did it, and what befell
//! the people hit.
//!
//! Our templates are aligned with the annotated ones so that as many fills agree as can be ([`align()`]). A fill is right where it is one of
//! the annotated alternatives; dates where first and last day agree, countries by their code, names of organisations by their words. What is
//! left over of ours counts as found, what is left over of gold as owed; optional fills and templates cost nothing when left, and a
//! template aligned with an optional one counts neither way.

mod key;
mod template;

use crate::frame::{Document, Formula, Measure, Miss, Row, Suite, Tally, align};
use dateline_engine::{Claim, Engine};
use dateline_lexicon::Sense;
use key::{Fill, SLOTS, Template};
use std::collections::{BTreeMap, BTreeSet};

/// Right, found and gold of each slot, and of all together.
const COUNTS: [[&str; 3]; 7] = [
    ["type right", "type found", "type gold"],
    ["date right", "date found", "date gold"],
    ["country right", "country found", "country gold"],
    ["organisation right", "organisation found", "organisation gold"],
    ["confidence right", "confidence found", "confidence gold"],
    ["effect right", "effect found", "effect gold"],
    ["right", "found", "gold"],
];

/// Scores the templates of each document.
pub(crate) fn score(engine: &Engine, rows: &[Row], claims: &[&[Claim]]) -> Suite {
    let country = |name: &str| {
        let senses = &engine.lexicon().look_up(&capitalised(name))?.senses;
        senses.iter().find_map(|sense| match sense {
            Sense::Actor(id) => Some(engine.lexicon().actors.get(*id).code.chars().take(3).collect()),
            _ => None,
        })
    };
    let gold: Vec<Vec<Template>> = rows.iter().map(|row| key::templates(&row.value, &country)).collect();
    let bare = commonest(&gold);
    let mut documents = Vec::new();
    for ((row, gold), claims) in rows.iter().zip(&gold).zip(claims) {
        let ours = template::templates(&row.report, claims);
        let mut document = Document { id: row.report.id.clone(), ..Document::default() };
        document.errors = count(gold, &ours, &row.report.text, &mut document.ours);
        let mut nothing = bare.clone();
        nothing.slots[1] = row.report.published.map(|day| fill(key::written(None, day))).into_iter().collect();
        count(gold, &[nothing], "", &mut document.baseline);
        documents.push(document);
    }
    let names = ["all six slots"].into_iter().zip([&COUNTS[6]]).chain(SLOTS.into_iter().zip(&COUNTS));
    let (ours, gold) = documents.iter().fold((0, 0), |(a, b), d| (a + d.ours.get("templates"), b + d.ours.get("templates owed")));
    Suite {
        name: "muc4",
        unit: "reports",
        baseline: "one incident a report, not later than its day, with the commonest fill of every other slot".to_owned(),
        measures: names.map(|(name, [right, found, gold])| Measure::new(name, Formula::F1 { right, found, gold })).collect(),
        tables: vec!["incident type", "perpetrator confidence"],
        facts: vec![("templates", ours as f64), ("templates owed", gold as f64)],
        documents,
        ..Suite::default()
    }
}

/// `EL SALVADOR` as the lexicon writes it.
fn capitalised(name: &str) -> String {
    let word = |word: &str| word.chars().take(1).chain(word.to_lowercase().chars().skip(1)).collect::<String>();
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

fn fill(text: String) -> Fill {
    Fill { alternatives: vec![text], optional: false }
}

fn count(gold: &[Template], ours: &[Template], text: &str, tally: &mut Tally) -> Vec<Miss> {
    let gains: Vec<Vec<u32>> = ours
        .iter()
        .map(|ours| {
            let gain = |gold: &Template| {
                let right: u32 = gold.slots.iter().zip(&ours.slots).map(|(gold, ours)| pairs(gold, ours).len() as u32).sum();
                // What is owed goes before what is optional, where both agree as much.
                (10 * right).saturating_sub(u32::from(gold.optional))
            };
            gold.iter().map(gain).collect()
        })
        .collect();
    let aligned = align(&gains);
    let mut errors = Vec::new();
    let mut compare = |gold: Option<&Template>, ours: Option<&Template>| {
        let empty = Template::default();
        let (key, answer) = (gold.unwrap_or(&empty), ours.unwrap_or(&empty));
        let mut wrong = 0;
        for (slot, (key, answer)) in key.slots.iter().zip(&answer.slots).enumerate() {
            let pairs = pairs(key, answer);
            let left = key.iter().enumerate().filter(|(i, fill)| !fill.optional || pairs.iter().any(|(g, _)| g == i)).count();
            for names in [&COUNTS[slot], &COUNTS[6]] {
                tally.add(names[0], pairs.len() as u64);
                tally.add(names[1], answer.len() as u64);
                tally.add(names[2], left as u64);
            }
            wrong += left.max(answer.len()) - pairs.len();
        }
        for (slot, table) in [(0, SLOTS[0]), (4, SLOTS[4])] {
            let first = |fills: &[Fill]| fills.first().map_or("–", |fill| fill.alternatives[0].as_str()).to_owned();
            let (gold, ours) = (&key.slots[slot], &answer.slots[slot]);
            let same = pairs(gold, ours).first().map(|(_, j)| first(std::slice::from_ref(&ours[*j])));
            if !gold.is_empty() || !ours.is_empty() {
                tally.pair(table, &same.clone().unwrap_or(first(gold)), &same.unwrap_or(first(ours)));
            }
        }
        if wrong > 0 {
            let what = match (gold, ours) {
                (Some(_), Some(_)) => "slots",
                (Some(_), None) => "missed",
                _ => "extra",
            };
            let context = text.split_whitespace().collect::<Vec<_>>().join(" ");
            errors.push(Miss { weight: wrong as u32, what: what.to_owned(), gold: told(gold), ours: told(ours), context });
        }
    };
    for (ours, aligned) in ours.iter().zip(&aligned) {
        match aligned.and_then(|j| gold.get(j)) {
            Some(gold) if gold.optional => {}
            gold => compare(gold, Some(ours)),
        }
    }
    let taken: BTreeSet<usize> = aligned.iter().flatten().copied().collect();
    gold.iter()
        .enumerate()
        .filter(|(j, gold)| !gold.optional && !taken.contains(j))
        .for_each(|(_, gold)| compare(Some(gold), None));
    tally.add("templates", ours.len() as u64);
    tally.add("templates owed", gold.iter().filter(|gold| !gold.optional).count() as u64);
    errors
}

/// Fills of gold and ours that agree, one to one, what is owed before what is optional.
fn pairs(gold: &[Fill], ours: &[Fill]) -> Vec<(usize, usize)> {
    let gain = |ours: &Fill, gold: &Fill| if agree(gold, ours) { 3 - u32::from(gold.optional) } else { 0 };
    let gains: Vec<Vec<u32>> = ours.iter().map(|ours| gold.iter().map(|gold| gain(ours, gold)).collect()).collect();
    align(&gains).into_iter().enumerate().filter_map(|(i, j)| Some((j?, i))).collect()
}

/// Whether some alternative of ours is some alternative of gold, or has the same words in another order.
fn agree(gold: &Fill, ours: &Fill) -> bool {
    let words = |name: &str| name.split(' ').filter(|word| *word != "OF").map(str::to_owned).collect::<BTreeSet<_>>();
    ours.alternatives.iter().any(|a| gold.alternatives.iter().any(|b| a == b || words(a) == words(b)))
}

/// The commonest fill of each slot of all templates, organisation and its confidence left empty where most templates leave them so.
fn commonest(gold: &[Vec<Template>]) -> Template {
    let mut bare = Template::default();
    let owed: Vec<&Template> = gold.iter().flatten().filter(|template| !template.optional).collect();
    for slot in [0, 2, 3, 4, 5] {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for template in &owed {
            let first = template.slots[slot].first().map_or("", |fill| fill.alternatives[0].as_str());
            *counts.entry(first).or_default() += 1;
        }
        let most = counts.into_iter().max_by_key(|(fill, n)| (*n, std::cmp::Reverse(*fill))).map(|(text, _)| text.to_owned());
        bare.slots[slot] = most.filter(|text| !text.is_empty()).map(fill).into_iter().collect();
    }
    bare
}

fn told(template: Option<&Template>) -> String {
    let Some(template) = template else { return "–".to_owned() };
    let slot = |fills: &Vec<Fill>| fills.iter().map(|fill| fill.alternatives.join("/")).collect::<Vec<_>>().join(" + ");
    template.slots.iter().map(slot).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(slots: [&[&str]; 6]) -> Template {
        let fills = slots.map(|fills| fills.iter().map(|text| fill((*text).to_owned())).collect());
        Template { optional: false, slots: fills }
    }

    /// Gold: two templates, one of them missed, and an optional one. Ours: one that agrees in type, country and one of two effects, with
    /// a wrong date; one that is the optional one.
    #[test]
    fn slots_are_counted_after_the_alignment() {
        let gold = [
            template([&["BOMBING"], &["1990-01-01"], &["PER"], &["MRTA"], &["POSSIBLE"], &["DEATH", "INJURY"]]),
            template([&["ATTACK"], &[], &["COL"], &[], &[], &[]]),
            Template { optional: true, ..template([&["ARSON"], &[], &["CHL"], &[], &[], &[]]) },
        ];
        let ours = [
            template([&["ARSON"], &[], &["CHL"], &[], &[], &["DEATH"]]),
            template([&["BOMBING"], &["1990-01-02"], &["PER"], &[], &[], &["DEATH"]]),
        ];
        let mut tally = Tally::default();
        let errors = count(&gold, &ours, "", &mut tally);
        let counts = |i: usize| COUNTS[i].map(|name| tally.get(name));
        assert_eq!(counts(0), [1, 1, 2], "type");
        assert_eq!(counts(1), [0, 1, 1], "date");
        assert_eq!(counts(2), [1, 1, 2], "country");
        assert_eq!(counts(5), [1, 1, 2], "effect");
        assert_eq!(counts(6), [3, 4, 9], "all");
        assert_eq!(errors.len(), 2);
    }

    #[test]
    fn names_agree_by_their_words_and_optional_fills_are_free() {
        let named = |name: &str| fill(name.to_owned());
        assert!(agree(&named("ARMY OF NATIONAL LIBERATION"), &named("NATIONAL LIBERATION ARMY")));
        assert!(!agree(&named("NATIONAL LIBERATION ARMY"), &named("POPULAR LIBERATION ARMY")));
        let mut gold = template([&["ATTACK"], &[], &["COL"], &[], &[], &["DEATH"]]);
        gold.slots[5][0].optional = true;
        let mut tally = Tally::default();
        count(&[gold], &[template([&["ATTACK"], &[], &["COL"], &[], &[], &[]])], "", &mut tally);
        assert_eq!(COUNTS[6].map(|name| tally.get(name)), [2, 2, 2]);
    }
}

//! The incidents that a report tells of its own, with their dead, hurt and captured.
//!
//! Counts are figures of the report that are told as real, of an event and not of its background, in the order of the text, each by its low
//! value; beside them people whom an event without a figure kills, hurts or captures: by name, by a number, or in the singular. A count opens a
//! new incident where both it and the incident so far tell a place and the places differ. Within an incident a number that comes again
//! is a repetition; a part ("including", "among them") is left out; one that comes on top ("another", "also", or in the same sentence) is added;
//! otherwise the larger one holds, each sentence by its sum, unless it is many times as large and far away: then it is of something else. Single deaths of different
//! people by name are so many. A report that tells no harm of its own day is about what it tells of the past. The words are those of
//! `lexicon/terms/counting.toml`.

use crate::frame::Points;
use dateline_engine::claim::{Aspect, Entity, Kind, Modality, Polarity, Where};
use dateline_engine::coding::number::small;
use dateline_engine::{Claim, Lexicon, Report};
use dateline_lexicon::Counting;
use std::collections::BTreeSet;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    Killed,
    Injured,
    Captured,
    /// Dead and hurt in one number.
    Casualties,
}

/// One incident of a report.
#[derive(Clone, Debug, Default)]
pub(super) struct Incident<'c> {
    /// The claims that tell of it.
    pub claims: Vec<&'c Claim>,
    counts: Vec<Count>,
    /// The numbers of the sentence in hand, whether they hold or not.
    here: Vec<Count>,
    /// How many died at least, by a word such as "triple homicide".
    least: u64,
}

#[derive(Clone, Debug)]
struct Count {
    what: What,
    low: u64,
    /// Ids of those counted one by one; empty for a number.
    persons: BTreeSet<String>,
    /// Where it stands, in bytes.
    start: usize,
    end: usize,
}

impl Incident<'_> {
    /// Those counted by name. A name whose every word stands in a longer one is the same person: `Ann`, `Ann Smith`.
    fn persons(&self, what: What) -> BTreeSet<&String> {
        let mut named: BTreeSet<&String> = self.counts.iter().filter(|c| c.what == what).flat_map(|c| &c.persons).collect();
        let all = named.clone();
        let within = |short: &String, long: &String| {
            let of = |name: &String| name.to_lowercase().split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
            short != long && of(short).is_subset(&of(long))
        };
        named.retain(|name| !all.iter().any(|other| within(name, other) && !within(other, name)));
        named
    }

    fn of(&self, what: What) -> u64 {
        let mut persons = self.persons(what);
        if what == What::Injured {
            // Who dies of it is dead.
            let dead = self.persons(What::Killed);
            persons.retain(|person| !dead.contains(person));
        }
        let number: u64 =
            self.counts.iter().filter(|c| c.what == what && c.persons.is_empty()).map(|c| c.low).fold(0, u64::saturating_add);
        number.max(persons.len() as u64)
    }

    pub fn killed(&self) -> u64 {
        match self.of(What::Killed) {
            0 => 0,
            killed => killed.max(self.least),
        }
    }

    /// Those hurt; where only dead and hurt together are told, those who are not told dead.
    pub fn injured(&self) -> u64 {
        match self.of(What::Injured) {
            0 => self.of(What::Casualties).saturating_sub(self.killed()),
            injured => injured,
        }
    }

    pub fn captured(&self) -> u64 {
        self.of(What::Captured)
    }

    /// The first place told.
    pub fn place(&self) -> Option<&Where> {
        self.claims.iter().find_map(|claim| told_place(claim))
    }
}

fn told_place(claim: &Claim) -> Option<&Where> {
    claim.place.as_ref().filter(|place| !matches!(&*place.precision, "unknown" | "country" | "region"))
}

/// The incidents of a report, in the order of the text.
pub(super) fn incidents<'c>(report: &Report, claims: &'c [Claim]) -> Vec<Incident<'c>> {
    let told = grouped(report, claims, Aspect::Current);
    if told.iter().any(|incident| incident.killed() + incident.injured() + incident.captured() > 0) {
        return told;
    }
    // A trial, an anniversary: the report is about what is past.
    let past = grouped(report, claims, Aspect::Historical);
    if past.iter().any(|incident| incident.killed() > 0) { past } else { told }
}

/// The incidents among claims of the report's day, or of its background.
fn grouped<'c>(report: &Report, claims: &'c [Claim], aspect: Aspect) -> Vec<Incident<'c>> {
    let points = Points::new(&report.text);
    let mut told: Vec<(&Claim, Option<Count>)> = claims
        .iter()
        .filter(|claim| own(claim) && claim.aspect == aspect)
        .map(|claim| (claim, count(claim, claims, &points)))
        .collect();
    told.sort_by_key(|(claim, count)| (claim.evidence.start, count.is_none()));
    let mut incidents: Vec<Incident<'c>> = Vec::new();
    // Where the last count stands, and in which incident.
    let mut last: Option<(usize, usize)> = None;
    for (claim, count) in told {
        let elsewhere = |incident: &Incident| {
            let (here, there) = (told_place(claim), incident.place());
            count.is_some() && here.zip(there).is_some_and(|(here, there)| apart(here, there))
        };
        // An incident that was told before is come back to by its place.
        let at = incidents.iter().rposition(|incident| !elsewhere(incident));
        // One sentence tells of one: a street's name is easily taken for a town's.
        let beside = count.as_ref().zip(last).filter(|(count, (start, _))| one_sentence(&report.text, *start, count.start));
        let at = beside.map(|(_, (_, at))| at).or(at).unwrap_or_else(|| {
            incidents.push(Incident::default());
            incidents.len() - 1
        });
        let Some(incident) = incidents.get_mut(at) else { continue };
        incident.claims.push(claim);
        if let Some(count) = count {
            last = Some((count.start, at));
            incident.add(count, &report.text);
        }
    }
    // The lead tells what the report is about.
    if let Some(incident) = incidents.first_mut() {
        let lead = report.text.get(..floor(&report.text, FAR)).unwrap_or_default().to_lowercase();
        incident.least = words_of_counting().least(&lead);
    }
    incidents
}

/// Whether a claim is of the report's own news, told as real.
fn own(claim: &Claim) -> bool {
    let scope = claim.figure.as_ref().is_none_or(|figure| figure.scope == "event");
    matches!(claim.kind, Kind::Event | Kind::Figure)
        && scope
        && claim.polarity == Polarity::Positive
        && claim.modality == Modality::Actual
}

fn apart(a: &Where, b: &Where) -> bool {
    let known = |place: &Where| place.admin1.clone().or((place.precision == "province").then(|| place.name.clone()));
    match (known(a), known(b)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}

fn count(claim: &Claim, claims: &[Claim], points: &Points) -> Option<Count> {
    let span = points.of(claim.evidence.start, claim.evidence.end);
    let (start, end) = (span.start as usize, span.end as usize);
    if let Some(figure) = &claim.figure {
        let what = match &*figure.what {
            "killed" => What::Killed,
            "wounded" => What::Injured,
            "captured" | "arrested" | "detained" => What::Captured,
            "casualties" => What::Casualties,
            _ => return None,
        };
        let low = figure.low?;
        let persons = match (low, claim.recipients.as_slice()) {
            (1, [one]) if what == What::Killed => named(one).into_iter().collect(),
            _ => BTreeSet::new(),
        };
        return Some(Count { what, low, persons, start, end });
    }
    let counted = claims.iter().any(|other| other.kind == Kind::Figure && other.links.iter().any(|link| link.claim == claim.id));
    let what = done(claim).filter(|_| !counted)?;
    let persons: BTreeSet<String> = claim.recipients.iter().filter_map(named).collect();
    let low = claim.recipients.iter().filter_map(|entity| people(&entity.words.as_ref()?.text)).sum();
    (!persons.is_empty() || low > 0).then_some(Count { what, low, persons, start, end })
}

/// A person by name.
fn named(entity: &Entity) -> Option<String> {
    entity.person.clone().or_else(|| (entity.kind == "person").then(|| entity.id.clone()))
}

fn words_of_counting() -> &'static Counting {
    &Lexicon::builtin().counting
}

/// How many people a phrase names by its first word: a number, "several" and its like, or an article or possessive before a single one.
fn people(phrase: &str) -> Option<u64> {
    let phrase = phrase.to_lowercase();
    let words: Vec<&str> = phrase.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let counting = words_of_counting();
    let first = *words.first()?;
    if let Some(number) = small(first) {
        return Some(number).filter(|number| *number < 1000);
    }
    match first {
        "several" | "multiple" | "numerous" => return Some(3),
        pronoun if words.len() == 1 && counting.one.iter().any(|one| one == pronoun) => return Some(1),
        "a" | "an" | "the" | "another" | "his" | "her" | "their" => {}
        _ => return None,
    }
    let ends = |word: &&&str| !counting.behind.iter().any(|behind| behind == **word);
    let head = words.iter().skip(1).take_while(ends).last()?;
    (!head.ends_with('s') && !counting.many.iter().any(|many| many == head)).then_some(1)
}

/// What an event does to those it befalls, by its type and its words.
pub(crate) fn done(claim: &Claim) -> Option<What> {
    let event = claim.event.as_ref()?;
    let words = claim.evidence.text.to_lowercase();
    let effect = &words_of_counting().effect;
    let says = |stems: &[String]| stems.iter().any(|stem| words.contains(stem.as_str()));
    match event.kind.as_str() {
        "COERCE" if event.modes.iter().any(|m| m == "arrest") => Some(What::Captured),
        "ASSAULT" if event.modes.iter().any(|m| m == "abduct") => Some(What::Captured),
        "ASSAULT" if says(&effect.killed) => Some(What::Killed),
        "ASSAULT" if says(&effect.wounded) => Some(What::Injured),
        "ASSAULT" if says(&effect.casualties) => Some(What::Casualties),
        _ => None,
    }
}

/// How far below the first number, in bytes, a number many times as large is of something else: some paragraphs of news.
const FAR: usize = 700;
/// How many bytes before a number a word stands that puts it on top.
const NEAR: usize = 40;
/// How many times as large.
const MANY_TIMES: u64 = 4;

impl Incident<'_> {
    fn add(&mut self, count: Count, text: &str) {
        self.weigh(count.clone(), text);
        if !self.here.last().is_some_and(|last| one_sentence(text, last.end, count.start)) {
            self.here.clear();
        }
        self.here.push(count);
    }

    fn weigh(&mut self, count: Count, text: &str) {
        if !count.persons.is_empty() {
            self.counts.push(count);
            return;
        }
        let before = self.counts.iter().rev().find(|c| c.what == count.what && c.persons.is_empty());
        let Some(before) = before.cloned() else {
            self.counts.push(count);
            return;
        };
        let between = text.get(before.end.min(count.start)..count.end).unwrap_or_default().to_lowercase();
        let counting = words_of_counting();
        let part = |text: &str| counting.part.iter().any(|word| text.contains(word.as_str()));
        if count.start < before.end + 120 && part(&between) && count.low <= before.low {
            return;
        }
        let same = self.counts.iter().any(|c| c.what == count.what && c.persons.is_empty() && c.low == count.low);
        // A caption or a summary in the very words.
        let quote = |c: &Count| text.get(c.start..c.end).unwrap_or_default().to_lowercase();
        if same && self.counts.iter().any(|c| c.what == count.what && quote(c) == quote(&count)) {
            return;
        }
        // In the number's own words or shortly before them: "they also killed two", "two others"; one victim is told anew too
        // often ("he was also pronounced dead") for words around it to tell more than its own.
        let near = sentence_start(text, count.start).max(floor(text, count.start.saturating_sub(NEAR)));
        let one = count.low == 1 && count.what != What::Captured;
        let near = if one { count.start } else { near };
        let words = text.get(near..count.end).unwrap_or_default().to_lowercase();
        // `Two were wounded, and two others dead`: others than the wounded.
        let contrast = self.here.last().is_some_and(|c| c.what != count.what && one_sentence(text, c.end, count.start));
        let told = |word: &str| {
            counting.more.iter().any(|more| more == word)
                && !(one && word == "also")
                && !(contrast && matches!(word, "other" | "others"))
        };
        let more = words.split(|c: char| !c.is_alphanumeric()).any(told);
        // "two of the killings": some of those who were told.
        let own: Vec<&str> = text.get(count.start..count.end).unwrap_or_default().split_whitespace().collect();
        if matches!(own.as_slice(), [_, "of", "the" | "those" | "them" | "whom" | "which", ..])
            && count.low <= self.of(count.what)
        {
            return;
        }
        let with_it = before.end <= count.start && one_sentence(text, before.end, count.start);
        // "Two women and one man were shot": the second stands inside the words of the first.
        let inside = text.get(before.start..count.start).unwrap_or_default().to_lowercase();
        let beside = count.start < before.end && before.start <= count.start && !part(&inside);
        // With the numbers before it in its sentence: `a mother and her two children`.
        let together = |c: &&Count| c.what == count.what && c.persons.is_empty() && one_sentence(text, c.end, count.start);
        let here: Vec<Count> = self.here.iter().filter(together).cloned().chain([count.clone()]).collect();
        if same && !more && !with_it && !beside && here.len() == 1 {
            return;
        }
        if more || with_it || beside {
            self.counts.push(count);
        } else {
            let so_far = self.of(count.what);
            let first = self.counts.iter().find(|c| c.what == count.what).map_or(count.start, |c| c.start);
            let low = here.iter().map(|c| c.low).fold(0, u64::saturating_add);
            let of_else = count.start > first + FAR && low > so_far.saturating_mul(MANY_TIMES);
            if low > so_far && !of_else {
                self.counts.retain(|c| c.what != count.what || !c.persons.is_empty());
                self.counts.extend(here);
            }
        }
    }
}

/// Whether no sentence ends between two bytes.
fn one_sentence(text: &str, from: usize, to: usize) -> bool {
    from <= to && !text.get(from..to).unwrap_or_default().contains(['.', '\n'])
}

/// The last boundary of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Where the sentence begins that holds a byte: after the last full stop with a blank, or the last line break, before it.
fn sentence_start(text: &str, at: usize) -> usize {
    let head = text.get(..at).unwrap_or_default();
    head.rfind(". ").map_or(0, |stop| stop + 2).max(head.rfind('\n').map_or(0, |line| line + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::claim;
    use serde_json::json;

    const TEXT: &str = "Troops killed 3 rebels in Andar. They also detained 5 men. The 3 rebels were killed at night. In Zurmat another 2 died, including 1 boy.";

    fn figure(what: &str, low: u64, words: &str, admin1: Option<&str>) -> Claim {
        let start = TEXT.find(words).unwrap();
        let place = admin1.map(|admin1| json!({"name": "x", "admin1": admin1}));
        claim(
            json!({"kind": "figure", "figure": {"what": what, "low": low, "high": low}, "event": null, "evidence": [start, start + words.len()], "where": place}),
        )
    }

    #[test]
    fn repeated_numbers_count_once_parts_not_at_all_and_other_places_apart() {
        let report = Report::new("r", TEXT);
        let claims = [
            figure("killed", 3, "killed 3 rebels", Some("Ghazni")),
            figure("arrested", 5, "detained 5 men", None),
            figure("killed", 3, "The 3 rebels were killed", None),
            figure("killed", 2, "another 2 died", Some("Paktia")),
            figure("killed", 1, "1 boy", None),
        ];
        let incidents = incidents(&report, &claims);
        let tolls: Vec<_> = incidents.iter().map(|i| (i.killed(), i.captured())).collect();
        assert_eq!(tolls, [(3, 5), (2, 0)]);
    }

    #[test]
    fn denials_are_not_counted_and_background_only_where_there_is_nothing_else() {
        let report = Report::new("r", TEXT);
        let with = |key: &str, value: &str| {
            let mut claim = serde_json::to_value(figure("killed", 3, "killed 3 rebels", None)).unwrap();
            claim[key] = json!(value);
            serde_json::from_value::<Claim>(claim).unwrap()
        };
        let killed = |claims: &[Claim]| incidents(&report, claims).iter().map(|i| i.killed()).sum::<u64>();
        assert_eq!(killed(&[with("polarity", "negative"), with("modality", "future")]), 0);
        assert_eq!(killed(&[with("aspect", "historical"), figure("killed", 1, "1 boy", None)]), 1);
        assert_eq!(killed(&[with("aspect", "historical")]), 3, "a trial is about what is past");
    }

    #[test]
    fn some_of_those_told_are_a_part_and_far_larger_numbers_far_below_of_something_else() {
        let text = format!(
            "Gunmen killed 3 men. Two of the men died at once. {} In a decade 900 were killed.",
            "It rained. ".repeat(80)
        );
        let report = Report::new("r", text.clone());
        let figure = |low: u64, words: &str| {
            let start = text.find(words).unwrap();
            claim(json!({"kind": "figure", "figure": {"what": "killed", "low": low, "high": low}, "event": null,
                "evidence": [start, start + words.len()]}))
        };
        let claims = [figure(3, "killed 3 men"), figure(2, "Two of the men"), figure(900, "900 were killed")];
        assert_eq!(incidents(&report, &claims)[0].killed(), 3);
        assert_eq!(incidents(&Report::new("r", format!("A triple homicide: {text}")), &claims[1..2])[0].killed(), 3);
    }

    #[test]
    fn a_person_killed_without_a_number_is_one() {
        let report = Report::new("r", TEXT);
        let words = |text: &str, person: &str| {
            let mut value = serde_json::to_value(claim(
                json!({"id": person, "event": {"type": "ASSAULT"}, "recipients": [{"kind": "person", "id": person}]}),
            ))
            .unwrap();
            value["evidence"]["text"] = json!(text);
            serde_json::from_value::<Claim>(value).unwrap()
        };
        let claims = [words("Ann was killed", "p1"), words("Ann was shot dead", "p1"), words("killed Ben", "p2")];
        assert_eq!(incidents(&report, &claims)[0].killed(), 2);
    }
}

//! Tolls by period: what incidents of a period count, and what running totals say beside it. The two are never added up, and
//! of running totals only the growth between two statements of one source is told as new.

use crate::day::date;
use crate::toll::{Said, Toll};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How long a period is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A day.
    Day,
    /// A calendar month.
    #[default]
    Month,
    /// A calendar year.
    Year,
}

impl Unit {
    /// The period of an ISO day: its beginning characters.
    fn of(self, day: &str) -> Option<String> {
        let length = match self {
            Unit::Day => 10,
            Unit::Month => 7,
            Unit::Year => 4,
        };
        date(day).and_then(|_| day.get(..length)).map(str::to_owned)
    }
}

/// The counts of one incident, with its days.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'t> {
    /// First day, ISO.
    pub from: Option<&'t str>,
    /// Last day.
    pub to: Option<&'t str>,
    /// Its tolls.
    pub tolls: &'t [Toll],
}

/// What is counted, by period and by running total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodLedger {
    /// `killed`, `wounded`, ….
    pub what: String,
    /// Incidents by period: each incident counts once, in the period that holds all of its days.
    pub periods: Vec<Period>,
    /// Incidents without a day, or over more than one period: their numbers stand in no period.
    pub unplaced: Period,
    /// Running totals and totals of periods, by who says so.
    pub totals: Vec<Series>,
}

/// Incidents of one period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// `2020`, `2020-10` or `2020-10-01`; empty for what stands in none.
    pub period: String,
    /// Incidents that give a number.
    pub incidents: usize,
    /// The lowest numbers of the incidents together.
    pub low: u64,
    /// The highest; incidents that leave it open count with their lowest.
    pub high: u64,
    /// Incidents that leave the highest number open.
    pub open: usize,
}

/// Running totals of one source of one group of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Who says so.
    pub speaker: String,
    /// Who is counted, where narrower than everybody.
    pub whom: Option<String>,
    /// `running_total` or `period`.
    pub scope: String,
    /// What was said, by day of report.
    pub steps: Vec<Step>,
}

/// One statement of a running total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Day of the report.
    pub day: Option<String>,
    /// Lowest number meant.
    pub low: Option<u64>,
    /// Highest number meant.
    pub high: Option<u64>,
    /// By how many it grew since the statement before, at least; `None` for the first, where it shrank, and for totals of periods, which
    /// may overlap.
    pub grown: Option<u64>,
    /// Id of the claim.
    pub claim: String,
    /// The words.
    pub quote: String,
}

/// The ledgers of all things counted.
pub fn ledger_of_periods<'t>(incidents: impl Iterator<Item = Counted<'t>>, unit: Unit) -> Vec<PeriodLedger> {
    let mut all: BTreeMap<String, (BTreeMap<String, Period>, Vec<Said>)> = BTreeMap::new();
    for incident in incidents {
        for toll in incident.tolls {
            let (periods, totals) = all.entry(toll.what.clone()).or_default();
            let (single, running): (Vec<&Said>, Vec<&Said>) = toll.said.iter().partition(|s| s.scope == "event");
            totals.extend(running.into_iter().filter(|s| !s.voice.retracted).cloned());
            let Some(low) = toll.low.filter(|_| !single.is_empty() || toll.corrected.is_some()) else { continue };
            let period = incident.from.and_then(|d| unit.of(d));
            let period = period.filter(|p| incident.to.and_then(|d| unit.of(d)).as_ref() == Some(p)).unwrap_or_default();
            let row = periods.entry(period.clone()).or_insert_with(|| Period { period, ..Period::default() });
            row.incidents += 1;
            row.low = row.low.saturating_add(low);
            row.high = row.high.saturating_add(toll.high.unwrap_or(low).max(low));
            row.open += usize::from(toll.high.is_none());
        }
    }
    let ledger = |(what, (mut periods, totals)): (String, (BTreeMap<String, Period>, Vec<Said>))| PeriodLedger {
        what,
        unplaced: periods.remove("").unwrap_or_default(),
        periods: periods.into_values().collect(),
        totals: series(totals),
    };
    all.into_iter().map(ledger).collect()
}

fn series(said: Vec<Said>) -> Vec<Series> {
    type Key = (String, Option<String>, String);
    let mut all: BTreeMap<Key, Vec<Said>> = BTreeMap::new();
    for one in said {
        all.entry((one.voice.speaker.clone(), one.whom.clone(), one.scope.clone())).or_default().push(one);
    }
    let row = |((speaker, whom, scope), mut said): (Key, Vec<Said>)| {
        said.sort_by(|a, b| (&a.voice.published, &a.voice.claim).cmp(&(&b.voice.published, &b.voice.claim)));
        let mut before: Option<&Said> = None;
        let mut steps = Vec::new();
        for one in &said {
            // What the next is known to exceed the last by: its lowest number over the highest of the one before.
            let grown = before.filter(|_| scope == "running_total").and_then(|b| {
                let later = b.voice.published < one.voice.published;
                one.low.zip(b.high.or(b.low)).filter(|_| later).and_then(|(now, was)| now.checked_sub(was))
            });
            steps.push(Step {
                day: one.voice.published.clone(),
                low: one.low,
                high: one.high,
                grown,
                claim: one.voice.claim.clone(),
                quote: one.voice.quote.clone(),
            });
            before = Some(one);
        }
        Series { speaker, whom, scope, steps }
    };
    all.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::voice::Voice;
    use dateline_coding::claim::{Relation, Stance};

    fn said(low: u64, scope: &str, day: &str) -> Said {
        let voice = Voice {
            speaker: "Ministry".into(),
            code: None,
            stance: Stance::Asserts,
            relation: Relation::Party,
            relays: vec![],
            outlet: None,
            published: Some(day.into()),
            report: "r".into(),
            claim: format!("c{low}"),
            quote: String::new(),
            denies: false,
            retracted: false,
            text: "r".into(),
            official: false,
            rebel: false,
            retold: false,
            start: 0,
            end: 0,
        };
        Said { voice, low: Some(low), high: Some(low), whom: None, scope: scope.into() }
    }

    fn toll(said: Said) -> Toll {
        Toll { what: "killed".into(), low: said.low, high: said.high, said: vec![said], ..Toll::default() }
    }

    #[test]
    fn incidents_add_up_and_running_totals_only_grow() {
        let events = [toll(said(3, "event", "2020-10-02")), toll(said(4, "event", "2020-10-05"))];
        let totals = [toll(said(100, "running_total", "2020-10-01")), toll(said(130, "running_total", "2020-10-09"))];
        let across = [toll(said(9, "event", "2020-11-01"))];
        let rows = [
            Counted { from: Some("2020-10-01"), to: Some("2020-10-01"), tolls: &events[..1] },
            Counted { from: Some("2020-10-05"), to: Some("2020-10-05"), tolls: &events[1..] },
            Counted { from: Some("2020-10-30"), to: Some("2020-11-02"), tolls: &across },
            Counted { from: None, to: None, tolls: &totals[..1] },
            Counted { from: None, to: None, tolls: &totals[1..] },
        ];
        let ledger = ledger_of_periods(rows.into_iter(), Unit::Month).remove(0);
        assert_eq!(ledger.periods.len(), 1);
        assert_eq!((ledger.periods[0].period.as_str(), ledger.periods[0].incidents, ledger.periods[0].low), ("2020-10", 2, 7));
        assert_eq!((ledger.unplaced.incidents, ledger.unplaced.low), (1, 9));
        let grown: Vec<Option<u64>> = ledger.totals[0].steps.iter().map(|s| s.grown).collect();
        assert_eq!(grown, [None, Some(30)]);
    }
}

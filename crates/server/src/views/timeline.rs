//! Incidents in bins and lanes.

use crate::api::{Bin, Lane, Timeline};
use crate::index::{Entry, Index};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Lanes that are shown.
const LANES: usize = 12;
/// Bins that fit a page.
const BINS: i64 = 120;

/// What makes a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Laying {
    Party,
    Type,
    Family,
    Country,
}

impl Laying {
    /// The words of the parameter `lanes`.
    pub const WORDS: &'static [&'static str] = &["party", "type", "family", "country"];

    pub fn of(word: Option<&str>) -> Laying {
        match word {
            Some("type") => Laying::Type,
            Some("family") => Laying::Family,
            Some("country") => Laying::Country,
            _ => Laying::Party,
        }
    }

    fn word(self) -> &'static str {
        Laying::WORDS[self as usize]
    }

    /// The lanes of an incident.
    fn lanes(self, entry: &Entry) -> &[u32] {
        match self {
            Laying::Party => &entry.parties,
            Laying::Type => &entry.types,
            Laying::Family => std::slice::from_ref(&entry.family),
            Laying::Country => entry.country.as_slice(),
        }
    }
}

/// How long a bin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    /// The words of the parameter `bins`.
    pub const WORDS: &'static [&'static str] = &["day", "week", "month", "year", "auto"];

    /// A unit by its word; `auto`: the shortest that gives no more than 120 bins from the first to the last day.
    pub fn of(word: Option<&str>, first: Date, last: Date) -> Unit {
        let days = first.until(last).map_or(0, |span| i64::from(span.get_days()));
        match word {
            Some("day") => Unit::Day,
            Some("week") => Unit::Week,
            Some("month") => Unit::Month,
            Some("year") => Unit::Year,
            _ if days < BINS => Unit::Day,
            _ if days < BINS * 7 => Unit::Week,
            _ if days < BINS * 30 => Unit::Month,
            _ => Unit::Year,
        }
    }

    fn word(self) -> &'static str {
        Unit::WORDS[self as usize]
    }

    /// The first day of the bin that a day falls into.
    fn start(self, day: Date) -> Date {
        match self {
            Unit::Day => day,
            Unit::Week => {
                let back = i64::from(day.weekday().to_monday_zero_offset());
                day.checked_sub(back.days()).unwrap_or(day)
            }
            Unit::Month => day.first_of_month(),
            Unit::Year => day.first_of_year(),
        }
    }

    /// The last day of the bin that begins on a day.
    fn end(self, start: Date) -> Date {
        match self {
            Unit::Day => start,
            Unit::Week => start.checked_add(6.days()).unwrap_or(start),
            Unit::Month => start.last_of_month(),
            Unit::Year => start.last_of_year(),
        }
    }
}

/// Bins under way.
type Bins = BTreeMap<Date, (u32, u32)>;

/// Lays out incidents. One that began before `from`, the first day asked for, counts as on that day. `data_version`, `of` and `rows` are the caller's.
pub(crate) fn timeline(index: &Index, chosen: &[&Entry], laying: Laying, bins: Option<&str>, from: Option<Date>) -> Timeline {
    let shown = |entry: &Entry| entry.day.map(|day| from.map_or(day, |f| f.max(day)));
    let first = chosen.iter().filter_map(|e| shown(e)).min();
    let last = chosen.iter().filter_map(|e| shown(e)).max();
    let unit = match (first, last) {
        (Some(first), Some(last)) => Unit::of(bins, first, last),
        _ => Unit::Day,
    };
    let mut all = Bins::new();
    let mut lanes: BTreeMap<u32, (u64, Bins)> = BTreeMap::new();
    let mut undated = 0;
    for entry in chosen {
        let Some(day) = shown(entry) else {
            undated += 1;
            continue;
        };
        let start = unit.start(day);
        let count = |bins: &mut Bins| {
            let slot = bins.entry(start).or_default();
            slot.0 += 1;
            slot.1 += u32::from(entry.disputed);
        };
        count(&mut all);
        for &lane in laying.lanes(entry) {
            let slot = lanes.entry(lane).or_default();
            slot.0 += 1;
            count(&mut slot.1);
        }
    }
    let mut ordered: Vec<(u32, (u64, Bins))> = lanes.into_iter().collect();
    let key = |number: u32| &index.names[number as usize];
    ordered.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| key(a.0).key.cmp(&key(b.0).key)));
    let left = ordered.len().saturating_sub(LANES) as u64;
    ordered.truncate(LANES);
    let lane = |(number, (total, bins)): (u32, (u64, Bins))| Lane {
        key: key(number).key.clone(),
        label: key(number).label.clone(),
        total,
        bins: told(bins),
    };
    Timeline {
        data_version: 0,
        total: chosen.len() as u64,
        of: 0,
        undated,
        unit: unit.word().to_owned(),
        lanes_by: laying.word().to_owned(),
        from: first.map(|d| unit.start(d).to_string()),
        to: last.map(|d| unit.end(unit.start(d)).to_string()),
        bins: told(all),
        lanes: ordered.into_iter().map(lane).collect(),
        lanes_left_out: left,
        rows: Vec::new(),
        dense: false,
    }
}

fn told(bins: Bins) -> Vec<Bin> {
    bins.into_iter().map(|(start, (total, disputed))| Bin { start: start.to_string(), total, disputed }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_begin_where_weeks_and_months_do() {
        let day = |d: &str| d.parse::<Date>().unwrap();
        assert_eq!(Unit::Week.start(day("2023-05-21")), day("2023-05-15"));
        assert_eq!(Unit::Week.end(day("2023-05-15")), day("2023-05-21"));
        assert_eq!(Unit::Month.end(Unit::Month.start(day("2024-02-10"))), day("2024-02-29"));
        assert_eq!(Unit::of(None, day("2023-01-01"), day("2023-02-01")), Unit::Day);
        assert_eq!(Unit::of(None, day("2023-01-01"), day("2024-02-01")), Unit::Week);
        assert_eq!(Unit::of(None, day("2013-01-01"), day("2020-02-01")), Unit::Month);
        assert_eq!(Unit::of(Some("auto"), day("1915-01-01"), day("2020-02-01")), Unit::Year);
        assert_eq!(Unit::Week.start(Date::MIN), Date::MIN);
    }
}

//! What the days of two tellings, or the lack of them, say of whether they are one happening.

use crate::compared::Compared;
use crate::score::{APART, Setting, VETO};

/// What speaks against a day that lies within a week behind the report: it cannot tell it, but collections date reports amiss.
const EARLY: f64 = -9.0;

/// What a day in common says at most within one report: it is common to all that the report tells.
const SAME_DAY: f64 = 1.2;

/// Whether two tellings can be of one time, and how telling that is.
pub(crate) fn time(a: &Compared<'_>, b: &Compared<'_>, setting: &Setting<'_>) -> f64 {
    match (a.days, b.days) {
        (Some(x), Some(y)) => {
            let gap = x.gap(y);
            let mut sum = days(gap, x.length(), y.length());
            if setting.same_report && sum > SAME_DAY {
                sum = SAME_DAY;
            }
            // What a report tells of a day and what it tells of the days around it are two things of one week.
            if setting.same_report && gap == 0 && x.length().min(y.length()) == 1 && x.length().max(y.length()) > 2 {
                sum = sum.min(0.0);
            }
            // A report that names two days tells of two things; two reports may reckon from different days.
            if setting.same_report && gap == 2 && x.length().max(y.length()) == 1 {
                sum = APART;
            }
            if setting.same_report && gap == 1 && x.length().max(y.length()) == 1 {
                sum = -3.0;
            }
            if let Some(((a1, a2), (b1, b2))) = x.minutes.zip(y.minutes)
                && gap == 0
                && (b1 - a2).max(a1 - b2) > 180
            {
                sum -= 2.5;
            }
            sum
        }
        (None, None) => {
            // Undated news of one day is news of that day; undated background may be of any.
            let near = setting.published[0].zip(setting.published[1]).map(|(p, q)| (p - q).abs());
            match near {
                _ if a.past || b.past => 0.0,
                Some(0..=2) => 0.4,
                Some(15..=60) => -1.0,
                Some(61..=365) => -2.0,
                Some(366..) => -6.0,
                _ => 0.0,
            }
        }
        (dated, undated) => {
            let (days, (mention, published)) = match (dated, undated) {
                (Some(days), _) => (days, (b, setting.published[1])),
                (_, Some(days)) => (days, (a, setting.published[0])),
                _ => return 0.0,
            };
            if mention.until.is_some_and(|until| days.first > until) {
                return VETO;
            }
            let Some(published) = published.filter(|_| !mention.past) else { return 0.0 };
            // What a report tells without a date happened in its last days, as far as it is news.
            match published - days.last {
                -1..=4 => 0.4,
                5..=30 => -0.3,
                // Nobody tells as done what is yet to come.
                -8..=-2 if !mention.unreal => EARLY,
                ..=-9 if !mention.unreal => VETO,
                ..=-2 => -0.3,
                31..=365 => -1.2,
                // Told years later it would be told as past.
                _ => -4.0,
            }
        }
    }
}

/// What two stretches of days say that lie `gap` days apart and are `a` and `b` days long.
pub(crate) fn days(gap: i64, a: i64, b: i64) -> f64 {
    let longer = a.max(b);
    match gap {
        0 if longer <= 2 => 2.0,
        // A day within the week, month or year that the other names: or one of many things in it.
        0 if longer <= 8 => 0.7,
        0 if longer <= 12 => 0.4,
        0 if longer == a.min(b) => 0.5,
        0 => -0.3,
        // Retold the day after, with the day of telling for the day of the happening; or across midnight.
        1 if longer <= 2 => -0.6,
        // Two days that both reports name are two happenings in one story, as a rule.
        2 if longer == 1 => -8.0,
        2 if longer <= 3 => -3.0,
        // A report printed again a week later, its weekdays taken for those of that week.
        7 | 14 if longer <= 2 => -3.0,
        _ if gap <= longer / 4 => -1.0,
        _ => VETO,
    }
}

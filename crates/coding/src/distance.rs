//! "They were shot on Friday, two days after a bombing that left ten dead": what is told as so long before or after another act has a day of its
//! own, counted from the other's, and what the other counts are not its dead.

use crate::document::Document;
use crate::draft::Draft;
use crate::time::{TimeExpr, TimeKind};
use dateline_syntax::Deprel;
use jiff::civil::Date;
use jiff::{Span as Length, ToSpan};

/// The most that a plural without a number tells, as in the codebook's "several": "weeks after" are one to nine.
const SEVERAL: i64 = 9;

/// A length of time between what a phrase tells and what the phrase hangs on.
struct Distance {
    tree: usize,
    /// The noun or verb that heads the phrase.
    head: usize,
    /// Index of the expression that tells the length.
    time: usize,
    /// Whether what the phrase tells came first.
    earlier: bool,
}

/// The distances of some sentences of a report: a length of days or more right before "after" or "before" and what they head.
fn distances<'d>(doc: &'d Document<'_>, trees: std::ops::Range<usize>) -> impl Iterator<Item = Distance> + 'd {
    doc.times.iter().enumerate().filter(move |(_, t)| trees.contains(&t.tree)).filter_map(move |(time, t)| {
        let graph = &doc.graphs[t.tree];
        let word = t.last_word + 1;
        if t.kind != TimeKind::Duration || t.value.contains('T') || word >= graph.len() {
            return None;
        }
        let earlier = match graph.lemma(word) {
            "after" => true,
            "before" => false,
            _ => return None,
        };
        let head = graph.head(word).filter(|_| matches!(graph.rel(word), Deprel::Case | Deprel::Mark))?;
        (head > word).then_some(Distance { tree: t.tree, head, time, earlier })
    })
}

/// Whether one of two words of a sentence stands within such a phrase and the other outside of it.
pub(crate) fn apart(doc: &Document<'_>, tree: usize, a: usize, b: usize) -> bool {
    let graph = &doc.graphs[tree];
    let phrase = (0..graph.len()).any(|word| matches!(graph.lemma(word), "after" | "before"));
    phrase && distances(doc, tree..tree + 1).any(|d| graph.dominates(d.head, a) != graph.dominates(d.head, b))
}

/// Dates what such phrases tell from what they hang on.
pub(crate) fn dates(doc: &mut Document<'_>, drafts: &mut [Draft]) {
    turned(doc, drafts);
    for d in distances(doc, 0..doc.graphs.len()).collect::<Vec<_>>() {
        let graph = &doc.graphs[d.tree];
        let inside = |word: usize| graph.dominates(d.head, word);
        // A date within the phrase is its own.
        let own = |t: usize| doc.times[t].tree == d.tree && inside(doc.times[t].first_word) && t != d.time;
        let told: Vec<usize> = (0..drafts.len())
            .filter(|&i| drafts[i].at.tree == d.tree && inside(drafts[i].at.word) && !drafts[i].time.is_some_and(own))
            .collect();
        let other = drafts
            .iter()
            .find(|o| o.at.tree == d.tree && !inside(o.at.word) && o.time.is_some_and(|t| day(&doc.times[t]).is_some()));
        let from = other.and_then(|o| o.time).or_else(|| told.iter().find_map(|&i| drafts[i].time));
        let Some(from) = from.filter(|&t| t != d.time).map(|t| &doc.times[t]) else { continue };
        let moved = shifted(from, &doc.times[d.time], d.earlier);
        let time = moved.is_some().then_some(doc.times.len());
        for i in told {
            // What is said there was not done on the day of saying it.
            let said = drafts[i].speakers.iter().any(|s| s.at.tree == d.tree && inside(s.at.word));
            drafts[i].time = time.filter(|_| !said);
            drafts[i].carried = None;
        }
        doc.times.extend(moved);
    }
}

/// "Weeks after fighters attacked a post": the words date what came after, and not the attack. Where they count days from a day that is told
/// ("a day after"), the attack was as many days before it.
fn turned(doc: &mut Document<'_>, drafts: &mut [Draft]) {
    for t in 0..doc.times.len() {
        let time = &doc.times[t];
        let graph = &doc.graphs[time.tree];
        let after = matches!(graph.rel(time.last_word), Deprel::Case | Deprel::Mark) && graph.lemma(time.last_word) == "after";
        let Some(head) = graph.head(time.last_word).filter(|_| after) else { continue };
        let inside = |d: &Draft| d.at.tree == time.tree && graph.dominates(head, d.at.word);
        let from = drafts.iter().filter(|d| d.at.tree == time.tree && !inside(d)).find_map(|d| day(&doc.times[d.time?]));
        let days = day(time).zip(from).map(|(day, from)| (day - from).get_days());
        let before = days.zip(from).filter(|(days, _)| *days > 0).and_then(|(days, from)| {
            let day = from.checked_sub(days.days()).ok()?;
            let rule = format!("so long before {from}, the day of what it is told with");
            Some(TimeExpr { start: Some(day), end: Some(day), value: day.to_string(), rule, ..time.clone() })
        });
        let said = |d: &Draft| d.speakers.iter().any(|s| s.at.tree == time.tree && graph.dominates(head, s.at.word));
        let told = before.is_some().then_some(doc.times.len());
        for d in drafts.iter_mut().filter(|d| inside(d) && d.time == Some(t)) {
            d.time = told.filter(|_| !said(d));
        }
        doc.times.extend(before);
    }
}

/// The day that an expression tells.
fn day(t: &TimeExpr) -> Option<Date> {
    t.start.filter(|_| t.start == t.end)
}

/// The time that lies a length before or after another.
fn shifted(from: &TimeExpr, length: &TimeExpr, earlier: bool) -> Option<TimeExpr> {
    let day = day(from)?;
    let rest = length.value.strip_prefix('P')?;
    let (count, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    // "Weeks after": one to nine, as "several" reaches.
    let (least, count): (i64, i64) = if count == "X" { (1, SEVERAL) } else { count.parse().ok().map(|n| (n, n))? };
    let vague = least < count;
    // Two weeks after is no day but one of the days around it, and so on. A number beyond all calendars has no day.
    let length_of = |count: i64| match unit {
        "D" => Length::new().try_days(count),
        "W" => Length::new().try_weeks(count),
        "M" => Length::new().try_months(count),
        _ => Length::new().try_years(count),
    };
    let (slack, precision): (i64, _) = match unit {
        "D" => (0, "day"),
        "W" => (3, "week"),
        "M" => (15, "month"),
        "Y" => (183, "year"),
        _ => return None,
    };
    let moved = |count: i64| {
        let length = length_of(count).ok()?;
        if earlier { day.checked_sub(length) } else { day.checked_add(length) }.ok()
    };
    let near = moved(count)?;
    let slack = if vague { 0 } else { slack };
    let (start, end) =
        (near.min(moved(least)?).checked_sub(slack.days()).ok()?, near.max(moved(least)?).checked_add(slack.days()).ok()?);
    let side = if earlier { "before" } else { "after" };
    Some(TimeExpr {
        start: Some(start),
        end: Some(end),
        start_time: None,
        end_time: None,
        open: None,
        precision: if vague { "range" } else { precision },
        kind: TimeKind::Date,
        value: near.to_string(),
        rule: format!("so long {side} {day}, the day of what it is told with"),
        ends: None,
        governor: None,
        lead: None,
        ..length.clone()
    })
}

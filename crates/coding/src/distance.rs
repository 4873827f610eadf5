//! "They were shot on Friday, two days after a bombing that left ten dead": what is told as so long before or after another act has a day of its
//! own, counted from the other's, and what the other counts are not its dead.

use crate::document::Document;
use crate::draft::Draft;
use crate::time::{Open, TimeExpr, TimeKind};
use dateline_syntax::{Deprel, Feats, Upos};
use jiff::civil::Date;
use jiff::{Span as Length, ToSpan};

/// The most that a plural without a number tells, as in the codebook's "several": "weeks after" are one to nine.
const SEVERAL: i64 = 9;

/// Days after which what was done is long past: as for background.
const LONG_PAST: i32 = 92;

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
    behind(doc, drafts);
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
        let moved = match from.filter(|&t| t != d.time) {
            Some(from) => shifted(&doc.times[from], &doc.times[d.time], d.earlier),
            None => at_least(doc, &d),
        };
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

/// "In 2013 the state joined the convention after an attack": of an act without a day of its own, told after which something was done that is long
/// past, the latest day is known.
fn behind(doc: &mut Document<'_>, drafts: &mut [Draft]) {
    let Some(report) = doc.day else { return };
    for d in drafts.iter_mut().filter(|d| d.event().is_some() && d.time.is_none()) {
        let graph = &doc.graphs[d.at.tree];
        let after = graph.path(d.at.word).find(|&w| matches!(graph.case(w).as_deref(), Some("after" | "following")));
        let Some(after) = after.filter(|&w| graph.upos(w) != Upos::Verb) else { continue };
        let above: Vec<usize> = graph.path(after).skip(1).collect();
        let over = |t: &&TimeExpr| {
            if t.tree != d.at.tree {
                return false;
            }
            let top = (t.first_word..=t.last_word).find(|&w| graph.head(w).is_none_or(|h| h < t.first_word || h > t.last_word));
            t.kind == TimeKind::Date
                && t.open.is_none()
                && !matches!(t.lead, Some("since" | "until" | "before" | "after"))
                && top.and_then(|top| graph.head(top)).is_some_and(|head| above.contains(&head))
                && t.end.is_some_and(|end| (report - end).get_days() > LONG_PAST)
        };
        let mut found = doc.times.iter().filter(over);
        let Some(time) = found.next().filter(|_| found.next().is_none()).cloned() else { continue };
        let rule = "not after what it is told to have been followed by".to_owned();
        d.time = Some(doc.times.len());
        doc.times.push(TimeExpr {
            start: None,
            start_time: None,
            end_time: None,
            open: Some(Open::Before),
            precision: "range",
            rule,
            ..time
        });
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

/// The least and the most of a length of time, and its unit: `P2W`, and `PXW` as "weeks".
fn length(value: &str) -> Option<(i64, i64, &str)> {
    let rest = value.strip_prefix('P')?;
    let (count, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let (least, most) = if count == "X" { (1, SEVERAL) } else { count.parse().ok().map(|n| (n, n))? };
    matches!(unit, "D" | "W" | "M" | "Y").then_some((least, most, unit))
}

/// So many units, if the calendar reaches so far.
fn of_units(count: i64, unit: &str) -> Option<Length> {
    match unit {
        "D" => Length::new().try_days(count),
        "W" => Length::new().try_weeks(count),
        "M" => Length::new().try_months(count),
        _ => Length::new().try_years(count),
    }
    .ok()
}

/// "The ministers met, just weeks after the worst fighting in years", of a meeting that is over and has no day: the fighting was so long before the
/// day of the report, or longer.
fn at_least(doc: &Document<'_>, d: &Distance) -> Option<TimeExpr> {
    let graph = &doc.graphs[d.tree];
    let verb = graph.path(d.head).skip(1).find(|&w| graph.upos(w) == Upos::Verb).filter(|_| d.earlier)?;
    let over =
        graph.feats(verb).has(Feats::PAST) && graph.feats(verb).has(Feats::FIN) && graph.kid(verb, &[Deprel::Aux]).is_none();
    let time = &doc.times[d.time];
    let (least, _, unit) = length(&time.value)?;
    let report = doc.day.filter(|_| over)?;
    let end = report.checked_sub(of_units(least, unit)?).ok()?;
    Some(TimeExpr {
        start: None,
        end: Some(end),
        open: Some(Open::Before),
        precision: "range",
        kind: TimeKind::Date,
        value: end.to_string(),
        rule: format!("so long before something that was over on {report}, the day of the report"),
        ..time.clone()
    })
}

/// The time that lies a length before or after another.
fn shifted(from: &TimeExpr, time: &TimeExpr, earlier: bool) -> Option<TimeExpr> {
    let day = day(from)?;
    // "Weeks after": one to nine, as "several" reaches.
    let (least, count, unit) = length(&time.value)?;
    let vague = least < count;
    // Two weeks after is no day but one of the days around it, and so on. A number beyond all calendars has no day.
    let (slack, precision): (i64, _) = match unit {
        "D" => (0, "day"),
        "W" => (3, "week"),
        "M" => (15, "month"),
        _ => (183, "year"),
    };
    let moved = |count: i64| {
        let length = of_units(count, unit)?;
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
        ..time.clone()
    })
}

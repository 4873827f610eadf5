//! The views of the record, drawn for people. What each shows is what its JSON holds; nothing is computed here.

use crate::record_options::{Filter, ViewOptions};
use dateline_exchange::{Ink, Look, clean, headline};
use dateline_record::{Agreement, Evidence, Field, Holding, Incident, Record, Standing, Toll, Voice, amount};
use dateline_store::{Hit, LogRow, SourceRow};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A page under way.
pub(crate) struct Page {
    look: Look,
    text: String,
}

impl Page {
    pub fn new(look: Look) -> Page {
        Page { look, text: String::new() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// A line, wrapped at the width; the parts after the first are indented deeper.
    fn line(&mut self, indent: usize, ink: Ink, text: &str) {
        let room = self.look.width.saturating_sub(indent).max(20);
        let mut line = String::new();
        let mut first = true;
        let mut flush = |line: &mut String, first: &mut bool| {
            let pad = if *first { indent } else { indent + 2 };
            let _ = writeln!(self.text, "{}{}", " ".repeat(pad), self.look.paint(ink, line));
            line.clear();
            *first = false;
        };
        for word in clean(text).split(' ') {
            let limit = if first { room } else { room.saturating_sub(2) };
            if !line.is_empty() && unicode_width::UnicodeWidthStr::width(line.as_str()) + 1 + word.chars().count() > limit {
                flush(&mut line, &mut first);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        flush(&mut line, &mut first);
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }
}

/// Whether an incident passes the filter.
pub(crate) fn passes(record: &Record<'_>, incident: &Incident, filter: &Filter) -> bool {
    let has = |text: &str, part: &str| text.to_lowercase().contains(&part.to_lowercase());
    let claims = || incident.claims.iter().map(|&(s, c)| (record.sources[s], &record.sources[s].claims[c]));
    let actor = |who: &String| {
        claims()
            .flat_map(|(_, c)| c.actors.iter().chain(&c.recipients))
            .any(|e| e.code.as_ref().is_some_and(|code| code.eq_ignore_ascii_case(who)) || who.len() > 3 && has(&e.name, who))
    };
    let kind = |kind: &String| {
        incident.family.eq_ignore_ascii_case(kind)
            || claims().any(|(_, c)| {
                c.event.as_ref().is_some_and(|e| e.kind.eq_ignore_ascii_case(kind) || e.modes.iter().any(|m| m == kind))
                    || c.figure.as_ref().is_some_and(|f| f.what == *kind)
            })
    };
    let place = |part: &String| {
        claims().filter_map(|(_, c)| c.place.as_ref()).any(|p| {
            has(&p.name, part)
                || p.country.as_ref().is_some_and(|c| c.eq_ignore_ascii_case(part))
                || p.admin1.as_ref().is_some_and(|a| has(a, part))
        })
    };
    let source = |part: &String| {
        claims().any(|(s, c)| {
            s.publisher.as_ref().is_some_and(|p| has(p, part)) || c.attribution.iter().any(|l| has(&l.source.name, part))
        })
    };
    let day = |bound: Option<jiff::civil::Date>| bound.map(|d| d.to_string());
    let from = day(filter.from).is_none_or(|d| incident.to.as_ref().is_some_and(|t| t.as_str() >= d.as_str()));
    let to = day(filter.to).is_none_or(|d| incident.from.as_ref().is_some_and(|f| f.as_str() <= d.as_str()));
    from && to
        && filter.actor.as_ref().is_none_or(actor)
        && filter.kind.as_ref().is_none_or(kind)
        && filter.place.as_ref().is_none_or(place)
        && filter.source.as_ref().is_none_or(source)
}

/// Incidents that pass, by date; undated ones last.
pub(crate) fn chosen<'r>(record: &'r Record<'_>, options: &ViewOptions) -> Vec<&'r Incident> {
    let mut rows: Vec<&Incident> = record.incidents.iter().filter(|i| passes(record, i, &options.filter)).collect();
    rows.sort_by_key(|i| (i.from.is_none(), i.from.clone(), i.to.clone()));
    rows
}

pub(crate) fn disputed<'r>(record: &'r Record<'_>, options: &ViewOptions) -> Vec<&'r Incident> {
    let disputed: Vec<&str> = record.disputes().map(|i| i.id.as_str()).collect();
    chosen(record, options).into_iter().filter(|i| disputed.contains(&i.id.as_str())).collect()
}

/// The claim that has most in common with the others, as a headline.
fn title(record: &Record<'_>, incident: &Incident) -> String {
    let claims: Vec<_> = incident.claims.iter().map(|&(s, c)| &record.sources[s].claims[c]).take(200).collect();
    let event = |c: &dateline_engine::Claim| c.event.as_ref().map(|e| (e.kind.clone(), e.modes.first().cloned()));
    let first = |list: &[dateline_engine::claim::Entity]| list.first().map(|e| e.name.clone());
    let place = |c: &dateline_engine::Claim| c.place.as_ref().map(|p| p.name.clone());
    let main = incident.types.first();
    let support = |c: &&dateline_engine::Claim| {
        let of_type = c.event.as_ref().is_some_and(|e| Some(&e.kind) == main);
        let mut sum = if of_type { 1_000 } else { 0 } + if c.polarity.as_str() == "positive" { 500 } else { 0 };
        for other in &claims {
            sum += 2 * i32::from(event(c).is_some() && event(c) == event(other));
            sum += 2 * i32::from(first(&c.actors) == first(&other.actors));
            sum += i32::from(!c.recipients.is_empty() && first(&c.recipients) == first(&other.recipients));
            sum += i32::from(c.place.is_some() && place(c) == place(other));
        }
        sum
    };
    // Of equals the first.
    let best = claims.iter().copied().reduce(|a, b| if support(&b) > support(&a) { b } else { a });
    best.map_or(String::new(), headline)
}

fn days(incident: &Incident) -> String {
    match (&incident.from, &incident.to) {
        (Some(a), Some(b)) if a == b => a.clone(),
        (Some(a), Some(b)) => format!("{a} – {b}"),
        _ => "no day told".to_owned(),
    }
}

fn standing(incident: &Incident) -> &'static str {
    incident.standing.as_ref().map_or("told", |s| s.standing.as_str())
}

fn plural(n: usize, one: &str) -> String {
    if n == 1 { format!("{n} {one}") } else { format!("{n} {one}s") }
}

pub(crate) fn timeline(page: &mut Page, record: &Record<'_>, options: &ViewOptions) {
    let mut last = None;
    for incident in chosen(record, options) {
        let day = days(incident);
        if last.as_ref() != Some(&day) {
            page.line(0, Ink::Heading, &day);
            last = Some(day);
        }
        entry(page, record, incident);
    }
}

/// An incident in a list.
fn entry(page: &mut Page, record: &Record<'_>, incident: &Incident) {
    let unreal = match (incident.not_so, incident.unreal) {
        (true, _) => ": not so",
        (_, true) => ", not told as having happened",
        _ => "",
    };
    let texts = if incident.texts < incident.reports { format!(" ({})", plural(incident.texts, "text")) } else { String::new() };
    page.line(2, Ink::Strong, &format!("• {} [{}{unreal}]", title(record, incident), standing(incident)));
    page.line(4, Ink::Faint, &format!("{} · {}{texts}", incident.id, plural(incident.reports, "report")));
    if let Some(judged) = &incident.standing {
        page.line(4, Ink::Faint, &judged.rule);
    }
    // One line a speaker, the first of each.
    let what = incident.fields.iter().filter(|f| matches!(f.name, "what" | "how_many"));
    let mut seen = std::collections::BTreeSet::new();
    let mut shown = 0;
    for (voice, denied) in what.flat_map(voices) {
        if seen.insert((voice.speaker.clone(), denied)) && shown < 4 {
            shown += 1;
            page.line(4, Ink::Plain, &quote(voice, denied));
        }
    }
    page.gap();
}

fn voices(field: &Field) -> impl Iterator<Item = (&Voice, bool)> {
    field.values.iter().flat_map(|v| v.asserted.iter().map(|x| (x, false)).chain(v.denied.iter().map(|x| (x, true))))
}

fn quote(voice: &Voice, denied: bool) -> String {
    let words: String = voice.quote.chars().take(160).collect();
    let cut = if words.len() < voice.quote.len() { " …" } else { "" };
    let relays = if voice.relays.is_empty() { String::new() } else { format!(", via {}", voice.relays.join(", ")) };
    let outlet = match &voice.outlet {
        Some(outlet) if *outlet != voice.speaker => format!(" · {outlet}"),
        _ => String::new(),
    };
    let day = voice.published.as_deref().unwrap_or("no date");
    let mark = if denied { "✗ " } else { "" };
    format!("{mark}“{words}{cut}” — {} {}{relays}{outlet} {day}", voice.speaker, voice.stance)
}

pub(crate) fn incident(page: &mut Page, record: &Record<'_>, incident: &Incident) {
    page.line(0, Ink::Heading, &format!("{} · {} [{}]", days(incident), title(record, incident), standing(incident)));
    let texts =
        if incident.texts < incident.reports { format!(", {} when copies count once", incident.texts) } else { String::new() };
    page.line(0, Ink::Faint, &format!("{} · {}{texts}", incident.id, plural(incident.reports, "report")));
    for field in incident.fields.iter().filter(|f| !f.values.is_empty()) {
        page.gap();
        let judged = field.standing.as_ref().map_or(String::new(), |s| format!(" [{}] {}", s.standing.as_str(), s.rule));
        page.line(0, Ink::Strong, &format!("{}{judged}", field.name.replace('_', " ")));
        if let Some(c) = &field.corrected {
            page.line(2, Ink::Mark, &format!("corrected: {} ({}, {}: {})", c.value, c.author, c.time, c.reason));
        }
        for value in &field.values {
            page.line(2, Ink::Plain, &value.value);
            let all = value.asserted.iter().map(|v| (v, false)).chain(value.denied.iter().map(|v| (v, true)));
            for (voice, denied) in all {
                page.line(6, Ink::Voice, &quote(voice, denied));
            }
        }
    }
    if !incident.tolls.is_empty() {
        page.gap();
        page.line(0, Ink::Strong, "tolls");
        incident.tolls.iter().for_each(|t| toll(page, t));
    }
}

fn toll(page: &mut Page, toll: &Toll) {
    page.line(2, Ink::Plain, &format!("{}: {}", toll.what, amount(toll.low, toll.high)));
    for said in &toll.said {
        let whom = said.whom.as_ref().map(|w| format!(" {w}")).unwrap_or_default();
        let scope = if said.scope == "event" { String::new() } else { format!(" [{}]", said.scope.replace('_', " ")) };
        page.line(6, Ink::Voice, &format!("{}{whom}{scope} {}", amount(said.low, said.high), quote(&said.voice, false)));
    }
    if let Some(contradiction) = &toll.contradicts {
        page.line(6, Ink::Mark, &format!("cannot both hold: {contradiction}"));
    }
}

pub(crate) fn disputes(page: &mut Page, record: &Record<'_>, options: &ViewOptions) {
    for incident in disputed(record, options) {
        page.line(0, Ink::Heading, &format!("{} · {}", days(incident), title(record, incident)));
        page.line(2, Ink::Faint, &format!("{} · {}", incident.id, plural(incident.reports, "report")));
        for field in incident.fields.iter().filter(|f| f.standing.as_ref().is_some_and(|s| s.standing == Standing::Disputed)) {
            let rule = field.standing.as_ref().map_or("", |s| s.rule.as_str());
            page.line(2, Ink::Strong, &format!("{}: {rule}", field.name.replace('_', " ")));
            let mut seen = std::collections::BTreeSet::new();
            for value in &field.values {
                for (voice, denied) in value.asserted.iter().map(|v| (v, false)).chain(value.denied.iter().map(|v| (v, true))) {
                    if seen.insert((voice.speaker.clone(), denied)) {
                        page.line(4, Ink::Plain, &format!("{}: {}", value.value, quote(voice, denied)));
                    }
                }
            }
        }
        page.gap();
    }
}

pub(crate) fn chosen_agreements(record: &Record<'_>, options: &ViewOptions) -> Vec<Agreement> {
    let ids: Vec<&str> = chosen(record, options).iter().map(|i| i.id.as_str()).collect();
    record.agreements().into_iter().filter(|a| ids.contains(&a.id.as_str())).collect()
}

pub(crate) fn agreements(page: &mut Page, rows: &[Agreement]) {
    for a in rows {
        let place = a.place.as_ref().map(|p| format!(" · {p}")).unwrap_or_default();
        let day = a.day.as_deref().unwrap_or("no day told");
        page.line(0, Ink::Heading, &format!("{day}{place} · {}", a.parties.join(", ")));
        page.line(2, Ink::Faint, &a.id);
        if !a.third_parties.is_empty() {
            page.line(2, Ink::Plain, &format!("third parties: {}", a.third_parties.join(", ")));
        }
        for term in &a.terms {
            let until = term.until.as_ref().map(|u| format!(" until {u}")).unwrap_or_default();
            page.line(2, Ink::Strong, &format!("{}{until}: {}", term.term.replace('_', " "), term.obligors.join(", ")));
            term.told.iter().for_each(|v| page.line(6, Ink::Voice, &quote(v, false)));
        }
        for b in &a.breaches {
            let by = if b.accusers.is_empty() { "reports".to_owned() } else { b.accusers.join(", ") };
            let answer = if b.answers.is_empty() { String::new() } else { format!("; denied by {}", b.answers.join(", ")) };
            let standing = b.standing.map_or("", Standing::as_str);
            page.line(
                2,
                Ink::Mark,
                &format!(
                    "alleged breach by {} according to {by}{answer} [{standing}] {} ({})",
                    b.accused.join(", "),
                    b.incident,
                    b.basis
                ),
            );
        }
        page.gap();
    }
}

/// The tolls of one incident.
#[derive(Serialize)]
pub(crate) struct TollRow {
    incident: String,
    days: String,
    title: String,
    tolls: Vec<Toll>,
}

pub(crate) fn chosen_tolls(record: &Record<'_>, options: &ViewOptions) -> Vec<TollRow> {
    let row = |i: &Incident| TollRow { incident: i.id.clone(), days: days(i), title: title(record, i), tolls: i.tolls.clone() };
    chosen(record, options).into_iter().filter(|i| !i.tolls.is_empty()).map(row).collect()
}

pub(crate) fn tolls(page: &mut Page, rows: &[TollRow]) {
    for row in rows {
        page.line(0, Ink::Heading, &format!("{} · {}", row.days, row.title));
        page.line(2, Ink::Faint, &row.incident);
        row.tolls.iter().for_each(|t| toll(page, t));
        page.gap();
    }
}

pub(crate) fn chosen_control(record: &Record<'_>, options: &ViewOptions) -> Vec<Holding> {
    let f = &options.filter;
    let has = |text: &str, part: &str| text.to_lowercase().contains(&part.to_lowercase());
    let mut rows = record.control();
    rows.retain(|h| {
        f.place.as_ref().is_none_or(|p| has(&h.place, p) || h.country.as_ref().is_some_and(|c| c.eq_ignore_ascii_case(p)))
    });
    for row in &mut rows {
        row.told.retain(|t| {
            let day = t.voice.published.as_deref();
            f.actor.as_ref().is_none_or(|a| has(&t.holder, a) || t.code.as_ref().is_some_and(|c| c.eq_ignore_ascii_case(a)))
                && f.source
                    .as_ref()
                    .is_none_or(|s| has(&t.voice.speaker, s) || t.voice.outlet.as_ref().is_some_and(|o| has(o, s)))
                && f.from.is_none_or(|d| day.is_some_and(|x| x >= d.to_string().as_str()))
                && f.to.is_none_or(|d| day.is_some_and(|x| x <= d.to_string().as_str()))
        });
    }
    rows.retain(|h| !h.told.is_empty());
    rows
}

pub(crate) fn control(page: &mut Page, rows: &[Holding]) {
    for row in rows {
        let country = row.country.as_ref().map(|c| format!(" ({c})")).unwrap_or_default();
        page.line(0, Ink::Heading, &format!("{}{country}", row.place));
        for told in &row.told {
            let since = told.since.as_ref().map(|s| format!(" since {s}")).unwrap_or_default();
            let until = told.until.as_ref().map(|s| format!(" until {s}")).unwrap_or_default();
            let modality = if told.modality == "actual" { String::new() } else { format!(", {}", told.modality) };
            let line = format!("{} [{}{modality}]{since}{until}", told.holder, told.basis.replace('_', " "));
            page.line(2, Ink::Strong, &line);
            page.line(6, Ink::Voice, &quote(&told.voice, told.denied));
        }
        if let Some(contested) = &row.contested {
            page.line(2, Ink::Mark, &format!("contested: {contested}"));
        }
        page.gap();
    }
}

/// Reports that carry one text.
pub(crate) fn copies(record: &Record<'_>) -> Vec<Vec<String>> {
    let mut families: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (i, &first) in record.copies.iter().enumerate() {
        families.entry(first).or_default().push(record.sources[i].id.clone());
    }
    families.into_values().filter(|f| f.len() > 1).collect()
}

pub(crate) fn sources(page: &mut Page, outlets: &[SourceRow], copies: &[Vec<String>]) {
    for row in outlets {
        let name = row.publisher.as_deref().unwrap_or("outlet not told");
        let days = format!("{} – {}", row.first.as_deref().unwrap_or("?"), row.last.as_deref().unwrap_or("?"));
        page.line(0, Ink::Plain, &format!("{name}: {} reports, {} claims, {days}", row.reports, row.claims));
    }
    if !copies.is_empty() {
        page.gap();
        page.line(0, Ink::Strong, "Copies of one text, counted as one source");
        copies.iter().for_each(|family| page.line(2, Ink::Plain, &family.join(" = ")));
    }
}

pub(crate) fn log(page: &mut Page, rows: &[LogRow]) {
    for row in rows {
        page.line(0, Ink::Plain, &format!("{} {} {} {}", row.seq, row.time, row.action, row.report.as_deref().unwrap_or("")));
    }
}

pub(crate) fn hits(page: &mut Page, rows: &[Hit]) {
    for hit in rows {
        let day = hit.published.as_deref().unwrap_or("no date");
        page.line(0, Ink::Plain, &format!("“{}”", hit.words));
        page.line(4, Ink::Faint, &format!("{} · {day} · {}", hit.claim.as_deref().unwrap_or("text"), hit.report));
    }
}

/// Why one telling belongs to an incident.
#[derive(Serialize)]
pub(crate) struct Reason {
    claim: String,
    quote: String,
    joined_to: String,
    its_quote: String,
    log_odds: f64,
    features: String,
}

pub(crate) fn reasons(record: &Record<'_>, incident: &Incident) -> Vec<Reason> {
    let quote = |id: &str| {
        let claims = incident.claims.iter().map(|&(s, c)| &record.sources[s].claims[c]);
        claims.filter(|c| c.id == id).map(|c| c.evidence.text.clone()).next().unwrap_or_default()
    };
    let sum = |e: &Evidence| (e.sum() * 10.0).round() / 10.0;
    let reason = |why: dateline_record::Why| Reason {
        quote: quote(&why.claim),
        its_quote: quote(&why.nearest),
        claim: why.claim,
        joined_to: why.nearest,
        log_odds: sum(&why.evidence),
        features: why.evidence.in_words(),
    };
    record.why(incident).into_iter().map(reason).collect()
}

pub(crate) fn why(page: &mut Page, rows: &[Reason]) {
    if rows.is_empty() {
        page.line(0, Ink::Plain, "one telling; nothing was joined");
    }
    for row in rows {
        page.line(0, Ink::Plain, &format!("“{}” ({})", row.quote, row.claim));
        page.line(4, Ink::Plain, &format!("with “{}” ({})", row.its_quote, row.joined_to));
        page.line(4, Ink::Faint, &format!("{:+.1}: {}", row.log_odds, row.features));
    }
}

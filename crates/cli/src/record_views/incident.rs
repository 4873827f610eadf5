//! One incident whole, and the disputes: values side by side, each with its sources.

use super::ledgers::toll;
use super::sheet::{Sheet, days, plural};
use super::timeline::corrected;
use dateline_exchange::Ink;
use dateline_record::{Incident, Judged, Voice};
use dateline_store::Dispute;

pub(crate) fn standing(standing: &Option<Judged>) -> &'static str {
    standing.as_ref().map_or("told", |s| s.standing.as_str())
}

pub(crate) fn quote(voice: &Voice, denied: bool) -> String {
    let words: String = voice.quote.chars().take(160).collect();
    let cut = if words.len() < voice.quote.len() { " …" } else { "" };
    let relays = if voice.relays.is_empty() { String::new() } else { format!(", via {}", voice.relays.join(", ")) };
    let outlet = match &voice.outlet {
        Some(outlet) if *outlet != voice.speaker => format!(" · {outlet}"),
        _ => String::new(),
    };
    let day = voice.published.as_deref().unwrap_or("no date");
    let mark = if denied { "✗ " } else { "" };
    let back = if voice.retracted { ", taken back" } else { "" };
    format!("{mark}“{words}{cut}” — {} {}{relays}{outlet} {day}{back}", voice.speaker, voice.stance)
}

pub(crate) fn incident(page: &mut Sheet, title: &str, incident: &Incident) {
    page.line(0, Ink::Heading, &format!("{} · {} [{}]", days(&incident.from, &incident.to), title, standing(&incident.standing)));
    let texts =
        if incident.texts < incident.reports { format!(", {} when copies count once", incident.texts) } else { String::new() };
    page.line(0, Ink::Faint, &format!("{} · {}{texts}", incident.id, plural(incident.reports, "report")));
    for field in incident.fields.iter().filter(|f| !f.values.is_empty() || f.corrected.is_some()) {
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

pub(crate) fn disputes(page: &mut Sheet, rows: &[Dispute]) {
    for Dispute { row, fields } in rows {
        page.line(0, Ink::Heading, &format!("{} · {}", days(&row.from, &row.to), row.title));
        page.line(2, Ink::Faint, &format!("{} · {}", row.id, plural(row.reports, "report")));
        corrected(page, 2, &row.corrected);
        for field in fields {
            let rule = field.standing.as_ref().map_or("", |s| s.rule.as_str());
            page.line(2, Ink::Strong, &format!("{}: {rule}", field.name.replace('_', " ")));
            let mut seen = std::collections::BTreeSet::new();
            for value in &field.values {
                for (voice, denied) in value.asserted.iter().map(|v| (v, false)).chain(value.denied.iter().map(|v| (v, true))) {
                    if seen.insert((&value.value, &voice.speaker, denied)) {
                        page.line(4, Ink::Plain, &format!("{}: {}", value.value, quote(voice, denied)));
                    }
                }
            }
        }
        page.gap();
    }
}

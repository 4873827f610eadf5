//! Incidents by day, each with its standing and the first words of its first speakers.

use super::incident::standing;
use super::sheet::{Sheet, days, plural};
use dateline_exchange::Ink;
use dateline_record::{CorrectedField, IncidentRow, Quoted};

pub(crate) fn timeline(page: &mut Sheet, rows: &[IncidentRow]) {
    let mut last = None;
    for row in rows {
        let day = days(&row.from, &row.to);
        if last.as_ref() != Some(&day) {
            page.line(0, Ink::Heading, &day);
            last = Some(day);
        }
        line(page, row, "");
    }
}

/// An incident in a list that is not by day.
pub(crate) fn entry(page: &mut Sheet, row: &IncidentRow) {
    line(page, row, &format!("{} · ", days(&row.from, &row.to)));
}

fn line(page: &mut Sheet, row: &IncidentRow, day: &str) {
    let unreal = match (row.not_so, row.unreal) {
        (true, _) => ": not so",
        (_, true) => ", not told as having happened",
        _ => "",
    };
    let texts = if row.texts < row.reports { format!(" ({})", plural(row.texts, "text")) } else { String::new() };
    page.line(2, Ink::Strong, &format!("• {} [{}{unreal}]", row.title, standing(&row.standing)));
    page.line(4, Ink::Faint, &format!("{day}{} · {}{texts}", row.id, plural(row.reports, "report")));
    if let Some(judged) = &row.standing {
        page.line(4, Ink::Faint, &judged.rule);
    }
    corrected(page, 4, &row.corrected);
    row.quotes.iter().for_each(|q| page.line(4, Ink::Plain, &quote(q)));
    page.gap();
}

/// What people corrected, and why: the rest of the entry reads so already.
pub(crate) fn corrected(page: &mut Sheet, indent: usize, fields: &[CorrectedField]) {
    for CorrectedField { field, correction: c } in fields {
        let field = field.replace('_', " ");
        page.line(indent, Ink::Mark, &format!("corrected, {field}: {} ({}, {}: {})", c.value, c.author, c.time, c.reason));
    }
}

fn quote(said: &Quoted) -> String {
    let words: String = said.quote.chars().take(160).collect();
    let cut = if words.len() < said.quote.len() { " …" } else { "" };
    let relays = if said.relays.is_empty() { String::new() } else { format!(", via {}", said.relays.join(", ")) };
    let outlet = match &said.outlet {
        Some(outlet) if *outlet != said.speaker => format!(" · {outlet}"),
        _ => String::new(),
    };
    let day = said.published.as_deref().unwrap_or("no date");
    let mark = if said.denies { "✗ " } else { "" };
    format!("{mark}“{words}{cut}” — {} {}{relays}{outlet} {day}", said.speaker, said.stance)
}

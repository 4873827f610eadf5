//! What people decided, and the log that keeps it, drawn for people.

use super::sheet::Sheet;
use dateline_exchange::Ink;
use dateline_record::{ClaimKey, Edit, Overlay};
use dateline_store::{LogRow, Lost};

pub(crate) fn log(page: &mut Sheet, rows: &[LogRow]) {
    for row in rows {
        let detail: serde_json::Value = serde_json::from_str(&row.detail).unwrap_or_default();
        let because = detail["reason"].as_str().filter(|_| row.action != "decide");
        let because = because.map_or(String::new(), |reason| format!(": {reason}"));
        let of = row.report.as_ref().map_or(String::new(), |id| format!(" {id}"));
        page.line(0, Ink::Plain, &format!("{} {} {}{of}{because}", row.seq, row.time, row.action));
        if row.action == "decide"
            && let Ok(decision) = serde_json::from_value::<Overlay>(detail)
        {
            page.line(4, Ink::Plain, &decided(&decision));
            row.lost.iter().for_each(|quote| page.line(4, Ink::Mark, &finds_no_more(quote)));
        }
    }
}

/// A decision with who took it and why; the time stands beside it where it is shown.
pub(crate) fn decided(decision: &Overlay) -> String {
    let quotes = |keys: &[ClaimKey], and: &str| keys.iter().map(|k| format!("“{}”", k.quote)).collect::<Vec<_>>().join(and);
    let what = match &decision.edit {
        Edit::Join { claims } => format!("join {}", quotes(claims, " with ")),
        Edit::Split { these, those } => format!("split {} from {}", quotes(these, ", "), quotes(those, ", ")),
        Edit::Correct { claim, field, value, .. } => {
            format!("correct {} to {value}, of “{}”", field.replace('_', " "), claim.quote)
        }
        Edit::Review { claim, verdict } => format!("review “{}”: {verdict}", claim.quote),
        _ => "another decision".to_owned(),
    };
    let reason = if decision.reason.is_empty() { String::new() } else { format!(": {}", decision.reason) };
    format!("{what} — {}{reason}", decision.author)
}

/// A decision that finds a claim no more, in one line.
pub(crate) fn lost(lost: &Lost) -> String {
    let quotes: Vec<String> = lost.quotes.iter().map(|quote| finds_no_more(quote)).collect();
    format!("step {}, {}: {}", lost.step, decided(&lost.decision), quotes.join("; "))
}

fn finds_no_more(quote: &str) -> String {
    format!("finds its words no more: “{quote}”")
}

//! The JSON of Knight Lab's TimelineJS: one slide an incident.

use crate::act::{LeftOut, parts};
use crate::notes::{quoted, standing, title};
use crate::told::Happening;
use serde_json::{Value, json};

pub(crate) const BEFORE: &str = "{\"events\":[\n";
pub(crate) const AFTER: &str = "\n]}\n";

/// Quotes shown on one slide.
const QUOTES: usize = 8;

pub(crate) fn slide(happening: &Happening<'_>) -> Result<Value, LeftOut> {
    let incident = happening.incident;
    let date = |day: Option<&str>| day.and_then(parts).map(|(y, m, d)| json!({ "year": y, "month": m, "day": d }));
    let start = date(incident.from.as_deref()).ok_or(LeftOut::NoDay)?;
    let mut marks = Vec::new();
    if incident.not_so {
        marks.push("not so");
    }
    if incident.unreal {
        marks.push("not told as done");
    }
    // The page renders this as HTML; nothing of a report may be taken for markup.
    let mut text = format!("<p><b>{}</b></p>", escape(&standing(happening)));
    for mark in marks {
        text += &format!("<p>[{mark}]</p>");
    }
    for telling in happening.told.iter().take(QUOTES) {
        text += &format!("<p>{}</p>", escape(&quoted(telling)));
    }
    if happening.told.len() > QUOTES {
        text += &format!("<p>… and {} more</p>", happening.told.len() - QUOTES);
    }
    let mut slide = json!({
        "unique_id": incident.id,
        "start_date": start,
        "text": { "headline": escape(&title(happening)), "text": text },
        "group": incident.family,
        "autolink": false,
    });
    if incident.to != incident.from
        && let Some(end) = date(incident.to.as_deref())
    {
        slide["end_date"] = end;
    }
    Ok(slide)
}

/// Text as HTML shows it.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

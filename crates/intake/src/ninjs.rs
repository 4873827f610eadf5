//! ninjs, the IPTC's news in JSON, 1.x to 3.2. Names of members changed their case and some became lists; the meaning stayed.
//!
//! A later `version` of the same `uri` takes the place of an earlier one; an item that is cancelled or withheld takes its earlier
//! versions away. `infoSources` say who supplied the content: every claim passed through them.

use crate::html::fragment;
use crate::jsonl::word;
use crate::out::Out;
use crate::{Cause, Place, parse_date};
use dateline_text::{Origin, Report, sha256_hex};
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Whether an object is an item: it has a `uri` and something that only ninjs calls so.
pub(crate) fn is_item(object: &Object) -> bool {
    let own = ["pubstatus", "versioncreated", "bodies", "headlines", "body_text", "body_html", "body_xhtml"];
    object.keys().any(|k| k.eq_ignore_ascii_case("uri"))
        && object.keys().any(|k| own.iter().any(|o| k.eq_ignore_ascii_case(o)) || k.starts_with("body_"))
        && !object.contains_key("text")
}

/// Reads one item.
pub(crate) fn item(place: &Place, number: u64, object: Object, out: &mut Out<'_>) {
    let original = serde_json::to_vec(&object).map(|bytes| sha256_hex(&bytes)).ok();
    let object: Object = object.into_iter().map(|(key, value)| (key.to_ascii_lowercase(), value)).collect();
    let id = word(&object, &["uri"]).unwrap_or_else(|| format!("{}#{number}", place.stem));
    if word(&object, &["pubstatus"]).is_some_and(|s| matches!(s.as_str(), "canceled" | "cancelled" | "withheld")) {
        return out.problem(place, Some(number), Cause::Cancelled(id));
    }
    if let Some(kind) = word(&object, &["type"]).filter(|kind| kind != "text" && kind != "composite") {
        return out.problem(place, Some(number), Cause::NotText(kind));
    }
    let Some(body) = body(&object) else { return out.problem(place, Some(number), Cause::NoText) };
    let mut report = Report::new(id, body);
    // The day of this version: its words are of that day.
    let told = word(&object, &["versioncreated", "contentcreated", "firstcreated"]);
    report.published = told.as_deref().and_then(parse_date);
    if let (Some(told), None) = (told, report.published) {
        out.problem(place, Some(number), Cause::BadDate(told));
    }
    report.title = headline(&object);
    report.publisher = word(&object, &["copyrightholder"]);
    report.language = word(&object, &["language"]);
    report.version = word(&object, &["version"]);
    report.suppliers = names(&object, &["infosources", "infosource"]);
    report.url = word(&object, &["uri"]).filter(|uri| uri.starts_with("http"));
    report.origin = Some(Origin { original_sha256: original, ..Origin::default() });
    out.report(place, Some(number), report);
}

/// The text of an item: plain where there is plain text, else taken from its markup.
fn body(object: &Object) -> Option<String> {
    let mut found: Vec<(bool, bool, String)> = Vec::new();
    if let Some(Value::Array(bodies)) = object.get("bodies") {
        for body in bodies.iter().filter_map(Value::as_object) {
            let Some(value) = body.get("value").and_then(Value::as_str) else { continue };
            let kind = body.get("contentType").or(body.get("contenttype")).and_then(Value::as_str).unwrap_or("");
            let main = !body.get("role").and_then(Value::as_str).is_some_and(|r| r.contains("summary") || r.contains("caption"));
            found.push((main, kind.is_empty() || kind.starts_with("text/plain"), value.to_owned()));
        }
    }
    for (key, value) in object.iter().filter(|(key, _)| key.starts_with("body_")) {
        if let Some(value) = value.as_str() {
            found.push((true, key == "body_text", value.to_owned()));
        }
    }
    // The first of the main ones, plain before marked up.
    let (_, plain, value) =
        found.into_iter().filter(|(.., v)| !v.trim().is_empty()).min_by_key(|(main, plain, _)| (!main, !plain))?;
    let marked = !plain || value.trim_start().starts_with('<');
    Some(if marked { fragment(&value) } else { value })
}

fn headline(object: &Object) -> Option<String> {
    let listed = object.get("headlines").and_then(Value::as_array).and_then(|list| {
        let main = |h: &&Value| h.get("role").and_then(Value::as_str).is_none_or(|r| r.contains("main"));
        list.iter().find(main).or(list.first())?.get("value")?.as_str().map(str::to_owned)
    });
    let told = listed.or_else(|| word(object, &["headline", "title"]))?;
    let told = if told.contains('<') { fragment(&told) } else { told };
    Some(told.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty())
}

/// Names of a list of parties, in its order.
fn names(object: &Object, keys: &[&str]) -> Vec<String> {
    let list = keys.iter().find_map(|key| object.get(*key)).and_then(Value::as_array);
    let name = |party: &Value| {
        let name = party.get("name").or(party.get("literal")).unwrap_or(party).as_str()?;
        Some(name.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|n| !n.is_empty())
    };
    let mut names: Vec<String> = list.into_iter().flatten().filter_map(name).collect();
    names.dedup();
    names
}

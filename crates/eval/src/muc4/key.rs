//! The annotated templates of MUC-4, as far as they are scored.

use jiff::civil::Date;
use serde_json::Value;

/// The slots, in the order in which they are shown.
pub(super) const SLOTS: [&str; 6] =
    ["incident type", "date", "country", "perpetrator organisation", "perpetrator confidence", "human target effect"];

/// One fill of a slot: any of its alternatives is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fill {
    pub alternatives: Vec<String>,
    pub optional: bool,
}

/// A template, annotated or ours: the fills of each slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Template {
    pub optional: bool,
    pub slots: [Vec<Fill>; 6],
}

/// The templates of a document. `country` gives the code of a country by its English name.
pub(super) fn templates(row: &Value, country: &dyn Fn(&str) -> Option<String>) -> Vec<Template> {
    let names =
        ["INCIDENT_TYPE", "INCIDENT_DATE", "INCIDENT_LOCATION", "PERP_ORGANIZATION", "PERP_ORG_CONFIDENCE", "HUM_TGT_EFFECT"];
    let template = |value: &Value| {
        let mut template = Template { optional: value["optional"].as_bool().unwrap_or(false), ..Template::default() };
        for (slot, name) in template.slots.iter_mut().zip(names) {
            slot.extend(value["slots"][name].as_array().into_iter().flatten().filter_map(|value| fill(name, value, country)));
        }
        template
    };
    row["templates"].as_array().into_iter().flatten().map(template).collect()
}

fn fill(name: &str, value: &Value, country: &dyn Fn(&str) -> Option<String>) -> Option<Fill> {
    let mut alternatives = Vec::new();
    for alternative in value["alts"].as_array().into_iter().flatten() {
        let Some(text) = alternative["value"].as_str().or(alternative["text"].as_str()) else { continue };
        match name {
            "INCIDENT_DATE" => alternatives.extend(days(text).map(|days| written(days.0, days.1))),
            "INCIDENT_LOCATION" => {
                let head = text.trim_start_matches('(').split(':').next().unwrap_or_default();
                alternatives.extend(head.split(" - ").filter_map(|name| country(name.trim_matches(['(', ')', ' ']))));
            }
            "PERP_ORGANIZATION" => alternatives.push(plain(text)),
            _ => alternatives.push(text.to_owned()),
        }
    }
    alternatives.dedup();
    (!alternatives.is_empty()).then(|| Fill { alternatives, optional: value["optional"].as_bool().unwrap_or(false) })
}

/// A date slot's first and last day: `02 FEB 90`, `- 04 FEB 90` (not later than), `25 SEP 89 - 27 SEP 89`; brackets mean that it was inferred.
fn days(text: &str) -> Option<(Option<Date>, Date)> {
    let text = text.trim_matches(['(', ')', ' ']);
    match text.split_once('-') {
        Some((first, last)) if first.trim().is_empty() => Some((None, day(last)?)),
        Some((first, last)) => Some((Some(day(first)?), day(last)?)),
        None => day(text).map(|day| (Some(day), day)),
    }
}

fn day(text: &str) -> Option<Date> {
    let mut words = text.split_whitespace();
    let (day, month, year) = (words.next()?.parse().ok()?, words.next()?, words.next()?.parse::<i16>().ok()?);
    let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let month = months.iter().position(|m| month.starts_with(m))? as i8 + 1;
    Date::new(1900 + year.rem_euclid(100), month, day).ok()
}

/// First and last day as the text that is compared.
pub(super) fn written(first: Option<Date>, last: Date) -> String {
    match first {
        Some(first) if first == last => last.to_string(),
        Some(first) => format!("{first}/{last}"),
        None => format!("../{last}"),
    }
}

/// A name by its letters and digits, upper case, without an article.
pub(super) fn plain(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_uppercase)
        .filter(|word| word != "THE")
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn dates_are_days_or_stretches() {
        let told = |text: &str| days(text).map(|(first, last)| written(first, last));
        assert_eq!(told("02 FEB 90").as_deref(), Some("1990-02-02"));
        assert_eq!(told("(- 04 FEB 90)").as_deref(), Some("../1990-02-04"));
        assert_eq!(told("(10 NOV 89 - 11 NOV 89)").as_deref(), Some("1989-11-10/1989-11-11"));
        assert_eq!(told("FEB"), None);
    }

    #[test]
    fn a_template_holds_the_scored_slots() {
        let row = json!({"templates": [{"optional": true, "slots": {
            "INCIDENT_LOCATION": [{"optional": false, "alts": [{"value": "(PERU: LIMA (CITY))"}]}],
            "PERP_ORGANIZATION": [{"optional": true, "alts": [{"text": "\"THE EXTRADITABLES\""}, {"text": "EXTRADITABLES"}]}],
            "INSTRUMENT_ID": [{"alts": [{"text": "BOMB"}]}]}}]});
        let templates = templates(&row, &|name| (name == "PERU").then(|| "PER".to_owned()));
        assert!(templates[0].optional);
        assert_eq!(templates[0].slots[2][0].alternatives, ["PER"]);
        assert_eq!(templates[0].slots[3], [Fill { alternatives: vec!["EXTRADITABLES".into()], optional: true }]);
    }
}

//! Corrections: what people decided that a field should read. The account, its row, its names and its numbers follow; what was told
//! stays beside it, with its voices.

use crate::account::{Correction, Incident, family_word};
use crate::mended::{Mended, family_of};
use crate::mention::Mention;
use crate::overlay::{Edit, Finder, Known, Overlay};
use crate::toll::Toll;
use dateline_coding::Claim;
use jiff::civil::Date;

/// What a corrected value says, by its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An event type, and the mode behind a slash: `ASSAULT/aerial`.
    What {
        /// The type, upper case.
        kind: String,
        /// The mode.
        mode: Option<String>,
    },
    /// Names or codes of parties, parted by `; `.
    Parties(Vec<String>),
    /// The name of a place, perhaps with its country behind it: `Idlib (SYR)`.
    Where(String),
    /// First and last day, ISO.
    When(String, String),
    /// `8`, `8–10`, `8 or more`, `up to 8`, `8 wounded`.
    HowMany {
        /// What is counted, where told.
        what: Option<String>,
        /// Lowest number meant.
        low: Option<u64>,
        /// Highest number meant.
        high: Option<u64>,
    },
}

/// Reads the value of a correction.
///
/// # Errors
/// What is wrong with it and how it is written.
pub fn read(field: &str, value: &str) -> Result<Value, String> {
    let value = value.trim();
    if value.is_empty() {
        return Err(format!("{field}: it must not be empty"));
    }
    match field {
        "what" => what(value),
        "who" | "whom" => {
            let names: Vec<String> = value.split(';').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect();
            if names.is_empty() {
                Err(format!("{field}: name a party, several parted by `; `"))
            } else {
                Ok(Value::Parties(names))
            }
        }
        "where" => Ok(Value::Where(value.to_owned())),
        "when" => when(value),
        "how_many" => how_many(value),
        other => Err(format!("there is no field {other}")),
    }
}

fn what(value: &str) -> Result<Value, String> {
    let (kind, mode) = value.split_once('/').map_or((value, None), |(kind, mode)| (kind, Some(mode.to_owned())));
    let plain = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !plain(kind) || kind != kind.to_uppercase() || !mode.as_deref().is_none_or(plain) {
        return Err(format!("what: `{value}` is no event type: write TYPE or TYPE/mode, as in ASSAULT/aerial"));
    }
    Ok(Value::What { kind: kind.to_owned(), mode })
}

/// A day, or two with a dash, ` to ` or `/` between them.
fn when(value: &str) -> Result<Value, String> {
    let parts = ["/", " to ", "–", " - "].into_iter().find_map(|between| value.split_once(between)).unwrap_or((value, value));
    let day = |text: &str| {
        let text = text.trim();
        let bytes = text.as_bytes();
        // Nothing but a day: other forms that the parser knows are days written in another way, or moments.
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
        shape.then(|| text.parse::<Date>().ok()).flatten()
    };
    match (day(parts.0), day(parts.1)) {
        (Some(first), Some(last)) if first <= last => Ok(Value::When(first.to_string(), last.to_string())),
        (Some(_), Some(_)) => Err(format!("when: in `{value}` the last day is before the first")),
        _ => Err(format!("when: `{value}` is no day: write 2016-10-06, or 2016-10-06 to 2016-10-08")),
    }
}

/// Things that figures count: what may stand behind a number.
const COUNTED: [&str; 10] =
    ["killed", "wounded", "casualties", "captured", "missing", "displaced", "arrested", "evacuated", "released", "abducted"];

fn how_many(value: &str) -> Result<Value, String> {
    let wrong = || {
        let counted = COUNTED.join(", ");
        format!(
            "how_many: `{value}` is no number: write 8, 8-10, at least 8 or up to 8, and if need be what is counted: 8 killed ({counted})"
        )
    };
    let (number, what) = match value.rsplit_once(' ') {
        Some((number, word)) if COUNTED.contains(&word) => (number.trim(), Some(word.to_owned())),
        _ => (value, None),
    };
    let read = |text: &str| text.trim().parse::<u64>().map_err(|_| wrong());
    let (low, high) = if let Some(least) = number.strip_prefix("at least ") {
        (Some(read(least)?), None)
    } else if let Some(most) = number.strip_prefix("up to ") {
        (None, Some(read(most)?))
    } else if let Some((low, high)) = number.split_once(['-', '–']) {
        (Some(read(low)?), Some(read(high)?))
    } else {
        (Some(read(number)?), Some(read(number)?))
    };
    if low.zip(high).is_some_and(|(low, high)| low > high) {
        return Err(format!("how_many: in `{value}` the first number is the greater one"));
    }
    Ok(Value::HowMany { what, low, high })
}

/// For each of `count` incidents the corrections that apply to it, as indices into `overlays`, the latest last.
pub(crate) fn corrections(count: usize, incident_of: &[usize], find: &Finder, overlays: &[Overlay]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..overlays.len()).collect();
    let key = |i: usize| (&overlays[i].time, &overlays[i].author, &overlays[i].reason);
    order.sort_by(|&a, &b| key(a).cmp(&key(b)));
    let mut all = vec![Vec::new(); count];
    for i in order {
        let Edit::Correct { claim, .. } = &overlays[i].edit else { continue };
        if let Some(of) = find.mention(claim).map(|m| incident_of[m]).and_then(|i| all.get_mut(i)) {
            of.push(i);
        }
    }
    all
}

/// Applies corrections to an account, the latest last; other decisions change nothing here. `claims` are those of the incident, and
/// `mentions` what it is told by.
pub(crate) fn apply<'o>(
    incident: &mut Incident,
    overlays: impl Iterator<Item = &'o Overlay>,
    claims: &[&Claim],
    mentions: &[&Mention],
) {
    for overlay in overlays {
        let Edit::Correct { field, value, known, .. } = &overlay.edit else { continue };
        let Some(told) = incident.fields.iter_mut().find(|f| f.name == field) else { continue };
        let correction = Correction {
            value: value.clone(),
            author: overlay.author.clone(),
            time: overlay.time.clone(),
            reason: overlay.reason.clone(),
        };
        told.corrected = Some(correction.clone());
        incident.mended.take(field, value, known.as_deref().unwrap_or(&Known::default()), claims);
        if field == "how_many" {
            count(&mut incident.tolls, &incident.mended, &correction);
        }
    }
    if !incident.mended.is_empty() {
        follow(incident, mentions);
    }
}

/// The numbers that the latest correction of them gives.
fn count(tolls: &mut Vec<Toll>, mended: &Mended, correction: &Correction) {
    let Some((what, low, high)) = mended.how_many().last() else { return };
    let at = tolls.iter().position(|t| t.what == *what).unwrap_or_else(|| {
        tolls.push(Toll { what: what.clone(), ..Toll::default() });
        tolls.len() - 1
    });
    let toll = &mut tolls[at];
    (toll.low, toll.high, toll.corrected) = (*low, *high, Some(correction.clone()));
    tolls.sort_by(|a, b| a.what.cmp(&b.what));
}

/// What the account says of itself as a whole.
fn follow(incident: &mut Incident, mentions: &[&Mention]) {
    let mended: &mut Mended = &mut incident.mended;
    if let Some(event) = mended.what() {
        incident.types = vec![event.kind.clone()];
        let family = family_word(family_of(event));
        if family != incident.family {
            mended.told = Some(incident.family);
            incident.family = family;
        }
    }
    if let Some(place) = mended.place() {
        incident.place = Some(place.clone());
    }
    if let Some((first, last)) = mended.when() {
        (incident.from, incident.to) = (Some(first.clone()), Some(last.clone()));
    }
    let [who, whom] = mended.parties();
    if who.is_some() || whom.is_some() {
        let told = |side: fn(&Mention) -> Vec<String>| mentions.iter().flat_map(|m| side(m)).collect::<Vec<String>>();
        let actors = who.unwrap_or_else(|| told(|m| m.actors.iter().map(|p| p.to_string()).collect()));
        let recipients = whom.unwrap_or_else(|| told(|m| m.recipients.iter().map(|p| p.to_string()).collect()));
        incident.parties = actors.into_iter().chain(recipients).collect();
        incident.parties.sort();
        incident.parties.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_by_their_fields_and_others_are_refused() {
        let killed = |low, high| Ok(Value::HowMany { what: Some("killed".to_owned()), low, high });
        let cases = [
            ("what", "ASSAULT/aerial", Ok(Value::What { kind: "ASSAULT".into(), mode: Some("aerial".into()) })),
            ("who", "SYR; Jaysh al-Islam", Ok(Value::Parties(vec!["SYR".into(), "Jaysh al-Islam".into()]))),
            ("where", " Idlib ", Ok(Value::Where("Idlib".into()))),
            ("when", "2016-10-06", Ok(Value::When("2016-10-06".into(), "2016-10-06".into()))),
            ("when", "2016-10-06 to 2016-10-08", Ok(Value::When("2016-10-06".into(), "2016-10-08".into()))),
            ("when", "2016-10-06/2016-10-08", Ok(Value::When("2016-10-06".into(), "2016-10-08".into()))),
            ("how_many", "8", Ok(Value::HowMany { what: None, low: Some(8), high: Some(8) })),
            ("how_many", "8–10 killed", killed(Some(8), Some(10))),
            ("how_many", "at least 8 killed", killed(Some(8), None)),
            ("how_many", "up to 8 killed", killed(None, Some(8))),
        ];
        for (field, value, expected) in cases {
            assert_eq!(read(field, value), expected, "{field} {value}");
        }
        let refused = [
            ("what", "an airstrike"),
            ("what", "assault"),
            ("what", "ASSAULT/"),
            ("who", " ; "),
            ("where", "  "),
            ("when", "yesterday"),
            ("when", "2016-13-45"),
            ("when", "20161006"),
            ("when", "2016-10-08 to 2016-10-06"),
            ("how_many", "many"),
            ("how_many", "-3"),
            ("how_many", "10-8"),
            ("how_many", "8 cats"),
            ("why", "because"),
        ];
        for (field, value) in refused {
            assert!(read(field, value).is_err(), "{field} {value}");
        }
    }
}

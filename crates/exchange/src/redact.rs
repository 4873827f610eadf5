//! What `--redact` takes out before anything leaves: the names of private persons, and the exact place.
//!
//! A private person is a human being of whom neither a state, body or group nor an office is told. The name is blotted out
//! wherever it stands, letter for letter, so that offsets still count. Points are rounded to a tenth of a degree, some ten
//! kilometres; what is told nearer than a town (`300 m north of`) goes.

use crate::told::{Origin, Telling};
use dateline_coding::Claim;
use dateline_coding::claim::{Entity, Where};
use serde_json::Value;
use std::collections::BTreeSet;

/// Stands for each character of a name that is taken out.
const BLOT: char = '█';

/// Names to take out of everything that is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<String>);

impl Names {
    /// The private persons of some claims. Give it all claims of the reports: a name may be told in one and stand in the words of another.
    pub fn of<'c>(claims: impl IntoIterator<Item = &'c Claim>) -> Names {
        let mut private: BTreeSet<String> = BTreeSet::new();
        let mut public: BTreeSet<String> = BTreeSet::new();
        let words = |text: &str| {
            text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').map(str::to_owned).collect::<Vec<_>>()
        };
        for claim in claims {
            let speakers = claim.attribution.iter().map(|l| &l.source);
            for entity in claim.actors.iter().chain(&claim.recipients).chain(&claim.third_parties).chain(speakers) {
                let names =
                    [Some(entity.name.as_str()), entity.person.as_deref(), entity.words.as_ref().map(|w| w.text.as_str())];
                let names = names.into_iter().flatten().filter(|n| n.chars().next().is_some_and(char::is_uppercase));
                if is_private(entity) {
                    names.for_each(|n| {
                        private.insert(n.to_owned());
                        private.extend(words(n).into_iter().filter(|w| telling(w)));
                    });
                } else {
                    names.for_each(|n| public.extend(words(n)));
                }
            }
            let place = claim.place.iter().flat_map(|p| words(&p.name));
            let office = claim.office.iter().flat_map(|o| words(&o.person));
            public.extend(place.chain(office));
        }
        // A word of a private name that is also the name of a place or of somebody public stays.
        let mut names: Vec<String> = private.into_iter().filter(|n| !public.contains(n)).collect();
        // The longest first, so that a whole name goes before its parts.
        names.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then(a.cmp(b)));
        Names(names)
    }

    /// The text with the names blotted out, of the same number of characters.
    pub fn blot(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for name in &self.0 {
            if !text.contains(name.as_str()) {
                continue;
            }
            let mut out = String::with_capacity(text.len());
            let mut rest = text.as_str();
            while let Some(at) = rest.find(name.as_str()) {
                let (before, found) = rest.split_at(at);
                let after = &found[name.len()..];
                let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let left = before.chars().next_back().or_else(|| out.chars().next_back());
                out.push_str(before);
                if inside(left) || inside(after.chars().next()) {
                    out.push_str(name);
                } else {
                    out.extend(std::iter::repeat_n(BLOT, name.chars().count()));
                }
                rest = after;
            }
            out.push_str(rest);
            text = out;
        }
        text
    }

    /// The same in every string of a JSON value; keys stay.
    pub fn blot_json(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.blot(text),
            Value::Array(list) => list.iter_mut().for_each(|v| self.blot_json(v)),
            Value::Object(map) => map.iter_mut().for_each(|(_, v)| self.blot_json(v)),
            _ => {}
        }
    }
}

/// A name's part that tells whose it is: `al` and `de` don't.
fn telling(word: &str) -> bool {
    word.chars().count() >= 3 && word.chars().next().is_some_and(char::is_uppercase) && word != "The"
}

fn is_private(entity: &Entity) -> bool {
    (entity.kind == "person" || entity.person.is_some()) && entity.code.is_none() && entity.office.is_none()
}

/// A point to a tenth of a degree; no relation to the named place.
pub fn coarsen(place: &mut Where) {
    let tenth = |degrees: f64| (degrees * 10.0).round() / 10.0;
    place.lat = place.lat.map(tenth);
    place.lon = place.lon.map(tenth);
    place.relation = None;
    if place.lat.is_some() {
        place.radius_km = Some(place.radius_km.unwrap_or(0.0).max(10.0));
    }
    if place.precision == "exact" {
        place.precision = "settlement".into();
    }
    for part in [&mut place.from, &mut place.to].into_iter().flatten() {
        coarsen(part);
    }
}

/// A claim without exact places and without the names of private persons.
pub fn redact_claim(claim: &Claim, names: &Names) -> Claim {
    let mut claim = claim.clone();
    claim.place.iter_mut().for_each(coarsen);
    // Names stand in many fields; what comes back from JSON is the same claim.
    let Ok(mut json) = serde_json::to_value(&claim) else { return claim };
    names.blot_json(&mut json);
    serde_json::from_value(json).unwrap_or(claim)
}

/// A report's headline without names; its address often spells the headline, so it goes.
pub fn redact_origin(origin: &Origin, names: &Names) -> Origin {
    Origin { title: origin.title.as_deref().map(|t| names.blot(t)), url: None, ..origin.clone() }
}

/// All of a batch, each claim with its report.
pub(crate) fn redact<'a>(told: &[Telling<'a>], names: &Names) -> Vec<(Origin, Claim, Option<&'a str>)> {
    told.iter().map(|t| (redact_origin(t.origin, names), redact_claim(t.claim, names), t.incident)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::claim;

    fn private() -> Claim {
        let mut claim = claim();
        let person = Entity {
            kind: "person".into(),
            name: "Leyla Mammadova".into(),
            person: Some("Leyla Mammadova".into()),
            ..Entity::default()
        };
        claim.recipients.push(person);
        claim.evidence.text = "Leyla Mammadova, 34, and Mrs Mammadova's son in Mammadovaly".into();
        claim.place.as_mut().expect("a place").lat = Some(39.8152);
        claim
    }

    #[test]
    fn private_names_go_letter_for_letter_and_public_ones_stay() {
        let claim = private();
        let names = Names::of([&claim]);
        let redacted = redact_claim(&claim, &names);
        assert_eq!(redacted.evidence.text, "███████████████, 34, and Mrs █████████'s son in Mammadovaly");
        assert_eq!(redacted.evidence.text.chars().count(), claim.evidence.text.chars().count());
        assert_eq!(redacted.recipients[0].name, claim.recipients[0].name);
        assert!(!serde_json::to_string(&redacted).expect("JSON").contains("Leyla"));
        assert_eq!(redacted.place.expect("a place").lat, Some(39.8));
    }

    #[test]
    fn a_person_with_an_office_is_public() {
        let mut claim = private();
        claim.recipients[1].office = Some("minister of health".into());
        assert_eq!(Names::of([&claim]), Names::default());
    }
}

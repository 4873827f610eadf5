//! What `--redact` takes out before anything leaves: the names of private persons ([`private`]), and the exact place.
//!
//! The name is blotted out wherever it stands, letter for letter, so that offsets still count. Points are rounded to a tenth of a degree,
//! some ten kilometres; what is told nearer than a town (`300 m north of`) goes.

mod names;
mod private;
mod read;
mod told;

pub(crate) use names::BLOT;
pub use names::Names;
pub use told::Told;

use crate::told::{Origin, Telling};
use dateline_coding::Claim;
use dateline_coding::claim::Where;

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

/// A report's headline and id without names: ids are often names of files. Its address often spells the headline, so it goes.
pub fn redact_origin(origin: &Origin, names: &Names) -> Origin {
    let blot = |text: &Option<String>| text.as_deref().map(|t| names.blot(t));
    Origin {
        id: names.blot(&origin.id),
        title: blot(&origin.title),
        retracted: blot(&origin.retracted),
        url: None,
        ..origin.clone()
    }
}

/// All of a batch, each claim with its report.
pub(crate) fn redact<'a>(told: &[Telling<'a>], names: &Names) -> Vec<(Origin, Claim, Option<&'a str>)> {
    told.iter().map(|t| (redact_origin(t.origin, names), redact_claim(t.claim, names), t.incident)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::claim;
    use dateline_coding::claim::Entity;

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
        let names = Names::of(&Told::of([&claim], []));
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
        assert_eq!(Names::of(&Told::of([&claim], [])), Names::default());
    }
}

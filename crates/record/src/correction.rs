//! Corrections: what people decided that a field should read, shown beside what was told, never in its place.

use crate::account::{Correction, Incident};
use crate::overlay::{Edit, Finder, Overlay};

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

/// Applies one correction to the field that it names; other decisions change nothing here.
pub(crate) fn apply(incident: &mut Incident, overlay: &Overlay) {
    let Edit::Correct { field, value, .. } = &overlay.edit else { return };
    if let Some(field) = incident.fields.iter_mut().find(|f| f.name == field) {
        field.corrected = Some(Correction {
            value: value.clone(),
            author: overlay.author.clone(),
            time: overlay.time.clone(),
            reason: overlay.reason.clone(),
        });
    }
}

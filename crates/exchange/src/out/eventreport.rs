//! The table that the R package `eventreport` starts from: one row for each report of an incident, so that it can aggregate
//! over reports by its own rules.

use crate::act::{LeftOut, days, denied, done, happened};
use crate::notes::entity;
use crate::sheet::Row;
use crate::told::{Happening, Telling};
use dateline_coding::claim::Relation;

pub(crate) const COLUMNS: &[&str] = &[
    "event_id",
    "report_id",
    "source",
    "source_classification",
    "date",
    "date_precision",
    "city",
    "location",
    "geo_precision",
    "actor1",
    "actor2",
    "deaths_best",
    "deaths_low",
    "deaths_high",
    "injuries_best",
    "injuries_low",
    "injuries_high",
    "event_type",
    "standing",
    "quote",
];

/// One row for each report and speaker that tells that it happened.
pub(crate) fn rows(happening: &Happening<'_>) -> Result<Vec<Row>, LeftOut> {
    let incident = happening.incident;
    let happening = &happening.upheld().ok_or(LeftOut::TakenBack)?;
    if incident.unreal {
        return Err(LeftOut::NotReal);
    }
    if incident.not_so {
        return Err(LeftOut::Denied);
    }
    // Numbers alone are enough; an act that is only denied or feared is not.
    if let Err(reason @ (LeftOut::Denied | LeftOut::NotReal)) = done(happening) {
        return Err(reason);
    }
    let voice = |t: &Telling<'_>| (t.origin.id.clone(), speaker(t));
    let standing = incident.standing.as_ref().map(|s| s.standing.as_str());
    let mut rows = Vec::new();
    for by in crate::notes::distinct(happening.told.iter().filter(|t| !denied(t.claim)).map(voice)) {
        let own: Vec<&Telling<'_>> = happening.told.iter().filter(|t| voice(t) == by && !denied(t.claim)).collect();
        let Some(first) = own.iter().find(|t| happened(t.claim).is_ok()).or(own.first()) else { continue };
        let claim = first.claim;
        let mut row = Row::default();
        row.word(&incident.id);
        row.word(&by.0);
        row.word(&match &by.1 {
            Some(name) => format!("{} ({name})", first.origin.outlet()),
            None => first.origin.outlet().to_owned(),
        });
        row.number(Some(classification(first)));
        let dated = own.iter().find_map(|t| Some((days(t.claim)?, t.claim.when.as_ref()?)));
        row.maybe(dated.map(|(d, _)| d.0));
        // 1 the day, 2 a week, 3 a month, 4 longer or not told.
        row.number(Some(dated.map_or(4, |(_, w)| match w.precision.as_ref() {
            "time" | "part_of_day" | "day" => 1,
            "week" => 2,
            "month" => 3,
            _ => 4,
        })));
        let place = own.iter().find_map(|t| t.claim.place.as_ref());
        row.maybe(place.filter(|p| matches!(p.precision.as_ref(), "exact" | "settlement")).map(|p| p.name.as_str()));
        row.maybe(place.map(|p| p.admin1.as_deref().or(p.country.as_deref()).unwrap_or(&p.name)));
        // 1 the town, 2 the district, 3 the province, 4 the country or not told.
        row.number(Some(place.map_or(4, |p| match p.precision.as_ref() {
            "exact" | "settlement" => 1,
            "district" => 2,
            "province" => 3,
            _ => 4,
        })));
        let (one, other) = match claim.recipients.is_empty() {
            true => (claim.actors.first(), claim.actors.get(1)),
            false => (claim.actors.first(), claim.recipients.first()),
        };
        row.maybe(one.map(entity).as_deref());
        row.maybe(other.map(entity).as_deref());
        for what in ["killed", "wounded"] {
            let figures = || {
                own.iter()
                    .filter(|t| crate::figure::is_of_incident(happening, t.claim))
                    .filter_map(|t| t.claim.figure.as_ref())
                    .filter(|f| f.what == what)
            };
            // A report's whole count is its largest.
            let whole = figures().max_by_key(|f| (f.low.or(f.high), f.high));
            row.number(whole.and_then(|f| f.low.or(f.high)));
            row.number(whole.and_then(|f| f.low));
            row.number(whole.and_then(|f| f.high));
        }
        row.maybe(claim.event.as_ref().map(|e| e.kind.as_str()));
        row.maybe(standing);
        row.word(&claim.evidence.text);
        rows.push(row);
    }
    if rows.is_empty() { Err(LeftOut::Denied) } else { Ok(rows) }
}

/// The innermost speaker; `None` for the report in its own voice.
fn speaker(telling: &Telling<'_>) -> Option<String> {
    telling.claim.attribution.iter().rev().find(|l| l.source.kind != "outlet").map(|l| entity(&l.source))
}

/// Rank of the source, best first: 1 monitors and bodies without a side, 2 the outlet itself, 3 a party of its own act, 4 the
/// opponent, 5 unnamed.
fn classification(telling: &Telling<'_>) -> u8 {
    let link = telling.claim.attribution.iter().rev().find(|l| l.source.kind != "outlet");
    match link.map(|l| l.relation) {
        Some(Relation::Monitor | Relation::ThirdParty) => 1,
        None | Some(Relation::Outlet) => 2,
        Some(Relation::Party) => 3,
        Some(Relation::Opponent) => 4,
        Some(Relation::Unnamed) => 5,
    }
}

//! Rows: incidents, reports and claims as lists show them.

use crate::api::{Amount, ClaimAnswer, CodedClaim, IncidentRow, Party, Place, Quoted, ReportRow};
use crate::views::standing;
use dateline_record::{Record, Source};

/// A row of the store.
pub(crate) fn row(row: dateline_record::IncidentRow) -> IncidentRow {
    let sides = [(row.actors, "actor"), (row.recipients, "recipient"), (row.third_parties, "third_party")];
    let parties = sides.into_iter().flat_map(|(list, side)| {
        list.into_iter().map(move |party| Party {
            key: party.key,
            name: party.name,
            code: party.code,
            kind: party.kind,
            role: party.role.unwrap_or_else(|| side.to_owned()),
        })
    });
    let place = row.place.map(|p| Place {
        name: p.name,
        country: p.country,
        admin1: p.admin1,
        geonames: p.geonames,
        lat: p.lat,
        lon: p.lon,
        radius_km: p.radius_km,
        precision: p.precision,
    });
    let told = row.killed_low.is_some() || row.killed_high.is_some();
    let quoted = |q: dateline_record::Quoted| Quoted {
        speaker: q.speaker,
        stance: q.stance,
        relays: q.relays,
        outlet: q.outlet,
        published: q.published,
        quote: q.quote,
        claim: q.claim,
        denies: q.denies,
    };
    IncidentRow {
        id: row.id,
        title: row.title,
        family: row.family,
        types: row.types,
        modes: row.modes,
        from: row.from,
        to: row.to,
        place,
        parties: parties.collect(),
        standing: row.standing.map(standing),
        disputed: row.disputed,
        not_so: row.not_so,
        unreal: row.unreal,
        reports: row.reports as u32,
        texts: row.texts as u32,
        claims: row.claims as u32,
        killed: told.then_some(Amount { low: row.killed_low, high: row.killed_high }),
        quotes: row.quotes.into_iter().map(quoted).collect(),
    }
}

/// The rows of a record that is in no file.
pub(crate) fn rows_of(record: &Record<'_>) -> Vec<IncidentRow> {
    let of = |incident: &dateline_record::Incident| {
        let claims: Vec<_> = incident.claims.iter().map(|&(s, c)| &record.sources[s].claims[c]).collect();
        row(dateline_record::IncidentRow::of(incident, &claims))
    };
    record.incidents.iter().map(of).collect()
}

/// A report that is in no file.
pub(crate) fn report_row_of(source: &Source) -> ReportRow {
    ReportRow {
        id: source.id.clone(),
        title: source.title.clone(),
        published: source.published.map(|d| d.to_string()),
        publisher: source.publisher.clone(),
        wire: source.wire.clone(),
        url: source.url.clone().and_then(web_address),
        text_sha256: source.text_sha256.clone(),
    }
}

/// A report of the store.
pub(crate) fn report_row(meta: dateline_store::ReportMeta) -> ReportRow {
    ReportRow {
        id: meta.id,
        title: meta.title,
        published: meta.published,
        publisher: meta.publisher,
        wire: meta.wire,
        url: meta.url.and_then(web_address),
        text_sha256: meta.text_sha256,
    }
}

/// A claim of the store with its report.
pub(crate) fn claim_answer(row: dateline_store::ClaimRow, data_version: i64) -> ClaimAnswer {
    ClaimAnswer { data_version, coded: coded(row.claim, row.incident), report: report_row(row.report) }
}

/// A claim with its headline.
pub(crate) fn coded(claim: dateline_engine::Claim, incident: Option<String>) -> CodedClaim {
    CodedClaim {
        headline: dateline_record::headline(&claim),
        said: dateline_record::said(&claim).unwrap_or_else(|| "the report itself".to_owned()),
        incident,
        claim,
    }
}

/// An address that a page can lead to; `javascript:` and the like are none.
fn web_address(url: String) -> Option<String> {
    let lower = url.trim_start().to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then_some(url)
}

//! ACLED's exports: notes in words, one event, and how many died.

use super::coded::{Coded, Number, count_of, day_of, event, place, point, when};
use super::rows::Row;
use super::who::named;
use crate::codes::{country_by_name, country_by_number};
use crate::out::acled::SUB_EVENTS;

/// PLOVER's type and mode for each sub-event. The pairing is own, after both codebooks.
const PLOVER: &[(&str, &str, &str)] = &[
    ("armed clash", "ASSAULT", ""),
    ("government regains territory", "COERCE", "seize"),
    ("non-state actor overtakes territory", "COERCE", "seize"),
    ("chemical weapon", "ASSAULT", "unconventional"),
    ("air/drone strike", "ASSAULT", "aerial"),
    ("suicide bomb", "ASSAULT", "suicide-attack"),
    ("shelling/artillery/missile attack", "ASSAULT", "heavy-weapons"),
    ("remote explosive/landmine/ied", "ASSAULT", "explosives"),
    ("grenade", "ASSAULT", "explosives"),
    ("sexual violence", "ASSAULT", "sexual"),
    ("attack", "ASSAULT", ""),
    ("abduction/forced disappearance", "ASSAULT", "abduct"),
    ("peaceful protest", "PROTEST", "demo"),
    ("protest with intervention", "PROTEST", "demo"),
    ("excessive force against protesters", "ASSAULT", "crowd-control"),
    ("violent demonstration", "PROTEST", "riot"),
    ("mob violence", "PROTEST", "riot"),
    ("agreement", "AGREE", ""),
    ("arrests", "COERCE", "arrest"),
    ("looting/property destruction", "ASSAULT", "destroy"),
    ("non-violent transfer of territory", "RETREAT", "withdraw"),
    ("headquarters or base established", "MOBILIZE", ""),
];

pub(super) fn code(row: &Row) -> Result<Coded, String> {
    let date = day_of(row, "event_date")?;
    let sub = row.get("sub_event_type").to_lowercase();
    let (start, end, precision) = match row.get("time_precision") {
        "2" => (date, date.saturating_add(jiff::Span::new().days(6)), "week"),
        "3" => (date.first_of_month(), date.last_of_month(), "month"),
        _ => (date, date, "day"),
    };
    let land = country_by_name(row.get("country")).or_else(|| country_by_number(row.get("iso")));
    let here = land.map(|c| c.iso3);
    let exactness = match row.get("geo_precision") {
        "1" => "settlement",
        "2" => "district",
        _ => "province",
    };
    let spot = point(row.maybe("latitude"), row.maybe("longitude"));
    let mut actors: Vec<_> =
        ["actor1", "assoc_actor_1"].iter().flat_map(|c| row.get(c).split(';')).filter_map(|n| named(n, here)).collect();
    let mut recipients: Vec<_> =
        ["actor2", "assoc_actor_2"].iter().flat_map(|c| row.get(c).split(';')).filter_map(|n| named(n, here)).collect();
    if matches!(sub.as_str(), "armed clash" | "agreement") {
        // Two-sided acts have every side as actors.
        actors.append(&mut recipients);
    } else if sub == "excessive force against protesters" || sub == "protest with intervention" && recipients.is_empty() {
        std::mem::swap(&mut actors, &mut recipients);
    }
    let kind = PLOVER.iter().find(|(name, ..)| *name == sub);
    let mut coded = kind.map(|&(_, kind, mode)| {
        let modes = Some(mode.to_owned()).filter(|m| !m.is_empty()).into_iter().collect();
        event(kind, modes, Vec::new(), None)
    });
    let spelled = SUB_EVENTS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(&sub)).map(|(name, ..)| *name);
    if let Some(event) = &mut coded {
        event.acled = spelled.map(Into::into);
    }
    let deaths = count_of(row, "fatalities")?;
    Ok(Coded {
        id: row.get("event_id_cnty").to_owned(),
        // When ACLED last changed the row.
        published: row
            .maybe("timestamp")
            .and_then(|t| t.parse::<i64>().ok())
            .and_then(|s| jiff::Timestamp::from_second(s).ok())
            .map(|t| t.to_zoned(jiff::tz::TimeZone::UTC).date()),
        notes: row.maybe("notes").map(str::to_owned),
        outlets: row.get("source").split(';').map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect(),
        event: coded,
        actors,
        recipients,
        when: Some(when(start, end, precision, "event_date and time_precision of the row")),
        place: place(row.get("location"), here, row.maybe("admin1"), spot, exactness),
        // 0 stands for none known, which is no claim that nobody died.
        numbers: (deaths > 0)
            .then(|| Number { what: "killed", low: deaths, high: deaths, whom: Vec::new() })
            .into_iter()
            .collect(),
        rule: format!("sub_event_type “{}”", row.get("sub_event_type")),
        ..Coded::default()
    })
}

//! UCDP's events: two sides, or one against civilians, and deaths by side with their span.

use super::coded::{Coded, Number, count_of, day, day_of, event, place, point, when};
use super::rows::Row;
use super::who::named;
use crate::codes::{country_by_gw, country_by_name};

pub(super) fn code(row: &Row) -> Result<Coded, String> {
    let start = day_of(row, "date_start")?;
    let end = if row.maybe("date_end").is_some() { day_of(row, "date_end")? } else { start };
    let precision = match row.get("date_prec") {
        "1" => "day",
        "3" => "week",
        "4" => "month",
        "5" => "year",
        _ if start == end => "day",
        _ => "range",
    };
    let land = country_by_gw(row.get("country_id")).or_else(|| country_by_name(row.get("country")));
    let here = land.map(|c| c.iso3);
    let exactness = match row.get("where_prec") {
        "1" => "settlement",
        "2" | "3" => "district",
        "4" | "5" => "province",
        "6" => "country",
        _ => "unknown",
    };
    let spot = point(row.maybe("latitude"), row.maybe("longitude"));
    let name = match exactness {
        "settlement" | "district" => row.maybe("where_coordinates").or(row.maybe("adm_2")).unwrap_or(""),
        "province" => row.maybe("adm_1").unwrap_or(""),
        _ => land.map_or("", |c| c.name),
    };
    // `Khartoum town` and the like: the kind of place is no part of its name.
    let name = ["town", "city", "village"].iter().find_map(|kind| name.strip_suffix(kind)).map_or(name, str::trim);
    let (a, b) = (named(row.get("side_a"), here), named(row.get("side_b"), here));
    let against_civilians = row.get("type_of_violence") == "3" || row.get("side_b").eq_ignore_ascii_case("civilians");
    let (actors, recipients): (Vec<_>, Vec<_>) = match against_civilians {
        true => (a.clone().into_iter().collect(), b.clone().into_iter().collect()),
        false => (a.clone().into_iter().chain(b.clone()).collect(), Vec::new()),
    };
    let count = |column: &str| row.maybe(column).map(|_| count_of(row, column)).transpose();
    let best = count("best")?.ok_or("best is empty: how many died?")?;
    let (low, high) = (count("low")?.unwrap_or(best).min(best), count("high")?.unwrap_or(best).max(best));
    let mut numbers = Vec::new();
    if high > 0 {
        numbers.push(Number { what: "killed", low, high, whom: Vec::new() });
    }
    let civilians = super::who::entity("civilians", here, Some("CVL"), "population", "deaths_civilians of the row");
    for (column, whom) in [("deaths_a", a), ("deaths_b", b.filter(|_| !against_civilians)), ("deaths_civilians", Some(civilians))]
    {
        if let (Some(n), Some(whom)) = (count(column)?.filter(|n| *n > 0), whom) {
            numbers.push(Number { what: "killed", low: n, high: n, whom: vec![whom] });
        }
    }
    let list =
        |column: &str| row.get(column).split(';').map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect::<Vec<_>>();
    Ok(Coded {
        id: row.maybe("id").or(row.maybe("relid")).unwrap_or("").to_owned(),
        // Its reports came out after the event; the last one known.
        published: list("source_date").iter().filter_map(|d| day(d)).max(),
        title: row.maybe("source_headline").map(str::to_owned),
        outlets: list("source_office"),
        event: Some(event("ASSAULT", Vec::new(), vec!["military".to_owned()], None)),
        actors,
        recipients,
        when: Some(when(start, end, precision, "date_start, date_end and date_prec of the row")),
        place: place(name, here, row.maybe("adm_1"), spot, exactness),
        numbers,
        rule: format!("type_of_violence {}; killed from low to high, best {best}", row.get("type_of_violence")),
        ..Coded::default()
    })
}

//! GDELT 2.0's events: actors as CAMEO codes, an event code, places by FIPS.

use super::coded::{Coded, day, day_of, event, place, point, when};
use super::rows::Row;
use super::who::by_sector;
use crate::codes::{cameo, country, country_by_fips};
use dateline_coding::claim::Entity;

pub(super) fn code(row: &Row) -> Result<Coded, String> {
    let date = day_of(row, "SQLDATE")?;
    let code = row.get("EventCode");
    let known = cameo(code).ok_or_else(|| format!("EventCode “{code}” is unknown"))?;
    let fips = country_by_fips(row.get("ActionGeo_CountryCode"));
    let precision = match row.get("ActionGeo_Type") {
        "1" => "country",
        "2" | "5" => "province",
        "3" | "4" => "settlement",
        _ => "unknown",
    };
    // `Khartoum, Al Khartum, Sudan`: from the place to its country.
    let full: Vec<&str> = row.get("ActionGeo_FullName").split(',').map(str::trim).collect();
    let name = full.first().copied().unwrap_or("");
    let admin1 = if full.len() >= 3 { full.get(1).copied() } else { None };
    let spot = point(row.maybe("ActionGeo_Lat"), row.maybe("ActionGeo_Long"));
    let modes = Some(known.mode.to_owned()).filter(|m| !m.is_empty()).into_iter().collect();
    let contexts = known.contexts.iter().map(|c| (*c).to_owned()).collect();
    let url = row.maybe("SOURCEURL").map(str::to_owned);
    let host = url.as_deref().and_then(|u| u.split_once("://")).and_then(|(_, rest)| rest.split('/').next());
    Ok(Coded {
        id: row.get("GLOBALEVENTID").to_owned(),
        published: day(row.get("DATEADDED")),
        outlets: host.map(|h| h.trim_start_matches("www.").to_owned()).into_iter().collect(),
        url: url.clone(),
        event: (!known.kind.is_empty()).then(|| event(known.kind, modes, contexts, Some(known))),
        actors: actor(row, 1).into_iter().collect(),
        recipients: actor(row, 2).into_iter().collect(),
        when: Some(when(date, date, "day", "SQLDATE of the row")),
        place: if precision == "unknown" { None } else { place(name, fips.map(|c| c.iso3), admin1, spot, precision) },
        rule: format!("CAMEO {} ({})", known.code, known.name),
        ..Coded::default()
    })
}

fn actor(row: &Row, n: u8) -> Option<Entity> {
    let cell = |column: &str| row.maybe(&format!("Actor{n}{column}"));
    // CAMEO's countries are ISO's but for a few.
    let code = cell("CountryCode").map(|c| match c {
        "ROM" => "ROU",
        "TMP" => "TLS",
        "ZAR" => "COD",
        other => other,
    });
    let code = code.filter(|c| country(c).is_some()).or_else(|| {
        cell("KnownGroupCode").map(|group| match group {
            "UNO" | "NGO" | "IGO" | "EUR" => group,
            "EEC" => "EUR",
            _ => "IMG",
        })
    });
    let sector = cell("Type1Code").map(|s| match s {
        "MED" => "JRN",
        "HLH" => "MED",
        "INS" | "SEP" => "REB",
        other => other,
    });
    let sector =
        sector.filter(|s| s.len() == 3 && s.bytes().all(|b| b.is_ascii_uppercase()) && !matches!(*s, "IGO" | "NGO" | "MNC"));
    let name = cell("Name").map(title).unwrap_or_default();
    // `REBEL` without the code of a group is nobody in particular, and in small letters never taken for one party.
    let nobody = matches!(sector, Some("REB" | "UAF" | "CRM")) && cell("KnownGroupCode").is_none();
    let name = if nobody { name.to_lowercase() } else { name };
    by_sector(&name, code, sector, "name and codes of the row")
}

/// GDELT writes names in capitals.
fn title(name: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |c| c.to_string() + &chars.as_str().to_lowercase())
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

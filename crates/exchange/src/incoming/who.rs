//! Actors as other data sets write them: names with countries and roles in them, lists of sectors, codes.

use crate::codes::{country, country_by_name};
use dateline_coding::claim::Entity;

/// An entity with its id made as the coder makes them: country and sector, or the group's name.
pub(super) fn entity(name: &str, code: Option<&str>, sector: Option<&str>, kind: &'static str, via: &str) -> Entity {
    let id = match (kind, code, sector) {
        ("armed_group", ..) => format!("group:{}", slug(name)),
        (_, Some(code), Some(sector)) => format!("{code}/{sector}"),
        (_, Some(code), None) => code.to_owned(),
        _ => slug(name),
    };
    Entity {
        id,
        name: name.to_owned(),
        code: code.map(str::to_owned),
        sector: sector.map(str::to_owned),
        kind: kind.into(),
        via: via.to_owned(),
        ..Entity::default()
    }
}

fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() && c.is_whitespace() | matches!(c, '-' | '/') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// As ACLED and UCDP name forces: `Military Forces of Sudan (2019-)`, `Government of Mali`, `Civilians (Yemen)`, a group's own name.
/// `here` is the country in which the row has them act, the country of groups.
pub(super) fn named(name: &str, here: Option<&str>) -> Option<Entity> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let via = "the row's name of the actor";
    let (bare, brackets) = match name.split_once('(') {
        Some((bare, rest)) => (bare.trim(), rest.trim_end_matches([')', ' ']).trim()),
        None => (name, ""),
    };
    let of_state = [
        ("Military Forces of ", "MIL", "force"),
        ("Police Forces of ", "COP", "force"),
        ("Mutiny of Military Forces of ", "REB", "armed_group"),
        ("Government of ", "GOV", "government"),
    ];
    for (begins, sector, kind) in of_state {
        let Some(rest) = name.strip_prefix(begins) else { continue };
        // `Russia (Soviet Union)` is one name; `Sudan (2019-) Rapid Support Forces` a force of its own.
        let (state, after) = match rest.split_once('(') {
            Some((state, years)) => (state.trim(), years.split_once(')').map_or("", |(_, after)| after.trim())),
            None => (rest.trim(), ""),
        };
        if let Some(state) = country_by_name(rest).or_else(|| country_by_name(state)) {
            let called = if after.is_empty() { state.name } else { after };
            let kind = if after.is_empty() { kind } else { "armed_group" };
            return Some(entity(called, Some(state.iso3), Some(sector), kind, via));
        }
    }
    let state = country_by_name(brackets);
    let of = state.map(|c| c.iso3).or(here);
    match bare {
        "Civilians" => return Some(entity("civilians", of, Some("CVL"), "population", via)),
        "Protesters" | "Rioters" => return Some(entity(&bare.to_lowercase(), of, Some("CVL"), "population", via)),
        _ => {}
    }
    if bare.starts_with("Unidentified ") {
        // Nobody in particular: small letters, so that two of them are never taken for one party.
        return Some(entity(&bare.to_lowercase(), of, Some("UAF"), "armed_group", via));
    }
    if let Some(state) = country_by_name(name) {
        return Some(entity(state.name, Some(state.iso3), None, "state", via));
    }
    let called = name.strip_suffix(')').and_then(|n| n.rsplit_once(':')).map_or(name, |_| bare);
    Some(entity(called.trim_end(), of, Some("REB"), "armed_group", via))
}

/// By PLOVER's or CAMEO's sector: what kind of entity it is.
pub(super) fn by_sector(name: &str, code: Option<&str>, sector: Option<&str>, via: &str) -> Option<Entity> {
    let state = code.and_then(country);
    if name.is_empty() && code.is_none() && sector.is_none() {
        return None;
    }
    let is_state =
        sector.is_none_or(|s| s == "GOV") && state.is_some_and(|c| c.name.eq_ignore_ascii_case(name) || name.is_empty());
    let name = if name.is_empty() { state.map_or(code.or(sector)?, |c| c.name) } else { name };
    if is_state {
        return Some(entity(state.map_or(name, |c| c.name), code, sector, "state", via));
    }
    let kind = match sector {
        Some("MIL" | "COP" | "SPY" | "PRM") => "force",
        Some("GOV" | "LEG" | "JUD") => "government",
        Some("REB" | "UAF") => "armed_group",
        Some("CVL" | "REF" | "LAB" | "EDU" | "AGR" | "REL" | "SOC" | "CRM") => "population",
        Some("JRN") => "outlet",
        Some("NGO") => "ngo",
        None if matches!(code, Some("UNO" | "IGO" | "EUR")) => "igo",
        None if code == Some("NGO") => "ngo",
        _ => "body",
    };
    Some(entity(name, code, sector, kind, via))
}

/// ICEWS's lists of sectors, the one that tells most.
pub(super) fn icews_sector(list: &str) -> Option<&'static str> {
    const WORDS: &[(&str, &str)] = &[
        ("insurgent", "REB"),
        ("unidentified forces", "UAF"),
        ("rebel", "REB"),
        ("separatist", "REB"),
        ("organized violent", "REB"),
        ("armed opposition", "REB"),
        ("armed gang", "CRM"),
        ("criminals", "CRM"),
        ("military", "MIL"),
        ("army", "MIL"),
        ("defense / security ministry", "MIL"),
        ("police", "COP"),
        ("intelligence", "SPY"),
        ("judicial", "JUD"),
        ("legislative", "LEG"),
        ("parliament", "LEG"),
        ("executive", "GOV"),
        ("cabinet", "GOV"),
        ("ministry", "GOV"),
        ("government", "GOV"),
        ("opposition", "OPP"),
        ("dissident", "OPP"),
        ("protestors", "CVL"),
        ("general population", "CVL"),
        ("civilian", "CVL"),
        ("refugees", "REF"),
        ("displaced", "REF"),
        ("media", "JRN"),
        ("news", "JRN"),
        ("journalist", "JRN"),
        ("business", "BUS"),
        ("education", "EDU"),
        ("labor", "LAB"),
        ("medical", "MED"),
        ("religious", "REL"),
        ("parties", "PTY"),
        ("ngo", "NGO"),
        ("social", "SOC"),
    ];
    let list = list.to_lowercase();
    WORDS.iter().find(|(word, _)| list.contains(word)).map(|(_, sector)| *sector)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_forces_tell_state_and_sector() {
        let told = |name: &str| {
            named(name, Some("SDN"))
                .map(|e| (e.name, e.code.unwrap_or_default(), e.sector.unwrap_or_default(), e.kind.into_owned()))
        };
        let is = |name: &str, code: &str, sector: &str, kind: &str| {
            Some((name.to_owned(), code.to_owned(), sector.to_owned(), kind.to_owned()))
        };
        assert_eq!(told("Military Forces of Sudan (2019-)"), is("Sudan", "SDN", "MIL", "force"));
        assert_eq!(told("Government of Russia (Soviet Union)"), is("Russia", "RUS", "GOV", "government"));
        assert_eq!(
            told("Military Forces of Sudan (2019-) Rapid Support Forces"),
            is("Rapid Support Forces", "SDN", "MIL", "armed_group")
        );
        assert_eq!(told("Civilians (Yemen)"), is("civilians", "YEM", "CVL", "population"));
        assert_eq!(told("Unidentified Armed Group (Sudan)"), is("unidentified armed group", "SDN", "UAF", "armed_group"));
        assert_eq!(told("SPLM-North"), is("SPLM-North", "SDN", "REB", "armed_group"));
        assert_eq!(told(""), None);
    }
}

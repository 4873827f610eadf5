//! Rows in the layout of ACLED's exports: one row an incident, with ACLED's event and sub-event types.

use crate::act::{Bearer, LeftOut, bearer, done, polity};
use crate::codes::country;
use crate::notes::{entity, notes, outlets};
use crate::sheet::Row;
use crate::told::Happening;
use dateline_coding::claim::Entity;

pub(crate) const COLUMNS: &[&str] = &[
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

/// Event type and ACLED's spelling of each sub-event that the coding derives.
pub(crate) const SUB_EVENTS: &[(&str, &str, &str)] = &[
    ("armed clash", "Battles", "Armed clash"),
    ("government regains territory", "Battles", "Government regains territory"),
    ("non-state actor overtakes territory", "Battles", "Non-state actor overtakes territory"),
    ("chemical weapon", "Explosions/Remote violence", "Chemical weapon"),
    ("air/drone strike", "Explosions/Remote violence", "Air/drone strike"),
    ("suicide bomb", "Explosions/Remote violence", "Suicide bomb"),
    ("shelling/artillery/missile attack", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("remote explosive/landmine/IED", "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("grenade", "Explosions/Remote violence", "Grenade"),
    ("sexual violence", "Violence against civilians", "Sexual violence"),
    ("attack", "Violence against civilians", "Attack"),
    ("abduction/forced disappearance", "Violence against civilians", "Abduction/forced disappearance"),
    ("peaceful protest", "Protests", "Peaceful protest"),
    ("protest with intervention", "Protests", "Protest with intervention"),
    ("excessive force against protesters", "Protests", "Excessive force against protesters"),
    ("violent demonstration", "Riots", "Violent demonstration"),
    ("mob violence", "Riots", "Mob violence"),
    ("agreement", "Strategic developments", "Agreement"),
    ("arrests", "Strategic developments", "Arrests"),
    ("change to group/activity", "Strategic developments", "Change to group/activity"),
    ("disrupted weapons use", "Strategic developments", "Disrupted weapons use"),
    ("headquarters or base established", "Strategic developments", "Headquarters or base established"),
    ("looting/property destruction", "Strategic developments", "Looting/property destruction"),
    ("non-violent transfer of territory", "Strategic developments", "Non-violent transfer of territory"),
    ("other", "Strategic developments", "Other"),
];

pub(crate) fn row(happening: &Happening<'_>) -> Result<Row, LeftOut> {
    let incident = happening.incident;
    happening.upheld().ok_or(LeftOut::TakenBack)?;
    if incident.unreal {
        return Err(LeftOut::NotReal);
    }
    if incident.not_so {
        return Err(LeftOut::Denied);
    }
    let main = done(happening)?;
    if main.actors.is_empty() && main.recipients.is_empty() {
        return Err(LeftOut::NoActors);
    }
    let told = main.claim.event.as_ref().and_then(|e| e.acled.as_deref()).ok_or(LeftOut::NoSubEvent)?;
    let &(_, kind, sub) = SUB_EVENTS.iter().find(|(name, ..)| *name == told).ok_or(LeftOut::NoSubEvent)?;
    let (from, to) = incident.from.as_deref().zip(incident.to.as_deref()).ok_or(LeftOut::NoDay)?;
    let place = incident.place.as_ref();
    let home = place.and_then(|p| p.country.as_deref());
    let land = home.and_then(country);
    // Those who act together against nobody stand on both sides, as in a clash or talks.
    let (one, other): (Vec<&Entity>, Vec<&Entity>) = match main.recipients.is_empty() {
        true if main.actors.len() >= 2 => (vec![main.actors[0]], main.actors[1..].to_vec()),
        _ => (main.actors.clone(), main.recipients.clone()),
    };
    // Whom nobody tells has a name in ACLED's codebook, and a role.
    let nobody = one.is_empty().then(|| land.and_then(|c| unidentified(kind, c.name))).flatten();
    let first = nobody.as_ref().map(|n| n.1).or(role(one.first().copied(), home, kind));
    let roles = [first, role(other.first().copied(), home, "")];
    let civilians = other.first().is_some_and(|e| bearer(e) == Bearer::Civilians);
    let mut row = Row::default();
    row.word(&format!("{}{}", home.unwrap_or(""), incident.id));
    row.word(from);
    row.word(from.get(..4).unwrap_or(""));
    // 1 the day, 2 within a week, 3 within a month or longer.
    row.number(Some(match from == to {
        true => 1,
        false if week(from, to) => 2,
        false => 3,
    }));
    let violent = matches!(kind, "Battles" | "Explosions/Remote violence" | "Violence against civilians");
    row.word(match (kind, sub) {
        ("Strategic developments", _) => "Strategic developments",
        (_, "Excessive force against protesters") => "Political violence; Demonstrations",
        (_, "Mob violence") => "Political violence",
        _ if violent => "Political violence",
        _ => "Demonstrations",
    });
    row.word(kind);
    row.word(sub);
    for (list, role, nobody) in [(&one, roles[0], nobody.map(|n| n.0)), (&other, roles[1], None)] {
        row.maybe(list.first().map(|e| name(e)).or(nobody).as_deref());
        row.list(list.iter().skip(1).map(|e| name(e)), "; ");
        row.maybe(role);
    }
    row.list(roles.iter().flatten(), "-");
    row.maybe(Some("Civilian targeting").filter(|_| violent && civilians || sub == "Excessive force against protesters"));
    row.maybe(land.map(|c| c.numeric.trim_start_matches('0')));
    row.maybe(land.map(|c| c.region));
    row.maybe(land.map(|c| c.name).or(home));
    let precision = place.map_or("unknown", |p| p.precision.as_ref());
    row.maybe(place.and_then(|p| p.admin1.as_deref().or(Some(p.name.as_str()).filter(|_| precision == "province"))));
    row.maybe(place.filter(|_| precision == "district").map(|p| p.name.as_str()));
    row.empty(1);
    row.maybe(place.map(|p| p.name.as_str()));
    row.number(place.and_then(|p| p.lat));
    row.number(place.and_then(|p| p.lon));
    // 1 the town, 2 near it or its district, 3 the province or wider.
    row.number(place.map(|p| match precision {
        "exact" | "settlement" if p.relation.is_none() => 1,
        "exact" | "settlement" | "district" => 2,
        _ => 3,
    }));
    row.list(outlets(happening), "; ");
    row.empty(1);
    row.word(&notes(happening));
    row.number(Some(crate::deaths::count(happening, "killed").map_or(0, |c| c.best)));
    let standing = incident.standing.as_ref().map(|s| format!("standing={}", s.standing.as_str()));
    let crowd = crate::deaths::count(happening, "participants").map(|c| format!("crowd size={}", c.best));
    row.list(standing.into_iter().chain(crowd), "; ");
    row.empty(1);
    Ok(row)
}

/// The doer of violence, or of a demonstration, whom no report names, and the role: `Unidentified Armed Group (Sudan)`, as ACLED's codebook
/// calls actors of an event that are not known. What is no violence has none.
fn unidentified(kind: &str, land: &str) -> Option<(String, &'static str)> {
    let (who, role) = match kind {
        "Battles" | "Explosions/Remote violence" | "Violence against civilians" => {
            ("Unidentified Armed Group", "Political militia")
        }
        "Protests" => ("Protesters", "Protesters"),
        "Riots" => ("Rioters", "Rioters"),
        _ => return None,
    };
    Some((format!("{who} ({land})"), role))
}

/// ACLED's word for who somebody is.
fn role(entity: Option<&Entity>, home: Option<&str>, kind: &str) -> Option<&'static str> {
    let entity = entity?;
    Some(match (kind, bearer(entity)) {
        ("Protests", Bearer::Civilians | Bearer::Unknown) => "Protesters",
        ("Riots", Bearer::Civilians | Bearer::Unknown) => "Rioters",
        (_, Bearer::State) if home.is_none() || entity.code.as_deref() == home => "State forces",
        (_, Bearer::State | Bearer::Body) => "External/Other forces",
        (_, Bearer::Group) if entity.sector.as_deref() == Some("REB") => "Rebel group",
        (_, Bearer::Group) => "Political militia",
        (_, Bearer::Civilians) => "Civilians",
        (_, Bearer::Unknown) => return None,
    })
}

/// As ACLED calls forces: `Military Forces of Sudan`.
fn name(one: &Entity) -> String {
    match (polity(one), one.sector.as_deref()) {
        (Some(c), Some("MIL")) => format!("Military Forces of {}", c.name),
        (Some(c), Some("COP")) => format!("Police Forces of {}", c.name),
        (Some(c), Some("GOV")) => format!("Government of {}", c.name),
        (Some(c), None) => format!("Government of {}", c.name),
        _ => entity(one),
    }
}

fn week(from: &str, to: &str) -> bool {
    let date = |d: &str| d.parse::<jiff::civil::Date>().ok();
    date(from).zip(date(to)).and_then(|(a, b)| a.until(b).ok()).is_some_and(|s| s.get_days() <= 7)
}

//! GeoJSON (RFC 7946): one feature an incident, longitude before latitude, no point where only a country or region is known.

use crate::deaths::count;
use crate::notes::{entity, outlets, quoted, speakers, title};
use crate::told::Happening;
use serde_json::{Value, json};

pub(crate) const BEFORE: &str = "{\"type\":\"FeatureCollection\",\"features\":[\n";
pub(crate) const AFTER: &str = "\n]}\n";

pub(crate) fn feature(happening: &Happening<'_>) -> Value {
    let incident = happening.incident;
    let place = incident.place.as_ref();
    let point = place.and_then(|p| p.lat.zip(p.lon)).map(|(lat, lon)| json!({ "type": "Point", "coordinates": [lon, lat] }));
    let main = crate::act::main_act(happening);
    let names = |list: Option<&Vec<&dateline_coding::claim::Entity>>| {
        list.map_or(Vec::new(), |l| l.iter().map(|e| entity(e)).collect::<Vec<_>>()).join("; ")
    };
    let upheld = happening.upheld();
    let taken_back = happening.told.iter().filter(|t| t.origin.retracted.is_some()).map(|t| t.origin.outlet());
    let taken_back = crate::notes::distinct(taken_back);
    let killed = count(happening, "killed");
    // Properties are flat: map programs show a table of them and do not open lists.
    json!({
        "type": "Feature",
        "id": incident.id,
        "geometry": point,
        "properties": {
            "id": incident.id,
            "title": title(happening),
            "family": incident.family,
            "type": incident.types.first(),
            "start": incident.from,
            "end": incident.to,
            "actors": names(main.as_ref().map(|m| &m.actors)),
            "recipients": names(main.as_ref().map(|m| &m.recipients)),
            "place": place.map(|p| &p.name),
            "relation": place.and_then(|p| p.relation.as_ref()),
            "country": place.and_then(|p| p.country.as_ref()),
            "admin1": place.and_then(|p| p.admin1.as_ref()),
            "geonames": place.and_then(|p| p.geonames),
            "precision": place.map_or("unknown", |p| p.precision.as_ref()),
            "radius_km": place.and_then(|p| p.radius_km),
            "standing": incident.standing.as_ref().map(|s| s.standing.as_str()),
            "rule": incident.standing.as_ref().map(|s| s.rule.as_str()),
            "not_so": incident.not_so,
            "unreal": incident.unreal,
            "killed_best": killed.map(|c| c.best),
            "killed_low": killed.map(|c| c.low),
            "killed_high": killed.map(|c| c.high),
            "sources": outlets(happening).join("; "),
            "speakers": speakers(happening).join("; "),
            "reports": happening.reports(),
            "taken_back": taken_back.join("; "),
            "quote": upheld.as_ref().unwrap_or(happening).told.first().map(quoted),
        }
    })
}

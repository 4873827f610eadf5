//! From a chosen place and the words of relation to point, radius and precision.

use super::around::{Around, Cue, Form};
use super::candidates::Member;
use super::choose::Choice;
use super::{Mention, Toponym, actor_code};
use dateline_lexicon::Lexicon;
use dateline_lexicon::places::{Place, PlaceKind};

/// A region wider than this has no point: its middle would be a fake.
const WIDEST_KM: f64 = 150.0;
/// Added to the radius where a place is told as near, and where it is off the place without a distance.
const NEAR_KM: f64 = 10.0;
const OFF_KM: f64 = 25.0;
/// Radius of a district whose seat and of a division whose settlements are unknown.
const DISTRICT_KM: f64 = 25.0;
const PROVINCE_KM: f64 = 75.0;

/// Puts a toponym together.
pub(super) fn toponym(
    text: &str,
    lexicon: &Lexicon,
    mention: Mention,
    around: &Around<'_>,
    member: &Member,
    choice: Option<&Choice>,
) -> Toponym {
    let relation = around.relation.as_ref().map(|r| r.words.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut toponym = Toponym {
        mention,
        place: None,
        country: None,
        relation,
        phrase: around.phrase,
        precision: "settlement",
        lat: None,
        lon: None,
        radius_km: None,
        name: member.name.split_whitespace().collect::<Vec<_>>().join(" "),
        rule: choice.map_or_else(|| "the gazetteer knows no such name".to_owned(), |choice| choice.rule.clone()),
    };
    debug_assert!(text.get(toponym.phrase.start as usize..toponym.phrase.end as usize).is_some());
    let Some(id) = choice.and_then(|choice| choice.place) else {
        toponym.precision = told_precision(around.cue);
        return toponym;
    };
    let place = lexicon.places().place(id);
    toponym.place = Some(id);
    toponym.country = place.country.map(|code| actor_code(code).to_owned());
    toponym.precision = place.kind.precision();
    // A country by its name, whatever it was called; other places as the report spells them, unless it shouts.
    if place.kind == PlaceKind::Country || !toponym.name.chars().any(char::is_lowercase) {
        place.name.clone_into(&mut toponym.name);
    }
    if let Some((point, radius)) = circle(&place, around) {
        toponym.lat = Some(round(point.0, 3));
        toponym.lon = Some(round(point.1, 3));
        toponym.radius_km = Some(round(radius, 1));
    } else if place.radius_km > 0.0 && place.kind != PlaceKind::Admin2 {
        toponym.radius_km = Some(round(place.radius_km, 1));
    }
    toponym
}

/// How precisely a place is told that the gazetteer does not know: by its kind; without one it is some
/// locality, which is told as precisely as a settlement.
fn told_precision(cue: Option<Cue>) -> &'static str {
    match cue {
        None | Some(Cue::Town | Cue::Village | Cue::Site | Cue::Road) => "settlement",
        Some(Cue::District) => "district",
        Some(Cue::Province | Cue::State) => "province",
        Some(Cue::Region | Cue::Water | Cue::Terrain) => "region",
    }
}

/// Point and radius of a place as it is told; `None` where only a fake point could be given.
fn circle(place: &Place<'_>, around: &Around<'_>) -> Option<((f64, f64), f64)> {
    let point = place.point?;
    let own = match place.kind {
        PlaceKind::Country | PlaceKind::Continent => return None,
        PlaceKind::Region | PlaceKind::Water | PlaceKind::Terrain if place.radius_km > WIDEST_KM => return None,
        PlaceKind::Admin2 => place.radius_km.max(DISTRICT_KM),
        PlaceKind::Admin1 if place.radius_km <= 0.0 => PROVINCE_KM,
        _ => place.radius_km.max(1.0),
    };
    let Some(relation) = &around.relation else { return Some((point, own)) };
    Some(match (relation.form, relation.km, relation.bearing) {
        // A told distance is from the edge or the middle, rounded, as the crow flies or by road.
        (Form::Off, Some(km), Some(bearing)) => (moved(point, km, bearing), own.min(5.0) + 0.25 * km),
        (Form::Off, Some(km), None) => (point, own + km),
        (Form::Off, None, _) => (point, own + OFF_KM),
        (Form::Near, ..) => (point, own + NEAR_KM),
        (Form::Part, ..) => (point, own),
    })
}

/// A point moved by a distance along a bearing; flat, good enough for distances that news tell.
fn moved(point: (f64, f64), km: f64, bearing: f64) -> (f64, f64) {
    let angle = bearing.to_radians();
    let lat = point.0 + km * libm::cos(angle) / 111.2;
    let lon = point.1 + km * libm::sin(angle) / (111.2 * libm::cos(point.0.to_radians()).max(0.05));
    (lat.clamp(-90.0, 90.0), (lon + 540.0).rem_euclid(360.0) - 180.0)
}

fn round(value: f64, places: i32) -> f64 {
    let scale = 10f64.powi(places);
    (value * scale).round() / scale
}

//! How near two places are, as far as that tells whether they are one.

use crate::compared::{Place, Width};
use crate::score::VETO;

/// A degree of latitude, km.
const DEGREE: f64 = 111.2;
/// Two towns further apart than this are never one, km.
const FAR: f64 = 100.0;

/// Whether two places can be one, and how telling that is.
pub(crate) fn place(p: &Place, q: &Place) -> f64 {
    let wide = p.width == Width::Wide || q.width == Width::Wide;
    // Towns of one name lie in many countries; two of one name in one country are rather one, found once amiss.
    let one_land = p.country.is_none() || q.country.is_none() || p.country == q.country;
    if p.geonames.is_some() && p.geonames == q.geonames || p.name == q.name && one_land {
        return match p.width {
            Width::Wide => 0.4,
            Width::Province => 1.0,
            Width::Spot => 2.0,
        };
    }
    if let (Some(c), Some(d)) = (p.country, q.country)
        && c != d
    {
        // Border places are told of either side.
        return if wide { -3.0 } else { -5.0 };
    }
    if wide {
        return if p.country.is_some() && p.country == q.country { 0.2 } else { 0.0 };
    }
    if p.width == Width::Province || q.width == Width::Province {
        let part =
            |a: &Place, b: &Place| a.admin1.is_some_and(|n| n.get() == b.name) || a.admin1.is_some() && a.admin1 == b.admin1;
        return if part(p, q) || part(q, p) { 0.6 } else { -2.0 };
    }
    match p.point.zip(q.point) {
        Some((a, b)) => match kilometres(a, b) {
            x if x <= 12.0 => 1.2,
            x if x <= 40.0 => 0.2,
            x if x <= FAR => -1.5,
            // Nothing that is told alike makes two towns one.
            _ => VETO,
        },
        None => -0.8,
    }
}

/// Distance of two places, flat around the middle of the two: good to a per cent where it matters, within 100 km. Of what is too far apart
/// from north to south alone, only that.
fn kilometres(a: (f32, f32), b: (f32, f32)) -> f64 {
    let [a, b] = [a, b].map(|(lat, lon)| (f64::from(lat), f64::from(lon)));
    let y = (a.0 - b.0).abs() * DEGREE;
    if y > FAR {
        return y;
    }
    let turn = (a.1 - b.1).abs();
    let x = turn.min(360.0 - turn) * libm::cos((a.0 + b.0).to_radians() / 2.0) * DEGREE;
    libm::sqrt(x * x + y * y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_coding::claim::Where;

    fn town(country: &str, lat: f64) -> Place {
        let place = Where {
            name: "Tripoli".into(),
            country: Some(country.into()),
            lat: Some(lat),
            lon: Some(35.0),
            precision: "settlement".into(),
            ..Where::default()
        };
        Place::of(&place)
    }

    #[test]
    fn one_name_in_two_countries_is_two_towns() {
        assert_eq!(place(&town("LBN", 34.4), &town("LBN", 34.4)), 2.0);
        assert!(place(&town("LBN", 34.4), &town("LBY", 32.9)) <= -5.0);
    }
}

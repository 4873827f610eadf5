//! How near two places are, as far as that tells whether they are one.

use crate::score::VETO;
use dateline_coding::claim::Where;

/// Whether two places can be one, and how telling that is.
pub(crate) fn place(p: &Where, q: &Where) -> f64 {
    let wide = |w: &Where| matches!(w.precision.as_ref(), "country" | "region" | "unknown");
    let same = p.geonames.is_some() && p.geonames == q.geonames || p.name.eq_ignore_ascii_case(&q.name);
    if same {
        return if wide(p) {
            0.4
        } else if p.precision == "province" {
            1.0
        } else {
            2.0
        };
    }
    if let (Some(c), Some(d)) = (&p.country, &q.country)
        && c != d
    {
        // Border places are told of either side.
        return if wide(p) || wide(q) { -3.0 } else { -5.0 };
    }
    if wide(p) || wide(q) {
        return if p.country.is_some() && p.country == q.country { 0.2 } else { 0.0 };
    }
    let part =
        |a: &Where, b: &Where| a.admin1.as_deref() == Some(b.name.as_str()) || (a.admin1.is_some() && a.admin1 == b.admin1);
    if p.precision == "province" || q.precision == "province" {
        return if part(p, q) || part(q, p) { 0.6 } else { -2.0 };
    }
    match (p.lat, p.lon, q.lat, q.lon) {
        (Some(a), Some(b), Some(c), Some(d)) => match kilometres(a, b, c, d) {
            x if x <= 12.0 => 1.2,
            x if x <= 40.0 => 0.2,
            x if x <= 100.0 => -1.5,
            // Nothing that is told alike makes two towns one.
            _ => VETO,
        },
        _ => -0.8,
    }
}

/// Distance of two places, flat around the middle of the two: good to a per cent where it matters, within 100 km.
fn kilometres(lat1: f64, lon1: f64, lat2: f64, lon2: f64) -> f64 {
    let middle = libm::cos((lat1 + lat2).to_radians() / 2.0);
    let turn = (lon1 - lon2).abs();
    let (x, y) = (turn.min(360.0 - turn) * middle, lat1 - lat2);
    111.2 * libm::sqrt(x * x + y * y)
}

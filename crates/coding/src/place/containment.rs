//! Which place a report says another lies in: by a comma, by "in", by a genitive, by a demonym.

use super::candidates::{Group, Member, Named, countries_of};
use super::{Mention, gazetteer_code};
use dateline_lexicon::Lexicon;
use dateline_lexicon::places::{Gazetteer, Place, PlaceKind};
use dateline_syntax::{NameClass, Tree};

/// Whether `outer` holds `inner`.
pub(super) fn holds(outer: &Place<'_>, inner: &Place<'_>) -> bool {
    if outer.id == inner.id || outer.kind == PlaceKind::Settlement || inner.kind == PlaceKind::Country {
        return false;
    }
    match outer.kind {
        PlaceKind::Country => inner.country == outer.country,
        PlaceKind::Admin1 => inner.admin1_id == Some(outer.id),
        PlaceKind::Continent => false,
        _ => match (outer.point, inner.point) {
            (Some(a), Some(b)) => inner.radius_km < outer.radius_km && distance_km(a, b) < outer.radius_km * 1.2 + 10.0,
            _ => false,
        },
    }
}

/// Great-circle distance.
pub(super) fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat1, lat2) = (a.0.to_radians(), b.0.to_radians());
    let (dlat, dlon) = (lat2 - lat1, (b.1 - a.1).to_radians());
    let h = square(libm::sin(dlat / 2.0)) + libm::cos(lat1) * libm::cos(lat2) * square(libm::sin(dlon / 2.0));
    2.0 * 6371.0 * libm::asin(h.sqrt().min(1.0))
}

/// Marks the candidates that lie in the place named right after a comma: `Paris, Texas`.
pub(super) fn containers(text: &str, gazetteer: &Gazetteer, mention: &Mention, group: &mut Group<'_>) {
    let Some(rest) = text.get(mention.span.end as usize..).and_then(|rest| rest.strip_prefix(", ")) else { return };
    let line = rest.split(['\n', ';', '(', '—']).next().unwrap_or("");
    let short = line.split([' ', ',']).next().unwrap_or("");
    if let Some(division) = gazetteer.abbreviated(short).map(|id| gazetteer.place(id)) {
        for candidate in &mut group.candidates {
            candidate.contained |= holds(&division, &candidate.place);
        }
        return;
    }
    let words: Vec<&str> = line.split(' ').take(4).collect();
    for count in (1..=words.len()).rev() {
        let name = words[..count].join(" ");
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        if !name.starts_with(char::is_uppercase) {
            continue;
        }
        let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
        let Some(surface) = gazetteer.surface(name) else { continue };
        let outer: Vec<Place<'_>> = surface.candidates.iter().filter(|c| c.main).map(|c| gazetteer.place(c.id)).collect();
        let mut any = false;
        for candidate in &mut group.candidates {
            let inside = outer.iter().any(|outer| outer.kind != PlaceKind::Settlement && holds(outer, &candidate.place));
            candidate.contained |= inside;
            any |= inside;
        }
        if any {
            return;
        }
    }
}

/// Words for a part of a town, before `of` and the town's name.
const PARTS: [&str; 9] =
    ["district", "neighborhood", "neighbourhood", "quarter", "suburb", "outskirts", "area", "section", "ward"];
/// Words behind a name that say that it is no town's.
const DIVISIONS: [&str; 6] = ["province", "governorate", "region", "state", "oblast", "county"];
/// How far a part of a town may lie from its middle, km.
const ACROSS: f64 = 60.0;

/// The towns of which the text says that a place is a part: `the Salah al-Din district of Aleppo`. What lies elsewhere and has the same name is not
/// meant, even where nothing nearer is known.
pub(super) fn towns_around<'g>(text: &str, gazetteer: &'g Gazetteer, mention: &Mention) -> Vec<Place<'g>> {
    let rest = text.get(mention.span.end as usize..).unwrap_or("");
    let mut words = rest.split([' ', '\n']).skip(1);
    if !(rest.starts_with(' ') && words.next().is_some_and(|w| PARTS.contains(&w)) && words.next() == Some("of")) {
        return Vec::new();
    }
    let words: Vec<&str> = words.take(4).collect();
    let bare = |w: &str| w.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    for count in (1..=words.len().min(3)).rev() {
        let name = words[..count].join(" ");
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        let divided = words.get(count).is_some_and(|w| DIVISIONS.contains(&bare(w).as_str()));
        if !name.starts_with(char::is_uppercase) || divided {
            continue;
        }
        let Some(surface) = gazetteer.surface(name) else { continue };
        let towns = surface.candidates.iter().filter(|c| c.main).map(|c| gazetteer.place(c.id));
        return towns.filter(|place| place.kind == PlaceKind::Settlement).collect();
    }
    Vec::new()
}

/// Whether a place may be a part of one of `towns`.
pub(super) fn is_part(place: &Place<'_>, towns: &[Place<'_>]) -> bool {
    towns.iter().any(|town| place.point.zip(town.point).is_some_and(|(a, b)| distance_km(a, b) <= ACROSS))
}

/// "The Britain-based group": where somebody sits says nothing of the place beside it.
pub(super) fn is_seat(text: &str, mention: &Mention) -> bool {
    text.get(mention.span.end as usize..).is_some_and(|rest| rest.starts_with("-based") || rest.starts_with(" based "))
}

/// Pairs of neighbouring names of one sentence of which one may hold the other.
pub(super) fn links(text: &str, found: &[Mention], named: &Named<'_>) -> Vec<(usize, usize, f64)> {
    let mut links = Vec::new();
    for at in 1..found.len() {
        let (left, right) = (&found[at - 1], &found[at]);
        if is_seat(text, left) || is_seat(text, right) {
            continue;
        }
        let (Some(a), Some(b)) = (named.members[at - 1].group, named.members[at].group) else { continue };
        if left.tree != right.tree || a == b || left.span.end > right.span.start {
            continue;
        }
        let between = text.get(left.span.end as usize..right.span.start as usize).unwrap_or("").to_lowercase();
        let words: Vec<&str> = between.split_whitespace().collect();
        if words.len() > 7 {
            continue;
        }
        let strong =
            words.is_empty() || matches!(words[..], [","] | ["in"] | ["("] | ["in", "the"] | [",", "in"] | [",", "the"]) || {
                let ends = words.last() == Some(&"in") || words.len() >= 2 && words[words.len() - 2] == "in";
                ends && !between.contains(['.', ';'])
            };
        links.push((a, b, if strong || between == ", " { 1.0 } else { 0.4 }));
        let owner = between.starts_with("'s") || between.starts_with("’s") || words.last() == Some(&"of");
        links.push((b, a, if owner { 1.0 } else { 0.3 }));
    }
    links
}

/// Demonyms vote for their country, and one beside a name for its candidates there.
pub(super) fn demonyms(text: &str, trees: &[Tree], lexicon: &Lexicon, found: &[Mention], named: &mut Named<'_>) {
    for (tree, read) in trees.iter().enumerate() {
        for (word, at) in read.words.iter().enumerate() {
            let Some(mark) = at.mark.filter(|mark| mark.class == NameClass::Demonym) else { continue };
            let Some((code, _)) = countries_of(lexicon, mark.entry).next() else { continue };
            let code = gazetteer_code(code);
            *named.votes.entry(code.to_owned()).or_insert(0.0) += 0.5;
            // "the Syrian town of X", "the Azerbaijani city X".
            let next =
                found.iter().zip(&named.members).find(|(m, _)| m.tree == tree && m.first_word > word && m.first_word <= word + 4);
            if let Some((mention, Member { group: Some(group), .. })) = next {
                let between = text.get(at.span.end as usize..mention.span.start as usize).unwrap_or("");
                let words: Vec<String> = between.split_whitespace().map(str::to_lowercase).collect();
                let kind = words.iter().any(|w| {
                    matches!(
                        w.as_str(),
                        "town"
                            | "city"
                            | "village"
                            | "province"
                            | "capital"
                            | "region"
                            | "district"
                            | "port"
                            | "state"
                            | "county"
                            | "island"
                            | "department"
                            | "governorate"
                            | "suburb"
                            | "municipality"
                            | "prefecture"
                            | "settlement"
                            | "enclave"
                    )
                });
                if words.is_empty() || kind && !between.contains([',', '.']) {
                    for candidate in &mut named.groups[*group].candidates {
                        candidate.contained |= candidate.place.country == Some(code);
                    }
                }
            }
        }
    }
}

fn square(x: f64) -> f64 {
    x * x
}

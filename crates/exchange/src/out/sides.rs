//! Who fights whom, as UCDP has it: a type of violence and two sides.

use crate::act::{Bearer, LeftOut, bearer, polity};
use crate::codes::country;
use crate::notes::entity;
use dateline_coding::claim::Entity;

/// UCDP's type of violence with both sides.
#[derive(Debug)]
pub(super) struct Sides<'a> {
    /// 1 a state against somebody organised, 2 groups without a state, 3 against civilians.
    pub kind: u8,
    /// The state where one side alone is one, else who acts.
    pub a: Vec<&'a Entity>,
    /// The other side; empty where it is civilians or unknown.
    pub b: Vec<&'a Entity>,
    /// The other side's name where it is organised and nobody knows by what name. UCDP's names of such begin with `XXX`.
    pub unknown: Option<String>,
}

/// The sides that actors and recipients make.
pub(super) fn sides<'a>(actors: &[&'a Entity], recipients: &[&'a Entity]) -> Result<Sides<'a>, LeftOut> {
    let armed = |e: &&Entity| matches!(bearer(e), Bearer::State | Bearer::Group);
    // Those who fight each other stand together as actors.
    let (one, other): (Vec<&Entity>, Vec<&Entity>) = match recipients.is_empty() {
        true if actors.len() >= 2 => (vec![actors[0]], actors[1..].to_vec()),
        _ => (actors.to_vec(), recipients.to_vec()),
    };
    let a: Vec<&Entity> = one.iter().copied().filter(armed).collect();
    let b: Vec<&Entity> = other.iter().copied().filter(armed).collect();
    if a.is_empty() {
        return Err(LeftOut::NoSides);
    }
    if b.is_empty() {
        return against_others(a, &other);
    }
    let (a, b) = if is_state(&b) && !is_state(&a) { (b, a) } else { (a, b) };
    if !is_state(&a) {
        // Somebody's soldiers, and nobody says whose: of UCDP's types none.
        let soldiers = |e: &&Entity| bearer(e) == Bearer::State && e.kind != "armed_group";
        let untold = a.iter().chain(&b).any(soldiers);
        return if untold { Err(LeftOut::NoState) } else { Ok(Sides { kind: 2, a, b, unknown: None }) };
    }
    Ok(apart(a, b))
}

/// Those who bear arms against whoever of the others is no known bearer of them.
fn against_others<'a>(a: Vec<&'a Entity>, other: &[&'a Entity]) -> Result<Sides<'a>, LeftOut> {
    if other.iter().any(|e| bearer(e) == Bearer::Civilians) {
        return Ok(Sides { kind: 3, a, b: Vec::new(), unknown: None });
    }
    match other.iter().find(|e| bearer(e) == Bearer::Unknown) {
        Some(group) if is_state(&a) => Ok(Sides { kind: 1, a, b: Vec::new(), unknown: Some(unnamed(Some(group))) }),
        _ => Err(LeftOut::NoSides),
    }
}

/// A state stands on one side: who is told on both is the state of side A, and its enemies are the rest.
fn apart<'a>(a: Vec<&'a Entity>, b: Vec<&'a Entity>) -> Sides<'a> {
    let state = |e: &&'a Entity| polity(e).map(|c| c.iso3);
    let both: Vec<&str> = a.iter().filter_map(state).filter(|c| b.iter().filter_map(state).any(|d| d == *c)).collect();
    let is_both = |e: &&Entity| polity(e).is_some_and(|c| both.contains(&c.iso3));
    if both.is_empty() {
        return Sides { kind: 1, a, b, unknown: None };
    }
    let own: Vec<&Entity> = a.iter().copied().filter(is_both).collect();
    let rest: Vec<&Entity> = b.iter().chain(&a).copied().filter(|e| !is_both(e)).collect();
    let unknown = rest.is_empty().then(|| unnamed(None));
    Sides { kind: 1, a: own, b: rest, unknown }
}

/// Whether a known state, its government or forces are among them.
fn is_state(list: &[&Entity]) -> bool {
    list.iter().any(|e| bearer(e) == Bearer::State && e.code.as_deref().and_then(country).is_some())
}

/// `XXX (ten members of a Takfiri group)`.
fn unnamed(group: Option<&Entity>) -> String {
    match group.and_then(|g| g.words.as_ref()) {
        Some(words) => format!("XXX ({})", crate::ink::clean(&words.text)),
        None => "XXX".to_owned(),
    }
}

/// `Government of Sudan`, or the group's name; several are parted by commas.
pub(super) fn side(list: &[&Entity]) -> String {
    let name = |e: &&Entity| polity(e).map_or_else(|| entity(e), |c| format!("Government of {}", c.name));
    crate::notes::distinct(list.iter().map(name)).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, code: &str, kind: &'static str, sector: Option<&str>) -> Entity {
        Entity {
            id: code.into(),
            name: name.into(),
            code: Some(code.into()),
            kind: kind.into(),
            sector: sector.map(Into::into),
            ..Entity::default()
        }
    }

    #[test]
    fn the_type_of_violence_follows_from_who_stands_against_whom() {
        let (army, rebels) = (one("Army", "SDN", "force", Some("MIL")), one("RSF", "SDN", "armed_group", Some("REB")));
        let people = one("villagers", "SDN", "population", Some("CVL"));
        let kind = |a: &[&Entity], b: &[&Entity]| sides(a, b).ok().map(|s| (s.kind, side(&s.a)));
        assert_eq!(kind(&[&rebels], &[&army]), Some((1, "Government of Sudan".to_owned())));
        assert_eq!(kind(&[&rebels], &[&people]), Some((3, "RSF".to_owned())));
        assert_eq!(kind(&[&rebels, &rebels], &[]), Some((2, "RSF".to_owned())));
        assert_eq!(kind(&[&rebels], &[]), None);
        assert_eq!(kind(&[&people], &[&army]), None);
    }

    #[test]
    fn who_fights_whom_in_another_order_is_the_same_sides() {
        let (a, b) = (one("A", "ARM", "state", None), one("B", "AZE", "state", None));
        let names = |x: &Entity, y: &Entity| sides(&[x], &[y]).ok().map(|s| (side(&s.a), side(&s.b)));
        assert_eq!(names(&a, &b).map(|(s, t)| (t, s)), names(&b, &a));
    }

    #[test]
    fn no_state_fights_itself_and_the_state_is_side_a() {
        let army = one("Syria", "SYR", "force", Some("MIL"));
        let members = Entity { id: "SYR//".into(), ..one("group", "SYR", "government", None) };
        let coalition =
            Entity { id: "group:us-led-coalition".into(), ..one("US-led coalition", "IMG", "armed_group", Some("MIL")) };
        let rebels = Entity { id: "group:rebels".into(), ..one("rebels", "SYR", "armed_group", Some("REB")) };
        let told = |a: &[&Entity], b: &[&Entity]| {
            sides(a, b).ok().map(|s| (s.kind, side(&s.a), s.unknown.clone().unwrap_or_else(|| side(&s.b))))
        };
        let is = |kind: u8, a: &str, b: &str| Some((kind, a.to_owned(), b.to_owned()));
        assert_eq!(told(&[&army], &[&members]), is(1, "Government of Syria", "XXX"));
        assert_eq!(told(&[&army], &[&army]), is(1, "Government of Syria", "XXX"));
        assert_eq!(told(&[&rebels, &army], &[&army]), is(1, "Government of Syria", "rebels"));
        assert_eq!(told(&[&coalition], &[&army]), is(1, "Government of Syria", "US-led coalition"));
        assert_eq!(told(&[&coalition], &[&rebels]), is(2, "US-led coalition", "rebels"));
        let soldiers = Entity { code: None, ..one("soldiers", "", "force", Some("MIL")) };
        assert_eq!(told(&[&soldiers], &[&rebels]), None);
    }
}

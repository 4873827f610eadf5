//! The headline of an incident: one of its claims.

use crate::account::Incident;
use crate::mended::is_core;
use crate::phrase::headline;
use dateline_coding::Claim;
use dateline_coding::claim::{Entity, Term};
use std::borrow::Cow;

/// Claims among which the headline is looked for.
const HEADED: usize = 200;

/// A claim of the incident's own kind of act as it reads with what people corrected; others as they are.
fn mend<'c>(incident: &Incident, claim: &'c Claim) -> Cow<'c, Claim> {
    let told = incident.mended.told.unwrap_or(incident.family);
    if is_core(claim, told) { incident.mended.claim(claim) } else { Cow::Borrowed(claim) }
}

/// The claim that has most in common with the others, as a headline.
pub(crate) fn title(incident: &Incident, claims: &[&Claim]) -> String {
    let claims = &claims[..claims.len().min(HEADED)];
    let mended: Vec<_> = claims.iter().map(|c| mend(incident, c)).collect();
    let claims: &[&Claim] = &mended.iter().map(AsRef::as_ref).collect::<Vec<_>>();
    let event = |c: &Claim| c.event.as_ref().map(|e| (e.kind.clone(), e.modes.first().cloned()));
    let first = |list: &[Entity]| list.first().map(|e| e.name.clone());
    let place = |c: &Claim| c.place.as_ref().map(|p| p.name.clone());
    type Seen = (Option<(String, Option<Term>)>, Option<String>, Option<String>, Option<String>);
    let seen = |c: &&Claim| -> Seen { (event(c), first(&c.actors), first(&c.recipients), place(c)) };
    let seen: Vec<Seen> = claims.iter().map(seen).collect();
    let main = incident.types.first();
    let of_type = |c: &Claim| c.event.as_ref().is_some_and(|e| Some(&e.kind) == main);
    let visit = |c: &Claim| c.event.as_ref().is_some_and(|e| e.modes.iter().any(|mode| mode == "visit"));
    // Who comes to a round of talks visits the host; that is not what it was.
    let no_visit = 2 * claims.iter().filter(|c| visit(c)).count() < claims.iter().filter(|c| of_type(c)).count();
    let in_town = incident.place.as_ref().is_some_and(|p| p.precision == "settlement");
    let support = |i: usize| {
        let claim = claims[i];
        let mut sum = if of_type(claim) { 1_000 } else { 0 } + if claim.polarity.as_str() == "positive" { 500 } else { 0 };
        // Of a town that is told, the country says less.
        sum -= if claim.place.as_ref().is_some_and(|p| p.precision == "country" && in_town) { 1 } else { 0 };
        sum -= if no_visit && visit(claim) { 4 } else { 0 };
        let own = &seen[i];
        for other in &seen {
            sum += 2 * i32::from(own.0.is_some() && own.0 == other.0);
            sum += 2 * i32::from(own.1 == other.1);
            sum += i32::from(own.2.is_some() && own.2 == other.2);
            sum += i32::from(own.3.is_some() && own.3 == other.3);
        }
        sum
    };
    // Of equals the first.
    let best = (0..claims.len()).map(|i| (support(i), i)).reduce(|a, b| if b.0 > a.0 { b } else { a });
    best.map_or(String::new(), |(_, i)| headline(claims[i]))
}

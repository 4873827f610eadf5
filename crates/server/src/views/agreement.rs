//! Agreements: terms by parties.

use crate::api::{Agreement, Breach, Keeping, Stage, Term};
use crate::views::{standing, voice};

/// What a title and a first day are of an incident.
pub(crate) type Told<'t> = &'t dyn Fn(&str) -> (String, Option<String>);

/// Terms that violence breaks.
const OF_FORCE: [&str; 4] = ["cease_fire", "non_use_of_force", "protect_civilians", "withdraw"];

/// An agreement with what is said of each party's keeping each term. `key` of an accused's name is its party: see [`keeping`].
pub(crate) fn agreement(agreement: dateline_record::Agreement, told: Told<'_>) -> Agreement {
    let breaches: Vec<Breach> = agreement
        .breaches
        .into_iter()
        .map(|b| {
            let (title, day) = told(&b.incident);
            Breach {
                title,
                day,
                incident: b.incident,
                accused: b.accused,
                accusers: b.accusers,
                answers: b.answers,
                standing: b.standing.map(|s| s.as_str().to_owned()),
                basis: b.basis,
            }
        })
        .collect();
    let term = |t: dateline_record::Term| Term {
        by_party: t.obligors.iter().map(|party| keeping(party, &t.term, &breaches)).collect(),
        term: t.term,
        obligors: t.obligors,
        until: t.until,
        told: t.told.into_iter().map(voice).collect(),
    };
    let terms = agreement.terms.into_iter().map(term).collect();
    let stage = |s: dateline_record::Stage| Stage {
        what: s.what,
        from: s.from,
        to: s.to,
        planned: s.planned,
        parties: s.parties,
        incident: s.incident,
        told: s.told.into_iter().map(voice).collect(),
    };
    let course = agreement.course.into_iter().map(stage).collect();
    Agreement {
        title: told(&agreement.id).0,
        id: agreement.id,
        from: agreement.from,
        to: agreement.to,
        place: agreement.place,
        parties: agreement.parties,
        third_parties: agreement.third_parties,
        terms,
        course,
        breaches,
        standing: agreement.standing.map(standing),
    }
}

/// The breaches that are held against one who owes a term.
fn keeping(party: &str, term: &str, breaches: &[Breach]) -> Keeping {
    let held = |b: &&Breach| OF_FORCE.contains(&term) && b.accused.iter().any(|a| a.eq_ignore_ascii_case(party));
    let numbers = breaches.iter().enumerate().filter(|(_, b)| held(b));
    let found: Vec<u32> = numbers.map(|(i, _)| i as u32).collect();
    let answered = found.iter().any(|&i| !breaches[i as usize].answers.is_empty());
    let state = match (found.is_empty(), answered) {
        (true, _) => "none_alleged",
        (false, false) => "alleged",
        (false, true) => "answered",
    };
    Keeping { party: party.to_owned(), state: state.to_owned(), breaches: found }
}

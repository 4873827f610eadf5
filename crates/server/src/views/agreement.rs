//! Agreements: terms by parties.

use crate::api::{Agreement, Breach, Keeping, Stage, Term};
use crate::views::{standing, voice};

/// What a title and a first day are of an incident.
pub(crate) type Told<'t> = &'t dyn Fn(&str) -> (String, Option<String>);

/// Terms that violence breaks.
const OF_FORCE: [&str; 4] = ["cease_fire", "non_use_of_force", "protect_civilians", "withdraw"];

/// An agreement with what is said of each party's keeping each term.
pub(crate) fn agreement(agreement: dateline_record::Agreement, told: Told<'_>) -> Agreement {
    let parties: Vec<String> = agreement.breaches.iter().map(|b| b.party.clone()).collect();
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
        by_party: t
            .obligors
            .iter()
            .zip(&t.owed_by)
            .map(|(name, key)| {
                let held = |&n: &usize| OF_FORCE.contains(&t.term.as_str()) && parties[n] == *key;
                keeping(name, (0..breaches.len()).filter(held).collect(), &breaches)
            })
            .collect(),
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

/// What is said of one who owes a term, `found` being the numbers of the breaches that are held against its party.
fn keeping(party: &str, found: Vec<usize>, breaches: &[Breach]) -> Keeping {
    let answered = found.iter().any(|&i| !breaches[i].answers.is_empty());
    let state = match (found.is_empty(), answered) {
        (true, _) => "none_alleged",
        (false, false) => "alleged",
        (false, true) => "answered",
    };
    Keeping { party: party.to_owned(), state: state.to_owned(), breaches: found.into_iter().map(|i| i as u32).collect() }
}

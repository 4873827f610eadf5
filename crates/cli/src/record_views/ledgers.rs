//! Agreements, tolls, control, actors, places and sources, drawn for people.

use super::incident::{quote, standing};
use super::sheet::{Sheet, days, plural};
use super::timeline::corrected;
use dateline_exchange::Ink;
use dateline_record::{
    ActorRow, Agreement, Holding, MonitorRow, OfficeHeld, PlaceTold, RelayRow, SourceRow, Standing, Toll, amount,
};
use dateline_store::TollRow;

pub(crate) fn agreements(page: &mut Sheet, rows: &[Agreement]) {
    for a in rows {
        let place = a.place.as_ref().map(|p| format!(" · {p}")).unwrap_or_default();
        let standing = standing(&a.standing);
        page.line(0, Ink::Heading, &format!("{}{place} · {} [{standing}]", days(&a.from, &a.to), a.parties.join(", ")));
        page.line(2, Ink::Faint, &a.id);
        if !a.third_parties.is_empty() {
            page.line(2, Ink::Plain, &format!("third parties: {}", a.third_parties.join(", ")));
        }
        for term in &a.terms {
            let until = term.until.as_ref().map(|u| format!(" until {u}")).unwrap_or_default();
            page.line(2, Ink::Strong, &format!("{}{until}: {}", term.term.replace('_', " "), term.obligors.join(", ")));
            term.told.iter().for_each(|v| page.line(6, Ink::Voice, &quote(v, false)));
        }
        for stage in &a.course {
            let what = stage.what.replace('_', " ");
            let planned = if stage.planned { ", not yet" } else { "" };
            let who = if stage.parties.is_empty() { String::new() } else { format!(": {}", stage.parties.join(", ")) };
            page.line(2, Ink::Strong, &format!("{what}{planned}, {}{who}", days(&stage.from, &stage.to)));
            stage.told.iter().for_each(|v| page.line(6, Ink::Voice, &quote(v, false)));
        }
        for b in &a.breaches {
            let by = if b.accusers.is_empty() { "reports".to_owned() } else { b.accusers.join(", ") };
            let answer = if b.answers.is_empty() { String::new() } else { format!("; denied by {}", b.answers.join(", ")) };
            let standing = b.standing.map_or("", Standing::as_str);
            page.line(
                2,
                Ink::Mark,
                &format!(
                    "alleged breach by {} according to {by}{answer} [{standing}] {} ({})",
                    b.accused.join(", "),
                    b.incident,
                    b.basis
                ),
            );
        }
        page.gap();
    }
}

pub(crate) fn tolls(page: &mut Sheet, rows: &[TollRow]) {
    for row in rows {
        page.line(0, Ink::Heading, &format!("{} · {}", days(&row.from, &row.to), row.title));
        page.line(2, Ink::Faint, &row.incident);
        corrected(page, 2, &row.corrected);
        row.tolls.iter().for_each(|t| toll(page, t));
        page.gap();
    }
}

pub(crate) fn toll(page: &mut Sheet, toll: &Toll) {
    let by = toll.corrected.as_ref().map_or(String::new(), |c| format!(" (corrected by {})", c.author));
    let number = match toll.stands() {
        true => amount(toll.low, toll.high),
        false => "only told by reports that were taken back".to_owned(),
    };
    page.line(2, Ink::Plain, &format!("{}: {number}{by}", toll.what));
    for said in &toll.said {
        let whom = said.whom.as_ref().map(|w| format!(" {w}")).unwrap_or_default();
        let scope = if said.scope == "event" { String::new() } else { format!(" [{}]", said.scope.replace('_', " ")) };
        page.line(6, Ink::Voice, &format!("{}{whom}{scope} {}", amount(said.low, said.high), quote(&said.voice, false)));
    }
    if let Some(contradiction) = &toll.contradicts {
        page.line(6, Ink::Mark, &format!("cannot both hold: {contradiction}"));
    }
}

pub(crate) fn control(page: &mut Sheet, rows: &[Holding]) {
    for row in rows {
        let country = row.country.as_ref().map(|c| format!(" ({c})")).unwrap_or_default();
        page.line(0, Ink::Heading, &format!("{}{country}", row.place));
        for told in &row.told {
            let since = told.since.as_ref().map(|s| format!(" since {s}")).unwrap_or_default();
            let until = told.until.as_ref().map(|s| format!(" until {s}")).unwrap_or_default();
            let modality = if told.modality == "actual" { String::new() } else { format!(", {}", told.modality) };
            let past = if told.past { ", formerly" } else { "" };
            let line = format!("{} [{}{modality}{past}]{since}{until}", told.holder, told.basis.replace('_', " "));
            page.line(2, Ink::Strong, &line);
            page.line(6, Ink::Voice, &quote(&told.voice, told.denied));
        }
        if let Some(contested) = &row.contested {
            page.line(2, Ink::Mark, &format!("contested: {contested}"));
        }
        page.gap();
    }
}

pub(crate) fn monitors(page: &mut Sheet, rows: &[MonitorRow]) {
    for row in rows {
        let code = row.code.as_ref().filter(|c| **c != row.name).map(|c| format!(" ({c})")).unwrap_or_default();
        page.line(0, Ink::Heading, &format!("{}{code}", row.name));
        for (what, told) in [("mandate", &row.mandate), ("access", &row.access), ("withdrawal", &row.withdrawal)] {
            for one in told {
                let at = [&one.day, &one.place].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
                let at = if at.is_empty() { at } else { format!(": {at}") };
                page.line(2, Ink::Strong, &format!("{what}{at}"));
                page.line(6, Ink::Voice, &quote(&one.voice, one.voice.denies));
            }
        }
        page.gap();
    }
}

pub(crate) fn offices(page: &mut Sheet, rows: &[OfficeHeld]) {
    for row in rows {
        let polity = row.polity.as_ref().map(|p| format!(" ({p})")).unwrap_or_default();
        page.line(0, Ink::Heading, &format!("{}{polity}", row.office));
        for (person, first, last) in &row.persons {
            page.line(2, Ink::Plain, &format!("{person}: {}", days(first, last)));
        }
        row.conflicts.iter().for_each(|c| page.line(2, Ink::Mark, &format!("conflict: {c}")));
    }
}

pub(crate) fn actors(page: &mut Sheet, rows: &[ActorRow]) {
    for row in rows {
        let code = row.code.as_ref().filter(|c| **c != row.name).map(|c| format!(" ({c})")).unwrap_or_default();
        let parts =
            [(row.acted, "acts in"), (row.suffered, "is acted upon in"), (row.third, "is a third party in"), (row.said, "says")];
        let told: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{what} {n}")).collect();
        page.line(
            0,
            Ink::Plain,
            &format!("{}{code}, {}: {} · {}", row.name, row.kind.replace('_', " "), told.join(", "), days(&row.first, &row.last)),
        );
    }
}

pub(crate) fn places(page: &mut Sheet, rows: &[PlaceTold]) {
    for row in rows {
        let within: Vec<&str> = row.admin1.iter().chain(&row.country).map(String::as_str).collect();
        let within = if within.is_empty() { String::new() } else { format!(" ({})", within.join(", ")) };
        let disputed = if row.disputed > 0 { format!(", {} disputed", row.disputed) } else { String::new() };
        page.line(
            0,
            Ink::Plain,
            &format!("{}{within}: {}{disputed} · {}", row.name, plural(row.incidents, "incident"), days(&row.first, &row.last)),
        );
    }
}

pub(crate) fn sources(page: &mut Sheet, outlets: &[SourceRow], relays: &[RelayRow], copies: &[Vec<String>]) {
    for row in outlets {
        let name = row.publisher.as_deref().unwrap_or("outlet not told");
        let silent = if row.silent > 0 { format!(" ({} with nothing found)", row.silent) } else { String::new() };
        let line = format!(
            "{name}: {}{silent}, {}, {}",
            plural(row.reports, "report"),
            plural(row.claims, "claim"),
            days(&row.first, &row.last)
        );
        page.line(0, Ink::Plain, &line);
    }
    if !relays.is_empty() {
        page.gap();
        page.line(0, Ink::Strong, "Who relays whom");
        for row in relays {
            let relation = row.relation.replace('_', " ");
            page.line(2, Ink::Plain, &format!("{} ← {} ({relation}): {}", row.carrier, row.speaker, plural(row.claims, "claim")));
        }
    }
    if !copies.is_empty() {
        page.gap();
        page.line(0, Ink::Strong, "Copies of one text, counted as one source");
        copies.iter().for_each(|family| page.line(2, Ink::Plain, &family.join(" = ")));
    }
}

//! The brief of a day, tolls by period, rounds of talks, coverage, and one report, drawn for people.

use super::incident::disputes;
use super::sheet::{Sheet, plural};
use super::timeline::entry;
use dateline_exchange::{Ink, headline};
use dateline_record::{PeriodLedger, Round, amount};
use dateline_store::{Brief, Coverage, ReportView};

pub(crate) fn brief(page: &mut Sheet, brief: &Brief) {
    page.line(0, Ink::Heading, &format!("{} · {}", brief.day, plural(brief.reports, "report")));
    let list = |rows: &[(String, usize)]| rows.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", ");
    if !brief.sides.is_empty() {
        page.line(2, Ink::Plain, &format!("new by side: {}", list(&brief.sides)));
    }
    if !brief.places.is_empty() {
        page.line(2, Ink::Plain, &format!("new by place: {}", list(&brief.places)));
    }
    page.gap();
    for (title, rows) in [("New", &brief.new), ("Told again", &brief.again)] {
        if !rows.is_empty() {
            page.line(0, Ink::Heading, title);
            rows.iter().for_each(|row| entry(page, row));
        }
    }
    if !brief.disputed.is_empty() {
        page.line(0, Ink::Heading, "Newly disputed");
        disputes(page, &brief.disputed);
    }
    if !brief.breached.is_empty() {
        page.line(0, Ink::Heading, "Newly said to be broken");
        for (agreement, breach) in &brief.breached {
            let by = if breach.accusers.is_empty() { "reports".to_owned() } else { breach.accusers.join(", ") };
            page.line(
                2,
                Ink::Mark,
                &format!(
                    "{agreement} by {} according to {by}: {} ({})",
                    breach.accused.join(", "),
                    breach.incident,
                    breach.basis
                ),
            );
        }
    }
}

pub(crate) fn periods(page: &mut Sheet, rows: &[PeriodLedger]) {
    for ledger in rows {
        page.line(0, Ink::Heading, &ledger.what);
        let told = |low: u64, high: u64, open: usize| {
            let and_more = if open > 0 { format!(", {open} of them leaving it open") } else { String::new() };
            format!("{}{and_more}", amount(Some(low), Some(high)))
        };
        for p in &ledger.periods {
            page.line(
                2,
                Ink::Plain,
                &format!("{}: {} in {}", p.period, told(p.low, p.high, p.open), plural(p.incidents, "incident")),
            );
        }
        if ledger.unplaced.incidents > 0 {
            let p = &ledger.unplaced;
            page.line(
                2,
                Ink::Plain,
                &format!("in none of these periods: {} in {}", told(p.low, p.high, p.open), plural(p.incidents, "incident")),
            );
        }
        for series in &ledger.totals {
            let whom = series.whom.as_ref().map(|w| format!(" {w}")).unwrap_or_default();
            page.line(
                2,
                Ink::Strong,
                &format!("{} by {}{whom}, not to be added up", series.scope.replace('_', " "), series.speaker),
            );
            for step in &series.steps {
                let grown = step.grown.filter(|n| *n > 0).map(|n| format!(", at least {n} more than before")).unwrap_or_default();
                let day = step.day.as_deref().unwrap_or("no date");
                page.line(6, Ink::Voice, &format!("{day}: {}{grown} “{}”", amount(step.low, step.high), step.quote));
            }
        }
        page.gap();
    }
}

pub(crate) fn talks(page: &mut Sheet, rows: &[Round]) {
    for round in rows {
        entry(page, &round.row);
        let names = |list: &[dateline_record::Party]| list.iter().map(|p| p.name.clone()).collect::<Vec<_>>().join(", ");
        for third in &round.row.third_parties {
            page.line(4, Ink::Plain, &format!("{}: {}", third.role.as_deref().unwrap_or("third party"), third.name));
        }
        if !round.absent.is_empty() {
            page.line(4, Ink::Mark, &format!("stayed away or refused: {}", names(&round.absent)));
        }
        round.failed.iter().for_each(|words| page.line(4, Ink::Mark, &format!("not agreed: “{words}”")));
        if !round.outcome.is_empty() {
            page.line(4, Ink::Strong, &format!("agreed then: {}", round.outcome.join(", ")));
        }
        page.gap();
    }
}

pub(crate) fn coverage(page: &mut Sheet, coverage: &Coverage) {
    for row in &coverage.rows {
        let name = row.publisher.as_deref().unwrap_or("outlet not told");
        let day = row.day.as_deref().unwrap_or("no date");
        let silent = if row.silent > 0 { format!(", {} with nothing found", row.silent) } else { String::new() };
        let back = if row.retracted > 0 { format!(", {} taken back", row.retracted) } else { String::new() };
        page.line(
            0,
            Ink::Plain,
            &format!("{name} {day}: {}, {}{silent}{back}", plural(row.reports, "report"), plural(row.claims, "claim")),
        );
    }
    let list = |page: &mut Sheet, title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            page.gap();
            page.line(0, Ink::Strong, title);
            lines.iter().for_each(|line| page.line(2, Ink::Plain, line));
        }
    };
    list(page, "Reports with nothing found", coverage.silent.iter().map(|r| r.id.clone()).collect());
    list(page, "Reports taken back", coverage.retracted.iter().map(|(r, why)| format!("{}: {why}", r.id)).collect());
    list(page, "Not read", coverage.failures.iter().map(|f| format!("{} [{}] {}", f.place, f.code, f.message)).collect());
}

pub(crate) fn report(page: &mut Sheet, report: &ReportView) {
    let meta = &report.meta;
    let head = [meta.published.as_deref(), meta.publisher.as_deref(), meta.title.as_deref(), Some(meta.id.as_str())];
    page.line(0, Ink::Heading, &head.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    if let Some(why) = &meta.retracted {
        page.line(2, Ink::Mark, &format!("taken back: {why}"));
    }
    for (claim, incident) in &report.claims {
        page.line(2, Ink::Strong, &headline(claim));
        let of = incident.as_deref().unwrap_or("no incident");
        page.line(4, Ink::Plain, &format!("“{}” · {} · {of}", claim.evidence.text, claim.id));
    }
    if let Some(text) = &report.text {
        page.gap();
        text.lines().for_each(|line| page.line(0, Ink::Plain, line));
    }
}

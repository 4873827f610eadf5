//! The timeline for people: by date, what is said to have happened, who says so, who denies it, in which words.

use crate::ink::{Ink, Look, Piece, clean, paragraph};
use crate::phrase::{headline, marks, said};
use crate::propositions::{Proposition, propositions};
use dateline_coding::Claim;
use dateline_coding::claim::{Kind, When};
use jiff::civil::{Date, Weekday};

/// Draws the timeline of `claims`. Entries stand under the days they are told to have happened on; what has no date comes
/// last. Offices, which happen on no day, are listed at the end.
pub fn timeline(claims: &[Claim], look: &Look) -> String {
    let mut entries: Vec<(Heading, Proposition)> = Vec::new();
    let mut offices: Vec<&Claim> = Vec::new();
    for proposition in propositions(claims) {
        let Some(&first) = proposition.told.first() else { continue };
        if claims[first].kind == Kind::Office {
            offices.extend(proposition.told.iter().map(|&i| &claims[i]));
        } else {
            let heading = proposition.told.iter().map(|&i| Heading::of(claims[i].when.as_ref())).min().unwrap_or_default();
            entries.push((heading, proposition));
        }
    }
    let first = |p: &Proposition| {
        let claim = &claims[p.told[0]];
        (&claim.report.published, &claim.report.id, claim.evidence.start, p.told[0])
    };
    entries.sort_by(|(a, p), (b, q)| a.cmp(b).then_with(|| first(p).cmp(&first(q))));
    let mut out = String::new();
    let mut last: Option<&Heading> = None;
    for (heading, proposition) in &entries {
        if last != Some(heading) {
            section(&mut out, look, &heading.text);
            last = Some(heading);
        }
        entry(&mut out, look, claims, proposition);
    }
    if !offices.is_empty() {
        section(&mut out, look, "Offices named");
        let mut lines: Vec<(String, &str)> = offices.iter().map(|c| (headline(c), c.report.id.as_str())).collect();
        lines.sort();
        lines.dedup();
        for (line, report) in lines {
            paragraph(&mut out, look, "  ", 4, &[(Ink::Plain, line), (Ink::Faint, format!("· {}", clean(report)))]);
        }
    }
    out
}

fn section(out: &mut String, look: &Look, text: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&look.paint(Ink::Heading, text));
    out.push('\n');
}

/// One proposition: headline with marks, then each claim with its words and its speaker, the denials, the details.
fn entry(out: &mut String, look: &Look, claims: &[Claim], proposition: &Proposition) {
    let lead = &claims[proposition.told[0]];
    line(out, look, "  • ", 4, Ink::Strong, headline(lead), &marks(lead));
    for &index in &proposition.told {
        let claim = &claims[index];
        let other: Vec<String> = marks(claim).into_iter().filter(|mark| !marks(lead).contains(mark)).collect();
        line(out, look, "    ", 5, Ink::Plain, quoted(claim), &other);
        source(out, look, claim);
    }
    for &index in &proposition.denied {
        line(out, look, "    ✗ ", 6, Ink::Plain, quoted(&claims[index]), &[]);
        source(out, look, &claims[index]);
    }
    for &index in &proposition.details {
        let detail = &claims[index];
        line(out, look, "    + ", 6, Ink::Strong, headline(detail), &marks(detail));
        // Words that stand within those of the lead, said by the same, need no second telling.
        let within = lead.evidence.start <= detail.evidence.start && detail.evidence.end <= lead.evidence.end;
        if !(within && lead.report.id == detail.report.id && said(lead) == said(detail)) {
            line(out, look, "      ", 7, Ink::Plain, quoted(detail), &[]);
            source(out, look, detail);
        }
    }
}

fn line(out: &mut String, look: &Look, first: &str, rest: usize, ink: Ink, text: String, marks: &[String]) {
    let mut pieces: Vec<Piece> = vec![(ink, text)];
    pieces.extend(marks.iter().map(|mark| (Ink::Mark, format!("[{mark}]"))));
    paragraph(out, look, first, rest, &pieces);
}

fn quoted(claim: &Claim) -> String {
    format!("“{}”", clean(&claim.evidence.text))
}

/// Who says so, and in which report.
fn source(out: &mut String, look: &Look, claim: &Claim) {
    let voice = said(claim).unwrap_or_else(|| "the report itself".to_owned());
    let mut report = format!("· {}", clean(&claim.report.id));
    if let Some(day) = claim.report.published.as_deref().filter(|day| !report.contains(day)) {
        report += &format!(" of {day}");
    }
    let pieces = [(Ink::Voice, voice), (Ink::Faint, report)];
    paragraph(out, look, "      — ", 8, &pieces);
}

/// Under which heading a claim stands; ordered by date, undated last.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Heading {
    undated: bool,
    start: Option<Date>,
    end: Option<Date>,
    text: String,
}

impl Heading {
    fn of(when: Option<&When>) -> Heading {
        let day = |text: &Option<String>| text.as_deref().and_then(|t| t.get(..10)).and_then(|t| t.parse::<Date>().ok());
        let (start, end) = when.map_or((None, None), |w| (day(&w.start), day(&w.end)));
        let text = match (start, end) {
            (Some(a), Some(b)) => between(a, b),
            (Some(a), None) => format!("From {} on", long(a)),
            (None, Some(b)) => format!("{} or before", long(b)),
            (None, None) => "No date told".to_owned(),
        };
        // What ends on a day but has no beginning stands at its end.
        Heading { undated: start.or(end).is_none(), start: start.or(end), end, text }
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn month(date: Date) -> &'static str {
    MONTHS[(date.month() as usize - 1) % 12]
}

fn long(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// A stretch of days as people write it.
fn between(a: Date, b: Date) -> String {
    let whole_months = a.day() == 1 && b.day() == b.days_in_month();
    if a == b {
        format!("{} {}", weekday(a), long(a))
    } else if whole_months && a.year() == b.year() && a.month() == 1 && b.month() == 12 {
        a.year().to_string()
    } else if whole_months && a.year() == b.year() && a.month() == b.month() {
        format!("{} {}", month(a), a.year())
    } else if whole_months && a.month() == 1 && b.month() == 12 {
        format!("{}–{}", a.year(), b.year())
    } else if a.year() == b.year() && a.month() == b.month() {
        format!("{}–{} {} {}", a.day(), b.day(), month(a), a.year())
    } else {
        format!("{} – {}", long(a), long(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::claim;
    use dateline_coding::claim::{ClaimLink, Polarity, Stance};
    use jiff::civil::date;

    #[test]
    fn days_read_as_people_write_them() {
        let cases = [
            (date(2022, 11, 7), date(2022, 11, 7), "Monday 7 November 2022"),
            (date(2022, 11, 1), date(2022, 11, 30), "November 2022"),
            (date(2017, 1, 1), date(2017, 12, 31), "2017"),
            (date(1990, 1, 1), date(1999, 12, 31), "1990–1999"),
            (date(2022, 10, 21), date(2022, 10, 31), "21–31 October 2022"),
            (date(2022, 5, 8), date(2022, 11, 8), "8 May 2022 – 8 November 2022"),
        ];
        for (a, b, expected) in cases {
            assert_eq!(between(a, b), expected);
        }
    }

    #[test]
    fn a_denial_stands_under_what_it_denies_and_the_undated_last() {
        let mut denial = claim();
        denial.id = "c2".into();
        denial.polarity = Polarity::Negative;
        denial.attribution.truncate(1);
        denial.attribution[0].stance = Stance::Denies;
        denial.links.push(ClaimLink { rel: "answers".into(), claim: "c1".into() });
        let mut undated = claim();
        undated.id = "c3".into();
        undated.when = None;
        let text = timeline(&[undated, denial, claim()], &Look::default());
        let expected = "\
Sunday 1 November 2020
  • Attack with heavy weapons: Azerbaijan → Armenia · Stepanakert (AZE)
    “Azerbaijan shelled us”
      — alleged by Armenia, via TASS · r1 of 2020-11-02
    ✗ “Azerbaijan shelled us”
      — denied by TASS · r1 of 2020-11-02

No date told
  • Attack with heavy weapons: Azerbaijan → Armenia · Stepanakert (AZE)
    “Azerbaijan shelled us”
      — alleged by Armenia, via TASS · r1 of 2020-11-02
";
        assert_eq!(text, expected);
    }
}

//! What a row codes, before it is written as a report with claims.

use super::rows::Row;
use super::{Imported, Incoming};
use dateline_coding::Claim;
use dateline_coding::claim::*;
use dateline_text::{Report, Span, sha256_hex};
use jiff::civil::Date;

/// One number of a row.
pub(super) struct Number {
    pub what: &'static str,
    pub low: u64,
    pub high: u64,
    /// Who is counted, where that is told.
    pub whom: Vec<Entity>,
}

/// A row as the codebook sees it.
#[derive(Default)]
pub(super) struct Coded {
    /// Id in the data set.
    pub id: String,
    /// Day on which the row, or the report behind it, was published.
    pub published: Option<Date>,
    pub title: Option<String>,
    pub url: Option<String>,
    /// What the row tells in words of its own.
    pub notes: Option<String>,
    /// The outlets that the row names.
    pub outlets: Vec<String>,
    pub event: Option<Event>,
    pub actors: Vec<Entity>,
    pub recipients: Vec<Entity>,
    pub when: Option<When>,
    pub place: Option<Where>,
    pub numbers: Vec<Number>,
    /// What of the codes decided, for the claim's rule.
    pub rule: String,
}

/// Outlets kept of a row that names many.
const OUTLETS: usize = 5;

impl Coded {
    /// The report and its claims: the event, and a figure for each number, tied to it.
    pub fn write(self, row: &Row, format: Incoming) -> Imported {
        let told = row.told();
        let (text, quoted) = match self.notes.as_deref().map(str::trim).filter(|n| !n.is_empty()) {
            Some(notes) => (format!("{notes}\n\n{told}\n"), notes.len()),
            None => (format!("{told}\n"), told.len()),
        };
        let name = Incoming::ALL.iter().find(|(f, ..)| *f == format).map_or("row", |(_, name, _)| *name);
        let id = if self.id.is_empty() { sha256_hex(text.as_bytes())[..16].to_owned() } else { self.id.clone() };
        let mut report = Report::new(format!("{name}:{id}"), text);
        report.published = self.published;
        report.publisher = Some(format.data_set().to_owned());
        report.title = self.title.clone();
        report.url = self.url.clone();
        report.language = Some("en".to_owned());
        let evidence = report.quote(Span { start: 0, end: quoted as u32 });
        let sha = report.text_sha256();
        let reference = ReportRef {
            id: report.id.clone(),
            text_sha256: sha.clone(),
            published: self.published.map(|d| d.to_string()),
            publisher: report.publisher.clone(),
            wire: None,
        };
        let claim_id = |kind: Kind, ordinal: usize| {
            sha256_hex(format!("{sha}\n{kind}\n{}-{}\n{ordinal}", evidence.start, evidence.end).as_bytes())[..16].to_owned()
        };
        let event_id = self.event.as_ref().map(|_| claim_id(Kind::Event, 1));
        let blank = |kind: Kind, id: String| Claim {
            schema: 1,
            coder: format.coder(),
            id,
            report: reference.clone(),
            kind,
            event: None,
            figure: None,
            obligation: None,
            control: None,
            office: None,
            actors: self.actors.clone(),
            recipients: Vec::new(),
            third_parties: Vec::new(),
            when: self.when.clone(),
            place: self.place.clone(),
            polarity: Polarity::Positive,
            modality: Modality::Actual,
            condition: None,
            aspect: Aspect::Current,
            certainty: Certainty::Certain,
            attribution: chain(format, &self.outlets),
            hedges: Vec::new(),
            evidence: evidence.clone(),
            links: Vec::new(),
            rule: format!("{}: {}", format.data_set(), self.rule),
            // The data sets tell none.
            confidence: 0.5,
        };
        let mut claims = Vec::new();
        if let Some((event, id)) = self.event.clone().zip(event_id.clone()) {
            claims.push(Claim { event: Some(event), recipients: self.recipients.clone(), ..blank(Kind::Event, id) });
        }
        for (i, number) in self.numbers.iter().enumerate() {
            let figure = Figure {
                what: number.what.into(),
                low: Some(number.low.min(number.high)),
                high: Some(number.high.max(number.low)),
                scope: "event".into(),
            };
            let links = event_id.iter().map(|id| ClaimLink { rel: "counts".into(), claim: id.clone() }).collect();
            claims.push(Claim {
                figure: Some(figure),
                recipients: number.whom.clone(),
                links,
                ..blank(Kind::Figure, claim_id(Kind::Figure, i + 1))
            });
        }
        let words = self.notes.as_deref().map_or("", str::trim).to_owned();
        Imported { report, claims, words }
    }
}

/// The data set, and within it the outlets that it names. It is coded from news that may stand in the record already, so it counts as
/// no independent source: the record takes what a data set tells for told again.
fn chain(format: Incoming, outlets: &[String]) -> Vec<Link> {
    let name = format.data_set();
    let entity = |id: String, name: &str, kind: &'static str| Entity {
        id,
        name: name.to_owned(),
        kind: kind.into(),
        via: "a column of the row".to_owned(),
        ..Entity::default()
    };
    let own = Link {
        source: entity(format!("dataset:{}", name.to_lowercase()), name, "dataset"),
        stance: Stance::Reports,
        cue: None,
        relation: Relation::Outlet,
    };
    let outlet = |o: &String| Link {
        source: entity(format!("outlet:{}", o.to_lowercase()), o, "outlet"),
        stance: Stance::Reports,
        cue: None,
        relation: Relation::Outlet,
    };
    std::iter::once(own).chain(outlets.iter().take(OUTLETS).map(outlet)).collect()
}

/// A day as these data sets write it: `2020-01-05`, `20200105`, `2020-01-05 00:00:00`, `05 January 2020`, `5-Jan-20`, `1/5/2020` never,
/// since nobody can tell which is the month.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = text.get(..10).and_then(|t| t.parse().ok()) {
        return Some(date);
    }
    if text.len() >= 8
        && text.is_ascii()
        && text[..8].bytes().all(|b| b.is_ascii_digit())
        && (text.len() == 8 || text.len() == 14)
    {
        return Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..8].parse().ok()?).ok();
    }
    let parts: Vec<&str> = text.split([' ', '-']).filter(|p| !p.is_empty()).collect();
    let [day, month, year] = parts[..] else { return None };
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = MONTHS.iter().position(|m| month.to_lowercase().starts_with(m))? + 1;
    let short = year.len() == 2;
    let year: i16 = year.parse().ok()?;
    // Two digits: none of the data sets begins before 1946.
    let year = if short { year + if year < 46 { 2000 } else { 1900 } } else { year };
    Date::new(year, month as i8, day.parse().ok()?).ok()
}

/// The day of a column; what is wrong with it where there is none that can be read.
pub(super) fn day_of(row: &Row, column: &str) -> Result<Date, String> {
    day(row.get(column)).ok_or_else(|| {
        let hint =
            if row.get(column).contains('/') { ": of 5/6/2023 nobody can tell which is the month, write 2023-05-06" } else { "" };
        format!("{column} “{}” is no date that can be read{hint}", row.get(column))
    })
}

/// The whole number of a column; 0 where it is empty, and what is wrong with it where it holds something else. Spreadsheets write `6.0`.
pub(super) fn count_of(row: &Row, column: &str) -> Result<u64, String> {
    let text = row.get(column);
    let digits = text.strip_suffix(".0").unwrap_or(text);
    if digits.is_empty() { Ok(0) } else { digits.parse().map_err(|_| format!("{column} “{text}” is no number of people")) }
}

/// A stretch of days.
pub(super) fn when(start: Date, end: Date, precision: &'static str, rule: &str) -> When {
    When {
        start: Some(start.to_string()),
        end: Some(end.max(start).to_string()),
        precision: precision.into(),
        rule: rule.to_owned(),
        ..When::default()
    }
}

/// Degrees, if they are some.
pub(super) fn point(lat: Option<&str>, lon: Option<&str>) -> Option<(f64, f64)> {
    let degrees = |text: Option<&str>, most: f64| text?.parse::<f64>().ok().filter(|d| d.is_finite() && d.abs() <= most);
    degrees(lat, 90.0).zip(degrees(lon, 180.0))
}

/// A place; nothing larger than a province has a point.
pub(super) fn place(
    name: &str,
    country: Option<&str>,
    admin1: Option<&str>,
    point: Option<(f64, f64)>,
    precision: &'static str,
) -> Option<Where> {
    let name = if name.is_empty() { admin1.or(country)? } else { name };
    let point = point.filter(|_| !matches!(precision, "country" | "region" | "unknown"));
    Some(Where {
        name: name.to_owned(),
        country: country.map(str::to_owned),
        admin1: admin1.map(str::to_owned),
        lat: point.map(|p| p.0),
        lon: point.map(|p| p.1),
        precision: precision.into(),
        ..Where::default()
    })
}

/// An event of PLOVER's, with what follows from CAMEO's code, if it has one.
pub(super) fn event(kind: &str, modes: Vec<String>, contexts: Vec<String>, cameo: Option<&crate::codes::Cameo>) -> Event {
    let quad = match kind {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => 1,
        "COOPERATE" | "AID" | "RETREAT" => 2,
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => 3,
        _ => 4,
    };
    Event {
        kind: kind.to_owned(),
        modes: modes.into_iter().map(Into::into).collect(),
        contexts: contexts.into_iter().map(Into::into).collect(),
        cameo: cameo.map(|c| c.code.into()),
        quad: Some(quad),
        ..Event::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_the_data_sets_write_them() {
        let read = |text: &str| day(text).map(|d| d.to_string());
        for text in ["2020-01-05", "20200105", "2020-01-05 00:00:00.000", "05 January 2020", "5-Jan-20", "20200105103000"] {
            assert_eq!(read(text).as_deref(), Some("2020-01-05"), "{text}");
        }
        assert_eq!(read("7-Mar-97").as_deref(), Some("1997-03-07"));
        for text in ["1/5/2020", "", "2020", "31 February 2020", "99999999", "é-é-é"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

//! Claims and incidents on their way out, in any of the formats.
//!
//! A format is of claims or of incidents ([`Outgoing::of_claims`]). What it cannot hold is left out and counted, by reason; what
//! is written is written whole. The order of what is written is the order in which it is given.

use crate::act::{LeftOut, beside_assault};
use crate::json::told_line;
use crate::out::{
    acled, annotation, csv, eventreport, followthemoney, gdelt, ged, geojson, icews, petrarch, plover, polecat, timelinejs,
};
use crate::redact::{Names, coarsen, redact};
use crate::sheet::{Row, Separator, line, no_formula};
use crate::told::{Happening, Telling};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A format in which claims or incidents leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Outgoing {
    Jsonl,
    Csv,
    Plover,
    Polecat,
    Acled,
    Ged,
    Eventreport,
    Geojson,
    Timelinejs,
    Icews,
    GdeltEvents,
    GdeltMentions,
    Petrarch,
    Followthemoney,
    Annotations,
}

impl Outgoing {
    /// All formats: name on the command line, what it is.
    pub const ALL: &'static [(Outgoing, &'static str, &'static str)] = &[
        (Outgoing::Jsonl, "jsonl", "Claims with all their fields, one a line, as JSON"),
        (Outgoing::Csv, "csv", "The flat view: one claim a row, fixed columns"),
        (Outgoing::Plover, "plover", "PLOVER records, JSON Lines"),
        (Outgoing::Polecat, "polecat", "POLECAT's 40 columns, tab-separated"),
        (Outgoing::Acled, "acled", "Incidents in ACLED's 31 columns, CSV"),
        (Outgoing::Ged, "ged", "Incidents with deaths in the 49 columns of UCDP's GED, CSV"),
        (Outgoing::Eventreport, "eventreport", "One row for each report of an incident, CSV, for the R package eventreport"),
        (Outgoing::Geojson, "geojson", "Incidents as GeoJSON"),
        (Outgoing::Timelinejs, "timelinejs", "Incidents as slides of TimelineJS, JSON"),
        (Outgoing::Icews, "icews", "ICEWS's 20 columns, tab-separated, one row a pair"),
        (Outgoing::GdeltEvents, "gdelt-events", "GDELT 2.0's 61 columns, tab-separated, no header"),
        (Outgoing::GdeltMentions, "gdelt-mentions", "GDELT 2.0's 16 columns of mentions, tab-separated, no header"),
        (Outgoing::Petrarch, "petrarch", "What PETRARCH writes: tab-separated, no header"),
        (Outgoing::Followthemoney, "ftm", "FollowTheMoney entities, JSON Lines"),
        (Outgoing::Annotations, "annotations", "W3C web annotations on the words of the reports, JSON-LD"),
    ];

    /// The format of a name.
    pub fn named(name: &str) -> Option<Outgoing> {
        Outgoing::ALL.iter().find(|(_, n, _)| *n == name).map(|(f, ..)| *f)
    }

    /// Whether it is written claim by claim ([`Export::report`]) rather than incident by incident ([`Export::happening`]).
    pub fn of_claims(self) -> bool {
        use Outgoing::*;
        matches!(self, Jsonl | Csv | Plover | Polecat | Icews | Petrarch | Annotations)
    }

    /// Names of its columns, where it has columns, and whether the file begins with them.
    pub fn columns(self) -> Option<(&'static [&'static str], bool)> {
        Some(match self {
            Outgoing::Csv => (&csv::COLUMNS, true),
            Outgoing::Polecat => (polecat::COLUMNS, true),
            Outgoing::Icews => (icews::COLUMNS, true),
            Outgoing::Acled => (acled::COLUMNS, true),
            Outgoing::Ged => (ged::COLUMNS, true),
            Outgoing::Eventreport => (eventreport::COLUMNS, true),
            Outgoing::GdeltEvents => (gdelt::EVENTS, false),
            Outgoing::GdeltMentions => (gdelt::MENTIONS, false),
            _ => return None,
        })
    }

    /// Media type of a file of it, and the ending of its name.
    pub fn media_type(self) -> (&'static str, &'static str) {
        use Outgoing::*;
        match self {
            Jsonl | Plover | Followthemoney => ("application/jsonl; charset=utf-8", "jsonl"),
            Csv | Acled | Ged | Eventreport => ("text/csv; charset=utf-8", "csv"),
            Geojson => ("application/geo+json", "geojson"),
            Timelinejs => ("application/json", "json"),
            Annotations => ("application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"", "jsonld"),
            Polecat | Icews | GdeltEvents | GdeltMentions | Petrarch => ("text/tab-separated-values; charset=utf-8", "tsv"),
        }
    }

    fn separator(self) -> Separator {
        match self {
            Outgoing::Csv | Outgoing::Acled | Outgoing::Ged | Outgoing::Eventreport => Separator::Comma,
            _ => Separator::Tab,
        }
    }

    /// What stands before and after a JSON document; JSON Lines have neither.
    fn frame(self) -> Option<(&'static str, &'static str)> {
        match self {
            Outgoing::Geojson => Some((geojson::BEFORE, geojson::AFTER)),
            Outgoing::Timelinejs => Some((timelinejs::BEFORE, timelinejs::AFTER)),
            Outgoing::Annotations => Some((annotation::BEFORE, annotation::AFTER)),
            _ => None,
        }
    }
}

/// What was written, and what the format could not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows, records or features written.
    pub written: usize,
    /// Claims or incidents left out, by reason.
    pub left_out: BTreeMap<&'static str, usize>,
}

/// One file under way.
pub struct Export<W: Write> {
    out: W,
    format: Outgoing,
    tally: Tally,
    /// Written already, for entities that stand in the file once.
    told: std::collections::BTreeSet<String>,
}

/// One row or one JSON value.
enum Piece {
    Row(Row),
    Json(Value),
}

impl<W: Write> Export<W> {
    /// Begins a file.
    pub fn new(mut out: W, format: Outgoing) -> io::Result<Self> {
        if let Some((columns, true)) = format.columns() {
            out.write_all(line(columns, format.separator()).as_bytes())?;
        }
        if let Some((before, _)) = format.frame() {
            out.write_all(before.as_bytes())?;
        }
        Ok(Export { out, format, tally: Tally::default(), told: Default::default() })
    }

    /// Writes claims of one report; with `names` without these and without exact places.
    pub fn report(&mut self, told: &[Telling<'_>], names: Option<&Names>) -> io::Result<()> {
        let Some(names) = names else { return self.claims(told, None) };
        let redacted = redact(told, names);
        let told: Vec<Telling<'_>> =
            redacted.iter().map(|(origin, claim, incident)| Telling { origin, claim, incident: *incident }).collect();
        self.claims(&told, Some(names))
    }

    fn claims(&mut self, told: &[Telling<'_>], names: Option<&Names>) -> io::Result<()> {
        for telling in told {
            let pieces = match self.format {
                Outgoing::Jsonl => {
                    self.out.write_all((told_line(telling) + "\n").as_bytes())?;
                    self.tally.written += 1;
                    continue;
                }
                Outgoing::Csv => Ok(vec![Piece::Row(csv::row(telling))]),
                Outgoing::Annotations => Ok(vec![Piece::Json(annotation::annotation(telling))]),
                _ if telling.claim.event.is_none() => Err(LeftOut::NoEvent),
                Outgoing::Polecat | Outgoing::Icews | Outgoing::Petrarch if telling.origin.retracted.is_some() => {
                    Err(LeftOut::TakenBack)
                }
                _ if beside_assault(told, telling.claim) => Err(LeftOut::BesideAssault),
                Outgoing::Plover => {
                    let figures: Vec<&Telling<'_>> = told.iter().filter(|f| plover::counts(f, telling)).collect();
                    plover::record(telling, &figures).map(|r| vec![Piece::Json(r)])
                }
                Outgoing::Polecat => polecat::row(telling).map(|r| vec![Piece::Row(r)]),
                Outgoing::Icews => icews::rows(telling).map(rows),
                Outgoing::Petrarch => petrarch::rows(telling).map(rows),
                _ => Ok(Vec::new()),
            };
            self.put(pieces, names)?;
        }
        Ok(())
    }

    /// Writes one incident; with `names` without these and without exact places.
    pub fn happening(&mut self, happening: &Happening<'_>, names: Option<&Names>) -> io::Result<()> {
        let Some(names) = names else { return self.incident(happening, None) };
        let redacted = redact(&happening.told, names);
        let mut incident = happening.incident.clone();
        incident.place.iter_mut().for_each(coarsen);
        let told = redacted.iter().map(|(origin, claim, id)| Telling { origin, claim, incident: *id }).collect();
        self.incident(&Happening { incident: &incident, told }, Some(names))
    }

    fn incident(&mut self, happening: &Happening<'_>, names: Option<&Names>) -> io::Result<()> {
        let pieces = match self.format {
            Outgoing::Acled => acled::row(happening).map(|r| vec![Piece::Row(r)]),
            Outgoing::Ged => ged::row(happening).map(|r| vec![Piece::Row(r)]),
            Outgoing::Eventreport => eventreport::rows(happening).map(rows),
            Outgoing::Geojson => Ok(vec![Piece::Json(geojson::feature(happening))]),
            Outgoing::Timelinejs => timelinejs::slide(happening).map(|s| vec![Piece::Json(s)]),
            Outgoing::GdeltEvents => gdelt::event(happening).map(|r| vec![Piece::Row(r)]),
            Outgoing::GdeltMentions => gdelt::mention_rows(happening).map(rows),
            Outgoing::Followthemoney => {
                let mut entities = followthemoney::entities(happening);
                entities.retain(|e| self.told.insert(e["id"].as_str().unwrap_or("").to_owned()));
                Ok(entities.into_iter().map(Piece::Json).collect())
            }
            _ => Ok(Vec::new()),
        };
        self.put(pieces, names)
    }

    fn put(&mut self, pieces: Result<Vec<Piece>, LeftOut>, names: Option<&Names>) -> io::Result<()> {
        let pieces = match pieces {
            Ok(pieces) => pieces,
            Err(reason) => {
                *self.tally.left_out.entry(reason.as_str()).or_default() += 1;
                return Ok(());
            }
        };
        for piece in pieces {
            let text = match piece {
                Piece::Row(mut row) => {
                    if let Some(names) = names {
                        // The blot begins no formula.
                        row.0.iter_mut().for_each(|cell| *cell = names.blot(cell));
                    }
                    line(&row.0, self.format.separator())
                }
                Piece::Json(mut value) => {
                    if let Some(names) = names {
                        names.blot_json(&mut value);
                    }
                    // Only strings, numbers and lists of such: serde_json always writes them.
                    let text = serde_json::to_string(&value).unwrap_or_default();
                    match self.format.frame() {
                        Some(_) if self.tally.written > 0 => format!(",\n{text}"),
                        Some(_) => text,
                        None => text + "\n",
                    }
                }
            };
            self.out.write_all(text.as_bytes())?;
            self.tally.written += 1;
        }
        Ok(())
    }

    /// Ends the file.
    pub fn finish(mut self) -> io::Result<Tally> {
        if let Some((_, after)) = self.format.frame() {
            self.out.write_all(after.as_bytes())?;
        }
        self.out.flush()?;
        Ok(self.tally)
    }
}

fn rows(rows: Vec<Row>) -> Vec<Piece> {
    rows.into_iter().map(Piece::Row).collect()
}

/// A cell of words that a spreadsheet cannot take for a formula.
pub fn cell(text: &str) -> String {
    no_formula(text)
}

//! The flat view: one row a claim, columns with frozen names in a frozen order.
//!
//! What does not fit a row is told in the manual: of a chain of speakers the row keeps the innermost (`speaker`) and the
//! outlets that relay it (`relay`); a third and further actor stands in the columns of the second, parted by `; `.

use crate::phrase::entity_name;
use crate::sheet::no_formula;
use dateline_coding::Claim;
use dateline_coding::claim::{Entity, Link};
use std::io::{self, Write};

/// Column names, in their order. Names and order are a contract: new columns are only ever added at the end.
pub const COLUMNS: [&str; 62] = [
    "claim_id",
    "report_id",
    "published",
    "publisher",
    "kind",
    "type",
    "mode",
    "actor1",
    "actor1_code",
    "actor1_sector",
    "actor2",
    "actor2_code",
    "actor2_sector",
    "recipient1",
    "recipient1_code",
    "recipient1_sector",
    "recipient2",
    "recipient2_code",
    "recipient2_sector",
    "third_parties",
    "speaker",
    "speaker_code",
    "stance",
    "relation",
    "relay",
    "polarity",
    "modality",
    "aspect",
    "certainty",
    "hedges",
    "date_start",
    "date_end",
    "date_precision",
    "place",
    "country",
    "admin1",
    "geonames",
    "lat",
    "lon",
    "place_precision",
    "what",
    "low",
    "high",
    "term",
    "holder",
    "basis",
    "person",
    "office",
    "cameo",
    "acled",
    "quad",
    "score",
    "confidence",
    "quote",
    "start",
    "end",
    "rule",
    "contexts",
    "condition",
    "place_relation",
    "links",
    "coder",
];

/// Writes the flat view as CSV with a header line; each row reaches `out` in one piece.
pub struct Flat<W: Write> {
    out: W,
}

impl<W: Write> Flat<W> {
    /// Writes the header to `out`.
    pub fn new(out: W) -> io::Result<Self> {
        let mut flat = Flat { out };
        flat.record(&COLUMNS)?;
        Ok(flat)
    }

    /// Adds the row of a claim.
    pub fn push(&mut self, claim: &Claim) -> io::Result<()> {
        self.record(&flat_row(claim))
    }

    fn record<T: AsRef<[u8]>>(&mut self, cells: &[T]) -> io::Result<()> {
        let mut line = csv::WriterBuilder::new().buffer_capacity(1024).from_writer(Vec::new());
        line.write_record(cells)?;
        let line = line.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        self.out.write_all(&line)
    }

    /// Writes what is still held back.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The cells of a claim, in the order of [`COLUMNS`]; an unknown is an empty cell. Words are made safe for
/// spreadsheets: a cell that would be taken for a formula begins with `'`.
pub fn flat_row(claim: &Claim) -> Vec<String> {
    cells(claim, true)
}

/// The same cells word for word, for what runs no formulas.
pub fn flat_cells(claim: &Claim) -> Vec<String> {
    cells(claim, false)
}

fn cells(claim: &Claim, guarded: bool) -> Vec<String> {
    let mut row = Row { cells: Vec::with_capacity(COLUMNS.len()), guarded };
    row.word(&claim.id);
    row.word(&claim.report.id);
    row.maybe(claim.report.published.as_deref());
    row.maybe(claim.report.publisher.as_deref());
    row.word(claim.kind.as_str());
    let event = claim.event.as_ref();
    row.maybe(event.map(|e| e.kind.as_str()));
    row.list(event.iter().flat_map(|e| &e.modes).map(AsRef::as_ref));
    row.pair(&claim.actors);
    row.pair(&claim.recipients);
    row.list(claim.third_parties.iter().map(third_party));
    let speaker = speaker(&claim.attribution);
    row.maybe(speaker.map(|s| entity_name(&s.source)));
    row.maybe(speaker.and_then(|s| s.source.code.as_deref()));
    let stance = speaker.or(claim.attribution.last());
    row.maybe(stance.map(|s| s.stance.as_str()));
    row.maybe(stance.map(|s| s.relation.as_str()));
    row.list(claim.attribution.iter().filter(|l| is_outlet(l)).map(|l| l.source.name.as_str()));
    row.word(claim.polarity.as_str());
    row.word(claim.modality.as_str());
    row.word(claim.aspect.as_str());
    row.word(claim.certainty.as_str());
    row.list(claim.hedges.iter().map(|h| h.text.as_str()));
    let when = claim.when.as_ref();
    row.maybe(when.and_then(|w| w.start.as_deref()));
    row.maybe(when.and_then(|w| w.end.as_deref()));
    row.maybe(when.map(|w| w.precision.as_ref()));
    let place = claim.place.as_ref();
    let control = claim.control.as_ref();
    row.maybe(place.map(|p| p.name.as_str()).or(control.map(|c| c.place.as_str())));
    row.maybe(place.and_then(|p| p.country.as_deref()));
    row.maybe(place.and_then(|p| p.admin1.as_deref()));
    row.number(place.and_then(|p| p.geonames));
    row.number(place.and_then(|p| p.lat));
    row.number(place.and_then(|p| p.lon));
    row.maybe(place.map(|p| p.precision.as_ref()));
    let figure = claim.figure.as_ref();
    row.maybe(figure.map(|f| f.what.as_ref()));
    row.number(figure.and_then(|f| f.low));
    row.number(figure.and_then(|f| f.high));
    row.maybe(claim.obligation.as_ref().map(|o| o.term.as_ref()));
    row.maybe(control.map(|c| c.holder.as_str()));
    row.maybe(control.map(|c| c.basis.as_ref()));
    row.maybe(claim.office.as_ref().map(|o| o.person.as_str()));
    row.maybe(claim.office.as_ref().map(|o| o.office.as_str()));
    row.maybe(event.and_then(|e| e.cameo.as_deref()));
    row.maybe(event.and_then(|e| e.acled.as_deref()));
    row.number(event.and_then(|e| e.quad));
    row.number(event.and_then(|e| e.score));
    row.number(Some(claim.confidence));
    row.word(&claim.evidence.text);
    row.number(Some(claim.evidence.start));
    row.number(Some(claim.evidence.end));
    row.word(&claim.rule);
    row.list(event.iter().flat_map(|e| &e.contexts).map(AsRef::as_ref));
    row.maybe(claim.condition.as_ref().map(|c| c.text.as_str()));
    row.maybe(place.and_then(|p| p.relation.as_deref()));
    row.list(claim.links.iter().map(|l| format!("{} {}", l.rel, l.claim)));
    row.word(&claim.coder);
    row.cells
}

/// The innermost speaker that is no outlet.
fn speaker(chain: &[Link]) -> Option<&Link> {
    chain.iter().rev().find(|link| !is_outlet(link))
}

fn is_outlet(link: &Link) -> bool {
    link.source.kind == "outlet"
}

fn third_party(entity: &Entity) -> String {
    match &entity.role {
        Some(role) => format!("{} ({role})", entity_name(entity)),
        None => entity_name(entity).to_owned(),
    }
}

/// Cells in the course of being filled.
struct Row {
    cells: Vec<String>,
    /// Whether words are kept from being taken for formulas.
    guarded: bool,
}

impl Row {
    fn word(&mut self, text: &str) {
        self.cells.push(if self.guarded { no_formula(text) } else { text.to_owned() });
    }

    fn maybe(&mut self, text: Option<&str>) {
        self.word(text.unwrap_or(""));
    }

    fn number<N: ToString>(&mut self, number: Option<N>) {
        self.cells.push(number.map_or_else(String::new, |n| n.to_string()));
    }

    fn list<T: AsRef<str>>(&mut self, items: impl Iterator<Item = T>) {
        let mut text = String::new();
        for item in items {
            if !text.is_empty() {
                text.push_str("; ");
            }
            text.push_str(item.as_ref());
        }
        self.word(&text);
    }

    /// Name, code and sector of the first entity, then of the second and all others together.
    fn pair(&mut self, entities: &[Entity]) {
        let (first, others) = entities.split_at(entities.len().min(1));
        for group in [first, others] {
            self.list(group.iter().map(entity_name));
            self.list(group.iter().map(|e| e.code.as_deref().unwrap_or("")));
            self.list(group.iter().map(|e| e.sector.as_deref().unwrap_or("")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::claim;

    fn cell(claim: &Claim, column: &str) -> String {
        flat_row(claim)[COLUMNS.iter().position(|c| *c == column).unwrap()].clone()
    }

    #[test]
    fn every_row_has_every_column() {
        assert_eq!(flat_row(&claim()).len(), COLUMNS.len());
        assert_eq!(&COLUMNS[..4], ["claim_id", "report_id", "published", "publisher"]);
        assert_eq!(COLUMNS[56], "rule");
    }

    #[test]
    fn formulas_are_neutralised_and_numbers_are_not() {
        let mut claim = claim();
        claim.evidence.text = "=HYPERLINK(\"x\")".to_owned();
        claim.event.as_mut().unwrap().score = Some(-9.5);
        assert_eq!(cell(&claim, "quote"), "'=HYPERLINK(\"x\")");
        assert_eq!(cell(&claim, "score"), "-9.5");
    }

    #[test]
    fn the_speaker_is_told_apart_from_who_relays() {
        let claim = claim();
        assert_eq!(cell(&claim, "speaker"), "Armenia");
        assert_eq!(cell(&claim, "relay"), "TASS");
        assert_eq!(cell(&claim, "stance"), "accuses");
    }

    #[test]
    fn what_is_written_reads_back() {
        let mut out = Vec::new();
        let mut claim = claim();
        claim.evidence.text = "a \"b\",\nc".to_owned();
        let mut flat = Flat::new(&mut out).unwrap();
        flat.push(&claim).unwrap();
        flat.finish().unwrap();
        let mut reader = csv::Reader::from_reader(&out[..]);
        assert_eq!(reader.headers().unwrap(), &COLUMNS[..]);
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(row.iter().map(str::to_owned).collect::<Vec<_>>(), flat_row(&claim));
    }

    #[test]
    fn a_third_actor_is_not_lost() {
        let mut claim = claim();
        for name in ["Two", "Three"] {
            claim.actors.push(Entity { name: name.into(), code: Some(name[..2].to_uppercase()), ..Entity::default() });
        }
        assert_eq!((cell(&claim, "actor2").as_str(), cell(&claim, "actor2_code").as_str()), ("Two; Three", "TW; TH"));
    }
}

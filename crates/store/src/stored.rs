//! The reports of a record as they stand in its file, read when they are asked for: what the joining of a record that no memory holds
//! reads from.
//!
//! A version of a report never changes once it is written, and neither do its claims: what stood after a step of the log can be read as often
//! as need be, whatever is added meanwhile.

use crate::incidents::parse;
use crate::{Error, Store};
use dateline_coding::Claim;
use dateline_record::grouped::canonical;
use dateline_record::{Joining, Reports, Saying, Source, Telling};
use rusqlite::{Row, params};
use std::collections::BTreeMap;

/// The reports that stood after a step of the log, in canonical order.
pub(crate) struct Stored<'s> {
    store: &'s Store,
    /// The row of each report.
    pub rows: Vec<i64>,
    /// Each without its words and claims.
    pub heads: Vec<Source>,
}

impl Stored<'_> {
    pub fn at(store: &Store, step: i64) -> Result<Stored<'_>, Error> {
        let sql = format!("SELECT {HEAD}, row FROM report WHERE added <= ?1 AND (ended IS NULL OR ended > ?1)");
        let mut statement = store.connection.prepare(&sql)?;
        let mut placed: Vec<(Source, i64)> =
            statement.query_map([step], |r| Ok((head(r)?, r.get(8)?)))?.collect::<Result<_, _>>()?;
        placed.sort_by(|a, b| canonical(&a.0).cmp(&canonical(&b.0)));
        let (heads, rows) = placed.into_iter().unzip();
        Ok(Stored { store, rows, heads })
    }

    /// Id of the first report with the text of the report in a place.
    pub fn text(&self, joining: &Joining, place: usize) -> &str {
        &self.heads[joining.copies[place]].id
    }

    /// What the reports tell of the incident with an index.
    pub fn tellings(&self, joining: &Joining, incident: usize) -> Result<Tellings, Error> {
        let sql = "SELECT row, json FROM claim WHERE report = ?1 AND ordinal = ?2";
        let mut claim = self.store.connection.prepare_cached(sql)?;
        let (mut found, mut members): (BTreeMap<usize, Found>, Vec<(i64, i64)>) = Default::default();
        for (mention, (place, ordinals)) in joining.mentions(incident).enumerate() {
            let found =
                found.entry(place).or_insert_with(|| Found::new(self.heads[place].clone(), self.text(joining, place).to_owned()));
            for &ordinal in ordinals {
                let key = params![self.rows[place], ordinal as i64];
                let (row, json) = claim.query_row(key, |r| Ok((r.get::<_, i64>(0)?, parse::<Claim>(r.get_ref(1)?.as_str()?))))?;
                found.claims.push((ordinal, mention as i64, json?));
                members.push((row, mention as i64));
            }
        }
        let mut told = Tellings { tellings: Vec::new(), places: Vec::new(), ordinals: Vec::new(), members };
        for (place, found) in found {
            let (telling, ordinals) = found.telling();
            told.tellings.push(telling);
            told.places.push(place);
            told.ordinals.push(ordinals);
        }
        Ok(told)
    }

    /// The id of the incident with an index: that of its first claim.
    pub fn id(&self, joining: &Joining, incident: usize) -> Result<String, Error> {
        let first = joining.mentions(incident).flat_map(|(place, claims)| claims.iter().map(move |&c| (place, c))).min();
        let (place, ordinal) = first.unwrap_or_default();
        let mut claim = self.store.connection.prepare_cached("SELECT id FROM claim WHERE report = ?1 AND ordinal = ?2")?;
        let id: String = claim.query_row(params![self.rows[place], ordinal as i64], |r| r.get(0))?;
        Ok(dateline_record::incident_id(&id, &self.heads[place].id, self.text(joining, place)))
    }
}

impl Reports for Stored<'_> {
    type Error = Error;

    fn each(&self, see: &mut dyn FnMut(usize, &Source)) -> Result<(), Error> {
        for (place, &row) in self.rows.iter().enumerate() {
            see(place, &self.store.source(row)?);
        }
        Ok(())
    }
}

/// What the reports tell of one incident, read from the file.
pub(crate) struct Tellings {
    pub tellings: Vec<Telling>,
    /// For each the place of its report in the order of the record.
    places: Vec<usize>,
    /// For each the places of its claims in the report.
    ordinals: Vec<Vec<usize>>,
    /// Rows of claims, each with the number of its mention.
    pub members: Vec<(i64, i64)>,
}

impl Tellings {
    /// The id of a claim by the places of its report and of itself; empty for one that is not among them.
    pub fn id(&self, place: usize, ordinal: usize) -> &str {
        let telling = self.places.binary_search(&place).ok();
        let found = telling.and_then(|t| {
            let at = self.ordinals[t].iter().position(|&o| o == ordinal)?;
            Some(self.tellings[t].source.claims[at].id.as_str())
        });
        found.unwrap_or("")
    }

    /// The claims in the order of the record.
    pub fn sayings(&self) -> Vec<Saying<'_>> {
        let of = self.tellings.iter().zip(&self.places);
        let sayings = of.flat_map(|(telling, &report)| {
            telling.source.claims.iter().map(move |claim| Saying {
                report,
                source: &telling.source,
                text: &telling.copy_of,
                claim,
            })
        });
        sayings.collect()
    }
}

/// What a report tells of an incident, while its claims are found.
pub(crate) struct Found {
    source: Source,
    copy_of: String,
    /// Each with its place in the report and the number of its mention.
    pub claims: Vec<(usize, i64, Claim)>,
}

impl Found {
    /// Of a report without its claims; `copy_of` is the id of the first report with its text.
    pub fn new(source: Source, copy_of: String) -> Found {
        Found { source, copy_of, claims: Vec::new() }
    }

    /// The claims in the order of the report, whatever the order of finding, and the place of each in the report.
    pub fn telling(self) -> (Telling, Vec<usize>) {
        let Found { mut source, copy_of, mut claims } = self;
        claims.sort_unstable_by_key(|claim| claim.0);
        let mut mentions: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        claims.iter().enumerate().for_each(|(at, claim)| mentions.entry(claim.1).or_default().push(at));
        let ordinals = claims.iter().map(|claim| claim.0).collect();
        source.claims = claims.into_iter().map(|claim| claim.2).collect();
        (Telling { source, copy_of, mentions: mentions.into_values().collect() }, ordinals)
    }
}

/// The columns of [`head`].
pub(crate) const HEAD: &str =
    "report.id, report.text_sha256, report.published, report.publisher, report.wire, report.title, report.url, report.retracted";

/// A report without its words and claims, out of a row that begins with [`HEAD`].
pub(crate) fn head(r: &Row<'_>) -> rusqlite::Result<Source> {
    let published: Option<String> = r.get(2)?;
    Ok(Source {
        id: r.get(0)?,
        text_sha256: r.get(1)?,
        published: published.as_deref().and_then(|d| d.parse().ok()),
        publisher: r.get(3)?,
        wire: r.get(4)?,
        title: r.get(5)?,
        url: r.get(6)?,
        retracted: r.get(7)?,
        ..Source::default()
    })
}

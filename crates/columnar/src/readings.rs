//! Readings: one row a report with its claims, so that the record can be joined elsewhere, at another time.

use crate::claims::{batch, known};
use crate::{Error, View};
use arrow_array::RecordBatch;
use dateline_engine::Claim;
use dateline_record::{Provenance, Source};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One report, read.
#[derive(Clone, Debug)]
pub struct ReadRow {
    /// The report as the record takes it in, with its claims.
    pub source: Source,
    /// Program, lexicon and model that read it.
    pub coder: String,
    /// What went wrong while it was read.
    pub problems: Vec<String>,
}

/// The row as it is laid out.
#[derive(Serialize, Deserialize)]
struct Row {
    id: String,
    text_sha256: String,
    published: Option<String>,
    publisher: Option<String>,
    wire: Option<String>,
    title: Option<String>,
    url: Option<String>,
    language: Option<String>,
    origin: Option<String>,
    original_sha256: Option<String>,
    edition: Option<String>,
    retracted: Option<String>,
    coder: String,
    problems: Vec<String>,
    claims: Vec<Claim>,
    #[serde(with = "bytes")]
    profile: Vec<u8>,
}

/// Bytes as bytes; serde takes a vector for a list of numbers.
pub(crate) mod bytes {
    use serde::de::{Deserializer, Visitor};
    use serde::ser::Serializer;

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Vec<u8>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
        }
        from.deserialize_bytes(Bytes)
    }
}

/// Reports with their claims as a batch.
pub fn readings_batch(rows: Vec<ReadRow>) -> Result<RecordBatch, Error> {
    let row = |(number, read): (usize, ReadRow)| {
        let source = read.source;
        let profile = source.profile().map_err(|why| Error::Row { row: number, why })?;
        Ok(Row {
            published: source.published.map(|day| day.to_string()),
            id: source.id,
            text_sha256: source.text_sha256,
            publisher: source.publisher,
            wire: source.wire,
            title: source.title,
            url: source.url,
            language: source.provenance.language,
            origin: source.provenance.origin,
            original_sha256: source.provenance.original_sha256,
            edition: source.provenance.edition,
            retracted: source.retracted,
            coder: read.coder,
            problems: read.problems,
            claims: source.claims,
            profile,
        })
    };
    let rows: Vec<Row> = rows.into_iter().enumerate().map(row).collect::<Result<_, Error>>()?;
    batch(View::Readings, &rows)
}

/// The reports of a batch of readings, as the record takes them in.
pub fn sources_from(batch: &RecordBatch) -> Result<Vec<ReadRow>, Error> {
    View::Readings.check(batch.schema_ref())?;
    let rows: Vec<Row> =
        serde_arrow::from_record_batch(&known(View::Readings, batch)?).map_err(|e| Error::Layout("readings", e.to_string()))?;
    let source = |(number, row): (usize, Row)| {
        let bad = |why: String| Error::Row { row: number, why };
        let day = |text: String| text.parse::<Date>().map_err(|e| bad(format!("published: {e}")));
        let mut source = Source {
            id: row.id,
            text_sha256: row.text_sha256,
            published: row.published.map(day).transpose()?,
            publisher: row.publisher,
            wire: row.wire,
            title: row.title,
            url: row.url,
            provenance: Provenance {
                language: row.language,
                origin: row.origin,
                original_sha256: row.original_sha256,
                edition: row.edition,
            },
            retracted: row.retracted,
            claims: row.claims,
            ..Source::default()
        };
        source.take_profile(&row.profile).map_err(|e| bad(format!("profile: {e}")))?;
        Ok(ReadRow { source, coder: row.coder, problems: row.problems })
    };
    rows.into_iter().enumerate().map(source).collect()
}

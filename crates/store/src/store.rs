//! Opening the file, and what writes to it.

use crate::{Error, Project, schema};
use dateline_coding::Claim;
use dateline_record::{Overlay, Source};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};
use std::path::Path;
use std::time::Duration;

/// What adding a report did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// It was there, by the same coder.
    Unchanged,
    /// Another text of the same report took the place of the old one.
    Corrected,
    /// The same text, read by another coder.
    Recoded,
    /// Somebody took it out of the record: it stays out until it is added by [`Store::add_again`].
    LeftOut,
}

impl Added {
    /// The word of the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Added::New => "add",
            Added::Unchanged => "unchanged",
            Added::Corrected => "correct",
            Added::Recoded => "recode",
            Added::LeftOut => "left out",
        }
    }
}

/// A record, open.
pub struct Store {
    pub(crate) connection: Connection,
    /// What views follow.
    pub(crate) project: Option<Project>,
}

impl Store {
    /// Opens the record at `file` to write, and makes one where there is none. A project file beside it is followed; see [`Project`].
    pub fn create(file: &Path) -> Result<Store, Error> {
        Store::open_with(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens the record at `file`. A project file beside it is followed.
    pub fn open(file: &Path) -> Result<Store, Error> {
        if !file.is_file() {
            return Err(Error::Missing(file.display().to_string()));
        }
        Store::open_with(file, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// An empty record in memory.
    pub fn memory() -> Result<Store, Error> {
        let mut connection = Connection::open_in_memory()?;
        schema::migrate(&mut connection, "memory")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        Ok(Store { connection, project: None })
    }

    fn open_with(file: &Path, flags: OpenFlags) -> Result<Store, Error> {
        match Store::open_to_write(file, flags) {
            Err(Error::Sqlite(error)) if may_not_be_written(&error) && is_folded(file) => Store::open_to_look(file),
            opened => opened,
        }
    }

    fn open_to_write(file: &Path, flags: OpenFlags) -> Result<Store, Error> {
        let mut connection = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(Duration::from_secs(20))?;
        schema::migrate(&mut connection, &file.display().to_string())?;
        // Readers don't wait for the writer; what a killed writer had not finished is gone.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        let beside = Project::beside(file);
        let project = if beside.is_file() { Some(Project::open(&beside)?) } else { None };
        Ok(Store { connection, project })
    }

    /// A record where nothing may be written, not even the journal beside it: on a disk that is mounted so, or in an archive. It
    /// answers; whatever would write is refused.
    fn open_to_look(file: &Path) -> Result<Store, Error> {
        let path = file.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)?;
        schema::migrate(&mut connection, &file.display().to_string())?;
        let beside = Project::beside(file);
        let project = if beside.is_file() { Some(Project::open(&beside)?) } else { None };
        Ok(Store { connection, project })
    }

    /// Whether a report is there, with this text, read by this coder: then there is no need to read it again.
    pub fn holds(&self, id: &str, text_sha256: &str, coder: &str) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM report WHERE id = ?1 AND text_sha256 = ?2 AND coder = ?3 AND ended IS NULL";
        Ok(self.connection.query_row(sql, params![id, text_sha256, coder], |_| Ok(())).optional()?.is_some())
    }

    /// Adds a report with its claims, in one transaction. Without `text` only the claims with their quotes are kept, and the words
    /// of the report without their order. A version that its source tells to be earlier than the one there changes nothing. `time` is written to the log; `coder` names program, lexicon and model.
    /// A report that was taken out ([`Store::remove`]) stays out, whatever its text.
    pub fn add(&mut self, source: &Source, text: Option<&str>, coder: &str, time: &str) -> Result<Added, Error> {
        match self.left_out(&source.id)? {
            Some(_) => Ok(Added::LeftOut),
            None => self.add_as(source, text, coder, time, "add"),
        }
    }

    /// The same, also where the report was taken out: then the log says that it was let in again.
    pub fn add_again(&mut self, source: &Source, text: Option<&str>, coder: &str, time: &str) -> Result<Added, Error> {
        let action = if self.left_out(&source.id)?.is_some() { "readmit" } else { "add" };
        self.add_as(source, text, coder, time, action)
    }

    /// Where somebody took a report out of the record, and nobody let it in again: when and why.
    pub fn left_out(&self, id: &str) -> Result<Option<(String, String)>, Error> {
        let sql = "SELECT time, coalesce(json_extract(detail, '$.reason'), '') FROM log WHERE action = 'remove' AND seq =
             (SELECT ended FROM report WHERE id = ?1 ORDER BY version DESC LIMIT 1)";
        Ok(self.connection.prepare_cached(sql)?.query_row([id], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
    }

    /// `new` is what the log calls it where the report is not there.
    fn add_as(&mut self, source: &Source, text: Option<&str>, coder: &str, time: &str, new: &str) -> Result<Added, Error> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql = "SELECT row, version, text_sha256, coder, edition FROM report WHERE id = ?1 AND ended IS NULL";
        type Current = (i64, i64, String, String, Option<String>);
        let current: Option<Current> = transaction
            .query_row(sql, [&source.id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)))
            .optional()?;
        let added = match &current {
            None => Added::New,
            Some((.., Some(edition))) if source.provenance.precedes(edition) => return Ok(Added::Unchanged),
            Some((_, _, sha, ..)) if *sha != source.text_sha256 => Added::Corrected,
            Some((_, _, _, by, _)) if by != coder => Added::Recoded,
            Some(_) => return Ok(Added::Unchanged),
        };
        let detail = serde_json::json!({ "text_sha256": source.text_sha256, "claims": source.claims.len(), "coder": coder });
        let action = if added == Added::New { new } else { added.as_str() };
        let step = log(&transaction, time, action, Some(&source.id), &detail.to_string())?;
        let last: i64 =
            transaction.query_row("SELECT coalesce(max(version), 0) FROM report WHERE id = ?1", [&source.id], |r| r.get(0))?;
        if let Some((row, ..)) = current {
            transaction.execute("UPDATE report SET ended = ?1 WHERE row = ?2", params![step, row])?;
        }
        insert(&transaction, source, text, coder, last + 1, step)?;
        transaction.commit()?;
        Ok(added)
    }

    /// Takes a report out of the record, as one that should never have been there: it stays for questions as of an earlier day, and
    /// out when it is met again. `false`: there was none. A report that its outlet took back is marked instead ([`Store::retract`]).
    pub fn remove(&mut self, id: &str, reason: &str, time: &str) -> Result<bool, Error> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let row: Option<i64> =
            transaction.query_row("SELECT row FROM report WHERE id = ?1 AND ended IS NULL", [id], |r| r.get(0)).optional()?;
        let Some(row) = row else { return Ok(false) };
        let step = log(&transaction, time, "remove", Some(id), &serde_json::json!({ "reason": reason }).to_string())?;
        transaction.execute("UPDATE report SET ended = ?1 WHERE row = ?2", params![step, row])?;
        transaction.commit()?;
        Ok(true)
    }

    /// Keeps a decision.
    pub fn decide(&mut self, overlay: &Overlay) -> Result<(), Error> {
        let json = serde_json::to_string(overlay).map_err(|e| Error::Damaged(e.to_string()))?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let step = log(&transaction, &overlay.time, "decide", None, &json)?;
        transaction.execute("INSERT INTO overlay (seq, json) VALUES (?1, ?2)", params![step, json])?;
        transaction.commit()?;
        Ok(())
    }

    /// Folds the journal into the file, so that the record is one file again.
    pub fn close(self) -> Result<(), Error> {
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        self.connection.close().map_err(|(_, e)| Error::Sqlite(e))
    }
}

/// Whether an error says that there is no writing to the file or beside it.
fn may_not_be_written(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, ReadOnly};
    matches!(error.sqlite_error_code(), Some(CannotOpen | ReadOnly))
}

/// Whether the whole record is in its file: there is no journal with something that only a writer could fold in.
fn is_folded(file: &Path) -> bool {
    let mut journal = file.as_os_str().to_owned();
    journal.push("-wal");
    file.is_file() && std::fs::metadata(Path::new(&journal)).map_or(true, |meta| meta.len() == 0)
}

pub(crate) fn log(
    transaction: &Transaction<'_>,
    time: &str,
    action: &str,
    report: Option<&str>,
    detail: &str,
) -> Result<i64, Error> {
    let sql = "INSERT INTO log (time, action, report, detail) VALUES (?1, ?2, ?3, ?4)";
    transaction.prepare_cached(sql)?.execute(params![time, action, report, detail])?;
    Ok(transaction.last_insert_rowid())
}

pub(crate) fn insert(
    transaction: &Transaction<'_>,
    source: &Source,
    text: Option<&str>,
    coder: &str,
    version: i64,
    step: i64,
) -> Result<(), Error> {
    let damaged = |e: String| Error::Damaged(e);
    // The claims have rows of their own.
    let profile = source.profile().map_err(damaged)?;
    transaction
        .prepare_cached(
            "INSERT INTO report (id, version, text_sha256, published, publisher, wire, title, url, coder, text, profile, added,
             language, origin, original_sha256, edition, retracted)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )?
        .execute(params![
            source.id,
            version,
            source.text_sha256,
            source.published.map(|d| d.to_string()),
            source.publisher,
            source.wire,
            source.title,
            source.url,
            coder,
            text,
            profile,
            step,
            source.provenance.language,
            source.provenance.origin,
            source.provenance.original_sha256,
            source.provenance.edition,
            source.retracted
        ])?;
    let report = transaction.last_insert_rowid();
    if let Some(text) = text {
        transaction.prepare_cached("INSERT INTO text_words (rowid, text) VALUES (?1, ?2)")?.execute(params![report, text])?;
    }
    for (ordinal, claim) in source.claims.iter().enumerate() {
        insert_claim(transaction, report, ordinal, claim)?;
    }
    Ok(())
}

fn insert_claim(transaction: &Transaction<'_>, report: i64, ordinal: usize, claim: &Claim) -> Result<(), Error> {
    let json = serde_json::to_string(claim).map_err(|e| Error::Damaged(e.to_string()))?;
    let kind = claim.event.as_ref().map(|e| e.kind.clone()).or_else(|| claim.figure.as_ref().map(|f| f.what.to_string()));
    let when = claim.when.as_ref();
    transaction
        .prepare_cached(
            "INSERT INTO claim (report, ordinal, id, kind, type, first_day, last_day, country, quote, json)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            report,
            ordinal as i64,
            claim.id,
            claim.kind.as_str(),
            kind,
            when.and_then(|w| w.start.clone()),
            when.and_then(|w| w.end.clone()),
            claim.place.as_ref().and_then(|p| p.country.clone()),
            claim.evidence.text,
            json
        ])?;
    let row = transaction.last_insert_rowid();
    transaction
        .prepare_cached("INSERT INTO quote_words (rowid, quote) VALUES (?1, ?2)")?
        .execute(params![row, claim.evidence.text])?;
    if let Some((lat, lon)) = claim.place.as_ref().and_then(|p| p.lat.zip(p.lon)) {
        transaction
            .prepare_cached("INSERT INTO place (row, south, north, west, east) VALUES (?1, ?2, ?2, ?3, ?3)")?
            .execute(params![row, lat, lon])?;
    }
    Ok(())
}

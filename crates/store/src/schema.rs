//! The tables, and how older files are brought to them.
//!
//! `PRAGMA user_version` counts the migrations that a file has had. A migration is never changed once it has shipped.

use crate::Error;
use rusqlite::Connection;

/// `DTLN`: marks the file as ours.
const APPLICATION: i64 = 0x4454_4c4e;

/// Each brings a file from one version to the next.
const MIGRATIONS: &[&str] = &["
    CREATE TABLE log (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        time TEXT NOT NULL,
        action TEXT NOT NULL,
        report TEXT,
        detail TEXT NOT NULL
    );
    CREATE TRIGGER log_is_append_only_1 BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
    CREATE TRIGGER log_is_append_only_2 BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;

    -- One row a version of a report. `added` and `ended` are steps of the log: it holds from one up to the other.
    CREATE TABLE report (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        text_sha256 TEXT NOT NULL,
        published TEXT,
        publisher TEXT,
        wire TEXT,
        title TEXT,
        url TEXT,
        coder TEXT NOT NULL,
        text TEXT,
        profile BLOB NOT NULL,
        added INTEGER NOT NULL REFERENCES log (seq),
        ended INTEGER REFERENCES log (seq),
        UNIQUE (id, version)
    );
    CREATE UNIQUE INDEX report_current ON report (id) WHERE ended IS NULL;
    CREATE INDEX report_text ON report (text_sha256);

    CREATE TABLE claim (
        row INTEGER PRIMARY KEY,
        report INTEGER NOT NULL REFERENCES report (row),
        ordinal INTEGER NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        type TEXT,
        first_day TEXT,
        last_day TEXT,
        country TEXT,
        quote TEXT NOT NULL,
        json TEXT NOT NULL,
        UNIQUE (report, ordinal)
    );
    CREATE INDEX claim_id ON claim (id);

    CREATE TABLE overlay (
        seq INTEGER PRIMARY KEY REFERENCES log (seq),
        json TEXT NOT NULL
    );

    CREATE VIRTUAL TABLE text_words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE quote_words USING fts5 (quote, tokenize = 'unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE place USING rtree (row, south, north, west, east);
"];

/// Brings the file up to this version of the program.
pub(crate) fn migrate(connection: &mut Connection, file: &str) -> Result<(), Error> {
    let number = |c: &Connection, pragma: &str| c.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0));
    let foreign = |e: rusqlite::Error| match e.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => Error::Foreign(file.to_owned()),
        _ => Error::Sqlite(e),
    };
    let application = number(connection, "application_id").map_err(foreign)?;
    let found = number(connection, "user_version")?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    if application != APPLICATION && (tables > 0 || found > 0) {
        return Err(Error::Foreign(file.to_owned()));
    }
    let known = MIGRATIONS.len() as i64;
    if found > known {
        return Err(Error::Newer { file: file.to_owned(), found, known });
    }
    for (version, migration) in MIGRATIONS.iter().enumerate().skip(found.max(0) as usize) {
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        // Another process may have been here first.
        if number(&transaction, "user_version")? == version as i64 {
            transaction.execute_batch(migration)?;
            transaction
                .execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {};", version + 1))?;
        }
        transaction.commit()?;
    }
    Ok(())
}

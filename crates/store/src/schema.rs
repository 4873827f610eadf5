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
", "
    -- What follows from reports, claims and decisions: made anew by joining, never edited. `joined` tells up to which step of
    -- the log, and by which rules.
    CREATE TABLE joined (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        step INTEGER NOT NULL,
        rules INTEGER NOT NULL,
        incidents INTEGER NOT NULL
    );

    -- `day` of an incident without one sorts behind all days; its `last` before all.
    CREATE TABLE incident (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        digest INTEGER NOT NULL,
        day TEXT NOT NULL,
        last TEXT NOT NULL,
        standing TEXT,
        disputed INTEGER NOT NULL,
        counted INTEGER NOT NULL,
        json TEXT NOT NULL,
        corrections TEXT NOT NULL
    );
    CREATE INDEX incident_day ON incident (day, id);
    CREATE INDEX incident_standing ON incident (standing, day, id);
    CREATE INDEX incident_disputed ON incident (day, id) WHERE disputed = 1;
    CREATE INDEX incident_counted ON incident (day, id) WHERE counted = 1;
    CREATE VIRTUAL TABLE spot USING rtree (row, south, north, west, east);

    CREATE TABLE member (
        claim INTEGER PRIMARY KEY REFERENCES claim (row),
        incident INTEGER NOT NULL,
        mention INTEGER NOT NULL
    );
    CREATE INDEX member_incident ON member (incident);

    -- Names under which incidents are found. One term has many names: a state its code, its name and those of its officers.
    CREATE TABLE term (term INTEGER PRIMARY KEY, facet TEXT NOT NULL, key TEXT NOT NULL, UNIQUE (facet, key));
    CREATE TABLE alias (facet TEXT NOT NULL, name TEXT NOT NULL, term INTEGER NOT NULL, PRIMARY KEY (facet, name, term)) WITHOUT ROWID;
    CREATE TABLE posting (
        term INTEGER NOT NULL,
        role TEXT NOT NULL,
        day TEXT NOT NULL,
        incident INTEGER NOT NULL,
        PRIMARY KEY (term, role, day, incident)
    ) WITHOUT ROWID;
    CREATE INDEX posting_incident ON posting (incident);

    -- Why mentions were joined: features in tenths of log-odds.
    CREATE TABLE tie (incident INTEGER NOT NULL, ordinal INTEGER NOT NULL, claim TEXT NOT NULL, nearest TEXT NOT NULL, parts BLOB NOT NULL,
        PRIMARY KEY (incident, ordinal)) WITHOUT ROWID;
    -- Ids that incidents once had, and where they lead.
    CREATE TABLE former (id TEXT PRIMARY KEY, heir TEXT NOT NULL) WITHOUT ROWID;
    -- Reports that carry the text of an earlier one.
    CREATE TABLE copy (report INTEGER PRIMARY KEY, first TEXT NOT NULL);

    CREATE TABLE agreement (incident INTEGER PRIMARY KEY, json TEXT NOT NULL);
    CREATE TABLE holding (row INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, country TEXT, json TEXT NOT NULL);
    CREATE TABLE held (
        holding INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        day TEXT,
        holder TEXT NOT NULL,
        code TEXT,
        voices TEXT NOT NULL,
        json TEXT NOT NULL,
        PRIMARY KEY (holding, ordinal)
    ) WITHOUT ROWID;
    -- Actors, places, outlets, offices, relays, in their order.
    CREATE TABLE ledger (kind TEXT NOT NULL, ordinal INTEGER NOT NULL, key TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, ordinal)) WITHOUT ROWID;
    CREATE INDEX report_published ON report (published, id) WHERE ended IS NULL;
", "
    -- Why a report was taken back, where it was.
    ALTER TABLE report ADD COLUMN retracted TEXT;
    -- What could not be read.
    CREATE TABLE failure (place TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, time TEXT NOT NULL,
        PRIMARY KEY (place, code)) WITHOUT ROWID;
", "
    -- How a report came in. `edition` is the version as its source tells it, `version` that of the record.
    ALTER TABLE report ADD COLUMN language TEXT;
    ALTER TABLE report ADD COLUMN origin TEXT;
    ALTER TABLE report ADD COLUMN original_sha256 TEXT;
    ALTER TABLE report ADD COLUMN edition TEXT;
", "
    -- What lists show of an incident beside its row, so that they need not tell it anew from its claims: its place by key, its disputed
    -- fields, its counts.
    CREATE TABLE detail (incident INTEGER PRIMARY KEY, place TEXT, disputed TEXT NOT NULL, tolls TEXT NOT NULL);
    CREATE INDEX detail_place ON detail (place);
", "
    -- The words of all quotes of an incident, each once: which incidents hold a word, without a look at each of their quotes.
    CREATE VIRTUAL TABLE incident_words USING fts5 (words, content = '', contentless_delete = 1, detail = none,
        tokenize = 'unicode61 remove_diacritics 2');
", "
    -- Of an incident its postings by role: parties are few, outlets may be hundreds.
    DROP INDEX posting_incident;
    CREATE INDEX posting_role ON posting (incident, role);
", "
    -- Claims of offices are few among all; what some outlets, speakers or words tell of them is asked of the index alone.
    CREATE INDEX claim_office ON claim (report, lower(json_extract(json, '$.attribution')), lower(quote)) WHERE kind = 'office';
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

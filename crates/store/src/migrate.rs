//! Migrations: the same names for both databases, each applied once, in order, in one transaction.

use crate::{
    db::{Db, Engine},
    error::{Error, Result},
    sqlite,
    value::params,
};

/// One migration: its name and its two texts.
struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migrations {
    ($($name:literal),+ $(,)?) => {
        [$(Migration {
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }),+]
    };
}

const MIGRATIONS: &[Migration] = &migrations![
    "0001_house",
    "0002_round",
    "0003_rounds",
    "0004_reading",
    "0005_threads",
    "0006_voices",
    "0007_packages",
    "0008_files",
    "0010_wordings",
    "0011_fairness",
    "0012_trials",
    "0014_consult",
    "0013_publishing",
    "0017_reading",
    "0018_of_town",
    "0019_every_hand",
];

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY)";
const APPLIED: &str = "SELECT name FROM migrations ORDER BY name";
const INSERT: &str = "INSERT INTO migrations (name) VALUES ($1)";

/// The advisory lock that keeps two starting nodes from migrating at once: "tomoni" in ASCII.
const LOCK: &str = "SELECT pg_advisory_xact_lock(128017089130089)";

/// Brings the schema up to date. Answers the names of the migrations that were applied now.
pub async fn run(db: &Db) -> Result<Vec<&'static str>> {
    let mut applied_now = Vec::new();
    match &db.engine {
        Engine::Sqlite(sqlite) => {
            let writer = sqlite.writer().await?;
            let connection = writer.connection()?;
            connection.execute_batch(LEDGER)?;
            let applied: Vec<String> = sqlite::all(connection, APPLIED, params![])?;
            for migration in pending(&applied)? {
                connection.execute_batch(migration.sqlite)?;
                sqlite::run(connection, INSERT, params![migration.name])?;
                applied_now.push(migration.name);
            }
            writer.commit().await?;
        }
        Engine::Postgres(postgres) => {
            let mut client = postgres.client().await?;
            let tx = client.transaction().await?;
            tx.batch_execute(LOCK).await?;
            tx.batch_execute(LEDGER).await?;
            let applied: Vec<String> = tx
                .query(APPLIED, &[])
                .await?
                .iter()
                .map(|row| row.get(0))
                .collect();
            for migration in pending(&applied)? {
                tx.batch_execute(migration.postgres).await?;
                tx.execute(INSERT, &[&migration.name]).await?;
                applied_now.push(migration.name);
            }
            tx.commit().await?;
        }
    }
    Ok(applied_now)
}

/// The migrations still to apply. A database newer than this program is left alone.
fn pending(applied: &[String]) -> Result<impl Iterator<Item = &'static Migration>> {
    if let Some(unknown) = applied
        .iter()
        .find(|name| MIGRATIONS.iter().all(|one| one.name != **name))
    {
        return Err(Error::Internal(format!(
            "the database was migrated by a newer tomoni ({unknown}); start that version or restore a backup"
        )));
    }
    let applied = applied.to_vec();
    Ok(MIGRATIONS
        .iter()
        .filter(move |one| applied.iter().all(|name| name != one.name)))
}

/// Whether the schema is the one this program expects; the names of what is missing otherwise.
pub async fn missing(db: &Db) -> Result<Vec<&'static str>> {
    let applied: Vec<String> = match &db.engine {
        Engine::Sqlite(sqlite) => {
            let reader = sqlite.reader()?;
            sqlite::all(reader.connection()?, APPLIED, params![]).unwrap_or_default()
        }
        Engine::Postgres(postgres) => {
            let client = postgres.client().await?;
            let rows = client.query(APPLIED, &[]).await.unwrap_or_default();
            rows.iter().map(|row| row.get(0)).collect()
        }
    };
    Ok(pending(&applied)?.map(|migration| migration.name).collect())
}

/// A short name of the whole schema, for keeping a template database of it.
pub(crate) fn fingerprint() -> String {
    use std::fmt::Write;

    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for migration in MIGRATIONS {
        hash.update(migration.postgres);
    }
    hash.finalize()
        .iter()
        .take(6)
        .fold(String::new(), |mut name, byte| {
            // Writing into a String cannot fail.
            let _ = write!(name, "{byte:02x}");
            name
        })
}

//! Databases for tests, on SQLite and on PostgreSQL. Used by the tests of every crate; not by the program.

use std::{
    path::PathBuf,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{Entropy, Moment, Timestamp};

use crate::{Db, Location, error::Error, migrate};

pub use crate::tx::statements;

/// Randomness that counts: every run of a test draws the same, no two draws are alike.
#[derive(Default)]
pub struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64: spreads the counter over all bits.
            let mut z = self
                .0
                .fetch_add(1, Ordering::Relaxed)
                .wrapping_add(1)
                .wrapping_mul(0x9E37_79B9_7F4A_7C15);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^= z >> 31;
            chunk.copy_from_slice(&z.to_le_bytes()[..chunk.len()]);
        }
    }
}

/// The moment tests begin at: 2026-11-23 09:00 in Tokyo.
pub fn moment() -> Moment {
    Moment::new(
        Timestamp(1_795_392_000 * Timestamp::SECOND),
        Arc::new(Counted::default()),
    )
}

/// A fresh, migrated database of one test.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Where it is, for tests that open it a second time.
    pub location: Location,
    folder: Option<PathBuf>,
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// A number no other test database of this machine's run has.
fn unique() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

impl TestDb {
    /// On SQLite, in a folder of its own.
    ///
    /// # Panics
    /// When it cannot be made: a test without its database fails.
    #[expect(clippy::expect_used, reason = "a test without its database fails")]
    pub async fn sqlite() -> Self {
        let folder = std::env::temp_dir().join(format!("tomoni-test-{}", unique()));
        // A run that was cut off may have left a folder of this number.
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let location = Location::Sqlite(folder.join("tomoni.sqlite"));
        let db = Db::open(&location, 4).expect("an SQLite database");
        migrate::run(&db).await.expect("the migrations");
        Self {
            db,
            location,
            folder: Some(folder),
        }
    }

    /// On PostgreSQL: a clone of a migrated template, made once per schema.
    ///
    /// # Panics
    /// When there is no PostgreSQL: the message names what to install.
    #[expect(clippy::expect_used, reason = "a test without its database fails")]
    pub async fn postgres() -> Self {
        let server = server();
        let template = template(&server).await.expect("a template database");
        let name = format!("tomoni_test_{}", unique());
        let admin = connect(&format!("{server} dbname=postgres"))
            .await
            .expect("the test PostgreSQL");
        admin
            .batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            .await
            .expect("no old database");
        admin
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
            .await
            .expect("a clone of the template");
        let location = Location::Postgres(format!("{server} dbname={name}"));
        let db = Db::open(&location, 8).expect("a PostgreSQL database");
        Self {
            db,
            location,
            folder: None,
        }
    }
}

/// Asks the script for the server, which it starts if it is not running.
#[expect(
    clippy::panic,
    reason = "a test without its database fails and says what to install"
)]
fn server() -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/test-postgres");
    let answer = Command::new(script).arg("start").output();
    match answer {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        Ok(output) => panic!(
            "no PostgreSQL for tests: {}",
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(error) => panic!("no PostgreSQL for tests: {script}: {error}"),
    }
}

async fn connect(config: &str) -> Result<tokio_postgres::Client, Error> {
    let (client, connection) = tokio_postgres::connect(config, tokio_postgres::NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// The name of the migrated template database; the first test that asks makes it, under a lock the others wait for.
async fn template(server: &str) -> Result<String, Error> {
    let name = format!("tomoni_template_{}", migrate::fingerprint());
    let admin = connect(&format!("{server} dbname=postgres")).await?;
    admin.batch_execute("SELECT pg_advisory_lock(1)").await?;
    let there = admin
        .query("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])
        .await?;
    if there.is_empty() {
        let making = format!("{name}_making");
        admin
            .batch_execute(&format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)"))
            .await?;
        admin.batch_execute(&format!("CREATE DATABASE {making}")).await?;
        let db = Db::open(&Location::Postgres(format!("{server} dbname={making}")), 1)?;
        migrate::run(&db).await?;
        db.close();
        // The pool's connection may still be leaving.
        admin
            .batch_execute(&format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{making}'"
            ))
            .await?;
        admin
            .batch_execute(&format!("ALTER DATABASE {making} RENAME TO {name}"))
            .await?;
    }
    admin.batch_execute("SELECT pg_advisory_unlock(1)").await?;
    Ok(name)
}

/// Declares tests that run on both databases: each function gets a fresh [`Db`].
#[macro_export]
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: Db) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "the body may need the surroundings")]
            use super::*;

            async fn run($db: $crate::Db) $body

            #[tokio::test]
            async fn sqlite() {
                let test = $crate::testing::TestDb::sqlite().await;
                run(test.db.clone()).await;
            }

            #[tokio::test]
            async fn postgres() {
                let test = $crate::testing::TestDb::postgres().await;
                run(test.db.clone()).await;
            }
        }
    )+};
}

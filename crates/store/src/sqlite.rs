//! SQLite: one file, one writer, readers in place.
//!
//! Every page query is bounded, so a reader runs it where it stands, without a hop to another thread; connections are
//! kept with their prepared statements. Committing may wait for the disk, so it happens on a blocking thread.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use crate::{
    error::{Error, Result},
    value::{FromRow, Row, Value},
};

/// How many idle readers are kept.
const IDLE_READERS: usize = 32;
/// How many prepared statements a connection keeps.
const STATEMENTS: usize = 256;

#[derive(Clone)]
pub(crate) struct Sqlite {
    path: PathBuf,
    readers: Arc<Mutex<Vec<Connection>>>,
    writer: Arc<AsyncMutex<Connection>>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let writer = connect(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        Ok(Self {
            path: path.to_owned(),
            readers: Arc::default(),
            writer: Arc::new(AsyncMutex::new(writer)),
        })
    }

    pub(crate) fn reader(&self) -> Result<Reader> {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match kept {
            Some(connection) => connection,
            None => connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        };
        run(&connection, "BEGIN DEFERRED", &[])?;
        Ok(Reader {
            connection: Some(connection),
            readers: self.readers.clone(),
        })
    }

    pub(crate) async fn writer(&self) -> Result<Writer> {
        let connection = self.writer.clone().lock_owned().await;
        run(&connection, "BEGIN IMMEDIATE", &[])?;
        Ok(Writer {
            connection: Some(connection),
        })
    }
}

fn connect(path: &Path, mode: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // A plan must not hang on bound values (LIMIT $n): SQLite would compile the statement anew each time one is bound,
    // which cost five times as much as running it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // A record that was answered with "saved" survives a power cut.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "cache_size", -8192)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

/// A connection in a read transaction; goes back to its pool when dropped.
pub(crate) struct Reader {
    connection: Option<Connection>,
    readers: Arc<Mutex<Vec<Connection>>>,
}

impl Reader {
    pub(crate) fn connection(&self) -> Result<&Connection> {
        self.connection
            .as_ref()
            .ok_or_else(|| Error::internal("the transaction is over"))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take()
            && run(&connection, "ROLLBACK", &[]).is_ok()
        {
            let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
            if readers.len() < IDLE_READERS {
                readers.push(connection);
            }
        }
    }
}

/// The writer in a transaction; rolled back when dropped uncommitted.
pub(crate) struct Writer {
    connection: Option<OwnedMutexGuard<Connection>>,
}

impl Writer {
    pub(crate) fn connection(&self) -> Result<&Connection> {
        self.connection
            .as_deref()
            .ok_or_else(|| Error::internal("the transaction is over"))
    }

    pub(crate) async fn commit(mut self) -> Result<()> {
        let Some(connection) = self.connection.take() else {
            return Err(Error::internal("the transaction is over"));
        };
        tokio::task::spawn_blocking(move || {
            run(&connection, "COMMIT", &[]).map(|_| ()).inspect_err(|_| {
                let _ = run(&connection, "ROLLBACK", &[]);
            })
        })
        .await
        .map_err(Error::internal)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            let _ = run(&connection, "ROLLBACK", &[]);
        }
    }
}

/// Binds `$n` to the n-th value. SQLite takes `$1` for a name, numbered by first appearance.
fn bind(statement: &mut rusqlite::CachedStatement<'_>, params: &[Value<'_>]) -> Result<()> {
    for index in 1..=statement.parameter_count() {
        let number: usize = statement
            .parameter_name(index)
            .and_then(|name| name.strip_prefix('$'))
            .and_then(|number| number.parse().ok())
            .ok_or_else(|| Error::internal("a parameter is not written $n"))?;
        let value = params
            .get(number - 1)
            .ok_or_else(|| Error::internal(format!("no value for ${number}")))?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}

pub(crate) fn all<T: FromRow>(connection: &Connection, sql: &str, params: &[Value<'_>]) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, params)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(T::from_row(&mut Row::sqlite(row))?);
    }
    Ok(found)
}

pub(crate) fn run(connection: &Connection, sql: &str, params: &[Value<'_>]) -> Result<u64> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, params)?;
    Ok(statement.raw_execute()? as u64)
}

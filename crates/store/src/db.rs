//! The database: where it is, and the doors into it.

use std::{path::PathBuf, str::FromStr};

use domain::{Moment, Viewer, audience::Scope};

use crate::{
    error::{Error, Result},
    postgres::Postgres,
    sqlite::Sqlite,
    tx::{Connection, ReadTx, SystemTx, WriteTx},
};

/// Where a database is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Location {
    /// A file: `sqlite:PATH`.
    Sqlite(PathBuf),
    /// A server: `postgres://…`, or key=value pairs as libpq writes them.
    Postgres(String),
}

/// The text names no database.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("expected sqlite:PATH or postgres://user@host/database")]
pub struct NotALocation;

impl FromStr for Location {
    type Err = NotALocation;

    fn from_str(text: &str) -> Result<Self, NotALocation> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() {
                Err(NotALocation)
            } else {
                Ok(Self::Sqlite(path.into()))
            };
        }
        let server = text.starts_with("postgres://") || text.starts_with("postgresql://");
        if server && text.parse::<tokio_postgres::Config>().is_ok() {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(NotALocation)
    }
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pub(crate) engine: Engine,
}

#[derive(Clone)]
pub(crate) enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Db {
    /// Opens a database; with SQLite the file is made if it is not there. `connections` bounds PostgreSQL's pool.
    pub fn open(location: &Location, connections: usize) -> Result<Self> {
        let engine = match location {
            Location::Sqlite(path) => Engine::Sqlite(Sqlite::open(path)?),
            Location::Postgres(text) => {
                let config = text.parse::<tokio_postgres::Config>().map_err(Error::internal)?;
                Engine::Postgres(Postgres::open(config, connections)?)
            }
        };
        Ok(Self { engine })
    }

    /// Opens transactions for a viewer.
    pub const fn for_viewer(&self, viewer: Viewer) -> ForViewer<'_> {
        ForViewer { db: self, viewer }
    }

    /// A transaction across all towns, for workers, imports and looking up who is asking.
    pub async fn system(&self, moment: &Moment) -> Result<SystemTx> {
        Ok(SystemTx::new(self.writer().await?, moment.clone()))
    }

    /// The same, reading only.
    pub async fn system_read(&self, moment: &Moment) -> Result<SystemTx> {
        Ok(SystemTx::new(self.reader().await?, moment.clone()))
    }

    /// Closes idle connections; those in use close when they are done.
    pub fn close(&self) {
        if let Engine::Postgres(postgres) = &self.engine {
            postgres.close();
        }
    }

    pub(crate) async fn reader(&self) -> Result<Connection> {
        Ok(match &self.engine {
            Engine::Sqlite(sqlite) => Connection::SqliteReader(sqlite.reader()?),
            Engine::Postgres(postgres) => Connection::Postgres(postgres.reader().await?),
        })
    }

    pub(crate) async fn writer(&self) -> Result<Connection> {
        Ok(match &self.engine {
            Engine::Sqlite(sqlite) => Connection::SqliteWriter(sqlite.writer().await?),
            Engine::Postgres(postgres) => Connection::Postgres(postgres.writer().await?),
        })
    }
}

/// The door for one viewer.
pub struct ForViewer<'a> {
    db: &'a Db,
    viewer: Viewer,
}

impl ForViewer<'_> {
    /// A read transaction: one snapshot.
    pub async fn read(&self) -> Result<ReadTx> {
        Ok(ReadTx::new(
            self.db.reader().await?,
            self.viewer,
            Scope::of(&self.viewer),
        ))
    }

    /// A write transaction at a moment. Keep it short: nothing is hashed, rendered, uploaded or mailed inside it.
    pub async fn write(&self, moment: &Moment) -> Result<WriteTx> {
        let read = ReadTx::new(self.db.writer().await?, self.viewer, Scope::of(&self.viewer));
        Ok(WriteTx::new(read, moment.clone()))
    }
}

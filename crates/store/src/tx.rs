//! Transactions. Nobody gets an unscoped row: a [`ReadTx`] and a [`WriteTx`] carry who is looking; a [`SystemTx`] is
//! another type, so that work across towns is seen in a signature.

use std::{
    ops::{Deref, DerefMut},
    sync::atomic::{AtomicU64, Ordering},
};

use domain::{
    Moment, Timestamp, Viewer,
    audience::{Reach, Scope},
    event::Change,
};

use crate::{
    error::{Error, Result},
    event, postgres, sqlite,
    value::{FromRow, Value},
};

/// The statements this process has sent, for the test of every page's budget.
static STATEMENTS: AtomicU64 = AtomicU64::new(0);

/// How many statements this process has sent to its databases.
pub fn statements() -> u64 {
    STATEMENTS.load(Ordering::Relaxed)
}

/// A connection in a transaction.
pub(crate) enum Connection {
    SqliteReader(sqlite::Reader),
    SqliteWriter(sqlite::Writer),
    Postgres(postgres::Held),
}

impl Connection {
    pub(crate) async fn all<T: FromRow>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Vec<T>> {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
        match self {
            Self::SqliteReader(held) => sqlite::all(held.connection()?, sql, params),
            Self::SqliteWriter(held) => sqlite::all(held.connection()?, sql, params),
            Self::Postgres(held) => postgres::all(held.client()?, sql, params).await,
        }
    }

    pub(crate) async fn one<T: FromRow>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Option<T>> {
        Ok(self.all(sql, params).await?.into_iter().next())
    }

    pub(crate) async fn run(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<u64> {
        STATEMENTS.fetch_add(1, Ordering::Relaxed);
        match self {
            Self::SqliteReader(_) => Err(Error::internal("a read transaction cannot write")),
            Self::SqliteWriter(held) => sqlite::run(held.connection()?, sql, params),
            Self::Postgres(held) => postgres::run(held.client()?, sql, params).await,
        }
    }

    async fn commit(self) -> Result<()> {
        match self {
            Self::SqliteReader(_) => Ok(()),
            Self::SqliteWriter(held) => held.commit().await,
            Self::Postgres(held) => held.commit().await,
        }
    }

    pub(crate) const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

/// One snapshot, seen by one viewer.
pub struct ReadTx {
    pub(crate) connection: Connection,
    viewer: Viewer,
    scope: Scope,
}

impl ReadTx {
    pub(crate) const fn new(connection: Connection, viewer: Viewer, scope: Scope) -> Self {
        Self {
            connection,
            viewer,
            scope,
        }
    }

    /// Who is looking.
    pub const fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// Rows of a statement that begins with the three values of the scope: `$1` town, `$2` seat, `$3` reach. The
    /// statement's own values begin at `$4`. Its WHERE clause uses `visible!` (see `scope`).
    pub(crate) async fn seen<T: FromRow>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Vec<T>> {
        let mut bound = Vec::with_capacity(params.len() + 3);
        bound.extend(scope_values(&self.scope));
        bound.extend_from_slice(params);
        self.connection.all(sql, &bound).await
    }

    /// The first row of such a statement.
    pub(crate) async fn seen_one<T: FromRow>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Option<T>> {
        Ok(self.seen(sql, params).await?.into_iter().next())
    }

    /// Rows of a statement about what hangs on a row the viewer was already shown, or on the viewer.
    pub(crate) async fn all<T: FromRow>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Vec<T>> {
        self.connection.all(sql, params).await
    }

    /// The first row of such a statement.
    pub(crate) async fn one<T: FromRow>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Option<T>> {
        self.connection.one(sql, params).await
    }
}

/// The scope as the first three values of a statement.
fn scope_values(scope: &Scope) -> [Value<'static>; 3] {
    let reach = match scope.reach {
        Reach::Outside => 0,
        Reach::Summaries => 1,
        Reach::Inside => 2_i64,
    };
    [scope.town.into(), scope.seat.into(), reach.into()]
}

/// A change by one viewer at one moment. Commits together with its events, or not at all.
pub struct WriteTx {
    read: ReadTx,
    moment: Moment,
    wrote: bool,
    noted: bool,
}

impl WriteTx {
    pub(crate) const fn new(read: ReadTx, moment: Moment) -> Self {
        Self {
            read,
            moment,
            wrote: false,
            noted: false,
        }
    }

    /// The moment of the change.
    pub const fn moment(&self) -> &Moment {
        &self.moment
    }

    /// The instant of the change.
    pub const fn now(&self) -> Timestamp {
        self.moment.now
    }

    pub(crate) async fn run(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<u64> {
        self.wrote = true;
        self.read.connection.run(sql, params).await
    }

    /// Notes what was done, by whom, under which hat.
    pub(crate) async fn note(&mut self, change: Change) -> Result<()> {
        self.noted = true;
        event::insert(
            &mut self.read.connection,
            &self.moment,
            &self.read.viewer,
            &change,
        )
        .await
    }

    /// Commits the change and its note. A change without a note is a defect and is not committed.
    pub async fn commit(self) -> Result<()> {
        if self.wrote && !self.noted {
            return Err(Error::internal("a change without its event"));
        }
        self.read.connection.commit().await
    }
}

impl Deref for WriteTx {
    type Target = ReadTx;
    fn deref(&self) -> &ReadTx {
        &self.read
    }
}
impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut ReadTx {
        &mut self.read
    }
}

/// A transaction that is nobody's: workers, imports, sessions. Sees everything; handlers never get one.
pub struct SystemTx {
    pub(crate) connection: Connection,
    pub(crate) moment: Moment,
}

impl SystemTx {
    pub(crate) const fn new(connection: Connection, moment: Moment) -> Self {
        Self { connection, moment }
    }

    /// The moment of the work.
    pub const fn moment(&self) -> &Moment {
        &self.moment
    }

    pub(crate) async fn all<T: FromRow>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Vec<T>> {
        self.connection.all(sql, params).await
    }

    pub(crate) async fn one<T: FromRow>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
    ) -> Result<Option<T>> {
        self.connection.one(sql, params).await
    }

    pub(crate) async fn run(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<u64> {
        self.connection.run(sql, params).await
    }

    pub(crate) async fn note(&mut self, viewer: &Viewer, change: Change) -> Result<()> {
        event::insert(&mut self.connection, &self.moment, viewer, &change).await
    }

    /// Goes on as one viewer's read transaction, in the same snapshot: used once it is known who is asking.
    pub fn read_as(self, viewer: Viewer) -> ReadTx {
        let scope = Scope::of(&viewer);
        ReadTx::new(self.connection, viewer, scope)
    }

    /// Goes on as one viewer's write transaction.
    pub fn write_as(self, viewer: Viewer) -> WriteTx {
        let moment = self.moment.clone();
        WriteTx::new(self.read_as(viewer), moment)
    }

    /// Commits.
    pub async fn commit(self) -> Result<()> {
        self.connection.commit().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{testing::moment, value::params};

    const WRITE: &str = "INSERT INTO consumers (name, tx, position) VALUES ('x', 0, 0)";
    const READ: &str = "SELECT COUNT(*) FROM consumers";

    crate::on_both_databases! {
        async fn a_reader_cannot_write(db: Db) {
            let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
            assert!(tx.connection.run(WRITE, params![]).await.is_err());
            drop(tx);
            let mut tx = db.system_read(&moment()).await.unwrap();
            assert!(tx.run(WRITE, params![]).await.is_err());
        }

        async fn a_change_without_its_event_is_not_committed(db: Db) {
            let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment()).await.unwrap();
            tx.run(WRITE, params![]).await.unwrap();
            assert!(tx.commit().await.is_err());
            let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
            assert_eq!(tx.one::<i64>(READ, params![]).await.unwrap(), Some(0));
        }
    }
}

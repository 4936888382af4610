//! PostgreSQL: a pool of connections with their prepared statements.

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use tokio_postgres::{NoTls, types::ToSql};

use crate::{
    error::{Error, Result},
    value::{FromRow, Row, Value},
};

#[derive(Clone)]
pub(crate) struct Postgres {
    pool: Pool,
}

impl Postgres {
    pub(crate) fn open(config: tokio_postgres::Config, connections: usize) -> Result<Self> {
        let recycling = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = Manager::from_config(config, NoTls, recycling);
        let pool = Pool::builder(manager)
            .max_size(connections)
            .build()
            .map_err(Error::internal)?;
        Ok(Self { pool })
    }

    /// A read transaction: one snapshot, read only.
    pub(crate) async fn reader(&self) -> Result<Held> {
        self.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .await
    }

    /// A write transaction. Serialisable, as it is on SQLite with its one writer: a rule checked by a handler holds
    /// when it commits, or the commit fails with `Conflict` and can be tried again.
    pub(crate) async fn writer(&self) -> Result<Held> {
        self.begin("BEGIN ISOLATION LEVEL SERIALIZABLE").await
    }

    async fn begin(&self, sql: &str) -> Result<Held> {
        let client = self.pool.get().await?;
        client.batch_execute(sql).await?;
        Ok(Held { client: Some(client) })
    }

    pub(crate) fn close(&self) {
        self.pool.close();
    }

    pub(crate) async fn client(&self) -> Result<Object> {
        Ok(self.pool.get().await?)
    }
}

/// A connection in a transaction; rolled back when dropped uncommitted.
pub(crate) struct Held {
    client: Option<Object>,
}

impl Held {
    pub(crate) fn client(&self) -> Result<&Object> {
        self.client
            .as_ref()
            .ok_or_else(|| Error::internal("the transaction is over"))
    }

    pub(crate) async fn commit(mut self) -> Result<()> {
        self.client()?.batch_execute("COMMIT").await?;
        self.client = None;
        Ok(())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            match tokio::runtime::Handle::try_current() {
                Ok(runtime) => {
                    runtime.spawn(async move {
                        if client.batch_execute("ROLLBACK").await.is_err() {
                            // A connection that cannot roll back must not serve anybody again.
                            drop(Object::take(client));
                        }
                    });
                }
                Err(_) => drop(Object::take(client)),
            }
        }
    }
}

pub(crate) async fn all<T: FromRow>(client: &Object, sql: &str, params: &[Value<'_>]) -> Result<Vec<T>> {
    let statement = client.prepare_cached(sql).await?;
    let bound = bind(params, statement.params().len())?;
    let rows = client.query(&statement, &bound).await?;
    rows.iter()
        .map(|row| T::from_row(&mut Row::postgres(row)))
        .collect()
}

pub(crate) async fn run(client: &Object, sql: &str, params: &[Value<'_>]) -> Result<u64> {
    let statement = client.prepare_cached(sql).await?;
    let bound = bind(params, statement.params().len())?;
    Ok(client.execute(&statement, &bound).await?)
}

/// The first `count` values: a statement may leave the last ones of a shared list unused.
fn bind<'a>(params: &'a [Value<'a>], count: usize) -> Result<Vec<&'a (dyn ToSql + Sync)>> {
    if params.len() < count {
        return Err(Error::internal(format!(
            "{count} parameters, {} values",
            params.len()
        )));
    }
    Ok(params[..count]
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect())
}

//! Work to be done later, claimed by one worker at a time, tried again with growing pauses, set aside after too many.

mod claim;

use domain::{Timestamp, id::JobId};
use uuid::Uuid;

use crate::{
    error::Result,
    tx::SystemTx,
    value::{FromRow, Row, params},
};

/// How often a job is tried before it is set aside.
pub const ATTEMPTS: i64 = 8;
/// For how long a claim holds: a worker that died leaves its job to another after it.
const CLAIM: i64 = 5 * Timestamp::MINUTE;

/// A claimed job.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Job {
    /// The job.
    pub id: JobId,
    /// What it is about, in the table its queue speaks of.
    pub subject: Uuid,
    /// How often it was tried before.
    pub attempts: i64,
}

impl FromRow for Job {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            subject: row.take()?,
            attempts: row.take()?,
        })
    }
}

const INSERT: &str =
    "INSERT INTO jobs (id, queue, subject, run_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const DELETE: &str = "DELETE FROM jobs WHERE id = $1";
const RETRY: &str = "UPDATE jobs SET attempts = attempts + 1, locked_until = 0, run_at = $2, error = $3, failed_at = $4 WHERE id = $1";

/// Puts a job into a queue; a second one for the same subject is the first one.
pub async fn insert(tx: &mut SystemTx, queue: &str, subject: Uuid, run_at: Timestamp) -> Result<()> {
    let id = JobId::new(tx.moment());
    tx.run(INSERT, params![id, queue, subject, run_at]).await?;
    Ok(())
}

/// Claims up to `most` due jobs of a queue. Commit before working on them.
pub async fn claim(tx: &mut SystemTx, queue: &str, most: i64) -> Result<Vec<Job>> {
    let now = tx.moment().now;
    let sql = if tx.connection.is_postgres() {
        claim::POSTGRES
    } else {
        claim::SQLITE
    };
    tx.all(sql, params![queue, now, now.plus(CLAIM), most]).await
}

/// The job is done.
pub async fn delete(tx: &mut SystemTx, job: &Job) -> Result<()> {
    tx.run(DELETE, params![job.id]).await?;
    Ok(())
}

/// The job failed: it is tried again later, or set aside after [`ATTEMPTS`]. Answers whether it will be tried again.
pub async fn retry(tx: &mut SystemTx, job: &Job, error: &str) -> Result<bool> {
    let now = tx.moment().now;
    // 1, 2, 4, … minutes.
    let pause = Timestamp::MINUTE << job.attempts.clamp(0, 10);
    let again = job.attempts + 1 < ATTEMPTS;
    let failed_at = if again { None } else { Some(now) };
    let error: String = error.chars().take(500).collect();
    tx.run(RETRY, params![job.id, now.plus(pause), error, failed_at])
        .await?;
    Ok(again)
}

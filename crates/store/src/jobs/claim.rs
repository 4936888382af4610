//! Claiming differs: PostgreSQL's workers step over each other's rows, SQLite has one writer anyway.

pub(super) const SQLITE: &str = "UPDATE jobs SET locked_until = $3 WHERE id IN ( \
    SELECT id FROM jobs WHERE queue = $1 AND run_at <= $2 AND locked_until <= $2 AND failed_at IS NULL \
    ORDER BY run_at, id LIMIT $4) RETURNING id, subject, attempts";

pub(super) const POSTGRES: &str = "UPDATE jobs SET locked_until = $3 WHERE id IN ( \
    SELECT id FROM jobs WHERE queue = $1 AND run_at <= $2 AND locked_until <= $2 AND failed_at IS NULL \
    ORDER BY run_at, id LIMIT $4 FOR UPDATE SKIP LOCKED) RETURNING id, subject, attempts";

//! What can go wrong in the store. Absence is never an error: functions that may find nothing return `Option`.

/// The result of a store function.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The change contradicts what is there or what was written meanwhile; holds the name of the constraint or index, as
    /// far as the database tells. The whole change can be tried again.
    #[error("conflict: {0}")]
    Conflict(String),
    /// The database cannot be reached or is locked for too long. Trying again later may help.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A defect of ours or of the data.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    pub(crate) fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match &error {
            rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
                ErrorCode::ConstraintViolation => Self::Conflict(message.clone().unwrap_or_default()),
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::CannotOpen
                | ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure => Self::Unavailable(error.to_string()),
                _ => Self::Internal(error.to_string()),
            },
            _ => Self::Internal(error.to_string()),
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            return if error.is_closed()
                || std::error::Error::source(&error)
                    .is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
            {
                Self::Unavailable(error.to_string())
            } else {
                Self::Internal(format!("{error}: {:?}", std::error::Error::source(&error)))
            };
        };
        let code = db.code().code();
        match &code[..2] {
            // Two changes that cannot both be true, or that wait for each other: one of them is to be tried again.
            "40" => Self::Conflict(db.message().to_owned()),
            "23" => Self::Conflict(db.constraint().unwrap_or(db.message()).to_owned()),
            // Connection trouble, resources, shutting down.
            "08" | "53" | "57" => Self::Unavailable(db.message().to_owned()),
            _ => Self::Internal(format!("{code} {}", db.message())),
        }
    }
}

impl From<deadpool_postgres::PoolError> for Error {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

//! The small pair between our functions and two drivers: [`Value`] goes in, [`Row`] comes out.

use std::borrow::Cow;

use domain::{Coded, Day, Id, MunicipalityCode, Timestamp};
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use uuid::Uuid;

use crate::error::{Error, Result};

/// One bound parameter.
#[derive(Clone, Debug)]
pub(crate) enum Value<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Boolean(bool),
    Text(Cow<'a, str>),
    Uuid(Uuid),
    Bytes(Cow<'a, [u8]>),
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}
impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}
impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}
impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}
impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(value))
    }
}
impl From<Uuid> for Value<'_> {
    fn from(value: Uuid) -> Self {
        Self::Uuid(value)
    }
}
impl<K> From<Id<K>> for Value<'_> {
    fn from(value: Id<K>) -> Self {
        Self::Uuid(value.uuid())
    }
}
impl From<Timestamp> for Value<'_> {
    fn from(value: Timestamp) -> Self {
        Self::Integer(value.0)
    }
}
impl From<Day> for Value<'_> {
    fn from(value: Day) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }
}
impl From<MunicipalityCode> for Value<'_> {
    fn from(value: MunicipalityCode) -> Self {
        Self::Text(Cow::Owned(value.as_str().to_owned()))
    }
}
impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The parameters of a statement, `$1` first.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::value::Value::from($value)),*] };
}
pub(crate) use params;

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Owned::Null),
            Self::Integer(value) => ToSqlOutput::Owned(Owned::Integer(*value)),
            Self::Real(value) => ToSqlOutput::Owned(Owned::Real(*value)),
            Self::Boolean(value) => ToSqlOutput::Owned(Owned::Integer(i64::from(*value))),
            Self::Text(value) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
            Self::Uuid(value) => ToSqlOutput::Borrowed(ValueRef::Blob(value.as_bytes())),
            Self::Bytes(value) => ToSqlOutput::Borrowed(ValueRef::Blob(value)),
        })
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(value) if *ty == Type::INT4 => i32::try_from(*value)?.to_sql(ty, out),
            Self::Integer(value) => value.to_sql(ty, out),
            Self::Real(value) => value.to_sql(ty, out),
            Self::Boolean(value) => value.to_sql(ty, out),
            Self::Text(value) => value.as_ref().to_sql(ty, out),
            Self::Uuid(value) => value.to_sql(ty, out),
            Self::Bytes(value) => value.as_ref().to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        // The server's type decides in `to_sql`; a mismatch comes back as an error of the statement.
        true
    }

    to_sql_checked!();
}

/// One row being read, column after column.
pub(crate) struct Row<'a> {
    source: Source<'a>,
    next: usize,
}

enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    pub(crate) fn sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Self {
            source: Source::Sqlite(row),
            next: 0,
        }
    }

    pub(crate) fn postgres(row: &'a tokio_postgres::Row) -> Self {
        Self {
            source: Source::Postgres(row),
            next: 0,
        }
    }

    /// The next column.
    pub(crate) fn take<T: FromColumn>(&mut self) -> Result<T> {
        let column = self.next;
        self.next += 1;
        match self.source {
            Source::Sqlite(row) => T::sqlite(row, column),
            Source::Postgres(row) => T::postgres(row, column),
        }
    }

    /// The next column as a member of a closed vocabulary.
    pub(crate) fn code<T: Coded>(&mut self) -> Result<T> {
        let code: String = self.take()?;
        T::parse(&code).ok_or_else(|| Error::internal(format!("unknown code {code:?}")))
    }
}

/// What a row becomes.
pub(crate) trait FromRow: Sized {
    fn from_row(row: &mut Row<'_>) -> Result<Self>;
}

/// A row of one column.
impl<T: FromColumn> FromRow for T {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        row.take()
    }
}

/// What a column becomes.
pub(crate) trait FromColumn: Sized {
    fn sqlite(row: &rusqlite::Row<'_>, column: usize) -> Result<Self>;
    fn postgres(row: &tokio_postgres::Row, column: usize) -> Result<Self>;
}

macro_rules! columns {
    ($($kind:ty),+) => {$(
        impl FromColumn for $kind {
            fn sqlite(row: &rusqlite::Row<'_>, column: usize) -> Result<Self> {
                Ok(row.get(column)?)
            }
            fn postgres(row: &tokio_postgres::Row, column: usize) -> Result<Self> {
                Ok(row.try_get(column)?)
            }
        }
    )+};
}
columns!(String, Vec<u8>, f64, bool);

impl FromColumn for i64 {
    fn sqlite(row: &rusqlite::Row<'_>, column: usize) -> Result<Self> {
        Ok(row.get(column)?)
    }
    fn postgres(row: &tokio_postgres::Row, column: usize) -> Result<Self> {
        if *row.columns()[column].type_() == Type::INT4 {
            return Ok(i64::from(row.try_get::<_, i32>(column)?));
        }
        Ok(row.try_get(column)?)
    }
}

impl FromColumn for Uuid {
    fn sqlite(row: &rusqlite::Row<'_>, column: usize) -> Result<Self> {
        let bytes = row.get_ref(column)?.as_blob().map_err(Error::internal)?;
        Self::from_slice(bytes).map_err(Error::internal)
    }
    fn postgres(row: &tokio_postgres::Row, column: usize) -> Result<Self> {
        Ok(row.try_get(column)?)
    }
}

/// Columns stored as another column type.
macro_rules! through {
    ($($kind:ty: $inner:ty => $convert:expr;)+) => {$(
        impl FromColumn for $kind {
            fn sqlite(row: &rusqlite::Row<'_>, column: usize) -> Result<Self> {
                ($convert)(<$inner>::sqlite(row, column)?)
            }
            fn postgres(row: &tokio_postgres::Row, column: usize) -> Result<Self> {
                ($convert)(<$inner>::postgres(row, column)?)
            }
        }
    )+};
}
through! {
    Timestamp: i64 => |value| Ok(Timestamp(value));
    Day: String => |text: String| text.parse().map_err(Error::internal);
    MunicipalityCode: String => |text: String| MunicipalityCode::parse(&text).map_err(Error::internal);
}

impl<K> FromColumn for Id<K> {
    fn sqlite(row: &rusqlite::Row<'_>, column: usize) -> Result<Self> {
        Uuid::sqlite(row, column).map(Self::from_uuid)
    }
    fn postgres(row: &tokio_postgres::Row, column: usize) -> Result<Self> {
        Uuid::postgres(row, column).map(Self::from_uuid)
    }
}

impl<T: FromColumn> FromColumn for Option<T> {
    fn sqlite(row: &rusqlite::Row<'_>, column: usize) -> Result<Self> {
        match row.get_ref(column)? {
            rusqlite::types::ValueRef::Null => Ok(None),
            _ => T::sqlite(row, column).map(Some),
        }
    }
    fn postgres(row: &tokio_postgres::Row, column: usize) -> Result<Self> {
        if is_null(row, column)? {
            Ok(None)
        } else {
            T::postgres(row, column).map(Some)
        }
    }
}

/// Whether a column is NULL, whatever its type.
fn is_null(row: &tokio_postgres::Row, column: usize) -> Result<bool> {
    struct Anything;
    impl<'a> tokio_postgres::types::FromSql<'a> for Anything {
        fn from_sql(_: &Type, _: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
            Ok(Self)
        }
        fn accepts(_: &Type) -> bool {
            true
        }
    }
    Ok(row.try_get::<_, Option<Anything>>(column)?.is_none())
}

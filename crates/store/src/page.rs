//! Keyset pages: a list goes on after the last row shown, never after a count of rows.

use uuid::Uuid;

/// How many rows a page shows.
pub const ROWS: i64 = 50;

/// Where a page ends: the sort key and id of its last row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cursor {
    /// The sort key as stored: a day or an instant in digits.
    pub key: String,
    /// The id.
    pub id: Uuid,
}

impl Cursor {
    /// The text used in URLs: `key~id`.
    pub fn encode(&self) -> String {
        format!("{}~{}", self.key, self.id.simple())
    }

    /// Reads the text of a URL; `None` for anything we did not write.
    pub fn decode(text: &str) -> Option<Self> {
        let (key, id) = text.split_once('~')?;
        let plain = key.len() <= 40
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        plain.then_some(())?;
        Some(Self {
            key: key.to_owned(),
            id: Uuid::try_parse(id).ok()?,
        })
    }
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Cuts rows fetched with a limit of [`ROWS`] + 1.
    pub(crate) fn cut(mut rows: Vec<T>, cursor: impl Fn(&T) -> Cursor) -> Self {
        let most = usize::try_from(ROWS).unwrap_or(usize::MAX);
        let more = rows.len() > most;
        rows.truncate(most);
        let next = if more { rows.last().map(cursor) } else { None };
        Self { rows, next }
    }

    /// The same page with its rows turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page {
            rows: self.rows.into_iter().map(turn).collect(),
            next: self.next,
        }
    }
}

/// The cursor before the first row of a newest-first list by day.
pub(crate) fn newest_day(after: Option<&Cursor>) -> (String, Uuid) {
    after.map_or_else(
        || ("9999".to_owned(), Uuid::max()),
        |cursor| (cursor.key.clone(), cursor.id),
    )
}

//! 町ごとの事情: what each town of a challenge says of its own situation, every revision kept. A town's text is written by
//! its own staff; beyond the circle it is opened, like everything shared, by the hands of all.
//!
//! Events of kind `challenge`: `told` (before and after: the words).

use domain::{
    MunicipalityCode, Timestamp,
    audience::Audience,
    id::{ContextId, PersonId},
};

use crate::{
    ReadTx, Result, WriteTx,
    challenge::{Challenge, note},
    scope::visible,
    value::{FromRow, Row, params},
};

/// One revision of a town's context.
#[derive(Clone, Debug)]
pub struct Context {
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub name: String,
    /// The context; the same through its revisions.
    pub id: ContextId,
    /// The number of the revision, from 1.
    pub number: i64,
    /// What the town says; Markdown.
    pub words: String,
    /// Why it was written anew; may be empty.
    pub because: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub written_at: Timestamp,
    /// To whom it is open.
    pub audience: Audience,
}

impl FromRow for Context {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            name: row.take()?,
            id: row.take()?,
            number: row.take()?,
            words: row.take()?,
            because: row.take()?,
            author: row.take()?,
            written_at: row.take()?,
            audience: row.code()?,
        })
    }
}

macro_rules! contexts {
    () => {
        "SELECT x.of_town, m.name, x.id, x.number, x.words, x.because, p.name, x.written_at, x.audience \
         FROM town_contexts x JOIN municipalities m ON m.code = x.of_town JOIN persons p ON p.id = x.author \
         WHERE x.town = $4 AND x.challenge = $5 AND "
    };
}

const NEWEST: &str = concat!(
    contexts!(),
    "x.number = (SELECT MAX(y.number) FROM town_contexts y WHERE y.town = x.town AND y.challenge = x.challenge \
     AND y.of_town = x.of_town AND ",
    visible!("y", dialogue = "NULL", challenge = "y.challenge"),
    ") ORDER BY x.of_town LIMIT 100"
);
const OF_TOWN: &str = concat!(
    contexts!(),
    "x.of_town = $6 AND x.number < $7 AND ",
    visible!("x", dialogue = "NULL", challenge = "x.challenge"),
    " ORDER BY x.number DESC LIMIT $8"
);

/// The newest revision of each town's context that the viewer may read, by the towns' codes.
pub async fn newest(tx: &mut ReadTx, challenge: &Challenge) -> Result<Vec<Context>> {
    tx.seen(NEWEST, params![challenge.town, challenge.id]).await
}

/// How many revisions a page shows.
pub const SHOWN: i64 = 20;

/// The revisions of one town's context the viewer may read, the newest first below `before`: one more than a page shows,
/// so that the oldest shown can be compared with the one before it.
pub async fn of_town(
    tx: &mut ReadTx,
    challenge: &Challenge,
    town: MunicipalityCode,
    before: Option<i64>,
) -> Result<Vec<Context>> {
    let before = before.unwrap_or(i64::MAX);
    let values = params![challenge.town, challenge.id, town, before, SHOWN + 1];
    tx.seen(OF_TOWN, values).await
}

/// A revision to be written.
#[derive(Clone, Copy, Debug)]
pub struct NewContext<'a> {
    /// The town whose context it is.
    pub town: MunicipalityCode,
    /// What it says; Markdown.
    pub words: &'a str,
    /// Why it is written anew.
    pub because: &'a str,
    /// Who wrote it.
    pub author: PersonId,
}

struct Last(ContextId, i64, String);

impl FromRow for Last {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self(row.take()?, row.take()?, row.take()?))
    }
}

const LAST: &str = "SELECT id, number, words FROM town_contexts WHERE town = $1 AND challenge = $2 AND of_town = $3 \
    ORDER BY number DESC LIMIT 1";
const INSERT: &str = "INSERT INTO town_contexts (town, id, challenge, of_town, number, words, because, author, written_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Writes the next revision of a town's context and answers its number.
pub async fn insert(tx: &mut WriteTx, challenge: &Challenge, new: &NewContext<'_>) -> Result<i64> {
    let last: Option<Last> = tx
        .one(LAST, params![challenge.town, challenge.id, new.town])
        .await?;
    let (id, number) = last.as_ref().map_or_else(
        || (ContextId::new(tx.moment()), 1),
        |Last(id, number, _)| (*id, number + 1),
    );
    let now = tx.now();
    let values = params![
        challenge.town,
        id,
        challenge.id,
        new.town,
        number,
        new.words,
        new.because,
        new.author,
        now
    ];
    tx.run(INSERT, values).await?;
    let before = last.map(|one| one.2);
    note(
        tx,
        challenge.town,
        challenge.id,
        "told",
        before.as_deref(),
        new.words,
    )
    .await?;
    Ok(number)
}

//! Signed-in browsers. The token is known to the browser only; here lies its SHA-256.

use domain::{
    Hat, Moment, Timestamp, Viewer,
    day::Calendar,
    event::{Change, RecordKind},
    id::{PersonId, SessionId},
};
use sha2::{Digest, Sha256};

use crate::{
    ReadTx, Result, SystemTx,
    hat::{self, Worn},
    value::{FromRow, Row, params},
};

/// How long a session lasts without being used.
pub const IDLE: i64 = 14 * Timestamp::DAY;
/// How often at most the last use is written down.
const TOUCH: i64 = 10 * Timestamp::MINUTE;

/// A session's token as the browser holds it: 32 random bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(pub [u8; 32]);

impl Token {
    /// Draws a token.
    pub fn new(moment: &Moment) -> Self {
        Self(moment.bytes())
    }

    fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

/// Who is asking: a person, their settings, the hats they may wear and the one they do.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The session.
    pub session: SessionId,
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The code of their language.
    pub locale: String,
    /// How they read years.
    pub calendar: Calendar,
    /// When the session was last noted as used.
    pub seen_at: Timestamp,
    /// The hats they may wear today.
    pub hats: Vec<Worn>,
    /// The one they wear.
    pub hat: Option<Hat>,
}

impl Visitor {
    /// As the viewer of rows.
    pub const fn viewer(&self) -> Viewer {
        Viewer {
            person: Some(self.person),
            hat: self.hat,
        }
    }

    /// Whether the last use is old enough to be noted again.
    pub const fn is_stale(&self, now: Timestamp) -> bool {
        now.0 - self.seen_at.0 > TOUCH
    }
}

/// One row of a visitor: first the session with its person, then a row for each hat.
struct Found {
    line: hat::Line,
    held: Option<Held>,
}

/// What a session says of itself and of who holds it.
struct Held {
    session: SessionId,
    person: PersonId,
    locale: String,
    calendar: Calendar,
    seen_at: Timestamp,
    hat: Option<String>,
}

impl FromRow for Found {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let line = hat::Line::from_row(row)?;
        let Some(session) = row.take()? else {
            return Ok(Self { line, held: None });
        };
        let held = Held {
            session,
            person: row.take()?,
            locale: row.take()?,
            calendar: row.code()?,
            seen_at: row.take()?,
            hat: row.take()?,
        };
        Ok(Self {
            line,
            held: Some(held),
        })
    }
}

const FIND: &str = concat!(
    "WITH holder AS (SELECT s.id AS session, s.person AS person, s.seen_at AS seen_at, s.hat AS hat, p.name AS name, \
     p.locale AS locale, p.calendar AS calendar, $3 AS today FROM sessions s JOIN persons p ON p.id = s.person \
     WHERE s.token = $1 AND s.expires_at > $2) \
     SELECT 'session' AS kind, NULLIF(h.locale, h.locale) AS town, NULLIF(h.person, h.person) AS seat, \
     NULLIF(h.person, h.person) AS department, NULLIF(h.person, h.person) AS partner, FALSE AS admin, \
     h.name AS organisation, '' AS title, h.session, h.person, h.locale, h.calendar, h.seen_at, h.hat FROM holder h \
     UNION ALL ",
    hat::hats_of_holder!(", NULL, NULL, NULL, NULL, NULL, NULL")
);
const INSERT: &str = "INSERT INTO sessions (token, id, person, hat, address, agent, created_at, seen_at, expires_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)";
const TOUCHED: &str = "UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE id = $1";
const WEAR: &str = "UPDATE sessions SET hat = $2, token = $3 WHERE id = $1";
const ROTATE: &str = "UPDATE sessions SET token = $2 WHERE id = $1";
const DELETE: &str = "DELETE FROM sessions WHERE id = $1 AND person = $2";
const DELETE_OTHERS: &str = "DELETE FROM sessions WHERE person = $1 AND id <> $2";
const DELETE_ALL: &str = "DELETE FROM sessions WHERE person = $1";
const SWEEP: &str = "DELETE FROM sessions WHERE expires_at <= $1";
const LIST: &str = "SELECT id, address, agent, created_at, seen_at FROM sessions \
    WHERE person = $1 AND expires_at > $2 ORDER BY id DESC LIMIT 50";

/// Finds who holds a token, with the hats in effect today. A session whose hat has ended wears the first that has not; one
/// that never had a hat puts on none by itself: rights that came later are taken up with a new token.
pub async fn find(tx: &mut SystemTx, token: &Token) -> Result<Option<Visitor>> {
    let now = tx.moment().now;
    let rows: Vec<Found> = tx.all(FIND, params![&token.digest()[..], now, now.day()]).await?;
    let (mut holder, mut hats) = (None, Vec::new());
    for row in rows {
        match row.held {
            Some(held) => holder = Some((held, row.line.organisation)),
            None => hats.push(hat::worn(row.line)?),
        }
    }
    let Some((held, name)) = holder else {
        return Ok(None);
    };
    let worn = held.hat.and_then(|code| {
        let same = hats.iter().find(|worn| worn.hat.code() == code);
        same.or_else(|| hats.first())
    });
    let hat = worn.map(|worn| worn.hat);
    Ok(Some(Visitor {
        session: held.session,
        person: held.person,
        name,
        locale: held.locale,
        calendar: held.calendar,
        seen_at: held.seen_at,
        hats,
        hat,
    }))
}

/// Signs a person in and answers the token for their browser. `address` and `agent` are shown to the person in their
/// list of sessions; they are cut to 200 characters.
pub async fn insert(
    tx: &mut SystemTx,
    person: PersonId,
    hat: Option<&str>,
    address: &str,
    agent: &str,
) -> Result<Token> {
    let moment = tx.moment().clone();
    let (token, id) = (Token::new(&moment), SessionId::new(&moment));
    let digest = token.digest();
    let short = |text: &str| text.chars().take(200).collect::<String>();
    let values = params![
        &digest[..],
        id,
        person,
        hat,
        short(address),
        short(agent),
        moment.now,
        moment.now.plus(IDLE)
    ];
    tx.run(INSERT, values).await?;
    let viewer = Viewer {
        person: Some(person),
        hat: None,
    };
    tx.note(&viewer, Change::new(RecordKind::Session, id, "signed_in"))
        .await?;
    Ok(token)
}

/// Notes that a session is in use.
pub async fn touch(tx: &mut SystemTx, session: SessionId) -> Result<()> {
    let now = tx.moment().now;
    tx.run(TOUCHED, params![session, now, now.plus(IDLE)]).await?;
    Ok(())
}

/// Puts another hat on. The rights change, so the token does: the old one is dead.
pub async fn wear(tx: &mut SystemTx, visitor: &Visitor, hat: &Hat) -> Result<Token> {
    let token = Token::new(tx.moment());
    tx.run(WEAR, params![visitor.session, hat.code(), &token.digest()[..]])
        .await?;
    tx.note(
        &visitor.viewer(),
        Change::new(RecordKind::Session, visitor.session, "hat_changed"),
    )
    .await?;
    Ok(token)
}

/// Gives a session a new token after something changed that an older copy must not outlive.
pub async fn rotate(tx: &mut SystemTx, visitor: &Visitor) -> Result<Token> {
    let token = Token::new(tx.moment());
    tx.run(ROTATE, params![visitor.session, &token.digest()[..]])
        .await?;
    tx.note(
        &visitor.viewer(),
        Change::new(RecordKind::Session, visitor.session, "renewed"),
    )
    .await?;
    Ok(token)
}

/// Ends one of a person's sessions. `false` when there is none of this id.
pub async fn delete(tx: &mut SystemTx, visitor: &Visitor, session: SessionId) -> Result<bool> {
    if tx.run(DELETE, params![session, visitor.person]).await? == 0 {
        return Ok(false);
    }
    tx.note(
        &visitor.viewer(),
        Change::new(RecordKind::Session, session, "ended"),
    )
    .await?;
    Ok(true)
}

/// Ends every session of a person but this one.
pub async fn delete_others(tx: &mut SystemTx, visitor: &Visitor) -> Result<u64> {
    let ended = tx
        .run(DELETE_OTHERS, params![visitor.person, visitor.session])
        .await?;
    if ended > 0 {
        tx.note(
            &visitor.viewer(),
            Change::new(RecordKind::Session, visitor.session, "others_ended"),
        )
        .await?;
    }
    Ok(ended)
}

/// Ends every session of a person, after a password was set anew.
pub async fn delete_all(tx: &mut SystemTx, person: PersonId) -> Result<u64> {
    tx.run(DELETE_ALL, params![person]).await
}

/// Deletes sessions that expired; for the nightly worker. Answers how many.
pub async fn sweep(tx: &mut SystemTx) -> Result<u64> {
    let now = tx.moment().now;
    tx.run(SWEEP, params![now]).await
}

/// A session in its person's list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The session.
    pub id: SessionId,
    /// The address it was begun from; may be empty.
    pub address: String,
    /// What the browser calls itself; may be empty.
    pub agent: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When its last use was noted.
    pub seen_at: Timestamp,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            address: row.take()?,
            agent: row.take()?,
            created_at: row.take()?,
            seen_at: row.take()?,
        })
    }
}

/// A person's live sessions, the newest first; at most fifty.
pub async fn list(tx: &mut ReadTx, person: PersonId, now: Timestamp) -> Result<Vec<Line>> {
    tx.all(LIST, params![person, now]).await
}

//! ふりかえり: the one text made of what each wrote: rows and SQL. Every revision is kept; it is settled when every
//! party signed the same one, and stands then.
//!
//! Events of kind `reflection`: `written`, `rewritten` (after: the next question), `signed`, `unsigned`, `settled` (after:
//! the revision's number).

use domain::{
    Coded, Day, MunicipalityCode, Timestamp,
    audience::Audience,
    event::{Change, RecordKind},
    id::{ChallengeId, ReflectionId, SeatId, TrialId},
    joint::Party,
    paragraph::{Field, LeftOut},
    phase::{Phase, Place},
    reflection::Onward,
    viewer::Side,
};

use crate::{
    ReadTx, Result, WriteTx,
    challenge::Author,
    scope::{curtain, seen_from, visible},
    trial::Trial,
    value::{FromRow, Row, Value, params},
};

/// A reflection in its current revision.
#[derive(Clone, Debug)]
pub struct Reflection {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: ReflectionId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The trial it looks back on.
    pub trial: TrialId,
    /// The round it closes.
    pub round: i64,
    /// What was learnt; Markdown.
    pub learnt: String,
    /// The question it leaves.
    pub next_question: String,
    /// How it goes on.
    pub onward: Onward,
    /// A rest's last day.
    pub until: Option<Day>,
    /// 町の日常になった.
    pub everyday: bool,
    /// Why it rests; may be empty.
    pub reason: String,
    /// The number of the current revision.
    pub revision: i64,
    /// Who wrote it.
    pub author: String,
    /// For which side.
    pub side: Side,
    /// When.
    pub written_at: Timestamp,
    /// When every party had signed it.
    pub settled_at: Option<Timestamp>,
    /// To whom it is open.
    pub audience: Audience,
    /// Whether the viewer sits in the circle.
    pub in_circle: bool,
    /// Where its challenge stands.
    pub on: Place,
    /// Where paragraphs are not for the viewer.
    pub left_out: LeftOut,
}

impl FromRow for Reflection {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let mut one = Self {
            town: row.take()?,
            id: row.take()?,
            challenge: row.take()?,
            trial: row.take()?,
            round: row.take()?,
            learnt: row.take()?,
            next_question: row.take()?,
            onward: row.code()?,
            until: row.take()?,
            everyday: row.take()?,
            reason: row.take()?,
            revision: row.take()?,
            author: row.take()?,
            side: row.code()?,
            written_at: row.take()?,
            settled_at: row.take()?,
            audience: row.code()?,
            in_circle: row.take()?,
            on: Place {
                phase: row.code()?,
                round: row.take()?,
                resume: row.take::<Option<String>>()?.as_deref().and_then(Phase::parse),
                rest_until: row.take()?,
            },
            left_out: LeftOut::default(),
        };
        let mut curtain = curtain(row)?;
        one.learnt = curtain.through(Field::Learnt, 0, one.learnt);
        one.left_out = curtain.left_out();
        Ok(one)
    }
}

const FIND: &str = concat!(
    "SELECT f.town, f.id, f.challenge, f.trial, f.round, f.learnt, f.next_question, f.onward, f.until, f.everyday, \
     f.reason, f.revision, p.name, f.side, f.written_at, f.settled_at, f.audience, m.seat IS NOT NULL, c.phase, c.round, \
     c.resume, c.rest_until, f.opened, ",
    seen_from!("f", "f.challenge"),
    " FROM reflections f JOIN persons p ON p.id = f.author \
     JOIN challenges c ON c.town = f.town AND c.id = f.challenge LEFT JOIN circle_members m ON m.town = f.town \
     AND m.challenge = f.challenge AND m.seat = $2 AND m.left_at IS NULL WHERE f.id = $4 AND ",
    visible!("f", dialogue = "NULL", challenge = "f.challenge")
);

/// One reflection, if the viewer may see it.
pub async fn find(tx: &mut ReadTx, id: ReflectionId) -> Result<Option<Reflection>> {
    tx.seen_one(FIND, params![id]).await
}

/// A reflection as it is written.
#[derive(Clone, Debug)]
pub struct NewReflection<'a> {
    /// The round it closes.
    pub round: i64,
    /// What was learnt; Markdown.
    pub learnt: &'a str,
    /// The question it leaves.
    pub next_question: &'a str,
    /// How it goes on.
    pub onward: Onward,
    /// A rest's last day.
    pub until: Option<Day>,
    /// 町の日常になった.
    pub everyday: bool,
    /// Why it rests; may be empty.
    pub reason: &'a str,
}

impl NewReflection<'_> {
    /// What a revision says, by whom and when: the last values of every statement that writes one.
    fn values(&self, author: &Author, now: Timestamp) -> [Value<'_>; 9] {
        [
            self.learnt.into(),
            self.next_question.into(),
            self.onward.code().into(),
            self.until.into(),
            self.everyday.into(),
            self.reason.into(),
            author.person.into(),
            author.side.code().into(),
            now.into(),
        ]
    }
}

const INSERT: &str = "INSERT INTO reflections (town, id, challenge, trial, round, learnt, next_question, onward, until, \
    everyday, reason, author, side, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
const REVISE: &str = "UPDATE reflections SET learnt = $3, next_question = $4, onward = $5, until = $6, everyday = $7, \
    reason = $8, author = $9, side = $10, written_at = $11, revision = revision + 1 \
    WHERE town = $1 AND id = $2 AND revision = $12 AND settled_at IS NULL";
const INSERT_REVISION: &str = "INSERT INTO reflection_revisions (town, reflection, number, learnt, next_question, onward, \
    until, everyday, reason, author, side, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// Begins the one text about a trial.
pub async fn insert(tx: &mut WriteTx, on: &Trial, new: &NewReflection<'_>) -> Result<ReflectionId> {
    let (id, now, author) = (ReflectionId::new(tx.moment()), tx.now(), Author::of(tx)?);
    let of: &[Value<'_>] = params![on.town, id, on.challenge, on.id, new.round];
    tx.run(INSERT, &[of, &new.values(&author, now)].concat()).await?;
    keep(tx, on.town, id, 1, new, &author).await?;
    note(tx, on.town, id, "written", new.next_question).await?;
    Ok(id)
}

/// Writes the text anew, and un-signs it by that. Answers whether it still stood in the revision the change began with.
pub async fn revise(tx: &mut WriteTx, row: &Reflection, base: i64, new: &NewReflection<'_>) -> Result<bool> {
    let (now, author) = (tx.now(), Author::of(tx)?);
    let of: &[Value<'_>] = params![row.town, row.id];
    let values = [of, &new.values(&author, now), params![base]].concat();
    if tx.run(REVISE, &values).await? == 0 {
        return Ok(false);
    }
    keep(tx, row.town, row.id, base + 1, new, &author).await?;
    note(tx, row.town, row.id, "rewritten", new.next_question).await?;
    Ok(true)
}

async fn keep(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: ReflectionId,
    number: i64,
    new: &NewReflection<'_>,
    author: &Author,
) -> Result<()> {
    let now = tx.now();
    let of: &[Value<'_>] = params![town, id, number];
    tx.run(INSERT_REVISION, &[of, &new.values(author, now)].concat())
        .await?;
    Ok(())
}

/// One revision.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Its number, from 1.
    pub number: i64,
    /// What was learnt; Markdown.
    pub learnt: String,
    /// The question it leaves.
    pub next_question: String,
    /// How it goes on.
    pub onward: Onward,
    /// Who wrote it.
    pub author: String,
    /// For which side.
    pub side: Side,
    /// When.
    pub written_at: Timestamp,
}

impl FromRow for Revision {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.take()?,
            learnt: row.take()?,
            next_question: row.take()?,
            onward: row.code()?,
            author: row.take()?,
            side: row.code()?,
            written_at: row.take()?,
        })
    }
}

const REVISIONS: &str = "SELECT r.number, r.learnt, r.next_question, r.onward, p.name, r.side, r.written_at \
    FROM reflection_revisions r JOIN persons p ON p.id = r.author WHERE r.town = $1 AND r.reflection = $2 \
    AND r.number < $3 ORDER BY r.number DESC LIMIT 20";

/// The most revisions of a page.
pub const REVISIONS_SHOWN: usize = 20;

/// The revisions of a reflection the viewer was shown, the newest first, at most 20 below `before`.
pub async fn revisions(tx: &mut ReadTx, row: &Reflection, before: Option<i64>) -> Result<Vec<Revision>> {
    tx.all(REVISIONS, params![row.town, row.id, before.unwrap_or(i64::MAX)])
        .await
}

/// A signature under the current revision.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Whose.
    pub seat: SeatId,
    /// Their name.
    pub name: String,
    /// For whom.
    pub party: Party,
    /// When.
    pub at: Timestamp,
}

impl FromRow for Signed {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            seat: row.take()?,
            name: row.take()?,
            party: Party::of(row.code()?, row.take()?),
            at: row.take()?,
        })
    }
}

const SIGNATURES: &str = "SELECT s.seat, p.name, s.side, COALESCE(s.of_town, s.town), s.signed_at FROM reflection_signatures s \
    JOIN persons p ON p.id = s.person WHERE s.town = $1 AND s.reflection = $2 AND s.number = $3 \
    ORDER BY s.signed_at, s.seat LIMIT 60";
const SIGN: &str = "INSERT INTO reflection_signatures (town, reflection, number, seat, person, side, signed_at, \
    of_town) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
const UNSIGN: &str =
    "DELETE FROM reflection_signatures WHERE town = $1 AND reflection = $2 AND number = $3 AND seat = $4";
const SETTLE: &str =
    "UPDATE reflections SET settled_at = $3 WHERE town = $1 AND id = $2 AND settled_at IS NULL";

/// Who put their hand to the current revision, the first one first.
pub async fn signatures(tx: &mut ReadTx, row: &Reflection) -> Result<Vec<Signed>> {
    tx.all(SIGNATURES, params![row.town, row.id, row.revision]).await
}

/// Puts the viewer's hand to the current revision, for their town or for the partners.
pub async fn sign(tx: &mut WriteTx, row: &Reflection) -> Result<()> {
    let (author, now) = (Author::of(tx)?, tx.now());
    let values = params![
        row.town,
        row.id,
        row.revision,
        author.seat,
        author.person,
        author.side.code(),
        now,
        author.town
    ];
    tx.run(SIGN, values).await?;
    note(tx, row.town, row.id, "signed", &row.revision.to_string()).await
}

/// Takes the viewer's hand away, while the text is not settled.
pub async fn unsign(tx: &mut WriteTx, row: &Reflection) -> Result<()> {
    let author = Author::of(tx)?;
    tx.run(UNSIGN, params![row.town, row.id, row.revision, author.seat])
        .await?;
    note(tx, row.town, row.id, "unsigned", &row.revision.to_string()).await
}

/// Settles the text that carries every hand. Where the challenge goes is the caller's to write. `false` when it was settled before.
pub async fn settle(tx: &mut WriteTx, row: &Reflection) -> Result<bool> {
    let now = tx.now();
    if tx.run(SETTLE, params![row.town, row.id, now]).await? == 0 {
        return Ok(false);
    }
    note(tx, row.town, row.id, "settled", &row.revision.to_string()).await?;
    Ok(true)
}

async fn note(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: ReflectionId,
    verb: &'static str,
    after: &str,
) -> Result<()> {
    let change = Change::new(RecordKind::Reflection, id, verb)
        .of_town(town)
        .to(after.to_owned());
    tx.note(change).await
}

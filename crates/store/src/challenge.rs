//! 課題: rows and SQL of challenges and their wordings. The circle is in `circle`, opening to others in `hand`.
//!
//! Events, all of kind `challenge` with the challenge's id as record: `opened`, `worded`, `signed`, `unsigned`,
//! `topics_named` (before and after: codes), those of `circle`, `hand` and `joint`, and the verbs of [`advance`] and [`rest`]. Texts before and after are titles, places or reasons.

use domain::{
    Coded, Day, MunicipalityCode, Timestamp,
    audience::Audience,
    event::{Change, RecordKind},
    id::{ChallengeId, DialogueId, PersonId, SeatId, VoiceId},
    paragraph::{Field, LeftOut},
    phase::{OutOfPlace, Phase, Place, Step},
    topic::Topics,
    viewer::Side,
};

use crate::{
    Error, ReadTx, Result, SystemTx, WriteTx, circle,
    scope::{audible, curtain, seen_from, visible},
    value::{FromRow, Row, params},
};

mod list;
mod record;
pub(crate) mod shelf;
mod signature;
mod wording;

pub use list::{Area, Filter, Line, list};
pub use record::{Entry, EntryKind, record};
pub use shelf::name_topics;
pub use signature::{sign, unsign};
pub use wording::{Cause, Revision, revision_numbers, revisions, two_revisions};

/// A challenge with the newest wording the viewer may read.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts of one row, none of them a state"
)]
pub struct Challenge {
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub town_name: String,
    /// The id.
    pub id: ChallengeId,
    /// The dialogue it grew out of.
    pub origin: DialogueId,
    /// Where it stands in its loop.
    pub place: Place,
    /// While resting: why, for its circle; may be empty.
    pub rest_reason: String,
    /// Whether it rests because it became the town's everyday life.
    pub everyday: bool,
    /// The number of the current wording.
    pub revision: i64,
    /// The widest audience a wording was opened to.
    pub audience: Audience,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When something last happened to it.
    pub changed_at: Timestamp,
    /// What it is about.
    pub topics: Topics,
    /// How many towns joined the one that keeps it.
    pub joined: i64,
    /// Whether the viewer reads all of it; otherwise title and purpose only, and the other texts are empty.
    pub full: bool,
    /// Whether the viewer sits in its circle.
    pub in_circle: bool,
    /// Whether the viewer co-owns it.
    pub owner: bool,
    /// The wording shown.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// めざす姿.
    pub purpose: String,
    /// Who among the residents gains what.
    pub gains: String,
    /// The challenge in words; Markdown.
    pub wording: String,
    /// To whom any of the wording shown is open.
    pub shown_audience: Audience,
    /// Where paragraphs are not for the viewer.
    pub left_out: LeftOut,
}

impl FromRow for Challenge {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let mut one = Self {
            town: row.take()?,
            town_name: row.take()?,
            id: row.take()?,
            origin: row.take()?,
            place: place(row)?,
            rest_reason: row.take()?,
            everyday: row.take()?,
            revision: row.take()?,
            audience: row.code()?,
            opened_at: row.take()?,
            changed_at: row.take()?,
            topics: Topics::read(&row.take::<String>()?),
            joined: row.take()?,
            full: row.take()?,
            in_circle: row.take()?,
            owner: row.take()?,
            number: row.take()?,
            title: row.take()?,
            purpose: row.take()?,
            gains: row.take()?,
            wording: row.take()?,
            shown_audience: row.code()?,
            left_out: LeftOut::default(),
        };
        let mut curtain = curtain(row)?;
        if one.full {
            one.gains = curtain.through(Field::Gains, 0, one.gains);
            one.wording = curtain.through(Field::Wording, 0, one.wording);
            one.left_out = curtain.left_out();
        } else {
            one.gains.clear();
            one.wording.clear();
        }
        // Why it rests was said in a reflection or by one of the circle; no hands opened it.
        if !one.in_circle {
            one.rest_reason.clear();
        }
        Ok(one)
    }
}

/// The place of a challenge from its columns `phase, round, resume, rest_until`.
fn place(row: &mut Row<'_>) -> Result<Place> {
    Ok(Place {
        phase: row.code()?,
        round: row.take()?,
        resume: row.take::<Option<String>>()?.as_deref().and_then(Phase::parse),
        rest_until: row.take()?,
    })
}

const FIND: &str = concat!(
    "SELECT c.town, t.name, c.id, c.origin, c.phase, c.round, c.resume, c.rest_until, c.rest_reason, c.everyday, \
     c.revision, c.audience, c.opened_at, c.changed_at, c.topics, (SELECT COUNT(*) FROM joint_towns j \
     WHERE j.town = c.town AND j.challenge = c.id AND j.standing = 'joined'), ",
    visible!("r", dialogue = "NULL", challenge = "r.challenge"),
    ", m.seat IS NOT NULL, COALESCE(m.owner, FALSE), r.number, r.title, r.purpose, r.gains, r.wording, \
     r.audience, r.opened, ",
    seen_from!("r", "r.challenge"),
    " FROM challenges c JOIN municipalities t ON t.code = c.town \
     JOIN challenge_revisions r ON r.town = c.town AND r.challenge = c.id \
     LEFT JOIN circle_members m ON m.town = c.town AND m.challenge = c.id AND m.seat = $2 AND m.left_at IS NULL \
     WHERE c.id = $4 AND ",
    audible!("r", "NULL", "r.challenge", "1"),
    " ORDER BY r.number DESC LIMIT 1"
);

/// One challenge, if the viewer may see at least a summary of one of its wordings.
pub async fn find(tx: &mut ReadTx, id: ChallengeId) -> Result<Option<Challenge>> {
    tx.seen_one(FIND, params![id]).await
}

/// A wording to be written.
#[derive(Clone, Copy, Debug)]
pub struct NewWording<'a> {
    /// The title.
    pub title: &'a str,
    /// めざす姿: the future we talk about together.
    pub purpose: &'a str,
    /// Who among the residents gains what.
    pub gains: &'a str,
    /// The challenge in words; Markdown.
    pub wording: &'a str,
    /// Why it is worded anew; may be empty for the first.
    pub because: &'a str,
    /// The dialogue that is the reason.
    pub dialogue: Option<DialogueId>,
    /// The voice that is the reason.
    pub voice: Option<VoiceId>,
}

/// A challenge to be opened.
#[derive(Clone, Copy, Debug)]
pub struct NewChallenge<'a> {
    /// The town.
    pub town: MunicipalityCode,
    /// The dialogue it grows out of.
    pub origin: DialogueId,
    /// The place `domain::challenge::open` gave.
    pub place: Place,
    /// The first wording.
    pub wording: NewWording<'a>,
}

const INSERT: &str = "INSERT INTO challenges (town, id, origin, phase, round, revision, audience, opened_at, changed_at) \
    VALUES ($1, $2, $3, $4, $5, 1, 'circle', $6, $6)";

/// Opens a challenge, and ties the dialogue it grows out of, with its voices, to it. Its author becomes the first co-owner of their side.
pub async fn insert(tx: &mut WriteTx, new: &NewChallenge<'_>) -> Result<ChallengeId> {
    let (id, now) = (ChallengeId::new(tx.moment()), tx.now());
    let author = Author::of(tx)?;
    let values = params![
        new.town,
        id,
        new.origin,
        new.place.phase.code(),
        new.place.round,
        now
    ];
    tx.run(INSERT, values).await?;
    crate::dialogue::tie(tx, new.town, new.origin, id).await?;
    wording::insert(tx, new.town, id, 1, &new.wording, &author).await?;
    let member = circle::NewMember {
        seat: author.seat,
        person: author.person,
        side: author.side,
        owner: true,
    };
    circle::insert(tx, new.town, id, &member).await?;
    shelf::shelve(tx, new.town, id).await?;
    note(tx, new.town, id, "opened", None, new.wording.title).await?;
    Ok(id)
}

const SET_REVISION: &str = "UPDATE challenges SET revision = $3, phase = $4, round = $5, resume = $6, rest_until = $7, \
    changed_at = $8 WHERE town = $1 AND id = $2 AND revision = $3 - 1";

/// Writes the next wording of a challenge and answers its number. `Conflict` when somebody wrote one meanwhile;
/// the inner result says when the challenge rests.
pub async fn word(
    tx: &mut WriteTx,
    challenge: &Challenge,
    new: &NewWording<'_>,
) -> Result<Result<i64, OutOfPlace>> {
    let place = match challenge.place.after(Step::Worded) {
        Ok(place) => place,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (number, now) = (challenge.revision + 1, tx.now());
    let author = Author::of(tx)?;
    wording::insert(tx, challenge.town, challenge.id, number, new, &author).await?;
    let values = params![
        challenge.town,
        challenge.id,
        number,
        place.phase.code(),
        place.round,
        place.resume.map(Coded::code),
        place.rest_until,
        now
    ];
    tx.run(SET_REVISION, values).await?;
    shelf::follow(tx, challenge.town, challenge.id).await?;
    note(
        tx,
        challenge.town,
        challenge.id,
        "worded",
        Some(&challenge.title),
        new.title,
    )
    .await?;
    Ok(Ok(number))
}

const ADVANCE: &str = "UPDATE challenges SET phase = $3, round = $4, resume = $5, rest_until = $6, rest_reason = $7, \
    everyday = $8, changed_at = $9 WHERE town = $1 AND id = $2";

/// Writes the place the domain gave and notes `verb`. What was said about a rest is cleared.
pub async fn advance(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: ChallengeId,
    place: Place,
    verb: &'static str,
) -> Result<()> {
    write_place(tx, town, id, place, "", false).await?;
    note(tx, town, id, verb, None, place.phase.code()).await
}

/// Lets a challenge rest: `place` is what the domain gave; `reason` is shown while it rests.
pub async fn rest(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: ChallengeId,
    place: Place,
    reason: &str,
    everyday: bool,
) -> Result<()> {
    write_place(tx, town, id, place, reason, everyday).await?;
    note(tx, town, id, "rested", None, reason).await
}

const DUE: &str = "SELECT town, id, phase, round, resume, rest_until FROM challenges \
    WHERE phase = 'resting' AND rest_until <= $1 ORDER BY rest_until, id LIMIT 50";

/// A resting challenge whose day has come.
#[derive(Clone, Debug)]
pub struct Due {
    /// The town.
    pub town: MunicipalityCode,
    /// The challenge.
    pub id: ChallengeId,
    /// Where it stands.
    pub place: Place,
}

impl FromRow for Due {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            id: row.take()?,
            place: place(row)?,
        })
    }
}

/// Resting challenges whose day has come, the longest due first; for the worker that wakes them.
pub async fn due(tx: &mut SystemTx, today: Day) -> Result<Vec<Due>> {
    tx.all(DUE, params![today]).await
}

async fn write_place(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: ChallengeId,
    place: Place,
    reason: &str,
    everyday: bool,
) -> Result<()> {
    let now = tx.now();
    let values = params![
        town,
        id,
        place.phase.code(),
        place.round,
        place.resume.map(Coded::code),
        place.rest_until,
        reason,
        everyday,
        now
    ];
    tx.run(ADVANCE, values).await?;
    shelf::follow(tx, town, id).await
}

/// Notes something that happened to a challenge.
pub(crate) async fn note(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: ChallengeId,
    verb: &'static str,
    before: Option<&str>,
    after: &str,
) -> Result<()> {
    let mut change = Change::new(RecordKind::Challenge, id, verb)
        .of_town(town)
        .to(after.to_owned());
    if let Some(before) = before {
        change = change.from(before.to_owned());
    }
    tx.note(change).await
}

/// Who writes into the shared record: somebody on one of the two sides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Author {
    pub(crate) person: PersonId,
    pub(crate) seat: SeatId,
    pub(crate) side: Side,
    /// Their town, on the town's side.
    pub(crate) town: Option<MunicipalityCode>,
}

impl Author {
    pub(crate) fn of(tx: &ReadTx) -> Result<Self> {
        let viewer = tx.viewer();
        match (viewer.person, viewer.seat(), viewer.side()) {
            (Some(person), Some(seat), Some(side)) => Ok(Self {
                person,
                seat,
                side,
                town: viewer.town(),
            }),
            _ => Err(Error::Internal(
                "the shared record is written by one of the two sides".to_owned(),
            )),
        }
    }
}

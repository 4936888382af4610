//! 対話: rows and SQL.

use domain::{
    Coded, Day, MunicipalityCode,
    audience::Audience,
    dialogue::{Kind, Participant},
    event::{Change, RecordKind},
    id::{ChallengeId, DialogueId, PartnerId, PersonId, SeatId},
};

use crate::{
    Cursor, Error, Page, ReadTx, Result, WriteTx,
    page::{ROWS, newest_day},
    scope::visible,
    value::{FromRow, Row, params},
};

/// A dialogue as lists and its own page show it.
#[derive(Clone, Debug)]
pub struct Dialogue {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: DialogueId,
    /// How people met.
    pub kind: Kind,
    /// When.
    pub held_on: Day,
    /// Where; may be empty.
    pub place: String,
    /// What it was about.
    pub title: String,
    /// What was said; Markdown.
    pub notes: String,
    /// To whom it is open.
    pub audience: Audience,
    /// The challenge it belongs to.
    pub challenge: Option<ChallengeId>,
}

impl FromRow for Dialogue {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            id: row.take()?,
            kind: row.code()?,
            held_on: row.take()?,
            place: row.take()?,
            title: row.take()?,
            notes: row.take()?,
            audience: row.code()?,
            challenge: row.take()?,
        })
    }
}

/// A dialogue to be recorded.
#[derive(Clone, Debug)]
pub struct NewDialogue<'a> {
    /// The town.
    pub town: MunicipalityCode,
    /// The partner it was held with, if any.
    pub partner: Option<PartnerId>,
    /// The challenge it belongs to, if any.
    pub challenge: Option<ChallengeId>,
    /// How people met.
    pub kind: Kind,
    /// When.
    pub held_on: Day,
    /// Where; may be empty.
    pub place: &'a str,
    /// What it was about.
    pub title: &'a str,
    /// What was said; Markdown.
    pub notes: &'a str,
    /// To whom it is open.
    pub audience: Audience,
    /// Who was there.
    pub participants: &'a [Participant],
}

const FIND: &str = concat!(
    "SELECT d.town, d.id, d.kind, d.held_on, d.place, d.title, d.notes, d.audience, d.challenge FROM dialogues d \
     WHERE d.id = $4 AND ",
    visible!("d", dialogue = "d.id", challenge = "d.challenge")
);
const LIST: &str = concat!(
    "SELECT d.town, d.id, d.kind, d.held_on, d.place, d.title, d.notes, d.audience, d.challenge FROM dialogues d \
     WHERE (d.held_on, d.id) < ($4, $5) AND ",
    visible!("d", dialogue = "d.id", challenge = "d.challenge"),
    " ORDER BY d.held_on DESC, d.id DESC LIMIT $6"
);
const INSERT: &str = "INSERT INTO dialogues (town, id, partner, challenge, kind, held_on, place, title, notes, \
    audience, recorded_by, recorded_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)";
const INSERT_PARTICIPANT: &str = "INSERT INTO dialogue_participants \
    (town, dialogue, position, name, side, person, seat, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// One dialogue, if the viewer may see it.
pub async fn find(tx: &mut ReadTx, id: DialogueId) -> Result<Option<Dialogue>> {
    tx.seen_one(FIND, params![id]).await
}

const PARTICIPANTS: &str = "SELECT name, side, person, seat, confirmed_at IS NOT NULL FROM dialogue_participants \
    WHERE town = $1 AND dialogue = $2 ORDER BY position LIMIT 100";

struct There(Participant);

impl FromRow for There {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (name, presence): (String, _) = (row.take()?, row.code()?);
        let (person, seat): (Option<PersonId>, Option<SeatId>) = (row.take()?, row.take()?);
        Ok(Self(Participant {
            name,
            presence,
            account: person.zip(seat),
            confirmed: row.take()?,
        }))
    }
}

/// Who was in a dialogue the viewer was shown, in the order written.
pub async fn participants(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    id: DialogueId,
) -> Result<Vec<Participant>> {
    let rows: Vec<There> = tx.all(PARTICIPANTS, params![town, id]).await?;
    Ok(rows.into_iter().map(|one| one.0).collect())
}

/// The dialogues the viewer may see, newest first.
pub async fn list(tx: &mut ReadTx, after: Option<&Cursor>) -> Result<Page<Dialogue>> {
    let (day, id) = newest_day(after);
    let rows: Vec<Dialogue> = tx.seen(LIST, params![day, id, ROWS + 1]).await?;
    Ok(Page::cut(rows, |one| Cursor {
        key: one.held_on.to_string(),
        id: one.id.uuid(),
    }))
}

/// Records a dialogue with the people in it.
pub async fn insert(tx: &mut WriteTx, new: &NewDialogue<'_>) -> Result<DialogueId> {
    let (id, now) = (DialogueId::new(tx.moment()), tx.now());
    let recorder = tx
        .viewer()
        .person
        .ok_or_else(|| Error::Internal("a dialogue is recorded by a person".to_owned()))?;
    let values = params![
        new.town,
        id,
        new.partner,
        new.challenge,
        new.kind.code(),
        new.held_on,
        new.place,
        new.title,
        new.notes,
        new.audience.code(),
        recorder,
        now
    ];
    tx.run(INSERT, values).await?;
    for (position, one) in (1_i64..).zip(new.participants) {
        let (person, seat) = one.account.unzip();
        let confirmed = one.confirmed.then_some(now);
        let values = params![
            new.town,
            id,
            position,
            &one.name,
            one.presence.code(),
            person,
            seat,
            confirmed
        ];
        tx.run(INSERT_PARTICIPANT, values).await?;
    }
    tx.note(
        Change::new(RecordKind::Dialogue, id, "recorded")
            .of_town(new.town)
            .to(new.title.to_owned()),
    )
    .await?;
    Ok(id)
}

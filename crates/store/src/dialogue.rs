//! 対話: rows and SQL.
//!
//! Events of kind `dialogue`: `recorded`, `changed`, `confirmed` (after: the name of who said they were there), `named`
//! (after: the name).

use domain::{
    Coded, Day, MunicipalityCode,
    audience::Audience,
    dialogue::{Kind, Participant, Presence, Spot},
    event::{Change, RecordKind},
    id::{ChallengeId, DialogueId, PartnerId, PersonId, ProcurementId, SeatId},
};

use crate::{
    Error, ReadTx, Result, WriteTx, relationship,
    scope::visible,
    value::{FromRow, Row, params},
};

mod acquaintance;
mod along;
mod list;

pub use acquaintance::{Acquaintance, acquaintances};
pub use along::{Along, along};
pub use list::{Line, list};

/// A dialogue as its own page shows it.
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
    /// How often it was written; a change says which version it changes.
    pub version: i64,
    /// The time of day as `13:30`, where it is known.
    pub starts: Option<String>,
    /// The name of the town.
    pub town_name: String,
    /// What is to be talked about, a line each.
    pub agenda: String,
    /// Where exactly, for a visit.
    pub spot: Option<Spot>,
    /// A procedure foreseen or under way for its challenge, where the viewer may see one.
    pub foreseen: Option<ProcurementId>,
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
            version: row.take()?,
            starts: row.take()?,
            town_name: row.take()?,
            agenda: row.take()?,
            spot: {
                let (latitude, longitude): (Option<i64>, Option<i64>) = (row.take()?, row.take()?);
                latitude
                    .zip(longitude)
                    .map(|(latitude, longitude)| Spot { latitude, longitude })
            },
            foreseen: row.take()?,
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
    /// The time of day as `13:30`, where it is known.
    pub starts: Option<&'a str>,
    /// Where; may be empty.
    pub place: &'a str,
    /// What it was about.
    pub title: &'a str,
    /// What was said; Markdown.
    pub notes: &'a str,
    /// What is to be talked about, a line each.
    pub agenda: &'a str,
    /// Where exactly, for a visit.
    pub spot: Option<Spot>,
    /// To whom it is open.
    pub audience: Audience,
    /// Who was there.
    pub participants: &'a [Participant],
}

const FIND: &str = concat!(
    "SELECT d.town, d.id, d.kind, d.held_on, d.place, d.title, d.notes, d.audience, d.challenge, d.version, \
     d.starts, m.name, d.agenda, d.latitude, d.longitude, (SELECT w.id FROM procurements w WHERE w.town = d.town \
     AND w.challenge = d.challenge AND w.state IN ('foreseen', 'announced') AND (w.town = $1 OR ",
    visible!("w", dialogue = "NULL", challenge = "w.challenge"),
    ") ORDER BY w.id DESC LIMIT 1) FROM dialogues d JOIN municipalities m ON m.code = d.town WHERE d.id = $4 AND ",
    visible!("d", dialogue = "d.id", challenge = "d.challenge")
);
const INSERT: &str = "INSERT INTO dialogues (town, id, partner, challenge, kind, held_on, place, title, notes, \
    audience, recorded_by, recorded_at, changed_at, starts, agenda, latitude, longitude) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, $15, $16)";
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
        now,
        new.starts,
        new.agenda,
        new.spot.map(|spot| spot.latitude),
        new.spot.map(|spot| spot.longitude)
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
    relationship::weave(tx, new.town, id).await?;
    Ok(id)
}

/// What can be changed in a recorded dialogue.
#[derive(Clone, Debug)]
pub struct Edit<'a> {
    /// How people met.
    pub kind: Kind,
    /// When.
    pub held_on: Day,
    /// The time of day as `13:30`, where it is known.
    pub starts: Option<&'a str>,
    /// Where; may be empty.
    pub place: &'a str,
    /// What it was about.
    pub title: &'a str,
    /// What was said; Markdown.
    pub notes: &'a str,
    /// What is to be talked about, a line each.
    pub agenda: &'a str,
    /// Where exactly, for a visit.
    pub spot: Option<Spot>,
}

const UPDATE: &str = "UPDATE dialogues SET kind = $3, held_on = $4, starts = $5, place = $6, title = $7, notes = $8, \
    changed_at = $9, version = version + 1, agenda = $11, latitude = $12, longitude = $13 \
    WHERE town = $1 AND id = $2 AND version = $10";

/// Changes a dialogue. Answers whether it was still in the version the viewer had before them.
pub async fn update(tx: &mut WriteTx, row: &Dialogue, version: i64, edit: &Edit<'_>) -> Result<bool> {
    let now = tx.now();
    let values = params![
        row.town,
        row.id,
        edit.kind.code(),
        edit.held_on,
        edit.starts,
        edit.place,
        edit.title,
        edit.notes,
        now,
        version,
        edit.agenda,
        edit.spot.map(|spot| spot.latitude),
        edit.spot.map(|spot| spot.longitude)
    ];
    let changed = tx.run(UPDATE, values).await? == 1;
    tx.note(
        Change::new(RecordKind::Dialogue, row.id, "changed")
            .of_town(row.town)
            .from(format!("{}\n\n{}", row.title, row.notes))
            .to(format!("{}\n\n{}", edit.title, edit.notes)),
    )
    .await?;
    Ok(changed)
}

// Whoever answers for a partner that was asked is shown by name from then on.
const CONFIRM: &str = "UPDATE dialogue_participants SET confirmed_at = $4, name = CASE WHEN $6 THEN $5 ELSE name END \
    WHERE town = $1 AND dialogue = $2 AND seat = $3 AND confirmed_at IS NULL";
const LAST_POSITION: &str =
    "SELECT COALESCE(MAX(position), 0) FROM dialogue_participants WHERE town = $1 AND dialogue = $2";

/// The viewer says that they were there: confirms what somebody wrote, or adds themselves under `name`.
pub async fn confirm(tx: &mut WriteTx, row: &Dialogue, name: &str, presence: Presence) -> Result<()> {
    let (now, person, seat) = (tx.now(), tx.viewer().person, tx.viewer().seat());
    let named: Vec<Participant> = participants(tx, row.town, row.id).await?;
    let is_named = named
        .iter()
        .any(|one| one.account.is_some_and(|(_, sat)| Some(sat) == seat));
    if is_named {
        let asked = row.kind == Kind::Consultation;
        let values = params![row.town, row.id, seat, now, name, asked];
        tx.run(CONFIRM, values).await?;
    } else {
        let last: Option<i64> = tx.one(LAST_POSITION, params![row.town, row.id]).await?;
        let position = last.unwrap_or(0) + 1;
        let values = params![
            row.town,
            row.id,
            position,
            name,
            presence.code(),
            person,
            seat,
            Some(now)
        ];
        tx.run(INSERT_PARTICIPANT, values).await?;
    }
    tx.note(
        Change::new(RecordKind::Dialogue, row.id, "confirmed")
            .of_town(row.town)
            .to(name.to_owned()),
    )
    .await?;
    relationship::weave(tx, row.town, row.id).await
}

/// Names further people in a dialogue; whoever has an account there already is left as they are. At most 100 stand in it.
pub async fn name(tx: &mut WriteTx, row: &Dialogue, people: &[Participant]) -> Result<usize> {
    let named = participants(tx, row.town, row.id).await?;
    let last: Option<i64> = tx.one(LAST_POSITION, params![row.town, row.id]).await?;
    let new = people
        .iter()
        .filter(|one| one.account.is_none() || !named.iter().any(|other| other.account == one.account));
    let mut count = 0;
    for (position, one) in (last.unwrap_or(0) + 1..=100).zip(new) {
        let (person, seat) = one.account.unzip();
        let values = params![
            row.town,
            row.id,
            position,
            &one.name,
            one.presence.code(),
            person,
            seat,
            None::<domain::Timestamp>
        ];
        tx.run(INSERT_PARTICIPANT, values).await?;
        let change = Change::new(RecordKind::Dialogue, row.id, "named").of_town(row.town);
        tx.note(change.to(one.name.clone())).await?;
        count += 1;
    }
    Ok(count)
}

const TIE: &str = "UPDATE dialogues SET challenge = $3 WHERE town = $1 AND id = $2 AND challenge IS NULL";
const TIE_VOICES: &str =
    "UPDATE voices SET challenge = $3 WHERE town = $1 AND dialogue = $2 AND challenge IS NULL";

/// Ties a dialogue, with its voices, to a challenge of its town; one that is tied stays as it is.
pub async fn tie(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: DialogueId,
    challenge: ChallengeId,
) -> Result<()> {
    for sql in [TIE, TIE_VOICES] {
        tx.run(sql, params![town, id, challenge]).await?;
    }
    tx.note(
        Change::new(RecordKind::Dialogue, id, "tied")
            .of_town(town)
            .to(challenge.to_string()),
    )
    .await
}

//! 気軽に相談: what is particular about dialogues of this kind. Rows, messages and drafts are those of `dialogue` and
//! `message`.
//!
//! Event of kind `dialogue`: `asked` (after: whom), from which mails are derived.

use domain::{
    Coded, Day, MunicipalityCode,
    audience::Audience,
    consultation::To,
    dialogue::{Participant, Presence},
    event::{Change, RecordKind},
    id::{DialogueId, MessageId, PartnerId, PersonId, SeatId},
};

use crate::{
    Cursor, Page, ReadTx, Result, SystemTx, WriteTx,
    page::{ROWS, newest_day},
    person::Addressee,
    scope::visible,
    value::{FromRow, Row, params},
};

/// A consultation in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The id.
    pub id: DialogueId,
    /// When it was asked.
    pub day: Day,
    /// What about.
    pub title: String,
    /// To whom it is open.
    pub audience: Audience,
    /// The name of the town whose record it is.
    pub town: String,
    /// Whether the viewer may read it, not only that it was asked.
    pub readable: bool,
    /// Who asked; nobody's name where it may not be read.
    pub asker: String,
    /// How many words were written so far.
    pub said: i64,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            day: row.take()?,
            title: row.take()?,
            audience: row.code()?,
            town: row.take()?,
            readable: row.take()?,
            asker: row.take()?,
            said: row.take()?,
        })
    }
}

// Each arm takes a page from one index, as in the list of dialogues. A professional sees of the network's that they are.
const LIST: &str = concat!(
    "SELECT d.id, d.held_on, d.title, d.audience, m.name, COALESCE(",
    visible!("d", dialogue = "d.id", challenge = "d.challenge"),
    ", FALSE) AS readable, CASE WHEN ",
    visible!("d", dialogue = "d.id", challenge = "d.challenge"),
    " THEN a.name ELSE '' END, d.said FROM (\
     SELECT day, id FROM (SELECT held_on AS day, id FROM dialogues WHERE kind = 'consultation' AND audience = 'network' \
     AND $3 >= 1 AND (held_on, id) < ($4, $5) ORDER BY held_on DESC, id DESC LIMIT $6) a \
     UNION SELECT day, id FROM (SELECT held_on AS day, id FROM dialogues WHERE town = $1 AND kind = 'consultation' \
     AND audience = 'town' AND (held_on, id) < ($4, $5) ORDER BY held_on DESC, id DESC LIMIT $6) b \
     UNION SELECT day, id FROM (SELECT x.held_on AS day, x.id FROM dialogue_participants p JOIN dialogues x \
     ON x.town = p.town AND x.id = p.dialogue WHERE p.seat = $2 AND x.kind || '' = 'consultation' \
     AND (x.held_on, x.id) < ($4, $5) ORDER BY x.held_on DESC, x.id DESC LIMIT $6) c \
     UNION SELECT day, id FROM (SELECT x.held_on AS day, x.id FROM circle_members k JOIN dialogues x ON x.town = k.town \
     AND x.challenge = k.challenge WHERE k.seat = $2 AND k.left_at IS NULL AND x.kind || '' = 'consultation' \
     AND x.audience || '' IN ('circle', 'network') \
     AND (x.held_on, x.id) < ($4, $5) ORDER BY x.held_on DESC, x.id DESC LIMIT $6) e \
     ORDER BY 1 DESC, 2 DESC LIMIT $6) n JOIN dialogues d ON d.id = n.id JOIN municipalities m ON m.code = d.town \
     JOIN dialogue_participants a ON a.town = d.town AND a.dialogue = d.id AND a.position = 1 \
     ORDER BY n.day DESC, n.id DESC LIMIT $6"
);

/// The consultations the viewer may see, newest first.
pub async fn list(tx: &mut ReadTx, after: Option<&Cursor>) -> Result<Page<Line>> {
    let (day, id) = newest_day(after);
    let rows: Vec<Line> = tx.seen(LIST, params![day, id, ROWS + 1]).await?;
    Ok(Page::cut(rows, |one| Cursor {
        key: one.day.to_string(),
        id: one.id.uuid(),
    }))
}

struct Member(PersonId, SeatId);

impl FromRow for Member {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self(row.take()?, row.take()?))
    }
}

const MEMBERS: &str = "SELECT person, id FROM partner_members WHERE partner = $1 AND begins <= $2 \
    AND COALESCE(ends, '9999') >= $2 ORDER BY admin DESC, id LIMIT 20";

/// The members of a partner who are asked, under the partner's name: their own are shown once they answer. At most
/// twenty, those with its keys first.
pub async fn members_of(
    tx: &mut ReadTx,
    partner: PartnerId,
    name: &str,
    today: Day,
) -> Result<Vec<Participant>> {
    let members: Vec<Member> = tx.all(MEMBERS, params![partner, today]).await?;
    let me = tx.viewer().person;
    let asked = members.into_iter().filter(|one| Some(one.0) != me);
    Ok(asked
        .map(|Member(person, seat)| Participant {
            name: name.to_owned(),
            presence: Presence::Partner,
            account: Some((person, seat)),
            confirmed: false,
        })
        .collect())
}

/// Notes that it was asked, after it was recorded: those asked are told.
pub async fn note(tx: &mut WriteTx, town: MunicipalityCode, id: DialogueId, to: To) -> Result<()> {
    let change = Change::new(RecordKind::Dialogue, id, "asked").of_town(town);
    tx.note(change.to(to.code().to_owned())).await
}

/// What a mail about a consultation says.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The id.
    pub id: DialogueId,
    /// What about.
    pub title: String,
    /// The question.
    pub notes: String,
    /// Who asked, by the name in the record.
    pub asker: String,
    /// Their account.
    pub person: PersonId,
}

impl FromRow for Asked {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            title: row.take()?,
            notes: row.take()?,
            asker: row.take()?,
            person: row.take()?,
        })
    }
}

const ASKED: &str = "SELECT d.id, d.title, d.notes, a.name, a.person FROM dialogues d \
    JOIN dialogue_participants a ON a.town = d.town AND a.dialogue = d.id AND a.position = 1 \
    WHERE d.id = $1 AND d.kind = 'consultation' AND a.person IS NOT NULL";
// Those named, and where a town is asked from outside, whoever keeps its keys: a door, not a circular.
const ADDRESSEES: &str = "SELECT DISTINCT n.id, n.email, n.name, n.locale FROM (SELECT p.person AS person \
    FROM dialogues d JOIN dialogue_participants p ON p.town = d.town AND p.dialogue = d.id \
    WHERE d.id = $1 AND p.confirmed_at IS NULL UNION SELECT s.person FROM dialogues d JOIN staff_posts s ON s.town = d.town \
    JOIN dialogue_participants a ON a.town = d.town AND a.dialogue = d.id AND a.position = 1 WHERE d.id = $1 \
    AND d.audience = 'town' AND a.side <> 'town' AND s.admin AND s.begins <= $2 AND COALESCE(s.ends, '9999') >= $2) k \
    JOIN persons n ON n.id = k.person WHERE n.email IS NOT NULL ORDER BY n.id LIMIT 100";
const ANSWERED: &str = "SELECT s.dialogue, p.name, s.person FROM messages s JOIN persons p ON p.id = s.person \
    JOIN dialogues d ON d.town = s.town AND d.id = s.dialogue WHERE s.id = $1 AND d.kind = 'consultation' AND NOT s.withdrawn";

/// A consultation, for its mails.
pub async fn find_asked(tx: &mut SystemTx, id: DialogueId) -> Result<Option<Asked>> {
    tx.one(ASKED, params![id]).await
}

/// Who is told that they were asked.
pub async fn addressees(tx: &mut SystemTx, id: DialogueId) -> Result<Vec<Addressee>> {
    let today = tx.moment().today();
    tx.all(ADDRESSEES, params![id, today]).await
}

struct Answered(DialogueId, String, PersonId);

impl FromRow for Answered {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self(row.take()?, row.take()?, row.take()?))
    }
}

/// In which consultation a message answers, and whose it is; `None` for every other message.
pub async fn answered(
    tx: &mut SystemTx,
    message: MessageId,
) -> Result<Option<(DialogueId, String, PersonId)>> {
    let found: Option<Answered> = tx.one(ANSWERED, params![message]).await?;
    Ok(found.map(|one| (one.0, one.1, one.2)))
}

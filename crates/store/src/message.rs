//! Messages in a dialogue: rows and SQL.
//!
//! Each has a position in its dialogue, counted from one without gaps; a page goes back from the newest. Events of kind
//! `message`: `said`, `reworded`, `withdrawn` (before and after: the texts).

use domain::{
    Coded, MunicipalityCode, Timestamp,
    dialogue::{Participant, Presence, presence, said_to},
    event::{Change, RecordKind},
    id::{DialogueId, MessageId, PersonId, SeatId},
};
use uuid::Uuid;

use crate::{
    Error, ReadTx, Result, SystemTx, WriteTx,
    dialogue::Dialogue,
    draft::Draft,
    page::ROWS,
    scope::visible,
    value::{FromRow, Row, params},
};

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: MessageId,
    /// The dialogue it was said in.
    pub dialogue: DialogueId,
    /// Its place in the dialogue, from one.
    pub position: i64,
    /// The text; Markdown.
    pub body: String,
    /// Who wrote it.
    pub name: String,
    /// Under which hat.
    pub seat: SeatId,
    /// For whom.
    pub side: Presence,
    /// When it was written.
    pub written_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// How often it was written; more than one is "reworded".
    pub version: i64,
    /// Whether its writer took it back.
    pub withdrawn: bool,
}

impl FromRow for Message {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            id: row.take()?,
            dialogue: row.take()?,
            position: row.take()?,
            body: row.take()?,
            name: row.take()?,
            seat: row.take()?,
            side: row.code()?,
            written_at: row.take()?,
            changed_at: row.take()?,
            version: row.take()?,
            withdrawn: row.take()?,
        })
    }
}

macro_rules! columns {
    () => {
        "s.town, s.id, s.dialogue, s.position, s.body, p.name, s.seat, s.side, s.written_at, s.changed_at, s.version, \
         s.withdrawn"
    };
}

const FIND: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM messages s JOIN persons p ON p.id = s.person JOIN dialogues d ON d.town = s.town AND d.id = s.dialogue \
     WHERE s.id = $4 AND ",
    visible!("s", dialogue = "s.dialogue", challenge = "d.challenge")
);
const SINCE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM messages s JOIN persons p ON p.id = s.person WHERE s.town = $4 AND s.dialogue = $5 \
     AND (s.changed_at, s.position) > ($7, $8) AND ",
    visible!("s", dialogue = "s.dialogue", challenge = "$6"),
    " ORDER BY s.changed_at, s.position LIMIT $9"
);
const CONVERSATION: &str = concat!(
    "SELECT k.* FROM (SELECT 'said' AS kind, s.id AS id, s.position AS position, s.body AS body, p.name AS name, \
     s.seat AS seat, s.person AS person, s.side AS side, s.written_at AS written_at, s.changed_at AS changed_at, \
     s.version AS version, s.withdrawn AS withdrawn FROM messages s JOIN persons p ON p.id = s.person \
     WHERE s.town = $4 AND s.dialogue = $5 AND s.position < $7 AND ",
    visible!("s", dialogue = "s.dialogue", challenge = "$6"),
    " ORDER BY s.position DESC LIMIT $8) k \
     UNION ALL SELECT 'there', t.dialogue, t.position, '', t.name, t.seat, t.person, t.side, t.confirmed_at, \
     t.confirmed_at, t.read_to, FALSE FROM dialogue_participants t WHERE t.town = $4 AND t.dialogue = $5 AND t.position <= 100 \
     UNION ALL SELECT 'draft', $5, 0, f.fields, '', NULL, f.person, 'other', f.saved_at, f.saved_at, 0, FALSE \
     FROM drafts f WHERE f.person = $9 AND f.place = $10 ORDER BY 1, 3"
);

/// One message, if the viewer may read it.
pub async fn find(tx: &mut ReadTx, id: MessageId) -> Result<Option<Message>> {
    tx.seen_one(FIND, params![id]).await
}

/// The most messages [`since`] answers.
pub const AT_ONCE: i64 = ROWS;

/// What was said or changed in a dialogue the viewer was shown after an instant and, of what changed in that instant, after
/// a position; in the order in which it changed, at most [`AT_ONCE`].
pub async fn since(
    tx: &mut ReadTx,
    row: &Dialogue,
    (instant, position): (Timestamp, i64),
) -> Result<Vec<Message>> {
    let values = params![row.town, row.id, row.challenge, instant, position, ROWS];
    tx.seen(SINCE, values).await
}

/// The people of a dialogue and what they wrote to each other.
#[derive(Clone, Debug, Default)]
pub struct Conversation {
    /// Who is in it, in the order written, at most 100.
    pub there: Vec<Participant>,
    /// A page of messages the viewer may read, the oldest of the page first.
    pub messages: Vec<Message>,
    /// The position before which older messages stand.
    pub older: Option<i64>,
    /// What the viewer began to write.
    pub draft: Option<Draft>,
    /// Up to which position the viewer has read, where they take part.
    pub read_to: Option<i64>,
}

impl Conversation {
    /// The positions of its first and its last message; both nought where there is none.
    pub fn positions(&self) -> (i64, i64) {
        let ends = self.messages.first().zip(self.messages.last());
        ends.map_or((0, 0), |(first, last)| (first.position, last.position))
    }
}

/// A row of the one query behind a conversation.
struct Line {
    kind: String,
    id: Uuid,
    position: i64,
    body: String,
    name: String,
    seat: Option<SeatId>,
    person: Option<PersonId>,
    side: Presence,
    written_at: Option<Timestamp>,
    changed_at: Option<Timestamp>,
    version: i64,
    withdrawn: bool,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            kind: row.take()?,
            id: row.take()?,
            position: row.take()?,
            body: row.take()?,
            name: row.take()?,
            seat: row.take()?,
            person: row.take()?,
            side: row.code()?,
            written_at: row.take()?,
            changed_at: row.take()?,
            version: row.take()?,
            withdrawn: row.take()?,
        })
    }
}

/// The people and the messages before a position (all: the newest), in one query.
pub async fn conversation(tx: &mut ReadTx, row: &Dialogue, before: Option<i64>) -> Result<Conversation> {
    let place = place(row.id);
    let values = params![
        row.town,
        row.id,
        row.challenge,
        before.unwrap_or(i64::MAX),
        ROWS + 1,
        tx.viewer().person,
        &place
    ];
    let lines: Vec<Line> = tx.seen(CONVERSATION, values).await?;
    let mut all = Conversation::default();
    for line in lines {
        match (line.kind.as_str(), line.written_at, line.seat) {
            ("said", Some(written_at), Some(seat)) => all.messages.push(Message {
                town: row.town,
                id: MessageId::from_uuid(line.id),
                dialogue: row.id,
                position: line.position,
                body: line.body,
                name: line.name,
                seat,
                side: line.side,
                written_at,
                changed_at: line.changed_at.unwrap_or(written_at),
                version: line.version,
                withdrawn: line.withdrawn,
            }),
            ("draft", Some(saved_at), _) => {
                all.draft = Some(Draft {
                    fields: line.body,
                    saved_at,
                });
            }
            _ => {
                if line.seat.is_some() && line.seat == tx.viewer().seat() {
                    all.read_to = Some(line.version);
                }
                all.there.push(Participant {
                    name: line.name,
                    presence: line.side,
                    account: line.person.zip(line.seat),
                    confirmed: line.written_at.is_some(),
                });
            }
        }
    }
    if i64::try_from(all.messages.len()).is_ok_and(|count| count > ROWS) {
        all.messages.remove(0);
        all.older = all.messages.first().map(|oldest| oldest.position);
    }
    Ok(all)
}

const READ: &str = "UPDATE dialogue_participants SET read_to = $4 WHERE town = $1 AND dialogue = $2 AND seat = $3 \
    AND read_to < $4";

/// Remembers that somebody who takes part in a dialogue has read it up to a position. Nothing of the record changes, so
/// it is no event.
pub async fn read(
    tx: &mut SystemTx,
    town: MunicipalityCode,
    dialogue: DialogueId,
    seat: SeatId,
    position: i64,
) -> Result<()> {
    tx.run(READ, params![town, dialogue, seat, position]).await?;
    Ok(())
}

/// The place of the draft of a message.
pub fn place(dialogue: DialogueId) -> String {
    format!("message-{dialogue}")
}

const COUNT: &str = "UPDATE dialogues SET said = said + 1, changed_at = $3 WHERE town = $1 AND id = $2";
const COUNTED: &str = "SELECT said FROM dialogues WHERE town = $1 AND id = $2";
const INSERT: &str = "INSERT INTO messages (town, id, dialogue, position, body, audience, seat, person, side, written_at, \
    changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)";
const INSERT_TEXT: &str =
    "INSERT INTO message_texts (town, message, number, body, written_at) VALUES ($1, $2, $3, $4, $5)";

/// Says something in a dialogue, under the viewer's hat.
pub async fn insert(tx: &mut WriteTx, row: &Dialogue, body: &str) -> Result<MessageId> {
    let (id, now, viewer) = (MessageId::new(tx.moment()), tx.now(), *tx.viewer());
    let (Some(person), Some(seat), Some(side)) = (viewer.person, viewer.seat(), presence(&viewer)) else {
        return Err(Error::internal("a message is written under a hat"));
    };
    tx.run(COUNT, params![row.town, row.id, now]).await?;
    let position: Option<i64> = tx.one(COUNTED, params![row.town, row.id]).await?;
    let values = params![
        row.town,
        id,
        row.id,
        position.unwrap_or(1),
        body,
        said_to(row.kind, row.audience).code(),
        seat,
        person,
        side.code(),
        now
    ];
    tx.run(INSERT, values).await?;
    tx.run(INSERT_TEXT, params![row.town, id, 1_i64, body, now])
        .await?;
    // Whoever writes has read what stands before their own words.
    let read = params![row.town, row.id, seat, position.unwrap_or(1)];
    tx.run(READ, read).await?;
    let change = Change::new(RecordKind::Message, id, "said").of_town(row.town);
    tx.note(change.to(body.to_owned())).await?;
    Ok(id)
}

const REWORD: &str = "UPDATE messages SET body = $3, changed_at = $4, version = version + 1 \
    WHERE town = $1 AND id = $2 AND version = $5 AND NOT withdrawn";
const WITHDRAW: &str =
    "UPDATE messages SET withdrawn = TRUE, changed_at = $3 WHERE town = $1 AND id = $2 AND NOT withdrawn";

/// Writes a message anew; the earlier texts stay readable. Answers whether it was still in the version given.
pub async fn reword(tx: &mut WriteTx, row: &Message, version: i64, body: &str) -> Result<bool> {
    let now = tx.now();
    if tx
        .run(REWORD, params![row.town, row.id, body, now, version])
        .await?
        == 0
    {
        return Ok(false);
    }
    tx.run(INSERT_TEXT, params![row.town, row.id, version + 1, body, now])
        .await?;
    let change = Change::new(RecordKind::Message, row.id, "reworded").of_town(row.town);
    tx.note(change.from(row.body.clone()).to(body.to_owned())).await?;
    Ok(true)
}

/// Takes a message back: the page no longer shows it; its texts stay in the record.
pub async fn withdraw(tx: &mut WriteTx, row: &Message) -> Result<()> {
    let now = tx.now();
    tx.run(WITHDRAW, params![row.town, row.id, now]).await?;
    tx.note(Change::new(RecordKind::Message, row.id, "withdrawn").of_town(row.town))
        .await
}

/// One of the texts a message had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// Counted from one.
    pub number: i64,
    /// The text.
    pub body: String,
    /// When it was written.
    pub written_at: Timestamp,
}

impl FromRow for Text {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.take()?,
            body: row.take()?,
            written_at: row.take()?,
        })
    }
}

const TEXTS: &str = "SELECT number, body, written_at FROM message_texts WHERE town = $1 AND message = $2 \
    ORDER BY number DESC LIMIT 50";

/// Every text of a message the viewer was shown, newest first, at most 50.
pub async fn texts(tx: &mut ReadTx, row: &Message) -> Result<Vec<Text>> {
    tx.all(TEXTS, params![row.town, row.id]).await
}

const DIALOGUE: &str = "SELECT dialogue FROM messages WHERE id = $1";

/// In which dialogue a message was said: for live pages, which look for themselves whether they may show it.
pub async fn dialogue_of(tx: &mut SystemTx, id: Uuid) -> Result<Option<DialogueId>> {
    tx.one(DIALOGUE, params![id]).await
}

//! 写真・資料: rows and SQL.
//!
//! A file hangs on a record and is seen by whoever sees that record, asked anew each time: opening or closing the record
//! opens and closes its files. To hang files on another kind of record, add an arm to `carried!` and, where the record has
//! no page of its own, to `standing!`. Events of kind `attachment`: `attached` (after: the name), `described` (before and
//! after: the caption), `withdrawn` (before: the name), `erased`.

use domain::{
    Coded, MunicipalityCode, Timestamp,
    attachment::Media,
    dialogue::Presence,
    event::{Change, RecordKind},
    id::{AttachmentId, SeatId},
};
use uuid::Uuid;

use crate::{
    Cursor, Error, Page, ReadTx, Result, WriteTx,
    dialogue::Dialogue,
    diary::Entry,
    message::Message,
    page::ROWS,
    scope::{counted, visible},
    trial::Trial,
    value::{FromRow, Row, params},
};

mod erasing;

pub use erasing::{Erasing, erased, is_kept, to_erase};

/// How many files of a dialogue its own page shows; a page of the rest is a click away.
pub const FIRST: i64 = 12;

/// The record a file hangs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct On {
    /// Its town.
    pub town: MunicipalityCode,
    /// Its kind.
    pub kind: RecordKind,
    /// Its id.
    pub record: Uuid,
}

impl From<&Dialogue> for On {
    fn from(row: &Dialogue) -> Self {
        Self {
            town: row.town,
            kind: RecordKind::Dialogue,
            record: row.id.uuid(),
        }
    }
}

impl From<&Message> for On {
    fn from(row: &Message) -> Self {
        Self {
            town: row.town,
            kind: RecordKind::Message,
            record: row.id.uuid(),
        }
    }
}

impl From<&Entry> for On {
    fn from(row: &Entry) -> Self {
        Self {
            town: row.written.town,
            kind: RecordKind::Entry,
            record: row.id.uuid(),
        }
    }
}

/// A file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attachment {
    /// The id.
    pub id: AttachmentId,
    /// What it hangs on.
    pub on: On,
    /// The record on whose page it stands: for a message its dialogue, for an entry its trial, otherwise the record itself.
    pub stands_on: Uuid,
    /// Its name as it was sent, made safe.
    pub name: String,
    /// What it is.
    pub media: Media,
    /// How many bytes it has.
    pub bytes: i64,
    /// Their SHA-256.
    pub digest: Vec<u8>,
    /// A picture's pixels across and down.
    pub size: Option<(i64, i64)>,
    /// What is to be seen; may be empty.
    pub caption: String,
    /// The key of its object in the store of files.
    pub object: String,
    /// Who hung it up.
    pub by: String,
    /// Under which hat.
    pub seat: SeatId,
    /// For whom.
    pub side: Presence,
    /// When.
    pub attached_at: Timestamp,
}

impl FromRow for Attachment {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let town = row.take()?;
        Ok(Self {
            id: row.take()?,
            on: On {
                town,
                kind: row.code()?,
                record: row.take()?,
            },
            stands_on: row.take()?,
            name: row.take()?,
            media: row.code()?,
            bytes: row.take()?,
            digest: row.take()?,
            size: {
                let (width, height): (Option<i64>, Option<i64>) = (row.take()?, row.take()?);
                width.zip(height)
            },
            caption: row.take()?,
            object: row.take()?,
            by: row.take()?,
            seat: row.take()?,
            side: row.code()?,
            attached_at: row.take()?,
        })
    }
}

/// The record on whose page a file of the table `a` stands.
macro_rules! standing {
    () => {
        "CASE a.record_kind WHEN 'message' THEN (SELECT m.dialogue FROM messages m WHERE m.town = a.town \
         AND m.id = a.record) WHEN 'entry' THEN (SELECT e.trial FROM diary_entries e WHERE e.town = a.town \
         AND e.id = a.record) ELSE a.record END"
    };
}

macro_rules! columns {
    () => {
        concat!(
            "SELECT a.town, a.id, a.record_kind, a.record, ",
            standing!(),
            ", a.name, a.media, a.bytes, a.digest, a.width, a.height, a.caption, a.object, p.name, a.seat, a.side, \
             a.attached_at"
        )
    };
}

/// Whether the viewer sees the record that carries a file of the table `a`: an arm for each kind of record.
macro_rules! carried {
    () => {
        concat!(
            "((a.record_kind = 'dialogue' AND EXISTS (SELECT 1 FROM dialogues d WHERE d.town = a.town AND d.id = a.record AND ",
            visible!("d", dialogue = "d.id", challenge = "d.challenge"),
            ")) OR (a.record_kind = 'message' AND EXISTS (SELECT 1 FROM messages s JOIN dialogues d ON d.town = s.town \
             AND d.id = s.dialogue WHERE s.town = a.town AND s.id = a.record AND NOT s.withdrawn AND ",
            visible!("s", dialogue = "s.dialogue", challenge = "d.challenge"),
            ")) OR (a.record_kind = 'entry' AND EXISTS (SELECT 1 FROM diary_entries e JOIN trials t ON t.town = e.town \
             AND t.id = e.trial WHERE e.town = a.town AND e.id = a.record AND NOT e.withdrawn AND ",
            visible!("t", dialogue = "NULL", challenge = "t.challenge"),
            " AND ",
            counted!("t", "t.challenge"),
            ")))"
        )
    };
}

const FIND: &str = concat!(
    columns!(),
    " FROM attachments a JOIN persons p ON p.id = a.person WHERE a.id = $4 AND a.withdrawn_at IS NULL AND ",
    carried!()
);
const OF_RECORD: &str = concat!(
    columns!(),
    " FROM attachments a JOIN persons p ON p.id = a.person WHERE a.town = $1 AND a.record_kind = $2 AND a.record = $3 \
     AND a.withdrawn_at IS NULL AND a.id < $4 ORDER BY a.id DESC LIMIT $5"
);
// The newest of the dialogue, and those of the messages between two positions. The dialogue itself was shown.
const OF_DIALOGUE: &str = concat!(
    columns!(),
    ", k.position FROM (SELECT n.town AS town, n.id AS id, n.position AS position FROM (SELECT o.town, o.id, \
     CAST(0 AS BIGINT) AS position FROM attachments o WHERE o.town = $4 AND o.record_kind = 'dialogue' AND o.record = $5 \
     AND o.withdrawn_at IS NULL ORDER BY o.id DESC LIMIT $6) n \
     UNION ALL SELECT x.town, x.id, s.position FROM messages s JOIN attachments x ON x.town = s.town \
     AND x.record_kind = 'message' AND x.record = s.id AND x.withdrawn_at IS NULL WHERE s.town = $4 AND s.dialogue = $5 \
     AND s.position BETWEEN $7 AND $8 AND NOT s.withdrawn AND ",
    visible!("s", dialogue = "s.dialogue", challenge = "$9"),
    ") k JOIN attachments a ON a.town = k.town AND a.id = k.id JOIN persons p ON p.id = a.person \
     ORDER BY k.position, a.id LIMIT 500"
);

// Of a trial's entries from one place in the diary to another, both included; the entries were shown.
const OF_DIARY: &str = concat!(
    columns!(),
    " FROM diary_entries e JOIN attachments a ON a.town = e.town AND a.record_kind = 'entry' AND a.record = e.id \
     AND a.withdrawn_at IS NULL JOIN persons p ON p.id = a.person WHERE e.town = $1 AND e.trial = $2 \
     AND (e.told_of, e.id) >= ($3, $4) AND (e.told_of, e.id) <= ($5, $6) AND NOT e.withdrawn ORDER BY a.id LIMIT 500"
);

/// One file, if the viewer may see what carries it.
pub async fn find(tx: &mut ReadTx, id: AttachmentId) -> Result<Option<Attachment>> {
    tx.seen_one(FIND, params![id]).await
}

/// The files of a record the viewer was shown, the newest first.
pub async fn of_record(tx: &mut ReadTx, on: On, after: Option<&Cursor>) -> Result<Page<Attachment>> {
    let before = after.map_or(Uuid::max(), |cursor| cursor.id);
    let values = params![on.town, on.kind.code(), on.record, before, ROWS + 1];
    let rows: Vec<Attachment> = tx.all(OF_RECORD, values).await?;
    Ok(Page::cut(rows, |one| Cursor {
        key: String::new(),
        id: one.id.uuid(),
    }))
}

/// The files of a page of a trial's diary, which begins with the newest of these entries and ends with the oldest; in the
/// order in which they were hung up.
pub async fn of_diary(tx: &mut ReadTx, row: &Trial, page: &[Entry]) -> Result<Vec<Attachment>> {
    let hanging = page.iter().any(|one| one.files > 0);
    let (Some(newest), Some(oldest)) = (page.first().filter(|_| hanging), page.last()) else {
        return Ok(Vec::new());
    };
    let from_to = [oldest, newest].map(|one| (one.written.day, one.id));
    let [(first, first_id), (last, last_id)] = from_to;
    let values = params![row.town, row.id, first, first_id, last, last_id];
    tx.all(OF_DIARY, values).await
}

/// The files on the page of a dialogue.
#[derive(Clone, Debug, Default)]
pub struct OnPage {
    /// Those of the dialogue itself, the oldest first, at most [`FIRST`] of the newest.
    pub own: Vec<Attachment>,
    /// Whether there are more of them.
    pub more: bool,
    /// Those of messages, by the position of the message.
    pub said: Vec<(i64, Attachment)>,
}

struct Placed(Attachment, i64);

impl FromRow for Placed {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self(Attachment::from_row(row)?, row.take()?))
    }
}

/// The files of a dialogue the viewer was shown and of its messages between two positions, both included, in one query.
pub async fn on_page(tx: &mut ReadTx, row: &Dialogue, first: i64, last: i64) -> Result<OnPage> {
    let values = params![row.town, row.id, FIRST + 1, first, last, row.challenge];
    let rows: Vec<Placed> = tx.seen(OF_DIALOGUE, values).await?;
    let mut page = OnPage::default();
    for Placed(one, position) in rows {
        if position == 0 {
            page.own.push(one);
        } else {
            page.said.push((position, one));
        }
    }
    if i64::try_from(page.own.len()).is_ok_and(|count| count > FIRST) {
        page.own.remove(0);
        page.more = true;
    }
    Ok(page)
}

/// A file to be hung up; its object is kept already.
#[derive(Clone, Debug)]
pub struct NewAttachment<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is.
    pub media: Media,
    /// How many bytes it has.
    pub bytes: i64,
    /// Their SHA-256.
    pub digest: &'a [u8],
    /// A picture's pixels across and down.
    pub size: Option<(i64, i64)>,
    /// What is to be seen.
    pub caption: &'a str,
    /// The key of its object.
    pub object: &'a str,
}

const INSERT: &str = "INSERT INTO attachments (town, id, record_kind, record, name, media, bytes, digest, width, height, \
    caption, object, person, seat, side, attached_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

/// Hangs a file on a record, under the viewer's hat.
pub async fn insert(tx: &mut WriteTx, on: On, new: &NewAttachment<'_>) -> Result<AttachmentId> {
    let id = AttachmentId::new(tx.moment());
    insert_as(tx, on, id, new).await?;
    Ok(id)
}

/// The same with the files of one form, which stay in the order in which they were chosen.
pub async fn insert_all(tx: &mut WriteTx, on: On, new: &[NewAttachment<'_>]) -> Result<()> {
    // Ids of one instant are random among each other.
    let mut ids: Vec<_> = new.iter().map(|_| AttachmentId::new(tx.moment())).collect();
    ids.sort();
    for (id, one) in ids.into_iter().zip(new) {
        insert_as(tx, on, id, one).await?;
    }
    Ok(())
}

async fn insert_as(tx: &mut WriteTx, on: On, id: AttachmentId, new: &NewAttachment<'_>) -> Result<()> {
    let (now, viewer) = (tx.now(), *tx.viewer());
    let (Some(person), Some(seat), Some(side)) = (viewer.person, viewer.seat(), viewer.side()) else {
        return Err(Error::internal("a file is hung up under a hat"));
    };
    let (width, height) = new.size.unzip();
    let values = params![
        on.town,
        id,
        on.kind.code(),
        on.record,
        new.name,
        new.media.code(),
        new.bytes,
        new.digest,
        width,
        height,
        new.caption,
        new.object,
        person,
        seat,
        Presence::from(side).code(),
        now
    ];
    tx.run(INSERT, values).await?;
    let change = Change::new(RecordKind::Attachment, id, "attached").of_town(on.town);
    tx.note(change.to(new.name.to_owned())).await
}

const DESCRIBE: &str = "UPDATE attachments SET caption = $3 WHERE town = $1 AND id = $2";
const WITHDRAW: &str =
    "UPDATE attachments SET withdrawn_at = $3 WHERE town = $1 AND id = $2 AND withdrawn_at IS NULL";

/// Says anew what is to be seen.
pub async fn describe(tx: &mut WriteTx, row: &Attachment, caption: &str) -> Result<()> {
    tx.run(DESCRIBE, params![row.on.town, row.id, caption]).await?;
    let change = Change::new(RecordKind::Attachment, row.id, "described").of_town(row.on.town);
    tx.note(change.from(row.caption.clone()).to(caption.to_owned()))
        .await
}

/// Takes a file back: nobody sees it any more, and a worker erases its bytes. The row stays.
pub async fn withdraw(tx: &mut WriteTx, row: &Attachment) -> Result<()> {
    let now = tx.now();
    tx.run(WITHDRAW, params![row.on.town, row.id, now]).await?;
    let change = Change::new(RecordKind::Attachment, row.id, "withdrawn").of_town(row.on.town);
    tx.note(change.from(row.name.clone())).await
}

/// Takes back every file of a record that is itself taken back.
pub async fn withdraw_of(tx: &mut WriteTx, on: On) -> Result<()> {
    for row in of_record(tx, on, None).await?.rows {
        withdraw(tx, &row).await?;
    }
    Ok(())
}

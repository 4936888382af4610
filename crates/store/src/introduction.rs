//! つなぐ: rows and SQL. Seen by the three people in it and by nobody else; what each of them may know is decided by
//! `domain::introduction`, and left out here otherwise.
//!
//! Events of kind `introduction`: `asked`, `answered` (after: the wish), `met` (after: the dialogue opened), `withdrawn`.

use domain::{
    Coded, MunicipalityCode, Timestamp,
    event::{Change, RecordKind},
    id::{DialogueId, IntroductionId, PersonId, SeatId},
    introduction::{Course, LASTS, Part, Sight, Standing, Wish, part},
};

use crate::{
    Cursor, Error, Page, ReadTx, Result, SystemTx, WriteTx,
    card::{self, Card},
    page::ROWS,
    value::{FromRow, Row, params},
};

mod first_talk;

pub use first_talk::meet;

/// One of the two who are introduced.
#[derive(Clone, Debug)]
pub struct Party {
    /// The seat.
    pub seat: SeatId,
    /// The person.
    pub person: PersonId,
    /// The name; `None` for who may not know it yet.
    pub name: Option<String>,
    /// Town or partner; empty for professionals.
    pub organisation: String,
    /// What the introducer tells the other about them, without a name.
    pub about: String,
    /// What they answered; `None` also for who may not know it.
    pub wish: Option<Wish>,
    /// Their words with it.
    pub words: String,
}

/// An introduction as one of the three may see it.
#[derive(Clone, Debug)]
pub struct Introduction {
    /// The town whose record it is.
    pub town: MunicipalityCode,
    /// The id.
    pub id: IntroductionId,
    /// The dialogue it comes from.
    pub dialogue: Option<DialogueId>,
    /// The introducer's seat.
    pub introducer: SeatId,
    /// The introducer.
    pub introducer_person: PersonId,
    /// Their name.
    pub introducer_name: String,
    /// Why the two should meet: both read it.
    pub words: String,
    /// What was answered.
    pub course: Course,
    /// The first of the two.
    pub first: Party,
    /// The second.
    pub second: Party,
    /// The dialogue that was opened.
    pub opened: Option<DialogueId>,
}

impl Introduction {
    /// Which of the three somebody is.
    pub fn part(&self, seat: Option<SeatId>) -> Option<Part> {
        part(seat, self.introducer, self.first.seat, self.second.seat)
    }

    /// Leaves out what one may not know.
    fn told(mut self, sight: Sight) -> Self {
        let hide = |party: &mut Party, name: bool, answer: bool| {
            if !name {
                party.name = None;
            }
            if !answer {
                party.wish = None;
                party.words.clear();
            }
        };
        hide(&mut self.first, sight.name_of_first, sight.answer_of_first);
        hide(&mut self.second, sight.name_of_second, sight.answer_of_second);
        if !sight.contact {
            self.opened = None;
        }
        self
    }
}

fn party(row: &mut Row<'_>) -> Result<Party> {
    let (seat, person, name) = (row.take()?, row.take()?, row.take()?);
    let (organisation, about) = (row.take()?, row.take()?);
    let wish: Option<String> = row.take()?;
    Ok(Party {
        seat,
        person,
        name,
        organisation,
        about,
        wish: wish.and_then(|code| Wish::parse(&code)),
        words: row.take()?,
    })
}

impl FromRow for Introduction {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (town, id, dialogue) = (row.take()?, row.take()?, row.take()?);
        let (introducer, introducer_person, introducer_name) = (row.take()?, row.take()?, row.take()?);
        let (words, asked_at, withdrawn) = (row.take()?, row.take()?, row.take()?);
        let (first, second) = (party(row)?, party(row)?);
        Ok(Self {
            town,
            id,
            dialogue,
            introducer,
            introducer_person,
            introducer_name,
            words,
            course: Course {
                asked_at,
                first: first.wish,
                second: second.wish,
                withdrawn,
            },
            first,
            second,
            opened: row.take()?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT i.town, i.id, i.dialogue, i.introducer, i.introducer_person, n.name, i.words, i.asked_at, i.withdrawn, \
             i.first, i.first_person, a.name, COALESCE(at.name, ao.name, ''), i.about_first, i.first_wish, i.first_words, \
             i.second, i.second_person, b.name, COALESCE(bt.name, bo.name, ''), i.about_second, i.second_wish, i.second_words, \
             i.opened FROM introductions i JOIN persons n ON n.id = i.introducer_person \
             JOIN persons a ON a.id = i.first_person JOIN persons b ON b.id = i.second_person \
             LEFT JOIN staff_posts ap ON ap.id = i.first LEFT JOIN municipalities at ON at.code = ap.town \
             LEFT JOIN partner_members am ON am.id = i.first LEFT JOIN partners ao ON ao.id = am.partner \
             LEFT JOIN staff_posts bp ON bp.id = i.second LEFT JOIN municipalities bt ON bt.code = bp.town \
             LEFT JOIN partner_members bm ON bm.id = i.second LEFT JOIN partners bo ON bo.id = bm.partner ",
            $rest
        )
    };
}

const FIND: &str = select!("WHERE i.id = $1 AND $2 IN (i.introducer, i.first, i.second)");
const FIND_ANY: &str = select!("WHERE i.id = $1");
// A page from each of three indexes; nobody else's rows are read.
const LIST: &str = select!(
    "JOIN (SELECT id FROM (SELECT id FROM introductions WHERE introducer = $1 AND id < $2 ORDER BY id DESC LIMIT $3) x \
     UNION SELECT id FROM (SELECT id FROM introductions WHERE first = $1 AND id < $2 ORDER BY id DESC LIMIT $3) y \
     UNION SELECT id FROM (SELECT id FROM introductions WHERE second = $1 AND id < $2 ORDER BY id DESC LIMIT $3) z) k \
     ON k.id = i.id ORDER BY i.id DESC LIMIT $3"
);
const TWICE: &str = "SELECT COUNT(*) FROM introductions WHERE introducer = $1 AND asked_at > $4 AND NOT withdrawn \
    AND ((first_person = $2 AND second_person = $3) OR (first_person = $3 AND second_person = $2))";

/// One introduction, as far as the viewer may know it; `None` for everybody but the three.
pub async fn find(tx: &mut ReadTx, id: IntroductionId, now: Timestamp) -> Result<Option<Introduction>> {
    let seat = tx.viewer().seat();
    let found: Option<Introduction> = tx.one(FIND, params![id, seat]).await?;
    Ok(found.and_then(|row| {
        let part = row.part(seat)?;
        let sight = row.course.sight(part, now);
        Some(row.told(sight))
    }))
}

/// The viewer's own: those they made and those they are asked in, the newest first.
pub async fn list(tx: &mut ReadTx, after: Option<&Cursor>, now: Timestamp) -> Result<Page<Introduction>> {
    let seat = tx.viewer().seat();
    let before = after.map_or(uuid::Uuid::max(), |cursor| cursor.id);
    let rows: Vec<Introduction> = tx.all(LIST, params![seat, before, ROWS + 1]).await?;
    let told = rows.into_iter().filter_map(|row| {
        let part = row.part(seat)?;
        let sight = row.course.sight(part, now);
        Some(row.told(sight))
    });
    Ok(Page::cut(told.collect(), |one| Cursor {
        key: "0".to_owned(),
        id: one.id.uuid(),
    }))
}

/// An introduction, for its mails.
pub async fn find_any(tx: &mut SystemTx, id: IntroductionId) -> Result<Option<Introduction>> {
    tx.one(FIND_ANY, params![id]).await
}

/// Whether the viewer asked these two already and it has neither lapsed nor been taken back.
pub async fn asked_already(
    tx: &mut ReadTx,
    first: PersonId,
    second: PersonId,
    now: Timestamp,
) -> Result<bool> {
    let seat = tx.viewer().seat();
    let count: Option<i64> = tx
        .one(TWICE, params![seat, first, second, now.plus(-LASTS)])
        .await?;
    Ok(count.unwrap_or(0) > 0)
}

/// Somebody to be introduced.
#[derive(Clone, Copy, Debug)]
pub struct NewParty<'a> {
    /// The seat.
    pub seat: SeatId,
    /// The person.
    pub person: PersonId,
    /// What the other is told about them, without a name.
    pub about: &'a str,
}

/// An introduction to be made.
#[derive(Clone, Debug)]
pub struct NewIntroduction<'a> {
    /// The town whose record it is.
    pub town: MunicipalityCode,
    /// The dialogue it comes from.
    pub dialogue: Option<DialogueId>,
    /// Why the two should meet.
    pub words: &'a str,
    /// The first.
    pub first: NewParty<'a>,
    /// The second.
    pub second: NewParty<'a>,
}

const INSERT: &str = "INSERT INTO introductions (town, id, dialogue, introducer, introducer_person, first, first_person, \
    second, second_person, words, about_first, about_second, asked_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

/// Asks both.
pub async fn insert(tx: &mut WriteTx, new: &NewIntroduction<'_>) -> Result<IntroductionId> {
    let (id, now, viewer) = (IntroductionId::new(tx.moment()), tx.now(), *tx.viewer());
    let (Some(person), Some(seat)) = (viewer.person, viewer.seat()) else {
        return Err(Error::internal("somebody with a seat introduces"));
    };
    let values = params![
        new.town,
        id,
        new.dialogue,
        seat,
        person,
        new.first.seat,
        new.first.person,
        new.second.seat,
        new.second.person,
        new.words,
        new.first.about,
        new.second.about,
        now
    ];
    tx.run(INSERT, values).await?;
    tx.note(Change::new(RecordKind::Introduction, id, "asked").of_town(new.town))
        .await?;
    Ok(id)
}

const ANSWER_FIRST: &str =
    "UPDATE introductions SET first_wish = $3, first_words = $4 WHERE town = $1 AND id = $2";
const ANSWER_SECOND: &str =
    "UPDATE introductions SET second_wish = $3, second_words = $4 WHERE town = $1 AND id = $2";
const WITHDRAW: &str = "UPDATE introductions SET withdrawn = TRUE WHERE town = $1 AND id = $2";
const OPEN: &str = "UPDATE introductions SET opened = $3 WHERE town = $1 AND id = $2";

/// Writes down what one of the two answers.
pub async fn answer(tx: &mut WriteTx, row: &Introduction, part: Part, wish: Wish, words: &str) -> Result<()> {
    let sql = match part {
        Part::First => ANSWER_FIRST,
        Part::Second => ANSWER_SECOND,
        Part::Introducer => return Err(Error::internal("the two answer, not who introduces")),
    };
    tx.run(sql, params![row.town, row.id, wish.code(), words]).await?;
    let change = Change::new(RecordKind::Introduction, row.id, "answered").of_town(row.town);
    tx.note(change.to(wish.code().to_owned())).await
}

/// Both wished to talk: the dialogue that was opened for them.
async fn open(tx: &mut WriteTx, row: &Introduction, dialogue: DialogueId) -> Result<()> {
    tx.run(OPEN, params![row.town, row.id, dialogue]).await?;
    let change = Change::new(RecordKind::Introduction, row.id, "met").of_town(row.town);
    tx.note(change.to(dialogue.to_string())).await
}

/// Takes it back.
pub async fn withdraw(tx: &mut WriteTx, row: &Introduction) -> Result<()> {
    tx.run(WITHDRAW, params![row.town, row.id]).await?;
    tx.note(Change::new(RecordKind::Introduction, row.id, "withdrawn").of_town(row.town))
        .await
}

/// The cards of the two, for the three, once both wished to talk; none before, and none its owner keeps to themselves.
pub async fn cards(tx: &mut ReadTx, row: &Introduction, now: Timestamp) -> Result<Vec<Card>> {
    let mut shown = Vec::new();
    if row.course.standing(now) != Standing::Met || row.part(tx.viewer().seat()).is_none() {
        return Ok(shown);
    }
    for seat in [row.first.seat, row.second.seat] {
        let found = card::of_seat(tx, seat).await?;
        shown.extend(found.filter(|card| card.is_handed_out(now.day())));
    }
    Ok(shown)
}

//! 接触記録: rows and SQL. The log of a town with its partners has the dialogues somebody may read and the contacts a town
//! wrote down; a dialogue held while a procedure is foreseen leaves a line of its own, which every one of the town reads.
//!
//! Events of kind `contact`: `logged` (after: the subject).

use domain::{
    Coded, Day, MunicipalityCode,
    contact::Means,
    dialogue::{Kind, Presence},
    event::{Change, RecordKind},
    id::{ChallengeId, ContactId, DialogueId, PartnerId},
};
use uuid::Uuid;

use crate::{
    Cursor, Error, Page, ReadTx, Result, WriteTx,
    page::{ROWS, newest_day},
    scope::visible,
    value::{FromRow, Row, params},
};

/// The most lines one export has.
pub const MOST: i64 = 5000;

/// How people were in contact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// In a dialogue.
    Dialogue(Kind),
    /// By other means.
    Means(Means),
}

/// A line of the log.
#[derive(Clone, Debug)]
pub struct Line {
    /// When.
    pub held_on: Day,
    /// The id of the contact or dialogue.
    pub id: Uuid,
    /// How.
    pub how: How,
    /// With whom; empty where that is not known.
    pub partner: String,
    /// Who was there.
    pub who: String,
    /// What it was about.
    pub subject: String,
    /// What was told about a procedure.
    pub told: String,
    /// The dialogue, if it is one.
    pub dialogue: Option<DialogueId>,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (held_on, id) = (row.take()?, row.take()?);
        let code: String = row.take()?;
        let how = Kind::parse(&code)
            .map(How::Dialogue)
            .or_else(|| Means::parse(&code).map(How::Means));
        Ok(Self {
            held_on,
            id,
            how: how.ok_or_else(|| Error::internal(format!("unknown means {code:?}")))?,
            partner: row.take()?,
            who: row.take()?,
            subject: row.take()?,
            told: row.take()?,
            dialogue: row.take()?,
        })
    }
}

/// Which lines: from `$7` to `$8`, about challenge `$10` where `$9`; `$5` and `$6` are where the page begins.
macro_rules! within {
    ($row:literal) => {
        concat!(
            $row,
            ".town = $4 AND (",
            $row,
            ".held_on, ",
            $row,
            ".id) < ($5, $6) AND ",
            $row,
            ".held_on >= $7 AND ",
            $row,
            ".held_on <= $8 AND (NOT $9 OR ",
            $row,
            ".challenge = $10)"
        )
    };
}

/// The dialogues with a partner that the viewer may read and that have no line of their own.
macro_rules! talks {
    ($columns:literal, $with:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM dialogues d LEFT JOIN partners o ON o.id = d.partner WHERE ",
            within!("d"),
            " AND ",
            $with,
            " AND NOT EXISTS (SELECT 1 FROM contacts l WHERE l.town = d.town AND l.dialogue = d.id \
             AND l.held_on = d.held_on) AND ",
            visible!("d", dialogue = "d.id", challenge = "d.challenge"),
            " ORDER BY d.held_on DESC, d.id DESC LIMIT $11"
        )
    };
}

macro_rules! lines {
    ($dialogues:literal, $contacts:literal) => {
        concat!(
            "SELECT k.held_on, k.id, k.how, k.partner, k.who, k.subject, k.told, k.dialogue FROM (SELECT * FROM (",
            talks!(
                "d.held_on AS held_on, d.id AS id, d.kind AS how, COALESCE(o.name, '') AS partner, '' AS who, \
                 d.title AS subject, '' AS told, d.id AS dialogue",
                $dialogues
            ),
            ") one UNION ALL SELECT * FROM (SELECT c.held_on, c.id, c.means, COALESCE(n.name, c.partner_name), c.who, \
             c.subject, c.told, c.dialogue FROM contacts c LEFT JOIN partners n ON n.id = c.partner WHERE ",
            within!("c"), " AND ", $contacts,
            " ORDER BY c.held_on DESC, c.id DESC LIMIT $11) other) k ORDER BY k.held_on DESC, k.id DESC LIMIT $11"
        )
    };
}

macro_rules! people {
    ($dialogues:literal) => {
        concat!(
            "SELECT p.dialogue, p.name, p.side, COALESCE(o.name, '') FROM dialogue_participants p \
             LEFT JOIN partner_members b ON b.id = p.seat LEFT JOIN partners o ON o.id = b.partner \
             WHERE p.town = $4 AND p.side IN ('town', 'partner') AND p.dialogue IN (SELECT k.id FROM (",
            talks!("d.id, d.held_on", $dialogues),
            ") k) ORDER BY p.dialogue, p.position LIMIT 20000"
        )
    };
}

const ALL: &str = lines!(
    "EXISTS (SELECT 1 FROM dialogue_participants p WHERE p.town = d.town AND p.dialogue = d.id AND p.side = 'partner')",
    "c.town = $1"
);
const WITH: &str = lines!(
    "d.id IN (SELECT p.dialogue FROM partner_members b JOIN dialogue_participants p ON p.seat = b.id \
     WHERE b.partner = $12 AND p.town = $4)",
    "c.partner = $12 AND (c.town = $1 OR EXISTS (SELECT 1 FROM partner_members y WHERE y.id = $2 AND y.partner = c.partner))"
);
const PEOPLE_ALL: &str = people!(
    "EXISTS (SELECT 1 FROM dialogue_participants p WHERE p.town = d.town AND p.dialogue = d.id AND p.side = 'partner')"
);
const PEOPLE_WITH: &str = people!(
    "d.id IN (SELECT p.dialogue FROM partner_members b JOIN dialogue_participants p ON p.seat = b.id \
     WHERE b.partner = $12 AND p.town = $4)"
);

struct There {
    dialogue: DialogueId,
    name: String,
    presence: Presence,
    partner: String,
}

impl FromRow for There {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            dialogue: row.take()?,
            name: row.take()?,
            presence: row.code()?,
            partner: row.take()?,
        })
    }
}

/// What the log is narrowed to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// With which partner.
    pub partner: Option<PartnerId>,
    /// About which challenge.
    pub challenge: Option<ChallengeId>,
    /// From which day.
    pub from: Option<Day>,
    /// To which day.
    pub until: Option<Day>,
}

async fn rows(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    filter: &Filter,
    after: Option<&Cursor>,
    most: i64,
) -> Result<Vec<Line>> {
    let (day, id) = newest_day(after);
    let first = filter
        .from
        .map_or_else(|| "0000".to_owned(), |day| day.to_string());
    let last = filter
        .until
        .map_or_else(|| "9999".to_owned(), |day| day.to_string());
    let (about, challenge) = (filter.challenge.is_some(), filter.challenge);
    let (mut lines, people): (Vec<Line>, Vec<There>) = if let Some(partner) = filter.partner {
        let values = params![town, &day, id, &first, &last, about, challenge, most, partner];
        (tx.seen(WITH, values).await?, tx.seen(PEOPLE_WITH, values).await?)
    } else {
        let values = params![town, &day, id, &first, &last, about, challenge, most];
        (tx.seen(ALL, values).await?, tx.seen(PEOPLE_ALL, values).await?)
    };
    for line in lines.iter_mut().filter(|line| line.who.is_empty()) {
        let there: Vec<&There> = people
            .iter()
            .filter(|one| Some(one.dialogue) == line.dialogue)
            .collect();
        let names: Vec<&str> = there.iter().map(|one| one.name.as_str()).collect();
        line.who = names.join("、");
        let partner = there
            .iter()
            .find(|one| one.presence == Presence::Partner && !one.partner.is_empty());
        if let Some(one) = partner {
            line.partner.clone_from(&one.partner);
        }
    }
    Ok(lines)
}

/// A page of a town's log, the newest first. With a partner: the lines with that partner alone.
pub async fn list(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    filter: &Filter,
    after: Option<&Cursor>,
) -> Result<Page<Line>> {
    let rows = rows(tx, town, filter, after, ROWS + 1).await?;
    Ok(Page::cut(rows, |line| Cursor {
        key: line.held_on.to_string(),
        id: line.id,
    }))
}

/// The newest [`MOST`] lines, for an export.
pub async fn export(tx: &mut ReadTx, town: MunicipalityCode, filter: &Filter) -> Result<Vec<Line>> {
    rows(tx, town, filter, None, MOST).await
}

const PARTNERS: &str = "SELECT o.id, o.name FROM (SELECT partner FROM contacts WHERE town = $1 AND partner IS NOT NULL \
    UNION SELECT b.partner FROM circle_members m JOIN partner_members b ON b.id = m.seat \
    WHERE m.town = $1 AND m.side = 'partner') k JOIN partners o ON o.id = k.partner ORDER BY o.kana, o.name, o.id LIMIT 200";

/// A partner to choose.
#[derive(Clone, Debug)]
pub struct Known {
    /// The id.
    pub id: PartnerId,
    /// The name.
    pub name: String,
}

impl FromRow for Known {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            name: row.take()?,
        })
    }
}

/// The partners of a town's circles and of its log, by their reading.
pub async fn partners(tx: &mut ReadTx, town: MunicipalityCode) -> Result<Vec<Known>> {
    tx.all(PARTNERS, params![town]).await
}

const PARTNERS_IN: &str = "SELECT DISTINCT b.partner FROM dialogue_participants p JOIN partner_members b ON b.id = p.seat \
    WHERE p.town = $1 AND p.dialogue = $2 LIMIT 20";

/// The partners whose people were in a dialogue the viewer was shown.
pub async fn partners_in(tx: &mut ReadTx, town: MunicipalityCode, id: DialogueId) -> Result<Vec<PartnerId>> {
    tx.all(PARTNERS_IN, params![town, id]).await
}

const LOGGED: &str = "SELECT COUNT(*) FROM contacts WHERE town = $1 AND dialogue = $2 AND held_on = $3";

/// Whether a day of a dialogue the viewer was shown has its line in the log.
pub async fn is_logged(tx: &mut ReadTx, town: MunicipalityCode, id: DialogueId, day: Day) -> Result<bool> {
    let lines: Option<i64> = tx.one(LOGGED, params![town, id, day]).await?;
    Ok(lines.is_some_and(|lines| lines > 0))
}

/// A contact as it is written down.
#[derive(Clone, Debug)]
pub struct NewContact<'a> {
    /// The town.
    pub town: MunicipalityCode,
    /// With which partner.
    pub partner: Option<PartnerId>,
    /// Its name, where it is not one of those known here.
    pub partner_name: &'a str,
    /// About which challenge.
    pub challenge: Option<ChallengeId>,
    /// The dialogue it was.
    pub dialogue: Option<DialogueId>,
    /// How.
    pub how: How,
    /// When.
    pub held_on: Day,
    /// Who was there.
    pub who: &'a str,
    /// What it was about.
    pub subject: &'a str,
    /// What was told about a procedure.
    pub told: &'a str,
}

const INSERT: &str = "INSERT INTO contacts (town, id, partner, partner_name, challenge, dialogue, means, held_on, who, \
    subject, told, person, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

/// Writes a contact down.
pub async fn insert(tx: &mut WriteTx, new: &NewContact<'_>) -> Result<ContactId> {
    let (id, now) = (ContactId::new(tx.moment()), tx.now());
    let person = tx.viewer().person;
    let person = person.ok_or_else(|| Error::Internal("a contact is written by a person".to_owned()))?;
    let how = match new.how {
        How::Dialogue(kind) => kind.code(),
        How::Means(means) => means.code(),
    };
    let values = params![
        new.town,
        id,
        new.partner,
        new.partner_name,
        new.challenge,
        new.dialogue,
        how,
        new.held_on,
        new.who,
        new.subject,
        new.told,
        person,
        now
    ];
    tx.run(INSERT, values).await?;
    let change = Change::new(RecordKind::Contact, id, "logged").of_town(new.town);
    tx.note(change.to(new.subject.to_owned())).await?;
    Ok(id)
}
